"""The signal-to-quantization-noise ratio of int8 networks for every calibration method.

Usage: methods.py DIRECTORY [--only REGEX] [--methods NAME,..] [--weight-bits N] [--weight-group N]
           [--activation-bits N] [--tools DIRECTORY]
DIRECTORY holds a folder for each network, as test/Models/real/fetch.py writes it.  Every network is
calibrated once on its 32 samples and judged on the 16 others by its own engine's float outputs.
A method may be followed by what recovers accuracy, such as minmax+bias+rounding.  The methods dynamic
and float are activations that are not calibrated.
Prints a table in Markdown: for each output of a network a row, in dB.  The tools are taken from
--tools, else from `build/tools`.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

METHODS = "minmax,moving-average,mean,mean-deviation,percentile,entropy,mse,auto"


def run(command):
    """Runs a tool; its complaint is ours."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def ratios(reference, outputs):
    """Returns the ratio in dB of every output, with the output's name."""
    want, got = np.load(reference), np.load(outputs)
    result = []
    for wanted, name in zip(want.files, got.files):
        a, b = want[wanted].astype("f8").ravel(), got[name].astype("f8").ravel()
        noise = np.sum((a - b) ** 2)
        result.append((name, 10 * np.log10(np.sum(a**2) / noise) if noise else np.inf))
    return result


def measure(tools, folder, methods, weights, work):
    """Yields for each method the ratios of the network in the folder."""
    model, calibration = folder / f"{folder.name}.mlirbc", folder / "calibration.npz"
    statistics = work / "statistics.json"
    run([tools / "qoptc/qoptc", model, "--emit=statistics", f"--calibrate={calibration}"]
        + ["--method=moving-average", "-o", statistics])
    for choice in methods:
        method, *recovery = choice.split("+")
        observed = [f"--method={method}", f"--statistics={statistics}"]
        if method in ("dynamic", "float"):
            observed = [f"--activations={method}"] + [f"--calibrate={calibration}"] * bool(recovery)
        elif recovery or method == "auto":
            observed = [f"--method={method}", f"--calibrate={calibration}"]
        recover = [f"--recover={','.join(recovery)}"] if recovery else []
        outputs = work / "outputs.npz"
        run([tools / "qopt-run/qopt-run", model]
            + weights + observed + recover + [f"--inputs={folder / 'test.npz'}", f"--outputs={outputs}"])
        yield ratios(folder / "reference.npz", outputs)


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--methods", default=METHODS)
    parser.add_argument("--weight-bits", type=int, default=8)
    parser.add_argument("--weight-group", type=int)
    parser.add_argument("--activation-bits", default="auto")
    default = Path(__file__).resolve().parents[2] / "build" / "tools"
    parser.add_argument("--tools", type=Path, default=default)
    options = parser.parse_args()
    methods = options.methods.split(",")
    weights = [f"--weight-bits={options.weight_bits}", f"--activation-bits={options.activation_bits}"]
    if options.weight_group:
        weights.append(f"--weight-group={options.weight_group}")
    print("| network | " + " | ".join(methods) + " |\n" + "|---" * (len(methods) + 1) + "|")
    for folder in sorted(options.directory.iterdir()):
        if not (folder / "calibration.npz").exists() or not re.search(options.only, folder.name):
            continue
        with tempfile.TemporaryDirectory() as work:
            columns = list(measure(options.tools, folder, methods, weights, Path(work)))
        for i, (output, _) in enumerate(columns[0]):
            name = folder.name if len(columns[0]) == 1 else f"{folder.name}, {output}"
            cells = " | ".join(f"{column[i][1]:.1f}" for column in columns)
            print(f"| {name} | {cells} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

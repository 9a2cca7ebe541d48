"""What --max-drop makes of networks: the bytes of their weights, and what is lost.

Usage: precision.py DIRECTORY [--only REGEX] [--max-drop DROP] [--recover WHAT] [--latency [COSTS]] [--tools DIRECTORY]
DIRECTORY holds a folder for each network, as test/Models/real/fetch.py writes it.  Bits are chosen on the 32 samples
of calibration; the drop is measured there by qoptc, and again on the 16 others, against the same network with 8 bits
everywhere: each output counts alike, in shares of its noise there.  Prints a table in Markdown, with the processor
time of the whole run of qoptc.  --latency makes a call as short as it can, by the model of cycles or by the layers' times
in the folder COSTS, NAME.json, which are measured where they are not there; then both networks are timed in turns.  The
tools are taken from --tools, else from `build/tools`.
"""

import argparse
import json
import re
import resource
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from latency import compare
from methods import run


def noises(reference, outputs):
    """Returns the noise of every output."""
    want, got = np.load(reference), np.load(outputs)
    return np.array([np.sum((want[a].astype("f8").ravel() - got[b].ravel()) ** 2) for a, b in zip(want.files, got.files)])


def measure(tools, folder, how, work):
    """Returns the cells of the network in the folder."""
    model, calibration = folder / f"{folder.name}.mlirbc", folder / "calibration.npz"
    qoptc = [tools / "qoptc/qoptc", model, f"--calibrate={calibration}"]
    run([*qoptc, "--emit=plan", "-o", work / "uniform.json"])
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run([*qoptc, *how, "--name=net", "--emit=shared", "-o", work / "narrow.so"])
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    noise = []
    for plan in "uniform.json", "narrow.plan.json":
        outputs = work / "outputs.npz"
        run([tools / "qopt-run/qopt-run", model, f"--plan={work / plan}", f"--inputs={folder / 'test.npz'}"]
            + [f"--outputs={outputs}"])
        noise.append(noises(folder / "reference.npz", outputs))
    shares = noise[1][noise[0] > 0] / noise[0][noise[0] > 0]
    search = json.loads((work / "narrow.report.json").read_text())["precision"]
    chosen = next(point for point in search["curve"] if point["chosen"])
    bits = Counter(layer["bits"] for layer in search["layers"])
    of_call, unit = [], 1024
    if search["objective"] == "latency":
        run([tools / "qoptc/qoptc", model, f"--plan={work / 'uniform.json'}", "--name=net", "--emit=shared"]
            + ["-o", work / "uniform.so"])
        of_call, unit = [f"{100 * compare([work / 'uniform.so', work / 'narrow.so'])[1][1]:.1f} %"], 1000
    return [
        f"{search['curve'][0]['cost'] / unit:.0f}",
        f"{chosen['cost'] / unit:.0f}",
        f"{100 * chosen['cost'] / search['curve'][0]['cost']:.1f} %",
        *of_call,
        ", ".join(f"{bits[n]} of {n}" for n in sorted(bits, reverse=True)),
        f"{chosen['drop']:.2f}",
        f"{10 * np.log10(shares.mean()):.2f}",
        f"{seconds:.0f}",
    ]


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--max-drop", default="0.5dB")
    parser.add_argument("--recover", help="as the option of qoptc")
    parser.add_argument("--latency", nargs="?", const="", metavar="COSTS")
    default = Path(__file__).resolve().parents[2] / "build" / "tools"
    parser.add_argument("--tools", type=Path, default=default)
    options = parser.parse_args()
    how = [f"--max-drop={options.max_drop}"] + ([f"--recover={options.recover}"] if options.recover else [])
    unit, call = "KiB", []
    if options.latency is not None:
        how.append("--objective=latency")
        unit, call = "us" if options.latency else "kilocycles", ["share of a call"]
    heads = ["network", f"{unit} with 8 bits", f"{unit} chosen", "share", *call, "layers, bits", "drop dB"]
    heads += ["drop dB, test", "seconds"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for folder in sorted(options.directory.iterdir()):
        if not (folder / "calibration.npz").exists() or not re.search(options.only, folder.name):
            continue
        costs = [f"--cost-file={Path(options.latency) / folder.name}.json"] if options.latency else []
        with tempfile.TemporaryDirectory() as work:
            cells = measure(options.tools, folder, how + costs, Path(work))
        print(f"| {folder.name} | {' | '.join(cells)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

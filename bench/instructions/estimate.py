"""Estimates how fast the loops over K of kernels are on processors that are not here, with llvm-mca.

usage: estimate.py [--build FOLDER] [--filter REGEX]

A dense layer and a 3x3 convolution of test/Target/Inputs are compiled for each processor, and LLVM's model of it
executes the loop with most multiply-accumulates a hundred times.  The model knows the pipelines and latencies, and takes
every load from the first-level cache: what comes out is a bound for layers whose data fit there.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test/Target/Inputs"))
from inner_loops import BRANCH, find_kernel, macs_of, read  # noqa: E402

# The triple, the processor, and how many registers of 128 bits one of its is.
CORES = [
    ("aarch64-linux-gnu", "cortex-a53", 1),
    ("aarch64-linux-gnu", "cortex-a72", 1),
    ("aarch64-linux-gnu", "cortex-a55", 1),
    ("aarch64-linux-gnu", "cortex-a510", 1),
    ("aarch64-linux-gnu", "neoverse-n1", 1),
    ("aarch64-linux-gnu", "neoverse-v1", 1),
    ("aarch64-linux-gnu", "neoverse-n2", 1),
    ("aarch64-apple-darwin", "apple-m1", 1),
    ("riscv64-linux-gnu", "sifive-x280", 4),
    ("riscv64-linux-gnu", "spacemit-x60", 2),
    ("riscv64-linux-gnu", "sifive-p670", 1),
]
ITERATIONS = 100


def run(command, text=None):
    """Runs a command with an input and returns what it prints; its complaint is ours."""
    result = subprocess.run([str(part) for part in command], input=text, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"estimate.py: {' '.join(map(str, command))}:\n{result.stderr}")
    return result.stdout


def compile_layer(build, layer, triple, cpu, path):
    """Writes the object of a layer."""
    options = f"triple={triple} cpu={cpu}"
    model = ROOT / f"test/Target/Inputs/{layer}.mlir"
    run([build / "tools/qopt/qopt", model, f"--qopt-codegen={options}", f"--qopt-emit-object=output={path}", "-o", "-"])


def count_cycles(path, loop, triple, cpu):
    """Returns the cycles of one turn of a loop of an object, without its branch."""
    lines = [f"{name} {operands}" for _, name, operands in loop if not BRANCH.match(name)]
    # How many registers RISC-V's vectors are groups of may have been said before.
    lines[:0] = [f"{name} {operands}" for address, name, operands in read(path)
                 if name.startswith("vset") and address <= loop[-1][0]][-1:]
    command = ["llvm-mca", f"-mtriple={triple}", f"-mcpu={cpu}", f"-iterations={ITERATIONS}", "-instruction-info=0",
               "-resource-pressure=0"]
    text = run(command, "\n".join(lines) + "\n")
    return int(re.search(r"Total Cycles:\s+(\d+)", text)[1]) / ITERATIONS


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description="estimate the cycles of inner loops")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--filter", default="")
    options = parser.parse_args()
    major = (ROOT / "llvm-project.version").read_text().split(".")[0]
    os.environ["PATH"] = f"/usr/lib/llvm-{major}/bin:{os.environ['PATH']}"
    print("| processor | layer | instructions | cycles | MAC per instruction | MAC per cycle |\n|---|---|---|---|---|---|")
    for triple, cpu, width in CORES:
        for layer in "dense", "conv":
            if not re.search(options.filter, f"{cpu} {layer}"):
                continue
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "layer.o"
                compile_layer(options.build, layer, triple, cpu, path)
                loop = find_kernel(path)
                cycles, macs = count_cycles(path, loop, triple, cpu), width * macs_of(loop)
            print(f"| {cpu} | {layer} | {len(loop)} | {cycles:.0f} | {macs / len(loop):.1f} | {macs / cycles:.1f} |",
                  flush=True)


main()

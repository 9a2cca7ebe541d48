"""Compiles networks for a processor, runs them in its emulator and compares the bytes with the interpreter's.

usage: foreign.py FOLDER GNU TRIPLE [--io IO] [--weight-bits N [--weight-group G]]
         [--level CPU,FEATURES:PROCESSOR ...]... --model MODEL CALIBRATION SAMPLES ...

GNU is the platform's name in those of its compiler and libraries, as in aarch64-linux-gnu-gcc.  Every level is a
processor and features, as LLVM names them and split by commas, and after a colon the processor for qemu-user; with
several, the object runs on each, split by blanks.  MODEL is a file, CALIBRATION and SAMPLES are .npz; of the samples
the first few are used.  IO, N and G are qoptc's options; inputs must be f32.  Everything is written into FOLDER.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

SAMPLES = 3
EMULATORS = {"arm": "qemu-arm", "aarch64": "qemu-aarch64", "riscv64": "qemu-riscv64"}
C_TYPES = {"f32": "float", "i8": "int8_t", "u8": "uint8_t", "i16": "int16_t", "i32": "int32_t"}

MAIN = """
#include "net.h"
#include <stdio.h>

static _Alignas(NET_ARENA_ALIGNMENT) unsigned char arena[NET_ARENA_BYTES + 1];
{buffers}
int main(void) {{
  while ({reads}) {{
    net({arguments}, arena);
    {writes};
  }}
  return 0;
}}
"""


def run(*command, **options):
    """Runs a command, whose messages are seen if it fails."""
    result = subprocess.run([str(part) for part in command], capture_output=True, **options)
    if result.returncode:
        sys.stderr.buffer.write(result.stdout + result.stderr)
        sys.exit(f"foreign.py: {' '.join(map(str, command))} ended with {result.returncode}")
    return result.stdout


def make_main(report, rows):
    """Returns a program that reads inputs from stdin and writes outputs to stdout, call after call."""
    buffers, arguments = [], []
    for kind in "in", "out":
        for i, tensor in enumerate(report[f"{kind}puts"]):
            elements = int(np.prod([rows if size < 0 else size for size in tensor["shape"]]))
            buffers.append(f"static {C_TYPES[tensor['type']]} {kind}{i}[{elements}];")
            arguments.append(f"{kind}{i}")
    names = list(arguments)
    if report["totals"]["per-row"]:
        arguments.insert(0, str(rows))
    return MAIN.format(
        buffers="\n".join(buffers),
        arguments=", ".join(arguments),
        reads=" && ".join(f"fread({n}, sizeof {n}, 1, stdin) == 1" for n in names if n.startswith("in")),
        writes="; ".join(f"fwrite({n}, sizeof {n}, 1, stdout)" for n in names if n.startswith("out")),
    )


def load(path):
    """Returns the arrays of a file, by order."""
    with np.load(path) as data:
        return [data[name] for name in data.files] if hasattr(data, "files") else [data]


def stream(arrays, is_whole):
    """Returns the bytes of the arrays, all of one after another, or sample by sample."""
    if is_whole:
        return b"".join(array.tobytes() for array in arrays)
    return b"".join(array[i].tobytes() for i in range(len(arrays[0])) for array in arrays)


class Network:
    """One model with its plan and the interpreter's outputs."""

    def __init__(self, folder, io, weights, model, calibration, samples):
        self.folder, self.io, self.model = folder, f"--io={io}", model
        folder.mkdir(parents=True, exist_ok=True)
        with np.load(samples) as data:
            arrays = {name: data[name][:SAMPLES] for name in data.files}
        few = folder / "samples.npz"
        np.savez(few, **arrays)
        self.inputs = [a.astype(np.float32) if a.dtype == np.float64 else a for a in arrays.values()]
        self.inputs = [a.astype(np.int32) if a.dtype == np.int64 else a for a in self.inputs]
        self.plan = folder / "plan.json"
        want = folder / "want.npz"
        run(
            "qopt-run", model, self.io, *weights, f"--calibrate={calibration}", f"--save-plan={self.plan}", "--reference",
            f"--inputs={few}", f"--outputs={want}",
        )  # fmt: skip
        self.want = load(want)

    def check(self, gnu, triple, level):
        """Returns what is wrong, if anything."""
        target, processors = level.split(":")
        cpu, *features = target.split(",")
        folder = self.folder / (cpu + "".join(features))
        folder.mkdir(exist_ok=True)
        options = [f"--target={triple}", f"--cpu={cpu}", f"--features={','.join(features)}"]
        run("qoptc", self.model, f"--plan={self.plan}", "--quiet", self.io, *options, "-o", folder / "net.o")
        report = json.loads((folder / "net.report.json").read_text())
        is_whole = report["totals"]["per-row"]
        (folder / "main.c").write_text(make_main(report, len(self.inputs[0])))
        run(f"{gnu}-gcc", "-std=c11", "-static", folder / "main.c", folder / "net.o", "-o", folder / "net")
        steps, want = stream(self.inputs, is_whole), stream(self.want, is_whole)
        for processor in processors.split():
            emulator = EMULATORS[gnu.split("-")[0]]
            got = run(emulator, "-cpu", processor, folder / "net", input=steps)
            different = sum(a != b for a, b in zip(got, want)) + abs(len(got) - len(want))
            print(f"{self.model}: {triple} {target or '-'} on {processor}: {len(got)} bytes, {different} differ")
            if different or not got:
                return True
        return False


def main():
    """Returns 1 if some output differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("gnu")
    parser.add_argument("triple")
    parser.add_argument("--io", default="f32")
    parser.add_argument("--weight-bits", default=8)
    parser.add_argument("--weight-group")
    parser.add_argument("--level", action="append", default=[])
    parser.add_argument("--model", action="append", nargs=3, default=[])
    options = parser.parse_args()
    if not options.level or not options.model:
        parser.error("there is nothing to do")
    weights = [f"--weight-bits={options.weight_bits}"]
    if options.weight_group:
        weights.append(f"--weight-group={options.weight_group}")
    failed = False
    for i, files in enumerate(options.model):
        network = Network(options.folder / str(i), options.io, weights, *files)
        for level in options.level:
            failed |= network.check(options.gnu, options.triple, level)
    return failed


sys.exit(main())

"""Compiles networks for a board, runs them in its emulator and compares the bytes with the interpreter's.

usage: bare.py FOLDER --board NAME --target TRIPLE,CPU[,FEATURES] [--numerics NAME,...] [--quantization OPTION,...]
               --model MODEL CALIBRATION SAMPLES ...

NAME is a machine of qemu-system, and a linker script beside this file.  MODEL is a file, CALIBRATION and SAMPLES are
.npz; of the samples the first few are used, and are a part of the program.  With numerics fp32 the interface and the
code have floats, otherwise neither has.  OPTIONs are qoptc's.  Everything is written into FOLDER.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SAMPLES = 3
ALLOWED = {"memcpy", "memmove", "memset"}
C_TYPES = {"f32": "float", "i8": "int8_t"}


def run(*command, **options):
    """Runs a command, whose messages are seen if it fails."""
    command = [str(part) for part in command]
    result = subprocess.run(command, capture_output=True, check=False, **options)
    if result.returncode:
        sys.stderr.buffer.write(result.stdout + result.stderr)
        sys.exit(f"bare.py: {' '.join(command)} ended with {result.returncode}")
    return result.stdout


class Board:
    """What programs are compiled for and run on."""

    def __init__(self, name, target):
        self.name = name
        self.triple, cpu, *features = target.split(",")
        self.is_arm = self.triple.startswith("thumb")
        self.options = [f"--target={self.triple}", f"--cpu={cpu}", f"--features={','.join(features)}"]
        self.clang = ["clang", f"--target={self.triple}", "-std=c11", "-O1", "-ffreestanding", "-fno-builtin", "-c"]
        if self.is_arm:
            self.clang.append(f"-mcpu={cpu}")
            self.clang += ["-DFPU"] if cpu in ("cortex-m4", "cortex-m55") else []
        else:
            extensions = "".join(feature.removeprefix("+") for feature in features)
            self.clang += [f"-march=rv32i{extensions}_zicsr", "-mabi=ilp32"]

    def link(self, folder):
        """Makes folder/program of folder/net.o and what is beside this file."""
        start = HERE / ("arm.c" if self.is_arm else "riscv.c")
        for source in start, HERE / "main.c":
            run(*self.clang, f"-I{folder}", source, "-o", folder / f"{source.stem}.o")
        objects = [folder / f"{name}.o" for name in (start.stem, "main", "net")]
        run("ld.lld", "-nostdlib", "-T", HERE / f"{self.name}.ld", *objects, "-o", folder / "program")

    def emulate(self, folder):
        """Returns what folder/program writes to its console."""
        load = ["-kernel"] if self.is_arm else ["-bios"]
        return run(
            "qemu-system-arm" if self.is_arm else "qemu-system-riscv32", "-machine", self.name, "-nographic",
            "-monitor", "none", "-serial", "none", "-semihosting", *load, folder / "program",
            stdin=subprocess.DEVNULL, timeout=300,
        )  # fmt: skip


def write_samples(folder, report, samples):
    """Writes what main.c needs to know of the network."""
    (source,), (result,) = report["inputs"], report["outputs"]
    kind = C_TYPES[source["type"]]
    data = np.ascontiguousarray(samples).reshape(len(samples), -1)
    values = ",\n".join("{" + ", ".join(map(repr, row.tolist())) + "}" for row in data)
    outputs = int(np.prod([max(size, 1) for size in result["shape"]]))
    (folder / "samples.h").write_text(
        f"enum {{ SAMPLES = {len(data)}, OUTPUTS = {outputs} }};\n"
        f"typedef {C_TYPES[result['type']]} output_t;\n"
        f"#define RUN(in, out, arena) net({'1, ' if report['totals']['per-row'] else ''}in, out, arena)\n"
        f"static const {kind} samples[SAMPLES][{data.shape[1]}] = {{\n{values}}};\n"
    )


def quantize(samples, tensor):
    """Returns the samples as the network stores them."""
    stored = np.rint(samples.astype("f4") / np.float32(tensor["scale"])) + tensor["zero-point"]
    return stored.clip(-128, 127).astype(np.int8)


def check(board, folder, files, numerics, quantization):
    """Returns whether the program's bytes are those of the interpreter."""
    model, calibration, samples = files
    folder.mkdir(parents=True, exist_ok=True)
    is_float = numerics == "fp32"
    plan = folder / "plan.json"
    io = [] if is_float else ["--io=i8"]
    run("qoptc", model, f"--calibrate={calibration}", f"--numerics={numerics}", *quantization, "--emit=plan", "-o", plan)
    run(
        "qoptc", model, f"--plan={plan}", *io, *([] if is_float else ["--no-float"]), *board.options, "--quiet",
        "-o", folder / "net.o",
    )  # fmt: skip
    undefined = set(run("llvm-nm", "--undefined-only", "--just-symbol-name", folder / "net.o").decode().split())
    if not undefined <= ALLOWED:
        print(f"{model}: the object needs {', '.join(sorted(undefined - ALLOWED))}")
        return False
    report = json.loads((folder / "net.report.json").read_text())
    with np.load(samples) as data:
        array = data[data.files[0]][:SAMPLES].astype("f4")
    if not is_float:
        array = quantize(array, report["inputs"][0])
    write_samples(folder, report, array)
    np.savez(folder / "samples.npz", x=array)
    want = folder / "want.npy"
    run(
        "qopt-run", model, f"--plan={plan}", *io, "--reference", f"--inputs={folder / 'samples.npz'}",
        f"--outputs={want}",
    )  # fmt: skip
    board.link(folder)
    got, wanted = board.emulate(folder), np.load(want).tobytes()
    different = sum(a != b for a, b in zip(got, wanted, strict=False)) + abs(len(got) - len(wanted))
    print(f"{model}: {numerics} on {board.name}: {len(got)} bytes, {different} differ")
    return got == wanted and len(got) > 0


def main():
    """Returns 1 if some output differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--board", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--numerics", default="single,double")
    parser.add_argument("--quantization", default="")
    parser.add_argument("--model", action="append", nargs=3, required=True)
    options = parser.parse_args()
    board = Board(options.board, options.target)
    passed = True
    quantization = [f"--{option}" for option in options.quantization.split(",") if option]
    for i, files in enumerate(options.model):
        for numerics in options.numerics.split(","):
            passed &= check(board, options.folder / f"{i}-{numerics}", files, numerics, quantization)
    return not passed


sys.exit(main())

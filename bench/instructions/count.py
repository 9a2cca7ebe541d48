"""Counts the instructions that networks execute on processors that are not here, under qemu-user.

usage: count.py [--build FOLDER] [--filter REGEX] [--levels NAME,...] [--keep FOLDER]

Needs qemu-user, gcc, and gcc-aarch64-linux-gnu with libc6-dev-arm64-cross or, for the level ARMv7,
gcc-arm-linux-gnueabihf with libc6-dev-armhf-cross, for M4 too, and for RV64
gcc-riscv64-linux-gnu with libc6-dev-riscv64-cross.  The networks are those of qopt-bench with int8
at the interface, one call each.  LiteRT's counts are those of version 2.3 (XNNPACK) on the same shapes, one call of its
Invoke, under the same emulator.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARM64, ARM = ("aarch64-linux-gnu", "aarch64-linux-gnu"), ("arm-linux-gnueabihf", "armv7-linux-gnueabihf")
RISCV = ("riscv64-linux-gnu", "riscv64-linux-gnu")
# The platform's name in that of its compiler, and LLVM's; what is compiled for, and what is emulated.
LEVELS = {
    "ARMv7": (*ARM, ("--cpu=cortex-a15", "--features=+neon"), "cortex-a15"),
    # A larger processor of the same instructions stands for a Cortex-M.
    "M4": ("arm-linux-gnueabihf", "thumbv7em-linux-gnueabihf", ("--cpu=cortex-m4",), "cortex-a15"),
    "RV64": (*RISCV, ("--features=+m,+a,+f,+d,+c",), "rv64"),
    "RVV": (*RISCV, ("--features=+m,+a,+f,+d,+c,+v",), "rv64,v=true,vext_spec=v1.0,vlen=128"),
    "RVV256": (*RISCV, ("--features=+m,+a,+f,+d,+c,+v,+zvl256b",), "rv64,v=true,vext_spec=v1.0,vlen=256"),
    "NEON": (*ARM64, ("--cpu=cortex-a53",), "cortex-a53"),
    "dotprod": (*ARM64, ("--cpu=cortex-a76",), "cortex-a76"),
    "i8mm": (*ARM64, ("--features=+v8.6a",), "max,sme=off,sve=off"),
}
# For each network: millions of multiply-accumulates, and LiteRT's instructions on each level.
NETWORKS = {
    "autoencoder_b1": (0.264, {"NEON": 139_656, "dotprod": 46_441, "i8mm": 42_917}),
    "autoencoder_b16": (4.227, {"NEON": 1_611_329, "dotprod": 389_876, "i8mm": 276_983}),
    "dense_1x1024x1024": (1.049, {"NEON": 514_444, "dotprod": 145_835, "i8mm": 126_342}),
    "dense_64x512x512": (16.777, {"NEON": 6_213_834, "dotprod": 1_369_373, "i8mm": 880_580}),
    "conv3x3_56x56x64x64": (115.606, {"NEON": 42_977_917, "dotprod": 9_905_661, "i8mm": 6_646_564}),
    "conv1x1_56x56x256x64": (51.380, {}),
    "depthwise3x3_112x112x96": (10.838, {"NEON": 7_988_511, "dotprod": 7_988_480, "i8mm": 7_988_501}),
    "mobilenetv2": (300.774, {"NEON": 131_918_638, "dotprod": 49_165_588, "i8mm": 44_096_773}),
}

MAIN = """
#define _POSIX_C_SOURCE 200809L
#include "net.h"
#include <stdio.h>
#include <unistd.h>

static _Alignas(NET_ARENA_ALIGNMENT) unsigned char arena[NET_ARENA_BYTES + 1];
static int8_t in[NET_IN0_ELEMENTS], out[NET_OUT0_ELEMENTS];

int main(void) {
  unsigned state = 1;
  for (unsigned i = 0; i < sizeof in; ++i)
    in[i] = (int8_t)((state = state * 1664525u + 1013904223u) >> 24);
  net(in, out, arena);
  getppid();
  net(in, out, arena);
  getppid();
  return 0;
}
"""


def run(*command):
    """Runs a command and returns what it says; its messages are seen if it fails."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"count.py: {' '.join(map(str, command))}:\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def count(build, models, name, level, folder):
    """Returns the instructions of one call."""
    gnu, triple, target, processor = LEVELS[level]
    emulator = f"qemu-{gnu.split('-')[0]}"
    folder.mkdir(parents=True, exist_ok=True)
    run(
        build / "tools/qoptc/qoptc", models / f"{name}.mlirbc", f"--plan={models / name}.plan.json", "--io=i8",
        "--quiet", f"--target={triple}", *target, "-o", folder / "net.o",
    )  # fmt: skip
    # A linker would not mix what says that it is for a Cortex-M with what is for others.
    run(f"{gnu}-objcopy", "--remove-section=.ARM.attributes", folder / "net.o")
    (folder / "main.c").write_text(MAIN)
    run(f"{gnu}-gcc", "-std=c11", "-static", folder / "main.c", folder / "net.o", "-o", folder / "net")
    text = run(emulator, "-cpu", processor, "-plugin", models / "counter.so", "-d", "plugin", folder / "net")
    return int(re.search(r"counted (\d+)", text).group(1))


def main():
    parser = argparse.ArgumentParser(description="count executed instructions")
    parser.add_argument("--build", type=Path, default=HERE.parents[1] / "build")
    parser.add_argument("--filter", default="")
    parser.add_argument("--levels", default="NEON,dotprod,i8mm", help=f"of {', '.join(LEVELS)}")
    parser.add_argument("--keep", type=Path, help="a folder for all files; otherwise they go")
    parser.add_argument("--json", type=Path, help="write the counts there too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        names = [name for name in NETWORKS if re.search(options.filter, name)]
        run("gcc", "-shared", "-fPIC", "-O2", HERE / "counter.c", "-o", folder / "counter.so")
        run(options.build / "bench/qopt-bench", f"--write={folder}", f"--networks={','.join(names)}")
        counts = {}
        print("| network | level | instructions | MAC per instruction | LiteRT | qopt / LiteRT |\n|---|---|---|---|---|---|")
        for name in names:
            million_macs, peers = NETWORKS[name]
            for level in options.levels.split(","):
                executed = count(options.build, folder, name, level, folder / name / level)
                counts[f"{name}/{level}"] = executed
                peer = peers.get(level)
                ratio = f"{peer:,} | {executed / peer:.2f}" if peer else "- | -"
                print(f"| {name} | {level} | {executed:,} | {million_macs * 1e6 / executed:.2f} | {ratio} |", flush=True)
    if options.json:
        options.json.write_text(json.dumps(counts, indent=2) + "\n")


main()

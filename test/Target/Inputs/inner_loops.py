"""Checks the hottest loop of a kernel: its multiply-accumulates per instruction, and that it spills nothing.

usage: inner_loops.py OBJECT LEAST [MOST_PER_STEP]

Of the innermost loops the one with most multiply-accumulates is the kernel's.  LEAST are the multiply-accumulates that
an instruction of it must do on average; MOST_PER_STEP the instructions there may be for each step of K, where a dot
multiplies one value of K by 16 columns, or by more where vectors are longer.
"""

import re
import subprocess
import sys

# Multiply-accumulates of an instruction, counted where the products are added.
MACS = {"sdot": 16, "smmla": 32, "sadalp": 16, "vpadal.s16": 16, "vwmacc.vx": 16}
BRANCH = re.compile(r"(?:b\.|cb|tb|bn|be|bl|bg)\w*$")
LINE = re.compile(r"\s*([0-9a-f]+):\s+(\S+)\s*(.*)")


def read(path):
    """Returns address, name and operands of every instruction."""
    command = ["llvm-objdump", "-d", "--no-show-raw-insn", path]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = [LINE.match(line) for line in text.splitlines()]
    return [(int(match[1], 16), match[2], match[3]) for match in found if match]


def innermost_loops(instructions):
    """Yields the instructions of each loop that has no loop inside."""
    places = {address: i for i, (address, *_) in enumerate(instructions)}
    loops = []
    for i, (address, name, operands) in enumerate(instructions):
        target = re.search(r"0x([0-9a-f]+)", operands) if BRANCH.match(name) else None
        first = places.get(int(target[1], 16)) if target else None
        if first is not None and instructions[first][0] <= address:
            loops.append((first, i))
    for first, last in loops:
        if not any(first <= a and b <= last for a, b in loops if (a, b) != (first, last)):
            yield instructions[first : last + 1]


def macs_of(loop):
    """Returns the multiply-accumulates of a loop's instructions, RISC-V's as of registers of 128 bits."""
    return sum(MACS.get(name, 0) for _, name, _ in loop)


def find_kernel(path):
    """Returns the instructions of the innermost loop with most multiply-accumulates."""
    return max(innermost_loops(read(path)), key=macs_of)


def main():
    """Returns 1 if the loop is worse than it has to be."""
    least = float(sys.argv[2])
    best = find_kernel(sys.argv[1])
    macs = macs_of(best)
    spills = sum("[sp" in operands or "(sp)" in operands for *_, operands in best)
    print(f"{len(best)} instructions, {macs} multiply-accumulates, {macs / len(best):.2f} each, {spills} spills")
    failed = macs < least * len(best) or spills > 0
    if len(sys.argv) > 3:
        steps = sum(name == "vle8.v" for _, name, _ in best)
        print(f"{len(best) / steps:.1f} instructions a step")
        failed |= len(best) > float(sys.argv[3]) * steps
    return failed


if __name__ == "__main__":
    sys.exit(main())

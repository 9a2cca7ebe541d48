"""Writes a .npy of float32 samples whose values are all 0.5 but for a few.

usage: samples.py OUT.npy SAMPLES WIDTH [SAMPLE:ELEMENT:VALUE]...
Needs no NumPy.
"""

import struct
import sys


def main():
    """Writes the file that the arguments describe."""
    out, count, width, *specs = sys.argv[1:]
    count, width = int(count), int(width)
    values = [0.5] * (count * width)
    for spec in specs:
        sample, element, value = spec.split(":")
        values[int(sample) * width + int(element)] = float(value)
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {width}), }}"
    header += " " * (63 - (len(header) + 10) % 64) + "\n"
    with open(out, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.write(struct.pack(f"<{len(values)}f", *values))


main()

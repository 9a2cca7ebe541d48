"""Writes arrays of zeros, or of a counted pattern, for tests of what tools read.

usage: arrays.py OUT.npy|OUT.npz NAME:TYPE:SHAPE[:VALUE]...

TYPE is as NumPy spells it (<f4, <i8, |u1), SHAPE is 3x4.  Every element is VALUE (0 unless given;
`nan` for floats).  Needs no NumPy.
"""

import struct
import sys
import zipfile
from math import prod


def npy(spec: str) -> tuple[str, bytes]:
    """The name of one array, and its bytes as a .npy file."""
    name, dtype, shape, *value = spec.split(":")
    dims = tuple(int(dim) for dim in shape.split("x"))
    form = {"f4": "<f", "f8": "<d", "i8": "<q", "i4": "<i", "u1": "<B", "i1": "<b"}[dtype[1:]]
    number = float if form in ("<f", "<d") else int
    element = struct.pack(form, number(value[0] if value else 0))
    header = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {dims}, }}"
    header += " " * (63 - (len(header) + 10) % 64) + "\n"
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header))
    return name, start + header.encode() + element * prod(dims)


def main() -> None:
    """Writes the file that the arguments describe."""
    out, *specs = sys.argv[1:]
    if out.endswith(".npy"):
        with open(out, "wb") as file:
            file.write(npy(specs[0])[1])
        return
    with zipfile.ZipFile(out, "w") as archive:
        for spec in specs:
            name, data = npy(spec)
            archive.writestr(name + ".npy", data)


main()

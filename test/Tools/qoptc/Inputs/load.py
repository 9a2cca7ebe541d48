"""Calls a function of a shared library whose inputs are all one value, and compares its output.

usage: load.py LIBRARY FUNCTION INPUTS VALUE WANTED.npy
The function is `void f(const float *, float *, void *arena)`; the output must be the last bytes of
WANTED.npy.  Needs no NumPy.
"""

import ctypes
import sys
from pathlib import Path

ALIGNMENT = 64
ARENA_BYTES = 1 << 16


def main():
    """Returns 1 if the output is not as wanted."""
    library, function, inputs, value, wanted = sys.argv[1:]
    npy = Path(wanted).read_bytes()
    data = npy[10 + int.from_bytes(npy[8:10], "little") :]
    x = (ctypes.c_float * int(inputs))(*[float(value)] * int(inputs))
    y = (ctypes.c_float * (len(data) // 4))()
    memory = ctypes.create_string_buffer(ARENA_BYTES + ALIGNMENT)
    arena = ctypes.c_void_p(-(-ctypes.addressof(memory) // ALIGNMENT) * ALIGNMENT)
    getattr(ctypes.CDLL(library), function)(x, y, arena)
    return bytes(y) != data


sys.exit(main())

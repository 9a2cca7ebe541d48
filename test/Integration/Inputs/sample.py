"""Prints one sample of the only array of a .npz file as a C initializer.

usage: sample.py DATA.npz INDEX
"""

import sys

import numpy as np


def main():
    """Prints the values, separated by commas."""
    path, index = sys.argv[1:]
    with np.load(path) as data:
        (name,) = data.files
        print(",\n".join(f"{float(value)!r}f" for value in data[name][int(index)].ravel()))


main()

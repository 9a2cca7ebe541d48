"""Feeds the steps of a file to a program, and compares what it prints with another file's bytes.

usage: stream.py PROGRAM STEPS.npz WANT.npz
"""

import subprocess
import sys

import numpy as np


def load(path):
    """Returns the bytes of the only array of the file."""
    with np.load(path) as data:
        (name,) = data.files
        return data[name].tobytes()


def main():
    """Returns 1 if the outputs differ."""
    steps, want = load(sys.argv[2]), load(sys.argv[3])
    got = subprocess.run([sys.argv[1]], input=steps, capture_output=True, check=True).stdout
    print(f"{len(got)} bytes, {len(want)} wanted, {sum(a != b for a, b in zip(got, want))} differ")
    return got != want


sys.exit(main())

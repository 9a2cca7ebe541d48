"""Compares two arrays, each the only one of its .npy or .npz file, element by element.

usage: close.py GOT WANT TOLERANCE

The tolerance is a share of the largest wanted magnitude.  Shapes may differ where the number of
elements does not.
"""

import sys

import numpy as np


def load(path):
    """Returns the only array of the file, as a vector of doubles."""
    data = np.load(path)
    if isinstance(data, np.lib.npyio.NpzFile):
        (name,) = data.files
        data = data[name]
    return data.astype("f8").ravel()


def main():
    """Returns 1 if the arrays differ by more than the tolerance."""
    got, want = load(sys.argv[1]), load(sys.argv[2])
    limit = np.abs(want).max() * float(sys.argv[3])
    difference = np.abs(got - want).max()
    print(f"largest difference {difference:.3g}, at most {limit:.3g} allowed; values up to {np.abs(want).max():.3g}")
    return not difference <= limit


sys.exit(main())

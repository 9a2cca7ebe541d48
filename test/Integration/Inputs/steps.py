"""Compares arrays of two .npz files in steps of a scale.

usage: steps.py GOT.npz WANT.npz SCALE[,SCALE...] [--differing N] [--steps N]

There is a scale for each array, in order.  At most N elements of all may differ by half a step or more, and none by
more than the given number of steps.
"""

import argparse
import sys

import numpy as np


def main():
    """Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("got")
    parser.add_argument("want")
    parser.add_argument("scales")
    parser.add_argument("--differing", type=int, default=0)
    parser.add_argument("--steps", type=int, default=1)
    options = parser.parse_args()
    got, want = np.load(options.got), np.load(options.want)
    scales = [float(scale) for scale in options.scales.split(",")]
    differing, steps, count = 0, 0, 0
    for name, other, scale in zip(got.files, want.files, scales, strict=True):
        a, b = got[name].astype("f8").ravel(), want[other].astype("f8").ravel()
        difference = np.rint(np.abs(a - b) / scale)
        differing += np.count_nonzero(difference)
        steps = max(steps, int(difference.max()))
        count += a.size
    print(f"{differing} of {count} elements differ, by at most {steps} steps")
    return int(differing > options.differing or steps > options.steps)


sys.exit(main())

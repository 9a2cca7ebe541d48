"""Writes samples of which a few values are far out.

usage: outliers.py CALIBRATION.npz TEST.npz

Of 4096 samples of 4 values in [-1, 1], every 1021st has a value of 1000.
"""

import sys

import numpy as np

rng = np.random.default_rng(0)
for path in sys.argv[1:3]:
    x = rng.uniform(-1, 1, (4096, 4)).astype(np.float32)
    x[::1021, 1] = 1000
    np.savez(path, x=x)

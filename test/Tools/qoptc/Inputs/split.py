"""Splits the samples of an .npz file.

usage: split.py DATA.npz N FIRST.npz REST.npz

FIRST.npz gets the first N samples of every array, REST.npz the others.
"""

import sys

import numpy as np

data, count = np.load(sys.argv[1]), int(sys.argv[2])
np.savez(sys.argv[3], **{name: data[name][:count] for name in data.files})
np.savez(sys.argv[4], **{name: data[name][count:] for name in data.files})

"""Writes samples of 64 normal numbers, the second of which is far larger than the others.

Usage: noise_samples.py OUT.npz COUNT FACTOR
"""

import sys

import numpy as np

samples = np.random.default_rng(1).normal(size=(int(sys.argv[2]), 64)).astype(np.float32)
samples[1] *= float(sys.argv[3])
np.savez(sys.argv[1], x=samples)

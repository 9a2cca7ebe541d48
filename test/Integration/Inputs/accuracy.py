"""Judges quantized outputs by labels and by the float outputs.

usage: accuracy.py FLOAT QUANTIZED [--labels LABELS.npy] [--points P] [--agreement A] [--sqnr DB]

Files are .npy or .npz of one array [samples, classes]; one class means a probability.  The accuracies may
differ by P points, at least a share A of the predictions must agree, and the signal-to-quantization-noise
ratio must be at least DB.  Prints what was measured.
"""

import argparse
import sys

import numpy as np


def load(path):
    """Returns the only array of the file as doubles, one row a sample."""
    data = np.load(path)
    if isinstance(data, np.lib.npyio.NpzFile):
        (name,) = data.files
        data = data[name]
    return data.astype("f8").reshape(len(data), -1)


def classes(scores):
    """Returns the predictions."""
    return scores[:, 0] > 0.5 if scores.shape[1] == 1 else scores.argmax(1)


def main():
    """Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("float")
    parser.add_argument("quantized")
    parser.add_argument("--labels")
    parser.add_argument("--points", type=float, default=100)
    parser.add_argument("--agreement", type=float, default=0)
    parser.add_argument("--sqnr", type=float, default=-np.inf)
    options = parser.parse_args()
    want, got = load(options.float), load(options.quantized)
    agreement = (classes(want) == classes(got)).mean()
    noise = ((want - got) ** 2).sum()
    sqnr = np.inf if noise == 0 else 10 * np.log10((want**2).sum() / noise)
    print(f"agreement {agreement:.4f}, SQNR {sqnr:.2f} dB on {len(want)} samples")
    missed = not (agreement >= options.agreement and sqnr >= options.sqnr)
    if options.labels:
        labels = np.load(options.labels).ravel()
        before, after = ((classes(scores) == labels).mean() * 100 for scores in (want, got))
        print(f"accuracy float {before:.2f} %, quantized {after:.2f} %")
        missed |= abs(before - after) > options.points + 1e-9
    if missed:
        print("a bar is missed")
    return int(missed)


sys.exit(main())

"""Judges every output of a network by that of the model's own engine.

usage: fidelity.py REFERENCE.npz OUTPUTS.npz [--relative R] [--cosine C,...] [--sqnr DB,...]

The arrays of both files are in the order of the network's results.  For each of them the largest difference over the
largest reference must be at most R, the cosine at least C, and the signal-to-quantization-noise ratio at least DB; one
bar for all outputs, or one for each.  Prints what was measured.
"""

import argparse
import sys

import numpy as np


def load(path):
    """Returns the arrays of the file, each as one row of doubles."""
    data = np.load(path)
    return [data[name].astype("f8").ravel() for name in data.files]


def bars(text, count):
    """Returns a bar for each of count outputs from "a" or "a,b,...", or None for none."""
    if text is None:
        return [None] * count
    values = [float(value) for value in text.split(",")]
    if len(values) == 1:
        return values * count
    if len(values) != count:
        raise SystemExit(f"{len(values)} bars for {count} outputs")
    return values


def main():
    """Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reference")
    parser.add_argument("outputs")
    parser.add_argument("--relative", type=float)
    parser.add_argument("--cosine")
    parser.add_argument("--sqnr")
    options = parser.parse_args()
    want, got = load(options.reference), load(options.outputs)
    if [a.size for a in want] != [a.size for a in got]:
        raise SystemExit(f"sizes differ: {[a.size for a in want]}, {[a.size for a in got]}")
    missed = False
    cosines, ratios = bars(options.cosine, len(want)), bars(options.sqnr, len(want))
    for i, (a, b) in enumerate(zip(want, got)):
        noise = ((a - b) ** 2).sum()
        relative = np.abs(a - b).max() / np.abs(a).max()
        cosine = a @ b / np.sqrt((a @ a) * (b @ b))
        sqnr = np.inf if noise == 0 else 10 * np.log10((a @ a) / noise)
        print(f"output {i}: relative difference {relative:.2e}, cosine {cosine:.4f}, SQNR {sqnr:.2f} dB")
        missed |= options.relative is not None and not relative <= options.relative
        missed |= cosines[i] is not None and not cosine >= cosines[i]
        missed |= ratios[i] is not None and not sqnr >= ratios[i]
    if missed:
        print("a bar is missed")
    return int(missed)


sys.exit(main())

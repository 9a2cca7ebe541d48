"""Checks what report.json says of the tensors that were calibrated.

Usage: calibration_report.py REPORT DATA [INPUT] [--clipped SHARE]

The histogram of the tensor INPUT must be that of the samples of the file DATA, and so must be what is clipped, which is
about SHARE.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("report", type=Path)
parser.add_argument("data")
parser.add_argument("input", nargs="?", default="in0")
parser.add_argument("--clipped", type=float, default=0)
options = parser.parse_args()
report = json.loads(options.report.read_text())
calibration = report["calibration"]
with np.load(options.data) as arrays:
    samples = arrays[arrays.files[0]]


def expect(condition, what):
    """Ends the test with what is wrong."""
    if not condition:
        sys.exit(what)


expect(calibration["samples"] == len(samples), "another number of samples")
steps = {tensor["name"]: tensor["range"] for tensor in calibration["tensors"]}
for tensor in calibration["tensors"]:
    bins = tensor["histogram"]
    counts = np.array(bins["counts"])
    last = bins["first"] + bins["width"] * len(counts)
    expect(32 <= len(counts) <= 64, f"{tensor['name']}: {len(counts)} bins")
    expect(counts[0] and counts[-1] and sum(counts) % len(samples) == 0, f"{tensor['name']}: values are missing")
    expect(bins["first"] <= tensor["seen"]["min"] <= bins["first"] + bins["width"], f"{tensor['name']}: no minimum")
    expect(last - bins["width"] <= tensor["seen"]["max"] <= last, f"{tensor['name']}: no maximum")
    if not calibration["why-no-halves"]:
        first, second = tensor["halves"]
        width = max(part["max"] - part["min"] for part in (tensor["range"], first, second))
        change = max(abs(first[end] - second[end]) for end in ("min", "max")) / width
        expect(abs(change - tensor["change"]) < 1e-9, f"{tensor['name']}: changes by {change}")
        expect(tensor["unstable"] == (change > 0.2), f"{tensor['name']}: is it stable?")
tensor = next(tensor for tensor in calibration["tensors"] if tensor["name"] == options.input)
bins = tensor["histogram"]
edges = bins["first"] + bins["width"] * np.arange(len(bins["counts"]) + 1)
# The last of numpy's bins includes its end.
expect(list(np.histogram(samples, [*edges, np.inf])[0][:-1]) == bins["counts"], "another histogram")
half_step = (tensor["clip"]["max"] - tensor["clip"]["min"]) / 510
outside = np.mean((samples < tensor["clip"]["min"] - half_step) | (samples > tensor["clip"]["max"] + half_step))
expect(abs(outside - tensor["outside"]) < 0.002, f"{outside} is outside, not {tensor['outside']}")
expect(abs(outside - options.clipped) < 0.01, f"{outside} is clipped")

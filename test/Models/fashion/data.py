"""Writes the calibration and test data of the fashion model from Debian's dataset-fashion-mnist.

Fashion-MNIST (Zalando Research, MIT licence): 60,000 training and 10,000 test images of 28x28 grey
pixels, 0 to 255, in 10 classes.  The arrays here are scaled to [0, 1] and flattened to 784.

Usage: data.py OUTPUT_DIRECTORY [--source DIRECTORY]    needs numpy only
Writes calibration.npz (images: float32 [1000, 784], the first training images), test.npz (images:
float32 [10000, 784], all test images) and labels.npy (int64 [10000], in the order of test.npz).
Exits with 77 and one line on stdout when the data set is not installed.
"""

import argparse
import gzip
import sys
from pathlib import Path

import numpy as np

SOURCE = Path("/usr/share/datasets/fashion-mnist")
CALIBRATION_SAMPLES = 1000
SKIPPED = 77


def read_idx(path):
    """Returns the uint8 array in a gzipped IDX file: 0, 0, type 8, rank, big-endian sizes."""
    with gzip.open(path) as stream:
        content = stream.read()
    if content[:3] != b"\x00\x00\x08":
        raise ValueError(f"{path}: not an IDX file of unsigned bytes")
    rank = content[3]
    shape = np.frombuffer(content, ">i4", rank, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load(split, source=SOURCE):
    """Returns (images, labels) of the split "train" or "t10k": float32 [n, 784], int64 [n]."""
    images = read_idx(source / f"{split}-images-idx3-ubyte.gz")
    labels = read_idx(source / f"{split}-labels-idx1-ubyte.gz")
    return images.reshape(len(images), -1).astype(np.float32) / 255, labels.astype(np.int64)


def main():
    parser = argparse.ArgumentParser(description="write the data of the fashion model")
    parser.add_argument("output", type=Path)
    parser.add_argument("--source", type=Path, default=SOURCE, help="folder of the IDX files")
    options = parser.parse_args()
    try:
        calibration, _ = load("train", options.source)
        test, labels = load("t10k", options.source)
    except FileNotFoundError as error:
        print(f"SKIP: no {error.filename}: install Debian's dataset-fashion-mnist")
        return SKIPPED
    options.output.mkdir(parents=True, exist_ok=True)
    np.savez(options.output / "calibration.npz", images=calibration[:CALIBRATION_SAMPLES])
    np.savez(options.output / "test.npz", images=test)
    np.save(options.output / "labels.npy", labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Trains the digits model and writes its MLIR, calibration data and test data beside this file.

Source of the data: sklearn.datasets.load_digits(), 1797 handwritten digits of 8x8 pixels, 0 to 16
(UCI Optical Recognition of Handwritten Digits), here scaled to [0, 1] and flattened to 64.  Of the
images, 1297 train and the other 500 test; the first 256 that train calibrate.

Model: dense 64-128-64-10 with relu between; the outputs are logits.  The shipped one's float
accuracy on the test images is 0.9720 (486 of 500).  The training's settings were chosen on 297 of
the training images, held out.

Writes digits.mlir (TOSA, batch 1), digits-dynamic.mlir (TOSA, dynamic batch), digits-linalg.mlir
(linalg on tensors, batch 1), calibration.npz and test.npz (images: float32 [256, 64] and [500, 64])
and labels.npy (int64 [500], in the order of test.npz).

Usage: train.py [OUTPUT_DIRECTORY]    needs ../requirements-training.txt; about 10 s
"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import classifiers  # noqa: E402

WIDTHS = (64, 128, 64, 10)
CALIBRATION_SAMPLES, TEST_SAMPLES = 256, 500


def load():
    """Returns train images, train labels, test images, test labels: float32 [n, 64], int64 [n]."""
    digits = load_digits()
    images = (digits.data / 16).astype(np.float32)
    order = np.random.default_rng(0).permutation(len(images))
    test, train = order[:TEST_SAMPLES], order[TEST_SAMPLES:]
    labels = digits.target.astype(np.int64)
    return images[train], labels[train], images[test], labels[test]


def main(directory):
    train_images, train_labels, test_images, test_labels = load()
    np.savez(directory / "calibration.npz", images=train_images[:CALIBRATION_SAMPLES])
    np.savez(directory / "test.npz", images=test_images)
    np.save(directory / "labels.npy", test_labels)

    make = partial(classifiers.perceptron, WIDTHS)
    model = classifiers.train(make, train_images, train_labels, epochs=100, batch=32, rate=2e-3)
    export = partial(classifiers.export, model, WIDTHS[0])
    export(directory / "digits.mlir")
    export(directory / "digits-linalg.mlir", dialect="linalg-on-tensors")
    export(directory / "digits-dynamic.mlir", batch=None)
    print(f"float accuracy: {classifiers.accuracy(model, test_images, test_labels):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))

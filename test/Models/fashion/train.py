"""Trains the fashion model on Fashion-MNIST and writes its MLIR bytecode.

Model: dense 784-128-64-10 with relu between; the outputs are logits.  The shipped one's float
accuracy on the 10,000 test images is 0.8944.

Usage: train.py [--batch N] [--output DIRECTORY]    about 20 s
Needs ../requirements-training.txt, Debian's dataset-fashion-mnist, and mlir-opt of LLVM 22: as
mlir-opt-22 in the PATH, or named by the variable MLIR_OPT.
Writes fashion.mlirbc (TOSA) and fashion-linalg.mlirbc (linalg on tensors); for a batch other than 1
the names are fashion-batchN.mlirbc and fashion-linalg-batchN.mlirbc.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import classifiers  # noqa: E402
import data  # noqa: E402

WIDTHS = (784, 128, 64, 10)


def main():
    parser = argparse.ArgumentParser(description="train and export the fashion model")
    parser.add_argument("--batch", type=int, default=1, help="samples in one call of @main")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()

    make = partial(classifiers.perceptron, WIDTHS)
    model = classifiers.train(make, *data.load("train"), epochs=20, batch=128, rate=2e-3)
    print(f"float accuracy: {classifiers.accuracy(model, *data.load('t10k')):.4f}")

    suffix = "" if options.batch == 1 else f"-batch{options.batch}"
    export = partial(classifiers.export, model, WIDTHS[0])
    export(options.output / f"fashion{suffix}.mlirbc", options.batch)
    linalg = options.output / f"fashion-linalg{suffix}.mlirbc"
    export(linalg, options.batch, dialect="linalg-on-tensors")


if __name__ == "__main__":
    main()

"""Trains a depthwise-separable convolutional network on Fashion-MNIST and writes its MLIR bytecode.

Model: a 3x3 convolution of 32 channels with stride 2; four blocks, each a depthwise 3x3 and a 1x1
convolution, of 64, 128, 128 and 128 channels, the second with stride 2; the mean over the image; a
dense layer to logits.  The last two blocks add their input.  Batch normalization follows every
convolution, and relu that, except before a sum.  It has 49,418 parameters.  The shipped one's float
accuracy on the 10,000 test images is 0.9212.

Usage: train.py [--output DIRECTORY]    about 6 minutes
Needs ../requirements-training.txt, Debian's dataset-fashion-mnist, and mlir-opt of LLVM 22: as
mlir-opt-22 in the PATH, or named by the variable MLIR_OPT.
Writes fashion-cnn.mlirbc: TOSA of batch 1 as torch-mlir makes it, channels first and the batch
normalizations not folded.  The inputs are those of ../fashion, 784 numbers an image.
"""

import argparse
import sys
from pathlib import Path

from torch import nn

MODELS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(MODELS), str(MODELS / "fashion")]
import classifiers  # noqa: E402
import data  # noqa: E402

SIZE, CLASSES = 28, 10
STEM = 32
BLOCKS = ((64, 1), (128, 2), (128, 1), (128, 1))  # channels, stride


def convolution(inputs, outputs, kernel, stride=1, groups=1, relu=True):
    """Returns a convolution with its batch normalization and, if relu, that."""
    pad = kernel // 2
    layers = [
        nn.Conv2d(inputs, outputs, kernel, stride, pad, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*layers, *([nn.ReLU()] if relu else []))


class Block(nn.Module):
    """A depthwise and a 1x1 convolution; a block that keeps the shape adds its input."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.adds = inputs == outputs and stride == 1
        self.layers = nn.Sequential(
            convolution(inputs, inputs, 3, stride, groups=inputs),
            convolution(inputs, outputs, 1, relu=not self.adds),
        )

    def forward(self, values):
        result = self.layers(values)
        return values + result if self.adds else result


def network():
    """Returns the network: [samples, 784] to [samples, 10]."""
    layers = [nn.Unflatten(1, (1, SIZE, SIZE)), convolution(1, STEM, 3, stride=2)]
    channels = STEM
    for outputs, stride in BLOCKS:
        layers.append(Block(channels, outputs, stride))
        channels = outputs
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES)]
    return nn.Sequential(*layers)


def main():
    parser = argparse.ArgumentParser(description="train and export the fashion-cnn model")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()

    model = classifiers.train(network, *data.load("train"), epochs=12, batch=128, rate=4e-3)
    print(f"float accuracy: {classifiers.accuracy(model, *data.load('t10k')):.4f}")
    classifiers.export(model, SIZE * SIZE, options.output / "fashion-cnn.mlirbc")


if __name__ == "__main__":
    main()

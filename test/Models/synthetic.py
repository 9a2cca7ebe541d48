"""Writes a dense network of any shape, with synthetic weights, as TOSA text in torch-mlir's form.

Usage: synthetic.py OUTPUT.mlir --batch 16 --layers 640,128,8,128,640 [--activation relu]
                    [--last-activation none] [--seed 0] [--data DATA.npz --samples 256]
Needs numpy only.  @main takes tensor<batch x first width> and returns tensor<batch x last width>;
the batch may be "dynamic".  In a layer of K inputs the weights have a standard deviation of
sqrt(2 / K), the biases one of 0.05.  The data is one array, inputs: float32 [samples, first width],
standard normal, clipped to [-4, 4].
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np

ZERO = "%zero_point"
BOUNDS = {"relu": ("0.000000e+00", "3.40282347E+38"), "relu6": ("0.000000e+00", "6.000000e+00")}
UNARY = {"sigmoid": "tosa.sigmoid", "tanh": "tosa.tanh"}
ACTIVATIONS = ("none", *BOUNDS, *UNARY)


def tensor(*sizes):
    """Returns the MLIR type of a float32 tensor; a size of -1 is dynamic."""
    return f"tensor<{'x'.join('?' if size < 0 else str(size) for size in sizes)}xf32>"


def blob(array):
    """Returns the text of a dialect resource: the alignment as int32, then the data."""
    return '"0x' + (np.int32(4).tobytes() + array.astype("<f4").tobytes()).hex().upper() + '"'


class Function:
    """The text of @main and of its resources, built line by line."""

    def __init__(self):
        self.lines = []
        self.resources = []

    def add(self, name, operation):
        """Appends "name = operation" and returns name."""
        self.lines.append(f"    {name} = {operation}")
        return name

    def weights(self, name, array):
        """Appends a constant in a dialect resource and returns its name."""
        self.resources.append(f"      {name}: {blob(array)}")
        kind = tensor(*array.shape)
        values = f"<{{values = dense_resource<{name}> : {kind}}}>"
        return self.add(f"%{name}", f'"tosa.const"() {values} : () -> {kind}')

    def reshape(self, name, value, old, new):
        """Appends a reshape of value from the shape old to the shape new; -1 is dynamic."""
        rank = len(new)
        shape = self.add(
            f"{name}_shape",
            f"tosa.const_shape  {{values = dense<{list(new)}> : tensor<{rank}xindex>}}"
            f" : () -> !tosa.shape<{rank}>",
        )
        types = f"({tensor(*old)}, !tosa.shape<{rank}>) -> {tensor(*new)}"
        return self.add(name, f"tosa.reshape {value}, {shape} : {types}")

    def activation(self, name, value, kind, shape):
        """Appends an activation, one of ACTIVATIONS, and returns the name of its result."""
        if kind == "none":
            return value
        types = f"({tensor(*shape)}) -> {tensor(*shape)}"
        if kind in UNARY:
            return self.add(name, f"{UNARY[kind]} {value} : {types}")
        low, high = BOUNDS[kind]
        limits = f"{{max_val = {high} : f32, min_val = {low} : f32}}"
        return self.add(name, f"tosa.clamp {value} {limits} : {types}")

    def dense(self, index, value, batch, weights, biases):
        """Appends a dense layer.

        weights: float32 [1, inputs, outputs]; biases: float32 [1, outputs].
        """
        _, inputs, outputs = weights.shape
        wide, product, flat = (1, batch, inputs), (1, batch, outputs), (batch, outputs)
        w = self.weights(f"weights_{index}", weights)
        b = self.weights(f"biases_{index}", biases)
        x = self.reshape(f"%input_{index}", value, (batch, inputs), wide)
        zero = tensor(1)
        types = f"({tensor(*wide)}, {tensor(*weights.shape)}, {zero}, {zero}) -> {tensor(*product)}"
        y = self.add(f"%matmul_{index}", f"tosa.matmul {x}, {w}, {ZERO}, {ZERO} : {types}")
        y = self.reshape(f"%product_{index}", y, product, flat)
        types = f"({tensor(*flat)}, {tensor(*biases.shape)}) -> {tensor(*flat)}"
        return self.add(f"%sum_{index}", f"tosa.add {y}, {b} : {types}")


def network(batch, widths, activation, last_activation, seed):
    """Returns the MLIR text of a network; batch is -1 for a dynamic leading dimension."""
    rng = np.random.default_rng(seed)
    function = Function()
    zero = f'"tosa.const"() <{{values = dense<0.000000e+00> : {tensor(1)}}}> : () -> {tensor(1)}'
    function.add(ZERO, zero)
    value = "%arg0"
    for index, (inputs, outputs) in enumerate(pairwise(widths)):
        weights = rng.normal(0, np.sqrt(2 / inputs), (1, inputs, outputs)).astype(np.float32)
        biases = rng.normal(0, 0.05, (1, outputs)).astype(np.float32)
        value = function.dense(index, value, batch, weights, biases)
        kind = last_activation if index == len(widths) - 2 else activation
        value = function.activation(f"%activation_{index}", value, kind, (batch, outputs))

    argument, result = tensor(batch, widths[0]), tensor(batch, widths[-1])
    return "\n".join(
        [
            "module {",
            f"  func.func @main(%arg0: {argument}) -> {result} {{",
            *function.lines,
            f"    return {value} : {result}",
            "  }",
            "}",
            "",
            "{-#",
            "  dialect_resources: {",
            "    builtin: {",
            ",\n".join(function.resources),
            "    }",
            "  }",
            "#-}",
            "",
        ]
    )


def inputs(samples, width, seed):
    """Returns float32 [samples, width] from a standard normal distribution clipped to [-4, 4]."""
    rng = np.random.default_rng([seed, 1])  # another stream than the weights'
    return rng.standard_normal((samples, width)).clip(-4, 4).astype(np.float32)


def parse_batch(text):
    """Returns the leading dimension, -1 for "dynamic"."""
    return -1 if text == "dynamic" else int(text)


def parse_widths(text):
    """Returns [640, 128, 8] for "640,128,8"."""
    widths = [int(width) for width in text.split(",")]
    if len(widths) < 2 or min(widths) < 1:
        raise argparse.ArgumentTypeError("a network has two widths or more, each at least 1")
    return widths


def main():
    parser = argparse.ArgumentParser(description="write a synthetic dense network in TOSA")
    parser.add_argument("output", type=Path)
    parser.add_argument("--batch", type=parse_batch, default=1, help='a size or "dynamic"')
    parser.add_argument("--layers", type=parse_widths, required=True, help="such as 640,128,8")
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu")
    parser.add_argument("--last-activation", choices=ACTIVATIONS, default="none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, help="also write inputs to this .npz file")
    parser.add_argument("--samples", type=int, default=256, help="how many inputs --data gets")
    options = parser.parse_args()
    text = network(
        options.batch, options.layers, options.activation, options.last_activation, options.seed
    )
    options.output.write_text(text)
    if options.data:
        np.savez(options.data, inputs=inputs(options.samples, options.layers[0], options.seed))


if __name__ == "__main__":
    main()

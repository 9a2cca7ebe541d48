"""Writes a transformer encoder with random weights, data for it, and what it must give.

usage: encoder.py NAME [--layers L] [--tokens T] [--width W] [--heads H] [--inner I] [--words V] [--samples S]
                  [--outputs O]

NAME.mlir takes the numbers of T words, i32, and gives T vectors of W elements: embedding, layer norm, and per layer
attention with H heads and two dense layers with a gelu between, each with a residual sum and a layer norm behind.
With --words=0 it takes the vectors, f32.  With --outputs a dense layer at the end gives O elements of each.  NAME.npz
holds the input and NAME-want.npy the output as NumPy computes it.
"""

import argparse
import math

import numpy as np

EPSILON = 1e-5


def tensor(shape, element="f32"):
    """Returns a tensor type."""
    return f"tensor<{''.join(f'{size}x' for size in shape)}{element}>"


class Network:
    """The text of a function, and the same computed for one sample."""

    def __init__(self, rng):
        self.rng, self.lines, self.values = rng, [], {}
        self.shift = self.add("const", [], np.zeros(1, "i1"), "<{values = dense<0> : tensor<1xi8>}>", quoted=True)
        self.zero = self.constant(np.zeros(1))

    def add(self, operation, operands, value, attributes="", quoted=False):
        """Appends an operation whose result is `value`; returns its name."""
        name = f"%{len(self.lines)}"
        types = ", ".join(self.values[operand][1] for operand in operands)
        kind = tensor(value.shape, "i8" if value.dtype == np.int8 else "f32")
        listed = ", ".join(operands)
        operation = f'"tosa.{operation}"({listed})' if quoted else f"tosa.{operation} {listed}"
        self.lines.append(f"{name} = {operation} {attributes} : ({types}) -> {kind}")
        self.values[name] = value, kind
        return name

    def constant(self, value):
        """Appends a constant."""
        value = np.asarray(value, "f4")
        data = f'dense<"0x{value.tobytes().hex().upper()}"> : {tensor(value.shape)}'
        return self.add("const", [], value, f"<{{values = {data}}}>", quoted=True)

    def value(self, name):
        """Returns what the operand is for the sample."""
        return self.values[name][0]

    def apply(self, operation, function, *operands, attributes=""):
        """Appends an operation that `function` computes."""
        value = function(*map(self.value, operands))
        if operation == "mul":
            operands = [*operands, self.shift]
        elif operation == "matmul":
            operands = [*operands, self.zero, self.zero]
        return self.add(operation, list(operands), value, attributes)

    def reshape(self, x, shape):
        """Appends a reshape."""
        kind, name = f"!tosa.shape<{len(shape)}>", f"%{len(self.lines)}"
        values = f"{{values = dense<{list(shape)}> : tensor<{len(shape)}xindex>}}"
        self.lines.append(f"{name} = tosa.const_shape {values} : () -> {kind}")
        self.values[name] = None, kind
        return self.add("reshape", [x, name], self.value(x).reshape(shape))

    def transpose(self, x, order):
        """Appends a transpose."""
        attributes = f"{{perms = array<i32: {', '.join(map(str, order))}>}}"
        return self.apply("transpose", lambda v: v.transpose(order), x, attributes=attributes)

    def reduce(self, operation, function, x):
        """Appends a reduction of the last dimension."""
        axis = self.value(x).ndim - 1
        return self.apply(operation, lambda v: function(v, -1, keepdims=True), x, attributes=f"{{axis = {axis} : i32}}")

    def scale(self, x, factor):
        """Appends a product with one number."""
        return self.apply("mul", np.multiply, x, self.constant(np.full([1] * self.value(x).ndim, factor)))

    def dense(self, x, outputs):
        """Appends a dense layer of [1, rows, inputs]."""
        _, rows, inputs = self.value(x).shape
        weights = self.constant(self.rng.normal(0, 1 / math.sqrt(inputs), (1, inputs, outputs)))
        y = self.reshape(self.apply("matmul", np.matmul, x, weights), (rows, outputs))
        y = self.apply("add", np.add, y, self.constant(self.rng.normal(0, 0.1, (1, outputs))))
        return self.reshape(y, (1, rows, outputs))

    def softmax(self, x):
        """Appends a softmax."""
        power = self.apply("sub", np.subtract, x, self.reduce("reduce_max", np.max, x))
        power = self.apply("exp", np.exp, power)
        total = self.apply("reciprocal", np.reciprocal, self.reduce("reduce_sum", np.sum, power))
        return self.apply("mul", np.multiply, power, total)

    def norm(self, x):
        """Appends a layer norm."""
        width = self.value(x).shape[-1]
        mean = self.scale(self.reduce("reduce_sum", np.sum, x), 1 / width)
        centred = self.apply("sub", np.subtract, x, mean)
        square = self.apply("mul", np.multiply, centred, centred)
        variance = self.scale(self.reduce("reduce_sum", np.sum, square), 1 / width)
        variance = self.apply("add", np.add, variance, self.constant(np.full((1, 1, 1), EPSILON)))
        inverse = self.apply("rsqrt", lambda v: 1 / np.sqrt(v), variance)
        y = self.apply("mul", np.multiply, centred, inverse)
        y = self.apply("mul", np.multiply, y, self.constant(self.rng.uniform(0.5, 1.5, (1, 1, width))))
        return self.apply("add", np.add, y, self.constant(self.rng.normal(0, 0.1, (1, 1, width))))

    def gelu(self, x):
        """Appends a gelu."""
        y = self.apply("erf", np.vectorize(math.erf, otypes="f"), self.scale(x, math.sqrt(0.5)))
        y = self.apply("add", np.add, y, self.constant(np.ones((1, 1, 1))))
        return self.apply("mul", np.multiply, x, self.scale(y, 0.5))

    def attention(self, x, heads):
        """Appends attention."""
        _, tokens, width = self.value(x).shape

        def split(order):
            y = self.reshape(self.dense(x, width), (1, tokens, heads, width // heads))
            y = self.transpose(y, order)
            return self.reshape(y, self.value(y).shape[1:])

        scores = self.apply("matmul", np.matmul, split((0, 2, 1, 3)), split((0, 2, 3, 1)))
        scores = self.softmax(self.scale(scores, math.sqrt(heads / width)))
        y = self.apply("matmul", np.matmul, scores, split((0, 2, 1, 3)))
        y = self.transpose(self.reshape(y, (1, heads, tokens, width // heads)), (0, 2, 1, 3))
        return self.dense(self.reshape(y, (1, tokens, width)), width)

    def layer(self, x, heads, inner):
        """Appends an encoder layer."""
        x = self.norm(self.apply("add", np.add, x, self.attention(x, heads)))
        y = self.dense(self.gelu(self.dense(x, inner)), self.value(x).shape[-1])
        return self.norm(self.apply("add", np.add, x, y))


def build(options, sample):
    """Returns the text, and what it gives for the sample."""
    network = Network(np.random.default_rng(0))
    shape = 1, options.tokens, options.width
    if options.words:
        table = network.constant(network.rng.normal(size=(1, options.words, options.width)))
        network.values["%x"] = None, tensor((1, options.tokens), "i32")
        x = network.add("gather", [table, "%x"], network.value(table)[:, sample].reshape(shape).astype("f4"))
        x = network.norm(network.apply("add", np.add, x, network.constant(network.rng.normal(size=shape))))
    else:
        network.values["%x"] = sample.reshape(shape), tensor(shape)
        x = "%x"
    for _ in range(options.layers):
        x = network.layer(x, options.heads, options.inner)
    if options.outputs:
        x = network.dense(x, options.outputs)
    argument, result = network.values["%x"][1], network.values[x][1]
    body = "\n".join(f"  {line}" for line in network.lines)
    text = f"func.func @main(%x: {argument}) -> {result} {{\n{body}\n  return {x} : {result}\n}}\n"
    return text, network.value(x)[0]


def main():
    """Writes the three files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    sizes = {"layers": 2, "tokens": 13, "width": 24, "heads": 3, "inner": 40, "words": 50, "samples": 16, "outputs": 0}
    for name, size in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=size)
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    if options.words:
        x = rng.integers(0, options.words, (options.samples, options.tokens))
    else:
        x = rng.normal(size=(options.samples, options.tokens, options.width)).astype("f4")
    results = [build(options, sample) for sample in x]
    with open(options.name + ".mlir", "w", encoding="ascii") as file:
        file.write(results[0][0])
    np.savez(options.name + ".npz", x=x)
    np.save(options.name + "-want.npy", np.stack([y for _, y in results]).astype("f4"))


main()

"""Writes models of operations other than dense layers, data for them, and what they must give.

usage: operations.py FOLDER

For every model NAME: NAME.mlir, NAME.npz with the input, and NAME-want.npy as NumPy computes it.
softmax: dense, then softmax.  rows: the same on a dynamic batch.  sum: tosa.reduce_sum.
network: conv2d 3x3 with padding, relu, max_pool2d, conv2d 2x2 with stride, avg_pool2d.
depthwise: depthwise_conv2d 3x3 with padding.
resize: conv2d 2x2, then resize to the nearest of half as many pixels again.
bilinear: the same between pixels, on a dynamic batch.
convolution-rows: conv2d 3x3 and max_pool2d on a dynamic batch.
"""

import sys
from pathlib import Path

import numpy as np

SAMPLES = 24


def tensor(*shape, element="f32"):
    """Returns a tensor type; a size of -1 is dynamic."""
    return f"tensor<{''.join(('?' if size < 0 else str(size)) + 'x' for size in shape)}{element}>"


class Function:
    """The body of @main."""

    def __init__(self):
        self.lines = []
        self.constant("zero", np.zeros(1))

    def add(self, name, operation, operands, result, attributes=""):
        """Appends one operation; operands are pairs of name and type."""
        names = ", ".join(f"%{operand}" for operand, _ in operands)
        types = ", ".join(kind for _, kind in operands)
        self.lines.append(f"  %{name} = tosa.{operation} {names} {attributes} : ({types}) -> {result}")
        return name, result

    def constant(self, name, array):
        """Appends a constant and returns it as an operand."""
        kind = tensor(*array.shape)
        values = np.array2string(array, separator=",", threshold=sys.maxsize, formatter={"all": "{:.6e}".format})
        values = values.replace("\n", "")
        self.lines.append(f'  %{name} = "tosa.const"() <{{values = dense<{values}> : {kind}}}> : () -> {kind}')
        return name, kind

    def shape(self, name, numbers):
        """Appends constant numbers of a shape and returns them as an operand."""
        rank = len(numbers)
        kind = f"!tosa.shape<{rank}>"
        values = f"dense<{list(numbers)}> : tensor<{rank}xindex>"
        self.lines.append(f"  %{name} = tosa.const_shape {{values = {values}}} : () -> {kind}")
        return name, kind

    def reshape(self, name, operand, shape):
        """Appends a reshape; a size of -1 is dynamic."""
        return self.add(name, "reshape", [operand, self.shape(f"{name}_shape", shape)], tensor(*shape))

    def dense(self, x, rows, weights, bias):
        """Appends x times weights plus bias."""
        inputs, outputs = weights.shape
        zero = ("zero", tensor(1))
        w, b = self.constant("w", weights[None]), self.constant("b", bias[None, None])
        x = self.reshape("x3", x, (1, rows, inputs))
        product = self.add("product", "matmul", [x, w, zero, zero], tensor(1, rows, outputs))
        return self.reshape("y", self.add("sum", "add", [product, b], tensor(1, rows, outputs)), (rows, outputs))

    def softmax(self, x, rows, width):
        """Appends softmax over the last of two dimensions."""
        whole, one = tensor(rows, width), tensor(rows, 1)
        top = self.add("top", "reduce_max", [x], one, "{axis = 1 : i32}")
        power = self.add("power", "exp", [self.add("shifted", "sub", [x, top], whole)], whole)
        total = self.add("total", "reduce_sum", [power], one, "{axis = 1 : i32}")
        inverse = self.add("inverse", "reciprocal", [total], one)
        kind = tensor(1, element="i8")
        self.lines.append(f'  %shift = "tosa.const"() <{{values = dense<0> : {kind}}}> : () -> {kind}')
        return self.add("softmax", "mul", [power, inverse, ("shift", kind)], whole)

    def window(self, name, operation, operands, result, **attributes):
        """Appends a convolution or pooling; attributes are lists of integers."""
        zero = ("zero", tensor(1))
        text = [f"{key} = array<i64: {', '.join(map(str, value))}>" for key, value in attributes.items()]
        if operation != "max_pool2d":
            operands, text = [*operands, zero, zero], ["acc_type = f32", *text]
        return self.add(name, operation, operands, result, "{" + ", ".join(text) + "}")

    def text(self, argument, result):
        """Returns @main, which takes the type argument as %x and returns the operand result."""
        name, kind = result
        return "\n".join(
            [f"func.func @main(%x: {argument}) -> {kind} {{", *self.lines, f"  return %{name} : {kind}", "}", ""]
        )


def convolve(x, weights, bias, pad, stride):
    """Convolves x [n, h, w, c] with weights [o, kh, kw, c]."""
    height, width = weights.shape[1:3]
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (height, width), (1, 2))[:, ::stride, ::stride]
    return np.einsum("nijchw,ohwc->nijo", windows, weights) + bias


def blocks(x, size):
    """Returns [n, h / size, w / size, c, size * size]: what a pooling reduces."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), (1, 2))[:, ::size, ::size]
    return windows.reshape(*windows.shape[:4], -1)


def softmax_model(rng, rows):
    """Returns text, input and result; rows may be -1."""
    x, weights, bias = rng.normal(size=(SAMPLES, 8)), rng.normal(size=(8, 5)), rng.normal(size=5)
    function = Function()
    y = function.dense(("x", tensor(rows, 8)), rows, weights, bias)
    text = function.text(tensor(rows, 8), function.softmax(y, rows, 5))
    power = np.exp(x @ weights + bias)
    return text, x, power / power.sum(1, keepdims=True)


def sum_model(rng):
    """Returns text, input and result."""
    x = rng.normal(size=(SAMPLES, 8))
    function = Function()
    result = function.add("sum", "reduce_sum", [("x", tensor(1, 8))], tensor(1, 1), "{axis = 1 : i32}")
    return function.text(tensor(1, 8), result), x, x.sum(1, keepdims=True)


def network_model(rng):
    """Returns text, input and result."""
    x = rng.normal(size=(SAMPLES, 12, 12, 3))
    first, second = rng.normal(size=(5, 3, 3, 3)), rng.normal(size=(4, 2, 2, 5))
    bias1, bias2 = rng.normal(size=5), rng.normal(size=4)
    f = Function()
    k1, b1 = f.constant("k1", first), f.constant("b1", bias1)
    k2, b2 = f.constant("k2", second), f.constant("b2", bias2)
    y = f.window(
        "c1", "conv2d", [("x", tensor(1, 12, 12, 3)), k1, b1], tensor(1, 12, 12, 5),
        dilation=[1, 1], pad=[1, 1, 1, 1], stride=[1, 1],
    )  # fmt: skip
    relu = "{min_val = 0.0 : f32, max_val = 3.40282347E+38 : f32}"
    y = f.add("relu", "clamp", [y], tensor(1, 12, 12, 5), relu)
    y = f.window(
        "p1", "max_pool2d", [y], tensor(1, 6, 6, 5), kernel=[2, 2], pad=[0, 0, 0, 0], stride=[2, 2]
    )
    y = f.window(
        "c2", "conv2d", [y, k2, b2], tensor(1, 3, 3, 4),
        dilation=[1, 1], pad=[0, 0, 0, 0], stride=[2, 2],
    )  # fmt: skip
    y = f.window(
        "p2", "avg_pool2d", [y], tensor(1, 1, 1, 4), kernel=[3, 3], pad=[0, 0, 0, 0], stride=[3, 3]
    )
    hidden = blocks(np.maximum(convolve(x, first, bias1, 1, 1), 0), 2).max(-1)
    want = blocks(convolve(hidden, second, bias2, 0, 2), 3).mean(-1)
    return f.text(tensor(1, 12, 12, 3), y), x[:, None], want[:, None]


def depthwise_model(rng):
    """Returns text, input and result."""
    x, weights = rng.normal(size=(SAMPLES, 7, 6, 3)), rng.normal(size=(3, 3, 3, 2))
    f = Function()
    k, b = f.constant("k", weights), f.constant("b", np.arange(6.0))
    y = f.window(
        "y", "depthwise_conv2d", [("x", tensor(1, 7, 6, 3)), k, b], tensor(1, 7, 6, 6),
        dilation=[1, 1], pad=[1, 1, 1, 1], stride=[1, 1],
    )  # fmt: skip
    full = np.zeros((6, 3, 3, 3))
    for channel in range(3):
        for multiple in range(2):
            full[channel * 2 + multiple, :, :, channel] = weights[:, :, channel, multiple]
    want = convolve(x, full, np.arange(6.0), 1, 1)
    return f.text(tensor(1, 7, 6, 3), y), x[:, None], want[:, None]


def resized(mode, batch, rng):
    """Returns text, input, and the image that is resized."""
    x, weights = rng.normal(size=(SAMPLES, 9, 7, 3)), rng.normal(size=(5, 2, 2, 3))
    f = Function()
    k, b = f.constant("k", weights), f.constant("b", np.arange(5.0))
    y = f.window(
        "c", "conv2d", [("x", tensor(batch, 9, 7, 3)), k, b], tensor(batch, 8, 6, 5),
        dilation=[1, 1], pad=[0, 0, 0, 0], stride=[1, 1],
    )  # fmt: skip
    numbers = [f.shape("scale", [3, 2, 3, 2]), f.shape("offset", [-1, -1]), f.shape("border", [0, 0])]
    y = f.add("y", "resize", [y, *numbers], tensor(batch, 12, 9, 5), f"{{mode = {mode}}}")
    return f.text(tensor(batch, 9, 7, 3), y), x, convolve(x, weights, np.arange(5.0), 0, 1)


def samples(size, pixels):
    """Returns the pixels before and behind each sample, and its distance from the first in thirds."""
    position = 2 * np.arange(size) - 1
    floor = position // 3
    return np.clip(floor, 0, pixels - 1), np.clip(floor + 1, 0, pixels - 1), position - 3 * floor


def resize_model(rng):
    """Returns text, input and result."""
    text, x, image = resized("NEAREST_NEIGHBOR", 1, rng)
    rows, columns = (
        np.where(2 * distance >= 3, second, first)
        for first, second, distance in (samples(12, 8), samples(9, 6))
    )
    return text, x[:, None], image[:, rows][:, :, columns][:, None]


def bilinear_model(rng):
    """Returns text, input and result."""
    text, x, image = resized("BILINEAR", -1, rng)
    for axis, size in ((1, 12), (2, 9)):
        first, second, distance = samples(size, image.shape[axis])
        weight = (distance / 3).reshape([-1 if axis == dim else 1 for dim in range(4)])
        image = image.take(first, axis) * (1 - weight) + image.take(second, axis) * weight
    return text, x, image


def convolution_rows_model(rng):
    """Returns text, input and result."""
    x, weights, bias = rng.normal(size=(SAMPLES, 8, 8, 3)), rng.normal(size=(4, 3, 3, 3)), rng.normal(size=4)
    f = Function()
    k, b = f.constant("k", weights), f.constant("b", bias)
    y = f.window(
        "c", "conv2d", [("x", tensor(-1, 8, 8, 3)), k, b], tensor(-1, 8, 8, 4),
        dilation=[1, 1], pad=[1, 1, 1, 1], stride=[1, 1],
    )  # fmt: skip
    y = f.window(
        "p", "max_pool2d", [y], tensor(-1, 4, 4, 4), kernel=[2, 2], pad=[0, 0, 0, 0], stride=[2, 2]
    )
    return f.text(tensor(-1, 8, 8, 3), y), x, blocks(convolve(x, weights, bias, 1, 1), 2).max(-1)


def main():
    """Writes all models into the folder."""
    folder = Path(sys.argv[1])
    rng = np.random.default_rng(7)
    models = {
        "softmax": softmax_model(rng, 1),
        "rows": softmax_model(rng, -1),
        "sum": sum_model(rng),
        "network": network_model(rng),
        "depthwise": depthwise_model(rng),
        "resize": resize_model(rng),
        "bilinear": bilinear_model(rng),
        "convolution-rows": convolution_rows_model(rng),
    }
    for name, (text, x, want) in models.items():
        (folder / f"{name}.mlir").write_text(text)
        np.savez(folder / f"{name}.npz", x=x.astype("f4"))
        np.save(folder / f"{name}-want.npy", want.astype("f4"))


main()

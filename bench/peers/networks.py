"""The networks that are compared: layers with synthetic weights, and what they compute in float.

bench/Networks.cpp has the same ones but encoders, with weights of the same distributions.
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, prod

import numpy as np

SEED = 0
CALIBRATION_VALUES = 1 << 20  # in all samples, of which there are these many
FEWEST_SAMPLES, MOST_SAMPLES = 4, 256
BRANCH_SHARE = 0.25  # what a branch adds to the mean square of a residual network's values
EPSILON = 1e-5  # added to the variance where values are normalized
WEIGHTED = ("dense", "conv", "depthwise")


@dataclass(frozen=True)
class Quantization:
    """How a tensor's integers stand for real numbers: (integer - zero_point) * scale."""

    scale: float
    zero_point: int
    dtype: type

    @classmethod
    def of_range(cls, low, high, dtype):
        """Returns the 8-bit quantization of [low, high], widened to hold 0."""
        low, high = min(low, 0.0), max(high, 0.0)
        scale = (high - low) / 255 or 1.0
        limits = np.iinfo(dtype)
        zero_point = int(np.clip(round(limits.min - low / scale), limits.min, limits.max))
        return cls(scale, zero_point, dtype)

    def quantize(self, values):
        limits = np.iinfo(self.dtype)
        integers = np.round(values / self.scale) + self.zero_point
        return integers.clip(limits.min, limits.max).astype(self.dtype)

    def dequantize(self, integers):
        return (integers.astype(np.float32) - self.zero_point) * np.float32(self.scale)


@dataclass
class Layer:
    """One layer.  Values are numbered: 0 is the network's input, i + 1 what layer i makes.

    kind: "dense", "conv", "depthwise", "add" of two inputs, "max_pool", "mean" over the image,
    "attention" of query, key and value, "norm" over the features, or "gelu".
    shape: of the result, [batch, features], [batch, tokens, features] or
    [batch, height, width, channels].
    relu: None, "relu" or "relu6".
    gain: the mean square of the sums, as weights are drawn, to that of the inputs.
    heads: the parts of the features that attend apart.
    """

    kind: str
    inputs: tuple[int, ...]
    shape: tuple[int, ...]
    kernel: int = 1
    stride: int = 1
    relu: str | None = None
    gain: float = 0.0
    heads: int = 1


def padding(size, kernel, stride):
    """Returns the lines before and after so that only the stride makes an image smaller."""
    lines = max((ceil(size / stride) - 1) * stride + kernel - size, 0)
    return lines // 2, lines - lines // 2


class Network:
    """Layers whose weights keep the scale of activations however many layers there are.

    The methods named for kinds append a layer and return the number of its value.
    """

    def __init__(self, name, input_shape):
        self.name = name
        self.input_shape = tuple(input_shape)
        self.layers = []

    def shape_of(self, value):
        return self.layers[value - 1].shape if value else self.input_shape

    @property
    def output_shape(self):
        return self.shape_of(len(self.layers))

    @property
    def batch(self):
        return self.input_shape[0]

    # Building

    def _append(self, kind, inputs, shape, **rest):
        self.layers.append(Layer(kind, inputs, tuple(shape), **rest))
        return len(self.layers)

    def _slide(self, kind, value, channels, kernel, stride, **rest):
        batch, height, width, _ = self.shape_of(value)
        shape = (batch, ceil(height / stride), ceil(width / stride), channels)
        return self._append(kind, (value,), shape, kernel=kernel, stride=stride, **rest)

    def _energy(self, value):
        """Returns the mean square of a value to that before its relu, which drops half.

        Of sums it drops less where one summand has been through relu itself.
        """
        while value:
            layer = self.layers[value - 1]
            if layer.kind not in ("max_pool", "mean"):
                return 0.5 if layer.relu and layer.kind != "add" else 1.0
            (value,) = layer.inputs
        return 1.0

    def dense(self, value, outputs, relu="relu", gain=2.0):
        shape = (*self.shape_of(value)[:-1], outputs)
        return self._append("dense", (value,), shape, relu=relu, gain=gain)

    def conv(self, value, channels, kernel, stride=1, relu="relu"):
        gain = 1 / self._energy(value)
        return self._slide("conv", value, channels, kernel, stride, relu=relu, gain=gain)

    def depthwise(self, value, kernel, stride=1, relu="relu"):
        gain, channels = 1 / self._energy(value), self.shape_of(value)[3]
        return self._slide("depthwise", value, channels, kernel, stride, relu=relu, gain=gain)

    def max_pool(self, value, kernel, stride):
        return self._slide("max_pool", value, self.shape_of(value)[3], kernel, stride)

    def mean(self, value):
        shape = self.shape_of(value)
        return self._append("mean", (value,), (shape[0], shape[3]))

    def attention(self, query, key, value, heads):
        operands = (query, key, value)
        return self._append("attention", operands, self.shape_of(query), heads=heads)

    def norm_of_sum(self, *addends):
        value = self._append("add", addends, self.shape_of(addends[0]))
        return self._append("norm", (value,), self.shape_of(value))

    def gelu(self, value):
        return self._append("gelu", (value,), self.shape_of(value))

    def add_branch(self, branch, addend, relu=None):
        """Adds what a branch makes, which ends in a layer without relu, to another value."""
        self.layers[branch - 1].gain *= BRANCH_SHARE
        return self._append("add", (branch, addend), self.shape_of(branch), relu=relu)

    # What the layers hold and compute

    def weight_shape(self, layer):
        """Returns [kernel, kernel, inputs, channels], without inputs or kernel where not."""
        inputs, outputs = self.shape_of(layer.inputs[0])[-1], layer.shape[-1]
        taps = (layer.kernel, layer.kernel)
        shapes = {"dense": (inputs, outputs), "conv": (*taps, inputs, outputs)}
        return shapes.get(layer.kind, (*taps, outputs))

    @property
    def has_attention(self):
        return any(layer.kind == "attention" for layer in self.layers)

    @property
    def macs(self):
        weighted = [layer for layer in self.layers if layer.kind in WEIGHTED]
        products = sum(prod(x.shape[:-1]) * prod(self.weight_shape(x)) for x in weighted)
        attentions = [layer.shape for layer in self.layers if layer.kind == "attention"]
        return products + sum(2 * batch * tokens**2 * width for batch, tokens, width in attentions)

    @property
    def bytes_moved(self):
        """The int8 weights, the input and the output."""
        weighted = [layer for layer in self.layers if layer.kind in WEIGHTED]
        weights = sum(prod(self.weight_shape(layer)) for layer in weighted)
        return weights + prod(self.input_shape) + prod(self.output_shape)

    @cached_property
    def parameters(self):
        """Each layer's float32 weights and biases, or None."""
        rng = np.random.default_rng(SEED)
        return [self._draw(rng, x) if x.kind in WEIGHTED else None for x in self.layers]

    def _draw(self, rng, layer):
        shape = self.weight_shape(layer)
        weights = rng.standard_normal(shape, np.float32)
        weights *= np.sqrt(np.float32(layer.gain / prod(shape[:-1])))
        return weights, rng.normal(0, 0.05, shape[-1]).astype(np.float32)

    @cached_property
    def calibration(self):
        """Returns float32 samples that fill whole batches."""
        samples = CALIBRATION_VALUES // prod(self.input_shape[1:])
        samples = min(max(samples, FEWEST_SAMPLES), MOST_SAMPLES)
        return self._sample(max(2, samples // self.batch), 1)

    @cached_property
    def input(self):
        """The batch that is timed; it is not among the calibration samples."""
        return self._sample(1, 2)

    def _sample(self, batches, stream):
        """Returns values from a standard normal distribution clipped to [-4, 4]."""
        rng = np.random.default_rng([SEED, stream])  # other streams than that of the weights
        shape = (batches * self.batch, *self.input_shape[1:])
        return rng.standard_normal(shape, np.float32).clip(-4, 4)

    def activations(self, values):
        """Returns the input and each layer's output, in float."""
        results = [values]
        for layer, parameters in zip(self.layers, self.parameters, strict=True):
            result = compute(layer, [results[i] for i in layer.inputs], parameters)
            if layer.relu:
                result = result.clip(0, 6 if layer.relu == "relu6" else None)
            results.append(result)
        return results


def taps(values, layer, fill):
    """Yields row, column and what all windows have there, of values padded with fill."""
    pads = [padding(size, layer.kernel, layer.stride) for size in values.shape[1:3]]
    padded = np.pad(values, [(0, 0), *pads, (0, 0)], constant_values=fill)
    _, height, width, _ = layer.shape
    reach = [(size - 1) * layer.stride + 1 for size in (height, width)]
    for row in range(layer.kernel):
        for column in range(layer.kernel):
            rows = slice(row, row + reach[0], layer.stride)
            columns = slice(column, column + reach[1], layer.stride)
            yield row, column, padded[:, rows, columns]


def compute(layer, inputs, parameters):
    """Returns what a layer makes of its inputs, before relu."""
    if layer.kind == "add":
        return inputs[0] + inputs[1]
    if layer.kind == "attention":
        return attend(*inputs, layer.heads)
    (values,) = inputs
    if layer.kind == "norm":
        values = values - values.mean(axis=-1, keepdims=True)
        return values / np.sqrt((values**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    if layer.kind == "gelu":
        return values * (1 + error_function(values * np.float32(0.5**0.5))) / 2
    if layer.kind == "mean":
        return values.mean(axis=(1, 2))
    if layer.kind == "max_pool":
        parts = [part for *_, part in taps(values, layer, -np.inf)]
        return np.maximum.reduce(parts)
    weights, result = parameters
    if layer.kind == "dense":
        return values @ weights + result
    result = np.broadcast_to(result, (len(values), *layer.shape[1:])).copy()
    for row, column, part in taps(values, layer, 0):
        if layer.kind == "conv":
            product = part.reshape(-1, part.shape[-1]) @ weights[row, column]
            result += product.reshape(result.shape)
        else:
            result += part * weights[row, column]
    return result


def attend(query, key, value, heads):
    """Returns what each token takes from the others, [batch, tokens, features] as all are."""
    batch, tokens, features = query.shape
    width = features // heads

    def split(values):  # [batch, heads, tokens, width]
        return values.reshape(batch, tokens, heads, width).transpose(0, 2, 1, 3)

    scores = split(query) @ split(key).swapaxes(2, 3) / np.float32(width**0.5)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return (shares @ split(value)).transpose(0, 2, 1, 3).reshape(query.shape)


def error_function(values):
    """Returns erf, to within 1.5e-7: Abramowitz and Stegun, 7.1.26."""
    t = 1 / (1 + np.float32(0.3275911) * np.abs(values))
    coefficients = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    polynomial = np.zeros_like(t)
    for coefficient in coefficients:
        polynomial = (polynomial + np.float32(coefficient)) * t
    return np.copysign(1 - polynomial * np.exp(-(values**2)), values)


def dense(batch, inputs, outputs, name=None):
    network = Network(name or f"dense_{batch}x{inputs}x{outputs}", (batch, inputs))
    network.dense(0, outputs)
    return network


def autoencoder(batch):
    """The shape of MLPerf Tiny's anomaly detection."""
    network = Network(f"autoencoder_b{batch}", (batch, 640))
    value = 0
    for width in (128, 128, 128, 128, 8, 128, 128, 128, 128):
        value = network.dense(value, width)
    network.dense(value, 640, relu=None)
    return network


def convolution(size, inputs, outputs, kernel):
    name = f"conv{kernel}x{kernel}_{size}x{size}x{inputs}x{outputs}"
    network = Network(name, (1, size, size, inputs))
    network.conv(0, outputs, kernel)
    return network


def depthwise(size, channels, kernel):
    name = f"depthwise{kernel}x{kernel}_{size}x{size}x{channels}"
    network = Network(name, (1, size, size, channels))
    network.depthwise(0, kernel)
    return network


def mobilenetv2():
    """MobileNetV2 of width 1 for 224x224 pixels and 1000 classes."""
    stages = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2))
    stages += ((6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
    network = Network("mobilenetv2", (1, 224, 224, 3))
    value = network.conv(0, 32, 3, 2, "relu6")
    for expansion, channels, blocks, stride in stages:
        for block in range(blocks):
            source, inputs = value, network.shape_of(value)[3]
            if expansion != 1:
                value = network.conv(value, inputs * expansion, 1, relu="relu6")
            value = network.depthwise(value, 3, stride if block == 0 else 1, "relu6")
            value = network.conv(value, channels, 1, relu=None)
            if network.shape_of(value) == network.shape_of(source):
                value = network.add_branch(value, source)
    value = network.conv(value, 1280, 1, relu="relu6")
    network.dense(network.mean(value), 1000, relu=None)
    return network


def resnet50():
    """ResNet-50 v1, whose blocks have their stride first, for 224x224 pixels and 1000 classes."""
    network = Network("resnet50", (1, 224, 224, 3))
    value = network.max_pool(network.conv(0, 64, 7, 2), 3, 2)
    for channels, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        for block in range(blocks):
            stride, shortcut = 1, value
            if block == 0:
                stride = 1 if channels == 64 else 2
                shortcut = network.conv(value, 4 * channels, 1, stride, relu=None)
            value = network.conv(value, channels, 1, stride)
            value = network.conv(value, channels, 3)
            value = network.conv(value, 4 * channels, 1, relu=None)
            value = network.add_branch(value, shortcut, "relu")
    network.dense(network.mean(value), 1000, relu=None)
    return network


def encoder(tokens, features, heads):
    """A layer of BERT: attention and two dense layers, each with a residual sum."""
    network = Network(f"encoder_{tokens}x{features}", (1, tokens, features))
    query, key, value = (network.dense(0, features, None, gain=1.0) for _ in range(3))
    context = network.attention(query, key, value, heads)
    attended = network.norm_of_sum(network.dense(context, features, None, gain=1.0), 0)
    hidden = network.gelu(network.dense(attended, 4 * features, None, gain=1.0))
    network.norm_of_sum(network.dense(hidden, features, None, gain=1.0), attended)
    return network


NETWORKS = [
    dense(1, 8, 8, "null_1x8x8"),
    dense(64, 512, 512),
    dense(8, 512, 512),
    dense(1, 1024, 1024),
    dense(512, 512, 512),
    dense(1024, 1024, 1024),
    autoencoder(1),
    autoencoder(16),
    convolution(56, 64, 64, 3),
    convolution(56, 256, 64, 1),
    convolution(14, 256, 256, 3),
    depthwise(112, 96, 3),
    mobilenetv2(),
    resnet50(),
    encoder(128, 384, 12),
    encoder(128, 768, 12),
]

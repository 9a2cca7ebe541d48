"""Small networks in TensorFlow, one for each family of TFLite's quantized operators."""

import numpy as np
import tensorflow as tf

SHAPE = (1, 8, 8, 8)  # of every input
SEED = 5


class Weights:
    """Draws the weights of a network: the same ones for the same sequence of calls."""

    def __init__(self):
        self.rng = np.random.default_rng(SEED)

    def __call__(self, *shape, scale=None):
        fan = np.prod(shape[:-1]) if scale is None else 1 / scale**2
        return tf.constant(self.rng.normal(0, 1 / np.sqrt(fan), shape).astype(np.float32))


def conv(x, w):
    x = tf.nn.conv2d(x, w(3, 3, 8, 12), strides=2, padding="SAME") + w(12, scale=0.2)
    x = tf.nn.relu6(x)
    return tf.nn.conv2d(x, w(1, 1, 12, 5), strides=1, padding="VALID") + w(5, scale=0.2)


def dilated_conv(x, w):
    return tf.nn.conv2d(x, w(3, 3, 8, 9), strides=1, padding="VALID", dilations=2)


def depthwise(x, w):
    x = tf.nn.depthwise_conv2d(x, w(3, 3, 8, 1, scale=0.3), [1, 2, 2, 1], "SAME")
    x = tf.nn.relu(x + w(8, scale=0.2))
    return tf.nn.depthwise_conv2d(x, w(2, 2, 8, 2, scale=0.5), [1, 1, 1, 1], "VALID")


def transpose_conv(x, w):
    return tf.nn.conv2d_transpose(x, w(3, 3, 6, 8), [1, 16, 16, 6], strides=2, padding="SAME")


def dense(x, w):
    x = tf.nn.relu(tf.reshape(x, (1, 512)) @ w(512, 24) + w(24, scale=0.2))
    return x @ w(24, 10) + w(10, scale=0.2)


def batch_matmul(x, w):
    a = tf.reshape(x, (8, 8, 8))
    return tf.matmul(a, a, transpose_b=True)


def max_pool(x, w):
    return tf.nn.max_pool2d(x, 3, 2, "SAME")


def avg_pool(x, w):
    return tf.nn.avg_pool2d(x, 3, 2, "SAME")


def mean(x, w):
    return tf.reduce_mean(x, axis=(1, 2))


def reduce_sum(x, w):
    return tf.reduce_sum(x, axis=(1, 2))


def reduce_max(x, w):
    return tf.reduce_max(x, axis=3)


def add(x, w):
    return x + tf.nn.depthwise_conv2d(x, w(1, 1, 8, 1, scale=2), [1, 1, 1, 1], "SAME")


def sub(x, w):
    return x - tf.nn.depthwise_conv2d(x, w(1, 1, 8, 1, scale=2), [1, 1, 1, 1], "SAME")


def mul(x, w):
    return x * tf.nn.depthwise_conv2d(x, w(1, 1, 8, 1, scale=2), [1, 1, 1, 1], "SAME")


def maximum(x, w):
    return tf.maximum(x, tf.minimum(w(1, 1, 1, 8, scale=1), x[:, :, ::-1]))


def softmax(x, w):
    return tf.nn.softmax(tf.reshape(x, (16, 32)) * 3)


def logistic(x, w):
    return tf.sigmoid(x)


def tanh(x, w):
    return tf.tanh(x)


def leaky_relu(x, w):
    return tf.nn.leaky_relu(x, 0.1)


def hard_swish(x, w):
    return x * tf.nn.relu6(x + 3) / 6


def gelu(x, w):
    return tf.nn.gelu(x, approximate=True)


def resize_bilinear(x, w):
    return tf.compat.v1.image.resize_bilinear(x, (16, 16), half_pixel_centers=True)


def resize_aligned(x, w):
    return tf.compat.v1.image.resize_bilinear(x, (15, 15), align_corners=True)


def resize_nearest(x, w):
    return tf.compat.v1.image.resize_nearest_neighbor(x, (16, 16))


def concat(x, w):
    return tf.concat([x, tf.sigmoid(x), tf.nn.relu(x)[..., :3] * 20], axis=3)


def moves(x, w):
    x = tf.pad(x, [[0, 0], [1, 2], [0, 1], [0, 0]])
    return tf.reshape(tf.transpose(x[:, 1:9:2, ::3], (0, 3, 1, 2)), (1, 4, 8, 3))


def layer_norm(x, w):
    centred = x - tf.reduce_mean(x, axis=3, keepdims=True)
    variance = tf.reduce_mean(centred * centred, axis=3, keepdims=True)
    return centred * tf.math.rsqrt(variance + 0.1) * w(8, scale=1) + w(8, scale=1)


def network(x, w):
    x = tf.nn.relu(tf.nn.conv2d(x, w(3, 3, 8, 16), 1, "SAME") + w(16, scale=0.1))
    y = tf.nn.depthwise_conv2d(x, w(3, 3, 16, 1, scale=0.3), [1, 1, 1, 1], "SAME")
    y = tf.nn.leaky_relu(y + w(16, scale=0.1), 0.1)
    x = x + tf.nn.conv2d(y, w(1, 1, 16, 16), 1, "SAME")
    x = tf.concat([tf.nn.max_pool2d(x, 2, 2, "VALID"), tf.nn.avg_pool2d(x, 2, 2, "VALID")], 3)
    x = tf.compat.v1.image.resize_bilinear(x, (8, 8), half_pixel_centers=True)
    x = x * tf.sigmoid(x)
    return tf.nn.softmax(tf.reduce_mean(x, (1, 2)) @ w(32, 10) + w(10, scale=0.1))


FAMILIES = {
    function.__name__: function
    for function in (
        conv,
        dilated_conv,
        depthwise,
        transpose_conv,
        dense,
        batch_matmul,
        max_pool,
        avg_pool,
        mean,
        reduce_sum,
        reduce_max,
        add,
        sub,
        mul,
        maximum,
        softmax,
        logistic,
        tanh,
        leaky_relu,
        hard_swish,
        gelu,
        resize_bilinear,
        resize_aligned,
        resize_nearest,
        concat,
        moves,
        layer_norm,
        network,
    )
}


# Why what the reference model computes is not LiteRT's, or there is no TOSA to run.
FINE_TABLE = "LiteRT interpolates in a table of its own, TOSA in one of 513 entries"
WEIGHTS = "LiteRT's weights of pixels have 10 bits, TOSA's are exact"
SHIFTED = "the converter's graph takes the pixel after the right one where a sample is between two"
MISSING = "the converter leaves an operator of TFLite's behind"
WHY = {
    "dense_int8": "LiteRT rounds once, the converter writes DOUBLE_ROUND",
    "dense_16x8": "LiteRT's multipliers have 31 bits, those for TOSA's i48 have 15",
    "softmax_16x8": "the converter's graph wraps where an element is far below the largest",
    "logistic_16x8": FINE_TABLE,
    "tanh_16x8": FINE_TABLE,
    "concat_16x8": "its logistic",
    "hard_swish_16x8": "TFLite does not quantize it",
    "gelu_16x8": MISSING,
    "layer_norm_16x8": MISSING,
    "resize_bilinear_int8": WEIGHTS,
    "resize_bilinear_16x8": WEIGHTS,
    "resize_aligned_int8": WEIGHTS,
    "resize_aligned_16x8": WEIGHTS,
    "resize_nearest_int8": SHIFTED,
    "resize_nearest_16x8": SHIFTED,
    "network_int8": "its resize and its dense layer",
    "network_16x8": "its resize, logistic and dense layer",
}

# The kernels of LiteRT that are compared with, where its reference kernels write no result.
RESOLVERS = {"reduce_sum": "BUILTIN_WITHOUT_DEFAULT_DELEGATES"}


def quantize(family, wide):
    """Returns the bytes of a TFLite model of a family: int8, or if wide int16 with int8 weights."""
    shape, weights = SHAPE, Weights()

    @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32)])
    def function(x):
        return FAMILIES[family](x, weights)

    def samples():
        rng = np.random.default_rng(SEED)
        for _ in range(32):
            yield [rng.normal(0, 1.5, shape).astype(np.float32)]

    module = tf.Module()
    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [function.get_concrete_function()], module
    )
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = samples
    ops = tf.lite.OpsSet
    name = "EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8"
    converter.target_spec.supported_ops = [ops[name] if wide else ops.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int16 if wide else tf.int8
    converter.inference_output_type = tf.int16 if wide else tf.int8
    return converter.convert()

"""Writes a small dense network for every kind of data that quantizers stumble over.

usage: degenerate.py FOLDER

For every NAME: NAME.mlir, NAME.npz with the input, and NAME-want.npy as NumPy computes it.
positive, negative, zero, constant: the input's values are in [3, 5], in [-5, -3], all 0, all 2.
dead: an output channel without weights and bias, one without weights, and one that relu keeps at 0.
tiny: weights of 1e-10 beside a bias of 5, in one channel; other channels are ordinary.
all-tiny: the same in every channel.
apart: channels whose weights differ by a factor of 1000.
off: every output is 0.
"""

import sys
from pathlib import Path

import numpy as np

SAMPLES, INPUTS, OUTPUTS = 40, 6, 5
LAYER = """\
func.func @main(%x: tensor<1x6xf32>) -> tensor<1x5xf32> {{
  %w = "tosa.const"() <{{values = dense<{weights}> : tensor<1x6x5xf32>}}> : () -> tensor<1x6x5xf32>
  %b = "tosa.const"() <{{values = dense<{bias}> : tensor<1x1x5xf32>}}> : () -> tensor<1x1x5xf32>
  %z = "tosa.const"() <{{values = dense<0.0> : tensor<1xf32>}}> : () -> tensor<1xf32>
  %s = tosa.const_shape {{values = dense<[1, 1, 6]> : tensor<3xindex>}} : () -> !tosa.shape<3>
  %t = tosa.const_shape {{values = dense<[1, 5]> : tensor<2xindex>}} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s : (tensor<1x6xf32>, !tosa.shape<3>) -> tensor<1x1x6xf32>
  %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x1x6xf32>, tensor<1x6x5xf32>, tensor<1xf32>, tensor<1xf32>)
    -> tensor<1x1x5xf32>
  %2 = tosa.add %1, %b : (tensor<1x1x5xf32>, tensor<1x1x5xf32>) -> tensor<1x1x5xf32>
  %3 = tosa.clamp %2 {{min_val = {low} : f32, max_val = 3.40282347E+38 : f32}} : (tensor<1x1x5xf32>) -> tensor<1x1x5xf32>
  %4 = tosa.reshape %3, %t : (tensor<1x1x5xf32>, !tosa.shape<2>) -> tensor<1x5xf32>
  return %4 : tensor<1x5xf32>
}}
"""


def write(folder, name, x, weights, bias, relu=False):
    """Writes the files of one network."""
    x, weights, bias = (array.astype("f4") for array in (x, weights, bias))
    want = x.astype("f8") @ weights + bias
    text = LAYER.format(
        weights=[weights.tolist()],
        bias=[[bias.tolist()]],
        low="0.0" if relu else "-3.40282347E+38",
    )
    (folder / f"{name}.mlir").write_text(text)
    np.savez(folder / f"{name}.npz", x=x)
    np.save(folder / f"{name}-want.npy", np.maximum(want, 0) if relu else want)


def main():
    """Writes all networks into the folder."""
    folder = Path(sys.argv[1])
    rng = np.random.default_rng(11)
    weights, bias = rng.normal(size=(INPUTS, OUTPUTS)), rng.normal(size=OUTPUTS)
    shape = (SAMPLES, INPUTS)
    normal = rng.normal(size=shape)
    write(folder, "positive", rng.uniform(3, 5, shape), weights, bias)
    write(folder, "negative", rng.uniform(-5, -3, shape), weights, bias)
    write(folder, "zero", np.zeros(shape), weights, bias)
    write(folder, "constant", np.full(shape, 2), weights, bias)

    dead, dead_bias = weights.copy(), bias.copy()
    dead[:, :2], dead_bias[:3] = 0, (0, 1.5, -100)
    write(folder, "dead", normal, dead, dead_bias, relu=True)
    tiny, tiny_bias = weights.copy(), bias.copy()
    tiny[:, 1] *= 1e-10
    tiny_bias[1] = 5
    write(folder, "tiny", normal, tiny, tiny_bias)
    write(folder, "all-tiny", normal, weights * 1e-10, np.full(OUTPUTS, 5.0))
    write(folder, "apart", normal, weights * [1, 1000, 1, 1000, 1], bias)
    write(folder, "off", normal, weights, np.full(OUTPUTS, -1000.0), relu=True)


main()

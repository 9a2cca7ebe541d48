"""Writes a network with layers of every kind that has weights, others between them, and inputs for it.

Usage: layers.py MODEL.mlir INPUTS.npz
"""

import sys
from pathlib import Path

import numpy as np

MODEL = """func.func @main(%image: tensor<2x6x6x32xf32>) -> tensor<2x5xf32> {{
  %zero = "tosa.const"() <{{values = dense<0.0> : tensor<1xf32>}}> : () -> tensor<1xf32>
  %w0 = "tosa.const"() <{{values = dense<{w0}> : tensor<8x3x3x32xf32>}}> : () -> tensor<8x3x3x32xf32>
  %b0 = "tosa.const"() <{{values = dense<{b0}> : tensor<8xf32>}}> : () -> tensor<8xf32>
  %w1 = "tosa.const"() <{{values = dense<{w1}> : tensor<3x3x8x1xf32>}}> : () -> tensor<3x3x8x1xf32>
  %w2 = "tosa.const"() <{{values = dense<{w2}> : tensor<1x128x5xf32>}}> : () -> tensor<1x128x5xf32>
  %0 = tosa.conv2d %image, %w0, %b0, %zero, %zero {{acc_type = f32, dilation = array<i64: 1, 1>,
      pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>}}
    : (tensor<2x6x6x32xf32>, tensor<8x3x3x32xf32>, tensor<8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x6x6x8xf32>
  %1 = tosa.clamp %0 {{min_val = 0.0 : f32, max_val = 6.0 : f32}} : (tensor<2x6x6x8xf32>) -> tensor<2x6x6x8xf32>
  %2 = tosa.depthwise_conv2d %1, %w1, %b0, %zero, %zero {{acc_type = f32, dilation = array<i64: 1, 1>,
      pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}}
    : (tensor<2x6x6x8xf32>, tensor<3x3x8x1xf32>, tensor<8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x4x8xf32>
  %3 = tosa.tanh %2 : (tensor<2x4x4x8xf32>) -> tensor<2x4x4x8xf32>
  %row = tosa.const_shape {{values = dense<[1, 2, 128]> : tensor<3xindex>}} : () -> !tosa.shape<3>
  %4 = tosa.reshape %3, %row : (tensor<2x4x4x8xf32>, !tosa.shape<3>) -> tensor<1x2x128xf32>
  %5 = tosa.matmul %4, %w2, %zero, %zero
    : (tensor<1x2x128xf32>, tensor<1x128x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x5xf32>
  %out = tosa.const_shape {{values = dense<[2, 5]> : tensor<2xindex>}} : () -> !tosa.shape<2>
  %6 = tosa.reshape %5, %out : (tensor<1x2x5xf32>, !tosa.shape<2>) -> tensor<2x5xf32>
  %7 = tosa.sigmoid %6 : (tensor<2x5xf32>) -> tensor<2x5xf32>
  return %7 : tensor<2x5xf32>
}}
"""


def main():
    """Writes both files."""
    rng = np.random.default_rng(7)

    def numbers(*shape, size):
        return (rng.standard_normal(shape) * size).astype("f4").tolist()

    weights = {
        "w0": numbers(8, 3, 3, 32, size=0.1),
        "b0": numbers(8, size=0.5),
        "w1": numbers(3, 3, 8, 1, size=0.4),
        "w2": numbers(1, 128, 5, size=0.2),
    }
    Path(sys.argv[1]).write_text(MODEL.format(**weights))
    np.savez(sys.argv[2], image=rng.standard_normal((16, 6, 6, 32)).astype("f4"))


main()

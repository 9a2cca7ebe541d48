"""Writes a float convolution of a dynamic batch, with random weights.

usage: convolution.py NAME.mlir

The result has fewer pixels than make it worth unpacking weights of 4 bits for one sample, but not for several.
"""

import sys
from pathlib import Path

import numpy as np

weights = np.random.default_rng(3).uniform(-1, 1, (32, 3, 3, 16)).round(3)
Path(sys.argv[1]).write_text(f"""
func.func @main(%x: tensor<?x4x10x16xf32>) -> tensor<?x2x8x32xf32> {{
  %w = "tosa.const"() <{{values = dense<{weights.tolist()}> : tensor<32x3x3x16xf32>}}> : () -> tensor<32x3x3x16xf32>
  %b = "tosa.const"() <{{values = dense<0.0> : tensor<32xf32>}}> : () -> tensor<32xf32>
  %z = "tosa.const"() <{{values = dense<0.0> : tensor<1xf32>}}> : () -> tensor<1xf32>
  %y = tosa.conv2d %x, %w, %b, %z, %z {{acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}} : (tensor<?x4x10x16xf32>, tensor<32x3x3x16xf32>, tensor<32xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x2x8x32xf32>
  return %y : tensor<?x2x8x32xf32>
}}""")

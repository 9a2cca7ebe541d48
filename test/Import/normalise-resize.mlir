// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s
// RUN: qopt %s --qopt-interpret -o /dev/null 2>&1 | FileCheck %s --check-prefix=VALUES
// RUN: qopt %s --qopt-normalise-tosa --qopt-interpret -o /dev/null 2>&1 | FileCheck %s --check-prefix=VALUES

// Twice as wide, between the pixels: an even pixel is a quarter of its left
// neighbour and three of its own, an odd one likewise to the right. The first
// and the last pixel are repeated.

// CHECK-LABEL: func.func @twice
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{\[\[\[\[}}2.500000e-01, 0.000000e+00]], {{\[\[}}7.500000e-01, 7.500000e-01]], {{\[\[}}0.000000e+00, 2.500000e-01]]]]> : tensor<1x3x1x2xf32>}>
// CHECK:         %[[P:.+]] = tosa.concat %{{.+}}, %{{.+}}, %{{.+}} {axis = 2 : i32} : {{.*}} -> tensor<1x1x4x1xf32>
// CHECK:         tosa.depthwise_conv2d %[[P]], %[[W]], {{.*}} -> tensor<1x1x2x2xf32>
// CHECK-NOT:     tosa.resize
func.func @twice(%x: tensor<1x1x2x1xf32>) -> tensor<1x1x4x1xf32> {
  %s = tosa.const_shape {values = dense<[1, 1, 4, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[0, -1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[0, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = BILINEAR} : (tensor<1x1x2x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x1x4x1xf32>
  return %0 : tensor<1x1x4x1xf32>
}

// VALUES: @values result 0: 1x4x3x1 of f32: 1 2 3 2 3 4 4 5 6 5 6 7
func.func @values() -> tensor<1x4x3x1xf32> {
  %x = "tosa.const"() <{values = dense<[[[[1.0], [3.0]], [[5.0], [7.0]]]]> : tensor<1x2x2x1xf32>}> : () -> tensor<1x2x2x1xf32>
  %s = tosa.const_shape {values = dense<[4, 2, 2, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[-1, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[1, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = BILINEAR} : (tensor<1x2x2x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x3x1xf32>
  return %0 : tensor<1x4x3x1xf32>
}

// One and a half times is no whole number.

// CHECK-LABEL: func.func @other
// CHECK:         tosa.resize
func.func @other(%x: tensor<1x1x3x1xf32>) -> tensor<1x1x4x1xf32> {
  %s = tosa.const_shape {values = dense<[1, 1, 3, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = BILINEAR} : (tensor<1x1x3x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x1x4x1xf32>
  return %0 : tensor<1x1x4x1xf32>
}

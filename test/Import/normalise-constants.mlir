// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s

// CHECK-LABEL: func.func @casts
// CHECK-DAG:     "tosa.const"() <{values = dense<[1.000000e+00, 1.500000e+00, -2.000000e+00]> : tensor<3xf32>}>
// CHECK-DAG:     "tosa.const"() <{values = dense<[1.000000e+00, -3.000000e+00]> : tensor<2xf32>}>
// CHECK-DAG:     "tosa.const"() <{values = dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>}>
// CHECK-NOT:     tosa.cast
func.func @casts() -> (tensor<3xf32>, tensor<2xf32>, tensor<2xf32>) {
  %0 = "tosa.const"() <{values = dense<[1.0, 1.5, -2.0]> : tensor<3xf16>}> : () -> tensor<3xf16>
  %1 = "tosa.const"() <{values = dense<[1.0, -3.0]> : tensor<2xbf16>}> : () -> tensor<2xbf16>
  %2 = "tosa.const"() <{values = dense_resource<half> : tensor<2xf16>}> : () -> tensor<2xf16>
  %3 = tosa.cast %0 : (tensor<3xf16>) -> tensor<3xf32>
  %4 = tosa.cast %1 : (tensor<2xbf16>) -> tensor<2xf32>
  %5 = tosa.cast %2 : (tensor<2xf16>) -> tensor<2xf32>
  return %3, %4, %5 : tensor<3xf32>, tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @resource
// CHECK:         "tosa.const"() <{values = dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>}>
// CHECK:         "tosa.const"() <{values = dense<3.000000e+00> : tensor<2xf32>}>
func.func @resource() -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = "tosa.const"() <{values = dense_resource<two> : tensor<2xf32>}> : () -> tensor<2xf32>
  %1 = "tosa.const"() <{values = dense_resource<same> : tensor<2xf32>}> : () -> tensor<2xf32>
  return %0, %1 : tensor<2xf32>, tensor<2xf32>
}

// The constants have several users, which is where upstream stops.

// CHECK-LABEL: func.func @movement
// CHECK-DAG:     "tosa.const"() <{values = dense<{{\[\[}}1.000000e+00, 4.000000e+00], [2.000000e+00, 5.000000e+00], [3.000000e+00, 6.000000e+00]]> : tensor<3x2xf32>}>
// CHECK-DAG:     "tosa.const"() <{values = dense<{{\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00], [5.000000e+00, 6.000000e+00]]> : tensor<3x2xf32>}>
// CHECK-NOT:     tosa.transpose
// CHECK-NOT:     tosa.reshape
func.func @movement() -> (tensor<2x3xf32>, tensor<3x2xf32>, tensor<3x2xf32>) {
  %0 = "tosa.const"() <{values = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}> : () -> tensor<2x3xf32>
  %s = tosa.const_shape {values = dense<[3, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %1 = tosa.transpose %0 {perms = array<i32: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %2 = tosa.reshape %0, %s : (tensor<2x3xf32>, !tosa.shape<2>) -> tensor<3x2xf32>
  return %0, %1, %2 : tensor<2x3xf32>, tensor<3x2xf32>, tensor<3x2xf32>
}

// CHECK-LABEL: func.func @transpose_3d
// CHECK:         dense<{{\[\[\[}}1.000000e+00, 3.000000e+00], [5.000000e+00, 7.000000e+00]], {{\[\[}}2.000000e+00, 4.000000e+00], [6.000000e+00, 8.000000e+00]]]> : tensor<2x2x2xf32>
func.func @transpose_3d() -> tensor<2x2x2xf32> {
  %0 = "tosa.const"() <{values = dense<[[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]]> : tensor<2x2x2xf32>}> : () -> tensor<2x2x2xf32>
  %1 = tosa.transpose %0 {perms = array<i32: 2, 0, 1>} : (tensor<2x2x2xf32>) -> tensor<2x2x2xf32>
  return %1 : tensor<2x2x2xf32>
}

// CHECK-LABEL: func.func @elementwise
// CHECK:         %[[C:.+]] = "tosa.const"() <{values = dense<{{\[\[}}1.000000e+00, 1.000000e+00], [5.000000e-01, 2.500000e-01]]> : tensor<2x2xf32>}>
// CHECK-NEXT:    return %[[C]]
func.func @elementwise() -> tensor<2x2xf32> {
  %0 = "tosa.const"() <{values = dense<[[0.25], [4.0]]> : tensor<2x1xf32>}> : () -> tensor<2x1xf32>
  %1 = "tosa.const"() <{values = dense<[[0.0, 12.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
  %2 = tosa.add %0, %1 : (tensor<2x1xf32>, tensor<1x2xf32>) -> tensor<2x2xf32>
  %3 = tosa.rsqrt %2 : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %one = "tosa.const"() <{values = dense<[[1.0, 1.0], [0.5, 0.25]]> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
  %4 = tosa.maximum %3, %one : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %5 = tosa.minimum %4, %one : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  return %5 : tensor<2x2xf32>
}

{-#
  dialect_resources: {
    builtin: {
      half: "0x02000000003C0040",
      two: "0x040000000000803F00000040",
      same: "0x040000000000404000004040"
    }
  }
#-}

// A grid of anchors: constants are tiled, concatenated, padded, cut, reversed.

// CHECK-LABEL: func.func @moves
// CHECK-NEXT:    %[[C:.+]] = "tosa.const"() <{values = dense<{{\[\[}}9.000000e+00, 2.000000e+00, 1.000000e+00], [9.000000e+00, 5.000000e+00, 5.000000e+00]]> : tensor<2x3xf32>}>
// CHECK-NEXT:    return %[[C]]
func.func @moves() -> tensor<2x3xf32> {
  %a = "tosa.const"() <{values = dense<[[1.0, 2.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
  %b = "tosa.const"() <{values = dense<5.0> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %nine = "tosa.const"() <{values = dense<9.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %t = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %s = tosa.const_shape {values = dense<[0, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %z = tosa.const_shape {values = dense<[2, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %p = tosa.const_shape {values = dense<[0, 0, 0, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.tile %a, %t : (tensor<1x2xf32>, !tosa.shape<2>) -> tensor<1x4xf32>
  %1 = tosa.concat %0, %b {axis = 0 : i32} : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<2x4xf32>
  %2 = tosa.slice %1, %s, %z : (tensor<2x4xf32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<2x2xf32>
  %3 = tosa.pad %2, %p, %nine : (tensor<2x2xf32>, !tosa.shape<4>, tensor<1xf32>) -> tensor<2x3xf32>
  %4 = tosa.reverse %3 {axis = 1 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %4 : tensor<2x3xf32>
}

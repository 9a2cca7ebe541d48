// RUN: qopt %s --qopt-normalise-tosa --canonicalize | FileCheck %s

// Indices are computed, whatever the front end makes of them.

// CHECK-LABEL: func.func @indices
// CHECK:         %[[I:.+]] = "tosa.const"() <{values = dense<{{\[}}[2, 0, 1]]> : tensor<1x3xi32>}>
// CHECK:         %[[Y:.+]] = tosa.gather %arg0, %[[I]]
// CHECK-NEXT:    return %[[Y]]
func.func @indices(%x: tensor<1x3x2xf32>) -> tensor<1x3x2xf32> {
  %f = "tosa.const"() <{values = dense<[-1.5, 0.25, 1.0]> : tensor<3xf32>}> : () -> tensor<3xf32>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () -> tensor<1xi32>
  %three = "tosa.const"() <{values = dense<3> : tensor<1xi32>}> : () -> tensor<1xi32>
  %minus = "tosa.const"() <{values = dense<-1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %s = tosa.const_shape {values = dense<[1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.floor %f : (tensor<3xf32>) -> tensor<3xf32>
  %1 = tosa.cast %0 : (tensor<3xf32>) -> tensor<3xi64>
  %2 = tosa.cast %1 : (tensor<3xi64>) -> tensor<3xi32>
  %3 = tosa.maximum %2, %minus : (tensor<3xi32>, tensor<1xi32>) -> tensor<3xi32>
  %4 = tosa.add %3, %three : (tensor<3xi32>, tensor<1xi32>) -> tensor<3xi32>
  %5 = tosa.greater %zero, %3 : (tensor<1xi32>, tensor<3xi32>) -> tensor<3xi1>
  %6 = tosa.select %5, %4, %3 : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
  %7 = tosa.reshape %6, %s : (tensor<3xi32>, !tosa.shape<2>) -> tensor<1x3xi32>
  %8 = tosa.gather %x, %7 : (tensor<1x3x2xf32>, tensor<1x3xi32>) -> tensor<1x3x2xf32>
  return %8 : tensor<1x3x2xf32>
}

// A state begins with zeros.

// CHECK-LABEL: func.func @state
// CHECK-NOT:     tosa.matmul
// CHECK:         return
func.func @state() -> tensor<1x2x3xf32> {
  %h = "tosa.const"() <{values = dense<0.0> : tensor<1x2x4xf32>}> : () -> tensor<1x2x4xf32>
  %w = "tosa.const"() <{values = dense<2.0> : tensor<1x4x3xf32>}> : () -> tensor<1x4x3xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.matmul %h, %w, %z, %z : (tensor<1x2x4xf32>, tensor<1x4x3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x3xf32>
  return %0 : tensor<1x2x3xf32>
}

// 1 x 3 pixels become 1 x 5, with the corners aligned: that is every second
// pixel and the mean of its neighbours, a convolution. Not so with other
// weights.

// CHECK-LABEL: func.func @interpolation
// CHECK-NOT:     tosa.gather
// CHECK:         tosa.depthwise_conv2d
// CHECK-NOT:     tosa.gather
// CHECK:         return
func.func @interpolation(%x: tensor<1x2x1x3xf32>) -> tensor<1x2x1x5xf32> {
  %left = "tosa.const"() <{values = dense<[[0, 0, 1, 1, 2, 3, 3, 4, 4, 5]]> : tensor<1x10xi32>}> : () -> tensor<1x10xi32>
  %right = "tosa.const"() <{values = dense<[[1, 1, 2, 2, 2, 4, 4, 5, 5, 5]]> : tensor<1x10xi32>}> : () -> tensor<1x10xi32>
  %w = "tosa.const"() <{values = dense<[[[[0.0, 0.5, 0.0, 0.5, 0.0]]]]> : tensor<1x1x1x5xf32>}> : () -> tensor<1x1x1x5xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %s0 = tosa.const_shape {values = dense<[1, 6, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[1, 2, 1, 5]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.reshape %x, %s0 : (tensor<1x2x1x3xf32>, !tosa.shape<3>) -> tensor<1x6x1xf32>
  %1 = tosa.gather %0, %left : (tensor<1x6x1xf32>, tensor<1x10xi32>) -> tensor<1x10x1xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x10x1xf32>, !tosa.shape<4>) -> tensor<1x2x1x5xf32>
  %3 = tosa.gather %0, %right : (tensor<1x6x1xf32>, tensor<1x10xi32>) -> tensor<1x10x1xf32>
  %4 = tosa.reshape %3, %s1 : (tensor<1x10x1xf32>, !tosa.shape<4>) -> tensor<1x2x1x5xf32>
  %5 = tosa.sub %4, %2 : (tensor<1x2x1x5xf32>, tensor<1x2x1x5xf32>) -> tensor<1x2x1x5xf32>
  %6 = tosa.mul %5, %w, %shift : (tensor<1x2x1x5xf32>, tensor<1x1x1x5xf32>, tensor<1xi8>) -> tensor<1x2x1x5xf32>
  %7 = tosa.add %2, %6 : (tensor<1x2x1x5xf32>, tensor<1x2x1x5xf32>) -> tensor<1x2x1x5xf32>
  return %7 : tensor<1x2x1x5xf32>
}

// The second channel is not made as the first is.

// CHECK-LABEL: func.func @another_plane
// CHECK-COUNT-2: tosa.gather
// CHECK:         return
func.func @another_plane(%x: tensor<1x2x1x3xf32>) -> tensor<1x2x1x5xf32> {
  %left = "tosa.const"() <{values = dense<[[0, 0, 1, 1, 2, 3, 4, 4, 4, 5]]> : tensor<1x10xi32>}> : () -> tensor<1x10xi32>
  %right = "tosa.const"() <{values = dense<[[1, 1, 2, 2, 2, 4, 4, 5, 5, 5]]> : tensor<1x10xi32>}> : () -> tensor<1x10xi32>
  %w = "tosa.const"() <{values = dense<[[[[0.0, 0.5, 0.0, 0.5, 0.0]]]]> : tensor<1x1x1x5xf32>}> : () -> tensor<1x1x1x5xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %s0 = tosa.const_shape {values = dense<[1, 6, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[1, 2, 1, 5]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.reshape %x, %s0 : (tensor<1x2x1x3xf32>, !tosa.shape<3>) -> tensor<1x6x1xf32>
  %1 = tosa.gather %0, %left : (tensor<1x6x1xf32>, tensor<1x10xi32>) -> tensor<1x10x1xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x10x1xf32>, !tosa.shape<4>) -> tensor<1x2x1x5xf32>
  %3 = tosa.gather %0, %right : (tensor<1x6x1xf32>, tensor<1x10xi32>) -> tensor<1x10x1xf32>
  %4 = tosa.reshape %3, %s1 : (tensor<1x10x1xf32>, !tosa.shape<4>) -> tensor<1x2x1x5xf32>
  %5 = tosa.sub %4, %2 : (tensor<1x2x1x5xf32>, tensor<1x2x1x5xf32>) -> tensor<1x2x1x5xf32>
  %6 = tosa.mul %5, %w, %shift : (tensor<1x2x1x5xf32>, tensor<1x1x1x5xf32>, tensor<1xi8>) -> tensor<1x2x1x5xf32>
  %7 = tosa.add %2, %6 : (tensor<1x2x1x5xf32>, tensor<1x2x1x5xf32>) -> tensor<1x2x1x5xf32>
  return %7 : tensor<1x2x1x5xf32>
}

// CHECK-LABEL: func.func @no_interpolation
// CHECK-COUNT-2: tosa.gather
// CHECK:         return
func.func @no_interpolation(%x: tensor<1x1x1x3xf32>) -> tensor<1x1x1x5xf32> {
  %left = "tosa.const"() <{values = dense<[[0, 0, 1, 1, 2]]> : tensor<1x5xi32>}> : () -> tensor<1x5xi32>
  %right = "tosa.const"() <{values = dense<[[1, 1, 2, 2, 2]]> : tensor<1x5xi32>}> : () -> tensor<1x5xi32>
  %w = "tosa.const"() <{values = dense<[[[[0.0, 0.5, 0.0, 0.25, 0.0]]]]> : tensor<1x1x1x5xf32>}> : () -> tensor<1x1x1x5xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %s0 = tosa.const_shape {values = dense<[1, 3, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[1, 1, 1, 5]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.reshape %x, %s0 : (tensor<1x1x1x3xf32>, !tosa.shape<3>) -> tensor<1x3x1xf32>
  %1 = tosa.gather %0, %left : (tensor<1x3x1xf32>, tensor<1x5xi32>) -> tensor<1x5x1xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x5x1xf32>, !tosa.shape<4>) -> tensor<1x1x1x5xf32>
  %3 = tosa.gather %0, %right : (tensor<1x3x1xf32>, tensor<1x5xi32>) -> tensor<1x5x1xf32>
  %4 = tosa.reshape %3, %s1 : (tensor<1x5x1xf32>, !tosa.shape<4>) -> tensor<1x1x1x5xf32>
  %5 = tosa.sub %4, %2 : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
  %6 = tosa.mul %5, %w, %shift : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>, tensor<1xi8>) -> tensor<1x1x1x5xf32>
  %7 = tosa.add %2, %6 : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
  return %7 : tensor<1x1x1x5xf32>
}

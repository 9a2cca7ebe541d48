// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s

// CHECK-LABEL: func.func @conv
// CHECK-NOT:     tosa.pad
// CHECK:         tosa.conv2d %arg0, {{.*}}pad = array<i64: 1, 2, 0, 3>
// CHECK:         tosa.depthwise_conv2d %arg0, {{.*}}pad = array<i64: 0, 1, 0, 2>
func.func @conv(%x: tensor<1x4x4x2xf32>) -> (tensor<1x5x5x1xf32>, tensor<1x3x4x2xf32>) {
  %w = "tosa.const"() <{values = dense<0.5> : tensor<1x3x3x2xf32>}> : () -> tensor<1x3x3x2xf32>
  %v = "tosa.const"() <{values = dense<0.5> : tensor<3x3x2x1xf32>}> : () -> tensor<3x3x2x1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s = tosa.const_shape {values = dense<[0, 0, 0, 1, 0, 2, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %p = tosa.pad %x, %s, %z : (tensor<1x4x4x2xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x5x6x2xf32>
  %0 = tosa.conv2d %p, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 1, 1, 0, 1>, stride = array<i64: 1, 1>} : (tensor<1x5x6x2xf32>, tensor<1x3x3x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x5x5x1xf32>
  %1 = tosa.depthwise_conv2d %p, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x5x6x2xf32>, tensor<3x3x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x4x2xf32>
  return %0, %1 : tensor<1x5x5x1xf32>, tensor<1x3x4x2xf32>
}

// Other values, and other dimensions, are no padding of a window.

// CHECK-LABEL: func.func @kept
// CHECK:         %[[ONES:.+]] = tosa.pad
// CHECK:         %[[CHANNELS:.+]] = tosa.pad
// CHECK:         tosa.conv2d %[[ONES]]
// CHECK:         tosa.conv2d %[[CHANNELS]]
func.func @kept(%x: tensor<1x4x4x1xf32>) -> (tensor<1x3x3x1xf32>, tensor<1x2x2x1xf32>) {
  %w = "tosa.const"() <{values = dense<0.5> : tensor<1x3x3x1xf32>}> : () -> tensor<1x3x3x1xf32>
  %v = "tosa.const"() <{values = dense<0.5> : tensor<1x3x3x2xf32>}> : () -> tensor<1x3x3x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %one = "tosa.const"() <{values = dense<1.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s = tosa.const_shape {values = dense<[0, 0, 0, 1, 0, 1, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %t = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 1]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %p = tosa.pad %x, %s, %one : (tensor<1x4x4x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x5x5x1xf32>
  %q = tosa.pad %x, %t, %z : (tensor<1x4x4x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x4x4x2xf32>
  %0 = tosa.conv2d %p, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x5x5x1xf32>, tensor<1x3x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x1xf32>
  %1 = tosa.conv2d %q, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x2xf32>, tensor<1x3x3x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x1xf32>
  return %0, %1 : tensor<1x3x3x1xf32>, tensor<1x2x2x1xf32>
}

// A max pool takes the padding where that is never the only largest element:
// the first is the lowest number, the second no larger than a relu's result.
// The third may be, and an average counts it.

// CHECK-LABEL: func.func @pool
// CHECK:         %[[R:.+]] = tosa.clamp %arg0
// CHECK:         %[[Z:.+]] = tosa.pad %arg0
// CHECK:         tosa.max_pool2d %arg0 {{.*}}pad = array<i64: 0, 1, 0, 1>
// CHECK:         tosa.max_pool2d %[[R]] {{.*}}pad = array<i64: 0, 1, 0, 1>
// CHECK:         tosa.max_pool2d %[[Z]] {{.*}}pad = array<i64: 0, 0, 0, 0>
// CHECK:         tosa.avg_pool2d %[[Z]], {{.*}}pad = array<i64: 0, 0, 0, 0>
func.func @pool(%x: tensor<1x3x3x1xf32>) -> (tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>) {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %lowest = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s = tosa.const_shape {values = dense<[0, 0, 0, 1, 0, 1, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %r = tosa.clamp %x {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
  %a = tosa.pad %x, %s, %lowest : (tensor<1x3x3x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x4x4x1xf32>
  %b = tosa.pad %r, %s, %z : (tensor<1x3x3x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x4x4x1xf32>
  %c = tosa.pad %x, %s, %z : (tensor<1x3x3x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x4x4x1xf32>
  %0 = tosa.max_pool2d %a {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
  %1 = tosa.max_pool2d %b {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
  %2 = tosa.max_pool2d %c {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
  %3 = tosa.avg_pool2d %c, %z, %z {acc_type = f32, kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x1xf32>
  return %0, %1, %2, %3 : tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>
}

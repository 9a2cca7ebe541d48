// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// Nothing is read outside the image, where a negative maximum would show it.

// expected-remark @+1 {{@max result 0: 1x3x3x1 of f32: -1 -1 -2 -1 -1 -2 -3 -3 -4.5}}
func.func @max() -> tensor<1x3x3x1xf32> {
  %x = arith.constant dense<[[[[-1.0], [-2.0]], [[-3.0], [-4.5]]]]> : tensor<1x2x2x1xf32>
  %0 = tosa.max_pool2d %x {kernel = array<i64: 2, 2>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>}
    : (tensor<1x2x2x1xf32>) -> tensor<1x3x3x1xf32>
  return %0 : tensor<1x3x3x1xf32>
}

// -----

// expected-remark @+2 {{@max_nan result 0: 1x1x2x1 of f32: nan nan}}
// expected-remark @+1 {{@max_nan result 1: 1x1x2x1 of f32: 1 nan}}
func.func @max_nan() -> (tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>) {
  %x = arith.constant dense<[[[[0x7FC00000], [1.0], [0x7FC00000], [0x7FC00000]]]]> : tensor<1x1x4x1xf32>
  %0 = tosa.max_pool2d %x {kernel = array<i64: 1, 2>, stride = array<i64: 1, 2>, pad = array<i64: 0, 0, 0, 0>}
    : (tensor<1x1x4x1xf32>) -> tensor<1x1x2x1xf32>
  %1 = tosa.max_pool2d %x {kernel = array<i64: 1, 2>, stride = array<i64: 1, 2>, pad = array<i64: 0, 0, 0, 0>, nan_mode = IGNORE}
    : (tensor<1x1x4x1xf32>) -> tensor<1x1x2x1xf32>
  return %0, %1 : tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>
}

// -----

// expected-remark @+1 {{@max_integer result 0: 1x1x2x2 of i8: -128 127 -3 0}}
func.func @max_integer() -> tensor<1x1x2x2xi8> {
  %x = arith.constant dense<[[[[-128, 127], [-3, -128], [-5, 0]]]]> : tensor<1x1x3x2xi8>
  %0 = tosa.max_pool2d %x {kernel = array<i64: 1, 2>, stride = array<i64: 1, 2>, pad = array<i64: 0, 0, 1, 0>}
    : (tensor<1x1x3x2xi8>) -> tensor<1x1x2x2xi8>
  return %0 : tensor<1x1x2x2xi8>
}

// -----

// Corners count 1 element, edges 2, the middle 4; channels are separate.

// expected-remark @+1 {{@average result 0: 1x3x3x2 of f32: 1 0 1.5 0.5 2 1 2 0 2.5 0.25 3 0.5 3 0 3.5 0 4 0}}
func.func @average() -> tensor<1x3x3x2xf32> {
  %x = arith.constant dense<[[[[1.0, 0.0], [2.0, 1.0]], [[3.0, 0.0], [4.0, 0.0]]]]> : tensor<1x2x2x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.avg_pool2d %x, %z, %z {acc_type = f32, kernel = array<i64: 2, 2>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>}
    : (tensor<1x2x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x2xf32>
  return %0 : tensor<1x3x3x2xf32>
}

// -----

// The input less -1 is -127 128 / 2 4. The reciprocal of 2 is a little more
// than a half, so that -62.5 gives -63.

// expected-remark @+1 {{@average_integer result 0: 1x3x3x1 of i8: -122 6 127 -58 7 71 7 8 9}}
func.func @average_integer() -> tensor<1x3x3x1xi8> {
  %x = arith.constant dense<[[[[-128], [127]], [[1], [3]]]]> : tensor<1x2x2x1xi8>
  %in = arith.constant dense<-1> : tensor<1xi8>
  %out = arith.constant dense<5> : tensor<1xi8>
  %0 = tosa.avg_pool2d %x, %in, %out {acc_type = i32, kernel = array<i64: 2, 2>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>}
    : (tensor<1x2x2x1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x3x3x1xi8>
  return %0 : tensor<1x3x3x1xi8>
}

// -----

// Counts of 2, 3 and 2.

// expected-remark @+1 {{@average_thirds result 0: 1x1x3x2 of i8: 15 -128 20 -128 26 -128}}
func.func @average_thirds() -> tensor<1x1x3x2xi8> {
  %x = arith.constant dense<[[[[10, -128], [20, -128], [31, -128]]]]> : tensor<1x1x3x2xi8>
  %z = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.avg_pool2d %x, %z, %z {acc_type = i32, kernel = array<i64: 1, 3>, stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 1, 1>}
    : (tensor<1x1x3x2xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x1x3x2xi8>
  return %0 : tensor<1x1x3x2xi8>
}

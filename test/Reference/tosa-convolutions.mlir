// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// Taps 2 apart; the first row of the result has a row of padding above.

// expected-remark @+1 {{@conv2d result 0: 1x2x1x2 of f32: 7 1 11 4}}
func.func @conv2d() -> tensor<1x2x1x2xf32> {
  %x = arith.constant dense<[[[[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]], [[7.0], [8.0], [9.0]]]]> : tensor<1x3x3x1xf32>
  %w = arith.constant dense<[[[[1.0], [0.0]], [[0.0], [1.0]]], [[[0.0], [0.5]], [[0.5], [0.0]]]]> : tensor<2x2x2x1xf32>
  %b = arith.constant dense<[1.0, -1.0]> : tensor<2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, pad = array<i64: 1, 0, 0, 0>, stride = array<i64: 1, 1>, dilation = array<i64: 2, 2>}
    : (tensor<1x3x3x1xf32>, tensor<2x2x2x1xf32>, tensor<2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x1x2xf32>
  return %0 : tensor<1x2x1x2xf32>
}

// -----

// A channel multiplier of 2, and one bias for all.

// expected-remark @+1 {{@depthwise result 0: 1x2x2x4 of f32: 10.5 0.5 0.5 5.5 21.5 2.5 30.5 50.5 30.5 0.5 0.5 15.5 43.5 6.5 90.5 140.5}}
func.func @depthwise() -> tensor<1x2x2x4xf32> {
  %x = arith.constant dense<[[[[1.0, 10.0], [2.0, 20.0]], [[3.0, 30.0], [4.0, 40.0]]]]> : tensor<1x2x2x2xf32>
  %w = arith.constant dense<[[[[1.0, 2.0], [3.0, 4.0]], [[10.0, 0.0], [0.0, 0.5]]]]> : tensor<1x2x2x2xf32>
  %b = arith.constant dense<0.5> : tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.depthwise_conv2d %x, %w, %b, %z, %z {acc_type = f32, pad = array<i64: 0, 0, 1, 0>, stride = array<i64: 1, 1>, dilation = array<i64: 1, 1>}
    : (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x4xf32>
  return %0 : tensor<1x2x2x4xf32>
}

// -----

// Kernels lie 2 rows and 1 column apart: columns overlap, rows do not. A
// negative padding cuts the first row and the last column.

// expected-remark @+3 {{@transpose result 0: 1x4x3x1 of f32: 1 12 20 100 1200 2000 3 34 40 300 3400 4000}}
// expected-remark @+2 {{@transpose result 1: 1x4x2x1 of f32: 100.5 1200.5 3.5 34.5 300.5 3400.5 0.5 0.5}}
// expected-remark @+1 {{@transpose result 2: 1x1x1x2 of f32: 11 17}}
func.func @transpose() -> (tensor<1x4x3x1xf32>, tensor<1x4x2x1xf32>, tensor<1x1x1x2xf32>) {
  %x = arith.constant dense<[[[[1.0], [2.0]], [[3.0], [4.0]]]]> : tensor<1x2x2x1xf32>
  %w = arith.constant dense<[[[[1.0], [10.0]], [[100.0], [1000.0]]]]> : tensor<1x2x2x1xf32>
  %b = arith.constant dense<0.0> : tensor<1xf32>
  %c = arith.constant dense<0.5> : tensor<1xf32>
  %x2 = arith.constant dense<[[[[1.0, 2.0]]]]> : tensor<1x1x1x2xf32>
  %w2 = arith.constant dense<[[[[3.0, 4.0]]], [[[5.0, 6.0]]]]> : tensor<2x1x1x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.transpose_conv2d %x, %w, %b, %z, %z {acc_type = f32, out_pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 1>}
    : (tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x3x1xf32>
  %1 = tosa.transpose_conv2d %x, %w, %c, %z, %z {acc_type = f32, out_pad = array<i64: -1, 1, 0, -1>, stride = array<i64: 2, 1>}
    : (tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x2x1xf32>
  %2 = tosa.transpose_conv2d %x2, %w2, %b, %z, %z {acc_type = f32, out_pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
    : (tensor<1x1x1x2xf32>, tensor<2x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1x2xf32>
  return %0, %1, %2 : tensor<1x4x3x1xf32>, tensor<1x4x2x1xf32>, tensor<1x1x1x2xf32>
}

// -----

// What the verifier cannot see.

// expected-error @+1 {{'tosa.conv2d': the interpreter executes float operands with zero points 0 only}}
func.func @float_zero_point() -> tensor<1x1x1x1xf32> {
  %x = arith.constant dense<1.0> : tensor<1x1x1x1xf32>
  %b = arith.constant dense<0.0> : tensor<1xf32>
  %c = arith.constant dense<1.0> : tensor<1xf32>
  %z = tosa.identity %c : (tensor<1xf32>) -> tensor<1xf32>
  %0 = tosa.conv2d %x, %x, %b, %z, %b {acc_type = f32, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, dilation = array<i64: 1, 1>}
    : (tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1x1xf32>
  return %0 : tensor<1x1x1x1xf32>
}

// -----

// As @padding in conv2d.mlir.

// expected-remark @+1 {{@integer result 0: 1x2x2x1 of i32: 138 13 -16496 -375}}
func.func @integer() -> tensor<1x2x2x1xi32> {
  %x = arith.constant dense<[[[[1], [2]], [[3], [-128]]]]> : tensor<1x2x2x1xi8>
  %w = arith.constant dense<[[[[1], [-1]], [[2], [127]]]]> : tensor<1x2x2x1xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %zx = arith.constant dense<1> : tensor<1xi8>
  %zw = arith.constant dense<-1> : tensor<1xi8>
  %0 = tosa.conv2d %x, %w, %b, %zx, %zw {acc_type = i32, pad = array<i64: 1, 0, 0, 1>, stride = array<i64: 1, 1>, dilation = array<i64: 1, 1>}
    : (tensor<1x2x2x1xi8>, tensor<1x2x2x1xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2x1xi32>
  return %0 : tensor<1x2x2x1xi32>
}

// -----

// The input less -128 is 0 255; one bias for two channels, whose weights less
// 127 are -255 0 and 0 -1.

// expected-remark @+1 {{@depthwise_integer result 0: 1x1x1x2 of i32: 5 -250}}
func.func @depthwise_integer() -> tensor<1x1x1x2xi32> {
  %x = arith.constant dense<[[[[-128], [127]]]]> : tensor<1x1x2x1xi8>
  %w = arith.constant dense<[[[[-128, 127]], [[127, 126]]]]> : tensor<1x2x1x2xi8>
  %b = arith.constant dense<5> : tensor<1xi32>
  %zx = arith.constant dense<-128> : tensor<1xi8>
  %zw = arith.constant dense<127> : tensor<1xi8>
  %0 = tosa.depthwise_conv2d %x, %w, %b, %zx, %zw {acc_type = i32, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, dilation = array<i64: 1, 1>}
    : (tensor<1x1x2x1xi8>, tensor<1x2x1x2xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}

// -----

// 1 2 less 1 is 0 1, and 3 4 less 3 is 0 1.

// expected-remark @+1 {{@transpose_integer result 0: 1x1x3x1 of i32: 7 7 8}}
func.func @transpose_integer() -> tensor<1x1x3x1xi32> {
  %x = arith.constant dense<[[[[1], [2]]]]> : tensor<1x1x2x1xi8>
  %w = arith.constant dense<[[[[3], [4]]]]> : tensor<1x1x2x1xi8>
  %b = arith.constant dense<7> : tensor<1xi32>
  %zx = arith.constant dense<1> : tensor<1xi8>
  %zw = arith.constant dense<3> : tensor<1xi8>
  %0 = tosa.transpose_conv2d %x, %w, %b, %zx, %zw {acc_type = i32, out_pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
    : (tensor<1x1x2x1xi8>, tensor<1x1x2x1xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x1x3x1xi32>
  return %0 : tensor<1x1x3x1xi32>
}

// -----

// Batch 0: -255 0 by 255 1 / 2 0. Batch 1: -255 -255 by 255 0 / 255 0.

// expected-remark @+1 {{@matmul_integer result 0: 2x1x2 of i32: -65025 -255 -130050 0}}
func.func @matmul_integer() -> tensor<2x1x2xi32> {
  %a = arith.constant dense<[[[-128, 127]], [[-128, -128]]]> : tensor<2x1x2xi8>
  %b = arith.constant dense<[[[127, -127], [-126, -128]], [[127, -128], [127, -128]]]> : tensor<2x2x2xi8>
  %za = arith.constant dense<127> : tensor<1xi8>
  %zb = arith.constant dense<-128> : tensor<1xi8>
  %0 = tosa.matmul %a, %b, %za, %zb : (tensor<2x1x2xi8>, tensor<2x2x2xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<2x1x2xi32>
  return %0 : tensor<2x1x2xi32>
}

// -----

// expected-error @+1 {{'tosa.conv2d': the accumulator of element [0, 0, 0, 0] is 2147483648, which overflows i32}}
func.func @overflow() -> tensor<1x1x1x1xi32> {
  %x = arith.constant dense<1> : tensor<1x1x1x1xi8>
  %b = arith.constant dense<2147483647> : tensor<1xi32>
  %z = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.conv2d %x, %x, %b, %z, %z {acc_type = i32, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, dilation = array<i64: 1, 1>}
    : (tensor<1x1x1x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x1x1x1xi32>
  return %0 : tensor<1x1x1x1xi32>
}

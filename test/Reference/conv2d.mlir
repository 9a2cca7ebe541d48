// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// The input less 1 is 0 1 / 2 -129, the weight less -1 is 2 0 / 3 128. Above
// and to the right there is one row and column of zero points.

// expected-remark @+1 {{@padding result 0: 1x2x2x1 of i32: 138 13 -16496 -375}}
func.func @padding() -> tensor<1x2x2x1xi32> {
  %x = arith.constant dense<[[[[1], [2]], [[3], [-128]]]]> : tensor<1x2x2x1xi8>
  %w = arith.constant dense<[[[[1], [-1]], [[2], [127]]]]> : tensor<1x2x2x1xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.conv2d %x, %w, %b pad [1, 0, 0, 1] stride [1, 1] dilation [1, 1] x_zp 1 w_zp -1
    : (tensor<1x2x2x1xi8>, tensor<1x2x2x1xi8>, tensor<1xi32>) -> tensor<1x2x2x1xi32>
  return %0 : tensor<1x2x2x1xi32>
}

// -----

// Two groups of two channels in and two out.

// expected-remark @+1 {{@groups result 0: 1x1x1x4 of i32: 21 2 45 307}}
func.func @groups() -> tensor<1x1x1x4xi32> {
  %x = arith.constant dense<[[[[1, 2, 3, 4]]]]> : tensor<1x1x1x4xi8>
  %w = arith.constant dense<[[[[1, 10]]], [[[-1, 1]]], [[[1, 10]]], [[[100, 1]]]]> : tensor<4x1x1x2xi8>
  %b = arith.constant dense<[0, 1, 2, 3]> : tensor<4xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0
    : (tensor<1x1x1x4xi8>, tensor<4x1x1x2xi8>, tensor<4xi32>) -> tensor<1x1x1x4xi32>
  return %0 : tensor<1x1x1x4xi32>
}

// -----

// Depthwise with a channel multiplier of 2.

// expected-remark @+1 {{@depthwise result 0: 1x1x2x4 of i32: 3 -1 30 20 5 -1 50 40}}
func.func @depthwise() -> tensor<1x1x2x4xi32> {
  %x = arith.constant dense<[[[[1, 10], [2, 20], [3, 30]]]]> : tensor<1x1x3x2xi8>
  %w = arith.constant dense<[[[[1], [1]]], [[[1], [-1]]], [[[1], [1]]], [[[2], [0]]]]> : tensor<4x1x2x1xi8>
  %b = arith.constant dense<0> : tensor<4xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0
    : (tensor<1x1x3x2xi8>, tensor<4x1x2x1xi8>, tensor<4xi32>) -> tensor<1x1x2x4xi32>
  return %0 : tensor<1x1x2x4xi32>
}

// -----

// Unsigned 200 255 0 128 100 less 128 is 72 127 -128 0 -28, and 0 254 less 255
// is -255 -1. The taps are at 2 x - 1 and 2 x + 1.

// expected-remark @+1 {{@dilation result 0: 1x1x3x1 of i32: -127 -32385 0}}
func.func @dilation() -> tensor<1x1x3x1xi32> {
  %x = arith.constant dense<[[[[-56], [-1], [0], [-128], [100]]]]> : tensor<1x1x5x1xi8>
  %w = arith.constant dense<[[[[0], [-2]]]]> : tensor<1x1x2x1xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 1, 1] stride [1, 2] dilation [1, 2] x_zp 128 w_zp 255 x_unsigned w_unsigned
    : (tensor<1x1x5x1xi8>, tensor<1x1x2x1xi8>, tensor<1xi32>) -> tensor<1x1x3x1xi32>
  return %0 : tensor<1x1x3x1xi32>
}

// -----

// A column of taps 2 apart, and steps of 3 that leave the last rows out.

// expected-remark @+1 {{@rows result 0: 1x2x1x1 of i32: 2 35}}
func.func @rows() -> tensor<1x2x1x1xi32> {
  %x = arith.constant dense<[[[[1]], [[2]], [[3]], [[4]], [[5]], [[6]], [[7]]]]> : tensor<1x7x1x1xi8>
  %w = arith.constant dense<[[[[10]], [[1]]]]> : tensor<1x2x1x1xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.conv2d %x, %w, %b pad [1, 0, 0, 0] stride [3, 1] dilation [2, 1] x_zp 0 w_zp 0
    : (tensor<1x7x1x1xi8>, tensor<1x2x1x1xi8>, tensor<1xi32>) -> tensor<1x2x1x1xi32>
  return %0 : tensor<1x2x1x1xi32>
}

// -----

// expected-remark @+1 {{@images result 0: 2x1x2x1 of i32: 3 6 15 18}}
func.func @images() -> tensor<2x1x2x1xi32> {
  %x = arith.constant dense<[[[[1], [2]], [[3], [4]]], [[[5], [6]], [[7], [8]]]]> : tensor<2x2x2x1xi8>
  %w = arith.constant dense<3> : tensor<1x1x1x1xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [2, 1] dilation [1, 1] x_zp 0 w_zp 0
    : (tensor<2x2x2x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<2x1x2x1xi32>
  return %0 : tensor<2x1x2x1xi32>
}

// -----

// 9 * (-128 - 127) * (127 + 128), and padding alone gives the bias.

// expected-remark @+1 {{@extremes result 0: 1x2x1x1 of i32: -585218 7}}
func.func @extremes() -> tensor<1x2x1x1xi32> {
  %x = arith.constant dense<-128> : tensor<1x3x3x1xi8>
  %w = arith.constant dense<127> : tensor<1x3x3x1xi8>
  %b = arith.constant dense<7> : tensor<1xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 3, 0, 0] stride [3, 1] dilation [1, 1] x_zp 127 w_zp -128
    : (tensor<1x3x3x1xi8>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x2x1x1xi32>
  return %0 : tensor<1x2x1x1xi32>
}

// -----

// expected-error @+1 {{(unit "conv0"): the accumulator of element [0, 0, 1, 1] is 2147483649, which overflows i32}}
func.func @overflow() -> tensor<1x1x2x2xi32> {
  %x = arith.constant dense<[[[[1], [2]]]]> : tensor<1x1x2x1xi8>
  %w = arith.constant dense<1> : tensor<2x1x1x1xi8>
  %b = arith.constant dense<[0, 2147483647]> : tensor<2xi32>
  %c = arith.constant dense<[0, 2147483646]> : tensor<2xi32>
  %0 = qnn.conv2d %x, %w, %c pad [0, 0, 0, 0] stride [1, 2] dilation [1, 1] x_zp 0 w_zp 0
    : (tensor<1x1x2x1xi8>, tensor<2x1x1x1xi8>, tensor<2xi32>) -> tensor<1x1x1x2xi32>
  %1 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 1 w_zp -1 unit "conv0"
    : (tensor<1x1x2x1xi8>, tensor<2x1x1x1xi8>, tensor<2xi32>) -> tensor<1x1x2x2xi32>
  return %1 : tensor<1x1x2x2xi32>
}

// -----

// What the verifier cannot see.

// expected-error @+1 {{'qnn.conv2d': a window of 3 does not fit the 2 elements of dimension 2, padding included}}
func.func @small_image() -> tensor<1x?x?x1xi32> {
  %x = arith.constant dense<1> : tensor<1x3x2x1xi8>
  %w = arith.constant dense<1> : tensor<1x3x3x1xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %d = tensor.cast %x : tensor<1x3x2x1xi8> to tensor<1x?x?x1xi8>
  %0 = qnn.conv2d %d, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0
    : (tensor<1x?x?x1xi8>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x?x?x1xi32>
  return %0 : tensor<1x?x?x1xi32>
}

// -----

// expected-error @+1 {{'qnn.conv2d': input 1x1x1x3, weight 2x1x1x2 and bias 2 do not fit together}}
func.func @channels() -> tensor<1x1x1x2xi32> {
  %x = arith.constant dense<1> : tensor<1x1x1x3xi8>
  %w = arith.constant dense<1> : tensor<2x1x1x2xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  %d = tensor.cast %x : tensor<1x1x1x3xi8> to tensor<1x1x1x?xi8>
  %0 = qnn.conv2d %d, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0
    : (tensor<1x1x1x?xi8>, tensor<2x1x1x2xi8>, tensor<2xi32>) -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}

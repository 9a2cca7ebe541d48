// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// (1 * 2 - 2 * 3) * 0.5 + 10 and (1 * -4 + 2 * 5) * 0.25 - 20, which the relu
// holds back.

// expected-remark @+1 {{@dense result 0: 1x2 of f32: 8 0}}
func.func @dense() -> tensor<1x2xf32> {
  %x = arith.constant dense<[[1.0, 2.0]]> : tensor<1x2xf32>
  %w = arith.constant dense<[[2, -3], [-4, 5]]> : tensor<2x2xi8>
  %s = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %b = arith.constant dense<[10.0, -20.0]> : tensor<2xf32>
  %y = qnn.float_dense %x, %w, %s, %b relu : (tensor<1x2xf32>, tensor<2x2xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}

// -----

// 32 * 3 * 1 + 32 * 3 * 10, in steps of 0.25.

// expected-remark @+1 {{@groups result 0: 1x1 of f32: 264}}
func.func @groups() -> tensor<1x1xf32> {
  %x = arith.constant dense<1.0> : tensor<1x64xf32>
  %w = arith.constant dense<3> : tensor<1x64xi8>
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %b = arith.constant dense<0.0> : tensor<1xf32>
  %y = qnn.float_dense %x, %w, %s, %b factors dense<[[1, 10]]> : tensor<1x2xui8> : (tensor<1x64xf32>, tensor<1x64xi8>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}

// -----

// A row of padding above: 1 * 3 + 2 * 4, then all four.

// expected-remark @+1 {{@conv result 0: 1x2x1x1 of f32: 23 61}}
func.func @conv() -> tensor<1x2x1x1xf32> {
  %x = arith.constant dense<[[[[1.0], [2.0]], [[3.0], [4.0]]]]> : tensor<1x2x2x1xf32>
  %w = arith.constant dense<[[[[1], [2]], [[3], [4]]]]> : tensor<1x2x2x1xi8>
  %s = arith.constant dense<2.0> : tensor<1xf32>
  %b = arith.constant dense<1.0> : tensor<1xf32>
  %y = qnn.float_conv2d %x, %w, %s, %b pad [1, 0, 0, 0] stride [1, 1] dilation [1, 1] : (tensor<1x2x2x1xf32>, tensor<1x2x2x1xi8>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x1x1xf32>
  return %y : tensor<1x2x1x1xf32>
}

// -----

// A largest element of 127, of 254, of less than 2^-60, and one that is no
// number.

// expected-remark @+1 {{@scale result 0: 4 of f32: 1 2 0 inf}}
func.func @scale() -> tensor<4xf32> {
  %x = arith.constant dense<[[3.0, -127.0], [254.0, 0.0], [1.0e-20, -1.0e-30], [1.0, 0xFF800000]]> : tensor<4x2xf32>
  %s = qnn.dynamic_scale %x : tensor<4x2xf32> to tensor<4xf32>
  return %s : tensor<4xf32>
}

// -----

// Ties go to even; a scale of 0 or of infinity makes zeros.

// expected-remark @+2 {{@quantize result 0: 3x3 of i8: 2 -127 2 0 0 0 0 0 0}}
// expected-remark @+1 {{@quantize result 1: 3x3 of i8: -126 1 -126 -128 -128 -128 -128 -128 -128}}
func.func @quantize() -> (tensor<3x3xi8>, tensor<3x3xi8>) {
  %x = arith.constant dense<[[1.25, -63.5, 0.75], [1.0, 0.0, -1.0], [1.0, 0x7F800000, -1.0]]> : tensor<3x3xf32>
  %s = arith.constant dense<[0.5, 0.0, 0x7F800000]> : tensor<3xf32>
  %q = qnn.dynamic_quantize %x, %s : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xi8>
  %u = qnn.dynamic_quantize %x, %s unsigned : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xi8>
  return %q, %u : tensor<3x3xi8>, tensor<3x3xi8>
}

// -----

// expected-remark @+1 {{@dequantize result 0: 2x2 of f32: 11 0 10 0}}
func.func @dequantize() -> tensor<2x2xf32> {
  %acc = arith.constant dense<[[4, 400], [4, 0]]> : tensor<2x2xi32>
  %sx = arith.constant dense<[0.5, 0.0]> : tensor<2xf32>
  %s = arith.constant dense<[0.5, -0.25]> : tensor<2xf32>
  %b = arith.constant dense<[10.0, -20.0]> : tensor<2xf32>
  %y = qnn.dynamic_dequantize %acc, %sx, %s, %b relu : (tensor<2x2xi32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

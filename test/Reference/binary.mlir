// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// Batch 0: 0 -129 by -254 -253 / -252 -251. Batch 1: 126 1 by -250 -249 / -248 0.

// expected-remark @+1 {{@matmul result 0: 2x1x2 of i32: 32508 32379 -31748 -31374}}
func.func @matmul() -> tensor<2x1x2xi32> {
  %a = arith.constant dense<[[[1, -128]], [[127, 2]]]> : tensor<2x1x2xi8>
  %b = arith.constant dense<[[[1, 2], [3, 4]], [[5, 6], [7, -1]]]> : tensor<2x2x2xi8>
  %0 = qnn.matmul %a, %b a_zp 1 b_zp 255 b_unsigned : (tensor<2x1x2xi8>, tensor<2x2x2xi8>) -> tensor<2x1x2xi32>
  return %0 : tensor<2x1x2xi32>
}

// -----

// Two rows, three columns.

// expected-remark @+1 {{@matmul_rows result 0: 1x2x3 of i32: 21 22 23 -1 -2 -3}}
func.func @matmul_rows() -> tensor<1x2x3xi32> {
  %a = arith.constant dense<[[[1, 10], [-1, 0]]]> : tensor<1x2x2xi8>
  %b = arith.constant dense<[[[1, 2, 3], [2, 2, 2]]]> : tensor<1x2x3xi8>
  %0 = qnn.matmul %a, %b a_zp 0 b_zp 0 : (tensor<1x2x2xi8>, tensor<1x2x3xi8>) -> tensor<1x2x3xi32>
  return %0 : tensor<1x2x3xi32>
}

// -----

// expected-error @+1 {{'qnn.matmul': cannot multiply 1x1x2 by 1x3x1}}
func.func @matmul_shapes() -> tensor<1x1x1xi32> {
  %a = arith.constant dense<1> : tensor<1x1x2xi8>
  %b = arith.constant dense<1> : tensor<1x3x1xi8>
  %d = tensor.cast %a : tensor<1x1x2xi8> to tensor<1x1x?xi8>
  %0 = qnn.matmul %d, %b a_zp 0 b_zp 0 : (tensor<1x1x?xi8>, tensor<1x3x1xi8>) -> tensor<1x1x1xi32>
  return %0 : tensor<1x1x1xi32>
}

// -----

// 0.5 a + 0.25 b is -32.25 31.5 0 1.5: halves go to even before the zero point
// is added.

// expected-remark @+2 {{@add result 0: 4 of i8: -31 33 1 3}}
// expected-remark @+1 {{@add result 1: 4 of i16: -10 20 1 3}}
func.func @add() -> (tensor<4xi8>, tensor<4xi16>) {
  %a = arith.constant dense<[-128, 127, 0, 3]> : tensor<4xi8>
  %b = arith.constant dense<[127, -128, 0, 0]> : tensor<4xi8>
  %0 = qnn.add %a, %b a_zp 0 a_scale 0.5 b_zp 0 b_scale 0.25 out_zp 1 clamp [-128, 127]
    : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  %1 = qnn.add %a, %b a_zp 0 a_scale 0.5 b_zp 0 b_scale 0.25 out_zp 1 clamp [-10, 20]
    : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi16>
  return %0, %1 : tensor<4xi8>, tensor<4xi16>
}

// -----

// 30 * 0.1 in f32 is 3.0000000447, which rounds to 3, so that 3 - 2.5 is a tie
// and gives 0. Contracted with the sum, or in double, it would give 1.

// expected-remark @+2 {{@add_contraction result 0: 1 of i8: 0}}
// expected-remark @+1 {{@add_contraction result 1: 1 of i8: 0}}
func.func @add_contraction() -> (tensor<1xi8>, tensor<1xi8>) {
  %a = arith.constant dense<30> : tensor<1xi8>
  %b = arith.constant dense<-5> : tensor<1xi8>
  %0 = qnn.add %a, %b a_zp 0 a_scale 0.1 b_zp 0 b_scale 0.5 out_zp 0 clamp [-128, 127]
    : (tensor<1xi8>, tensor<1xi8>) -> tensor<1xi8>
  %1 = qnn.add %b, %a a_zp 0 a_scale 0.5 b_zp 0 b_scale 0.1 out_zp 0 clamp [-128, 127]
    : (tensor<1xi8>, tensor<1xi8>) -> tensor<1xi8>
  return %0, %1 : tensor<1xi8>, tensor<1xi8>
}

// -----

// A negative scale subtracts; unsigned 255 and 0 less 128 are 127 and -128.
// Both operands are broadcast.

// expected-remark @+1 {{@add_broadcast result 0: 2x2 of u8: 0 0 128 255}}
func.func @add_broadcast() -> (tensor<2x2xi8> {qnn.unsigned}) {
  %a = arith.constant dense<[[0], [-1]]> : tensor<2x1xi8>
  %b = arith.constant dense<[[127, -128]]> : tensor<1x2xi8>
  %0 = qnn.add %a, %b a_zp 128 a_scale 1.0 a_unsigned b_zp -127 b_scale -0.5 out_zp 128 clamp [0, 255]
    : (tensor<2x1xi8>, tensor<1x2xi8>) -> tensor<2x2xi8>
  return %0 : tensor<2x2xi8>
}

// -----

// A dimension of 1 is broadcast to 0 too.

// expected-remark @+1 {{@add_empty result 0: 0x2 of i8:}}
func.func @add_empty() -> tensor<0x2xi8> {
  %a = arith.constant dense<1> : tensor<0x2xi8>
  %b = arith.constant dense<1> : tensor<1x1xi8>
  %0 = qnn.add %a, %b a_zp 0 a_scale 1.0 b_zp 0 b_scale 1.0 out_zp 0 clamp [-128, 127]
    : (tensor<0x2xi8>, tensor<1x1xi8>) -> tensor<0x2xi8>
  return %0 : tensor<0x2xi8>
}

// -----

// expected-remark @+2 {{@mul result 0: 2x2 of i32: -65025 0 0 0}}
// expected-remark @+1 {{@mul result 1: 1x2 of i32: 16256 16129}}
func.func @mul() -> (tensor<2x2xi32>, tensor<1x2xi32>) {
  %a = arith.constant dense<[[-128, -128], [127, 127]]> : tensor<2x2xi8>
  %b = arith.constant dense<[[127, -128]]> : tensor<1x2xi8>
  %c = arith.constant dense<[[-128]]> : tensor<1x1xi8>
  %0 = qnn.mul %a, %b a_zp 127 b_zp -128 : (tensor<2x2xi8>, tensor<1x2xi8>) -> tensor<2x2xi32>
  %1 = qnn.mul %c, %b a_zp 255 a_unsigned b_zp 255 b_unsigned : (tensor<1x1xi8>, tensor<1x2xi8>) -> tensor<1x2xi32>
  return %0, %1 : tensor<2x2xi32>, tensor<1x2xi32>
}

// -----

// A scale for each element of the last dimension, and 16 bits.

// expected-remark @+1 {{@add_channels result 0: 2x2 of i16: 19901 400 -20100 -500}}
func.func @add_channels() -> tensor<2x2xi16> {
  %a = arith.constant dense<[[20000, 100], [-20000, -100]]> : tensor<2x2xi16>
  %b = arith.constant dense<[[101, 100], [100, 50]]> : tensor<2x2xi8>
  %0 = qnn.add %a, %b a_zp 0 a_scale [1.0, 4.0] b_zp 0 b_scale [1.0, 2.0] out_zp -200 clamp [-32768, 32767] : (tensor<2x2xi16>, tensor<2x2xi8>) -> tensor<2x2xi16>
  return %0 : tensor<2x2xi16>
}

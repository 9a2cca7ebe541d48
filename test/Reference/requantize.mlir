// RUN: qopt %s --qopt-interpret --verify-diagnostics

// The worked case: acc 585, m 1527099593, total right shift 37, z -126.

// expected-remark @+3 {{@worked result 0: 1 of i8: -119}}
// expected-remark @+2 {{@worked result 1: 1 of i8: -119}}
// expected-remark @+1 {{@worked result 2: 1 of i8: -120}}
func.func @worked() -> (tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) {
  %x = arith.constant dense<585> : tensor<1xi32>
  %m = arith.constant dense<1527099593> : tensor<1xi32>
  %s = arith.constant dense<37> : tensor<1xi8>
  %f = arith.constant dense<1.11111114e-02> : tensor<1xf32>
  %0 = qnn.requantize %x, (%m, %s) in_zp 0 out_zp -126 clamp [-128, 127] single : tensor<1xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<1xi8>
  %1 = qnn.requantize %x, (%m, %s) in_zp 0 out_zp -126 clamp [-128, 127] double : tensor<1xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<1xi8>
  %2 = qnn.requantize %x, (%f) in_zp 0 out_zp -126 clamp [-128, 127] fp32 : tensor<1xi32>, (tensor<1xf32>) to tensor<1xi8>
  return %0, %1, %2 : tensor<1xi8>, tensor<1xi8>, tensor<1xi8>
}

// Ties go to even before the zero point is added, and INT32_MAX and INT32_MIN
// saturate.

// expected-remark @+1 {{@ties result 0: 8 of i8: 1 1 3 3 1 -1 127 -128}}
func.func @ties() -> tensor<8xi8> {
  %x = arith.constant dense<[-1, 1, 3, 5, 0, -5, 2147483647, -2147483648]> : tensor<8xi32>
  %f = arith.constant dense<0.5> : tensor<1xf32>
  %0 = qnn.requantize %x, (%f) in_zp 0 out_zp 1 clamp [-128, 127] fp32 : tensor<8xi32>, (tensor<1xf32>) to tensor<8xi8>
  return %0 : tensor<8xi8>
}

// Every channel has its own scale; bytes may be unsigned on both sides.

// expected-remark @+1 {{@channels result 0: 2x2 of u8: 72 200 255 200}}
func.func @channels() -> (tensor<2x2xi8> {qnn.unsigned}) {
  %x = arith.constant dense<[[0, 0], [-1, -1]]> : tensor<2x2xi8>
  %f = arith.constant dense<[1.0, 0.001]> : tensor<2xf32>
  %0 = qnn.requantize %x, (%f) in_zp 128 in_unsigned out_zp 200 clamp [0, 255] fp32 : tensor<2x2xi8>, (tensor<2xf32>) to tensor<2x2xi8>
  return %0 : tensor<2x2xi8>
}

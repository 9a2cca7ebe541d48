// RUN: qopt %s --qopt-interpret --verify-diagnostics

// 3.4501 at 1/66.93 and z -128 is 103; NaN is the zero point.

// expected-remark @+1 {{@quantize result 0: 6 of i8: 103 -128 127 -128 -128 -127}}
func.func @quantize() -> tensor<6xi8> {
  %x = arith.constant dense<[3.4501, 0x7FC00000, 0x7F800000, 0xFF800000, 0.0, 0.01]> : tensor<6xf32>
  %0 = qnn.quantize %x scale 0.0149409831 zp -128 : tensor<6xf32> to tensor<6xi8>
  return %0 : tensor<6xi8>
}

// expected-remark @+2 {{@unsigned result 0: 3 of u8: 0 200 255}}
// expected-remark @+1 {{@unsigned result 1: 3 of f32: -100 0 27.5}}
func.func @unsigned() -> (tensor<3xi8> {qnn.unsigned}, tensor<3xf32>) {
  %x = arith.constant dense<[-1000.0, 0.0, 1000.0]> : tensor<3xf32>
  %0 = qnn.quantize %x scale 0.5 zp 200 unsigned : tensor<3xf32> to tensor<3xi8>
  %1 = qnn.dequantize %0 scale 0.5 zp 200 unsigned : tensor<3xi8> to tensor<3xf32>
  return %0, %1 : tensor<3xi8>, tensor<3xf32>
}

// The byte is an unsigned index, whatever its signedness.

// expected-remark @+1 {{@lookup result 0: 3 of i8: 1 5 5}}
func.func @lookup() -> tensor<3xi8> {
  %x = arith.constant dense<[0, 127, 1]> : tensor<3xi8>
  %0 = qnn.lookup %x table dense<"0x01050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505050505"> : tensor<256xi8> : tensor<3xi8> to tensor<3xi8>
  return %0 : tensor<3xi8>
}

// expected-remark @+1 {{@flip result 0: 4 of i8: -128 -1 127 0}}
func.func @flip() -> tensor<4xi8> {
  %x = arith.constant dense<[0, 127, -1, -128]> : tensor<4xi8>
  %c = arith.constant dense<-128> : tensor<4xi8>
  %0 = arith.xori %x, %c : tensor<4xi8>
  return %0 : tensor<4xi8>
}

// Halves go to the even integer before the zero point is added; NaN becomes 0;
// only the stored values [1, 255] are used.

// expected-remark @+1 {{@fake_quantize result 0: 8 of f32: 1 1 2 0 -63.5 63.5 0 0.5}}
func.func @fake_quantize() -> tensor<8xf32> {
  %x = arith.constant dense<[1.25, 0.75, 1.75, 0x7FC00000, -100.0, 100.0, 0.25, 0.26]> : tensor<8xf32>
  %0 = qnn.fake_quantize %x scale 0.5 zp 128 clamp [1, 255] unsigned : tensor<8xf32>
  return %0 : tensor<8xf32>
}

// A weight that arrived quantized is its numbers.

// expected-remark @+1 {{@given_weight result 0: 2 of f32: 0.5 -1}}
func.func @given_weight() -> tensor<2xf32> {
  %w = arith.constant dense<[0.5, -1.0]> : tensor<2xf32>
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %z = arith.constant dense<0.0> : tensor<1xf32>
  %0 = qnn.given_weight %w, %s, %z : tensor<2xf32>, tensor<1xf32>, tensor<1xf32>
  return %0 : tensor<2xf32>
}

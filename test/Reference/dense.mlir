// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// The zero points are extended by their own signedness: bytes -56 and -1 are
// 200 and 255 when unsigned. acc = 10 + (200 - 200) * (1 + 1) + (255 - 200) * (-2 + 1).

// expected-remark @+1 {{@dense result 0: 1x1 of i32: -45}}
func.func @dense() -> tensor<1x1xi32> {
  %x = arith.constant dense<[[-56, -1]]> : tensor<1x2xi8>
  %w = arith.constant dense<[[1, -2]]> : tensor<1x2xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 200 w_zp -1 x_unsigned : (tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

// 255 * 127 twice, which saturates vpmaddubsw: K = 4 must give 129540.

// expected-remark @+1 {{@saturation result 0: 1x1 of i32: 129540}}
func.func @saturation() -> tensor<1x1xi32> {
  %x = arith.constant dense<-1> : tensor<1x4xi8>
  %w = arith.constant dense<127> : tensor<1x4xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

// An input that is all zero point gives exactly the bias.

// expected-remark @+1 {{@bias result 0: 2x2 of i32: 7 -9 7 -9}}
func.func @bias() -> tensor<2x2xi32> {
  %x = arith.constant dense<-128> : tensor<2x3xi8>
  %w = arith.constant dense<[[1, 2, 3], [-4, -5, -128]]> : tensor<2x3xi8>
  %b = arith.constant dense<[7, -9]> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp 128 w_zp 0 x_unsigned : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

// -----

// expected-error @+1 {{@overflow cannot be executed: }}
func.func @overflow() -> tensor<1x1xi32> {
  %x = arith.constant dense<1> : tensor<1x1xi8>
  %b = arith.constant dense<2147483647> : tensor<1xi32>
  %0 = qnn.dense %x, %x, %b x_zp 0 w_zp 0 unit "dense0" : (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

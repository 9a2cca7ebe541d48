// RUN: qopt %s --qopt-convert-qnn-to-linalg --split-input-file --verify-diagnostics

func.func @zero_point(%x: tensor<2x3xi8>) -> tensor<2x2xi32> {
  %w = arith.constant dense<1> : tensor<2x3xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  // expected-error @+2 {{needs constant weights, with the input's zero point folded into the bias by qnn-fold-zero-points}}
  // expected-error @+1 {{failed to legalize operation 'qnn.dense' that was explicitly marked illegal}}
  %0 = qnn.dense %x, %w, %b x_zp 5 w_zp 0 : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

// -----

func.func @weights(%x: tensor<2x3xi8>, %w: tensor<2x3xi8>) -> tensor<2x2xi32> {
  %b = arith.constant dense<0> : tensor<2xi32>
  // expected-error @+2 {{needs constant weights}}
  // expected-error @+1 {{failed to legalize operation}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

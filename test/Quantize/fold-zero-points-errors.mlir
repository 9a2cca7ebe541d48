// RUN: qopt %s --qnn-fold-zero-points --verify-diagnostics

func.func @overflow(%x: tensor<1x1xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<127> : tensor<1x1xi8>
  %b = arith.constant dense<2147483647> : tensor<1xi32>
  // expected-error @+1 {{with its zero point folded, the bias of channel 0 is 2147483774, which overflows i32}}
  %0 = qnn.dense %x, %w, %b x_zp -1 w_zp 0 : (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

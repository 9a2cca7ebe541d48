// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// expected-remark @+1 {{@one_scale result 0: 1x2 of f32: 0.5 -2.5}}
func.func @one_scale() -> tensor<1x2xf32> {
  %acc = arith.constant dense<[[2, -10]]> : tensor<1x2xi32>
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %y = qnn.dequantize_accumulator %acc, %s : tensor<1x2xi32>, tensor<1xf32> to tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}

// -----

// expected-remark @+1 {{@per_channel result 0: 1x2 of f32: 0.5 0}}
func.func @per_channel() -> tensor<1x2xf32> {
  %acc = arith.constant dense<[[2, -10]]> : tensor<1x2xi32>
  %s = arith.constant dense<[0.25, 8.0]> : tensor<2xf32>
  %y = qnn.dequantize_accumulator %acc, %s relu : tensor<1x2xi32>, tensor<2xf32> to tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}

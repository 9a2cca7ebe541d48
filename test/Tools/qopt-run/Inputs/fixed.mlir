// A fixed batch of 4.
func.func @main(%arg0: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %0 = tosa.sigmoid %arg0 : (tensor<4x2xf32>) -> tensor<4x2xf32>
  return %0 : tensor<4x2xf32>
}

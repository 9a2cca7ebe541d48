// Two inputs and two outputs, named.
func.func @main(%arg0: tensor<1x4xf32> {qnn.name = "left"}, %arg1: tensor<1x4xf32> {qnn.name = "right"})
    -> (tensor<1x4xf32> {qnn.name = "bounded"}, tensor<1x4xf32> {qnn.name = "squashed"}) {
  %0 = tosa.clamp %arg0 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = tosa.sigmoid %arg1 : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0, %1 : tensor<1x4xf32>, tensor<1x4xf32>
}

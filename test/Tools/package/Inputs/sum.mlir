func.func @main(%x: tensor<1x4xi32>) -> tensor<1x4xi32> {
  %seven = "tosa.const"() <{values = dense<7> : tensor<1x4xi32>}> : () -> tensor<1x4xi32>
  %0 = tosa.add %x, %seven : (tensor<1x4xi32>, tensor<1x4xi32>) -> tensor<1x4xi32>
  return %0 : tensor<1x4xi32>
}

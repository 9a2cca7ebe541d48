tosa.variable @calls = dense<0> : tensor<1xi32>
func.func @main(%x: tensor<1xi32>) -> tensor<1xi32> {
  %one = "tosa.const"() <{values = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %old = tosa.variable_read @calls : tensor<1xi32>
  %calls = tosa.add %old, %one : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
  tosa.variable_write @calls, %calls : tensor<1xi32>
  %y = tosa.add %x, %calls : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
  return %y : tensor<1xi32>
}

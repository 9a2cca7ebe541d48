tosa.variable @seen = dense<[[1, -2, 3, -4, 5, -6, 7, -8]]> : tensor<1x8xi8>
func.func @main(%x: tensor<1x8xi8>) -> tensor<1x8xi8> {
  %old = tosa.variable_read @seen : tensor<1x8xi8>
  tosa.variable_write @seen, %x : tensor<1x8xi8>
  %y = tosa.maximum %x, %old : (tensor<1x8xi8>, tensor<1x8xi8>) -> tensor<1x8xi8>
  return %y : tensor<1x8xi8>
}

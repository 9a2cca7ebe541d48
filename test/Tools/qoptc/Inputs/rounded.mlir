// y = x w, 15 of 16 weights 10.4 127ths of the largest: rounding makes each smaller by 0.4 of a step.
func.func @main(%x: tensor<1x16xf32>) -> tensor<1x1xf32> {
  %weights = "tosa.const"() <{values = dense<[[[1.0], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635], [0.0818897635]]]> : tensor<1x16x1xf32>}> : () -> tensor<1x16x1xf32>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %row = tosa.const_shape {values = dense<[1, 1, 16]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %out = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %row : (tensor<1x16xf32>, !tosa.shape<3>) -> tensor<1x1x16xf32>
  %1 = tosa.matmul %0, %weights, %zero, %zero : (tensor<1x1x16xf32>, tensor<1x16x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1xf32>
  %2 = tosa.reshape %1, %out : (tensor<1x1x1xf32>, !tosa.shape<2>) -> tensor<1x1xf32>
  return %2 : tensor<1x1xf32>
}

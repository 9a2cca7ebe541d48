// RUN: qopt %s --qopt-form-units -split-input-file -verify-diagnostics

func.func @three(%b: tensor<1x3xf32>, %x: tensor<1x3xf32>, %y: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-remark@+1 {{left in float: no integer form for 'tosa.pow' of more than one tensor, or of a constant with more than one value}}
  %0 = tosa.pow %x, %y : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  // The sum is between an argument and a result.
  %1 = tosa.add %0, %b : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %1 : tensor<1x3xf32>
}

// -----

func.func @per_channel(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %c = "tosa.const"() <{values = dense<[[1.0, 2.0, 3.0]]> : tensor<1x3xf32>}> : () -> tensor<1x3xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.pow' of more than one tensor, or of a constant with more than one value}}
  %0 = tosa.pow %x, %c : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %0 : tensor<1x3xf32>
}

// -----

// A constant with several values is no function of one tensor, and one that
// makes the result larger is not elementwise.

func.func @broadcasts(%x: tensor<1x3xf32>) -> tensor<2x3xf32> {
  %c = "tosa.const"() <{values = dense<1.0> : tensor<2x3xf32>}> : () -> tensor<2x3xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.maximum'}}
  %0 = tosa.maximum %x, %c : (tensor<1x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

func.func @constant_first(%y: tensor<1x4x5xf32>) -> tensor<1x3x5xf32> {
  %x = "tosa.const"() <{values = dense<0.5> : tensor<1x3x4xf32>}> : () -> tensor<1x3x4xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.matmul' whose first operand is a constant}}
  %0 = tosa.matmul %x, %y, %zp, %zp : (tensor<1x3x4xf32>, tensor<1x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x5xf32>
  return %0 : tensor<1x3x5xf32>
}

// -----

func.func @computed_weight(%x: tensor<1x4x4x1xf32>, %w: tensor<1x2x2x1xf32>) -> tensor<1x3x3x1xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.conv2d' whose weight or bias is not a constant f32 tensor}}
  %0 = tosa.conv2d %x, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x1xf32>
  return %0 : tensor<1x3x3x1xf32>
}

// -----

// Of a softmax along another dimension than the last nothing is integer but what only chooses elements.

func.func @softmax(%x: tensor<3x1xf32>) -> tensor<3x1xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.reduce_max %x {axis = 0 : i32} : (tensor<3x1xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.sub' in a normalisation, whose sums and quotients need more than 8 bits}}
  %1 = tosa.sub %x, %0 : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.exp' in a normalisation}}
  %2 = tosa.exp %1 : (tensor<3x1xf32>) -> tensor<3x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.reduce_sum' in a normalisation}}
  %3 = tosa.reduce_sum %2 {axis = 0 : i32} : (tensor<3x1xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.reciprocal' in a normalisation}}
  %4 = tosa.reciprocal %3 : (tensor<1x1xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.mul' in a normalisation}}
  %5 = tosa.mul %2, %4, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
  return %5 : tensor<3x1xf32>
}

// -----

// A layer norm as PyTorch writes it, along another dimension than the last.

func.func @layer_norm(%x: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %epsilon = "tosa.const"() <{values = dense<1.0e-5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  // expected-remark@+1 {{'tosa.reduce_sum' in a normalisation}}
  %0 = tosa.reduce_sum %x {axis = 0 : i32} : (tensor<4x2xf32>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.mul' in a normalisation}}
  %1 = tosa.mul %0, %quarter, %shift : (tensor<1x2xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.sub' in a normalisation}}
  %2 = tosa.sub %x, %1 : (tensor<4x2xf32>, tensor<1x2xf32>) -> tensor<4x2xf32>
  // expected-remark@+1 {{'tosa.mul' in a normalisation}}
  %3 = tosa.mul %2, %2, %shift : (tensor<4x2xf32>, tensor<4x2xf32>, tensor<1xi8>) -> tensor<4x2xf32>
  // expected-remark@+1 {{'tosa.reduce_sum' in a normalisation}}
  %4 = tosa.reduce_sum %3 {axis = 0 : i32} : (tensor<4x2xf32>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.mul' in a normalisation}}
  %5 = tosa.mul %4, %quarter, %shift : (tensor<1x2xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.add' in a normalisation}}
  %6 = tosa.add %5, %epsilon : (tensor<1x2xf32>, tensor<1x1xf32>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.rsqrt' in a normalisation}}
  %7 = tosa.rsqrt %6 : (tensor<1x2xf32>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'tosa.mul' in a normalisation}}
  %8 = tosa.mul %2, %7, %shift : (tensor<4x2xf32>, tensor<1x2xf32>, tensor<1xi8>) -> tensor<4x2xf32>
  %gamma = "tosa.const"() <{values = dense<[[1.0], [2.0], [3.0], [4.0]]> : tensor<4x1xf32>}> : () -> tensor<4x1xf32>
  // expected-remark@+1 {{'tosa.mul' in a normalisation}}
  %9 = tosa.mul %8, %gamma, %shift : (tensor<4x2xf32>, tensor<4x1xf32>, tensor<1xi8>) -> tensor<4x2xf32>
  // expected-remark@+1 {{'tosa.add' in a normalisation}}
  %10 = tosa.add %9, %gamma : (tensor<4x2xf32>, tensor<4x1xf32>) -> tensor<4x2xf32>
  return %10 : tensor<4x2xf32>
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @linalg(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %e = tensor.empty() : tensor<1x3xf32>
  // expected-remark@+1 {{left in float: no integer form for 'linalg.generic'}}
  %y = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %b = math.atan %a : f32
    linalg.yield %b : f32
  } -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

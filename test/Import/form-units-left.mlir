// RUN: qopt %s --qopt-form-units -split-input-file -verify-diagnostics

func.func @residual(%x: tensor<1x3xf32>, %y: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-remark@+1 {{left in float: no integer form for 'tosa.add' of more than one tensor, or of a constant with more than one value}}
  %0 = tosa.add %x, %y : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %0 : tensor<1x3xf32>
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

func.func @attention(%x: tensor<1x3x4xf32>, %y: tensor<1x4x5xf32>) -> tensor<1x3x5xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.matmul' whose second operand is not a constant f32 tensor}}
  %0 = tosa.matmul %x, %y, %zp, %zp : (tensor<1x3x4xf32>, tensor<1x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x5xf32>
  return %0 : tensor<1x3x5xf32>
}

// -----

// Of a softmax nothing is integer: the exponential alone would gain nothing.

func.func @softmax(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.reduce_max'}}
  %0 = tosa.reduce_max %x {axis = 1 : i32} : (tensor<1x3xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.sub' of more than one tensor}}
  %1 = tosa.sub %x, %0 : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  // The next one touches a member of no group.
  // expected-remark@+1 {{left in float: no integer form for 'tosa.reduce_sum'}}
  %2 = tosa.reduce_sum %1 {axis = 1 : i32} : (tensor<1x3xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.reciprocal' between operations that are left in float}}
  %3 = tosa.reciprocal %2 : (tensor<1x1xf32>) -> tensor<1x1xf32>
  // expected-remark@+1 {{left in float: no integer form for 'tosa.mul' of more than one tensor}}
  %4 = tosa.mul %1, %3, %shift : (tensor<1x3xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  return %4 : tensor<1x3xf32>
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

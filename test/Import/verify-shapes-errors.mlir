// RUN: qopt %s --qopt-verify-shapes -split-input-file -verify-diagnostics

func.func @inner_dimension(%x: tensor<1x2x3xf32>, %w: tensor<1x4x5xf32>) -> tensor<1x2x5xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-error@+1 {{'tosa.matmul' op multiplies rows of 3 elements with columns of 4}}
  %y = tosa.matmul %x, %w, %zp, %zp : (tensor<1x2x3xf32>, tensor<1x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x5xf32>
  return %y : tensor<1x2x5xf32>
}

// -----

func.func @batch(%x: tensor<2x2x4xf32>, %w: tensor<3x4x5xf32>) -> tensor<2x2x5xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-error@+1 {{'tosa.matmul' op multiplies a batch of 2 with a batch of 3}}
  %y = tosa.matmul %x, %w, %zp, %zp : (tensor<2x2x4xf32>, tensor<3x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x2x5xf32>
  return %y : tensor<2x2x5xf32>
}

// -----

func.func @matmul_result(%x: tensor<1x2x4xf32>, %w: tensor<1x4x5xf32>) -> tensor<1x2x6xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-error@+1 {{'tosa.matmul' op gives 'tensor<1x2x5xf32>', not 'tensor<1x2x6xf32>'}}
  %y = tosa.matmul %x, %w, %zp, %zp : (tensor<1x2x4xf32>, tensor<1x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x6xf32>
  return %y : tensor<1x2x6xf32>
}

// -----

func.func @broadcast(%x: tensor<1x3xf32>, %c: tensor<1x4xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'tosa.add' op operands don't have broadcast-compatible shapes}}
  %y = tosa.add %x, %c : (tensor<1x3xf32>, tensor<1x4xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// -----

func.func @fixed_by_add(%x: tensor<?x3xf32>, %c: tensor<1x3xf32>) -> tensor<2x3xf32> {
  // expected-error@+1 {{'tosa.add' op gives 'tensor<?x3xf32>', not 'tensor<2x3xf32>'}}
  %y = tosa.add %x, %c : (tensor<?x3xf32>, tensor<1x3xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// -----

func.func @element_count(%x: tensor<1x3xf32>) -> tensor<2x2xf32> {
  %s = tosa.const_shape {values = dense<[2, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.reshape' op cannot reshape 3 elements into 4}}
  %y = tosa.reshape %x, %s : (tensor<1x3xf32>, !tosa.shape<2>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// -----

func.func @element_count_dynamic(%x: tensor<?x4xf32>) -> tensor<?x3xf32> {
  %s = tosa.const_shape {values = dense<[-1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.reshape' op makes 'tensor<?x3xf32>' of 'tensor<?x4xf32>', which has another number of elements}}
  %y = tosa.reshape %x, %s : (tensor<?x4xf32>, !tosa.shape<2>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// -----

func.func @fixed_by_reshape(%x: tensor<?x4xf32>) -> tensor<1x4xf32> {
  %s = tosa.const_shape {values = dense<[1, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.reshape' op fixes the dynamic dimension of 'tensor<?x4xf32>': export the model with a fixed leading dimension}}
  %y = tosa.reshape %x, %s : (tensor<?x4xf32>, !tosa.shape<2>) -> tensor<1x4xf32>
  return %y : tensor<1x4xf32>
}

// -----

// expected-error@+1 {{result 0 has a dynamic leading dimension, and no argument has: export the model with a fixed size there}}
func.func @forgotten_by_reshape(%x: tensor<2x4xf32>) -> tensor<?x2xf32> {
  %s = tosa.const_shape {values = dense<[-1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.reshape' op forgets the shape of 'tensor<2x4xf32>': run mlir-opt --tosa-infer-shapes first}}
  %y = tosa.reshape %x, %s : (tensor<2x4xf32>, !tosa.shape<2>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}

// -----

func.func @channels(%x: tensor<1x4x4x3xf32>, %w: tensor<8x1x1x5xf32>, %b: tensor<8xf32>) -> tensor<1x4x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-error@+1 {{'tosa.conv2d' op has an input of 3 channels and a filter for 5}}
  %y = tosa.conv2d %x, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x3xf32>, tensor<8x1x1x5xf32>, tensor<8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x8xf32>
  return %y : tensor<1x4x4x8xf32>
}

// -----

func.func @depthwise_channels(%x: tensor<1x4x4x3xf32>, %w: tensor<1x1x4x2xf32>, %b: tensor<8xf32>) -> tensor<1x4x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  // expected-error@+1 {{'tosa.depthwise_conv2d' op has an input of 3 channels and a filter for 4}}
  %y = tosa.depthwise_conv2d %x, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x3xf32>, tensor<1x1x4x2xf32>, tensor<8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x8xf32>
  return %y : tensor<1x4x4x8xf32>
}

// -----

// expected-error@+1 {{result 0 has a dynamic leading dimension, and no argument has: export the model with a fixed size there}}
func.func @forgotten(%x: tensor<2x3xf32>) -> tensor<?x3xf32> {
  // expected-error@+1 {{'tosa.tanh' op gives 'tensor<2x3xf32>', not 'tensor<?x3xf32>'}}
  %y = tosa.tanh %x : (tensor<2x3xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// -----

func.func @no_rank(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'tosa.tanh' op has tensors without rank: export the model with known shapes}}
  %y = tosa.tanh %x : (tensor<1x3xf32>) -> tensor<*xf32>
  // expected-error@+1 {{'tosa.abs' op has tensors without rank: export the model with known shapes}}
  %z = tosa.abs %y : (tensor<*xf32>) -> tensor<1x3xf32>
  return %z : tensor<1x3xf32>
}

// -----

func.func @pad(%x: tensor<2x3xf32>) -> tensor<2x2xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %p = tosa.const_shape {values = dense<[0, 0, -1, 0]> : tensor<4xindex>} : () -> !tosa.shape<4>
  // expected-error@+1 {{'tosa.pad' op pads by -1: export the model with a slice there}}
  %0 = tosa.pad %x, %p, %z : (tensor<2x3xf32>, !tosa.shape<4>, tensor<1xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// -----

func.func @slice(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %a = tosa.const_shape {values = dense<[0, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[2, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.slice' op takes 3 elements from 1 on of the 3 in dimension 1}}
  %0 = tosa.slice %x, %a, %b : (tensor<2x3xf32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

func.func @slice_of_batch(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %a = tosa.const_shape {values = dense<[1, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[-1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.slice' op begins at 1 of the dynamic dimension 0: export the model with a fixed size there}}
  %0 = tosa.slice %x, %a, %b : (tensor<?x3xf32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// -----

func.func @computed_shape(%x: tensor<2x3xf32>) -> tensor<2x6xf32> {
  %a = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.add_shape %a, %a : (!tosa.shape<2>, !tosa.shape<2>) -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.tile' op has a shape that is computed: export the model with fixed shapes}}
  %0 = tosa.tile %x, %b : (tensor<2x3xf32>, !tosa.shape<2>) -> tensor<2x6xf32>
  return %0 : tensor<2x6xf32>
}

// -----

func.func @parts(%x: tensor<1x4x4x1xf32>) -> (tensor<2x6xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x3xf32>) {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %w = "tosa.const"() <{values = dense<1.0> : tensor<3x3x1x2xf32>}> : () -> tensor<3x3x1x2xf32>
  %c = "tosa.const"() <{values = dense<1.0> : tensor<2x3xf32>}> : () -> tensor<2x3xf32>
  %m = tosa.const_shape {values = dense<[1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error@+1 {{'tosa.tile' op gives 'tensor<2x9xf32>', not 'tensor<2x6xf32>'}}
  %0 = tosa.tile %c, %m : (tensor<2x3xf32>, !tosa.shape<2>) -> tensor<2x6xf32>
  // expected-error@+1 {{'tosa.avg_pool2d' op gives 'tensor<1x2x2x1xf32>', not 'tensor<1x2x2x2xf32>'}}
  %1 = tosa.avg_pool2d %x, %z, %z {acc_type = f32, kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x2xf32>
  // expected-error@+1 {{'tosa.depthwise_conv2d' op gives 'tensor<1x2x2x2xf32>', not 'tensor<1x2x2x3xf32>'}}
  %2 = tosa.depthwise_conv2d %x, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x1xf32>, tensor<3x3x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x3xf32>
  return %0, %1, %2 : tensor<2x6xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x3xf32>
}

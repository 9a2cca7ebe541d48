// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// expected-remark @+1 {{@dense result 0: 1x2 of f32: 0 6}}
func.func @dense() -> tensor<1x2xf32> {
  %x = arith.constant dense<[[1.0, 2.0]]> : tensor<1x2xf32>
  %0 = qnn.unit "dense0" kind "dense"(%x) : (tensor<1x2xf32>) -> tensor<1x2xf32> {
  ^bb0(%arg0: tensor<1x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 2.0], [-3.0, 4.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
    %b = "tosa.const"() <{values = dense<[[0.5, -0.5]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x2xf32>, !tosa.shape<3>) -> tensor<1x1x2xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
    %4 = tosa.add %3, %b : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %5 = tosa.clamp %4 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
    qnn.yield %5 : tensor<1x2xf32>
  }
  return %0 : tensor<1x2xf32>
}

// -----

// expected-remark @+2 {{@elementwise result 0: 2x2 of f32: 0.5 2 -1 4}}
// expected-remark @+1 {{@elementwise result 1: 2x2 of bool: 0 1 0 1}}
func.func @elementwise() -> (tensor<2x2xf32>, tensor<2x2xi1>) {
  %x = arith.constant dense<[[-1.0, 2.0], [-2.0, 4.0]]> : tensor<2x2xf32>
  %zero = arith.constant dense<0.0> : tensor<1x1xf32>
  %half = arith.constant dense<[[-0.5], [0.5]]> : tensor<2x1xf32>
  %s = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.mul %x, %half, %s : (tensor<2x2xf32>, tensor<2x1xf32>, tensor<1xi8>) -> tensor<2x2xf32>
  %1 = tosa.greater_equal %x, %zero : (tensor<2x2xf32>, tensor<1x1xf32>) -> tensor<2x2xi1>
  %2 = tosa.select %1, %x, %0 : (tensor<2x2xi1>, tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  return %2, %1 : tensor<2x2xf32>, tensor<2x2xi1>
}

// -----

// A NaN is the result, or with IGNORE the other operand is; for a clamp that is
// its lower bound.

// expected-remark @+6 {{@nan result 0: 3 of f32: nan nan 2}}
// expected-remark @+5 {{@nan result 1: 3 of f32: 0 1 2}}
// expected-remark @+4 {{@nan result 2: 3 of f32: nan nan -1}}
// expected-remark @+3 {{@nan result 3: 3 of f32: 0 1 -1}}
// expected-remark @+2 {{@nan result 4: 3 of f32: nan 1 2}}
// expected-remark @+1 {{@nan result 5: 3 of f32: 0.5 1 2}}
func.func @nan() -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %a = arith.constant dense<[0x7FC00000, 1.0, 2.0]> : tensor<3xf32>
  %b = arith.constant dense<[0.0, 0x7FC00000, -1.0]> : tensor<3xf32>
  %0 = tosa.maximum %a, %b : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %1 = tosa.maximum %a, %b {nan_mode = IGNORE} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %2 = tosa.minimum %a, %b : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %3 = tosa.minimum %a, %b {nan_mode = IGNORE} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %4 = tosa.clamp %a {min_val = 0.5 : f32, max_val = 4.0 : f32} : (tensor<3xf32>) -> tensor<3xf32>
  %5 = tosa.clamp %a {min_val = 0.5 : f32, max_val = 4.0 : f32, nan_mode = IGNORE} : (tensor<3xf32>) -> tensor<3xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

// -----

// expected-error @+1 {{'tosa.rfft2d': the interpreter does not know this operation; it executes qnn and TOSA}}
func.func @unknown() -> tensor<1x2x2xf32> {
  %x = arith.constant dense<1.0> : tensor<1x2x2xf32>
  %0, %1 = tosa.rfft2d %x : (tensor<1x2x2xf32>) -> (tensor<1x2x2xf32>, tensor<1x2x2xf32>)
  return %0 : tensor<1x2x2xf32>
}

// RUN: qopt %s --qopt-convert-units-to-qnn --split-input-file --verify-diagnostics

!q = !quant.uniform<i8:f32, 0.5>
func.func @kind(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{unit "lstm0" of kind "lstm" has no integer form; keep it in float ("quantize": false in the plan)}}
  %0 = qnn.unit "lstm0" kind "lstm"(%x) : (tensor<4x!q>) -> tensor<4x!q> {
  ^bb0(%arg0: tensor<4xf32>):
    qnn.yield %arg0 : tensor<4xf32>
  }
  return %0 : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @half_quantized(%x: tensor<4x!q>) -> tensor<4xf32> {
  // expected-error @+1 {{the result of unit "u" is 'tensor<4xf32>'; one of kind "unary" needs an 8- or 16-bit !quant.uniform type with one f32 scale}}
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!q>) -> tensor<4xf32> {
  ^bb0(%arg0: tensor<4xf32>):
    qnn.yield %arg0 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @not_dense(%x: tensor<1x4x!q>) -> tensor<1x4x!q> {
  // expected-error @+1 {{unit "d" is of kind "dense" but its body is not a dense layer; let qopt-form-units make it}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x4x!q>) -> tensor<1x4x!q> {
  ^bb0(%arg0: tensor<1x4xf32>):
    qnn.yield %arg0 : tensor<1x4xf32>
  }
  return %0 : tensor<1x4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @attribute(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.quantization' may say activations, the bits of a weight, scheme, granularity, group and numerics in the words of a plan, weights, weight_scales, group_factors and bias_change, and that the result is given, not numerics = "fast"}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<4x!q>) -> tensor<4x!q> attributes {qnn.quantization = {numerics = "fast"}} {
  ^bb0(%arg0: tensor<4xf32>):
    qnn.yield %arg0 : tensor<4xf32>
  }
  return %0 : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @weights(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.quantization' may say activations, the bits of a weight, scheme, granularity, group and numerics in the words of a plan, weights, weight_scales, group_factors and bias_change, and that the result is given, not weights = dense<1> : tensor<4xi16>}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<4x!q>) -> tensor<4x!q> attributes {qnn.quantization = {weights = dense<1> : tensor<4xi16>}} {
  ^bb0(%arg0: tensor<4xf32>):
    qnn.yield %arg0 : tensor<4xf32>
  }
  return %0 : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @other_operation(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'tosa.identity' has no integer form; only units, casts and what moves elements may have quantized types}}
  %0 = tosa.identity %x : (tensor<4x!q>) -> tensor<4x!q>
  return %0 : tensor<4x!q>
}

// -----

func.func @per_axis(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @+1 {{quantizes float values with one scale per channel; a unit must compute them}}
  %0 = quant.qcast %x : tensor<2xf32> to tensor<2x!quant.uniform<i8:f32:0, {0.5, 0.25}>>
  %1 = quant.dcast %0 : tensor<2x!quant.uniform<i8:f32:0, {0.5, 0.25}>> to tensor<2xf32>
  return %1 : tensor<2xf32>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @operands(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{unit "a" of kind "add" must have 2 operands and one result}}
  %0 = qnn.unit "a" kind "add"(%x) : (tensor<4x!q>) -> tensor<4x!q> {
  ^bb0(%arg0: tensor<4xf32>):
    qnn.yield %arg0 : tensor<4xf32>
  }
  return %0 : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @not_conv(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{unit "c" is of kind "conv2d" but its body is not a convolution; let qopt-form-units make it}}
  %0 = qnn.unit "c" kind "conv2d"(%x) : (tensor<4x!q>) -> tensor<4x!q> {
  ^bb0(%arg0: tensor<4xf32>):
    %1 = tosa.abs %arg0 : (tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!q>
}

// -----

!p = !quant.uniform<i8:f32, 1.0e-30>
!q = !quant.uniform<i8:f32, 1.0e30>
func.func @too_far(%x: tensor<4x!q>, %y: tensor<4x!p>) -> tensor<4x!p> {
  // expected-error @+1 {{unit "a": an operand's scale is 1.000000e+30 and the result's 1.000000e-30, too far apart for a sum in f32; check their ranges in the plan}}
  %0 = qnn.unit "a" kind "add"(%x, %y) : (tensor<4x!q>, tensor<4x!p>) -> tensor<4x!p> {
  ^bb0(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>):
    %1 = tosa.add %arg0, %arg1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!p>
}

// -----

// 33026 products of up to 255 * 255 exceed i32.

!u = !quant.uniform<u8:f32, 0.5>
func.func @overflow(%x: tensor<1x1x33026x!u>, %y: tensor<1x33026x1x!u>) -> tensor<1x1x1x!u> {
  // expected-error @+1 {{unit "m": the accumulator can reach 2.148e+09, which exceeds i32; keep the unit in float ("quantize": false in the plan)}}
  %0 = qnn.unit "m" kind "matmul"(%x, %y) : (tensor<1x1x33026x!u>, tensor<1x33026x1x!u>) -> tensor<1x1x1x!u> {
  ^bb0(%arg0: tensor<1x1x33026xf32>, %arg1: tensor<1x33026x1xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.matmul %arg0, %arg1, %z, %z : (tensor<1x1x33026xf32>, tensor<1x33026x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1xf32>
    qnn.yield %1 : tensor<1x1x1xf32>
  }
  return %0 : tensor<1x1x1x!u>
}

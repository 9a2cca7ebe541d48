// RUN: qopt %s --qopt-convert-units-to-qnn --split-input-file --verify-diagnostics | FileCheck %s

// Weights [[1, 0.5], [-127, 64]] (K x N = 2 x 2 in TOSA) have the scales 1 and
// 64/127; the activations stay floats, and so does the bias.

// CHECK-LABEL: func.func @float
// CHECK-SAME: (%[[X:.+]]: tensor<1x2xf32>) -> tensor<1x2xf32>
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[\[}}1, -127], [1, 127]]> : tensor<2x2xi8>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<[1.000000e+00, 5.039370e-01]> : tensor<2xf32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[1.000000e+01, -2.500000e+00]> : tensor<2xf32>
// CHECK: %[[Y:.+]] = qnn.float_dense %[[X]], %[[W]], %[[S]], %[[B]] relu unit "d" :
// CHECK: return %[[Y]]
func.func @float(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x2xf32>) -> tensor<1x2xf32>
    attributes {qnn.quantization = {activations = "float", bias_change = array<f32: 0.0, -0.5>}} {
  ^bb0(%arg0: tensor<1x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 0.5], [-127.0, 64.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
    %b = "tosa.const"() <{values = dense<[[10.0, -2.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x2xf32>, !tosa.shape<3>) -> tensor<1x1x2xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
    %4 = tosa.add %3, %b : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %5 = tosa.clamp %4 {min_val = 0.0 : f32, max_val = 3.40282347E+38 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
    qnn.yield %5 : tensor<1x2xf32>
  }
  return %0 : tensor<1x2xf32>
}

// -----

// Every image has a scale of its own. What is no relu is a clamp of its own.

// CHECK-LABEL: func.func @dynamic
// CHECK-SAME: (%[[X:.+]]: tensor<?x2x2x1xf32>)
// CHECK: %[[S:.+]] = qnn.dynamic_scale %[[X]] : tensor<?x2x2x1xf32> to tensor<?xf32>
// CHECK: %[[Q:.+]] = qnn.dynamic_quantize %[[X]], %[[S]] : (tensor<?x2x2x1xf32>, tensor<?xf32>) -> tensor<?x2x2x1xi8>
// CHECK: %[[ACC:.+]] = qnn.conv2d %[[Q]], %{{.+}}, %{{.+}} pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 unit "c" : (tensor<?x2x2x1xi8>, tensor<1x2x2x1xi8>, tensor<1xi32>) -> tensor<?x1x1x1xi32>
// CHECK: %[[Y:.+]] = qnn.dynamic_dequantize %[[ACC]], %[[S]], %{{.+}}, %{{.+}} unit "c"
// CHECK: tosa.clamp %[[Y]] {max_val = 6.000000e+00 : f32, min_val = 0.000000e+00 : f32}
func.func @dynamic(%x: tensor<?x2x2x1xf32>) -> tensor<?x1x1x1xf32> {
  %0 = qnn.unit "c" kind "conv2d"(%x) : (tensor<?x2x2x1xf32>) -> tensor<?x1x1x1xf32>
    attributes {qnn.quantization = {activations = "dynamic"}} {
  ^bb0(%arg0: tensor<?x2x2x1xf32>):
    %w = "tosa.const"() <{values = dense<[[[[1.0], [2.0]], [[3.0], [4.0]]]]> : tensor<1x2x2x1xf32>}> : () -> tensor<1x2x2x1xf32>
    %b = "tosa.const"() <{values = dense<[10.0]> : tensor<1xf32>}> : () -> tensor<1xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.conv2d %arg0, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<?x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x1x1x1xf32>
    %2 = tosa.clamp %1 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<?x1x1x1xf32>) -> tensor<?x1x1x1xf32>
    qnn.yield %2 : tensor<?x1x1x1xf32>
  }
  return %0 : tensor<?x1x1x1xf32>
}

// -----

func.func @word(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @+1 {{'qnn.quantization' may say activations, the bits of a weight, scheme, granularity, group and numerics in the words of a plan, weights, weight_scales, group_factors and bias_change, and that the result is given, not activations = "calibrated"}}
  %0 = qnn.unit "u" kind "dense"(%x) : (tensor<2xf32>) -> tensor<2xf32> attributes {qnn.quantization = {activations = "calibrated"}} {
  ^bb0(%arg0: tensor<2xf32>):
    qnn.yield %arg0 : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

func.func @body(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @+1 {{unit "u" is of kind "unary" but its body is not a dense layer or a convolution; let qopt-form-units make it}}
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<2xf32>) -> tensor<2xf32> attributes {qnn.quantization = {activations = "float"}} {
  ^bb0(%arg0: tensor<2xf32>):
    qnn.yield %arg0 : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

func.func @boundary(%x: tensor<2x!quant.uniform<i8:f32, 0.5>>) -> tensor<2xf32> {
  // expected-error @+1 {{unit "u", whose activations are not calibrated, must have one float operand and one float result}}
  %0 = qnn.unit "u" kind "dense"(%x) : (tensor<2x!quant.uniform<i8:f32, 0.5>>) -> tensor<2xf32> attributes {qnn.quantization = {activations = "float"}} {
  ^bb0(%arg0: tensor<2xf32>):
    qnn.yield %arg0 : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

// Half of the range of the weights [1, 2] is below them.

func.func @zero_point(%x: tensor<1x1xf32>) -> tensor<1x2xf32> {
  // expected-error @+1 {{unit "d": its weights have a zero point, with which floats cannot multiply them; make "weight-scheme" symmetric, or "activations" dynamic in the plan}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x1xf32>) -> tensor<1x2xf32>
    attributes {qnn.quantization = {activations = "float", granularity = "per-tensor", scheme = "minmax"}} {
  ^bb0(%arg0: tensor<1x1xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 2.0]]]> : tensor<1x1x2xf32>}> : () -> tensor<1x1x2xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x1xf32>, !tosa.shape<3>) -> tensor<1x1x1xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x1xf32>, tensor<1x1x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
    qnn.yield %3 : tensor<1x2xf32>
  }
  return %0 : tensor<1x2xf32>
}

// -----

func.func @tiny(%x: tensor<1x1xf32>) -> tensor<1x1xf32> {
  // expected-error @+1 {{unit "d": the weights of channel 0 are so small that products with their scale would be denormal; keep the unit in float ("quantize": false in the plan)}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x1xf32>) -> tensor<1x1xf32> attributes {qnn.quantization = {activations = "dynamic"}} {
  ^bb0(%arg0: tensor<1x1xf32>):
    %w = "tosa.const"() <{values = dense<1.0e-20> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x1xf32>, !tosa.shape<3>) -> tensor<1x1x1xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x1xf32>, tensor<1x1x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x1xf32>, !tosa.shape<2>) -> tensor<1x1xf32>
    qnn.yield %3 : tensor<1x1xf32>
  }
  return %0 : tensor<1x1xf32>
}

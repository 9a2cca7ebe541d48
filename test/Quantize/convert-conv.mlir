// RUN: qopt %s --qopt-convert-units-to-qnn | FileCheck %s

!x = !quant.uniform<u8:f32, 0.5:3>
!y = !quant.uniform<i8:f32, 0.25:-128>

// The clamp to [0, 6] is the clamp of the rescale: 6 / 0.25 - 128 = -104.

// CHECK-LABEL: func.func @conv
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[\[\[\[}}1, 2], [0, -127]]]]> : tensor<1x1x2x2xi8>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<4> : tensor<1xi32>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<2.000000e+00> : tensor<1xf32>
// CHECK: %[[ACC:.+]] = qnn.conv2d %arg0, %[[W]], %[[B]] pad [0, 0, 1, 1] stride [3, 2] dilation [1, 3] x_zp 3 w_zp 0 x_unsigned unit "c" : (tensor<1x4x4x2xi8>, tensor<1x1x2x2xi8>, tensor<1xi32>) -> tensor<1x2x2x1xi32>
// CHECK: qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp -128 clamp [-128, -104] fp32 unit "c" {qnn.bounded}
func.func @conv(%x: tensor<1x4x4x2x!x>) -> tensor<1x2x2x1x!y> {
  %0 = qnn.unit "c" kind "conv2d"(%x) : (tensor<1x4x4x2x!x>) -> tensor<1x2x2x1x!y> attributes {qnn.quantization = {numerics = "fp32"}} {
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[[1.0, 2.0], [0.0, -127.0]]]]> : tensor<1x1x2x2xf32>}> : () -> tensor<1x1x2x2xf32>
    %b = "tosa.const"() <{values = dense<2.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %c = tosa.conv2d %a, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 3>, pad = array<i64: 0, 0, 1, 1>, stride = array<i64: 3, 2>} : (tensor<1x4x4x2xf32>, tensor<1x1x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x1xf32>
    %d = tosa.clamp %c {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32>
    qnn.yield %d : tensor<1x2x2x1xf32>
  }
  return %0 : tensor<1x2x2x1x!y>
}

// Output channel 2c + m of a depthwise convolution reads channel c. A bias of
// one element is that of every channel.

// CHECK-LABEL: func.func @depthwise
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[\[\[\[}}127], [1]]], {{\[\[}}[127], [2]]], {{\[\[}}[127], [3]]], {{\[\[}}[127], [4]]]]> : tensor<4x1x2x1xi8>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<3> : tensor<4xi32>
// CHECK: qnn.conv2d %arg0, %[[W]], %[[B]] pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 3 w_zp 0 x_unsigned unit "d" : (tensor<1x1x3x2xi8>, tensor<4x1x2x1xi8>, tensor<4xi32>) -> tensor<1x1x2x4xi32>
// CHECK: qnn.requantize {{.*}} clamp [-128, 127] fp32 unit "d" :
func.func @depthwise(%x: tensor<1x1x3x2x!x>) -> tensor<1x1x2x4x!y> {
  %0 = qnn.unit "d" kind "conv2d"(%x) : (tensor<1x1x3x2x!x>) -> tensor<1x1x2x4x!y> {
  ^bb0(%a: tensor<1x1x3x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[[127.0, 127.0], [127.0, 127.0]], [[1.0, 2.0], [3.0, 4.0]]]]> : tensor<1x2x2x2xf32>}> : () -> tensor<1x2x2x2xf32>
    %b = "tosa.const"() <{values = dense<1.5> : tensor<1xf32>}> : () -> tensor<1xf32>
    %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %c = tosa.depthwise_conv2d %a, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x3x2xf32>, tensor<1x2x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2x4xf32>
    qnn.yield %c : tensor<1x1x2x4xf32>
  }
  return %0 : tensor<1x1x2x4x!y>
}

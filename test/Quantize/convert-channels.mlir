// RUN: qopt %s --split-input-file --qopt-convert-units-to-qnn | FileCheck %s

// A scale for each channel of the result divides the rescale of that channel;
// those of the operand, relative to the largest, are taken into the weights.

!x = !quant.uniform<i8:f32:3, {0.5:3, 0.125:3}>
!y = !quant.uniform<i8:f32:3, {1.0:-128, 0.25:-128}>

// CHECK-LABEL: func.func @conv
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[\[\[\[}}127, 25]]], {{\[\[}}[64, 127]]]]> : tensor<2x1x1x2xi8>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<[5.000000e-01, 1.000000e+00]> : tensor<2xf32>
// CHECK: %[[ACC:.+]] = qnn.conv2d %arg0, %[[W]]
// CHECK-SAME: x_zp 3 w_zp 0 unit "c"
// CHECK: qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp -128 clamp [-128, 127] fp32 unit "c" :
func.func @conv(%x: tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!y> {
  %0 = qnn.unit "c" kind "conv2d"(%x) : (tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!y> {
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[[127.0, 100.0]]], [[[32.0, 254.0]]]]> : tensor<2x1x1x2xf32>}> : () -> tensor<2x1x1x2xf32>
    %b = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %c = tosa.conv2d %a, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x2xf32>
    %d = tosa.clamp %c {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    qnn.yield %d : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2x!y>
}

// -----

// In a grouped convolution every group has channels of its own.

!x = !quant.uniform<u8:f32:3, {0.5:0, 0.25:0}>
!y = !quant.uniform<i8:f32, 1.0>

// CHECK-LABEL: func.func @depthwise
// CHECK-DAG: arith.constant dense<127> : tensor<2x1x1x1xi8>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf32>
// CHECK: qnn.requantize %{{.+}}, (%[[S]])
func.func @depthwise(%x: tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!y> {
  %0 = qnn.unit "d" kind "conv2d"(%x) : (tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!y> {
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %w = "tosa.const"() <{values = dense<127.0> : tensor<1x1x2x1xf32>}> : () -> tensor<1x1x2x1xf32>
    %b = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %c = tosa.depthwise_conv2d %a, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x2xf32>, tensor<1x1x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x2xf32>
    qnn.yield %c : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2x!y>
}

// -----

// Sums and products rescale per channel; 16 bits on any side of a sum.

!a = !quant.uniform<i8:f32:1, {0.5:3, 0.25:3}>
!b = !quant.uniform<i16:f32, 0.125:-7>
!y = !quant.uniform<i8:f32:1, {1.0, 2.0}>
!z = !quant.uniform<i16:f32, 1.0>
!u = !quant.uniform<i8:f32, 2.0>

// CHECK-LABEL: func.func @sums
// CHECK: %[[Y:.+]] = qnn.add %arg0, %arg1 a_zp 3 a_scale [5.000000e-01, 1.250000e-01] b_zp -7 b_scale [-1.250000e-01, -6.250000e-02] out_zp 0 clamp [-128, 127] unit "s" : (tensor<3x2xi8>, tensor<3x2xi16>) -> tensor<3x2xi8>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<2.500000e-01> : tensor<2xf32>
// CHECK-DAG: %[[ACC:.+]] = qnn.mul %arg0, %[[Y]] a_zp 3 b_zp 0
// CHECK: qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp 0 clamp [-128, 127] fp32 unit "p"
// CHECK: qnn.add %{{.+}}, %arg1 a_zp 0 a_scale 2.000000e+00 b_zp -7 b_scale 1.250000e-01 out_zp 0 clamp [-32768, 32767] unit "t" : (tensor<3x2xi8>, tensor<3x2xi16>) -> tensor<3x2xi16>
func.func @sums(%a: tensor<3x2x!a>, %b: tensor<3x2x!b>) -> tensor<3x2x!z> {
  %0 = qnn.unit "s" kind "add"(%a, %b) : (tensor<3x2x!a>, tensor<3x2x!b>) -> tensor<3x2x!y> {
  ^bb0(%x: tensor<3x2xf32>, %y: tensor<3x2xf32>):
    %s = tosa.sub %x, %y : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    qnn.yield %s : tensor<3x2xf32>
  }
  %1 = qnn.unit "p" kind "mul"(%a, %0) : (tensor<3x2x!a>, tensor<3x2x!y>) -> tensor<3x2x!u> {
  ^bb0(%x: tensor<3x2xf32>, %y: tensor<3x2xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %s = tosa.mul %x, %y, %shift : (tensor<3x2xf32>, tensor<3x2xf32>, tensor<1xi8>) -> tensor<3x2xf32>
    qnn.yield %s : tensor<3x2xf32>
  }
  %2 = qnn.unit "t" kind "add"(%1, %b) : (tensor<3x2x!u>, tensor<3x2x!b>) -> tensor<3x2x!z> {
  ^bb0(%x: tensor<3x2xf32>, %y: tensor<3x2xf32>):
    %s = tosa.add %x, %y : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    qnn.yield %s : tensor<3x2xf32>
  }
  return %2 : tensor<3x2x!z>
}

// -----

// What leaves for float is multiplied by the scale of its channel; what another
// reader wants in 8 bits of one scale is rescaled.

!x = !quant.uniform<u8:f32:1, {0.5:7, 0.25:7}>
!y = !quant.uniform<i8:f32, 0.5>

// CHECK-LABEL: func.func @casts
// CHECK-DAG: %[[D:.+]] = qnn.dequantize %arg0 scale 1.000000e+00 zp 7 unsigned
// CHECK-DAG: %[[F:.+]] = "tosa.const"() <{values = dense<{{\[\[}}5.000000e-01, 2.500000e-01]]> : tensor<1x2xf32>}>
// CHECK: %[[M:.+]] = tosa.mul %[[D]], %[[F]]
// CHECK: %[[S:.+]] = arith.constant dense<[1.000000e+00, 5.000000e-01]> : tensor<2xf32>
// CHECK: %[[Q:.+]] = qnn.requantize %arg0, (%[[S]]) in_zp 7 in_unsigned out_zp 0 clamp [-128, 127] fp32
// CHECK: return %[[M]], %[[Q]]
func.func @casts(%x: tensor<3x2x!x>) -> (tensor<3x2xf32>, tensor<3x2x!y>) {
  %0 = quant.dcast %x : tensor<3x2x!x> to tensor<3x2xf32>
  %1 = quant.qcast %0 : tensor<3x2xf32> to tensor<3x2x!y>
  return %0, %1 : tensor<3x2xf32>, tensor<3x2x!y>
}

// -----

!x = !quant.uniform<i16:f32, 0.25:11>
!y = !quant.uniform<i8:f32:1, {0.5, 0.25}>

// CHECK-LABEL: func.func @norm
// CHECK-DAG: %[[G:.+]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[4.000000e+00, 8.000000e+00]> : tensor<2xf32>
// CHECK: qnn.layer_norm %arg0, %[[G]], %[[B]] epsilon 1.600000e+01 out_zp 0 clamp [-128, 127] unit "n" : (tensor<3x2xi16>, tensor<2xf32>, tensor<2xf32>) -> tensor<3x2xi8>
func.func @norm(%x: tensor<3x2x!x>) -> tensor<3x2x!y> {
  %0 = qnn.unit "n" kind "layer_norm"(%x) : (tensor<3x2x!x>) -> tensor<3x2x!y> {
  ^bb0(%a: tensor<3x2xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %eps = "tosa.const"() <{values = dense<1.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %g = "tosa.const"() <{values = dense<1.0> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %b = "tosa.const"() <{values = dense<2.0> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %s = tosa.reduce_sum %a {axis = 1 : i32} : (tensor<3x2xf32>) -> tensor<3x1xf32>
    %mean = tosa.mul %s, %half, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %c = tosa.sub %a, %mean : (tensor<3x2xf32>, tensor<3x1xf32>) -> tensor<3x2xf32>
    %sq = tosa.mul %c, %c, %shift : (tensor<3x2xf32>, tensor<3x2xf32>, tensor<1xi8>) -> tensor<3x2xf32>
    %ss = tosa.reduce_sum %sq {axis = 1 : i32} : (tensor<3x2xf32>) -> tensor<3x1xf32>
    %var = tosa.mul %ss, %half, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %ve = tosa.add %var, %eps : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
    %r = tosa.rsqrt %ve : (tensor<3x1xf32>) -> tensor<3x1xf32>
    %n = tosa.mul %c, %r, %shift : (tensor<3x2xf32>, tensor<3x1xf32>, tensor<1xi8>) -> tensor<3x2xf32>
    %ng = tosa.mul %n, %g, %shift : (tensor<3x2xf32>, tensor<1x2xf32>, tensor<1xi8>) -> tensor<3x2xf32>
    %ngb = tosa.add %ng, %b : (tensor<3x2xf32>, tensor<1x2xf32>) -> tensor<3x2xf32>
    qnn.yield %ngb : tensor<3x2xf32>
  }
  return %0 : tensor<3x2x!y>
}

// RUN: qopt %s --qopt-import-quant-casts --split-input-file | FileCheck %s

// CHECK-LABEL: @pair
// CHECK: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp -3 clamp [-128, 127] : tensor<?x4xf32>
// CHECK-NEXT: return %[[Y]]
!q = !quant.uniform<i8:f32, 0.5:-3>
func.func @pair(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %q = quant.qcast %x : tensor<?x4xf32> to tensor<?x4x!q>
  %y = quant.dcast %q : tensor<?x4x!q> to tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

// Unsigned storage, of which a part is used.
// CHECK-LABEL: @narrowed
// CHECK: qnn.fake_quantize %arg0 scale 2.500000e-01 zp 128 clamp [1, 255] unsigned : tensor<4xf32>
!q = !quant.uniform<u8<1:255>:f32, 0.25:128>
func.func @narrowed(%x: tensor<4xf32>) -> tensor<4xf32> {
  %q = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  %y = quant.dcast %q : tensor<4x!q> to tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// What moves elements moves floats.
// CHECK-LABEL: @moves
// CHECK: %[[A:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp 0
// CHECK: %[[B:.*]] = tosa.transpose %[[A]] {perms = array<i32: 1, 0>} : (tensor<2x4xf32>) -> tensor<4x2xf32>
// CHECK: %[[C:.*]] = tosa.concat %[[B]], %[[B]] {axis = 0 : i32} : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<8x2xf32>
// CHECK: return %[[C]]
!q = !quant.uniform<i8:f32, 0.5>
func.func @moves(%x: tensor<2x4xf32>) -> tensor<8x2xf32> {
  %q = quant.qcast %x : tensor<2x4xf32> to tensor<2x4x!q>
  %t = tosa.transpose %q {perms = array<i32: 1, 0>} : (tensor<2x4x!q>) -> tensor<4x2x!q>
  %c = tosa.concat %t, %t {axis = 0 : i32} : (tensor<4x2x!q>, tensor<4x2x!q>) -> tensor<8x2x!q>
  %y = quant.dcast %c : tensor<8x2x!q> to tensor<8x2xf32>
  return %y : tensor<8x2xf32>
}

// -----

// A constant is rounded at once; 0.3 becomes 0.25, and 1000 saturates.
// CHECK-LABEL: @float_weight
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[}}2.500000e-01, 6.350000e+01], [0.000000e+00, 2.540000e+02]]> : tensor<2x2xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<{{\[\[}}2.500000e-01], [2.000000e+00]]> : tensor<2x1xf32>}>
// CHECK-DAG: %[[Z:.*]] = "tosa.const"() <{values = dense<{{\[\[}}-1.270000e+02], [0.000000e+00]]> : tensor<2x1xf32>}>
// CHECK: qnn.given_weight %[[W]], %[[S]], %[[Z]] : tensor<2x2xf32>, tensor<2x1xf32>, tensor<2x1xf32>
!w = !quant.uniform<i8:f32:0, {0.25:-127, 2.0:0}>
func.func @float_weight() -> tensor<2x2xf32> {
  %w = "tosa.const"() <{values = dense<[[0.3, 1000.0], [0.1, 1000.0]]> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
  %q = quant.qcast %w : tensor<2x2xf32> to tensor<2x2x!w>
  %y = quant.dcast %q : tensor<2x2x!w> to tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// -----

// CHECK-LABEL: @stored_weight
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[}}-1.000000e+00, 6.350000e+01, 0.000000e+00]]> : tensor<1x3xf32>}>
// CHECK: %[[S:.*]] = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1xf32>}>
// CHECK: %[[Z:.*]] = "tosa.const"() <{values = dense<1.280000e+02> : tensor<1x1xf32>}>
// CHECK: qnn.given_weight %[[W]], %[[S]], %[[Z]]
!w = !quant.uniform<u8:f32, 0.5:128>
func.func @stored_weight() -> tensor<1x3xf32> {
  %w = "tosa.const"() <{values = dense<[[126, -1, -128]]> : tensor<1x3xi8>}> : () -> tensor<1x3xi8>
  %q = quant.scast %w : tensor<1x3xi8> to tensor<1x3x!w>
  %y = quant.dcast %q : tensor<1x3x!w> to tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// -----

// A bias is a real number.
// CHECK-LABEL: @bias
// CHECK: %[[B:.*]] = "tosa.const"() <{values = dense<[2.500000e+02, -1.000000e+00]> : tensor<2xf32>}>
// CHECK: return %[[B]]
!b = !quant.uniform<i32:f32, 0.25>
func.func @bias() -> tensor<2xf32> {
  %b = arith.constant dense<[1000, -4]> : tensor<2xi32>
  %q = quant.scast %b : tensor<2xi32> to tensor<2x!b>
  %y = quant.dcast %q : tensor<2x!b> to tensor<2xf32>
  return %y : tensor<2xf32>
}

// -----

// Integers at the interface.
// CHECK-LABEL: @interface
// CHECK: %[[X:.*]] = qnn.dequantize %arg0 scale 5.000000e-01 zp 128 unsigned : tensor<4xi8> to tensor<4xf32>
// CHECK: %[[Y:.*]] = tosa.tanh %[[X]]
// CHECK: %[[Z:.*]] = qnn.fake_quantize %[[Y]] scale 7.812500e-03 zp 0
// CHECK: qnn.quantize %[[Z]] scale 7.812500e-03 zp 0 : tensor<4xf32> to tensor<4xi8>
!x = !quant.uniform<u8:f32, 0.5:128>
!y = !quant.uniform<i8:f32, 0.0078125>
func.func @interface(%x: tensor<4xi8>) -> tensor<4xi8> {
  %0 = quant.scast %x : tensor<4xi8> to tensor<4x!x>
  %1 = quant.dcast %0 : tensor<4x!x> to tensor<4xf32>
  %2 = tosa.tanh %1 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = quant.qcast %2 : tensor<4xf32> to tensor<4x!y>
  %4 = quant.scast %3 : tensor<4x!y> to tensor<4xi8>
  return %4 : tensor<4xi8>
}

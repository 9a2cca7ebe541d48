// RUN: qopt %s --qopt-recognise-quantization --split-input-file | FileCheck %s

// What torch-mlir writes: a product with the inverse, halves to the even number.
// CHECK-LABEL: @half_to_even
// CHECK-NEXT: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 0.199655026 zp 8 clamp [-128, 127] : tensor<2x4xf32>
// CHECK-NEXT: return %[[Y]]
func.func @half_to_even(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<5.00863934> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %zp = "tosa.const"() <{values = dense<8.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %z32 = "tosa.const"() <{values = dense<8> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
  %scale = "tosa.const"() <{values = dense<0.199655026> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %f = tosa.floor %m : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %d = tosa.sub %m, %f : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %c = tosa.ceil %m : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %h = tosa.mul %f, %half, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %g = tosa.floor %h : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %e = tosa.mul %g, %two, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %ise = tosa.equal %f, %e : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
  %isT = tosa.equal %d, %half : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xi1>
  %isl = tosa.greater %half, %d : (tensor<1x1xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
  %and = tosa.logical_and %isT, %ise : (tensor<2x4xi1>, tensor<2x4xi1>) -> tensor<2x4xi1>
  %or = tosa.logical_or %isl, %and : (tensor<2x4xi1>, tensor<2x4xi1>) -> tensor<2x4xi1>
  %r = tosa.select %or, %f, %c : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %a = tosa.add %r, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %k = tosa.clamp %a {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %i = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xi32>
  %s = tosa.sub %i, %z32 : (tensor<2x4xi32>, tensor<1x1xi32>) -> tensor<2x4xi32>
  %sf = tosa.cast %s : (tensor<2x4xi32>) -> tensor<2x4xf32>
  %y = tosa.mul %sf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// Halves up, a clamp of two operations before the zero point is added, and the dequantization in floats.
// CHECK-LABEL: @half_up
// CHECK-NEXT: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp -100 clamp [-100, 127] : tensor<2x4xf32>
// CHECK-NEXT: return %[[Y]]
func.func @half_up(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %lo = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %hi = "tosa.const"() <{values = dense<227.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %zp = "tosa.const"() <{values = dense<-100.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %h = tosa.add %m, %half : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %r = tosa.floor %h : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %k0 = tosa.maximum %r, %lo : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %k1 = tosa.minimum %k0, %hi : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %a = tosa.add %k1, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %a : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %s = tosa.sub %qf, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %y = tosa.mul %s, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// The cast rounds and saturates by itself.
// CHECK-LABEL: @cast
// CHECK-NEXT: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 2.000000e+00 zp 0 clamp [-128, 127] : tensor<2x4xf32>
// CHECK-NEXT: return %[[Y]]
func.func @cast(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %q = tosa.cast %m : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// Whole numbers that stay floats, as fake quantization for training is written; unsigned ones.
// CHECK-LABEL: @floats
// CHECK-NEXT: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp 100 clamp [0, 255] unsigned : tensor<2x4xf32>
// CHECK-NEXT: return %[[Y]]
func.func @floats(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %zp = "tosa.const"() <{values = dense<100.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %f = tosa.floor %m : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %d = tosa.sub %m, %f : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %c = tosa.ceil %m : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %h = tosa.mul %f, %half, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %g = tosa.floor %h : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %e = tosa.mul %g, %two, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %ise = tosa.equal %f, %e : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
  %isT = tosa.equal %d, %half : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xi1>
  %isl = tosa.greater %half, %d : (tensor<1x1xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
  %and = tosa.logical_and %isT, %ise : (tensor<2x4xi1>, tensor<2x4xi1>) -> tensor<2x4xi1>
  %or = tosa.logical_or %isl, %and : (tensor<2x4xi1>, tensor<2x4xi1>) -> tensor<2x4xi1>
  %r = tosa.select %or, %f, %c : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %a = tosa.add %r, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %k = tosa.clamp %a {max_val = 255.0 : f32, min_val = 0.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %s = tosa.sub %k, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %y = tosa.mul %s, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// What scales the tensor before is no part of it.
// CHECK-LABEL: @scaled
// CHECK: %[[X:.*]] = tosa.mul %arg0
// CHECK: qnn.fake_quantize %[[X]] scale 5.000000e-01 zp 0 clamp [-128, 127] : tensor<2x4xf32>
func.func @scaled(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %by = "tosa.const"() <{values = dense<3.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %v = tosa.mul %x, %by, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %m = tosa.mul %v, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %k = tosa.clamp %m {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// Integers that are moved.
// CHECK-LABEL: @moved
// CHECK: %[[Y:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp 0 clamp [-128, 127] : tensor<2x4xf32>
// CHECK: %[[T:.*]] = tosa.transpose %[[Y]] {perms = array<i32: 1, 0>} : (tensor<2x4xf32>) -> tensor<4x2xf32>
// CHECK: return %[[T]]
func.func @moved(%x: tensor<2x4xf32>) -> tensor<4x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %k = tosa.clamp %m {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %t = tosa.transpose %q {perms = array<i32: 1, 0>} : (tensor<2x4xi8>) -> tensor<4x2xi8>
  %qf = tosa.cast %t : (tensor<4x2xi8>) -> tensor<4x2xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<4x2xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// -----

// Another scale than the quantizer's, another zero point, rounding down: arithmetic, whatever it was meant to be.
// CHECK-LABEL: @other_scale
// CHECK-NOT: fake_quantize
// CHECK: qnn.quantize %arg0 scale 5.000000e-01 zp 0
// CHECK: tosa.mul
func.func @other_scale(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %k = tosa.clamp %m {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK-LABEL: @other_zero_point
// CHECK-NOT: fake_quantize
// CHECK: tosa.mul
func.func @other_zero_point(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %zp = "tosa.const"() <{values = dense<3.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %z32 = "tosa.const"() <{values = dense<4> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %a = tosa.add %m, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %k = tosa.clamp %a {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %i = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xi32>
  %s = tosa.sub %i, %z32 : (tensor<2x4xi32>, tensor<1x1xi32>) -> tensor<2x4xi32>
  %sf = tosa.cast %s : (tensor<2x4xi32>) -> tensor<2x4xf32>
  %y = tosa.mul %sf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK-LABEL: @rounds_down
// CHECK-NOT: quantize
// CHECK: tosa.floor
func.func @rounds_down(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %r = tosa.floor %m : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %k = tosa.clamp %r {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// A scale for each channel of an activation stays arithmetic.
// CHECK-LABEL: @channels
// CHECK-NOT: fake_quantize
func.func @channels(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<[[2.0, 4.0, 8.0, 16.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %scale = "tosa.const"() <{values = dense<[[0.5, 0.25, 0.125, 0.0625]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %k = tosa.clamp %m {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %qf = tosa.cast %q : (tensor<2x4xi8>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// 16 bits stay arithmetic.
// CHECK-LABEL: @wide
// CHECK-NOT: quantize
// CHECK: tosa.cast {{.*}} -> tensor<2x4xi16>
func.func @wide(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %k = tosa.clamp %m {max_val = 32767.0 : f32, min_val = -32768.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi16>
  %qf = tosa.cast %q : (tensor<2x4xi16>) -> tensor<2x4xf32>
  %y = tosa.mul %qf, %scale, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// A weight with a scale and a zero point for each row.
// CHECK-LABEL: @weight
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[}}0.000000e+00, 5.000000e-01], [-5.000000e+00, 2.000000e+00]]> : tensor<2x2xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<{{\[\[}}5.000000e-01], [1.000000e+00]]> : tensor<2x1xf32>}>
// CHECK-DAG: %[[Z:.*]] = "tosa.const"() <{values = dense<{{\[\[}}1.000000e+00], [2.000000e+00]]> : tensor<2x1xf32>}>
// CHECK: qnn.given_weight %[[W]], %[[S]], %[[Z]] : tensor<2x2xf32>, tensor<2x1xf32>, tensor<2x1xf32>
func.func @weight() -> tensor<2x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %w = "tosa.const"() <{values = dense<[[1, 2], [-3, 4]]> : tensor<2x2xi8>}> : () -> tensor<2x2xi8>
  %zp = "tosa.const"() <{values = dense<[[1], [2]]> : tensor<2x1xi32>}> : () -> tensor<2x1xi32>
  %scale = "tosa.const"() <{values = dense<[[0.5], [1.0]]> : tensor<2x1xf32>}> : () -> tensor<2x1xf32>
  %i = tosa.cast %w : (tensor<2x2xi8>) -> tensor<2x2xi32>
  %s = tosa.sub %i, %zp : (tensor<2x2xi32>, tensor<2x1xi32>) -> tensor<2x2xi32>
  %f = tosa.cast %s : (tensor<2x2xi32>) -> tensor<2x2xf32>
  %y = tosa.mul %f, %scale, %shift : (tensor<2x2xf32>, tensor<2x1xf32>, tensor<1xi8>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// -----

// Sums of products of bytes are those of what they stand for: the weight's scale is the sum's, 0.125, over the input's.
// CHECK-LABEL: @sums
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{.*}}2.500000e-01{{.*}}> : tensor<1x4x1xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1x1x1xf32>}>
// CHECK: %[[G:.*]] = qnn.given_weight %[[W]], %[[S]]
// CHECK: %[[X:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp 3 clamp [-128, 127] : tensor<2x4xf32>
// CHECK: %[[A:.*]] = tosa.reshape %[[X]]
// CHECK: %[[M:.*]] = tosa.matmul %[[A]], %[[G]], {{.*}} -> tensor<1x2x1xf32>
// CHECK: %[[Y:.*]] = tosa.reshape %[[M]]
// CHECK: return %[[Y]] : tensor<2x1xf32>
func.func @sums(%x: tensor<2x4xf32>) -> tensor<2x1xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %inv = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %zp = "tosa.const"() <{values = dense<3.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %scale = "tosa.const"() <{values = dense<0.125> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %azp = "tosa.const"() <{values = dense<3> : tensor<1xi8>}> : () -> tensor<1xi8>
  %w = "tosa.const"() <{values = dense<[[[1], [2], [-3], [127]]]> : tensor<1x4x1xi8>}> : () -> tensor<1x4x1xi8>
  %s3 = tosa.const_shape {values = dense<[1, 2, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s2 = tosa.const_shape {values = dense<[2, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %m = tosa.mul %x, %inv, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %a = tosa.add %m, %zp : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %k = tosa.clamp %a {max_val = 127.0 : f32, min_val = -128.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = tosa.cast %k : (tensor<2x4xf32>) -> tensor<2x4xi8>
  %q3 = tosa.reshape %q, %s3 : (tensor<2x4xi8>, !tosa.shape<3>) -> tensor<1x2x4xi8>
  %sum = tosa.matmul %q3, %w, %azp, %shift : (tensor<1x2x4xi8>, tensor<1x4x1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x1xi32>
  %sum2 = tosa.reshape %sum, %s2 : (tensor<1x2x1xi32>, !tosa.shape<2>) -> tensor<2x1xi32>
  %f = tosa.cast %sum2 : (tensor<2x1xi32>) -> tensor<2x1xf32>
  %y = tosa.mul %f, %scale, %shift : (tensor<2x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x1xf32>
  return %y : tensor<2x1xf32>
}

// RUN: qopt %s --qopt-import-integer-tosa --mlir-elide-elementsattrs-if-larger=9 | FileCheck %s

// A convolution with its rescale and clamp.
// CHECK-LABEL: @conv
func.func @conv(%x: tensor<1x4x4x2xi8>) -> tensor<1x2x2x3xi8> {
  %w = "tosa.const"() <{values = dense<7> : tensor<3x2x2x2xi8>}> : () -> tensor<3x2x2x2xi8>
  %b = "tosa.const"() <{values = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
  %xzp = "tosa.const"() <{values = dense<-3> : tensor<1xi8>}> : () -> tensor<1xi8>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () -> tensor<1xi32>
  %m = "tosa.const"() <{values = dense<[1073741824, 1073741825, 1073741826]> : tensor<3xi32>}> : () -> tensor<3xi32>
  %s = "tosa.const"() <{values = dense<[38, 39, 40]> : tensor<3xi8>}> : () -> tensor<3xi8>
  // CHECK: %[[B:.*]] = "tosa.const"() <{values = dense<5> : tensor<3xi32>}>
  // CHECK: %[[ACC:.*]] = qnn.conv2d %arg0, %{{.*}}, %[[B]] pad [0, 0, 0, 0] stride [2, 2] dilation [1, 1] x_zp -3 w_zp 0 unit "conv2d0"
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x2xi8>, tensor<3x2x2x2xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2x3xi32>
  // CHECK: %[[Y:.*]] = qnn.requantize %[[ACC]], (%{{.*}}, %{{.*}}) in_zp 0 out_zp -3 clamp [-3, 100] double unit "conv2d0"
  %q = tosa.rescale %acc, %m, %s, %zero, %xzp {input_unsigned = false, output_unsigned = false, per_channel = true, rounding_mode = DOUBLE_ROUND, scale32 = true} : (tensor<1x2x2x3xi32>, tensor<3xi32>, tensor<3xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<1x2x2x3xi8>
  // CHECK-NEXT: return %[[Y]]
  %y = tosa.clamp %q {min_val = -3 : i8, max_val = 100 : i8} : (tensor<1x2x2x3xi8>) -> tensor<1x2x2x3xi8>
  return %y : tensor<1x2x2x3xi8>
}

// Output channel c * 2 + m is number m of input channel c.
// CHECK-LABEL: @depthwise
func.func @depthwise(%x: tensor<1x2x1x2xi8>) -> tensor<1x1x1x4xi32> {
  %w = "tosa.const"() <{values = dense<[[[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]]> : tensor<2x1x2x2xi8>}> : () -> tensor<2x1x2x2xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<4xi32>}> : () -> tensor<4xi32>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %wzp = "tosa.const"() <{values = dense<4> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: %[[W:.*]] = "tosa.const"() <{values = dense<{{.}}{{.}}{{.}}[1]], {{.}}[5]]], {{.}}{{.}}[2]], {{.}}[6]]], {{.}}{{.}}[3]], {{.}}[7]]], {{.}}{{.}}[4]], {{.}}[8]]]]> : tensor<4x2x1x1xi8>
  // CHECK: qnn.conv2d %arg0, %[[W]], %{{.*}} pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 4
  %acc = tosa.depthwise_conv2d %x, %w, %b, %xzp, %wzp {acc_type = i32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x2x1x2xi8>, tensor<2x1x2x2xi8>, tensor<4xi32>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x1x1x4xi32>
  return %acc : tensor<1x1x1x4xi32>
}

// CHECK-LABEL: @products
func.func @products(%x: tensor<1x2x3xi8>, %y: tensor<1x3x2xi8>) -> (tensor<1x2x2xi32>, tensor<1x2x2xi32>) {
  %w = "tosa.const"() <{values = dense<[[[1, 2], [3, 4], [5, 6]]]> : tensor<1x3x2xi8>}> : () -> tensor<1x3x2xi8>
  %zp = "tosa.const"() <{values = dense<-9> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: %[[X:.*]] = tosa.reshape %arg0
  // CHECK: %[[W:.*]] = "tosa.const"() <{values = dense<{{.}}[1, 3, 5], [2, 4, 6]]> : tensor<2x3xi8>
  // CHECK: qnn.dense %[[X]], %[[W]], %{{.*}} x_zp -9 w_zp -9 unit "dense0"
  %a = tosa.matmul %x, %w, %zp, %zp : (tensor<1x2x3xi8>, tensor<1x3x2xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2xi32>
  // CHECK: qnn.matmul %arg0, %arg1 a_zp -9 b_zp -9 unit "matmul0"
  %b = tosa.matmul %x, %y, %zp, %zp : (tensor<1x2x3xi8>, tensor<1x3x2xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2xi32>
  return %a, %b : tensor<1x2x2xi32>, tensor<1x2x2xi32>
}

// Unsigned is what the operation reads; the interface says it in an attribute.
// CHECK-LABEL: @unsigned
// CHECK-SAME: (%arg0: tensor<2x3xi8> {qnn.unsigned}) -> (tensor<2x3xi8> {qnn.unsigned})
func.func @unsigned(%x: tensor<2x3xui8>) -> tensor<2x3xui8> {
  %m = "tosa.const"() <{values = dense<1073741824> : tensor<1xi32>}> : () -> tensor<1xi32>
  %s = "tosa.const"() <{values = dense<30> : tensor<1xi8>}> : () -> tensor<1xi8>
  %in = "tosa.const"() <{values = dense<200> : tensor<1xui8>}> : () -> tensor<1xui8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: qnn.requantize %arg0, (%{{.*}}, %{{.*}}) in_zp 200 in_unsigned out_zp 0 clamp [-128, 127] single unit "requantize0"
  %a = tosa.rescale %x, %m, %s, %in, %zero {input_unsigned = true, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = true} : (tensor<2x3xui8>, tensor<1xi32>, tensor<1xi8>, tensor<1xui8>, tensor<1xi8>) -> tensor<2x3xi8>
  // CHECK: qnn.requantize %{{.*}} in_zp 0 out_zp 200 clamp [0, 255] single unit "requantize1"
  %b = tosa.rescale %a, %m, %s, %zero, %in {input_unsigned = false, output_unsigned = true, per_channel = false, rounding_mode = INEXACT_ROUND, scale32 = true} : (tensor<2x3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xui8>) -> tensor<2x3xui8>
  return %b : tensor<2x3xui8>
}

// A sum of two tensors as TFLite has it, in 32 bits.
// CHECK-LABEL: @sum
func.func @sum(%x: tensor<2x3xi8>, %y: tensor<2x3xi8>) -> tensor<2x3xi8> {
  %m = "tosa.const"() <{values = dense<1073741824> : tensor<1xi32>}> : () -> tensor<1xi32>
  %up = "tosa.const"() <{values = dense<11> : tensor<1xi8>}> : () -> tensor<1xi8>
  %down = "tosa.const"() <{values = dense<50> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zp = "tosa.const"() <{values = dense<-3> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () -> tensor<1xi32>
  // CHECK: qnn.requantize %arg0, {{.*}} in_zp -3 out_zp 0 clamp [-2147483648, 2147483647] double
  %a = tosa.rescale %x, %m, %up, %zp, %zero {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = DOUBLE_ROUND, scale32 = true} : (tensor<2x3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xi32>) -> tensor<2x3xi32>
  %b = tosa.rescale %y, %m, %up, %zp, %zero {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = DOUBLE_ROUND, scale32 = true} : (tensor<2x3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xi32>) -> tensor<2x3xi32>
  // CHECK: tosa.add
  %c = tosa.add %a, %b : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
  // CHECK: qnn.requantize %{{.*}} in_zp 0 out_zp -3 clamp [-128, 127] double
  %q = tosa.rescale %c, %m, %down, %zero, %zp {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = DOUBLE_ROUND, scale32 = true} : (tensor<2x3xi32>, tensor<1xi32>, tensor<1xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<2x3xi8>
  return %q : tensor<2x3xi8>
}

// Accumulators of 48 bits are kept in 64.
// CHECK-LABEL: @wide
// CHECK-SAME: (%arg0: tensor<2x3xi64>) -> tensor<2x3xi16>
func.func @wide(%x: tensor<2x3xi48>) -> tensor<2x3xi16> {
  %m = "tosa.const"() <{values = dense<16384> : tensor<1xi16>}> : () -> tensor<1xi16>
  %s = "tosa.const"() <{values = dense<30> : tensor<1xi8>}> : () -> tensor<1xi8>
  %in = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %out = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  // CHECK: qnn.requantize %arg0, (%{{.*}}, %{{.*}}) in_zp 0 out_zp 0 clamp [-32768, 32767] single unit "requantize0" : tensor<2x3xi64>, (tensor<1xi32>, tensor<1xi8>)
  %y = tosa.rescale %x, %m, %s, %in, %out {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false} : (tensor<2x3xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<2x3xi16>
  return %y : tensor<2x3xi16>
}

// CHECK-LABEL: @pools
func.func @pools(%x: tensor<1x4x4x2xi8>) -> (tensor<1x2x2x2xi8>, tensor<1x2x2x2xi8>) {
  %zp = "tosa.const"() <{values = dense<-7> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: qnn.max_pool2d %arg0 kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] unit "max_pool2d0"
  %a = tosa.max_pool2d %x {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} : (tensor<1x4x4x2xi8>) -> tensor<1x2x2x2xi8>
  // CHECK: %[[M:.*]] = "tosa.const"() <{values = dense<[1073741825, 1073741825, 1431655766, 1073741825]> : tensor<4xi32>}>
  // CHECK: %[[S:.*]] = "tosa.const"() <{values = dense<[30, 31, 32, 32]> : tensor<4xi8>}>
  // CHECK: qnn.avg_pool2d %arg0, (%[[M]], %[[S]]) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp -7 out_zp -7 clamp [-128, 127] single unit "avg_pool2d0"
  %b = tosa.avg_pool2d %x, %zp, %zp {acc_type = i32, kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} : (tensor<1x4x4x2xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2x2xi8>
  return %a, %b : tensor<1x2x2x2xi8>, tensor<1x2x2x2xi8>
}

// Entry 0 of TOSA's table is that of -128, the byte 0x80.
// CHECK-LABEL: @table
func.func @table(%x: tensor<2x3xi8>) -> tensor<2x3xi8> {
  %t = "tosa.const"() <{values = dense<4> : tensor<256xi8>}> : () -> tensor<256xi8>
  // CHECK: qnn.lookup %arg0 table dense<4> : tensor<256xi8> unit "lookup0"
  %y = tosa.table %x, %t : (tensor<2x3xi8>, tensor<256xi8>) -> tensor<2x3xi8>
  return %y : tensor<2x3xi8>
}

// RUN: qopt %s --qopt-import-integer-tosa --split-input-file --verify-diagnostics --mlir-elide-elementsattrs-if-larger=9 | FileCheck %s

// Products of 16 and 8 bits whose sums 32 bits hold: the rescale of what would have 48 reads them as they are, by a
// multiplier of 32 bits that means the same. The move between is one of 32 bits.

// CHECK-LABEL: @fits
func.func @fits(%x: tensor<1x2x2x2xi16>) -> tensor<4x3xi16> {
  %w = "tosa.const"() <{values = dense<-127> : tensor<3x1x1x2xi8>}> : () -> tensor<3x1x1x2xi8>
  %b = "tosa.const"() <{values = dense<[5, 6, -2139160576]> : tensor<3xi48>}> : () -> tensor<3xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %m = "tosa.const"() <{values = dense<[16384, 16385, 32767]> : tensor<3xi16>}> : () -> tensor<3xi16>
  %s = "tosa.const"() <{values = dense<[30, 31, 46]> : tensor<3xi8>}> : () -> tensor<3xi8>
  %shape = tosa.const_shape {values = dense<[4, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // CHECK: %[[B:.*]] = "tosa.const"() <{values = dense<[5, 6, -2139160576]> : tensor<3xi32>}>
  // CHECK: %[[ACC:.*]] = qnn.conv2d %arg0, %{{.*}}, %[[B]] {{.*}} unit "conv2d0" : (tensor<1x2x2x2xi16>, {{.*}}) -> tensor<1x2x2x3xi32>
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x2x2x2xi16>, tensor<3x1x1x2xi8>, tensor<3xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x2x2x3xi48>
  // CHECK-NOT: i64>
  // CHECK: %[[MOVED:.*]] = tosa.reshape %[[ACC]]
  %moved = tosa.reshape %acc, %shape : (tensor<1x2x2x3xi48>, !tosa.shape<2>) -> tensor<4x3xi48>
  // CHECK: %[[M:.*]] = "tosa.const"() <{values = dense<[1073741824, 1073807360, 2147418112]> : tensor<3xi32>}>
  // CHECK: %[[S:.*]] = "tosa.const"() <{values = dense<[46, 47, 62]> : tensor<3xi8>}>
  // CHECK: qnn.requantize %[[MOVED]], (%[[M]], %[[S]]) in_zp 0 out_zp 0 clamp [0, 32767] single unit "conv2d0" : tensor<4x3xi32>
  %q = tosa.rescale %moved, %m, %s, %zero, %xzp {input_unsigned = false, output_unsigned = false, per_channel = true, rounding_mode = SINGLE_ROUND, scale32 = false} : (tensor<4x3xi48>, tensor<3xi16>, tensor<3xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<4x3xi16>
  %y = tosa.clamp %q {min_val = 0 : i16, max_val = 32767 : i16} : (tensor<4x3xi16>) -> tensor<4x3xi16>
  return %y : tensor<4x3xi16>
}

// -----

// Depthwise: 576 products are too many, but not of what a clamp leaves.

// CHECK-LABEL: @clamped
func.func @clamped(%x: tensor<1x24x24x1xi16>) -> tensor<1x1x1x1xi16> {
  %w = "tosa.const"() <{values = dense<-128> : tensor<24x24x1x1xi8>}> : () -> tensor<24x24x1x1xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %m = "tosa.const"() <{values = dense<16384> : tensor<1xi16>}> : () -> tensor<1xi16>
  %s = "tosa.const"() <{values = dense<30> : tensor<1xi8>}> : () -> tensor<1xi8>
  %small = tosa.clamp %x {min_val = -15000 : i16, max_val = 15000 : i16} : (tensor<1x24x24x1xi16>) -> tensor<1x24x24x1xi16>
  // CHECK: qnn.conv2d {{.*}} : (tensor<1x24x24x1xi16>, tensor<1x24x24x1xi8>, tensor<1xi32>) -> tensor<1x1x1x1xi32>
  %acc = tosa.depthwise_conv2d %small, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x24x24x1xi16>, tensor<24x24x1x1xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x1x1x1xi48>
  %y = tosa.rescale %acc, %m, %s, %zero, %xzp {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false} : (tensor<1x1x1x1xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<1x1x1x1xi16>
  return %y : tensor<1x1x1x1xi16>
}

// -----

// Nor of what a table gives.

// CHECK-LABEL: @interpolated
func.func @interpolated(%x: tensor<1x24x24x1xi16>) -> tensor<1x1x1x1xi16> {
  %w = "tosa.const"() <{values = dense<-128> : tensor<24x24x1x1xi8>}> : () -> tensor<24x24x1x1xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %zero32 = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () -> tensor<1xi32>
  %m = "tosa.const"() <{values = dense<16384> : tensor<1xi16>}> : () -> tensor<1xi16>
  %s = "tosa.const"() <{values = dense<30> : tensor<1xi8>}> : () -> tensor<1xi8>
  %m32 = "tosa.const"() <{values = dense<1073741824> : tensor<1xi32>}> : () -> tensor<1xi32>
  %s32 = "tosa.const"() <{values = dense<37> : tensor<1xi8>}> : () -> tensor<1xi8>
  %t = "tosa.const"() <{values = dense<15000> : tensor<513xi16>}> : () -> tensor<513xi16>
  %fine = tosa.table %x, %t : (tensor<1x24x24x1xi16>, tensor<513xi16>) -> tensor<1x24x24x1xi32>
  %y = tosa.rescale %fine, %m32, %s32, %zero32, %xzp {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = true} : (tensor<1x24x24x1xi32>, tensor<1xi32>, tensor<1xi8>, tensor<1xi32>, tensor<1xi16>) -> tensor<1x24x24x1xi16>
  // CHECK: qnn.conv2d {{.*}} -> tensor<1x1x1x1xi32>
  %acc = tosa.depthwise_conv2d %y, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x24x24x1xi16>, tensor<24x24x1x1xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x1x1x1xi48>
  %z = tosa.rescale %acc, %m, %s, %zero, %xzp {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false} : (tensor<1x1x1x1xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<1x1x1x1xi16>
  return %z : tensor<1x1x1x1xi16>
}

// -----

// 511 products of -128 and -32768 fit, and the bias with the first of them.

// CHECK-LABEL: @parts
func.func @parts(%x: tensor<1x1x1x1000xi16>) -> tensor<1x1x1x1xi16> {
  %w = "tosa.const"() <{values = dense<-128> : tensor<1x1x1x1000xi8>}> : () -> tensor<1x1x1x1000xi8>
  %b = "tosa.const"() <{values = dense<100000000> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %m = "tosa.const"() <{values = dense<16384> : tensor<1xi16>}> : () -> tensor<1xi16>
  %s = "tosa.const"() <{values = dense<32> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: %[[X0:.*]] = tosa.slice %arg0, {{.*}} -> tensor<1x1x1x480xi16>
  // CHECK: %[[B0:.*]] = "tosa.const"() <{values = dense<100000000> : tensor<1xi32>}>
  // CHECK: %[[ACC0:.*]] = qnn.conv2d %[[X0]], %{{.*}}, %[[B0]] {{.*}} unit "conv2d0"
  // CHECK: %[[WIDE0:.*]] = tosa.cast %[[ACC0]] : (tensor<1x1x1x1xi32>) -> tensor<1x1x1x1xi64>
  // CHECK: %[[X1:.*]] = tosa.slice %arg0, {{.*}} -> tensor<1x1x1x496xi16>
  // CHECK: %[[B1:.*]] = "tosa.const"() <{values = dense<0> : tensor<1xi32>}>
  // CHECK: %[[ACC1:.*]] = qnn.conv2d %[[X1]], %{{.*}}, %[[B1]] {{.*}} unit "conv2d0"
  // CHECK: %[[WIDE1:.*]] = tosa.cast %[[ACC1]]
  // CHECK: %[[SUM:.*]] = tosa.add %[[WIDE0]], %[[WIDE1]]
  // CHECK: -> tensor<1x1x1x24xi16>
  // CHECK: %[[ALL:.*]] = tosa.add %[[SUM]], %{{.*}} -> tensor<1x1x1x1xi64>
  // CHECK: qnn.requantize %[[ALL]], {{.*}} unit "conv2d0" : tensor<1x1x1x1xi64>
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x1x1000xi16>, tensor<1x1x1x1000xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x1x1x1xi48>
  %y = tosa.rescale %acc, %m, %s, %zero, %xzp {input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false} : (tensor<1x1x1x1xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<1x1x1x1xi16>
  return %y : tensor<1x1x1x1xi16>
}

// -----

// CHECK-LABEL: @slow
func.func @slow(%x: tensor<1x32x32x1xi16>, %a: tensor<1x2x3xi16>, %c: tensor<1x3x2xi16>) -> (tensor<1x1x1x1xi48>, tensor<1x2x2xi48>) {
  %w = "tosa.const"() <{values = dense<-128> : tensor<1x32x32x1xi8>}> : () -> tensor<1x32x32x1xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: tosa.conv2d
  // expected-remark @+1 {{runs as loops over 64 bits: 32 bits do not hold the products of one channel of the input and the bias; it is correct but slow}}
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x32x32x1xi16>, tensor<1x32x32x1xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x1x1x1xi48>
  // CHECK: tosa.matmul
  // expected-remark @+1 {{runs as loops over 64 bits: there are kernels for products of 16 and 8 bits only; it is correct but slow}}
  %p = tosa.matmul %a, %c, %xzp, %xzp : (tensor<1x2x3xi16>, tensor<1x3x2xi16>, tensor<1xi16>, tensor<1xi16>) -> tensor<1x2x2xi48>
  return %acc, %p : tensor<1x1x1x1xi48>, tensor<1x2x2xi48>
}

// -----

// CHECK-LABEL: @wide_bias
func.func @wide_bias(%x: tensor<1x1x1x2xi16>) -> tensor<1x1x1x1xi48> {
  %w = "tosa.const"() <{values = dense<1> : tensor<1x1x1x2xi8>}> : () -> tensor<1x1x1x2xi8>
  %b = "tosa.const"() <{values = dense<2147483648> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: tosa.conv2d
  // expected-remark @+1 {{runs as loops over 64 bits: 32 bits do not hold its bias; it is correct but slow}}
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x1x2xi16>, tensor<1x1x1x2xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x1x1x1xi48>
  return %acc : tensor<1x1x1x1xi48>
}

// -----

// The same parts of a dynamic batch.

// CHECK-LABEL: @dynamic_parts
func.func @dynamic_parts(%x: tensor<?x2x3x600xi16>) -> tensor<?x2x3x1xi48> {
  %w = "tosa.const"() <{values = dense<-128> : tensor<1x1x1x600xi8>}> : () -> tensor<1x1x1x600xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: %[[SIZE:.*]] = tosa.const_shape {values = dense<[-1, 2, 3, 496]> : tensor<4xindex>}
  // CHECK: %[[X0:.*]] = tosa.slice %arg0, %{{.*}}, %[[SIZE]] {{.*}} -> tensor<?x2x3x496xi16>
  // CHECK: qnn.conv2d %[[X0]], {{.*}} -> tensor<?x2x3x1xi32>
  // CHECK: %[[X1:.*]] = tosa.slice %arg0, {{.*}} -> tensor<?x2x3x104xi16>
  // CHECK: qnn.conv2d %[[X1]], {{.*}} -> tensor<?x2x3x1xi32>
  // CHECK: tosa.add {{.*}} -> tensor<?x2x3x1xi64>
  %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<?x2x3x600xi16>, tensor<1x1x1x600xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<?x2x3x1xi48>
  return %acc : tensor<?x2x3x1xi48>
}

// -----

// A cropped transposed convolution of a dynamic batch.

// CHECK-LABEL: @dynamic_transposed
func.func @dynamic_transposed(%x: tensor<?x3x3x6xi16>) -> tensor<?x6x5x1xi48> {
  %w = "tosa.const"() <{values = dense<-128> : tensor<1x1x1x6xi8>}> : () -> tensor<1x1x1x6xi8>
  %b = "tosa.const"() <{values = dense<0> : tensor<1xi48>}> : () -> tensor<1xi48>
  %xzp = "tosa.const"() <{values = dense<0> : tensor<1xi16>}> : () -> tensor<1xi16>
  %wzp = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  // CHECK: %[[CROPPED:.*]] = tosa.slice {{.*}} : (tensor<?x6x6x6xi16>, {{.*}} -> tensor<?x6x5x6xi16>
  // CHECK: qnn.conv2d %[[CROPPED]], {{.*}} -> tensor<?x6x5x1xi32>
  %acc = tosa.transpose_conv2d %x, %w, %b, %xzp, %wzp {acc_type = i48, out_pad = array<i64: 0, 1, 0, 0>, stride = array<i64: 2, 2>} : (tensor<?x3x3x6xi16>, tensor<1x1x1x6xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<?x6x5x1xi48>
  return %acc : tensor<?x6x5x1xi48>
}

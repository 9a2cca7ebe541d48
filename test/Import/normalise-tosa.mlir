// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s

// The TFLite converter's FULLY_CONNECTED.

// CHECK-LABEL: func.func @fully_connected
// CHECK-SAME:    %[[X:.+]]: tensor<?x2xf32>
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{\[\[\[}}1.000000e+00, 3.000000e+00, 5.000000e+00], [2.000000e+00, 4.000000e+00, 6.000000e+00]]]> : tensor<1x2x3xf32>}>
// CHECK-DAG:     %[[B:.+]] = "tosa.const"() <{values = dense<{{\[\[}}7.000000e+00, 8.000000e+00, 9.000000e+00]]> : tensor<1x3xf32>}>
// CHECK:         %[[X3:.+]] = tosa.reshape %[[X]], {{.*}} : (tensor<?x2xf32>, !tosa.shape<3>) -> tensor<1x?x2xf32>
// CHECK:         %[[Y3:.+]] = tosa.matmul %[[X3]], %[[W]],
// CHECK:         %[[Y:.+]] = tosa.reshape %[[Y3]], {{.*}} -> tensor<?x3xf32>
// CHECK:         %[[S:.+]] = tosa.add %[[Y]], %[[B]] : (tensor<?x3xf32>, tensor<1x3xf32>) -> tensor<?x3xf32>
// CHECK:         return %[[S]]
func.func @fully_connected(%x: tensor<?x2xf32>) -> tensor<?x3xf32> {
  %w = "tosa.const"() <{values = dense<[[[[1.0, 2.0]]], [[[3.0, 4.0]]], [[[5.0, 6.0]]]]> : tensor<3x1x1x2xf32>}> : () -> tensor<3x1x1x2xf32>
  %b = "tosa.const"() <{values = dense<[7.0, 8.0, 9.0]> : tensor<3xf32>}> : () -> tensor<3xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[-1, 1, 1, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %s1 = tosa.const_shape {values = dense<[-1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<?x2xf32>, !tosa.shape<4>) -> tensor<?x1x1x2xf32>
  %1 = tosa.conv2d %0, %w, %b, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<?x1x1x2xf32>, tensor<3x1x1x2xf32>, tensor<3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x1x1x3xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<?x1x1x3xf32>, !tosa.shape<2>) -> tensor<?x3xf32>
  return %2 : tensor<?x3xf32>
}

// One output pixel sees the whole image; a bias of zeros goes.

// CHECK-LABEL: func.func @whole_image
// CHECK-DAG:     "tosa.const"() <{values = dense<{{\[\[\[}}1.000000e+00], [2.000000e+00], [3.000000e+00], [4.000000e+00]]]> : tensor<1x4x1xf32>}>
// CHECK:         tosa.matmul {{.*}} -> tensor<1x5x1xf32>
// CHECK-NOT:     tosa.add
// CHECK:         return {{.*}} : tensor<5x1x1x1xf32>
func.func @whole_image(%x: tensor<5x2x2x1xf32>) -> tensor<5x1x1x1xf32> {
  %w = "tosa.const"() <{values = dense<[[[[1.0], [2.0]], [[3.0], [4.0]]]]> : tensor<1x2x2x1xf32>}> : () -> tensor<1x2x2x1xf32>
  %b = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.conv2d %x, %w, %b, %b, %b {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<5x2x2x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<5x1x1x1xf32>
  return %0 : tensor<5x1x1x1xf32>
}

// More than one pixel comes out: a convolution it stays.

// CHECK-LABEL: func.func @real_convolutions
// CHECK-COUNT-3: tosa.conv2d
func.func @real_convolutions(%x: tensor<1x5x5x1xf32>) -> (tensor<1x4x4x1xf32>, tensor<1x3x3x1xf32>, tensor<1x7x7x1xf32>) {
  %w2 = "tosa.const"() <{values = dense<1.0> : tensor<1x2x2x1xf32>}> : () -> tensor<1x2x2x1xf32>
  %w1 = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.conv2d %x, %w2, %zp, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x5x5x1xf32>, tensor<1x2x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x1xf32>
  %1 = tosa.conv2d %x, %w1, %zp, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x5x5x1xf32>, tensor<1x1x1x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x1xf32>
  %2 = tosa.conv2d %x, %w1, %zp, %zp, %zp {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : (tensor<1x5x5x1xf32>, tensor<1x1x1x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x7x7x1xf32>
  return %0, %1, %2 : tensor<1x4x4x1xf32>, tensor<1x3x3x1xf32>, tensor<1x7x7x1xf32>
}

// The largest float means no bound.
// CHECK-LABEL: func.func @open_clamp
// CHECK:         tosa.clamp %{{.+}} {max_val = 0x7F800000 : f32, min_val = 0.000000e+00 : f32}
// CHECK:         tosa.clamp %{{.+}} {max_val = 6.000000e+00 : f32, min_val = 0xFF800000 : f32}
func.func @open_clamp(%x: tensor<1x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
  %0 = tosa.clamp %x {min_val = 0.0 : f32, max_val = 3.40282347E+38 : f32} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %1 = tosa.clamp %x {min_val = -3.40282347E+38 : f32, max_val = 6.0 : f32} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %0, %1 : tensor<1x3xf32>, tensor<1x3xf32>
}

// CHECK-LABEL: func.func @to_clamp
// CHECK-SAME:    %[[X:.+]]: tensor<1x3xf32>
// CHECK:         tosa.clamp %[[X]] {max_val = 0x7F800000 : f32, min_val = 2.000000e+00 : f32}
// CHECK:         tosa.clamp %[[X]] {max_val = 2.000000e+00 : f32, min_val = 0xFF800000 : f32}
// CHECK:         tosa.clamp %[[X]] {max_val = 0x7F800000 : f32, min_val = 2.000000e+00 : f32, nan_mode = IGNORE}
// CHECK:         tosa.clamp %[[X]] {max_val = 2.000000e+00 : f32, min_val = 0xFF800000 : f32}
// CHECK:         tosa.minimum
// CHECK:         return
func.func @to_clamp(%x: tensor<1x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>) {
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %0 = tosa.maximum %two, %x : (tensor<1x1xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  %1 = tosa.minimum %x, %two : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  %p = tosa.greater_equal %x, %two : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xi1>
  %2 = tosa.select %p, %x, %two : (tensor<1x3xi1>, tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  %3 = tosa.select %p, %two, %x : (tensor<1x3xi1>, tensor<1x1xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  // Of a NaN this makes 2, and a clamp would not.
  %4 = tosa.minimum %x, %two {nan_mode = IGNORE} : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  return %0, %1, %2, %3, %4 : tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>
}

// A leaky relu stays.

// CHECK-LABEL: func.func @leaky_relu
// CHECK:         tosa.greater_equal
// CHECK:         tosa.mul %{{.+}}, %{{.+}}, %{{.+}} : (tensor<1x3xf32>, tensor<1x1xf32>, tensor<1xi8>)
// CHECK:         tosa.select
func.func @leaky_relu(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %slope = "tosa.const"() <{values = dense<0.125> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %p = tosa.greater_equal %x, %zero : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xi1>
  %m = tosa.mul %slope, %x, %shift : (tensor<1x1xf32>, tensor<1x3xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  %y = tosa.select %p, %x, %m : (tensor<1x3xi1>, tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// CHECK-LABEL: func.func @forms
// CHECK-SAME:    %[[X:.+]]: tensor<3x1xf32>
// CHECK:         %[[C:.+]] = "tosa.const"() <{values = dense<{{\[\[}}-1.000000e+00], [-2.000000e+00], [3.000000e+00]]> : tensor<3x1xf32>}>
// CHECK:         %[[A:.+]] = tosa.add %[[X]], %[[C]]
// CHECK:         %[[T:.+]] = tosa.reshape %[[A]], {{.*}} -> tensor<1x3xf32>
// CHECK:         return %[[T]]
func.func @forms(%x: tensor<3x1xf32>) -> tensor<1x3xf32> {
  %c = "tosa.const"() <{values = dense<[[1.0], [2.0], [-3.0]]> : tensor<3x1xf32>}> : () -> tensor<3x1xf32>
  %0 = tosa.identity %x : (tensor<3x1xf32>) -> tensor<3x1xf32>
  %1 = tosa.sub %0, %c : (tensor<3x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
  // Of unit dimensions, a reshape.
  %2 = tosa.transpose %1 {perms = array<i32: 1, 0>} : (tensor<3x1xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// An unfolded batch norm: ((x * w + 1) - 3) * 2 + 5.

// CHECK-LABEL: func.func @batch_norm
// CHECK-DAG:     "tosa.const"() <{values = dense<{{\[\[\[}}2.000000e+00], [4.000000e+00]]]> : tensor<1x2x1xf32>}>
// CHECK-DAG:     "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1x1xf32>}>
// CHECK:         tosa.matmul
// CHECK:         tosa.add
// CHECK-NOT:     tosa.add
// CHECK-NOT:     tosa.mul
// CHECK:         return
func.func @batch_norm(%x: tensor<1x4x2xf32>) -> tensor<1x4x1xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0], [2.0]]]> : tensor<1x2x1xf32>}> : () -> tensor<1x2x1xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %one = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %mean = "tosa.const"() <{values = dense<3.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %variance = "tosa.const"() <{values = dense<0.25> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %five = "tosa.const"() <{values = dense<5.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %0 = tosa.matmul %x, %w, %zp, %zp : (tensor<1x4x2xf32>, tensor<1x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x1xf32>
  %1 = tosa.add %0, %one : (tensor<1x4x1xf32>, tensor<1x1x1xf32>) -> tensor<1x4x1xf32>
  %2 = tosa.sub %1, %mean : (tensor<1x4x1xf32>, tensor<1x1x1xf32>) -> tensor<1x4x1xf32>
  %3 = tosa.rsqrt %variance : (tensor<1x1x1xf32>) -> tensor<1x1x1xf32>
  %4 = tosa.mul %2, %3, %shift : (tensor<1x4x1xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<1x4x1xf32>
  %5 = tosa.add %4, %five : (tensor<1x4x1xf32>, tensor<1x1x1xf32>) -> tensor<1x4x1xf32>
  return %5 : tensor<1x4x1xf32>
}

// The factor of a mean comes before the reshape that drops its dimensions.

// CHECK-LABEL: func.func @mean
// CHECK:         %[[S:.+]] = tosa.reduce_sum %{{.+}} {axis = 2 : i32}
// CHECK-NEXT:    %[[M:.+]] = tosa.mul %[[S]], %{{.+}} : (tensor<1x1x1x2xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>)
// CHECK-NEXT:    tosa.reshape %[[M]]
func.func @mean(%x: tensor<1x4x4x2xf32>) -> tensor<1x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = "tosa.const"() <{values = dense<0.0625> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %s = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<1x4x4x2xf32>) -> tensor<1x1x4x2xf32>
  %1 = tosa.reduce_sum %0 {axis = 2 : i32} : (tensor<1x1x4x2xf32>) -> tensor<1x1x1x2xf32>
  %2 = tosa.reshape %1, %s : (tensor<1x1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
  %3 = tosa.mul %c, %2, %shift : (tensor<1x1xf32>, tensor<1x2xf32>, tensor<1xi8>) -> tensor<1x2xf32>
  return %3 : tensor<1x2xf32>
}

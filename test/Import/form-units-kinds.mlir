// RUN: qopt %s --qopt-form-units | FileCheck %s
// RUN: qopt %s --qopt-form-units --verify-diagnostics -o /dev/null

// Kinds of units other than dense and unary, which form-units.mlir has.

// CHECK-LABEL: func.func @conv
// CHECK:         %[[C:.+]] = qnn.unit "conv2d0" kind "conv2d"(%{{.+}}) : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x3xf32> {
// CHECK:           tosa.conv2d %{{.+}} pad = array<i64: 0, 1, 0, 1>
// CHECK-NEXT:      tosa.clamp
// CHECK-NEXT:      qnn.yield
// CHECK:         qnn.unit "conv2d1" kind "conv2d"(%[[C]]) : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x6xf32> {
// CHECK:           tosa.depthwise_conv2d
// CHECK-NEXT:      qnn.yield
// The clamp is not all that reads the convolution.
// CHECK:         qnn.unit "unary0" kind "unary"
func.func @conv(%x: tensor<1x4x4x2xf32>) -> (tensor<1x2x2x6xf32>, tensor<1x2x2x6xf32>) {
  %w = "tosa.const"() <{values = dense<0.5> : tensor<3x3x3x2xf32>}> : () -> tensor<3x3x3x2xf32>
  %b = "tosa.const"() <{values = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>}> : () -> tensor<3xf32>
  %v = "tosa.const"() <{values = dense<0.25> : tensor<1x1x3x2xf32>}> : () -> tensor<1x1x3x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 1, 0, 1>, stride = array<i64: 2, 2>} : (tensor<1x4x4x2xf32>, tensor<3x3x3x2xf32>, tensor<3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x3xf32>
  %1 = tosa.clamp %0 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xf32>
  %2 = tosa.depthwise_conv2d %1, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x2x2x3xf32>, tensor<1x1x3x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x6xf32>
  %3 = tosa.clamp %2 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x2x2x6xf32>) -> tensor<1x2x2x6xf32>
  return %2, %3 : tensor<1x2x2x6xf32>, tensor<1x2x2x6xf32>
}

// A residual block: what moves elements stays outside.

// CHECK-LABEL: func.func @residual
// CHECK-SAME:    %[[X:.+]]: tensor<1x4x4x2xf32> {{.*}}, %[[Y:.+]]: tensor<1x2x2x4xf32>
// CHECK:         %[[M:.+]] = tosa.max_pool2d %[[X]]
// CHECK:         %[[P:.+]] = tosa.pad %[[M]]
// CHECK:         %[[A:.+]] = qnn.unit "add0" kind "add"(%[[P]], %[[Y]]) : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> tensor<1x2x2x4xf32> {
// CHECK-NEXT:    ^bb0(%[[P0:.+]]: tensor<1x2x2x4xf32>, %[[Y0:.+]]: tensor<1x2x2x4xf32>):
// CHECK-NEXT:      %[[S:.+]] = tosa.add %[[P0]], %[[Y0]]
// CHECK-NEXT:      %[[R:.+]] = tosa.clamp %[[S]]
// CHECK-NEXT:      qnn.yield %[[R]]
// CHECK:         qnn.unit "add1" kind "add"(%[[A]], %[[Y]])
// CHECK:           tosa.sub
func.func @residual(%x: tensor<1x4x4x2xf32>, %y: tensor<1x2x2x4xf32>) -> tensor<1x2x2x4xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 2]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %0 = tosa.max_pool2d %x {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  %1 = tosa.pad %0, %s, %z : (tensor<1x2x2x2xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x2x2x4xf32>
  %2 = tosa.add %1, %y : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> tensor<1x2x2x4xf32>
  %3 = tosa.clamp %2 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<1x2x2x4xf32>) -> tensor<1x2x2x4xf32>
  %4 = tosa.sub %3, %y : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> tensor<1x2x2x4xf32>
  return %4 : tensor<1x2x2x4xf32>
}

// Squeeze and excite. The mean is one unit; x * sigmoid(x) is a table, which
// keeps the clamp before it.

// CHECK-LABEL: func.func @squeeze
// CHECK-SAME:    %[[X:.+]]: tensor<1x4x5x2xf32>
// CHECK:         %[[M:.+]] = qnn.unit "mean0" kind "mean"(%[[X]]) : (tensor<1x4x5x2xf32>) -> tensor<1x1x1x2xf32> {
// CHECK:           tosa.reduce_sum %{{.+}} {axis = 1 : i32}
// CHECK-NEXT:      tosa.reduce_sum %{{.+}} {axis = 2 : i32}
// CHECK-NEXT:      tosa.mul
// CHECK-NEXT:      qnn.yield
// CHECK:         %[[U:.+]] = qnn.unit "unary0" kind "unary"(%[[M]])
// CHECK:           tosa.clamp
// CHECK-NEXT:      tosa.sigmoid
// CHECK-NEXT:      tosa.mul
// CHECK:         qnn.unit "mul0" kind "mul"(%[[X]], %[[U]]) : (tensor<1x4x5x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x4x5x2xf32> {
// CHECK:           tosa.mul
// CHECK-NEXT:      tosa.clamp
// CHECK:         qnn.unit "unary1" kind "unary"
// CHECK:           tosa.tanh
func.func @squeeze(%x: tensor<1x4x5x2xf32>) -> tensor<1x4x5x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = "tosa.const"() <{values = dense<0.05> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<1x4x5x2xf32>) -> tensor<1x1x5x2xf32>
  %1 = tosa.reduce_sum %0 {axis = 2 : i32} : (tensor<1x1x5x2xf32>) -> tensor<1x1x1x2xf32>
  %2 = tosa.mul %1, %c, %shift : (tensor<1x1x1x2xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<1x1x1x2xf32>
  %3 = tosa.clamp %2 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x1x1x2xf32>) -> tensor<1x1x1x2xf32>
  %4 = tosa.sigmoid %3 : (tensor<1x1x1x2xf32>) -> tensor<1x1x1x2xf32>
  %5 = tosa.mul %2, %4, %shift : (tensor<1x1x1x2xf32>, tensor<1x1x1x2xf32>, tensor<1xi8>) -> tensor<1x1x1x2xf32>
  %6 = tosa.mul %x, %5, %shift : (tensor<1x4x5x2xf32>, tensor<1x1x1x2xf32>, tensor<1xi8>) -> tensor<1x4x5x2xf32>
  %7 = tosa.clamp %6 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x4x5x2xf32>) -> tensor<1x4x5x2xf32>
  %8 = tosa.tanh %7 : (tensor<1x4x5x2xf32>) -> tensor<1x4x5x2xf32>
  return %8 : tensor<1x4x5x2xf32>
}

// CHECK-LABEL: func.func @others
// CHECK-SAME:    %[[X:.+]]: tensor<1x4x4x2xf32>
// CHECK:         %[[A:.+]] = qnn.unit "avg_pool2d0" kind "avg_pool2d"(%[[X]])
// One tensor is one operand of the unit, and a constant is none.
// CHECK:         %[[C:.+]] = qnn.unit "concat0" kind "concat"(%[[X]], %[[A]]) : (tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>) -> tensor<1x4x4x7xf32> {
// CHECK-NEXT:    ^bb0(%[[X0:.+]]: tensor<1x4x4x2xf32>, %[[A0:.+]]: tensor<1x4x4x2xf32>):
// CHECK-NEXT:      %[[K:.+]] = "tosa.const"()
// CHECK-NEXT:      tosa.concat %[[X0]], %[[A0]], %[[X0]], %[[K]] {axis = 3 : i32}
// CHECK:         %[[R:.+]] = tosa.reshape %[[C]]
// CHECK:         %[[T:.+]] = tosa.transpose %[[R]]
// CHECK:         qnn.unit "matmul0" kind "matmul"(%[[R]], %[[T]])
func.func @others(%x: tensor<1x4x4x2xf32>) -> tensor<1x16x16xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %k = "tosa.const"() <{values = dense<1.5> : tensor<1x4x4x1xf32>}> : () -> tensor<1x4x4x1xf32>
  %s = tosa.const_shape {values = dense<[1, 16, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = tosa.avg_pool2d %x, %z, %z {acc_type = f32, kernel = array<i64: 3, 3>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : (tensor<1x4x4x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4x2xf32>
  %1 = tosa.concat %x, %0, %x, %k {axis = 3 : i32} : (tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>, tensor<1x4x4x1xf32>) -> tensor<1x4x4x7xf32>
  %2 = tosa.reshape %1, %s : (tensor<1x4x4x7xf32>, !tosa.shape<3>) -> tensor<1x16x7xf32>
  %3 = tosa.transpose %2 {perms = array<i32: 0, 2, 1>} : (tensor<1x16x7xf32>) -> tensor<1x7x16xf32>
  %4 = tosa.matmul %2, %3, %z, %z : (tensor<1x16x7xf32>, tensor<1x7x16xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x16x16xf32>
  return %4 : tensor<1x16x16xf32>
}

// What is enlarged by whole numbers has become a convolution; other resizes are
// units, but where their sums do not fit, and moves where they only pick pixels.
// CHECK-LABEL: func.func @resizes
// CHECK:         %[[A:.+]] = qnn.unit "resize0" kind "resize"(%{{.+}}) : (tensor<1x4x4x2xf32>) -> tensor<1x7x3x2xf32> {
// CHECK:           tosa.resize
// CHECK-NEXT:      tosa.clamp
// CHECK:         %[[B:.+]] = tosa.resize %[[A]]{{.*}} {mode = NEAREST_NEIGHBOR}
// CHECK-NOT:     qnn.unit
// CHECK:         tosa.resize %[[B]]{{.*}} {mode = BILINEAR}
func.func @resizes(%x: tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32> {
  %z = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %s0 = tosa.const_shape {values = dense<[6, 3, 2, 3]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %s1 = tosa.const_shape {values = dense<[2, 1, 3, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %s2 = tosa.const_shape {values = dense<[2900, 34800, 2910, 8730]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.resize %x, %s0, %z, %z {mode = BILINEAR} : (tensor<1x4x4x2xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x7x3x2xf32>
  %1 = tosa.clamp %0 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x7x3x2xf32>) -> tensor<1x7x3x2xf32>
  %2 = tosa.resize %1, %s1, %z, %z {mode = NEAREST_NEIGHBOR} : (tensor<1x7x3x2xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x13x4x2xf32>
  // expected-remark @+1 {{left in float: no integer form for 'tosa.resize'}}
  %3 = tosa.resize %2, %s2, %z, %z {mode = BILINEAR} : (tensor<1x13x4x2xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x2x2x2xf32>
  return %3 : tensor<1x2x2x2xf32>
}

// A prelu has a slope for each channel. A constant of many numbers is an
// operand as an activation is.

// CHECK-LABEL: func.func @channels
// CHECK:         %[[K:.+]] = "tosa.const"() <{values = dense<{{\[\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]]> : tensor<1x2x2xf32>}>
// CHECK:         %[[P:.+]] = qnn.unit "prelu0" kind "prelu"(%arg0) : (tensor<1x2x2xf32>) -> tensor<1x2x2xf32> {
// CHECK:           tosa.mul
// CHECK-NEXT:      tosa.greater_equal
// CHECK-NEXT:      tosa.select
// CHECK-NEXT:      qnn.yield
// CHECK:         qnn.unit "add0" kind "add"(%[[P]], %[[K]]) : (tensor<1x2x2xf32>, tensor<1x2x2xf32>) -> tensor<1x2x2xf32> {
// CHECK-NEXT:    ^bb0(%[[P0:.+]]: tensor<1x2x2xf32>, %[[K0:.+]]: tensor<1x2x2xf32>):
// CHECK-NEXT:      tosa.add %[[P0]], %[[K0]]
func.func @channels(%x: tensor<1x2x2xf32>) -> tensor<1x2x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %slopes = "tosa.const"() <{values = dense<[[[0.5, -0.25]]]> : tensor<1x1x2xf32>}> : () -> tensor<1x1x2xf32>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %k = "tosa.const"() <{values = dense<[[[1.0, 2.0], [3.0, 4.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
  %0 = tosa.mul %x, %slopes, %shift : (tensor<1x2x2xf32>, tensor<1x1x2xf32>, tensor<1xi8>) -> tensor<1x2x2xf32>
  %1 = tosa.greater_equal %x, %zero : (tensor<1x2x2xf32>, tensor<1x1x1xf32>) -> tensor<1x2x2xi1>
  %2 = tosa.select %1, %x, %0 : (tensor<1x2x2xi1>, tensor<1x2x2xf32>, tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  %3 = tosa.add %2, %k : (tensor<1x2x2xf32>, tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  return %3 : tensor<1x2x2xf32>
}

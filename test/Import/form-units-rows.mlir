// RUN: qopt %s --qopt-normalise-tosa --qopt-form-units --verify-diagnostics | FileCheck %s

// Softmax and layer norm are units, also at the end of a network: a plan says what becomes of them.

// CHECK-LABEL: func.func @attention
// CHECK: %[[S:.+]] = qnn.unit "matmul0" kind "matmul"
// The factor is a part of it, so that there is no rescale between.
// CHECK: %[[P:.+]] = qnn.unit "softmax0" kind "softmax"(%[[S]]) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32> {
// CHECK:   tosa.mul
// CHECK:   tosa.reduce_max
// CHECK:   tosa.sub
// CHECK:   tosa.exp
// CHECK:   tosa.reduce_sum
// CHECK:   tosa.reciprocal
// CHECK:   tosa.mul
// CHECK-NEXT: qnn.yield
// CHECK: qnn.unit "matmul1" kind "matmul"(%[[P]], %arg2)
func.func @attention(%q: tensor<2x3x4xf32>, %k: tensor<2x4x3xf32>, %v: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %0 = tosa.matmul %q, %k, %zero, %zero : (tensor<2x3x4xf32>, tensor<2x4x3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x3x3xf32>
  %1 = tosa.mul %0, %half, %shift : (tensor<2x3x3xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<2x3x3xf32>
  %2 = tosa.reduce_max %1 {axis = 2 : i32} : (tensor<2x3x3xf32>) -> tensor<2x3x1xf32>
  %3 = tosa.sub %1, %2 : (tensor<2x3x3xf32>, tensor<2x3x1xf32>) -> tensor<2x3x3xf32>
  %4 = tosa.exp %3 : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
  %5 = tosa.reduce_sum %4 {axis = 2 : i32} : (tensor<2x3x3xf32>) -> tensor<2x3x1xf32>
  %6 = tosa.reciprocal %5 : (tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
  %7 = tosa.mul %4, %6, %shift : (tensor<2x3x3xf32>, tensor<2x3x1xf32>, tensor<1xi8>) -> tensor<2x3x3xf32>
  %8 = tosa.matmul %7, %v, %zero, %zero : (tensor<2x3x3xf32>, tensor<2x3x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x3x4xf32>
  return %8 : tensor<2x3x4xf32>
}

// Gamma and beta belong to it, and do not become a convolution.

// CHECK-LABEL: func.func @layer_norm
// CHECK: %[[N:.+]] = qnn.unit "layer_norm0" kind "layer_norm"(%arg0) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
// CHECK:   tosa.rsqrt
// CHECK:   tosa.mul
// CHECK:   tosa.mul
// CHECK:   tosa.add
// CHECK-NEXT: qnn.yield
// CHECK: qnn.unit "add0" kind "add"(%[[N]], %arg0)
func.func @layer_norm(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %epsilon = "tosa.const"() <{values = dense<1.0e-5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %gamma = "tosa.const"() <{values = dense<[[1.0, 2.0, 3.0, 4.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %beta = "tosa.const"() <{values = dense<[[0.1, 0.2, 0.3, 0.4]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
  %1 = tosa.mul %0, %quarter, %shift : (tensor<2x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x1xf32>
  %2 = tosa.sub %x, %1 : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
  %3 = tosa.pow %2, %two : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %4 = tosa.reduce_sum %3 {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
  %5 = tosa.mul %4, %quarter, %shift : (tensor<2x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x1xf32>
  %6 = tosa.add %5, %epsilon : (tensor<2x1xf32>, tensor<1x1xf32>) -> tensor<2x1xf32>
  %7 = tosa.rsqrt %6 : (tensor<2x1xf32>) -> tensor<2x1xf32>
  %8 = tosa.mul %2, %7, %shift : (tensor<2x4xf32>, tensor<2x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %9 = tosa.mul %8, %gamma, %shift : (tensor<2x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %10 = tosa.add %9, %beta : (tensor<2x4xf32>, tensor<1x4xf32>) -> tensor<2x4xf32>
  %11 = tosa.add %10, %x : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  return %11 : tensor<2x4xf32>
}

// Without mean it is the same kind.

// CHECK-LABEL: func.func @rms_norm
// CHECK: %[[N:.+]] = qnn.unit "layer_norm0" kind "layer_norm"(%arg0) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
// CHECK:   tosa.pow
// CHECK:   tosa.rsqrt
// CHECK:   tosa.mul
// CHECK:   tosa.mul
// CHECK-NEXT: qnn.yield
// CHECK: return %[[N]]
func.func @rms_norm(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %epsilon = "tosa.const"() <{values = dense<1.0e-5> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %gamma = "tosa.const"() <{values = dense<[[1.0, 2.0, 3.0, 4.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %0 = tosa.pow %x, %two : (tensor<2x4xf32>, tensor<1x1xf32>) -> tensor<2x4xf32>
  %1 = tosa.reduce_sum %0 {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
  %2 = tosa.mul %1, %quarter, %shift : (tensor<2x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x1xf32>
  %3 = tosa.add %2, %epsilon : (tensor<2x1xf32>, tensor<1x1xf32>) -> tensor<2x1xf32>
  %4 = tosa.rsqrt %3 : (tensor<2x1xf32>) -> tensor<2x1xf32>
  %5 = tosa.mul %x, %4, %shift : (tensor<2x4xf32>, tensor<2x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  %6 = tosa.mul %gamma, %5, %shift : (tensor<1x4xf32>, tensor<2x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
  return %6 : tensor<2x4xf32>
}

// CHECK-LABEL: func.func @classifier
// CHECK: %[[C:.+]] = qnn.unit "softmax0" kind "softmax"(%arg0)
// CHECK: return %[[C]]
func.func @classifier(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.reduce_max %x {axis = 1 : i32} : (tensor<1x3xf32>) -> tensor<1x1xf32>
  %1 = tosa.sub %x, %0 : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  %2 = tosa.exp %1 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %3 = tosa.reduce_sum %2 {axis = 1 : i32} : (tensor<1x3xf32>) -> tensor<1x1xf32>
  %4 = tosa.reciprocal %3 : (tensor<1x1xf32>) -> tensor<1x1xf32>
  %5 = tosa.mul %2, %4, %shift : (tensor<1x3xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  return %5 : tensor<1x3xf32>
}

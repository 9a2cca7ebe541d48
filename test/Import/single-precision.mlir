// RUN: qopt --qopt-import %s --split-input-file | FileCheck %s

// A layer norm as torch-mlir writes it in TOSA: the variance in f64, with a mean of its own.

// CHECK-LABEL: func.func @main(
// CHECK-NOT:   f64
// CHECK:       qnn.unit "dense0"
// CHECK:       qnn.unit "layer_norm0" kind "layer_norm"
// CHECK-NOT:   tosa.reduce_sum {{.*}}f64
// CHECK:       qnn.unit "dense1"
func.func @main(%x: tensor<2x8xf32>) -> tensor<2x8xf32> {
  %w = "tosa.const"() {values = dense<0.5> : tensor<1x8x8xf32>} : () -> tensor<1x8x8xf32>
  %zp = "tosa.const"() {values = dense<0.0> : tensor<1xf32>} : () -> tensor<1xf32>
  %shift = "tosa.const"() {values = dense<0> : tensor<1xi8>} : () -> tensor<1xi8>
  %share64 = "tosa.const"() {values = dense<1.250000e-01> : tensor<1x1x1xf64>} : () -> tensor<1x1x1xf64>
  %share = "tosa.const"() {values = dense<1.250000e-01> : tensor<1x1x1xf32>} : () -> tensor<1x1x1xf32>
  %epsilon = "tosa.const"() {values = dense<1.0e-05> : tensor<1x1x1xf32>} : () -> tensor<1x1x1xf32>
  %gamma = "tosa.const"() {values = dense<[[[1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5]]]> : tensor<1x1x8xf32>} : () -> tensor<1x1x8xf32>
  %beta = "tosa.const"() {values = dense<[[[0.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5]]]> : tensor<1x1x8xf32>} : () -> tensor<1x1x8xf32>
  %s3 = tosa.const_shape {values = dense<[1, 2, 8]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s2 = tosa.const_shape {values = dense<[2, 8]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s3 : (tensor<2x8xf32>, !tosa.shape<3>) -> tensor<1x2x8xf32>
  %1 = tosa.matmul %0, %w, %zp, %zp : (tensor<1x2x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x8xf32>
  %2 = tosa.cast %1 : (tensor<1x2x8xf32>) -> tensor<1x2x8xf64>
  %3 = tosa.reduce_sum %2 {axis = 2 : i32} : (tensor<1x2x8xf64>) -> tensor<1x2x1xf64>
  %4 = tosa.mul %3, %share64, %shift : (tensor<1x2x1xf64>, tensor<1x1x1xf64>, tensor<1xi8>) -> tensor<1x2x1xf64>
  %5 = tosa.sub %2, %4 : (tensor<1x2x8xf64>, tensor<1x2x1xf64>) -> tensor<1x2x8xf64>
  %6 = tosa.mul %5, %5, %shift : (tensor<1x2x8xf64>, tensor<1x2x8xf64>, tensor<1xi8>) -> tensor<1x2x8xf64>
  %7 = tosa.reduce_sum %6 {axis = 2 : i32} : (tensor<1x2x8xf64>) -> tensor<1x2x1xf64>
  %8 = tosa.mul %7, %share64, %shift : (tensor<1x2x1xf64>, tensor<1x1x1xf64>, tensor<1xi8>) -> tensor<1x2x1xf64>
  %9 = tosa.cast %8 : (tensor<1x2x1xf64>) -> tensor<1x2x1xf32>
  %10 = tosa.reduce_sum %1 {axis = 2 : i32} : (tensor<1x2x8xf32>) -> tensor<1x2x1xf32>
  %11 = tosa.mul %10, %share, %shift : (tensor<1x2x1xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<1x2x1xf32>
  %12 = tosa.add %9, %epsilon : (tensor<1x2x1xf32>, tensor<1x1x1xf32>) -> tensor<1x2x1xf32>
  %13 = tosa.rsqrt %12 : (tensor<1x2x1xf32>) -> tensor<1x2x1xf32>
  %14 = tosa.sub %1, %11 : (tensor<1x2x8xf32>, tensor<1x2x1xf32>) -> tensor<1x2x8xf32>
  %15 = tosa.mul %14, %13, %shift : (tensor<1x2x8xf32>, tensor<1x2x1xf32>, tensor<1xi8>) -> tensor<1x2x8xf32>
  %16 = tosa.mul %15, %gamma, %shift : (tensor<1x2x8xf32>, tensor<1x1x8xf32>, tensor<1xi8>) -> tensor<1x2x8xf32>
  %17 = tosa.add %16, %beta : (tensor<1x2x8xf32>, tensor<1x1x8xf32>) -> tensor<1x2x8xf32>
  %18 = tosa.matmul %17, %w, %zp, %zp : (tensor<1x2x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x8xf32>
  %19 = tosa.reshape %18, %s2 : (tensor<1x2x8xf32>, !tosa.shape<2>) -> tensor<2x8xf32>
  return %19 : tensor<2x8xf32>
}

// -----

// A comparison may tell apart what is one f32: nothing that it hangs on changes.

// CHECK-LABEL: func.func @compared(
// CHECK:       tosa.greater {{.*}} : (tensor<4xf64>, tensor<4xf64>) -> tensor<4xi1>
func.func @compared(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = tosa.cast %x : (tensor<4xf32>) -> tensor<4xf64>
  %1 = tosa.exp %0 : (tensor<4xf64>) -> tensor<4xf64>
  %2 = tosa.cast %y : (tensor<4xf32>) -> tensor<4xf64>
  %3 = tosa.greater %1, %2 : (tensor<4xf64>, tensor<4xf64>) -> tensor<4xi1>
  %4 = tosa.select %3, %x, %y : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

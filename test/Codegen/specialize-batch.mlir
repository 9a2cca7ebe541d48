// RUN: qopt %s --qopt-specialize-batch --split-input-file --verify-diagnostics | FileCheck %s

// CHECK-NOT:   func.func @main
// CHECK:       func.func private @main.rows64(%{{.+}}: tensor<64x10xf32> {qnn.batched, qnn.name = "x"}, %{{.+}}: tensor<4xi8>)
// CHECK-SAME:    -> (tensor<64x2x5xi8> {qnn.batched, qnn.name = "y"}) attributes {qnn.batch_rows = 64 : i64} {
// CHECK:         qnn.quantize %{{.+}} : tensor<64x10xf32> to tensor<64x10xi8>
// CHECK-NEXT:    tosa.reshape %{{.+}} -> tensor<64x2x5xi8>
// CHECK:       func.func private @main.rows8(%{{.+}}: tensor<8x10xf32> {qnn.batched, qnn.name = "x"}, %{{.+}}: tensor<4xi8>)
// CHECK:       func.func private @main.rows1(%{{.+}}: tensor<1x10xf32> {qnn.batched, qnn.name = "x"}, %{{.+}}: tensor<4xi8>)
func.func @main(%x: tensor<?x10xf32> {qnn.name = "x"}, %c: tensor<4xi8>) -> (tensor<?x2x5xi8> {qnn.name = "y"}) {
  %s = tosa.const_shape {values = dense<[-1, 2, 5]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<?x10xf32> to tensor<?x10xi8>
  %1 = tosa.reshape %0, %s : (tensor<?x10xi8>, !tosa.shape<3>) -> tensor<?x2x5xi8>
  return %1 : tensor<?x2x5xi8>
}

// -----

// What works along another dimension keeps the rows apart. Units are rows by
// construction, their bodies too.

// CHECK-LABEL: func.func private @rowwise.rows64
// CHECK:         tosa.mul {{.*}} -> tensor<64x10xf32>
// CHECK:         tosa.reduce_max {{.*}} -> tensor<64x1xf32>
// CHECK:         qnn.unit {{.*}} -> tensor<64x1xf32>
// CHECK-NEXT:    ^bb0(%{{.+}}: tensor<64x1xf32>):
// CHECK-NEXT:      tosa.tanh {{.*}} -> tensor<64x1xf32>
func.func @rowwise(%x: tensor<?x10xf32>) -> tensor<?x1xf32> {
  %s = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.mul %x, %x, %s : (tensor<?x10xf32>, tensor<?x10xf32>, tensor<1xi8>) -> tensor<?x10xf32>
  %1 = tosa.reduce_max %0 {axis = 1 : i32} : (tensor<?x10xf32>) -> tensor<?x1xf32>
  %2 = qnn.unit "tanh0" kind "unary"(%1) : (tensor<?x1xf32>) -> tensor<?x1xf32> {
  ^bb0(%a: tensor<?x1xf32>):
    %3 = tosa.tanh %a : (tensor<?x1xf32>) -> tensor<?x1xf32>
    qnn.yield %3 : tensor<?x1xf32>
  }
  return %2 : tensor<?x1xf32>
}

// -----

// A fixed batch stays as it is.

// CHECK-LABEL: func.func @fixed(
// CHECK-NOT:     qnn.batched
func.func @fixed(%x: tensor<8x10xf32>) -> tensor<8x10xf32> {
  return %x : tensor<8x10xf32>
}

// -----

func.func @mixes(%x: tensor<?x10xf32>) -> tensor<?x10xf32> {
  // expected-error @+1 {{'tosa.reduce_max' may mix rows of the dynamic batch, so it cannot run on a part of them; export the model with a fixed batch}}
  %0 = tosa.reduce_max %x {axis = 0 : i32} : (tensor<?x10xf32>) -> tensor<1x10xf32>
  %1 = tosa.sub %x, %0 : (tensor<?x10xf32>, tensor<1x10xf32>) -> tensor<?x10xf32>
  return %1 : tensor<?x10xf32>
}

// -----

func.func @reshape(%x: tensor<?x10xf32>) -> tensor<?x5xf32> {
  %s = tosa.const_shape {values = dense<[-1, 5]> : tensor<2xindex>} : () -> !tosa.shape<2>
  // expected-error @+1 {{'tosa.reshape' may mix rows of the dynamic batch}}
  %0 = tosa.reshape %x, %s : (tensor<?x10xf32>, !tosa.shape<2>) -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}

// -----

// expected-error @+1 {{result 1 is 'tensor<4xf32>' although the batch is dynamic; export the model with a fixed batch}}
func.func @result(%x: tensor<?x10xf32>, %y: tensor<4xf32>) -> (tensor<?x10xf32>, tensor<4xf32>) {
  return %x, %y : tensor<?x10xf32>, tensor<4xf32>
}

// -----

// So are the operations of qnn that work along other dimensions.

// CHECK-LABEL: func.func private @stored.rows64
// CHECK:         qnn.conv2d {{.*}} -> tensor<64x4x4x2xi32>
// CHECK:         qnn.reduce_sum {{.*}} to tensor<64x1x1x2xi32>
func.func @stored(%x: tensor<?x4x4x3xi8>) -> tensor<?x1x1x2xi32> {
  %w = arith.constant dense<1> : tensor<2x1x1x3xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<?x4x4x3xi8>, tensor<2x1x1x3xi8>, tensor<2xi32>) -> tensor<?x4x4x2xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<?x4x4x2xi32>, (tensor<1xf32>) to tensor<?x4x4x2xi8>
  %2 = qnn.reduce_sum %1 dims [1, 2] zp 0 : tensor<?x4x4x2xi8> to tensor<?x1x1x2xi32>
  return %2 : tensor<?x1x1x2xi32>
}

// -----

// Samples, each with a scale of its own, are rows; what is behind a dimension of
// one element is not.

// CHECK-LABEL: func.func private @samples.rows64
// CHECK:         qnn.dynamic_scale {{.*}} to tensor<64xf32>
// CHECK:         qnn.dynamic_quantize {{.*}} -> tensor<64x3xi8>
func.func @samples(%x: tensor<?x3xf32>) -> tensor<?x3xi8> {
  %0 = qnn.dynamic_scale %x : tensor<?x3xf32> to tensor<?xf32>
  %1 = qnn.dynamic_quantize %x, %0 : (tensor<?x3xf32>, tensor<?xf32>) -> tensor<?x3xi8>
  return %1 : tensor<?x3xi8>
}

// -----

func.func @one_sample(%x: tensor<1x?x3xf32>) -> tensor<1x?x3xi8> {
  // expected-error @+1 {{'qnn.dynamic_scale' may mix rows of the dynamic batch}}
  %0 = qnn.dynamic_scale %x : tensor<1x?x3xf32> to tensor<1xf32>
  %1 = qnn.dynamic_quantize %x, %0 : (tensor<1x?x3xf32>, tensor<1xf32>) -> tensor<1x?x3xi8>
  return %1 : tensor<1x?x3xi8>
}

// -----

func.func @sum_of_rows(%x: tensor<?x3xi8>) -> tensor<?x3xi32> {
  %s = arith.constant dense<0.5> : tensor<1xf32>
  // expected-error @+1 {{'qnn.reduce_sum' may mix rows of the dynamic batch}}
  %0 = qnn.reduce_sum %x dims [0] zp 3 : tensor<?x3xi8> to tensor<1x3xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 1 clamp [-128, 127] fp32 : tensor<1x3xi32>, (tensor<1xf32>) to tensor<1x3xi8>
  %2 = qnn.mul %x, %1 a_zp 0 b_zp 0 : (tensor<?x3xi8>, tensor<1x3xi8>) -> tensor<?x3xi32>
  return %2 : tensor<?x3xi32>
}

// -----

func.func @sum_of_reshaped_rows(%x: tensor<?x3xi8>) -> tensor<?x3xi32> {
  %s0 = tosa.const_shape {values = dense<[1, -1, 3]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[-1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<?x3xi8>, !tosa.shape<3>) -> tensor<1x?x3xi8>
  // expected-error @+1 {{'qnn.reduce_sum' may mix rows of the dynamic batch}}
  %1 = qnn.reduce_sum %0 dims [1] zp 3 : tensor<1x?x3xi8> to tensor<1x?x3xi32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x?x3xi32>, !tosa.shape<2>) -> tensor<?x3xi32>
  return %2 : tensor<?x3xi32>
}

// -----

func.func @every_pair(%x: tensor<?x1xi8>, %y: tensor<1x?xi8>) -> tensor<?x?xi32> {
  // expected-error @+1 {{'qnn.mul' may mix rows of the dynamic batch}}
  %0 = qnn.mul %x, %y a_zp 0 b_zp 0 : (tensor<?x1xi8>, tensor<1x?xi8>) -> tensor<?x?xi32>
  return %0 : tensor<?x?xi32>
}

// -----

// The rows are no lines of an image.
func.func @lines(%x: tensor<1x?x4x3xi8>) -> tensor<?x4x2xi32> {
  %w = arith.constant dense<1> : tensor<2x3x1x3xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  %s = tosa.const_shape {values = dense<[-1, 4, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  // expected-error @+1 {{'qnn.conv2d' may mix rows of the dynamic batch}}
  %0 = qnn.conv2d %x, %w, %b pad [1, 1, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x?x4x3xi8>, tensor<2x3x1x3xi8>, tensor<2xi32>) -> tensor<1x?x4x2xi32>
  %1 = tosa.reshape %0, %s : (tensor<1x?x4x2xi32>, !tosa.shape<3>) -> tensor<?x4x2xi32>
  return %1 : tensor<?x4x2xi32>
}

// -----

func.func @products(%x: tensor<?x2x3xi8>, %y: tensor<?x3x2xi8>) -> tensor<?x2x2xi32> {
  %s = tosa.const_shape {values = dense<[1, -1, 3]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = qnn.matmul %x, %y a_zp 0 b_zp 0 : (tensor<?x2x3xi8>, tensor<?x3x2xi8>) -> tensor<?x2x2xi32>
  return %0 : tensor<?x2x2xi32>
}

// -----

func.func @product_with_rows(%x: tensor<1x2x?xi8>, %y: tensor<1x?x2xi8>) -> tensor<1x2x2xi32> {
  // expected-error @-1 {{argument 0 is 'tensor<1x2x?xi8>', whose only dynamic dimension may be the leading one}}
  %0 = qnn.matmul %x, %y a_zp 0 b_zp 0 : (tensor<1x2x?xi8>, tensor<1x?x2xi8>) -> tensor<1x2x2xi32>
  return %0 : tensor<1x2x2xi32>
}

// -----

func.func @unit(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = qnn.unit "c" kind "concat"(%x) : (tensor<?x3xf32>) -> tensor<?x3xf32> {
  ^bb0(%a: tensor<?x3xf32>):
    // expected-error @+1 {{'tosa.concat' may mix rows of the dynamic batch}}
    %1 = tosa.concat %a, %a {axis = 0 : i32} : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    qnn.yield %1 : tensor<?x3xf32>
  }
  return %0 : tensor<?x3xf32>
}

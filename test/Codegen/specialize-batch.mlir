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

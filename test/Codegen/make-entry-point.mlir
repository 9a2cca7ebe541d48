// RUN: qopt %s --qopt-make-entry-point=name=model --split-input-file --verify-diagnostics | FileCheck %s

// Inputs, then outputs, as memory of the caller's that does not overlap. What
// is returned as it came is copied.

// CHECK-LABEL: func.func @model(
// CHECK-SAME:    %[[X:.+]]: memref<2x3xf32> {llvm.noalias}, %[[Y0:.+]]: memref<2x3xi8> {llvm.noalias}, %[[Y1:.+]]: memref<2x3xf32> {llvm.noalias})
// CHECK-SAME:    attributes {qnn.kernels = []}
// CHECK-NEXT:    %[[T:.+]] = bufferization.to_tensor %[[X]] restrict
// CHECK-NEXT:    %[[Q:.+]] = qnn.quantize %[[T]]
// CHECK-NEXT:    bufferization.materialize_in_destination %[[Q]] in restrict writable %[[Y0]]
// CHECK-NEXT:    bufferization.materialize_in_destination %[[T]] in restrict writable %[[Y1]]
// CHECK-NEXT:    return{{$}}
func.func @main(%x: tensor<2x3xf32> {qnn.name = "image"}) -> (tensor<2x3xi8> {qnn.name = "out0"}, tensor<2x3xf32>) attributes {qnn.kernels = []} {
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<2x3xf32> to tensor<2x3xi8>
  return %0, %x : tensor<2x3xi8>, tensor<2x3xf32>
}

// A copy for a number of rows keeps its name, and says how many bytes a row of
// each parameter has.

// CHECK-LABEL: func.func private @main.rows64(
// CHECK-SAME:    memref<64x3xf32>{{.*}}, %{{.+}}: memref<5xi8>{{.*}}, %{{.+}}: memref<64x3xi8>
// CHECK-SAME:    qnn.row_bytes = array<i64: 12, 0, 3>
func.func private @main.rows64(%x: tensor<64x3xf32> {qnn.batched}, %y: tensor<5xi8>) -> (tensor<64x3xi8> {qnn.batched}) attributes {qnn.batch_rows = 64 : i64} {
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<64x3xf32> to tensor<64x3xi8>
  return %0 : tensor<64x3xi8>
}

// -----

// expected-error @+1 {{argument 0 must be a tensor of static shape, not 'tensor<?x3xf32>'}}
func.func @dynamic(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  return %x : tensor<?x3xf32>
}

// -----

// expected-error @+1 {{argument 0 must be a tensor of static shape, not 'f32'}}
func.func @scalar(%x: f32) {
  return
}

// -----

// expected-error @+1 {{control flow in the network is not supported}}
func.func @blocks(%x: tensor<3xf32>) -> tensor<3xf32> {
  cf.br ^bb1
^bb1:
  return %x : tensor<3xf32>
}

// -----

// expected-error @+1 {{argument 1 is 'tensor<0x3xi8>', which has no elements}}
func.func @no_rows(%x: tensor<3xi8>, %y: tensor<0x3xi8>) -> tensor<3xi8> {
  return %x : tensor<3xi8>
}

// -----

// expected-error @+1 {{result 0 is 'tensor<2x0xi8>', which has no elements}}
func.func @no_columns() -> tensor<2x0xi8> {
  %0 = arith.constant dense<> : tensor<2x0xi8>
  return %0 : tensor<2x0xi8>
}

// RUN: qopt %s --qopt-convert-units-to-qnn | FileCheck %s

// The entries are in the order of the bytes: 0, 1, ..., 127, -128, ..., -1.
// A negation of scale 1 and zero point 0 on both sides gives -q; -(-128) is
// clamped to 127.

!q = !quant.uniform<i8:f32, 1.0>

// CHECK-LABEL: func.func @negate
// CHECK-SAME: (%[[X:.+]]: tensor<?x3xi8>
// CHECK: %[[Y:.+]] = qnn.lookup %[[X]] table dense<"0x00FFFEFDFCFB{{.*}}848382817F7F7E7D{{.*}}030201"> : tensor<256xi8> unit "u" : tensor<?x3xi8> to tensor<?x3xi8>
// CHECK: return %[[Y]]
func.func @negate(%x: tensor<?x3x!q>) -> tensor<?x3x!q> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<?x3x!q>) -> tensor<?x3x!q> {
  ^bb0(%arg0: tensor<?x3xf32>):
    %c = "tosa.const"() <{values = dense<-1.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %s = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %1 = tosa.mul %arg0, %c, %s : (tensor<?x3xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<?x3xf32>
    qnn.yield %1 : tensor<?x3xf32>
  }
  return %0 : tensor<?x3x!q>
}

// CHECK-LABEL: func.func @sigmoid_unsigned
// CHECK: qnn.lookup %{{.+}} table dense<"0x00
// CHECK-SAME: FF"> : tensor<256xi8>
func.func @sigmoid_unsigned(%x: tensor<4x!quant.uniform<u8:f32, 0.1:128>>) -> tensor<4x!quant.uniform<u8:f32, 0.0039215686>> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!quant.uniform<u8:f32, 0.1:128>>) -> tensor<4x!quant.uniform<u8:f32, 0.0039215686>> {
  ^bb0(%arg0: tensor<4xf32>):
    %1 = tosa.sigmoid %arg0 : (tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!quant.uniform<u8:f32, 0.0039215686>>
}

// RUN: qopt %s --pass-pipeline="builtin.module(func.func(qopt-label-steps))" --mlir-print-debuginfo | FileCheck %s

// An operation has the name of its unit, whether it is in one or says so; any other its own.

// CHECK-LABEL: func.func @units(
// CHECK: tosa.reshape {{.*}} loc(#[[RESHAPE:.+]])
// CHECK: qnn.unit "unary0"
// CHECK:   tosa.abs {{.*}} loc(#[[ABS:.+]])
// CHECK: } loc(#[[UNIT:.+]])
// CHECK: qnn.lookup {{.*}} loc(#[[LOOKUP:.+]])
// CHECK-DAG: #[[RESHAPE]] = loc(fused<"reshape">
// CHECK-DAG: #[[ABS]] = loc(fused<"unary0">
// CHECK-DAG: #[[UNIT]] = loc(fused<"unary0">
// CHECK-DAG: #[[LOOKUP]] = loc(fused<"unary1">
func.func @units(%x: tensor<4xf32>, %q: tensor<1x4xi8>) -> (tensor<1x4xf32>, tensor<1x4xi8>) {
  %shape = tosa.const_shape {values = dense<[1, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %shape : (tensor<4xf32>, !tosa.shape<2>) -> tensor<1x4xf32>
  %1 = qnn.unit "unary0" kind "unary" (%0) : (tensor<1x4xf32>) -> tensor<1x4xf32> {
  ^bb0(%a: tensor<1x4xf32>):
    %3 = tosa.abs %a : (tensor<1x4xf32>) -> tensor<1x4xf32>
    qnn.yield %3 : tensor<1x4xf32>
  }
  %2 = qnn.lookup %q table dense<7> : tensor<256xi8> unit "unary1" : tensor<1x4xi8> to tensor<1x4xi8>
  return %1, %2 : tensor<1x4xf32>, tensor<1x4xi8>
}

// RUN: qopt %s --qopt-inline-float-units --verify-diagnostics | FileCheck %s
// RUN: qopt %s --qopt-inline-float-units=keep=unary 2>/dev/null | FileCheck %s --check-prefix=KEEP

// CHECK-LABEL: func.func @units
// CHECK: qnn.unit "d" kind "dense"
// CHECK-NOT: qnn.unit "u"
// CHECK: %[[Y:.+]] = tosa.tanh
// CHECK: return %[[Y]]
// KEEP-LABEL: func.func @units
// KEEP-NOT: qnn.unit "d"
// KEEP: qnn.unit "u"
func.func @units(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  // expected-remark @+1 {{unit "d" of kind "dense" stays in float: the plan says so; set "quantize": true for it in the plan to quantize it}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32> attributes {qnn.float_reason = "the plan says so"} {
  ^bb0(%arg0: tensor<1x4xf32>):
    qnn.yield %arg0 : tensor<1x4xf32>
  }
  // expected-remark @+1 {{unit "u" of kind "unary" stays in float: no plan was applied to it; set "quantize": true for it in the plan to quantize it}}
  %1 = qnn.unit "u" kind "unary"(%0) : (tensor<1x4xf32>) -> tensor<1x4xf32> {
  ^bb0(%arg0: tensor<1x4xf32>):
    %2 = tosa.tanh %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
    qnn.yield %2 : tensor<1x4xf32>
  }
  return %1 : tensor<1x4xf32>
}

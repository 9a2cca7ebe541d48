// RUN: qopt %s --qopt-convert-float-to-linalg --split-input-file --verify-diagnostics | FileCheck %s

// Weights N x K, as for integers; the clamp passes NaN on. The body of another
// unit takes its place.

// CHECK-LABEL: func.func @float
// CHECK-SAME:    %[[X:.+]]: tensor<2x2xf32>
// CHECK-NOT:     qnn.unit
// CHECK-DAG:     %[[W:.+]] = arith.constant dense<{{\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00], [5.000000e+00, 6.000000e+00]]> : tensor<3x2xf32>
// CHECK-DAG:     %[[B:.+]] = arith.constant dense<[7.000000e+00, 8.000000e+00, 9.000000e+00]> : tensor<3xf32>
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[B]] : tensor<3xf32>) outs(%{{.+}} : tensor<2x3xf32>) dimensions = [0]
// CHECK:         %[[ACC:.+]] = linalg.generic {{.*}}"reduction"]} ins(%[[X]], %[[W]] : {{.*}}) outs(%[[INIT]] : tensor<2x3xf32>) attrs = {qnn.unit = "dense0"} {
// CHECK:           %[[P:.+]] = arith.mulf
// CHECK-NEXT:      arith.addf %{{.+}}, %[[P]] : f32
// CHECK:         %[[CLAMPED:.+]] = linalg.generic {{.*}} ins(%[[ACC]] :
// CHECK-NEXT:    ^bb0(%[[V:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[LOW:.+]] = arith.constant 0.0
// CHECK-NEXT:      %[[BELOW:.+]] = arith.cmpf olt, %[[V]], %[[LOW]]
// CHECK-NEXT:      %[[V1:.+]] = arith.select %[[BELOW]], %[[LOW]], %[[V]]
// CHECK-NEXT:      %[[HIGH:.+]] = arith.constant 6.0
// CHECK-NEXT:      %[[ABOVE:.+]] = arith.cmpf ogt, %[[V1]], %[[HIGH]]
// CHECK-NEXT:      %[[V2:.+]] = arith.select %[[ABOVE]], %[[HIGH]], %[[V1]]
// CHECK-NEXT:      linalg.yield %[[V2]]
// CHECK:         %[[T:.+]] = tosa.tanh %[[CLAMPED]]
// CHECK-NEXT:    return %[[T]]
func.func @float(%x: tensor<2x2xf32>) -> tensor<2x3xf32> {
  %0 = qnn.unit "dense0" kind "dense"(%x) : (tensor<2x2xf32>) -> tensor<2x3xf32> {
  ^bb0(%a: tensor<2x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]]> : tensor<1x2x3xf32>}> : () -> tensor<1x2x3xf32>
    %b = "tosa.const"() <{values = dense<[[7.0, 8.0, 9.0]]> : tensor<1x3xf32>}> : () -> tensor<1x3xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 2, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[2, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %0 = tosa.reshape %a, %s0 : (tensor<2x2xf32>, !tosa.shape<3>) -> tensor<1x2x2xf32>
    %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x2x2xf32>, tensor<1x2x3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x3xf32>
    %2 = tosa.reshape %1, %s1 : (tensor<1x2x3xf32>, !tosa.shape<2>) -> tensor<2x3xf32>
    %3 = tosa.add %2, %b : (tensor<2x3xf32>, tensor<1x3xf32>) -> tensor<2x3xf32>
    %4 = tosa.clamp %3 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    qnn.yield %4 : tensor<2x3xf32>
  }
  %1 = qnn.unit "tanh0" kind "unary"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32> {
  ^bb0(%a: tensor<2x3xf32>):
    %2 = tosa.tanh %a : (tensor<2x3xf32>) -> tensor<2x3xf32>
    qnn.yield %2 : tensor<2x3xf32>
  }
  return %1 : tensor<2x3xf32>
}

// -----

func.func @quantized(%x: tensor<2x2x!quant.uniform<i8:f32, 0.5>>) -> tensor<2x2xf32> {
  // expected-error @+1 {{is still quantized; run qopt-convert-units-to-qnn}}
  %0 = qnn.unit "tanh0" kind "unary"(%x) : (tensor<2x2x!quant.uniform<i8:f32, 0.5>>) -> tensor<2x2xf32> {
  ^bb0(%a: tensor<2x2xf32>):
    %1 = tosa.tanh %a : (tensor<2x2xf32>) -> tensor<2x2xf32>
    qnn.yield %1 : tensor<2x2xf32>
  }
  return %0 : tensor<2x2xf32>
}

// -----

// Rows of a table. No index leaves it.

// CHECK-LABEL: func.func @gather
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %{{.+}} step
// CHECK-DAG:       %[[AT:.+]] = tensor.extract %arg1[%{{.+}}, %[[I]]] : tensor<1x3xi32>
// CHECK-DAG:       %[[LOW:.+]] = arith.maxsi %[[AT]], %{{.+}} : i32
// CHECK-DAG:       %[[INSIDE:.+]] = arith.minsi %[[LOW]], %{{.+}} : i32
// CHECK-DAG:       %[[ROW:.+]] = arith.index_cast %[[INSIDE]] : i32 to index
// CHECK:           tensor.extract_slice %arg0[%{{.+}}, %[[ROW]], 0] [1, 1, 4] [1, 1, 1] : tensor<1x5x4xi8> to tensor<1x1x4xi8>
// CHECK:           tensor.insert_slice %{{.+}} into %{{.+}}[%{{.+}}, %[[I]], 0] [1, 1, 4] [1, 1, 1] : tensor<1x1x4xi8> into tensor<1x3x4xi8>
func.func @gather(%table: tensor<1x5x4xi8>, %at: tensor<1x3xi32>) -> tensor<1x3x4xi8> {
  %0 = tosa.gather %table, %at : (tensor<1x5x4xi8>, tensor<1x3xi32>) -> tensor<1x3x4xi8>
  return %0 : tensor<1x3x4xi8>
}

// RUN: qopt %s --qopt-store-booleans | FileCheck %s

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: func.func @compare(
// CHECK-SAME: %[[M:.+]]: tensor<4xi8>) -> tensor<4xi8>
func.func @compare(%a: tensor<4xi32>, %m: tensor<4xi1>) -> tensor<4xi1> {
  // CHECK: arith.constant dense<[1, 0, 1, 0]> : tensor<4xi8>
  %c = arith.constant dense<[true, false, true, false]> : tensor<4xi1>
  // CHECK: tensor.empty() : tensor<4xi8>
  %e = tensor.empty() : tensor<4xi1>
  // CHECK: ^bb0(%[[A:.+]]: i32, %[[B:.+]]: i8, %[[C:.+]]: i8, %{{.+}}: i8):
  // CHECK-DAG: %[[BB:.+]] = arith.trunci %[[B]] : i8 to i1
  // CHECK-DAG: %[[CB:.+]] = arith.trunci %[[C]] : i8 to i1
  // CHECK: %[[X:.+]] = arith.xori %[[BB]], %[[CB]] : i1
  // CHECK: %[[Y:.+]] = arith.extui %[[X]] : i1 to i8
  // CHECK: linalg.yield %[[Y]] : i8
  %r = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %m, %c : tensor<4xi32>, tensor<4xi1>, tensor<4xi1>) outs(%e : tensor<4xi1>) {
  ^bb0(%x: i32, %b: i1, %k: i1, %o: i1):
    %y = arith.xori %b, %k : i1
    linalg.yield %y : i1
  } -> tensor<4xi1>
  return %r : tensor<4xi1>
}

// A copy is one of bytes; a single boolean stays one where it is computed with.
// CHECK-LABEL: func.func @moved(
func.func @moved(%m: tensor<2x3xi1>, %i: index) -> (tensor<3x4xi1>, i1) {
  %e = tensor.empty() : tensor<3x2xi1>
  // CHECK: linalg.transpose ins(%{{.+}} : tensor<2x3xi8>) outs(%{{.+}} : tensor<3x2xi8>)
  %t = linalg.transpose ins(%m : tensor<2x3xi1>) outs(%e : tensor<3x2xi1>) permutation = [1, 0]
  %true = arith.constant true
  // CHECK: tensor.pad
  // CHECK: %[[T:.+]] = arith.extui %true : i1 to i8
  // CHECK: tensor.yield %[[T]] : i8
  %p = tensor.pad %t low[0, 1] high[0, 1] {
  ^bb0(%y: index, %x: index):
    tensor.yield %true : i1
  } : tensor<3x2xi1> to tensor<3x4xi1>
  // CHECK: %[[B:.+]] = tensor.extract %{{.+}} : tensor<2x3xi8>
  // CHECK: %[[S:.+]] = arith.trunci %[[B]] : i8 to i1
  // CHECK: return %{{.+}}, %[[S]] : tensor<3x4xi8>, i1
  %s = tensor.extract %m[%i, %i] : tensor<2x3xi1>
  return %p, %s : tensor<3x4xi1>, i1
}

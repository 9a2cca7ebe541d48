// RUN: qopt %s --qopt-raise-linalg-to-tosa | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d1)>

// What torch-mlir writes for nn.Linear and relu.

// CHECK-LABEL: func.func @linear
// CHECK-SAME:    %[[X:.+]]: tensor<1x4xf32>
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{.*}}> : tensor<3x4xf32>}>
// CHECK-DAG:     %[[B:.+]] = "tosa.const"() <{values = dense<{{.*}}> : tensor<1x3xf32>}>
// CHECK-DAG:     %[[T:.+]] = tosa.transpose %[[W]] {perms = array<i32: 1, 0>} : (tensor<3x4xf32>) -> tensor<4x3xf32>
// CHECK-DAG:     %[[X3:.+]] = tosa.reshape %[[X]], {{.*}} -> tensor<1x1x4xf32>
// CHECK-DAG:     %[[T3:.+]] = tosa.reshape %[[T]], {{.*}} -> tensor<1x4x3xf32>
// CHECK:         %[[Y3:.+]] = tosa.matmul %[[X3]], %[[T3]],
// CHECK:         %[[Y:.+]] = tosa.reshape %[[Y3]], {{.*}} -> tensor<1x3xf32>
// CHECK:         %[[SUM:.+]] = tosa.add %[[Y]], %[[B]]
// CHECK:         %[[RELU:.+]] = tosa.clamp %[[SUM]] {max_val = 0x7F800000 : f32, min_val = 0.000000e+00 : f32}
// CHECK:         return %[[RELU]]
// CHECK-NOT:     linalg
func.func @linear(%x: tensor<1x4xf32>) -> tensor<1x3xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]]> : tensor<3x4xf32>
  %b = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
  %e0 = tensor.empty() : tensor<4x3xf32>
  %t = linalg.transpose ins(%w : tensor<3x4xf32>) outs(%e0 : tensor<4x3xf32>) permutation = [1, 0]
  %e1 = tensor.empty() : tensor<1x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e1 : tensor<1x3xf32>) -> tensor<1x3xf32>
  %y = linalg.matmul ins(%x, %t : tensor<1x4xf32>, tensor<4x3xf32>) outs(%z : tensor<1x3xf32>) -> tensor<1x3xf32>
  %sum = linalg.generic {indexing_maps = [#map, #row, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %b : tensor<1x3xf32>, tensor<3xf32>) outs(%e1 : tensor<1x3xf32>) {
  ^bb0(%a: f32, %c: f32, %out: f32):
    %s = arith.addf %a, %c : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  %relu = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%sum : tensor<1x3xf32>) outs(%e1 : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ugt, %a, %zero : f32
    %s = arith.select %p, %a, %zero : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  return %relu : tensor<1x3xf32>
}

// CHECK-LABEL: func.func @dynamic
// CHECK:         tosa.reshape %{{.+}} : (tensor<?x4xf32>, !tosa.shape<3>) -> tensor<1x?x4xf32>
// CHECK:         tosa.matmul {{.*}} -> tensor<1x?x3xf32>
// CHECK:         tosa.reshape %{{.+}} : (tensor<1x?x3xf32>, !tosa.shape<2>) -> tensor<?x3xf32>
// CHECK:         tosa.add {{.*}} : (tensor<1x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
// CHECK-NOT:     tensor.dim
func.func @dynamic(%x: tensor<?x4xf32>, %w: tensor<4x3xf32>, %b: tensor<3xf32>) -> tensor<?x3xf32> {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %d = tensor.dim %x, %c0 : tensor<?x4xf32>
  %e = tensor.empty(%d) : tensor<?x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<?x3xf32>) -> tensor<?x3xf32>
  %y = linalg.matmul ins(%x, %w : tensor<?x4xf32>, tensor<4x3xf32>) outs(%z : tensor<?x3xf32>) -> tensor<?x3xf32>
  // The bias first.
  %sum = linalg.generic {indexing_maps = [#row, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%b, %y : tensor<3xf32>, tensor<?x3xf32>) outs(%e : tensor<?x3xf32>) {
  ^bb0(%a: f32, %c: f32, %out: f32):
    %s = arith.addf %a, %c : f32
    linalg.yield %s : f32
  } -> tensor<?x3xf32>
  return %sum : tensor<?x3xf32>
}

// The bias is what the sum starts with.

// CHECK-LABEL: func.func @bias_as_init
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32>, %[[W:.+]]: tensor<4x3xf32>, %[[B:.+]]: tensor<3xf32>
// CHECK:         %[[B2:.+]] = tosa.reshape %[[B]], {{.*}} -> tensor<1x3xf32>
// CHECK:         tosa.matmul
// CHECK:         %[[Y:.+]] = tosa.reshape {{.*}} -> tensor<2x3xf32>
// CHECK:         tosa.add %[[Y]], %[[B2]] : (tensor<2x3xf32>, tensor<1x3xf32>) -> tensor<2x3xf32>
func.func @bias_as_init(%x: tensor<2x4xf32>, %w: tensor<4x3xf32>, %b: tensor<3xf32>) -> tensor<2x3xf32> {
  %e = tensor.empty() : tensor<2x3xf32>
  %i = linalg.broadcast ins(%b : tensor<3xf32>) outs(%e : tensor<2x3xf32>) dimensions = [0]
  %y = linalg.matmul ins(%x, %w : tensor<2x4xf32>, tensor<4x3xf32>) outs(%i : tensor<2x3xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @transposed_b
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32>, %[[W:.+]]: tensor<3x4xf32>
// CHECK:         tosa.transpose %[[W]] {perms = array<i32: 1, 0>} : (tensor<3x4xf32>) -> tensor<4x3xf32>
// CHECK:         tosa.matmul
func.func @transposed_b(%x: tensor<2x4xf32>, %w: tensor<3x4xf32>) -> tensor<2x3xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%x, %w : tensor<2x4xf32>, tensor<3x4xf32>) outs(%z : tensor<2x3xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// The weight first, and rows of two dimensions.

// CHECK-LABEL: func.func @generic_product
// CHECK-SAME:    %[[X:.+]]: tensor<2x5x4xf32>, %[[W:.+]]: tensor<4x3xf32>
// CHECK-DAG:     %[[X3:.+]] = tosa.reshape %[[X]], {{.*}} -> tensor<1x10x4xf32>
// CHECK-DAG:     %[[W3:.+]] = tosa.reshape %[[W]], {{.*}} -> tensor<1x4x3xf32>
// CHECK:         tosa.matmul %[[X3]], %[[W3]],
// CHECK:         tosa.reshape {{.*}} -> tensor<2x5x3xf32>
func.func @generic_product(%x: tensor<2x5x4xf32>, %w: tensor<4x3xf32>) -> tensor<2x5x3xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x5x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
  %y = linalg.generic {
      indexing_maps = [affine_map<(a, b, n, k) -> (k, n)>, affine_map<(a, b, n, k) -> (a, b, k)>, affine_map<(a, b, n, k) -> (a, b, n)>],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%w, %x : tensor<4x3xf32>, tensor<2x5x4xf32>) outs(%z : tensor<2x5x3xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %p = arith.mulf %b, %a : f32
    %s = arith.addf %out, %p : f32
    linalg.yield %s : f32
  } -> tensor<2x5x3xf32>
  return %y : tensor<2x5x3xf32>
}

// CHECK-LABEL: func.func @batch_matmul
// CHECK-SAME:    %[[X:.+]]: tensor<2x5x4xf32>, %[[Y:.+]]: tensor<2x4x3xf32>
// CHECK:         tosa.matmul %[[X]], %[[Y]], {{.*}} -> tensor<2x5x3xf32>
func.func @batch_matmul(%x: tensor<2x5x4xf32>, %y: tensor<2x4x3xf32>) -> tensor<2x5x3xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x5x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
  %r = linalg.batch_matmul ins(%x, %y : tensor<2x5x4xf32>, tensor<2x4x3xf32>) outs(%z : tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
  return %r : tensor<2x5x3xf32>
}

// CHECK-LABEL: func.func @flatten
// CHECK-NOT:     cf.assert
// CHECK:         tosa.reshape {{.*}} : (tensor<?x6x4xf32>, !tosa.shape<3>) -> tensor<?x8x3xf32>
// CHECK-NEXT:    return
func.func @flatten(%x: tensor<?x6x4xf32>) -> tensor<?x8x3xf32> {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  cf.assert %true, "mismatched size"
  %flat = tensor.collapse_shape %x [[0], [1, 2]] : tensor<?x6x4xf32> into tensor<?x24xf32>
  %d = tensor.dim %x, %c0 : tensor<?x6x4xf32>
  %y = tensor.expand_shape %flat [[0], [1, 2]] output_shape [%d, 8, 3] : tensor<?x24xf32> into tensor<?x8x3xf32>
  return %y : tensor<?x8x3xf32>
}

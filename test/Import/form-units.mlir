// RUN: qopt %s --qopt-form-units | FileCheck %s

// CHECK-LABEL: func.func @dense
// CHECK-SAME:    %[[X:.+]]: tensor<?x2xf32> {qnn.name = "in0"}
// CHECK-SAME:    -> (tensor<?x3xf32> {qnn.name = "out0"})
// CHECK-NEXT:    %[[U:.+]] = qnn.unit "dense0" kind "dense"(%[[X]]) : (tensor<?x2xf32>) -> tensor<?x3xf32> {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: tensor<?x2xf32>):
// CHECK-DAG:       %[[W:.+]] = "tosa.const"() <{values = dense<{{.*}}> : tensor<1x2x3xf32>}>
// CHECK-DAG:       %[[B:.+]] = "tosa.const"() <{values = dense<{{\[\[}}7.000000e+00, 8.000000e+00, 9.000000e+00]]> : tensor<1x3xf32>}>
// CHECK:           %[[A3:.+]] = tosa.reshape %[[A]], {{.*}} -> tensor<1x?x2xf32>
// CHECK-NEXT:      %[[Y3:.+]] = tosa.matmul %[[A3]], %[[W]],
// CHECK-NEXT:      %[[Y:.+]] = tosa.reshape %[[Y3]], {{.*}} -> tensor<?x3xf32>
// CHECK-NEXT:      %[[S:.+]] = tosa.add %[[Y]], %[[B]]
// CHECK-NEXT:      %[[C:.+]] = tosa.clamp %[[S]] {max_val = 6.000000e+00 : f32, min_val = 0.000000e+00 : f32}
// CHECK-NEXT:      qnn.yield %[[C]] : tensor<?x3xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:    return %[[U]]
func.func @dense(%x: tensor<?x2xf32>) -> tensor<?x3xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]]> : tensor<1x2x3xf32>}> : () -> tensor<1x2x3xf32>
  %b = "tosa.const"() <{values = dense<[[7.0, 8.0, 9.0]]> : tensor<1x3xf32>}> : () -> tensor<1x3xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, -1, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[-1, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<?x2xf32>, !tosa.shape<3>) -> tensor<1x?x2xf32>
  %1 = tosa.matmul %0, %w, %zp, %zp : (tensor<1x?x2xf32>, tensor<1x2x3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x?x3xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x?x3xf32>, !tosa.shape<2>) -> tensor<?x3xf32>
  %3 = tosa.add %b, %2 : (tensor<1x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
  %4 = tosa.clamp %3 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<?x3xf32>) -> tensor<?x3xf32>
  return %4 : tensor<?x3xf32>
}

// Rank 3: the reshapes to 2-D and back are outside. The bias is a scalar, and
// between two reshapes.

// CHECK-LABEL: func.func @rank_3
// CHECK-SAME:    %[[X:.+]]: tensor<2x5x2xf32>
// CHECK:         %[[R:.+]] = tosa.reshape %[[X]], {{.*}} -> tensor<10x2xf32>
// CHECK:         %[[U:.+]] = qnn.unit "dense0" kind "dense"(%[[R]]) : (tensor<10x2xf32>) -> tensor<10x1xf32> {
// CHECK-DAG:       "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1xf32>}>
// CHECK:           tosa.add
// CHECK:         }
// CHECK:         %[[Y:.+]] = tosa.reshape %[[U]], {{.*}} -> tensor<2x5x1xf32>
// CHECK:         return %[[Y]]
func.func @rank_3(%x: tensor<2x5x2xf32>) -> tensor<2x5x1xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0], [2.0]]]> : tensor<1x2x1xf32>}> : () -> tensor<1x2x1xf32>
  %b = "tosa.const"() <{values = dense<0.5> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, 10, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[2, 5, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = tosa.reshape %x, %s0 : (tensor<2x5x2xf32>, !tosa.shape<3>) -> tensor<1x10x2xf32>
  %1 = tosa.matmul %0, %w, %zp, %zp : (tensor<1x10x2xf32>, tensor<1x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x1xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x10x1xf32>, !tosa.shape<3>) -> tensor<2x5x1xf32>
  %3 = tosa.add %2, %b : (tensor<2x5x1xf32>, tensor<1x1x1xf32>) -> tensor<2x5x1xf32>
  return %3 : tensor<2x5x1xf32>
}

// A batch whose weights are all the same, and a bias written out for every row.

// CHECK-LABEL: func.func @batch
// CHECK:         qnn.unit "dense0" kind "dense"(%{{.*}}) : (tensor<4x2xf32>) -> tensor<4x1xf32> {
// CHECK:           "tosa.const"() <{values = dense<{{\[\[\[}}1.000000e+00], [2.000000e+00]]]> : tensor<1x2x1xf32>}>
// CHECK:           tosa.add
func.func @batch(%x: tensor<2x2x2xf32>) -> tensor<2x2x1xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0], [2.0]], [[1.0], [2.0]]]> : tensor<2x2x1xf32>}> : () -> tensor<2x2x1xf32>
  %b = "tosa.const"() <{values = dense<3.0> : tensor<2x2x1xf32>}> : () -> tensor<2x2x1xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %1 = tosa.matmul %x, %w, %zp, %zp : (tensor<2x2x2xf32>, tensor<2x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x2x1xf32>
  %2 = tosa.add %1, %b : (tensor<2x2x1xf32>, tensor<2x2x1xf32>) -> tensor<2x2x1xf32>
  return %2 : tensor<2x2x1xf32>
}

// Another user of the value before the clamp: the clamp is a unit of its own.

// CHECK-LABEL: func.func @two_users
// CHECK:         %[[U:.+]] = qnn.unit "dense0" kind "dense"
// CHECK-NOT:       tosa.clamp
// CHECK:         %[[R:.+]] = tosa.reshape %[[U]], {{.*}} -> tensor<1x4x1xf32>
// CHECK:         %[[V:.+]] = qnn.unit "unary0" kind "unary"(%[[R]])
// CHECK:           tosa.clamp
// CHECK:         return %[[R]], %[[V]]
func.func @two_users(%x: tensor<1x4x2xf32>) -> (tensor<1x4x1xf32>, tensor<1x4x1xf32>) {
  %w = "tosa.const"() <{values = dense<[[[1.0], [2.0]]]> : tensor<1x2x1xf32>}> : () -> tensor<1x2x1xf32>
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %1 = tosa.matmul %x, %w, %zp, %zp : (tensor<1x4x2xf32>, tensor<1x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x1xf32>
  %2 = tosa.clamp %1 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32>
  return %1, %2 : tensor<1x4x1xf32>, tensor<1x4x1xf32>
}

// Hard swish: one unit, though its operand has three users in it.

// CHECK-LABEL: func.func @hard_swish
// CHECK-SAME:    %[[X:.+]]: tensor<1x3xf32>
// CHECK:         %[[U:.+]] = qnn.unit "unary0" kind "unary"(%[[X]]) : (tensor<1x3xf32>) -> tensor<1x3xf32> {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: tensor<1x3xf32>):
// CHECK-DAG:       "tosa.const"() <{values = dense<3.000000e+00> : tensor<1x1xf32>}>
// CHECK:           tosa.add %[[A]],
// CHECK:           tosa.clamp
// CHECK:           tosa.mul
// CHECK:           %[[Y:.+]] = tosa.mul
// CHECK-NEXT:      qnn.yield %[[Y]]
// CHECK:         return %[[U]]
func.func @hard_swish(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %three = "tosa.const"() <{values = dense<3.0> : tensor<1x3xf32>}> : () -> tensor<1x3xf32>
  %sixth = "tosa.const"() <{values = dense<0.166666672> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.add %x, %three : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  %1 = tosa.clamp %0 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = tosa.mul %1, %sixth, %shift : (tensor<1x3xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  %3 = tosa.mul %2, %x, %shift : (tensor<1x3xf32>, tensor<1x3xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  return %3 : tensor<1x3xf32>
}

// Two units where a value between them is used elsewhere; one where a function
// has two paths that meet again.

// CHECK-LABEL: func.func @groups
// CHECK-SAME:    %[[X:.+]]: tensor<1x3xf32>
// CHECK:         %[[U:.+]] = qnn.unit "unary0" kind "unary"(%[[X]])
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      tosa.tanh
// CHECK-NEXT:      tosa.abs
// CHECK-NEXT:      qnn.yield
// CHECK:         %[[V:.+]] = qnn.unit "unary1" kind "unary"(%[[U]])
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      tosa.sigmoid
// CHECK-NEXT:      tosa.exp
// CHECK-NEXT:      tosa.add
// CHECK-NEXT:      qnn.yield
// CHECK:         return %[[U]], %[[V]]
func.func @groups(%x: tensor<1x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
  %0 = tosa.tanh %x : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %1 = tosa.abs %0 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = tosa.sigmoid %1 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %3 = tosa.exp %1 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %4 = tosa.add %2, %3 : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %1, %4 : tensor<1x3xf32>, tensor<1x3xf32>
}

// CHECK-LABEL: func.func @leaky_relu
// CHECK:         qnn.unit "unary0" kind "unary"
// CHECK:           tosa.greater_equal
// CHECK:           tosa.mul
// CHECK:           tosa.select
// CHECK-NEXT:      qnn.yield
func.func @leaky_relu(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %slope = "tosa.const"() <{values = dense<0.125> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %p = tosa.greater_equal %x, %zero : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xi1>
  %m = tosa.mul %x, %slope, %shift : (tensor<1x3xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<1x3xf32>
  %y = tosa.select %p, %x, %m : (tensor<1x3xi1>, tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// Units that are there already stay.

// CHECK-LABEL: func.func @again
// CHECK:         qnn.unit "mine" kind "unary"
// CHECK:         qnn.unit "unary1" kind "unary"
func.func @again(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %0 = qnn.unit "mine" kind "unary" (%x) : (tensor<1x3xf32>) -> tensor<1x3xf32> {
  ^bb0(%a: tensor<1x3xf32>):
    %1 = tosa.tanh %a : (tensor<1x3xf32>) -> tensor<1x3xf32>
    qnn.yield %1 : tensor<1x3xf32>
  }
  %2 = tosa.exp %0 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s

// Channels first: all between two convolutions has its channels last.

// CHECK-LABEL: func.func @block
// CHECK:         %[[X:.+]] = tosa.transpose %arg0 {perms = array<i32: 0, 2, 3, 1>}
// CHECK:         %[[C:.+]] = tosa.max_pool2d %[[X]]
// CHECK:         %[[S0:.+]] = tosa.slice %[[C]], {{.*}} -> tensor<1x2x2x1xf32>
// CHECK:         %[[P:.+]] = tosa.pad %[[S0]], {{.*}} -> tensor<1x2x3x1xf32>
// CHECK:         %[[T:.+]] = tosa.tile %[[P]], {{.*}} -> tensor<1x2x3x2xf32>
// CHECK:         %[[V:.+]] = tosa.reverse %[[T]] {axis = 2 : i32}
// CHECK:         %[[A:.+]] = tosa.maximum %[[V]], %{{.+}} : (tensor<1x2x3x2xf32>, tensor<1x1x1x2xf32>)
// CHECK:         %[[M:.+]] = tosa.reduce_max %[[A]] {axis = 3 : i32}
// CHECK:         %[[B:.+]] = tosa.sub %[[A]], %[[M]]
// CHECK:         %[[K:.+]] = tosa.concat %[[B]], %[[A]] {axis = 3 : i32}
// CHECK:         tosa.avg_pool2d %[[K]],
// CHECK-NOT:     tosa.transpose
func.func @block(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x3x4xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %c = "tosa.const"() <{values = dense<[[[[1.0]], [[2.0]]]]> : tensor<1x2x1x1xf32>}> : () -> tensor<1x2x1x1xf32>
  %start = tosa.const_shape {values = dense<[0, 1, 0, 0]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %size = tosa.const_shape {values = dense<[1, 1, 2, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %pad = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 1, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %twice = tosa.const_shape {values = dense<[1, 2, 1, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %0 = tosa.transpose %x {perms = array<i32: 0, 2, 3, 1>} : (tensor<1x2x4x4xf32>) -> tensor<1x4x4x2xf32>
  %1 = tosa.max_pool2d %0 {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  %2 = tosa.transpose %1 {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  %3 = tosa.slice %2, %start, %size : (tensor<1x2x2x2xf32>, !tosa.shape<4>, !tosa.shape<4>) -> tensor<1x1x2x2xf32>
  %4 = tosa.pad %3, %pad, %z : (tensor<1x1x2x2xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x1x2x3xf32>
  %5 = tosa.tile %4, %twice : (tensor<1x1x2x3xf32>, !tosa.shape<4>) -> tensor<1x2x2x3xf32>
  %6 = tosa.reverse %5 {axis = 3 : i32} : (tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xf32>
  %7 = tosa.maximum %6, %c : (tensor<1x2x2x3xf32>, tensor<1x2x1x1xf32>) -> tensor<1x2x2x3xf32>
  %8 = tosa.reduce_max %7 {axis = 1 : i32} : (tensor<1x2x2x3xf32>) -> tensor<1x1x2x3xf32>
  %9 = tosa.sub %7, %8 : (tensor<1x2x2x3xf32>, tensor<1x1x2x3xf32>) -> tensor<1x2x2x3xf32>
  %10 = tosa.concat %9, %7 {axis = 1 : i32} : (tensor<1x2x2x3xf32>, tensor<1x2x2x3xf32>) -> tensor<1x4x2x3xf32>
  %11 = tosa.transpose %10 {perms = array<i32: 0, 2, 3, 1>} : (tensor<1x4x2x3xf32>) -> tensor<1x2x3x4xf32>
  %12 = tosa.avg_pool2d %11, %z, %z {acc_type = f32, kernel = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x2x3x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x3x4xf32>
  return %12 : tensor<1x2x3x4xf32>
}

// Squeeze and excite: where height and width are 1, a transpose is a reshape,
// and another operand may be without one.

// CHECK-LABEL: func.func @squeeze
// CHECK:         %[[M:.+]] = tosa.matmul
// CHECK:         %[[R:.+]] = tosa.reshape %[[M]], %{{.+}} -> tensor<1x1x1x2xf32>
// CHECK:         %[[A:.+]] = tosa.add %[[R]], %{{.+}} : (tensor<1x1x1x2xf32>, tensor<1x1x1x2xf32>)
// CHECK:         %[[E:.+]] = tosa.clamp %[[A]]
// CHECK:         tosa.mul %arg0, %[[E]]
// CHECK-NOT:     tosa.transpose
func.func @squeeze(%x: tensor<1x3x3x2xf32>, %p: tensor<1x1x1x2xf32>) -> tensor<1x3x3x2xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %w = "tosa.const"() <{values = dense<[[[[1.0, 2.0]]], [[[3.0, 4.0]]]]> : tensor<2x1x1x2xf32>}> : () -> tensor<2x1x1x2xf32>
  %b = "tosa.const"() <{values = dense<[[[[1.0]], [[2.0]]]]> : tensor<1x2x1x1xf32>}> : () -> tensor<1x2x1x1xf32>
  %0 = tosa.conv2d %p, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x1x2xf32>, tensor<2x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1x2xf32>
  %1 = tosa.transpose %0 {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x1x1x2xf32>) -> tensor<1x2x1x1xf32>
  %2 = tosa.add %1, %b : (tensor<1x2x1x1xf32>, tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  %3 = tosa.clamp %2 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  %4 = tosa.transpose %x {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x3x3x2xf32>) -> tensor<1x2x3x3xf32>
  %5 = tosa.mul %4, %3, %shift : (tensor<1x2x3x3xf32>, tensor<1x2x1x1xf32>, tensor<1xi8>) -> tensor<1x2x3x3xf32>
  %6 = tosa.transpose %5 {perms = array<i32: 0, 2, 3, 1>} : (tensor<1x2x3x3xf32>) -> tensor<1x3x3x2xf32>
  return %6 : tensor<1x3x3x2xf32>
}

// A reshape that merges height and width merges them before the transpose too;
// one that merges others does not.

// CHECK-LABEL: func.func @merge
// CHECK:         %[[U:.+]] = tosa.transpose %arg0 {perms = array<i32: 0, 3, 1, 2>}
// CHECK:         %[[R:.+]] = tosa.reshape %arg0, {{.*}} -> tensor<?x12x5xf32>
// CHECK:         %[[T:.+]] = tosa.transpose %[[R]] {perms = array<i32: 0, 2, 1>} : (tensor<?x12x5xf32>) -> tensor<?x5x12xf32>
// CHECK:         %[[F:.+]] = tosa.reshape %[[U]], {{.*}} -> tensor<?x60xf32>
// CHECK:         return %[[T]], %[[F]]
func.func @merge(%x: tensor<?x3x4x5xf32>) -> (tensor<?x5x12xf32>, tensor<?x60xf32>) {
  %s = tosa.const_shape {values = dense<[-1, 5, 12]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %f = tosa.const_shape {values = dense<[-1, 60]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.transpose %x {perms = array<i32: 0, 3, 1, 2>} : (tensor<?x3x4x5xf32>) -> tensor<?x5x3x4xf32>
  %1 = tosa.reshape %0, %s : (tensor<?x5x3x4xf32>, !tosa.shape<3>) -> tensor<?x5x12xf32>
  %2 = tosa.reshape %0, %f : (tensor<?x5x3x4xf32>, !tosa.shape<2>) -> tensor<?x60xf32>
  return %1, %2 : tensor<?x5x12xf32>, tensor<?x60xf32>
}

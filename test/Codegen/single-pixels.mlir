// RUN: qopt %s --split-input-file --qopt-set-target=triple=x86_64-linux-gnu --qopt-codegen=triple=x86_64-linux-gnu | FileCheck %s

// What is copied pixel by pixel may be a single one, just computed: the copy disappears into what computes it.

// CHECK: llvm.func @main
func.func @main(%x: tensor<1x2x2x8xf32> {qnn.name = "in0"}) -> (tensor<1x1x1x4xf32> {qnn.name = "out0"}) {
  %start = tosa.const_shape {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %size = tosa.const_shape {values = dense<[1, 1, 1, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %scale = tosa.const_shape {values = dense<[2, 4, 4, 3]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %offset = tosa.const_shape {values = dense<[1, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.slice %x, %start, %size : (tensor<1x2x2x8xf32>, !tosa.shape<4>, !tosa.shape<4>) -> tensor<1x1x1x4xf32>
  %1 = tosa.abs %0 : (tensor<1x1x1x4xf32>) -> tensor<1x1x1x4xf32>
  %2 = tosa.resize %1, %scale, %offset, %offset {mode = NEAREST_NEIGHBOR} : (tensor<1x1x1x4xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x1x1x4xf32>
  return %2 : tensor<1x1x1x4xf32>
}

// -----

// CHECK: llvm.func @main
func.func @main(%x: tensor<1x2x8xf32> {qnn.name = "in0"}) -> (tensor<1x1x4xf32> {qnn.name = "out0"}) {
  %start = tosa.const_shape {values = dense<[0, 1, 0]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[1, 1, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %row = "tosa.const"() {values = dense<0> : tensor<1x1xi32>} : () -> tensor<1x1xi32>
  %0 = tosa.slice %x, %start, %size : (tensor<1x2x8xf32>, !tosa.shape<3>, !tosa.shape<3>) -> tensor<1x1x4xf32>
  %1 = tosa.abs %0 : (tensor<1x1x4xf32>) -> tensor<1x1x4xf32>
  %2 = tosa.gather %1, %row : (tensor<1x1x4xf32>, tensor<1x1xi32>) -> tensor<1x1x4xf32>
  return %2 : tensor<1x1x4xf32>
}

// -----

// CHECK: llvm.func @main
func.func @main(%x: tensor<1x2x8xf32> {qnn.name = "in0"}, %y: tensor<1x1x4xf32> {qnn.name = "in1"}) -> (tensor<1x1x4xf32> {qnn.name = "out0"}) {
  %start = tosa.const_shape {values = dense<[0, 1, 0]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[1, 1, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %row = "tosa.const"() {values = dense<0> : tensor<1x1xi32>} : () -> tensor<1x1xi32>
  %0 = tosa.slice %x, %start, %size : (tensor<1x2x8xf32>, !tosa.shape<3>, !tosa.shape<3>) -> tensor<1x1x4xf32>
  %1 = tosa.abs %0 : (tensor<1x1x4xf32>) -> tensor<1x1x4xf32>
  %2 = tosa.scatter %y, %row, %1 : (tensor<1x1x4xf32>, tensor<1x1xi32>, tensor<1x1x4xf32>) -> tensor<1x1x4xf32>
  return %2 : tensor<1x1x4xf32>
}

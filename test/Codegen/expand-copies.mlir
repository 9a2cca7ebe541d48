// RUN: qopt %s --qopt-expand-copies | FileCheck %s

// A copy that memcpy can do stays; any other would be a call of a library.

// CHECK-LABEL: func.func @contiguous
// CHECK-NEXT:    memref.copy
// CHECK-NEXT:    return
func.func @contiguous(%x: memref<4x4xi8>, %y: memref<4x4xi8, strided<[4, 1], offset: ?>>) {
  memref.copy %x, %y : memref<4x4xi8> to memref<4x4xi8, strided<[4, 1], offset: ?>>
  return
}

// Runs of memory are copied one after the other.

// CHECK-LABEL: func.func @strided
// CHECK-DAG:     %[[ROWS:.+]] = arith.constant 4 : index
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %[[ROWS]]
// CHECK-NEXT:      %[[FROM:.+]] = memref.subview %{{.+}}[%[[I]], 0] [1, 4] [1, 1]
// CHECK-NEXT:      %[[TO:.+]] = memref.subview %{{.+}}[%[[I]], 0] [1, 4] [1, 1]
// CHECK-NEXT:      memref.copy %[[FROM]], %[[TO]]
func.func @strided(%x: memref<4x4xi8, strided<[8, 1]>>, %y: memref<4x4xi8>) {
  memref.copy %x, %y : memref<4x4xi8, strided<[8, 1]>> to memref<4x4xi8>
  return
}

// Where there are none, elements are.

// CHECK-LABEL: func.func @scattered
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%{{.+}} : memref<4x4xi8, strided<[8, 2]>>) outs(%{{.+}} : memref<4x4xi8>)
func.func @scattered(%x: memref<4x4xi8, strided<[8, 2]>>, %y: memref<4x4xi8>) {
  memref.copy %x, %y : memref<4x4xi8, strided<[8, 2]>> to memref<4x4xi8>
  return
}

// RUN: qopt %s --qopt-expand-copies | FileCheck %s

// A copy that memcpy can do stays; any other would be a call of a library.

// CHECK-LABEL: func.func @contiguous
// CHECK-NEXT:    memref.copy
// CHECK-NEXT:    return
func.func @contiguous(%x: memref<4x4xi8>, %y: memref<4x4xi8, strided<[4, 1], offset: ?>>) {
  memref.copy %x, %y : memref<4x4xi8> to memref<4x4xi8, strided<[4, 1], offset: ?>>
  return
}

// CHECK-LABEL: func.func @strided
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%{{.+}} : memref<4x4xi8, strided<[8, 1]>>) outs(%{{.+}} : memref<4x4xi8>)
func.func @strided(%x: memref<4x4xi8, strided<[8, 1]>>, %y: memref<4x4xi8>) {
  memref.copy %x, %y : memref<4x4xi8, strided<[8, 1]>> to memref<4x4xi8>
  return
}

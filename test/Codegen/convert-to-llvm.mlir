// RUN: qopt %s --qopt-set-target="triple=riscv32-unknown-elf" --qopt-convert-to-llvm --canonicalize | FileCheck %s --check-prefix=SHORT
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu" --qopt-convert-to-llvm --canonicalize | FileCheck %s --check-prefix=LONG
// RUN: not qopt %s --qopt-convert-to-llvm 2>&1 | FileCheck %s --check-prefix=TARGET
// TARGET: error: the module names no target; run qopt-set-target first

// SHORT: llvm.func @f(%[[X:.+]]: !llvm.ptr, %[[I:.+]]: i32) -> i8
// SHORT: %[[P:.+]] = llvm.getelementptr inbounds|nuw %[[X]][%[[I]]] : (!llvm.ptr, i32) -> !llvm.ptr, i8
// SHORT: llvm.load %[[P]]
// SHORT-NOT: i64
// LONG: llvm.func @f(%{{.+}}: !llvm.ptr, %{{.+}}: i64) -> i8
func.func @f(%x: memref<4xi8>, %i: index) -> i8 {
  %0 = memref.load %x[%i] : memref<4xi8>
  return %0 : i8
}

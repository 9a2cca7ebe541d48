// RUN: qopt %s --qopt-set-target="triple=thumbv6m-none-eabi cpu=cortex-m0" --qopt-check-float 2>&1 | FileCheck %s --check-prefixes=SOFTWARE,CHECK
// RUN: qopt %s --qopt-set-target="triple=thumbv7em-none-eabi cpu=cortex-m4" --qopt-check-float 2>&1 | FileCheck %s --implicit-check-not=remark
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu" --qopt-check-float 2>&1 | FileCheck %s --implicit-check-not=remark

// SOFTWARE: software.mlir:[[#@LINE+5]]:3: remark: the target has no instructions for floats, so this and what else is in float calls the compiler's library; --numerics=single with --io=i8 leaves little, and --no-float lists what is left
// CHECK: llvm.func @f

llvm.func @f(%x: !llvm.ptr) {
  %c = llvm.mlir.constant(1.0 : f32) : f32
  llvm.store %c, %x : f32, !llvm.ptr
  llvm.return
}

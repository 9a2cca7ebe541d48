// RUN: qopt --qopt-share-kernels --split-input-file %s | FileCheck %s

// Loops that differ in buffers, and in constants that are only added or clamped
// to, are calls of one function. What the loops agree on stays inside.

// CHECK-LABEL: func.func @buffers(
// CHECK-SAME:    %[[ARENA:[a-z0-9]+]]: memref<256xi8>
// CHECK-DAG:     %[[A:.*]] = memref.view {{.*}} to memref<32xi8>
// CHECK-DAG:     %[[B:.*]] = memref.view {{.*}} to memref<32xi8>
// CHECK-DAG:     %[[W0:.*]] = memref.get_global @w0
// CHECK-DAG:     %[[W1:.*]] = memref.get_global @w1
// CHECK:         %[[ONE:.*]] = arith.constant 1 : i8
// CHECK:         call @buffers_kernel(%[[A]], %[[W0]], %[[ONE]], %[[B]])
// CHECK:         %[[SEVEN:.*]] = arith.constant 7 : i8
// CHECK:         call @buffers_kernel(%[[B]], %[[W1]], %[[SEVEN]], %[[A]])
// CHECK-NOT:     scf.for
// CHECK:         return
// CHECK:       func.func private @buffers_kernel(
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: memref<32xi8> {llvm.align = 64 : i64, llvm.noalias},
// CHECK-SAME:    %[[W:[a-z0-9]+]]: memref<32xi8> {llvm.align = 16 : i64, llvm.noalias},
// CHECK-SAME:    %[[TERM:[a-z0-9]+]]: i8,
// CHECK-SAME:    %[[OUT:[a-z0-9]+]]: memref<32xi8> {llvm.align = 64 : i64, llvm.noalias})
// CHECK-SAME:    passthrough = ["noinline"]
// CHECK-DAG:     %[[TERMS:.*]] = vector.broadcast %[[TERM]] : i8 to vector<8xi8>
// CHECK-DAG:     %[[BOUND:.*]] = arith.constant dense<9> : vector<8xi8>
// CHECK:         scf.for
// CHECK:           vector.transfer_read %[[IN]]
// CHECK:           vector.transfer_read %[[W]]
// CHECK:           arith.addi %{{.*}}, %[[TERMS]]
// CHECK:           arith.maxsi %{{.*}}, %[[BOUND]]
// CHECK:           vector.transfer_write %{{.*}}, %[[OUT]]
memref.global "private" constant @w0 : memref<32xi8> = dense<3> {alignment = 64 : i64}
memref.global "private" constant @w1 : memref<32xi8> = dense<4> {alignment = 16 : i64}
func.func @buffers(%arena: memref<256xi8> {llvm.align = 64 : i64, llvm.noalias}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %c64 = arith.constant 64 : index
  %zero = arith.constant 0 : i8
  %one = arith.constant dense<1> : vector<8xi8>
  %seven = arith.constant dense<7> : vector<8xi8>
  %nine = arith.constant dense<9> : vector<8xi8>
  %a = memref.view %arena[%c0][] : memref<256xi8> to memref<32xi8>
  %b = memref.view %arena[%c64][] : memref<256xi8> to memref<32xi8>
  %w0 = memref.get_global @w0 : memref<32xi8>
  %w1 = memref.get_global @w1 : memref<32xi8>
  scf.for %i = %c0 to %c4 step %c1 {
    %at = arith.muli %i, %c8 : index
    %x = vector.transfer_read %a[%at], %zero {in_bounds = [true]} : memref<32xi8>, vector<8xi8>
    %w = vector.transfer_read %w0[%at], %zero {in_bounds = [true]} : memref<32xi8>, vector<8xi8>
    %0 = arith.muli %x, %w : vector<8xi8>
    %1 = arith.addi %0, %one : vector<8xi8>
    %2 = arith.maxsi %1, %nine : vector<8xi8>
    %3 = arith.muli %2, %2 : vector<8xi8>
    %4 = arith.muli %3, %2 : vector<8xi8>
    %5 = arith.muli %4, %3 : vector<8xi8>
    %6 = arith.muli %5, %4 : vector<8xi8>
    %7 = arith.muli %6, %5 : vector<8xi8>
    %8 = arith.muli %7, %6 : vector<8xi8>
    %9 = arith.muli %8, %7 : vector<8xi8>
    vector.transfer_write %9, %b[%at] {in_bounds = [true]} : vector<8xi8>, memref<32xi8>
  }
  scf.for %i = %c0 to %c4 step %c1 {
    %at = arith.muli %i, %c8 : index
    %x = vector.transfer_read %b[%at], %zero {in_bounds = [true]} : memref<32xi8>, vector<8xi8>
    %w = vector.transfer_read %w1[%at], %zero {in_bounds = [true]} : memref<32xi8>, vector<8xi8>
    %0 = arith.muli %x, %w : vector<8xi8>
    %1 = arith.addi %0, %seven : vector<8xi8>
    %2 = arith.maxsi %1, %nine : vector<8xi8>
    %3 = arith.muli %2, %2 : vector<8xi8>
    %4 = arith.muli %3, %2 : vector<8xi8>
    %5 = arith.muli %4, %3 : vector<8xi8>
    %6 = arith.muli %5, %4 : vector<8xi8>
    %7 = arith.muli %6, %5 : vector<8xi8>
    %8 = arith.muli %7, %6 : vector<8xi8>
    %9 = arith.muli %8, %7 : vector<8xi8>
    vector.transfer_write %9, %a[%at] {in_bounds = [true]} : vector<8xi8>, memref<32xi8>
  }
  return
}

// -----

// Two parts of one buffer may overlap: no promise is made about them, nor about
// arguments of which the caller made none. One value in two roles in the first
// loop is two in the second: two parameters.

// CHECK-LABEL: func.func @overlap(
// CHECK-COUNT-2: call @overlap_kernel(
// CHECK:       func.func private @overlap_kernel(
// CHECK-SAME:    %{{[a-z0-9]+}}: memref<16xi8, strided<[1]>>, %{{[a-z0-9]+}}: memref<16xi8, strided<[1]>>, %{{[a-z0-9]+}}: memref<16xi8>)
func.func @overlap(%x: memref<32xi8> {llvm.noalias}, %y: memref<16xi8>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %p = memref.subview %x[0] [16] [1] : memref<32xi8> to memref<16xi8, strided<[1]>>
  %q = memref.subview %x[0] [16] [1] : memref<32xi8> to memref<16xi8, strided<[1]>>
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %p[%i] : memref<16xi8, strided<[1]>>
    %b = memref.load %p[%i] : memref<16xi8, strided<[1]>>
    %0 = arith.muli %a, %b : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    memref.store %10, %y[%i] : memref<16xi8>
  }
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %p[%i] : memref<16xi8, strided<[1]>>
    %b = memref.load %q[%i] : memref<16xi8, strided<[1]>>
    %0 = arith.muli %a, %b : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    memref.store %10, %y[%i] : memref<16xi8>
  }
  return
}

// -----

// Nor are views of one arena that share bytes, as old and new state may.

// CHECK-LABEL: func.func @views(
// CHECK-COUNT-2: call @views_kernel(
// CHECK:       func.func private @views_kernel(
// CHECK-SAME:    %{{[a-z0-9]+}}: memref<16xi8>, %{{[a-z0-9]+}}: memref<16xi8>, %{{[a-z0-9]+}}: memref<16xi8> {llvm.noalias})
func.func @views(%arena: memref<256xi8> {llvm.noalias}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c16 = arith.constant 16 : index
  %c24 = arith.constant 24 : index
  %p = memref.view %arena[%c0][] : memref<256xi8> to memref<16xi8>
  %q = memref.view %arena[%c8][] : memref<256xi8> to memref<16xi8>
  %r = memref.view %arena[%c24][] : memref<256xi8> to memref<16xi8>
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %p[%i] : memref<16xi8>
    %b = memref.load %q[%i] : memref<16xi8>
    %0 = arith.muli %a, %b : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    memref.store %10, %r[%i] : memref<16xi8>
  }
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %q[%i] : memref<16xi8>
    %b = memref.load %p[%i] : memref<16xi8>
    %0 = arith.muli %a, %b : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    memref.store %10, %r[%i] : memref<16xi8>
  }
  return
}

// -----

// A shift is better code when its count is known, and a different trip count is
// a different loop.

// CHECK-LABEL: func.func @different(
// CHECK-COUNT-3: scf.for
// CHECK-NOT:   func.func private
func.func @different(%x: memref<16xi8> {llvm.noalias}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c16 = arith.constant 16 : index
  %two = arith.constant 2 : i8
  %three = arith.constant 3 : i8
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %x[%i] : memref<16xi8>
    %0 = arith.shli %a, %two : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    %11 = arith.muli %10, %9 : i8
    memref.store %11, %x[%i] : memref<16xi8>
  }
  scf.for %i = %c0 to %c16 step %c1 {
    %a = memref.load %x[%i] : memref<16xi8>
    %0 = arith.shli %a, %three : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    %11 = arith.muli %10, %9 : i8
    memref.store %11, %x[%i] : memref<16xi8>
  }
  scf.for %i = %c0 to %c8 step %c1 {
    %a = memref.load %x[%i] : memref<16xi8>
    %0 = arith.shli %a, %three : i8
    %1 = arith.muli %0, %0 : i8
    %2 = arith.muli %1, %0 : i8
    %3 = arith.muli %2, %1 : i8
    %4 = arith.muli %3, %2 : i8
    %5 = arith.muli %4, %3 : i8
    %6 = arith.muli %5, %4 : i8
    %7 = arith.muli %6, %5 : i8
    %8 = arith.muli %7, %6 : i8
    %9 = arith.muli %8, %7 : i8
    %10 = arith.muli %9, %8 : i8
    %11 = arith.muli %10, %9 : i8
    memref.store %11, %x[%i] : memref<16xi8>
  }
  return
}

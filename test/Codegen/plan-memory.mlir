// RUN: qopt %s --qopt-plan-memory --allow-unregistered-dialect --split-input-file --verify-diagnostics | FileCheck %s

// %a and %c do not live at once and share a place; %b lives with both. Places
// are aligned to 64 bytes, the last needs no more than it holds.

// CHECK-LABEL: func.func @reuse(
// CHECK-SAME:    %[[ARENA:.+]]: memref<1124xi8> {llvm.align = 64 : i64, llvm.noalias}) attributes {qnn.arena_bytes = 1124 : i64,
// CHECK-DAG:     %[[A:.+]] = memref.view %[[ARENA]][%c1024{{.*}}][] : memref<1124xi8> to memref<100xi8>
// CHECK-DAG:     %[[B:.+]] = memref.view %[[ARENA]][%c0{{.*}}][] : memref<1124xi8> to memref<1000xi8>
// CHECK-DAG:     %[[C:.+]] = memref.view %[[ARENA]][%c1024{{.*}}][] : memref<1124xi8> to memref<25xi32>
// CHECK-NOT:     memref.alloc
// CHECK:         "test.use"(%[[A]], %[[B]])
// CHECK-NEXT:    "test.use"(%[[B]], %[[C]])
// CHECK-NEXT:    "test.use"(%[[C]])
// CHECK-NEXT:    return
func.func @reuse() {
  %a = memref.alloc() : memref<100xi8>
  %b = memref.alloc() : memref<1000xi8>
  %c = memref.alloc() : memref<25xi32>
  "test.use"(%a, %b) : (memref<100xi8>, memref<1000xi8>) -> ()
  "test.use"(%b, %c) : (memref<1000xi8>, memref<25xi32>) -> ()
  memref.dealloc %b : memref<1000xi8>
  "test.use"(%c) : (memref<25xi32>) -> ()
  return
}

// -----

// A view keeps its buffer alive.

// CHECK-LABEL: func.func @alias(
// CHECK-SAME:    qnn.arena_bytes = 128 : i64
// CHECK-DAG:     memref.view %{{.+}}[%c0{{.*}}][] : memref<128xi8> to memref<64xi8>
// CHECK-DAG:     memref.view %{{.+}}[%c64{{.*}}][] : memref<128xi8> to memref<64xi8>
func.func @alias() {
  %a = memref.alloc() : memref<64xi8>
  %v = memref.subview %a[0] [32] [1] : memref<64xi8> to memref<32xi8, strided<[1]>>
  %b = memref.alloc() : memref<64xi8>
  "test.use"(%b) : (memref<64xi8>) -> ()
  "test.use"(%v) : (memref<32xi8, strided<[1]>>) -> ()
  return
}

// -----

// Within a loop everything lives at once, also what comes out of it.

// CHECK-LABEL: func.func @loop(
// CHECK-SAME:    qnn.arena_bytes = 192 : i64
// CHECK:         memref.view %{{.+}}[%c0{{.*}}][] : memref<192xi8> to memref<64xi8>
// CHECK:         memref.view %{{.+}}[%c64{{.*}}][] : memref<192xi8> to memref<64xi8>
// CHECK:         memref.view %{{.+}}[%c128{{.*}}][] : memref<192xi8> to memref<64xi8>
func.func @loop() {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<64xi8>
  %b = memref.alloc() : memref<64xi8>
  %r = scf.for %i = %c0 to %c1 step %c1 iter_args(%x = %a) -> memref<64xi8> {
    "test.use"(%x) : (memref<64xi8>) -> ()
    "test.use"(%b) : (memref<64xi8>) -> ()
    scf.yield %x : memref<64xi8>
  }
  %c = memref.alloc() : memref<64xi8>
  "test.use"(%c, %b) : (memref<64xi8>, memref<64xi8>) -> ()
  "test.use"(%r) : (memref<64xi8>) -> ()
  return
}

// -----

// CHECK-LABEL: func.func @nothing(
// CHECK-SAME:    memref<0xi8> {llvm.align = 64 : i64, llvm.noalias}) attributes {qnn.arena_bytes = 0 : i64}
func.func @nothing() {
  return
}

// -----

func.func @dynamic(%n: index) {
  // expected-error @+1 {{a buffer of dynamic size cannot be placed}}
  %a = memref.alloc(%n) : memref<?xi8>
  "test.use"(%a) : (memref<?xi8>) -> ()
  return
}

// -----

// What the arena holds is told by steps: runs of operations of one unit, as locations name it. Views and what has lost
// its unit make no step.

// CHECK-LABEL: func.func @steps(
// CHECK-SAME:    qnn.arena_plan = {buffers = [
// CHECK-SAME:      {bytes = 50 : i64, first = 1 : i64, last = 2 : i64, offset = {{[0-9]+}} : i64, unit = "dense1"},
// CHECK-SAME:      {bytes = 100 : i64, first = 0 : i64, last = 1 : i64, offset = {{[0-9]+}} : i64, unit = "dense0"}],
// CHECK-SAME:      steps = ["dense0", "dense1", "copy"]}
func.func @steps() {
  %b = memref.alloc() : memref<50xi8>
  %a = memref.alloc() : memref<100xi8>
  %v = memref.subview %b[0] [32] [1] : memref<50xi8> to memref<32xi8, strided<[1]>>
  "test.use"(%a) : (memref<100xi8>) -> () loc(fused<"dense0">["net.mlir":3:8])
  "test.use"(%a) : (memref<100xi8>) -> ()
  "test.use"(%a, %b) : (memref<100xi8>, memref<50xi8>) -> () loc(fused<"dense1">["net.mlir":4:8])
  "test.use"(%v) : (memref<32xi8, strided<[1]>>) -> () loc(fused<"copy">["net.mlir":5:8])
  return
}

// -----

// All buffers of a step live at once: a unit has several steps where one takes the place of another.

// CHECK-LABEL: func.func @several_steps(
// CHECK-SAME:    qnn.arena_plan = {buffers = [
// CHECK-SAME:      {bytes = 100 : i64, first = 0 : i64, last = 0 : i64, offset = {{[0-9]+}} : i64, unit = "dense0"},
// CHECK-SAME:      {bytes = 100 : i64, first = 1 : i64, last = 1 : i64, offset = {{[0-9]+}} : i64, unit = "dense0"},
// CHECK-SAME:      {bytes = 50 : i64, first = 0 : i64, last = 1 : i64, offset = {{[0-9]+}} : i64, unit = "dense0"}],
// CHECK-SAME:      steps = ["dense0", "dense0"]}
func.func @several_steps() {
  %a = memref.alloc() : memref<100xi8>
  %b = memref.alloc() : memref<100xi8>
  %c = memref.alloc() : memref<50xi8>
  "test.use"(%a, %c) : (memref<100xi8>, memref<50xi8>) -> () loc(fused<"dense0">["net.mlir":3:8])
  "test.use"(%b) : (memref<100xi8>) -> () loc(fused<"dense0">["net.mlir":3:8])
  "test.use"(%c) : (memref<50xi8>) -> () loc(fused<"dense0">["net.mlir":3:8])
  return
}

// RUN: qopt %s --qopt-make-batch-loop=name=model --split-input-file | FileCheck %s
// RUN: qopt %s --qopt-make-batch-loop=name= --split-input-file | FileCheck %s --check-prefix=NONAME

// Without a name, that of the function of which the copies were made.

// NONAME: llvm.func @main(%{{.+}}: i64,

// The largest copy as often as it fits, then the next. The arena is that of the
// largest; a parameter without rows is passed on as it is.

// CHECK-LABEL: llvm.func @model(
// CHECK-SAME:    %[[ROWS:.+]]: i64, %[[X:.+]]: !llvm.ptr, %[[C:.+]]: !llvm.ptr, %[[Y:.+]]: !llvm.ptr, %[[ARENA:.+]]: !llvm.ptr) attributes {qnn.arena_bytes = 640 : i64} {
// CHECK-NEXT:    %[[ZERO:.+]] = llvm.mlir.constant(0 : i64)
// CHECK-NEXT:    llvm.br ^[[HEAD64:.+]](%[[ZERO]] : i64)
// CHECK-NEXT:  ^[[HEAD64]](%[[DONE:.+]]: i64):
// CHECK-NEXT:    %[[N64:.+]] = llvm.mlir.constant(64 : i64)
// CHECK-NEXT:    %[[LEFT:.+]] = llvm.sub %[[ROWS]], %[[DONE]]
// CHECK-NEXT:    %[[ENOUGH:.+]] = llvm.icmp "sge" %[[LEFT]], %[[N64]]
// CHECK-NEXT:    llvm.cond_br %[[ENOUGH]], ^[[BODY64:.+]], ^[[NEXT64:.+]]
// CHECK-NEXT:  ^[[BODY64]]:
// CHECK-NEXT:    %[[XROW:.+]] = llvm.mlir.constant(40 : i64)
// CHECK-NEXT:    %[[XAT:.+]] = llvm.mul %[[DONE]], %[[XROW]]
// CHECK-NEXT:    %[[XPART:.+]] = llvm.getelementptr %[[X]][%[[XAT]]] : (!llvm.ptr, i64) -> !llvm.ptr, i8
// CHECK-NEXT:    %[[YROW:.+]] = llvm.mlir.constant(10 : i64)
// CHECK-NEXT:    %[[YAT:.+]] = llvm.mul %[[DONE]], %[[YROW]]
// CHECK-NEXT:    %[[YPART:.+]] = llvm.getelementptr %[[Y]][%[[YAT]]]
// CHECK-NEXT:    llvm.call @main.rows64(%[[XPART]], %[[C]], %[[YPART]], %[[ARENA]])
// CHECK-NEXT:    %[[DONE64:.+]] = llvm.add %[[DONE]], %[[N64]]
// CHECK-NEXT:    llvm.br ^[[HEAD64]](%[[DONE64]] : i64)
// CHECK-NEXT:  ^[[NEXT64]]:
// CHECK-NEXT:    llvm.br ^[[HEAD1:.+]](%[[DONE]] : i64)
// CHECK:         llvm.call @main.rows1(
// CHECK:         llvm.return
// CHECK:       llvm.func internal @main.rows64(
// CHECK:       llvm.func internal @main.rows1(
llvm.func @main.rows64(%x: !llvm.ptr, %c: !llvm.ptr, %y: !llvm.ptr, %a: !llvm.ptr) attributes {qnn.arena_bytes = 640 : i64, qnn.batch_rows = 64 : i64, qnn.row_bytes = array<i64: 40, 0, 10>} {
  llvm.return
}
llvm.func @main.rows1(%x: !llvm.ptr, %c: !llvm.ptr, %y: !llvm.ptr, %a: !llvm.ptr) attributes {qnn.arena_bytes = 10 : i64, qnn.batch_rows = 1 : i64, qnn.row_bytes = array<i64: 40, 0, 10>} {
  llvm.return
}

// -----

// CHECK-LABEL: llvm.func @fixed(
// CHECK-NOT:   llvm.func
llvm.func @fixed(%x: !llvm.ptr, %y: !llvm.ptr, %a: !llvm.ptr) attributes {qnn.arena_bytes = 10 : i64} {
  llvm.return
}

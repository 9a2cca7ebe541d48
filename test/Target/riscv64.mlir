// RUN: qopt %s --qopt-codegen="triple=riscv64-linux-gnu cpu=generic-rv64 features=+m,+a,+f,+d,+c,+v" --qopt-emit-object=output=%t.o -o /dev/null
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
// RUN: qopt %s --qopt-codegen="triple=riscv64-linux-gnu cpu=generic-rv64 features=+m,+a,+f,+d,+c,+v,+zvl256b" --qopt-emit-object=output=%t.o -o /dev/null
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s

// A left value from a general register times the weights of many columns; no address is divided.

// CHECK-LABEL:  <conv>:
// CHECK-NOT:    mulhu
// CHECK:        vwmacc.vx
// CHECK-NOT:    mulhu
// CHECK:        ret
func.func @conv(%x: tensor<1x16x56x64xi8>) -> tensor<1x14x54x64xi32> {
  %w = arith.constant dense<64> : tensor<64x3x3x64xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0
    : (tensor<1x16x56x64xi8>, tensor<64x3x3x64xi8>, tensor<64xi32>) -> tensor<1x14x54x64xi32>
  return %0 : tensor<1x14x54x64xi32>
}

// The entries of a table come with one load for all lanes.

// CHECK-LABEL:  <table>:
// CHECK-NOT:    lbu
// CHECK:        vluxei8.v
// CHECK-NOT:    lbu
// CHECK:        ret
func.func @table(%x: tensor<1024xi8>) -> tensor<1024xi8> {
  %0 = qnn.lookup %x table dense<7> : tensor<256xi8> : tensor<1024xi8> to tensor<1024xi8>
  return %0 : tensor<1024xi8>
}

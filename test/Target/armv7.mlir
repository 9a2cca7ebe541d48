// RUN: qopt %s --qopt-codegen="triple=armv7-linux-gnueabihf cpu=cortex-a15 features=+neon" --qopt-emit-object=output=%t.o -o /dev/null
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s

// CHECK-LABEL:  <wide>:
// CHECK:        vmull.s8
// CHECK:        vmlal.s8
// CHECK:        vpadal.s16
func.func @wide(%x: tensor<64x256xi8>) -> tensor<64x64xi32> {
  %w = arith.constant dense<64> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// Two products of -128 by -128 do not fit 16 bits: none is added to another.

// CHECK-LABEL:  <least>:
// CHECK-NOT:    vmlal.s8
// CHECK:        vpadal.s16
// CHECK-NOT:    vmlal.s8
func.func @least(%x: tensor<64x256xi8>) -> tensor<64x64xi32> {
  %w = arith.constant dense<-128> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// Two lines of a depthwise convolution at a time, eight channels.

// CHECK-LABEL:  <depthwise>:
// CHECK:        vmull.s8
// CHECK:        vmlal.s8
// CHECK:        vaddw.s16
func.func @depthwise(%x: tensor<1x16x16x32xi8>) -> tensor<1x14x14x32xi32> {
  %w = arith.constant dense<3> : tensor<32x3x3x1xi8>
  %b = arith.constant dense<10> : tensor<32xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 32 x_zp 0 w_zp 0
    : (tensor<1x16x16x32xi8>, tensor<32x3x3x1xi8>, tensor<32xi32>) -> tensor<1x14x14x32xi32>
  return %0 : tensor<1x14x14x32xi32>
}

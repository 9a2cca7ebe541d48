// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=haswell" --qopt-convert-qnn-to-linalg --canonicalize --qopt-widen-activations --cse --qopt-fuse-maps | FileCheck %s
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=icelake-server" --qopt-convert-qnn-to-linalg --canonicalize --qopt-widen-activations | FileCheck %s --check-prefix=BYTES

// A machine that multiplies bytes reads bytes.
// BYTES-NOT: i16

// What computes the image stores it as words, and the padding is of words.

// CHECK-LABEL: func.func @padded
// CHECK:         %[[X:.+]] = linalg.generic {{.*}} ins(%arg0 : tensor<1x6x6x32xi32>)
// CHECK:           %[[Q:.+]] = qnn.rescale
// CHECK-NEXT:      %[[WORD:.+]] = arith.extsi %[[Q]] : i8 to i16
// CHECK-NEXT:      linalg.yield %[[WORD]]
// CHECK:         %[[ZERO:.+]] = arith.constant -3 : i16
// CHECK:         %[[P:.+]] = tensor.pad %[[X]]
// CHECK:           tensor.yield %[[ZERO]] : i16
// CHECK:         linalg.generic {{.*}}"reduction"]} ins(%[[P]], %{{.+}} : tensor<1x8x8x32xi16>, tensor<8x3x3x32xi8>)
// CHECK-NEXT:    ^bb0(%[[A:.+]]: i16, %[[B:.+]]: i8,
// CHECK-NEXT:      arith.extsi %[[A]] : i16 to i32
func.func @padded(%acc: tensor<1x6x6x32xi32>) -> tensor<1x6x6x8xi32> {
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %w = arith.constant dense<127> : tensor<8x3x3x32xi8>
  %b = arith.constant dense<0> : tensor<8xi32>
  %c = arith.constant -3 : i8
  %x = qnn.requantize %acc, (%s) in_zp 0 out_zp -3 clamp [-128, 127] fp32 : tensor<1x6x6x32xi32>, (tensor<1xf32>) to tensor<1x6x6x32xi8>
  %p = tensor.pad %x low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %c : i8
  } : tensor<1x6x6x32xi8> to tensor<1x8x8x32xi8>
  %y = qnn.conv2d %p, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0
    : (tensor<1x8x8x32xi8>, tensor<8x3x3x32xi8>, tensor<8xi32>) -> tensor<1x6x6x8xi32>
  return %y : tensor<1x6x6x8xi32>
}

// Two readers of an unsigned image read the same words.

// CHECK-LABEL: func.func @two_readers
// CHECK:         arith.extui {{.*}} : i8 to i16
// CHECK-NOT:     i8 to i16
// CHECK:         return
func.func @two_readers(%x: tensor<16x64xi8>) -> (tensor<16x8xi32>, tensor<16x8xi32>) {
  %w = arith.constant dense<127> : tensor<8x64xi8>
  %b = arith.constant dense<0> : tensor<8xi32>
  %c = arith.constant dense<1> : tensor<8xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<16x64xi8>, tensor<8x64xi8>, tensor<8xi32>) -> tensor<16x8xi32>
  %1 = qnn.dense %x, %w, %c x_zp 0 w_zp 0 x_unsigned : (tensor<16x64xi8>, tensor<8x64xi8>, tensor<8xi32>) -> tensor<16x8xi32>
  return %0, %1 : tensor<16x8xi32>, tensor<16x8xi32>
}

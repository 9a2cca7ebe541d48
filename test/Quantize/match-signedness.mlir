// RUN: qopt %s --qnn-match-signedness=lhs-unsigned=true | FileCheck %s --check-prefixes=CHECK,U8
// RUN: qopt %s --qnn-match-signedness=lhs-unsigned=false | FileCheck %s --check-prefixes=CHECK,I8

// CHECK-LABEL: func.func @network
// CHECK-SAME: (%[[X:.+]]: tensor<1x2xi8>) -> tensor<1x2xi8>
// The argument keeps its form.
// U8: %[[BIT:.+]] = arith.constant dense<-128> : tensor<1x2xi8>
// U8: %[[FLIPPED:.+]] = arith.xori %[[X]], %[[BIT]]
// U8: qnn.dense %[[FLIPPED]], %{{.+}}, %{{.+}} x_zp 125 w_zp 1 x_unsigned :
// U8: qnn.requantize %{{.+}}, (%{{.+}}) in_zp 0 out_zp 0 clamp [0, 255] fp32
// U8: qnn.dense %{{.+}}, %{{.+}}, %{{.+}} x_zp 0 w_zp 1 x_unsigned :
// So does the result.
// U8: qnn.requantize %{{.+}}, (%{{.+}}) in_zp 0 out_zp -128 clamp [-128, 127] fp32
// I8-NOT: arith.xori
// I8: qnn.dense %[[X]], %{{.+}}, %{{.+}} x_zp -3 w_zp 1 :
// I8: qnn.dense %{{.+}}, %{{.+}}, %{{.+}} x_zp -128 w_zp 1 :
func.func @network(%x: tensor<1x2xi8>) -> tensor<1x2xi8> {
  %w = arith.constant dense<[[1, -2], [3, 4]]> : tensor<2x2xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %0 = qnn.dense %x, %w, %b x_zp -3 w_zp 1 : (tensor<1x2xi8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 : tensor<1x2xi32>, (tensor<1xf32>) to tensor<1x2xi8>
  %2 = qnn.dense %1, %w, %b x_zp -128 w_zp 1 : (tensor<1x2xi8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  %3 = qnn.requantize %2, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 : tensor<1x2xi32>, (tensor<1xf32>) to tensor<1x2xi8>
  return %3 : tensor<1x2xi8>
}

// Producers that write the other form at once, seen through a reshape; a table
// is flipped in its output, a quantize in its zero point.

// CHECK-LABEL: func.func @producers
// U8: qnn.quantize %{{.+}} scale 5.000000e-01 zp 125 unsigned
// I8: qnn.quantize %{{.+}} scale 5.000000e-01 zp -3 :
// U8: qnn.lookup %{{.+}} table dense<-121> : tensor<256xi8>
// I8: qnn.lookup %{{.+}} table dense<7> : tensor<256xi8>
// CHECK: tosa.reshape
// U8: qnn.dense %{{.+}} x_zp 128 w_zp 0 x_unsigned
// I8: qnn.dense %{{.+}} x_zp 0 w_zp 0 :
func.func @producers(%x: tensor<2xf32>) -> (tensor<1x1xi32>, tensor<2xf32>) {
  %w = arith.constant dense<[[1, -2]]> : tensor<1x2xi8>
  %b = arith.constant dense<[10]> : tensor<1xi32>
  %s = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = qnn.quantize %x scale 0.5 zp -3 : tensor<2xf32> to tensor<2xi8>
  %1 = qnn.lookup %0 table dense<7> : tensor<256xi8> : tensor<2xi8> to tensor<2xi8>
  %2 = tosa.reshape %1, %s : (tensor<2xi8>, !tosa.shape<2>) -> tensor<1x2xi8>
  %3 = qnn.dense %2, %w, %b x_zp 0 w_zp 0 : (tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  %4 = qnn.dequantize %1 scale 1.0 zp 0 : tensor<2xi8> to tensor<2xf32>
  return %3, %4 : tensor<1x1xi32>, tensor<2xf32>
}

// A constant has no dynamic shape; TOSA broadcasts.

// CHECK-LABEL: func.func @dynamic
// U8: %[[BIT:.+]] = "tosa.const"() <{values = dense<-128> : tensor<1x1xi8>}>
// U8: tosa.bitwise_xor %{{.+}}, %[[BIT]] : (tensor<?x2xi8>, tensor<1x1xi8>) -> tensor<?x2xi8>
// I8-NOT: bitwise_xor
func.func @dynamic(%x: tensor<?x2xi8>) -> tensor<?x1xi32> {
  %w = arith.constant dense<[[1, -2]]> : tensor<1x2xi8>
  %b = arith.constant dense<[10]> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<?x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<?x1xi32>
  return %0 : tensor<?x1xi32>
}

// A residual block. The convolutions want u8, and what moves the bytes of a
// tensor goes with it: the pad's zero point, the pool's comparison and every
// part of the concatenation. The sum is one of them, so it writes u8 too.

// CHECK-LABEL: func.func @moves
// CHECK-SAME: (%[[X:.+]]: tensor<1x4x4x2xi8>)
// U8: %[[F:.+]] = arith.xori %[[X]]
// U8: %[[M:.+]] = qnn.max_pool2d %[[F]] kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] unsigned :
// U8: %[[ZP:.+]] = "tosa.const"() <{values = dense<125> : tensor<1xi8>}>
// U8: %[[P:.+]] = tosa.pad %[[M]], %{{.+}}, %[[ZP]]
// U8: qnn.conv2d %[[F]], {{.*}} x_zp 125 w_zp 0 x_unsigned :
// U8: %[[R:.+]] = qnn.requantize {{.*}} out_zp 128 clamp [0, 255]
// U8: %[[A:.+]] = qnn.add %[[P]], %[[R]] a_zp 125 a_scale 5.000000e-01 a_unsigned b_zp 128 b_scale -2.500000e-01 b_unsigned out_zp 128 clamp [0, 255] :
// U8: %[[C:.+]] = tosa.concat %[[A]], %[[R]]
// U8: qnn.conv2d %[[C]], {{.*}} x_zp 128 w_zp 0 x_unsigned :
// I8-NOT: arith.xori
// I8: qnn.max_pool2d %[[X]] kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] :
// I8: x_zp -3 w_zp 0 :
func.func @moves(%x: tensor<1x4x4x2xi8>) -> tensor<1x2x2x1xi32> {
  %w = arith.constant dense<1> : tensor<3x2x2x2xi8>
  %b = arith.constant dense<0> : tensor<3xi32>
  %v = arith.constant dense<1> : tensor<1x1x1x6xi8>
  %c = arith.constant dense<0> : tensor<1xi32>
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %zp = arith.constant dense<-3> : tensor<1xi8>
  %t = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 1]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] : tensor<1x4x4x2xi8> to tensor<1x2x2x2xi8>
  %1 = tosa.pad %0, %t, %zp : (tensor<1x2x2x2xi8>, !tosa.shape<8>, tensor<1xi8>) -> tensor<1x2x2x3xi8>
  %2 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [2, 2] dilation [1, 1] x_zp -3 w_zp 0 : (tensor<1x4x4x2xi8>, tensor<3x2x2x2xi8>, tensor<3xi32>) -> tensor<1x2x2x3xi32>
  %3 = qnn.requantize %2, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x2x2x3xi32>, (tensor<1xf32>) to tensor<1x2x2x3xi8>
  %4 = qnn.add %1, %3 a_zp -3 a_scale 0.5 b_zp 0 b_scale -0.25 out_zp 0 clamp [-128, 127] : (tensor<1x2x2x3xi8>, tensor<1x2x2x3xi8>) -> tensor<1x2x2x3xi8>
  %5 = tosa.concat %4, %3 {axis = 3 : i32} : (tensor<1x2x2x3xi8>, tensor<1x2x2x3xi8>) -> tensor<1x2x2x6xi8>
  %6 = qnn.conv2d %5, %v, %c pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x2x2x6xi8>, tensor<1x1x1x6xi8>, tensor<1xi32>) -> tensor<1x2x2x1xi32>
  return %6 : tensor<1x2x2x1xi32>
}

// The right operand of a matmul is signed, as weights are; a product and a mean
// follow, since nothing holds them.

// CHECK-LABEL: func.func @follow
// U8: qnn.requantize {{.*}} out_zp 128 clamp [0, 255]
// U8: qnn.requantize {{.*}} out_zp 0 clamp [-128, 127]
// U8: qnn.matmul {{.*}} a_zp 128 b_zp 0 a_unsigned :
// U8: qnn.requantize {{.*}} out_zp 128 clamp [0, 255]
// U8: qnn.mul %{{.+}}, %{{.+}} a_zp 128 a_unsigned b_zp 128 b_unsigned :
// U8: qnn.reduce_sum %{{.+}} dims [1, 2] zp 128 unsigned :
// I8: qnn.requantize {{.*}} out_zp 0 clamp [-128, 127]
// I8: qnn.requantize {{.*}} out_zp 0 clamp [-128, 127]
// I8: qnn.matmul {{.*}} a_zp 0 b_zp 0 :
// I8: qnn.requantize {{.*}} out_zp 0 clamp [-128, 127]
// I8: qnn.mul %{{.+}}, %{{.+}} a_zp 0 b_zp 0 :
// I8: qnn.reduce_sum %{{.+}} dims [1, 2] zp 0 :
func.func @follow(%x: tensor<1x2x2xi32>) -> (tensor<1x2x2xi32>, tensor<1x1x1xi32>) {
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x2x2xi32>, (tensor<1xf32>) to tensor<1x2x2xi8>
  %1 = qnn.requantize %x, (%s) in_zp 0 out_zp 128 clamp [0, 255] fp32 : tensor<1x2x2xi32>, (tensor<1xf32>) to tensor<1x2x2xi8>
  %2 = qnn.matmul %0, %1 a_zp 0 b_zp 128 b_unsigned : (tensor<1x2x2xi8>, tensor<1x2x2xi8>) -> tensor<1x2x2xi32>
  %3 = qnn.requantize %2, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x2x2xi32>, (tensor<1xf32>) to tensor<1x2x2xi8>
  %4 = qnn.mul %3, %3 a_zp 0 b_zp 0 : (tensor<1x2x2xi8>, tensor<1x2x2xi8>) -> tensor<1x2x2xi32>
  %5 = qnn.reduce_sum %3 dims [1, 2] zp 0 : tensor<1x2x2xi8> to tensor<1x1x1xi32>
  return %4, %5 : tensor<1x2x2xi32>, tensor<1x1x1xi32>
}

// A padding that is computed, and TOSA's own pool, which takes bytes as signed.

// CHECK-LABEL: func.func @edges
// CHECK-SAME: (%[[X:.+]]: tensor<1x2x2x1xi8>, %[[ZP:.+]]: tensor<1xi8>)
// U8: %[[F:.+]] = arith.xori %[[X]]
// U8: %[[FZ:.+]] = arith.xori %[[ZP]]
// U8: %[[P:.+]] = tosa.pad %[[F]], %{{.+}}, %[[FZ]]
// U8: qnn.conv2d %[[P]], {{.*}} x_zp 128 w_zp 0 x_unsigned
// U8: %[[S:.+]] = arith.xori %[[P]]
// U8: tosa.max_pool2d %[[S]]
func.func @edges(%x: tensor<1x2x2x1xi8>, %zp: tensor<1xi8>) -> (tensor<1x3x3x1xi32>, tensor<1x3x3x1xi8>) {
  %w = arith.constant dense<1> : tensor<1x1x1x1xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %t = tosa.const_shape {values = dense<[0, 0, 0, 1, 0, 1, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %0 = tosa.pad %x, %t, %zp : (tensor<1x2x2x1xi8>, !tosa.shape<8>, tensor<1xi8>) -> tensor<1x3x3x1xi8>
  %1 = qnn.conv2d %0, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x3x3x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x3x3x1xi32>
  %2 = tosa.max_pool2d %0 {kernel = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8>
  return %1, %2 : tensor<1x3x3x1xi32>, tensor<1x3x3x1xi8>
}

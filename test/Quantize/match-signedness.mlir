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

// RUN: qopt %s --qopt-convert-units-to-qnn --qnn-fold-zero-points | FileCheck %s

// Tensors of 16 bits that layers and unary functions read and compute.

!w = !quant.uniform<i16<-8192:8191>:f32, 0.125:-7>
!x = !quant.uniform<i16:f32, 1.0>
!b = !quant.uniform<i8:f32, 1.0>
!u = !quant.uniform<u8:f32, 1.0>

// The bias is 1 / (0.125 * 1/127) = 1016, and 7 * (127 + 64) for the zero point.
// CHECK-LABEL: func.func @dense
// CHECK: %[[BIAS:.+]] = arith.constant dense<2353> : tensor<1xi32>
// CHECK: qnn.dense %{{.+}}, %{{.+}}, %[[BIAS]] x_zp 0 w_zp 0 unit "u" : (tensor<3x2xi16>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<3x1xi32>
func.func @dense(%x: tensor<3x2x!w>) -> tensor<3x1x!x> {
  %0 = qnn.unit "u" kind "dense"(%x) : (tensor<3x2x!w>) -> tensor<3x1x!x> {
  ^bb0(%arg0: tensor<3x2xf32>):
    %s = tosa.const_shape {values = dense<[3, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %t = tosa.const_shape {values = dense<[1, 3, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %w = "tosa.const"() <{values = dense<[[[1.0], [0.503937]]]> : tensor<1x2x1xf32>}> : () -> tensor<1x2x1xf32>
    %b = "tosa.const"() <{values = dense<1.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %1 = tosa.reshape %arg0, %t : (tensor<3x2xf32>, !tosa.shape<3>) -> tensor<1x3x2xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x3x2xf32>, tensor<1x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x1xf32>
    %3 = tosa.reshape %2, %s : (tensor<1x3x1xf32>, !tosa.shape<2>) -> tensor<3x1xf32>
    %4 = tosa.add %3, %b : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
    qnn.yield %4 : tensor<3x1xf32>
  }
  return %0 : tensor<3x1x!x>
}

// What is outside the image is the zero point, in 16 bits.
// CHECK-LABEL: func.func @conv
// CHECK: %[[ZP:.+]] = "tosa.const"() <{values = dense<-7> : tensor<1xi16>}>
// CHECK: %[[PADDED:.+]] = tosa.pad %{{.+}}, %{{.+}}, %[[ZP]]
// CHECK: qnn.conv2d %[[PADDED]], {{.*}} pad [0, 0, 0, 0] {{.*}} : (tensor<1x4x4x1xi16>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x2x2x1xi32>
func.func @conv(%x: tensor<1x2x2x1x!w>) -> tensor<1x2x2x1x!b> {
  %0 = qnn.unit "u" kind "conv2d"(%x) : (tensor<1x2x2x1x!w>) -> tensor<1x2x2x1x!b> {
  ^bb0(%arg0: tensor<1x2x2x1xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %w = "tosa.const"() <{values = dense<1.0> : tensor<1x3x3x1xf32>}> : () -> tensor<1x3x3x1xf32>
    %1 = tosa.conv2d %arg0, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : (tensor<1x2x2x1xf32>, tensor<1x3x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x1xf32>
    qnn.yield %1 : tensor<1x2x2x1xf32>
  }
  return %0 : tensor<1x2x2x1x!b>
}

// -x in 513 entries, the last of which no value reaches: 32768, which is
// clamped.
// CHECK-LABEL: func.func @negate
// CHECK: qnn.interpolate %{{.+}} table dense<"0xFF7F807F007F{{.*}}008180800080"> : tensor<513xi16> first -32768 shift 7 fraction 0 unit "u" : tensor<4xi16> to tensor<4xi16>
func.func @negate(%x: tensor<4x!x>) -> tensor<4x!x> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!x>) -> tensor<4x!x> {
  ^bb0(%arg0: tensor<4xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.negate %arg0, %z, %z : (tensor<4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!x>
}

// Of 14 bits the steps are smaller; bytes come from fractions of them.
// CHECK-LABEL: func.func @to_bytes
// CHECK: qnn.interpolate %{{.+}} tensor<513xi16> first -8192 shift 5 fraction 8 unit "u" : tensor<4xi16> to tensor<4xi8>
func.func @to_bytes(%x: tensor<4x!w>) -> tensor<4x!b> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!w>) -> tensor<4x!b> {
  ^bb0(%arg0: tensor<4xf32>):
    %1 = tosa.tanh %arg0 : (tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!b>
}

// CHECK-LABEL: func.func @to_unsigned_bytes
// CHECK: qnn.interpolate %{{.+}} fraction 8 unsigned unit "u" : tensor<4xi16> to tensor<4xi8>
func.func @to_unsigned_bytes(%x: tensor<4x!w>) -> tensor<4x!u> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!w>) -> tensor<4x!u> {
  ^bb0(%arg0: tensor<4xf32>):
    %1 = tosa.abs %arg0 : (tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!u>
}

// CHECK-LABEL: func.func @from_bytes
// CHECK: qnn.lookup %{{.+}} table dense<"0x0000FFFFFEFF{{.*}}020001{{.*}}"> : tensor<256xi16> unit "u" : tensor<4xi8> to tensor<4xi16>
func.func @from_bytes(%x: tensor<4x!b>) -> tensor<4x!x> {
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<4x!b>) -> tensor<4x!x> {
  ^bb0(%arg0: tensor<4xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.negate %arg0, %z, %z : (tensor<4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4x!x>
}

// RUN: qopt %s --qnn-fold-zero-points | FileCheck %s

// bias - x_zp * sum (w - w_zp): 10 + 3 * (1 - 2) = 7, 20 + 3 * (3 + 4) = 41.

// CHECK-LABEL: func.func @signed
// CHECK: %[[B:.+]] = arith.constant dense<[7, 41]> : tensor<2xi32>
// CHECK: qnn.dense %{{.+}}, %{{.+}}, %[[B]] x_zp 0 w_zp 0 :
func.func @signed(%x: tensor<?x2xi8>) -> tensor<?x2xi32> {
  %w = arith.constant dense<[[1, -2], [3, 4]]> : tensor<2x2xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp -3 w_zp 0 : (tensor<?x2xi8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<?x2xi32>
  return %0 : tensor<?x2xi32>
}

// A u8 zero point of 200 is 200, and unsigned weights -1, -2 are 255, 254:
// 10 - 200 * (255 - 128 + 254 - 128) = -50590.

// CHECK-LABEL: func.func @unsigned
// CHECK: %[[B:.+]] = arith.constant dense<-50590> : tensor<1xi32>
// CHECK: qnn.dense %{{.+}}, %{{.+}}, %[[B]] x_zp 0 w_zp 128 x_unsigned w_unsigned :
func.func @unsigned(%x: tensor<1x2xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<[[-1, -2]]> : tensor<1x2xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 200 w_zp 128 x_unsigned w_unsigned : (tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// Groups of 32 weights 1 with factors 2 and 255: 10 + 3 * 32 * 257 = 24682.

// CHECK-LABEL: func.func @groups
// CHECK: %[[B:.+]] = arith.constant dense<24682> : tensor<1xi32>
// CHECK: qnn.dense %{{.+}}, %{{.+}}, %[[B]] x_zp 0 w_zp 0 factors dense<{{\[}}[2, 255]]>
func.func @groups(%x: tensor<1x64xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<1x64xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp -3 w_zp 0 factors dense<[[2, 255]]> : tensor<1x2xui8> : (tensor<1x64xi8>, tensor<1x64xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// Weights that are computed cannot be summed here.

// CHECK-LABEL: func.func @computed
// CHECK: x_zp 5
func.func @computed(%x: tensor<1x2xi8>, %w: tensor<1x2xi8>) -> tensor<1x1xi32> {
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 5 w_zp 0 : (tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// Outside the image x is its zero point, 3 or 200: written there, it is worth
// nothing. bias - x_zp * sum w: 10 - 3 * (1 - 2) = 13, 20 - 3 * (3 + 4) = -1.

// CHECK-LABEL: func.func @conv
// CHECK: %[[B:.+]] = arith.constant dense<[13, -1]> : tensor<2xi32>
// CHECK: %[[S:.+]] = tosa.const_shape {values = dense<[0, 0, 0, 1, 1, 0, 0, 0]> : tensor<8xindex>}
// CHECK: %[[Z:.+]] = "tosa.const"() <{values = dense<3> : tensor<1xi8>}>
// CHECK: %[[P:.+]] = tosa.pad %{{.+}}, %[[S]], %[[Z]] : (tensor<?x2x2x2xi8>, !tosa.shape<8>, tensor<1xi8>) -> tensor<?x3x3x2xi8>
// CHECK: qnn.conv2d %[[P]], %{{.+}}, %[[B]] pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 :
// CHECK: %[[B2:.+]] = arith.constant dense<[-790, 820]> : tensor<2xi32>
// CHECK-NOT: tosa.pad
// CHECK: qnn.conv2d %{{.+}}, %{{.+}}, %[[B2]] pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 5 x_unsigned :
// Nothing to fold.
// CHECK: qnn.conv2d %{{.+}} pad [0, 1, 1, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 :
func.func @conv(%x: tensor<?x2x2x2xi8>) -> (tensor<?x3x2x2xi32>, tensor<?x2x1x2xi32>, tensor<?x3x2x2xi32>) {
  %w = arith.constant dense<[[[[1], [-2]]], [[[3], [4]]]]> : tensor<2x1x2x1xi8>
  %v = arith.constant dense<[[[[6], [8]]], [[[3], [3]]]]> : tensor<2x1x2x1xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 1, 1, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 3 w_zp 0 : (tensor<?x2x2x2xi8>, tensor<2x1x2x1xi8>, tensor<2xi32>) -> tensor<?x3x2x2xi32>
  %1 = qnn.conv2d %x, %v, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 200 w_zp 5 x_unsigned : (tensor<?x2x2x2xi8>, tensor<2x1x2x1xi8>, tensor<2xi32>) -> tensor<?x2x1x2xi32>
  %2 = qnn.conv2d %x, %w, %b pad [0, 1, 1, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 : (tensor<?x2x2x2xi8>, tensor<2x1x2x1xi8>, tensor<2xi32>) -> tensor<?x3x2x2xi32>
  return %0, %1, %2 : tensor<?x3x2x2xi32>, tensor<?x2x1x2xi32>, tensor<?x3x2x2xi32>
}

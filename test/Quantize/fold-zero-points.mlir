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

// Weights that are computed cannot be summed here.

// CHECK-LABEL: func.func @computed
// CHECK: x_zp 5
func.func @computed(%x: tensor<1x2xi8>, %w: tensor<1x2xi8>) -> tensor<1x1xi32> {
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dense %x, %w, %b x_zp 5 w_zp 0 : (tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32>) -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

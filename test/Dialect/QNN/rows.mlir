// RUN: qopt %s --split-input-file --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @rows
// CHECK:         qnn.softmax %{{.+}} table dense<4> : tensor<256xi32> scale 3.906250e-03 unsigned out_zp -128 clamp{{ ?}}[-128, 127] unit "s" : tensor<?x3xi8> to tensor<?x3xi8>
// CHECK-NEXT:    qnn.layer_norm %{{.+}}, %{{.+}}, %{{.+}} epsilon 1.250000e-01 out_zp 4 clamp{{ ?}}[0, 255] : (tensor<?x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3xi8>
// CHECK-NEXT:    qnn.layer_norm %{{.+}}, %{{.+}}, %{{.+}} epsilon 1.250000e-01 unsigned rms in_zp 7 out_zp 4 clamp{{ ?}}[0, 255] : (tensor<?x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3xi8>
func.func @rows(%x: tensor<?x3xi8>, %g: tensor<3xf32>) {
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 0.00390625 unsigned out_zp -128 clamp [-128, 127] unit "s" : tensor<?x3xi8> to tensor<?x3xi8>
  %1 = qnn.layer_norm %0, %g, %g epsilon 0.125 out_zp 4 clamp [0, 255] : (tensor<?x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3xi8>
  %2 = qnn.layer_norm %1, %g, %g epsilon 0.125 unsigned rms in_zp 7 out_zp 4 clamp [0, 255] : (tensor<?x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3xi8>
  return
}

// -----

func.func @shape(%x: tensor<2x3xi8>) {
  // expected-error @+1 {{'qnn.softmax' op input 'tensor<2x3xi8>' and result 'tensor<3x2xi8>' must be ranked and of one shape}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 1.0 out_zp 0 clamp [0, 255] : tensor<2x3xi8> to tensor<3x2xi8>
  return
}

// -----

func.func @length(%x: tensor<2x?xi8>) {
  // expected-error @+1 {{'qnn.softmax' op needs a last dimension of known size, which is not 0}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 1.0 out_zp 0 clamp [0, 255] : tensor<2x?xi8> to tensor<2x?xi8>
  return
}

// -----

func.func @table(%x: tensor<2x3xi8>) {
  // expected-error @+1 {{'qnn.softmax' op table must have 256 entries of i32, got 'tensor<256xi16>'}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi16> scale 1.0 out_zp 0 clamp [0, 255] : tensor<2x3xi8> to tensor<2x3xi8>
  return
}

// -----

// 3 * 715827883 is 2^31 + 1.

func.func @sum(%x: tensor<2x3xi8>) {
  // expected-error @+1 {{'qnn.softmax' op the table's entries must not be negative, the first must be positive, and a row of the largest must have a sum in i32}}
  %0 = qnn.softmax %x table dense<715827883> : tensor<256xi32> scale 1.0 out_zp 0 clamp [0, 255] : tensor<2x3xi8> to tensor<2x3xi8>
  return
}

// -----

func.func @no_sum(%x: tensor<2x3xi8>) {
  // expected-error @+1 {{the first must be positive}}
  %0 = qnn.softmax %x table dense<0> : tensor<256xi32> scale 1.0 out_zp 0 clamp [0, 255] : tensor<2x3xi8> to tensor<2x3xi8>
  return
}

// -----

func.func @scale(%x: tensor<2x3xi8>) {
  // expected-error @+1 {{'qnn.softmax' op scale must be a positive normal number}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 0.0 out_zp 0 clamp [0, 255] : tensor<2x3xi8> to tensor<2x3xi8>
  return
}

// -----

func.func @long(%x: tensor<8193xi8>, %g: tensor<8193xf32>) {
  // expected-error @+1 {{'qnn.layer_norm' op has rows of 8193 elements, more than 8192}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 out_zp 0 clamp [0, 255] : (tensor<8193xi8>, tensor<8193xf32>, tensor<8193xf32>) -> tensor<8193xi8>
  return
}

// -----

func.func @constants(%x: tensor<2x3xi8>, %g: tensor<3xf32>, %b: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.layer_norm' op has 2 constants for rows of 3}}
  %0 = qnn.layer_norm %x, %g, %b epsilon 1.0 out_zp 0 clamp [0, 255] : (tensor<2x3xi8>, tensor<3xf32>, tensor<2xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @epsilon(%x: tensor<2x3xi8>, %g: tensor<3xf32>) {
  // expected-error @+1 {{'qnn.layer_norm' op epsilon must be a positive normal number}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 0.0 out_zp 0 clamp [0, 255] : (tensor<2x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @rms_zero_point(%x: tensor<2x3xi8>, %g: tensor<3xf32>) {
  // expected-error @+1 {{'qnn.layer_norm' op in_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 rms in_zp 128 out_zp 0 clamp [0, 255] : (tensor<2x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi8>
  return
}

// -----

func.func @rms_long(%x: tensor<4097xi16>, %g: tensor<4097xf32>) {
  // expected-error @+1 {{'qnn.layer_norm' op with rms a row of 4097 elements of up to 65535 is too long}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 rms in_zp 32767 out_zp 0 clamp [0, 255] : (tensor<4097xi16>, tensor<4097xf32>, tensor<4097xf32>) -> tensor<4097xi8>
  return
}

// -----

func.func @clamp(%x: tensor<2x3xi8>, %g: tensor<3xf32>) {
  // expected-error @+1 {{clamp}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 out_zp 0 clamp [-128, 255] : (tensor<2x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi8>
  return
}

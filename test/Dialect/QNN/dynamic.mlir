// RUN: qopt %s --split-input-file --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @layers
// CHECK:         qnn.float_dense %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} relu unit "d" : (tensor<?x64xf32>, tensor<2x64xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x2xf32>
// CHECK-NEXT:    qnn.float_dense %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} factors dense<{{\[\[}}1, 255], [3, 4]]> : tensor<2x2xui8> : (tensor<?x64xf32>, tensor<2x64xi8>, tensor<1xf32>, tensor<2xf32>) -> tensor<?x2xf32>
// CHECK-NEXT:    qnn.float_conv2d %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} pad [1, 1, 1, 1] stride [2, 2] dilation [1, 1] groups 2 : (tensor<1x8x8x4xf32>, tensor<2x3x3x2xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
// CHECK-NEXT:    qnn.dynamic_scale %{{.+}} : tensor<?x64xf32> to tensor<?xf32>
// CHECK-NEXT:    qnn.dynamic_quantize %{{.+}}, %{{.+}} unsigned : (tensor<?x64xf32>, tensor<?xf32>) -> tensor<?x64xi8>
// CHECK-NEXT:    qnn.dense
// CHECK-NEXT:    qnn.dynamic_dequantize %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} relu unit "d" : (tensor<?x2xi32>, tensor<?xf32>, tensor<1xf32>, tensor<2xf32>) -> tensor<?x2xf32>
func.func @layers(%x: tensor<?x64xf32>, %i: tensor<1x8x8x4xf32>, %w: tensor<2x64xi8>, %f: tensor<2x3x3x2xi8>,
                  %s: tensor<2xf32>, %one: tensor<1xf32>, %zero: tensor<2xi32>) {
  %0 = qnn.float_dense %x, %w, %s, %s relu unit "d" : (tensor<?x64xf32>, tensor<2x64xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  %1 = qnn.float_dense %x, %w, %one, %s factors dense<[[1, 255], [3, 4]]> : tensor<2x2xui8> : (tensor<?x64xf32>, tensor<2x64xi8>, tensor<1xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  %2 = qnn.float_conv2d %i, %f, %s, %s pad [1, 1, 1, 1] stride [2, 2] dilation [1, 1] groups 2 : (tensor<1x8x8x4xf32>, tensor<2x3x3x2xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
  %3 = qnn.dynamic_scale %x : tensor<?x64xf32> to tensor<?xf32>
  %4 = qnn.dynamic_quantize %x, %3 unsigned : (tensor<?x64xf32>, tensor<?xf32>) -> tensor<?x64xi8>
  %5 = qnn.dense %4, %w, %zero x_zp 128 w_zp 0 x_unsigned : (tensor<?x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<?x2xi32>
  %6 = qnn.dynamic_dequantize %5, %3, %one, %s relu unit "d" : (tensor<?x2xi32>, tensor<?xf32>, tensor<1xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  return
}

// -----

func.func @inputs(%x: tensor<3x5xf32>, %w: tensor<2x4xi8>, %s: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.float_dense' op input has K = 5 but weight has K = 4}}
  %0 = qnn.float_dense %x, %w, %s, %s : (tensor<3x5xf32>, tensor<2x4xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @scales(%x: tensor<3x4xf32>, %w: tensor<2x4xi8>, %s: tensor<3xf32>, %b: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.float_dense' op has 3 rescale parameters for a last dimension of 2; one, or one per channel, is needed}}
  %0 = qnn.float_dense %x, %w, %s, %b : (tensor<3x4xf32>, tensor<2x4xi8>, tensor<3xf32>, tensor<2xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @factors(%x: tensor<3x64xf32>, %w: tensor<2x64xi8>, %s: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.float_dense' op has a group factor 0; factors are 1 to 255}}
  %0 = qnn.float_dense %x, %w, %s, %s factors dense<0> : tensor<2x2xui8> : (tensor<3x64xf32>, tensor<2x64xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @convolution(%x: tensor<1x2x2x3xf32>, %w: tensor<2x3x3x3xi8>, %s: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.float_conv2d' op a window of 3 does not fit the 2 elements of dimension 1, padding included}}
  %0 = qnn.float_conv2d %x, %w, %s, %s pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] : (tensor<1x2x2x3xf32>, tensor<2x3x3x3xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x1x1x2xf32>
  return
}

// -----

func.func @conv_scales(%x: tensor<1x3x3x3xf32>, %w: tensor<2x3x3x3xi8>, %s: tensor<3xf32>, %b: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.float_conv2d' op has 3 rescale parameters for a last dimension of 2}}
  %0 = qnn.float_conv2d %x, %w, %s, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] : (tensor<1x3x3x3xf32>, tensor<2x3x3x3xi8>, tensor<3xf32>, tensor<2xf32>) -> tensor<1x1x1x2xf32>
  return
}

// -----

func.func @scalar(%x: tensor<f32>) {
  // expected-error @+1 {{'qnn.dynamic_scale' op needs a tensor whose first dimension counts the samples}}
  %0 = qnn.dynamic_scale %x : tensor<f32> to tensor<1xf32>
  return
}

// -----

func.func @samples(%x: tensor<3x4xf32>) {
  // expected-error @+1 {{'qnn.dynamic_scale' op has 4 scales of 3 samples}}
  %0 = qnn.dynamic_scale %x : tensor<3x4xf32> to tensor<4xf32>
  return
}

// -----

func.func @quantized_shape(%x: tensor<3x4xf32>, %s: tensor<3xf32>) {
  // expected-error @+1 {{'qnn.dynamic_quantize' op input 'tensor<3x4xf32>' and result 'tensor<3x5xi8>' differ in shape}}
  %0 = qnn.dynamic_quantize %x, %s : (tensor<3x4xf32>, tensor<3xf32>) -> tensor<3x5xi8>
  return
}

// -----

func.func @dequantized_scale(%x: tensor<3x4xi32>, %s: tensor<2xf32>, %c: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.dynamic_dequantize' op has 2 scales of 3 samples}}
  %0 = qnn.dynamic_dequantize %x, %s, %c, %c : (tensor<3x4xi32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @dequantized_bias(%x: tensor<3x4xi32>, %s: tensor<3xf32>, %c: tensor<4xf32>, %b: tensor<3xf32>) {
  // expected-error @+1 {{'qnn.dynamic_dequantize' op has 3 rescale parameters for a last dimension of 4}}
  %0 = qnn.dynamic_dequantize %x, %s, %c, %b : (tensor<3x4xi32>, tensor<3xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<3x4xf32>
  return
}

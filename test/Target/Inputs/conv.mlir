// 3x3 over 14x84 pixels, from 64 channels to 480.
func.func @conv(%x: tensor<1x14x84x64xi8>) -> tensor<1x14x84x480xi8> {
  %w = arith.constant dense<64> : tensor<480x3x3x64xi8>
  %b = arith.constant dense<10> : tensor<480xi32>
  %s = arith.constant dense<0.001> : tensor<480xf32>
  %0 = qnn.conv2d %x, %w, %b pad [1, 1, 1, 1] stride [1, 1] dilation [1, 1] x_zp 3 w_zp 0 : (tensor<1x14x84x64xi8>, tensor<480x3x3x64xi8>, tensor<480xi32>) -> tensor<1x14x84x480xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<1x14x84x480xi32>, (tensor<480xf32>) to tensor<1x14x84x480xi8>
  return %1 : tensor<1x14x84x480xi8>
}

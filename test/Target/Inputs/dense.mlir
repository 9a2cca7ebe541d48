// 84 rows and 480 columns, which the tiles of all kernels divide.
func.func @dense(%x: tensor<84x512xi8>) -> tensor<84x480xi8> {
  %w = arith.constant dense<64> : tensor<480x512xi8>
  %b = arith.constant dense<10> : tensor<480xi32>
  %s = arith.constant dense<0.001> : tensor<480xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<84x512xi8>, tensor<480x512xi8>, tensor<480xi32>) -> tensor<84x480xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<84x480xi32>, (tensor<480xf32>) to tensor<84x480xi8>
  return %1 : tensor<84x480xi8>
}

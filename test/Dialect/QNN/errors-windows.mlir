// RUN: qopt %s --split-input-file --verify-diagnostics

func.func @conv_kernel(%x: tensor<1x4x4x1xi8>, %w: tensor<1x0x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op kernel must be two positive numbers}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x0x1x1xi8>, tensor<1xi32>) -> tensor<1x5x4x1xi32>
  return
}

// -----

func.func @conv_stride(%x: tensor<1x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op stride must be two positive numbers}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 0] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @conv_dilation(%x: tensor<1x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op dilation must be two positive numbers}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @conv_pad(%x: tensor<1x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op pad must be four numbers, none negative: top, bottom, left, right}}
  %0 = qnn.conv2d %x, %w, %b pad [0, -1, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x3x4x1xi32>
  return
}

// -----

func.func @conv_batch(%x: tensor<2x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op input 'tensor<2x4x4x1xi8>' and result 'tensor<1x4x4x1xi32>' differ in their batch}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<2x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @conv_window(%x: tensor<1x4x4x1xi8>, %w: tensor<1x3x3x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op a window of 7 does not fit the 6 elements of dimension 2, padding included}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 1, 1] stride [1, 1] dilation [1, 3] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x2x1x1xi32>
  return
}

// -----

func.func @conv_result(%x: tensor<1x4x4x1xi8>, %w: tensor<1x3x3x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op windows give 2 elements in dimension 1, the result has 3}}
  %0 = qnn.conv2d %x, %w, %b pad [1, 0, 0, 0] stride [2, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x3x2x1xi32>
  return
}

// -----

func.func @conv_weight(%x: tensor<1x4x4x1xi8>, %w: tensor<?x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op the shape of the weight must be known}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x1xi8>, tensor<?x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @conv_groups(%x: tensor<1x4x4x2xi8>, %w: tensor<3x1x1x1xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op 2 groups do not divide the 3 output channels}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 : (tensor<1x4x4x2xi8>, tensor<3x1x1x1xi8>, tensor<3xi32>) -> tensor<1x4x4x3xi32>
  return
}

// -----

func.func @conv_no_groups(%x: tensor<1x4x4x2xi8>, %w: tensor<3x1x1x1xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op 0 groups do not divide the 3 output channels}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 0 x_zp 0 w_zp 0 : (tensor<1x4x4x2xi8>, tensor<3x1x1x1xi8>, tensor<3xi32>) -> tensor<1x4x4x3xi32>
  return
}

// -----

func.func @conv_inputs(%x: tensor<1x4x4x3xi8>, %w: tensor<4x1x1x2xi8>, %b: tensor<4xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op input has 3 channels but the weight 2 in each of 2 groups}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 : (tensor<1x4x4x3xi8>, tensor<4x1x1x2xi8>, tensor<4xi32>) -> tensor<1x4x4x4xi32>
  return
}

// -----

func.func @conv_outputs(%x: tensor<1x4x4x2xi8>, %w: tensor<4x1x1x2xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op weight has 4 output channels, result and bias have 4 and 1}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 : (tensor<1x4x4x2xi8>, tensor<4x1x1x2xi8>, tensor<1xi32>) -> tensor<1x4x4x4xi32>
  return
}

// -----

func.func @conv_x_zp(%x: tensor<1x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op x_zp -1 is outside the storage range [0, 255]}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp -1 w_zp 0 x_unsigned : (tensor<1x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @conv_w_zp(%x: tensor<1x4x4x1xi8>, %w: tensor<1x1x1x1xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op w_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 128 : (tensor<1x4x4x1xi8>, tensor<1x1x1x1xi8>, tensor<1xi32>) -> tensor<1x4x4x1xi32>
  return
}

// -----

func.func @matmul_k(%a: tensor<1x2x3xi8>, %b: tensor<1x2x3xi8>) {
  // expected-error @+1 {{'qnn.matmul' op cannot multiply 'tensor<1x2x3xi8>' by 'tensor<1x2x3xi8>'}}
  %0 = qnn.matmul %a, %b a_zp 0 b_zp 0 : (tensor<1x2x3xi8>, tensor<1x2x3xi8>) -> tensor<1x2x3xi32>
  return
}

// -----

func.func @matmul_result(%a: tensor<1x2x3xi8>, %b: tensor<1x3x4xi8>) {
  // expected-error @+1 {{'qnn.matmul' op the product of 'tensor<1x2x3xi8>' and 'tensor<1x3x4xi8>' is not 'tensor<1x4x2xi32>'}}
  %0 = qnn.matmul %a, %b a_zp 0 b_zp 0 : (tensor<1x2x3xi8>, tensor<1x3x4xi8>) -> tensor<1x4x2xi32>
  return
}

// -----

func.func @matmul_zero_point(%a: tensor<1x2x3xi8>, %b: tensor<1x3x4xi8>) {
  // expected-error @+1 {{'qnn.matmul' op b_zp 256 is outside the storage range [0, 255]}}
  %0 = qnn.matmul %a, %b a_zp 0 b_zp 256 b_unsigned : (tensor<1x2x3xi8>, tensor<1x3x4xi8>) -> tensor<1x2x4xi32>
  return
}

// -----

func.func @add_scale(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.add' op scales must be normal numbers below 2^111}}
  %0 = qnn.add %a, %a a_zp 0 a_scale 0.0 b_zp 0 b_scale 1.0 out_zp 0 clamp [-128, 127] : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

// The sum of two infinite products may be NaN.
func.func @add_large_scale(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.add' op scales must be normal numbers below 2^111}}
  %0 = qnn.add %a, %a a_zp 0 a_scale 1.0 b_zp 0 b_scale -2.59614843e+33 out_zp 0 clamp [-128, 127] : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_channel_scales(%a: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.add' op has 2 scales for 3 elements of the last dimension}}
  %0 = qnn.add %a, %a a_zp 0 a_scale [1.0, 2.0] b_zp 0 b_scale 1.0 out_zp 0 clamp [-128, 127] : (tensor<4x3xi8>, tensor<4x3xi8>) -> tensor<4x3xi8>
  return
}

// -----

func.func @add_zero_point(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.add' op a_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.add %a, %a a_zp 128 a_scale 1.0 b_zp 0 b_scale 1.0 out_zp 0 clamp [-128, 127] : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_clamp(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.add' op clamp [1, 0] is empty}}
  %0 = qnn.add %a, %a a_zp 0 a_scale 1.0 b_zp 0 b_scale 1.0 out_zp 0 clamp [1, 0] : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @add_rank(%a: tensor<4xi8>, %b: tensor<1x4xi8>) {
  // expected-error @+1 {{'qnn.add' op operand 'tensor<4xi8>' does not broadcast to 'tensor<1x4xi8>'}}
  %0 = qnn.add %a, %b a_zp 0 a_scale 1.0 b_zp 0 b_scale 1.0 out_zp 0 clamp [-128, 127] : (tensor<4xi8>, tensor<1x4xi8>) -> tensor<1x4xi8>
  return
}

// -----

func.func @mul_extents(%a: tensor<4x3xi8>, %b: tensor<4x2xi8>) {
  // expected-error @+1 {{'qnn.mul' op operand 'tensor<4x2xi8>' does not broadcast to 'tensor<4x3xi32>'}}
  %0 = qnn.mul %a, %b a_zp 0 b_zp 0 : (tensor<4x3xi8>, tensor<4x2xi8>) -> tensor<4x3xi32>
  return
}

// -----

func.func @mul_result(%a: tensor<4x1xi8>, %b: tensor<1x1xi8>) {
  // expected-error @+1 {{'qnn.mul' op the operands are broadcast to an extent of 1 in dimension 1, the result has 3}}
  %0 = qnn.mul %a, %b a_zp 0 b_zp 0 : (tensor<4x1xi8>, tensor<1x1xi8>) -> tensor<4x3xi32>
  return
}

// -----

func.func @mul_zero_point(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.mul' op b_zp -129 is outside the storage range [-128, 127]}}
  %0 = qnn.mul %a, %a a_zp 0 b_zp -129 : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi32>
  return
}

// -----

func.func @mul_result_type(%a: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.mul' op result #0 must be tensor of 32-bit signless integer values, but got 'tensor<4xi8>'}}
  %0 = qnn.mul %a, %a a_zp 0 b_zp 0 : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @max_pool_kernel(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+1 {{'qnn.max_pool2d' op kernel must be two positive numbers}}
  %0 = qnn.max_pool2d %x kernel [2, -2] stride [2, 2] pad [0, 0, 0, 0] : tensor<1x4x4x2xi8> to tensor<1x2x2x2xi8>
  return
}

// -----

func.func @max_pool_pad(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+1 {{'qnn.max_pool2d' op the padding must be smaller than the kernel}}
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [2, 2] pad [0, 0, 0, 2] : tensor<1x4x4x2xi8> to tensor<1x2x3x2xi8>
  return
}

// -----

func.func @max_pool_channels(%x: tensor<1x4x4x2xi8>) {
  // expected-error @+1 {{'qnn.max_pool2d' op input 'tensor<1x4x4x2xi8>' and result 'tensor<1x2x2x1xi8>' differ in their channels}}
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] : tensor<1x4x4x2xi8> to tensor<1x2x2x1xi8>
  return
}

// -----

func.func @resize_numbers(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op scale must be four positive numbers and offset two: of height, then of width}}
  %0 = qnn.resize %x, (%s) scale [2, 0, 2, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_offset(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op scale must be four positive numbers and offset two: of height, then of width}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_overflow(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op the sum of pixels with weights of 4000 * 3000 may overflow i32}}
  %0 = qnn.resize %x, (%s) scale [4000, 1, 3000, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_dynamic(%x: tensor<1x?x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op needs static heights and widths, the input's of at least one pixel}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x?x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_channels(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op input 'tensor<1x4x4x2xi8>' and result 'tensor<1x8x8x3xi8>' differ in their channels}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x3xi8>
  return
}

// -----

func.func @resize_params(%x: tensor<1x4x4x2xi8>, %s: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.resize' op needs one rescale parameter}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<2xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_param_types(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op numerics single takes an i32 multiplier and an i8 shift}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 0 out_zp 0 clamp [-128, 127] single : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_in_zp(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op in_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 128 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @resize_clamp(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.resize' op clamp [0, 255] with zero point -1 fits neither the signed nor the unsigned range of 'i8'}}
  %0 = qnn.resize %x, (%s) scale [2, 1, 2, 1] offset [0, 0] in_zp 0 out_zp -1 clamp [0, 255] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x8x8x2xi8>
  return
}

// -----

func.func @avg_pool_params(%x: tensor<1x4x4x2xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.avg_pool2d' op needs 6 rescale parameters, one for every count of elements in a window}}
  %0 = qnn.avg_pool2d %x, (%s) kernel [2, 3] stride [2, 1] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<1xf32>) to tensor<1x2x2x2xi8>
  return
}

// -----

func.func @avg_pool_param_types(%x: tensor<1x4x4x2xi8>, %s: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.avg_pool2d' op numerics single takes an i32 multiplier and an i8 shift}}
  %0 = qnn.avg_pool2d %x, (%s) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] single : tensor<1x4x4x2xi8>, (tensor<4xf32>) to tensor<1x2x2x2xi8>
  return
}

// -----

func.func @avg_pool_in_zp(%x: tensor<1x4x4x2xi8>, %s: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.avg_pool2d' op in_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.avg_pool2d %x, (%s) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 128 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4x4x2xi8>, (tensor<4xf32>) to tensor<1x2x2x2xi8>
  return
}

// -----

func.func @avg_pool_clamp(%x: tensor<1x4x4x2xi8>, %s: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.avg_pool2d' op clamp [0, 255] with zero point -1 fits neither the signed nor the unsigned range of 'i8'}}
  %0 = qnn.avg_pool2d %x, (%s) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 0 out_zp -1 clamp [0, 255] fp32 : tensor<1x4x4x2xi8>, (tensor<4xf32>) to tensor<1x2x2x2xi8>
  return
}

// -----

func.func @reduce_rank(%x: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op input 'tensor<4x3xi8>' and result 'tensor<4xi32>' differ in rank}}
  %0 = qnn.reduce_sum %x dims [1] zp 0 : tensor<4x3xi8> to tensor<4xi32>
  return
}

// -----

func.func @reduce_result(%x: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op dimension 1 of the result must be 1, not 3}}
  %0 = qnn.reduce_sum %x dims [1] zp 0 : tensor<4x3xi8> to tensor<4x3xi32>
  return
}

// -----

func.func @reduce_dims(%x: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op dims must be distinct dimensions of 'tensor<4x3xi8>'}}
  %0 = qnn.reduce_sum %x dims [1, 1] zp 0 : tensor<4x3xi8> to tensor<4x1xi32>
  return
}

// -----

func.func @reduce_dim(%x: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op dims must be distinct dimensions of 'tensor<4x3xi8>'}}
  %0 = qnn.reduce_sum %x dims [2] zp 0 : tensor<4x3xi8> to tensor<4x3xi32>
  return
}

// -----

func.func @reduce_count(%x: tensor<8421505xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op the sum of 8421505 elements may overflow i32}}
  %0 = qnn.reduce_sum %x dims [0] zp 0 : tensor<8421505xi8> to tensor<1xi32>
  return
}

// -----

func.func @reduce_zero_point(%x: tensor<4x3xi8>) {
  // expected-error @+1 {{'qnn.reduce_sum' op zero point -1 is outside the storage range [0, 255]}}
  %0 = qnn.reduce_sum %x dims [1] zp -1 unsigned : tensor<4x3xi8> to tensor<4x1xi32>
  return
}

// -----

// A group may not reach from one place of the image into the next.
func.func @group_across_taps(%x: tensor<1x4x4x16xi8>, %w: tensor<2x1x2x16xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op has 1 groups of 32 inputs; a group has 32, 64 or 128 of them, and groups divide 16}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 factors dense<1> : tensor<2x1xui8> : (tensor<1x4x4x16xi8>, tensor<2x1x2x16xi8>, tensor<2xi32>) -> tensor<1x4x3x2xi32>
  return
}

// -----

func.func @factors_of_groups(%x: tensor<1x4x4x64xi8>, %w: tensor<2x1x1x32xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op has group factors, which need groups 1}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 0 w_zp 0 factors dense<1> : tensor<2x1xui8> : (tensor<1x4x4x64xi8>, tensor<2x1x1x32xi8>, tensor<2xi32>) -> tensor<1x4x4x2xi32>
  return
}

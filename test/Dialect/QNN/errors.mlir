// RUN: qopt %s --split-input-file --verify-diagnostics

func.func @unit_id() {
  // expected-error @+1 {{'qnn.unit' op needs a non-empty id}}
  qnn.unit "" kind "dense"() : () -> () {
  }
  return
}

// -----

func.func @unit_arguments(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.unit' op has 1 inputs but 0 block arguments}}
  qnn.unit "a" kind "unary"(%x) : (tensor<4xf32>) -> () {
  }
  return
}

// -----

func.func @unit_argument_type(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) {
  // expected-error @+1 {{'qnn.unit' op input 0 is 'tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>', its block argument must be 'tensor<4xf32>', not 'tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>'}}
  qnn.unit "a" kind "unary"(%x) : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> () {
  ^bb0(%a: tensor<4x!quant.uniform<i8:f32, 0.5>>):
    qnn.yield
  }
  return
}

// -----

func.func @unit_results(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.unit' op has 1 results but yields 0}}
  %0 = qnn.unit "a" kind "unary"(%x) : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: tensor<4xf32>):
    qnn.yield
  }
  return
}

// -----

func.func @unit_result_type(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.unit' op result 0 is 'tensor<2x2xf32>', the yielded value must be 'tensor<2x2xf32>', not 'tensor<4xf32>'}}
  %0 = qnn.unit "a" kind "unary"(%x) : (tensor<4xf32>) -> tensor<2x2xf32> {
  ^bb0(%a: tensor<4xf32>):
    qnn.yield %a : tensor<4xf32>
  }
  return
}

// -----

func.func @unit_is_isolated(%x: tensor<4xf32>) {
  // expected-note @+1 {{required by region isolation constraints}}
  %0 = qnn.unit "a" kind "unary"() : () -> tensor<4xf32> {
    // expected-error @+1 {{'tosa.tanh' op using value defined outside the region}}
    %1 = tosa.tanh %x : (tensor<4xf32>) -> tensor<4xf32>
    qnn.yield %1 : tensor<4xf32>
  }
  return
}

// -----

func.func @yield_parent() {
  // expected-error @+1 {{'qnn.yield' op expects parent op 'qnn.unit'}}
  qnn.yield
}

// -----

func.func @quantize_scale(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op scale must be a positive, finite, normal number}}
  %0 = qnn.quantize %x scale 0.0 zp 0 : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @quantize_scale_denormal(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op scale must be a positive, finite, normal number}}
  %0 = qnn.quantize %x scale 1.0e-40 zp 0 : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @quantize_scale_infinite(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op scale must be a positive, finite, normal number}}
  %0 = qnn.quantize %x scale 0x7F800000 zp 0 : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @quantize_zero_point(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op zero point 128 is outside the storage range [-128, 127]}}
  %0 = qnn.quantize %x scale 1.0 zp 128 : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @quantize_zero_point_unsigned(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op zero point -1 is outside the storage range [0, 255]}}
  %0 = qnn.quantize %x scale 1.0 zp -1 unsigned : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @quantize_zero_point_16(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op zero point 32768 is outside the storage range [-32768, 32767]}}
  %0 = qnn.quantize %x scale 1.0 zp 32768 : tensor<4xf32> to tensor<4xi16>
  return
}

// -----

func.func @quantize_type(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.quantize' op result #0 must be 8- or 16-bit integer-like, but got 'tensor<4xi32>'}}
  %0 = qnn.quantize %x scale 1.0 zp 0 : tensor<4xf32> to tensor<4xi32>
  return
}

// -----

func.func @dequantize_scale(%x: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.dequantize' op scale must be a positive, finite, normal number}}
  %0 = qnn.dequantize %x scale -1.0 zp 0 : tensor<4xi8> to tensor<4xf32>
  return
}

// -----

func.func @dequantize_zero_point(%x: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.dequantize' op zero point 256 is outside the storage range [0, 255]}}
  %0 = qnn.dequantize %x scale 1.0 zp 256 unsigned : tensor<4xi8> to tensor<4xf32>
  return
}

// -----

func.func @dense_k(%x: tensor<1x4xi8>, %w: tensor<3x5xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op input has K = 4 but weight has K = 5}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<1x4xi8>, tensor<3x5xi8>, tensor<3xi32>) -> tensor<1x3xi32>
  return
}

// -----

func.func @dense_n(%x: tensor<1x4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op weight has N = 3 but result has N = 4}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<1x4xi32>
  return
}

// -----

func.func @dense_bias(%x: tensor<1x4xi8>, %w: tensor<3x4xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.dense' op weight has N = 3 but bias has 1 elements}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<1xi32>) -> tensor<1x3xi32>
  return
}

// -----

func.func @dense_m(%x: tensor<1x4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op input has M = 1 but result has M = 2}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @dense_x_zp(%x: tensor<1x4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op x_zp 128 is outside the storage range [-128, 127]}}
  %0 = qnn.dense %x, %w, %b x_zp 128 w_zp 0 : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<1x3xi32>
  return
}

// -----

func.func @dense_w_zp(%x: tensor<1x4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op w_zp -1 is outside the storage range [0, 255]}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp -1 w_unsigned : (tensor<1x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<1x3xi32>
  return
}

// -----

func.func @dense_rank(%x: tensor<4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op operand #0 must be 2D tensor of 8-bit signless integer or 16-bit signless integer values, but got 'tensor<4xi8>'}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<1x3xi32>
  return
}

// -----

func.func @requantize_shape(%x: tensor<2x3xi32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op input 'tensor<2x3xi32>' and result 'tensor<3x2xi8>' differ in shape}}
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<2x3xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  return
}

// -----

func.func @requantize_params(%x: tensor<2x3xi32>, %m: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.requantize' op numerics single takes an i32 multiplier and an i8 shift}}
  %0 = qnn.requantize %x, (%m) in_zp 0 out_zp 0 clamp [-128, 127] single : tensor<2x3xi32>, (tensor<1xi32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_param_types(%x: tensor<2x3xi32>, %m: tensor<1xi32>) {
  // expected-error @+1 {{'qnn.requantize' op numerics fp32 takes an f32 scale, got 'tensor<1xi32>'}}
  %0 = qnn.requantize %x, (%m) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<2x3xi32>, (tensor<1xi32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_param_types_fixed(%x: tensor<2x3xi32>, %s: tensor<1xf32>, %t: tensor<1xi8>) {
  // expected-error @+1 {{'qnn.requantize' op numerics double takes an i32 multiplier and an i8 shift, got 'tensor<1xf32>', 'tensor<1xi8>'}}
  %0 = qnn.requantize %x, (%s, %t) in_zp 0 out_zp 0 clamp [-128, 127] double : tensor<2x3xi32>, (tensor<1xf32>, tensor<1xi8>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_channels(%x: tensor<2x3xi32>, %s: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.requantize' op has 2 rescale parameters for a last dimension of 3; one, or one per channel, is needed}}
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<2x3xi32>, (tensor<2xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_in_unsigned(%x: tensor<2x3xi32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op an input of 'i32' is signed}}
  %0 = qnn.requantize %x, (%s) in_zp 0 in_unsigned out_zp 0 clamp [-128, 127] fp32 : tensor<2x3xi32>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_in_zp(%x: tensor<2x3xi8>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op in_zp 200 is outside the storage range [-128, 127]}}
  %0 = qnn.requantize %x, (%s) in_zp 200 out_zp 0 clamp [-128, 127] fp32 : tensor<2x3xi8>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_clamp(%x: tensor<2x3xi32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op clamp [5, 4] is empty}}
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [5, 4] fp32 : tensor<2x3xi32>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_clamp_range(%x: tensor<2x3xi32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op clamp [-1, 200] with zero point 0 fits neither the signed nor the unsigned range of 'i8'}}
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [-1, 200] fp32 : tensor<2x3xi32>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @requantize_out_zp(%x: tensor<2x3xi32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{'qnn.requantize' op clamp [0, 255] with zero point -1 fits neither the signed nor the unsigned range of 'i8'}}
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp -1 clamp [0, 255] fp32 : tensor<2x3xi32>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// -----

func.func @rescale_input(%x: i8, %s: f32) {
  // expected-error @+1 {{'qnn.rescale' op input must be i32}}
  %0 = qnn.rescale %x, (%s) zp 0 clamp [-128, 127] fp32 : i8, (f32) to i8
  return
}

// -----

func.func @rescale_params(%x: i32, %s: f32) {
  // expected-error @+1 {{'qnn.rescale' op numerics fp32 takes one f32 scale}}
  %0 = qnn.rescale %x, (%s, %s) zp 0 clamp [-128, 127] fp32 : i32, (f32, f32) to i8
  return
}

// -----

func.func @rescale_clamp(%x: i32, %s: f32) {
  // expected-error @+1 {{'qnn.rescale' op clamp [0, 256] with zero point 0 fits neither the signed nor the unsigned range of 'i8'}}
  %0 = qnn.rescale %x, (%s) zp 0 clamp [0, 256] fp32 : i32, (f32) to i8
  return
}

// -----

func.func @lookup_entries(%x: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.lookup' op table must have 256 entries, got 'tensor<255xi8>'}}
  %0 = qnn.lookup %x table dense<0> : tensor<255xi8> : tensor<4xi8> to tensor<4xi8>
  return
}

// -----

func.func @lookup_type(%x: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.lookup' op table holds 'i16' but the result is 'tensor<4xi8>'}}
  %0 = qnn.lookup %x table dense<0> : tensor<256xi16> : tensor<4xi8> to tensor<4xi8>
  return
}

// -----

// A number that i32 cannot hold is not cut.
func.func @wide_zero_point(%x: tensor<4xf32>) {
  // expected-error @+1 {{integer value too large}}
  %0 = qnn.quantize %x scale 0.5 zp 4294967296 : tensor<4xf32> to tensor<4xi8>
  return
}

// -----

func.func @fake_quantize_scale(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.fake_quantize' op scale must be a positive, finite, normal number}}
  %0 = qnn.fake_quantize %x scale 0.0 zp 0 clamp [-128, 127] : tensor<4xf32>
  return
}

// -----

func.func @fake_quantize_clamp(%x: tensor<4xf32>) {
  // expected-error @+1 {{'qnn.fake_quantize' op clamp [0, 255] with zero point 0 is empty or not within [-128, 127]}}
  %0 = qnn.fake_quantize %x scale 1.0 zp 0 clamp [0, 255] : tensor<4xf32>
  return
}

// -----

func.func @given_weight(%w: tensor<8x3xf32>, %s: tensor<8x2xf32>, %z: tensor<1x1xf32>) {
  // expected-error @+1 {{'qnn.given_weight' op has a scale or zero point of type 'tensor<8x2xf32>', which does not broadcast to 'tensor<8x3xf32>'}}
  %0 = qnn.given_weight %w, %s, %z : tensor<8x3xf32>, tensor<8x2xf32>, tensor<1x1xf32>
  return
}

// -----

func.func @softmax_double(%x: tensor<2x3xi8>) -> tensor<2x3xi8> {
  // expected-error @+1 {{'qnn.softmax' op has no numerics double; single is all integer too}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 0.5 out_zp 0 clamp [0, 255] numerics double : tensor<2x3xi8> to tensor<2x3xi8>
  return %0 : tensor<2x3xi8>
}

// -----

func.func @softmax_single(%x: tensor<2x3xi8>) -> tensor<2x3xi8> {
  // expected-error @+1 {{'qnn.softmax' op with numerics single the scale must be in [2^-20, 1]}}
  %0 = qnn.softmax %x table dense<4> : tensor<256xi32> scale 1.5 out_zp 0 clamp [0, 255] numerics single : tensor<2x3xi8> to tensor<2x3xi8>
  return %0 : tensor<2x3xi8>
}

// -----

func.func @layer_norm_floats(%x: tensor<2x3xi8>, %g: tensor<3xf32>) -> tensor<2x3xi8> {
  // expected-error @+1 {{'qnn.layer_norm' op numerics single takes constants of i32}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 shift 45 out_zp 0 clamp [0, 255] numerics single : (tensor<2x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi8>
  return %0 : tensor<2x3xi8>
}

// -----

func.func @layer_norm_shift(%x: tensor<2x3xi8>, %g: tensor<3xi32>) -> tensor<2x3xi8> {
  // expected-error @+1 {{'qnn.layer_norm' op shift must be in [16, 45]}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 shift 46 out_zp 0 clamp [0, 255] numerics single : (tensor<2x3xi8>, tensor<3xi32>, tensor<3xi32>) -> tensor<2x3xi8>
  return %0 : tensor<2x3xi8>
}

// -----

func.func @layer_norm_fp32_shift(%x: tensor<2x3xi8>, %g: tensor<3xf32>) -> tensor<2x3xi8> {
  // expected-error @+1 {{'qnn.layer_norm' op a shift is for numerics single only}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 1.0 shift 20 out_zp 0 clamp [0, 255] : (tensor<2x3xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi8>
  return %0 : tensor<2x3xi8>
}

// -----

func.func @layer_norm_epsilon(%x: tensor<2x4xi8>, %g: tensor<4xi32>) -> tensor<2x4xi8> {
  // expected-error @+1 {{'qnn.layer_norm' op with numerics single epsilon times the square of the row's length must be below 2^60}}
  %0 = qnn.layer_norm %x, %g, %g epsilon 7.2057594E+16 shift 45 out_zp 0 clamp [0, 255] numerics single : (tensor<2x4xi8>, tensor<4xi32>, tensor<4xi32>) -> tensor<2x4xi8>
  return %0 : tensor<2x4xi8>
}

// -----

func.func @factor_zero(%x: tensor<1x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.dense' op has a group factor 0; factors are 1 to 255}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 factors dense<[[1, 2], [255, 0]]> : tensor<2x2xui8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return
}

// -----

func.func @factors_shape(%x: tensor<1x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.dense' op has group factors of type 'tensor<3x2xui8>', but the weight 'tensor<2x64xi8>' needs 2 x groups}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 factors dense<1> : tensor<3x2xui8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return
}

// -----

func.func @group_size(%x: tensor<1x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.dense' op has 4 groups of 64 inputs; a group has 32, 64 or 128 of them, and groups divide 64}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 factors dense<1> : tensor<2x4xui8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return
}

// -----

func.func @factors_with_zero_point(%x: tensor<1x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.dense' op has group factors, which need weights of a static shape, signed and with w_zp 0}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 1 factors dense<1> : tensor<2x2xui8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return
}

// -----

func.func @factors_type(%x: tensor<1x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{attribute 'factors' failed to satisfy constraint: 8-bit unsigned integer elements attribute}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 factors dense<1> : tensor<2x2xi8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return
}

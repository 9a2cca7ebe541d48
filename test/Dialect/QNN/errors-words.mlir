// RUN: qopt %s --split-input-file --verify-diagnostics

func.func @unsigned_words(%x: tensor<2x4xi16>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op has an unsigned input of 16 bits; such are signed}}
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<2x4xi16>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @unsigned_image(%x: tensor<1x2x2x4xi16>, %w: tensor<3x1x1x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.conv2d' op has an unsigned input of 16 bits; such are signed}}
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 0 w_zp 0 x_unsigned
      : (tensor<1x2x2x4xi16>, tensor<3x1x1x4xi8>, tensor<3xi32>) -> tensor<1x2x2x3xi32>
  return
}

// -----

func.func @zero_point_of_words(%x: tensor<2x4xi16>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{'qnn.dense' op x_zp 32768 is outside the storage range [-32768, 32767]}}
  %0 = qnn.dense %x, %w, %b x_zp 32768 w_zp 0 : (tensor<2x4xi16>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<2x3xi32>
  return
}

// -----

func.func @interpolated_bytes(%x: tensor<4xi8>) {
  // expected-error @+1 {{'qnn.interpolate' op operand #0 must be 16-bit integer-like, but got 'tensor<4xi8>'}}
  %0 = "qnn.interpolate"(%x) <{table = dense<0> : tensor<3xi16>, first = 0 : i32, shift = 7 : i32, fraction = 0 : i32}> : (tensor<4xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @one_entry(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op table must have two or more entries of i16, got 'tensor<1xi16>'}}
  %0 = qnn.interpolate %x table dense<0> : tensor<1xi16> first 0 shift 7 fraction 0 : tensor<4xi16> to tensor<4xi16>
  return
}

// -----

func.func @entries_of_bytes(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op table must have two or more entries of i16, got 'tensor<5xi8>'}}
  %0 = qnn.interpolate %x table dense<0> : tensor<5xi8> first 0 shift 7 fraction 0 : tensor<4xi16> to tensor<4xi16>
  return
}

// -----

func.func @shift(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op shift 13 is outside [1, 12]}}
  %0 = qnn.interpolate %x table dense<0> : tensor<5xi16> first 0 shift 13 fraction 0 : tensor<4xi16> to tensor<4xi16>
  return
}

// -----

func.func @reach(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op the table covers [-32767, 32769], but values are within [-32768, 32768]}}
  %0 = qnn.interpolate %x table dense<0> : tensor<513xi16> first -32767 shift 7 fraction 0 : tensor<4xi16> to tensor<4xi16>
  return
}

// -----

func.func @fraction(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op fraction 8 is outside [0, 0]}}
  %0 = qnn.interpolate %x table dense<0> : tensor<513xi16> first -32768 shift 7 fraction 8 : tensor<4xi16> to tensor<4xi16>
  return
}

// -----

func.func @entries_beyond_bytes(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op has an entry that stands for no byte}}
  %0 = qnn.interpolate %x table dense<[0, 32640]> : tensor<2xi16> first 0 shift 7 fraction 8 : tensor<4xi16> to tensor<4xi8>
  return
}

// -----

func.func @unsigned_result(%x: tensor<4xi16>) {
  // expected-error @+1 {{'qnn.interpolate' op has an unsigned result of 16 bits; such are signed}}
  %0 = qnn.interpolate %x table dense<0> : tensor<513xi16> first -32768 shift 7 fraction 0 unsigned : tensor<4xi16> to tensor<4xi16>
  return
}

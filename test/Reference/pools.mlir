// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// One row of padding above and one column to the right, which are never read.
// The bytes -128 -1 -2 -3 are 128 255 254 253 when unsigned.

// expected-remark @+2 {{@max result 0: 1x3x2x1 of i8: 127 0 127 3 2 3}}
// expected-remark @+1 {{@max result 1: 1x3x2x1 of u8: 128 0 128 3 255 253}}
func.func @max() -> (tensor<1x3x2x1xi8>, tensor<1x3x2x1xi8> {qnn.unsigned}) {
  %x = arith.constant dense<[[[[-128], [127], [0]], [[1], [2], [3]], [[-1], [-2], [-3]]]]> : tensor<1x3x3x1xi8>
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [1, 2] pad [1, 0, 0, 1] : tensor<1x3x3x1xi8> to tensor<1x3x2x1xi8>
  %1 = qnn.max_pool2d %x kernel [2, 2] stride [1, 2] pad [1, 0, 0, 1] unsigned : tensor<1x3x3x1xi8> to tensor<1x3x2x1xi8>
  return %0, %1 : tensor<1x3x2x1xi8>, tensor<1x3x2x1xi8>
}

// -----

// Channels and images are separate.

// expected-remark @+1 {{@max_channels result 0: 2x1x1x2 of i8: 3 -2 7 8}}
func.func @max_channels() -> tensor<2x1x1x2xi8> {
  %x = arith.constant dense<[[[[1, -2], [3, -4]]], [[[7, 6], [5, 8]]]]> : tensor<2x1x2x2xi8>
  %0 = qnn.max_pool2d %x kernel [1, 2] stride [1, 1] pad [0, 0, 0, 0] : tensor<2x1x2x2xi8> to tensor<2x1x1x2xi8>
  return %0 : tensor<2x1x1x2xi8>
}

// -----

// The input less -1 is -127 128 / 2 4. Corners count 1 element, edges 2, the
// middle 4.

// expected-remark @+1 {{@average result 0: 1x3x3x1 of i8: -100 0 100 -62 2 66 2 3 4}}
func.func @average() -> tensor<1x3x3x1xi8> {
  %x = arith.constant dense<[[[[-128], [127]], [[1], [3]]]]> : tensor<1x2x2x1xi8>
  %s = arith.constant dense<[1.0, 0.5, 0.333333343, 0.25]> : tensor<4xf32>
  %0 = qnn.avg_pool2d %x, (%s) kernel [2, 2] stride [1, 1] pad [1, 1, 1, 1] in_zp -1 out_zp 0 clamp [-100, 100] fp32
    : tensor<1x2x2x1xi8>, (tensor<4xf32>) to tensor<1x3x3x1xi8>
  return %0 : tensor<1x3x3x1xi8>
}

// -----

// Unsigned 0 255 255 less 255; the counts are 2 3 2. -127.5 and -63.75 are
// rounded before 127 is added.

// expected-remark @+1 {{@average_unsigned result 0: 1x1x3x1 of i8: -1 63 127}}
func.func @average_unsigned() -> tensor<1x1x3x1xi8> {
  %x = arith.constant dense<[[[[0], [-1], [-1]]]]> : tensor<1x1x3x1xi8>
  %s = arith.constant dense<[1.0, 0.5, 0.25]> : tensor<3xf32>
  %0 = qnn.avg_pool2d %x, (%s) kernel [1, 3] stride [1, 1] pad [0, 0, 1, 1] in_zp 255 in_unsigned out_zp 127 clamp [-128, 127] fp32
    : tensor<1x1x3x1xi8>, (tensor<3xf32>) to tensor<1x1x3x1xi8>
  return %0 : tensor<1x1x3x1xi8>
}

// -----

// -6 and 2 by 1/4: half to even, half up, half away from zero.

// expected-remark @+3 {{@numerics result 0: 1x1x1x2 of i8: -2 0}}
// expected-remark @+2 {{@numerics result 1: 1x1x1x2 of i8: -1 1}}
// expected-remark @+1 {{@numerics result 2: 1x1x1x2 of i8: -2 1}}
func.func @numerics() -> (tensor<1x1x1x2xi8>, tensor<1x1x1x2xi8>, tensor<1x1x1x2xi8>) {
  %x = arith.constant dense<[[[[-7, 1], [1, 1]], [[-1, 1], [1, -1]]]]> : tensor<1x2x2x2xi8>
  %f = arith.constant dense<[0.0, 0.0, 0.0, 0.25]> : tensor<4xf32>
  %m = arith.constant dense<1073741824> : tensor<4xi32>
  %s = arith.constant dense<[30, 31, 31, 32]> : tensor<4xi8>
  %0 = qnn.avg_pool2d %x, (%f) kernel [2, 2] stride [1, 1] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32
    : tensor<1x2x2x2xi8>, (tensor<4xf32>) to tensor<1x1x1x2xi8>
  %1 = qnn.avg_pool2d %x, (%m, %s) kernel [2, 2] stride [1, 1] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] single
    : tensor<1x2x2x2xi8>, (tensor<4xi32>, tensor<4xi8>) to tensor<1x1x1x2xi8>
  %2 = qnn.avg_pool2d %x, (%m, %s) kernel [2, 2] stride [1, 1] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] double
    : tensor<1x2x2x2xi8>, (tensor<4xi32>, tensor<4xi8>) to tensor<1x1x1x2xi8>
  return %0, %1, %2 : tensor<1x1x1x2xi8>, tensor<1x1x1x2xi8>, tensor<1x1x1x2xi8>
}

// -----

// expected-error @+1 {{'qnn.avg_pool2d': scale 1 is negative, infinite or NaN}}
func.func @average_scale() -> tensor<1x1x1x1xi8> {
  %x = arith.constant dense<1> : tensor<1x1x2x1xi8>
  %s = arith.constant dense<[1.0, -0.5]> : tensor<2xf32>
  %0 = qnn.avg_pool2d %x, (%s) kernel [1, 2] stride [1, 1] pad [0, 0, 0, 0] in_zp 0 out_zp 0 clamp [-128, 127] fp32
    : tensor<1x1x2x1xi8>, (tensor<2xf32>) to tensor<1x1x1x1xi8>
  return %0 : tensor<1x1x1x1xi8>
}

// -----

// expected-error @+1 {{'qnn.max_pool2d': has a window with no element inside the image}}
func.func @no_image() -> tensor<1x?x1x1xi8> {
  %x = arith.constant dense<1> : tensor<1x0x1x1xi8>
  %d = tensor.cast %x : tensor<1x0x1x1xi8> to tensor<1x?x1x1xi8>
  %0 = qnn.max_pool2d %d kernel [2, 1] stride [1, 1] pad [1, 1, 0, 0] : tensor<1x?x1x1xi8> to tensor<1x?x1x1xi8>
  return %0 : tensor<1x?x1x1xi8>
}

// -----

// expected-remark @+4 {{@sum result 0: 1x1x1x2 of i32: 12 -120}}
// expected-remark @+3 {{@sum result 1: 1x2x2x1 of i32: 1 5 9 -123}}
// expected-remark @+2 {{@sum result 2: 1x1x1x1 of i32: -1884}}
// expected-remark @+1 {{@sum result 3: 1x2x2x2 of i32: 0 1 2 3 4 5 6 -129}}
func.func @sum() -> (tensor<1x1x1x2xi32>, tensor<1x2x2x1xi32>, tensor<1x1x1x1xi32>, tensor<1x2x2x2xi32>) {
  %x = arith.constant dense<[[[[1, 2], [3, 4]], [[5, 6], [7, -128]]]]> : tensor<1x2x2x2xi8>
  %0 = qnn.reduce_sum %x dims [1, 2] zp 1 : tensor<1x2x2x2xi8> to tensor<1x1x1x2xi32>
  %1 = qnn.reduce_sum %x dims [3] zp 1 : tensor<1x2x2x2xi8> to tensor<1x2x2x1xi32>
  %2 = qnn.reduce_sum %x dims [3, 0, 2, 1] zp 255 unsigned : tensor<1x2x2x2xi8> to tensor<1x1x1x1xi32>
  %3 = qnn.reduce_sum %x dims [] zp 1 : tensor<1x2x2x2xi8> to tensor<1x2x2x2xi32>
  return %0, %1, %2, %3 : tensor<1x1x1x2xi32>, tensor<1x2x2x1xi32>, tensor<1x1x1x1xi32>, tensor<1x2x2x2xi32>
}

// -----

// A sum of nothing is 0.

// expected-remark @+1 {{@sum_empty result 0: 1x2 of i32: 0 0}}
func.func @sum_empty() -> tensor<1x2xi32> {
  %x = arith.constant dense<1> : tensor<0x2xi8>
  %0 = qnn.reduce_sum %x dims [0] zp -128 : tensor<0x2xi8> to tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}

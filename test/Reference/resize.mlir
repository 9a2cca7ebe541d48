// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// Twice as large. Row 1 lies half-way and takes the second neighbour; beyond
// the last row there is only the last row.

// expected-remark @+1 {{@nearest result 0: 1x4x4x1 of i8: 1 2 2 2 3 4 4 4 3 4 4 4 3 4 4 4}}
func.func @nearest() -> tensor<1x4x4x1xi8> {
  %x = arith.constant dense<[[[[1], [2]], [[3], [4]]]]> : tensor<1x2x2x1xi8>
  %s = tosa.const_shape {values = dense<[2, 1, 2, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = NEAREST_NEIGHBOR} : (tensor<1x2x2x1xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x4x1xi8>
  return %0 : tensor<1x4x4x1xi8>
}

// -----

// Twice as large, with the centres of pixels aligned: samples at -1/4, 1/4, 3/4
// and 5/4. Integers are left multiplied by 4 * 4.

// expected-remark @+3 {{@centres result 0: 1x4x4x1 of f32: 1 1 2 2 1 1 2 2 3 3 4 4 3 3 4 4}}
// expected-remark @+2 {{@centres result 1: 1x4x4x1 of f32: 1 1.25 1.75 2 1.5 1.75 2.25 2.5 2.5 2.75 3.25 3.5 3 3.25 3.75 4}}
// expected-remark @+1 {{@centres result 2: 1x4x4x1 of i32: 16 20 28 32 24 28 36 40 40 44 52 56 48 52 60 64}}
func.func @centres() -> (tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>, tensor<1x4x4x1xi32>) {
  %x = arith.constant dense<[[[[1.0], [2.0]], [[3.0], [4.0]]]]> : tensor<1x2x2x1xf32>
  %q = arith.constant dense<[[[[1], [2]], [[3], [4]]]]> : tensor<1x2x2x1xi8>
  %s = tosa.const_shape {values = dense<[4, 2, 4, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[-1, -1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = NEAREST_NEIGHBOR} : (tensor<1x2x2x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x4x1xf32>
  %1 = tosa.resize %x, %s, %o, %b {mode = BILINEAR} : (tensor<1x2x2x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x4x1xf32>
  %2 = tosa.resize %q, %s, %o, %b {mode = BILINEAR} : (tensor<1x2x2x1xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x4x1xi32>
  return %0, %1, %2 : tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>, tensor<1x4x4x1xi32>
}

// -----

// Half as wide, and 2 to 3 rows with the corners aligned; two images of two
// channels.

// expected-remark @+1 {{@corners result 0: 2x3x2x2 of i32: -256 254 6 0 -128 127 6 0 0 0 6 0 2 4 10 12 2 4 10 12 2 4 10 12}}
func.func @corners() -> tensor<2x3x2x2xi32> {
  %x = arith.constant dense<[[[[-128, 127], [9, 9], [3, 0]], [[0, 0], [9, 9], [3, 0]]], [[[1, 2], [9, 9], [5, 6]], [[1, 2], [9, 9], [5, 6]]]]> : tensor<2x2x3x2xi8>
  %s = tosa.const_shape {values = dense<[2, 1, 1, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %z = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %z, %z {mode = BILINEAR} : (tensor<2x2x3x2xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<2x3x2x2xi32>
  return %0 : tensor<2x3x2x2xi32>
}

// -----

// Rescaled, with zero points: (1, 3) less 1 is (0, 2), a third and two thirds of
// it are doubled. As unsigned numbers -2 is 254.

// expected-remark @+2 {{@rescaled result 0: 1x1x4x1 of i8: 5 6 8 9}}
// expected-remark @+1 {{@rescaled result 1: 1x1x4x1 of i8: 0 64 127 -65}}
func.func @rescaled() -> (tensor<1x1x4x1xi8>, tensor<1x1x4x1xi8>) {
  %x = arith.constant dense<[[[[1], [3]]]]> : tensor<1x1x2x1xi8>
  %u = arith.constant dense<[[[[0], [-2]]]]> : tensor<1x1x2x1xi8>
  %s = arith.constant dense<0.666666686> : tensor<1xf32>
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %t = arith.constant dense<32> : tensor<1xi8>
  %0 = qnn.resize %x, (%s) scale [1, 1, 3, 1] offset [0, 0] in_zp 1 out_zp 5 clamp [-128, 127] fp32 : tensor<1x1x2x1xi8>, (tensor<1xf32>) to tensor<1x1x4x1xi8>
  %1 = qnn.resize %u, (%m, %t) scale [1, 1, 4, 1] offset [0, 0] in_zp 0 in_unsigned out_zp 0 clamp [0, 255] single : tensor<1x1x2x1xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<1x1x4x1xi8>
  return %0, %1 : tensor<1x1x4x1xi8>, tensor<1x1x4x1xi8>
}

// -----

// expected-error @+1 {{'tosa.resize': its scale, offset and border do not give a whole number of samples of 1x2x1x1}}
func.func @part() -> tensor<1x?x1x1xi8> {
  %x = arith.constant dense<1> : tensor<1x2x1x1xi8>
  %d = tensor.cast %x : tensor<1x2x1x1xi8> to tensor<1x?x1x1xi8>
  %s = tosa.const_shape {values = dense<[1, 2, 1, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %z = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %d, %s, %z, %z {mode = NEAREST_NEIGHBOR} : (tensor<1x?x1x1xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x?x1x1xi8>
  return %0 : tensor<1x?x1x1xi8>
}

// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// expected-remark @+6 {{@float result 0: 1x3 of f32: 5 -3 9}}
// expected-remark @+5 {{@float result 1: 2x1 of f32: 6 5}}
// expected-remark @+4 {{@float result 2: 2x1 of f32: 6 -120}}
// expected-remark @+3 {{@float result 3: 2x1 of f32: 3 6}}
// expected-remark @+2 {{@float result 4: 1x3 of f32: 1 -5 3}}
// expected-remark @+1 {{@float result 5: 2 of i32: 2 2}}
func.func @float() -> (tensor<1x3xf32>, tensor<2x1xf32>, tensor<2x1xf32>, tensor<2x1xf32>, tensor<1x3xf32>, tensor<2xi32>) {
  %x = arith.constant dense<[[1.0, 2.0, 3.0], [4.0, -5.0, 6.0]]> : tensor<2x3xf32>
  %0 = tosa.reduce_sum %x {axis = 0 : i32} : (tensor<2x3xf32>) -> tensor<1x3xf32>
  %1 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<2x3xf32>) -> tensor<2x1xf32>
  %2 = tosa.reduce_product %x {axis = 1 : i32} : (tensor<2x3xf32>) -> tensor<2x1xf32>
  %3 = tosa.reduce_max %x {axis = 1 : i32} : (tensor<2x3xf32>) -> tensor<2x1xf32>
  %4 = tosa.reduce_min %x {axis = 0 : i32} : (tensor<2x3xf32>) -> tensor<1x3xf32>
  %5 = tosa.argmax %x {axis = 1 : i32} : (tensor<2x3xf32>) -> tensor<2xi32>
  return %0, %1, %2, %3, %4, %5 : tensor<1x3xf32>, tensor<2x1xf32>, tensor<2x1xf32>, tensor<2x1xf32>, tensor<1x3xf32>, tensor<2xi32>
}

// -----

// An axis in the middle.

// expected-remark @+2 {{@middle result 0: 2x1x2 of f32: 4 6 12 14}}
// expected-remark @+1 {{@middle result 1: 2x2 of i32: 1 1 0 0}}
func.func @middle() -> (tensor<2x1x2xf32>, tensor<2x2xi32>) {
  %x = arith.constant dense<[[[1.0, 2.0], [3.0, 4.0]], [[7.0, 8.0], [5.0, 6.0]]]> : tensor<2x2x2xf32>
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<2x2x2xf32>) -> tensor<2x1x2xf32>
  %1 = tosa.argmax %x {axis = 1 : i32} : (tensor<2x2x2xf32>) -> tensor<2x2xi32>
  return %0, %1 : tensor<2x1x2xf32>, tensor<2x2xi32>
}

// -----

// The first of several greatest elements; a NaN is greater than all, or ignored.

// expected-remark @+6 {{@nan result 0: 4 of i32: 0 1 2 1}}
// expected-remark @+5 {{@nan result 1: 4 of i32: 0 2 0 0}}
// expected-remark @+4 {{@nan result 2: 4x1 of f32: 1 nan nan nan}}
// expected-remark @+3 {{@nan result 3: 4x1 of f32: 1 3 2 -inf}}
// expected-remark @+2 {{@nan result 4: 4x1 of f32: 0 nan nan nan}}
// expected-remark @+1 {{@nan result 5: 4x1 of f32: 0 1 1 -inf}}
func.func @nan() -> (tensor<4xi32>, tensor<4xi32>, tensor<4x1xf32>, tensor<4x1xf32>, tensor<4x1xf32>, tensor<4x1xf32>) {
  %x = arith.constant dense<[[1.0, 0.0, 1.0], [1.0, 0x7FC00000, 3.0], [2.0, 1.0, 0x7FC00000], [0xFF800000, 0x7FC00000, 0x7FC00000]]> : tensor<4x3xf32>
  %0 = tosa.argmax %x {axis = 1 : i32} : (tensor<4x3xf32>) -> tensor<4xi32>
  %1 = tosa.argmax %x {axis = 1 : i32, nan_mode = IGNORE} : (tensor<4x3xf32>) -> tensor<4xi32>
  %2 = tosa.reduce_max %x {axis = 1 : i32} : (tensor<4x3xf32>) -> tensor<4x1xf32>
  %3 = tosa.reduce_max %x {axis = 1 : i32, nan_mode = IGNORE} : (tensor<4x3xf32>) -> tensor<4x1xf32>
  %4 = tosa.reduce_min %x {axis = 1 : i32} : (tensor<4x3xf32>) -> tensor<4x1xf32>
  %5 = tosa.reduce_min %x {axis = 1 : i32, nan_mode = IGNORE} : (tensor<4x3xf32>) -> tensor<4x1xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<4xi32>, tensor<4xi32>, tensor<4x1xf32>, tensor<4x1xf32>, tensor<4x1xf32>, tensor<4x1xf32>
}

// -----

// expected-remark @+2 {{@bool result 0: 2x1 of bool: 0 1}}
// expected-remark @+1 {{@bool result 1: 1x2 of bool: 1 1}}
func.func @bool() -> (tensor<2x1xi1>, tensor<1x2xi1>) {
  %x = arith.constant dense<[[true, false], [true, true]]> : tensor<2x2xi1>
  %0 = tosa.reduce_all %x {axis = 1 : i32} : (tensor<2x2xi1>) -> tensor<2x1xi1>
  %1 = tosa.reduce_any %x {axis = 0 : i32} : (tensor<2x2xi1>) -> tensor<1x2xi1>
  return %0, %1 : tensor<2x1xi1>, tensor<1x2xi1>
}

// -----

// expected-remark @+4 {{@integer result 0: 2x1 of i32: 2147483647 -2147483648}}
// expected-remark @+3 {{@integer result 1: 1x3 of i8: 3 127 -1}}
// expected-remark @+2 {{@integer result 2: 2x1 of i8: -2 -128}}
// expected-remark @+1 {{@integer result 3: 2 of i32: 1 0}}
func.func @integer() -> (tensor<2x1xi32>, tensor<1x3xi8>, tensor<2x1xi8>, tensor<2xi32>) {
  %x = arith.constant dense<[[2147483647, 2, -2], [-2147483648, -1, 1]]> : tensor<2x3xi32>
  %y = arith.constant dense<[[1, 127, -2], [3, -128, -1]]> : tensor<2x3xi8>
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<2x3xi32>) -> tensor<2x1xi32>
  %1 = tosa.reduce_max %y {axis = 0 : i32} : (tensor<2x3xi8>) -> tensor<1x3xi8>
  %2 = tosa.reduce_min %y {axis = 1 : i32} : (tensor<2x3xi8>) -> tensor<2x1xi8>
  %3 = tosa.argmax %y {axis = 1 : i32} : (tensor<2x3xi8>) -> tensor<2xi32>
  return %0, %1, %2, %3 : tensor<2x1xi32>, tensor<1x3xi8>, tensor<2x1xi8>, tensor<2xi32>
}

// -----

// expected-error @+1 {{'tosa.reduce_sum': element [0] is 2147483648, which overflows i32}}
func.func @overflow() -> tensor<1xi32> {
  %x = arith.constant dense<[2147483647, 1]> : tensor<2xi32>
  %0 = tosa.reduce_sum %x {axis = 0 : i32} : (tensor<2xi32>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

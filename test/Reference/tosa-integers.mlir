// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// expected-remark @+4 {{@arithmetic result 0: 2x2 of i32: 2147483647 -2147483648 11 0}}
// expected-remark @+3 {{@arithmetic result 1: 2x2 of i32: 2147483645 -2147483646 9 2}}
// expected-remark @+2 {{@arithmetic result 2: 2x2 of i32: 2147483646 -1 10 1}}
// expected-remark @+1 {{@arithmetic result 3: 2x2 of i32: 1 -2147483647 1 -1}}
func.func @arithmetic() -> (tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>) {
  %a = arith.constant dense<[[2147483646, -2147483647], [10, 1]]> : tensor<2x2xi32>
  %b = arith.constant dense<[[1, -1]]> : tensor<1x2xi32>
  %0 = tosa.add %a, %b : (tensor<2x2xi32>, tensor<1x2xi32>) -> tensor<2x2xi32>
  %1 = tosa.sub %a, %b : (tensor<2x2xi32>, tensor<1x2xi32>) -> tensor<2x2xi32>
  %2 = tosa.maximum %a, %b : (tensor<2x2xi32>, tensor<1x2xi32>) -> tensor<2x2xi32>
  %3 = tosa.minimum %a, %b : (tensor<2x2xi32>, tensor<1x2xi32>) -> tensor<2x2xi32>
  return %0, %1, %2, %3 : tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>
}

// -----

// What TOSA leaves open is an error.

// expected-error @+1 {{'tosa.add': element [1] is 2147483648, which overflows i32}}
func.func @add_overflow() -> tensor<2xi32> {
  %a = arith.constant dense<[0, 2147483647]> : tensor<2xi32>
  %b = arith.constant dense<1> : tensor<2xi32>
  %0 = tosa.add %a, %b : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
  return %0 : tensor<2xi32>
}

// -----

// expected-error @+1 {{'tosa.sub': has a result that overflows i64}}
func.func @sub_overflow() -> tensor<1xi64> {
  %a = arith.constant dense<-9223372036854775808> : tensor<1xi64>
  %b = arith.constant dense<1> : tensor<1xi64>
  %0 = tosa.sub %a, %b : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  return %0 : tensor<1xi64>
}

// -----

// Without a shift the low bits: 65537 * 65537 is 2^32 + 131073. With a shift of
// 1 the product is rounded half up.

// expected-remark @+4 {{@mul result 0: 3 of i32: 16384 -16256 0}}
// expected-remark @+3 {{@mul result 1: 2 of i32: 1073741824 -1073709056}}
// expected-remark @+2 {{@mul result 2: 3 of i32: 131073 -3 3}}
// expected-remark @+1 {{@mul result 3: 3 of i32: 2 -1 1073741824}}
func.func @mul() -> (tensor<3xi32>, tensor<2xi32>, tensor<3xi32>, tensor<3xi32>) {
  %a = arith.constant dense<[-128, -128, 0]> : tensor<3xi8>
  %b = arith.constant dense<[-128, 127, 5]> : tensor<3xi8>
  %c = arith.constant dense<[-32768, -32768]> : tensor<2xi16>
  %d = arith.constant dense<[-32768, 32767]> : tensor<2xi16>
  %e = arith.constant dense<[65537, -3, 3]> : tensor<3xi32>
  %f = arith.constant dense<[65537, 1, 1]> : tensor<3xi32>
  %g = arith.constant dense<[3, -3, 2147483647]> : tensor<3xi32>
  %one = arith.constant dense<1> : tensor<3xi32>
  %s0 = arith.constant dense<0> : tensor<1xi8>
  %s1 = arith.constant dense<1> : tensor<1xi8>
  %0 = tosa.mul %a, %b, %s0 : (tensor<3xi8>, tensor<3xi8>, tensor<1xi8>) -> tensor<3xi32>
  %1 = tosa.mul %c, %d, %s0 : (tensor<2xi16>, tensor<2xi16>, tensor<1xi8>) -> tensor<2xi32>
  %2 = tosa.mul %e, %f, %s0 : (tensor<3xi32>, tensor<3xi32>, tensor<1xi8>) -> tensor<3xi32>
  %3 = tosa.mul %g, %one, %s1 : (tensor<3xi32>, tensor<3xi32>, tensor<1xi8>) -> tensor<3xi32>
  return %0, %1, %2, %3 : tensor<3xi32>, tensor<2xi32>, tensor<3xi32>, tensor<3xi32>
}

// -----

// expected-error @+1 {{'tosa.mul': element [0] is 2147483648, which overflows i32}}
func.func @mul_overflow() -> tensor<1xi32> {
  %a = arith.constant dense<65536> : tensor<1xi32>
  %s = arith.constant dense<1> : tensor<1xi8>
  %0 = tosa.mul %a, %a, %s : (tensor<1xi32>, tensor<1xi32>, tensor<1xi8>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

// -----

// expected-remark @+1 {{@intdiv result 0: 3 of i32: -3 3 0}}
func.func @intdiv() -> tensor<3xi32> {
  %a = arith.constant dense<[-7, 7, 1]> : tensor<3xi32>
  %b = arith.constant dense<[2, 2, -2]> : tensor<3xi32>
  %0 = tosa.intdiv %a, %b : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
  return %0 : tensor<3xi32>
}

// -----

// expected-error @+1 {{'tosa.intdiv': divides by 0}}
func.func @intdiv_zero() -> tensor<1xi32> {
  %a = arith.constant dense<0> : tensor<1xi32>
  %0 = tosa.intdiv %a, %a : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

// -----

// expected-remark @+4 {{@bits result 0: 3 of i8: -128 2 0}}
// expected-remark @+3 {{@bits result 1: 3 of i8: -1 7 5}}
// expected-remark @+2 {{@bits result 2: 3 of i8: 127 5 5}}
// expected-remark @+1 {{@bits result 3: 3 of i8: 127 -7 -1}}
func.func @bits() -> (tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>) {
  %a = arith.constant dense<[-128, 6, 0]> : tensor<3xi8>
  %b = arith.constant dense<[-1, 3, 5]> : tensor<3xi8>
  %0 = tosa.bitwise_and %a, %b : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi8>
  %1 = tosa.bitwise_or %a, %b : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi8>
  %2 = tosa.bitwise_xor %a, %b : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi8>
  %3 = tosa.bitwise_not %a : (tensor<3xi8>) -> tensor<3xi8>
  return %0, %1, %2, %3 : tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>
}

// -----

// expected-remark @+5 {{@shifts result 0: 5 of i8: -64 -2 0 -1 -1}}
// expected-remark @+4 {{@shifts result 1: 5 of i8: -64 -1 1 0 -1}}
// expected-remark @+3 {{@shifts result 2: 5 of i8: 64 126 0 1 -1}}
// expected-remark @+2 {{@shifts result 3: 5 of i8: 0 -6 -128 -128 -1}}
// expected-remark @+1 {{@shifts result 4: 2 of i32: -2147483648 4}}
func.func @shifts() -> (tensor<5xi8>, tensor<5xi8>, tensor<5xi8>, tensor<5xi8>, tensor<2xi32>) {
  %a = arith.constant dense<[-128, -3, 127, -1, -1]> : tensor<5xi8>
  %s = arith.constant dense<[1, 1, 7, 7, 0]> : tensor<5xi8>
  %c = arith.constant dense<[1, 2]> : tensor<2xi32>
  %t = arith.constant dense<[31, 1]> : tensor<2xi32>
  %0 = tosa.arithmetic_right_shift %a, %s {round = false} : (tensor<5xi8>, tensor<5xi8>) -> tensor<5xi8>
  %1 = tosa.arithmetic_right_shift %a, %s {round = true} : (tensor<5xi8>, tensor<5xi8>) -> tensor<5xi8>
  %2 = tosa.logical_right_shift %a, %s : (tensor<5xi8>, tensor<5xi8>) -> tensor<5xi8>
  %3 = tosa.logical_left_shift %a, %s : (tensor<5xi8>, tensor<5xi8>) -> tensor<5xi8>
  %4 = tosa.logical_left_shift %c, %t : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
  return %0, %1, %2, %3, %4 : tensor<5xi8>, tensor<5xi8>, tensor<5xi8>, tensor<5xi8>, tensor<2xi32>
}

// -----

// expected-error @+1 {{'tosa.logical_right_shift': shifts 8 bits by 8}}
func.func @shift_amount() -> tensor<1xi8> {
  %a = arith.constant dense<8> : tensor<1xi8>
  %0 = tosa.logical_right_shift %a, %a : (tensor<1xi8>, tensor<1xi8>) -> tensor<1xi8>
  return %0 : tensor<1xi8>
}

// -----

// -128 - 127 has the negative 255.

// expected-remark @+5 {{@unary result 0: 4 of i32: 32 31 0 1}}
// expected-remark @+4 {{@unary result 1: 4 of i32: 0 1 2147483647 1073741824}}
// expected-remark @+3 {{@unary result 2: 3 of i8: 127 -127 0}}
// expected-remark @+2 {{@unary result 3: 3 of i8: 127 -128 -1}}
// expected-remark @+1 {{@unary result 4: 3 of i8: -3 4 0}}
func.func @unary() -> (tensor<4xi32>, tensor<4xi32>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>) {
  %a = arith.constant dense<[0, 1, -2147483647, 1073741824]> : tensor<4xi32>
  %b = arith.constant dense<[-128, 127, 0]> : tensor<3xi8>
  %z = arith.constant dense<0> : tensor<1xi8>
  %in = arith.constant dense<127> : tensor<1xi8>
  %out = arith.constant dense<-128> : tensor<1xi8>
  %0 = tosa.clz %a : (tensor<4xi32>) -> tensor<4xi32>
  %1 = tosa.abs %a : (tensor<4xi32>) -> tensor<4xi32>
  %2 = tosa.negate %b, %z, %z : (tensor<3xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<3xi8>
  %3 = tosa.negate %b, %in, %out : (tensor<3xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<3xi8>
  %4 = tosa.clamp %b {min_val = -3 : i8, max_val = 4 : i8} : (tensor<3xi8>) -> tensor<3xi8>
  return %0, %1, %2, %3, %4 : tensor<4xi32>, tensor<4xi32>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>
}

// -----

// expected-error @+1 {{'tosa.abs': element [0] is 2147483648, which overflows i32}}
func.func @abs_overflow() -> tensor<1xi32> {
  %a = arith.constant dense<-2147483648> : tensor<1xi32>
  %0 = tosa.abs %a : (tensor<1xi32>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

// -----

// expected-error @+1 {{'tosa.negate': element [0] is 2147483648, which overflows i32}}
func.func @negate_overflow() -> tensor<1xi32> {
  %a = arith.constant dense<-2147483648> : tensor<1xi32>
  %z = arith.constant dense<0> : tensor<1xi32>
  %0 = tosa.negate %a, %z, %z : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

// -----

// expected-remark @+4 {{@compare result 0: 3 of bool: 0 1 0}}
// expected-remark @+3 {{@compare result 1: 3 of bool: 0 0 1}}
// expected-remark @+2 {{@compare result 2: 3 of bool: 0 1 1}}
// expected-remark @+1 {{@compare result 3: 3 of i32: 1 2 3}}
func.func @compare() -> (tensor<3xi1>, tensor<3xi1>, tensor<3xi1>, tensor<3xi32>) {
  %a = arith.constant dense<[-2147483648, 2, 3]> : tensor<3xi32>
  %b = arith.constant dense<[1, 2, -3]> : tensor<3xi32>
  %0 = tosa.equal %a, %b : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
  %1 = tosa.greater %a, %b : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
  %2 = tosa.greater_equal %a, %b : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
  %3 = tosa.select %1, %a, %b : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
  return %0, %1, %2, %3 : tensor<3xi1>, tensor<3xi1>, tensor<3xi1>, tensor<3xi32>
}

// -----

// Narrower integers take the low bits; from float, halves go to even and what
// does not fit saturates.

// expected-remark @+6 {{@cast result 0: 3 of i32: -128 127 0}}
// expected-remark @+5 {{@cast result 1: 3 of i8: 44 127 0}}
// expected-remark @+4 {{@cast result 2: 3 of bool: 1 1 1}}
// expected-remark @+3 {{@cast result 3: 3 of i8: 0 1 1}}
// expected-remark @+2 {{@cast result 4: 3 of bool: 0 1 1}}
// expected-remark @+1 {{@cast result 5: 3 of i8: 0 2 127}}
func.func @cast() -> (tensor<3xi32>, tensor<3xi8>, tensor<3xi1>, tensor<3xi8>, tensor<3xi1>, tensor<3xi8>) {
  %a = arith.constant dense<[-128, 127, 0]> : tensor<3xi8>
  %b = arith.constant dense<[300, -129, 256]> : tensor<3xi32>
  %c = arith.constant dense<[false, true, true]> : tensor<3xi1>
  %d = arith.constant dense<[-0.0, 0.3, 0x7FC00000]> : tensor<3xf32>
  %e = arith.constant dense<[0.5, 2.5, 300.0]> : tensor<3xf32>
  %0 = tosa.cast %a : (tensor<3xi8>) -> tensor<3xi32>
  %1 = tosa.cast %b : (tensor<3xi32>) -> tensor<3xi8>
  %2 = tosa.cast %b : (tensor<3xi32>) -> tensor<3xi1>
  %3 = tosa.cast %c : (tensor<3xi1>) -> tensor<3xi8>
  %4 = tosa.cast %d : (tensor<3xf32>) -> tensor<3xi1>
  %5 = tosa.cast %e : (tensor<3xf32>) -> tensor<3xi8>
  return %0, %1, %2, %3, %4, %5 : tensor<3xi32>, tensor<3xi8>, tensor<3xi1>, tensor<3xi8>, tensor<3xi1>, tensor<3xi8>
}

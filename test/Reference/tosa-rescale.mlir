// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// 2.5, -5.5 and -6.499: rounded half up, and half away from zero in two steps.
// INEXACT_ROUND is SINGLE_ROUND here.

// expected-remark @+3 {{@rounding result 0: 3 of i32: 3 -5 -6}}
// expected-remark @+2 {{@rounding result 1: 3 of i32: 3 -6 -7}}
// expected-remark @+1 {{@rounding result 2: 3 of i32: 3 -5 -6}}
func.func @rounding() -> (tensor<3xi32>, tensor<3xi32>, tensor<3xi32>) {
  %x = arith.constant dense<[5, -2816, -2662]> : tensor<3xi32>
  %m = arith.constant dense<[1073741824, 1073741824, 1342177280]> : tensor<3xi32>
  %s = arith.constant dense<[31, 39, 39]> : tensor<3xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %0 = tosa.rescale %x, %m, %s, %z, %z {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = true, input_unsigned = false, output_unsigned = false}
    : (tensor<3xi32>, tensor<3xi32>, tensor<3xi8>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
  %1 = tosa.rescale %x, %m, %s, %z, %z {scale32 = true, rounding_mode = DOUBLE_ROUND, per_channel = true, input_unsigned = false, output_unsigned = false}
    : (tensor<3xi32>, tensor<3xi32>, tensor<3xi8>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
  %2 = tosa.rescale %x, %m, %s, %z, %z {scale32 = true, rounding_mode = INEXACT_ROUND, per_channel = true, input_unsigned = false, output_unsigned = false}
    : (tensor<3xi32>, tensor<3xi32>, tensor<3xi8>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
  return %0, %1, %2 : tensor<3xi32>, tensor<3xi32>, tensor<3xi32>
}

// -----

// Channels are the last dimension; the worked case has -119.

// expected-remark @+1 {{@channels result 0: 2x2 of i8: -119 -128 -126 127}}
func.func @channels() -> tensor<2x2xi8> {
  %x = arith.constant dense<[[585, -100], [0, 2147483647]]> : tensor<2x2xi32>
  %m = arith.constant dense<[1527099593, 1073741824]> : tensor<2xi32>
  %s = arith.constant dense<[37, 32]> : tensor<2xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %out = arith.constant dense<-126> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %z, %out {scale32 = true, rounding_mode = DOUBLE_ROUND, per_channel = true, input_unsigned = false, output_unsigned = false}
    : (tensor<2x2xi32>, tensor<2xi32>, tensor<2xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<2x2xi8>
  return %0 : tensor<2x2xi8>
}

// -----

// Multipliers of 16 bits, here by a half.

// expected-remark @+2 {{@scale16 result 0: 3 of i32: 3 -2 1073741824}}
// expected-remark @+1 {{@scale16 result 1: 3 of i16: 3 -2 32767}}
func.func @scale16() -> (tensor<3xi32>, tensor<3xi16>) {
  %x = arith.constant dense<[5, -5, 2147483647]> : tensor<3xi32>
  %m = arith.constant dense<16384> : tensor<1xi16>
  %s = arith.constant dense<15> : tensor<1xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %out = arith.constant dense<0> : tensor<1xi16>
  %0 = tosa.rescale %x, %m, %s, %z, %z {scale32 = false, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = false}
    : (tensor<3xi32>, tensor<1xi16>, tensor<1xi8>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
  %1 = tosa.rescale %x, %m, %s, %z, %out {scale32 = false, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = false}
    : (tensor<3xi32>, tensor<1xi16>, tensor<1xi8>, tensor<1xi32>, tensor<1xi16>) -> tensor<3xi16>
  return %0, %1 : tensor<3xi32>, tensor<3xi16>
}

// -----

// Zero points are extended as their own operand is: byte -128 is 128 where the
// input is unsigned, byte -56 is 200 where the result is.

// expected-remark @+3 {{@signedness result 0: 3 of i8: 5 127 -123}}
// expected-remark @+2 {{@signedness result 1: 3 of u8: 0 128 255}}
// expected-remark @+1 {{@signedness result 2: 3 of u8: 200 255 255}}
func.func @signedness() -> (tensor<3xi8>, tensor<3xi8> {qnn.unsigned}, tensor<3xi8> {qnn.unsigned}) {
  %x = arith.constant dense<[-128, -1, 0]> : tensor<3xi8>
  %y = arith.constant dense<[-128, 0, 127]> : tensor<3xi8>
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<30> : tensor<1xi8>
  %z0 = arith.constant dense<0> : tensor<1xi8>
  %z5 = arith.constant dense<5> : tensor<1xi8>
  %z128 = arith.constant dense<-128> : tensor<1xi8>
  %z200 = arith.constant dense<-56> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %z128, %z5 {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = true, output_unsigned = false}
    : (tensor<3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<3xi8>
  %1 = tosa.rescale %y, %m, %s, %z128, %z0 {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = true}
    : (tensor<3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<3xi8>
  %2 = tosa.rescale %y, %m, %s, %z128, %z200 {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = true}
    : (tensor<3xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<3xi8>
  return %0, %1, %2 : tensor<3xi8>, tensor<3xi8>, tensor<3xi8>
}

// -----

// Tensors of unsigned integers: 0 and 255 become -128 and 127 and return.

// expected-remark @+2 {{@unsigned_types result 0: 2 of i8: -128 127}}
// expected-remark @+1 {{@unsigned_types result 1: 2 of u8: 0 255}}
func.func @unsigned_types() -> (tensor<2xi8>, tensor<2xui8>) {
  %x = "tosa.const"() <{values = dense<[0, 255]> : tensor<2xui8>}> : () -> tensor<2xui8>
  %u = "tosa.const"() <{values = dense<128> : tensor<1xui8>}> : () -> tensor<1xui8>
  %z = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<30> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %u, %z {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = true, output_unsigned = false}
    : (tensor<2xui8>, tensor<1xi32>, tensor<1xi8>, tensor<1xui8>, tensor<1xi8>) -> tensor<2xi8>
  %1 = tosa.rescale %0, %m, %s, %z, %u {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = true}
    : (tensor<2xi8>, tensor<1xi32>, tensor<1xi8>, tensor<1xi8>, tensor<1xui8>) -> tensor<2xui8>
  return %0, %1 : tensor<2xi8>, tensor<2xui8>
}

// -----

// Unsigned i16 with the zero point 32768, by 1/256.

// expected-remark @+1 {{@unsigned16 result 0: 2 of i8: 127 -128}}
func.func @unsigned16() -> tensor<2xi8> {
  %x = arith.constant dense<[-1, 0]> : tensor<2xi16>
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<38> : tensor<1xi8>
  %in = arith.constant dense<-32768> : tensor<1xi16>
  %out = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %in, %out {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = true, output_unsigned = false}
    : (tensor<2xi16>, tensor<1xi32>, tensor<1xi8>, tensor<1xi16>, tensor<1xi8>) -> tensor<2xi8>
  return %0 : tensor<2xi8>
}

// -----

// expected-error @+1 {{'tosa.rescale': the value 524288 is outside [-2^19, 2^19), where its shift is defined}}
func.func @value() -> tensor<2xi8> {
  %x = arith.constant dense<[-524288, 524288]> : tensor<2xi32>
  %m = arith.constant dense<1> : tensor<1xi32>
  %s = arith.constant dense<20> : tensor<1xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %out = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %z, %out {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = false}
    : (tensor<2xi32>, tensor<1xi32>, tensor<1xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<2xi8>
  return %0 : tensor<2xi8>
}

// -----

// expected-error @+1 {{'tosa.rescale': the scaled value 17591649165312 overflows i32}}
func.func @overflow() -> tensor<1xi8> {
  %x = arith.constant dense<2147483647> : tensor<1xi32>
  %m = arith.constant dense<32767> : tensor<1xi16>
  %s = arith.constant dense<2> : tensor<1xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %out = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %z, %out {scale32 = false, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = false}
    : (tensor<1xi32>, tensor<1xi16>, tensor<1xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<1xi8>
  return %0 : tensor<1xi8>
}

// -----

// expected-error @+1 {{'tosa.rescale': multiplier 1 or shift 1 is outside [0, 2^31) or [2, 62]}}
func.func @shift() -> tensor<1xi8> {
  %x = arith.constant dense<0> : tensor<1xi32>
  %m = arith.constant dense<1> : tensor<1xi32>
  %s = arith.constant dense<1> : tensor<1xi8>
  %z = arith.constant dense<0> : tensor<1xi32>
  %out = arith.constant dense<0> : tensor<1xi8>
  %0 = tosa.rescale %x, %m, %s, %z, %out {scale32 = true, rounding_mode = SINGLE_ROUND, per_channel = false, input_unsigned = false, output_unsigned = false}
    : (tensor<1xi32>, tensor<1xi32>, tensor<1xi8>, tensor<1xi32>, tensor<1xi8>) -> tensor<1xi8>
  return %0 : tensor<1xi8>
}

// -----

// Entries 0, 128 and 255 of the table are 1, 5 and 127.

// expected-remark @+1 {{@table8 result 0: 4 of i8: 1 5 127 0}}
func.func @table8() -> tensor<4xi8> {
  %one = arith.constant dense<1> : tensor<1xi8>
  %zeros = arith.constant dense<0> : tensor<127xi8>
  %five = arith.constant dense<5> : tensor<1xi8>
  %rest = arith.constant dense<0> : tensor<126xi8>
  %last = arith.constant dense<127> : tensor<1xi8>
  %t = tosa.concat %one, %zeros, %five, %rest, %last {axis = 0 : i32} : (tensor<1xi8>, tensor<127xi8>, tensor<1xi8>, tensor<126xi8>, tensor<1xi8>) -> tensor<256xi8>
  %x = arith.constant dense<[-128, 0, 127, -1]> : tensor<4xi8>
  %0 = tosa.table %x, %t : (tensor<4xi8>, tensor<256xi8>) -> tensor<4xi8>
  return %0 : tensor<4xi8>
}

// -----

// Entries 0 1 are -32768 -1, entries 255 256 257 are -10 0 1000, entries 511 512
// are 7 9.

// expected-remark @+1 {{@table16 result 0: 6 of i32: -4194304 -32895 -10 0 64000 1150}}
func.func @table16() -> tensor<6xi32> {
  %a = arith.constant dense<[-32768, -1]> : tensor<2xi16>
  %zeros = arith.constant dense<0> : tensor<253xi16>
  %b = arith.constant dense<[-10, 0, 1000]> : tensor<3xi16>
  %c = arith.constant dense<[7, 9]> : tensor<2xi16>
  %t = tosa.concat %a, %zeros, %b, %zeros, %c {axis = 0 : i32} : (tensor<2xi16>, tensor<253xi16>, tensor<3xi16>, tensor<253xi16>, tensor<2xi16>) -> tensor<513xi16>
  %x = arith.constant dense<[-32768, -32641, -1, 0, 64, 32767]> : tensor<6xi16>
  %0 = tosa.table %x, %t : (tensor<6xi16>, tensor<513xi16>) -> tensor<6xi32>
  return %0 : tensor<6xi32>
}

// -----

// expected-error @+1 {{'tosa.table': the entries 0 and 1 of the table differ by more than i16 holds}}
func.func @table_slope() -> tensor<1xi32> {
  %a = arith.constant dense<-32768> : tensor<1xi16>
  %zeros = arith.constant dense<0> : tensor<512xi16>
  %t = tosa.concat %a, %zeros {axis = 0 : i32} : (tensor<1xi16>, tensor<512xi16>) -> tensor<513xi16>
  %x = arith.constant dense<-32768> : tensor<1xi16>
  %0 = tosa.table %x, %t : (tensor<1xi16>, tensor<513xi16>) -> tensor<1xi32>
  return %0 : tensor<1xi32>
}

// RUN: qopt %s --qopt-interpret --verify-diagnostics --split-input-file

// expected-remark @+2 {{@transpose result 0: 3x1x2 of i8: 1 4 2 5 3 -128}}
// expected-remark @+1 {{@transpose result 1: 2x2 of bool: 1 0 0 0}}
func.func @transpose() -> (tensor<3x1x2xi8>, tensor<2x2xi1>) {
  %x = arith.constant dense<[[[1, 2, 3], [4, 5, -128]]]> : tensor<1x2x3xi8>
  %b = arith.constant dense<[[true, false], [false, false]]> : tensor<2x2xi1>
  %0 = tosa.transpose %x {perms = array<i32: 2, 0, 1>} : (tensor<1x2x3xi8>) -> tensor<3x1x2xi8>
  %1 = tosa.transpose %b {perms = array<i32: 1, 0>} : (tensor<2x2xi1>) -> tensor<2x2xi1>
  return %0, %1 : tensor<3x1x2xi8>, tensor<2x2xi1>
}

// -----

// expected-remark @+2 {{@reverse result 0: 2x3 of i16: 4 5 6 1 2 3}}
// expected-remark @+1 {{@reverse result 1: 2x3 of i16: 3 2 1 6 5 4}}
func.func @reverse() -> (tensor<2x3xi16>, tensor<2x3xi16>) {
  %x = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>
  %0 = tosa.reverse %x {axis = 0 : i32} : (tensor<2x3xi16>) -> tensor<2x3xi16>
  %1 = tosa.reverse %x {axis = 1 : i32} : (tensor<2x3xi16>) -> tensor<2x3xi16>
  return %0, %1 : tensor<2x3xi16>, tensor<2x3xi16>
}

// -----

// expected-remark @+1 {{@tile result 0: 4x3 of f32: 1 1 1 2 2 2 1 1 1 2 2 2}}
func.func @tile() -> tensor<4x3xf32> {
  %x = arith.constant dense<[[1.0], [2.0]]> : tensor<2x1xf32>
  %m = tosa.const_shape {values = dense<[2, 3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.tile %x, %m : (tensor<2x1xf32>, !tosa.shape<2>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}

// -----

// expected-remark @+2 {{@slice result 0: 1x2 of i32: 5 6}}
// expected-remark @+1 {{@slice result 1: 2x1 of i32: 1 4}}
func.func @slice() -> (tensor<1x2xi32>, tensor<2x1xi32>) {
  %x = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
  %a = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %n = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %c = tosa.const_shape {values = dense<[0, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %m = tosa.const_shape {values = dense<[2, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.slice %x, %a, %n : (tensor<2x3xi32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x2xi32>
  %1 = tosa.slice %x, %c, %m : (tensor<2x3xi32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<2x1xi32>
  return %0, %1 : tensor<1x2xi32>, tensor<2x1xi32>
}

// -----

// What the verifier cannot see.

// expected-error @+1 {{'tosa.slice': takes 3 elements from 1 on of 3}}
func.func @slice_outside() -> tensor<3xi32> {
  %x = arith.constant dense<[1, 2, 3]> : tensor<3xi32>
  %d = tensor.cast %x : tensor<3xi32> to tensor<?xi32>
  %a = tosa.const_shape {values = dense<1> : tensor<1xindex>} : () -> !tosa.shape<1>
  %n = tosa.const_shape {values = dense<3> : tensor<1xindex>} : () -> !tosa.shape<1>
  %0 = tosa.slice %d, %a, %n : (tensor<?xi32>, !tosa.shape<1>, !tosa.shape<1>) -> tensor<3xi32>
  return %0 : tensor<3xi32>
}

// -----

// One row above, one column to the left and two to the right.

// expected-remark @+2 {{@pad result 0: 2x4 of i8: -3 -3 -3 -3 -3 127 -3 -3}}
// expected-remark @+1 {{@pad result 1: 3 of f32: 1 2 0.5}}
func.func @pad() -> (tensor<2x4xi8>, tensor<3xf32>) {
  %x = arith.constant dense<127> : tensor<1x1xi8>
  %v = arith.constant dense<-3> : tensor<1xi8>
  %f = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %g = arith.constant dense<0.5> : tensor<1xf32>
  %p = tosa.const_shape {values = dense<[1, 0, 1, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %q = tosa.const_shape {values = dense<[0, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.pad %x, %p, %v : (tensor<1x1xi8>, !tosa.shape<4>, tensor<1xi8>) -> tensor<2x4xi8>
  %1 = tosa.pad %f, %q, %g : (tensor<2xf32>, !tosa.shape<2>, tensor<1xf32>) -> tensor<3xf32>
  return %0, %1 : tensor<2x4xi8>, tensor<3xf32>
}

// -----

// expected-remark @+2 {{@concat result 0: 2x4 of i8: 1 5 6 9 2 7 8 10}}
// expected-remark @+1 {{@concat result 1: 3x1 of i8: 1 2 9}}
func.func @concat() -> (tensor<2x4xi8>, tensor<3x1xi8>) {
  %a = arith.constant dense<[[1], [2]]> : tensor<2x1xi8>
  %b = arith.constant dense<[[5, 6], [7, 8]]> : tensor<2x2xi8>
  %c = arith.constant dense<[[9], [10]]> : tensor<2x1xi8>
  %d = arith.constant dense<[[9]]> : tensor<1x1xi8>
  %0 = tosa.concat %a, %b, %c {axis = 1 : i32} : (tensor<2x1xi8>, tensor<2x2xi8>, tensor<2x1xi8>) -> tensor<2x4xi8>
  %1 = tosa.concat %a, %d {axis = 0 : i32} : (tensor<2x1xi8>, tensor<1x1xi8>) -> tensor<3x1xi8>
  return %0, %1 : tensor<2x4xi8>, tensor<3x1xi8>
}

// -----

// expected-error @+1 {{'tosa.concat': its operands differ in dimension 0}}
func.func @concat_extents() -> tensor<?x2xi8> {
  %a = arith.constant dense<1> : tensor<2x1xi8>
  %b = arith.constant dense<1> : tensor<3x1xi8>
  %c = tensor.cast %a : tensor<2x1xi8> to tensor<?x1xi8>
  %d = tensor.cast %b : tensor<3x1xi8> to tensor<?x1xi8>
  %0 = tosa.concat %c, %d {axis = 1 : i32} : (tensor<?x1xi8>, tensor<?x1xi8>) -> tensor<?x2xi8>
  return %0 : tensor<?x2xi8>
}

// -----

// Two batches with indices of their own.

// expected-remark @+2 {{@gather result 0: 2x3x2 of f32: 5 6 1 2 1 2 9 10 11 12 7 8}}
// expected-remark @+1 {{@gather result 1: 2x3x2 of f32: 1 2 3 4 0 -1 -3 -4 9 10 -1 -2}}
func.func @gather() -> (tensor<2x3x2xf32>, tensor<2x3x2xf32>) {
  %x = arith.constant dense<[[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [[7.0, 8.0], [9.0, 10.0], [11.0, 12.0]]]> : tensor<2x3x2xf32>
  %i = arith.constant dense<[[2, 0, 0], [1, 2, 0]]> : tensor<2x3xi32>
  %k = arith.constant dense<[[2, 0], [2, 0]]> : tensor<2x2xi32>
  %w = arith.constant dense<[[[0.0, -1.0], [1.0, 2.0]], [[-1.0, -2.0], [-3.0, -4.0]]]> : tensor<2x2x2xf32>
  %0 = tosa.gather %x, %i : (tensor<2x3x2xf32>, tensor<2x3xi32>) -> tensor<2x3x2xf32>
  %1 = tosa.scatter %x, %k, %w : (tensor<2x3x2xf32>, tensor<2x2xi32>, tensor<2x2x2xf32>) -> tensor<2x3x2xf32>
  return %0, %1 : tensor<2x3x2xf32>, tensor<2x3x2xf32>
}

// -----

// expected-error @+1 {{'tosa.gather': has an index 3 of 3 values}}
func.func @gather_outside() -> tensor<1x1x1xi8> {
  %x = arith.constant dense<1> : tensor<1x3x1xi8>
  %i = arith.constant dense<3> : tensor<1x1xi32>
  %0 = tosa.gather %x, %i : (tensor<1x3x1xi8>, tensor<1x1xi32>) -> tensor<1x1x1xi8>
  return %0 : tensor<1x1x1xi8>
}

// -----

// expected-error @+1 {{'tosa.scatter': has the index 1 twice}}
func.func @scatter_twice() -> tensor<1x3x1xi8> {
  %x = arith.constant dense<1> : tensor<1x3x1xi8>
  %i = arith.constant dense<1> : tensor<1x2xi32>
  %v = arith.constant dense<2> : tensor<1x2x1xi8>
  %0 = tosa.scatter %x, %i, %v : (tensor<1x3x1xi8>, tensor<1x2xi32>, tensor<1x2x1xi8>) -> tensor<1x3x1xi8>
  return %0 : tensor<1x3x1xi8>
}

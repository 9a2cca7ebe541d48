// RUN: qopt %s --qopt-normalise-tosa --split-input-file | FileCheck %s

// The scales move as the weights do.
// CHECK-LABEL: @moves
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[\[}}5.000000e-01, 2.500000e-01], [1.000000e+00, 5.000000e-01], [1.500000e+00, 7.500000e-01]]]> : tensor<1x3x2xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<{{\[\[\[}}5.000000e-01, 2.500000e-01]]]> : tensor<1x1x2xf32>}>
// CHECK-DAG: %[[Z:.*]] = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1xf32>}>
// CHECK: %[[G:.*]] = qnn.given_weight %[[W]], %[[S]], %[[Z]]
// CHECK: return %[[G]]
func.func @moves() -> tensor<1x3x2xf32> {
  %w = "tosa.const"() <{values = dense<[[0.5, 1.0, 1.5], [0.25, 0.5, 0.75]]> : tensor<2x3xf32>}> : () -> tensor<2x3xf32>
  %s = "tosa.const"() <{values = dense<[[0.5], [0.25]]> : tensor<2x1xf32>}> : () -> tensor<2x1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %g = qnn.given_weight %w, %s, %z : tensor<2x3xf32>, tensor<2x1xf32>, tensor<1x1xf32>
  %t = tosa.transpose %g {perms = array<i32: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %shape = tosa.const_shape {values = dense<[1, 3, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %r = tosa.reshape %t, %shape : (tensor<3x2xf32>, !tosa.shape<3>) -> tensor<1x3x2xf32>
  return %r : tensor<1x3x2xf32>
}

// -----

// A part of the rows, and zeros around them in the other dimension.
// CHECK-LABEL: @slice
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[}}0.000000e+00, 2.500000e-01, 5.000000e-01]]> : tensor<1x3xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1x1xf32>}>
// CHECK-DAG: %[[Z:.*]] = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}>
// CHECK: %[[G:.*]] = qnn.given_weight %[[W]], %[[S]], %[[Z]]
// CHECK: return %[[G]]
func.func @slice() -> tensor<1x3xf32> {
  %w = "tosa.const"() <{values = dense<[[0.5, 1.0], [0.25, 0.5]]> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
  %s = "tosa.const"() <{values = dense<[[0.5], [0.25]]> : tensor<2x1xf32>}> : () -> tensor<2x1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
  %g = qnn.given_weight %w, %s, %z : tensor<2x2xf32>, tensor<2x1xf32>, tensor<1x1xf32>
  %start = tosa.const_shape {values = dense<[1, 0]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %size = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %t = tosa.slice %g, %start, %size : (tensor<2x2xf32>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x2xf32>
  %amounts = tosa.const_shape {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %p = tosa.pad %t, %amounts, %zero : (tensor<1x2xf32>, !tosa.shape<4>, tensor<1xf32>) -> tensor<1x3xf32>
  return %p : tensor<1x3xf32>
}

// -----

// Rounded again, also behind a pad with 0: once is enough.
// CHECK-LABEL: @again
// CHECK: %[[X:.*]] = qnn.fake_quantize %arg0 scale 5.000000e-01 zp -3 clamp [-128, 127]
// CHECK-NEXT: %[[P:.*]] = tosa.pad %[[X]]
// CHECK-NEXT: return %[[P]]
func.func @again(%x: tensor<4xf32>) -> tensor<6xf32> {
  %a = qnn.fake_quantize %x scale 0.5 zp -3 clamp [-128, 127] : tensor<4xf32>
  %amounts = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %p = tosa.pad %a, %amounts, %zero : (tensor<4xf32>, !tosa.shape<2>, tensor<1xf32>) -> tensor<6xf32>
  %b = qnn.fake_quantize %p scale 0.5 zp 125 clamp [0, 255] unsigned : tensor<6xf32>
  return %b : tensor<6xf32>
}

// -----

// A relu leaves fewer numbers; a bound that is none of them is a clamp of its own.
// CHECK-LABEL: @clamps
// CHECK-DAG: qnn.fake_quantize %arg0 scale 5.000000e-01 zp -3 clamp [-3, 9]
// CHECK-DAG: %[[X:.*]] = qnn.fake_quantize %arg1 scale 5.000000e-01 zp -3 clamp [-128, 127]
// CHECK-DAG: tosa.clamp %[[X]] {max_val = 1.250000e+00 : f32
func.func @clamps(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %a = qnn.fake_quantize %x scale 0.5 zp -3 clamp [-128, 127] : tensor<4xf32>
  %b = tosa.clamp %a {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<4xf32>) -> tensor<4xf32>
  %c = qnn.fake_quantize %y scale 0.5 zp -3 clamp [-128, 127] : tensor<4xf32>
  %d = tosa.clamp %c {max_val = 1.25 : f32, min_val = -1.0 : f32} : (tensor<4xf32>) -> tensor<4xf32>
  return %b, %d : tensor<4xf32>, tensor<4xf32>
}

// -----

// One number is a number, and a bias is one for each channel; a tensor that is added is quantized as any other is.
// CHECK-LABEL: @numbers
// CHECK-DAG: %[[T:.*]] = qnn.given_weight %{{.*}} : tensor<1x1x1x2xf32>
// CHECK: %[[C:.*]] = tosa.conv2d %arg0, %arg1, %[[B:[^,]*]]
// CHECK: %[[D:.*]] = tosa.mul %[[C]], %[[N:[^,]*]]
// CHECK: tosa.add %[[D]], %[[T]]
func.func @numbers(%x: tensor<1x4x4x2xf32>, %w: tensor<2x3x3x2xf32>) -> tensor<1x2x2x2xf32> {
  %s = "tosa.const"() <{values = dense<0.5> : tensor<1xf32>}> : () -> tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s4 = "tosa.const"() <{values = dense<0.5> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %z4 = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %b0 = "tosa.const"() <{values = dense<[1.0, 1.5]> : tensor<2xf32>}> : () -> tensor<2xf32>
  %b = qnn.given_weight %b0, %s, %z : tensor<2xf32>, tensor<1xf32>, tensor<1xf32>
  %n0 = "tosa.const"() <{values = dense<1.5> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %n = qnn.given_weight %n0, %s4, %z4 : tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>
  %t0 = "tosa.const"() <{values = dense<[[[[1.0, 1.5]]]]> : tensor<1x1x1x2xf32>}> : () -> tensor<1x1x1x2xf32>
  %t = qnn.given_weight %t0, %s4, %z4 : tensor<1x1x1x2xf32>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x2xf32>, tensor<2x3x3x2xf32>, tensor<2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x2x2xf32>
  %d = tosa.mul %c, %n, %shift : (tensor<1x2x2x2xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<1x2x2x2xf32>
  %e = tosa.add %d, %t : (tensor<1x2x2x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x2x2x2xf32>
  return %e : tensor<1x2x2x2xf32>
}

// -----

// A convolution of single pixels is a matrix product, of given weights too.
// CHECK-LABEL: @pixels
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<{{\[\[\[}}5.000000e-01, 2.500000e-01]]]> : tensor<1x1x2xf32>}>
// CHECK: %[[G:.*]] = qnn.given_weight %{{.*}}, %[[S]], %{{.*}} : tensor<1x2x2xf32>
// CHECK: tosa.matmul %{{.*}}, %[[G]]
func.func @pixels(%x: tensor<?x1x1x2xf32>) -> tensor<?x1x1x2xf32> {
  %w0 = "tosa.const"() <{values = dense<[[[[0.5, 1.0]]], [[[0.25, 0.5]]]]> : tensor<2x1x1x2xf32>}> : () -> tensor<2x1x1x2xf32>
  %s = "tosa.const"() <{values = dense<[[[[0.5]]], [[[0.25]]]]> : tensor<2x1x1x1xf32>}> : () -> tensor<2x1x1x1xf32>
  %z4 = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %w = qnn.given_weight %w0, %s, %z4 : tensor<2x1x1x2xf32>, tensor<2x1x1x1xf32>, tensor<1x1x1x1xf32>
  %b = "tosa.const"() <{values = dense<0.0> : tensor<2xf32>}> : () -> tensor<2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %c = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<?x1x1x2xf32>, tensor<2x1x1x2xf32>, tensor<2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x1x1x2xf32>
  return %c : tensor<?x1x1x2xf32>
}

// -----

// A constant that is rounded.
// CHECK-LABEL: @constant
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<[5.000000e-01, -6.400000e+01]> : tensor<2xf32>}>
// CHECK: qnn.given_weight %[[W]]
func.func @constant() -> tensor<2xf32> {
  %c = "tosa.const"() <{values = dense<[0.4, -100.0]> : tensor<2xf32>}> : () -> tensor<2xf32>
  %y = qnn.fake_quantize %c scale 0.5 zp 0 clamp [-128, 127] : tensor<2xf32>
  return %y : tensor<2xf32>
}

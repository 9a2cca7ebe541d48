// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s

// A batch norm behind a convolution, as a front end leaves it, is folded:
// (2 x + 1 - 3) * 0.5 * 4 + 1 = 4 x - 3 for the first channel.

// CHECK-LABEL: func.func @batch_norm
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{\[\[\[\[}}4.000000e+00], [8.000000e+00]]], {{\[\[}}[2.000000e+00], [3.000000e+00]]]]> : tensor<2x1x2x1xf32>}>
// CHECK-DAG:     %[[B:.+]] = "tosa.const"() <{values = dense<[-3.000000e+00, 2.000000e+00]> : tensor<2xf32>}>
// CHECK:         %[[Y:.+]] = tosa.conv2d %arg0, %[[W]], %[[B]]
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm(%x: tensor<1x3x3x1xf32>) -> tensor<1x3x2x2xf32> {
  %w = "tosa.const"() <{values = dense<[[[[2.0], [4.0]]], [[[2.0], [3.0]]]]> : tensor<2x1x2x1xf32>}> : () -> tensor<2x1x2x1xf32>
  %b = "tosa.const"() <{values = dense<1.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %mean = "tosa.const"() <{values = dense<[[[[3.0, 0.0]]]]> : tensor<1x1x1x2xf32>}> : () -> tensor<1x1x1x2xf32>
  %scale = "tosa.const"() <{values = dense<[[[[0.5, 2.0]]]]> : tensor<1x1x1x2xf32>}> : () -> tensor<1x1x1x2xf32>
  %gamma = "tosa.const"() <{values = dense<[[[[4.0, 0.5]]]]> : tensor<1x1x1x2xf32>}> : () -> tensor<1x1x1x2xf32>
  %beta = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %0 = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x3x3x1xf32>, tensor<2x1x2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x2x2xf32>
  %1 = tosa.sub %0, %mean : (tensor<1x3x2x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x3x2x2xf32>
  %2 = tosa.mul %1, %scale, %shift : (tensor<1x3x2x2xf32>, tensor<1x1x1x2xf32>, tensor<1xi8>) -> tensor<1x3x2x2xf32>
  %3 = tosa.mul %2, %gamma, %shift : (tensor<1x3x2x2xf32>, tensor<1x1x1x2xf32>, tensor<1xi8>) -> tensor<1x3x2x2xf32>
  %4 = tosa.add %3, %beta : (tensor<1x3x2x2xf32>, tensor<1x1x1x1xf32>) -> tensor<1x3x2x2xf32>
  return %4 : tensor<1x3x2x2xf32>
}

// Channel 2c + m of the result is that of filter [.., c, m].

// CHECK-LABEL: func.func @depthwise
// CHECK-DAG:     "tosa.const"() <{values = dense<{{\[\[\[\[}}1.000000e+01, 4.000000e+01], [9.000000e+01, 1.600000e+02]]]]> : tensor<1x1x2x2xf32>}>
// CHECK-DAG:     "tosa.const"() <{values = dense<[1.000000e+01, 2.000000e+01, 3.000000e+01, 4.000000e+01]> : tensor<4xf32>}>
// CHECK:         tosa.depthwise_conv2d
// CHECK-NEXT:    return
func.func @depthwise(%x: tensor<1x3x3x2xf32>) -> tensor<1x3x3x4xf32> {
  %w = "tosa.const"() <{values = dense<[[[[1.0, 2.0], [3.0, 4.0]]]]> : tensor<1x1x2x2xf32>}> : () -> tensor<1x1x2x2xf32>
  %one = "tosa.const"() <{values = dense<1.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = "tosa.const"() <{values = dense<[[[[10.0, 20.0, 30.0, 40.0]]]]> : tensor<1x1x1x4xf32>}> : () -> tensor<1x1x1x4xf32>
  %0 = tosa.depthwise_conv2d %x, %w, %one, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x3x3x2xf32>, tensor<1x1x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x4xf32>
  %1 = tosa.mul %0, %c, %shift : (tensor<1x3x3x4xf32>, tensor<1x1x1x4xf32>, tensor<1xi8>) -> tensor<1x3x3x4xf32>
  return %1 : tensor<1x3x3x4xf32>
}

// What no layer before can take is a convolution of single pixels; the slope of
// a prelu is none, nor is one number for all channels.

// CHECK-LABEL: func.func @alone
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{.*}}> : tensor<1x1x2x1xf32>}>
// CHECK-DAG:     %[[B:.+]] = "tosa.const"() <{values = dense<[3.000000e+00, 8.000000e+00]> : tensor<2xf32>}>
// CHECK:         %[[R:.+]] = tosa.reshape %arg0, %{{.+}} -> tensor<?x3x1x2xf32>
// CHECK:         %[[C:.+]] = tosa.depthwise_conv2d %[[R]], %[[W]], %[[B]]
// CHECK:         %[[X:.+]] = tosa.reshape %[[C]], %{{.+}} -> tensor<?x3x2xf32>
// CHECK:         tosa.greater_equal %[[X]]
// CHECK:         tosa.mul %[[X]]
// CHECK:         %[[S:.+]] = tosa.select
// CHECK:         tosa.mul %[[S]]
func.func @alone(%x: tensor<?x3x2xf32>) -> tensor<?x3x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = "tosa.const"() <{values = dense<[[[1.0, 2.0]]]> : tensor<1x1x2xf32>}> : () -> tensor<1x1x2xf32>
  %d = "tosa.const"() <{values = dense<[[[3.0, 4.0]]]> : tensor<1x1x2xf32>}> : () -> tensor<1x1x2xf32>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %half = "tosa.const"() <{values = dense<0.5> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %0 = tosa.add %x, %d : (tensor<?x3x2xf32>, tensor<1x1x2xf32>) -> tensor<?x3x2xf32>
  %1 = tosa.mul %0, %c, %shift : (tensor<?x3x2xf32>, tensor<1x1x2xf32>, tensor<1xi8>) -> tensor<?x3x2xf32>
  %2 = tosa.greater_equal %1, %zero : (tensor<?x3x2xf32>, tensor<1x1x1xf32>) -> tensor<?x3x2xi1>
  %3 = tosa.mul %1, %c, %shift : (tensor<?x3x2xf32>, tensor<1x1x2xf32>, tensor<1xi8>) -> tensor<?x3x2xf32>
  %4 = tosa.select %2, %1, %3 : (tensor<?x3x2xi1>, tensor<?x3x2xf32>, tensor<?x3x2xf32>) -> tensor<?x3x2xf32>
  %5 = tosa.mul %4, %half, %shift : (tensor<?x3x2xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<?x3x2xf32>
  return %5 : tensor<?x3x2xf32>
}

// The constants of a layer norm belong to it.

// CHECK-LABEL: func.func @layer_norm
// CHECK:         tosa.rsqrt
// CHECK-NOT:     depthwise_conv2d
func.func @layer_norm(%x: tensor<2x2xf32>, %v: tensor<2x1xf32>) -> tensor<2x2xf32> {
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %c = "tosa.const"() <{values = dense<[[1.0, 2.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
  %0 = tosa.rsqrt %v : (tensor<2x1xf32>) -> tensor<2x1xf32>
  %1 = tosa.mul %x, %0, %shift : (tensor<2x2xf32>, tensor<2x1xf32>, tensor<1xi8>) -> tensor<2x2xf32>
  %2 = tosa.mul %1, %c, %shift : (tensor<2x2xf32>, tensor<1x2xf32>, tensor<1xi8>) -> tensor<2x2xf32>
  %3 = tosa.add %2, %c : (tensor<2x2xf32>, tensor<1x2xf32>) -> tensor<2x2xf32>
  return %3 : tensor<2x2xf32>
}

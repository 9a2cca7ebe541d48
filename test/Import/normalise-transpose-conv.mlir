// RUN: qopt %s --qopt-normalise-tosa | FileCheck %s
// RUN: qopt %s --qopt-interpret -o /dev/null 2>&1 | FileCheck %s --check-prefix=VALUES
// RUN: qopt %s --qopt-normalise-tosa --qopt-interpret -o /dev/null 2>&1 | FileCheck %s --check-prefix=VALUES

// With stride 2 the pixels of an even coordinate see weights 2 and 0, of an odd
// one weight 1: one convolution makes both as channels, and they are
// interleaved. The clamp goes with it.

// CHECK-LABEL: func.func @strided
// CHECK-DAG:     %[[W:.+]] = "tosa.const"() <{values = dense<{{\[\[\[\[}}3.000000e+00], [1.000000e+00]]], {{\[\[}}[0.000000e+00], [2.000000e+00]]]]> : tensor<2x1x2x1xf32>}>
// CHECK-DAG:     %[[B:.+]] = "tosa.const"() <{values = dense<5.000000e-01> : tensor<2xf32>}>
// CHECK:         %[[C:.+]] = tosa.conv2d %{{.+}}, %[[W]], %[[B]], {{.*}}pad = array<i64: 0, 0, 1, 1>, stride = array<i64: 1, 1>{{.*}} -> tensor<1x1x3x2xf32>
// CHECK:         %[[R:.+]] = tosa.clamp %[[C]]
// CHECK:         tosa.slice %{{.+}} -> tensor<1x1x5x1xf32>
// VALUES: @strided result 0: 1x1x5x1 of f32: 1.5 2.5 5.5 4.5 6
func.func @strided() -> tensor<1x1x5x1xf32> {
  %x = "tosa.const"() <{values = dense<[[[[1.0], [2.0]]]]> : tensor<1x1x2x1xf32>}> : () -> tensor<1x1x2x1xf32>
  %w = "tosa.const"() <{values = dense<[[[[1.0], [2.0], [3.0]]]]> : tensor<1x1x3x1xf32>}> : () -> tensor<1x1x3x1xf32>
  %b = "tosa.const"() <{values = dense<0.5> : tensor<1xf32>}> : () -> tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.transpose_conv2d %x, %w, %b, %z, %z {acc_type = f32, out_pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 2>} : (tensor<1x1x2x1xf32>, tensor<1x1x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x5x1xf32>
  %1 = tosa.clamp %0 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<1x1x5x1xf32>) -> tensor<1x1x5x1xf32>
  return %1 : tensor<1x1x5x1xf32>
}

// Without stride the weights are reversed and nothing moves. What the padding
// adds is the bias alone.

// CHECK-LABEL: func.func @unit_stride
// CHECK-DAG:     dense<{{\[\[\[\[}}3.000000e+00], [2.000000e+00], [1.000000e+00]]]]>
// CHECK:         tosa.conv2d {{.*}}pad = array<i64: 1, 0, 2, 2>
// CHECK-NEXT:    return
// VALUES: @unit_stride result 0: 1x2x4x1 of f32: 0.5 0.5 0.5 0.5 1.5 4.5 7.5 6.5
func.func @unit_stride() -> tensor<1x2x4x1xf32> {
  %x = "tosa.const"() <{values = dense<[[[[1.0], [2.0]]]]> : tensor<1x1x2x1xf32>}> : () -> tensor<1x1x2x1xf32>
  %w = "tosa.const"() <{values = dense<[[[[1.0], [2.0], [3.0]]]]> : tensor<1x1x3x1xf32>}> : () -> tensor<1x1x3x1xf32>
  %b = "tosa.const"() <{values = dense<0.5> : tensor<1xf32>}> : () -> tensor<1xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.transpose_conv2d %x, %w, %b, %z, %z {acc_type = f32, out_pad = array<i64: 1, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x2x1xf32>, tensor<1x1x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x2x4x1xf32>
  return %0 : tensor<1x2x4x1xf32>
}

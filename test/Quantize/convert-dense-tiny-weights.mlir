// RUN: qopt %s --qopt-convert-units-to-qnn --verify-diagnostics | FileCheck %s

// Weights of 1e-10 beside a bias of 5: the bias would be 5 / (0.5 * 7.9e-13).
// The scale of that channel is raised until the bias is 2^30.

!x = !quant.uniform<i8:f32, 0.5>
!y = !quant.uniform<i8:f32, 0.25:-128>

// CHECK-LABEL: func.func @tiny
// CHECK-DAG: arith.constant dense<{{\[}}[127], [0]]> : tensor<2x1xi8>
// CHECK-DAG: arith.constant dense<[1270, 1073741{{[0-9]+}}]> : tensor<2xi32>
// CHECK-DAG: arith.constant dense<[0.0157480314, 1.862645{{[0-9]+}}E-8]> : tensor<2xf32>
func.func @tiny(%x: tensor<1x1x!x>) -> tensor<1x2x!y> {
  // expected-remark @+1 {{unit "d": the weights of channel 1 are tiny beside the bias, which would overflow i32; the weight scale was raised}}
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x1x!x>) -> tensor<1x2x!y> {
  ^bb0(%arg0: tensor<1x1xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 1.0e-10]]]> : tensor<1x1x2xf32>}> : () -> tensor<1x1x2xf32>
    %b = "tosa.const"() <{values = dense<[[5.0, 5.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x1xf32>, !tosa.shape<3>) -> tensor<1x1x1xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x1xf32>, tensor<1x1x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
    %4 = tosa.add %3, %b : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    qnn.yield %4 : tensor<1x2xf32>
  }
  return %0 : tensor<1x2x!y>
}

// RUN: qopt %s --qopt-convert-units-to-qnn | FileCheck %s

!x = !quant.uniform<i8:f32, 0.5:-3>
!u = !quant.uniform<u8:f32, 0.5:200>
!y = !quant.uniform<i8:f32, 0.25:-128>
!z = !quant.uniform<u8:f32, 0.03125:128>

// Weights [[1, 0.5], [-127, 64]] (K x N = 2 x 2 in TOSA) are quantized per
// channel: scales 1 and 64/127. The bias is counted in 0.5 * scale.

// CHECK-LABEL: func.func @per_channel
// CHECK-SAME: (%[[X:.+]]: tensor<1x2xi8> {qnn.scale = 5.000000e-01 : f32, qnn.zero_point = -3 : i32})
// CHECK-SAME: -> (tensor<1x2xi8> {qnn.scale = 2.500000e-01 : f32, qnn.zero_point = -128 : i32})
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[}}[1, -127], [1, 127]]> : tensor<2x2xi8>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[20, -8]> : tensor<2xi32>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<[2.000000e+00, 1.00787401]> : tensor<2xf32>
// CHECK: %[[ACC:.+]] = qnn.dense %[[X]], %[[W]], %[[B]] x_zp -3 w_zp 0 unit "d" : (tensor<1x2xi8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<1x2xi32>
// CHECK: %[[Y:.+]] = qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp -128 clamp [-128, 127] fp32 unit "d" : tensor<1x2xi32>, (tensor<2xf32>) to tensor<1x2xi8>
// CHECK: return %[[Y]] : tensor<1x2xi8>
func.func @per_channel(%x: tensor<1x2x!x>) -> tensor<1x2x!y> {
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<1x2x!x>) -> tensor<1x2x!y> {
  ^bb0(%arg0: tensor<1x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[1.0, 0.5], [-127.0, 64.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
    %b = "tosa.const"() <{values = dense<[[10.0, -2.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 1, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<1x2xf32>, !tosa.shape<3>) -> tensor<1x1x2xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
    %4 = tosa.add %3, %b : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    qnn.yield %4 : tensor<1x2xf32>
  }
  return %0 : tensor<1x2x!y>
}

// The founding scheme: unsigned storage with a real zero point, here stored
// with the top bit flipped. [-1, 3] gives scale 4/255 and zero point 64 - 128.
// A clamp to [0, 6] narrows the rescale: 6 / 0.03125 + 128 is beyond 255.

// CHECK-LABEL: func.func @minmax_clamped
// CHECK-SAME: (%[[X:.+]]: tensor<?x2xi8> {qnn.scale = 5.000000e-01 : f32, qnn.unsigned, qnn.zero_point = 200 : i32})
// CHECK-SAME: -> (tensor<?x1xi8> {qnn.scale = 3.125000e-02 : f32, qnn.unsigned, qnn.zero_point = 128 : i32})
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{\[}}[-128, 127]]> : tensor<1x2xi8>
// CHECK-DAG: %[[M:.+]] = arith.constant dense<{{[0-9]+}}> : tensor<1xi32>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<32> : tensor<1xi8>
// CHECK: qnn.dense %[[X]], %[[W]], %{{.+}} x_zp 200 w_zp -64 x_unsigned unit "d"
// CHECK: qnn.requantize %{{.+}}, (%[[M]], %[[S]]) in_zp 0 out_zp 128 clamp [128, 255] double unit "d"
func.func @minmax_clamped(%x: tensor<?x2x!u>) -> tensor<?x1x!z> {
  %0 = qnn.unit "d" kind "dense"(%x) : (tensor<?x2x!u>) -> tensor<?x1x!z>
      attributes {qnn.quantization = {granularity = "per-tensor", numerics = "double", scheme = "minmax"}} {
  ^bb0(%arg0: tensor<?x2xf32>):
    %w = "tosa.const"() <{values = dense<[[[-1.0], [3.0]]]> : tensor<1x2x1xf32>}> : () -> tensor<1x2x1xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, -1, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[-1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.reshape %arg0, %s0 : (tensor<?x2xf32>, !tosa.shape<3>) -> tensor<1x?x2xf32>
    %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x?x2xf32>, tensor<1x2x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x?x1xf32>
    %3 = tosa.reshape %2, %s1 : (tensor<1x?x1xf32>, !tosa.shape<2>) -> tensor<?x1xf32>
    %4 = tosa.clamp %3 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<?x1xf32>) -> tensor<?x1xf32>
    qnn.yield %4 : tensor<?x1xf32>
  }
  return %0 : tensor<?x1x!z>
}

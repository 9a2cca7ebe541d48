// RUN: qopt %s --qopt-convert-units-to-qnn --verify-diagnostics | FileCheck %s
// RUN: qopt %s --qopt-convert-units-to-qnn | qopt --qopt-interpret 2>&1 | FileCheck %s --check-prefix=VALUE

// Softmax and layer norm.

!x = !quant.uniform<i8:f32, 0.25:5>
!p = !quant.uniform<i8:f32, 0.00390625:-128>
!y = !quant.uniform<i8:f32, 0.5:3>

// The factor is in the table: exp(-0.25 * 2 * d) of 2^28, four of which have a
// sum in i32.

// CHECK-LABEL: func.func @softmax
// CHECK: qnn.softmax %{{.+}} table dense<"0x00000010{{.+}}"> : tensor<256xi32> scale 3.906250e-03 out_zp -128 clamp{{ ?}}[-128, 127] unit "s" : tensor<2x4xi8> to tensor<2x4xi8>
// VALUE: @softmax result 0: 2x4 of i8: -20 -88 -128 -20 2 -49 -80 -128
func.func @softmax() -> tensor<2x4x!p> {
  %float = arith.constant dense<[[-0.5, -1.0, -33.25, -0.5], [30.5, 30.25, 30.0, 23.75]]> : tensor<2x4xf32>
  %x = quant.qcast %float : tensor<2x4xf32> to tensor<2x4x!x>
  %0 = qnn.unit "s" kind "softmax"(%x) : (tensor<2x4x!x>) -> tensor<2x4x!p> {
  ^bb0(%a: tensor<2x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %b = tosa.mul %a, %two, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
    %1 = tosa.reduce_max %b {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
    %2 = tosa.sub %b, %1 : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
    %3 = tosa.exp %2 : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %4 = tosa.reduce_sum %3 {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
    %5 = tosa.reciprocal %4 : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %6 = tosa.mul %5, %3, %shift : (tensor<2x1xf32>, tensor<2x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
    qnn.yield %6 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!p>
}

// Gamma and beta in steps of the result; 0.015625 is a quarter of the input's
// scale squared.

// CHECK-LABEL: func.func @layer_norm
// CHECK-DAG: %[[G:.+]] = arith.constant dense<[1.000000e+01, -1.000000e+01, 2.000000e+01, 1.000000e+00]> : tensor<4xf32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[5.000000e-01, 0.000000e+00, 1.000000e+00, 2.000000e+02]> : tensor<4xf32>
// CHECK: qnn.layer_norm %{{.+}}, %[[G]], %[[B]] epsilon 2.500000e-01 out_zp 3 clamp{{ ?}}[-128, 127] unit "n" : (tensor<3x4xi8>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xi8>
// VALUE: @layer_norm result 0: 3x4 of i8: -5 9 -2 127 -6 -7 -16 127 3 3 4 127
func.func @layer_norm() -> tensor<3x4x!y> {
  %float = arith.constant dense<[[-1.0, -0.75, -0.5, 1.25], [-33.25, 30.5, -33.25, 30.5], [0.0, 0.0, 0.0, 0.0]]> : tensor<3x4xf32>
  %x = quant.qcast %float : tensor<3x4xf32> to tensor<3x4x!x>
  %0 = qnn.unit "n" kind "layer_norm"(%x) : (tensor<3x4x!x>) -> tensor<3x4x!y> {
  ^bb0(%a: tensor<3x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %epsilon = "tosa.const"() <{values = dense<0.015625> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %gamma = "tosa.const"() <{values = dense<[[5.0, -5.0, 10.0, 0.5]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %beta = "tosa.const"() <{values = dense<[[0.25, 0.0, 0.5, 100.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %1 = tosa.reduce_sum %a {axis = 1 : i32} : (tensor<3x4xf32>) -> tensor<3x1xf32>
    %2 = tosa.mul %1, %quarter, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %3 = tosa.sub %a, %2 : (tensor<3x4xf32>, tensor<3x1xf32>) -> tensor<3x4xf32>
    %4 = tosa.mul %3, %3, %shift : (tensor<3x4xf32>, tensor<3x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %5 = tosa.reduce_sum %4 {axis = 1 : i32} : (tensor<3x4xf32>) -> tensor<3x1xf32>
    %6 = tosa.mul %5, %quarter, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %7 = tosa.add %6, %epsilon : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
    %8 = tosa.rsqrt %7 : (tensor<3x1xf32>) -> tensor<3x1xf32>
    %9 = tosa.mul %3, %8, %shift : (tensor<3x4xf32>, tensor<3x1xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %10 = tosa.mul %9, %gamma, %shift : (tensor<3x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %11 = tosa.add %10, %beta : (tensor<3x4xf32>, tensor<1x4xf32>) -> tensor<3x4xf32>
    qnn.yield %11 : tensor<3x4xf32>
  }
  return %0 : tensor<3x4x!y>
}

// Without mean the zero point takes its place.

// CHECK-LABEL: func.func @rms_norm
// CHECK-DAG: %[[G:.+]] = arith.constant dense<[1.000000e+01, -1.000000e+01, 2.000000e+01, 1.000000e+00]> : tensor<4xf32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[5.000000e-01, 0.000000e+00, 1.000000e+00, 2.000000e+02]> : tensor<4xf32>
// CHECK: qnn.layer_norm %{{.+}}, %[[G]], %[[B]] epsilon 2.500000e-01 rms in_zp 5 out_zp 3 clamp{{ ?}}[-128, 127] unit "n" : (tensor<3x4xi8>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xi8>
// VALUE: @rms_norm result 0: 3x4 of i8: -7 11 -7 127 -7 -7 -17 127 3 3 4 127
func.func @rms_norm() -> tensor<3x4x!y> {
  %float = arith.constant dense<[[-1.0, -0.75, -0.5, 1.25], [-33.25, 30.5, -33.25, 30.5], [0.0, 0.0, 0.0, 0.0]]> : tensor<3x4xf32>
  %x = quant.qcast %float : tensor<3x4xf32> to tensor<3x4x!x>
  %0 = qnn.unit "n" kind "layer_norm"(%x) : (tensor<3x4x!x>) -> tensor<3x4x!y> {
  ^bb0(%a: tensor<3x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %epsilon = "tosa.const"() <{values = dense<0.015625> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %gamma = "tosa.const"() <{values = dense<[[5.0, -5.0, 10.0, 0.5]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %beta = "tosa.const"() <{values = dense<[[0.25, 0.0, 0.5, 100.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %4 = tosa.mul %a, %a, %shift : (tensor<3x4xf32>, tensor<3x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %5 = tosa.reduce_sum %4 {axis = 1 : i32} : (tensor<3x4xf32>) -> tensor<3x1xf32>
    %6 = tosa.mul %5, %quarter, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %7 = tosa.add %6, %epsilon : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
    %8 = tosa.rsqrt %7 : (tensor<3x1xf32>) -> tensor<3x1xf32>
    %9 = tosa.mul %a, %8, %shift : (tensor<3x4xf32>, tensor<3x1xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %10 = tosa.mul %9, %gamma, %shift : (tensor<3x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %11 = tosa.add %10, %beta : (tensor<3x4xf32>, tensor<1x4xf32>) -> tensor<3x4xf32>
    qnn.yield %11 : tensor<3x4xf32>
  }
  return %0 : tensor<3x4x!y>
}

// The same in integers: gammas are in steps of 2^-22, betas of 2^-15.

// CHECK-LABEL: func.func @softmax_single
// CHECK: qnn.softmax %{{.+}} table dense<"0x00000010{{.+}}"> : tensor<256xi32> scale 3.906250e-03 out_zp -128 clamp{{ ?}}[-128, 127] numerics single unit "s" : tensor<2x4xi8> to tensor<2x4xi8>
// VALUE: @softmax_single result 0: 2x4 of i8: -20 -88 -128 -20 2 -49 -80 -128
func.func @softmax_single() -> tensor<2x4x!p> {
  %float = arith.constant dense<[[-0.5, -1.0, -33.25, -0.5], [30.5, 30.25, 30.0, 23.75]]> : tensor<2x4xf32>
  %x = quant.qcast %float : tensor<2x4xf32> to tensor<2x4x!x>
  %0 = qnn.unit "s" kind "softmax"(%x) : (tensor<2x4x!x>) -> tensor<2x4x!p> attributes {qnn.quantization = {numerics = "double"}} {
  ^bb0(%a: tensor<2x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %b = tosa.mul %a, %two, %shift : (tensor<2x4xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<2x4xf32>
    %1 = tosa.reduce_max %b {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
    %2 = tosa.sub %b, %1 : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
    %3 = tosa.exp %2 : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %4 = tosa.reduce_sum %3 {axis = 1 : i32} : (tensor<2x4xf32>) -> tensor<2x1xf32>
    %5 = tosa.reciprocal %4 : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %6 = tosa.mul %5, %3, %shift : (tensor<2x1xf32>, tensor<2x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
    qnn.yield %6 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!p>
}

// CHECK-LABEL: func.func @layer_norm_single
// CHECK-DAG: %[[G:.+]] = arith.constant dense<[41943040, -41943040, 83886080, 4194304]> : tensor<4xi32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[16384, 0, 32768, 6553600]> : tensor<4xi32>
// CHECK: qnn.layer_norm %{{.+}}, %[[G]], %[[B]] epsilon 2.500000e-01 shift 45 out_zp 3 clamp{{ ?}}[-128, 127] numerics single unit "n" : (tensor<3x4xi8>, tensor<4xi32>, tensor<4xi32>) -> tensor<3x4xi8>
// VALUE: @layer_norm_single result 0: 3x4 of i8: -5 9 -2 127 -6 -7 -16 127 4 3 4 127
func.func @layer_norm_single() -> tensor<3x4x!y> {
  %float = arith.constant dense<[[-1.0, -0.75, -0.5, 1.25], [-33.25, 30.5, -33.25, 30.5], [0.0, 0.0, 0.0, 0.0]]> : tensor<3x4xf32>
  %x = quant.qcast %float : tensor<3x4xf32> to tensor<3x4x!x>
  %0 = qnn.unit "n" kind "layer_norm"(%x) : (tensor<3x4x!x>) -> tensor<3x4x!y> attributes {qnn.quantization = {numerics = "single"}} {
  ^bb0(%a: tensor<3x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %epsilon = "tosa.const"() <{values = dense<0.015625> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %gamma = "tosa.const"() <{values = dense<[[5.0, -5.0, 10.0, 0.5]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %beta = "tosa.const"() <{values = dense<[[0.25, 0.0, 0.5, 100.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
    %1 = tosa.reduce_sum %a {axis = 1 : i32} : (tensor<3x4xf32>) -> tensor<3x1xf32>
    %2 = tosa.mul %1, %quarter, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %3 = tosa.sub %a, %2 : (tensor<3x4xf32>, tensor<3x1xf32>) -> tensor<3x4xf32>
    %4 = tosa.mul %3, %3, %shift : (tensor<3x4xf32>, tensor<3x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %5 = tosa.reduce_sum %4 {axis = 1 : i32} : (tensor<3x4xf32>) -> tensor<3x1xf32>
    %6 = tosa.mul %5, %quarter, %shift : (tensor<3x1xf32>, tensor<1x1xf32>, tensor<1xi8>) -> tensor<3x1xf32>
    %7 = tosa.add %6, %epsilon : (tensor<3x1xf32>, tensor<1x1xf32>) -> tensor<3x1xf32>
    %8 = tosa.rsqrt %7 : (tensor<3x1xf32>) -> tensor<3x1xf32>
    %9 = tosa.mul %3, %8, %shift : (tensor<3x4xf32>, tensor<3x1xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %10 = tosa.mul %9, %gamma, %shift : (tensor<3x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<3x4xf32>
    %11 = tosa.add %10, %beta : (tensor<3x4xf32>, tensor<1x4xf32>) -> tensor<3x4xf32>
    qnn.yield %11 : tensor<3x4xf32>
  }
  return %0 : tensor<3x4x!y>
}

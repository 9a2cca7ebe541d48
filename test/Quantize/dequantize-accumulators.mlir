// RUN: qopt %s --pass-pipeline='builtin.module(func.func(qnn-dequantize-accumulators))' | FileCheck %s

// CHECK-LABEL: @float_result
// CHECK: %[[SCALE:.+]] = arith.constant dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf32>
// CHECK: %[[Y:.+]] = qnn.dequantize_accumulator %arg0, %[[SCALE]] unit "dense0" : tensor<3x2xi32>, tensor<2xf32> to tensor<3x2xf32>
// CHECK-NOT: qnn.requantize
// CHECK: return %[[Y]]
func.func @float_result(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<[0.25, 0.125]> : tensor<2xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 31 clamp [-128, 127] fp32 unit "dense0" : tensor<3x2xi32>, (tensor<2xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 31 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// A range that begins at 0 is a relu's, folded or not.
// CHECK-LABEL: @relu
// CHECK: qnn.dequantize_accumulator %arg0, %{{.+}} relu :
func.func @relu(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 0 clamp [0, 255] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 0 unsigned : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// CHECK-LABEL: @fixed_point
// CHECK: dense<1.250000e-01>
// CHECK: qnn.dequantize_accumulator
func.func @fixed_point(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<34> : tensor<1xi8>
  %q = qnn.requantize %acc, (%m, %s) in_zp 0 out_zp 3 clamp [-128, 127] double : tensor<3x2xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 3 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// An integer layer reads the rounded values: both are to agree.
// CHECK-LABEL: @also_integer
// CHECK: qnn.requantize
// CHECK: qnn.dequantize %
func.func @also_integer(%acc: tensor<3x2xi32>) -> (tensor<3x2xf32>, tensor<3x2xi8>) {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 31 clamp [-128, 127] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 31 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y, %q : tensor<3x2xf32>, tensor<3x2xi8>
}

// A relu6 must stay, also where its bound is the storage's.
// CHECK-LABEL: @bounded
// CHECK: qnn.requantize
// CHECK: qnn.dequantize %
func.func @bounded(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 {qnn.bounded} : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp -128 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// CHECK-LABEL: @narrowed
// CHECK: qnn.requantize
func.func @narrowed(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 0 clamp [-128, 60] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 0 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

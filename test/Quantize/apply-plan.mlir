// RUN: split-file %s %t
// RUN: qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json" | FileCheck %s
// RUN: qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json io=u8" | FileCheck %s --check-prefix=U8
// RUN: qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json io=u8,out0:f32" | FileCheck %s --check-prefix=MIXED
// RUN: qopt %t/model.mlir --qopt-quantize="plan=%t/plan.json io=image:u8" 2>/dev/null | FileCheck %s --check-prefix=PIPELINE
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json io=picture:u8" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not qopt %t/model.mlir --qopt-apply-plan 2>&1 | FileCheck %s --check-prefix=NOPLAN
// RUN: not qopt %t/other.mlir --qopt-apply-plan="plan=%t/plan.json" 2>&1 | FileCheck %s --check-prefix=OTHER

// CHECK: func.func @main(%[[X:.+]]: tensor<1x2xf32> {qnn.name = "image"}) -> (tensor<2xf32> {qnn.name = "out0"})
// CHECK: %[[Q:.+]] = quant.qcast %[[X]] : tensor<1x2xf32> to tensor<1x2x!quant.uniform<i8:f32, 5.000000e-01:-3>>
// CHECK: %[[Y:.+]] = qnn.unit "unary0" kind "unary"(%[[Q]])
// CHECK-SAME: -> tensor<1x2x!quant.uniform<i8:f32, 2.500000e-01>> attributes {qnn.quantization = {numerics = "fp32"}}
// The cast to float moves behind the reshape.
// CHECK: %[[R:.+]] = tosa.reshape %[[Y]], %{{.+}} -> tensor<2x!quant.uniform<i8:f32, 2.500000e-01>>
// CHECK: %[[F:.+]] = quant.dcast %[[R]]
// CHECK: %[[L:.+]] = qnn.unit "unary1" kind "unary"(%[[F]]) : (tensor<2xf32>) -> tensor<2xf32> attributes {qnn.float_reason = "the plan says so"}
// CHECK: %[[Q2:.+]] = quant.qcast %[[L]]
// CHECK: qnn.unit "unary2" kind "unary"(%[[Q2]])
// CHECK: quant.dcast

// The interface's signedness moves the zero point by 128.
// U8: func.func @main(%[[X:.+]]: tensor<1x2x!quant.uniform<u8:f32, 5.000000e-01:125>> {qnn.name = "image"})
// U8-SAME: -> (tensor<2x!quant.uniform<u8:f32, 1.250000e-01:128>> {qnn.name = "out0"})
// U8: qnn.unit "unary0" kind "unary"(%[[X]])
// U8: %[[Y:.+]] = qnn.unit "unary2"
// U8: return %[[Y]]

// MIXED: func.func @main(%{{.+}}: tensor<1x2x!quant.uniform<u8:f32, 5.000000e-01:125>> {qnn.name = "image"}) -> (tensor<2xf32> {qnn.name = "out0"})

// PIPELINE: func.func @main(%[[X:.+]]: tensor<1x2xi8> {qnn.name = "image", qnn.scale = 5.000000e-01 : f32, qnn.unsigned, qnn.zero_point = 125 : i32}) -> (tensor<2xf32> {qnn.name = "out0"})
// PIPELINE: qnn.lookup %[[X]]
// PIPELINE: tosa.reshape
// PIPELINE: qnn.dequantize
// PIPELINE: tosa.tanh
// PIPELINE: qnn.quantize
// PIPELINE: qnn.lookup
// PIPELINE: qnn.dequantize

// UNKNOWN: error: io names picture, which the model does not have; its arguments and results are image, out0
// NOPLAN: error: qopt-apply-plan needs the option plan=FILE
// OTHER: other.mlir:{{.*}}: error: the plan was made for another model

//--- plan.json
{
  "qopt-plan": 1,
  "model": "b74bfa3054c82839e75404f90ca6ab4ef910ca2979cc39633a5220ab32bf738b",
  "numerics": "fp32",
  "tensors": [
    {"name": "image", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "asymmetric", "scale": 0.5, "zero-point": -3},
    {"name": "unary0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.25, "zero-point": 0},
    {"name": "unary1", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.25, "zero-point": 0},
    {"name": "unary2", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.125, "zero-point": 0}
  ],
  "units": [
    {"id": "unary0", "quantize": true},
    {"id": "unary1", "quantize": false},
    {"id": "unary2", "quantize": true}
  ]
}

//--- model.mlir
func.func @main(%x: tensor<1x2xf32> {qnn.name = "image"}) -> (tensor<2xf32> {qnn.name = "out0"}) {
  %s = tosa.const_shape {values = dense<[2]> : tensor<1xindex>} : () -> !tosa.shape<1>
  %0 = qnn.unit "unary0" kind "unary"(%x) : (tensor<1x2xf32>) -> tensor<1x2xf32> {
  ^bb0(%arg0: tensor<1x2xf32>):
    %4 = tosa.tanh %arg0 : (tensor<1x2xf32>) -> tensor<1x2xf32>
    qnn.yield %4 : tensor<1x2xf32>
  }
  %1 = tosa.reshape %0, %s : (tensor<1x2xf32>, !tosa.shape<1>) -> tensor<2xf32>
  %2 = qnn.unit "unary1" kind "unary"(%1) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%arg0: tensor<2xf32>):
    %4 = tosa.tanh %arg0 : (tensor<2xf32>) -> tensor<2xf32>
    qnn.yield %4 : tensor<2xf32>
  }
  %3 = qnn.unit "unary2" kind "unary"(%2) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%arg0: tensor<2xf32>):
    %4 = tosa.tanh %arg0 : (tensor<2xf32>) -> tensor<2xf32>
    qnn.yield %4 : tensor<2xf32>
  }
  return %3 : tensor<2xf32>
}

//--- other.mlir
func.func @main(%x: tensor<1x2xf32> {qnn.name = "image"}) -> (tensor<1x2xf32> {qnn.name = "out0"}) {
  return %x : tensor<1x2xf32>
}

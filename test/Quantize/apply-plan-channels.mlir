// Scales per channel and tensors of 16 bits: on the types, through what moves
// elements, and where the plan asks for what cannot be.

// RUN: rm -rf %t && split-file %s %t
// RUN: qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json" | FileCheck %s

// CHECK: %[[A:.+]] = qnn.unit "add0" kind "add"
// CHECK-SAME: -> tensor<1x2x2x2x!quant.uniform<i8:f32:3, {5.000000e-01:3,2.500000e-01:3}>>
// CHECK: %[[ZERO:.+]] = quant.qcast %{{.+}} : tensor<1xf32> to tensor<1x!quant.uniform<i8:f32, 5.000000e-01:3>>
// CHECK: %[[P:.+]] = tosa.pad %[[A]], %{{.+}}, %[[ZERO]] : (tensor<1x2x2x2x!quant.uniform<i8:f32:3, {5.000000e-01:3,2.500000e-01:3}>>
// CHECK-SAME: -> tensor<1x3x2x2x!quant.uniform<i8:f32:3, {5.000000e-01:3,2.500000e-01:3}>>
// CHECK: %[[B:.+]] = qnn.unit "add1" kind "add"(%[[P]], %[[P]])
// CHECK-SAME: -> tensor<1x3x2x2x!quant.uniform<i16:f32, 0.0010000000474974513:-5>>
// A unary function reads bytes only.
// CHECK: %[[F:.+]] = quant.dcast %[[B]]
// CHECK: %[[N:.+]] = quant.qcast %[[F]] : tensor<1x3x2x2xf32> to tensor<1x3x2x2x!quant.uniform<i8:f32, {{.*}}>>
// CHECK: qnn.unit "unary0" kind "unary"(%[[N]])
// CHECK: qnn.unit "add2" kind "add"(%[[B]], %[[B]])

// RUN: sed 's/\[0.5, 0.25\]/[0.5, 0.25, 1]/' %t/plan.json > %t/three.json
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/three.json" 2>&1 | FileCheck %s --check-prefix=THREE
// THREE: model.mlir:{{.*}}: error: the plan's tensor 'add0' has 3 scales, but its last dimension has 2 elements; give as many, or one

// RUN: sed 's/"scale": 0.03125/"scale": [0.5, 0.25]/' %t/plan.json > %t/argument.json
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/argument.json" 2>&1 | FileCheck %s --check-prefix=ARGUMENT
// ARGUMENT: error: the plan's tensor 'in0' cannot have a scale per channel, because no quantized unit computes it; give it one scale

// RUN: sed 's/"scale": 0.001,/"scale": [0.001, 0.001],/' %t/plan.json > %t/reader.json
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/reader.json" 2>&1 | FileCheck %s --check-prefix=READER
// READER: error: the plan's tensor 'add1' cannot have a scale per channel, because unit 'unary0' of kind 'unary' reads it; give it one scale

// RUN: sed 's/{"id": "add0", "quantize": true}/{"id": "add0", "quantize": false}/' %t/plan.json > %t/float.json
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/float.json" 2>&1 | FileCheck %s --check-prefix=FLOAT
// FLOAT: error: the plan's tensor 'add0' cannot have a scale per channel, because no quantized unit computes it

// RUN: sed 's/"zero-point": 3}/"zero-point": -100}/' %t/plan.json > %t/clamp.json
// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/clamp.json" 2>&1 | FileCheck %s --check-prefix=CLAMP
// CLAMP: error: the plan's tensor 'add0' cannot have these scales, because its activation's bound would be another stored value in every channel

// RUN: not qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json io=out0:u8" 2>&1 | FileCheck %s --check-prefix=IO
// IO: error: 'out0' cannot be a byte of one scale, because the plan gives 'add2' 16 bits or a scale per channel

//--- plan.json
{
  "qopt-plan": 1,
  "model": "9b2e08323d14e4e152f093f99d705a7b60c26bd1f392092221f8941cfcc96565",
  "numerics": "fp32",
  "tensors": [
    {"name": "in0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.03125, "zero-point": 0},
    {"name": "add0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "asymmetric", "scale": [0.5, 0.25], "zero-point": 3},
    {"name": "add1", "min": -1, "max": 1, "method": "minmax", "bits": 16, "signed": true, "scheme": "asymmetric", "scale": 0.001, "zero-point": -5},
    {"name": "unary0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.0625, "zero-point": 0},
    {"name": "add2", "min": -1, "max": 1, "method": "minmax", "bits": 16, "signed": true, "scheme": "asymmetric", "scale": 0.002, "zero-point": 0}
  ],
  "units": [
    {"id": "add0", "quantize": true},
    {"id": "add1", "quantize": true},
    {"id": "unary0", "quantize": true},
    {"id": "add2", "quantize": true}
  ]
}

//--- model.mlir
func.func @main(%x: tensor<1x2x2x2xf32>) -> (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) {
  %s = tosa.const_shape {values = dense<[0, 0, 1, 0, 0, 0, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = qnn.unit "add0" kind "add"(%x, %x) : (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32> {
  ^bb0(%a: tensor<1x2x2x2xf32>, %b: tensor<1x2x2x2xf32>):
    %5 = tosa.add %a, %b : (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    %6 = tosa.clamp %5 {max_val = 62.0 : f32, min_val = -65.5 : f32} : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    qnn.yield %6 : tensor<1x2x2x2xf32>
  }
  %1 = tosa.pad %0, %s, %zero : (tensor<1x2x2x2xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x3x2x2xf32>
  %2 = qnn.unit "add1" kind "add"(%1, %1) : (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32> {
  ^bb0(%a: tensor<1x3x2x2xf32>, %b: tensor<1x3x2x2xf32>):
    %5 = tosa.add %a, %b : (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32>
    qnn.yield %5 : tensor<1x3x2x2xf32>
  }
  %3 = qnn.unit "unary0" kind "unary"(%2) : (tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32> {
  ^bb0(%a: tensor<1x3x2x2xf32>):
    %5 = tosa.tanh %a : (tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32>
    qnn.yield %5 : tensor<1x3x2x2xf32>
  }
  %4 = qnn.unit "add2" kind "add"(%2, %2) : (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32> {
  ^bb0(%a: tensor<1x3x2x2xf32>, %b: tensor<1x3x2x2xf32>):
    %5 = tosa.add %a, %b : (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32>
    qnn.yield %5 : tensor<1x3x2x2xf32>
  }
  return %4, %3 : tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>
}

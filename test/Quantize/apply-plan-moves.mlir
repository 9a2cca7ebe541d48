// RUN: split-file %s %t
// RUN: qopt %t/model.mlir --qopt-apply-plan="plan=%t/plan.json" | FileCheck %s

// What moves elements has the parameters of what it moves: a cast to float goes
// below it and a cast from float above it, and what a pad fills in is cast too.

// CHECK: %[[Q:.+]] = quant.qcast %arg0 : tensor<1x4x4x1xf32> to tensor<1x4x4x1x!quant.uniform<i8:f32, 5.000000e-01:-3>>
// CHECK: %[[M:.+]] = tosa.max_pool2d %[[Q]]
// CHECK: %[[TWO:.+]] = quant.qcast %{{.+}} : tensor<1xf32> to tensor<1x!quant.uniform<i8:f32, 5.000000e-01:-3>>
// CHECK: %[[P:.+]] = tosa.pad %[[M]], %{{.+}}, %[[TWO]]
// CHECK: qnn.unit "unary0" kind "unary"(%[[P]])
// The units that read a float tensor have one name for it.
// CHECK: %[[C:.+]] = tosa.ceil
// CHECK: %[[QC:.+]] = quant.qcast %[[C]] : tensor<1x4x4x1xf32> to tensor<1x4x4x1x!quant.uniform<i8:f32, 1.250000e-01>>
// CHECK: %[[R:.+]] = tosa.reduce_max %[[QC]]
// CHECK: %[[A:.+]] = qnn.unit "add0" kind "add"(%[[R]], %[[QC]])
// CHECK: %[[B:.+]] = tosa.reduce_max %[[A]]
// CHECK: %[[F:.+]] = quant.dcast %[[B]] : tensor<1x1x4x1x!quant.uniform<i8:f32, 6.250000e-02>> to tensor<1x1x4x1xf32>
// CHECK: return %{{.+}}, %[[F]]

//--- plan.json
{
  "qopt-plan": 1,
  "model": "572342928da54fca25843092de5d715518ec189cf52e9a94059423ed6e6a394a",
  "numerics": "fp32",
  "tensors": [
    {"name": "image", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "asymmetric", "scale": 0.5, "zero-point": -3},
    {"name": "unary0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.25, "zero-point": 0},
    {"name": "add0.in0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.125, "zero-point": 0},
    {"name": "add0", "min": -1, "max": 1, "method": "minmax", "bits": 8, "signed": true, "scheme": "symmetric", "scale": 0.0625, "zero-point": 0}
  ],
  "units": [
    {"id": "unary0", "quantize": true},
    {"id": "add0", "quantize": true}
  ]
}

//--- model.mlir
func.func @main(%x: tensor<1x4x4x1xf32> {qnn.name = "image"}) -> (tensor<1x2x2x2xf32> {qnn.name = "out0"}, tensor<1x1x4x1xf32> {qnn.name = "out1"}) {
  %s = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 1]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.max_pool2d %x {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
  %1 = tosa.pad %0, %s, %two : (tensor<1x2x2x1xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<1x2x2x2xf32>
  %2 = qnn.unit "unary0" kind "unary"(%1) : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32> {
  ^bb0(%arg0: tensor<1x2x2x2xf32>):
    %6 = tosa.tanh %arg0 : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    qnn.yield %6 : tensor<1x2x2x2xf32>
  }
  %3 = tosa.ceil %x : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
  %4 = tosa.reduce_max %3 {axis = 1 : i32} : (tensor<1x4x4x1xf32>) -> tensor<1x1x4x1xf32>
  %5 = qnn.unit "add0" kind "add"(%4, %3) : (tensor<1x1x4x1xf32>, tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  ^bb0(%arg0: tensor<1x1x4x1xf32>, %arg1: tensor<1x4x4x1xf32>):
    %6 = tosa.add %arg0, %arg1 : (tensor<1x1x4x1xf32>, tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    qnn.yield %6 : tensor<1x4x4x1xf32>
  }
  %7 = tosa.reduce_max %5 {axis = 1 : i32} : (tensor<1x4x4x1xf32>) -> tensor<1x1x4x1xf32>
  return %2, %7 : tensor<1x2x2x2xf32>, tensor<1x1x4x1xf32>
}

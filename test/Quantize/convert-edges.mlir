// RUN: qopt %s --qopt-convert-units-to-qnn | FileCheck %s

!i = !quant.uniform<i8:f32, 0.5:-3>
!u = !quant.uniform<u8:f32, 0.25:200>

// CHECK-LABEL: func.func @casts(%arg0: tensor<2x3xf32>) -> tensor<6xf32>
// CHECK: %[[Q:.+]] = qnn.quantize %arg0 scale 2.500000e-01 zp 200 unsigned : tensor<2x3xf32> to tensor<2x3xi8>
// CHECK: %[[R:.+]] = tosa.reshape %[[Q]], %{{.+}} : (tensor<2x3xi8>, !tosa.shape<1>) -> tensor<6xi8>
// CHECK: %[[F:.+]] = qnn.dequantize %[[R]] scale 2.500000e-01 zp 200 unsigned : tensor<6xi8> to tensor<6xf32>
// CHECK: return %[[F]]
func.func @casts(%x: tensor<2x3xf32>) -> tensor<6xf32> {
  %s = tosa.const_shape {values = dense<6> : tensor<1xindex>} : () -> !tosa.shape<1>
  %0 = quant.qcast %x : tensor<2x3xf32> to tensor<2x3x!u>
  %1 = tosa.reshape %0, %s : (tensor<2x3x!u>, !tosa.shape<1>) -> tensor<6x!u>
  %2 = quant.dcast %1 : tensor<6x!u> to tensor<6xf32>
  return %2 : tensor<6xf32>
}

// Of 16 bits, and of less than the whole range, which is clamped before it is rounded.

!w = !quant.uniform<i16:f32, 0.125:-5>
!n = !quant.uniform<i8<-127:127>:f32, 0.25>

// CHECK-LABEL: func.func @words_and_narrow
// CHECK: %[[W:.+]] = qnn.quantize %arg0 scale 1.250000e-01 zp -5 : tensor<2x3xf32> to tensor<2x3xi16>
// CHECK: %[[C:.+]] = tosa.clamp %arg0 {max_val = 3.175000e+01 : f32, min_val = -3.175000e+01 : f32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK: %[[N:.+]] = qnn.quantize %[[C]] scale 2.500000e-01 zp 0 : tensor<2x3xf32> to tensor<2x3xi8>
func.func @words_and_narrow(%x: tensor<2x3xf32>) -> (tensor<2x3xi16>, tensor<2x3xi8>) {
  %0 = quant.qcast %x : tensor<2x3xf32> to tensor<2x3x!w>
  %1 = quant.qcast %x : tensor<2x3xf32> to tensor<2x3x!n>
  %2 = quant.scast %0 : tensor<2x3x!w> to tensor<2x3xi16>
  %3 = quant.scast %1 : tensor<2x3x!n> to tensor<2x3xi8>
  return %2, %3 : tensor<2x3xi16>, tensor<2x3xi8>
}

// Other parameters for a quantized tensor are a rescale, not two casts.

// CHECK-LABEL: func.func @requantize
// CHECK-SAME: (%[[X:.+]]: tensor<4xi8> {qnn.scale = 5.000000e-01 : f32, qnn.zero_point = -3 : i32})
// CHECK: %[[S:.+]] = arith.constant dense<2.000000e+00> : tensor<1xf32>
// CHECK: qnn.requantize %[[X]], (%[[S]]) in_zp -3 out_zp 200 clamp [0, 255] fp32 : tensor<4xi8>, (tensor<1xf32>) to tensor<4xi8>
func.func @requantize(%x: tensor<4x!i>) -> tensor<4x!u> {
  %0 = quant.dcast %x : tensor<4x!i> to tensor<4xf32>
  %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!u>
  return %1 : tensor<4x!u>
}

// CHECK-LABEL: func.func @calls
// CHECK: call @requantize(%{{.+}}) : (tensor<4xi8>) -> tensor<4xi8>
func.func @calls(%x: tensor<4x!i>) -> tensor<4x!u> {
  %0 = func.call @requantize(%x) : (tensor<4x!i>) -> tensor<4x!u>
  return %0 : tensor<4x!u>
}

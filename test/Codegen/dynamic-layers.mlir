// RUN: qopt %s --qopt-convert-qnn-to-linalg | FileCheck %s
// RUN: qopt %s --qopt-convert-qnn-to-linalg --canonicalize --cse | FileCheck %s --check-prefix=ONCE

// Floats multiply stored weights; the scale and the bias are a map behind.

// CHECK-LABEL: func.func @float_dense
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]} ins(%{{.+}}, %{{.+}} : tensor<2x3xf32>, tensor<2x3xi8>) {{.*}} attrs = {qnn.unit = "d"} {
// CHECK-NEXT:    ^bb0(%[[X:.+]]: f32, %[[W:.+]]: i8, %[[ACC:.+]]: f32):
// CHECK-NEXT:      %[[W32:.+]] = arith.extsi %[[W]] : i8 to i32
// CHECK-NEXT:      %[[F:.+]] = arith.sitofp %[[W32]] : i32 to f32
// CHECK-NEXT:      %[[P:.+]] = arith.mulf %[[X]], %[[F]]
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[ACC]], %[[P]]
// CHECK-NEXT:      linalg.yield %[[SUM]]
// CHECK:         linalg.generic
// CHECK-NEXT:    ^bb0(%[[SUM:.+]]: f32, %[[S:.+]]: f32, %[[B:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[P:.+]] = arith.mulf %[[SUM]], %[[S]]
// CHECK-NEXT:      %[[Y:.+]] = arith.addf %[[P]], %[[B]]
// CHECK-NEXT:      linalg.yield %[[Y]]
func.func @float_dense(%x: tensor<2x3xf32>) -> tensor<2x2xf32> {
  %w = arith.constant dense<[[1, 2, 3], [-4, 5, -6]]> : tensor<2x3xi8>
  %s = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %0 = qnn.float_dense %x, %w, %s, %s unit "d" : (tensor<2x3xf32>, tensor<2x3xi8>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// The largest magnitude of a row is a maximum of integers.

// CHECK-LABEL: func.func @dynamic
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%{{.+}} : tensor<2x12xf32>)
// CHECK-NEXT:    ^bb0(%[[X:.+]]: f32, %[[MAX:.+]]: i32):
// CHECK-NEXT:      %[[BITS:.+]] = arith.bitcast %[[X]] : f32 to i32
// CHECK:           %[[ABS:.+]] = arith.andi %[[BITS]], %{{.+}} : i32
// CHECK-NEXT:      arith.maxsi %[[MAX]], %[[ABS]]
// CHECK:         arith.divf
// CHECK:         scf.for
// CHECK:           tensor.extract
// CHECK:           %[[R:.+]] = arith.select
// CHECK:           linalg.generic {{.*}} ins(%{{.+}} : tensor<12xf32>)
// CHECK:             %[[P:.+]] = arith.mulf %{{.+}}, %[[R]]
// CHECK-NEXT:        qnn.quantize %[[P]] scale 1.000000e+00 zp 128 unsigned
func.func @dynamic(%x: tensor<2x2x2x3xf32>) -> tensor<2x2x2x3xi8> {
  %s = qnn.dynamic_scale %x : tensor<2x2x2x3xf32> to tensor<2xf32>
  %0 = qnn.dynamic_quantize %x, %s unsigned : (tensor<2x2x2x3xf32>, tensor<2xf32>) -> tensor<2x2x2x3xi8>
  return %0 : tensor<2x2x2x3xi8>
}

// CHECK-LABEL: func.func @dequantize
// CHECK:         linalg.generic {{.*}} ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x3xi32>, tensor<2xf32>, tensor<1xf32>, tensor<3xf32>)
// CHECK-NEXT:    ^bb0(%[[ACC:.+]]: i32, %[[SX:.+]]: f32, %[[S:.+]]: f32, %[[B:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[F:.+]] = arith.sitofp %[[ACC]]
// CHECK-NEXT:      %[[SCALE:.+]] = arith.mulf %[[SX]], %[[S]]
// CHECK-NEXT:      %[[P:.+]] = arith.mulf %[[F]], %[[SCALE]]
// CHECK-NEXT:      %[[Y:.+]] = arith.addf %[[P]], %[[B]]
// CHECK:           arith.cmpf olt
func.func @dequantize(%acc: tensor<2x3xi32>, %sx: tensor<2xf32>, %s: tensor<1xf32>, %b: tensor<3xf32>) -> tensor<2x3xf32> {
  %0 = qnn.dynamic_dequantize %acc, %sx, %s, %b relu : (tensor<2x3xi32>, tensor<2xf32>, tensor<1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// Layers that read one tensor quantize it once.

// ONCE-LABEL: func.func @twice
// ONCE:         %[[Q:.+]] = scf.for
// ONCE-NOT:     scf.for
// ONCE:         return %[[Q]], %[[Q]]
func.func @twice(%x: tensor<3x8xf32>) -> (tensor<3x8xi8>, tensor<3x8xi8>) {
  %s = qnn.dynamic_scale %x : tensor<3x8xf32> to tensor<3xf32>
  %0 = qnn.dynamic_quantize %x, %s : (tensor<3x8xf32>, tensor<3xf32>) -> tensor<3x8xi8>
  %t = qnn.dynamic_scale %x : tensor<3x8xf32> to tensor<3xf32>
  %1 = qnn.dynamic_quantize %x, %t : (tensor<3x8xf32>, tensor<3xf32>) -> tensor<3x8xi8>
  return %0, %1 : tensor<3x8xi8>, tensor<3x8xi8>
}

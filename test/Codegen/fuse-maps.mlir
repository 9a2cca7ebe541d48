// RUN: qopt %s --qopt-convert-qnn-to-linalg --canonicalize --qopt-fuse-maps | FileCheck %s

// Two maps after a contraction become one; the contraction stays by itself,
// even where its weights are all the same.

// CHECK-LABEL: func.func @after_contraction
// CHECK:         %[[W:.+]] = arith.constant dense<1> : tensor<2x3xi8>
// CHECK:         %[[ACC:.+]] = linalg.generic {{.*}}"reduction"]} ins(%{{.+}}, %[[W]] : tensor<2x3xi8>, tensor<2x3xi8>)
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} ins(%[[ACC]]
// CHECK:           %[[Q:.+]] = qnn.rescale
// CHECK-NEXT:      %[[L:.+]] = qnn.lookup %[[Q]]
// CHECK-NEXT:      linalg.yield %[[L]]
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[Y]]
func.func @after_contraction(%x: tensor<2x3xi8>) -> tensor<2x2xi8> {
  %w = arith.constant dense<1> : tensor<2x3xi8>
  %b = arith.constant dense<[10, -10]> : tensor<2xi32>
  %s = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<2x2xi32>, (tensor<2xf32>) to tensor<2x2xi8>
  %2 = qnn.lookup %1 table dense<7> : tensor<256xi8> : tensor<2x2xi8> to tensor<2x2xi8>
  return %2 : tensor<2x2xi8>
}

// What has two readers is computed once.

// CHECK-LABEL: func.func @two_readers
// CHECK:         %[[Q:.+]] = linalg.generic
// CHECK:           qnn.quantize
// CHECK:         %[[F:.+]] = linalg.generic {{.*}} ins(%[[Q]] :
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      qnn.dequantize
// CHECK:         return %[[Q]], %[[F]]
func.func @two_readers(%x: tensor<2x4xf32>) -> (tensor<2x4xi8>, tensor<2x4xf32>) {
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<2x4xf32> to tensor<2x4xi8>
  %1 = qnn.dequantize %0 scale 0.5 zp 3 : tensor<2x4xi8> to tensor<2x4xf32>
  return %0, %1 : tensor<2x4xi8>, tensor<2x4xf32>
}

// A sum of one element each adds to its result, once: not as often as it is
// read.

// CHECK-LABEL: func.func @sum_of_one
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} outs(%{{.+}} : tensor<1x4xi32>)
// CHECK:         linalg.generic {{.*}} ins(%[[SUM]] : tensor<1x4xi32>)
func.func @sum_of_one(%x: tensor<1x4xi8>) -> tensor<3x4xi32> {
  %0 = qnn.reduce_sum %x dims [] zp 3 : tensor<1x4xi8> to tensor<1x4xi32>
  %empty = tensor.empty() : tensor<3x4xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<1x4xi32>) outs(%empty : tensor<3x4xi32>) {
  ^bb0(%in: i32, %out: i32):
    linalg.yield %in : i32
  } -> tensor<3x4xi32>
  return %1 : tensor<3x4xi32>
}

// RUN: qopt %s --qopt-convert-qnn-to-linalg | FileCheck %s

// A contraction that starts from the bias; the rescale is a map that follows.

// CHECK-DAG: #[[MK:.+]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[NK:.+]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[MN:.+]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG: #[[ID:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[CHANNEL:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-DAG: #[[SINGLE:.+]] = affine_map<(d0, d1, d2) -> (0)>

// CHECK-LABEL: func.func @dense
// CHECK-SAME:    %[[X:.+]]: tensor<2x3xi8>
// CHECK-DAG:     %[[W:.+]] = arith.constant dense<{{.*}}> : tensor<2x3xi8>
// CHECK-DAG:     %[[B:.+]] = arith.constant dense<[10, -10]> : tensor<2xi32>
// CHECK-DAG:     %[[S:.+]] = arith.constant dense<{{.*}}> : tensor<2xf32>
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[B]] : tensor<2xi32>) outs(%{{.+}} : tensor<2x2xi32>) dimensions = [0]
// CHECK:         %[[ACC:.+]] = linalg.generic {indexing_maps = [#[[MK]], #[[NK]], #[[MN]]], iterator_types = ["parallel", "parallel", "reduction"]}
// CHECK-SAME:      ins(%[[X]], %[[W]] : {{.*}}) outs(%[[INIT]] : tensor<2x2xi32>) attrs = {qnn.unit = "dense0"} {
// CHECK-NEXT:    ^bb0(%[[L:.+]]: i8, %[[R:.+]]: i8, %[[SUM:.+]]: i32):
// CHECK-NEXT:      %[[L32:.+]] = arith.extsi %[[L]]
// CHECK-NEXT:      %[[R32:.+]] = arith.extsi %[[R]]
// CHECK-NEXT:      %[[P:.+]] = arith.muli %[[L32]], %[[R32]]
// CHECK-NEXT:      %[[NEXT:.+]] = arith.addi %[[SUM]], %[[P]]
// CHECK-NEXT:      linalg.yield %[[NEXT]]
// CHECK:         linalg.generic {indexing_maps = [#[[ID]], #[[CHANNEL]], #[[ID]]], iterator_types = ["parallel", "parallel"]} ins(%[[ACC]], %[[S]] :
// CHECK-NEXT:    ^bb0(%[[A:.+]]: i32, %[[SC:.+]]: f32, %{{.+}}: i8):
// CHECK-NEXT:      %[[Q:.+]] = qnn.rescale %[[A]], (%[[SC]]) zp -3 clamp{{ ?}}[-3, 127] fp32 : i32, (f32) to i8
// CHECK-NEXT:      linalg.yield %[[Q]]
func.func @dense(%x: tensor<2x3xi8>) -> tensor<2x2xi8> {
  %w = arith.constant dense<[[1, 2, 3], [-4, 5, -6]]> : tensor<2x3xi8>
  %b = arith.constant dense<[10, -10]> : tensor<2xi32>
  %s = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 unit "dense0" : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<2x2xi32>, (tensor<2xf32>) to tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// Unsigned weights are stored less 128, and their zero point 3 becomes -125: it
// needs the sum of every row, a contraction with ones.

// CHECK-LABEL: func.func @weight_zero_point
// CHECK-SAME:    %[[X:.+]]: tensor<2x3xi8>
// CHECK:         %[[W:.+]] = arith.constant dense<{{\[\[}}-127, -126, -125], [124, -123, 122]]> : tensor<2x3xi8>
// CHECK:         %[[ACC:.+]] = linalg.generic {{.*}} ins(%[[X]], %[[W]] :
// CHECK:           arith.extui
// CHECK-NEXT:      arith.extsi
// CHECK-DAG:     %[[ONES:.+]] = arith.constant dense<1> : tensor<1x3xi8>
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant dense<0> : tensor<1xi32>
// CHECK:         %[[SUMS:.+]] = linalg.generic {{.*}} ins(%[[X]], %[[ONES]] : {{.*}}) outs(%{{.+}} : tensor<2x1xi32>)
// CHECK:           arith.extui
// CHECK:         linalg.generic {indexing_maps = [#[[ID]], #[[ROW]], #[[ID]]], {{.*}} ins(%[[ACC]], %[[SUMS]] :
// CHECK-NEXT:    ^bb0(%[[A:.+]]: i32, %[[SUM:.+]]: i32, %{{.+}}: i32):
// CHECK-NEXT:      %[[Z:.+]] = arith.constant -125 : i32
// CHECK-NEXT:      %[[P:.+]] = arith.muli %[[SUM]], %[[Z]]
// CHECK-NEXT:      arith.subi %[[A]], %[[P]]
func.func @weight_zero_point(%x: tensor<2x3xi8>) -> tensor<2x2xi32> {
  %w = arith.constant dense<[[1, 2, 3], [-4, 5, -6]]> : tensor<2x3xi8>
  %b = arith.constant dense<[10, -10]> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 3 x_unsigned w_unsigned : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

// Unsigned weights around 128 are signed ones around 0: no sums.

// CHECK-LABEL: func.func @weight_zero_point_128
// CHECK:         linalg.generic
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @weight_zero_point_128(%x: tensor<2x3xi8>) -> tensor<2x2xi32> {
  %w = arith.constant dense<[[1, 2, 3], [-4, 5, -6]]> : tensor<2x3xi8>
  %b = arith.constant dense<[10, -10]> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 128 w_unsigned : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

// Elementwise operations of any rank. A zero point of 128 is not -128.

// CHECK-LABEL: func.func @elementwise
// CHECK:         linalg.generic {indexing_maps = [#{{.+}}, #[[SINGLE]], #[[SINGLE]], #{{.+}}], iterator_types = ["parallel", "parallel", "parallel"]}
// CHECK-NEXT:    ^bb0(%[[X:.+]]: i8, %[[M:.+]]: i32, %[[T:.+]]: i8, %{{.+}}: i8):
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extui %[[X]] : i8 to i32
// CHECK-NEXT:      %[[Z:.+]] = arith.constant 128 : i32
// CHECK-NEXT:      %[[D:.+]] = arith.subi %[[WIDE]], %[[Z]] : i32
// CHECK-NEXT:      qnn.rescale %[[D]], (%[[M]], %[[T]]) zp 0 clamp{{ ?}}[-128, 127] single : i32, (i32, i8) to i8
// CHECK:         linalg.generic
// CHECK:           qnn.lookup %{{.+}} table dense<7> : tensor<256xi8> : i8 to i8
// CHECK:         linalg.generic
// CHECK:           qnn.quantize %{{.+}} scale 5.000000e-01 zp 3 : f32 to i8
// CHECK:         linalg.generic
// CHECK:           qnn.dequantize %{{.+}} scale 5.000000e-01 zp 3 : i8 to f32
func.func @elementwise(%x: tensor<2x3x4xi8>, %f: tensor<?x4xf32>) -> (tensor<2x3x4xi8>, tensor<?x4xi8>, tensor<2x3x4xf32>) {
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %t = arith.constant dense<31> : tensor<1xi8>
  %0 = qnn.requantize %x, (%m, %t) in_zp 128 in_unsigned out_zp 0 clamp [-128, 127] single : tensor<2x3x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<2x3x4xi8>
  %1 = qnn.lookup %0 table dense<7> : tensor<256xi8> : tensor<2x3x4xi8> to tensor<2x3x4xi8>
  %2 = qnn.quantize %f scale 0.5 zp 3 : tensor<?x4xf32> to tensor<?x4xi8>
  %3 = qnn.dequantize %1 scale 0.5 zp 3 : tensor<2x3x4xi8> to tensor<2x3x4xf32>
  return %1, %2, %3 : tensor<2x3x4xi8>, tensor<?x4xi8>, tensor<2x3x4xf32>
}

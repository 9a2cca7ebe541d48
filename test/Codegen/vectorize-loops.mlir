// DEFINE: %{vectorize} = qopt-convert-qnn-to-linalg,func.func(tosa-to-linalg),qopt-vectorize-loops,canonicalize,cse
// RUN: qopt %s --pass-pipeline='builtin.module(qopt-set-target{triple=x86_64-linux-gnu cpu=haswell},%{vectorize})' --verify-diagnostics | FileCheck %s
// RUN: not qopt %s --pass-pipeline='builtin.module(%{vectorize})' 2>&1 | FileCheck %s --check-prefix=NOTARGET

// NOTARGET: error: the module names no target; run qopt-set-target first

// Operands as large as the result: all dimensions are one, and the remainder is
// read and written by itself.

// CHECK-LABEL: func.func @flat
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x7xf32>
// CHECK:         %[[IN:.+]] = tensor.collapse_shape %[[X]] {{\[\[}}0, 1, 2]] : tensor<2x3x7xf32> into tensor<42xf32>
// CHECK:         %[[A:.+]] = vector.transfer_read %[[IN]][%c0], {{.*}} {in_bounds = [true]} : tensor<42xf32>, vector<32xf32>
// CHECK-NEXT:    %[[QA:.+]] = qnn.quantize %[[A]] scale 5.000000e-01 zp 3 : vector<32xf32> to vector<32xi8>
// CHECK-NEXT:    vector.transfer_write %[[QA]], %{{.+}}[%c0] {in_bounds = [true]}
// CHECK:         %[[B:.+]] = vector.transfer_read %[[IN]][%c32], {{.*}} {in_bounds = [true]} : tensor<42xf32>, vector<8xf32>
// CHECK:         %[[QB:.+]] = qnn.quantize %[[B]] scale 5.000000e-01 zp 3 : vector<8xf32> to vector<8xi8>
// CHECK:         vector.transfer_write %[[QB]], %{{.+}}[%c32] {in_bounds = [true]}
// CHECK:         vector.transfer_read %[[IN]][%c40], {{.*}} {in_bounds = [true]} : tensor<42xf32>, vector<2xf32>
// CHECK:         %[[Y:.+]] = tensor.expand_shape {{.*}} into tensor<2x3x7xi8>
// CHECK-NEXT:    return %[[Y]]
func.func @flat(%x: tensor<2x3x7xf32>) -> tensor<2x3x7xi8> {
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<2x3x7xf32> to tensor<2x3x7xi8>
  return %0 : tensor<2x3x7xi8>
}

// A value per channel: the last dimension is the columns.

// CHECK-LABEL: func.func @channels
// CHECK-SAME:    %[[X:.+]]: tensor<2x2x40xi8>, %[[S:.+]]: tensor<40xf32>
// CHECK:         scf.for %[[I:.+]] = %c0 to %c2 step %c1
// CHECK:           scf.for %[[J:.+]] = %c0 to %c2 step %c1
// CHECK:             vector.transfer_read %[[X]][%[[I]], %[[J]], %c0], {{.*}} vector<32xi8>
// CHECK:             vector.transfer_read %[[S]][%c0], {{.*}} vector<32xf32>
// CHECK:             arith.extsi %{{.+}} : vector<32xi8> to vector<32xi32>
// CHECK:             qnn.rescale {{.*}} : vector<32xi32>, (vector<32xf32>) to vector<32xi8>
// CHECK:             vector.transfer_read %[[X]][%[[I]], %[[J]], %c32], {{.*}} vector<8xi8>
// CHECK:             vector.transfer_read %[[S]][%c32], {{.*}} vector<8xf32>
// CHECK:             qnn.rescale {{.*}} : vector<8xi32>, (vector<8xf32>) to vector<8xi8>
func.func @channels(%x: tensor<2x2x40xi8>, %s: tensor<40xf32>) -> tensor<2x2x40xi8> {
  %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<2x2x40xi8>, (tensor<40xf32>) to tensor<2x2x40xi8>
  return %0 : tensor<2x2x40xi8>
}

// A value per row is broadcast.

// CHECK-LABEL: func.func @rows
// CHECK:         scf.for %[[ROW:.+]] = %c0 to %c3 step %c1
// CHECK:           vector.transfer_read %{{.+}}[%[[ROW]], %c0], {{.*}} vector<8xf32>
// CHECK:           %[[SCALAR:.+]] = tensor.extract %{{.+}}[%[[ROW]], %c0] : tensor<3x1xf32>
// CHECK:           %[[ALL:.+]] = vector.broadcast %[[SCALAR]] : f32 to vector<8xf32>
// CHECK:           arith.subf %{{.+}}, %[[ALL]] : vector<8xf32>
func.func @rows(%x: tensor<3x8xf32>, %r: tensor<3x1xf32>) -> tensor<3x8xf32> {
  %e = tensor.empty() : tensor<3x8xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, 0)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]}
      ins(%x, %r : tensor<3x8xf32>, tensor<3x1xf32>) outs(%e : tensor<3x8xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %1 = arith.subf %a, %b : f32
    linalg.yield %1 : f32
  } -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// A sum over what lies together: partial sums in the lanes, then their sum.

// CHECK-LABEL: func.func @sum
// CHECK-SAME:    %[[X:.+]]: tensor<2x40xf32>
// CHECK-NOT:     linalg
// CHECK:         scf.for %[[I:.+]] = %c0 to %c2 step %c1
// CHECK:           %[[A:.+]] = vector.transfer_read %[[X]][%[[I]], %c0], {{.*}} vector<32xf32>
// CHECK:           %[[PART:.+]] = vector.reduction <add>, %{{.+}}, %{{.+}} fastmath<reassoc> : vector<32xf32> into f32
// CHECK:           vector.transfer_read %[[X]][%[[I]], %c32], {{.*}} vector<8xf32>
// CHECK:           vector.reduction <add>, %{{.+}}, %[[PART]] fastmath<reassoc> : vector<8xf32> into f32
func.func @sum(%x: tensor<2x40xf32>) -> tensor<2x1xf32> {
  %0 = tosa.reduce_sum %x {axis = 1 : i32} : (tensor<2x40xf32>) -> tensor<2x1xf32>
  return %0 : tensor<2x1xf32>
}

// Windows: the lanes are channels, and what follows is computed with them.

// CHECK-LABEL: func.func @pool
// CHECK-SAME:    %[[X:.+]]: tensor<1x4x4x8xi8>
// CHECK-NOT:     linalg
// CHECK:         arith.maxui %{{.+}}, %{{.+}} : vector<8xi8>
// CHECK:         qnn.lookup {{.*}} vector<8xi8> to vector<8xi8>
// CHECK-NEXT:    vector.transfer_write
func.func @pool(%x: tensor<1x4x4x8xi8>) -> tensor<1x2x2x8xi8> {
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] unsigned : tensor<1x4x4x8xi8> to tensor<1x2x2x8xi8>
  %1 = qnn.lookup %0 table dense<7> : tensor<256xi8> : tensor<1x2x2x8xi8> to tensor<1x2x2x8xi8>
  return %1 : tensor<1x2x2x8xi8>
}

// What is padded next is written into the middle of the padded tensor.

// CHECK-LABEL: func.func @padded
// CHECK:         %[[WHOLE:.+]] = tensor.empty() : tensor<1x4x4x8xi8>
// CHECK-COUNT-4: tensor.insert_slice
// CHECK:         %[[MIDDLE:.+]] = tensor.extract_slice %{{.+}}[0, 1, 1, 0] [1, 2, 2, 8] [1, 1, 1, 1]
// CHECK:         qnn.quantize
// CHECK:         %[[DONE:.+]] = tensor.insert_slice %{{.+}} into %{{.+}}[0, 1, 1, 0] [1, 2, 2, 8] [1, 1, 1, 1]
// CHECK-NEXT:    return %[[DONE]]
func.func @padded(%x: tensor<1x2x2x8xf32>) -> tensor<1x4x4x8xi8> {
  %0 = qnn.quantize %x scale 0.5 zp 3 : tensor<1x2x2x8xf32> to tensor<1x2x2x8xi8>
  %zp = arith.constant 3 : i8
  %1 = tensor.pad %0 low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%a: index, %b: index, %c: index, %d: index):
    tensor.yield %zp : i8
  } : tensor<1x2x2x8xi8> to tensor<1x4x4x8xi8>
  return %1 : tensor<1x4x4x8xi8>
}

// What is left to scalar loops is said.

// CHECK-LABEL: func.func @indices
// CHECK:         linalg.index
func.func @indices() -> tensor<4xindex> {
  %e = tensor.empty() : tensor<4xindex>
  // expected-remark @+1 {{'linalg.generic' has no vector form here and runs as scalar loops; it is correct but slow}}
  %0 = linalg.generic {indexing_maps = [affine_map<(m) -> (m)>], iterator_types = ["parallel"]} outs(%e : tensor<4xindex>) {
  ^bb0(%out: index):
    %1 = linalg.index 0 : index
    linalg.yield %1 : index
  } -> tensor<4xindex>
  return %0 : tensor<4xindex>
}

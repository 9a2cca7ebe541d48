// DEFINE: %{lower} = --qopt-convert-qnn-to-linalg --qopt-fuse-maps --qopt-lower-contractions --canonicalize --cse
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=x86-64-v4 features=+avx512vnni" %{lower} | FileCheck %s --check-prefixes=CHECK,VNNI
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=sierraforest" %{lower} | FileCheck %s --check-prefixes=CHECK,VNNI
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=haswell" %{lower} | FileCheck %s --check-prefixes=CHECK,AVX2
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=x86-64" %{lower} 2>%t | FileCheck %s --check-prefixes=CHECK,GENERIC
// RUN: FileCheck %s --check-prefix=REMARK < %t
// RUN: not qopt %s %{lower} 2>&1 | FileCheck %s --check-prefix=NOTARGET

// NOTARGET: error: the module names no target; run qopt-set-target first
// REMARK: remark: 'dense0' runs on the portable kernel: no dot instruction is known here for x86_64-unknown-linux-gnu, x86-64; name a processor that has one with cpu or features

// Weights as the kernel reads them: columns, K values of each, zeros beyond.
// The last value of K is read by itself, so nothing beyond the rows is.

// CHECK-LABEL: func.func @tails
// CHECK-SAME:    qnn.kernels = [{
// VNNI-SAME:       kernel = "x86.{{.*}}.u8s8.128", packed_bytes = 32 : i64
// AVX2-SAME:       kernel = "x86.avx2.u8s8"
// GENERIC-SAME:    kernel = "generic.s8s8"
// CHECK-SAME:      unit = "dense0"
// VNNI:          arith.constant dense<{{\[\[\[}}1, 2, 3, 4, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0], [5, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]]> : tensor<1x2x16xi8>
// VNNI:          vector.transfer_read {{.*}} {in_bounds = [true]} : tensor<5xi8>, vector<4xi8>
// VNNI:          "llvm.x86.avx512.vpdpbusd.128"
// VNNI:          vector.transfer_read {{.*}} {in_bounds = [true]} : tensor<5xi8>, vector<1xi8>
// VNNI:          "llvm.x86.avx512.vpdpbusd.128"
// AVX2:          "llvm.x86.avx2.pmadd.ub.sw"
// GENERIC-NOT:   llvm.call_intrinsic
// The rescale is fused: nothing is stored before it.
// CHECK-NOT:     vector.transfer_write
// CHECK:         %[[Q:.+]] = qnn.rescale
// VNNI:          %[[VALID:.+]] = vector.extract_strided_slice %[[Q]] {offsets = [0], sizes = [2], strides = [1]}
// VNNI-NEXT:     vector.transfer_write %[[VALID]], {{.*}} {in_bounds = [true]} : vector<2xi8>, tensor<1x2xi8>
func.func @tails(%x: tensor<1x5xi8>) -> tensor<1x2xi8> {
  %w = arith.constant dense<[[1, 2, 3, 4, 5], [6, 7, 8, 9, 40]]> : tensor<2x5xi8>
  %b = arith.constant dense<[10, -10]> : tensor<2xi32>
  %s = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned unit "dense0" : (tensor<1x5xi8>, tensor<2x5xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<1x2xi32>, (tensor<2xf32>) to tensor<1x2xi8>
  return %1 : tensor<1x2xi8>
}

// Signed activations are flipped for u8 x s8, and the bias makes up for it:
// 10 - 128 * (1 + 2 + 3 + 4) = -1270. A signed kernel takes them as they are.

// CHECK-LABEL: func.func @signedness
// VNNI-DAG:      arith.constant dense<-1270> : {{tensor|vector}}<{{[0-9]+}}xi32>
// AVX2-DAG:      arith.constant dense<-1270> : {{tensor|vector}}<{{[0-9]+}}xi32>
// VNNI:          arith.xori
// AVX2:          arith.xori
// GENERIC-NOT:   arith.xori
// CHECK:         return
func.func @signedness(%x: tensor<1x4xi8>) -> tensor<1x16xi32> {
  %w = arith.constant dense<[[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4],
                             [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]> : tensor<16x4xi8>
  %b = arith.constant dense<10> : tensor<16xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 unit "dense1" : (tensor<1x4xi8>, tensor<16x4xi8>, tensor<16xi32>) -> tensor<1x16xi32>
  return %0 : tensor<1x16xi32>
}

// 127 * 255 twice does not fit the 16 bits of vpmaddubsw: AVX2 widens.

// CHECK-LABEL: func.func @saturating_weights
// AVX2-SAME:     kernel = "x86.avx2.s16s8"
// AVX2:          arith.extui %{{.+}} : i8 to i16
// AVX2-NOT:      pmadd.ub.sw
// AVX2:          arith.extsi %{{.+}} : vector<16xi8> to vector<16xi16>
// AVX2-NOT:      pmadd.ub.sw
// AVX2:          "llvm.x86.avx2.pmadd.wd"
// CHECK:         return
func.func @saturating_weights(%x: tensor<1x4xi8>) -> tensor<1x16xi32> {
  %w = arith.constant dense<127> : tensor<16x4xi8>
  %b = arith.constant dense<10> : tensor<16xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<1x4xi8>, tensor<16x4xi8>, tensor<16xi32>) -> tensor<1x16xi32>
  return %0 : tensor<1x16xi32>
}

// A group of weights is summed by itself, and its sums are multiplied with the
// factors of the columns. 255 is -1, which is extended without its sign.

// CHECK-LABEL: func.func @groups
// Of 2 x 64 weights of 2 bits in two columns of padding, and as many factors.
// VNNI-SAME:     packed_bytes = 72 : i64
// CHECK:         arith.constant dense<{{\[\[\[}}3, 7{{.*}}], [-1, 1{{.*}}]]]> : tensor<1x2x{{[0-9]+}}xi8>
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK:           arith.extui {{.*}} : vector<{{[0-9]+}}xi8> to vector<{{[0-9]+}}xi32>
// CHECK:           arith.muli
// CHECK-NEXT:      arith.addi
// CHECK:         return
func.func @groups(%x: tensor<1x64xi8>) -> tensor<1x2xi32> {
  %w = arith.constant dense<1> : tensor<2x64xi8>
  %b = arith.constant dense<10> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned factors dense<[[3, 255], [7, 1]]> : tensor<2x2xui8> : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}

// Accumulators with two readers are stored.

// CHECK-LABEL: func.func @two_readers
// CHECK-NOT:     qnn.rescale
// CHECK:         vector.transfer_write
// CHECK:         linalg.generic
// CHECK:           qnn.rescale
func.func @two_readers(%x: tensor<1x4xi8>) -> (tensor<1x16xi32>, tensor<1x16xi8>) {
  %w = arith.constant dense<1> : tensor<16x4xi8>
  %b = arith.constant dense<10> : tensor<16xi32>
  %s = arith.constant dense<0.5> : tensor<1xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<1x4xi8>, tensor<16x4xi8>, tensor<16xi32>) -> tensor<1x16xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<1x16xi32>, (tensor<1xf32>) to tensor<1x16xi8>
  return %0, %1 : tensor<1x16xi32>, tensor<1x16xi8>
}

// Two columns of 300: the lanes are K.

// CHECK-LABEL: func.func @few_columns
// VNNI:          vector.reduction <add>
// CHECK:         return
func.func @few_columns(%x: tensor<3x300xi8>) -> tensor<3x2xi32> {
  %w = arith.constant dense<3> : tensor<2x300xi8>
  %b = arith.constant dense<[1, 2]> : tensor<2xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned unit "dense2" : (tensor<3x300xi8>, tensor<2x300xi8>, tensor<2xi32>) -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// A product of two activations: the right side is brought into the order of the
// dot instruction once for all rows, and the zero points cost the sums of rows
// and columns. The portable kernel reads signed numbers only; vector loops do
// these.

// CHECK-LABEL: func.func @matmul
// VNNI-SAME:     kernel = "x86.{{.*}}.u8s8{{.*}}", packed_bytes = 0 : i64
// VNNI-SAME:     unit = "matmul0"
// AVX2-SAME:     kernel = "x86.avx2.s16s8"
// GENERIC-NOT:   qnn.kernels
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]} ins(%arg0 :
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]} ins(%arg1 :
// VNNI-COUNT-3:  vector.interleave
// VNNI:          vector.transfer_write {{.*}} tensor<2x{{.+}}xi8>
// VNNI:          vpdpbusd
// CHECK:         %[[Q:.+]] = qnn.rescale
// VNNI:          vector.transfer_write %[[Q]]
// AVX2:          vector.transfer_write %[[Q]]
func.func @matmul(%a: tensor<2x5x8xi8>, %b: tensor<2x8x16xi8>) -> tensor<2x5x16xi8> {
  %s = arith.constant dense<0.01> : tensor<1xf32>
  %0 = qnn.matmul %a, %b a_zp 3 b_zp -5 a_unsigned unit "matmul0" : (tensor<2x5x8xi8>, tensor<2x8x16xi8>) -> tensor<2x5x16xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 7 clamp [0, 255] fp32 : tensor<2x5x16xi32>, (tensor<1xf32>) to tensor<2x5x16xi8>
  return %1 : tensor<2x5x16xi8>
}

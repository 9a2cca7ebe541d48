// RUN: qopt %s --qopt-raise-linalg-to-tosa --canonicalize --split-input-file | FileCheck %s

// What torch-mlir makes of quantized_decomposed.quantize_per_tensor and its inverse.
// CHECK-LABEL: @signed
// CHECK-NEXT: %[[Q:.*]] = qnn.quantize %arg0 scale 2.821630e-02 zp -5 : tensor<?x4xf32> to tensor<?x4xi8>
// CHECK-NEXT: qnn.dequantize %[[Q]] scale 2.821630e-02 zp -5 : tensor<?x4xi8> to tensor<?x4xf32>
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @signed(%x: tensor<?x4xf32>, %e: tensor<?x4xi8>, %f: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %zi = arith.constant -5 : i64
  %z = arith.constant -5.0 : f32
  %s = arith.constant 2.821630e-02 : f32
  %lo = arith.constant -128.0 : f32
  %hi = arith.constant 127.0 : f32
  %q = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x4xf32>) outs(%e : tensor<?x4xi8>) {
  ^bb0(%in: f32, %out: i8):
    %0 = arith.divf %in, %s : f32
    %1 = math.roundeven %0 : f32
    %2 = arith.addf %1, %z : f32
    %3 = arith.maximumf %2, %lo : f32
    %4 = arith.minimumf %3, %hi : f32
    %5 = arith.fptosi %4 : f32 to i8
    linalg.yield %5 : i8
  } -> tensor<?x4xi8>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%q : tensor<?x4xi8>) outs(%f : tensor<?x4xf32>) {
  ^bb0(%in: i8, %out: f32):
    %0 = arith.extsi %in : i8 to i64
    %1 = arith.subi %0, %zi : i64
    %2 = arith.sitofp %1 : i64 to f32
    %3 = arith.mulf %2, %s : f32
    linalg.yield %3 : f32
  } -> tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

// Unsigned bytes; a part of them is used; compared and selected; times the inverse.
// CHECK-LABEL: @unsigned
// CHECK-NEXT: %[[C:.*]] = tosa.clamp %arg0 {max_val = 4.000000e+01 : f32, min_val = 0.000000e+00 : f32} : (tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT: %[[Q:.*]] = qnn.quantize %[[C]] scale 2.500000e-01 zp 0 unsigned : tensor<4xf32> to tensor<4xi8>
// CHECK-NEXT: qnn.dequantize %[[Q]] scale 2.500000e-01 zp 0 unsigned : tensor<4xi8> to tensor<4xf32>
#id = affine_map<(d0) -> (d0)>
func.func @unsigned(%x: tensor<4xf32>, %e: tensor<4xi8>, %f: tensor<4xf32>) -> tensor<4xf32> {
  %inverse = arith.constant 4.0 : f32
  %s = arith.constant 0.25 : f32
  %lo = arith.constant 0.0 : f32
  %hi = arith.constant 160.0 : f32
  %half = arith.constant 0.5 : f32
  %q = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xi8>) {
  ^bb0(%in: f32, %out: i8):
    %0 = arith.mulf %in, %inverse : f32
    %1 = arith.addf %0, %half : f32
    %2 = math.floor %1 : f32
    %3 = arith.cmpf ult, %2, %lo : f32
    %4 = arith.select %3, %lo, %2 : f32
    %5 = arith.cmpf ugt, %4, %hi : f32
    %6 = arith.select %5, %hi, %4 : f32
    %7 = arith.fptoui %6 : f32 to i8
    linalg.yield %7 : i8
  } -> tensor<4xi8>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%q : tensor<4xi8>) outs(%f : tensor<4xf32>) {
  ^bb0(%in: i8, %out: f32):
    %0 = arith.uitofp %in : i8 to f32
    %1 = arith.mulf %s, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// A weight with scales and zero points as operands, for the rows.
// CHECK-LABEL: @weight
// CHECK-DAG: %[[W:.*]] = "tosa.const"() <{values = dense<{{\[\[}}0.000000e+00, 5.000000e-01], [-5.000000e+00, 2.000000e+00]]> : tensor<2x2xf32>}>
// CHECK-DAG: %[[S:.*]] = "tosa.const"() <{values = dense<{{\[\[}}5.000000e-01], [1.000000e+00]]> : tensor<2x1xf32>}>
// CHECK-DAG: %[[Z:.*]] = "tosa.const"() <{values = dense<{{\[\[}}1.000000e+00], [2.000000e+00]]> : tensor<2x1xf32>}>
// CHECK: qnn.given_weight %[[W]], %[[S]], %[[Z]]
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @weight(%f: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %w = arith.constant dense<[[1, 2], [-3, 4]]> : tensor<2x2xi8>
  %s = arith.constant dense<[0.5, 1.0]> : tensor<2xf32>
  %z = arith.constant dense<[1, 2]> : tensor<2xi64>
  %y = linalg.generic {indexing_maps = [#id, #row, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%w, %s, %z : tensor<2x2xi8>, tensor<2xf32>, tensor<2xi64>) outs(%f : tensor<2x2xf32>) {
  ^bb0(%in: i8, %scale: f32, %zp: i64, %out: f32):
    %0 = arith.extsi %in : i8 to i64
    %1 = arith.subi %0, %zp : i64
    %2 = arith.sitofp %1 : i64 to f32
    %3 = arith.mulf %2, %scale : f32
    linalg.yield %3 : f32
  } -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// -----

// A conversion that rounds to zero, and one of what may not fit, are no quantizers.
// CHECK-LABEL: @truncates
// CHECK-NOT: qnn.quantize
// CHECK: arith.fptosi
#id = affine_map<(d0) -> (d0)>
func.func @truncates(%x: tensor<4xf32>, %e: tensor<4xi8>) -> (tensor<4xi8>, tensor<4xi8>) {
  %s = arith.constant 0.25 : f32
  %lo = arith.constant -128.0 : f32
  %hi = arith.constant 127.0 : f32
  %q = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xi8>) {
  ^bb0(%in: f32, %out: i8):
    %0 = arith.divf %in, %s : f32
    %1 = arith.maximumf %0, %lo : f32
    %2 = arith.minimumf %1, %hi : f32
    %3 = arith.fptosi %2 : f32 to i8
    linalg.yield %3 : i8
  } -> tensor<4xi8>
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xi8>) {
  ^bb0(%in: f32, %out: i8):
    %0 = arith.divf %in, %s : f32
    %1 = math.roundeven %0 : f32
    %2 = arith.fptosi %1 : f32 to i8
    linalg.yield %2 : i8
  } -> tensor<4xi8>
  return %q, %r : tensor<4xi8>, tensor<4xi8>
}

// RUN: qopt %s --qopt-raise-linalg-to-tosa --canonicalize | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#scalar = affine_map<(d0, d1) -> ()>
#first = affine_map<(d0, d1) -> (d0, 0)>

// CHECK-LABEL: func.func @relu6
// CHECK:         %[[Y:.+]] = tosa.clamp %{{.+}} {max_val = 6.000000e+00 : f32, min_val = 0.000000e+00 : f32, nan_mode = IGNORE}
// CHECK-NEXT:    return %[[Y]]
func.func @relu6(%x: tensor<?x3xf32>, %e: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %zero = arith.constant 0.0 : f32
  %six = arith.constant 6.0 : f32
  %y = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x3xf32>) outs(%e : tensor<?x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ult, %a, %zero : f32
    %lo = arith.select %p, %zero, %a : f32
    %q = arith.cmpf ugt, %lo, %six : f32
    %hi = arith.select %q, %six, %lo : f32
    linalg.yield %hi : f32
  } -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Each of these is the greater of x and 2, but of a NaN: an unordered comparison
// with it is true, an ordered one false. What is the same is computed once.

// CHECK-LABEL: func.func @maximum_forms
// CHECK:         %[[IGNORES:.+]] = tosa.clamp %{{.+}} {max_val = 0x7F800000 : f32, min_val = 2.000000e+00 : f32, nan_mode = IGNORE}
// CHECK:         %[[GIVES:.+]] = tosa.clamp %{{.+}} {max_val = 0x7F800000 : f32, min_val = 2.000000e+00 : f32} :
// CHECK-NOT:     tosa.
// CHECK:         return %[[IGNORES]], %[[GIVES]], %[[GIVES]], %[[IGNORES]]
func.func @maximum_forms(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>) {
  %two = arith.constant 2.0 : f32
  %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ogt, %a, %two : f32
    %s = arith.select %p, %a, %two : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf uge, %a, %two : f32
    %s = arith.select %p, %a, %two : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ogt, %two, %a : f32
    %s = arith.select %p, %two, %a : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ult, %a, %two : f32
    %s = arith.select %p, %two, %a : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  return %0, %1, %2, %3 : tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>
}

// A clamp that ignores NaN would make -inf of it, not 2.

// CHECK-LABEL: func.func @minimum_of_nan
// CHECK:         tosa.clamp %{{.+}} {max_val = 2.000000e+00 : f32, min_val = 0xFF800000 : f32}
// CHECK:         tosa.select
func.func @minimum_of_nan(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
  %two = arith.constant 2.0 : f32
  %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf ult, %a, %two : f32
    %s = arith.select %p, %a, %two : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.cmpf olt, %a, %two : f32
    %s = arith.select %p, %a, %two : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  return %0, %1 : tensor<1x3xf32>, tensor<1x3xf32>
}

// CHECK-LABEL: func.func @sigmoid
// CHECK-SAME:    %[[X:.+]]: tensor<1x3xf32>, %{{.+}}
// CHECK:         %[[S:.+]] = tosa.sigmoid %[[X]]
// CHECK:         %[[T:.+]] = tosa.sigmoid %[[S]]
// CHECK:         %[[Y:.+]] = tosa.tanh %[[T]]
// CHECK:         return %[[Y]]
func.func @sigmoid(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %one = arith.constant 1.0 : f32
  %zero = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %n = arith.negf %a : f32
    %p = math.exp %n : f32
    %s = arith.addf %p, %one : f32
    %d = arith.divf %one, %s : f32
    linalg.yield %d : f32
  } -> tensor<1x3xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %n = arith.subf %zero, %a : f32
    %p = math.exp %n : f32
    %s = arith.addf %one, %p : f32
    %d = arith.divf %one, %s : f32
    linalg.yield %d : f32
  } -> tensor<1x3xf32>
  %2 = linalg.tanh ins(%1 : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// PyTorch's slope is f64, and rounded in the body.

// CHECK-LABEL: func.func @leaky_relu
// CHECK-SAME:    %[[X:.+]]: tensor<1x3xf32>, %{{.+}}
// CHECK-DAG:     %[[SLOPE:.+]] = "tosa.const"() <{values = dense<1.000000e-01> : tensor<1x1xf32>}>
// CHECK-DAG:     %[[ZERO:.+]] = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}>
// CHECK-DAG:     %[[P:.+]] = tosa.greater_equal %[[X]], %[[ZERO]]
// CHECK-DAG:     %[[M:.+]] = tosa.mul %[[X]], %[[SLOPE]]
// CHECK:         tosa.select %[[P]], %[[X]], %[[M]]
func.func @leaky_relu(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %zero = arith.constant 0.0 : f32
  %slope = arith.constant 1.000000e-01 : f64
  %y = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %t = arith.truncf %slope : f64 to f32
    %m = arith.mulf %a, %t : f32
    %p = arith.cmpf oge, %a, %zero : f32
    %s = arith.select %p, %a, %m : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// A comparison in f64 of what was f32, and its result as a tensor of i1.

// CHECK-LABEL: func.func @softplus
// CHECK:         %[[P:.+]] = tosa.greater %{{.+}}, %{{.+}} : (tensor<1x3xf32>, tensor<1x1xf32>) -> tensor<1x3xi1>
// CHECK:         tosa.select %[[P]],
// CHECK-NOT:     linalg
func.func @softplus(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>, %ei: tensor<1x3xi1>) -> tensor<1x3xf32> {
  %twenty = arith.constant 2.0e+01 : f64
  %p = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%ei : tensor<1x3xi1>) {
  ^bb0(%a: f32, %out: i1):
    %w = arith.extf %a : f32 to f64
    %c = arith.cmpf ogt, %w, %twenty : f64
    linalg.yield %c : i1
  } -> tensor<1x3xi1>
  %y = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%p, %x : tensor<1x3xi1>, tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%q: i1, %a: f32, %out: f32):
    %b = math.exp %a : f32
    %l = math.log1p %b : f32
    %s = arith.select %q, %a, %l : f32
    linalg.yield %s : f32
  } -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// A rank-0 operand, a filled one, and a dimension of one element read at 0.

// CHECK-LABEL: func.func @operands
// CHECK-SAME:    %[[X:.+]]: tensor<2x3xf32>, %[[C:.+]]: tensor<2x1xf32>
// CHECK-DAG:     %[[THREE:.+]] = "tosa.const"() <{values = dense<3.000000e+00> : tensor<1x1xf32>}>
// CHECK-DAG:     %[[TWO:.+]] = "tosa.const"() <{values = dense<2.000000e+00> : tensor<1x1xf32>}>
// CHECK:         %[[A:.+]] = tosa.add %[[X]], %[[C]] : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x3xf32>
// CHECK:         %[[M:.+]] = tosa.mul %[[A]], %[[TWO]],
// CHECK:         tosa.sub %[[M]], %[[THREE]]
func.func @operands(%x: tensor<2x3xf32>, %c: tensor<2x1xf32>, %e: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %three = arith.constant 3.0 : f32
  %two = arith.constant dense<2.0> : tensor<f32>
  %f = linalg.fill ins(%three : f32) outs(%e : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = linalg.generic {indexing_maps = [#map, #first, #scalar, #map, #map], iterator_types = ["parallel", "parallel"]}
      ins(%x, %c, %two, %f : tensor<2x3xf32>, tensor<2x1xf32>, tensor<f32>, tensor<2x3xf32>) outs(%e : tensor<2x3xf32>) {
  ^bb0(%a: f32, %b: f32, %s: f32, %t: f32, %out: f32):
    %0 = arith.addf %a, %b : f32
    %1 = arith.mulf %0, %s : f32
    %2 = arith.subf %1, %t : f32
    linalg.yield %2 : f32
  } -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// What is not known stays as it was.

// CHECK-LABEL: func.func @unknown
// CHECK-NOT:     tosa
// CHECK:         math.atan
// CHECK-NOT:     tosa
func.func @unknown(%x: tensor<1x3xf32>, %e: tensor<1x3xf32>) -> tensor<1x3xf32> {
  %one = arith.constant 1.0 : f32
  %y = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x3xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %out: f32):
    %b = math.atan %a : f32
    %c = arith.addf %b, %one : f32
    linalg.yield %c : f32
  } -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

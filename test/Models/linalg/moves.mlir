#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map6 = affine_map<(d0) -> (d0)>
#map7 = affine_map<(d0) -> ()>
#map8 = affine_map<(d0, d1, d2, d3) -> (0, 0, 0, 0)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map10 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map12 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, 0)>
#map13 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map14 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map15 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
module {
  func.func @main(%arg0: tensor<1x3x16x16xf32>) -> (tensor<1x1x8x32xf32>, tensor<1x8xf32>, tensor<1x2x8x8xf32>, tensor<1x8x9x11xf32>, tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) {
    %c-1_i64 = arith.constant -1 : i64
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %c8_i64 = arith.constant 8 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 0.000000e+00 : f64
    %cst_3 = arith.constant 9.9999999999999998E-13 : f64
    %cst_4 = arith.constant 1.000000e-05 : f64
    %cst_5 = arith.constant dense_resource<torch_tensor_8_torch.float32> : tensor<8xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_8_12_3_3_torch.float32> : tensor<8x12x3x3xf32>
    %cst_7 = arith.constant 5.120000e+02 : f64
    %cst_8 = arith.constant 5.120000e+02 : f32
    %cst_9 = arith.constant 2.560000e+02 : f64
    %cst_10 = arith.constant 2.560000e+02 : f32
    %cst_11 = arith.constant 5.000000e-01 : f32
    %cst_12 = arith.constant 2.000000e+00 : f32
    %c9_i64 = arith.constant 9 : i64
    %cst_13 = arith.constant dense<7> : tensor<i64>
    %expanded = tensor.expand_shape %arg0 [[0], [1], [2, 3], [4, 5]] output_shape [1, 3, 8, 2, 8, 2] : tensor<1x3x16x16xf32> into tensor<1x3x8x2x8x2xf32>
    %0 = tensor.empty() : tensor<1x3x2x2x8x8xf32>
    %transposed = linalg.transpose ins(%expanded : tensor<1x3x8x2x8x2xf32>) outs(%0 : tensor<1x3x2x2x8x8xf32>) permutation = [0, 1, 3, 5, 2, 4] 
    %collapsed = tensor.collapse_shape %transposed [[0], [1, 2, 3], [4], [5]] : tensor<1x3x2x2x8x8xf32> into tensor<1x12x8x8xf32>
    %padded = tensor.pad %collapsed low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x12x8x8xf32> to tensor<1x12x10x10xf32>
    %1 = tensor.empty() : tensor<1x8x8x8xf32>
    %broadcasted = linalg.broadcast ins(%cst_5 : tensor<8xf32>) outs(%1 : tensor<1x8x8x8xf32>) dimensions = [0, 2, 3] 
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %cst_6 : tensor<1x12x10x10xf32>, tensor<8x12x3x3xf32>) outs(%broadcasted : tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
    %extracted_slice = tensor.extract_slice %2[0, 0, 0, 0] [1, 4, 8, 8] [1, 1, 1, 1] : tensor<1x8x8x8xf32> to tensor<1x4x8x8xf32>
    %extracted_slice_14 = tensor.extract_slice %2[0, 4, 0, 0] [1, 4, 8, 8] [1, 1, 1, 1] : tensor<1x8x8x8xf32> to tensor<1x4x8x8xf32>
    %3 = tensor.empty() : tensor<1x4x8x8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice : tensor<1x4x8x8xf32>) outs(%3 : tensor<1x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.negf %in : f32
      %88 = math.exp %87 : f32
      %89 = arith.addf %88, %cst_0 : f32
      %90 = arith.divf %cst_0, %89 : f32
      linalg.yield %90 : f32
    } -> tensor<1x4x8x8xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %extracted_slice_14 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) outs(%3 : tensor<1x4x8x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.mulf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x4x8x8xf32>
    %extracted_slice_15 = tensor.extract_slice %5[0, 0, 0, 0] [1, 4, 4, 8] [1, 1, 2, 1] : tensor<1x4x8x8xf32> to tensor<1x4x4x8xf32>
    %extracted_slice_16 = tensor.extract_slice %5[0, 0, 1, 0] [1, 4, 4, 8] [1, 1, 2, 1] : tensor<1x4x8x8xf32> to tensor<1x4x4x8xf32>
    %concat = tensor.concat dim(3) %extracted_slice_15, %extracted_slice_16 : (tensor<1x4x4x8xf32>, tensor<1x4x4x8xf32>) -> tensor<1x4x4x16xf32>
    %expanded_17 = tensor.expand_shape %concat [[0], [1, 2, 3], [4], [5]] output_shape [1, 1, 2, 2, 4, 16] : tensor<1x4x4x16xf32> into tensor<1x1x2x2x4x16xf32>
    %6 = tensor.empty() : tensor<1x1x4x2x16x2xf32>
    %transposed_18 = linalg.transpose ins(%expanded_17 : tensor<1x1x2x2x4x16xf32>) outs(%6 : tensor<1x1x4x2x16x2xf32>) permutation = [0, 1, 4, 2, 5, 3] 
    %collapsed_19 = tensor.collapse_shape %transposed_18 [[0], [1], [2, 3], [4, 5]] : tensor<1x1x4x2x16x2xf32> into tensor<1x1x8x32xf32>
    %7 = tensor.empty() : tensor<1x8x8xi64>
    %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<1x8x8xi64>) -> tensor<1x8x8xi64>
    %9 = tensor.empty() : tensor<1x8x8xf32>
    %10 = linalg.fill ins(%cst_1 : f32) outs(%9 : tensor<1x8x8xf32>) -> tensor<1x8x8xf32>
    %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%2 : tensor<1x8x8x8xf32>) outs(%10, %8 : tensor<1x8x8xf32>, tensor<1x8x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_31: i64):
      %87 = linalg.index 3 : index
      %88 = arith.index_cast %87 : index to i64
      %89 = arith.maximumf %in, %out : f32
      %90 = arith.cmpf ogt, %in, %out : f32
      %91 = arith.select %90, %88, %out_31 : i64
      linalg.yield %89, %91 : f32, i64
    } -> (tensor<1x8x8xf32>, tensor<1x8x8xi64>)
    %12 = tensor.empty() : tensor<1x8xi64>
    %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<1x8xi64>) -> tensor<1x8xi64>
    %14 = tensor.empty() : tensor<1x8xf32>
    %15 = linalg.fill ins(%cst_1 : f32) outs(%14 : tensor<1x8xf32>) -> tensor<1x8xf32>
    %16:2 = linalg.generic {indexing_maps = [#map2, #map3, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%11#0 : tensor<1x8x8xf32>) outs(%15, %13 : tensor<1x8xf32>, tensor<1x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_31: i64):
      %87 = linalg.index 2 : index
      %88 = arith.index_cast %87 : index to i64
      %89 = arith.maximumf %in, %out : f32
      %90 = arith.cmpf ogt, %in, %out : f32
      %91 = arith.select %90, %88, %out_31 : i64
      linalg.yield %89, %91 : f32, i64
    } -> (tensor<1x8xf32>, tensor<1x8xi64>)
    %concat_20 = tensor.concat dim(1) %extracted_slice, %extracted_slice_14 : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32>
    %expanded_21 = tensor.expand_shape %concat_20 [[0], [1, 2], [3], [4]] output_shape [1, 2, 4, 8, 8] : tensor<1x8x8x8xf32> into tensor<1x2x4x8x8xf32>
    %17 = tensor.empty() : tensor<1x2x8x8xf32>
    %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<1x2x8x8xf32>) -> tensor<1x2x8x8xf32>
    %19 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel", "reduction", "parallel", "parallel"]} ins(%expanded_21 : tensor<1x2x4x8x8xf32>) outs(%18 : tensor<1x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.addf %in, %out : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x8x8xf32>
    %20 = tensor.empty() : tensor<9xi64>
    %21 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%20 : tensor<9xi64>) {
    ^bb0(%out: i64):
      %87 = linalg.index 0 : index
      %88 = arith.index_cast %87 : index to i64
      %89 = arith.addi %88, %c-1_i64 : i64
      linalg.yield %89 : i64
    } -> tensor<9xi64>
    %22 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%21 : tensor<9xi64>) outs(%20 : tensor<9xi64>) {
    ^bb0(%in: i64, %out: i64):
      %87 = math.absi %in : i64
      linalg.yield %87 : i64
    } -> tensor<9xi64>
    %23 = linalg.generic {indexing_maps = [#map7, #map6, #map6], iterator_types = ["parallel"]} ins(%cst_13, %22 : tensor<i64>, tensor<9xi64>) outs(%20 : tensor<9xi64>) {
    ^bb0(%in: i64, %in_31: i64, %out: i64):
      %87 = arith.subi %in, %in_31 : i64
      linalg.yield %87 : i64
    } -> tensor<9xi64>
    %24 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%23 : tensor<9xi64>) outs(%20 : tensor<9xi64>) {
    ^bb0(%in: i64, %out: i64):
      %87 = math.absi %in : i64
      linalg.yield %87 : i64
    } -> tensor<9xi64>
    %25 = linalg.generic {indexing_maps = [#map7, #map6, #map6], iterator_types = ["parallel"]} ins(%cst_13, %24 : tensor<i64>, tensor<9xi64>) outs(%20 : tensor<9xi64>) {
    ^bb0(%in: i64, %in_31: i64, %out: i64):
      %87 = arith.subi %in, %in_31 : i64
      linalg.yield %87 : i64
    } -> tensor<9xi64>
    %26 = tensor.empty() : tensor<8xi64>
    %27 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%26 : tensor<8xi64>) {
    ^bb0(%out: i64):
      %87 = linalg.index 0 : index
      %88 = arith.index_cast %87 : index to i64
      linalg.yield %88 : i64
    } -> tensor<8xi64>
    %expanded_22 = tensor.expand_shape %25 [[0, 1]] output_shape [9, 1] : tensor<9xi64> into tensor<9x1xi64>
    %expanded_23 = tensor.expand_shape %27 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xi64> into tensor<8x1x1xi64>
    %28 = tensor.empty() : tensor<1xi64>
    %29 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%28 : tensor<1xi64>) {
    ^bb0(%out: i64):
      linalg.yield %c0_i64 : i64
    } -> tensor<1xi64>
    %expanded_24 = tensor.expand_shape %29 [[0, 1, 2, 3]] output_shape [1, 1, 1, 1] : tensor<1xi64> into tensor<1x1x1x1xi64>
    %30 = tensor.empty() : tensor<1x8x9x8xf32>
    %31 = linalg.generic {indexing_maps = [#map8, #map9, #map10, #map11, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_24, %expanded_23, %expanded_22, %27 : tensor<1x1x1x1xi64>, tensor<8x1x1xi64>, tensor<9x1xi64>, tensor<8xi64>) outs(%30 : tensor<1x8x9x8xf32>) {
    ^bb0(%in: i64, %in_31: i64, %in_32: i64, %in_33: i64, %out: f32):
      %87 = arith.cmpi slt, %in, %c0_i64 : i64
      %88 = arith.addi %in, %c1_i64 : i64
      %89 = arith.select %87, %88, %in : i64
      %90 = arith.index_cast %89 : i64 to index
      %91 = arith.cmpi slt, %in_31, %c0_i64 : i64
      %92 = arith.addi %in_31, %c8_i64 : i64
      %93 = arith.select %91, %92, %in_31 : i64
      %94 = arith.index_cast %93 : i64 to index
      %95 = arith.cmpi slt, %in_32, %c0_i64 : i64
      %96 = arith.addi %in_32, %c8_i64 : i64
      %97 = arith.select %95, %96, %in_32 : i64
      %98 = arith.index_cast %97 : i64 to index
      %99 = arith.cmpi slt, %in_33, %c0_i64 : i64
      %100 = arith.addi %in_33, %c8_i64 : i64
      %101 = arith.select %99, %100, %in_33 : i64
      %102 = arith.index_cast %101 : i64 to index
      %extracted = tensor.extract %2[%90, %94, %98, %102] : tensor<1x8x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x8x9x8xf32>
    %32 = tensor.empty() : tensor<11xi64>
    %33 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%32 : tensor<11xi64>) {
    ^bb0(%out: i64):
      %87 = linalg.index 0 : index
      %88 = arith.index_cast %87 : index to i64
      %89 = arith.addi %88, %c-1_i64 : i64
      linalg.yield %89 : i64
    } -> tensor<11xi64>
    %34 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%33 : tensor<11xi64>) outs(%32 : tensor<11xi64>) {
    ^bb0(%in: i64, %out: i64):
      %87 = math.absi %in : i64
      linalg.yield %87 : i64
    } -> tensor<11xi64>
    %35 = linalg.generic {indexing_maps = [#map7, #map6, #map6], iterator_types = ["parallel"]} ins(%cst_13, %34 : tensor<i64>, tensor<11xi64>) outs(%32 : tensor<11xi64>) {
    ^bb0(%in: i64, %in_31: i64, %out: i64):
      %87 = arith.subi %in, %in_31 : i64
      linalg.yield %87 : i64
    } -> tensor<11xi64>
    %36 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%35 : tensor<11xi64>) outs(%32 : tensor<11xi64>) {
    ^bb0(%in: i64, %out: i64):
      %87 = math.absi %in : i64
      linalg.yield %87 : i64
    } -> tensor<11xi64>
    %37 = linalg.generic {indexing_maps = [#map7, #map6, #map6], iterator_types = ["parallel"]} ins(%cst_13, %36 : tensor<i64>, tensor<11xi64>) outs(%32 : tensor<11xi64>) {
    ^bb0(%in: i64, %in_31: i64, %out: i64):
      %87 = arith.subi %in, %in_31 : i64
      linalg.yield %87 : i64
    } -> tensor<11xi64>
    %38 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%20 : tensor<9xi64>) {
    ^bb0(%out: i64):
      %87 = linalg.index 0 : index
      %88 = arith.index_cast %87 : index to i64
      linalg.yield %88 : i64
    } -> tensor<9xi64>
    %expanded_25 = tensor.expand_shape %38 [[0, 1]] output_shape [9, 1] : tensor<9xi64> into tensor<9x1xi64>
    %39 = tensor.empty() : tensor<1x8x9x11xf32>
    %40 = linalg.generic {indexing_maps = [#map8, #map9, #map10, #map11, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_24, %expanded_23, %expanded_25, %37 : tensor<1x1x1x1xi64>, tensor<8x1x1xi64>, tensor<9x1xi64>, tensor<11xi64>) outs(%39 : tensor<1x8x9x11xf32>) {
    ^bb0(%in: i64, %in_31: i64, %in_32: i64, %in_33: i64, %out: f32):
      %87 = arith.cmpi slt, %in, %c0_i64 : i64
      %88 = arith.addi %in, %c1_i64 : i64
      %89 = arith.select %87, %88, %in : i64
      %90 = arith.index_cast %89 : i64 to index
      %91 = arith.cmpi slt, %in_31, %c0_i64 : i64
      %92 = arith.addi %in_31, %c8_i64 : i64
      %93 = arith.select %91, %92, %in_31 : i64
      %94 = arith.index_cast %93 : i64 to index
      %95 = arith.cmpi slt, %in_32, %c0_i64 : i64
      %96 = arith.addi %in_32, %c9_i64 : i64
      %97 = arith.select %95, %96, %in_32 : i64
      %98 = arith.index_cast %97 : i64 to index
      %99 = arith.cmpi slt, %in_33, %c0_i64 : i64
      %100 = arith.addi %in_33, %c8_i64 : i64
      %101 = arith.select %99, %100, %in_33 : i64
      %102 = arith.index_cast %101 : i64 to index
      %extracted = tensor.extract %31[%90, %94, %98, %102] : tensor<1x8x9x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x8x9x11xf32>
    %41 = tensor.empty() : tensor<1x8x8x8xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<1x8x8x8xf32>) outs(%41 : tensor<1x8x8x8xf64>) {
    ^bb0(%in: f32, %out: f64):
      %87 = arith.extf %in : f32 to f64
      linalg.yield %87 : f64
    } -> tensor<1x8x8x8xf64>
    %43 = tensor.empty() : tensor<1x1x1x1xf64>
    %44 = linalg.fill ins(%cst_2 : f64) outs(%43 : tensor<1x1x1x1xf64>) -> tensor<1x1x1x1xf64>
    %45 = linalg.generic {indexing_maps = [#map, #map12], iterator_types = ["parallel", "reduction", "reduction", "reduction"]} ins(%42 : tensor<1x8x8x8xf64>) outs(%44 : tensor<1x1x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.addf %in, %out : f64
      linalg.yield %87 : f64
    } -> tensor<1x1x1x1xf64>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x1x1x1xf64>) outs(%43 : tensor<1x1x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.divf %in, %cst_7 : f64
      linalg.yield %87 : f64
    } -> tensor<1x1x1x1xf64>
    %47 = linalg.generic {indexing_maps = [#map, #map12, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42, %46 : tensor<1x8x8x8xf64>, tensor<1x1x1x1xf64>) outs(%41 : tensor<1x8x8x8xf64>) {
    ^bb0(%in: f64, %in_31: f64, %out: f64):
      %87 = arith.subf %in, %in_31 : f64
      linalg.yield %87 : f64
    } -> tensor<1x8x8x8xf64>
    %48 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47, %47 : tensor<1x8x8x8xf64>, tensor<1x8x8x8xf64>) outs(%41 : tensor<1x8x8x8xf64>) {
    ^bb0(%in: f64, %in_31: f64, %out: f64):
      %87 = arith.mulf %in, %in_31 : f64
      linalg.yield %87 : f64
    } -> tensor<1x8x8x8xf64>
    %49 = linalg.generic {indexing_maps = [#map, #map12], iterator_types = ["parallel", "reduction", "reduction", "reduction"]} ins(%48 : tensor<1x8x8x8xf64>) outs(%44 : tensor<1x1x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.addf %in, %out : f64
      linalg.yield %87 : f64
    } -> tensor<1x1x1x1xf64>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49 : tensor<1x1x1x1xf64>) outs(%43 : tensor<1x1x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.divf %in, %cst_7 : f64
      linalg.yield %87 : f64
    } -> tensor<1x1x1x1xf64>
    %51 = tensor.empty() : tensor<1x1x1x1xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50 : tensor<1x1x1x1xf64>) outs(%51 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %87 = arith.truncf %in : f64 to f32
      linalg.yield %87 : f32
    } -> tensor<1x1x1x1xf32>
    %53 = linalg.fill ins(%cst : f32) outs(%51 : tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map12], iterator_types = ["parallel", "reduction", "reduction", "reduction"]} ins(%2 : tensor<1x8x8x8xf32>) outs(%53 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.addf %in, %out : f32
      linalg.yield %87 : f32
    } -> tensor<1x1x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%54 : tensor<1x1x1x1xf32>) outs(%51 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.divf %in, %cst_8 : f32
      linalg.yield %87 : f32
    } -> tensor<1x1x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52 : tensor<1x1x1x1xf32>) outs(%51 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.truncf %cst_4 : f64 to f32
      %88 = arith.addf %in, %87 : f32
      linalg.yield %88 : f32
    } -> tensor<1x1x1x1xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56 : tensor<1x1x1x1xf32>) outs(%51 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = math.rsqrt %in : f32
      linalg.yield %87 : f32
    } -> tensor<1x1x1x1xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map12, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %55 : tensor<1x8x8x8xf32>, tensor<1x1x1x1xf32>) outs(%1 : tensor<1x8x8x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.subf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x8x8x8xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map12, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %57 : tensor<1x8x8x8xf32>, tensor<1x1x1x1xf32>) outs(%1 : tensor<1x8x8x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.mulf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x8x8x8xf32>
    %collapsed_26 = tensor.collapse_shape %2 [[0], [1], [2, 3]] : tensor<1x8x8x8xf32> into tensor<1x8x64xf32>
    %expanded_27 = tensor.expand_shape %collapsed_26 [[0], [1, 2], [3]] output_shape [1, 2, 4, 64] : tensor<1x8x64xf32> into tensor<1x2x4x64xf32>
    %60 = tensor.empty() : tensor<1x2x4x64xf64>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_27 : tensor<1x2x4x64xf32>) outs(%60 : tensor<1x2x4x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %87 = arith.extf %in : f32 to f64
      linalg.yield %87 : f64
    } -> tensor<1x2x4x64xf64>
    %62 = tensor.empty() : tensor<1x2x1x1xf64>
    %63 = linalg.fill ins(%cst_2 : f64) outs(%62 : tensor<1x2x1x1xf64>) -> tensor<1x2x1x1xf64>
    %64 = linalg.generic {indexing_maps = [#map, #map13], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%61 : tensor<1x2x4x64xf64>) outs(%63 : tensor<1x2x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.addf %in, %out : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x1x1xf64>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64 : tensor<1x2x1x1xf64>) outs(%62 : tensor<1x2x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.divf %in, %cst_9 : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x1x1xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map13, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61, %65 : tensor<1x2x4x64xf64>, tensor<1x2x1x1xf64>) outs(%60 : tensor<1x2x4x64xf64>) {
    ^bb0(%in: f64, %in_31: f64, %out: f64):
      %87 = arith.subf %in, %in_31 : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x4x64xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66, %66 : tensor<1x2x4x64xf64>, tensor<1x2x4x64xf64>) outs(%60 : tensor<1x2x4x64xf64>) {
    ^bb0(%in: f64, %in_31: f64, %out: f64):
      %87 = arith.mulf %in, %in_31 : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x4x64xf64>
    %68 = linalg.generic {indexing_maps = [#map, #map13], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%67 : tensor<1x2x4x64xf64>) outs(%63 : tensor<1x2x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.addf %in, %out : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x1x1xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<1x2x1x1xf64>) outs(%62 : tensor<1x2x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %87 = arith.divf %in, %cst_9 : f64
      linalg.yield %87 : f64
    } -> tensor<1x2x1x1xf64>
    %70 = tensor.empty() : tensor<1x2x1x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<1x2x1x1xf64>) outs(%70 : tensor<1x2x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %87 = arith.truncf %in : f64 to f32
      linalg.yield %87 : f32
    } -> tensor<1x2x1x1xf32>
    %72 = linalg.fill ins(%cst : f32) outs(%70 : tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map13], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%expanded_27 : tensor<1x2x4x64xf32>) outs(%72 : tensor<1x2x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.addf %in, %out : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x1x1xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x2x1x1xf32>) outs(%70 : tensor<1x2x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.divf %in, %cst_10 : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x1x1xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71 : tensor<1x2x1x1xf32>) outs(%70 : tensor<1x2x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.truncf %cst_4 : f64 to f32
      %88 = arith.addf %in, %87 : f32
      linalg.yield %88 : f32
    } -> tensor<1x2x1x1xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75 : tensor<1x2x1x1xf32>) outs(%70 : tensor<1x2x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = math.rsqrt %in : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x1x1xf32>
    %77 = tensor.empty() : tensor<1x2x4x64xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map13, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_27, %74 : tensor<1x2x4x64xf32>, tensor<1x2x1x1xf32>) outs(%77 : tensor<1x2x4x64xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.subf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x4x64xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map13, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %76 : tensor<1x2x4x64xf32>, tensor<1x2x1x1xf32>) outs(%77 : tensor<1x2x4x64xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.mulf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x2x4x64xf32>
    %collapsed_28 = tensor.collapse_shape %79 [[0], [1, 2], [3]] : tensor<1x2x4x64xf32> into tensor<1x8x64xf32>
    %expanded_29 = tensor.expand_shape %collapsed_28 [[0], [1], [2, 3]] output_shape [1, 8, 8, 8] : tensor<1x8x64xf32> into tensor<1x8x8x8xf32>
    %80 = tensor.empty() : tensor<1x1x8x8xf32>
    %81 = linalg.fill ins(%cst : f32) outs(%80 : tensor<1x1x8x8xf32>) -> tensor<1x1x8x8xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map14], iterator_types = ["parallel", "reduction", "parallel", "parallel"]} ins(%2 : tensor<1x8x8x8xf32>) outs(%81 : tensor<1x1x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = math.absf %in : f32
      %88 = math.powf %87, %cst_12 : f32
      %89 = arith.addf %88, %out : f32
      linalg.yield %89 : f32
    } -> tensor<1x1x8x8xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82 : tensor<1x1x8x8xf32>) outs(%80 : tensor<1x1x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = math.powf %in, %cst_11 : f32
      linalg.yield %87 : f32
    } -> tensor<1x1x8x8xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83 : tensor<1x1x8x8xf32>) outs(%80 : tensor<1x1x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %87 = arith.truncf %cst_3 : f64 to f32
      %88 = arith.cmpf ult, %in, %87 : f32
      %89 = arith.select %88, %87, %in : f32
      linalg.yield %89 : f32
    } -> tensor<1x1x8x8xf32>
    %collapsed_30 = tensor.collapse_shape %84 [[0, 1], [2], [3]] : tensor<1x1x8x8xf32> into tensor<1x8x8xf32>
    %85 = linalg.generic {indexing_maps = [#map15, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_30 : tensor<1x8x8xf32>) outs(%1 : tensor<1x8x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<1x8x8x8xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %85 : tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) outs(%1 : tensor<1x8x8x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %87 = arith.divf %in, %in_31 : f32
      linalg.yield %87 : f32
    } -> tensor<1x8x8x8xf32>
    return %collapsed_19, %16#0, %19, %40, %59, %expanded_29, %86 : tensor<1x1x8x32xf32>, tensor<1x8xf32>, tensor<1x2x8x8xf32>, tensor<1x8x9x11xf32>, tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_8_torch.float32: "0x040000005A831ABD0158723D691CADBD3361BABD1831B3BDF4CDA9BDDF659C3D35BAB53D",
      torch_tensor_8_12_3_3_torch.float32: "0x040000002D2A823D235D93BD6599A03DD0307C3D2294A53D381897BDA74684BDCA8B3B3D42F5B7BDE1C6C23D42CAA73C8C994B3C4D87A8BDBD34FB3CD97B293DC4207A3C2E8DBD3D98BBEC3C52BFAEBDF894A53D4BD2053D61063CBD8005B5BDCFAF603D6E47BB3DF875A1BDB351AC3BE0670D3D8A203ABD077BACBCBB9683BDF4553ABD48A9B3BDFE2612BBC8B1693DB0B23F3DD020B93D8813ADBD63FB41BC49DFBF3D6714813CB34ADEBC6F7BB1BDE768373DF99B953D40069E3D5BFAA43D8D539A3C60758C3DA96BC6BC1C0BA03D08E306BC8B8EA2BCDAEB43BDE7D9513D61781F3D2BB47A3D89E17BBD1C9051BDB57DBA3D41C35ABDA8C860BD57E9D2BC36C7FEBC530586BD1A429F3D78BB2F3C65B1333DA52C923D74667FBD8670963DE37145BD3F007BBCE522953D48B1B53D5CFFAC3DDFAD623D2E2BB73D8E020EBDF5B0C8BBC0CE06BD75BFE7BBEBB23FBCFA93523D3174873D72E98DBD87A459BD0070F2BC22C0523C46FF18BD952275BD4CF98FBC675740BD599E2D3BD0E191BD2C0EC5BC066D11BD63C659BC9AD79A3DFC38813D7461FEBC60ADB4BDFEF58CBD263097BD1B9615BC2B082FBDAAB889BDA0C6AE3C34E8CA3B115A6CBC20E00EBD06F7A73D8DD9BDBDEC3D16BB46F7363D0D248B3D2072ABBD8DDF76BC2E5AA43DCFC2813CFF5AEE3CA9272EBD5FC5883DB3CC13BD133E54BD01C1B23D33D1D03C5F222EBA105789BD737BAEBC786397BD099884BD73C761BC6064983C2679A1BD3688BF3D8DF0903D5D66B7BDA65D763DB6826CBDA396A0BDE89FB83DCC7D1EBD80BE02BDDC76443C21C65E3DBC8DF23BECD6D3BC8DAB053CC2344CBDA9588FBDCE3FCD3C3320263C7FD7433D536B12BDB6C7C2BDB998C3BCA2AFBEBD9A40F8BB7A89403D64DE113C7625623DA707933CF702293DCB63B13DF2946A3CDE2D833C14EC1FBD2BC5753DC350A53D4CE088BD1F47BF3D81C9ED3C46045CBC715CB4BD37F1C4BD1ECE9ABD53D8A4BDEF6A83BD588EE5BCC394A3BD42BFA4BDB8762FBCA0CDA5BDD3880EBC9449863C7C98953CEE57773DB222573D16125DBD21BE04BDB46D103BC74FA63DAF483F3D9E905CBD48FB38BCE07A8E3CBEE3083DDD7412BDC8F0ACBDAC6870BDAFD1583BB17B86BD4867DB3CAFC0773DDCBD89BAC2C54E3DDE0B8A3DF4A27B3D42AFBBBD9A9CB23D886FD03C265DC3BD4227C43CC6B387BD4069B63DF2429C3DA3FB81BD4A1092BD92CCDD3B77D1D0BC56C3283D5695B7BD2D1B923D605D0D3C27B8F73A29677BBD71F1C33B08E3853D73FDBF3DC9457FBD103425BDDCEDA33C1AA05D3D2D68A5BD191613BDC9909CBDD116B53D328006BDFF0D6D3D21D9563D8183113CB0C0993CA732803D422C47BCC86C4F3DB3C951BC6F71C63A8BBA063D93CCB1BDC6A83BBD224A9DBDBEB5EFBC814EC6BB4E541D3D06B89DBD84EDA4BDCDC8883D9AC93BBC834047BD20E7B5BC822AA83BC11D90BD7187BDBDB86981BD36319C3D3EA3E43C0D2BC4BD235254BD2C78953DA903BD3DC9BC9C3CE62B5B3D16D9813C6268653D27169ABD3676843C2DB7AEBDDAD3C1BD2FAAA53DA976183C27FF243DACF452BC3CC9A2BD94A8953DBC60B3BDFB4781BD9505FE3C045A12BDA27BD43C60A4B5BDF1E7133D8E3382BD73C95A3D8F912EBC87BA9FBDE117BCBCBD9783BCC103753D4ED12EBD1BE70B3CC6E930BDE06E5A3BD1EDAC3D3D97293D8B13A93C6BB9B3BDF194663DF4B4BD3D7D67C83CC6EDA33D48202D3D9EF7B83D6ACE4ABC52250BBD2AFA4C3D4A90D3BC26A914BC64A545BC38FB0FBD1CCA913C8C129DBC7FD57FBDDFA8B43D5AAEBBBD75BF50BDC66DB43D983773BD5975A9BDA743643D5FC8BF3D83328D3D0E5A88BD49FBBFBD1D89B0BD99FE4DBB8017BD3C286504BBC479D53CDCB92FBD436C6639F4E3B03D227800BDF97793BDB89EAB3DC0BF833D3F8CB63D27AFA33D30AA8A3A6064533D8EB6673C4B71FC3C163F9F3B71E35A3D92CAE7BC483F18BC14E4583DF446143D2B3D9D3D8714C2BC1734A2BC338187BD4E2E2BBDCB07B8BD3AFDAC3DD03D8EBD1B0505BDC7F6F43C2D22923DB26A723D31BCAE3DDBCC95BB36C225BD81A0C1BD9568943CE3AF063DDC8BA4BB4D0C643D278438BCF211F33B582DAEBD763DB23C12C0E93C90F407BDF6F7F53C98EDBABD2F35963D8959B7BD3520803D58DBE8BCAD35C1BDF6905DBCA17E5B3D45BD6BBB59CB84BDF8A284BDBE60963D432BB2BDB5B949BD30DAB4BD3CB6BDBD584EB73D013E26BD544DFCB80DDD96BCEECCA1BD35A711BCC0CDA3BD603D66BDB10D913D26E380BDB069173D24E4E7BCEA3B083DF25A98BC93C8703D734BAC3D10F7AC3D331C953D640E13BD36096F3D059989BD03B5B8BD06EAAB3DF01761BC9203943D3554563DE8E2A2BC1B846ABCD2BE85BCB0E9ACBD93DB963D42AC60BD169D143D449EB93D17CB9FBDA21469BDB802A13DAFAD00BC3141B0BD4F9EFD3C79258B3DBE0B83BD16978E3D4E22BF3DCB55BA3D629A653D33CFD33B7C8F1A3DCB0405BD9C46703C54A942BDE1FC8C3D6AB505BD64F559BDD01961BC83E8B43C84FF553CE8DA62BD5E856FBD426F9EBDAD6A26BD539415BCA250923D572445BD8D92CFBA107F46BDBA643ABDA4A458BDF9BDC2BDCA1377BDEE224FBCA5E59A3CD578193D0F988FBDFBDBBFBD66245ABDB48B54BD782B51BD1475523D43D2B43C42DEF7BA013D8CBDD1F47BBD2346A83D428CA5BD992307BB2F5EADBD71D4C3BD80C43B3C751706BD62A1BABDE39381BD0EFBAE3D0A1637BD42AC933D12AFBB3D6C9A67BD34234DBC8A4AA03DFBFAF7BC7EC50F3D0E2EBE3DF47DBABD526DAD3C266EBF3D24E020BD5CE0C1BD87B753BD90046EBD012F4F3C7BD2383CD49B573D88BAAF3CD65F913D4C4489BDE60D39BB3CA20BBDA435003D5D9372BD642093BDB661C73B9EE73EBD09773C3D4DCE723DD4E540BDC285DEBC8C8407BC69A835BDD0505B3B21589FBD427C893DEDCC933DDB7F023DC938B73D1F2A683C0F5C5BBD374A55BD425910BCCEBCB73DBE69793C0B9D153D89E21BBDB93B473D4829C13D86AEA3BD1DB2B8BDF32200BD21625CBD5FE991BD5622E63C2B6A5DBD6DEFAF3D05F184BC2FE135BC5FA2923DE3A014BD4FF076BD7D2BF93BC38E5A3D3A804BBD908794BD41ABA5BDB097B8BDA5BC8F3DB2F8A1BC78C3FC3C86F8C8BCF7899C3DECB20C3DB383473D2635223C5F06073D643B5D3D2FA494BDE4FFAC3D77C60F3BDD7F373C876EB2BDEA37523DF5D380BCCE6EC03D7D134ABDD5E99EBD07E95BBD432E3A3DAA5CA6BD06BFACBDEAFA8F3DA47F613D561F913CF26D8A3DA0A7BBBDF9E6193D3328283B0E04FCBC6BA05F3D7182B5BD504CB03D979F71BD4C02B83D3C1A7CBCDB9F99BDD47059BDD917173D06CFCB3CDF27823D05FC403D86EA2FBD52F18CBD24C41DBD96BE91BDC1E039BDE1916CBD0978A1BD37BBB4BB2B268CBD471CEABC687C023DA21B13BD16CD79BD655DFBBCE53DBD3C2779A5BB13BA783D26477E3D2724A93DFC66A63D99FEF8BC881B343CFEEDC33DDD4796BDD175B83C68AEBEBDE2083E3B56D86FBC67CB523DE918AFBDC50B593D5E21C2BD167DE0BCF4B0CBBC9E459DBB470F16BD483151BDA5B2183DAA90C2BD5686863D606274BD8C26A5BDE6AC62BBB14B8D3C017F83BDCF4364BDA6E5B4BD9444AE3CD8A0773D7F72533D8C57B63D3868323D592A46BD010E573D74881E3D4B58D43CD69864BD2692973DE32BF4BC0B1F34BBFB7D813D3F5694BD0C0778BDDFC1A8BBA849ACBD47DE89BD57D3A93D868F253D48C3AD3D00B5383D01198A3D84D86DBB12FEADBCAB8940BDBE352F3D7838883DFA9C0DBA9591153C96D00CBD8DCA1DBD42D43B3DB4108BBD25EA2CBDA83668BD3B7F2B3D453E71BD0FDA98BC34C47CBDF2B9333D752485BD0686B0BDA297C2BDCD47B4BDBB4C03BDA7EA39BDC2A706BC734235BD961F3F3DC10494BDDE511ABDE22B9A3DDDC9853C5A59593DB4A812BC459F593C65E9C1BD1F6B923C2F036BBD8F9376BD87D58ABD1F149BBD58F68237C169653D48A9BEBD14F73BBDF3421FBD2F61663D521D6FBDC10C4C3D724C10BDAD42B33DCBCCB43D20FD2E3D1F74DA3C3B55ADBD622E033DB98CBE3D0C05B9BCAFCEF93BF26251BD1DEA3FBD8B06AFBD72AB64BD7D8085BD685E66BB040E6EBDEC16743DE0E3A43DB2E4B4BDFC80E03CB68D32BDFE39AC3D563A46BDEC5A38BCFED7A43D8A3B533D050FC4BDFF17A5BD8C1124BDFE82D73C79DE90BDEBAD603D8A61753DC0598ABD662F443DEDA947BD4D89983C7DD2BC3DEE6F343DD03B983D9A659CBDBD07BC3D6BCB0DBDE5CEAF3DAFC14B3D118EA83DDBD79FBDE5718DBDCD2A13BCD27F04BDA7B3A8BCA2F427BD524DBB3D75A98DBD9F894B3C4F6C3B3B896EBCBDBDD2C0BD10A5EA3BCCBF97BD1FBBD8BCD74DD9BCC3BA5C3C50B41B3D8501953D54736EBD97F2BA3D608EBDBDF47F91BDAB55F0BCB06F503D9252D4BCBA369DBDDF121F3C4E933D3DE08ABF3D075135BD582A863DF9428FBDB80E2B3D110880BDE5C00BBD1015B03D2595523D6D700DBC0B8F23BDD4B003BBADE0BC3C66DAA53D117BA0BC714D133AF34722BD0C2BF8BC9CFD22BDAA001A3DFDFB2FBDDA81AC3D7B8996BC49CE98BD84A7213D366B27BDAD23AABDEC885B3D861680BDD614A2BD7C1BC2BDB19980BD59F4203D1847A2BDE6289A3C03526E3DB6C96ABD5B56073D29DCC33D7EAEBE3D75E289BD6464F7BC3F39CE3C73C13F3D71C177BCC8399D39BB2BABBC52F38CBDAF8A48BD2F83693D65006DBD9D150B3DD25EBE3D533481BDEDA4073AC29EB43C1FE1BC3DE41FABBDCD8A88BDA88F0E3BC7EEB93C"
    }
  }
#-}

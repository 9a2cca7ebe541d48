#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, 0, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d3)>
module {
  func.func @main(%arg0: tensor<1x3x8x8xf32>) -> (tensor<1x4x16x16xf32>, tensor<1x4x15x15xf32>, tensor<1x4x12x20xf32>) {
    %c7_i64 = arith.constant 7 : i64
    %c4_i64 = arith.constant 4 : i64
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %c8_i64 = arith.constant 8 : i64
    %cst_0 = arith.constant 1.000000e+00 : f32
    %cst_1 = arith.constant dense_resource<torch_tensor_4_torch.float32_1> : tensor<4xf32>
    %cst_2 = arith.constant dense_resource<torch_tensor_4_8_1_1_torch.float32> : tensor<4x8x1x1xf32>
    %cst_3 = arith.constant dense_resource<torch_tensor_4_3_3_3_torch.float32> : tensor<4x3x3x3xf32>
    %cst_4 = arith.constant dense_resource<torch_tensor_4_torch.float32> : tensor<4xf32>
    %cst_5 = arith.constant 2.000000e+00 : f32
    %cst_6 = arith.constant 5.000000e-01 : f32
    %c0 = arith.constant 0 : index
    %cst_7 = arith.constant 1.500000e+00 : f32
    %cst_8 = arith.constant 7.000000e+00 : f32
    %cst_9 = arith.constant 2.500000e+00 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x8x8xf32> to tensor<1x3x10x10xf32>
    %0 = tensor.empty() : tensor<1x4x8x8xf32>
    %broadcasted = linalg.broadcast ins(%cst_4 : tensor<4xf32>) outs(%0 : tensor<1x4x8x8xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %cst_3 : tensor<1x3x10x10xf32>, tensor<4x3x3x3xf32>) outs(%broadcasted : tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x4x8x8xf32>) outs(%0 : tensor<1x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ugt, %in, %cst : f32
      %78 = arith.select %77, %in, %cst : f32
      linalg.yield %78 : f32
    } -> tensor<1x4x8x8xf32>
    %3 = tensor.empty() : tensor<1x4x16x16xf32>
    %4 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%out: f32):
      %77 = linalg.index 1 : index
      %78 = linalg.index 2 : index
      %79 = linalg.index 3 : index
      %80 = arith.index_cast %78 : index to i64
      %81 = arith.sitofp %80 : i64 to f32
      %82 = arith.divf %81, %cst_5 : f32
      %83 = math.floor %82 : f32
      %84 = arith.maximumf %83, %cst : f32
      %85 = arith.minimumf %84, %cst_8 : f32
      %86 = arith.fptosi %85 : f32 to i64
      %87 = arith.index_cast %86 : i64 to index
      %88 = arith.index_cast %79 : index to i64
      %89 = arith.sitofp %88 : i64 to f32
      %90 = arith.divf %89, %cst_5 : f32
      %91 = math.floor %90 : f32
      %92 = arith.maximumf %91, %cst : f32
      %93 = arith.minimumf %92, %cst_8 : f32
      %94 = arith.fptosi %93 : f32 to i64
      %95 = arith.index_cast %94 : i64 to index
      %extracted = tensor.extract %2[%c0, %77, %87, %95] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x16xf32>
    %5 = tensor.empty() : tensor<16xi64>
    %6 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%5 : tensor<16xi64>) {
    ^bb0(%out: i64):
      %77 = linalg.index 0 : index
      %78 = arith.index_cast %77 : index to i64
      linalg.yield %78 : i64
    } -> tensor<16xi64>
    %7 = tensor.empty() : tensor<16xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%6 : tensor<16xi64>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: i64, %out: f32):
      %77 = arith.sitofp %in : i64 to f32
      linalg.yield %77 : f32
    } -> tensor<16xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%8 : tensor<16xf32>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.addf %in, %cst_6 : f32
      linalg.yield %77 : f32
    } -> tensor<16xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%9 : tensor<16xf32>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.mulf %in, %cst_6 : f32
      linalg.yield %77 : f32
    } -> tensor<16xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%10 : tensor<16xf32>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.subf %in, %cst_6 : f32
      linalg.yield %77 : f32
    } -> tensor<16xf32>
    %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%11 : tensor<16xf32>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      linalg.yield %78 : f32
    } -> tensor<16xf32>
    %expanded = tensor.expand_shape %12 [[0, 1]] output_shape [16, 1] : tensor<16xf32> into tensor<16x1xf32>
    %13 = tensor.empty() : tensor<16x1xi64>
    %14 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%expanded : tensor<16x1xf32>) outs(%13 : tensor<16x1xi64>) {
    ^bb0(%in: f32, %out: i64):
      %77 = arith.fptosi %in : f32 to i64
      linalg.yield %77 : i64
    } -> tensor<16x1xi64>
    %15 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%14 : tensor<16x1xi64>) outs(%13 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.addi %in, %c1_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<16x1xi64>
    %16 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<16x1xi64>) outs(%13 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.minsi %in, %c7_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<16x1xi64>
    %17 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%12 : tensor<16xf32>) outs(%5 : tensor<16xi64>) {
    ^bb0(%in: f32, %out: i64):
      %77 = arith.fptosi %in : f32 to i64
      linalg.yield %77 : i64
    } -> tensor<16xi64>
    %18 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%17 : tensor<16xi64>) outs(%5 : tensor<16xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.addi %in, %c1_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<16xi64>
    %19 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%18 : tensor<16xi64>) outs(%5 : tensor<16xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.minsi %in, %c7_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<16xi64>
    %20 = tensor.empty() : tensor<4xi64>
    %21 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%20 : tensor<4xi64>) {
    ^bb0(%out: i64):
      %77 = linalg.index 0 : index
      %78 = arith.index_cast %77 : index to i64
      linalg.yield %78 : i64
    } -> tensor<4xi64>
    %expanded_10 = tensor.expand_shape %21 [[0, 1, 2]] output_shape [4, 1, 1] : tensor<4xi64> into tensor<4x1x1xi64>
    %22 = tensor.empty() : tensor<1xi64>
    %23 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%22 : tensor<1xi64>) {
    ^bb0(%out: i64):
      linalg.yield %c0_i64 : i64
    } -> tensor<1xi64>
    %expanded_11 = tensor.expand_shape %23 [[0, 1, 2, 3]] output_shape [1, 1, 1, 1] : tensor<1xi64> into tensor<1x1x1x1xi64>
    %24 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %14, %17 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<16xi64>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x16xf32>
    %25 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %14, %19 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<16xi64>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x16xf32>
    %26 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %16, %17 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<16xi64>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x16xf32>
    %27 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %16, %19 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<16xi64>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x16xf32>
    %28 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel"]} ins(%12, %17 : tensor<16xf32>, tensor<16xi64>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_14: i64, %out: f32):
      %77 = arith.sitofp %in_14 : i64 to f32
      %78 = arith.subf %in, %77 : f32
      linalg.yield %78 : f32
    } -> tensor<16xf32>
    %29 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%28 : tensor<16xf32>) outs(%7 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      %79 = arith.cmpf ugt, %78, %cst_0 : f32
      %80 = arith.select %79, %cst_0, %78 : f32
      linalg.yield %80 : f32
    } -> tensor<16xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25, %24 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %29 : tensor<1x4x16x16xf32>, tensor<16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%24, %31 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%27, %26 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %29 : tensor<1x4x16x16xf32>, tensor<16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%26, %34 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %36 = tensor.empty() : tensor<16x1xf32>
    %37 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%expanded, %14 : tensor<16x1xf32>, tensor<16x1xi64>) outs(%36 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %in_14: i64, %out: f32):
      %77 = arith.sitofp %in_14 : i64 to f32
      %78 = arith.subf %in, %77 : f32
      linalg.yield %78 : f32
    } -> tensor<16x1xf32>
    %38 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<16x1xf32>) outs(%36 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      %79 = arith.cmpf ugt, %78, %cst_0 : f32
      %80 = arith.select %79, %cst_0, %78 : f32
      linalg.yield %80 : f32
    } -> tensor<16x1xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %32 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39, %38 : tensor<1x4x16x16xf32>, tensor<16x1xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32, %40 : tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) outs(%3 : tensor<1x4x16x16xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x16x16xf32>
    %42 = tensor.empty() : tensor<15xi64>
    %43 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%42 : tensor<15xi64>) {
    ^bb0(%out: i64):
      %77 = linalg.index 0 : index
      %78 = arith.index_cast %77 : index to i64
      linalg.yield %78 : i64
    } -> tensor<15xi64>
    %44 = tensor.empty() : tensor<15xf32>
    %45 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%43 : tensor<15xi64>) outs(%44 : tensor<15xf32>) {
    ^bb0(%in: i64, %out: f32):
      %77 = arith.sitofp %in : i64 to f32
      linalg.yield %77 : f32
    } -> tensor<15xf32>
    %46 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%45 : tensor<15xf32>) outs(%44 : tensor<15xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.mulf %in, %cst_6 : f32
      linalg.yield %77 : f32
    } -> tensor<15xf32>
    %47 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%46 : tensor<15xf32>) outs(%44 : tensor<15xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      linalg.yield %78 : f32
    } -> tensor<15xf32>
    %expanded_12 = tensor.expand_shape %47 [[0, 1]] output_shape [15, 1] : tensor<15xf32> into tensor<15x1xf32>
    %48 = tensor.empty() : tensor<15x1xi64>
    %49 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%expanded_12 : tensor<15x1xf32>) outs(%48 : tensor<15x1xi64>) {
    ^bb0(%in: f32, %out: i64):
      %77 = arith.fptosi %in : f32 to i64
      linalg.yield %77 : i64
    } -> tensor<15x1xi64>
    %50 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%49 : tensor<15x1xi64>) outs(%48 : tensor<15x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.addi %in, %c1_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<15x1xi64>
    %51 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%50 : tensor<15x1xi64>) outs(%48 : tensor<15x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.minsi %in, %c7_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<15x1xi64>
    %52 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%47 : tensor<15xf32>) outs(%42 : tensor<15xi64>) {
    ^bb0(%in: f32, %out: i64):
      %77 = arith.fptosi %in : f32 to i64
      linalg.yield %77 : i64
    } -> tensor<15xi64>
    %53 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%52 : tensor<15xi64>) outs(%42 : tensor<15xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.addi %in, %c1_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<15xi64>
    %54 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%53 : tensor<15xi64>) outs(%42 : tensor<15xi64>) {
    ^bb0(%in: i64, %out: i64):
      %77 = arith.minsi %in, %c7_i64 : i64
      linalg.yield %77 : i64
    } -> tensor<15xi64>
    %55 = tensor.empty() : tensor<1x4x15x15xf32>
    %56 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %49, %52 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<15x1xi64>, tensor<15xi64>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x15x15xf32>
    %57 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %49, %54 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<15x1xi64>, tensor<15xi64>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x15x15xf32>
    %58 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %51, %52 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<15x1xi64>, tensor<15xi64>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x15x15xf32>
    %59 = linalg.generic {indexing_maps = [#map3, #map4, #map5, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %51, %54 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<15x1xi64>, tensor<15xi64>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: i64, %in_14: i64, %in_15: i64, %in_16: i64, %out: f32):
      %77 = arith.cmpi slt, %in, %c0_i64 : i64
      %78 = arith.addi %in, %c1_i64 : i64
      %79 = arith.select %77, %78, %in : i64
      %80 = arith.index_cast %79 : i64 to index
      %81 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %82 = arith.addi %in_14, %c4_i64 : i64
      %83 = arith.select %81, %82, %in_14 : i64
      %84 = arith.index_cast %83 : i64 to index
      %85 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %86 = arith.addi %in_15, %c8_i64 : i64
      %87 = arith.select %85, %86, %in_15 : i64
      %88 = arith.index_cast %87 : i64 to index
      %89 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %90 = arith.addi %in_16, %c8_i64 : i64
      %91 = arith.select %89, %90, %in_16 : i64
      %92 = arith.index_cast %91 : i64 to index
      %extracted = tensor.extract %2[%80, %84, %88, %92] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x15x15xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel"]} ins(%47, %52 : tensor<15xf32>, tensor<15xi64>) outs(%44 : tensor<15xf32>) {
    ^bb0(%in: f32, %in_14: i64, %out: f32):
      %77 = arith.sitofp %in_14 : i64 to f32
      %78 = arith.subf %in, %77 : f32
      linalg.yield %78 : f32
    } -> tensor<15xf32>
    %61 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%60 : tensor<15xf32>) outs(%44 : tensor<15xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      %79 = arith.cmpf ugt, %78, %cst_0 : f32
      %80 = arith.select %79, %cst_0, %78 : f32
      linalg.yield %80 : f32
    } -> tensor<15xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57, %56 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %61 : tensor<1x4x15x15xf32>, tensor<15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %63 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%59, %58 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map6, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65, %61 : tensor<1x4x15x15xf32>, tensor<15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %66 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %68 = tensor.empty() : tensor<15x1xf32>
    %69 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%expanded_12, %49 : tensor<15x1xf32>, tensor<15x1xi64>) outs(%68 : tensor<15x1xf32>) {
    ^bb0(%in: f32, %in_14: i64, %out: f32):
      %77 = arith.sitofp %in_14 : i64 to f32
      %78 = arith.subf %in, %77 : f32
      linalg.yield %78 : f32
    } -> tensor<15x1xf32>
    %70 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%69 : tensor<15x1xf32>) outs(%68 : tensor<15x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %77 = arith.cmpf ult, %in, %cst : f32
      %78 = arith.select %77, %cst, %in : f32
      %79 = arith.cmpf ugt, %78, %cst_0 : f32
      %80 = arith.select %79, %cst_0, %78 : f32
      linalg.yield %80 : f32
    } -> tensor<15x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67, %64 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.subf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %70 : tensor<1x4x15x15xf32>, tensor<15x1xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.mulf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %72 : tensor<1x4x15x15xf32>, tensor<1x4x15x15xf32>) outs(%55 : tensor<1x4x15x15xf32>) {
    ^bb0(%in: f32, %in_14: f32, %out: f32):
      %77 = arith.addf %in, %in_14 : f32
      linalg.yield %77 : f32
    } -> tensor<1x4x15x15xf32>
    %concat = tensor.concat dim(1) %4, %41 : (tensor<1x4x16x16xf32>, tensor<1x4x16x16xf32>) -> tensor<1x8x16x16xf32>
    %broadcasted_13 = linalg.broadcast ins(%cst_1 : tensor<4xf32>) outs(%3 : tensor<1x4x16x16xf32>) dimensions = [0, 2, 3] 
    %74 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%concat, %cst_2 : tensor<1x8x16x16xf32>, tensor<4x8x1x1xf32>) outs(%broadcasted_13 : tensor<1x4x16x16xf32>) -> tensor<1x4x16x16xf32>
    %75 = tensor.empty() : tensor<1x4x12x20xf32>
    %76 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%75 : tensor<1x4x12x20xf32>) {
    ^bb0(%out: f32):
      %77 = linalg.index 1 : index
      %78 = linalg.index 2 : index
      %79 = linalg.index 3 : index
      %80 = arith.index_cast %78 : index to i64
      %81 = arith.sitofp %80 : i64 to f32
      %82 = arith.divf %81, %cst_7 : f32
      %83 = math.floor %82 : f32
      %84 = arith.maximumf %83, %cst : f32
      %85 = arith.minimumf %84, %cst_8 : f32
      %86 = arith.fptosi %85 : f32 to i64
      %87 = arith.index_cast %86 : i64 to index
      %88 = arith.index_cast %79 : index to i64
      %89 = arith.sitofp %88 : i64 to f32
      %90 = arith.divf %89, %cst_9 : f32
      %91 = math.floor %90 : f32
      %92 = arith.maximumf %91, %cst : f32
      %93 = arith.minimumf %92, %cst_8 : f32
      %94 = arith.fptosi %93 : f32 to i64
      %95 = arith.index_cast %94 : i64 to index
      %extracted = tensor.extract %2[%c0, %77, %87, %95] : tensor<1x4x8x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x12x20xf32>
    return %74, %73, %76 : tensor<1x4x16x16xf32>, tensor<1x4x15x15xf32>, tensor<1x4x12x20xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_4_torch.float32_1: "0x04000000C776343D85A14C3EBCCCDE3C4896C2BD",
      torch_tensor_4_8_1_1_torch.float32: "0x040000006063AEBE87010ABC9E10283E369E7F3EA77B9DBE7EC462BD9AF7963EDA626E3D86F1DA3DB5F81FBEAB437B3E3AC307BE08F542BE2B32A43E92CFBF3DD9F31FBB524F7CBEAC45A0BD2B0F8BBE2C9773BE2F644FBD28FB8B3D985294BEF6EEAF3EB522853EAA76A8BE2B4D623EB43F59BE878293BEAC96A93E699511BE3B31F0BD",
      torch_tensor_4_3_3_3_torch.float32: "0x040000002D2A023E235D13BE6599203ED030FC3D2294253E381817BEA74604BECA8BBB3D42F537BEE1C6423E42CA273D8C99CB3C4D8728BEBD347B3DD97BA93DC420FA3C2E8D3D3E98BB6C3D52BF2EBEF894253E4BD2853D6106BCBD800535BECFAFE03D6E473B3EF87521BEB3512C3CE0678D3D8A20BABD077B2CBDBB9603BEF455BABD48A933BEFE2692BBC8B1E93DB0B2BF3DD020393E88132DBE63FBC1BC49DF3F3E6714013DB34A5EBD6F7B31BEE768B73DF99B153E40061E3E5BFA243E8D531A3D60750C3EA96B46BD1C0B203E08E386BC8B8E22BDDAEBC3BDE7D9D13D61789F3D2BB4FA3D89E1FBBD1C90D1BDB57D3A3E41C3DABDA8C8E0BD57E952BD36C77EBD530506BE1A421F3E78BBAF3C65B1B33DA52C123E7466FFBD8670163EE371C5BD3F00FBBCE522153E48B1353E5CFF2C3EDFADE23D2E2B373E8E028EBDF5B048BCC0CE86BD75BF67BCEBB2BFBCFA93D23D3174073E72E90DBE87A4D9BD007072BD22C0D23C46FF98BD9522F5BD4CF90FBD6757C0BD599EAD3BD0E111BE2C0E45BD066D91BD63C6D9BC9AD71A3EFC38013E74617EBD60AD34BEFEF50CBE263017BE1B9695BC2B08AFBDAAB809BEA0C62E3D",
      torch_tensor_4_torch.float32: "0x0400000034E84A3C115AECBC20E08EBD06F7273E"
    }
  }
#-}

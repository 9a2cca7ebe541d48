#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (0, 0, 0, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<1x3x8x7xf32>) -> (tensor<1x5x11x10xf32>, tensor<1x5x16x13xf32>) {
    %c5_i64 = arith.constant 5 : i64
    %c9_i64 = arith.constant 9 : i64
    %c13_i64 = arith.constant 13 : i64
    %c10_i64 = arith.constant 10 : i64
    %c15_i64 = arith.constant 15 : i64
    %c11_i64 = arith.constant 11 : i64
    %c14_i64 = arith.constant 14 : i64
    %c7_i64 = arith.constant 7 : i64
    %c4_i64 = arith.constant 4 : i64
    %c6_i64 = arith.constant 6 : i64
    %c16_i64 = arith.constant 16 : i64
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %c8_i64 = arith.constant 8 : i64
    %cst_0 = arith.constant 0.66666666666666663 : f64
    %cst_1 = arith.constant 1.400000e+00 : f64
    %cst_2 = arith.constant 1.4545454545454546 : f64
    %cst_3 = arith.constant dense_resource<torch_tensor_5_torch.float32> : tensor<5xf32>
    %cst_4 = arith.constant dense_resource<torch_tensor_5_4_1_1_torch.float32> : tensor<5x4x1x1xf32>
    %cst_5 = arith.constant dense_resource<torch_tensor_4_3_3_3_torch.float32> : tensor<4x3x3x3xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_4_torch.float32> : tensor<4xf32>
    %cst_7 = arith.constant 5.000000e-01 : f32
    %cst_8 = arith.constant 1.000000e+00 : f32
    %cst_9 = arith.constant 7.500000e-01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x8x7xf32> to tensor<1x3x10x9xf32>
    %0 = tensor.empty() : tensor<1x4x8x7xf32>
    %broadcasted = linalg.broadcast ins(%cst_6 : tensor<4xf32>) outs(%0 : tensor<1x4x8x7xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %cst_5 : tensor<1x3x10x9xf32>, tensor<4x3x3x3xf32>) outs(%broadcasted : tensor<1x4x8x7xf32>) -> tensor<1x4x8x7xf32>
    %2 = tensor.empty() : tensor<16xi64>
    %3 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%2 : tensor<16xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<16xi64>
    %4 = tensor.empty() : tensor<16xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%3 : tensor<16xi64>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: i64, %out: f32):
      %126 = arith.sitofp %in : i64 to f32
      linalg.yield %126 : f32
    } -> tensor<16xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%5 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.addf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<16xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%6 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.mulf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<16xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%7 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.subf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<16xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%8 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<16xf32>
    %expanded = tensor.expand_shape %9 [[0, 1]] output_shape [16, 1] : tensor<16xf32> into tensor<16x1xf32>
    %10 = tensor.empty() : tensor<16x1xi64>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded : tensor<16x1xf32>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<16x1xi64>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%12 : tensor<16x1xi64>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c7_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %14 = tensor.empty() : tensor<14xi64>
    %15 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%14 : tensor<14xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<14xi64>
    %16 = tensor.empty() : tensor<14xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%15 : tensor<14xi64>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: i64, %out: f32):
      %126 = arith.sitofp %in : i64 to f32
      linalg.yield %126 : f32
    } -> tensor<14xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%17 : tensor<14xf32>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.addf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<14xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%18 : tensor<14xf32>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.mulf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<14xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%19 : tensor<14xf32>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.subf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%20 : tensor<14xf32>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<14xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%21 : tensor<14xf32>) outs(%14 : tensor<14xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<14xi64>
    %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%22 : tensor<14xi64>) outs(%14 : tensor<14xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<14xi64>
    %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%23 : tensor<14xi64>) outs(%14 : tensor<14xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c6_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<14xi64>
    %25 = tensor.empty() : tensor<4xi64>
    %26 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%25 : tensor<4xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<4xi64>
    %expanded_10 = tensor.expand_shape %26 [[0, 1, 2]] output_shape [4, 1, 1] : tensor<4xi64> into tensor<4x1x1xi64>
    %27 = tensor.empty() : tensor<1xi64>
    %28 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%27 : tensor<1xi64>) {
    ^bb0(%out: i64):
      linalg.yield %c0_i64 : i64
    } -> tensor<1xi64>
    %expanded_11 = tensor.expand_shape %28 [[0, 1, 2, 3]] output_shape [1, 1, 1, 1] : tensor<1xi64> into tensor<1x1x1x1xi64>
    %29 = tensor.empty() : tensor<1x4x16x14xf32>
    %30 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %11, %22 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<14xi64>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c4_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c8_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c7_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %1[%129, %133, %137, %141] : tensor<1x4x8x7xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x14xf32>
    %31 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %11, %24 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<14xi64>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c4_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c8_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c7_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %1[%129, %133, %137, %141] : tensor<1x4x8x7xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x14xf32>
    %32 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %13, %22 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<14xi64>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c4_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c8_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c7_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %1[%129, %133, %137, %141] : tensor<1x4x8x7xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x14xf32>
    %33 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %13, %24 : tensor<1x1x1x1xi64>, tensor<4x1x1xi64>, tensor<16x1xi64>, tensor<14xi64>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c4_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c8_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c7_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %1[%129, %133, %137, %141] : tensor<1x4x8x7xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x4x16x14xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]} ins(%21, %22 : tensor<14xf32>, tensor<14xi64>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<14xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%34 : tensor<14xf32>) outs(%16 : tensor<14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<14xf32>
    %36 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %30 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %37 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %35 : tensor<1x4x16x14xf32>, tensor<14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %38 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %37 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %39 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %32 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %40 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39, %35 : tensor<1x4x16x14xf32>, tensor<14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %41 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32, %40 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %42 = tensor.empty() : tensor<16x1xf32>
    %43 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded, %11 : tensor<16x1xf32>, tensor<16x1xi64>) outs(%42 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<16x1xf32>
    %44 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%43 : tensor<16x1xf32>) outs(%42 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<16x1xf32>
    %45 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %38 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %46 = linalg.generic {indexing_maps = [#map6, #map4, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45, %44 : tensor<1x4x16x14xf32>, tensor<16x1xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %47 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %46 : tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) outs(%29 : tensor<1x4x16x14xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x4x16x14xf32>
    %48 = tensor.empty() : tensor<1x5x16x14xf32>
    %broadcasted_12 = linalg.broadcast ins(%cst_3 : tensor<5xf32>) outs(%48 : tensor<1x5x16x14xf32>) dimensions = [0, 2, 3] 
    %49 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%47, %cst_4 : tensor<1x4x16x14xf32>, tensor<5x4x1x1xf32>) outs(%broadcasted_12 : tensor<1x5x16x14xf32>) -> tensor<1x5x16x14xf32>
    %50 = tensor.empty() : tensor<11xi64>
    %51 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%50 : tensor<11xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<11xi64>
    %52 = tensor.empty() : tensor<11xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%51 : tensor<11xi64>) outs(%52 : tensor<11xf32>) {
    ^bb0(%in: i64, %out: f32):
      %126 = arith.sitofp %in : i64 to f32
      linalg.yield %126 : f32
    } -> tensor<11xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%53 : tensor<11xf32>) outs(%52 : tensor<11xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.addf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<11xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%54 : tensor<11xf32>) outs(%52 : tensor<11xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.truncf %cst_2 : f64 to f32
      %127 = arith.mulf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<11xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%55 : tensor<11xf32>) outs(%52 : tensor<11xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.subf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<11xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%56 : tensor<11xf32>) outs(%52 : tensor<11xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<11xf32>
    %expanded_13 = tensor.expand_shape %57 [[0, 1]] output_shape [11, 1] : tensor<11xf32> into tensor<11x1xf32>
    %58 = tensor.empty() : tensor<11x1xi64>
    %59 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded_13 : tensor<11x1xf32>) outs(%58 : tensor<11x1xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<11x1xi64>
    %60 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<11x1xi64>) outs(%58 : tensor<11x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<11x1xi64>
    %61 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%60 : tensor<11x1xi64>) outs(%58 : tensor<11x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c15_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<11x1xi64>
    %62 = tensor.empty() : tensor<10xi64>
    %63 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%62 : tensor<10xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<10xi64>
    %64 = tensor.empty() : tensor<10xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%63 : tensor<10xi64>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: i64, %out: f32):
      %126 = arith.sitofp %in : i64 to f32
      linalg.yield %126 : f32
    } -> tensor<10xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%65 : tensor<10xf32>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.addf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<10xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%66 : tensor<10xf32>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.truncf %cst_1 : f64 to f32
      %127 = arith.mulf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<10xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%67 : tensor<10xf32>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.subf %in, %cst_7 : f32
      linalg.yield %126 : f32
    } -> tensor<10xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%68 : tensor<10xf32>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<10xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%69 : tensor<10xf32>) outs(%62 : tensor<10xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<10xi64>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%70 : tensor<10xi64>) outs(%62 : tensor<10xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<10xi64>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%71 : tensor<10xi64>) outs(%62 : tensor<10xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c13_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<10xi64>
    %73 = tensor.empty() : tensor<5xi64>
    %74 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%73 : tensor<5xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<5xi64>
    %expanded_14 = tensor.expand_shape %74 [[0, 1, 2]] output_shape [5, 1, 1] : tensor<5xi64> into tensor<5x1x1xi64>
    %75 = tensor.empty() : tensor<1x5x11x10xf32>
    %76 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %59, %70 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<11x1xi64>, tensor<10xi64>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c16_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c14_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %49[%129, %133, %137, %141] : tensor<1x5x16x14xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x11x10xf32>
    %77 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %59, %72 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<11x1xi64>, tensor<10xi64>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c16_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c14_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %49[%129, %133, %137, %141] : tensor<1x5x16x14xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x11x10xf32>
    %78 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %61, %70 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<11x1xi64>, tensor<10xi64>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c16_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c14_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %49[%129, %133, %137, %141] : tensor<1x5x16x14xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x11x10xf32>
    %79 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %61, %72 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<11x1xi64>, tensor<10xi64>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c16_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c14_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %49[%129, %133, %137, %141] : tensor<1x5x16x14xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x11x10xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]} ins(%69, %70 : tensor<10xf32>, tensor<10xi64>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<10xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%80 : tensor<10xf32>) outs(%64 : tensor<10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<10xf32>
    %82 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77, %76 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %83 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82, %81 : tensor<1x5x11x10xf32>, tensor<10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %84 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76, %83 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %85 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79, %78 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %86 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%85, %81 : tensor<1x5x11x10xf32>, tensor<10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %87 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %86 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %88 = tensor.empty() : tensor<11x1xf32>
    %89 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded_13, %59 : tensor<11x1xf32>, tensor<11x1xi64>) outs(%88 : tensor<11x1xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<11x1xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%89 : tensor<11x1xf32>) outs(%88 : tensor<11x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<11x1xf32>
    %91 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%87, %84 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %92 = linalg.generic {indexing_maps = [#map6, #map4, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91, %90 : tensor<1x5x11x10xf32>, tensor<11x1xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %93 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84, %92 : tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) outs(%75 : tensor<1x5x11x10xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x11x10xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%5 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.truncf %cst_0 : f64 to f32
      %127 = arith.mulf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<16xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%94 : tensor<16xf32>) outs(%4 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<16xf32>
    %expanded_15 = tensor.expand_shape %95 [[0, 1]] output_shape [16, 1] : tensor<16xf32> into tensor<16x1xf32>
    %96 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded_15 : tensor<16x1xf32>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %97 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%96 : tensor<16x1xi64>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %98 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%97 : tensor<16x1xi64>) outs(%10 : tensor<16x1xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c10_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<16x1xi64>
    %99 = tensor.empty() : tensor<13xi64>
    %100 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%99 : tensor<13xi64>) {
    ^bb0(%out: i64):
      %126 = linalg.index 0 : index
      %127 = arith.index_cast %126 : index to i64
      linalg.yield %127 : i64
    } -> tensor<13xi64>
    %101 = tensor.empty() : tensor<13xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%100 : tensor<13xi64>) outs(%101 : tensor<13xf32>) {
    ^bb0(%in: i64, %out: f32):
      %126 = arith.sitofp %in : i64 to f32
      linalg.yield %126 : f32
    } -> tensor<13xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%102 : tensor<13xf32>) outs(%101 : tensor<13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.mulf %in, %cst_9 : f32
      linalg.yield %126 : f32
    } -> tensor<13xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%103 : tensor<13xf32>) outs(%101 : tensor<13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      linalg.yield %127 : f32
    } -> tensor<13xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%104 : tensor<13xf32>) outs(%99 : tensor<13xi64>) {
    ^bb0(%in: f32, %out: i64):
      %126 = arith.fptosi %in : f32 to i64
      linalg.yield %126 : i64
    } -> tensor<13xi64>
    %106 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%105 : tensor<13xi64>) outs(%99 : tensor<13xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.addi %in, %c1_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<13xi64>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%106 : tensor<13xi64>) outs(%99 : tensor<13xi64>) {
    ^bb0(%in: i64, %out: i64):
      %126 = arith.minsi %in, %c9_i64 : i64
      linalg.yield %126 : i64
    } -> tensor<13xi64>
    %108 = tensor.empty() : tensor<1x5x16x13xf32>
    %109 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %96, %105 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<16x1xi64>, tensor<13xi64>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c11_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c10_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %93[%129, %133, %137, %141] : tensor<1x5x11x10xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x16x13xf32>
    %110 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %96, %107 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<16x1xi64>, tensor<13xi64>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c11_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c10_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %93[%129, %133, %137, %141] : tensor<1x5x11x10xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x16x13xf32>
    %111 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %98, %105 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<16x1xi64>, tensor<13xi64>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c11_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c10_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %93[%129, %133, %137, %141] : tensor<1x5x11x10xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x16x13xf32>
    %112 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_14, %98, %107 : tensor<1x1x1x1xi64>, tensor<5x1x1xi64>, tensor<16x1xi64>, tensor<13xi64>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: i64, %in_16: i64, %in_17: i64, %in_18: i64, %out: f32):
      %126 = arith.cmpi slt, %in, %c0_i64 : i64
      %127 = arith.addi %in, %c1_i64 : i64
      %128 = arith.select %126, %127, %in : i64
      %129 = arith.index_cast %128 : i64 to index
      %130 = arith.cmpi slt, %in_16, %c0_i64 : i64
      %131 = arith.addi %in_16, %c5_i64 : i64
      %132 = arith.select %130, %131, %in_16 : i64
      %133 = arith.index_cast %132 : i64 to index
      %134 = arith.cmpi slt, %in_17, %c0_i64 : i64
      %135 = arith.addi %in_17, %c11_i64 : i64
      %136 = arith.select %134, %135, %in_17 : i64
      %137 = arith.index_cast %136 : i64 to index
      %138 = arith.cmpi slt, %in_18, %c0_i64 : i64
      %139 = arith.addi %in_18, %c10_i64 : i64
      %140 = arith.select %138, %139, %in_18 : i64
      %141 = arith.index_cast %140 : i64 to index
      %extracted = tensor.extract %93[%129, %133, %137, %141] : tensor<1x5x11x10xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x5x16x13xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]} ins(%104, %105 : tensor<13xf32>, tensor<13xi64>) outs(%101 : tensor<13xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<13xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%113 : tensor<13xf32>) outs(%101 : tensor<13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<13xf32>
    %115 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%110, %109 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %116 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %114 : tensor<1x5x16x13xf32>, tensor<13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %117 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%109, %116 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %118 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112, %111 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %119 = linalg.generic {indexing_maps = [#map6, #map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%118, %114 : tensor<1x5x16x13xf32>, tensor<13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %120 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111, %119 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %121 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%expanded_15, %96 : tensor<16x1xf32>, tensor<16x1xi64>) outs(%42 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %in_16: i64, %out: f32):
      %126 = arith.sitofp %in_16 : i64 to f32
      %127 = arith.subf %in, %126 : f32
      linalg.yield %127 : f32
    } -> tensor<16x1xf32>
    %122 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%121 : tensor<16x1xf32>) outs(%42 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %126 = arith.cmpf ult, %in, %cst : f32
      %127 = arith.select %126, %cst, %in : f32
      %128 = arith.cmpf ugt, %127, %cst_8 : f32
      %129 = arith.select %128, %cst_8, %127 : f32
      linalg.yield %129 : f32
    } -> tensor<16x1xf32>
    %123 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%120, %117 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.subf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %124 = linalg.generic {indexing_maps = [#map6, #map4, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123, %122 : tensor<1x5x16x13xf32>, tensor<16x1xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.mulf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    %125 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %124 : tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) outs(%108 : tensor<1x5x16x13xf32>) {
    ^bb0(%in: f32, %in_16: f32, %out: f32):
      %126 = arith.addf %in, %in_16 : f32
      linalg.yield %126 : f32
    } -> tensor<1x5x16x13xf32>
    return %93, %125 : tensor<1x5x11x10xf32>, tensor<1x5x16x13xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.float32: "0x04000000D8A592BD90F6C53D88C2D1BEB6CEF83E3A48BC3E",
      torch_tensor_5_4_1_1_torch.float32: "0x04000000449FF6BE802B43BC00AE6D3ECEBFB43EF2B6DEBE5059A0BDF67FD53E8090A83D00D11A3EE03B62BEB4ABB13E50FF3FBE04DB89BE4A35E83E78A1073E003562BBF668B2BEB8A8E2BDD4A8C4BE983EACBE",
      torch_tensor_4_3_3_3_torch.float32: "0x040000002D2A023E235D13BE6599203ED030FC3D2294253E381817BEA74604BECA8BBB3D42F537BEE1C6423E42CA273D8C99CB3C4D8728BEBD347B3DD97BA93DC420FA3C2E8D3D3E98BB6C3D52BF2EBEF894253E4BD2853D6106BCBD800535BECFAFE03D6E473B3EF87521BEB3512C3CE0678D3D8A20BABD077B2CBDBB9603BEF455BABD48A933BEFE2692BBC8B1E93DB0B2BF3DD020393E88132DBE63FBC1BC49DF3F3E6714013DB34A5EBD6F7B31BEE768B73DF99B153E40061E3E5BFA243E8D531A3D60750C3EA96B46BD1C0B203E08E386BC8B8E22BDDAEBC3BDE7D9D13D61789F3D2BB4FA3D89E1FBBD1C90D1BDB57D3A3E41C3DABDA8C8E0BD57E952BD36C77EBD530506BE1A421F3E78BBAF3C65B1B33DA52C123E7466FFBD8670163EE371C5BD3F00FBBCE522153E48B1353E5CFF2C3EDFADE23D2E2B373E8E028EBDF5B048BCC0CE86BD75BF67BCEBB2BFBCFA93D23D3174073E72E90DBE87A4D9BD007072BD22C0D23C46FF98BD9522F5BD4CF90FBD6757C0BD599EAD3BD0E111BE2C0E45BD066D91BD63C6D9BC9AD71A3EFC38013E74617EBD60AD34BEFEF50CBE263017BE1B9695BC2B08AFBDAAB809BEA0C62E3D",
      torch_tensor_4_torch.float32: "0x0400000034E84A3C115AECBC20E08EBD06F7273E"
    }
  }
#-}

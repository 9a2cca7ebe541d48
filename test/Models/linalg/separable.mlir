#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1)>
#map6 = affine_map<(d0, d1) -> (d0, d1)>
#map7 = affine_map<(d0, d1) -> (d1)>
#map8 = affine_map<(d0, d1) -> (d0)>
#map9 = affine_map<(d0, d1) -> (d0, 0)>
module {
  func.func @main(%arg0: tensor<1x3x24x24xf32>) -> tensor<1x10xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant dense<6.000000e+00> : tensor<f32>
    %cst_3 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_4 = arith.constant dense_resource<torch_tensor_10_torch.float32> : tensor<10xf32>
    %cst_5 = arith.constant dense_resource<torch_tensor_10_24_torch.float32> : tensor<10x24xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_24_torch.float32_8> : tensor<24xf32>
    %cst_7 = arith.constant dense_resource<torch_tensor_24_8_1_1_torch.float32> : tensor<24x8x1x1xf32>
    %cst_8 = arith.constant dense_resource<torch_tensor_8_torch.float32> : tensor<8xf32>
    %cst_9 = arith.constant dense_resource<torch_tensor_8_24_1_1_torch.float32> : tensor<8x24x1x1xf32>
    %cst_10 = arith.constant dense_resource<torch_tensor_24_torch.float32_7> : tensor<24xf32>
    %cst_11 = arith.constant dense_resource<torch_tensor_24_torch.float32_6> : tensor<24xf32>
    %cst_12 = arith.constant dense_resource<torch_tensor_24_torch.float32_5> : tensor<24xf32>
    %cst_13 = arith.constant dense_resource<torch_tensor_24_torch.float32_4> : tensor<24xf32>
    %cst_14 = arith.constant dense_resource<torch_tensor_24_1_5_5_torch.float32> : tensor<24x1x5x5xf32>
    %cst_15 = arith.constant dense_resource<torch_tensor_24_torch.float32_3> : tensor<24xf32>
    %cst_16 = arith.constant dense_resource<torch_tensor_24_torch.float32_2> : tensor<24xf32>
    %cst_17 = arith.constant dense_resource<torch_tensor_24_torch.float32_1> : tensor<24xf32>
    %cst_18 = arith.constant dense_resource<torch_tensor_24_torch.float32> : tensor<24xf32>
    %cst_19 = arith.constant dense_resource<torch_tensor_24_16_1_1_torch.float32> : tensor<24x16x1x1xf32>
    %cst_20 = arith.constant dense_resource<torch_tensor_16_torch.float32_7> : tensor<16xf32>
    %cst_21 = arith.constant dense_resource<torch_tensor_16_torch.float32_6> : tensor<16xf32>
    %cst_22 = arith.constant dense_resource<torch_tensor_16_torch.float32_5> : tensor<16xf32>
    %cst_23 = arith.constant dense_resource<torch_tensor_16_torch.float32_4> : tensor<16xf32>
    %cst_24 = arith.constant dense_resource<torch_tensor_16_1_3_3_torch.float32> : tensor<16x1x3x3xf32>
    %cst_25 = arith.constant dense_resource<torch_tensor_16_torch.float32_3> : tensor<16xf32>
    %cst_26 = arith.constant dense_resource<torch_tensor_16_torch.float32_2> : tensor<16xf32>
    %cst_27 = arith.constant 1.000000e-05 : f64
    %cst_28 = arith.constant dense_resource<torch_tensor_16_torch.float32_1> : tensor<16xf32>
    %cst_29 = arith.constant dense_resource<torch_tensor_16_torch.float32> : tensor<16xf32>
    %cst_30 = arith.constant dense_resource<torch_tensor_16_3_3_3_torch.float32> : tensor<16x3x3x3xf32>
    %cst_31 = arith.constant 3.000000e+00 : f32
    %cst_32 = arith.constant 6.000000e+00 : f32
    %cst_33 = arith.constant 3.600000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x24x24xf32> to tensor<1x3x26x26xf32>
    %0 = tensor.empty() : tensor<1x16x12x12xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x16x12x12xf32>) -> tensor<1x16x12x12xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %cst_30 : tensor<1x3x26x26xf32>, tensor<16x3x3x3xf32>) outs(%1 : tensor<1x16x12x12xf32>) -> tensor<1x16x12x12xf32>
    %3 = tensor.empty() : tensor<16xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_28 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.truncf %cst_27 : f64 to f32
      %86 = arith.addf %in, %85 : f32
      linalg.yield %86 : f32
    } -> tensor<16xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%4 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = math.sqrt %in : f32
      linalg.yield %85 : f32
    } -> tensor<16xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%5 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf one, %in, %cst : f32
      cf.assert %85, "unimplemented: tensor with zero element"
      %86 = arith.divf %cst_0, %in : f32
      linalg.yield %86 : f32
    } -> tensor<16xf32>
    %expanded = tensor.expand_shape %cst_29 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %expanded_34 = tensor.expand_shape %6 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %expanded : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.subf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_34 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %expanded_35 = tensor.expand_shape %cst_26 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_35 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %expanded_36 = tensor.expand_shape %cst_25 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_36 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.addf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %cst_31 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ult, %in, %cst : f32
      %86 = arith.select %85, %cst, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x16x12x12xf32>
    %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ugt, %in, %cst_32 : f32
      %86 = arith.select %85, %cst_32, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x16x12x12xf32>
    %14 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %13 : tensor<1x16x12x12xf32>, tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.divf %in, %cst_32 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %padded_37 = tensor.pad %15 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x16x12x12xf32> to tensor<1x16x14x14xf32>
    %collapsed = tensor.collapse_shape %cst_24 [[0, 1], [2], [3]] : tensor<16x1x3x3xf32> into tensor<16x3x3xf32>
    %16 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_37, %collapsed : tensor<1x16x14x14xf32>, tensor<16x3x3xf32>) outs(%1 : tensor<1x16x12x12xf32>) -> tensor<1x16x12x12xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_22 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.truncf %cst_27 : f64 to f32
      %86 = arith.addf %in, %85 : f32
      linalg.yield %86 : f32
    } -> tensor<16xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%17 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = math.sqrt %in : f32
      linalg.yield %85 : f32
    } -> tensor<16xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%18 : tensor<16xf32>) outs(%3 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf one, %in, %cst : f32
      cf.assert %85, "unimplemented: tensor with zero element"
      %86 = arith.divf %cst_0, %in : f32
      linalg.yield %86 : f32
    } -> tensor<16xf32>
    %expanded_38 = tensor.expand_shape %cst_23 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %expanded_39 = tensor.expand_shape %19 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %expanded_38 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.subf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %21 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %expanded_39 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %expanded_40 = tensor.expand_shape %cst_21 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded_40 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %expanded_41 = tensor.expand_shape %cst_20 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %23 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %expanded_41 : tensor<1x16x12x12xf32>, tensor<16x1x1xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.addf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x16x12x12xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23, %cst_3 : tensor<1x16x12x12xf32>, tensor<f32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.cmpf ogt, %in, %in_54 : f32
      %86 = arith.select %85, %in, %in_54 : f32
      linalg.yield %86 : f32
    } -> tensor<1x16x12x12xf32>
    %25 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2, %24 : tensor<f32>, tensor<1x16x12x12xf32>) outs(%0 : tensor<1x16x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.cmpf olt, %in, %in_54 : f32
      %86 = arith.select %85, %in, %in_54 : f32
      linalg.yield %86 : f32
    } -> tensor<1x16x12x12xf32>
    %26 = tensor.empty() : tensor<1x24x12x12xf32>
    %27 = linalg.fill ins(%cst : f32) outs(%26 : tensor<1x24x12x12xf32>) -> tensor<1x24x12x12xf32>
    %28 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%25, %cst_19 : tensor<1x16x12x12xf32>, tensor<24x16x1x1xf32>) outs(%27 : tensor<1x24x12x12xf32>) -> tensor<1x24x12x12xf32>
    %29 = tensor.empty() : tensor<24xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_17 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.truncf %cst_27 : f64 to f32
      %86 = arith.addf %in, %85 : f32
      linalg.yield %86 : f32
    } -> tensor<24xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%30 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = math.sqrt %in : f32
      linalg.yield %85 : f32
    } -> tensor<24xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%31 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf one, %in, %cst : f32
      cf.assert %85, "unimplemented: tensor with zero element"
      %86 = arith.divf %cst_0, %in : f32
      linalg.yield %86 : f32
    } -> tensor<24xf32>
    %expanded_42 = tensor.expand_shape %cst_18 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %expanded_43 = tensor.expand_shape %32 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %33 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28, %expanded_42 : tensor<1x24x12x12xf32>, tensor<24x1x1xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.subf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %34 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %expanded_43 : tensor<1x24x12x12xf32>, tensor<24x1x1xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %expanded_44 = tensor.expand_shape %cst_16 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %35 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %expanded_44 : tensor<1x24x12x12xf32>, tensor<24x1x1xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %expanded_45 = tensor.expand_shape %cst_15 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %36 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %expanded_45 : tensor<1x24x12x12xf32>, tensor<24x1x1xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.addf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %37 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<1x24x12x12xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %cst_31 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %38 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37 : tensor<1x24x12x12xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ult, %in, %cst : f32
      %86 = arith.select %85, %cst, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x24x12x12xf32>
    %39 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38 : tensor<1x24x12x12xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ugt, %in, %cst_32 : f32
      %86 = arith.select %85, %cst_32, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x24x12x12xf32>
    %40 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %39 : tensor<1x24x12x12xf32>, tensor<1x24x12x12xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %41 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40 : tensor<1x24x12x12xf32>) outs(%26 : tensor<1x24x12x12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.divf %in, %cst_32 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x12x12xf32>
    %padded_46 = tensor.pad %41 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x24x12x12xf32> to tensor<1x24x16x16xf32>
    %42 = tensor.empty() : tensor<1x24x6x6xf32>
    %43 = linalg.fill ins(%cst : f32) outs(%42 : tensor<1x24x6x6xf32>) -> tensor<1x24x6x6xf32>
    %collapsed_47 = tensor.collapse_shape %cst_14 [[0, 1], [2], [3]] : tensor<24x1x5x5xf32> into tensor<24x5x5xf32>
    %44 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_46, %collapsed_47 : tensor<1x24x16x16xf32>, tensor<24x5x5xf32>) outs(%43 : tensor<1x24x6x6xf32>) -> tensor<1x24x6x6xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_12 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.truncf %cst_27 : f64 to f32
      %86 = arith.addf %in, %85 : f32
      linalg.yield %86 : f32
    } -> tensor<24xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%45 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = math.sqrt %in : f32
      linalg.yield %85 : f32
    } -> tensor<24xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%46 : tensor<24xf32>) outs(%29 : tensor<24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf one, %in, %cst : f32
      cf.assert %85, "unimplemented: tensor with zero element"
      %86 = arith.divf %cst_0, %in : f32
      linalg.yield %86 : f32
    } -> tensor<24xf32>
    %expanded_48 = tensor.expand_shape %cst_13 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %expanded_49 = tensor.expand_shape %47 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %48 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44, %expanded_48 : tensor<1x24x6x6xf32>, tensor<24x1x1xf32>) outs(%42 : tensor<1x24x6x6xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.subf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x6x6xf32>
    %49 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %expanded_49 : tensor<1x24x6x6xf32>, tensor<24x1x1xf32>) outs(%42 : tensor<1x24x6x6xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x6x6xf32>
    %expanded_50 = tensor.expand_shape %cst_11 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %50 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49, %expanded_50 : tensor<1x24x6x6xf32>, tensor<24x1x1xf32>) outs(%42 : tensor<1x24x6x6xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x6x6xf32>
    %expanded_51 = tensor.expand_shape %cst_10 [[0, 1, 2]] output_shape [24, 1, 1] : tensor<24xf32> into tensor<24x1x1xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50, %expanded_51 : tensor<1x24x6x6xf32>, tensor<24x1x1xf32>) outs(%42 : tensor<1x24x6x6xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.addf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x6x6xf32>
    %52 = tensor.empty() : tensor<1x24x1x1xf32>
    %53 = linalg.fill ins(%cst : f32) outs(%52 : tensor<1x24x1x1xf32>) -> tensor<1x24x1x1xf32>
    %54 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%51 : tensor<1x24x6x6xf32>) outs(%53 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %out : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%54 : tensor<1x24x1x1xf32>) outs(%52 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.divf %in, %cst_33 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x1x1xf32>
    %56 = tensor.empty() : tensor<1x8x1x1xf32>
    %broadcasted = linalg.broadcast ins(%cst_8 : tensor<8xf32>) outs(%56 : tensor<1x8x1x1xf32>) dimensions = [0, 2, 3] 
    %57 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%55, %cst_9 : tensor<1x24x1x1xf32>, tensor<8x24x1x1xf32>) outs(%broadcasted : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %58 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57 : tensor<1x8x1x1xf32>) outs(%56 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ugt, %in, %cst : f32
      %86 = arith.select %85, %in, %cst : f32
      linalg.yield %86 : f32
    } -> tensor<1x8x1x1xf32>
    %broadcasted_52 = linalg.broadcast ins(%cst_6 : tensor<24xf32>) outs(%52 : tensor<1x24x1x1xf32>) dimensions = [0, 2, 3] 
    %59 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%58, %cst_7 : tensor<1x8x1x1xf32>, tensor<24x8x1x1xf32>) outs(%broadcasted_52 : tensor<1x24x1x1xf32>) -> tensor<1x24x1x1xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%59 : tensor<1x24x1x1xf32>) outs(%52 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %cst_31 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x1x1xf32>
    %61 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<1x24x1x1xf32>) outs(%52 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ult, %in, %cst : f32
      %86 = arith.select %85, %cst, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x24x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61 : tensor<1x24x1x1xf32>) outs(%52 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.cmpf ugt, %in, %cst_32 : f32
      %86 = arith.select %85, %cst_32, %in : f32
      linalg.yield %86 : f32
    } -> tensor<1x24x1x1xf32>
    %63 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<1x24x1x1xf32>) outs(%52 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.divf %in, %cst_32 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x1x1xf32>
    %64 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51, %63 : tensor<1x24x6x6xf32>, tensor<1x24x1x1xf32>) outs(%42 : tensor<1x24x6x6xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.mulf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24x6x6xf32>
    %65 = tensor.empty() : tensor<1x24xf32>
    %66 = linalg.fill ins(%cst : f32) outs(%65 : tensor<1x24xf32>) -> tensor<1x24xf32>
    %67 = linalg.generic {indexing_maps = [#map1, #map5], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%64 : tensor<1x24x6x6xf32>) outs(%66 : tensor<1x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %out : f32
      linalg.yield %85 : f32
    } -> tensor<1x24xf32>
    %68 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%67 : tensor<1x24xf32>) outs(%65 : tensor<1x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.divf %in, %cst_33 : f32
      linalg.yield %85 : f32
    } -> tensor<1x24xf32>
    %69 = tensor.empty() : tensor<24x10xf32>
    %transposed = linalg.transpose ins(%cst_5 : tensor<10x24xf32>) outs(%69 : tensor<24x10xf32>) permutation = [1, 0] 
    %70 = tensor.empty() : tensor<1x10xf32>
    %71 = linalg.fill ins(%cst : f32) outs(%70 : tensor<1x10xf32>) -> tensor<1x10xf32>
    %72 = linalg.matmul ins(%68, %transposed : tensor<1x24xf32>, tensor<24x10xf32>) outs(%71 : tensor<1x10xf32>) -> tensor<1x10xf32>
    %73 = linalg.generic {indexing_maps = [#map6, #map7, #map6], iterator_types = ["parallel", "parallel"]} ins(%72, %cst_4 : tensor<1x10xf32>, tensor<10xf32>) outs(%70 : tensor<1x10xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.addf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x10xf32>
    %74 = tensor.empty() : tensor<1xi64>
    %75 = linalg.fill ins(%c0_i64 : i64) outs(%74 : tensor<1xi64>) -> tensor<1xi64>
    %76 = tensor.empty() : tensor<1xf32>
    %77 = linalg.fill ins(%cst_1 : f32) outs(%76 : tensor<1xf32>) -> tensor<1xf32>
    %78:2 = linalg.generic {indexing_maps = [#map6, #map8, #map8], iterator_types = ["parallel", "reduction"]} ins(%73 : tensor<1x10xf32>) outs(%77, %75 : tensor<1xf32>, tensor<1xi64>) {
    ^bb0(%in: f32, %out: f32, %out_54: i64):
      %85 = linalg.index 1 : index
      %86 = arith.index_cast %85 : index to i64
      %87 = arith.maximumf %in, %out : f32
      %88 = arith.cmpf ogt, %in, %out : f32
      %89 = arith.select %88, %86, %out_54 : i64
      linalg.yield %87, %89 : f32, i64
    } -> (tensor<1xf32>, tensor<1xi64>)
    %expanded_53 = tensor.expand_shape %78#0 [[0, 1]] output_shape [1, 1] : tensor<1xf32> into tensor<1x1xf32>
    %79 = linalg.generic {indexing_maps = [#map6, #map9, #map6], iterator_types = ["parallel", "parallel"]} ins(%73, %expanded_53 : tensor<1x10xf32>, tensor<1x1xf32>) outs(%70 : tensor<1x10xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.subf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x10xf32>
    %80 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%79 : tensor<1x10xf32>) outs(%70 : tensor<1x10xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = math.exp %in : f32
      linalg.yield %85 : f32
    } -> tensor<1x10xf32>
    %81 = tensor.empty() : tensor<1x1xf32>
    %82 = linalg.fill ins(%cst : f32) outs(%81 : tensor<1x1xf32>) -> tensor<1x1xf32>
    %83 = linalg.generic {indexing_maps = [#map6, #map9], iterator_types = ["parallel", "reduction"]} ins(%80 : tensor<1x10xf32>) outs(%82 : tensor<1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %85 = arith.addf %in, %out : f32
      linalg.yield %85 : f32
    } -> tensor<1x1xf32>
    %84 = linalg.generic {indexing_maps = [#map6, #map9, #map6], iterator_types = ["parallel", "parallel"]} ins(%80, %83 : tensor<1x10xf32>, tensor<1x1xf32>) outs(%70 : tensor<1x10xf32>) {
    ^bb0(%in: f32, %in_54: f32, %out: f32):
      %85 = arith.divf %in, %in_54 : f32
      linalg.yield %85 : f32
    } -> tensor<1x10xf32>
    return %84 : tensor<1x10xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_10_torch.float32: "0x04000000506B1F3E4AE80B3E7C5CB1BDA9490E3E16605D3D981727BE6776FC3BA43426BE21A5E2BD74F91BBE",
      torch_tensor_10_24_torch.float32: "0x04000000A3E1233B57B3FABC10A6583D929836BEE33651BD32171BBDF61DA2BC0CF0D33DF89B33BE80B8F7BD7ADF4BBE97C81BBE7EDA3A3E4F35C63D347931BE9B6134BDB16BFABC0F503ABC9FF1443D571800BCAA1D83BC8B6E45BD9FE034BD392B773A77C16BBD6CC2CBBD5FD1033E8D23FDBC2D5F9FBDDA7A323E6FF6B53DB4C5B33D1EEAF2BDBDD904BD96E7023E7F418A3AE47202BDC3B3DE3DFFCC053E5D4D0FBEFAA1033EC6D128BE97323D3EBD75E13C03A4CABCEE2A0B3E944A783D1D7D3ABE2447173E413D29BED1370FBE0949973CA64F043E33CFA0BC15A0F73D3A2534BE508ADD3C24C837BE144CF03DEBA33E3D91B860BDB5AF4A3E4EF4663D6C259ABD8F0FD03DC02F213E7E80133E3278F9BDBE68C4BDD7DA09BE07BC18BE55EB7E3D05F176BDFBD9343EBB611BBE413AACBCB461BE3BEAE9973DA5BB0F3E8C880DBC2CCC373E26AE10BED8488ABA2B4C173EAE844C3EC818193DCAEFAFBBECDCF33DC7AF14BE7E4F893D6885DB3DEDDC4FBE3D81D6BDA74F673D9FD5903DDB190BBE26E7C7BB6F4D293E297984BD437E7CBD6651E3BC397925BDE31A073E3BB1163E6FA6253DBA53F3BDAEBC47BEEF7220BED83E0EBE08911BBCE9EE86BBEEFB883DD85C05BE6171043DE6C8C8BD1517DF3D7077DBBDEE57FE3C22460EBEE47DCE3D8A99EEBD49DD92BDDEF000BD00D30CBE6A313ABD14BF54BCB158923C84ABF13D9844DCBD634B163EEAC5ACBD839531BD5A9238BC2003563D314B453EE3D7173E41C2AC3CD10535BE17A64EBD41451A3E151E0CBEBBABBCBDAC66A5BDF2ECBDBDE568D23B8BAC14BEC41B37BE232C813D5734003E7ED0B5BCDF82EDBA3552453EBC30F7BD6AA19A3D116BA8BD5980103EDAF281BD7E017BBD70CF3A3E660639BC5CB74BBEB7646CBDC7286C3DD4B5323ECBFD113E0709F8BDBE380DBED82F35BDB76A0F3D9B9240BEDA7A14BD949279BD82898C3D25E62F3DA6AC29BD0FE9F63DE9E9463E0728423D8459903CA2204E3E7817023CE276993D018B1FBE8805B03D21F9343E69BC1CBE527645BE9105113EBF3045BE67249A3D2835863BABA151BC57E909BE09142D3E20D82C3E1A72253D3917353DFB2F093EB3D4113E08E7893D41781B3E72EF223C40F2F43D25E807BD4A803FBE432AF33C68DB093DB281123EFD1894BDFD85623D63554DBE12A943BE4ED8B33C0072BC3D054CDDBD0FA9253E349383BD5F30673D642213BEDFA192BC518F933D5D9B2E3E18E027BC5C18F43DC10202BED45098BD738839BE66F0FABD8A5C183E7AB3123D0C9ED1BDAE7D013E6EA54EBC6C18ACBC115108BD1A2045BEB47DA03B66B42C3D2E7504BD49D871BC",
      torch_tensor_24_torch.float32_8: "0x040000006D7A4DBEFF3B2ABEFAC0AA3E7685B63D94DB8CBEA04A833EE1F4983DF5F1BA3C73D2273E15F4F03D7F6E743E25A2E0BDF1E438BEC77F3DBE786520BD38E33CBEC0C76BBE9315FF3D0CF5AD3EEF7B2E3D885459BEEBEA8ABE18D8A0BE8D38D6BC",
      torch_tensor_24_8_1_1_torch.float32: "0x04000000B80F05BDCA47343E5573BC3CA1EC113E04FF9D3E3E8019BEC6FD78BE95E7B3BE159306BE5F13BF3D721335BCD2681D3EC8D43C3D0EB22DBCEDF379BE122DDC3D00DEAD3EB98782BD9C119EBE0F35813E153E89BE16FB163E6F1E4F3E4FCE37BEEDD2983EE3B990BEF7DAA73CC253B03EF865A93E72FDBF3D0EC6ADBE80A68EBEFAF3633ECCDB163E5BA97EBE0875A23EF001B5BE0B24833EA009953C3D83AB3E8B61813D440FFD3C285C3B3DA74F303E96AC013DB02049BC44A6A73E6B6C8A3EED5EC23C0775A13E05E09BBE714A843ED1B4A43E389F5BBEC302DF3D70DBB03E4AAAAEBE844E9F3DD8F8853E1E25A2BE1AFED13DD43B953EDAA9993CC2CAB63DD318AFBEC715B33DD66890BE90A5113C19A41BBD793EB03E85230DBD68F682BE878A823D3D39A9BE17194ABEEF60343E6543333EE1F4B93D5271B83C1CE8673E41EAAC3D27F8ACBDD0E8D7BD1C0F803E1F5B1F3E2F948F3ED48299BEBB135BBEE488A03E8FEE8DBE0B754BBEF0EA93BD1051F63D9995B43E0332A1BE3051FCBD81E67BBD02AA9ABE6D9A8DBE39DA82BEC41B5DBD3C3C16BEC1F90F3E4B96A2BDC278A7BEC0EDD93D101708BEE3CFCFBA689D9DBEA00B3D3D7332CA3D1DA9B4BDAA9E573E05B70D3E984CEFBD6D0B5F3E4C90D2BD95F9823EF252843E74DF4FBED1687F3E02997B3E6DFA1C3DCA925BBEBB1495BE4AE9873EF63537BEC4E08DBEA9845BBE8B99A2BD3DC687BE5C5B8C3EDB25B13EB9315ABC7811E5BD3356E8BC139A6D3D73128D3EA115FDBD810C3EBEA5FBB4BE96F7B4BEFF4086BE48AA743C6A26403D796B9D3E7D30C03D0F8713BE497DA4BE235B9CBEC8A3A13E3571413E6E69E2BD0E1EA83EA33D893EE45EDABD0D7ED5BBE990AC3E8F2D8EBE509B5C3E09F78DBE4FDCA4BED8FE953E53BB91BEB72B7BBEAE85FE3C470211BECFD4AABDEC9B60BEBDB9FEBB5B78AB3E4D761FBEEA2FD53A706AA8BE551295BE21DD523E39E5B33DCC842C3EF0CA05BEAB8B84BC0F006BBE57DB2E3EFF3F6F3CB784373E01A39EBED279913E3EC65BBE23DA8BBE546C6ABE44FAA33E86ADABBEA5D434BE",
      torch_tensor_8_torch.float32: "0x04000000A2549C3C17ADCB3DAF713B3EA8B1F0BD95491DBEB7584CBE28E4EA3D95BE22BD",
      torch_tensor_8_24_1_1_torch.float32: "0x04000000C2FE57BD40592EBD3E2D48BDAAE3EDBD7D94163EA872C8BDC21ECDBD45F50BBEA1DCEF3A29D4B3BDBC3012BD656B023E3AF70F3D4210293EAA7888BD774637BE624824BE95E72ABE6889023E0A6D123E9DFCA6BDD8C429BE2ECCCBBD8478B43DE3D29F3DCB7FE0BD1B6F7BBDE4235EBD224AD33DC5B7CBBDE037163EE545733DDA995D3DE96D41BEF715033EBBEAB23D789DFB3D2E582C3E7BEE44BD679795BDA75EADBD77972BBD4250203E8FB516BE002C8ABD98A0B23D9A6D0EBDBED30ABEC0D3EE3D1D1F2ABE9DF3F53D096F1A3E868FF2BD04FBF0BB486812BEF187063EB8F93CBE7D62B33D305DE33B81A9A3BD2C2AB93CE29C49BEC64EA13CF9DF253D3D1475BD9AA0B8BD825B4A3E680118BE4854D9BBFF56BA3A3183D53C4649D43D37974EBD614B1BBE39FF1CBE5350963D69A6223EBA1B91BDCA2AADBD5447A5BDEF1091BD4BC03D3E6B9F233E0336CBBC63E79C3DC543183E395130BE67D7FB3DEA78033E974850BE40ED0D3E7436DA3D08958BBDBBD5DFBC4F0F093EBFA01BBEE589F33CB72535BD698D483C2C3A5CBDC7654F3E2796EFBCDFF5233E33F40F3E5815DFBCED9C8C3DD4B1083E275033BDB36137BC9CF5813D26F4DF3D0E210CBE1DF015BE268E76BC6D58E4BD2891C9BB6F731A3E9E89FB3D5781883D3C12153B53CD3BBEE8C9913C854E3D3D63E3B4BD8A8AF63DF1A4463E7E9A1FBEAB3FFD3DAD0C383EDBE43DBD57F0933DFB713CBE8361FEBD26026CBD8F7EEC3C6DB7383DC8F1C1BC170B16BDDDEA1EBEBD39A6BDC7559DBA84E5413E3D38BF3CC2312C3DC12CA5BD6AFEB7BD3CE439BEA7D903BEDC047B3DA269F2BDF068C3BDDAC21F3E50EFA4BD063DFABD853D0FBE10DBC53C2F12553D5DDB043E9829C83D9EF6D7B7D3C71D3E86241EBE6620373EC2FCF6BDA923A83B64290CBE0207373E344E073E09E110BEE35CA03DD34B79BC6E4D2C3EFC4D41BE0140573DE3B9EB3D83351BBE27519F3D1259AF3D4A96ECBD987D3D3E29B605BEE2F3493E0D903A3C16D0343E0FE7C73DB69F18BE4507333E7971FDBCA5AD45BB0DF8C33D3EDBCD3DA473BEBD",
      torch_tensor_24_torch.float32_7: "0x04000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_24_torch.float32_6: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_24_torch.float32_5: "0x04000000E6365D3EDAF63E3E28691B3EA8B6353EC5B01B3E9A86473E7DF84C3E3CFD353ECE64483E0675553EE0FC473E1E93373EF3B94C3E6FF3483E3572393EAB9E323E7CC72F3EEAA4543E9E694D3E1AB32A3E39DD453E9B1A503E5AA8393EDE542C3E",
      torch_tensor_24_torch.float32_4: "0x0400000099ADB5BD4C1546BDD32A8C3B7C8702BEA8F300BE8203A93D52520EBE4ADE793D0B1481BDA8D618BD8C1127BD147969BDC3DCA73C7FFB5CBCD28895BD3F91AEBB5290083DAD858CBC4D21443CE0E8C5386E2AD1BCC8C6053D5509CCBD137D50BD",
      torch_tensor_24_1_5_5_torch.float32: "0x0400000057A6863DF33706BE00492BBEC3211E3E50EC803DAA4B073E675A953C408C703D40CC6FBD604003BEC88248BEB3387DBD2742E2BC1AC0413E6AA6A9BD631EE2BDEA77403E9AEE1DBEAA9BEBBDF26A2FBEC0061DBE359C46BE4AE2FFBD654F313EC06B423DADB9303D1A5EF33D132631BE75BA15BE23ADC0BD4DA0973C97D73F3E874D073D975A113E8D1A7CBD77D235BE62E74B3E57FE883D33B5B2BB200C113DA75A093D07459DBDC37DC1BD67440FBD70CBA1BD771C10BE93765A3DED4129BE1A4498BCBA6CE7BD904B83BDE32BADBD8DDFA03C676106BDA74E473E77F73BBE528B09BE2DE752BD00E4473CB0F9EA3D4D8F7E3C73B8983D9A23923D404487BD3AE01D3EF37089BCCDFB3D3CCD80513CB3E2083DB34CC23C67A0313D55220EBE8358E4BD5751B23D1AC9D13CBDA0F4BD4340A4BD00EA3EBE6DAA9ABD73458BBC8779323D73A7BBBD1A7F81BC27D542BDD7C215BE6767D3BB90D783BD859220BE687A16BE0A7BE83DE3482D3EE3CF04BE07464FBD131C2BBD63C2A53DA00B87BD9AFE45BCC0E96EBDFDFBDE3D00B2B2BD476A183DCDAC303A334AB9BB474A303DF30590BDAAE184BDDA2F37BD006088BDBDEEFD3D1A3AF9BD7A2F20BE1DA0B1BD2FD102BE8D078F3CE72E6F3CE7D75BBC47721CBD0DFA2ABDB736FBBDEA7114BEE7180B3D8A6A98BDCDFC3D3D10D9BCBDCD9681BCE7BF3A3D9A7AEDBB8FFA003E0752B83DE3B0993D00D8BEBBB3311C3DD8B2273E276219BD1D2B82BD98FF293E40F3D73DBAFE86BDF72D0E3EFF45373E9A890BBB23C1D2BDBA026FBD8BF806BE8F8E303EA01EFA3DA3EBB2BDE0995DBD7325E6BC330B4B3A0D7C43BECFB84ABE87E6E3BDEA6C98BD7A833BBDA83D22BEEDE6C23D3D8990BD6079BBBDB31013BD9AA9C83D9A7A0F3D2F6808BE7AB04B3ED82729BE859640BE8DC59FBC3799DABD437A9A3D677F873CC88B39BE671C073B9ADA763C509EABBDBA024C3DCD3DB83D5AB5C33CC5902A3E30CBDDBD67693FBC7A9F26BE2AFB1EBEE7EC143EADFA493E008A31BB1D3ED13DDAAFEDBCD5542CBEB7D3CB3D6A4FD0BD132753BD5BC8183E404DEA3D733201BD3D85CEBD73761EBD8715E73DB063423EAD1810BD7385223EAD06FCBDDA540C3D207B0EBD070D49BE22DB123EB38E413EA395B53DCD538D3DBAE6EDBD9A6918BA2080C6BDF07BF2BDFA0836BE2B2B05BE478A423E7D6BC83DA7701D3E3313303B1D9631BE7B001BBE3B280BBEAD4F113DCD2B2B3C10431D3ECDA540BDDABBC43D3B7806BE3A81A9BD7DD041BEC3E98EBD5FE934BE87AF0C3D305588BD25AE06BE7AEC923DED3A5D3D67F8CB3DB3C116BE40840A3D67A9EDBDAD178F3D78EC25BEBAACF5BD40623D3DF7C0A53D90DA1A3ED898253EF711323EFAC2C5BDC57E1E3E4D1BC8BC80E6323D7AD83B3EDA0742BE8295093E73793BBE135520BE00EBDCBCE0D91CBEA8E30ABECD33B23D425B0CBE38E4413E20EC4C3D0AB49A3D954F253EFD231E3E47485C3D974D93BD531C1DBED36BD63D5A7989BC27997BBD6AD4BFBD525141BEDAA2A23D4BF025BE80D305BD275F3C3DE392C3BDCBA13C3E20A7133DA0DA603D57C8BFBDF39D6C3DED4C26BD674262BDA0D1623D80B503BC206BA5BDBDF0F3BD8F851BBE5376473D3220173EF23D29BE20D799BDE55B00BE4DBFFD3C7A7C6D3D67586CBCEF8909BEFDF1263E83C10FBEFFA8313E579DDFBD9A566B3D1ACE40BCD063113E87065CBD5A361BBEA08805BDCA2FE63D832039BE23EB1FBEA51D1B3E93C7F23DC0F6B63D4D6EA43D87546DBDD21B133E13BBEDBD4044D43D7A2B5EBDA79C02BD2047CB3D67184BBECAD0E23DFA53513DC3A03F3E9346703DB30E31BC80C34C3EB85311BEE7D1443D1A37E3BDBF5F233E5054323E6786E2BDF08C0ABEF5CF1F3E32900CBE132F243E8D575DBD40742B3E1B113BBE007BB1BD80DED5BD20AB1DBEB5FD3FBE536E693D52FD12BE3345F93BB76F92BD3D62AB3D271EE1BD2DF7D9BD9A8C24BD1051B33DDA470BBDCD77C93D1A3EA7BDF3C319BE5AFAFCBC70D9AABD67F3E33BCD409F3C7337CC3D80DFEDBCC82F203E1AE9EEBC901BEF3D834B3EBE52560EBEB3CE77BC3AF9B1BD27F5D1BD0D57CA3D2D8B413E33EA62BC9B3F13BE039BFBBD2AEFCFBD9A21DDBA7344A03C1A71DBBCEAF4B03D6753E1BB27A878BDA0E127BE58F70CBECD5C64BB7A3C8D3D0DAF003D6761C83DD0D9AD3D8B9C1ABE47DD123E7A9012BD0DD3C43D1AF0E33D7303E63D601C29BD0D3B1A3ECD9BD9BCD35B873DAA8BD23DD31C443E2DEECDBDC04915BD33F006BC9AED4CBD8067E03C926E2EBE7AA72B3D40F413BE4733B4BD402FFB3D935F773D5AE1CA3CAA422CBEB7EEF33DA756AD3C5A53833CA7450C3E6716623C93089E3D070019BE8DCFC93CE22A4BBE6596283ED03047BE200230BEAD34B4BD739A86BCCD27833BE04E5FBDE0B1C93DB34358BC033F28BE00AB6E3DE3691B3E5D5D853D6D5A483D8AE7953D531DA43D47FDBE3D1273473E1A48C3BC1A575BBC63AD32BEA7D83BBD07942A3EEA778E3D070DDCBDCD2B7D3DE764133CE73447BD68031FBE9D2FD93D6A94B53DE08217BE7A4B1C3E8F7731BEE52D043E90F103BEA0B132BEC28E203E75C300BEDA85483D40CD4C3D0DBBE9BCEDD9663D87D22C3E9D200BBEB35FD03D18CC00BEA7ACADBD9A2CF6BB2D6D2E3ECD18793D9342853DDD7BA7BD73D28BBDA7C12BBE806418BC8D9D223EB7F5B13D3A8D703D47FE4ABD333161BCB3EBA9BC939377BDCDF9A13CE5CA04BE1A7E8C3CDA2778BD9BDB023EF71DAC3D5DE18B3DA72DBDBC975D9CBD6A31BC3DFF7939BE00CC843B33F731BC9338F3BDB2A043BE5D8408BE33183BBEDDD0D2BD00C0BBBACDE2643D5B490F3EA76E7A3D9A2DCA3BB06BC1BD80BE5BBC0D590B3E5DD6363ED06EE53D9A4A2D3C0040FB3B7307F5BD9A19813AB309743CAAED9BBD80B618BC32FE35BE8091B9BC27DBC03C834C8F3DCFE53D3EF04CDCBDF75EF4BD2A5B433E00C7413E0302A6BDCD9EE0BC020C30BE35F826BECFCA4C3E3AC6DF3D4AC31F3E00B4933BA34BEA3DC7FD6D3D332D243DC0AB273DCF5C4BBEE8030E3E00784B3C1391D1BD62722BBE37DF973D0088A13CE3B6473E00CE2ABDEDCF15BDD008B23DBF3D2D3EB0B6C9BD334FEBBB973B21BE400C043D5B0443BEB3BF13BED0CF9A3D479954BDEA55B6BDCD42D13C8FA118BE6058F33DCA9648BE17A0E2BD674C35BB92F334BE389E12BE071443BD2D6BDA3D6DC48A3D6A73A73DE86135BEFD09963D603C05BEA74C02BE673FAF3C90AAA03D60DDD7BD7390AA3C93888DBD0D7607BE574AE93DA08F2EBE8D13293EF04C023E208CD3BD6D3822BD80FC58BCDA4D203D5316A93D",
      torch_tensor_24_torch.float32_3: "0x04000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_24_torch.float32_2: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_24_torch.float32_1: "0x04000000E0087D3E4F73783EA617483E490C803E2ECB563EEABC543E5EAB543E6CB27A3E5533583E28B1693E7A85693EA303733ED34D7E3EADEA7A3E56DD543E83B1593EECF77A3E5090633E15628D3E71024B3E22404E3EA6215B3E1B966A3E08F2503E",
      torch_tensor_24_torch.float32: "0x04000000D9ADFABCD44BE33C2DBB03BF0DB0EE3D7FEFCABE2B9B4A3E152B013E4CEB05BFC66D84BE9027093E31E087BE8981023E763121BCC4CB8FBED7248E3DAA890BBEBF2091BD517494BDD4AD79BE220FF4BD8897B13D1F37DFBE3B0DA3BEE135E8BE",
      torch_tensor_24_16_1_1_torch.float32: "0x0400000000C5BA3B705FEE3C26CA67BE768A083E385A27BD42FA793E964003BE406F4EBEFED50EBE18DBF13D4C1C58BE646760BE22093B3E3477123E00853C3D3ED3333E4EC573BEC4ECC73D4071DA3B68B0A3BDF03F113EAEC96BBE9804653E62F01CBEE0086F3ED0BE23BD629047BE5E3B0DBE9846C43DAC60843DC813293EB4B1FA3D9085E4BD021737BEBCF1CCBDE0533DBE6876F1BD18A819BE16C151BEE0C66ABC1C0F36BE280F98BD9881A93D4C19BFBD264022BE2844A3BD10D5753DC0F456BC868D213E8A28253E8CB85B3EB429583E08BAA1BD70F7E93C24857E3E6A3843BEF09E6F3DC6B377BEC0DCF63BB0C81BBD42EA083E447563BEBAF90C3EC62E7CBE44CF91BD244D84BD604D4CBCE8EEC2BDE0DF07BE3C5CC63D5ABF7CBEB6C02E3E74BB1EBE728956BEE03A13BC688C373D86D12ABE2C4314BE00FE6ABE7061623DDCD6203ECA56093E82DE6C3EF4C1E73D54B600BEA0AE0B3EC0F0CD3D0CEC893D667A14BE78E5443E10989EBD00FCE9BB1637283EFEB140BE3E1921BEE0385BBCEECE5FBE9C1833BE209C5C3ED011D73D7AB9613E04F1EF3DE664333E407C1ABCD80562BD281DFABDB89AE33DAAF4303E00F6B7BAA04BC23C7CECB6BD10FACCBD48FFF33DACA634BE689FE0BDBCD316BEF8C7DE3D2CB11CBE708F46BD362D24BEAC78E93D02F52CBE904F65BE68C87CBEF2306ABE3890AABD4483F1BD20ECAEBC8C76EBBDCC46F83D224840BEA077C8BD4846483EE0CB2D3D1E2C0D3E0084BEBC88590D3D10E67BBE00343E3D22A518BEF42720BECC5934BEF87349BE00202A381802153E1EAD77BE842CF4BD04E3CEBDCEA2153E384F1BBEC488043E0C73BBBDBCDD683EB6DD6A3E2C51E33DC8E38D3D842A61BECC68AA3D0488773E005970BD3041A23C220008BEE44DF9BD685D63BE7C8614BE906C2DBE00A115BC009F1ABE728A1E3ED632563EC2FC6ABECCD1913DA8F2E7BD94BA5F3EB6C000BE007CEFBC6623563E1833093E0CB07EBE8A7656BE9C21D5BD9CFA8B3DBE303CBEFCEE113E30611F3E02B933BE1CDAFE3D78AF01BE8826463D8A49753E1465EA3DDEC1453E5E2A4BBE2842743E5432B8BDAC61643E0258043E94F55A3E74A44FBE08BE37BE002DBFBC241FACBD68265BBD442EDABDFE4F733E360638BE9833043D4078F33BB2C774BE147C7ABE0068983CC42045BE58C58CBDA4248DBD385E0F3D1044CA3D7C90413ECEE01ABE22DA723E9C3D76BE82023DBE181A9CBD2262073E54E889BD083A4CBE90A4CE3C0444F63D2CD2783E7C89EBBD36492E3E301A3ABED035DE3D5C5126BE8C8BB5BDD2BC643E04C7083E20BCB7BC1478D4BD4012ABBBF85B753D1473573E787850BD005ABF3A2CCFD2BDA030A1BD28BBD3BD240EC83D409CE4BDEE17603EA88D43BD248046BEC4FED13DC07BD9BD7C045DBE92970E3E246426BEC68C52BE22277CBE880E27BE0416D13D10CE52BE6842483D2ACB1A3ECE7F18BEF0CEAF3DFA6D7E3EE2B3773E0A1E33BE98AFA0BD38F2853D1019F93D08EC20BD003E4C3A805B5EBD9C1937BE744102BEB8AB173EE0EF19BE0CADB43D644C773E68D727BE0035B03AE8A16A3D8C5C753E1E4C5EBE9E5F31BE4031B93BA088713DE8B7C8BD2A681D3EB4E060BE441D72BEE6C668BE20955CBEB82A4B3E1E126C3E228121BEF091823D1E051EBEF839793DD82C6CBDA4A53DBE26DB423E742696BD484ED93DE8353C3D40688BBDA8CDE4BD48B1D6BD88FE28BEF2161F3E542A1EBE2EBF32BEE2586CBE84BA8D3DE82E783D9C130F3EE0A28ABCE2393D3EB841B6BDE83E05BE00369CBBF0595F3D48A3093EC8B769BD50473BBE8C7024BE1C2CDFBD9C397C3E74946B3E74DBF4BDA0D08A3CBCC9F93D781F693E80D8EEBB00EC0C3B20CB7BBDD6384F3E68782DBEF0986DBD464E27BE70FAA0BCACDA4FBE101733BE40540EBEA8129B3D4AB31CBE4C07F0BD0074E8BB8CBA943DCE8478BED8CB00BE44241DBE4CE3073E24678C3D40E5ACBB90C661BED0D4F4BD2838703D808D77BE7C82A6BDEE0051BEA0754F3DE0DA883CE21E24BE0C7EA6BDA4D16D3EE0276DBEE8F32EBDAC05A0BD7ABC02BE7CFF74BE48DB70BEB498CABDB8E67DBE4008E7BC168636BE4068FA3C00BE2DBA28DD07BED8BAA83D1E5C42BE60F3143C5E6F103E",
      torch_tensor_16_torch.float32_7: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_6: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_5: "0x040000002A825C3EE7DE673EE22A2A3ECD90433EE07E5A3E7798663ED11D673E0534713E02B15C3E47793C3EFC42333EA2525D3E01645C3EC788483E0A82593EEA82453E",
      torch_tensor_16_torch.float32_4: "0x040000001803C2BC2A521C3EB74531BDB07DE7BD068B2CBE714792BD0D7D13BE1CBDB03D2AACE7BC9E5644BD8DE084BDF024E63D6E5723BDE462E0BC1AF79BBD4C1DE23D",
      torch_tensor_16_1_3_3_torch.float32: "0x040000008B9242BE03B4003E07C0A03E94628ABE8EDA49BE76708B3EABE0DEBC1AA498BED6A3DB3D3302713E66FA62BE33F9763EE386A53EF75EA13E93D7463EAB6EB73C73DA053E2B65E6BDC015503DEE9428BEB332743E1697E7BDF6C13CBE6BF142BDD0AB9C3DEB53393D587644BE666E4FBE5A3589BE001F10BE208A01BDCB6C7D3EDEBA2ABE56C3B3BB23E72BBEE66B21BE539E3BBECFA6A8BEA8F955BEAB6233BD1025863D20E9043E4BB678BEB027A6BEABEA3CBEEB1138BE782535BEEB42363E8B989C3D00A9D6BB5EE672BE58335ABEC3BA913E625E8FBE5611EABB1A2496BEF897A9BE8B9C223DE640E8BD6EA0A1BE666F60BEA889973EA68E1EBEE6C67F3EFC89A23E039348BE80A731BDF4D08A3EE0C1D6BDFB04F93D5CB3A43EBF81A1BE3631963D92C8A53E83520BBEE3E6A7BE2B5A37BE26214EBE206D333D8B0F203DFEB83A3E7B2F983DB8CB7B3EC8C06DBE004320BC4BDAF1BDC010DE3DA01352BEA3D47EBE6BABAC3C105425BE2837233EAB46523EEB0D27BECBB5C0BD40B9EABC00521DBED6EE3D3C06FF89BEB6216E3E7BFF7F3E1B08E23DBCAC9E3E760F493D93F83DBEE8B638BEEB04FABC121F9F3E80FF573DAE91013E130007BE868A2C3E5648A73EA7C08DBE83F39FBE60F0DDBD88DB3EBEF0B97CBE504DC73D33C03FBE4A5D983EEB4266BD2B831DBD5EFA7D3E4EB700BEEEDA55BE96C9D73CC8463D3EA83C30BE5FA180BE3A798FBEA0DC9FBEA8F5783E7B458CBD50E6DA3DBB0BAEBD1391873E9BB2F33DDBC82C3ED6790C3DB6DEE93DB0973F3E28BA80BE70D2953E",
      torch_tensor_16_torch.float32_3: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_2: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_1: "0x0400000053E3013F9D00D53EE16FDC3E83F9AE3E7A2BC53EA5F7CA3EE635E03E82EAD23E28BECC3E1DCAD23EB75EE03E7EAEB63E8425FB3ED283BF3E9CF7E63E2658E33E",
      torch_tensor_16_torch.float32: "0x04000000C9D9C43AB269E0B9C2EA8E3B463F25BB34F11ABB42AEBEBA129ADCBAC5BF98BACBF71EBABCB9CD3A2636373B1803F738116C293A83CF8CBBF6D386B940474CBA",
      torch_tensor_16_3_3_3_torch.float32: "0x040000002D2A023E235D13BE6599203ED030FC3D2294253E381817BEA74604BECA8BBB3D42F537BEE1C6423E42CA273D8C99CB3C4D8728BEBD347B3DD97BA93DC420FA3C2E8D3D3E98BB6C3D52BF2EBEF894253E4BD2853D6106BCBD800535BECFAFE03D6E473B3EF87521BEB3512C3CE0678D3D8A20BABD077B2CBDBB9603BEF455BABD48A933BEFE2692BBC8B1E93DB0B2BF3DD020393E88132DBE63FBC1BC49DF3F3E6714013DB34A5EBD6F7B31BEE768B73DF99B153E40061E3E5BFA243E8D531A3D60750C3EA96B46BD1C0B203E08E386BC8B8E22BDDAEBC3BDE7D9D13D61789F3D2BB4FA3D89E1FBBD1C90D1BDB57D3A3E41C3DABDA8C8E0BD57E952BD36C77EBD530506BE1A421F3E78BBAF3C65B1B33DA52C123E7466FFBD8670163EE371C5BD3F00FBBCE522153E48B1353E5CFF2C3EDFADE23D2E2B373E8E028EBDF5B048BCC0CE86BD75BF67BCEBB2BFBCFA93D23D3174073E72E90DBE87A4D9BD007072BD22C0D23C46FF98BD9522F5BD4CF90FBD6757C0BD599EAD3BD0E111BE2C0E45BD066D91BD63C6D9BC9AD71A3EFC38013E74617EBD60AD34BEFEF50CBE263017BE1B9695BC2B08AFBDAAB809BEA0C62E3D34E84A3C115AECBC20E08EBD06F7273E8DD93DBEEC3D96BB46F7B63D0D240B3E20722BBE8DDFF6BC2E5A243ECFC2013DFF5A6E3DA927AEBD5FC5083EB3CC93BD133ED4BD01C1323E33D1503D5F22AEBA105709BE737B2EBD786317BE099804BE73C7E1BC6064183D267921BE36883F3E8DF0103E5D6637BEA65DF63DB682ECBDA39620BEE89F383ECC7D9EBD80BE82BDDC76C43C21C6DE3DBC8D723CECD653BD8DAB853CC234CCBDA9580FBECE3F4D3D3320A63C7FD7C33D536B92BDB6C742BEB99843BDA2AF3EBE9A4078BC7A89C03D64DE913C7625E23DA707133DF702A93DCB63313EF294EA3CDE2D033D14EC9FBD2BC5F53DC350253E4CE008BE1F473F3E81C96D3D4604DCBC715C34BE37F144BE1ECE1ABE53D824BEEF6A03BE588E65BDC39423BE42BF24BEB876AFBCA0CD25BED3888EBC9449063D7C98153DEE57F73DB222D73D1612DDBD21BE84BDB46D903BC74F263EAF48BF3D9E90DCBD48FBB8BCE07A0E3DBEE3883DDD7492BDC8F02CBEAC68F0BDAFD1D83BB17B06BE48675B3DAFC0F73DDCBD09BBC2C5CE3DDE0B0A3EF4A2FB3D42AF3BBE9A9C323E886F503D265D43BE4227443DC6B307BE4069363EF2421C3EA3FB01BE4A1012BE92CC5D3C77D150BD56C3A83D569537BE2D1B123E605D8D3C27B8773B2967FBBD71F1433C08E3053E73FD3F3EC945FFBD1034A5BDDCED233D1AA0DD3D2D6825BE191693BDC9901CBED116353E328086BDFF0DED3D21D9D63D8183913CB0C0193DA732003E422CC7BCC86CCF3DB3C9D1BC6F71463B8BBA863D93CC31BEC6A8BBBD224A1DBEBEB56FBD814E46BC4E549D3D06B81DBE84ED24BECDC8083E9AC9BBBC8340C7BD20E735BD822A283CC11D10BE71873DBEB86901BE36311C3E3EA3643D0D2B44BE2352D4BD2C78153EA9033D3EC9BC1C3DE62BDB3D16D9013D6268E53D27161ABE3676043D2DB72EBEDAD341BE2FAA253EA976983C27FFA43DACF4D2BC3CC922BE94A8153EBC6033BEFB4701BE95057E3D045A92BDA27B543D60A435BEF1E7933D8E3302BE73C9DA3D8F91AEBC87BA1FBEE1173CBDBD9703BDC103F53D4ED1AEBD1BE78B3CC6E9B0BDE06EDA3BD1ED2C3E3D97A93D8B13293D6BB933BEF194E63DF4B43D3E7D67483DC6ED233E4820AD3D9EF7383E6ACECABC52258BBD2AFACC3D4A9053BD26A994BC64A5C5BC38FB8FBD1CCA113D8C121DBD7FD5FFBDDFA8343E5AAE3BBE75BFD0BDC66D343E9837F3BD597529BEA743E43D5FC83F3E83320D3E0E5A08BE49FB3FBE1D8930BE99FECDBB80173D3D286584BBC479553DDCB9AFBD436CE639F4E3303E227880BDF97713BEB89E2B3EC0BF033E3F8C363E27AF233E30AA0A3B6064D33D8EB6E73C4B717C3D163F1F3C71E3DA3D92CA67BD483F98BC14E4D83DF446943D2B3D1D3E871442BD173422BD338107BE4E2EABBDCB0738BE3AFD2C3ED03D0EBE1B0585BDC7F6743D2D22123EB26AF23D31BC2E3EDBCC15BC36C2A5BD81A041BE9568143DE3AF863DDC8B24BC4D0CE43D2784B8BCF211733C582D2EBE763D323D12C0693D90F487BDF6F7753D98ED3ABE2F35163E895937BE3520003E58DB68BDAD3541BEF690DDBCA17EDB3D45BDEBBB59CB04BEF8A204BEBE60163E432B32BEB5B9C9BD30DA34BE3CB63DBE584E373E013EA6BD544D7CB90DDD16BDEECC21BE35A791BCC0CD23BE603DE6BDB10D113E26E300BEB069973D24E467BDEA3B883DF25A18BD93C8F03D734B2C3E10F72C3E331C153E640E93BD3609EF3D059909BE03B538BE06EA2B3EF017E1BC9203143E3554D63DE8E222BD1B84EABCD2BE05BDB0E92CBE93DB163E"
    }
  }
#-}

#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %cst_1 = arith.constant 5.000000e-01 : f32
    %cst_2 = arith.constant dense<1.000000e+00> : tensor<f32>
    %cst_3 = arith.constant dense<-1.000000e+00> : tensor<f32>
    %cst_4 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_5 = arith.constant dense_resource<torch_tensor_8_torch.float32_55> : tensor<8xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_8_torch.float32_54> : tensor<8xf32>
    %cst_7 = arith.constant dense_resource<torch_tensor_8_torch.float32_53> : tensor<8xf32>
    %cst_8 = arith.constant dense_resource<torch_tensor_8_torch.float32_52> : tensor<8xf32>
    %cst_9 = arith.constant dense_resource<torch_tensor_8_torch.float32_51> : tensor<8xf32>
    %cst_10 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_10> : tensor<8x8x1x1xf32>
    %cst_11 = arith.constant dense_resource<torch_tensor_8_torch.float32_50> : tensor<8xf32>
    %cst_12 = arith.constant dense_resource<torch_tensor_8_torch.float32_49> : tensor<8xf32>
    %cst_13 = arith.constant dense_resource<torch_tensor_8_torch.float32_48> : tensor<8xf32>
    %cst_14 = arith.constant dense_resource<torch_tensor_8_torch.float32_47> : tensor<8xf32>
    %cst_15 = arith.constant dense_resource<torch_tensor_8_torch.float32_46> : tensor<8xf32>
    %cst_16 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_9> : tensor<8x8x1x1xf32>
    %cst_17 = arith.constant 2.000000e+01 : f64
    %cst_18 = arith.constant dense_resource<torch_tensor_8_torch.float32_45> : tensor<8xf32>
    %cst_19 = arith.constant dense_resource<torch_tensor_8_torch.float32_44> : tensor<8xf32>
    %cst_20 = arith.constant dense_resource<torch_tensor_8_torch.float32_43> : tensor<8xf32>
    %cst_21 = arith.constant dense_resource<torch_tensor_8_torch.float32_42> : tensor<8xf32>
    %cst_22 = arith.constant dense_resource<torch_tensor_8_torch.float32_41> : tensor<8xf32>
    %cst_23 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_8> : tensor<8x8x1x1xf32>
    %cst_24 = arith.constant dense_resource<torch_tensor_8_torch.float32_40> : tensor<8xf32>
    %cst_25 = arith.constant dense_resource<torch_tensor_8_torch.float32_39> : tensor<8xf32>
    %cst_26 = arith.constant dense_resource<torch_tensor_8_torch.float32_38> : tensor<8xf32>
    %cst_27 = arith.constant dense_resource<torch_tensor_8_torch.float32_37> : tensor<8xf32>
    %cst_28 = arith.constant dense_resource<torch_tensor_8_torch.float32_36> : tensor<8xf32>
    %cst_29 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_7> : tensor<8x8x1x1xf32>
    %cst_30 = arith.constant dense_resource<torch_tensor_8_torch.float32_35> : tensor<8xf32>
    %cst_31 = arith.constant dense_resource<torch_tensor_8_torch.float32_34> : tensor<8xf32>
    %cst_32 = arith.constant dense_resource<torch_tensor_8_torch.float32_33> : tensor<8xf32>
    %cst_33 = arith.constant dense_resource<torch_tensor_8_torch.float32_32> : tensor<8xf32>
    %cst_34 = arith.constant dense_resource<torch_tensor_8_torch.float32_31> : tensor<8xf32>
    %cst_35 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_6> : tensor<8x8x1x1xf32>
    %cst_36 = arith.constant dense_resource<torch_tensor_8_torch.float32_30> : tensor<8xf32>
    %cst_37 = arith.constant dense_resource<torch_tensor_8_torch.float32_29> : tensor<8xf32>
    %cst_38 = arith.constant dense_resource<torch_tensor_8_torch.float32_28> : tensor<8xf32>
    %cst_39 = arith.constant dense_resource<torch_tensor_8_torch.float32_27> : tensor<8xf32>
    %cst_40 = arith.constant dense_resource<torch_tensor_8_torch.float32_26> : tensor<8xf32>
    %cst_41 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_5> : tensor<8x8x1x1xf32>
    %cst_42 = arith.constant dense_resource<torch_tensor_8_torch.float32_25> : tensor<8xf32>
    %cst_43 = arith.constant dense_resource<torch_tensor_8_torch.float32_24> : tensor<8xf32>
    %cst_44 = arith.constant dense_resource<torch_tensor_8_torch.float32_23> : tensor<8xf32>
    %cst_45 = arith.constant dense_resource<torch_tensor_8_torch.float32_22> : tensor<8xf32>
    %cst_46 = arith.constant dense_resource<torch_tensor_8_torch.float32_21> : tensor<8xf32>
    %cst_47 = arith.constant dense_resource<torch_tensor_8_torch.float32_20> : tensor<8xf32>
    %cst_48 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_4> : tensor<8x8x1x1xf32>
    %cst_49 = arith.constant dense_resource<torch_tensor_8_torch.float32_19> : tensor<8xf32>
    %cst_50 = arith.constant dense_resource<torch_tensor_8_torch.float32_18> : tensor<8xf32>
    %cst_51 = arith.constant dense_resource<torch_tensor_8_torch.float32_17> : tensor<8xf32>
    %cst_52 = arith.constant dense_resource<torch_tensor_8_torch.float32_16> : tensor<8xf32>
    %cst_53 = arith.constant dense_resource<torch_tensor_8_torch.float32_15> : tensor<8xf32>
    %cst_54 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_3> : tensor<8x8x1x1xf32>
    %cst_55 = arith.constant 1.000000e-01 : f64
    %cst_56 = arith.constant dense_resource<torch_tensor_8_torch.float32_14> : tensor<8xf32>
    %cst_57 = arith.constant dense_resource<torch_tensor_8_torch.float32_13> : tensor<8xf32>
    %cst_58 = arith.constant dense_resource<torch_tensor_8_torch.float32_12> : tensor<8xf32>
    %cst_59 = arith.constant dense_resource<torch_tensor_8_torch.float32_11> : tensor<8xf32>
    %cst_60 = arith.constant dense_resource<torch_tensor_8_torch.float32_10> : tensor<8xf32>
    %cst_61 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_2> : tensor<8x8x1x1xf32>
    %cst_62 = arith.constant dense_resource<torch_tensor_8_torch.float32_9> : tensor<8xf32>
    %cst_63 = arith.constant dense_resource<torch_tensor_8_torch.float32_8> : tensor<8xf32>
    %cst_64 = arith.constant dense_resource<torch_tensor_8_torch.float32_7> : tensor<8xf32>
    %cst_65 = arith.constant dense_resource<torch_tensor_8_torch.float32_6> : tensor<8xf32>
    %cst_66 = arith.constant dense_resource<torch_tensor_8_torch.float32_5> : tensor<8xf32>
    %cst_67 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32_1> : tensor<8x8x1x1xf32>
    %cst_68 = arith.constant dense_resource<torch_tensor_8_torch.float32_4> : tensor<8xf32>
    %cst_69 = arith.constant dense_resource<torch_tensor_8_torch.float32_3> : tensor<8xf32>
    %cst_70 = arith.constant 1.000000e-05 : f64
    %cst_71 = arith.constant dense_resource<torch_tensor_8_torch.float32_2> : tensor<8xf32>
    %cst_72 = arith.constant dense_resource<torch_tensor_8_torch.float32_1> : tensor<8xf32>
    %cst_73 = arith.constant dense_resource<torch_tensor_8_8_1_1_torch.float32> : tensor<8x8x1x1xf32>
    %cst_74 = arith.constant dense_resource<torch_tensor_8_torch.float32> : tensor<8xf32>
    %cst_75 = arith.constant 3.000000e+00 : f32
    %cst_76 = arith.constant 6.000000e+00 : f32
    %cst_77 = arith.constant 1.41421354 : f32
    %cst_78 = arith.constant 2.000000e+01 : f32
    %0 = tensor.empty() : tensor<1x8x6x6xf32>
    %broadcasted = linalg.broadcast ins(%cst_74 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %cst_73 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %2 = tensor.empty() : tensor<8xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_71 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%3 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%4 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %cst_72 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_79 = tensor.expand_shape %5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %expanded : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_79 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_80 = tensor.expand_shape %cst_69 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_80 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_81 = tensor.expand_shape %cst_68 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_81 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.negf %in : f32
      %129 = math.exp %128 : f32
      %130 = arith.addf %129, %cst_0 : f32
      %131 = arith.divf %cst_0, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x8x6x6xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %10 : tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_82 = linalg.broadcast ins(%cst_66 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %12 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%11, %cst_67 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_82 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_64 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%13 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%14 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_83 = tensor.expand_shape %cst_65 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_84 = tensor.expand_shape %15 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %expanded_83 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %expanded_84 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_85 = tensor.expand_shape %cst_63 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %expanded_85 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_86 = tensor.expand_shape %cst_62 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %expanded_86 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%19 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.addf %in, %cst_75 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %21 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf ult, %in, %cst : f32
      %129 = arith.select %128, %cst, %in : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf ugt, %in, %cst_76 : f32
      %129 = arith.select %128, %cst_76, %in : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %23 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 : tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.divf %in, %cst_76 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_87 = linalg.broadcast ins(%cst_60 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %25 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%24, %cst_61 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_87 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_58 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%27 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_88 = tensor.expand_shape %cst_59 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_89 = tensor.expand_shape %28 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %29 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25, %expanded_88 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %30 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%29, %expanded_89 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_90 = tensor.expand_shape %cst_57 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_90 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_91 = tensor.expand_shape %cst_56 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %32 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %expanded_91 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %33 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4, %32 : tensor<f32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf ogt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %34 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4, %32 : tensor<f32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf olt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %35 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_55 : f64 to f32
      %129 = arith.mulf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %36 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %35 : tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_92 = linalg.broadcast ins(%cst_53 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %37 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%36, %cst_54 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_92 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %38 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_51 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%38 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%39 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_93 = tensor.expand_shape %cst_52 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_94 = tensor.expand_shape %40 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %41 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37, %expanded_93 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %42 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %expanded_94 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_95 = tensor.expand_shape %cst_50 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %43 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42, %expanded_95 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_96 = tensor.expand_shape %cst_49 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %44 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43, %expanded_96 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %45 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.divf %in, %cst_77 : f32
      %129 = math.erf %128 : f32
      %130 = arith.addf %129, %cst_0 : f32
      %131 = arith.mulf %130, %cst_1 : f32
      %132 = arith.mulf %in, %131 : f32
      linalg.yield %132 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_97 = linalg.broadcast ins(%cst_47 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %46 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%45, %cst_48 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_97 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_45 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%47 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%48 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_98 = tensor.expand_shape %cst_46 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_99 = tensor.expand_shape %49 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %50 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %expanded_98 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50, %expanded_99 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_100 = tensor.expand_shape %cst_44 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %52 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51, %expanded_100 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_101 = tensor.expand_shape %cst_43 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %53 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %expanded_101 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_102 = tensor.expand_shape %cst_42 [[0, 1, 2, 3]] output_shape [1, 8, 1, 1] : tensor<8xf32> into tensor<1x8x1x1xf32>
    %54 = tensor.empty() : tensor<1x8x6x6xi1>
    %55 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53 : tensor<1x8x6x6xf32>) outs(%54 : tensor<1x8x6x6xi1>) {
    ^bb0(%in: f32, %out: i1):
      %128 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %128 : i1
    } -> tensor<1x8x6x6xi1>
    %56 = linalg.generic {indexing_maps = [#map4, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_102, %53 : tensor<1x8x1x1xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %57 = linalg.generic {indexing_maps = [#map1, #map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %53, %56 : tensor<1x8x6x6xi1>, tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: i1, %in_133: f32, %in_134: f32, %out: f32):
      %128 = arith.select %in, %in_133, %in_134 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_103 = linalg.broadcast ins(%cst_40 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %58 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%57, %cst_41 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_103 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_38 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%59 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%60 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_104 = tensor.expand_shape %cst_39 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_105 = tensor.expand_shape %61 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %expanded_104 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %63 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %expanded_105 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_106 = tensor.expand_shape %cst_37 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %64 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%63, %expanded_106 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_107 = tensor.expand_shape %cst_36 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %65 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %expanded_107 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %66 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4, %65 : tensor<f32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf ogt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %67 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4, %65 : tensor<f32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf olt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.exp %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %69 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.subf %in, %cst_0 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %70 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66, %69 : tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_108 = linalg.broadcast ins(%cst_34 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %71 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%70, %cst_35 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_108 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_32 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%72 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%73 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_109 = tensor.expand_shape %cst_33 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_110 = tensor.expand_shape %74 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %75 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %expanded_109 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %76 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75, %expanded_110 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_111 = tensor.expand_shape %cst_31 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76, %expanded_111 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_112 = tensor.expand_shape %cst_30 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %78 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77, %expanded_112 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %79 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.exp %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %80 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.log1p %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %81 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78 : tensor<1x8x6x6xf32>) outs(%54 : tensor<1x8x6x6xi1>) {
    ^bb0(%in: f32, %out: i1):
      %128 = arith.cmpf ogt, %in, %cst_78 : f32
      linalg.yield %128 : i1
    } -> tensor<1x8x6x6xi1>
    %82 = linalg.generic {indexing_maps = [#map1, #map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%81, %78, %80 : tensor<1x8x6x6xi1>, tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: i1, %in_133: f32, %in_134: f32, %out: f32):
      %128 = arith.select %in, %in_133, %in_134 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %83 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.tanh %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %84 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %83 : tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_113 = linalg.broadcast ins(%cst_28 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %85 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%84, %cst_29 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_113 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_26 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%86 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%87 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_114 = tensor.expand_shape %cst_27 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_115 = tensor.expand_shape %88 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %89 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%85, %expanded_114 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%89, %expanded_115 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_116 = tensor.expand_shape %cst_25 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %91 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%90, %expanded_116 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_117 = tensor.expand_shape %cst_24 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %92 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91, %expanded_117 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %93 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.addf %in, %cst_75 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %94 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf ult, %in, %cst : f32
      %129 = arith.select %128, %cst, %in : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %95 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf ugt, %in, %cst_76 : f32
      %129 = arith.select %128, %cst_76, %in : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %96 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.divf %in, %cst_76 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_118 = linalg.broadcast ins(%cst_22 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %97 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%96, %cst_23 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_118 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_20 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%98 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%99 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_119 = tensor.expand_shape %cst_21 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_120 = tensor.expand_shape %100 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %101 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97, %expanded_119 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %102 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%101, %expanded_120 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_121 = tensor.expand_shape %cst_19 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %103 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102, %expanded_121 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_122 = tensor.expand_shape %cst_18 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %104 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103, %expanded_122 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %105 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.exp %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %106 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%105 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.log1p %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %107 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<1x8x6x6xf32>) outs(%54 : tensor<1x8x6x6xi1>) {
    ^bb0(%in: f32, %out: i1):
      %128 = arith.extf %in : f32 to f64
      %129 = arith.cmpf ogt, %128, %cst_17 : f64
      linalg.yield %129 : i1
    } -> tensor<1x8x6x6xi1>
    %108 = linalg.generic {indexing_maps = [#map1, #map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%107, %104, %106 : tensor<1x8x6x6xi1>, tensor<1x8x6x6xf32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: i1, %in_133: f32, %in_134: f32, %out: f32):
      %128 = arith.select %in, %in_133, %in_134 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_123 = linalg.broadcast ins(%cst_15 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %109 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%108, %cst_16 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_123 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_13 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%110 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%111 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_124 = tensor.expand_shape %cst_14 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_125 = tensor.expand_shape %112 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %113 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%109, %expanded_124 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %114 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113, %expanded_125 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_126 = tensor.expand_shape %cst_12 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %115 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114, %expanded_126 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_127 = tensor.expand_shape %cst_11 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %116 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %expanded_127 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %117 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116, %cst_3 : tensor<1x8x6x6xf32>, tensor<f32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf ogt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %118 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2, %117 : tensor<f32>, tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.cmpf olt, %in, %in_133 : f32
      %129 = arith.select %128, %in, %in_133 : f32
      linalg.yield %129 : f32
    } -> tensor<1x8x6x6xf32>
    %broadcasted_128 = linalg.broadcast ins(%cst_9 : tensor<8xf32>) outs(%0 : tensor<1x8x6x6xf32>) dimensions = [0, 2, 3] 
    %119 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%118, %cst_10 : tensor<1x8x6x6xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_128 : tensor<1x8x6x6xf32>) -> tensor<1x8x6x6xf32>
    %120 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%cst_7 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_70 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %121 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%120 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<8xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%121 : tensor<8xf32>) outs(%2 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.cmpf one, %in, %cst : f32
      cf.assert %128, "unimplemented: tensor with zero element"
      %129 = arith.divf %cst_0, %in : f32
      linalg.yield %129 : f32
    } -> tensor<8xf32>
    %expanded_129 = tensor.expand_shape %cst_8 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_130 = tensor.expand_shape %122 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %123 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%119, %expanded_129 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.subf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %124 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123, %expanded_130 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_131 = tensor.expand_shape %cst_6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %125 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%124, %expanded_131 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.mulf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %expanded_132 = tensor.expand_shape %cst_5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %126 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%125, %expanded_132 : tensor<1x8x6x6xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %in_133: f32, %out: f32):
      %128 = arith.addf %in, %in_133 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    %127 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126 : tensor<1x8x6x6xf32>) outs(%0 : tensor<1x8x6x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.tanh %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x6x6xf32>
    return %127 : tensor<1x8x6x6xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_8_torch.float32_55: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_54: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_53: "0x040000002438523E1E953A3E46AA213E529A363ECE5E0A3E649C1F3FF944CF3EDCFC1F3E",
      torch_tensor_8_torch.float32_52: "0x040000002C246FBEE00A87BED1F3D03CE5EA9CBE3FECF3BDD84A9D3D1A1B9CBDCA3E0A3E",
      torch_tensor_8_torch.float32_51: "0x04000000EC15ADBE921EB1BEF588D73CFA638BBE8014C7BD459BC7BDC6C04A3D08060F3E",
      torch_tensor_8_8_1_1_torch.float32_10: "0x04000000B9BA523E3022AFBE32A82CBE824A12BE009E533E07A45BBE856E3B3EF78B04BE46A9A43E4C13A63EC9BC203E95A9C83D6A379FBEC7FEF03DF407AF3E93F3A9BD7476E53C725540BEE44830BE70C5A0BEEA0B52BE384275BE739B53BCD1AA5ABEE735603E1576973E4029A6BE4E38CE3D0D0324BE3E339E3E7C1536BE4D5729BD2B6B973E8E07423E6517B4BEF5A597BEE2B416BECAF5C53D1A1285BE95614E3E9765613E902A7EBE2335343E236737BE131D8C3DBD71AD3EFFBD253EE5D58B3EE2A88FBE7FB7AC3E253F02BE797DA13E91293B3EDDD39A3E4AD392BEE9EC81BE832E07BDB16AF3BD64F69ABDEE461ABE430CAC3EF31F82BE12F63A3DBA282C3C",
      torch_tensor_8_torch.float32_50: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_49: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_48: "0x04000000590A183EE92D8E3E8097803EE535BC3EDAAF013E75E9853E7392653E9DF9183E",
      torch_tensor_8_torch.float32_47: "0x04000000972E44BF4BF9FF3E97F82DBE1521753E4EE281BE066547BFB1539BBF24F6973D",
      torch_tensor_8_torch.float32_46: "0x0400000011E6473D881EB2BE717E863D69DF57BEB07E62BEF40D7FBEE3728EBED4977038",
      torch_tensor_8_8_1_1_torch.float32_9: "0x04000000357B60BE53B397BEF23650BCD2C9813DE29271BEB8AC51BE212AA6BE4513A03D0B76633E093A423EE67DA73E9DE0233ECD0636BE558A453E339F113E1E0DC33DD2FA51BE0C3A8B3E2849E0BDB27325BC66E46D3E924188BEECD363BE73039BBCA2419EBEB9477DBEA6FE9B3EC013183E809C9F3E0BAA293E9DB37D3EAC795ABC80D29FBD73DB30BECBF0203ED0407A3E7C1402BB3A63093DBD5801BEC4F010BE36882C3EAB7A7FBE0CD51EBE3D4D55BEB1871D3E97985DBE41678CBD472E68BED516253E259974BEB025A2BE95BEB2BE2299A5BE8736F1BD7AC62ABEA960F7BC5E7F26BEDB8E2F3EB8F687BE74C00DBE909D8D3E03C9753DD8A5473E03B706BD",
      torch_tensor_8_torch.float32_45: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_44: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_43: "0x04000000C054003E3140053E90A0053E61B3093E1BB7FB3DD73FFA3D87FAFE3D585A0E3E",
      torch_tensor_8_torch.float32_42: "0x04000000F2504FBE51DD98BC5ADE27BE1A1A983DC14153BF272F26BEB4F8223EAEAF49BD",
      torch_tensor_8_torch.float32_41: "0x04000000B934CEBD321ABBBDA87690BCAFD609BED42740BE0C430C3E2EB8B2BE4323773E",
      torch_tensor_8_8_1_1_torch.float32_8: "0x04000000E510043C168E283D68E6A3BE1219413E0CAC6CBDC6C2B03E679E39BEA6F891BE1F004ABE95042B3E2FD098BE70AD9EBE1341843E39224F3EAE4D853DAA4F7E3E375FACBE445E0D3E4B761A3CC77DE7BD076A4D3E27BAA6BEADF0A13EFCF15DBEE505A93E279267BDF11C8DBE69BB47BEB5C90A3ED235BB3D821C6F3E7D44313EDA9621BECF7681BEE0EA10BEF6DF85BE63BD2ABEA34D59BE935194BE2603A6BC34BC80BE500BD7BDCFB7EF3D952007BEFC7465BEB1E4E6BD65D4AD3D34FF97BC5F78643EB691693EBA5D9B3EAAD9983E50B7E4BD7870253D0EF9B33EA90A8ABE0270A93DE526AFBEDA8E2E3CCF4F5CBD8DA0413E4FD6A0BE945E473EF251B2BE",
      torch_tensor_8_torch.float32_40: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_39: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_38: "0x0400000018DCB13E2531993E0A541D3EF0CFA73E58E39B3EF33BB43EE4F7543E7C5BA63E",
      torch_tensor_8_torch.float32_37: "0x04000000CE2D353E436BFC3D124FD13DBDC7063EF1D2033E857A093B7CEC35BEB0BBFE3D",
      torch_tensor_8_torch.float32_36: "0x040000004ACA8F3E7E3D013E0744373E49FF143D7A0EF83DEE364B3E298988BE06E99E3E",
      torch_tensor_8_8_1_1_torch.float32_7: "0x040000008B4D9F3D05D7AF3E0CC613BE3C16B2BE717942BE21A25ABE6F4F3E3D20C5293D9B0C463EC46AA13DED88853ED92C7CBEB4FB29BC034300BE3489EB3DE8D15EBEF32487BECD24B73C725B2FBEBB1D2D3E0B085F3E1B3031BE6366CCBD46F6F8BC07DD26BE4D74493CF75D92BEA8937C3E70C3873E26BEEF3DCB4CA83EBA41553DA27E49BE56EB43BEBB9704BD10C6A83EBC19653DC16D093E7E300FBEE901373E106EB13EED5996BE65A7A9BEDD66EBBD5C6F4ABE430786BE4664D33DE5614BBE5A9BA13EA53A74BD2D1127BD32B1863E228608BEE2D362BE8CE0E43C0EC2483E71ED3ABEDF6E88BE392D98BE1E8FA9BEE007843EC1C794BD9B2DE83D7D9AB8BD",
      torch_tensor_8_torch.float32_35: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_34: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_33: "0x040000003E29133F71B5C63E31BD803EC3F5603EB837903E748B333EB263B03EA8EFA53E",
      torch_tensor_8_torch.float32_32: "0x04000000A81F933E8F3189BC7C4222BD78BD213EF7EC8DBEE9418DBB1342743E98F1C6BE",
      torch_tensor_8_torch.float32_31: "0x040000000D66AC3EBABD54BE4B6E3CBDA13C933ED7C8E3BD0010043EFFB0AE3EC94DABBE",
      torch_tensor_8_8_1_1_torch.float32_6: "0x040000000F604EBEA482083E5080AA3E8FC792BE231956BED0E5933EBC65ECBC76E6A1BE9FF6E83DD2A07F3E24BF70BE39FA823E5A91AF3EE528AB3E64E7523E308FC23C0EF90D3EF95EF4BD1AB55C3DD5CE32BE6D81813E72A3F5BD2D3548BEB0C44EBDC22CA63DDF91443D356150BE98035CBE0F8891BE0EDD18BEBF6509BD1D66863E211635BEE0AABEBB9D5436BE9C362BBEDAFF46BECCE1B2BE7AF462BE58443EBD32488E3D18F90C3E45E683BEE93BB0BE5A6048BE573C43BE7E2240BE4151413E5218A63D75AEE3BB2ED180BEC86F67BECB919A3EC11098BE2C44F8BBA33F9FBE97E1B3BEBC792C3D8F57F6BD546EABBEA60C6EBEE3BAA03EE12C28BE6EA5873E",
      torch_tensor_8_torch.float32_30: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_29: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_28: "0x04000000715F3B3E4A448C3E039B713E6445C63EC2A6B43E247ABF3EE7C8AC3EE74C053F",
      torch_tensor_8_torch.float32_27: "0x04000000C2125BBEF2C2A23E4B08133EC87D53BE5B917EBE10EE83BEFF8A6EBE21F9C03E",
      torch_tensor_8_torch.float32_26: "0x04000000F7C24EBDA1F5873EAADF443EE49E95BDAF6A57BDBAB475BDA1D49EBE58928A3E",
      torch_tensor_8_8_1_1_torch.float32_5: "0x0400000050FE94BD21F078BE5B3D1DBEF20AA9BE94E69E3E39A882BE8C5FF4BD8603E13D703B863E8DAC5E3E2481A03EAC9989BC4F4218BE94DBB1BE6A52883D996FF73D3C2597BCBB79513E2D7D29BD2E46DF3CEDFD9FBE55B9A33D9DB6D63D10C4F9BDC4EFE13D55B4ABBE81F9893EE16AA8BED4616B3E84E4D5BD7379B1BE87854BBD639E493E588A58BC70F573BE42AB73BE84218A3E9EA8A3BEF04B39BE9A1FA6BEEF42AEBE9960A83E06B418BE16C1E7B9B4938ABD8E9F94BE7CCA05BD9C7696BE1C7D53BE793D853EF4C76CBEE1140B3E7201D5BD2547FA3D7EF28BBD7B2C5D3E47439E3EEAE09E3E67F7883E6A1407BE8D915B3E7DC87CBE0EAAA9BEC9E99D3E",
      torch_tensor_8_torch.float32_25: "0x040000000000803E0000803E0000803E0000803E0000803E0000803E0000803E0000803E",
      torch_tensor_8_torch.float32_24: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_23: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_22: "0x0400000053A9793ECE2B353E927D523ED9121E3E9F6FA83E4720713EAF9E373E70219D3E",
      torch_tensor_8_torch.float32_21: "0x04000000CC96E8BDA4D44A3E981EE23D64FF74BC5887DF3D34C0453D5F68703EA908853E",
      torch_tensor_8_torch.float32_20: "0x04000000F646923CD60F493EF5E9D4BD15D90BBD1F3A473E8633083EE56E903E2746B2BD",
      torch_tensor_8_8_1_1_torch.float32_4: "0x04000000BB6E06BE942DC33D52D9A6BE40DC073EFA316FBEF6F7483EFB5920BD59B892BE53C6ACBD54C071BD720F613E899420BE4682003D508122BEC4A4483C6CD89E3E71C71B3E784E9B3D5916A5BE8BCD533EC241AE3E4315B83D0694963EC7061F3E3DE7A93E1C4A3ABD8BA0FFBD99483C3E6755C2BDB98D08BDAB8C35BD5B4104BE8CEA853DBF4790BD9EFF6ABE4DF2A53E6465ACBE46BF3FBE04BCA53EC3685FBE50A89BBE93AC513EE529B03EB1B2813E857E7ABEAA58B0BE8728A2BED2373DBC21B1AD3DB339F3BB0317C43D266A21BE2DA8533AF77BA23E5B03ECBD667587BE9EA49D3ED509723E4FAEA73E805A963E56BE7E3B112D423E92D7543D1FE2E73D",
      torch_tensor_8_torch.float32_19: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_18: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_17: "0x040000006A266F3E9BB1743ECAC35D3EA491543E29B85C3E0742943E3EE0443E015B7F3E",
      torch_tensor_8_torch.float32_16: "0x04000000C625F2BCF923183EB6DA27BDB22E89BD69ACF0BC6F6B0DBF55A7EDBD56304F3D",
      torch_tensor_8_torch.float32_15: "0x04000000F30B0C3D238F173E75C641BD4F8795BE5A78893EE3C4A4BE32816DBE7C55E93D",
      torch_tensor_8_8_1_1_torch.float32_3: "0x040000000D898F3E3FCB6EBE022B86BE49BCCB3CD0CFBFBDCC041B3ECFA1A8BE0235863E10DA013D758BE33BA9ED66BE3AFCB33C40F7753EA75AB03E9C7B6ABEBDBF17BE1A94963D70934B3E9BEF97BE7F1B07BE8DD08FBE4A57A63EFB17F7BDA5BF593EC359453EB1A9053D193B8D3DB6836B3EB4F336BD2E883E3ED6B340BD1948B63B2D83F73DA551A3BE45602CBECE7A90BE0830DCBD0328B6BC2684103EBFDF90BEF07E97BEF7497B3E6C7E2CBD4F0637BEA216A7BD6A789A3C136184BEF317AEBE2DBF6DBEC3788F3E6104D23D2531B4BE760743BEE34B893EE79EAD3EF8F88F3D6552493EC68B6E3D76B9523E9B898DBE0959733D887CA0BEBE0AB2BE3E2C983E",
      torch_tensor_8_torch.float32_14: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_13: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_12: "0x04000000807B373E9B8D583E64B53C3ED5C1963E9EED913E7DA9263EB4A4503E31BA1B3E",
      torch_tensor_8_torch.float32_11: "0x04000000B8AC353EF156C0BE517CC63EDD8FA73DE74512BF60D6D83DB44E5EBE8086A93E",
      torch_tensor_8_torch.float32_10: "0x040000009524673E3966ACBEBA10A43EDB75BF3D0274B3BEA82DB43D0A4D79BE2A8EA73E",
      torch_tensor_8_8_1_1_torch.float32_2: "0x04000000C776343D85A14C3EBCCCDE3C4896C2BD5491F53C44933BBE09AC83BE9188BC3DA598183D65E4333EA17E06BEBEEAB2BEBBAAB3BD0528AFBECA08E4BC46DB303E2DFD053D8ABA4F3E3B0E873D3F3F1B3E65F1A23E267A573DD4FD703DDCE512BE1BC1613E1ADA973E22757BBE2CB3AF3EE26BDA3D25194ABD18ACA5BE2BE7B4BE96328EBE796B97BE046E71BE55DCD2BD434296BE725497BE7A2C21BDCC4C98BE20ED02BDA4B3763D9169893D1133633E569D453EFD104BBE27DDF3BD84AA043C59C4983E9CB42F3E0F9A4ABE9AEA29BD4FE0823D777BFB3D648706BE26DB9EBE64D45CBE3A29473CB50F77BEF188C93D4A93633E2C0C7DBBC3EE3D3E7C9B7D3E",
      torch_tensor_8_torch.float32_9: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_8: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_7: "0x0400000066FB4E3EDC4E223E815C293EC787423ED5B5223EA4C06A3E93ED463EF0165E3E",
      torch_tensor_8_torch.float32_6: "0x040000003350E73E784FB1BE4047063D88179ABEB1C395BE1F089A3EBB1196BD99BC77BE",
      torch_tensor_8_torch.float32_5: "0x04000000B522853EAA76A8BE2B4D623EB43F59BE878293BEAC96A93E699511BE3B31F0BD",
      torch_tensor_8_8_1_1_torch.float32_1: "0x04000000218F66BD8DFD883E2DE5A63E8AE89E3ED737503E4C40A83ECB7102BEBF58B8BC4CA8F7BDBFDFD4BC301630BDA36D413E3BD8783EBA5A82BEE5EA47BE6CB1DEBD3296413D70890CBEC32B61BE963F84BD47AD30BE947A1F3C510086BEC401B5BD0B9505BEFF0948BD4C3B8E3EA6656D3EE0A9E9BD70F6A5BE197B81BE08E08ABE616709BDEEC620BEA0027DBEBA8AA03DCC61BA3C5F1A59BD513D03BE1F499A3E6063AEBE87010ABC9E10283E369E7F3EA77B9DBE7EC462BD9AF7963EDA626E3D86F1DA3DB5F81FBEAB437B3E3AC307BE08F542BE2B32A43E92CFBF3DD9F31FBB524F7CBEAC45A0BD2B0F8BBE2C9773BE2F644FBD28FB8B3D985294BEF6EEAF3E",
      torch_tensor_8_torch.float32_4: "0x040000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_8_torch.float32_3: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_torch.float32_2: "0x04000000E8850D3F15D8E23EA258133F2E87D43E485C0D3F1E76EF3E7230AB3E1640DE3E",
      torch_tensor_8_torch.float32_1: "0x040000003D6D5FBE59B1793EC63F283DEC00123EDC1F603E2EF146BE608E6C3E4BFF1FBE",
      torch_tensor_8_8_1_1_torch.float32: "0x04000000BE206F3EC05C87BE1085933EE4A6673EFC17983E0DCA8ABEAA0173BEA4452C3EEBF9A8BEFBE9B23E01209A3DB2043B3DA6CD9ABE59BFE63D48AE1B3ED9C1653D391DAE3EF473D93D0384A0BEC018983E81D8F53D40B62CBE6347A6BE51634E3EDA06AC3EAC4F94BE05499E3CB5E3013EFAF72ABEFB6E9EBD78BE71BE0B292BBE8607A5BEDD3F06BC7DA9563EFB15303E140DAA3E11FB9EBE0F2F32BDF13EB03E71226D3D2430CCBD1C07A3BEFE78283EC56C893E9927913EBC8A973E00C28D3DF504813ECB42B6BD5E02933E8ECDF7BC655195BD17F733BEB7C2403E967B123E4049663E125E67BEEF7E40BE8F4DAB3E46F248BE247A4EBE0DBCC1BD5807EABD",
      torch_tensor_8_torch.float32: "0x04000000403676BEBA49923EA16B213DFA0E253E0F45863E9E996ABE03308A3E5C5D35BE"
    }
  }
#-}

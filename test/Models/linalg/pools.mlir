#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0) -> ()>
#map3 = affine_map<(d0, d1) -> (d0, 0)>
#map4 = affine_map<(d0, d1) -> (d1)>
#map5 = affine_map<(d0, d1) -> (d0, d1)>
#map6 = affine_map<(d0, d1, d2, d3, d4, d5) -> (0, 0, 0, 0, 0, 0)>
#map7 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d1, 0, 0, 0, 0)>
#map8 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d2, d3, 0, 0)>
#map9 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d4, d5)>
#map10 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4, d5)>
#map11 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d4)>
module {
  func.func @main(%arg0: tensor<1x3x16x16xf32>) -> (tensor<1x20x7x7xf32>, tensor<1x20x2x2xf32>, tensor<1x20x1x1xf32>, tensor<1x4x7x7xf32>) {
    %c7_i64 = arith.constant 7 : i64
    %c2_i64 = arith.constant 2 : i64
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %c3_i64 = arith.constant 3 : i64
    %c14_i64 = arith.constant 14 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %c15_i64 = arith.constant 15 : i64
    %cst_1 = arith.constant dense_resource<torch_tensor_4_3_3_3_torch.float32> : tensor<4x3x3x3xf32>
    %cst_2 = arith.constant dense_resource<torch_tensor_4_torch.float32> : tensor<4xf32>
    %cst_3 = arith.constant 4.000000e+00 : f32
    %cst_4 = arith.constant 9.000000e+00 : f32
    %cst_5 = arith.constant 1.600000e+01 : f32
    %c20_i64 = arith.constant 20 : i64
    %cst_6 = arith.constant dense<2> : tensor<i64>
    %0 = tensor.empty() : tensor<1x4x14x14xf32>
    %broadcasted = linalg.broadcast ins(%cst_2 : tensor<4xf32>) outs(%0 : tensor<1x4x14x14xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %cst_1 : tensor<1x3x16x16xf32>, tensor<4x3x3x3xf32>) outs(%broadcasted : tensor<1x4x14x14xf32>) -> tensor<1x4x14x14xf32>
    %padded = tensor.pad %1 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst_0 : f32
    } : tensor<1x4x14x14xf32> to tensor<1x4x16x16xf32>
    %2 = tensor.empty() : tensor<1x4x7x7xf32>
    %3 = linalg.fill ins(%cst_0 : f32) outs(%2 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %4 = tensor.empty() : tensor<3x3xf32>
    %5 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %4 : tensor<1x4x16x16xf32>, tensor<3x3xf32>) outs(%3 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %6 = linalg.fill ins(%cst : f32) outs(%2 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %7 = tensor.empty() : tensor<2x2xf32>
    %8 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%1, %7 : tensor<1x4x14x14xf32>, tensor<2x2xf32>) outs(%6 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8 : tensor<1x4x7x7xf32>) outs(%2 : tensor<1x4x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = arith.divf %in, %cst_3 : f32
      linalg.yield %38 : f32
    } -> tensor<1x4x7x7xf32>
    %padded_7 = tensor.pad %1 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x4x14x14xf32> to tensor<1x4x16x16xf32>
    %10 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_7, %4 : tensor<1x4x16x16xf32>, tensor<3x3xf32>) outs(%6 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<1x4x7x7xf32>) outs(%2 : tensor<1x4x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = linalg.index 2 : index
      %39 = arith.index_cast %38 : index to i64
      %40 = arith.muli %39, %c2_i64 : i64
      %41 = arith.subi %40, %c1_i64 : i64
      %42 = arith.addi %40, %c2_i64 : i64
      %43 = arith.minsi %42, %c15_i64 : i64
      %44 = arith.minsi %43, %c14_i64 : i64
      %45 = arith.subi %c1_i64, %40 : i64
      %46 = arith.maxsi %45, %c0_i64 : i64
      %47 = arith.subi %44, %41 : i64
      %48 = arith.subi %47, %46 : i64
      %49 = arith.maxsi %48, %c0_i64 : i64
      %50 = linalg.index 3 : index
      %51 = arith.index_cast %50 : index to i64
      %52 = arith.muli %51, %c2_i64 : i64
      %53 = arith.subi %52, %c1_i64 : i64
      %54 = arith.addi %52, %c2_i64 : i64
      %55 = arith.minsi %54, %c15_i64 : i64
      %56 = arith.minsi %55, %c14_i64 : i64
      %57 = arith.subi %c1_i64, %52 : i64
      %58 = arith.maxsi %57, %c0_i64 : i64
      %59 = arith.subi %56, %53 : i64
      %60 = arith.subi %59, %58 : i64
      %61 = arith.maxsi %60, %c0_i64 : i64
      %62 = arith.muli %49, %61 : i64
      %63 = arith.sitofp %62 : i64 to f32
      %64 = arith.divf %in, %63 : f32
      linalg.yield %64 : f32
    } -> tensor<1x4x7x7xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<1x4x7x7xf32>) outs(%2 : tensor<1x4x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = arith.divf %in, %cst_4 : f32
      linalg.yield %38 : f32
    } -> tensor<1x4x7x7xf32>
    %padded_8 = tensor.pad %1 low[0, 0, 0, 0] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst_0 : f32
    } : tensor<1x4x14x14xf32> to tensor<1x4x16x16xf32>
    %13 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_8, %7 : tensor<1x4x16x16xf32>, tensor<2x2xf32>) outs(%3 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %concat = tensor.concat dim(1) %5, %9, %11, %12, %13 : (tensor<1x4x7x7xf32>, tensor<1x4x7x7xf32>, tensor<1x4x7x7xf32>, tensor<1x4x7x7xf32>, tensor<1x4x7x7xf32>) -> tensor<1x20x7x7xf32>
    %14 = tensor.empty() : tensor<2xi64>
    %15 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%14 : tensor<2xi64>) {
    ^bb0(%out: i64):
      %38 = linalg.index 0 : index
      %39 = arith.index_cast %38 : index to i64
      linalg.yield %39 : i64
    } -> tensor<2xi64>
    %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%15 : tensor<2xi64>) outs(%14 : tensor<2xi64>) {
    ^bb0(%in: i64, %out: i64):
      %38 = arith.muli %in, %c7_i64 : i64
      linalg.yield %38 : i64
    } -> tensor<2xi64>
    %17 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel"]} ins(%16, %cst_6 : tensor<2xi64>, tensor<i64>) outs(%14 : tensor<2xi64>) {
    ^bb0(%in: i64, %in_13: i64, %out: i64):
      %38 = arith.divsi %in, %in_13 : i64
      linalg.yield %38 : i64
    } -> tensor<2xi64>
    %18 = tensor.empty() : tensor<4xi64>
    %19 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%18 : tensor<4xi64>) {
    ^bb0(%out: i64):
      %38 = linalg.index 0 : index
      %39 = arith.index_cast %38 : index to i64
      linalg.yield %39 : i64
    } -> tensor<4xi64>
    %expanded = tensor.expand_shape %17 [[0, 1]] output_shape [2, 1] : tensor<2xi64> into tensor<2x1xi64>
    %20 = tensor.empty() : tensor<2x4xi64>
    %21 = linalg.generic {indexing_maps = [#map3, #map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%expanded, %19 : tensor<2x1xi64>, tensor<4xi64>) outs(%20 : tensor<2x4xi64>) {
    ^bb0(%in: i64, %in_13: i64, %out: i64):
      %38 = arith.addi %in, %in_13 : i64
      linalg.yield %38 : i64
    } -> tensor<2x4xi64>
    %expanded_9 = tensor.expand_shape %21 [[0], [1, 2, 3]] output_shape [2, 4, 1, 1] : tensor<2x4xi64> into tensor<2x4x1x1xi64>
    %22 = tensor.empty() : tensor<20xi64>
    %23 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%22 : tensor<20xi64>) {
    ^bb0(%out: i64):
      %38 = linalg.index 0 : index
      %39 = arith.index_cast %38 : index to i64
      linalg.yield %39 : i64
    } -> tensor<20xi64>
    %expanded_10 = tensor.expand_shape %23 [[0, 1, 2, 3, 4]] output_shape [20, 1, 1, 1, 1] : tensor<20xi64> into tensor<20x1x1x1x1xi64>
    %24 = tensor.empty() : tensor<1xi64>
    %25 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%24 : tensor<1xi64>) {
    ^bb0(%out: i64):
      linalg.yield %c0_i64 : i64
    } -> tensor<1xi64>
    %expanded_11 = tensor.expand_shape %25 [[0, 1, 2, 3, 4, 5]] output_shape [1, 1, 1, 1, 1, 1] : tensor<1xi64> into tensor<1x1x1x1x1x1xi64>
    %26 = tensor.empty() : tensor<1x20x2x4x2x4xf32>
    %27 = linalg.generic {indexing_maps = [#map6, #map7, #map8, #map9, #map10], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11, %expanded_10, %expanded_9, %21 : tensor<1x1x1x1x1x1xi64>, tensor<20x1x1x1x1xi64>, tensor<2x4x1x1xi64>, tensor<2x4xi64>) outs(%26 : tensor<1x20x2x4x2x4xf32>) {
    ^bb0(%in: i64, %in_13: i64, %in_14: i64, %in_15: i64, %out: f32):
      %38 = arith.cmpi slt, %in, %c0_i64 : i64
      %39 = arith.addi %in, %c1_i64 : i64
      %40 = arith.select %38, %39, %in : i64
      %41 = arith.index_cast %40 : i64 to index
      %42 = arith.cmpi slt, %in_13, %c0_i64 : i64
      %43 = arith.addi %in_13, %c20_i64 : i64
      %44 = arith.select %42, %43, %in_13 : i64
      %45 = arith.index_cast %44 : i64 to index
      %46 = arith.cmpi slt, %in_14, %c0_i64 : i64
      %47 = arith.addi %in_14, %c7_i64 : i64
      %48 = arith.select %46, %47, %in_14 : i64
      %49 = arith.index_cast %48 : i64 to index
      %50 = arith.cmpi slt, %in_15, %c0_i64 : i64
      %51 = arith.addi %in_15, %c7_i64 : i64
      %52 = arith.select %50, %51, %in_15 : i64
      %53 = arith.index_cast %52 : i64 to index
      %extracted = tensor.extract %concat[%41, %45, %49, %53] : tensor<1x20x7x7xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x20x2x4x2x4xf32>
    %28 = tensor.empty() : tensor<1x20x2x2xf32>
    %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<1x20x2x2xf32>) -> tensor<1x20x2x2xf32>
    %30 = linalg.generic {indexing_maps = [#map10, #map11], iterator_types = ["parallel", "parallel", "parallel", "reduction", "parallel", "reduction"]} ins(%27 : tensor<1x20x2x4x2x4xf32>) outs(%29 : tensor<1x20x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = arith.addf %in, %out : f32
      linalg.yield %38 : f32
    } -> tensor<1x20x2x2xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30 : tensor<1x20x2x2xf32>) outs(%28 : tensor<1x20x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = arith.divf %in, %cst_5 : f32
      linalg.yield %38 : f32
    } -> tensor<1x20x2x2xf32>
    %32 = tensor.empty() : tensor<1x20x1x1xf32>
    %33 = linalg.fill ins(%cst_0 : f32) outs(%32 : tensor<1x20x1x1xf32>) -> tensor<1x20x1x1xf32>
    %34 = tensor.empty() : tensor<7x7xf32>
    %35 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<7> : vector<2xi64>} ins(%concat, %34 : tensor<1x20x7x7xf32>, tensor<7x7xf32>) outs(%33 : tensor<1x20x1x1xf32>) -> tensor<1x20x1x1xf32>
    %padded_12 = tensor.pad %1 low[0, 0, 0, 0] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x4x14x14xf32> to tensor<1x4x16x16xf32>
    %36 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_12, %4 : tensor<1x4x16x16xf32>, tensor<3x3xf32>) outs(%6 : tensor<1x4x7x7xf32>) -> tensor<1x4x7x7xf32>
    %37 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<1x4x7x7xf32>) outs(%2 : tensor<1x4x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %38 = linalg.index 2 : index
      %39 = arith.index_cast %38 : index to i64
      %40 = arith.muli %39, %c2_i64 : i64
      %41 = arith.addi %40, %c3_i64 : i64
      %42 = arith.minsi %41, %c14_i64 : i64
      %43 = arith.subi %42, %40 : i64
      %44 = arith.maxsi %43, %c0_i64 : i64
      %45 = linalg.index 3 : index
      %46 = arith.index_cast %45 : index to i64
      %47 = arith.muli %46, %c2_i64 : i64
      %48 = arith.addi %47, %c3_i64 : i64
      %49 = arith.minsi %48, %c14_i64 : i64
      %50 = arith.subi %49, %47 : i64
      %51 = arith.maxsi %50, %c0_i64 : i64
      %52 = arith.muli %44, %51 : i64
      %53 = arith.sitofp %52 : i64 to f32
      %54 = arith.divf %in, %53 : f32
      linalg.yield %54 : f32
    } -> tensor<1x4x7x7xf32>
    return %concat, %31, %35, %37 : tensor<1x20x7x7xf32>, tensor<1x20x2x2xf32>, tensor<1x20x1x1xf32>, tensor<1x4x7x7xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_4_3_3_3_torch.float32: "0x040000002D2A023E235D13BE6599203ED030FC3D2294253E381817BEA74604BECA8BBB3D42F537BEE1C6423E42CA273D8C99CB3C4D8728BEBD347B3DD97BA93DC420FA3C2E8D3D3E98BB6C3D52BF2EBEF894253E4BD2853D6106BCBD800535BECFAFE03D6E473B3EF87521BEB3512C3CE0678D3D8A20BABD077B2CBDBB9603BEF455BABD48A933BEFE2692BBC8B1E93DB0B2BF3DD020393E88132DBE63FBC1BC49DF3F3E6714013DB34A5EBD6F7B31BEE768B73DF99B153E40061E3E5BFA243E8D531A3D60750C3EA96B46BD1C0B203E08E386BC8B8E22BDDAEBC3BDE7D9D13D61789F3D2BB4FA3D89E1FBBD1C90D1BDB57D3A3E41C3DABDA8C8E0BD57E952BD36C77EBD530506BE1A421F3E78BBAF3C65B1B33DA52C123E7466FFBD8670163EE371C5BD3F00FBBCE522153E48B1353E5CFF2C3EDFADE23D2E2B373E8E028EBDF5B048BCC0CE86BD75BF67BCEBB2BFBCFA93D23D3174073E72E90DBE87A4D9BD007072BD22C0D23C46FF98BD9522F5BD4CF90FBD6757C0BD599EAD3BD0E111BE2C0E45BD066D91BD63C6D9BC9AD71A3EFC38013E74617EBD60AD34BEFEF50CBE263017BE1B9695BC2B08AFBDAAB809BEA0C62E3D",
      torch_tensor_4_torch.float32: "0x0400000034E84A3C115AECBC20E08EBD06F7273E"
    }
  }
#-}

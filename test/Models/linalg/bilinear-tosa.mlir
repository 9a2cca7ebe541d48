module {
  func.func @main(%arg0: tensor<1x3x8x7xf32>) -> (tensor<1x5x11x10xf32>, tensor<1x5x16x13xf32>) {
    %0 = "tosa.const"() <{values = dense<[[550, 110, 10, 1]]> : tensor<1x4xi32>}> : () -> tensor<1x4xi32>
    %1 = "tosa.const"() <{values = dense<[[1120, 224, 14, 1]]> : tensor<1x4xi32>}> : () -> tensor<1x4xi32>
    %cst = arith.constant dense<[[[0]], [[1]], [[2]], [[3]], [[4]]]> : tensor<5x1x1xi64>
    %2 = "tosa.const"() <{values = dense<[[224, 56, 7, 1]]> : tensor<1x4xi32>}> : () -> tensor<1x4xi32>
    %cst_0 = arith.constant dense<[[[0]], [[1]], [[2]], [[3]]]> : tensor<4x1x1xi64>
    %3 = "tosa.const"() <{values = dense_resource<torch_tensor_5_torch.float32> : tensor<5xf32>}> : () -> tensor<5xf32>
    %4 = "tosa.const"() <{values = dense_resource<torch_tensor_4_torch.float32> : tensor<4xf32>}> : () -> tensor<4xf32>
    %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %6 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xi64>}> : () -> tensor<16xi64>
    %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %8 = tosa.const_shape  {values = dense<[16, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %9 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]> : tensor<14xi64>}> : () -> tensor<14xi64>
    %10 = tosa.const_shape  {values = dense<[1, 4, 1, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %11 = tosa.const_shape  {values = dense<[1, 1, 16, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %12 = tosa.const_shape  {values = dense<[1, 1, 1, 14, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %13 = tosa.const_shape  {values = dense<[1, 4, 16, 14, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %14 = tosa.const_shape  {values = dense<[1, 1, 16, 14, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %15 = tosa.const_shape  {values = dense<[1, 4, 1, 14, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %16 = tosa.const_shape  {values = dense<[1, 4, 16, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %17 = tosa.const_shape  {values = dense<[1, 224, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %18 = tosa.const_shape  {values = dense<[896, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %19 = tosa.const_shape  {values = dense<[1, 896]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %20 = tosa.const_shape  {values = dense<[1, 4, 16, 14]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %21 = tosa.const_shape  {values = dense<[1, 1, 1, 14]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %22 = tosa.const_shape  {values = dense<[1, 1, 16, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %23 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]> : tensor<11xi64>}> : () -> tensor<11xi64>
    %24 = tosa.const_shape  {values = dense<[11, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %25 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]> : tensor<10xi64>}> : () -> tensor<10xi64>
    %26 = tosa.const_shape  {values = dense<[1, 5, 1, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %27 = tosa.const_shape  {values = dense<[1, 1, 11, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %28 = tosa.const_shape  {values = dense<[1, 1, 1, 10, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %29 = tosa.const_shape  {values = dense<[1, 5, 11, 10, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %30 = tosa.const_shape  {values = dense<[1, 1, 11, 10, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %31 = tosa.const_shape  {values = dense<[1, 5, 1, 10, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %32 = tosa.const_shape  {values = dense<[1, 5, 11, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %33 = tosa.const_shape  {values = dense<[1, 1120, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %34 = tosa.const_shape  {values = dense<[550, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %35 = tosa.const_shape  {values = dense<[1, 550]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %36 = tosa.const_shape  {values = dense<[1, 5, 11, 10]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %37 = tosa.const_shape  {values = dense<[1, 1, 1, 10]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %38 = tosa.const_shape  {values = dense<[1, 1, 11, 1]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %39 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]> : tensor<13xi64>}> : () -> tensor<13xi64>
    %40 = tosa.const_shape  {values = dense<[1, 1, 1, 13, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %41 = tosa.const_shape  {values = dense<[1, 5, 16, 13, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %42 = tosa.const_shape  {values = dense<[1, 1, 16, 13, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %43 = tosa.const_shape  {values = dense<[1, 5, 1, 13, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %44 = tosa.const_shape  {values = dense<[1, 5, 16, 1, 1]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %45 = tosa.const_shape  {values = dense<[1, 550, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %46 = tosa.const_shape  {values = dense<[1040, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %47 = tosa.const_shape  {values = dense<[1, 1040]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %48 = tosa.const_shape  {values = dense<[1, 5, 16, 13]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %49 = tosa.const_shape  {values = dense<[1, 1, 1, 13]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %50 = "tosa.const"() <{values = dense<"0x2D2A023EE1C6423E52BF2EBE235D13BE42CA273DF894253E6599203E8C99CB3C4BD2853DD030FC3D4D8728BE6106BCBD2294253EBD347B3D800535BE381817BED97BA93DCFAFE03DA74604BEC420FA3C6E473B3ECA8BBB3D2E8D3D3EF87521BE42F537BE98BB6C3DB3512C3CE0678D3DD020393E40061E3E8A20BABD88132DBE5BFA243E077B2CBD63FBC1BC8D531A3DBB9603BE49DF3F3E60750C3EF455BABD6714013DA96B46BD48A933BEB34A5EBD1C0B203EFE2692BB6F7B31BE08E386BCC8B1E93DE768B73D8B8E22BDB0B2BF3DF99B153EDAEBC3BDE7D9D13D36C77EBD3F00FBBC61789F3D530506BEE522153E2BB4FA3D1A421F3E48B1353E89E1FBBD78BBAF3C5CFF2C3E1C90D1BD65B1B33DDFADE23DB57D3A3EA52C123E2E2B373E41C3DABD7466FFBD8E028EBDA8C8E0BD8670163EF5B048BC57E952BDE371C5BDC0CE86BD75BF67BC9522F5BDFC38013EEBB2BFBC4CF90FBD74617EBDFA93D23D6757C0BD60AD34BE3174073E599EAD3BFEF50CBE72E90DBED0E111BE263017BE87A4D9BD2C0E45BD1B9695BC007072BD066D91BD2B08AFBD22C0D23C63C6D9BCAAB809BE46FF98BD9AD71A3EA0C62E3D"> : tensor<4x3x3x3xf32>}> : () -> tensor<4x3x3x3xf32>
    %51 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1xf32>}> : () -> tensor<1xf32>
    %52 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %53 = "tosa.const"() <{values = dense<1> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
    %54 = "tosa.const"() <{values = dense<-9223372036854775808> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %55 = "tosa.const"() <{values = dense<7> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %56 = "tosa.const"() <{values = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %57 = "tosa.const"() <{values = dense<-9223372036854775808> : tensor<1xi64>}> : () -> tensor<1xi64>
    %58 = "tosa.const"() <{values = dense<6> : tensor<1xi64>}> : () -> tensor<1xi64>
    %59 = "tosa.const"() <{values = dense<0> : tensor<1x1x1x1x1xi32>}> : () -> tensor<1x1x1x1x1xi32>
    %60 = "tosa.const"() <{values = dense<0> : tensor<1x1x1xi32>}> : () -> tensor<1x1x1xi32>
    %61 = "tosa.const"() <{values = dense<4> : tensor<1x1x1xi32>}> : () -> tensor<1x1x1xi32>
    %62 = "tosa.const"() <{values = dense<0> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
    %63 = "tosa.const"() <{values = dense<8> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
    %64 = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () -> tensor<1xi32>
    %65 = "tosa.const"() <{values = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %66 = "tosa.const"() <{values = dense<[[[[-0.48168385, -0.0119122267, 0.23210907, 0.353025854]]], [[[-0.434989512, -0.0782953501, 0.416991889, 0.0823068619]]], [[[0.151187897, -0.22093153, 0.347013116, -0.187497377]]], [[[-0.269249082, 0.453531563, 0.132451892, -0.00345164537]]], [[[-0.348457038, -0.110673368, -0.384100556, -0.336415052]]]]> : tensor<5x1x1x4xf32>}> : () -> tensor<5x1x1x4xf32>
    %67 = "tosa.const"() <{values = dense<1.4545455> : tensor<1xf32>}> : () -> tensor<1xf32>
    %68 = "tosa.const"() <{values = dense<15> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %69 = "tosa.const"() <{values = dense<1.400000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %70 = "tosa.const"() <{values = dense<13> : tensor<1xi64>}> : () -> tensor<1xi64>
    %71 = "tosa.const"() <{values = dense<5> : tensor<1x1x1xi32>}> : () -> tensor<1x1x1xi32>
    %72 = "tosa.const"() <{values = dense<16> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
    %73 = "tosa.const"() <{values = dense<14> : tensor<1xi32>}> : () -> tensor<1xi32>
    %74 = "tosa.const"() <{values = dense<0.666666686> : tensor<1xf32>}> : () -> tensor<1xf32>
    %75 = "tosa.const"() <{values = dense<10> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %76 = "tosa.const"() <{values = dense<7.500000e-01> : tensor<1xf32>}> : () -> tensor<1xf32>
    %77 = "tosa.const"() <{values = dense<9> : tensor<1xi64>}> : () -> tensor<1xi64>
    %78 = "tosa.const"() <{values = dense<11> : tensor<1x1xi32>}> : () -> tensor<1x1xi32>
    %79 = "tosa.const"() <{values = dense<10> : tensor<1xi32>}> : () -> tensor<1xi32>
    %80 = tosa.transpose %arg0 {perms = array<i32: 0, 2, 3, 1>} : (tensor<1x3x8x7xf32>) -> tensor<1x8x7x3xf32>
    %81 = tosa.conv2d %80, %50, %4, %5, %5 {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : (tensor<1x8x7x3xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x8x7x4xf32>
    %82 = tosa.transpose %81 {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x8x7x4xf32>) -> tensor<1x4x8x7xf32>
    %83 = tosa.cast %6 : (tensor<16xi64>) -> tensor<16xf32>
    %84 = tosa.add %83, %51 : (tensor<16xf32>, tensor<1xf32>) -> tensor<16xf32>
    %85 = tosa.mul %84, %51, %7 : (tensor<16xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<16xf32>
    %86 = tosa.sub %85, %51 : (tensor<16xf32>, tensor<1xf32>) -> tensor<16xf32>
    %87 = tosa.clamp %86 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<16xf32>) -> tensor<16xf32>
    %88 = tosa.reshape %87, %8 : (tensor<16xf32>, !tosa.shape<2>) -> tensor<16x1xf32>
    %89 = tosa.floor %88 : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %90 = tosa.ceil %88 : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %91 = tosa.greater %52, %88 : (tensor<1x1xf32>, tensor<16x1xf32>) -> tensor<16x1xi1>
    %92 = tosa.select %91, %90, %89 : (tensor<16x1xi1>, tensor<16x1xf32>, tensor<16x1xf32>) -> tensor<16x1xf32>
    %93 = tosa.cast %92 : (tensor<16x1xf32>) -> tensor<16x1xi64>
    %94 = tosa.cast %93 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %95 = tosa.add %94, %53 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %96 = tosa.cast %95 : (tensor<16x1xi32>) -> tensor<16x1xi64>
    %97 = tosa.maximum %96, %54 : (tensor<16x1xi64>, tensor<1x1xi64>) -> tensor<16x1xi64>
    %98 = tosa.minimum %97, %55 : (tensor<16x1xi64>, tensor<1x1xi64>) -> tensor<16x1xi64>
    %99 = tosa.cast %9 : (tensor<14xi64>) -> tensor<14xf32>
    %100 = tosa.add %99, %51 : (tensor<14xf32>, tensor<1xf32>) -> tensor<14xf32>
    %101 = tosa.mul %100, %51, %7 : (tensor<14xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<14xf32>
    %102 = tosa.sub %101, %51 : (tensor<14xf32>, tensor<1xf32>) -> tensor<14xf32>
    %103 = tosa.clamp %102 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<14xf32>) -> tensor<14xf32>
    %104 = tosa.floor %103 : (tensor<14xf32>) -> tensor<14xf32>
    %105 = tosa.ceil %103 : (tensor<14xf32>) -> tensor<14xf32>
    %106 = tosa.greater %5, %103 : (tensor<1xf32>, tensor<14xf32>) -> tensor<14xi1>
    %107 = tosa.select %106, %105, %104 : (tensor<14xi1>, tensor<14xf32>, tensor<14xf32>) -> tensor<14xf32>
    %108 = tosa.cast %107 : (tensor<14xf32>) -> tensor<14xi64>
    %109 = tosa.cast %108 : (tensor<14xi64>) -> tensor<14xi32>
    %110 = tosa.add %109, %56 : (tensor<14xi32>, tensor<1xi32>) -> tensor<14xi32>
    %111 = tosa.cast %110 : (tensor<14xi32>) -> tensor<14xi64>
    %112 = tosa.maximum %111, %57 : (tensor<14xi64>, tensor<1xi64>) -> tensor<14xi64>
    %113 = tosa.minimum %112, %58 : (tensor<14xi64>, tensor<1xi64>) -> tensor<14xi64>
    %114 = tosa.cast %cst_0 : (tensor<4x1x1xi64>) -> tensor<4x1x1xi32>
    %115 = tosa.add %114, %61 : (tensor<4x1x1xi32>, tensor<1x1x1xi32>) -> tensor<4x1x1xi32>
    %116 = tosa.greater %60, %114 : (tensor<1x1x1xi32>, tensor<4x1x1xi32>) -> tensor<4x1x1xi1>
    %117 = tosa.select %116, %115, %114 : (tensor<4x1x1xi1>, tensor<4x1x1xi32>, tensor<4x1x1xi32>) -> tensor<4x1x1xi32>
    %118 = tosa.cast %93 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %119 = tosa.add %118, %63 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %120 = tosa.greater %62, %118 : (tensor<1x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi1>
    %121 = tosa.select %120, %119, %118 : (tensor<16x1xi1>, tensor<16x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi32>
    %122 = tosa.cast %108 : (tensor<14xi64>) -> tensor<14xi32>
    %123 = tosa.add %122, %65 : (tensor<14xi32>, tensor<1xi32>) -> tensor<14xi32>
    %124 = tosa.greater %64, %122 : (tensor<1xi32>, tensor<14xi32>) -> tensor<14xi1>
    %125 = tosa.select %124, %123, %122 : (tensor<14xi1>, tensor<14xi32>, tensor<14xi32>) -> tensor<14xi32>
    %126 = tosa.reshape %117, %10 : (tensor<4x1x1xi32>, !tosa.shape<5>) -> tensor<1x4x1x1x1xi32>
    %127 = tosa.reshape %121, %11 : (tensor<16x1xi32>, !tosa.shape<5>) -> tensor<1x1x16x1x1xi32>
    %128 = tosa.reshape %125, %12 : (tensor<14xi32>, !tosa.shape<5>) -> tensor<1x1x1x14x1xi32>
    %129 = tosa.tile %59, %13 : (tensor<1x1x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %130 = tosa.tile %126, %14 : (tensor<1x4x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %131 = tosa.tile %127, %15 : (tensor<1x1x16x1x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %132 = tosa.tile %128, %16 : (tensor<1x1x1x14x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %133 = tosa.concat %129, %130, %131, %132 {axis = 4 : i32} : (tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>) -> tensor<1x4x16x14x4xi32>
    %134 = tosa.reshape %82, %17 : (tensor<1x4x8x7xf32>, !tosa.shape<3>) -> tensor<1x224x1xf32>
    %135 = tosa.reshape %133, %18 : (tensor<1x4x16x14x4xi32>, !tosa.shape<2>) -> tensor<896x4xi32>
    %136 = tosa.mul %135, %2, %7 : (tensor<896x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<896x4xi32>
    %137 = tosa.reduce_sum %136 {axis = 1 : i32} : (tensor<896x4xi32>) -> tensor<896x1xi32>
    %138 = tosa.reshape %137, %19 : (tensor<896x1xi32>, !tosa.shape<2>) -> tensor<1x896xi32>
    %139 = tosa.gather %134, %138 : (tensor<1x224x1xf32>, tensor<1x896xi32>) -> tensor<1x896x1xf32>
    %140 = tosa.reshape %139, %20 : (tensor<1x896x1xf32>, !tosa.shape<4>) -> tensor<1x4x16x14xf32>
    %141 = tosa.cast %113 : (tensor<14xi64>) -> tensor<14xi32>
    %142 = tosa.add %141, %65 : (tensor<14xi32>, tensor<1xi32>) -> tensor<14xi32>
    %143 = tosa.greater %64, %141 : (tensor<1xi32>, tensor<14xi32>) -> tensor<14xi1>
    %144 = tosa.select %143, %142, %141 : (tensor<14xi1>, tensor<14xi32>, tensor<14xi32>) -> tensor<14xi32>
    %145 = tosa.reshape %144, %12 : (tensor<14xi32>, !tosa.shape<5>) -> tensor<1x1x1x14x1xi32>
    %146 = tosa.tile %145, %16 : (tensor<1x1x1x14x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %147 = tosa.concat %129, %130, %131, %146 {axis = 4 : i32} : (tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>) -> tensor<1x4x16x14x4xi32>
    %148 = tosa.reshape %147, %18 : (tensor<1x4x16x14x4xi32>, !tosa.shape<2>) -> tensor<896x4xi32>
    %149 = tosa.mul %148, %2, %7 : (tensor<896x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<896x4xi32>
    %150 = tosa.reduce_sum %149 {axis = 1 : i32} : (tensor<896x4xi32>) -> tensor<896x1xi32>
    %151 = tosa.reshape %150, %19 : (tensor<896x1xi32>, !tosa.shape<2>) -> tensor<1x896xi32>
    %152 = tosa.gather %134, %151 : (tensor<1x224x1xf32>, tensor<1x896xi32>) -> tensor<1x896x1xf32>
    %153 = tosa.reshape %152, %20 : (tensor<1x896x1xf32>, !tosa.shape<4>) -> tensor<1x4x16x14xf32>
    %154 = tosa.cast %98 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %155 = tosa.add %154, %63 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %156 = tosa.greater %62, %154 : (tensor<1x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi1>
    %157 = tosa.select %156, %155, %154 : (tensor<16x1xi1>, tensor<16x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi32>
    %158 = tosa.reshape %157, %11 : (tensor<16x1xi32>, !tosa.shape<5>) -> tensor<1x1x16x1x1xi32>
    %159 = tosa.tile %158, %15 : (tensor<1x1x16x1x1xi32>, !tosa.shape<5>) -> tensor<1x4x16x14x1xi32>
    %160 = tosa.concat %129, %130, %159, %132 {axis = 4 : i32} : (tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>) -> tensor<1x4x16x14x4xi32>
    %161 = tosa.reshape %160, %18 : (tensor<1x4x16x14x4xi32>, !tosa.shape<2>) -> tensor<896x4xi32>
    %162 = tosa.mul %161, %2, %7 : (tensor<896x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<896x4xi32>
    %163 = tosa.reduce_sum %162 {axis = 1 : i32} : (tensor<896x4xi32>) -> tensor<896x1xi32>
    %164 = tosa.reshape %163, %19 : (tensor<896x1xi32>, !tosa.shape<2>) -> tensor<1x896xi32>
    %165 = tosa.gather %134, %164 : (tensor<1x224x1xf32>, tensor<1x896xi32>) -> tensor<1x896x1xf32>
    %166 = tosa.reshape %165, %20 : (tensor<1x896x1xf32>, !tosa.shape<4>) -> tensor<1x4x16x14xf32>
    %167 = tosa.concat %129, %130, %159, %146 {axis = 4 : i32} : (tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>, tensor<1x4x16x14x1xi32>) -> tensor<1x4x16x14x4xi32>
    %168 = tosa.reshape %167, %18 : (tensor<1x4x16x14x4xi32>, !tosa.shape<2>) -> tensor<896x4xi32>
    %169 = tosa.mul %168, %2, %7 : (tensor<896x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<896x4xi32>
    %170 = tosa.reduce_sum %169 {axis = 1 : i32} : (tensor<896x4xi32>) -> tensor<896x1xi32>
    %171 = tosa.reshape %170, %19 : (tensor<896x1xi32>, !tosa.shape<2>) -> tensor<1x896xi32>
    %172 = tosa.gather %134, %171 : (tensor<1x224x1xf32>, tensor<1x896xi32>) -> tensor<1x896x1xf32>
    %173 = tosa.reshape %172, %20 : (tensor<1x896x1xf32>, !tosa.shape<4>) -> tensor<1x4x16x14xf32>
    %174 = tosa.cast %108 : (tensor<14xi64>) -> tensor<14xf32>
    %175 = tosa.sub %103, %174 : (tensor<14xf32>, tensor<14xf32>) -> tensor<14xf32>
    %176 = tosa.clamp %175 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<14xf32>) -> tensor<14xf32>
    %177 = tosa.sub %153, %140 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %178 = tosa.reshape %176, %21 : (tensor<14xf32>, !tosa.shape<4>) -> tensor<1x1x1x14xf32>
    %179 = tosa.mul %177, %178, %7 : (tensor<1x4x16x14xf32>, tensor<1x1x1x14xf32>, tensor<1xi8>) -> tensor<1x4x16x14xf32>
    %180 = tosa.add %140, %179 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %181 = tosa.sub %173, %166 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %182 = tosa.mul %181, %178, %7 : (tensor<1x4x16x14xf32>, tensor<1x1x1x14xf32>, tensor<1xi8>) -> tensor<1x4x16x14xf32>
    %183 = tosa.add %166, %182 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %184 = tosa.cast %93 : (tensor<16x1xi64>) -> tensor<16x1xf32>
    %185 = tosa.sub %88, %184 : (tensor<16x1xf32>, tensor<16x1xf32>) -> tensor<16x1xf32>
    %186 = tosa.clamp %185 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %187 = tosa.sub %183, %180 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %188 = tosa.reshape %186, %22 : (tensor<16x1xf32>, !tosa.shape<4>) -> tensor<1x1x16x1xf32>
    %189 = tosa.mul %187, %188, %7 : (tensor<1x4x16x14xf32>, tensor<1x1x16x1xf32>, tensor<1xi8>) -> tensor<1x4x16x14xf32>
    %190 = tosa.add %180, %189 : (tensor<1x4x16x14xf32>, tensor<1x4x16x14xf32>) -> tensor<1x4x16x14xf32>
    %191 = tosa.transpose %190 {perms = array<i32: 0, 2, 3, 1>} : (tensor<1x4x16x14xf32>) -> tensor<1x16x14x4xf32>
    %192 = tosa.conv2d %191, %66, %3, %5, %5 {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x16x14x4xf32>, tensor<5x1x1x4xf32>, tensor<5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x16x14x5xf32>
    %193 = tosa.transpose %192 {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x16x14x5xf32>) -> tensor<1x5x16x14xf32>
    %194 = tosa.cast %23 : (tensor<11xi64>) -> tensor<11xf32>
    %195 = tosa.add %194, %51 : (tensor<11xf32>, tensor<1xf32>) -> tensor<11xf32>
    %196 = tosa.mul %195, %67, %7 : (tensor<11xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<11xf32>
    %197 = tosa.sub %196, %51 : (tensor<11xf32>, tensor<1xf32>) -> tensor<11xf32>
    %198 = tosa.clamp %197 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<11xf32>) -> tensor<11xf32>
    %199 = tosa.reshape %198, %24 : (tensor<11xf32>, !tosa.shape<2>) -> tensor<11x1xf32>
    %200 = tosa.floor %199 : (tensor<11x1xf32>) -> tensor<11x1xf32>
    %201 = tosa.ceil %199 : (tensor<11x1xf32>) -> tensor<11x1xf32>
    %202 = tosa.greater %52, %199 : (tensor<1x1xf32>, tensor<11x1xf32>) -> tensor<11x1xi1>
    %203 = tosa.select %202, %201, %200 : (tensor<11x1xi1>, tensor<11x1xf32>, tensor<11x1xf32>) -> tensor<11x1xf32>
    %204 = tosa.cast %203 : (tensor<11x1xf32>) -> tensor<11x1xi64>
    %205 = tosa.cast %204 : (tensor<11x1xi64>) -> tensor<11x1xi32>
    %206 = tosa.add %205, %53 : (tensor<11x1xi32>, tensor<1x1xi32>) -> tensor<11x1xi32>
    %207 = tosa.cast %206 : (tensor<11x1xi32>) -> tensor<11x1xi64>
    %208 = tosa.maximum %207, %54 : (tensor<11x1xi64>, tensor<1x1xi64>) -> tensor<11x1xi64>
    %209 = tosa.minimum %208, %68 : (tensor<11x1xi64>, tensor<1x1xi64>) -> tensor<11x1xi64>
    %210 = tosa.cast %25 : (tensor<10xi64>) -> tensor<10xf32>
    %211 = tosa.add %210, %51 : (tensor<10xf32>, tensor<1xf32>) -> tensor<10xf32>
    %212 = tosa.mul %211, %69, %7 : (tensor<10xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<10xf32>
    %213 = tosa.sub %212, %51 : (tensor<10xf32>, tensor<1xf32>) -> tensor<10xf32>
    %214 = tosa.clamp %213 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<10xf32>) -> tensor<10xf32>
    %215 = tosa.floor %214 : (tensor<10xf32>) -> tensor<10xf32>
    %216 = tosa.ceil %214 : (tensor<10xf32>) -> tensor<10xf32>
    %217 = tosa.greater %5, %214 : (tensor<1xf32>, tensor<10xf32>) -> tensor<10xi1>
    %218 = tosa.select %217, %216, %215 : (tensor<10xi1>, tensor<10xf32>, tensor<10xf32>) -> tensor<10xf32>
    %219 = tosa.cast %218 : (tensor<10xf32>) -> tensor<10xi64>
    %220 = tosa.cast %219 : (tensor<10xi64>) -> tensor<10xi32>
    %221 = tosa.add %220, %56 : (tensor<10xi32>, tensor<1xi32>) -> tensor<10xi32>
    %222 = tosa.cast %221 : (tensor<10xi32>) -> tensor<10xi64>
    %223 = tosa.maximum %222, %57 : (tensor<10xi64>, tensor<1xi64>) -> tensor<10xi64>
    %224 = tosa.minimum %223, %70 : (tensor<10xi64>, tensor<1xi64>) -> tensor<10xi64>
    %225 = tosa.cast %cst : (tensor<5x1x1xi64>) -> tensor<5x1x1xi32>
    %226 = tosa.add %225, %71 : (tensor<5x1x1xi32>, tensor<1x1x1xi32>) -> tensor<5x1x1xi32>
    %227 = tosa.greater %60, %225 : (tensor<1x1x1xi32>, tensor<5x1x1xi32>) -> tensor<5x1x1xi1>
    %228 = tosa.select %227, %226, %225 : (tensor<5x1x1xi1>, tensor<5x1x1xi32>, tensor<5x1x1xi32>) -> tensor<5x1x1xi32>
    %229 = tosa.cast %204 : (tensor<11x1xi64>) -> tensor<11x1xi32>
    %230 = tosa.add %229, %72 : (tensor<11x1xi32>, tensor<1x1xi32>) -> tensor<11x1xi32>
    %231 = tosa.greater %62, %229 : (tensor<1x1xi32>, tensor<11x1xi32>) -> tensor<11x1xi1>
    %232 = tosa.select %231, %230, %229 : (tensor<11x1xi1>, tensor<11x1xi32>, tensor<11x1xi32>) -> tensor<11x1xi32>
    %233 = tosa.cast %219 : (tensor<10xi64>) -> tensor<10xi32>
    %234 = tosa.add %233, %73 : (tensor<10xi32>, tensor<1xi32>) -> tensor<10xi32>
    %235 = tosa.greater %64, %233 : (tensor<1xi32>, tensor<10xi32>) -> tensor<10xi1>
    %236 = tosa.select %235, %234, %233 : (tensor<10xi1>, tensor<10xi32>, tensor<10xi32>) -> tensor<10xi32>
    %237 = tosa.reshape %228, %26 : (tensor<5x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x1x1x1xi32>
    %238 = tosa.reshape %232, %27 : (tensor<11x1xi32>, !tosa.shape<5>) -> tensor<1x1x11x1x1xi32>
    %239 = tosa.reshape %236, %28 : (tensor<10xi32>, !tosa.shape<5>) -> tensor<1x1x1x10x1xi32>
    %240 = tosa.tile %59, %29 : (tensor<1x1x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %241 = tosa.tile %237, %30 : (tensor<1x5x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %242 = tosa.tile %238, %31 : (tensor<1x1x11x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %243 = tosa.tile %239, %32 : (tensor<1x1x1x10x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %244 = tosa.concat %240, %241, %242, %243 {axis = 4 : i32} : (tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>) -> tensor<1x5x11x10x4xi32>
    %245 = tosa.reshape %193, %33 : (tensor<1x5x16x14xf32>, !tosa.shape<3>) -> tensor<1x1120x1xf32>
    %246 = tosa.reshape %244, %34 : (tensor<1x5x11x10x4xi32>, !tosa.shape<2>) -> tensor<550x4xi32>
    %247 = tosa.mul %246, %1, %7 : (tensor<550x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<550x4xi32>
    %248 = tosa.reduce_sum %247 {axis = 1 : i32} : (tensor<550x4xi32>) -> tensor<550x1xi32>
    %249 = tosa.reshape %248, %35 : (tensor<550x1xi32>, !tosa.shape<2>) -> tensor<1x550xi32>
    %250 = tosa.gather %245, %249 : (tensor<1x1120x1xf32>, tensor<1x550xi32>) -> tensor<1x550x1xf32>
    %251 = tosa.reshape %250, %36 : (tensor<1x550x1xf32>, !tosa.shape<4>) -> tensor<1x5x11x10xf32>
    %252 = tosa.cast %224 : (tensor<10xi64>) -> tensor<10xi32>
    %253 = tosa.add %252, %73 : (tensor<10xi32>, tensor<1xi32>) -> tensor<10xi32>
    %254 = tosa.greater %64, %252 : (tensor<1xi32>, tensor<10xi32>) -> tensor<10xi1>
    %255 = tosa.select %254, %253, %252 : (tensor<10xi1>, tensor<10xi32>, tensor<10xi32>) -> tensor<10xi32>
    %256 = tosa.reshape %255, %28 : (tensor<10xi32>, !tosa.shape<5>) -> tensor<1x1x1x10x1xi32>
    %257 = tosa.tile %256, %32 : (tensor<1x1x1x10x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %258 = tosa.concat %240, %241, %242, %257 {axis = 4 : i32} : (tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>) -> tensor<1x5x11x10x4xi32>
    %259 = tosa.reshape %258, %34 : (tensor<1x5x11x10x4xi32>, !tosa.shape<2>) -> tensor<550x4xi32>
    %260 = tosa.mul %259, %1, %7 : (tensor<550x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<550x4xi32>
    %261 = tosa.reduce_sum %260 {axis = 1 : i32} : (tensor<550x4xi32>) -> tensor<550x1xi32>
    %262 = tosa.reshape %261, %35 : (tensor<550x1xi32>, !tosa.shape<2>) -> tensor<1x550xi32>
    %263 = tosa.gather %245, %262 : (tensor<1x1120x1xf32>, tensor<1x550xi32>) -> tensor<1x550x1xf32>
    %264 = tosa.reshape %263, %36 : (tensor<1x550x1xf32>, !tosa.shape<4>) -> tensor<1x5x11x10xf32>
    %265 = tosa.cast %209 : (tensor<11x1xi64>) -> tensor<11x1xi32>
    %266 = tosa.add %265, %72 : (tensor<11x1xi32>, tensor<1x1xi32>) -> tensor<11x1xi32>
    %267 = tosa.greater %62, %265 : (tensor<1x1xi32>, tensor<11x1xi32>) -> tensor<11x1xi1>
    %268 = tosa.select %267, %266, %265 : (tensor<11x1xi1>, tensor<11x1xi32>, tensor<11x1xi32>) -> tensor<11x1xi32>
    %269 = tosa.reshape %268, %27 : (tensor<11x1xi32>, !tosa.shape<5>) -> tensor<1x1x11x1x1xi32>
    %270 = tosa.tile %269, %31 : (tensor<1x1x11x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x11x10x1xi32>
    %271 = tosa.concat %240, %241, %270, %243 {axis = 4 : i32} : (tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>) -> tensor<1x5x11x10x4xi32>
    %272 = tosa.reshape %271, %34 : (tensor<1x5x11x10x4xi32>, !tosa.shape<2>) -> tensor<550x4xi32>
    %273 = tosa.mul %272, %1, %7 : (tensor<550x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<550x4xi32>
    %274 = tosa.reduce_sum %273 {axis = 1 : i32} : (tensor<550x4xi32>) -> tensor<550x1xi32>
    %275 = tosa.reshape %274, %35 : (tensor<550x1xi32>, !tosa.shape<2>) -> tensor<1x550xi32>
    %276 = tosa.gather %245, %275 : (tensor<1x1120x1xf32>, tensor<1x550xi32>) -> tensor<1x550x1xf32>
    %277 = tosa.reshape %276, %36 : (tensor<1x550x1xf32>, !tosa.shape<4>) -> tensor<1x5x11x10xf32>
    %278 = tosa.concat %240, %241, %270, %257 {axis = 4 : i32} : (tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>, tensor<1x5x11x10x1xi32>) -> tensor<1x5x11x10x4xi32>
    %279 = tosa.reshape %278, %34 : (tensor<1x5x11x10x4xi32>, !tosa.shape<2>) -> tensor<550x4xi32>
    %280 = tosa.mul %279, %1, %7 : (tensor<550x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<550x4xi32>
    %281 = tosa.reduce_sum %280 {axis = 1 : i32} : (tensor<550x4xi32>) -> tensor<550x1xi32>
    %282 = tosa.reshape %281, %35 : (tensor<550x1xi32>, !tosa.shape<2>) -> tensor<1x550xi32>
    %283 = tosa.gather %245, %282 : (tensor<1x1120x1xf32>, tensor<1x550xi32>) -> tensor<1x550x1xf32>
    %284 = tosa.reshape %283, %36 : (tensor<1x550x1xf32>, !tosa.shape<4>) -> tensor<1x5x11x10xf32>
    %285 = tosa.cast %219 : (tensor<10xi64>) -> tensor<10xf32>
    %286 = tosa.sub %214, %285 : (tensor<10xf32>, tensor<10xf32>) -> tensor<10xf32>
    %287 = tosa.clamp %286 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<10xf32>) -> tensor<10xf32>
    %288 = tosa.sub %264, %251 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %289 = tosa.reshape %287, %37 : (tensor<10xf32>, !tosa.shape<4>) -> tensor<1x1x1x10xf32>
    %290 = tosa.mul %288, %289, %7 : (tensor<1x5x11x10xf32>, tensor<1x1x1x10xf32>, tensor<1xi8>) -> tensor<1x5x11x10xf32>
    %291 = tosa.add %251, %290 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %292 = tosa.sub %284, %277 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %293 = tosa.mul %292, %289, %7 : (tensor<1x5x11x10xf32>, tensor<1x1x1x10xf32>, tensor<1xi8>) -> tensor<1x5x11x10xf32>
    %294 = tosa.add %277, %293 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %295 = tosa.cast %204 : (tensor<11x1xi64>) -> tensor<11x1xf32>
    %296 = tosa.sub %199, %295 : (tensor<11x1xf32>, tensor<11x1xf32>) -> tensor<11x1xf32>
    %297 = tosa.clamp %296 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<11x1xf32>) -> tensor<11x1xf32>
    %298 = tosa.sub %294, %291 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %299 = tosa.reshape %297, %38 : (tensor<11x1xf32>, !tosa.shape<4>) -> tensor<1x1x11x1xf32>
    %300 = tosa.mul %298, %299, %7 : (tensor<1x5x11x10xf32>, tensor<1x1x11x1xf32>, tensor<1xi8>) -> tensor<1x5x11x10xf32>
    %301 = tosa.add %291, %300 : (tensor<1x5x11x10xf32>, tensor<1x5x11x10xf32>) -> tensor<1x5x11x10xf32>
    %302 = tosa.mul %83, %74, %7 : (tensor<16xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<16xf32>
    %303 = tosa.clamp %302 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<16xf32>) -> tensor<16xf32>
    %304 = tosa.reshape %303, %8 : (tensor<16xf32>, !tosa.shape<2>) -> tensor<16x1xf32>
    %305 = tosa.floor %304 : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %306 = tosa.ceil %304 : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %307 = tosa.greater %52, %304 : (tensor<1x1xf32>, tensor<16x1xf32>) -> tensor<16x1xi1>
    %308 = tosa.select %307, %306, %305 : (tensor<16x1xi1>, tensor<16x1xf32>, tensor<16x1xf32>) -> tensor<16x1xf32>
    %309 = tosa.cast %308 : (tensor<16x1xf32>) -> tensor<16x1xi64>
    %310 = tosa.cast %309 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %311 = tosa.add %310, %53 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %312 = tosa.cast %311 : (tensor<16x1xi32>) -> tensor<16x1xi64>
    %313 = tosa.maximum %312, %54 : (tensor<16x1xi64>, tensor<1x1xi64>) -> tensor<16x1xi64>
    %314 = tosa.minimum %313, %75 : (tensor<16x1xi64>, tensor<1x1xi64>) -> tensor<16x1xi64>
    %315 = tosa.cast %39 : (tensor<13xi64>) -> tensor<13xf32>
    %316 = tosa.mul %315, %76, %7 : (tensor<13xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<13xf32>
    %317 = tosa.clamp %316 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<13xf32>) -> tensor<13xf32>
    %318 = tosa.floor %317 : (tensor<13xf32>) -> tensor<13xf32>
    %319 = tosa.ceil %317 : (tensor<13xf32>) -> tensor<13xf32>
    %320 = tosa.greater %5, %317 : (tensor<1xf32>, tensor<13xf32>) -> tensor<13xi1>
    %321 = tosa.select %320, %319, %318 : (tensor<13xi1>, tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %322 = tosa.cast %321 : (tensor<13xf32>) -> tensor<13xi64>
    %323 = tosa.cast %322 : (tensor<13xi64>) -> tensor<13xi32>
    %324 = tosa.add %323, %56 : (tensor<13xi32>, tensor<1xi32>) -> tensor<13xi32>
    %325 = tosa.cast %324 : (tensor<13xi32>) -> tensor<13xi64>
    %326 = tosa.maximum %325, %57 : (tensor<13xi64>, tensor<1xi64>) -> tensor<13xi64>
    %327 = tosa.minimum %326, %77 : (tensor<13xi64>, tensor<1xi64>) -> tensor<13xi64>
    %328 = tosa.cast %309 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %329 = tosa.add %328, %78 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %330 = tosa.greater %62, %328 : (tensor<1x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi1>
    %331 = tosa.select %330, %329, %328 : (tensor<16x1xi1>, tensor<16x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi32>
    %332 = tosa.cast %322 : (tensor<13xi64>) -> tensor<13xi32>
    %333 = tosa.add %332, %79 : (tensor<13xi32>, tensor<1xi32>) -> tensor<13xi32>
    %334 = tosa.greater %64, %332 : (tensor<1xi32>, tensor<13xi32>) -> tensor<13xi1>
    %335 = tosa.select %334, %333, %332 : (tensor<13xi1>, tensor<13xi32>, tensor<13xi32>) -> tensor<13xi32>
    %336 = tosa.reshape %331, %11 : (tensor<16x1xi32>, !tosa.shape<5>) -> tensor<1x1x16x1x1xi32>
    %337 = tosa.reshape %335, %40 : (tensor<13xi32>, !tosa.shape<5>) -> tensor<1x1x1x13x1xi32>
    %338 = tosa.tile %59, %41 : (tensor<1x1x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %339 = tosa.tile %237, %42 : (tensor<1x5x1x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %340 = tosa.tile %336, %43 : (tensor<1x1x16x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %341 = tosa.tile %337, %44 : (tensor<1x1x1x13x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %342 = tosa.concat %338, %339, %340, %341 {axis = 4 : i32} : (tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>) -> tensor<1x5x16x13x4xi32>
    %343 = tosa.reshape %301, %45 : (tensor<1x5x11x10xf32>, !tosa.shape<3>) -> tensor<1x550x1xf32>
    %344 = tosa.reshape %342, %46 : (tensor<1x5x16x13x4xi32>, !tosa.shape<2>) -> tensor<1040x4xi32>
    %345 = tosa.mul %344, %0, %7 : (tensor<1040x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<1040x4xi32>
    %346 = tosa.reduce_sum %345 {axis = 1 : i32} : (tensor<1040x4xi32>) -> tensor<1040x1xi32>
    %347 = tosa.reshape %346, %47 : (tensor<1040x1xi32>, !tosa.shape<2>) -> tensor<1x1040xi32>
    %348 = tosa.gather %343, %347 : (tensor<1x550x1xf32>, tensor<1x1040xi32>) -> tensor<1x1040x1xf32>
    %349 = tosa.reshape %348, %48 : (tensor<1x1040x1xf32>, !tosa.shape<4>) -> tensor<1x5x16x13xf32>
    %350 = tosa.cast %327 : (tensor<13xi64>) -> tensor<13xi32>
    %351 = tosa.add %350, %79 : (tensor<13xi32>, tensor<1xi32>) -> tensor<13xi32>
    %352 = tosa.greater %64, %350 : (tensor<1xi32>, tensor<13xi32>) -> tensor<13xi1>
    %353 = tosa.select %352, %351, %350 : (tensor<13xi1>, tensor<13xi32>, tensor<13xi32>) -> tensor<13xi32>
    %354 = tosa.reshape %353, %40 : (tensor<13xi32>, !tosa.shape<5>) -> tensor<1x1x1x13x1xi32>
    %355 = tosa.tile %354, %44 : (tensor<1x1x1x13x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %356 = tosa.concat %338, %339, %340, %355 {axis = 4 : i32} : (tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>) -> tensor<1x5x16x13x4xi32>
    %357 = tosa.reshape %356, %46 : (tensor<1x5x16x13x4xi32>, !tosa.shape<2>) -> tensor<1040x4xi32>
    %358 = tosa.mul %357, %0, %7 : (tensor<1040x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<1040x4xi32>
    %359 = tosa.reduce_sum %358 {axis = 1 : i32} : (tensor<1040x4xi32>) -> tensor<1040x1xi32>
    %360 = tosa.reshape %359, %47 : (tensor<1040x1xi32>, !tosa.shape<2>) -> tensor<1x1040xi32>
    %361 = tosa.gather %343, %360 : (tensor<1x550x1xf32>, tensor<1x1040xi32>) -> tensor<1x1040x1xf32>
    %362 = tosa.reshape %361, %48 : (tensor<1x1040x1xf32>, !tosa.shape<4>) -> tensor<1x5x16x13xf32>
    %363 = tosa.cast %314 : (tensor<16x1xi64>) -> tensor<16x1xi32>
    %364 = tosa.add %363, %78 : (tensor<16x1xi32>, tensor<1x1xi32>) -> tensor<16x1xi32>
    %365 = tosa.greater %62, %363 : (tensor<1x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi1>
    %366 = tosa.select %365, %364, %363 : (tensor<16x1xi1>, tensor<16x1xi32>, tensor<16x1xi32>) -> tensor<16x1xi32>
    %367 = tosa.reshape %366, %11 : (tensor<16x1xi32>, !tosa.shape<5>) -> tensor<1x1x16x1x1xi32>
    %368 = tosa.tile %367, %43 : (tensor<1x1x16x1x1xi32>, !tosa.shape<5>) -> tensor<1x5x16x13x1xi32>
    %369 = tosa.concat %338, %339, %368, %341 {axis = 4 : i32} : (tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>) -> tensor<1x5x16x13x4xi32>
    %370 = tosa.reshape %369, %46 : (tensor<1x5x16x13x4xi32>, !tosa.shape<2>) -> tensor<1040x4xi32>
    %371 = tosa.mul %370, %0, %7 : (tensor<1040x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<1040x4xi32>
    %372 = tosa.reduce_sum %371 {axis = 1 : i32} : (tensor<1040x4xi32>) -> tensor<1040x1xi32>
    %373 = tosa.reshape %372, %47 : (tensor<1040x1xi32>, !tosa.shape<2>) -> tensor<1x1040xi32>
    %374 = tosa.gather %343, %373 : (tensor<1x550x1xf32>, tensor<1x1040xi32>) -> tensor<1x1040x1xf32>
    %375 = tosa.reshape %374, %48 : (tensor<1x1040x1xf32>, !tosa.shape<4>) -> tensor<1x5x16x13xf32>
    %376 = tosa.concat %338, %339, %368, %355 {axis = 4 : i32} : (tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>, tensor<1x5x16x13x1xi32>) -> tensor<1x5x16x13x4xi32>
    %377 = tosa.reshape %376, %46 : (tensor<1x5x16x13x4xi32>, !tosa.shape<2>) -> tensor<1040x4xi32>
    %378 = tosa.mul %377, %0, %7 : (tensor<1040x4xi32>, tensor<1x4xi32>, tensor<1xi8>) -> tensor<1040x4xi32>
    %379 = tosa.reduce_sum %378 {axis = 1 : i32} : (tensor<1040x4xi32>) -> tensor<1040x1xi32>
    %380 = tosa.reshape %379, %47 : (tensor<1040x1xi32>, !tosa.shape<2>) -> tensor<1x1040xi32>
    %381 = tosa.gather %343, %380 : (tensor<1x550x1xf32>, tensor<1x1040xi32>) -> tensor<1x1040x1xf32>
    %382 = tosa.reshape %381, %48 : (tensor<1x1040x1xf32>, !tosa.shape<4>) -> tensor<1x5x16x13xf32>
    %383 = tosa.cast %322 : (tensor<13xi64>) -> tensor<13xf32>
    %384 = tosa.sub %317, %383 : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %385 = tosa.clamp %384 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<13xf32>) -> tensor<13xf32>
    %386 = tosa.sub %362, %349 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    %387 = tosa.reshape %385, %49 : (tensor<13xf32>, !tosa.shape<4>) -> tensor<1x1x1x13xf32>
    %388 = tosa.mul %386, %387, %7 : (tensor<1x5x16x13xf32>, tensor<1x1x1x13xf32>, tensor<1xi8>) -> tensor<1x5x16x13xf32>
    %389 = tosa.add %349, %388 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    %390 = tosa.sub %382, %375 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    %391 = tosa.mul %390, %387, %7 : (tensor<1x5x16x13xf32>, tensor<1x1x1x13xf32>, tensor<1xi8>) -> tensor<1x5x16x13xf32>
    %392 = tosa.add %375, %391 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    %393 = tosa.cast %309 : (tensor<16x1xi64>) -> tensor<16x1xf32>
    %394 = tosa.sub %304, %393 : (tensor<16x1xf32>, tensor<16x1xf32>) -> tensor<16x1xf32>
    %395 = tosa.clamp %394 {max_val = 1.000000e+00 : f32, min_val = 0.000000e+00 : f32} : (tensor<16x1xf32>) -> tensor<16x1xf32>
    %396 = tosa.sub %392, %389 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    %397 = tosa.reshape %395, %22 : (tensor<16x1xf32>, !tosa.shape<4>) -> tensor<1x1x16x1xf32>
    %398 = tosa.mul %396, %397, %7 : (tensor<1x5x16x13xf32>, tensor<1x1x16x1xf32>, tensor<1xi8>) -> tensor<1x5x16x13xf32>
    %399 = tosa.add %389, %398 : (tensor<1x5x16x13xf32>, tensor<1x5x16x13xf32>) -> tensor<1x5x16x13xf32>
    return %301, %399 : tensor<1x5x11x10xf32>, tensor<1x5x16x13xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.float32: "0x04000000D8A592BD90F6C53D88C2D1BEB6CEF83E3A48BC3E",
      torch_tensor_4_torch.float32: "0x0400000034E84A3C115AECBC20E08EBD06F7273E"
    }
  }
#-}

module attributes {tf_saved_model.semantics, tfl.description = "MLIR Converted.", tfl.metadata = {CONVERSION_METADATA = "\10\00\00\00\00\00\00\00\08\00\0E\00\08\00\04\00\08\00\00\00\10\00\00\00$\00\00\00\00\00\06\00\08\00\04\00\06\00\00\00\04\00\00\00\00\00\00\00\0C\00\18\00\14\00\10\00\0C\00\04\00\0C\00\00\00\BD\08\999\0D\88\BD\E2\02\00\00\00\02\00\00\00\04\00\00\00\06\00\00\002.21.0\00\00", min_runtime_version = "1.14.0\00\00\00\00\00\00\00\00\00\00"}, tfl.schema_version = 3 : i32} {
  func.func @main(%arg0: tensor<1x2xf32> {tf_saved_model.index_path = ["keras_tensor_3"]}) -> (tensor<1x1xf32> {tf_saved_model.index_path = ["output_0"]}) attributes {tf.entry_function = {inputs = "serving_default_keras_tensor_3:0", outputs = "StatefulPartitionedCall_1:0"}, tf_saved_model.exported_names = ["serving_default"]} {
    %0 = tosa.const_shape  {values = dense<1> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = "tosa.const"() <{values = dense<[[[[-0.0719973594, -0.336999357, -0.108872965, 0.270860374, 0.237850487, -0.102114283, -0.254939377, 1.86370206, -0.347263843, -0.262935519]]]]> : tensor<1x1x1x10xf32>}> : () -> tensor<1x1x1x10xf32>
    %2 = tosa.const_shape  {values = dense<[1, 1, 1, 10]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %3 = tosa.const_shape  {values = dense<[1, 10]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %5 = "tosa.const"() <{values = dense<[[[[-0.179729924, 0.167876706]]], [[[-0.360111266, -0.00364571228]]], [[[0.2127534, -0.213367775]]], [[[-0.556349039, -0.0391154885]]], [[[-0.14859122, -0.502589524]]], [[[-5.588650e-01, 0.0552210137]]], [[[-0.00131499767, -0.0210098624]]], [[[2.54678464, 2.51341033]]], [[[0.00918093509, -0.475159317]]], [[[-0.0884485245, -0.524829566]]]]> : tensor<10x1x1x2xf32>}> : () -> tensor<10x1x1x2xf32>
    %6 = "tosa.const"() <{values = dense<1.0444777> : tensor<1xf32>}> : () -> tensor<1xf32>
    %7 = "tosa.const"() <{values = dense<[-0.212118134, -0.10938897, -0.241688877, 0.000000e+00, 0.000000e+00, -0.138721496, 0.000000e+00, 2.41508651, -0.06950479, 0.000000e+00]> : tensor<10xf32>}> : () -> tensor<10xf32>
    %8 = tosa.const_shape  {values = dense<[1, 1, 1, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %9 = tosa.reshape %arg0, %8 : (tensor<1x2xf32>, !tosa.shape<4>) -> tensor<1x1x1x2xf32>
    %10 = tosa.conv2d %9, %5, %7, %4, %4 {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x1x2xf32>, tensor<10x1x1x2xf32>, tensor<10xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1x10xf32>
    %11 = tosa.reshape %10, %3 : (tensor<1x1x1x10xf32>, !tosa.shape<2>) -> tensor<1x10xf32>
    %12 = tosa.clamp %11 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 : f32} : (tensor<1x10xf32>) -> tensor<1x10xf32>
    %13 = tosa.reshape %12, %2 : (tensor<1x10xf32>, !tosa.shape<4>) -> tensor<1x1x1x10xf32>
    %14 = tosa.conv2d %13, %1, %6, %4, %4 {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x1x1x10xf32>, tensor<1x1x1x10xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x1x1xf32>
    %15 = tosa.reshape %14, %0 : (tensor<1x1x1x1xf32>, !tosa.shape<2>) -> tensor<1x1xf32>
    %16 = tosa.sigmoid %15 : (tensor<1x1xf32>) -> tensor<1x1xf32>
    return %16 : tensor<1x1xf32>
  }
}

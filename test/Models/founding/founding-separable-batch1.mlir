module attributes {tf_saved_model.semantics, tfl.description = "MLIR Converted.", tfl.metadata = {CONVERSION_METADATA = "\10\00\00\00\00\00\00\00\08\00\0E\00\08\00\04\00\08\00\00\00\10\00\00\00$\00\00\00\00\00\06\00\08\00\04\00\06\00\00\00\04\00\00\00\00\00\00\00\0C\00\18\00\14\00\10\00\0C\00\04\00\0C\00\00\00\BD\08\999\0D\88\BD\E2\02\00\00\00\02\00\00\00\04\00\00\00\06\00\00\002.21.0\00\00", min_runtime_version = "1.14.0\00\00\00\00\00\00\00\00\00\00"}, tfl.schema_version = 3 : i32} {
  func.func @main(%arg0: tensor<1x2xf32> {tf_saved_model.index_path = ["keras_tensor_9"]}) -> (tensor<1x1xf32> {tf_saved_model.index_path = ["output_0"]}) attributes {tf.entry_function = {inputs = "serving_default_keras_tensor_9:0", outputs = "StatefulPartitionedCall_1:0"}, tf_saved_model.exported_names = ["serving_default"]} {
    %0 = tosa.const_shape  {values = dense<1> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = "tosa.const"() <{values = dense<[[[[-0.0717727691, -6.5285964, -0.108976968, 0.270860374, 0.237850487, -6.42782164, -0.254939377, 2.64970803, -6.26661777, -0.262935519]]]]> : tensor<1x1x1x10xf32>}> : () -> tensor<1x1x1x10xf32>
    %2 = tosa.const_shape  {values = dense<[1, 1, 1, 10]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %3 = tosa.const_shape  {values = dense<[1, 10]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %5 = "tosa.const"() <{values = dense<[[[[-0.197528392, 0.17147243]]], [[[-1.88040352, -1.83970487]]], [[[0.207566619, -0.245283008]]], [[[-0.556349039, -0.0391154885]]], [[[-0.14859122, -0.502589524]]], [[[-2.06527257, -1.85951638]]], [[[-0.00131499767, -0.0210098624]]], [[[3.30053043, 3.38025045]]], [[[-1.63650227, -1.90603685]]], [[[-0.0884485245, -0.524829566]]]]> : tensor<10x1x1x2xf32>}> : () -> tensor<10x1x1x2xf32>
    %6 = "tosa.const"() <{values = dense<-0.448367417> : tensor<1xf32>}> : () -> tensor<1xf32>
    %7 = "tosa.const"() <{values = dense<[-0.240263358, 2.14393592, -0.260726124, 0.000000e+00, 0.000000e+00, 2.28610015, 0.000000e+00, -0.932030558, 2.064030e+00, 0.000000e+00]> : tensor<10xf32>}> : () -> tensor<10xf32>
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

// RUN: qopt %s --qopt-form-units | FileCheck %s

// CHECK-LABEL: func.func @front_end_names
// CHECK-SAME:    {ml_program.identifier = "pixels", qnn.name = "pixels"}
// CHECK-SAME:    {qnn.name = "keras_tensor", tf_saved_model.index_path = ["keras_tensor"]}
// CHECK-SAME:    {qnn.name = "in2"}
// CHECK-SAME:    -> (tensor<1x3xf32> {qnn.name = "score", tf_saved_model.index_path = ["score", 0]}, tensor<1x3xf32> {qnn.name = "out1"}
func.func @front_end_names(%a: tensor<1x3xf32> {ml_program.identifier = "pixels"},
                           %b: tensor<1x3xf32> {tf_saved_model.index_path = ["keras_tensor"]},
                           %c: tensor<1x3xf32>)
    -> (tensor<1x3xf32> {tf_saved_model.index_path = ["score", 0]}, tensor<1x3xf32>, tensor<1x3xf32> {qnn.name = "kept"}) {
  return %a, %b, %c : tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>
}

// CHECK-LABEL: func.func @signature
// CHECK-SAME:    {qnn.name = "serving_x:0"}
// CHECK-SAME:    {qnn.name = "serving_y:0"}
// CHECK-SAME:    {qnn.name = "PartitionedCall:0"}
func.func @signature(%a: tensor<1x3xf32>, %b: tensor<1x3xf32>) -> tensor<1x3xf32>
    attributes {tf.entry_function = {inputs = "serving_x:0,serving_y:0", outputs = "PartitionedCall:0"}} {
  return %a : tensor<1x3xf32>
}

// Neither is unique, and in0 is taken.

// CHECK-LABEL: func.func @not_unique
// CHECK-SAME:    qnn.name = "in1", tf_saved_model
// CHECK-SAME:    qnn.name = "in2", tf_saved_model
// CHECK-SAME:    qnn.name = "in0", tf_saved_model
func.func @not_unique(%a: tensor<1x3xf32> {tf_saved_model.index_path = ["x"]}, %b: tensor<1x3xf32> {tf_saved_model.index_path = ["x"]},
                      %c: tensor<1x3xf32> {tf_saved_model.index_path = ["in0"]}) -> tensor<1x3xf32> {
  return %a : tensor<1x3xf32>
}

// A unit's id is its location's name, where no other unit, and no argument, has
// that; unary1 is taken too.

// CHECK-LABEL: func.func @ids
// CHECK:         qnn.unit "squash"
// CHECK:         qnn.unit "unary2"
// CHECK:         qnn.unit "unary3"
// CHECK:         qnn.unit "unary4"
// CHECK:         qnn.unit "unary1"
func.func @ids(%x: tensor<1x3xf32> {ml_program.identifier = "x"}) -> (tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>) {
  %0 = tosa.tanh %x : (tensor<1x3xf32>) -> tensor<1x3xf32> loc(fused["net.mlir":1:1, "squash"])
  %1 = tosa.exp %0 : (tensor<1x3xf32>) -> tensor<1x3xf32> loc("same")
  %2 = tosa.abs %1 : (tensor<1x3xf32>) -> tensor<1x3xf32> loc("same")
  %3 = tosa.ceil %2 : (tensor<1x3xf32>) -> tensor<1x3xf32> loc("x")
  %4 = tosa.sigmoid %3 : (tensor<1x3xf32>) -> tensor<1x3xf32> loc(callsite("unary1" at "net.mlir":2:1))
  return %0, %1, %2, %3, %4 : tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>, tensor<1x3xf32>
}

// RUN: qopt %s --qopt-make-state-explicit -split-input-file -verify-diagnostics | FileCheck %s

tosa.variable @seen = dense<[[3, -4]]> : tensor<1x2xi8>
tosa.variable @count : tensor<1xi32>
// CHECK-NOT: tosa.variable
// CHECK-LABEL: @carried(%arg0: tensor<1x2xi8>
// CHECK-SAME: %arg1: tensor<1x2xi8> {qnn.initial = dense<{{.*}}3, -4{{.*}}> : tensor<1x2xi8>, qnn.state = "seen"}
// CHECK-SAME: %arg2: tensor<1xi32> {qnn.initial = dense<0> : tensor<1xi32>, qnn.state = "count"}
// CHECK-SAME: -> (tensor<1x2xi8>, tensor<1x2xi8> {qnn.state = "seen"}, tensor<1xi32> {qnn.state = "count"})
// CHECK: %[[NEXT:.*]] = tosa.add %arg2,
// CHECK: return %arg1, %arg0, %[[NEXT]]
func.func @carried(%x: tensor<1x2xi8>) -> tensor<1x2xi8> {
  %one = "tosa.const"() <{values = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %old = tosa.variable_read @seen : tensor<1x2xi8>
  %cast = builtin.unrealized_conversion_cast %old : tensor<1x2xi8> to tensor<1x2xi8>
  %n = tosa.variable_read @count : tensor<1xi32>
  %next = tosa.add %n, %one : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
  tosa.variable_write @count, %next : tensor<1xi32>
  tosa.variable_write @seen, %x : tensor<1x2xi8>
  return %cast : tensor<1x2xi8>
}

// -----

// What is read behind a write is what was written.
tosa.variable @v = dense<0> : tensor<1xi8>
// CHECK-LABEL: @order(%arg0: tensor<1xi8>, %arg1: tensor<1xi8> {qnn.initial
// CHECK: return %arg1, %arg0, %arg0 :
func.func @order(%x: tensor<1xi8>) -> (tensor<1xi8>, tensor<1xi8>) {
  %a = tosa.variable_read @v : tensor<1xi8>
  tosa.variable_write @v, %x : tensor<1xi8>
  %b = tosa.variable_read @v : tensor<1xi8>
  return %a, %b : tensor<1xi8>, tensor<1xi8>
}

// -----

tosa.variable @constant = dense<7> : tensor<1xi8>
tosa.variable @unread = dense<7> : tensor<1xi8>
// CHECK-LABEL: @neither(%arg0: tensor<1xi8>) -> tensor<1xi8>
// CHECK: %[[SEVEN:.*]] = "tosa.const"() <{values = dense<7> : tensor<1xi8>}>
// CHECK: return %[[SEVEN]]
func.func @neither(%x: tensor<1xi8>) -> tensor<1xi8> {
  %a = tosa.variable_read @constant : tensor<1xi8>
  tosa.variable_write @unread, %x : tensor<1xi8>
  return %a : tensor<1xi8>
}

// -----

func.func @unknown(%x: tensor<1xi8>) -> tensor<1xi8> {
  // expected-error@+1 {{'tosa.variable_read' op}}
  %a = tosa.variable_read @nowhere : tensor<1xi8>
  return %a : tensor<1xi8>
}

// -----

tosa.variable @loose = dense<0> : tensor<1xi8>
func.func @nested(%c: tensor<i1>, %x: tensor<1xi8>) -> tensor<1xi8> {
  %y = tosa.cond_if %c : tensor<i1> -> tensor<1xi8> {
    // expected-error@+1 {{is inside control flow: export the model without}}
    %a = tosa.variable_read @loose : tensor<1xi8>
    tosa.yield %a : tensor<1xi8>
  } else {
    tosa.yield %x : tensor<1xi8>
  }
  return %y : tensor<1xi8>
}

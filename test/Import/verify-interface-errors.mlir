// RUN: qopt %s --qopt-verify-shapes -split-input-file -verify-diagnostics

// expected-error@+1 {{argument 0 is of type 'f32': export the model with ranked tensors as its inputs and outputs}}
func.func @scalar(%x: f32, %y: tensor<1x3xf32>) -> tensor<1x3xf32> {
  return %y : tensor<1x3xf32>
}

// -----

// expected-error@+1 {{argument 0 has no rank: export the model with known shapes}}
func.func @unranked(%x: tensor<*xf32>, %y: tensor<1x3xf32>) -> tensor<1x3xf32> {
  return %y : tensor<1x3xf32>
}

// -----

// expected-error@+2 {{argument 0 has elements of type 'f16': export the model in f32; constants may be narrower}}
// expected-error@+1 {{result 0 has elements of type 'f16': export the model in f32; constants may be narrower}}
func.func @half(%x: tensor<1x3xf16>) -> tensor<1x3xf16> {
  return %x : tensor<1x3xf16>
}

// -----

// expected-error@+2 {{argument 0 has elements of type 'f64': export the model in f32; constants may be narrower}}
// expected-error@+1 {{result 0 has elements of type 'f64': export the model in f32; constants may be narrower}}
func.func @double(%x: tensor<1x3xf64>) -> tensor<1x3xf64> {
  return %x : tensor<1x3xf64>
}

// -----

// expected-error@+2 {{argument 0 has elements of type 'i24': export the model with f32 or with integers of 8, 16 or 32 bits}}
// expected-error@+1 {{result 0 has elements of type 'i24': export the model with f32 or with integers of 8, 16 or 32 bits}}
func.func @integer(%x: tensor<1x3xi24>) -> tensor<1x3xi24> {
  return %x : tensor<1x3xi24>
}

// -----

// expected-error@+2 {{argument 0 has a dynamic dimension 1, and only the leading one may be: export the model with a fixed size there}}
// expected-error@+1 {{result 0 has a dynamic dimension 1, and only the leading one may be: export the model with a fixed size there}}
func.func @dynamic(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  return %x : tensor<?x?xf32>
}

// -----

// expected-error@+2 {{argument 0 has no elements: dimension 1 is 0}}
// expected-error@+1 {{result 0 has no elements: dimension 1 is 0}}
func.func @empty(%x: tensor<1x0xf32>) -> tensor<1x0xf32> {
  return %x : tensor<1x0xf32>
}

// -----

// expected-error@+1 {{returns nothing: export the model with a result}}
func.func @no_result(%x: tensor<1x3xf32>) {
  return
}

// -----

// expected-error@+1 {{has control flow: export the model without}}
func.func @blocks(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  cf.br ^next
^next:
  return %x : tensor<1x3xf32>
}

// -----

func.func @custom(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'tosa.custom' op means what only its front end knows: export the model without custom operations}}
  %y = tosa.custom %x {domain_name = "tf", implementation_attrs = "", operator_name = "magic"} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// -----

module {
  tosa.variable @state = dense<0.0> : tensor<1x3xf32>
  func.func @state_inside(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
    // expected-error@+1 {{'tosa.variable_read' op is state inside the model: make it arguments and results first, with qopt-make-state-explicit}}
    %y = tosa.variable_read @state : tensor<1x3xf32>
    return %y : tensor<1x3xf32>
  }
}

// -----

func.func private @helper(%x: tensor<1x3xf32>) -> tensor<1x3xf32>
func.func @call(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'func.call' op calls a function: inline it first (mlir-opt --inline)}}
  %y = func.call @helper(%x) : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// -----

func.func @unknown(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'shape.shape_of' op is not known to qopt: export the model as TOSA or as linalg on tensors}}
  %s = shape.shape_of %x : tensor<1x3xf32> -> tensor<2xindex>
  return %x : tensor<1x3xf32>
}

// -----

func.func @elided(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'tosa.const' op has no data, or not as much as its type says: export the model without eliding constants}}
  %c = "tosa.const"() <{values = dense_resource<__elided__> : tensor<1x3xf32>}> : () -> tensor<1x3xf32>
  %y = tosa.add %x, %c : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}

// -----

func.func @cut_short(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  // expected-error@+1 {{'arith.constant' op has no data, or not as much as its type says: export the model without eliding constants}}
  %c = arith.constant dense_resource<short> : tensor<1x3xf32>
  return %x : tensor<1x3xf32>
}

{-#
  dialect_resources: {
    builtin: {
      short: "0x040000000000803F0000004000"
    }
  }
#-}

// -----

// Whole numbers may be indices, but nothing is computed of them.

func.func @index(%x: tensor<1x3xi32>) -> tensor<1x3x2xf32> {
  %t = "tosa.const"() <{values = dense<1.0> : tensor<1x4x2xf32>}> : () -> tensor<1x4x2xf32>
  %0 = tosa.gather %t, %x : (tensor<1x4x2xf32>, tensor<1x3xi32>) -> tensor<1x3x2xf32>
  return %0 : tensor<1x3x2xf32>
}

// RUN: qopt %s --qopt-select-function -split-input-file -verify-diagnostics

// expected-error@+1 {{the module has no function: a model is one func.func on tensors}}
module {
}

// -----

// expected-error@+1 {{the module has several functions, @a, @b: choose one with the option 'function'}}
module {
  func.func @a(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
    return %x : tensor<1x4xf32>
  }
  func.func @b(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
    return %x : tensor<1x4xf32>
  }
}

// -----

// expected-error@+1 {{has no body: give the module that defines it}}
func.func private @only_declared(tensor<1x4xf32>) -> tensor<1x4xf32>

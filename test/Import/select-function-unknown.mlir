// RUN: qopt %s --qopt-select-function=function=c -verify-diagnostics

// expected-error@+1 {{the module has no function @c; it has @a, @b}}
module {
  func.func @a(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
    return %x : tensor<1x4xf32>
  }
  func.func private @b(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
    return %x : tensor<1x4xf32>
  }
}

// RUN: qopt %s --qopt-select-function=function=net | FileCheck %s --check-prefix=NET
// RUN: qopt %s --qopt-select-function | FileCheck %s --check-prefix=MAIN

// A function goes unless it is called, and what stays is private.

// NET-NOT: @main
// NET: func.func private @helper
// NET: func.func @net
// NET-NOT: @train

// MAIN: func.func @main
// MAIN-NOT: func.func

func.func @main(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  return %x : tensor<1x4xf32>
}

func.func @helper(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  return %x : tensor<1x4xf32>
}

func.func @net(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %y = call @helper(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %y : tensor<1x4xf32>
}

func.func @train(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %y = call @net(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %y : tensor<1x4xf32>
}

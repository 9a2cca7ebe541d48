// Every model under test/Models, from what its front end wrote to units; nothing
// of one is left in float. Canonicalizing changes nothing, and importing again
// neither.

// RUN: qopt %S/../Models/digits/digits.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=PERCEPTRON -DM=1 -DI=64 -DH=128 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2
// RUN: qopt %t.1 --qopt-import -o %t.2 && diff %t.1 %t.2

// RUN: qopt %S/../Models/digits/digits-dynamic.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=PERCEPTRON '-DM=?' -DI=64 -DH=128 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2

// RUN: qopt %S/../Models/digits/digits-linalg.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=PERCEPTRON -DM=1 -DI=64 -DH=128 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2

// RUN: qopt %S/../Models/fashion/fashion.mlirbc --qopt-import -o %t.1
// RUN: FileCheck %s --check-prefix=PERCEPTRON -DM=1 -DI=784 -DH=128 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2

// RUN: qopt %S/../Models/fashion/fashion-linalg.mlirbc --qopt-import -o %t.1
// RUN: FileCheck %s --check-prefix=PERCEPTRON -DM=1 -DI=784 -DH=128 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2

// PERCEPTRON-LABEL: func.func @main
// PERCEPTRON-SAME:    %[[X:.+]]: tensor<[[M]]x[[I]]xf32> {qnn.name = "in0"}) -> (tensor<[[M]]x10xf32> {qnn.name = "out0"})
// PERCEPTRON-NEXT:    %[[A:.+]] = qnn.unit "dense0" kind "dense"(%[[X]]) : (tensor<[[M]]x[[I]]xf32>) -> tensor<[[M]]x[[H]]xf32> {
// PERCEPTRON:           tosa.clamp
// PERCEPTRON:         %[[B:.+]] = qnn.unit "dense1" kind "dense"(%[[A]]) : (tensor<[[M]]x[[H]]xf32>) -> tensor<[[M]]x64xf32> {
// PERCEPTRON:           tosa.clamp
// PERCEPTRON:         %[[C:.+]] = qnn.unit "dense2" kind "dense"(%[[B]]) : (tensor<[[M]]x64xf32>) -> tensor<[[M]]x10xf32> {
// PERCEPTRON-NOT:       tosa.clamp
// PERCEPTRON:         return %[[C]]

// RUN: qopt %S/../Models/founding/founding.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=FOUNDING '-DM=?' -DIN=keras_tensor < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2
// RUN: qopt %S/../Models/founding/founding-batch1.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=FOUNDING -DM=1 -DIN=keras_tensor_3 < %t.1
// RUN: qopt %t.1 --canonicalize --cse -o %t.2 && diff %t.1 %t.2
// RUN: qopt %S/../Models/founding/founding-separable.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=FOUNDING '-DM=?' -DIN=keras_tensor_6 < %t.1
// RUN: qopt %S/../Models/founding/founding-separable-batch1.mlir --qopt-import -verify-diagnostics -o %t.1
// RUN: FileCheck %s --check-prefix=FOUNDING -DM=1 -DIN=keras_tensor_9 < %t.1

// FOUNDING-LABEL: func.func @main
// FOUNDING-SAME:    %[[X:.+]]: tensor<[[M]]x2xf32> {qnn.name = "[[IN]]"
// FOUNDING-SAME:    qnn.name = "output_0"
// FOUNDING-NEXT:    %[[A:.+]] = qnn.unit "dense0" kind "dense"(%[[X]]) : (tensor<[[M]]x2xf32>) -> tensor<[[M]]x10xf32> {
// FOUNDING:           tosa.clamp
// FOUNDING:         %[[B:.+]] = qnn.unit "dense1" kind "dense"(%[[A]]) : (tensor<[[M]]x10xf32>) -> tensor<[[M]]x1xf32> {
// FOUNDING:         %[[C:.+]] = qnn.unit "unary0" kind "unary"(%[[B]]) : (tensor<[[M]]x1xf32>) -> tensor<[[M]]x1xf32> {
// FOUNDING:           tosa.sigmoid
// FOUNDING:         return %[[C]]

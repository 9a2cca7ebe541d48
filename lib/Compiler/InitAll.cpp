//===- InitAll.cpp - Register everything ------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/InitAll.h"

#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/Passes.h"
#include "qopt/Quantize/Passes.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"

namespace qopt {

void registerQoptDialects(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registry.insert<mlir::qnn::QNNDialect>();
}

void registerQoptPasses() {
  mlir::registerAllPasses();
  registerImportPasses();
  registerQuantizePasses();
  registerCodegenPasses();
}

void registerAll(mlir::DialectRegistry &registry) {
  registerQoptDialects(registry);
  registerQoptPasses();
  registerQoptPipelines();
}

} // namespace qopt

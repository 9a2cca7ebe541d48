//===- Pipelines.cpp - The import phase as one pipeline ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/Passes.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void qopt::buildImportPipeline(OpPassManager &pm, StringRef function) {
  pm.addPass(createSelectFunctionPass({/*function=*/function.str()}));
  pm.addPass(createMakeStateExplicitPass());
  // Before a folder sees a cast and its inverse.
  pm.addNestedPass<func::FuncOp>(createImportQuantCastsPass());
  // First as well: the folders of TOSA trust that shapes fit.
  pm.addNestedPass<func::FuncOp>(createVerifyShapesPass());
  pm.addNestedPass<func::FuncOp>(createRaiseLinalgToTosaPass());
  pm.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  pm.addNestedPass<func::FuncOp>(createRecogniseQuantizationPass());
  pm.addNestedPass<func::FuncOp>(createNormaliseTosaPass());
  pm.addNestedPass<func::FuncOp>(createVerifyShapesPass());
  pm.addNestedPass<func::FuncOp>(createImportIntegerTosaPass());
  pm.addNestedPass<func::FuncOp>(createFormUnitsPass());
}

namespace {
struct ImportOptions : PassPipelineOptions<ImportOptions> {
  Option<std::string> function{
      *this, "function",
      llvm::cl::desc(
          "The function to compile; empty: the only public one, or @main")};
};
} // namespace

void qopt::registerImportPipelines() {
  PassPipelineRegistration<ImportOptions>(
      "qopt-import",
      "From what a front end wrote to units of float TOSA and integers",
      [](OpPassManager &pm, const ImportOptions &options) {
        buildImportPipeline(pm, options.function);
      });
}

//===- Pipelines.cpp - The quantize phase as one pipeline -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace qopt;

void qopt::buildAfterPlanPipeline(OpPassManager &pm, bool noFloat) {
  pm.addPass(createConvertUnitsToQNNPass());
  pm.addNestedPass<func::FuncOp>(createDequantizeAccumulatorsPass());
  if (noFloat)
    pm.addPass(createCheckFloatPass({/*forbid=*/true}));
  pm.addNestedPass<func::FuncOp>(createInlineFloatUnitsPass());
}

void qopt::buildQuantizePipeline(OpPassManager &pm, const Plan &plan,
                                 StringRef io, bool noFloat) {
  pm.addPass(createApplyPlanPass(plan, io));
  buildAfterPlanPipeline(pm, noFloat);
}

void qopt::buildQuantizePipeline(OpPassManager &pm, StringRef planPath,
                                 StringRef io, bool noFloat) {
  ApplyPlanPassOptions options;
  options.plan = planPath.str();
  options.io = io.str();
  pm.addPass(createApplyPlanPass(options));
  buildAfterPlanPipeline(pm, noFloat);
}

namespace {
struct QuantizePipelineOptions
    : public PassPipelineOptions<QuantizePipelineOptions> {
  Option<std::string> plan{*this, "plan", llvm::cl::desc("The plan file")};
  Option<std::string> io{
      *this, "io",
      llvm::cl::desc("Types at the interface: TYPE for all, NAME:TYPE for one, "
                     "separated by commas; TYPE is f32, i8 or u8"),
      llvm::cl::init("f32")};
  Option<bool> noFloat{*this, "no-float",
                       llvm::cl::desc("Floats in the program are an error"),
                       llvm::cl::init(false)};
};
} // namespace

void qopt::registerQuantizePipelines() {
  PassPipelineRegistration<QuantizePipelineOptions>(
      "qopt-quantize", "Units of float TOSA and a plan to integer operations",
      [](OpPassManager &pm, const QuantizePipelineOptions &options) {
        buildQuantizePipeline(pm, options.plan, options.io, options.noFloat);
      });
}

//===- Pipelines.cpp - The whole way as one pipeline ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Import/Passes.h"
#include "qopt/InitAll.h"
#include "qopt/Quantize/Passes.h"

#include "mlir/Pass/PassManager.h"

using namespace mlir;

namespace qopt {

namespace {

struct CompileOptions : CodegenOptions {
  Option<std::string> function{*this, "function",
                               llvm::cl::desc("The function to compile"),
                               llvm::cl::init("")};
  Option<std::string> plan{*this, "plan", llvm::cl::desc("The plan file")};
  Option<std::string> io{*this, "io", llvm::cl::desc("Types at the interface"),
                         llvm::cl::init("f32")};
  Option<std::string> output{*this, "output",
                             llvm::cl::desc("The object file")};
};

} // namespace

void registerQoptPipelines() {
  registerImportPipelines();
  registerQuantizePipelines();
  registerCodegenPipelines();
  PassPipelineRegistration<CompileOptions>(
      "qopt-compile", "a float network and its plan to an object file",
      [](OpPassManager &pm, const CompileOptions &options) {
        buildImportPipeline(pm, options.function);
        buildQuantizePipeline(pm, options.plan, options.io, options.noFloat);
        buildCodegenPipeline(pm, options);
        pm.addPass(createEmitObject(EmitObjectOptions{options.output}));
      });
}

} // namespace qopt

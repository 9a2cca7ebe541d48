//===- qopt-run.cpp - Runs a model on arrays --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"

using namespace llvm;
using namespace qopt;

static constexpr StringLiteral toolName = "qopt-run";

/// The runner of an imported or quantized module that the options ask for.
static Expected<std::unique_ptr<ModelRunner>>
makeRunner(Compiler &compiler, mlir::OwningOpRef<mlir::ModuleOp> module,
           bool byReference) {
  if (byReference)
    return ReferenceRunner::create(std::move(module));
  auto executable = compiler.makeExecutable(std::move(module));
  if (!executable)
    return executable.takeError();
  return std::make_unique<CompiledRunner>(std::move(*executable));
}

static Error run(const ModelCommandLine &model, const RunOptions &options) {
  if (Error error = options.check(model))
    return error;
  Compiler::Note note = makeToolNote(toolName);
  auto compiler = model.makeCompiler(options.model, note);
  if (!compiler)
    return compiler.takeError();

  Models models;
  models.isInteger = (*compiler)->isInteger();
  if (models.isInteger)
    if (Error error = options.checkInteger())
      return error;
  if (!options.isFloat) {
    auto plan = model.makePlan(**compiler, "--float to run without");
    if (!plan)
      return plan.takeError();
    if (Error error = model.recoverPlan(**compiler, *plan))
      return error;
    if (!options.savePlan.empty())
      if (Error error = plan->write(options.savePlan))
        return error;
    auto module = (*compiler)->quantize(*plan);
    if (!module)
      return module.takeError();
    auto runner = makeRunner(**compiler, std::move(*module), options.reference);
    if (!runner)
      return runner.takeError();
    models.quantized = std::move(*runner);
  }
  bool needsOther = options.compare || (options.bench && !models.isInteger);
  if (options.isFloat || needsOther) {
    bool byReference =
        models.isInteger || (options.isFloat && options.reference);
    auto runner =
        makeRunner(**compiler, (*compiler)->cloneFloatModule(), byReference);
    if (!runner)
      return runner.takeError();
    models.reference = std::move(*runner);
  }

  if (options.needsInputs())
    if (Error error = evaluate(options, models, note))
      return error;
  if (options.bench)
    return benchmark(options, models, **compiler);
  return Error::success();
}

int main(int argc, char **argv) {
  ModelCommandLine model;
  RunOptions options;
  parseCommandLine(argc, argv,
                   "qopt-run: compiles a model, runs it on arrays in this "
                   "process, and compares it with the float model\n",
                   {&options.category, &model.category});
  return runTool(toolName, [&] { return run(model, options); });
}

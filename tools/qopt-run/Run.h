//===- Run.h - What qopt-run does -------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_RUN_RUN_H
#define QOPT_RUN_RUN_H

#include "RunOptions.h"

#include "qopt/Compiler/ModelRunner.h"

namespace qopt {

/// The model in the forms that the options ask for; `quantized` is null with
/// --float, `reference` where nothing needs the float model. Of a model that is
/// integer already, the reference is the interpreter.
struct Models {
  std::unique_ptr<ModelRunner> quantized, reference;
  bool isInteger = false;

  /// What the outputs are those of.
  ModelRunner &main() const { return quantized ? *quantized : *reference; }
};

/// Runs the samples, writes the outputs, and prints comparison and accuracy.
llvm::Error evaluate(const RunOptions &options, const Models &models,
                     const Compiler::Note &note);

/// Times a call and prints the latencies. The models are CompiledRunners.
llvm::Error benchmark(const RunOptions &options, const Models &models,
                      Compiler &compiler);

} // namespace qopt

#endif // QOPT_RUN_RUN_H

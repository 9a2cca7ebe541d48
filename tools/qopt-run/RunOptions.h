//===- RunOptions.h - The options of qopt-run -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_RUN_RUNOPTIONS_H
#define QOPT_RUN_RUNOPTIONS_H

#include "qopt/Compiler/CommandLine.h"

namespace qopt {

struct RunOptions {
  /// An error if the options contradict each other or ask for nothing.
  llvm::Error check(const ModelCommandLine &model) const;

  /// An error if the options ask for what a model that is integer already does
  /// not have.
  llvm::Error checkInteger() const;

  /// Whether the model's outputs on --inputs are wanted.
  bool needsInputs() const {
    return !outputs.empty() || !labels.empty() || compare;
  }

  llvm::cl::OptionCategory category{"Running"};
  llvm::cl::opt<std::string> model{llvm::cl::Positional, llvm::cl::Required,
                                   llvm::cl::desc("MODEL.mlir"),
                                   llvm::cl::cat(category)};
  ValueOption<bool> isFloat{
      "float", llvm::cl::cat(category),
      llvm::cl::desc("Do not quantize: run the float model")};
  ValueOption<bool> reference{
      "reference", llvm::cl::cat(category),
      llvm::cl::desc("Run by the reference interpreter, not by compiled code")};
  llvm::cl::opt<std::string> inputs{
      "inputs", llvm::cl::cat(category), llvm::cl::value_desc("x.npz"),
      llvm::cl::desc(
          "The samples: .npz or .npy, one array per input, the first dimension "
          "the samples. Floats are quantized where the interface is i8 or u8")};
  llvm::cl::opt<std::string> outputs{
      "outputs", llvm::cl::cat(category), llvm::cl::value_desc("y.npz"),
      llvm::cl::desc("Write the outputs: .npz, or .npy if there is one")};
  llvm::cl::opt<std::string> labels{
      "labels", llvm::cl::cat(category), llvm::cl::value_desc("l.npy"),
      llvm::cl::desc("Print the accuracy of the first output: the class of the "
                     "largest value, or of one value whether it is above 0.5")};
  ValueOption<bool> compare{
      "compare", llvm::cl::cat(category),
      llvm::cl::desc("Run the float model on the same inputs and print how "
                     "close the outputs are; for a model that is integer "
                     "already, the reference interpreter")};
  ValueOption<bool> bench{
      "bench", llvm::cl::cat(category),
      llvm::cl::desc("Print the latency of a call, of the float model too")};
  ValueOption<unsigned> rows{
      "rows", llvm::cl::cat(category), llvm::cl::value_desc("n"),
      llvm::cl::init(64),
      llvm::cl::desc(
          "Rows of a call where the model's batch is dynamic (default: 64)")};
  llvm::cl::opt<std::string> savePlan{
      "save-plan", llvm::cl::cat(category), llvm::cl::value_desc("plan.json"),
      llvm::cl::desc("Write the plan that --calibrate made")};
};

} // namespace qopt

#endif // QOPT_RUN_RUNOPTIONS_H

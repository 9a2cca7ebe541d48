//===- RandomProgram.h - Random integer networks ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_RANDOMPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_RANDOMPROGRAM_H

#include "Testing.h"

namespace qopt::codegentest {

/// What is not left to chance.
struct ProgramOptions {
  /// Of the first dense layer; 0: random up to 70.
  int64_t m = 0, n = 0, k = 0;
  /// The leading dimension is dynamic, and every output has it.
  bool isDynamic = false;
  int64_t maxLayers = 4;
};

/// How the inputs of a program are filled.
enum class Fill {
  Random,
  Extremes, ///< The ends of the storage range; for f32 also NaN, Inf, ties.
  ZeroPoint ///< All values stand for 0.
};

/// A function, and what is to be known to call it.
struct RandomProgram {
  struct Input {
    ElementType type;
    llvm::SmallVector<int64_t> shape; ///< -1 where the batch is dynamic.
    float scale;
    int64_t zeroPoint;
  };

  /// Of dense layers with their rescales, tables and reshapes.
  static RandomProgram make(Session &session, Random &random,
                            const ProgramOptions &options);

  std::vector<HostTensor> makeInputs(Random &random, Fill fill,
                                     int64_t rows) const;

  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::vector<Input> inputs;
};

/// A test failure where the program gives other bytes compiled for `target`
/// than in the interpreter, on data of every kind; `rows` for a dynamic batch.
/// `seed` is what the program was made from.
void expectEqualToInterpreter(Session &session, uint64_t seed, Random &random,
                              const RandomProgram &program,
                              const TargetInfo &target,
                              llvm::ArrayRef<int64_t> rows = {0});

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_RANDOMPROGRAM_H

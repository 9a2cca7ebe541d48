//===- NoiseMeter.h - What rounding does to the outputs ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_NOISEMETER_H
#define QOPT_LIB_COMPILER_NOISEMETER_H

#include "qopt/Compiler/DataFeed.h"
#include "qopt/Compiler/Executable.h"

#include "mlir/IR/BuiltinOps.h"

namespace qopt {

/// About how many multiplications, or as costly things, one call of an imported
/// network does, with one row where the batch is dynamic.
int64_t countWork(mlir::ModuleOp module);

/// Runs a quantized network and the float network on the same data, call by
/// call.
class NoiseMeter {
public:
  /// \p reference is the float network, of which more outputs may be seen, and
  /// \p executable the quantized one: the integer program, or a simulation
  /// (Simulation.h) with its argument.
  NoiseMeter(Executable &reference, Executable &executable, DataFeed &feed,
             int64_t rowsPerCall);

  int64_t countCalls() const { return calls; }
  /// How often the quantized network has run.
  int64_t countRuns() const { return runs; }

  /// Reads the data of this call, and runs the float network on it.
  llvm::Error start(int64_t call);

  /// Runs the quantized network on the data of the call that was started, with
  /// the argument if it is a simulation. The noise of every output: the sum of
  /// the squares of the differences.
  llvm::Expected<std::vector<double>>
  measure(llvm::ArrayRef<float> argument = {});

  /// What the quantized network gave last is what further runs on this call are
  /// compared with, instead of the float network.
  void takeAsReference() { wanted = got; }

  /// The sum of the squares of what the float network gives for every output.
  std::vector<double> signal() const;

  /// The real values of the first output in this call: of the float network,
  /// and of the quantized one in its last run.
  llvm::ArrayRef<float> wantedScores() const { return real(wanted[0]); }
  llvm::ArrayRef<float> gotScores() const { return real(got[0]); }

private:
  llvm::ArrayRef<float> real(const HostTensor &tensor) const;

  Executable &reference, &executable;
  DataFeed &feed;
  int64_t rowsPerCall, calls, runs = 0;
  /// Of the present call; how many of its samples are real.
  std::vector<HostTensor> inputs, wanted, got;
  int64_t samplesInCall = 0;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_NOISEMETER_H

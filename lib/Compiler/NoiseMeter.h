//===- NoiseMeter.h - What rounding does to the outputs ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_NOISEMETER_H
#define QOPT_LIB_COMPILER_NOISEMETER_H

#include "SearchLog.h"

#include "qopt/Compiler/DataFeed.h"
#include "qopt/Compiler/Executable.h"

#include "mlir/IR/BuiltinOps.h"

namespace qopt {

/// Noise that is this far below the signal is taken for none: 80 dB.
constexpr double negligibleNoise = 1e-8;

/// Adds \p values to \p sums, which may have none yet.
void addNumbers(std::vector<double> &sums, llvm::ArrayRef<double> values);
/// The same of what may have failed.
llvm::Error addMeasured(std::vector<double> &sums,
                        llvm::Expected<std::vector<double>> measured);

/// Whether this call is one of \p some that are taken from all over \p all.
bool isOneOf(int64_t call, int64_t some, int64_t all);

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
             int64_t rowsPerCall, SearchLog *log = nullptr);

  int64_t countCalls() const { return calls; }
  /// How often the quantized network has run.
  int64_t countRuns() const { return runs; }

  /// What follows is of this call. Its data is read, and the float network run
  /// on it, once something is measured that the log does not have.
  void start(int64_t call);

  /// Runs the quantized network on the data of the call that was started, with
  /// the argument if it is a simulation. The noise of every output: the sum of
  /// the squares of the differences. \p tried is what the log has of it.
  llvm::Expected<std::vector<double>>
  measure(llvm::ArrayRef<float> argument = {}, llvm::StringRef tried = "");

  /// What the quantized network gave last is what further runs on this call are
  /// compared with, instead of the float network.
  void takeAsReference();

  /// The sum of the squares of what the float network gives for every output.
  llvm::Expected<std::vector<double>> signal();

  /// What \p count, of two numbers, finds in the first output's real values in
  /// this call: of the float network, and of the quantized one in its last run.
  /// @{
  using Counter =
      llvm::function_ref<std::vector<double>(llvm::ArrayRef<float>)>;
  llvm::Expected<std::vector<double>> countInWanted(Counter count);
  llvm::Expected<std::vector<double>> countInGot(Counter count);
  /// @}

private:
  using Measuring = llvm::function_ref<llvm::Expected<std::vector<double>>()>;
  size_t countOutputs() const {
    return executable.getSignature().outputs.size();
  }
  /// What the log has of \p tried, which are \p size numbers, or else what \p
  /// measure gives.
  llvm::Expected<std::vector<double>> lookUp(llvm::StringRef tried, size_t size,
                                             Measuring measure);
  llvm::Error runReference();
  llvm::Error runQuantized();
  llvm::ArrayRef<float> real(const HostTensor &tensor) const;

  Executable &reference, &executable;
  DataFeed &feed;
  int64_t rowsPerCall, calls, runs = 0;
  SearchLog *log;
  /// The present call, the argument of the last run in it, and, unless the
  /// float network is, that of the run to compare with.
  int64_t call = 0;
  std::vector<float> lastArgument;
  std::optional<std::vector<float>> referenceArgument;
  /// Whether what follows is of those runs: not where the log has had all that
  /// was asked for.
  bool hasWanted = false, hasGot = false;
  /// Of the present call; how many of its samples are real.
  std::vector<HostTensor> inputs, wanted, got;
  int64_t samplesInCall = 0;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_NOISEMETER_H

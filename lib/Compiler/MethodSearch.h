//===- MethodSearch.h - The best range method of every tensor ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `--method=auto`: which of several plans each tensor should have, judged by
/// the outputs of the simulated network on data. Memory does not grow with the
/// data.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_METHODSEARCH_H
#define QOPT_LIB_COMPILER_METHODSEARCH_H

#include "NoiseMeter.h"

#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/DataFeed.h"
#include "qopt/Quantize/Simulation.h"

namespace qopt {

/// How data is dealt out to parts: the calls of the network in turns. A part
/// is judged with what the others showed, so that no method profits from
/// having seen what it clips.
struct DataParts {
  int64_t rowsPerCall = 1;
  int64_t count = 1;

  /// With fewer calls the data is one part.
  static constexpr int64_t fewestCalls = 8;

  /// Where a call may take any number of rows, it takes so many that there are
  /// \p wantedCalls calls, or more.
  static DataParts of(const DataFeed &feed, int64_t wantedCalls = fewestCalls,
                      int64_t mostParts = 4);
  /// Two parts, of calls in turns, of at most so many rows where they may take
  /// any number; the second is empty where the data is one call.
  static DataParts ofHalves(const DataFeed &feed, int64_t mostRows);

  /// Why the second of them is empty, for people.
  static constexpr llvm::StringLiteral oneCall =
      "the data is too little for two calls; give more samples";

  int64_t partOf(int64_t firstSample) const {
    return firstSample / rowsPerCall % count;
  }
};

/// How much noise something makes in the outputs, and how sure it is that this
/// is less than with the method that is kept in case of doubt.
class OutputNoise {
public:
  /// Adds a call, in which every output had noise \p own, and with the other
  /// method \p kept.
  void add(llvm::ArrayRef<double> own, llvm::ArrayRef<double> kept);

  /// The sum over all calls, of each output.
  llvm::ArrayRef<double> total() const { return totals; }

  /// By how much that is more than with the other method (so, at best, below
  /// 0), in shares of \p reference and summed over outputs, two standard errors
  /// above what was measured: what happens rarely but costs much, as clipping
  /// does, is then not taken for an improvement. Noise that is negligible
  /// beside
  /// \p signal is none.
  double excess(llvm::ArrayRef<double> reference,
                llvm::ArrayRef<double> signal) const;

  /// By how much it is more, as a logarithm and in the mean over outputs: half
  /// of all the noise, which a few calls may decide, and half of what is made
  /// in a call in the mean. No output decides alone: how much one may add is
  /// bounded, whether it gets or loses all of its precision.
  double score(llvm::ArrayRef<double> reference,
               llvm::ArrayRef<double> signal) const;

private:
  int64_t calls = 0;
  /// The sums of noise, of differences, of their squares, and of differences in
  /// shares of the mean of both.
  std::vector<double> totals, differences, squares, shares;
};

/// The plans of every method, all of the same tensors.
struct CandidatePlans {
  /// Of what all parts of the data showed.
  std::vector<Plan> ofAll;
  /// For every part, those of what the others showed.
  std::vector<std::vector<Plan>> ofOthers;

  /// All of them.
  std::vector<Plan> list() const {
    std::vector<Plan> all = ofAll;
    for (const std::vector<Plan> &plans : ofOthers)
      all.insert(all.end(), plans.begin(), plans.end());
    return all;
  }
};

class MethodSearch {
public:
  /// \p reference is the float network, of which more outputs may be seen, and
  /// \p executable the one that \p simulation is of. The first method
  /// is the one to keep where none is better.
  MethodSearch(Executable &reference, Executable &executable,
               const Simulation &simulation, DataFeed &feed, DataParts parts,
               const CandidatePlans &plans, SearchLog *log);

  /// How often the network may run with one tensor rounded.
  void setBudget(int64_t runs) { budget = runs; }

  /// The index of the method of every tensor, in the order of the plans.
  /// \p progress is given the runs.
  llvm::Expected<std::vector<size_t>> run(Progress progress);

private:
  /// A method of one tensor that differs from those before it, and the noise
  /// where all other tensors have the method that is the best for all.
  struct Trial {
    size_t tensor, method;
    OutputNoise noise;
  };
  /// A method of every tensor, and the noise. The first of several is the one
  /// that others are compared with.
  struct Mix {
    std::vector<size_t> methods;
    OutputNoise noise;
  };

  void collectTrials(size_t base);
  size_t findBest(llvm::ArrayRef<Mix> uniform) const;
  bool isSame(size_t tensor, size_t a, size_t b) const;
  void setTensor(std::vector<float> &argument, int64_t part, size_t method,
                 size_t tensor) const;
  std::vector<float> argumentOf(const Mix &mix, int64_t part) const;
  /// For the log.
  std::string nameTrial(const Trial &trial) const;
  int64_t countTriedCalls() const;
  llvm::Error judge(llvm::MutableArrayRef<Mix> mixes,
                    llvm::MutableArrayRef<Trial> tried, Progress progress);
  std::vector<const Trial *> findGains(llvm::ArrayRef<double> kept) const;

  NoiseMeter meter;
  const Simulation &simulation;
  DataParts parts;
  const CandidatePlans &plans;
  int64_t calls, budget;
  std::vector<Trial> trials;
  /// Of every output, over all calls.
  std::vector<double> signal;
  int64_t runsPlanned = 0;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_METHODSEARCH_H

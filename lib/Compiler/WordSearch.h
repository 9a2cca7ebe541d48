//===- WordSearch.h - Which tensors have 16 bits ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_WORDSEARCH_H
#define QOPT_LIB_COMPILER_WORDSEARCH_H

#include "WidthSearch.h"

#include "qopt/Quantize/PlanBuilder.h"

namespace qopt {

/// Which tensors should have 16 bits where those of a plan lose too much.
class WordSearch {
public:
  /// \p simulation is of both plans: \p bytes, and \p words, which differs in
  /// \p candidates.
  WordSearch(NoiseMeter &meter, const Simulation &simulation, const Plan &bytes,
             const Plan &words, llvm::ArrayRef<WordCandidate> candidates,
             MaxDrop maxDrop, int64_t rowsPerCall,
             const std::optional<Labels> &labels);

  /// How often the network may run with one tensor changed, about; and with
  /// many.
  void setBudget(int64_t runs) { budget = runs; }

  /// What is lost with \p bytes.
  llvm::Expected<double> dropOfBytes(Progress progress);

  /// Finds candidates that are to have 16 bits, of which each costs as much as
  /// \p costs has: few, and cheap; all, if they lose too much. dropOfBytes
  /// comes first.
  llvm::Error run(llvm::ArrayRef<int64_t> costs, Progress progress);

  /// The numbers of the candidates that were found.
  llvm::ArrayRef<size_t> getChosen() const { return chosen; }

  /// Whether these are enough in \p network with \p argument, whose weights are
  /// rounded for them: where channels of a tensor have scales of their own with
  /// 8 bits, they are not quite the same.
  llvm::Expected<bool> isEnough(NoiseMeter &network,
                                llvm::ArrayRef<float> argument,
                                Progress progress);

  /// Whether others are left that could have 16 bits, and a quarter of them,
  /// the best, more to have them.
  /// @{
  bool hasMore() const { return !others.empty(); }
  void addMore();
  /// @}

private:
  /// Some of the candidates, and what was measured with them.
  struct Choice {
    std::vector<size_t> words;
    std::vector<double> noise = {}, right = {};
    double drop = 0;
    /// Of another network than that of both plans; else empty.
    llvm::ArrayRef<float> argument = {};
  };

  std::vector<float> argumentOf(llvm::ArrayRef<size_t> words) const;
  int64_t countCalls(size_t choices) const;
  llvm::Error judge(NoiseMeter &network, llvm::MutableArrayRef<Choice> choices,
                    Progress progress);
  llvm::Expected<llvm::SmallVector<size_t>> rank(llvm::ArrayRef<int64_t> costs,
                                                 Progress progress);
  double dropOf(const Choice &choice) const;

  NoiseMeter &meter;
  const Simulation &simulation;
  const Plan &bytes, &words;
  llvm::ArrayRef<WordCandidate> candidates;
  MaxDrop maxDrop;
  int64_t rowsPerCall, budget = 0;
  const std::optional<Labels> &labels;
  /// Of the calls in which choices are judged: the signal of every output, the
  /// noise of 8 bits, and right predictions of the float network and all.
  std::vector<double> signal, kept, floatRight;
  /// The candidates that were found, and the others, the best first.
  std::vector<size_t> chosen, others;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_WORDSEARCH_H

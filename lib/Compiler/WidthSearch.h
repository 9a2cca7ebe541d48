//===- WidthSearch.h - The bits of every layer's weights --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_WIDTHSEARCH_H
#define QOPT_LIB_COMPILER_WIDTHSEARCH_H

#include "NoiseMeter.h"

#include "qopt/Calibration/Plan.h"
#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/MixedPrecision.h"
#include "qopt/Metrics/Classes.h"
#include "qopt/Quantize/Simulation.h"

namespace qopt {

/// The classes of the samples, and how many predictions a sample has.
struct Labels {
  std::vector<int64_t> classes;
  int64_t numClasses = 1, perSample = 1;
};

/// The mean over outputs of noise, in shares of what is kept there; where that
/// is far below the signal, of nothing that matters.
double meanShare(llvm::ArrayRef<double> noise, llvm::ArrayRef<double> kept,
                 llvm::ArrayRef<double> signal);

/// How many predictions of a call are the labels.
Share countRight(const Labels &labels, int64_t firstSample,
                 llvm::ArrayRef<float> scores);

/// Which of several widths the weights of each layer should have. Width 0 is
/// the plan's, width i the simulation's (i - 1)-th other.
class WidthSearch {
public:
  /// \p otherBits are those of the widths from 1 on, ever fewer; \p costs has
  /// the cost of every layer that can be switched, for each width. With \p base
  /// every tensor is rounded.
  WidthSearch(NoiseMeter &meter, const Simulation &simulation,
              std::vector<float> base, llvm::ArrayRef<int> otherBits,
              std::vector<std::vector<int64_t>> costs, MaxDrop maxDrop,
              int64_t rowsPerCall, const std::optional<Labels> &labels);

  /// How often the network may run with one layer changed, about; and with all.
  void setBudget(int64_t runs) { budget = runs; }

  /// Something was learned from the data of these calls: no choice may lose
  /// more than is allowed on the others alone, either.
  void setLearned(llvm::ArrayRef<int64_t> calls);

  /// What may be lost is told from this network, run with \p argument, in the
  /// place of that with width 0 everywhere.
  void setBaseline(NoiseMeter &network, std::vector<float> argument) {
    baseline = &network;
    baselineArgument = std::move(argument);
  }

  using Widths = std::vector<size_t>;

  /// A choice, and what was measured of it.
  struct Mix {
    Widths widths;
    int64_t cost = 0;
    /// On each part of the data: noise by output; right predictions, and all
    /// of them.
    std::vector<double> noise[2] = {}, right[2] = {};
    double drop = 0;
  };

  /// Whether width 0 everywhere, the first that is tried, loses no more than is
  /// allowed. Nothing is to be searched for where it does.
  llvm::Expected<bool> isBaseAllowed(Progress progress);

  /// The cheapest of the choices that were tried and lose no more than is
  /// allowed. isBaseAllowed comes first.
  llvm::Expected<Widths> run(Progress progress);

  /// All that were tried, in no order; the first is width 0 everywhere.
  llvm::ArrayRef<Mix> tried() const { return mixes; }

  /// What the network loses, in dB, where only this layer has another width;
  /// nothing where that was not tried.
  std::optional<double> dropOf(size_t layer, size_t width) const;

private:
  /// One layer with another width: the noise that this alone makes in every
  /// output, and the mean over outputs, in shares of what is there anyway.
  struct Trial {
    size_t layer, width;
    std::vector<double> noise = {};
    double excess = 0;
  };
  /// From one width of a layer to another.
  struct Step {
    size_t layer, from, to;
    double excess;
    int64_t gain;

    double slope() const { return excess / static_cast<double>(gain); }
  };

  const Trial *findTrial(size_t layer, size_t width) const;
  bool isWorthTrying(size_t layer, size_t width) const;
  std::vector<float> argumentOf(llvm::ArrayRef<size_t> widths) const;
  llvm::Error judge(llvm::MutableArrayRef<Mix> judged,
                    llvm::MutableArrayRef<Trial> trials);
  llvm::Error judge(size_t partIndex, llvm::MutableArrayRef<Mix> judged,
                    llvm::MutableArrayRef<Trial> trials);
  llvm::Error judgeTrials(std::vector<Trial> trials);
  llvm::Error judgeMixes(std::vector<Widths> choices);
  double dropOf(const Mix &mix) const;
  double shareOfBase() const;
  double allowedExcess() const;
  bool isAllowed(const Mix &mix) const;
  void collectSteps();
  Widths widthsAfter(size_t count) const;
  const Mix *findMix(const Widths &widths) const;
  size_t countAllowedByEstimate() const;
  llvm::Expected<size_t> findLongestPrefix();
  llvm::Error addSingleSteps(size_t count);
  int64_t countCalls(size_t choices) const;

  NoiseMeter &meter;
  const Simulation &simulation;
  std::vector<int> bits;
  std::vector<std::vector<int64_t>> costs;
  MaxDrop maxDrop;
  int64_t rowsPerCall;
  const std::optional<Labels> &labels;
  std::vector<float> base;
  NoiseMeter *baseline = nullptr;
  std::vector<float> baselineArgument;
  int64_t budget = 0;
  /// The calls of a part of the data, and of those that mixes are judged in
  /// right predictions of the float network and all predictions; by output the
  /// signal, and the noise that is kept.
  struct Part {
    std::vector<int64_t> calls = {};
    std::vector<double> floatRight = {}, signal = {}, kept = {};
  };
  /// What nothing was learned from, and the rest.
  Part parts[2];
  std::vector<Trial> trials;
  std::vector<Step> steps;
  std::vector<Mix> mixes;
  Progress *progress = nullptr;
  int64_t runsPlanned = 0;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_WIDTHSEARCH_H

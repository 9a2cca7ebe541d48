//===- WordChooser.h - 16 bits for --max-drop -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_WORDCHOOSER_H
#define QOPT_LIB_COMPILER_WORDCHOOSER_H

#include "LayerCosts.h"
#include "MethodSearch.h"
#include "WordSearch.h"

#include "qopt/Compiler/Compiler.h"

namespace qopt {

/// The float network with simulated roundings.
struct SimulatedNetwork {
  Simulation simulation;
  std::unique_ptr<Executable> executable;
};

/// What of the options decides a search, apart from what it is of.
llvm::Error addOptions(SearchKey &key, const PrecisionOptions &precision);

/// What is searched with: the float network, and data with its labels.
struct PrecisionData {
  std::unique_ptr<Executable> reference;
  std::unique_ptr<DataFeed> feed;
  llvm::StringRef path;
  DataParts parts;
  std::optional<Labels> labels;
  /// How often the network may run with one tensor changed; and with many.
  int64_t runs;
};

/// Gives tensors of a plan 16 bits, where its own lose too much. What has the
/// last word, the search for the bits of weights, may have it give more.
class WordChooser {
public:
  WordChooser(Compiler &compiler, const PrecisionOptions &precision,
              const PrecisionData &data, Progress judging)
      : compiler(compiler), precision(precision), data(data), judging(judging) {
  }

  /// Finds what of \p plan could have 16 bits, and what is lost without, where
  /// the options allow 16 bits and so little to be lost that they may be
  /// needed. \p seen is what the plan was made from.
  llvm::Error start(const Plan &plan, const StatisticsFile &seen);

  /// Whether more is lost than is allowed, and something can be done.
  bool isNeeded() const {
    return hasMore() && bytesDrop > precision.maxDrop.value;
  }
  /// The plan with 16 bits for all that can have them.
  const Plan &getWords() const { return words; }

  /// Whether there are tensors left that could have 16 bits.
  bool hasMore() const {
    return isChosen() ? search->hasMore() : !candidates.empty();
  }
  /// Gives \p plan 16 bits where that suffices, as far as a search of the
  /// network with the nearest weights can say; everywhere, if it does not.
  /// Without, it was found to lose \p drop.
  llvm::Error choose(Plan &plan, double drop, LayerCosts &layerCosts,
                     const Simulation::OtherWeights &others);
  /// Gives it more than that.
  void addMore(Plan &plan);

  /// Whether something was chosen; which tensors; and the network and the plan
  /// of before, what is lost with them.
  bool isChosen() const { return hasChosen; }
  std::vector<std::string> getTensors() const;
  Executable &getExecutable() { return *network.executable; }
  std::vector<float> getBytesArgument() const {
    return network.simulation.makeArgument(bytes);
  }
  const Plan &getBytes() const { return bytes; }
  double getBytesDrop() const { return bytesDrop; }

private:
  llvm::Error beginSearch(llvm::StringRef name, llvm::ArrayRef<int64_t> costs);
  void giveChosen(Plan &plan) const;

  Compiler &compiler;
  const PrecisionOptions &precision;
  const PrecisionData &data;
  Progress judging;
  /// The plan, and with 16 bits for what can have them; a network of both.
  Plan bytes, words;
  std::vector<WordCandidate> candidates;
  SimulatedNetwork network;
  std::unique_ptr<NoiseMeter> meter;
  std::unique_ptr<WordSearch> search;
  bool hasChosen = false;
  double bytesDrop = -std::numeric_limits<double>::infinity();
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_WORDCHOOSER_H

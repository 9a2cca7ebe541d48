//===- MixedPrecision.h - The bits of every layer ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `--max-drop`: weights of as few bits as what is lost allows, and activations
/// of 16 where 8 lose more. What a layer loses is measured on data, in a
/// simulation of the network.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_MIXEDPRECISION_H
#define QOPT_COMPILER_MIXEDPRECISION_H

#include "qopt/Calibration/CostFile.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// What may be lost.
struct MaxDrop {
  enum Unit {
    /// Of the signal-to-quantization-noise ratio against the plan without the
    /// search, whose weights have 8 bits;
    /// every output counts alike, in shares of its noise there. Below 0 it is
    /// to rise.
    Decibels,
    /// Of the accuracy in percent, against the float network.
    Points
  };
  double value = 0;
  Unit unit = Decibels;

  /// Reads `0.5dB`, `-3dB` or `0.5pt`.
  static llvm::Expected<MaxDrop> parse(llvm::StringRef text);
  /// `0.50 dB`, `0.50 pt`.
  std::string format(double drop) const;
};

/// What is to be least.
enum class Objective {
  Size,   ///< The bytes of the weights.
  Latency ///< What a call takes: an estimate, or as it was timed.
};

llvm::StringRef getObjectiveName(Objective objective);

struct PrecisionOptions {
  MaxDrop maxDrop;
  Objective objective = Objective::Size;
  /// Where the times of layers are written, for Latency; empty: what a call
  /// takes is estimated.
  std::string costFile;
  /// What that file had when the program began.
  std::optional<CostFile> costs;
  /// A file with the class of every sample, for Points.
  std::string labels;
  /// Fewer bits are judged, and planned, with weights that are rounded against
  /// each other's error.
  bool roundsWeights = false;
};

/// What was found out on the way.
struct PrecisionSearch {
  /// One layer by itself.
  struct Layer {
    std::string id;
    int bits;
    /// What the network loses where only this layer has fewer bits, in dB; for
    /// every number of bits that was tried.
    std::vector<std::pair<int, double>> drops;
  };
  /// A choice for all layers; of several, none is better in both.
  struct Point {
    int64_t cost;
    double drop;
    bool isChosen;
  };
  PrecisionOptions options;
  std::vector<Layer> layers;
  /// The first has weights of 8 bits everywhere; of those behind it cost falls,
  /// and what is lost grows.
  std::vector<Point> curve;
  /// The tensors that have 16 bits and had 8 in the plan without the search,
  /// which loses too much; all of the curve but the first have them.
  std::vector<std::string> words;
};

} // namespace qopt

#endif // QOPT_COMPILER_MIXEDPRECISION_H

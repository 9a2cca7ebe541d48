//===- Histogram.h - Counts of values in equal bins -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A histogram that widens as larger values come, and keeps none of them.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_HISTOGRAM_H
#define QOPT_CALIBRATION_HISTOGRAM_H

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <vector>

namespace qopt {

/// Counts of f32 values in the bins [k 2^e, (k+1) 2^e). The exponent e is a
/// function of the largest magnitude seen and only grows with it: a bin of a
/// larger exponent is the union of whole bins of a smaller one. So the counts
/// depend on which values were seen, and not on their order or grouping.
class Histogram {
public:
  /// The largest magnitude has bins from 2^(binBits-1) to 2^binBits; so there
  /// are at most 2^binBits of either sign.
  static constexpr int binBits = 13;
  static constexpr int64_t binsPerSign = int64_t(1) << binBits;

  /// Counts \p values, which are finite and of magnitude at most \p largest.
  void add(llvm::ArrayRef<float> values, float largest);

  /// Counts what \p other counted.
  void merge(const Histogram &other);

  /// The same in wider bins: of the exponent \p newExponent, or this one if
  /// that is larger.
  Histogram widened(int newExponent) const;

  /// The width of a bin is 2^exponent().
  int exponent() const { return binExponent; }
  double width() const;

  /// The counts of the bins from firstBin() on, up to the last that is not
  /// empty; all of them if nothing was counted.
  llvm::ArrayRef<uint64_t> counts() const;
  /// The k of the first bin that is not empty; 0 if nothing was counted.
  int64_t firstBin() const;

  /// Whether the bins [firstBin, firstBin + counts) are those of a histogram of
  /// exponent \p exponent.
  static bool isValid(int64_t exponent, int64_t firstBin, int64_t counts);
  /// The histogram with these bins, which are valid.
  static Histogram create(int exponent, int64_t firstBin,
                          llvm::ArrayRef<uint64_t> counts);

private:
  /// Beyond it the products of add would not be normal floats.
  static constexpr int lowestExponent = -126;
  static int exponentFor(float largest);

  void widen(int newExponent);

  int binExponent = lowestExponent;
  /// Of the bins from -binsPerSign to binsPerSign - 1; empty before the first.
  std::vector<uint64_t> bins;
};

} // namespace qopt

#endif // QOPT_CALIBRATION_HISTOGRAM_H

//===- Statistics.h - What calibration observes of a tensor -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Streaming statistics of one tensor: memory does not grow with the samples.
/// Those of two parts of a data set merge to those of the whole, to the bit, in
/// whatever order; only the moving average is one of an order.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_STATISTICS_H
#define QOPT_CALIBRATION_STATISTICS_H

#include "qopt/Calibration/ExactSum.h"
#include "qopt/Calibration/Histogram.h"
#include "qopt/Calibration/Range.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// The statistics of one tensor over all samples seen so far.
class Statistics {
public:
  /// Of the tensor called \p tensor. If \p channels is not 0, the last
  /// dimension has that many elements, and each is also observed by itself.
  /// \p averagingConstant, if given, is the weight of a sample in movingRange.
  explicit Statistics(llvm::StringRef tensor, int64_t channels = 0,
                      std::optional<double> averagingConstant = std::nullopt)
      : tensorName(tensor), lowest(channels), highest(channels),
        averagingConstant(averagingConstant) {}

  /// Adds the values of the samples [firstSample, firstSample + samples),
  /// samples * n of them, sample after sample.
  ///
  /// \returns an error naming the tensor, the sample and the element if a value
  /// is NaN or infinite: one such value would poison every range. Nothing of
  /// \p values is then counted.
  llvm::Error update(llvm::ArrayRef<float> values, int64_t firstSample,
                     int64_t samples);

  /// Adds what \p other saw of the same tensor. Neither has a moving average.
  void merge(const Statistics &other);

  /// The tensor's name, for messages.
  llvm::StringRef tensor() const { return tensorName; }

  /// Number of values seen.
  int64_t count() const { return valueCount; }

  /// How many of them were 0.
  int64_t zeros() const { return zeroCount; }

  /// The smallest and the largest value seen; only if count() is not 0.
  Range range() const {
    assert(valueCount && "no value was seen");
    return observed;
  }

  /// The means over all values; only if count() is not 0. The sum of a sample
  /// is that of doubles in a fixed order, and those are added exactly.
  /// @{
  double mean() const { return meanOf(sum); }
  double meanMagnitude() const { return meanOf(magnitudes); }
  double meanSquare() const { return meanOf(squares); }
  /// @}

  const Histogram &histogram() const { return counts; }

  /// The elements of the last dimension that are each observed, or 0.
  int64_t channels() const { return static_cast<int64_t>(lowest.size()); }

  /// As range, of each of channels().
  std::vector<Range> channelRanges() const;

  /// The exponential moving average, over the samples in the order in which
  /// they came, of a sample's smallest and largest value. Absent where the
  /// constructor was not told to observe it.
  std::optional<Range> movingRange() const {
    return averagingConstant ? std::optional(averaged) : std::nullopt;
  }

private:
  /// Reads and writes them.
  friend class StatisticsText;

  double meanOf(const ExactSum &total) const {
    assert(valueCount && "no value was seen");
    return total.toDouble() / static_cast<double>(valueCount);
  }

  void addSample(llvm::ArrayRef<float> values, const Range &seen);
  void addSums(llvm::ArrayRef<float> values);
  void updateChannels(llvm::ArrayRef<float> values);

  std::string tensorName;
  /// Of every channel, as integers of the same order.
  std::vector<int32_t> lowest, highest;
  Range observed;
  int64_t valueCount = 0, zeroCount = 0;
  ExactSum sum, magnitudes, squares;
  Histogram counts;
  std::optional<double> averagingConstant;
  Range averaged;
};

} // namespace qopt

#endif // QOPT_CALIBRATION_STATISTICS_H

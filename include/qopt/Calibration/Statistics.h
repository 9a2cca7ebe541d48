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
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_STATISTICS_H
#define QOPT_CALIBRATION_STATISTICS_H

#include "qopt/Calibration/Range.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cassert>
#include <cstdint>
#include <string>
#include <vector>

namespace qopt {

/// The statistics of one tensor over all samples seen so far.
class Statistics {
public:
  /// Of the tensor called \p tensor. If \p channels is not 0, the last
  /// dimension has that many elements, and each is also observed by itself.
  explicit Statistics(llvm::StringRef tensor, int64_t channels = 0)
      : tensorName(tensor), lowest(channels), highest(channels) {}

  /// Adds the values of the samples [firstSample, firstSample + samples),
  /// samples * n of them, sample after sample.
  ///
  /// \returns an error naming the tensor, the sample and the element if a value
  /// is NaN or infinite: one such value would poison every range. Nothing of
  /// \p values is then counted.
  llvm::Error update(llvm::ArrayRef<float> values, int64_t firstSample,
                     int64_t samples);

  /// The tensor's name, for messages.
  llvm::StringRef tensor() const { return tensorName; }

  /// Number of values seen.
  int64_t count() const { return valueCount; }

  /// The smallest and the largest value seen; only if count() is not 0.
  Range range() const {
    assert(valueCount && "no value was seen");
    return observed;
  }

  /// The elements of the last dimension that are each observed, or 0.
  int64_t channels() const { return static_cast<int64_t>(lowest.size()); }

  /// As range, of each of channels().
  std::vector<Range> channelRanges() const;

private:
  void updateChannels(llvm::ArrayRef<float> values);

  std::string tensorName;
  /// Of every channel, as integers of the same order.
  std::vector<int32_t> lowest, highest;
  Range observed;
  int64_t valueCount = 0;
};

} // namespace qopt

#endif // QOPT_CALIBRATION_STATISTICS_H

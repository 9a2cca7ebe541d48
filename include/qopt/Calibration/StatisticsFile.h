//===- StatisticsFile.h - What calibration saw, as a file -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The statistics of all tensors of a model, which calibration makes from data
/// and plans are made from. It is JSON, one line a tensor:
///
/// \code
/// {
///   "qopt-statistics": 1,
///   "model": "<SHA-256 of the normalised module, 64 hexadecimal digits>",
///   "samples": 100,
///   "tensors": [
///     {"name": "image", "count": 6400, "zeros": 12, "min": 0, "max": 1,
///      "sum": "1f..", "sum-of-magnitudes": "1f..", "sum-of-squares": "1f..",
///      "exponent": -13, "first-bin": 0, "bins": [12, 0, 3, ...],
///      "channel-min": [...], "channel-max": [...]}
///   ]
/// }
/// \endcode
///
/// The bins are those of Histogram, the sums the text of ExactSum; the channel-
/// keys are given for tensors whose channels may have scales of their own.
/// Where the statistics have a moving average there is "method" behind
/// "samples", and every tensor has "moving-min" and "moving-max".
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_STATISTICSFILE_H
#define QOPT_CALIBRATION_STATISTICSFILE_H

#include "qopt/Calibration/RangeMethod.h"

namespace qopt {

struct Observations;

/// The statistics of a model's tensors.
struct StatisticsFile {
  /// The only version of the format there is.
  static constexpr int64_t formatVersion = 1;

  /// SHA-256 of the normalised module, 64 lower-case hexadecimal digits.
  std::string model;
  int64_t samples = 0;
  /// The method whose moving average the tensors have; absent where they have
  /// none.
  std::optional<MethodChoice> movingMethod;
  std::vector<Statistics> tensors;

  /// Reads and validates statistics. An error is one line: the file, the place
  /// in it, what is wrong and what to do.
  static llvm::Expected<StatisticsFile> read(llvm::StringRef path);
  /// As read, of \p text; messages call it \p file.
  static llvm::Expected<StatisticsFile> parse(llvm::StringRef text,
                                              llvm::StringRef file);

  /// Reads the files and merges them: the same as of all the data at once.
  ///
  /// \returns an error that names two files if they are not of one model, or
  /// one that has a moving average, which depends on the order of all samples.
  static llvm::Expected<Observations>
  readAll(llvm::ArrayRef<std::string> paths);

  /// Adds what \p other, of the same tensors, saw of more data. Neither has a
  /// moving average.
  void merge(const StatisticsFile &other);

  /// The file's text; equal statistics give equal text.
  std::string toString() const;
};

/// What calibration saw, and, to tell how much a range owes to the very samples
/// there were, what it saw of two halves of the data.
struct Observations {
  StatisticsFile all;
  /// Two, or none.
  std::vector<StatisticsFile> halves;
  /// Why there are none, and what to do to have them.
  std::string whyNoHalves;

  /// Of all the data that \p parts are of, dealt out to halves of about as many
  /// samples. \p whyFew is why there would be fewer than two parts that saw
  /// something.
  static Observations ofParts(std::vector<StatisticsFile> parts,
                              llvm::StringRef whyFew);
};

} // namespace qopt

#endif // QOPT_CALIBRATION_STATISTICSFILE_H

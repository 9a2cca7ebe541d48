//===- ExactSum.h - A sum of floats without rounding ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A sum that is the same whatever the order and grouping of its terms, so that
/// statistics of parts of a data set merge to those of the whole.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_EXACTSUM_H
#define QOPT_CALIBRATION_EXACTSUM_H

#include "llvm/ADT/APInt.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace qopt {

/// A fixed-point number in which every sum of up to 2^60 terms fits, where a
/// term is a multiple of 2^-298 of magnitude below 2^320: sums of f32 values or
/// of their squares, that were themselves added in doubles.
class ExactSum {
public:
  /// Adds \p term, which is as described.
  void add(double term);
  /// Adds the terms of \p other.
  void add(const ExactSum &other) { value += other.value; }

  /// The sum, rounded towards zero.
  double toDouble() const;

  /// The sum in units of 2^-298 as a hexadecimal integer: -1f.
  std::string toString() const;
  /// The inverse of toString; nullopt for any other text.
  static std::optional<ExactSum> parse(llvm::StringRef text);

  friend bool operator==(const ExactSum &a, const ExactSum &b) {
    return a.value == b.value;
  }

private:
  /// Of the square of the smallest f32, 2^-149.
  static constexpr int lowestExponent = -298;
  static constexpr unsigned width = 704;

  llvm::APInt value{width, 0};
};

} // namespace qopt

#endif // QOPT_CALIBRATION_EXACTSUM_H

//===- RangeMethod.h - Choosing a range from statistics ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A range method turns what was observed of a tensor into the range that its
/// quantized form will cover. A method is one file in lib/Calibration/Methods
/// and its name in that folder's CMake list, from which Methods.def is made.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_RANGEMETHOD_H
#define QOPT_CALIBRATION_RANGEMETHOD_H

#include "qopt/Calibration/Statistics.h"

#include <optional>
#include <string>

namespace qopt {

/// The number that may follow a method's name: percentile:99.9.
struct MethodParameter {
  /// What it is, for messages and the documentation.
  llvm::StringRef meaning;
  /// Where none is given.
  double initial;
  /// It is above the one and at most the other.
  double above, highest;
};

/// One way of choosing a range. Methods have no state.
class RangeMethod {
public:
  virtual ~RangeMethod();

  /// The name in plans and options.
  virtual llvm::StringRef name() const = 0;

  /// One sentence for --help and the documentation.
  virtual llvm::StringRef description() const = 0;

  /// The formula and where it is from, in Markdown, for the documentation.
  virtual llvm::StringRef formula() const = 0;

  /// Absent for a method without one.
  virtual std::optional<MethodParameter> parameter() const {
    return std::nullopt;
  }

  /// Whether it needs Statistics::movingRange, with the parameter for the
  /// constant; its result then depends on the order of the samples.
  virtual bool needsMovingRange() const { return false; }

  /// The range for a tensor stored in \p bits bits, of which \p statistics saw
  /// at least one value. What lies beyond everything seen is cut off later.
  /// \p parameter is a valid one, or 0 where there is none.
  virtual Range choose(const Statistics &statistics, int bits,
                       double parameter) const = 0;
};

/// A method with its parameter.
class MethodChoice {
public:
  /// \p method with its initial parameter.
  explicit MethodChoice(const RangeMethod &method);

  /// Reads `name` or `name:number`. The error lists the names there are, or
  /// says which numbers may be.
  static llvm::Expected<MethodChoice> parse(llvm::StringRef text);

  /// What parse reads, with the parameter if there is one.
  std::string name() const;

  const RangeMethod &method() const { return *chosen; }

  /// For Statistics; absent where they need none.
  std::optional<double> averagingConstant() const;

  /// The range for a tensor stored in \p bits bits, within all that was seen.
  ///
  /// \returns an error naming the tensor if it was never observed, or not with
  /// the moving average that the method needs.
  llvm::Expected<Range> choose(const Statistics &statistics, int bits) const;

private:
  const RangeMethod *chosen;
  double parameter = 0;
};

/// What options have in the place of a method's name where every tensor is to
/// have the one that suits it best.
inline constexpr llvm::StringLiteral automaticMethodName = "auto";

/// All methods, in the order of the CMake list.
llvm::ArrayRef<const RangeMethod *> getRangeMethods();

/// Whether nothing in the range is of the other sign, so that all stored values
/// serve one: a method that takes a distribution to be symmetric about 0 may
/// count on one bit more.
inline bool hasOneSign(const Range &range) {
  return range.min >= 0 || range.max <= 0;
}

} // namespace qopt

#endif // QOPT_CALIBRATION_RANGEMETHOD_H

//===- Range.h - The range of a tensor's values -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The range of real values that a quantized tensor is to represent.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_RANGE_H
#define QOPT_CALIBRATION_RANGE_H

namespace qopt {

/// A closed range of real values, as observed or as chosen by a RangeMethod. It
/// need not contain 0: the quantization parameters widen it where they must.
struct Range {
  double min = 0;
  double max = 0;

  friend bool operator==(const Range &a, const Range &b) {
    return a.min == b.min && a.max == b.max;
  }
};

} // namespace qopt

#endif // QOPT_CALIBRATION_RANGE_H

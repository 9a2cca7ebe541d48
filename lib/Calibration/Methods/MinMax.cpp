//===- MinMax.cpp - The range of everything seen --------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

using namespace llvm;
using namespace qopt;

namespace {
/// Clips nothing that was seen; an outlier costs resolution everywhere else.
class MinMaxMethod : public RangeMethod {
public:
  StringRef name() const override { return "minmax"; }
  StringRef description() const override {
    return "The smallest and the largest value seen.";
  }
  StringRef formula() const override { return "[min x, max x]"; }
  Range choose(const Statistics &statistics, int /*bits*/,
               double /*parameter*/) const override {
    return statistics.range();
  }
};
} // namespace

namespace qopt {
const RangeMethod &getMinMaxMethod() {
  static const MinMaxMethod method;
  return method;
}
} // namespace qopt

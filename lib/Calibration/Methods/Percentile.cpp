//===- Percentile.cpp - All but a share of the values ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

using namespace llvm;
using namespace qopt;

/// How far from the first edge of \p counts the first \p share values reach, in
/// bins; a bin's values are taken to be spread evenly.
template <typename Counts>
static double findReach(const Counts &counts, double share) {
  double bins = 0;
  for (uint64_t count : counts) {
    auto own = static_cast<double>(count);
    if (share < own)
      return bins + share / own;
    share -= own;
    ++bins;
  }
  return bins;
}

namespace {
/// A share of the values is cut off, however far out they are.
class PercentileMethod : public RangeMethod {
public:
  StringRef name() const override { return "percentile"; }
  StringRef description() const override {
    return "The range of a given percentage of the values, as many cut off at "
           "either end.";
  }
  StringRef formula() const override {
    return "[P(50 - p/2), P(50 + p/2)], P(q) the value below which q % of all "
           "are; Wu et al., \"Integer Quantization for Deep Learning "
           "Inference: "
           "Principles and Empirical Evaluation\" (2020)";
  }
  std::optional<MethodParameter> parameter() const override {
    return MethodParameter{"the percentage p", 99.99, 50, 100};
  }
  Range choose(const Statistics &statistics, int /*bits*/,
               double parameter) const override {
    const Histogram &histogram = statistics.histogram();
    ArrayRef<uint64_t> counts = histogram.counts();
    auto first = static_cast<double>(histogram.firstBin());
    double cut =
        static_cast<double>(statistics.count()) * (100 - parameter) / 200;
    double below = findReach(counts, cut),
           above = findReach(llvm::reverse(counts), cut);
    double last = first + static_cast<double>(counts.size());
    return {(first + below) * histogram.width(),
            (last - above) * histogram.width()};
  }
};
} // namespace

namespace qopt {
const RangeMethod &getPercentileMethod() {
  static const PercentileMethod method;
  return method;
}
} // namespace qopt

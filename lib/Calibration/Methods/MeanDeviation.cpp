//===- MeanDeviation.cpp - Multiples of the deviation about the mean ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

#include <cmath>

using namespace llvm;
using namespace qopt;

/// The k for which clipping a normal distribution at k deviations and rounding
/// the rest costs least: phi(k) - k Q(k) = k / (6 4^bits), phi its density and
/// Q(k) the part above k.
static double solveNormal(int bits) {
  auto excess = [&](double k) {
    double density = std::exp(-k * k / 2) / std::sqrt(2 * M_PI);
    double above = std::erfc(k / std::sqrt(2)) / 2;
    return density - k * above - k / (6 * std::ldexp(1, 2 * bits));
  };
  // It falls from 0.4 at 0 to less than 0; 60 halvings leave no digit open.
  double low = 0, high = 40;
  for (int i = 0; i < 60; ++i) {
    double middle = (low + high) / 2;
    (excess(middle) > 0 ? low : high) = middle;
  }
  return low;
}

namespace {
class MeanDeviationMethod : public RangeMethod {
public:
  StringRef name() const override { return "mean-deviation"; }
  StringRef description() const override {
    return "The mean and, to both sides, the deviation times what is best for "
           "a normal distribution and the number of bits.";
  }
  StringRef formula() const override {
    return "[m - k s, m + k s], m = mean of x, s^2 = mean of (x - m)^2, phi(k) "
           "- k Q(k) = k / (6 4^bits) (k = 3.9 for 8 bits; values of one sign "
           "count as one bit more); Banner et al. (2019), as above";
  }
  Range choose(const Statistics &statistics, int bits,
               double /*parameter*/) const override {
    double k = solveNormal(bits + (hasOneSign(statistics.range()) ? 1 : 0));
    double mean = statistics.mean();
    double variance = std::max(statistics.meanSquare() - mean * mean, 0.0);
    double reach = k * std::sqrt(variance);
    return {mean - reach, mean + reach};
  }
};
} // namespace

namespace qopt {
const RangeMethod &getMeanDeviationMethod() {
  static const MeanDeviationMethod method;
  return method;
}
} // namespace qopt

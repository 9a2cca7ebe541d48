//===- Mean.cpp - A multiple of the mean magnitude ------------------------===//
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

/// The k with k e^k = 3 4^bits. Of a Laplace distribution of mean magnitude b,
/// clipping at k b costs 2 b^2 e^-k and rounding the rest (k b)^2 / (3 4^bits):
/// there the sum is least.
static double solveLaplace(int bits) {
  double target = std::log(3) + bits * std::log(4);
  double k = target;
  // Newton's method for k + ln k = target, which is concave: it converges.
  for (int i = 0; i < 20; ++i)
    k -= (k + std::log(k) - target) / (1 + 1 / k);
  return k;
}

namespace {
class MeanMethod : public RangeMethod {
public:
  StringRef name() const override { return "mean"; }
  StringRef description() const override {
    return "The mean magnitude times what is best for a Laplace distribution "
           "and the number of bits.";
  }
  StringRef formula() const override {
    return "[-k m, k m], m = mean of |x|, k e^k = 3 4^bits (k = 9.9 for 8 "
           "bits; values of one sign count as one bit more); Banner et al., "
           "\"Post training 4-bit quantization of convolutional networks for "
           "rapid-deployment\" (2019)";
  }
  Range choose(const Statistics &statistics, int bits,
               double /*parameter*/) const override {
    double k = solveLaplace(bits + (hasOneSign(statistics.range()) ? 1 : 0));
    double bound = k * statistics.meanMagnitude();
    return {-bound, bound};
  }
};
} // namespace

namespace qopt {
const RangeMethod &getMeanMethod() {
  static const MeanMethod method;
  return method;
}
} // namespace qopt

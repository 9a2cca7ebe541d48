//===- MSE.cpp - The least mean squared error -----------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace llvm;
using namespace qopt;

namespace {
/// A bound that clips one side of a distribution.
struct Bound {
  double value;
  /// The sum of the squares of what it cuts off, and how many values that are.
  double noise = 0, clipped = 0;
};
} // namespace

/// The bounds for one side of the distribution, from \p extreme towards 0, in
/// steps of 4 %. \p sign is that of the side.
static SmallVector<Bound> findBounds(const Histogram &histogram, double extreme,
                                     double sign) {
  if (extreme * sign <= 0)
    return {{0}};
  SmallVector<Bound> bounds;
  constexpr int perOctave = 16, octaves = 8;
  ArrayRef<uint64_t> counts = histogram.counts();
  auto first = static_cast<double>(histogram.firstBin());
  for (int step = 0; step <= perOctave * octaves; ++step) {
    Bound bound{extreme * std::exp2(-double(step) / perOctave)};
    for (auto [i, count] : llvm::enumerate(counts)) {
      double middle = (first + double(i) + 0.5) * histogram.width();
      double beyond = (middle - bound.value) * sign;
      if (beyond <= 0)
        continue;
      bound.noise += static_cast<double>(count) * beyond * beyond;
      bound.clipped += static_cast<double>(count);
    }
    bounds.push_back(bound);
  }
  bounds.front() = {extreme};
  return bounds;
}

namespace {
class MSEMethod : public RangeMethod {
public:
  StringRef name() const override { return "mse"; }
  StringRef description() const override {
    return "The range with the least mean squared error of the quantized "
           "values.";
  }
  StringRef formula() const override {
    return "[a, b] minimises the sum over the histogram of (a - x)^2 below a, "
           "(x - b)^2 above b and s^2 / 12 between, but for zeros, which are "
           "exact; s = (b - a) / (2^bits - 1), a and b of a grid of 16 steps "
           "per factor of 2; as Sung et al., \"Resiliency of Deep Neural "
           "Networks under Quantization\" (2015), do for weights";
  }
  Range choose(const Statistics &statistics, int bits,
               double /*parameter*/) const override {
    Range seen = statistics.range();
    const Histogram &histogram = statistics.histogram();
    double steps = std::ldexp(1, bits) - 1;
    auto rounded = static_cast<double>(statistics.count() - statistics.zeros());
    SmallVector<Bound> highs = findBounds(histogram, seen.max, 1);
    Range best = seen;
    double least = std::numeric_limits<double>::infinity();
    for (const Bound &low : findBounds(histogram, seen.min, -1))
      for (const Bound &high : highs) {
        double step = (high.value - low.value) / steps;
        double noise =
            low.noise + high.noise +
            (rounded - low.clipped - high.clipped) * step * step / 12;
        if (noise >= least)
          continue;
        least = noise;
        best = {low.value, high.value};
      }
    return best;
  }
};
} // namespace

namespace qopt {
const RangeMethod &getMSEMethod() {
  static const MSEMethod method;
  return method;
}
} // namespace qopt

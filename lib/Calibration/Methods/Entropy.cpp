//===- Entropy.cpp - The least loss of information ------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

namespace {
/// The bins of a histogram within a range.
struct Window {
  ArrayRef<uint64_t> counts;
  uint64_t below = 0, above = 0;
};
} // namespace

static uint64_t total(ArrayRef<uint64_t> counts) {
  return sum_of(counts, uint64_t(0));
}

/// The bins whose numbers are in [-reach, reach).
static Window clip(ArrayRef<uint64_t> counts, int64_t firstBin, int64_t reach) {
  auto size = static_cast<int64_t>(counts.size());
  int64_t begin = std::clamp<int64_t>(-reach - firstBin, 0, size),
          end = std::clamp<int64_t>(reach - firstBin, begin, size);
  return {counts.slice(begin, end - begin), total(counts.take_front(begin)),
          total(counts.drop_front(end))};
}

/// The divergence of the window's quantized form Q from the clipped values P,
/// in nats: infinite where Q has nothing and P has something.
static double divergence(const Window &window, int64_t levels, double count) {
  ArrayRef<uint64_t> counts = window.counts;
  auto size = static_cast<int64_t>(counts.size());
  auto inside = static_cast<double>(total(counts));
  double sum = 0;
  for (int64_t begin = 0, level = 0; begin < size; ++level) {
    // The bins that share a level, or one bin where there are more levels.
    int64_t end = std::clamp((level + 1) * size / levels, begin + 1, size);
    ArrayRef<uint64_t> shared = counts.slice(begin, end - begin);
    auto filled = static_cast<double>(
        llvm::count_if(shared, [](uint64_t n) { return n != 0; }));
    double q = static_cast<double>(total(shared)) / filled / inside;
    for (int64_t i = begin; i < end; ++i) {
      uint64_t n = counts[i] + (i == 0 ? window.below : 0) +
                   (i == size - 1 ? window.above : 0);
      if (n == 0)
        continue;
      if (counts[i] == 0)
        return std::numeric_limits<double>::infinity();
      double p = static_cast<double>(n) / count;
      sum += p * std::log(p / q);
    }
    begin = end;
  }
  return sum;
}

namespace {
class EntropyMethod : public RangeMethod {
public:
  StringRef name() const override { return "entropy"; }
  StringRef description() const override {
    return "The range, symmetric but for what was never seen, from whose "
           "quantized values the distribution diverges least.";
  }
  StringRef formula() const override {
    return "[-t, t], t minimises KL(P || Q) = sum P ln(P / Q) over bins of "
           "the histogram: P the values clipped to t, Q those within, spread "
           "evenly over the bins of a quantized level that are not empty; "
           "Migacz, \"8-bit Inference with TensorRT\" (2017)";
  }
  Range choose(const Statistics &statistics, int bits,
               double /*parameter*/) const override {
    // TensorRT has 2048 bins of a sign.
    constexpr int fewer = Histogram::binBits - 11;
    Histogram histogram = statistics.histogram();
    histogram = histogram.widened(histogram.exponent() + fewer);
    ArrayRef<uint64_t> counts = histogram.counts();
    int64_t first = histogram.firstBin();
    int64_t all = std::max(first + static_cast<int64_t>(counts.size()), -first);
    auto count = static_cast<double>(statistics.count());

    // Of two as good the wider, so that nothing is clipped without need.
    int64_t best = all;
    double least = divergence(clip(counts, first, all), 1LL << bits, count);
    for (int64_t reach = all - 1; reach >= std::max<int64_t>(all / 64, 1);
         reach -= std::max<int64_t>(reach / 64, 1)) {
      Window window = clip(counts, first, reach);
      if (window.counts.empty() || total(window.counts) == 0)
        break;
      double loss = divergence(window, 1LL << bits, count);
      if (loss < least) {
        least = loss;
        best = reach;
      }
    }
    double bound = static_cast<double>(best) * histogram.width();
    return {-bound, bound};
  }
};
} // namespace

namespace qopt {
const RangeMethod &getEntropyMethod() {
  static const EntropyMethod method;
  return method;
}
} // namespace qopt

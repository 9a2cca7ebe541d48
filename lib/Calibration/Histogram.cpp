//===- Histogram.cpp - Counts of values in equal bins ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Histogram.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cassert>
#include <cmath>

using namespace llvm;
using namespace qopt;

int Histogram::exponentFor(float largest) {
  return largest == 0
             ? lowestExponent
             : std::max(std::ilogb(largest) - (binBits - 1), lowestExponent);
}

double Histogram::width() const { return std::ldexp(1, binExponent); }

void Histogram::widen(int newExponent) {
  if (bins.empty())
    bins.resize(2 * binsPerSign);
  int shift = newExponent - binExponent;
  if (shift <= 0)
    return;
  binExponent = newExponent;
  std::vector<uint64_t> old(bins.size());
  std::swap(old, bins);
  for (int64_t k = -binsPerSign; k < binsPerSign; ++k)
    bins[(k >> std::min(shift, 63)) + binsPerSign] += old[k + binsPerSign];
}

/// The bin of every value, of the width \p width and its \p reciprocal, powers
/// of two. Written so that the compiler vectorizes it.
static void findBins(const float *values, size_t count, float width,
                     float reciprocal, int32_t *found) {
  for (size_t i = 0; i < count; ++i) {
    auto k = static_cast<int32_t>(values[i] * reciprocal);
    // That truncated, and a tiny product may have been rounded; what it is
    // compared with is exact.
    found[i] = k - (values[i] < static_cast<float>(k) * width ? 1 : 0);
  }
}

void Histogram::add(ArrayRef<float> values, float largest) {
  widen(exponentFor(largest));
  float width = std::ldexp(1.0f, binExponent),
        reciprocal = std::ldexp(1.0f, -binExponent);
  constexpr size_t block = 512;
  int32_t found[block];
  uint64_t *zero = bins.data() + binsPerSign;
  while (!values.empty()) {
    size_t count = std::min(block, values.size());
    findBins(values.data(), count, width, reciprocal, found);
    for (size_t i = 0; i < count; ++i)
      ++zero[found[i]];
    values = values.drop_front(count);
  }
}

void Histogram::merge(const Histogram &other) {
  Histogram wide = other.widened(binExponent);
  widen(wide.binExponent);
  for (auto [count, more] : llvm::zip(bins, wide.bins))
    count += more;
}

Histogram Histogram::widened(int newExponent) const {
  Histogram wide = *this;
  wide.widen(newExponent);
  return wide;
}

static bool isEmpty(uint64_t count) { return count == 0; }

int64_t Histogram::firstBin() const {
  auto first = llvm::find_if_not(bins, isEmpty);
  return first == bins.end() ? 0 : first - bins.begin() - binsPerSign;
}

ArrayRef<uint64_t> Histogram::counts() const {
  ArrayRef<uint64_t> all = ArrayRef(bins).drop_while(isEmpty);
  while (!all.empty() && isEmpty(all.back()))
    all = all.drop_back();
  return all;
}

bool Histogram::isValid(int64_t exponent, int64_t firstBin, int64_t counts) {
  return exponent >= lowestExponent && exponent <= 127 - (binBits - 1) &&
         firstBin >= -binsPerSign && counts >= 0 &&
         counts <= binsPerSign - firstBin && firstBin < binsPerSign;
}

Histogram Histogram::create(int exponent, int64_t firstBin,
                            ArrayRef<uint64_t> counts) {
  assert(isValid(exponent, firstBin, counts.size()) && "no histogram");
  Histogram histogram;
  histogram.widen(exponent);
  llvm::copy(counts, histogram.bins.begin() + firstBin + binsPerSign);
  return histogram;
}

//===- Statistics.cpp - What calibration observes of a tensor -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Statistics.h"

#include "OrderedFloat.h"

#include "qopt/Support/Error.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

using namespace llvm;
using namespace qopt;

void Statistics::updateChannels(ArrayRef<float> values) {
  if (lowest.empty())
    return;
  assert(values.size() % lowest.size() == 0 && "the last rows are cut off");
  if (valueCount == 0) {
    llvm::fill(lowest, std::numeric_limits<int32_t>::max());
    llvm::fill(highest, std::numeric_limits<int32_t>::min());
  }
  int32_t *low = lowest.data(), *high = highest.data();
  for (; !values.empty(); values = values.drop_front(lowest.size()))
    for (size_t c = 0, e = lowest.size(); c < e; ++c) {
      int32_t key = toOrdered(llvm::bit_cast<int32_t>(values[c]));
      low[c] = std::min(low[c], key);
      high[c] = std::max(high[c], key);
    }
}

std::vector<Range> Statistics::channelRanges() const {
  assert(valueCount && "no value was seen");
  std::vector<Range> ranges;
  for (auto [low, high] : llvm::zip_equal(lowest, highest))
    ranges.push_back({fromOrdered(low), fromOrdered(high)});
  return ranges;
}

/// The smallest and the largest value, as integers of the same order.
static std::pair<int32_t, int32_t> findExtremes(ArrayRef<float> values) {
  int32_t low = std::numeric_limits<int32_t>::max();
  int32_t high = std::numeric_limits<int32_t>::min();
  for (float value : values) {
    int32_t key = toOrdered(llvm::bit_cast<int32_t>(value));
    low = std::min(low, key);
    high = std::max(high, key);
  }
  return {low, high};
}

/// Adds in a fixed order, in lanes that the compiler makes vectors of.
void Statistics::addSums(ArrayRef<float> values) {
  constexpr size_t lanes = 8;
  double plain[lanes] = {}, absolute[lanes] = {}, squared[lanes] = {};
  int32_t zeros[lanes] = {};
  auto addLanes = [&](const float *x, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      double value = x[i];
      plain[i] += value;
      absolute[i] += std::abs(value);
      squared[i] += value * value;
      zeros[i] += x[i] == 0 ? 1 : 0;
    }
  };
  // Few enough at a time for the counts of zeros.
  constexpr size_t block = size_t(1) << 30;
  while (!values.empty()) {
    ArrayRef<float> now = values.take_front(block);
    values = values.drop_front(now.size());
    for (; now.size() >= lanes; now = now.drop_front(lanes))
      addLanes(now.data(), lanes);
    addLanes(now.data(), now.size());
    for (int32_t &lane : zeros)
      zeroCount += std::exchange(lane, 0);
  }
  auto total = [](const double (&of)[lanes]) {
    return std::accumulate(std::begin(of), std::end(of), 0.0);
  };
  sum.add(total(plain));
  magnitudes.add(total(absolute));
  squares.add(total(squared));
}

void Statistics::addSample(ArrayRef<float> values, const Range &seen) {
  updateChannels(values);
  if (averagingConstant && valueCount != 0) {
    averaged.min += *averagingConstant * (seen.min - averaged.min);
    averaged.max += *averagingConstant * (seen.max - averaged.max);
  } else {
    averaged = seen;
  }
  if (valueCount == 0)
    observed = seen;
  observed.min = std::min(observed.min, seen.min);
  observed.max = std::max(observed.max, seen.max);
  counts.add(values,
             static_cast<float>(std::max(std::abs(seen.min), seen.max)));
  addSums(values);
  valueCount += static_cast<int64_t>(values.size());
}

Error Statistics::update(ArrayRef<float> values, int64_t firstSample,
                         int64_t samples) {
  if (values.empty())
    return Error::success();
  assert(samples > 0 && values.size() % samples == 0 &&
         "the values are not whole samples");

  size_t sampleSize = values.size() / samples;
  SmallVector<Range> seen;
  for (int64_t sample = 0; sample < samples; ++sample) {
    ArrayRef<float> own = values.slice(sample * sampleSize, sampleSize);
    auto [low, high] = findExtremes(own);
    constexpr int32_t infinity = 0x7f800000;
    if (high >= infinity || low <= toOrdered(infinity | INT32_MIN)) {
      const float *bad =
          llvm::find_if(own, [](float v) { return !std::isfinite(v); });
      return makeError("tensor '" + Twine(tensorName) + "': element " +
                       Twine(bad - own.begin()) + " of sample " +
                       Twine(firstSample + sample) + " is " +
                       (std::isnan(*bad) ? "NaN" : "infinite") +
                       "; mend or remove that sample of the calibration data");
    }
    seen.push_back({fromOrdered(low), fromOrdered(high)});
  }
  for (auto [sample, range] : llvm::enumerate(seen))
    addSample(values.slice(sample * sampleSize, sampleSize), range);
  return Error::success();
}

void Statistics::merge(const Statistics &other) {
  assert(tensorName == other.tensorName && channels() == other.channels() &&
         !averagingConstant && !other.averagingConstant &&
         "not parts of one whole");
  if (other.valueCount == 0)
    return;
  if (valueCount == 0) {
    *this = other;
    return;
  }
  for (auto [low, more] : llvm::zip_equal(lowest, other.lowest))
    low = std::min(low, more);
  for (auto [high, more] : llvm::zip_equal(highest, other.highest))
    high = std::max(high, more);
  observed.min = std::min(observed.min, other.observed.min);
  observed.max = std::max(observed.max, other.observed.max);
  valueCount += other.valueCount;
  zeroCount += other.zeroCount;
  sum.add(other.sum);
  magnitudes.add(other.magnitudes);
  squares.add(other.squares);
  counts.merge(other.counts);
}

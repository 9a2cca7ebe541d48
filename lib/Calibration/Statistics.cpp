//===- Statistics.cpp - What calibration observes of a tensor -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Statistics.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

/// Maps the bits of a float to an integer of the same order (and back: it is
/// its own inverse): -NaN < -inf < ... < -0 < +0 < ... < inf < NaN. Minimum and
/// maximum of integers are associative, so the compiler vectorizes their
/// reduction, which it may not do for floats; and NaN cannot slip through, as
/// it does where every comparison with it is false.
static int32_t toOrdered(int32_t bits) {
  return bits ^ ((bits >> 31) & std::numeric_limits<int32_t>::max());
}

static double fromOrdered(int32_t key) {
  // The sum turns -0 into +0.
  return llvm::bit_cast<float>(toOrdered(key)) + 0.0;
}

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

Error Statistics::update(ArrayRef<float> values, int64_t firstSample,
                         int64_t samples) {
  if (values.empty())
    return Error::success();
  assert(samples > 0 && values.size() % samples == 0 &&
         "the values are not whole samples");

  int32_t low = std::numeric_limits<int32_t>::max();
  int32_t high = std::numeric_limits<int32_t>::min();
  for (float value : values) {
    int32_t key = toOrdered(llvm::bit_cast<int32_t>(value));
    low = std::min(low, key);
    high = std::max(high, key);
  }
  constexpr int32_t infinity = 0x7f800000;
  if (high >= infinity || low <= toOrdered(infinity | INT32_MIN)) {
    const float *bad = std::find_if(values.begin(), values.end(),
                                    [](float v) { return !std::isfinite(v); });
    int64_t sampleSize = values.size() / samples;
    int64_t position = bad - values.begin();
    return makeError("tensor '" + Twine(tensorName) + "': element " +
                     Twine(position % sampleSize) + " of sample " +
                     Twine(firstSample + position / sampleSize) + " is " +
                     (std::isnan(*bad) ? "NaN" : "infinite") +
                     "; mend or remove that sample of the calibration data");
  }

  updateChannels(values);
  Range seen = {fromOrdered(low), fromOrdered(high)};
  if (valueCount == 0)
    observed = seen;
  observed.min = std::min(observed.min, seen.min);
  observed.max = std::max(observed.max, seen.max);
  valueCount += values.size();
  return Error::success();
}

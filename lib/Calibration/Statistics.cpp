//===- Statistics.cpp - What calibration observes of a tensor -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Statistics.h"
#include "qopt/Support/Error.h"

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

Error Statistics::update(ArrayRef<float> values, int64_t firstSample,
                         int64_t samples) {
  if (values.empty())
    return Error::success();
  assert(samples > 0 && values.size() % samples == 0 &&
         "the values are not whole samples");

  int32_t lowest = std::numeric_limits<int32_t>::max();
  int32_t highest = std::numeric_limits<int32_t>::min();
  for (float value : values) {
    int32_t key = toOrdered(llvm::bit_cast<int32_t>(value));
    lowest = std::min(lowest, key);
    highest = std::max(highest, key);
  }
  constexpr int32_t infinity = 0x7f800000;
  if (highest >= infinity || lowest <= toOrdered(infinity | INT32_MIN)) {
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

  Range seen = {fromOrdered(lowest), fromOrdered(highest)};
  if (valueCount == 0)
    observed = seen;
  observed.min = std::min(observed.min, seen.min);
  observed.max = std::max(observed.max, seen.max);
  valueCount += values.size();
  return Error::success();
}

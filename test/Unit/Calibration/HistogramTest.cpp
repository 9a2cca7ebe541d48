//===- HistogramTest.cpp - Counts in bins that widen ----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Histogram.h"
#include "../Support/Testing.h"

#include <cfloat>
#include <cmath>
#include <map>
#include <random>

using namespace llvm;
using namespace qopt;

static float largestOf(ArrayRef<float> values) {
  float largest = 0;
  for (float value : values)
    largest = std::max(largest, std::abs(value));
  return largest;
}

static Histogram count(ArrayRef<float> values) {
  Histogram histogram;
  histogram.add(values, largestOf(values));
  return histogram;
}

static void expectEqual(const Histogram &a, const Histogram &b) {
  EXPECT_EQ(a.exponent(), b.exponent());
  EXPECT_EQ(a.firstBin(), b.firstBin());
  EXPECT_EQ(a.counts(), b.counts());
}

/// Values of magnitudes from denormals to the largest.
static std::vector<float> drawValues(size_t count, int lowest, int highest) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> exponent(lowest, highest);
  std::uniform_real_distribution<float> mantissa(-2, 2);
  std::vector<float> values;
  for (size_t i = 0; i < count; ++i)
    values.push_back(std::ldexp(mantissa(random), exponent(random)));
  return values;
}

TEST(Histogram, BinsHoldWhatTheySay) {
  for (auto [lowest, highest] :
       {std::pair{-149, 126}, {-3, 3}, {90, 126}, {-149, -100}, {-149, -140}}) {
    std::vector<float> values = drawValues(3000, lowest, highest);
    values.insert(values.end(), {0.0f, -0.0f, FLT_TRUE_MIN, -FLT_TRUE_MIN});
    if (highest == 126)
      values.insert(values.end(), {FLT_MAX, -FLT_MAX});
    Histogram histogram = count(values);
    std::map<int64_t, uint64_t> expected;
    for (float value : values)
      ++expected[int64_t(std::floor(value / histogram.width()))];
    int64_t k = histogram.firstBin();
    EXPECT_EQ(k, expected.begin()->first);
    for (uint64_t n : histogram.counts())
      EXPECT_EQ(n, expected[k++]);
    EXPECT_EQ(k, expected.rbegin()->first + 1);
    // Fine enough, and not too fine.
    double bins = largestOf(values) / histogram.width();
    EXPECT_LT(bins, double(Histogram::binsPerSign));
    if (highest > -100)
      EXPECT_GE(bins, double(Histogram::binsPerSign) / 2);
  }
}

TEST(Histogram, NeitherOrderNorGroupingMatters) {
  std::vector<float> values = drawValues(2000, -60, 60);
  Histogram whole = count(values);
  std::mt19937 random(8);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(values.begin(), values.end(), random);
    Histogram streamed, parts[3];
    for (float value : values) {
      streamed.add(value, std::abs(value));
      parts[random() % 3].add(value, std::abs(value));
    }
    expectEqual(streamed, whole);
    parts[1].merge(parts[0]);
    parts[1].merge(parts[2]);
    expectEqual(parts[1], whole);
    parts[0].merge(whole);
    EXPECT_EQ(parts[0].exponent(), whole.exponent());
  }
}

TEST(Histogram, Nothing) {
  Histogram none, some = count({1, 2, -3}), merged = some;
  EXPECT_TRUE(none.counts().empty());
  EXPECT_EQ(none.firstBin(), 0);
  merged.merge(none);
  expectEqual(merged, some);
  none.merge(some);
  expectEqual(none, some);
  Histogram zeros = count({0, 0, -0.0f});
  EXPECT_EQ(zeros.counts(), ArrayRef<uint64_t>({3}));
  EXPECT_EQ(zeros.firstBin(), 0);
}

TEST(Histogram, FromItsBins) {
  Histogram histogram = count(drawValues(500, -4, 4));
  EXPECT_TRUE(Histogram::isValid(histogram.exponent(), histogram.firstBin(),
                                 histogram.counts().size()));
  expectEqual(Histogram::create(histogram.exponent(), histogram.firstBin(),
                                histogram.counts()),
              histogram);
  int64_t most = Histogram::binsPerSign;
  EXPECT_TRUE(Histogram::isValid(0, -most, 2 * most));
  EXPECT_FALSE(Histogram::isValid(0, -most, 2 * most + 1));
  EXPECT_FALSE(Histogram::isValid(0, -most - 1, 1));
  EXPECT_FALSE(Histogram::isValid(0, INT64_MAX, INT64_MAX));
  EXPECT_FALSE(Histogram::isValid(0, INT64_MIN, 1));
  EXPECT_FALSE(Histogram::isValid(-127, 0, 1));
  EXPECT_FALSE(Histogram::isValid(128, 0, 1));
}

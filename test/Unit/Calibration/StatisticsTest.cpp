//===- StatisticsTest.cpp - What calibration observes ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Statistics.h"
#include "../Support/Testing.h"

#include <limits>
#include <random>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static constexpr float inf = std::numeric_limits<float>::infinity();
static constexpr float nan32 = std::numeric_limits<float>::quiet_NaN();

TEST(Statistics, ExtremesAtEveryPositionOfEverySize) {
  // Vector bodies and tails of every length.
  for (size_t size = 1; size < 70; ++size)
    for (size_t at = 0; at < size; ++at) {
      std::vector<float> values(size, -2.5f);
      values[at] = at % 2 ? 1e-3f : -7;
      Statistics statistics("x");
      ASSERT_EQ(messageOf(statistics.update(values, 0, 1)), "");
      EXPECT_EQ(statistics.count(), static_cast<int64_t>(size));
      EXPECT_EQ(statistics.range().min,
                at % 2 == 0 ? -7.0 : (size == 1 ? 1e-3f : -2.5f));
      EXPECT_EQ(statistics.range().max,
                at % 2 ? 1e-3f : (size == 1 ? -7.0 : -2.5));
    }
}

TEST(Statistics, StreamingEqualsAllAtOnce) {
  std::mt19937 random(6);
  std::normal_distribution<float> normal(3, 100);
  std::vector<float> values(20 * 37);
  for (float &value : values)
    value = normal(random);
  auto [min, max] = std::minmax_element(values.begin(), values.end());
  Statistics streamed("x");
  for (int64_t sample = 0; sample < 20; ++sample)
    ASSERT_EQ(messageOf(streamed.update(ArrayRef(values).slice(sample * 37, 37),
                                        sample, 1)),
              "");
  EXPECT_EQ(streamed.count(), 740);
  EXPECT_EQ(streamed.range(), (Range{*min, *max}));
}

TEST(Statistics, ChannelsByThemselves) {
  Statistics statistics("x", 3);
  EXPECT_EQ(statistics.channels(), 3);
  ASSERT_EQ(messageOf(statistics.update({1, -2, 5, 2, -1, 5}, 0, 1)), "");
  // A sample that is refused counts nowhere.
  EXPECT_NE(messageOf(statistics.update({9, 9, NAN}, 1, 1)), "");
  ASSERT_EQ(messageOf(statistics.update({0, -8, 5}, 1, 1)), "");
  EXPECT_EQ(statistics.channelRanges(),
            (std::vector<Range>{{0, 2}, {-8, -1}, {5, 5}}));
  EXPECT_EQ(statistics.range(), (Range{-8, 5}));
  EXPECT_TRUE(Statistics("y").channels() == 0);
}

TEST(Statistics, FirstValuesDecideAlone) {
  // Neither bound may start from 0.
  Statistics positive("x"), negative("x");
  ASSERT_EQ(messageOf(positive.update({5, 3, 4}, 0, 3)), "");
  EXPECT_EQ(positive.range(), (Range{3, 5}));
  ASSERT_EQ(messageOf(negative.update({-5, -3, -4}, 0, 3)), "");
  EXPECT_EQ(negative.range(), (Range{-5, -3}));
  ASSERT_EQ(messageOf(negative.update({}, 3, 0)), "");
  EXPECT_EQ(negative.count(), 3);
}

TEST(Statistics, OrderOfAllFloats) {
  // Denormals, both zeros and the largest values, in pairs.
  const float ordered[] = {-std::numeric_limits<float>::max(),
                           -1,
                           -std::numeric_limits<float>::min(),
                           -std::numeric_limits<float>::denorm_min(),
                           0,
                           std::numeric_limits<float>::denorm_min(),
                           std::numeric_limits<float>::min(),
                           1,
                           std::numeric_limits<float>::max()};
  for (float a : ordered)
    for (float b : ordered) {
      Statistics statistics("x");
      ASSERT_EQ(messageOf(statistics.update({a, b}, 0, 1)), "");
      EXPECT_EQ(statistics.range(), (Range{std::min(a, b), std::max(a, b)}));
    }
  Statistics zeros("x");
  ASSERT_EQ(messageOf(zeros.update({-0.0f}, 0, 1)), "");
  EXPECT_FALSE(std::signbit(zeros.range().min));
}

TEST(Statistics, NonFiniteNamesTensorSampleAndElement) {
  for (float bad : {nan32, -nan32, inf, -inf})
    for (size_t at = 0; at < 24; ++at) {
      std::vector<float> values(24, 1.5f);
      values[at] = bad;
      Statistics statistics("conv1:0");
      ASSERT_EQ(messageOf(statistics.update({-1, 2}, 0, 1)), "");
      // 4 samples of 6, of which the first is number 100.
      expectParts(messageOf(statistics.update(values, 100, 4)),
                  {"tensor 'conv1:0'",
                   "sample " + std::to_string(100 + at / 6) + " is ",
                   "element " + std::to_string(at % 6) + " of",
                   std::isnan(bad) ? "NaN" : "infinite", "remove"});
      // Nothing of it was counted.
      EXPECT_EQ(statistics.count(), 2);
      EXPECT_EQ(statistics.range(), (Range{-1, 2}));
    }
}

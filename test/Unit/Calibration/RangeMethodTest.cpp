//===- RangeMethodTest.cpp - Ranges from statistics -----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"
#include "../Support/Testing.h"

#include <cmath>
#include <random>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static Statistics observe(ArrayRef<float> values) {
  Statistics statistics("x");
  EXPECT_EQ(messageOf(statistics.update(values, 0, 1)), "");
  return statistics;
}

static MethodChoice parse(StringRef text) {
  return cantFail(MethodChoice::parse(text));
}

static Range choose(StringRef method, ArrayRef<float> values, int bits = 8) {
  return valueOf(parse(method).choose(observe(values), bits));
}

template <typename Distribution>
static std::vector<float> draw(size_t count, Distribution distribution) {
  std::mt19937 random(9);
  std::vector<float> values(count);
  for (float &value : values)
    value = static_cast<float>(distribution(random));
  return values;
}

/// Normal values, and two far out.
static std::vector<float> drawWithOutliers(float outlier) {
  std::vector<float> values = draw(100000, std::normal_distribution<float>());
  values.insert(values.end(), {outlier, -outlier});
  return values;
}

/// The mean squared error of values that are quantized to the range.
static double measureError(ArrayRef<float> values, Range range, int bits) {
  double low = std::min(range.min, 0.0), high = std::max(range.max, 0.0);
  double step = (high - low) / (std::ldexp(1, bits) - 1), sum = 0;
  for (float x : values) {
    double y = std::round(std::clamp<double>(x, low, high) / step) * step;
    sum += (x - y) * (x - y);
  }
  return sum / static_cast<double>(values.size());
}

TEST(RangeMethod, MinMax) {
  EXPECT_EQ(choose("minmax", {-3, 8, 1}), (Range{-3, 8}));
}

TEST(RangeMethod, MovingAverage) {
  Statistics statistics("x", 0, 0.25);
  ASSERT_EQ(messageOf(statistics.update({0, 8, -4, 4, 4, 4}, 0, 3)), "");
  ASSERT_EQ(messageOf(statistics.update({-2, 0}, 3, 1)), "");
  // 0 -> -1 -> 0.25 -> -0.3125; 8 -> 7 -> 6.25 -> 4.6875.
  EXPECT_EQ(valueOf(parse("moving-average:0.25").choose(statistics, 8)),
            (Range{-0.3125, 4.6875}));
  expectParts(messageOf(parse("moving-average").choose(observe({1}), 8)),
              {"tensor 'x'", "no moving average", "order of the samples",
               "--method=moving-average:0.1"});
}

TEST(RangeMethod, Mean) {
  // The values of Banner et al. for a Laplace distribution of b = 1.
  for (auto [bits, k] :
       {std::pair{2, 2.83}, {3, 3.89}, {4, 5.03}, {8, 9.89}, {16, 20.24}}) {
    Range range = choose("mean", {-100, 0, 0, 0, 0, 100, 1, -1, 0, 0}, bits);
    EXPECT_NEAR(range.max, std::min(k * 20.2, 100.0), 0.01 * k * 20.2);
    EXPECT_EQ(range.min, -range.max);
    EXPECT_NEAR(choose("mean", {0, 1000, 0, 0, 0, 0, 0, 0, 0, 0,
                                0, 0,    0, 0, 0, 0, 0, 0, 0, 0},
                       bits - 1)
                    .max,
                std::min(k * 50, 1000.0), 0.01 * k * 50);
  }
}

TEST(RangeMethod, MeanDeviation) {
  std::vector<float> values =
      draw(100000, std::normal_distribution<float>(1, 2));
  values.insert(values.end(), {-100, 100});
  double deviation = std::sqrt(4 + 20000.0 / 100000);
  for (auto [bits, k] : {std::pair{2, 1.71}, {4, 2.55}, {8, 3.92}}) {
    Range range = choose("mean-deviation", values, bits);
    EXPECT_NEAR(range.min, 1 - k * deviation, 0.03 * k);
    EXPECT_NEAR(range.max, 1 + k * deviation, 0.03 * k);
  }
  for (float &value : values)
    value = std::abs(value);
  EXPECT_EQ(choose("mean-deviation", values).min, observe(values).range().min);
}

TEST(RangeMethod, Percentile) {
  std::vector<float> values;
  for (int i = 0; i < 100000; ++i)
    values.push_back(static_cast<float>(i) / 100000);
  values.push_back(-50);
  values.push_back(77);
  // Two in 100002 are cut off by far less than 99.99.
  Range range = choose("percentile:99", values);
  EXPECT_NEAR(range.min, 0.005, 0.01);
  EXPECT_NEAR(range.max, 0.995, 0.01);
  range = choose("percentile:60", values);
  EXPECT_NEAR(range.min, 0.2, 0.01);
  EXPECT_NEAR(range.max, 0.8, 0.01);
  EXPECT_EQ(choose("percentile:100", values), (Range{-50, 77}));
  // Nothing is left of single values.
  EXPECT_EQ(choose("percentile", {3}), (Range{3, 3}));
}

TEST(RangeMethod, ThoseThatWeighClipOutliers) {
  std::vector<float> values = drawWithOutliers(60);
  for (StringRef method : {"entropy", "mse", "percentile:99.99"}) {
    Range range = choose(method, values);
    EXPECT_LT(range.max, 55) << method.str();
    EXPECT_GT(range.max, 2.5) << method.str();
    EXPECT_GT(range.min, -55) << method.str();
    EXPECT_LT(range.min, -2.5) << method.str();
  }
  // With 16 bits there is no reason to.
  EXPECT_EQ(choose("mse", drawWithOutliers(20), 16).max, 20);
  EXPECT_EQ(choose("entropy", values, 16), (Range{-60, 60}));
}

TEST(RangeMethod, MSEHasTheLeastError) {
  std::vector<float> values = drawWithOutliers(60);
  for (int i = 0; i < 3; ++i) {
    for (int bits : {4, 8}) {
      double least = measureError(values, choose("mse", values, bits), bits);
      Range seen = observe(values).range();
      // From all that was seen down to what clips most.
      for (double a = 1; a > 0.01; a /= 1.3)
        for (double b = 1; b > 0.01; b /= 1.3)
          EXPECT_LT(
              least,
              1.05 * measureError(values, {a * seen.min, b * seen.max}, bits))
              << bits << " " << a << " " << b;
    }
    // Of one sign, and with many zeros.
    for (float &value : values)
      value = i == 0 ? std::abs(value) : std::max(value - 1, 0.0f);
  }
}

TEST(RangeMethod, StaysWithinWhatWasSeen) {
  const std::vector<float> distributions[] = {
      {3, 5}, {-5, -3}, {0, 0}, {2, 2}, {-1e30f, 1e-30f}, {0, 1, 1, 1, 1, 7}};
  for (const std::vector<float> &values : distributions)
    for (const RangeMethod *method : getRangeMethods())
      for (int bits : {2, 8, 16}) {
        Statistics statistics("x", 0, 0.5);
        ASSERT_EQ(messageOf(statistics.update(values, 0, 1)), "");
        Range seen = statistics.range();
        Range range = valueOf(MethodChoice(*method).choose(statistics, bits));
        EXPECT_LE(range.min, range.max) << method->name().str();
        EXPECT_GE(range.min, seen.min) << method->name().str();
        EXPECT_LE(range.max, seen.max) << method->name().str();
      }
}

TEST(RangeMethod, NothingSeen) {
  expectParts(messageOf(parse("minmax").choose(Statistics("dense0"), 8)),
              {"tensor 'dense0' was never observed", "give calibration data"});
}

TEST(RangeMethod, Registry) {
  // Every method is found by its own name, and listed where one is not.
  std::string message = messageOf(MethodChoice::parse("median"));
  expectParts(message, {"no range method 'median'", "choose one of: minmax"});
  EXPECT_EQ(getRangeMethods().size(), 7u);
  for (const RangeMethod *method : getRangeMethods()) {
    EXPECT_EQ(&parse(method->name()).method(), method);
    EXPECT_FALSE(method->description().empty());
    EXPECT_FALSE(method->formula().empty());
    expectParts(message, {method->name()});
    // The full name gives the same.
    EXPECT_EQ(parse(MethodChoice(*method).name()).name(),
              MethodChoice(*method).name());
  }
}

TEST(RangeMethod, Parameters) {
  EXPECT_EQ(parse("percentile").name(), "percentile:99.99");
  EXPECT_EQ(parse("percentile:99.5").name(), "percentile:99.5");
  EXPECT_EQ(parse("mse").name(), "mse");
  EXPECT_EQ(parse("moving-average:0.5").averagingConstant(), 0.5);
  EXPECT_EQ(parse("mse").averagingConstant(), std::nullopt);
  for (StringRef bad : {"percentile:", "percentile:x", "percentile:50",
                        "percentile:101", "percentile:nan", "percentile:99%",
                        "percentile:99:9", "percentile:-99.9"})
    expectParts(messageOf(MethodChoice::parse(bad)),
                {"'" + bad.str() + "'", "the percentage p",
                 "above 50 and at most 100", "'percentile:99.99'"});
  expectParts(messageOf(MethodChoice::parse("moving-average:0")),
              {"the weight c of a sample", "above 0 and at most 1"});
  expectParts(messageOf(MethodChoice::parse("minmax:3")),
              {"'minmax' takes no number", "write 'minmax'"});
}

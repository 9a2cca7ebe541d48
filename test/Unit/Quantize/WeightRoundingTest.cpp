//===- WeightRoundingTest.cpp - Weights rounded against an error *- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Quantize/WeightRounding.h"

#include "gtest/gtest.h"

#include <cmath>
#include <random>

using namespace qopt;
using llvm::ArrayRef;

namespace {

using Floats = std::vector<float>;

/// Rows of inputs that go together: each is a mix of a few common causes.
Floats randomRows(int64_t rows, int64_t k, int64_t causes, float mean,
                  std::mt19937 &random) {
  std::normal_distribution<float> normal;
  Floats mix(k * causes), seen;
  for (float &value : mix)
    value = normal(random);
  for (int64_t row = 0; row < rows; ++row) {
    Floats cause(causes);
    for (float &value : cause)
      value = normal(random);
    for (int64_t i = 0; i < k; ++i) {
      float value = mean + 0.1f * normal(random);
      for (int64_t j = 0; j < causes; ++j)
        value += mix[i * causes + j] * cause[j];
      seen.push_back(value);
    }
  }
  return seen;
}

/// The mean square of what the sums of the channels are wrong by, over the rows
/// `inputs`, where those over `wanted` are right. The mean of the error does
/// not count if the bias corrects it.
double measureError(const Floats &weights, ArrayRef<int8_t> values,
                    ArrayRef<float> scales, const Floats &inputs,
                    const Floats &wanted, bool correctsMean) {
  auto channels = static_cast<int64_t>(scales.size());
  auto k = static_cast<int64_t>(weights.size()) / channels;
  auto rows = static_cast<int64_t>(inputs.size()) / k;
  double total = 0;
  for (int64_t channel = 0; channel < channels; ++channel) {
    double sum = 0, squares = 0;
    for (int64_t row = 0; row < rows; ++row) {
      double error = 0;
      for (int64_t i = 0; i < k; ++i)
        error += double(weights[channel * k + i]) * wanted[row * k + i] -
                 double(values[channel * k + i]) * scales[channel] *
                     inputs[row * k + i];
      sum += error;
      squares += error * error;
    }
    double mean = correctsMean ? sum / static_cast<double>(rows) : 0;
    total += squares / static_cast<double>(rows) - mean * mean;
  }
  return total;
}

/// The nearest integers.
std::vector<int8_t> roundNearest(const Floats &weights, ArrayRef<float> scales,
                                 float most) {
  std::vector<int8_t> values;
  size_t k = weights.size() / scales.size();
  for (size_t i = 0; i < weights.size(); ++i)
    values.push_back(static_cast<int8_t>(
        std::clamp(std::nearbyint(weights[i] / scales[i / k]), -most, most)));
  return values;
}

struct Problem {
  int64_t k, channels;
  int bits;
  bool correctsMean, maySetScales;
};

class WeightRounding : public ::testing::TestWithParam<Problem> {
protected:
  void SetUp() override {
    const auto &[k, channels, bits, correctsMean, maySetScales] = GetParam();
    most = (1 << (bits - 1)) - 1;
    std::uniform_real_distribution<float> uniform(-1, 1);
    weights.resize(k * channels);
    for (float &weight : weights)
      weight = uniform(random);
    scales.assign(channels, 1.0f / static_cast<float>(most));
    inputs =
        randomRows(6 * k + 40, k, std::max<int64_t>(k / 4, 1), 0.5f, random);
  }

  RoundingResult round(const InputMoments &moments) const {
    return roundWeights({weights, scales, most, GetParam().maySetScales,
                         moments, /*inputNoise=*/0, GetParam().correctsMean});
  }

  std::mt19937 random{11};
  int64_t most = 0;
  Floats weights, scales, inputs;
};

TEST_P(WeightRounding, LosesLessThanTheNearest) {
  const auto &[k, channels, bits, correctsMean, maySetScales] = GetParam();
  InputMoments moments(k);
  // In several parts, as calls bring them.
  size_t half = inputs.size() / k / 2 * k;
  moments.add(ArrayRef(inputs).take_front(half));
  moments.add(ArrayRef(inputs).drop_front(half));
  RoundingResult result = round(moments);
  ASSERT_EQ(result.values.size(), weights.size());
  for (int64_t value : result.values)
    EXPECT_LE(std::abs(value), most);
  if (!maySetScales)
    EXPECT_EQ(ArrayRef<float>(result.scales), ArrayRef<float>(scales));
  auto nearest = roundNearest(weights, scales, static_cast<float>(most));
  double before = measureError(weights, nearest, scales, inputs, inputs,
                               correctsMean),
         after = measureError(weights, result.values, result.scales, inputs,
                              inputs, correctsMean);
  EXPECT_LE(result.error, result.nearestError);
  if (k == 1)
    return;
  EXPECT_LT(after, before);
  // Errors in many inputs that go together take each other back.
  if (k >= 64)
    EXPECT_LT(after, 0.25 * before);
}

TEST_P(WeightRounding, MakesUpForWrongInputs) {
  const auto &[k, channels, bits, correctsMean, maySetScales] = GetParam();
  if (!maySetScales)
    return;
  // Every input came out at half of what it should have been.
  Floats halves = inputs;
  for (float &value : halves)
    value /= 2;
  InputMoments moments(k), right(k);
  moments.add(halves, inputs);
  right.add(inputs);
  // 3 bits and more reach twice the scale, where another is allowed.
  if (bits < 3)
    return;
  RoundingResult result = round(moments);
  double ignored = measureError(weights, round(right).values, scales, halves,
                                inputs, correctsMean);
  EXPECT_LT(measureError(weights, result.values, result.scales, halves, inputs,
                         correctsMean),
            ignored);
}

INSTANTIATE_TEST_SUITE_P(Problems, WeightRounding,
                         ::testing::Values(Problem{1, 3, 4, false, true},
                                           Problem{9, 1, 8, true, true},
                                           Problem{17, 5, 4, false, false},
                                           Problem{64, 8, 4, false, true},
                                           Problem{65, 3, 3, true, true},
                                           Problem{130, 4, 2, true, true},
                                           Problem{200, 2, 8, false, false}));

/// Where inputs have nothing to do with each other, the nearest is best.
TEST(WeightRoundingAlone, IndependentInputs) {
  constexpr int64_t k = 6;
  Floats rows;
  for (int64_t i = 0; i < k; ++i)
    for (float sign : {-1.0f, 1.0f})
      for (int64_t j = 0; j < k; ++j)
        rows.push_back(i == j ? sign : 0);
  InputMoments moments(k);
  moments.add(rows);
  Floats weights = {0.9f, -0.3f, 0.26f, 0.1f, -1, 0.55f}, scales = {0.2f};
  RoundingResult result = roundWeights({weights, scales, 7, false, moments});
  EXPECT_EQ(std::vector<int8_t>(result.values.begin(), result.values.end()),
            roundNearest(weights, scales, 7));
  EXPECT_DOUBLE_EQ(result.error, result.nearestError);
}

/// Of all integers there are, near the best ones.
TEST(WeightRoundingAlone, NearTheOptimum) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> uniform(-1, 1);
  constexpr int64_t k = 6, trials = 20;
  double found = 0, best = 0, nearest = 0;
  for (int64_t trial = 0; trial < trials; ++trial) {
    Floats inputs = randomRows(200, k, 2, 0, random), weights(k), scales = {1};
    for (float &weight : weights)
      weight = uniform(random);
    InputMoments moments(k);
    moments.add(inputs);
    RoundingResult result = roundWeights({weights, scales, 1, false, moments});
    auto errorOf = [&](ArrayRef<int8_t> values) {
      return measureError(weights, values, scales, inputs, inputs, false);
    };
    double least = std::numeric_limits<double>::infinity();
    for (int64_t code = 0; code < 729; ++code) {
      std::vector<int8_t> values;
      for (int64_t i = 0, rest = code; i < k; ++i, rest /= 3)
        values.push_back(static_cast<int8_t>(rest % 3 - 1));
      least = std::min(least, errorOf(values));
    }
    best += least;
    found += errorOf(result.values);
    nearest += errorOf(roundNearest(weights, scales, 1));
  }
  EXPECT_LT(found, 2 * best);
  EXPECT_GT(nearest, 2 * best);
}

/// With factors, every group of weights has a step of its own.
TEST(WeightRoundingAlone, Groups) {
  std::mt19937 random(17);
  std::uniform_real_distribution<float> uniform(-1, 1);
  constexpr int64_t k = 64, most = 7;
  const uint8_t factors[] = {1, 8, 8, 2};
  Floats inputs = randomRows(500, k, 8, 0.3f, random), weights(2 * k),
         scales = {0.1f, 0.2f};
  std::vector<float> steps;
  for (int64_t i = 0; i < 2 * k; ++i) {
    steps.push_back(scales[i / k] * static_cast<float>(factors[i / 32]));
    weights[i] = uniform(random) * steps[i] * static_cast<float>(most);
  }
  InputMoments moments(k);
  moments.add(inputs);
  RoundingResult result = roundWeights({weights, scales, most, true, moments,
                                        /*inputNoise=*/0,
                                        /*correctsMean=*/false, factors});
  // The products with the factors fit i8.
  auto errorOf = [&](auto valueOf, ArrayRef<float> scales) {
    std::vector<int8_t> values;
    for (int64_t i = 0; i < 2 * k; ++i)
      values.push_back(static_cast<int8_t>(valueOf(i) * factors[i / 32]));
    return measureError(weights, values, scales, inputs, inputs, false);
  };
  double before = errorOf(
      [&](int64_t i) {
        return static_cast<int64_t>(std::nearbyint(weights[i] / steps[i]));
      },
      scales);
  double after = errorOf([&](int64_t i) { return int64_t(result.values[i]); },
                         result.scales);
  EXPECT_LT(after, 0.6 * before);
  EXPECT_NEAR(result.nearestError, before, 0.05 * before);
}

/// Nothing seen, and inputs that are always 0: no number is lost.
TEST(WeightRoundingAlone, NothingToSee) {
  Floats weights = {0.5f, -1, 0, 0.25f}, scales = {0.125f, 0.125f};
  for (bool isSeen : {false, true}) {
    InputMoments moments(2);
    if (isSeen)
      moments.add(Floats(20, 0.0f));
    RoundingResult result =
        roundWeights({weights, scales, 127, true, moments, 0, true});
    EXPECT_EQ(std::vector<int8_t>(result.values.begin(), result.values.end()),
              (std::vector<int8_t>{4, -8, 0, 2}));
    EXPECT_NEAR(result.scales[0], 0.125f, 1e-6f);
    EXPECT_TRUE(std::isfinite(result.error));
  }
}

} // namespace

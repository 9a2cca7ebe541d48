//===- DenseQuantizationTest.cpp - The numbers of dense layers --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/DenseQuantization.h"

#include "gtest/gtest.h"

#include <cmath>
#include <random>

using namespace qopt;
using llvm::ArrayRef;

namespace {

QuantParams inputParams(float scale, int64_t zeroPoint, bool isSigned) {
  QuantParams params;
  params.isSigned = isSigned;
  params.scale = scale;
  params.zeroPoint = zeroPoint;
  params.qmin = isSigned ? -128 : 0;
  params.qmax = params.qmin + 255;
  return params;
}

DenseQuantization quantizeOrFail(ArrayRef<float> weight, ArrayRef<float> bias,
                                 const QuantParams &input,
                                 const WeightPlan &plan = {}) {
  llvm::Expected<DenseQuantization> result =
      quantizeDense(weight, bias, input, plan);
  if (result)
    return std::move(*result);
  ADD_FAILURE() << llvm::toString(result.takeError());
  return {};
}

std::string errorOf(ArrayRef<float> weight, ArrayRef<float> bias,
                    const QuantParams &input, const WeightPlan &plan = {}) {
  llvm::Expected<DenseQuantization> result =
      quantizeDense(weight, bias, input, plan);
  if (!result)
    return llvm::toString(result.takeError());
  ADD_FAILURE() << "expected an error";
  return "";
}

/// The real value of the bias.
double realBias(const DenseQuantization &dense, const QuantParams &input,
                size_t channel) {
  double scale = dense.weightScales.size() == 1 ? dense.weightScales[0]
                                                : dense.weightScales[channel];
  return dense.bias[channel] * scale * input.scale;
}

WeightPlan storedPlan(std::vector<int8_t> values, std::vector<float> scales,
                      int bits = 8) {
  WeightPlan plan;
  plan.bits = bits;
  plan.stored = StoredWeights{std::move(values), std::move(scales), {}};
  return plan;
}

TEST(DenseQuantization, StoredWeightsAreTaken) {
  QuantParams input = inputParams(0.5f, 3, true);
  std::mt19937 random(5);
  for (int bits : {2, 4, 8}) {
    int most = (1 << (bits - 1)) - 1;
    std::uniform_int_distribution<int> any(-most, most);
    std::vector<int8_t> values(6 * 7);
    for (int8_t &value : values)
      value = static_cast<int8_t>(any(random));
    std::vector<float> scales = {1e-3f, 0.25f, 7, 0.1f, 3e-5f, 1};
    // The network's own weights are another matter.
    std::vector<float> weight(values.size(), 1.0f), bias = {1, 2, 3, 4, 5, 6};
    WeightPlan plan = storedPlan(values, scales, bits);
    DenseQuantization dense = quantizeOrFail(weight, bias, input, plan);
    EXPECT_EQ(std::vector<int8_t>(dense.weight.begin(), dense.weight.end()),
              values);
    EXPECT_EQ(dense.weightZeroPoint, 0);
    for (size_t channel = 0; channel < bias.size(); ++channel) {
      EXPECT_EQ(dense.weightScales[channel], scales[channel]);
      EXPECT_NEAR(realBias(dense, input, channel), bias[channel],
                  scales[channel] * input.scale);
    }
    plan.stored->scales = {0.25f};
    dense = quantizeOrFail(weight, bias, input, plan);
    ASSERT_EQ(dense.weightScales.size(), 1u);
    EXPECT_EQ(dense.weightScales[0], 0.25);
  }
}

TEST(DenseQuantization, BiasChanges) {
  QuantParams input = inputParams(0.5f, 3, true);
  WeightPlan plan;
  plan.biasChange = {0.25f, -3};
  DenseQuantization dense = quantizeOrFail({1, 2, 3, 4}, {10, 20}, input, plan);
  EXPECT_NEAR(realBias(dense, input, 0), 10.25, 0.01);
  EXPECT_NEAR(realBias(dense, input, 1), 17, 0.02);
}

TEST(DenseQuantization, RefusesWhatDoesNotFit) {
  QuantParams input = inputParams(0.5f, 3, true);
  auto messageOf = [&](const WeightPlan &plan) {
    return errorOf({1, 2, 3, 4}, {0, 0}, input, plan);
  };
  for (const WeightPlan &plan :
       {storedPlan({1, 2, 3}, {1}), storedPlan({1, 2, 3, 4}, {1, 1, 1})})
    EXPECT_NE(messageOf(plan).find("there are 4 and 2 channels"),
              std::string::npos);
  EXPECT_NE(messageOf(storedPlan({1, 2, 3, -128}, {1})).find("do not fit 8"),
            std::string::npos);
  EXPECT_NE(messageOf(storedPlan({1, 2, 3, 8}, {1}, 4)).find("do not fit 4"),
            std::string::npos);
  WeightPlan plan;
  plan.biasChange = {1};
  EXPECT_NE(messageOf(plan).find("of 1 channels of 2"), std::string::npos);
  plan.biasChange = {1, std::numeric_limits<float>::infinity()};
  EXPECT_NE(messageOf(plan).find("the bias of channel 1 is infinite"),
            std::string::npos);
}

/// Every integer comes back, for random scales, zero points and integers.
TEST(DenseQuantization, GivenWeightsAreTheirIntegers) {
  std::mt19937 rng(7);
  QuantParams input = inputParams(0.031f, 5, true);
  for (int trial = 0; trial < 200; ++trial) {
    constexpr int channels = 6, k = 11;
    GivenWeights given;
    std::vector<float> weight, bias;
    std::vector<int> steps;
    for (int c = 0; c < channels; ++c) {
      given.scales.push_back(
          std::ldexp(1 + float(rng() % 1000) / 1000, int(rng() % 40) - 30));
      given.zeroPoints.push_back(int(rng() % 9) - 4);
      for (int i = 0; i < k; ++i) {
        steps.push_back(int(rng() % 248) - 124 - given.zeroPoints.back());
        weight.push_back(given.scales.back() * float(steps.back()));
      }
      steps.back() = 1; // not a dead channel
      weight.back() = given.scales.back();
      bias.push_back(float(int(rng() % 2001) - 1000) * given.scales.back() *
                     input.scale);
    }
    llvm::Expected<DenseQuantization> dense =
        quantizeDense(weight, bias, input, {}, &given);
    ASSERT_TRUE(bool(dense)) << llvm::toString(dense.takeError());
    ASSERT_EQ(dense->weightScales.size(), size_t(channels));
    EXPECT_TRUE(dense->raisedChannels.empty());
    for (int i = 0; i < channels * k; ++i)
      EXPECT_EQ(dense->weight[i] - dense->weightZeroPoint, steps[i]);
    for (int c = 0; c < channels; ++c) {
      EXPECT_EQ(dense->weightScales[c], given.scales[c]);
      EXPECT_EQ(dense->bias[c],
                std::lround(bias[c] / (double(input.scale) * given.scales[c])));
    }
  }
}

/// u8 with zero point 77: from -77 to 178 steps, which no zero point of 0
/// holds.
TEST(DenseQuantization, GivenWeightsWithAZeroPoint) {
  QuantParams input = inputParams(0.5f, 0, true);
  GivenWeights given{{0.25f}, {77}};
  std::vector<float> weight = {-77 * 0.25f, 178 * 0.25f, 0};
  llvm::Expected<DenseQuantization> dense =
      quantizeDense(weight, {1.0f}, input, {}, &given);
  ASSERT_TRUE(bool(dense)) << llvm::toString(dense.takeError());
  EXPECT_EQ(dense->weightZeroPoint, -51);
  EXPECT_EQ(dense->weight[0], -128);
  EXPECT_EQ(dense->weight[1], 127);
  EXPECT_EQ(dense->weight[2], -51);
  EXPECT_EQ(dense->bias[0], 8);
}

TEST(DenseQuantization, PerChannelScalesOfOneAndOneThousand) {
  DenseQuantization dense = quantizeOrFail(
      {1.f, -0.4f, 1000.f, 400.f}, {0.25f, 250.f}, inputParams(0.5f, 3, true));
  ASSERT_EQ(dense.weightScales.size(), 2u);
  EXPECT_EQ(dense.weightScales[0], static_cast<double>(1.f / 127));
  EXPECT_EQ(dense.weightScales[1], static_cast<double>(1000.f / 127));
  EXPECT_EQ(dense.weightZeroPoint, 0);
  const int8_t weight[] = {127, -51, 127, 51};
  EXPECT_EQ(ArrayRef<int8_t>(dense.weight), ArrayRef<int8_t>(weight));
  EXPECT_EQ(dense.bias[0], 64); // 63.5, a tie that f32 scales break upwards
  EXPECT_NEAR(realBias(dense, inputParams(0.5f, 3, true), 1), 250, 2);
}

TEST(DenseQuantization, MultiplesOfTheSmallestWeightAreExact) {
  // Of a bilinear interpolation, and a mask. The last has no common divisor.
  DenseQuantization dense =
      quantizeOrFail({0.5625f, 0.1875f, 0.1875f, 0.0625f, 0.f, -3.f, 3.f, 3.f,
                      1.f, 0.7f, 0.3f, -0.2f},
                     {0.f, 0.f, 0.f}, inputParams(0.5f, 3, true));
  const int8_t weight[] = {126, 42,  42,  14, 0,  -127,
                           127, 127, 127, 89, 38, -25};
  EXPECT_EQ(ArrayRef<int8_t>(dense.weight), ArrayRef<int8_t>(weight));
  EXPECT_EQ(dense.weightScales[0], static_cast<double>(0.0625f / 14));
  EXPECT_EQ(dense.weightScales[1], static_cast<double>(3.f / 127));
  EXPECT_EQ(dense.weightScales[2], static_cast<double>(1.f / 127));
}

TEST(DenseQuantization, PerTensorHasOneScale) {
  WeightPlan plan;
  plan.granularity = Granularity::PerTensor;
  DenseQuantization dense = quantizeOrFail(
      {1.f, -0.5f, 1000.f, 500.f}, {0.f, 0.f}, inputParams(1, 0, true), plan);
  ASSERT_EQ(dense.weightScales.size(), 1u);
  EXPECT_EQ(dense.weight[2], 127);
  EXPECT_EQ(dense.weight[0], 0);
}

TEST(DenseQuantization, MinMaxHasAWeightZeroPoint) {
  WeightPlan plan;
  plan.granularity = Granularity::PerTensor;
  plan.scheme = Scheme::MinMax;
  DenseQuantization dense =
      quantizeOrFail({-1.f, 0.f, 3.f}, {0.f}, inputParams(1, 0, false), plan);
  // q = round((w + 1) / 4 * 255), moved by 128.
  EXPECT_EQ(dense.weight[0], -128);
  EXPECT_EQ(dense.weight[1], 64 - 128);
  EXPECT_EQ(dense.weight[2], 127);
  EXPECT_EQ(dense.weightZeroPoint, 64 - 128);
  plan.granularity = Granularity::PerChannel;
  EXPECT_NE(
      errorOf({1.f}, {0.f}, inputParams(1, 0, false), plan).find("per-tensor"),
      std::string::npos);
}

TEST(DenseQuantization, TinyWeightsWithABias) {
  QuantParams input = inputParams(0.02f, -3, true);
  for (Granularity granularity :
       {Granularity::PerChannel, Granularity::PerTensor}) {
    WeightPlan plan;
    plan.granularity = granularity;
    DenseQuantization dense = quantizeOrFail({1e-10f, -1e-10f, 1e-10f, 1e-10f},
                                             {5.f, -5.f}, input, plan);
    EXPECT_EQ(dense.raisedChannels.size(), 2u);
    EXPECT_NEAR(realBias(dense, input, 0), 5, 1e-6);
    EXPECT_NEAR(realBias(dense, input, 1), -5, 1e-6);
  }
}

TEST(DenseQuantization, OnlyTheChannelThatNeedsItIsRaised) {
  QuantParams input = inputParams(0.02f, -3, true);
  DenseQuantization dense = quantizeOrFail({1.f, 1e-10f}, {5.f, 5.f}, input);
  ASSERT_EQ(dense.raisedChannels.size(), 1u);
  EXPECT_EQ(dense.raisedChannels[0], 1);
  EXPECT_EQ(dense.weightScales[0], static_cast<double>(1.f / 127));
}

TEST(DenseQuantization, DeadChannelsKeepTheirBias) {
  for (float scale : {1e-6f, 0.02f, 1e6f}) {
    QuantParams input = inputParams(scale, 200, false);
    for (float bias : {1e-20f, 0.3f, -5.f, 1e20f}) {
      DenseQuantization dense =
          quantizeOrFail({0.f, 0.f, 1.f, 1.f}, {bias, 0.f}, input);
      EXPECT_EQ(dense.weight[0], 0);
      EXPECT_EQ(std::abs(dense.bias[0]), 1 << 24);
      EXPECT_DOUBLE_EQ(realBias(dense, input, 0), bias);
    }
    DenseQuantization dead = quantizeOrFail({0.f, 0.f}, {0.f, 0.f}, input);
    EXPECT_EQ(dead.weightScales[0], 1);
    EXPECT_EQ(dead.bias[0], 0);
  }
}

TEST(DenseQuantization, AccumulatorBound) {
  // 255 * 127 * 66311 is the last K that fits; see docs/Arithmetic.md.
  QuantParams input = inputParams(1, 0, false);
  std::vector<float> weight(66311, 1.f);
  quantizeOrFail(weight, {0.f}, input);
  weight.push_back(1.f);
  EXPECT_NE(errorOf(weight, {0.f}, input).find("exceeds i32"),
            std::string::npos);
}

TEST(DenseQuantization, BiasAndProductsTogetherFit) {
  // Each alone fits i32, the two together do not: the scale is raised.
  QuantParams input = inputParams(1, 0, false);
  std::vector<float> weight(40000, 127.f);
  DenseQuantization dense = quantizeOrFail(weight, {2.0e9f}, input);
  int64_t sum = 0;
  for (int8_t w : dense.weight)
    sum += std::abs(w);
  EXPECT_LE(sum * 255 + std::abs(static_cast<int64_t>(dense.bias[0])),
            INT32_MAX);
  EXPECT_EQ(dense.raisedChannels.size(), 1u);
}

TEST(DenseQuantization, NumbersThatAreNone) {
  QuantParams input = inputParams(1, 0, true);
  EXPECT_NE(errorOf({1.f, NAN}, {0.f}, input).find("weight 1 of channel 0"),
            std::string::npos);
  EXPECT_NE(
      errorOf({1.f, 2.f}, {0.f, INFINITY}, input).find("bias of channel 1"),
      std::string::npos);
}

TEST(DenseQuantization, RandomLayersApproximateTheFloatOnes) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> unit(-1, 1);
  for (int trial = 0; trial < 200; ++trial) {
    size_t n = 1 + random() % 5, k = 1 + random() % 40;
    bool isSigned = random() % 2;
    const int64_t unsignedPoints[] = {0, 128, 200, 255};
    int64_t zeroPoint = unsignedPoints[random() % 4] - (isSigned ? 128 : 0);
    QuantParams input = inputParams(0.01f, zeroPoint, isSigned);
    WeightPlan plan;
    const Scheme schemes[] = {Scheme::Symmetric, Scheme::Asymmetric,
                              Scheme::MinMax};
    plan.scheme = schemes[random() % 3];
    plan.granularity = plan.scheme == Scheme::Symmetric && random() % 2
                           ? Granularity::PerChannel
                           : Granularity::PerTensor;
    std::vector<float> weight(n * k), bias(n);
    for (float &w : weight)
      w = unit(random);
    for (float &b : bias)
      b = unit(random);
    DenseQuantization dense = quantizeOrFail(weight, bias, input, plan);
    ASSERT_EQ(dense.bias.size(), n);
    for (size_t channel = 0; channel < n; ++channel) {
      double scale =
          dense.weightScales[dense.weightScales.size() == 1 ? 0 : channel];
      int64_t acc = dense.bias[channel];
      double real = bias[channel];
      for (size_t i = 0; i < k; ++i) {
        int64_t x = static_cast<int64_t>(random() % 256) - (isSigned ? 128 : 0);
        acc += (x - zeroPoint) *
               (dense.weight[channel * k + i] - dense.weightZeroPoint);
        real += (x - zeroPoint) * static_cast<double>(input.scale) *
                weight[channel * k + i];
      }
      // Half a step a weight, times the largest input.
      double tolerance = (k * 0.51 * 255 + 1) * input.scale * scale;
      EXPECT_NEAR(acc * input.scale * scale, real, tolerance);
    }
  }
}

WeightPlan groupPlan(int bits, int64_t group = 32) {
  WeightPlan plan;
  plan.bits = bits;
  plan.group = group;
  return plan;
}

/// The sum of the squares of what rounding changes.
double errorOf(const DenseQuantization &dense, ArrayRef<float> weight) {
  double sum = 0;
  size_t k = weight.size() / dense.bias.size();
  for (size_t i = 0; i < weight.size(); ++i) {
    double stored =
        static_cast<double>(dense.stepsOf(i)) * dense.weightScales[i / k];
    sum += (stored - weight[i]) * (stored - weight[i]);
  }
  return sum;
}

TEST(DenseQuantization, GroupsHaveFactors) {
  // The second group is 1 / 5 as wide as the first, the third all 0.
  std::vector<float> weight(96, 0.f);
  for (int i = 0; i < 64; ++i)
    weight[i] = static_cast<float>(i % 15 - 7) * (i < 32 ? 1.f : 0.2f);
  DenseQuantization dense =
      quantizeOrFail(weight, {0.5f}, inputParams(0.5f, 3, true), groupPlan(4));
  ASSERT_EQ(dense.factors.size(), 3u);
  EXPECT_EQ(dense.factors[0], 255);
  EXPECT_EQ(dense.factors[1], 51);
  EXPECT_EQ(dense.factors[2], 1);
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(dense.weight[i], i % 15 - 7);
  EXPECT_NEAR(errorOf(dense, weight), 0, 1e-9);
  EXPECT_NEAR(realBias(dense, inputParams(0.5f, 3, true), 0), 0.5, 1e-3);
}

TEST(DenseQuantization, GroupsLoseLess) {
  std::mt19937 random(11);
  std::normal_distribution<float> normal;
  for (int bits : {2, 3, 4, 6})
    for (int64_t group : {32, 64, 128}) {
      // Inputs whose weights differ in size, and a channel of zeros.
      std::vector<float> weight(3 * 256, 0.f), bias(3, 0.1f);
      for (int i = 0; i < 512; ++i)
        weight[i] = normal(random) * std::exp(0.7f * normal(random)) *
                    std::exp2(static_cast<float>(i % 256 / 32) - 4);
      QuantParams input = inputParams(0.01f, 100, true);
      WeightPlan plan = groupPlan(bits, group);
      DenseQuantization grouped = quantizeOrFail(weight, bias, input, plan);
      plan.group = 0;
      DenseQuantization channels = quantizeOrFail(weight, bias, input, plan);
      EXPECT_EQ(grouped.factors.size(), 3u * 256 / group);
      EXPECT_TRUE(channels.factors.empty());
      EXPECT_LT(errorOf(grouped, weight), errorOf(channels, weight));
      EXPECT_FALSE(llvm::is_contained(grouped.factors, 0));
      // As stored, they come out as they are.
      plan.group = group;
      plan.stored =
          StoredWeights{{grouped.weight.begin(), grouped.weight.end()}, {}, {}};
      for (double scale : grouped.weightScales)
        plan.stored->scales.push_back(static_cast<float>(scale));
      plan.stored->factors.assign(grouped.factors.begin(),
                                  grouped.factors.end());
      DenseQuantization again = quantizeOrFail(weight, bias, input, plan);
      EXPECT_EQ(again.weight, grouped.weight);
      EXPECT_EQ(ArrayRef(again.factors).take_front(512 / group),
                ArrayRef(grouped.factors).take_front(512 / group));
      EXPECT_EQ(ArrayRef(again.bias).take_front(2),
                ArrayRef(grouped.bias).take_front(2));
    }
}

TEST(DenseQuantization, FactorsLeaveRoomInTheAccumulator) {
  // 255 * 127 * 65280 fits with a factor of 1 only.
  QuantParams input = inputParams(1, 0, false);
  std::vector<float> weight(65280, 1.f);
  DenseQuantization dense =
      quantizeOrFail(weight, {0.f}, input, groupPlan(8, 128));
  EXPECT_TRUE(llvm::all_of(dense.factors, [](int f) { return f == 1; }));
  // A third of it leaves room for two bits.
  weight.resize(21760);
  dense = quantizeOrFail(weight, {0.f}, input, groupPlan(8, 128));
  EXPECT_EQ(dense.factors[0], 2);
  // And one that does not fit at all is refused.
  weight.resize(66432, 1.f);
  EXPECT_NE(
      errorOf(weight, {0.f}, input, groupPlan(8, 128)).find("exceeds i32"),
      std::string::npos);
  // Tiny weights beside a bias, whose scale is raised.
  weight.assign(64, 1e-10f);
  input = inputParams(0.02f, -3, true);
  dense = quantizeOrFail(weight, {5.f}, input, groupPlan(4));
  EXPECT_EQ(dense.raisedChannels.size(), 1u);
  EXPECT_NEAR(realBias(dense, input, 0), 5, 1e-6);
}

TEST(DenseQuantization, WhatGroupsNeed) {
  QuantParams input = inputParams(1, 0, true);
  std::vector<float> weight(48, 1.f);
  EXPECT_NE(errorOf(weight, {0.f}, input, groupPlan(4))
                .find("48 inputs cannot be divided into groups of 32"),
            std::string::npos);
  weight.resize(64, 1.f);
  WeightPlan plan = groupPlan(4);
  plan.granularity = Granularity::PerTensor;
  EXPECT_NE(errorOf(weight, {0.f}, input, plan).find("weight-group"),
            std::string::npos);
  plan = groupPlan(4);
  plan.stored = StoredWeights{std::vector<int8_t>(64, 1), {1.f}, {1}};
  EXPECT_NE(errorOf(weight, {0.f}, input, plan).find("there are 2 groups"),
            std::string::npos);
}

} // namespace

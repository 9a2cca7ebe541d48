//===- QuantParamsTest.cpp - From a range to scale and zero point ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/QuantParams.h"
#include "../Support/Testing.h"
#include "qopt/Reference/Arithmetic.h"

#include <cmath>
#include <random>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static constexpr float smallestNormal = std::numeric_limits<float>::min();
static constexpr double largestFloat = std::numeric_limits<float>::max();

static ParamsChoice choose(Range range, Scheme scheme, bool isSigned,
                           int bits = 8, Role role = Role::Activation) {
  return valueOf(chooseParams(range, scheme, bits, isSigned, role));
}

static int64_t quantizeBy(const QuantParams &params, float x) {
  return quantize(x, params.scale, params.zeroPoint, params.qmin, params.qmax);
}

TEST(QuantParams, SchemeNames) {
  for (Scheme scheme : {Scheme::Asymmetric, Scheme::Symmetric, Scheme::MinMax})
    EXPECT_EQ(parseScheme(getSchemeName(scheme)), scheme);
  EXPECT_EQ(getSchemeName(Scheme::MinMax), "minmax");
  EXPECT_EQ(parseScheme("affine"), std::nullopt);
}

TEST(QuantParams, Storage) {
  auto limits = [](Scheme scheme, int bits, bool isSigned,
                   Role role = Role::Activation) {
    QuantParams params = valueOf(makeStorage(scheme, bits, isSigned, role));
    EXPECT_EQ(params.bits, bits);
    EXPECT_EQ(params.isSigned, isSigned);
    EXPECT_EQ(params.scheme, scheme);
    return std::pair<int64_t, int64_t>(params.qmin, params.qmax);
  };
  using Limits = std::pair<int64_t, int64_t>;
  EXPECT_EQ(limits(Scheme::Asymmetric, 8, true), Limits(-128, 127));
  EXPECT_EQ(limits(Scheme::Asymmetric, 8, false), Limits(0, 255));
  EXPECT_EQ(limits(Scheme::MinMax, 8, false), Limits(0, 255));
  EXPECT_EQ(limits(Scheme::Symmetric, 8, true), Limits(-128, 127));
  EXPECT_EQ(limits(Scheme::Symmetric, 8, true, Role::Weight),
            Limits(-127, 127));
  EXPECT_EQ(limits(Scheme::Asymmetric, 8, true, Role::Weight),
            Limits(-128, 127));
  EXPECT_EQ(limits(Scheme::Symmetric, 4, true, Role::Weight), Limits(-7, 7));
  EXPECT_EQ(limits(Scheme::Asymmetric, 16, true), Limits(-32768, 32767));

  expectParts(messageOf(makeStorage(Scheme::Symmetric, 8, false)),
              {"symmetric needs signed", "choose asymmetric"});
  expectParts(messageOf(makeStorage(Scheme::MinMax, 8, true)),
              {"minmax needs unsigned", "choose asymmetric"});
  for (int bits : {-1, 0, 1, 17, 64})
    expectParts(messageOf(makeStorage(Scheme::Asymmetric, bits, true)),
                {"choose from 2 to 16"});
}

TEST(QuantParams, OrdinaryRanges) {
  QuantParams params = choose({-1, 3}, Scheme::Asymmetric, true).params;
  EXPECT_EQ(params.scale, static_cast<float>(4.0 / 255));
  EXPECT_EQ(params.zeroPoint, -64); // -128 + 63.75
  params = choose({-1, 3}, Scheme::Asymmetric, false).params;
  EXPECT_EQ(params.zeroPoint, 64);
  params = choose({-1, 3}, Scheme::Symmetric, true).params;
  EXPECT_EQ(params.scale, static_cast<float>(3.0 / 127));
  EXPECT_EQ(params.zeroPoint, 0);
  params = choose({-4, 3}, Scheme::Symmetric, true).params;
  EXPECT_EQ(params.scale, static_cast<float>(4.0 / 127));
  // Every power of two that f32 holds comes out as it is.
  params = choose({0, 255.0 / 256}, Scheme::Asymmetric, true).params;
  EXPECT_EQ(params.scale, 1.0f / 256);
  EXPECT_EQ(params.zeroPoint, -128);
  params = choose({-32768, 32767}, Scheme::Asymmetric, true, 16).params;
  EXPECT_EQ(params.scale, 1);
  EXPECT_EQ(params.zeroPoint, 0);
}

TEST(QuantParams, ZeroPointTiesGoToEven) {
  // qmin - min / s is exactly -127.5, -126.5, -125.5.
  for (auto [min, zeroPoint] :
       {std::pair(-0.5, -128), {-1.5, -126}, {-2.5, -126}})
    EXPECT_EQ(
        choose({min, min + 255}, Scheme::Asymmetric, true).params.zeroPoint,
        zeroPoint);
}

TEST(QuantParams, RangesOfOneSign) {
  // onnxruntime PR#28237.
  ParamsChoice choice = choose({3, 5}, Scheme::Asymmetric, true);
  EXPECT_EQ(choice.params.scale, static_cast<float>(5.0 / 255));
  EXPECT_EQ(choice.params.zeroPoint, -128);
  EXPECT_EQ(choice.degenerate, "");
  choice = choose({-5, -3}, Scheme::Asymmetric, true);
  EXPECT_EQ(choice.params.scale, static_cast<float>(5.0 / 255));
  EXPECT_EQ(choice.params.zeroPoint, 127);
  choice = choose({-5, -3}, Scheme::MinMax, false);
  EXPECT_EQ(choice.params.zeroPoint, 255);
  choice = choose({-5, -3}, Scheme::Symmetric, true);
  EXPECT_EQ(choice.params.scale, static_cast<float>(5.0 / 127));
  EXPECT_EQ(choice.params.zeroPoint, 0);
}

TEST(QuantParams, DegenerateRanges) {
  for (auto [scheme, isSigned, zeroPoint] :
       {std::tuple(Scheme::Asymmetric, true, -128),
        {Scheme::Asymmetric, false, 0},
        {Scheme::MinMax, false, 0},
        {Scheme::Symmetric, true, 0}}) {
    // All zero: scale 1, and said to be so.
    ParamsChoice choice = choose({0, 0}, scheme, isSigned);
    EXPECT_EQ(choice.params.scale, 1);
    EXPECT_EQ(choice.params.zeroPoint, zeroPoint);
    expectParts(choice.degenerate, {"every value is 0"});
    choice = choose({-0.0, 0.0}, scheme, isSigned);
    EXPECT_EQ(choice.params.scale, 1);

    // Another constant is represented well, and said to be one.
    choice = choose({2, 2}, scheme, isSigned);
    expectParts(choice.degenerate, {"every value is 2"});
    EXPECT_EQ(quantizeBy(choice.params, 2), choice.params.qmax);
    EXPECT_NEAR(dequantize(choice.params.qmax, choice.params.scale,
                           choice.params.zeroPoint),
                2, 1e-6);

    // Too narrow for a normal scale.
    for (double tiny : {1e-40, 1e-44, 1e-300, 5e-324})
      for (Range range : {Range{0, tiny}, Range{-tiny, tiny}}) {
        choice = choose(range, scheme, isSigned);
        EXPECT_EQ(choice.params.scale, smallestNormal);
        expectParts(choice.degenerate, {"too narrow"});
      }
  }
}

TEST(QuantParams, HugeRanges) {
  for (int bits : {2, 8, 16})
    for (Scheme scheme : {Scheme::Asymmetric, Scheme::Symmetric}) {
      ParamsChoice choice =
          choose({-largestFloat, largestFloat}, scheme, true, bits);
      EXPECT_TRUE(isValidScale(choice.params.scale));
      EXPECT_EQ(choice.degenerate, "");
    }
}

TEST(QuantParams, ImpossibleRanges) {
  double nan = std::numeric_limits<double>::quiet_NaN();
  double inf = std::numeric_limits<double>::infinity();
  for (Range range : {Range{1, 0}, {nan, 0}, {0, nan}, {nan, nan}, {inf, -inf}})
    expectParts(messageOf(chooseParams(range, Scheme::Asymmetric, 8, true)),
                {"is empty", "give min <= max"});
  for (Range range : {Range{-inf, 0}, {0, inf}, {0, 1e39}, {-1e300, 1}})
    expectParts(messageOf(chooseParams(range, Scheme::Asymmetric, 8, true)),
                {"is not within f32", "at most 3.4e38"});
}

TEST(QuantParams, ValidScale) {
  EXPECT_TRUE(isValidScale(smallestNormal));
  EXPECT_TRUE(isValidScale(std::numeric_limits<float>::max()));
  EXPECT_FALSE(isValidScale(0));
  EXPECT_FALSE(isValidScale(-1));
  EXPECT_FALSE(isValidScale(smallestNormal / 2));
  EXPECT_FALSE(isValidScale(std::numeric_limits<float>::infinity()));
  EXPECT_FALSE(isValidScale(std::numeric_limits<float>::quiet_NaN()));
}

TEST(QuantParams, MinMaxIsTheFoundingFormula) {
  // Where the formula's own zero point is whole and even the codes are equal,
  // ties included.
  QuantParams params = choose({-52, 203}, Scheme::MinMax, false).params;
  for (double x = -52; x <= 203; x += 0.3125)
    EXPECT_EQ(quantizeBy(params, static_cast<float>(x)),
              std::nearbyint((x + 52) / 255 * 255));
  // Elsewhere the rounded zero point moves a code by at most one.
  params = choose({-0.7, 1.9}, Scheme::MinMax, false).params;
  for (double x = -0.7; x <= 1.9; x += 0.001)
    EXPECT_NEAR(quantizeBy(params, static_cast<float>(x)),
                std::nearbyint((x + 0.7) / 2.6 * 255), 1);
}

TEST(QuantParams, WhatHoldsForEveryRange) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> mantissa(-1, 1);
  for (int i = 0; i < 20000; ++i) {
    double magnitude = std::ldexp(1, static_cast<int>(random() % 250) - 125);
    double a = mantissa(random) * magnitude;
    double b = mantissa(random) * magnitude * (random() % 3);
    Range range = {std::min(a, b), std::max(a, b)};
    auto scheme = static_cast<Scheme>(random() % 3);
    bool isSigned = scheme == Scheme::Symmetric ||
                    (scheme == Scheme::Asymmetric && random() % 2);
    auto role = random() % 2 ? Role::Weight : Role::Activation;
    int bits = 2 + static_cast<int>(random() % 15);
    QuantParams params = choose(range, scheme, isSigned, bits, role).params;

    ASSERT_TRUE(isValidScale(params.scale));
    ASSERT_GE(params.zeroPoint, params.qmin);
    ASSERT_LE(params.zeroPoint, params.qmax);
    // 0 is exact.
    ASSERT_EQ(quantizeBy(params, 0), params.zeroPoint);
    // Inside the range the error is half a step, at its ends a whole one: the
    // rounding of the zero point may push them out by half a step.
    for (double x : {range.min, range.max, (range.min + range.max) / 2}) {
      double error =
          std::abs(dequantize(quantizeBy(params, static_cast<float>(x)),
                              params.scale, params.zeroPoint) -
                   x);
      ASSERT_LE(error, params.scale * 1.01) << x << " at " << bits << " bits";
    }
  }
}

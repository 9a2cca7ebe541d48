//===- ArithmeticTest.cpp - The integer arithmetic, to the bit ------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Reference/Arithmetic.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <limits>
#include <random>

using namespace qopt;

static constexpr float inf = std::numeric_limits<float>::infinity();
static constexpr float nan32 = std::numeric_limits<float>::quiet_NaN();

/// Half to even from floor and comparisons alone: nothing of the header's own.
static double roundHalfToEven(double x) {
  double below = std::floor(x), rest = x - below;
  bool isOdd = std::fmod(below, 2) != 0;
  return rest > 0.5 || (rest == 0.5 && isOdd) ? below + 1 : below;
}

static int64_t clampTo(double value, int64_t zeroPoint, int64_t qmin,
                       int64_t qmax) {
  // Everything is small or saturates, so this order is exact too.
  return static_cast<int64_t>(std::clamp(
      value + zeroPoint, static_cast<double>(qmin), static_cast<double>(qmax)));
}

TEST(Arithmetic, NumericsNames) {
  for (Numerics numerics : {Numerics::FP32, Numerics::Single, Numerics::Double})
    EXPECT_EQ(parseNumerics(getNumericsName(numerics)), numerics);
  EXPECT_EQ(getNumericsName(Numerics::FP32), "fp32");
  EXPECT_EQ(parseNumerics("FP32"), std::nullopt);
}

//===----------------------------------------------------------------------===//
// quantize, dequantize
//===----------------------------------------------------------------------===//

TEST(Arithmetic, QuantizeAddsTheZeroPointBeforeNarrowing) {
  // 231 does not fit i8, 231 - 128 does (torch-mlir PR#4487).
  EXPECT_EQ(quantize(3.4501f, static_cast<float>(1 / 66.93), -128, -128, 127),
            103);
}

TEST(Arithmetic, QuantizeSpecialValues) {
  // Volatile, or folding an undefined conversion could give the right answer.
  volatile float nan = nan32;
  EXPECT_EQ(quantize(nan, 1, 7, -128, 127), 7);
  EXPECT_EQ(quantize(-nan, 1, -9, -128, 127), -9);
  EXPECT_EQ(quantize(inf, 1, 7, -128, 127), 127);
  EXPECT_EQ(quantize(-inf, 1, 7, -128, 127), -128);
  EXPECT_EQ(quantize(3e38f, 1e-30f, 7, -128, 127), 127);
  EXPECT_EQ(quantize(-3e38f, 1e-30f, 7, 0, 255), 0);
  EXPECT_EQ(quantize(-0.0f, 1, 3, -128, 127), 3);
  EXPECT_EQ(quantize(300, 1, 0, -32768, 32767), 300);
}

TEST(Arithmetic, QuantizeTies) {
  for (int k = -200; k <= 200; ++k)
    for (float scale : {0.25f, 1.0f, 8.0f})
      EXPECT_EQ(quantize((k + 0.5f) * scale, scale, 0, -128, 127),
                std::clamp(k % 2 == 0 ? k : k + 1, -128, 127))
          << k;
  // The zero point is added after rounding: with an odd one, rounding the sum
  // would send 0.5 and 1.5 the other way.
  EXPECT_EQ(quantize(0.5f, 1, 1, -128, 127), 1);
  EXPECT_EQ(quantize(1.5f, 1, 1, -128, 127), 3);
}

TEST(Arithmetic, QuantizeDividesReally) {
  // Near k + 0.5 a product with the reciprocal goes wrong; count that it does,
  // or the sweep would prove nothing.
  int reciprocalDiffers = 0;
  for (float scale : {0.1f, 0.0235f, 1 / 3.0f, 0.007843138f, 1.7f, 11.3f}) {
    for (int k = -130; k <= 130; ++k) {
      float x = (k + 0.5f) * scale;
      for (int step = 0; step < 3; ++step)
        x = std::nextafter(x, -inf);
      for (int step = 0; step < 7; ++step, x = std::nextafter(x, inf)) {
        // For a quotient, rounding to double first is harmless: 53 >= 2*24+2.
        float quotient = static_cast<float>(static_cast<double>(x) / scale);
        int64_t expected = clampTo(roundHalfToEven(quotient), 3, -128, 127);
        ASSERT_EQ(quantize(x, scale, 3, -128, 127), expected)
            << x << " / " << scale;
        volatile float reciprocal = 1 / scale;
        volatile float product = x * reciprocal;
        reciprocalDiffers +=
            clampTo(roundHalfToEven(product), 3, -128, 127) != expected;
      }
    }
  }
  EXPECT_GT(reciprocalDiffers, 100);
}

TEST(Arithmetic, DequantizeInvertsEveryCode) {
  for (float scale : {0.0235f, 1.0f, 1e-30f, 3e30f})
    for (int zeroPoint : {-128, -3, 0, 127})
      for (int q = -128; q <= 127; ++q) {
        float x = dequantize(q, scale, zeroPoint);
        EXPECT_EQ(x, static_cast<float>(static_cast<double>(scale) *
                                        (q - zeroPoint)));
        EXPECT_EQ(quantize(x, scale, zeroPoint, -128, 127), q);
      }
  // u8 200 is 200, not -56.
  EXPECT_EQ(dequantize(255, 0.5f, 200), 27.5f);
}

//===----------------------------------------------------------------------===//
// rescale
//===----------------------------------------------------------------------===//

/// gemmlowp's SaturatingRoundingDoublingHighMul and RoundingDivideByPOT, which
/// TFLite's reference kernels are written in.
static int32_t doublingHighMul(int32_t a, int32_t b) {
  int64_t product = static_cast<int64_t>(a) * b;
  int64_t nudge = product >= 0 ? 1 << 30 : 1 - (1 << 30);
  return static_cast<int32_t>((product + nudge) / (INT64_C(1) << 31));
}

static int32_t divideByPowerOfTwo(int32_t x, int exponent) {
  int32_t mask = static_cast<int32_t>((INT64_C(1) << exponent) - 1);
  int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> exponent) + ((x & mask) > threshold ? 1 : 0);
}

static int64_t clampInt(int64_t value, int64_t qmin, int64_t qmax) {
  return std::min(std::max(value, qmin), qmax);
}

TEST(Arithmetic, WorkedCase) {
  // docs/Arithmetic.md: the numerics are different functions.
  EXPECT_EQ(rescaleSingle(585, 1527099593, 37, -126, -128, 127), -119);
  EXPECT_EQ(rescaleDouble(585, 1527099593, 37, -126, -128, 127), -119);
  // In f32 the case turns on the scale's last bit. A scale that was multiplied
  // up in f32, as XNNPACK does, is here one below the f32 nearest to
  // 1527099593 * 2^-37; its product is the tie 6.5 and goes to even. That of
  // the nearest is above 6.5.
  auto nearest = static_cast<float>(std::ldexp(1527099593.0, -37));
  EXPECT_EQ(rescaleFP32(585, std::nextafter(nearest, 0.0f), -126, -128, 127),
            -120);
  EXPECT_EQ(rescaleFP32(585, nearest, -126, -128, 127), -119);
}

TEST(Arithmetic, RescaleFP32) {
  std::mt19937 random(1);
  for (int i = 0; i < 300000; ++i) {
    auto acc = static_cast<int32_t>(random()) >> (random() % 32);
    // From far below the smallest useful scale to far above 1.
    float scale = std::ldexp(1 + (random() % (1 << 23)) / 8388608.0f,
                             static_cast<int>(random() % 60) - 40);
    int zeroPoint = static_cast<int>(random() % 256) - 128;
    // The double product of two floats is exact.
    float product = static_cast<float>(
        static_cast<double>(static_cast<float>(acc)) * scale);
    ASSERT_EQ(rescaleFP32(acc, scale, zeroPoint, -128, 127),
              clampTo(roundHalfToEven(product), zeroPoint, -128, 127))
        << acc << " * " << scale;
  }
}

TEST(Arithmetic, RescaleFP32Boundaries) {
  for (int k = -140; k <= 140; ++k) {
    int even = k % 2 == 0 ? k : k + 1;
    EXPECT_EQ(rescaleFP32(2 * k + 1, 0.5f, 0, -128, 127),
              clampInt(even, -128, 127));
    EXPECT_EQ(rescaleFP32(2 * k + 1, 0.5f, 128, 0, 255),
              clampInt(even + 128, 0, 255));
  }
  EXPECT_EQ(rescaleFP32(INT32_MAX, 1e30f, -5, -128, 127), 127);
  EXPECT_EQ(rescaleFP32(INT32_MIN, 1e30f, -5, -128, 127), -128);
  EXPECT_EQ(rescaleFP32(INT32_MIN, 3e38f, -5, -32768, 32767), -32768);
  EXPECT_EQ(rescaleFP32(0, 3e38f, -5, -128, 127), -5);
  // f32 has 24 bits, and the conversion rounds before the product does: the
  // product 16777219.0000001 of the unrounded accumulator would give 16777220.
  EXPECT_EQ(rescaleFP32(16777217, std::nextafter(1.0f, 2.0f), 0, INT32_MIN,
                        INT32_MAX),
            16777218);
}

TEST(Arithmetic, AddFP32) {
  std::mt19937 random(3);
  auto randomScale = [&] {
    float scale = std::ldexp(1 + (random() % (1 << 23)) / 8388608.0f,
                             static_cast<int>(random() % 16) - 12);
    return random() % 4 == 0 ? -scale : scale;
  };
  for (int i = 0; i < 300000; ++i) {
    int a = static_cast<int>(random() % 511) - 255,
        b = static_cast<int>(random() % 511) - 255;
    float aScale = randomScale(), bScale = randomScale();
    int zeroPoint = static_cast<int>(random() % 256) - 128;
    // Products and sums of floats in double, rounded to f32, are the same as
    // those that are rounded to f32 at once.
    double left = static_cast<float>(static_cast<double>(a) * aScale),
           right = static_cast<float>(static_cast<double>(b) * bScale);
    ASSERT_EQ(addFP32(a, aScale, b, bScale, zeroPoint, -128, 127),
              clampTo(roundHalfToEven(static_cast<float>(left + right)),
                      zeroPoint, -128, 127))
        << a << " * " << aScale << " + " << b << " * " << bScale;
  }
}

TEST(Arithmetic, AddFP32Boundaries) {
  EXPECT_EQ(addFP32(255, 0.5f, -255, 0.5f, -128, -128, 127), -128);
  EXPECT_EQ(addFP32(1, 0.25f, 1, 0.25f, 0, -128, 127), 0);
  EXPECT_EQ(addFP32(3, 0.25f, 3, 0.25f, 0, -128, 127), 2);
  EXPECT_EQ(addFP32(3, 0.25f, 3, 0.25f, 1, -128, 127), 3);
  float large = std::nextafter(std::ldexp(1.0f, 120), 0.0f);
  EXPECT_EQ(addFP32(255, large, 255, large, 3, -128, 127), 127);
  EXPECT_EQ(addFP32(255, large, 255, -large, 3, -128, 127), 3);
  EXPECT_EQ(addFP32(-255, large, -255, large, 3, -128, 127), -128);
  // 30 * 0.1f is above 3 and rounds to 3, which makes the sum a tie.
  EXPECT_EQ(addFP32(30, 0.1f, -5, 0.5f, 0, -128, 127), 0);
  EXPECT_EQ(addFP32(-5, 0.5f, 30, 0.1f, 0, -128, 127), 0);
}

TEST(Arithmetic, DynamicScale) {
  EXPECT_EQ(dynamicScale({}), 0);
  EXPECT_EQ(dynamicScale({0.0f, -0.0f}), 0);
  EXPECT_EQ(dynamicScale({1.0f, -254.0f, 3.0f}), 2);
  EXPECT_EQ(dynamicScale({0x1p-60f}), 0x1p-60f / 127);
  EXPECT_EQ(dynamicScale({std::nextafter(0x1p-60f, 0.0f), -1e-40f}), 0);
  EXPECT_EQ(dynamicScale({1.0f, -inf}), inf);
  EXPECT_TRUE(std::isnan(dynamicScale({inf, nan32, 1.0f})));
  EXPECT_TRUE(std::isnan(dynamicScale({-nan32, 1.0f})));
}

TEST(Arithmetic, DynamicQuantizeFillsItsRange) {
  std::mt19937 random(10);
  std::uniform_real_distribution<float> exponents(-59, 127);
  for (int i = 0; i < 100000; ++i) {
    float largest = std::exp2(exponents(random)),
          scale = dynamicScale({largest, -largest / 3});
    ASSERT_EQ(dynamicQuantize(largest, scale), 127) << largest;
    ASSERT_EQ(dynamicQuantize(-largest, scale), -127) << largest;
    ASSERT_EQ(dynamicQuantize(0, scale), 0) << largest;
  }
  for (float scale : {0.0f, inf, nan32})
    for (float x : {0.0f, 1.0f, -3e38f, inf, nan32})
      EXPECT_EQ(dynamicQuantize(x, scale), 0) << x << " by " << scale;
  EXPECT_EQ(dynamicQuantize(1.25f, 0.5f), 2);
  EXPECT_EQ(dynamicQuantize(-1e9f, 0.5f), -128);
}

TEST(Arithmetic, RescaleSingleIsFloorOfXPlusHalf) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 300000; ++i) {
    auto acc = static_cast<int32_t>(random()) >> (random() % 32);
    auto multiplier = static_cast<int32_t>((1u << 30) + random() % (1u << 30));
    int shift = 2 + random() % 61;
    // floor((2 acc m + 2^s) / 2^(s+1)) by division, in 128 bits.
    __extension__ __int128 numerator =
        static_cast<__int128>(acc) * multiplier * 2 +
        (static_cast<__int128>(1) << shift);
    __extension__ __int128 denominator = static_cast<__int128>(1)
                                         << (shift + 1);
    __extension__ __int128 quotient = numerator / denominator;
    if (numerator % denominator < 0)
      --quotient;
    auto expected = static_cast<int64_t>(quotient < -1000  ? -1000
                                         : quotient > 1000 ? 1000
                                                           : quotient);
    ASSERT_EQ(rescaleSingle(acc, multiplier, shift, 11, -128, 127),
              clampInt(expected + 11, -128, 127))
        << acc << " " << multiplier << " " << shift;
  }
}

TEST(Arithmetic, RescaleDoubleIsTFLite) {
  std::mt19937_64 random(3);
  int singleDiffers = 0;
  for (int i = 0; i < 500000; ++i) {
    int shift = 8 + random() % 55;
    int leftShift = std::max(0, 31 - shift);
    auto acc = static_cast<int32_t>(random()) >> (random() % 32);
    // A left shift that overflows is undefined in TFLite.
    acc >>= leftShift;
    auto multiplier = static_cast<int32_t>((1u << 30) + random() % (1u << 30));
    int32_t expected =
        divideByPowerOfTwo(doublingHighMul(acc * (1 << leftShift), multiplier),
                           std::max(0, shift - 31));
    ASSERT_EQ(
        rescaleDouble(acc, multiplier, shift, -4, INT32_MIN, INT32_MAX),
        clampInt(static_cast<int64_t>(expected) - 4, INT32_MIN, INT32_MAX))
        << acc << " " << multiplier << " " << shift;
    singleDiffers += rescaleSingle(acc, multiplier, shift, 0, INT32_MIN,
                                   INT32_MAX) != expected;
  }
  EXPECT_GT(singleDiffers, 100);
}

TEST(Arithmetic, RescaleDoubleTies) {
  // At shift 32 a tie of the whole product: single rounds up, double away from
  // zero, because of its first rounding.
  constexpr int32_t half = 1 << 30; // half * 2^-32 is 0.25
  EXPECT_EQ(rescaleSingle(-2, half, 32, 0, -128, 127), 0);
  EXPECT_EQ(rescaleDouble(-2, half, 32, 0, -128, 127), -1);
  EXPECT_EQ(rescaleSingle(2, half, 32, 0, -128, 127), 1);
  EXPECT_EQ(rescaleDouble(2, half, 32, 0, -128, 127), 1);
  // At 31 there is no second rounding, and none of its term.
  EXPECT_EQ(rescaleDouble(-1, half, 31, 0, -128, 127), 0);
}

TEST(Arithmetic, RescaleExtremes) {
  // |acc| = 2^31, the largest multiplier, the least and the greatest shift.
  EXPECT_EQ(rescaleSingle(INT32_MAX, INT32_MAX, 2, 0, -128, 127), 127);
  EXPECT_EQ(rescaleSingle(INT32_MIN, INT32_MAX, 2, 0, -128, 127), -128);
  EXPECT_EQ(rescaleDouble(INT32_MAX, INT32_MAX, 62, 0, -128, 127), 1);
  EXPECT_EQ(rescaleDouble(INT32_MIN, INT32_MAX, 62, 0, -128, 127), -1);
  // A zero point that would overflow narrow storage, and u8 200.
  EXPECT_EQ(rescaleSingle(10, 1 << 30, 30, 200, 0, 255), 210);
  EXPECT_EQ(rescaleSingle(INT32_MAX, INT32_MAX, 31, 200, INT32_MIN, INT32_MAX),
            INT32_MAX);
  // 48-bit accumulators with 16-bit multipliers (TOSA scale32 = false).
  EXPECT_EQ(
      rescaleSingle((INT64_C(1) << 47) - 1, 1 << 14, 54, 0, -32768, 32767),
      128);
  // Even where the product does not fit 64 bits.
  EXPECT_EQ(rescaleSingle(INT64_C(1) << 47, 1 << 30, 62, 0, -32768, 32767),
            32767);
  EXPECT_EQ(rescaleSingle(INT64_MIN, INT32_MAX, 2, -128, -128, 127), -128);
  EXPECT_EQ(rescaleDouble(12345, 0, 40, 6, -128, 127), 6);
}

//===----------------------------------------------------------------------===//
// quantizeMultiplier
//===----------------------------------------------------------------------===//

TEST(Arithmetic, QuantizeMultiplierIsExactForFloats) {
  std::mt19937 random(4);
  for (int exponent = -32; exponent < 29; ++exponent)
    for (int i = 0; i < 200; ++i) {
      float mantissa = 1 + (i == 0   ? 0
                            : i == 1 ? 8388607
                                     : random() % (1 << 23)) /
                               8388608.0f;
      float scale = std::ldexp(mantissa, exponent);
      std::optional<FixedPointScale> fixed = quantizeMultiplier(scale);
      ASSERT_TRUE(fixed);
      EXPECT_GE(fixed->multiplier, 1 << 30);
      EXPECT_GE(fixed->shift, 2);
      EXPECT_LE(fixed->shift, 62);
      EXPECT_EQ(std::ldexp(fixed->multiplier, -fixed->shift), scale);
    }
}

TEST(Arithmetic, QuantizeMultiplierRounds) {
  // Just below 1 rounds up to 1 = 2^30 * 2^-30, not to 2^31 * 2^-31.
  std::optional<FixedPointScale> one =
      quantizeMultiplier(std::nextafter(1.0, 0.0));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->multiplier, 1 << 30);
  EXPECT_EQ(one->shift, 30);
  // A tie of the 31-bit rounding goes away from zero.
  std::optional<FixedPointScale> tie =
      quantizeMultiplier(std::ldexp((1 << 30) + 0.5, -30));
  ASSERT_TRUE(tie);
  EXPECT_EQ(tie->multiplier, (1 << 30) + 1);
}

TEST(Arithmetic, QuantizeMultiplierOutside) {
  for (double scale :
       {0.0, -1.0, static_cast<double>(nan32), static_cast<double>(inf),
        std::ldexp(1, 29), std::nextafter(std::ldexp(1, 29), 0.0)})
    EXPECT_FALSE(quantizeMultiplier(scale)) << scale;
  std::optional<FixedPointScale> largest =
      quantizeMultiplier(std::ldexp(INT32_MAX, -2));
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->multiplier, INT32_MAX);
  EXPECT_EQ(largest->shift, 2);

  // Below 2^-32 the shift stays and the multiplier loses bits.
  std::optional<FixedPointScale> small = quantizeMultiplier(std::ldexp(5, -40));
  ASSERT_TRUE(small);
  EXPECT_EQ(small->multiplier, 5 << 22);
  EXPECT_EQ(small->shift, 62);
  EXPECT_EQ(quantizeMultiplier(std::ldexp(1, -33))->multiplier, 1 << 29);
  EXPECT_EQ(quantizeMultiplier(std::ldexp(1, -33))->shift, 62);
  EXPECT_EQ(quantizeMultiplier(1e-300)->multiplier, 0);
  EXPECT_EQ(quantizeMultiplier(1e-300)->shift, 62);
  EXPECT_EQ(rescaleSingle(INT32_MIN, small->multiplier, 62, 3, -128, 127), 3);
}

//===- Arithmetic.h - The arithmetic, to the bit ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The only scalar definition of quantize, dequantize and the three rescales.
/// Folders, the interpreter and the tests call it; every lowering must equal
/// it. Plain and slow on purpose.
///
/// Floating point is IEEE in the default environment (round to nearest even).
/// No product here may be contracted with a sum: clang is told so in each
/// function, other compilers need -ffp-contract=off.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_REFERENCE_ARITHMETIC_H
#define QOPT_REFERENCE_ARITHMETIC_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/bit.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <optional>

/// Written first in a function body, forbids FMA contraction in that body. At
/// file scope the pragma would leak into whatever includes this header.
#if defined(__clang__)
#define QOPT_NO_FP_CONTRACT _Pragma("STDC FP_CONTRACT OFF")
#else
#define QOPT_NO_FP_CONTRACT
#endif

namespace qopt {

/// How an accumulator is rescaled. A property of each op, set by the plan and
/// never derived from the target.
enum class Numerics {
  /// One f32 product, rounded to nearest even (XNNPACK, ONNX Runtime).
  FP32,
  /// Fixed point, rounded once, half up (TOSA SINGLE_ROUND, ruy).
  Single,
  /// Fixed point, rounded twice (TOSA DOUBLE_ROUND, TFLite's reference).
  Double
};

/// The name in plans and options: fp32, single, double.
inline llvm::StringRef getNumericsName(Numerics numerics) {
  switch (numerics) {
  case Numerics::FP32:
    return "fp32";
  case Numerics::Single:
    return "single";
  case Numerics::Double:
    return "double";
  }
  return "";
}

/// The inverse of getNumericsName; nullopt for any other name.
inline std::optional<Numerics> parseNumerics(llvm::StringRef name) {
  for (Numerics numerics : {Numerics::FP32, Numerics::Single, Numerics::Double})
    if (getNumericsName(numerics) == name)
      return numerics;
  return std::nullopt;
}

namespace detail {
/// Holds |i64 accumulator * i32 multiplier| + rounding without overflow, so
/// that the definitions below are those of docs/Arithmetic.md for every input.
__extension__ typedef __int128 Int128;

/// Rounds \p value half to even, adds \p zeroPoint and clamps to [qmin, qmax].
/// The clamp comes before the conversion, which is undefined for what does not
/// fit; in double it is exact, since value is a float and the bounds are small.
inline int64_t roundAndClamp(float value, int64_t zeroPoint, int64_t qmin,
                             int64_t qmax) {
  double rounded = std::nearbyint(static_cast<double>(value));
  double low = static_cast<double>(qmin - zeroPoint);
  double high = static_cast<double>(qmax - zeroPoint);
  rounded = rounded < low ? low : rounded > high ? high : rounded;
  return static_cast<int64_t>(rounded) + zeroPoint;
}

/// Adds \p zeroPoint and clamps to [qmin, qmax].
inline int64_t addAndClamp(Int128 value, int64_t zeroPoint, int64_t qmin,
                           int64_t qmax) {
  value += zeroPoint;
  return static_cast<int64_t>(value < qmin   ? qmin
                              : value > qmax ? qmax
                                             : value);
}
} // namespace detail

/// `clamp(rne(x / scale) + zeroPoint, qmin, qmax)`, a real f32 division: the
/// product with a reciprocal would move ties. Infinities saturate; NaN gives
/// the zero point. \p scale must be positive and finite, |zero point| and the
/// bounds below 2^52.
inline int64_t quantize(float x, float scale, int64_t zeroPoint, int64_t qmin,
                        int64_t qmax) {
  QOPT_NO_FP_CONTRACT
  assert(scale > 0 && std::isfinite(scale) && "the scale must be positive");
  if (std::isnan(x))
    return zeroPoint;
  return detail::roundAndClamp(x / scale, zeroPoint, qmin, qmax);
}

/// `scale * (q - zeroPoint)` in f32; q - zeroPoint is exact up to 2^24.
inline float dequantize(int64_t q, float scale, int64_t zeroPoint) {
  QOPT_NO_FP_CONTRACT
  return scale * static_cast<float>(q - zeroPoint);
}

/// Numerics `fp32`: `clamp(rne(f32(acc) * scale) + zeroPoint, qmin, qmax)`, the
/// conversion and the product each rounded to f32. \p scale must be finite.
inline int64_t rescaleFP32(int64_t acc, float scale, int64_t zeroPoint,
                           int64_t qmin, int64_t qmax) {
  QOPT_NO_FP_CONTRACT
  assert(std::isfinite(scale) && "the scale must be finite");
  float product = static_cast<float>(acc) * scale;
  return detail::roundAndClamp(product, zeroPoint, qmin, qmax);
}

/// Numerics `fp32` of a weighted sum: as rescaleFP32, of
/// `f32(a) * aScale + f32(b) * bScale`, two products and one sum, each rounded
/// to f32. The products must be finite, so that their sum is no NaN.
inline int64_t addFP32(int64_t a, float aScale, int64_t b, float bScale,
                       int64_t zeroPoint, int64_t qmin, int64_t qmax) {
  QOPT_NO_FP_CONTRACT
  float left = static_cast<float>(a) * aScale;
  float right = static_cast<float>(b) * bScale;
  assert(std::isfinite(left) && std::isfinite(right) && "infinite product");
  return detail::roundAndClamp(left + right, zeroPoint, qmin, qmax);
}

/// `x * scale + bias`, the product and the sum each rounded to f32.
inline float scaleAndAdd(float x, float scale, float bias) {
  QOPT_NO_FP_CONTRACT
  float product = x * scale;
  return product + bias;
}

/// The least magnitude of a sample's largest element that gives it a scale
/// other than 0, and the least scale that is multiplied with it: their product
/// is no denormal.
inline constexpr float leastDynamicMagnitude = 0x1p-60f,
                       leastDynamicWeightScale = 0x1p-59f;

/// The scale of a sample that is quantized when the program runs: a 127th of
/// the largest magnitude, of which that of a NaN is the largest.
inline float dynamicScale(llvm::ArrayRef<float> sample) {
  uint32_t largest = 0;
  for (float x : sample)
    largest = std::max(largest, llvm::bit_cast<uint32_t>(x) & 0x7fffffff);
  auto magnitude = llvm::bit_cast<float>(largest);
  return magnitude < leastDynamicMagnitude ? 0 : magnitude / 127;
}

/// `clamp(rne(x * (1 / scale)), -128, 127)`, the quotient and the product each
/// rounded to f32; 0 where the scale is 0 or the product NaN.
inline int64_t dynamicQuantize(float x, float scale) {
  QOPT_NO_FP_CONTRACT
  float factor = scale == 0 ? 0 : 1 / scale;
  float product = x * factor;
  return std::isnan(product) ? 0 : detail::roundAndClamp(product, 0, -128, 127);
}

/// Numerics `single`, scale = multiplier * 2^-shift, 2 <= shift <= 62:
/// `clamp(((acc * multiplier + (1 << (shift - 1))) >> shift) + zeroPoint)`.
/// Also TOSA's 16-bit multipliers (scale32 = false).
inline int64_t rescaleSingle(int64_t acc, int32_t multiplier, int shift,
                             int64_t zeroPoint, int64_t qmin, int64_t qmax) {
  assert(multiplier >= 0 && shift >= 2 && shift <= 62 && "out of range");
  detail::Int128 sum = static_cast<detail::Int128>(acc) * multiplier;
  sum += static_cast<detail::Int128>(1) << (shift - 1);
  return detail::addAndClamp(sum >> shift, zeroPoint, qmin, qmax);
}

/// Numerics `double`: as `single`, but for shift > 31 the rounding term is
/// first moved by 2^30 away from zero, which is what rounding the high half of
/// the doubled product and then the shift amounts to.
inline int64_t rescaleDouble(int64_t acc, int32_t multiplier, int shift,
                             int64_t zeroPoint, int64_t qmin, int64_t qmax) {
  assert(multiplier >= 0 && shift >= 2 && shift <= 62 && "out of range");
  detail::Int128 sum = static_cast<detail::Int128>(acc) * multiplier;
  sum += static_cast<detail::Int128>(1) << (shift - 1);
  if (shift > 31)
    sum += acc >= 0 ? INT64_C(1) << 30 : -(INT64_C(1) << 30);
  return detail::addAndClamp(sum >> shift, zeroPoint, qmin, qmax);
}

/// A positive scale as multiplier * 2^-shift.
struct FixedPointScale {
  int32_t multiplier;
  int shift;
};

/// The nearest multiplier * 2^-shift to \p scale with 2^30 <= multiplier < 2^31
/// and 2 <= shift <= 62, ties away from zero as in TFLite's QuantizeMultiplier;
/// exact for every f32 scale in range.
///
/// A scale below 2^-32 has no such form: it keeps shift 62 and its multiplier
/// is below 2^30, possibly 0 (it would round any i32 accumulator to 0 either
/// way). nullopt for what cannot be said at all: a scale that is not positive
/// and finite, or rounds to 2^29 or more.
inline std::optional<FixedPointScale> quantizeMultiplier(double scale) {
  if (!(scale > 0) || !std::isfinite(scale))
    return std::nullopt;
  int exponent;
  double fraction = std::frexp(scale, &exponent); // in [0.5, 1)
  int shift = 31 - exponent;
  if (shift > 62)
    return FixedPointScale{
        static_cast<int32_t>(std::llround(std::ldexp(scale, 62))), 62};
  int64_t multiplier = std::llround(std::ldexp(fraction, 31));
  if (multiplier == INT64_C(1) << 31) {
    multiplier >>= 1;
    --shift;
  }
  if (shift < 2)
    return std::nullopt;
  return FixedPointScale{static_cast<int32_t>(multiplier), shift};
}

/// A softmax's factor of the entries of a row whose sum is \p sum, which is
/// positive: `1 / (sum * scale)`, from below, to 29 bits. \p scale is in
/// [2^-20, 1].
inline FixedPointScale softmaxFactor(uint32_t sum, float scale) {
  assert(sum > 0 && sum < UINT32_C(1) << 31 && "not the sum of a row");
  FixedPointScale inverse = *quantizeMultiplier(1 / double(scale));
  int zeros = 0;
  while (!(sum << zeros >> 31))
    ++zeros;
  uint64_t multiplier =
      (static_cast<uint64_t>(inverse.multiplier) << 31) / (sum << zeros);
  return {static_cast<int32_t>(multiplier), 31 + inverse.shift - zeros};
}

/// The start of Newton's steps: within 9 % of 1 / sqrt(w) between 1/4 and 1.
inline constexpr int64_t rsqrtStart = 2287070085, rsqrtSlope = 1299227607;
inline constexpr int rsqrtSteps = 4;

/// `1 / sqrt(v)` to 28 bits, of a \p v in [1, 2^63), by Newton's steps in
/// integers.
inline FixedPointScale reciprocalSqrt(uint64_t v) {
  assert(v > 0 && "needs a positive number");
  int half = 0;
  while (!(v << (2 * half) >> 62))
    ++half;
  auto w = static_cast<int64_t>(v << (2 * half) >> 32);
  int64_t r = rsqrtStart - ((w * rsqrtSlope) >> 32);
  for (int step = 0; step < rsqrtSteps; ++step)
    r = (r * ((INT64_C(3) << 29) - ((((r * r) >> 31) * w) >> 32))) >> 30;
  constexpr int64_t max = INT32_MAX;
  return {static_cast<int32_t>(r < max ? r : max), 62 - half};
}

/// What is added to `n S2 - S1^2` of a layer norm in integers.
inline int64_t normEpsilon(int64_t n, float epsilon) {
  double real = double(n) * double(n) * double(epsilon);
  return real < 1 ? 1 : static_cast<int64_t>(std::nearbyint(real));
}

/// Binary digits after the point of a normalised element, and of a layer norm's
/// beta.
inline constexpr int normalisedBits = 23, betaBits = 15;

/// A layer norm's element in integers: \p centred is `n q - S1`, \p factor
/// reciprocalSqrt of its row.
inline int64_t layerNormSingle(int64_t centred, FixedPointScale factor,
                               int64_t gamma, int64_t beta, int shift,
                               int64_t zeroPoint, int64_t qmin, int64_t qmax) {
  int64_t normalised =
      rescaleSingle(centred, factor.multiplier, factor.shift - normalisedBits,
                    0, INT32_MIN, INT32_MAX);
  int64_t sum = normalised * gamma + beta * (INT64_C(1) << (shift - betaBits)) +
                (INT64_C(1) << (shift - 1));
  return detail::addAndClamp(sum >> shift, zeroPoint, qmin, qmax);
}

} // namespace qopt

#endif // QOPT_REFERENCE_ARITHMETIC_H

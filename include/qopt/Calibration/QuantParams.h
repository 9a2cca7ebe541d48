//===- QuantParams.h - From a range to scale and zero point -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The parameters of `x = scale * (q - zeroPoint)` and the schemes that choose
/// them from a range of real values. Formulas: docs/Arithmetic.md.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_QUANTPARAMS_H
#define QOPT_CALIBRATION_QUANTPARAMS_H

#include "qopt/Calibration/Range.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// How a range becomes a scale and a zero point, for b bits.
enum class Scheme {
  /// The range, widened to contain 0, onto all 2^b values:
  /// s = (max - min) / (2^b - 1), z = rne(qmin - min / s).
  Asymmetric,
  /// s = max(|min|, |max|) / (2^(b-1) - 1), z = 0; signed storage only.
  Symmetric,
  /// q = round((x - min) / (max - min) * (2^b - 1)), unsigned storage only. As
  /// Asymmetric: the zero point is rounded, so that 0 is exact.
  MinMax
};

/// The name in plans and options: asymmetric, symmetric, minmax.
llvm::StringRef getSchemeName(Scheme scheme);

/// The inverse of getSchemeName; nullopt for any other name.
std::optional<Scheme> parseScheme(llvm::StringRef name);

/// What is quantized. Symmetric weights leave out -2^(b-1): then a pair of
/// products fits i16, which several dot instructions need.
enum class Role { Activation, Weight };

/// The parameters of one tensor, or of one channel of a weight.
struct QuantParams {
  int bits = 8;
  bool isSigned = true;
  Scheme scheme = Scheme::Asymmetric;
  /// A positive normal f32, always.
  float scale = 1;
  /// In [qmin, qmax], so 0 is represented exactly.
  int64_t zeroPoint = 0;
  /// The stored values that are used, inclusive.
  int64_t qmin = -128;
  int64_t qmax = 127;

  friend bool operator==(const QuantParams &a, const QuantParams &b) {
    return a.bits == b.bits && a.isSigned == b.isSigned &&
           a.scheme == b.scheme && a.scale == b.scale &&
           a.zeroPoint == b.zeroPoint && a.qmin == b.qmin && a.qmax == b.qmax;
  }
};

/// How an activation is quantized: all of it, or every element of its last
/// dimension by itself.
struct TensorParams : QuantParams {
  TensorParams() = default;
  TensorParams(const QuantParams &params) : QuantParams(params) {}

  /// One for each element of the last dimension, of which `scale` is the
  /// largest; empty where all have that one.
  std::vector<float> channelScales;

  double scaleOf(int64_t channel) const {
    return channelScales.empty() ? scale : channelScales[channel];
  }
};

/// Moves the storage of \p params to the other signedness, which changes no
/// number that it stands for.
void flipSignedness(QuantParams &params);

/// Checks that \p scale may be the scale of a tensor: a positive normal f32.
bool isValidScale(float scale);

/// Parameters with the storage limits that the scheme uses, scale 1 and zero
/// point 0.
///
/// \returns an error if \p bits is not in [2, 16] or the scheme demands the
/// other signedness; the message does not name the tensor.
llvm::Expected<QuantParams> makeStorage(Scheme scheme, int bits, bool isSigned,
                                        Role role = Role::Activation);

/// Parameters, and what was odd about the range they come from.
struct ParamsChoice {
  QuantParams params;
  /// Empty for an ordinary range; else one sentence for the report: the range
  /// was one value, or too narrow for an f32 scale.
  std::string degenerate;
};

/// Chooses scale and zero point for \p range.
///
/// The range [0, 0] gets scale 1; a range so narrow that its scale would not be
/// a normal f32 gets the smallest normal one. Another constant is widened to
/// contain 0 like any range, and so is represented well.
///
/// \returns an error, which does not name the tensor, if the range is empty,
/// NaN, or not within f32, and as makeStorage.
llvm::Expected<ParamsChoice> chooseParams(const Range &range, Scheme scheme,
                                          int bits, bool isSigned,
                                          Role role = Role::Activation);

} // namespace qopt

#endif // QOPT_CALIBRATION_QUANTPARAMS_H

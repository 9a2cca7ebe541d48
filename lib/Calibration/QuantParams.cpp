//===- QuantParams.cpp - From a range to scale and zero point -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/QuantParams.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/Twine.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

static constexpr Scheme allSchemes[] = {Scheme::Asymmetric, Scheme::Symmetric,
                                        Scheme::MinMax};

StringRef qopt::getSchemeName(Scheme scheme) {
  switch (scheme) {
  case Scheme::Asymmetric:
    return "asymmetric";
  case Scheme::Symmetric:
    return "symmetric";
  case Scheme::MinMax:
    return "minmax";
  }
  return "";
}

std::optional<Scheme> qopt::parseScheme(StringRef name) {
  for (Scheme scheme : allSchemes)
    if (getSchemeName(scheme) == name)
      return scheme;
  return std::nullopt;
}

bool qopt::isValidScale(float scale) {
  return std::isnormal(scale) && scale > 0;
}

Expected<QuantParams> qopt::makeStorage(Scheme scheme, int bits, bool isSigned,
                                        Role role) {
  if (bits < 2 || bits > 16)
    return makeError("cannot be stored in " + Twine(bits) +
                     " bits; choose from 2 to 16");
  if (scheme == Scheme::Symmetric && !isSigned)
    return makeError("the scheme symmetric needs signed storage; make "
                     "it signed, or choose asymmetric or minmax");
  if (scheme == Scheme::MinMax && isSigned)
    return makeError("the scheme minmax needs unsigned storage; make "
                     "it unsigned, or choose asymmetric");
  QuantParams params;
  params.bits = bits;
  params.isSigned = isSigned;
  params.scheme = scheme;
  params.qmin = isSigned ? -(1 << (bits - 1)) : 0;
  params.qmax = params.qmin + (1 << bits) - 1;
  if (scheme == Scheme::Symmetric && role == Role::Weight)
    params.qmin = -params.qmax;
  return params;
}

static Error checkRange(const Range &range) {
  // In this form NaN fails too.
  if (!(range.min <= range.max))
    return makeError(formatv("the range [{0}, {1}] is empty; give min <= max",
                             range.min, range.max)
                         .str());
  double limit = std::numeric_limits<float>::max();
  if (range.min < -limit || range.max > limit)
    return makeError(
        formatv("the range [{0:e}, {1:e}] is not within f32; give values of "
                "at most 3.4e38",
                range.min, range.max)
            .str());
  return Error::success();
}

Expected<ParamsChoice> qopt::chooseParams(const Range &range, Scheme scheme,
                                          int bits, bool isSigned, Role role) {
  Expected<QuantParams> params = makeStorage(scheme, bits, isSigned, role);
  if (!params)
    return params.takeError();
  if (Error error = checkRange(range))
    return error;

  double low = std::min(range.min, 0.0);
  double high = std::max(range.max, 0.0);
  bool isSymmetric = scheme == Scheme::Symmetric;
  double span = isSymmetric ? std::max(-low, high) : high - low;
  int steps = isSymmetric ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
  double exactScale = span / steps;
  ParamsChoice choice;
  constexpr float smallestScale = std::numeric_limits<float>::min();
  if (span == 0) {
    params->scale = 1;
  } else if (exactScale < smallestScale) {
    params->scale = smallestScale;
    choice.degenerate =
        formatv("the range [{0:e}, {1:e}] is too narrow for an f32 scale; the "
                "smallest normal one is used",
                range.min, range.max);
  } else {
    params->scale = static_cast<float>(exactScale);
  }
  if (range.min == range.max)
    choice.degenerate =
        formatv("every value is {0}; if that is not intended, check the "
                "calibration data",
                range.min);

  if (!isSymmetric) {
    double qmin = static_cast<double>(params->qmin);
    double qmax = static_cast<double>(params->qmax);
    // The rounded scale is the one that will be used, so it decides.
    double zeroPoint = std::nearbyint(qmin - low / params->scale);
    params->zeroPoint = static_cast<int64_t>(std::clamp(zeroPoint, qmin, qmax));
  }
  choice.params = *params;
  return choice;
}

void qopt::flipSignedness(QuantParams &params) {
  int64_t offset = INT64_C(1) << (params.bits - 1);
  if (!params.isSigned)
    offset = -offset;
  params.isSigned = !params.isSigned;
  params.zeroPoint += offset;
  params.qmin += offset;
  params.qmax += offset;
}

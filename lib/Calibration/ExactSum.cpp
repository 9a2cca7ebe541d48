//===- ExactSum.cpp - A sum of floats without rounding --------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/ExactSum.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include <cassert>
#include <cmath>

using namespace llvm;
using namespace qopt;

void ExactSum::add(double term) {
  assert(std::isfinite(term) && std::abs(term) < 0x1p320 &&
         "a term out of range");
  constexpr int digits = 53;
  int exponent;
  auto mantissa =
      static_cast<int64_t>(std::ldexp(std::frexp(term, &exponent), digits));
  int shift = exponent - digits - lowestExponent;
  // What is shifted out is zeros, as the term is a multiple of the unit.
  if (shift < 0) {
    mantissa >>= std::min(-shift, 63);
    shift = 0;
  }
  value += APInt(width, static_cast<uint64_t>(mantissa), /*isSigned=*/true)
           << shift;
}

double ExactSum::toDouble() const {
  // The leading bits, as many as a double has. (APInt::roundToDouble is wrong
  // for more than 64.)
  APInt magnitude = value.abs();
  int dropped = std::max(static_cast<int>(magnitude.getActiveBits()) - 53, 0);
  auto leading = static_cast<double>(magnitude.lshr(dropped).getLimitedValue());
  return std::ldexp(value.isNegative() ? -leading : leading,
                    dropped + lowestExponent);
}

std::string ExactSum::toString() const {
  SmallString<width / 4> text;
  value.toStringSigned(text, 16);
  return StringRef(text).lower();
}

std::optional<ExactSum> ExactSum::parse(StringRef text) {
  StringRef digits = text;
  bool isNegative = digits.consume_front("-");
  auto isLowerHexDigit = [](char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f');
  };
  if (digits.empty() || digits.size() > (width - 64) / 4 ||
      !all_of(digits, isLowerHexDigit))
    return std::nullopt;
  ExactSum sum;
  sum.value = APInt(width, digits, 16);
  if (isNegative)
    sum.value.negate();
  return sum;
}

//===- WeightKeys.h - What files say of weights -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CALIBRATION_WEIGHTKEYS_H
#define QOPT_LIB_CALIBRATION_WEIGHTKEYS_H

#include "JSONFile.h"
#include "qopt/Calibration/Plan.h"

namespace qopt {

/// The bits of weights; the most where they are none.
inline int readWeightBits(ObjectReader &reader, llvm::StringRef key) {
  int64_t bits = reader.getInteger(key);
  if (bits >= WeightPlan::minBits && bits <= WeightPlan::maxBits)
    return static_cast<int>(bits);
  reader.report(key, "is " + llvm::Twine(bits) + ", but weights have " +
                         llvm::Twine(WeightPlan::minBits) + " to " +
                         llvm::Twine(WeightPlan::maxBits) +
                         " bits; write one of them");
  return WeightPlan::maxBits;
}

/// The weights that share a factor.
inline int64_t readWeightGroup(ObjectReader &reader, llvm::StringRef key) {
  int64_t group = reader.getInteger(key);
  if (!isWeightGroup(group))
    reader.report(key, "is " + llvm::Twine(group) +
                           ", but groups have 32, 64 or 128 weights; write one "
                           "of them, or delete it");
  return group;
}

} // namespace qopt

#endif // QOPT_LIB_CALIBRATION_WEIGHTKEYS_H

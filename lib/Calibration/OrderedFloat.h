//===- OrderedFloat.h - Floats as integers of their order -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CALIBRATION_ORDEREDFLOAT_H
#define QOPT_LIB_CALIBRATION_ORDEREDFLOAT_H

#include "llvm/ADT/bit.h"

#include <cstdint>
#include <limits>

namespace qopt {

/// Maps the bits of a float to an integer of the same order (and back: it is
/// its own inverse): -NaN < -inf < ... < -0 < +0 < ... < inf < NaN. Minimum and
/// maximum of integers are associative, so the compiler vectorizes their
/// reduction, which it may not do for floats; and NaN cannot slip through, as
/// it does where every comparison with it is false.
inline int32_t toOrdered(int32_t bits) {
  return bits ^ ((bits >> 31) & std::numeric_limits<int32_t>::max());
}

inline double fromOrdered(int32_t key) {
  // The sum turns -0 into +0.
  return llvm::bit_cast<float>(toOrdered(key)) + 0.0;
}

} // namespace qopt

#endif // QOPT_LIB_CALIBRATION_ORDEREDFLOAT_H

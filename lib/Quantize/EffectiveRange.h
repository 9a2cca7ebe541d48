//===- EffectiveRange.h - The part of a range that matters ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_EFFECTIVERANGE_H
#define QOPT_LIB_QUANTIZE_EFFECTIVERANGE_H

#include "qopt/Calibration/Range.h"

#include "mlir/IR/Value.h"

namespace qopt {

/// The part of `range` that the readers of `value` can tell apart, where all of
/// them are units of kind "unary": at an end where their results stay the same
/// to a quarter of the step that `bits` bits give them (a sigmoid's, or the
/// negative one of a hard-swish), steps of the input would be wasted. The whole
/// range where anything else reads it.
Range narrowToReaders(mlir::Value value, const Range &range, int bits);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_EFFECTIVERANGE_H

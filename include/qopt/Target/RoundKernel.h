//===- RoundKernel.h - Rounding and saturating instructions -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_ROUNDKERNEL_H
#define QOPT_TARGET_ROUNDKERNEL_H

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/TargetParser/Triple.h"

namespace qopt {

class TargetInfo;

/// What floats become when they are stored in 8 bits.
struct StoredRange {
  int64_t zp, qmin, qmax;

  /// Whether what is stored is unsigned. Of the values that both can hold it
  /// matters not.
  bool isUnsigned() const { return qmin >= 0; }
};

/// Instructions that round many floats and saturate them, where they are better
/// than a clamp and an addition that rounds.
struct RoundKernel {
  llvm::Triple::ArchType arch;
  /// Features of the processor that are needed, by LLVM's names; all of them.
  llvm::ArrayRef<llvm::StringLiteral> features;
  /// Vectors are multiples of it.
  int64_t lanes;
  /// `clamp(rne(x) + zp, qmin, qmax)` in 8 bits, of any floats; NaN is 0.
  mlir::Value (*emit)(mlir::ImplicitLocOpBuilder &, mlir::Value x,
                      const StoredRange &range);
};

/// The row for `target`; null where there is none.
const RoundKernel *selectRoundKernel(const TargetInfo &target);

} // namespace qopt

#endif // QOPT_TARGET_ROUNDKERNEL_H

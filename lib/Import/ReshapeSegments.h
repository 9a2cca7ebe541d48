//===- ReshapeSegments.h - What a reshape splits and merges -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_RESHAPESEGMENTS_H
#define QOPT_LIB_IMPORT_RESHAPESEGMENTS_H

#include "mlir/Support/LLVM.h"

#include <optional>

namespace qopt {

/// Neighbouring dimensions that a reshape makes others of, as few as can be.
/// Those of size 1 before the reshape are in none; those behind it are with
/// neighbours.
struct ReshapeSegment {
  llvm::SmallVector<int64_t> from, to;
};

/// The segments of a reshape from one shape to another, in order; nothing where
/// a dynamic dimension is split or merged.
std::optional<llvm::SmallVector<ReshapeSegment>>
segmentReshape(llvm::ArrayRef<int64_t> from, llvm::ArrayRef<int64_t> to);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_RESHAPESEGMENTS_H

//===- Accumulator.h - Integers that must fit -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Sums are taken in i64, which is exact, and must fit the type that they are
/// stored in: what wraps or saturates has no meaning that a lowering could
/// keep.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_ACCUMULATOR_H
#define QOPT_LIB_REFERENCE_ACCUMULATOR_H

#include "Evaluators.h"

#include <vector>

namespace qopt::reference {

/// The elements of \p tensor less the zero point.
std::vector<int32_t> subtractZeroPoint(const HostTensor &tensor,
                                       int64_t zeroPoint,
                                       bool isUnsigned = false);

/// Multiplies the weights of every group with its factor, if there are groups.
void multiplyGroups(std::vector<int32_t> &weights,
                    mlir::DenseIntElementsAttr factors);

/// Fails if \p acc, the accumulator of \p element of \p result, does not fit
/// i32.
llvm::Error checkAccumulator(mlir::Operation *op, const HostTensor &result,
                             int64_t element, int64_t acc);

/// As checkAccumulator; stores \p acc in the i32 tensor \p result if it fits.
llvm::Error storeAccumulator(mlir::Operation *op, HostTensor &result,
                             int64_t element, int64_t acc);

/// Stores \p sum in the i32 or i64 tensor \p result, or fails if it does not
/// fit; i64 is where TOSA's i48 is kept.
llvm::Error storeSum(mlir::Operation *op, HostTensor &result, int64_t element,
                     int64_t sum);

/// Stores \p value in the integer tensor \p result, or fails if it does not
/// fit.
llvm::Error storeExact(mlir::Operation *op, HostTensor &result, int64_t element,
                       int64_t value);

/// The values that elements of \p tensor can store.
std::pair<int64_t, int64_t> storageRange(const HostTensor &tensor,
                                         bool isUnsigned = false);

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_ACCUMULATOR_H

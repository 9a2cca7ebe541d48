//===- IntegerRange.h - What integer values can be --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-import-integer-tosa. Bounds of values from the weights, the
/// clamps and the types of what is narrow, so that no sum and no rescale
/// overflows.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_INTEGERRANGE_H
#define QOPT_LIB_IMPORT_INTEGERRANGE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/DenseMap.h"

#include <optional>

namespace qopt {

struct IntegerRange {
  int64_t min, max;
};

/// The range of `a` and `b` together.
IntegerRange unite(IntegerRange a, IntegerRange b);

/// What a type of this width can hold; the width is at most 63.
IntegerRange rangeOfWidth(unsigned width, bool isUnsigned);

/// The elements of an integer constant, read by their type's signedness;
/// nullopt for other values.
std::optional<llvm::SmallVector<int64_t, 0>> readIntegers(mlir::Value value);

/// The one number that all elements of a constant are.
std::optional<int64_t> readSplatInteger(mlir::Value value);

/// The ranges of the integer tensors of a function.
class IntegerRanges {
public:
  /// Takes in `op`, whose operands have been taken in.
  ///
  /// \returns failure, with an error, if a sum of products can overflow.
  llvm::LogicalResult visit(mlir::Operation *op);

  /// What `value` can be, its bits read as `isUnsigned` says; nullopt where
  /// nothing is known but the type, and that has 32 bits or more.
  std::optional<IntegerRange> lookup(mlir::Value value,
                                     bool isUnsigned = false) const;

  /// Says what a result can be; a narrow one is read as signed.
  void set(mlir::Value value, IntegerRange range) { ranges[value] = range; }

  /// Says that `result` replaces `value`.
  void replace(mlir::Value value, mlir::Value result);

private:
  std::optional<IntegerRange> compute(mlir::Operation *op) const;
  std::optional<IntegerRange> lookupAll(mlir::ValueRange values) const;

  llvm::DenseMap<mlir::Value, IntegerRange> ranges;
};

} // namespace qopt

#endif // QOPT_LIB_IMPORT_INTEGERRANGE_H

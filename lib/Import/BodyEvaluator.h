//===- BodyEvaluator.h - Bodies of linalg on known numbers ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_BODYEVALUATOR_H
#define QOPT_LIB_IMPORT_BODYEVALUATOR_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace qopt {

/// A number in the body of a linalg operation: an index, an integer, or a
/// float.
struct Scalar {
  int64_t integer = 0;
  double real = 0;
};

/// A constant tensor whose elements a body may read.
struct ConstantTensor {
  llvm::SmallVector<int64_t> shape;
  llvm::SmallVector<Scalar, 0> values;
  /// All elements are `values[0]`.
  bool isSplat = false;

  /// The element at `index`, or its nearest where there is none.
  Scalar at(llvm::ArrayRef<int64_t> index) const;
};

/// The elements of `value`, if it is a constant, filled with one, or a
/// constant reshaped, of f32, f64, index, i1 or i64. Narrower integers are what
/// something was quantized to, and are recognised as such elsewhere.
std::optional<ConstantTensor> readTensor(mlir::Value value);

/// Computes scalars in the body of a linalg operation that nothing but the
/// loops' indices and constants decide.
class BodyEvaluator {
public:
  /// Prepares to compute `scalars`; nothing where one of them needs more.
  static std::optional<BodyEvaluator> create(mlir::linalg::LinalgOp op,
                                             mlir::ValueRange scalars);

  /// Whether scalars differ along loop `dim`.
  bool dependsOn(unsigned dim) const { return dims.contains(dim); }

  /// The scalars where the loops are at `indices`.
  llvm::SmallVector<Scalar> at(llvm::ArrayRef<int64_t> indices);

private:
  explicit BodyEvaluator(mlir::linalg::LinalgOp op) : op(op) {}

  bool prepare(mlir::Value value);
  bool prepareArgument(mlir::BlockArgument argument);
  bool prepareExtract(mlir::Operation *extract);
  bool prepareConstant(mlir::Value value);
  const Scalar &get(mlir::Value value) const {
    return numbers[slots.lookup(value)];
  }
  Scalar compute(mlir::Operation *step) const;
  Scalar computeInteger(mlir::Operation *step) const;
  Scalar computeFloat(mlir::Operation *step) const;

  mlir::linalg::LinalgOp op;
  llvm::DenseMap<mlir::Value, unsigned> slots;
  llvm::SmallVector<Scalar> numbers;
  /// In the order in which they are computed.
  llvm::SmallVector<mlir::Operation *> steps;
  llvm::SmallVector<mlir::Value> results;
  /// Of the arguments, by number, and of what is extracted from.
  llvm::DenseMap<mlir::Value, ConstantTensor> tensors;
  llvm::SmallVector<mlir::BlockArgument> arguments;
  llvm::SmallDenseSet<unsigned> dims;
};

/// Calls `visit` with all indices below `shape`, the last fastest, until it
/// returns false.
bool forEachIndex(llvm::ArrayRef<int64_t> shape,
                  llvm::function_ref<bool(llvm::ArrayRef<int64_t>)> visit);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_BODYEVALUATOR_H

//===- ScalarSlice.h - What a slice of operations computes ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Rounding is spelt out in many ways. What a spelling means is found by
/// computing it: elementwise TOSA, or the arith and math of a linalg body, seen
/// as a function of numbers.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_SCALARSLICE_H
#define QOPT_LIB_IMPORT_SCALARSLICE_H

#include "mlir/IR/Operation.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace qopt {

/// The number that every element of the float or integer constant `value` is.
std::optional<double> getScalar(mlir::Value value);

/// The operations between some values and the one result, which grow backwards
/// until there is one value that everything depends on.
class ScalarSlice {
public:
  /// Begins with nothing: the function is the identity.
  explicit ScalarSlice(mlir::Value result) : result(result) {
    inputs.push_back(result);
  }

  /// Takes in the operation that computes the last input; false where that is
  /// not possible.
  bool grow();

  /// The only float input, if there is one.
  mlir::Value onlyInput() const;

  /// The result for each value of the only input.
  llvm::SmallVector<double> evaluate(llvm::ArrayRef<double> x) const;

private:
  mlir::Value result;
  /// From the last to the first.
  llvm::SmallSetVector<mlir::Operation *, 16> members;
  llvm::SmallVector<mlir::Value> inputs;
};

} // namespace qopt

#endif // QOPT_LIB_IMPORT_SCALARSLICE_H

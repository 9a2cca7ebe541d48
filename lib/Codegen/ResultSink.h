//===- ResultSink.h - Where the rows of a result go -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_RESULTSINK_H
#define QOPT_LIB_CODEGEN_RESULTSINK_H

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <optional>

namespace qopt {

/// A padding that loops can make room for: of one constant, of known extents.
struct StaticPad {
  mlir::tensor::PadOp op;
  llvm::SmallVector<int64_t> low, high;

  static std::optional<StaticPad> match(mlir::tensor::PadOp op);

  /// A tensor of the result's type whose border has the constant and whose
  /// middle is yet to be written.
  mlir::Value createBorder(mlir::ImplicitLocOpBuilder &b) const;

  /// The middle of `whole`.
  mlir::Value extractMiddle(mlir::ImplicitLocOpBuilder &b,
                            mlir::Value whole) const;
  mlir::Value insertMiddle(mlir::ImplicitLocOpBuilder &b, mlir::Value middle,
                           mlir::Value whole) const;
};

/// The tensor that loops write a result into, a few columns (elements of the
/// last dimension) at a time. Where the result is padded next, as before a
/// convolution, it is written into the middle of the padded tensor at once, and
/// whoever else reads it reads it there.
class ResultSink {
public:
  /// For the result of `op`, which has one; at the place of `b`.
  ResultSink(mlir::ImplicitLocOpBuilder &b, mlir::Operation *op);

  /// The tensor as it is before anything is written.
  mlir::Value getDestination() const { return destination; }

  /// Writes the first `valid` lanes of `vector` at (`row`.., `column`).
  mlir::Value write(mlir::Value vector, mlir::Value into, mlir::ValueRange row,
                    mlir::Value column, int64_t valid);

  /// `written` takes the place of the result, and the operation is erased.
  void finish(mlir::Value written);

private:
  mlir::ImplicitLocOpBuilder &b;
  mlir::Operation *op;
  std::optional<StaticPad> pad;
  mlir::Value padded, destination;
};

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_RESULTSINK_H

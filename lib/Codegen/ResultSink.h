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

namespace qopt {

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
  mlir::tensor::PadOp pad;
  mlir::Value padded, destination;
};

/// A tensor of `pad`'s result type whose border has the padding's value and
/// whose middle is yet to be written.
mlir::Value createBorder(mlir::ImplicitLocOpBuilder &b,
                         mlir::tensor::PadOp pad);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_RESULTSINK_H

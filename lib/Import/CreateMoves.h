//===- CreateMoves.h - Make TOSA that moves elements ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_CREATEMOVES_H
#define QOPT_LIB_IMPORT_CREATEMOVES_H

#include "mlir/IR/Builders.h"

namespace qopt {

/// `value` with its dimensions in the order `perms`.
mlir::Value createTranspose(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::Value value, llvm::ArrayRef<int32_t> perms);

/// The part of `value` from `start` that has the shape `size`; `value` itself
/// where that is all of it. A dynamic dimension is taken whole.
mlir::Value createSlice(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value value, llvm::ArrayRef<int64_t> start,
                        llvm::ArrayRef<int64_t> size);

/// The first `size` elements of dimension `dim` from number `start`.
mlir::Value createSliceOf(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value value, int64_t dim, int64_t start,
                          int64_t size);

/// `value` with `low` and `high` more elements of `padding`, a constant of one
/// element, in each dimension.
mlir::Value createPad(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value value, llvm::ArrayRef<int64_t> low,
                      llvm::ArrayRef<int64_t> high, mlir::Value padding);

/// `value` as often in each dimension as `multiples` says.
mlir::Value createTile(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Value value, llvm::ArrayRef<int64_t> multiples);

/// `parts` one after the other in dimension `dim`.
mlir::Value createConcat(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::ValueRange parts, int64_t dim);

/// The elements of dimension `dim` that `indices` names, in that order.
mlir::Value createSelection(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::Value value, int64_t dim,
                            llvm::ArrayRef<int64_t> indices);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_CREATEMOVES_H

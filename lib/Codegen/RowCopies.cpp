//===- RowCopies.cpp - Gathers and scatters to copies of rows ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Rows are chosen by an index. What is no row of the table counts as the one
/// nearest to it, so that nothing else is ever read or written.
///
//===----------------------------------------------------------------------===//

#include "RowCopies.h"
#include "LoopBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {

/// The row of a table of `rows` that the element of `indices` at `at` chooses.
Value findRow(ImplicitLocOpBuilder &b, Value indices, ArrayRef<Value> at,
              int64_t rows) {
  Value index = tensor::ExtractOp::create(b, indices, at);
  auto limit = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(b, b.getI32IntegerAttr(value));
  };
  index = arith::MaxSIOp::create(b, index, limit(0));
  index = arith::MinSIOp::create(b, index, limit(rows - 1));
  return arith::IndexCastOp::create(b, b.getIndexType(), index);
}

/// `to` with the row `toRow` that `fromRow` of `from` is, both of the image
/// `batch`.
Value copyRow(ImplicitLocOpBuilder &b, Value batch, Value from, Value fromRow,
              Value to, Value toRow) {
  auto type = cast<RankedTensorType>(from.getType());
  int64_t channels = type.getDimSize(2);
  SmallVector<OpFoldResult> strides(3, b.getIndexAttr(1));
  SmallVector<OpFoldResult> sizes = {b.getIndexAttr(1), b.getIndexAttr(1),
                                     b.getIndexAttr(channels)};
  auto place = [&](Value row) -> SmallVector<OpFoldResult> {
    return {batch, row, b.getIndexAttr(0)};
  };
  // Of the same rank: upstream writes what is computed for a slice of less into
  // it with the indices of the whole.
  Value values =
      tensor::ExtractSliceOp::create(b, from, place(fromRow), sizes, strides);
  return tensor::InsertSliceOp::create(b, values, to, place(toRow), sizes,
                                       strides);
}

/// The rows of `indices`, one after the other: `copy(at, row, out)` gives `out`
/// with one more.
Value copyRows(ImplicitLocOpBuilder &b, Value indices, int64_t rows, Value out,
               llvm::function_ref<Value(ArrayRef<Value>, Value, Value)> copy) {
  LoopBuilder loops(b);
  return loops.nest(
      cast<RankedTensorType>(indices.getType()).getShape(), out,
      [&](ArrayRef<Value> at, ValueRange outs) -> SmallVector<Value> {
        return {copy(at, findRow(b, indices, at, rows), outs[0])};
      })[0];
}

/// Whether a table of this type has a size that is known, and rows.
bool isTable(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.hasStaticShape() && type.getNumElements() != 0;
}

struct GatherPattern : OpRewritePattern<tosa::GatherOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::GatherOp op,
                                PatternRewriter &rewriter) const override {
    auto type = dyn_cast<RankedTensorType>(op.getType());
    if (!isTable(op.getValues()) || !type || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "of unknown size");
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value table = op.getValues();
    Value empty =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    rewriter.replaceOp(
        op, copyRows(b, op.getIndices(),
                     cast<RankedTensorType>(table.getType()).getDimSize(1),
                     empty, [&](ArrayRef<Value> at, Value row, Value out) {
                       return copyRow(b, at[0], table, row, out, at[1]);
                     }));
    return success();
  }
};

struct ScatterPattern : OpRewritePattern<tosa::ScatterOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ScatterOp op,
                                PatternRewriter &rewriter) const override {
    auto indices = dyn_cast<RankedTensorType>(op.getIndices().getType());
    if (!isTable(op.getValuesIn()) || !indices || !indices.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "of unknown size");
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value table = op.getValuesIn();
    rewriter.replaceOp(
        op, copyRows(b, op.getIndices(),
                     cast<RankedTensorType>(table.getType()).getDimSize(1),
                     table, [&](ArrayRef<Value> at, Value row, Value out) {
                       return copyRow(b, at[0], op.getInput(), at[1], out, row);
                     }));
    return success();
  }
};

} // namespace

void qopt::populateRowCopyPatterns(RewritePatternSet &patterns) {
  patterns.add<GatherPattern, ScatterPattern>(patterns.getContext());
}

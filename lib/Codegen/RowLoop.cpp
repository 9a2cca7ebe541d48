//===- RowLoop.cpp - A loop over the rows of a tensor ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowLoop.h"

#include "LoopBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace qopt {

/// All dimensions but the last as one.
static SmallVector<ReassociationIndices> rowGroups(int64_t rank) {
  return {llvm::to_vector(llvm::seq<int64_t>(0, rank - 1)),
          ReassociationIndices{rank - 1}};
}

Value forEachRow(ImplicitLocOpBuilder &b, Value input, RankedTensorType type,
                 RowBody body) {
  int64_t rank = type.getRank(), length = type.getShape().back(),
          count = type.getNumElements() / length;
  if (rank == 1)
    return body(b, input, arith::ConstantIndexOp::create(b, 0));
  if (rank > 2)
    input = tensor::CollapseShapeOp::create(b, input, rowGroups(rank));
  SmallVector<OpFoldResult> sizes{b.getIndexAttr(1), b.getIndexAttr(length)},
      strides(2, b.getIndexAttr(1));
  auto rowType =
      RankedTensorType::get(length, getElementTypeOrSelf(input.getType()));
  auto computeRow = [&](Value i, ValueRange outs) -> SmallVector<Value> {
    SmallVector<OpFoldResult> offsets{i, b.getIndexAttr(0)};
    Value row = tensor::ExtractSliceOp::create(b, rowType, input, offsets,
                                               sizes, strides);
    return {tensor::InsertSliceOp::create(b, body(b, row, i), outs[0], offsets,
                                          sizes, strides)};
  };
  Value empty = tensor::EmptyOp::create(b, ArrayRef<int64_t>{count, length},
                                        type.getElementType());
  Value result = LoopBuilder(b).loop(count, empty, computeRow)[0];
  return rank == 2
             ? result
             : tensor::ExpandShapeOp::create(b, type, result, rowGroups(rank));
}

} // namespace qopt

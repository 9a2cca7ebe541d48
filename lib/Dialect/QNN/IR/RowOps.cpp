//===- RowOps.cpp - Verifiers of softmax and layer norm ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

#include <limits>

using namespace mlir;
using namespace mlir::qnn;

/// Rows of a known length, the last dimension, which the operation keeps.
static LogicalResult verifyRows(Operation *op) {
  auto input = cast<ShapedType>(op->getOperand(0).getType()),
       result = cast<ShapedType>(op->getResult(0).getType());
  if (!input.hasRank() || !result.hasRank() ||
      failed(verifyCompatibleShape(input, result)))
    return op->emitOpError() << "input " << input << " and result " << result
                             << " must be ranked and of one shape";
  if (input.getRank() == 0 || input.isDynamicDim(input.getRank() - 1) ||
      input.getShape().back() == 0)
    return op->emitOpError("needs a last dimension of known size, which is not "
                           "0");
  return success();
}

static int64_t rowLength(Value value) {
  return cast<ShapedType>(value.getType()).getShape().back();
}

LogicalResult SoftmaxOp::verify() {
  if (failed(verifyRows(*this)))
    return failure();
  auto table = cast<ShapedType>(getTable().getType());
  if (table.getRank() != 1 || table.getDimSize(0) != 256 ||
      !table.getElementType().isInteger(32) ||
      !isa<DenseElementsAttr>(getTable()))
    return emitOpError() << "table must have 256 entries of i32, got " << table;
  auto entries = cast<DenseElementsAttr>(getTable()).getValues<int32_t>();
  // Some element of a row is its largest, so that no sum is 0.
  if (*entries.begin() <= 0 || llvm::any_of(entries, [&](int32_t entry) {
        return entry < 0 || entry > std::numeric_limits<int32_t>::max() /
                                        rowLength(getInput());
      }))
    return emitOpError("the table's entries must not be negative, the first "
                       "must be positive, and a row of the largest must have a "
                       "sum in i32");
  if (!getScale().isNormal() || getScale().isNegative())
    return emitOpError("scale must be a positive normal number");
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

LogicalResult LayerNormOp::verify() {
  if (failed(verifyRows(*this)))
    return failure();
  int64_t length = rowLength(getInput());
  if (length > 8192)
    return emitOpError() << "has rows of " << length
                         << " elements, more than 8192";
  for (Value constants : {getGamma(), getBeta()})
    if (extentsDiffer(rowLength(constants), length))
      return emitOpError() << "has " << rowLength(constants)
                           << " constants for rows of " << length;
  // Without it a row of equal elements would be divided by 0.
  if (!getEpsilon().isNormal() || getEpsilon().isNegative())
    return emitOpError("epsilon must be a positive normal number");
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

//===- RowOps.cpp - Verifiers of softmax and layer norm ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

#include <cmath>
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

static LogicalResult verifyNumerics(Operation *op, Numerics numerics) {
  if (numerics == Numerics::double_)
    return op->emitOpError("has no numerics double; single is all integer too");
  return success();
}

LogicalResult SoftmaxOp::verify() {
  if (failed(verifyRows(*this)) || failed(verifyNumerics(*this, getNumerics())))
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
  float scale = getScale().convertToFloat();
  if (getNumerics() == Numerics::single && (scale < 0x1p-20f || scale > 1))
    return emitOpError("with numerics single the scale must be in [2^-20, 1]");
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

/// Constants of the numerics' type, and a shift where they have one.
static LogicalResult verifyConstants(LayerNormOp op) {
  bool isSingle = op.getNumerics() == Numerics::single;
  for (Value constants : {op.getGamma(), op.getBeta()})
    if (getElementTypeOrSelf(constants.getType()).isInteger(32) != isSingle)
      return op.emitOpError()
             << "numerics " << stringifyNumerics(op.getNumerics())
             << " takes constants of " << (isSingle ? "i32" : "f32");
  if (!isSingle)
    return op.getShift() == 0
               ? success()
               : op.emitOpError("a shift is for numerics single only");
  if (op.getShift() < 16 || op.getShift() > 45)
    return op.emitOpError("shift must be in [16, 45]");
  double length = rowLength(op.getInput());
  if (length * length * double(op.getEpsilon().convertToFloat()) >= 0x1p60)
    return op.emitOpError("with numerics single epsilon times the square of "
                          "the row's length must be below 2^60");
  return success();
}

/// What a layer norm does not subtract the mean from: bounds for its sums.
static LogicalResult verifyRms(LayerNormOp op) {
  if (!op.getRms())
    return op.getInZp() == 0 ? success()
                             : op.emitOpError("in_zp is for rms only");
  Type type = op.getInput().getType();
  if (failed(
          verifyZeroPoint(op, "in_zp", op.getInZp(), type, op.getIsUnsigned())))
    return failure();
  auto [low, high] = storageRange(type, op.getIsUnsigned());
  int64_t largest = std::max(op.getInZp() - low, high - op.getInZp());
  if (rowLength(op.getInput()) * largest > int64_t(1) << 28)
    return op.emitOpError()
           << "with rms a row of " << rowLength(op.getInput())
           << " elements of up to " << largest << " is too long";
  return success();
}

LogicalResult LayerNormOp::verify() {
  if (failed(verifyRows(*this)) || failed(verifyNumerics(*this, getNumerics())))
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
  if (failed(verifyConstants(*this)) || failed(verifyRms(*this)))
    return failure();
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

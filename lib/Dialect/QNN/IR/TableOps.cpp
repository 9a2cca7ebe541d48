//===- TableOps.cpp - Verifiers of functions as tables ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;

LogicalResult LookupOp::verify() {
  auto table = cast<ShapedType>(getTable().getType());
  if (table.getRank() != 1 || table.getDimSize(0) != 256)
    return emitOpError() << "table must have 256 entries, got " << table;
  if (table.getElementType() != getElementTypeOrSelf(getOutput().getType()))
    return emitOpError() << "table holds " << table.getElementType()
                         << " but the result is " << getOutput().getType();
  return success();
}

LogicalResult InterpolateOp::verify() {
  auto table = cast<ShapedType>(getTable().getType());
  if (table.getRank() != 1 || table.getDimSize(0) < 2 ||
      !table.getElementType().isInteger(16))
    return emitOpError() << "table must have two or more entries of i16, got "
                         << table;
  int64_t shift = getShift(), last = table.getDimSize(0) - 1;
  if (shift < 1 || shift > 12)
    return emitOpError() << "shift " << shift << " is outside [1, 12]";
  if (getFirst() < -(1 << 15) || getFirst() + (last << shift) > (1 << 15))
    return emitOpError() << "the table covers [" << getFirst() << ", "
                         << getFirst() + (last << shift)
                         << "], but values are within [-32768, 32768]";
  bool isByte = getElementTypeOrSelf(getOutput().getType()).isInteger(8);
  if (getFraction() < 0 || getFraction() > (isByte ? 8 : 0))
    return emitOpError() << "fraction " << getFraction() << " is outside [0, "
                         << (isByte ? 8 : 0) << "]";
  // A line between two bytes ends in no other.
  auto entries = getTable().tryGetValues<int16_t>();
  int64_t half = (int64_t(1) << getFraction()) >> 1;
  if (isByte && entries && llvm::any_of(*entries, [&](int64_t entry) {
        return !llvm::isInt<8>((entry + half) >> getFraction());
      }))
    return emitOpError("has an entry that stands for no byte");
  if (getIsUnsigned() && !isByte)
    return emitOpError("has an unsigned result of 16 bits; such are signed");
  return success();
}

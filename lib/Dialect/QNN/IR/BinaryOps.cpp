//===- BinaryOps.cpp - Verifiers of operations on two tensors ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

#include <cmath>

using namespace mlir;
using namespace mlir::qnn;

/// The operands have the rank of the result, and its extents or 1.
static LogicalResult verifyBroadcast(Operation *op) {
  auto result = cast<ShapedType>(op->getResult(0).getType());
  if (!result.hasRank())
    return op->emitOpError("needs ranked tensors");
  SmallVector<int64_t> largest(result.getRank(), 1);
  for (Value operand : op->getOperands()) {
    auto type = cast<ShapedType>(operand.getType());
    bool fits = type.hasRank() && type.getRank() == result.getRank();
    for (int64_t d = 0; fits && d < result.getRank(); ++d) {
      int64_t size = type.getDimSize(d);
      fits = size == 1 || !extentsDiffer(size, result.getDimSize(d));
      if (size != 1)
        largest[d] = size;
    }
    if (!fits)
      return op->emitOpError()
             << "operand " << type << " does not broadcast to " << result;
  }
  for (int64_t d = 0; d < result.getRank(); ++d)
    if (extentsDiffer(largest[d], result.getDimSize(d)))
      return op->emitOpError() << "the operands are broadcast to an extent of "
                               << largest[d] << " in dimension " << d
                               << ", the result has " << result.getDimSize(d);
  return success();
}

template <typename OpTy>
static LogicalResult verifyZeroPoints(OpTy op) {
  if (failed(verifyZeroPoint(op, "a_zp", op.getAZp(), op.getLhs().getType(),
                             op.getAUnsigned())))
    return failure();
  return verifyZeroPoint(op, "b_zp", op.getBZp(), op.getRhs().getType(),
                         op.getBUnsigned());
}

LogicalResult AddOp::verify() {
  if (failed(verifyBroadcast(*this)) || failed(verifyZeroPoints(*this)))
    return failure();
  auto result = cast<ShapedType>(getOutput().getType());
  int64_t channels = result.getRank() ? result.getShape().back() : 1;
  for (ArrayRef<float> scales : {getAScale(), getBScale()}) {
    if (scales.size() != 1 && static_cast<int64_t>(scales.size()) != channels)
      return emitOpError() << "has " << scales.size() << " scales for "
                           << channels << " elements of the last dimension";
    // 65535 times such a scale is finite, so the sum of two is never NaN.
    if (llvm::any_of(scales, [](float scale) {
          return !std::isnormal(scale) || std::abs(scale) >= 0x1p111f;
        }))
      return emitOpError("scales must be normal numbers below 2^111");
  }
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

LogicalResult MulOp::verify() {
  return failed(verifyBroadcast(*this)) ? failure() : verifyZeroPoints(*this);
}

LogicalResult MatMulOp::verify() {
  auto a = getLhs().getType(), b = getRhs().getType(),
       y = getOutput().getType();
  if (extentsDiffer(a.getDimSize(0), b.getDimSize(0)) ||
      extentsDiffer(a.getDimSize(2), b.getDimSize(1)))
    return emitOpError() << "cannot multiply " << a << " by " << b;
  if (extentsDiffer(a.getDimSize(0), y.getDimSize(0)) ||
      extentsDiffer(a.getDimSize(1), y.getDimSize(1)) ||
      extentsDiffer(b.getDimSize(2), y.getDimSize(2)))
    return emitOpError() << "the product of " << a << " and " << b << " is not "
                         << y;
  return verifyZeroPoints(*this);
}

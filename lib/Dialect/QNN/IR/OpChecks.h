//===- OpChecks.h - What several verifiers check ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_DIALECT_QNN_IR_OPCHECKS_H
#define QOPT_LIB_DIALECT_QNN_IR_OPCHECKS_H

#include "qopt/Dialect/QNN/IR/QNN.h"

namespace mlir::qnn {

/// Whether the extents are known and differ.
inline bool extentsDiffer(int64_t a, int64_t b) {
  return !ShapedType::isDynamic(a) && !ShapedType::isDynamic(b) && a != b;
}

/// The values that `type`'s elements can store.
std::pair<int64_t, int64_t> storageRange(Type type, bool isUnsigned);

/// `zeroPoint`, which messages call `name`, is a number that `stored` holds.
LogicalResult verifyZeroPoint(Operation *op, StringRef name, int64_t zeroPoint,
                              Type stored, bool isUnsigned);

/// The input of a layer is signed where it has 16 bits.
LogicalResult verifyInput(Operation *op, Type input, bool isUnsigned);

/// The factors of groups, if there are some, of a layer whose groups divide
/// \p inputs: 32, 64 or 128 weights each, signed and without a zero point.
LogicalResult verifyFactors(Operation *op, RankedTensorType weight,
                            DenseIntElementsAttr factors, int64_t inputs,
                            bool isSigned);

/// The clamp of a rescale lies inside what the result can store, signed or
/// unsigned, and its zero point too.
LogicalResult verifyClamp(Operation *op, int64_t qmin, int64_t qmax, int64_t zp,
                          Type stored);

/// One f32 scale, or an i32 multiplier and an i8 shift.
LogicalResult verifyRescaleParams(Operation *op, TypeRange params,
                                  Numerics numerics);

/// The shapes of a dense layer must fit together.
LogicalResult verifyDense(Operation *op, RankedTensorType x, RankedTensorType w,
                          RankedTensorType bias, RankedTensorType y);

/// A parameter of a tensor of \p type has one element, or one for each of the
/// last dimension.
LogicalResult verifyChannels(Operation *op, Value param, RankedTensorType type);

} // namespace mlir::qnn

#endif // QOPT_LIB_DIALECT_QNN_IR_OPCHECKS_H

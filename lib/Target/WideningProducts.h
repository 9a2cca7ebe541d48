//===- WideningProducts.h - Products of bytes in 16 bits --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the rows of Arm's instruction sets without dot products share.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_TARGET_WIDENINGPRODUCTS_H
#define QOPT_LIB_TARGET_WIDENINGPRODUCTS_H

#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace qopt {

/// Half of the lanes.
inline mlir::Value extractHalf(mlir::ImplicitLocOpBuilder &b,
                               mlir::Value vector, int64_t half) {
  int64_t count =
      llvm::cast<mlir::VectorType>(vector.getType()).getNumElements() / 2;
  return mlir::vector::ExtractStridedSliceOp::create(
      b, vector, llvm::ArrayRef<int64_t>{half * count},
      llvm::ArrayRef<int64_t>{count}, llvm::ArrayRef<int64_t>{1});
}

/// Half of the products, in 16 bits: smull and smull2, or vmull.s8.
inline mlir::Value multiplyHalf(mlir::ImplicitLocOpBuilder &b, mlir::Value lhs,
                                mlir::Value rhs, int64_t half) {
  auto widen = [&](mlir::Value bytes) -> mlir::Value {
    mlir::Value part = extractHalf(b, bytes, half);
    auto type = llvm::cast<mlir::VectorType>(part.getType());
    return mlir::arith::ExtSIOp::create(b, type.clone(b.getI16Type()), part);
  };
  return mlir::arith::MulIOp::create(b, widen(lhs), widen(rhs));
}

/// The products of one half and of the other, added up in 16 bits: smull and
/// smlal2, or vmull.s8 and vmlal.s8.
inline mlir::Value multiplyAndAdd(mlir::ImplicitLocOpBuilder &b,
                                  mlir::Value lhs, mlir::Value rhs) {
  return mlir::arith::AddIOp::create(b, multiplyHalf(b, lhs, rhs, 0),
                                     multiplyHalf(b, lhs, rhs, 1));
}

/// Adds neighbouring lanes of 16 bits to one lane of 32.
using AddPairs = mlir::Value (*)(mlir::ImplicitLocOpBuilder &, mlir::Value acc,
                                 mlir::Value products);

/// Two products to a lane of 16 bits, then their pairs: three instructions.
template <AddPairs addPairs>
mlir::Value addSums(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                    mlir::Value lhs, mlir::Value rhs) {
  return addPairs(b, acc, multiplyAndAdd(b, lhs, rhs));
}

/// The pairs of each half's products, which 16 bits hold in any case.
template <AddPairs addPairs>
mlir::Value addProducts(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                        mlir::Value lhs, mlir::Value rhs) {
  for (int64_t half : {0, 1})
    acc = addPairs(b, acc, multiplyHalf(b, lhs, rhs, half));
  return acc;
}

/// For the channels of two lines, widened into the accumulator: saddw, or
/// vaddw.s16.
inline mlir::Value addLines(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                            mlir::Value lhs, mlir::Value rhs) {
  return mlir::arith::AddIOp::create(
      b, acc,
      mlir::arith::ExtSIOp::create(b, acc.getType(),
                                   multiplyAndAdd(b, lhs, rhs)));
}

/// Two products of 127 * 128 fit 16 bits, two of 128 * 128 do not.
inline bool areWithout128(const WeightFacts &facts) { return facts.without128; }

} // namespace qopt

#endif // QOPT_LIB_TARGET_WIDENINGPRODUCTS_H

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

#include "WidenWeights.h"

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

/// Multiplies eight bytes with eight others in 16 bits: smull or vmull.s8, as
/// an intrinsic. LLVM sees no such product where it has moved the widening of
/// one side out of a loop.
using MultiplyBytes = mlir::Value (*)(mlir::ImplicitLocOpBuilder &,
                                      mlir::Value lhs, mlir::Value rhs);
/// Adds neighbouring lanes of 16 bits to one lane of 32.
using AddPairs = mlir::Value (*)(mlir::ImplicitLocOpBuilder &, mlir::Value acc,
                                 mlir::Value products);

/// Two products to a lane of 16 bits (smlal2 or vmlal.s8), then their pairs:
/// three instructions.
template <MultiplyBytes multiply, AddPairs addPairs>
mlir::Value addSums(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                    mlir::Value lhs, mlir::Value rhs) {
  mlir::Value sums = mlir::arith::AddIOp::create(
      b, multiply(b, extractHalf(b, lhs, 0), extractHalf(b, rhs, 0)),
      multiply(b, extractHalf(b, lhs, 1), extractHalf(b, rhs, 1)));
  return addPairs(b, acc, sums);
}

/// The pairs of each half's products, which 16 bits hold in any case.
template <MultiplyBytes multiply, AddPairs addPairs>
mlir::Value addProducts(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                        mlir::Value lhs, mlir::Value rhs) {
  for (int64_t half : {0, 1})
    acc = addPairs(
        b, acc,
        multiply(b, extractHalf(b, lhs, half), extractHalf(b, rhs, half)));
  return acc;
}

/// For the channels of two lines, widened into the accumulator: saddw, or
/// vaddw.s16.
inline mlir::Value addLines(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                            mlir::Value lhs, mlir::Value rhs) {
  auto widen = [&](mlir::Value bytes, int64_t half) -> mlir::Value {
    mlir::Value part = extractHalf(b, bytes, half);
    auto type = llvm::cast<mlir::VectorType>(part.getType());
    return mlir::arith::ExtSIOp::create(b, type.clone(b.getI16Type()), part);
  };
  auto multiply = [&](int64_t half) -> mlir::Value {
    return mlir::arith::MulIOp::create(b, widen(lhs, half), widen(rhs, half));
  };
  mlir::Value sums = mlir::arith::AddIOp::create(b, multiply(0), multiply(1));
  return mlir::arith::AddIOp::create(
      b, acc, mlir::arith::ExtSIOp::create(b, acc.getType(), sums));
}

/// Multiplies four words with four others in 32 bits: smull or vmull.s16.
using MultiplyWords = MultiplyBytes;

/// Products of words with an element of the left side in all lanes: smlal and
/// smlal2, or vmlal.s16.
template <MultiplyWords multiply>
mlir::Value addWords(mlir::ImplicitLocOpBuilder &b, mlir::Value acc,
                     mlir::Value lhs, mlir::Value rhs) {
  mlir::Value sums = acc;
  for (int64_t half : {0, 1}) {
    mlir::Value part = mlir::arith::AddIOp::create(
        b, extractHalf(b, acc, half),
        multiply(b, extractHalf(b, lhs, half), extractHalf(b, rhs, half)));
    sums = mlir::vector::InsertStridedSliceOp::create(
        b, part, sums, llvm::ArrayRef<int64_t>{half * 4},
        llvm::ArrayRef<int64_t>{1});
  }
  return sums;
}

/// A row of such products, with accumulators of two vector registers, of which
/// there is room for `registers`; `lhsLoad` words come with one load.
template <MultiplyWords multiply>
constexpr DotKernel wordsRow(llvm::StringLiteral name,
                             llvm::Triple::ArchType arch,
                             llvm::ArrayRef<llvm::StringLiteral> features,
                             int64_t registers, int64_t lhsLoad) {
  return {name,
          arch,
          features,
          DotType::I16,
          DotType::I8,
          /*lanes=*/8,
          /*k=*/1,
          registers,
          /*scratch=*/1,
          /*instructions=*/4,
          nullptr,
          widenWeights,
          addWords<multiply>,
          {/*rows=*/1, /*partials=*/1, lhsLoad, /*sharesIssue=*/true}};
}

/// Two products of 127 * 128 fit 16 bits, two of 128 * 128 do not.
inline bool areWithout128(const WeightFacts &facts) { return facts.without128; }

} // namespace qopt

#endif // QOPT_LIB_TARGET_WIDENINGPRODUCTS_H

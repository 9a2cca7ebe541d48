//===- ARMNEON.cpp - Armv7 rows ---------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../WideningProducts.h"

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

using namespace mlir;

namespace qopt {

/// vpadal.s16: neighbouring lanes of 16 bits to one of 32.
static Value addPairs(ImplicitLocOpBuilder &b, Value acc, Value products) {
  return callIntrinsic(b, "llvm.arm.neon.vpadals.v4i32.v8i16", acc.getType(),
                       {acc, products});
}

/// vmull.s8, vmlal.s8, vpadal.s16: two products to a lane of 16 bits.
static Value addSums(ImplicitLocOpBuilder &b, Value acc, Value lhs, Value rhs) {
  return addPairs(b, acc, multiplyAndAdd(b, lhs, rhs));
}

/// vmull.s8 and vpadal.s16 of each half.
static Value addProducts(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                         Value rhs) {
  for (int64_t half : {0, 1})
    acc = addPairs(b, acc, multiplyHalf(b, lhs, rhs, half));
  return acc;
}

/// vmull.s8, vmlal.s8, vaddw.s16 for 8 channels of two lines.
static Value addLines(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                      Value rhs) {
  return arith::AddIOp::create(
      b, acc,
      arith::ExtSIOp::create(b, acc.getType(), multiplyAndAdd(b, lhs, rhs)));
}

llvm::ArrayRef<DotKernel> getARMNEONKernels() {
  static constexpr llvm::StringLiteral neon[] = {"neon"};
  constexpr DotShape sums{/*rows=*/1, /*partials=*/4, /*lhsLoad=*/16,
                          /*sharesIssue=*/true, /*rhsInstructions=*/1};
  static const DotKernel rows[] = {
      {"arm.neon.s8s8", llvm::Triple::arm, neon, DotType::I8, DotType::I8,
       /*lanes=*/1, /*k=*/16, /*registers=*/16, /*scratch=*/1,
       /*instructions=*/3, areWithout128, nullptr, addSums, sums},
      {"arm.neon.s8s8.wide", llvm::Triple::arm, neon, DotType::I8, DotType::I8,
       /*lanes=*/1, /*k=*/16, /*registers=*/16, /*scratch=*/2,
       /*instructions=*/4, nullptr, nullptr, addProducts, sums},
      // Accumulators of two registers.
      {"arm.neon.s8s8.lines",
       llvm::Triple::arm,
       neon,
       DotType::I8,
       DotType::I8,
       /*lanes=*/8,
       /*k=*/2,
       /*registers=*/8,
       /*scratch=*/1,
       /*instructions=*/4,
       areWithout128,
       nullptr,
       addLines,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/0.5, /*scalarLhs=*/false, /*isByK=*/true}},
  };
  return rows;
}

} // namespace qopt

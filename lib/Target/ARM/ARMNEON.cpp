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
static Value multiply(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  return callIntrinsic(b, "llvm.arm.neon.vmulls.v8i16",
                       VectorType::get({8}, b.getI16Type()), {lhs, rhs});
}

static Value multiplyWords(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  return callIntrinsic(b, "llvm.arm.neon.vmulls.v4i32",
                       VectorType::get({4}, b.getI32Type()), {lhs, rhs});
}

static Value addPairs(ImplicitLocOpBuilder &b, Value acc, Value products) {
  return callIntrinsic(b, "llvm.arm.neon.vpadals.v4i32.v8i16", acc.getType(),
                       {acc, products});
}

llvm::ArrayRef<DotKernel> getARMNEONKernels() {
  static constexpr llvm::StringLiteral neon[] = {"neon"};
  constexpr DotShape sums{/*rows=*/1, /*partials=*/4, /*lhsLoad=*/16,
                          /*sharesIssue=*/true, /*rhsInstructions=*/1};
  static const DotKernel rows[] = {
      {"arm.neon.s8s8", llvm::Triple::arm, neon, DotType::I8, DotType::I8,
       /*lanes=*/1, /*k=*/16, /*registers=*/16, /*scratch=*/3,
       /*instructions=*/3, areWithout128, nullptr, addSums<multiply, addPairs>,
       sums},
      {"arm.neon.s8s8.wide", llvm::Triple::arm, neon, DotType::I8, DotType::I8,
       /*lanes=*/1, /*k=*/16, /*registers=*/16, /*scratch=*/2,
       /*instructions=*/4, nullptr, nullptr, addProducts<multiply, addPairs>,
       sums},
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
      wordsRow<multiplyWords>("arm.neon.s16s8", llvm::Triple::arm, neon,
                              /*registers=*/8, /*lhsLoad=*/4),
  };
  return rows;
}

} // namespace qopt

//===- NEON.cpp - Armv8.0 rows -------------------------------- -*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../WideningProducts.h"

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace qopt {

/// sadalp: neighbouring lanes of 16 bits to one of 32.
static Value multiply(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  return callIntrinsic(b, "llvm.aarch64.neon.smull.v8i16",
                       VectorType::get({8}, b.getI16Type()), {lhs, rhs});
}

static Value multiplyWords(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  return callIntrinsic(b, "llvm.aarch64.neon.smull.v4i32",
                       VectorType::get({4}, b.getI32Type()), {lhs, rhs});
}

static Value addPairs(ImplicitLocOpBuilder &b, Value acc, Value products) {
  Value sums = callIntrinsic(b, "llvm.aarch64.neon.saddlp.v4i32.v8i16",
                             acc.getType(), products);
  return arith::AddIOp::create(b, acc, sums);
}

static Value emitFma(ImplicitLocOpBuilder &b, Value acc, Value lhs, Value rhs) {
  return math::FmaOp::create(b, lhs, rhs, acc);
}

llvm::ArrayRef<DotKernel> getNEONKernels() {
  static constexpr llvm::StringLiteral neon[] = {"neon"};
  constexpr DotShape sums{/*rows=*/1, /*partials=*/4, /*lhsLoad=*/16,
                          /*sharesIssue=*/true};
  static const DotKernel rows[] = {
      {"aarch64.neon.s8s8", llvm::Triple::aarch64, neon, DotType::I8,
       DotType::I8, /*lanes=*/1, /*k=*/16, /*registers=*/32, /*scratch=*/1,
       /*instructions=*/3, areWithout128, nullptr, addSums<multiply, addPairs>,
       sums},
      {"aarch64.neon.s8s8.wide", llvm::Triple::aarch64, neon, DotType::I8,
       DotType::I8, /*lanes=*/1, /*k=*/16, /*registers=*/32, /*scratch=*/2,
       /*instructions=*/4, nullptr, nullptr, addProducts<multiply, addPairs>,
       sums},
      // Accumulators of four registers.
      {"aarch64.neon.s8s8.lines",
       llvm::Triple::aarch64,
       neon,
       DotType::I8,
       DotType::I8,
       /*lanes=*/16,
       /*k=*/2,
       /*registers=*/8,
       /*scratch=*/1,
       /*instructions=*/8,
       areWithout128,
       nullptr,
       addLines,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/0.5, /*scalarLhs=*/false, /*isByK=*/true}},
      wordsRow<multiplyWords>("aarch64.neon.s16s8", llvm::Triple::aarch64, neon,
                              /*registers=*/16, /*lhsLoad=*/8),
      {"aarch64.neon.f32",
       llvm::Triple::aarch64,
       neon,
       DotType::F32,
       DotType::F32,
       /*lanes=*/4,
       /*k=*/1,
       /*registers=*/32,
       /*scratch=*/0,
       /*instructions=*/1,
       nullptr,
       nullptr,
       emitFma,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/4, /*sharesIssue=*/true}},
  };
  return rows;
}

} // namespace qopt

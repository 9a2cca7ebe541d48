//===- MVE.cpp - Rows of Helium ---------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../WidenWeights.h"

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// vmlava: the sum of the products of all lanes is added to a general register.
static Value emitVmlava(ImplicitLocOpBuilder &b, StringRef intrinsic, Value acc,
                        Value lhs, Value rhs) {
  Type type = b.getI32Type();
  Value no = arith::ConstantIntOp::create(b, type, 0),
        sum = vector::ExtractOp::create(b, acc, ArrayRef<int64_t>{0});
  // Neither unsigned, nor subtracted, nor exchanged.
  sum = callIntrinsic(b, intrinsic, type, {no, no, no, sum, lhs, rhs});
  return vector::BroadcastOp::create(b, acc.getType(), sum);
}

static Value emitBytes(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  return emitVmlava(b, "llvm.arm.mve.vmldava.v16i8", acc, lhs, rhs);
}

static Value emitWords(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  return emitVmlava(b, "llvm.arm.mve.vmldava.v8i16", acc, lhs, rhs);
}

llvm::ArrayRef<DotKernel> getMVEKernels() {
  static constexpr llvm::StringLiteral features[] = {"mve"};
  static const DotKernel rows[] = {
      // Accumulators are every other of 14 general registers, less what
      // addresses need.
      {"arm.mve.s8s8",
       llvm::Triple::thumb,
       features,
       DotType::I8,
       DotType::I8,
       /*lanes=*/1,
       /*k=*/16,
       /*registers=*/8,
       /*scratch=*/1,
       /*instructions=*/1,
       nullptr,
       nullptr,
       emitBytes,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/1}},
      // A load widens the weights.
      {"arm.mve.s16s8",
       llvm::Triple::thumb,
       features,
       DotType::I16,
       DotType::I8,
       /*lanes=*/1,
       /*k=*/8,
       /*registers=*/8,
       /*scratch=*/1,
       /*instructions=*/1,
       nullptr,
       widenWeights,
       emitWords,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/1}},
  };
  return rows;
}

} // namespace qopt

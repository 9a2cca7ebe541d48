//===- DSP.cpp - Rows of Arm's DSP extension --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// sxtb16: every other of four bytes, from the first or the second on, to 16
/// bits.
static Value widen(ImplicitLocOpBuilder &b, Value word, bool fromSecond) {
  Type type = b.getI32Type();
  if (fromSecond) {
    Value bits = arith::ConstantIntOp::create(b, type, 8);
    word = callIntrinsic(b, "llvm.fshr.i32", type, {word, word, bits});
  }
  return callIntrinsic(b, "llvm.arm.sxtb16", type, word);
}

static Value emitSmlad(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  Type type = b.getI32Type();
  auto word = [&](Value bytes) -> Value {
    return vector::ExtractOp::create(
        b, vector::BitCastOp::create(b, VectorType::get({1}, type), bytes),
        ArrayRef<int64_t>{0});
  };
  Value left = word(lhs), right = word(rhs),
        sum = vector::ExtractOp::create(b, acc, ArrayRef<int64_t>{0});
  for (bool fromSecond : {false, true})
    sum = callIntrinsic(
        b, "llvm.arm.smlad", type,
        {widen(b, left, fromSecond), widen(b, right, fromSecond), sum});
  return vector::BroadcastOp::create(b, acc.getType(), sum);
}

llvm::ArrayRef<DotKernel> getDSPKernels() {
  static constexpr llvm::StringLiteral features[] = {"dsp"};
  static const DotKernel rows[] = {
      // Scratch are both sides widened, addresses and the stack's. Two words of
      // weights come with one load.
      {"arm.dsp.s8s8",
       llvm::Triple::thumb,
       features,
       DotType::I8,
       DotType::I8,
       /*lanes=*/1,
       /*k=*/4,
       /*registers=*/16,
       /*scratch=*/8,
       /*instructions=*/2,
       nullptr,
       nullptr,
       emitSmlad,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/2.5}},
  };
  return rows;
}

} // namespace qopt

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

/// Number `index` of the words of 32 bits in `operand`.
static Value extractWord(ImplicitLocOpBuilder &b, Value operand,
                         int64_t index) {
  auto type = cast<VectorType>(operand.getType());
  int64_t count = type.getNumElements() * type.getElementTypeBitWidth() / 32;
  return vector::ExtractOp::create(
      b,
      vector::BitCastOp::create(b, VectorType::get({count}, b.getI32Type()),
                                operand),
      ArrayRef<int64_t>{index});
}

/// Four products; `left` gives the values for every other weight, from the
/// first or the second on.
static Value emitSmlad(ImplicitLocOpBuilder &b, Value acc, Value rhs,
                       function_ref<Value(bool)> left) {
  Value right = extractWord(b, rhs, 0),
        sum = vector::ExtractOp::create(b, acc, ArrayRef<int64_t>{0});
  for (bool fromSecond : {false, true})
    sum = callIntrinsic(b, "llvm.arm.smlad", b.getI32Type(),
                        {left(fromSecond), widen(b, right, fromSecond), sum});
  return vector::BroadcastOp::create(b, acc.getType(), sum);
}

static Value emitBytes(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  Value bytes = extractWord(b, lhs, 0);
  return emitSmlad(b, acc, rhs, [&](bool fromSecond) {
    return widen(b, bytes, fromSecond);
  });
}

/// Words are read in pairs, as they lie; the weights are stored so that what is
/// widened goes with them.
static Value emitWords(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  return emitSmlad(b, acc, rhs, [&](bool isSecond) {
    return extractWord(b, lhs, isSecond ? 1 : 0);
  });
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
       emitBytes,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/2.5}},
      {"arm.dsp.s16s8",
       llvm::Triple::thumb,
       features,
       DotType::I16,
       DotType::I8,
       /*lanes=*/1,
       /*k=*/4,
       /*registers=*/16,
       /*scratch=*/8,
       /*instructions=*/2,
       nullptr,
       nullptr,
       emitWords,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/0, /*sharesIssue=*/true,
        /*rhsInstructions=*/2.5, /*scalarLhs=*/false, /*isByK=*/false,
        /*alternatesRhs=*/true}},
  };
  return rows;
}

} // namespace qopt

//===- AVX2.cpp - AVX2 and FMA rows -----------------------------*- C++ -*-===//
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
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace qopt {

static Value addPairs(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                      Value rhs) {
  Value pairs =
      callIntrinsic(b, "llvm.x86.avx2.pmadd.wd", acc.getType(), {lhs, rhs});
  return arith::AddIOp::create(b, acc, pairs);
}

static Value addQuads(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                      Value rhs) {
  auto i16 = VectorType::get({16}, b.getI16Type());
  Value pairs = callIntrinsic(b, "llvm.x86.avx2.pmadd.ub.sw", i16, {lhs, rhs});
  Value ones = arith::ConstantOp::create(
      b, DenseElementsAttr::get(i16, b.getI16IntegerAttr(1)));
  return addPairs(b, acc, pairs, ones);
}

static Value emitFma(ImplicitLocOpBuilder &b, Value acc, Value lhs, Value rhs) {
  return math::FmaOp::create(b, lhs, rhs, acc);
}

llvm::ArrayRef<DotKernel> getAVX2Kernels() {
  static constexpr llvm::StringLiteral avx2[] = {"avx2"};
  static constexpr llvm::StringLiteral fma[] = {"avx2", "fma"};
  static const DotKernel rows[] = {
      // vpmaddwd on widened operands is exact for every input.
      {"x86.avx2.s16s8", llvm::Triple::x86_64, avx2, DotType::I16, DotType::I8,
       /*lanes=*/8, /*k=*/2, /*registers=*/16, /*scratch=*/1,
       /*instructions=*/2, nullptr, widenWeights, addPairs},
      // vpmaddubsw adds two products in 16 bits and saturates: only where the
      // weights prove that it cannot.
      {"x86.avx2.u8s8", llvm::Triple::x86_64, avx2, DotType::U8, DotType::I8,
       /*lanes=*/8, /*k=*/4, /*registers=*/16, /*scratch=*/2,
       /*instructions=*/3,
       [](const WeightFacts &facts) { return facts.pairsFit16; }, nullptr,
       addQuads},
      {"x86.fma.f32", llvm::Triple::x86_64, fma, DotType::F32, DotType::F32,
       /*lanes=*/8, /*k=*/1, /*registers=*/16, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitFma},
  };
  return rows;
}

} // namespace qopt

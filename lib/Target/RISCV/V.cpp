//===- V.cpp - Rows of RISC-V's vector extension ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Vectors have the length that the smallest processor's registers give; longer
/// registers are right too, and in part idle.
///
//===----------------------------------------------------------------------===//

#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

static Value widenRhs(ImplicitLocOpBuilder &b, Value rhs) {
  int64_t lanes = cast<VectorType>(rhs.getType()).getNumElements();
  return arith::ExtSIOp::create(b, VectorType::get({lanes}, b.getI16Type()),
                                rhs);
}

/// vwmacc.vx; .vv where the left values differ.
static Value emitWidening(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                          Value rhs) {
  if (auto broadcast = lhs.getDefiningOp<vector::BroadcastOp>())
    lhs = vector::BroadcastOp::create(
        b, acc.getType(),
        arith::ExtSIOp::create(b, b.getI32Type(), broadcast.getSource()));
  else
    lhs = arith::ExtSIOp::create(b, acc.getType(), lhs);
  rhs = arith::ExtSIOp::create(b, acc.getType(), rhs);
  return arith::AddIOp::create(b, acc, arith::MulIOp::create(b, lhs, rhs));
}

static Value emitFma(ImplicitLocOpBuilder &b, Value acc, Value lhs, Value rhs) {
  return math::FmaOp::create(b, lhs, rhs, acc);
}

llvm::ArrayRef<DotKernel> getVKernels() {
  static constexpr llvm::StringLiteral features[] = {"v"};
  constexpr DotShape scalar{
      /*rows=*/1,           /*partials=*/1,        /*lhsLoad=*/4,
      /*sharesIssue=*/true, /*rhsInstructions=*/3,
      /*scalarLhs=*/true};
  static const DotKernel rows[] = {
      // Accumulators of four registers.
      {"riscv64.v.s8s8", llvm::Triple::riscv64, features, DotType::I8,
       DotType::I8, /*lanes=*/16, /*k=*/1, /*registers=*/8, /*scratch=*/0,
       /*instructions=*/1, nullptr, widenRhs, emitWidening, scalar},
      {"riscv64.v.f32", llvm::Triple::riscv64, features, DotType::F32,
       DotType::F32, /*lanes=*/16, /*k=*/1, /*registers=*/8, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitFma, scalar},
  };
  return rows;
}

} // namespace qopt

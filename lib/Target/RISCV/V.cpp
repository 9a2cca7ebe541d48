//===- V.cpp - Rows of RISC-V's vector extension ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Vectors have the length that the shortest registers give, of 128 bits unless
/// a feature says that they are longer. Longer ones are right too, and in part
/// idle.
///
//===----------------------------------------------------------------------===//

#include "../WidenWeights.h"

#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TableKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

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

constexpr DotShape scalar{/*rows=*/1,
                          /*partials=*/1,
                          /*lhsLoad=*/4,
                          /*sharesIssue=*/true,
                          /*rhsInstructions=*/3,
                          /*scalarLhs=*/true};

constexpr llvm::StringLiteral features[] = {"v"};
constexpr llvm::StringLiteral features256[] = {"v", "zvl256b"};
constexpr llvm::StringLiteral features512[] = {"v", "zvl512b"};

/// A row whose accumulators are groups of four registers. Integers are
/// multiplied in 16 bits, whether the left ones have 8 or 16.
static constexpr DotKernel row(llvm::StringLiteral name,
                               llvm::ArrayRef<llvm::StringLiteral> needed,
                               int64_t lanes, DotType lhs) {
  bool isFloat = lhs == DotType::F32;
  return {name,
          llvm::Triple::riscv64,
          needed,
          lhs,
          isFloat ? DotType::F32 : DotType::I8,
          lanes,
          /*k=*/1,
          /*registers=*/8,
          /*scratch=*/0,
          /*instructions=*/1,
          nullptr,
          isFloat ? nullptr : widenWeights,
          isFloat ? emitFma : emitWidening,
          scalar};
}

llvm::ArrayRef<DotKernel> getVKernels() {
  static const DotKernel rows[] = {
      row("riscv64.v.s8s8", features, 16, DotType::I8),
      row("riscv64.v.s8s8.256", features256, 32, DotType::I8),
      row("riscv64.v.s8s8.512", features512, 64, DotType::I8),
      row("riscv64.v.s16s8", features, 16, DotType::I16),
      row("riscv64.v.s16s8.256", features256, 32, DotType::I16),
      row("riscv64.v.s16s8.512", features512, 64, DotType::I16),
      row("riscv64.v.f32", features, 16, DotType::F32),
      row("riscv64.v.f32.256", features256, 32, DotType::F32),
      row("riscv64.v.f32.512", features512, 64, DotType::F32),
  };
  return rows;
}

/// vluxei8: all entries with one load.
static Value emitGather(ImplicitLocOpBuilder &b, llvm::ArrayRef<int8_t> entries,
                        Value bytes) {
  auto type = cast<VectorType>(bytes.getType());
  Value table = arith::ConstantOp::create(
      b, DenseElementsAttr::get(
             RankedTensorType::get(256, type.getElementType()), entries));
  Value places = arith::ExtUIOp::create(b, type.clone(b.getI32Type()), bytes);
  Value all = arith::ConstantOp::create(
      b, DenseElementsAttr::get(cast<VectorType>(type.clone(b.getI1Type())),
                                true));
  return vector::GatherOp::create(
      b, type, table, arith::ConstantIndexOp::create(b, 0).getResult(), places,
      all, ub::PoisonOp::create(b, type));
}

llvm::ArrayRef<TableKernel> getVTables() {
  static const TableKernel rows[] = {
      {llvm::Triple::riscv64, features512, /*lanes=*/64, emitGather},
      {llvm::Triple::riscv64, features256, /*lanes=*/32, emitGather},
      {llvm::Triple::riscv64, features, /*lanes=*/16, emitGather}};
  return rows;
}

} // namespace qopt

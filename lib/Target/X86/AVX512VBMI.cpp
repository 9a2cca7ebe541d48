//===- AVX512VBMI.cpp - Tables in four registers ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/TableKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace qopt {

/// vpermi2b looks up in 128 bytes by the low seven bits; the top bit chooses
/// between two of these.
static Value emitPermutes(ImplicitLocOpBuilder &b,
                          llvm::ArrayRef<int8_t> entries, Value bytes) {
  auto type = cast<VectorType>(bytes.getType());
  auto quarter = [&](int64_t i) -> Value {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(type, entries.slice(i * 64, 64)));
  };
  auto lookUp = [&](int64_t first) {
    return callIntrinsic(b, "llvm.x86.avx512.vpermi2var.qi.512", type,
                         {quarter(first), bytes, quarter(first + 1)});
  };
  Value low = lookUp(0), high = lookUp(2);
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(type));
  Value isHigh =
      arith::CmpIOp::create(b, arith::CmpIPredicate::slt, bytes, zero);
  return arith::SelectOp::create(b, isHigh, high, low);
}

llvm::ArrayRef<TableKernel> getAVX512VBMITables() {
  static constexpr llvm::StringLiteral features[] = {"avx512vbmi", "avx512bw"};
  static const TableKernel rows[] = {
      {llvm::Triple::x86_64, features, /*lanes=*/64, emitPermutes}};
  return rows;
}

} // namespace qopt

//===- TBL.cpp - Tables in 16 registers ----------------------- -*- C++ -*-===//
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

/// tbl looks up in 64 bytes and gives 0 beyond, tbx what there was before.
static Value emitTables(ImplicitLocOpBuilder &b, llvm::ArrayRef<int8_t> entries,
                        Value bytes) {
  auto type = cast<VectorType>(bytes.getType());
  Value result;
  for (int64_t first = 0; first < 256; first += 64) {
    SmallVector<Value> operands;
    if (result)
      operands.push_back(result);
    for (int64_t i = first; i < first + 64; i += 16)
      operands.push_back(arith::ConstantOp::create(
          b, DenseElementsAttr::get(type, entries.slice(i, 16))));
    Value place = arith::ConstantOp::create(
        b, DenseElementsAttr::get(type, int8_t(first)));
    operands.push_back(arith::SubIOp::create(b, bytes, place));
    result = callIntrinsic(b,
                           result ? "llvm.aarch64.neon.tbx4.v16i8"
                                  : "llvm.aarch64.neon.tbl4.v16i8",
                           type, operands);
  }
  return result;
}

llvm::ArrayRef<TableKernel> getTBLTables() {
  static constexpr llvm::StringLiteral features[] = {"neon"};
  static const TableKernel rows[] = {
      {llvm::Triple::aarch64, features, /*lanes=*/16, emitTables}};
  return rows;
}

} // namespace qopt

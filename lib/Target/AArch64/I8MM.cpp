//===- I8MM.cpp - Rows of the matrix multiplication extension - -*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

using namespace mlir;

namespace qopt {

/// smmla: two rows by two columns.
static Value emitSmmla(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  return callIntrinsic(b, "llvm.aarch64.neon.smmla.v4i32.v16i8", acc.getType(),
                       {acc, lhs, rhs});
}

llvm::ArrayRef<DotKernel> getI8MMKernels() {
  static constexpr llvm::StringLiteral features[] = {"i8mm"};
  static const DotKernel rows[] = {
      {"aarch64.i8mm.s8s8",
       llvm::Triple::aarch64,
       features,
       DotType::I8,
       DotType::I8,
       /*lanes=*/2,
       /*k=*/8,
       /*registers=*/32,
       /*scratch=*/0,
       /*instructions=*/1,
       nullptr,
       nullptr,
       emitSmmla,
       {/*rows=*/2, /*partials=*/1, /*lhsLoad=*/16, /*sharesIssue=*/true}},
  };
  return rows;
}

} // namespace qopt

//===- DotProd.cpp - Rows of the dot product extension -------- -*- C++ -*-===//
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

/// sdot; by element, where all lanes have the values of one row.
static Value emitSdot(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                      Value rhs) {
  return callIntrinsic(b, "llvm.aarch64.neon.sdot.v4i32.v16i8", acc.getType(),
                       {acc, rhs, lhs});
}

llvm::ArrayRef<DotKernel> getDotProdKernels() {
  static constexpr llvm::StringLiteral features[] = {"dotprod"};
  static const DotKernel rows[] = {
      {"aarch64.dotprod.s8s8",
       llvm::Triple::aarch64,
       features,
       DotType::I8,
       DotType::I8,
       /*lanes=*/4,
       /*k=*/4,
       /*registers=*/32,
       /*scratch=*/0,
       /*instructions=*/1,
       nullptr,
       nullptr,
       emitSdot,
       {/*rows=*/1, /*partials=*/1, /*lhsLoad=*/16, /*sharesIssue=*/true}},
  };
  return rows;
}

} // namespace qopt

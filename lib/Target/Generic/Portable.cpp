//===- Portable.cpp - Rows for every LLVM target ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Plain multiply and add: on short vectors, and for machines without vectors
/// on scalars.
///
//===----------------------------------------------------------------------===//

#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace qopt {

static Value emitInteger(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                         Value rhs) {
  Value product =
      arith::MulIOp::create(b, arith::ExtSIOp::create(b, acc.getType(), lhs),
                            arith::ExtSIOp::create(b, acc.getType(), rhs));
  return arith::AddIOp::create(b, acc, product);
}

static Value emitFloat(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                       Value rhs) {
  return arith::AddFOp::create(b, acc, arith::MulFOp::create(b, lhs, rhs));
}

llvm::ArrayRef<DotKernel> getPortableKernels() {
  static constexpr DotShape scalarShape{/*rows=*/1, /*partials=*/1,
                                        /*lhsLoad=*/0, /*sharesIssue=*/true,
                                        /*rhsInstructions=*/1};
  // What is scratch beside one product: addresses, the loop's counter, and what
  // LLVM's scheduler loads ahead.
  auto scalar = [](llvm::StringLiteral name, DotType lhs, int64_t registers,
                   int64_t scratch) -> DotKernel {
    return {name,
            llvm::Triple::UnknownArch,
            {},
            lhs,
            DotType::I8,
            /*lanes=*/1,
            /*k=*/1,
            registers,
            scratch,
            /*instructions=*/2,
            nullptr,
            nullptr,
            emitInteger,
            scalarShape};
  };
  auto vectors = [](llvm::StringLiteral name, DotType lhs) -> DotKernel {
    return {name,
            llvm::Triple::UnknownArch,
            {},
            lhs,
            DotType::I8,
            /*lanes=*/4,
            /*k=*/1,
            /*registers=*/16,
            /*scratch=*/2,
            /*instructions=*/4,
            nullptr,
            nullptr,
            emitInteger};
  };
  static const DotKernel rows[] = {
      vectors("generic.s8s8", DotType::I8),
      vectors("generic.s16s8", DotType::I16),
      {"generic.f32",
       llvm::Triple::UnknownArch,
       {},
       DotType::F32,
       DotType::F32,
       /*lanes=*/4,
       /*k=*/1,
       /*registers=*/16,
       /*scratch=*/2,
       /*instructions=*/2,
       nullptr,
       nullptr,
       emitFloat},
      scalar("scalar.s8s8.8", DotType::I8, /*registers=*/8, /*scratch=*/4),
      scalar("scalar.s16s8.8", DotType::I16, /*registers=*/8, /*scratch=*/4),
      scalar("scalar.s8s8.12", DotType::I8, /*registers=*/12, /*scratch=*/2),
      scalar("scalar.s16s8.12", DotType::I16, /*registers=*/12, /*scratch=*/2),
      scalar("scalar.s8s8.24", DotType::I8, /*registers=*/24, /*scratch=*/11),
      scalar("scalar.s16s8.24", DotType::I16, /*registers=*/24, /*scratch=*/11),
      {"scalar.f32",
       llvm::Triple::UnknownArch,
       {},
       DotType::F32,
       DotType::F32,
       /*lanes=*/1,
       /*k=*/1,
       /*registers=*/8,
       /*scratch=*/0,
       /*instructions=*/2,
       nullptr,
       nullptr,
       emitFloat,
       scalarShape},
  };
  return rows;
}

} // namespace qopt

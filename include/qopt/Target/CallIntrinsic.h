//===- CallIntrinsic.h - LLVM intrinsics by name ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_CALLINTRINSIC_H
#define QOPT_TARGET_CALLINTRINSIC_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Calls the LLVM intrinsic `name`. Only rows do so, behind the features they
/// ask for: an intrinsic without its feature ends the code generator.
inline mlir::Value callIntrinsic(mlir::ImplicitLocOpBuilder &b,
                                 llvm::StringRef name, mlir::Type result,
                                 mlir::ValueRange args) {
  return mlir::LLVM::CallIntrinsicOp::create(b, result, b.getStringAttr(name),
                                             args)
      .getResult(0);
}

} // namespace qopt

#endif // QOPT_TARGET_CALLINTRINSIC_H

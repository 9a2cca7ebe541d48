//===- PrepareLhs.h - Activations as a kernel reads them --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_PREPARELHS_H
#define QOPT_LIB_CODEGEN_PREPARELHS_H

#include "qopt/Codegen/Contraction.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// The left side of a contraction as a kernel reads it, as one dimension, and
/// the bias that makes up for what was changed.
struct PreparedLhs {
  mlir::Value lhs, bias;
};

/// `lhs` as one dimension, widened where `row` reads it so; null where the row
/// reads the other signedness.
mlir::Value readLhsAs(mlir::ImplicitLocOpBuilder &b, mlir::Value lhs,
                      bool isUnsigned, const DotKernel &row);

/// Flips the signedness of the left side, or widens it, where `row` reads
/// another type than is stored. Fails where the bias is not constant.
mlir::FailureOr<PreparedLhs> prepareLhs(mlir::ImplicitLocOpBuilder &b,
                                        const Contraction &contraction,
                                        const DotKernel &row);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_PREPARELHS_H

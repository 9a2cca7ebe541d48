//===- ActivationBits.h - Tensors that need 16 bits -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_ACTIVATIONBITS_H
#define QOPT_LIB_QUANTIZE_ACTIVATIONBITS_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace qopt {

/// Whether `tensor` is a sum on its way to a layer norm, or a term of one. In
/// transformers a few channels of these are a hundred times as large as the
/// others, and the norm brings the others forth again; nothing multiplies them
/// in between, so that 16 bits cost little. `isQuantized` says which units are
/// not left in float.
bool wantsWords(mlir::Value tensor,
                llvm::function_ref<bool(mlir::qnn::UnitOp)> isQuantized);

/// Whether 16 bits are possible and of use: what computes `tensor` is a float
/// operation or a unit that can give so many, and what reads it does not want
/// bytes alone.
bool canHaveWords(mlir::Value tensor,
                  llvm::function_ref<bool(mlir::qnn::UnitOp)> isQuantized);

/// Gives what layers read in 16 bits fewer of them, where their sums would not
/// fit i32: a part of the stored values. \p note, if given, is told.
llvm::Error fitAccumulators(mlir::ModuleOp module, Plan &plan,
                            llvm::function_ref<void(const llvm::Twine &)> note);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_ACTIVATIONBITS_H

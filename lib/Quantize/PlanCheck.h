//===- PlanCheck.h - Whether a plan is for a module -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_PLANCHECK_H
#define QOPT_LIB_QUANTIZE_PLANCHECK_H

#include "qopt/Calibration/Plan.h"

#include "mlir/IR/BuiltinOps.h"

namespace qopt {

/// Checks that \p plan was made for \p module, names its tensors and units and
/// no others, and has all that are needed. Emits an error on what is wrong.
llvm::LogicalResult checkPlan(mlir::ModuleOp module, const Plan &plan);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_PLANCHECK_H

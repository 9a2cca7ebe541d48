//===- Passes.h - The quantize phase ----------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_PASSES_H
#define QOPT_QUANTIZE_PASSES_H

#include "qopt/Calibration/Plan.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

#include <memory>

namespace qopt {

#define GEN_PASS_DECL
#include "qopt/Quantize/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "qopt/Quantize/Passes.h.inc"

/// `qopt-apply-plan` with a plan that is already in memory.
std::unique_ptr<mlir::Pass> createApplyPlanPass(Plan plan, llvm::StringRef io);

/// Units of float TOSA and a plan -> qnn. `io` as in `qopt-apply-plan`. With
/// `noFloat`, what stays in float is an error.
void buildQuantizePipeline(mlir::OpPassManager &pm, const Plan &plan,
                           llvm::StringRef io, bool noFloat = false);
/// As above, with the plan in the file `planPath`.
void buildQuantizePipeline(mlir::OpPassManager &pm, llvm::StringRef planPath,
                           llvm::StringRef io, bool noFloat = false);

/// What follows `qopt-apply-plan` in the pipelines above.
void buildAfterPlanPipeline(mlir::OpPassManager &pm, bool noFloat = false);

/// Registers `--qopt-quantize="plan=... io=..."`.
void registerQuantizePipelines();

} // namespace qopt

#endif // QOPT_QUANTIZE_PASSES_H

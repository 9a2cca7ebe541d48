//===- TensorNames.h - The names that plans give to tensors -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_TENSORNAMES_H
#define QOPT_LIB_QUANTIZE_TENSORNAMES_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>

namespace qopt {

/// All units of the module in the order of the program.
llvm::SmallVector<mlir::qnn::UnitOp> collectUnits(mlir::ModuleOp module);

/// Whether units of \p kind can be rewritten to integer operations.
bool hasIntegerForm(llvm::StringRef kind);

/// Whether units of \p kind can read, or compute, tensors of 16 bits.
bool canReadWords(llvm::StringRef kind);
bool canComputeWords(llvm::StringRef kind);
/// Whether they do so wherever the tensor has them, not only where the plan
/// asks for it.
bool computesWords(llvm::StringRef kind);
/// Whether a unit of \p kind with this plan reads tensors of 16 bits as they
/// are.
bool readsWords(llvm::StringRef kind, const UnitPlan &plan);
/// Likewise tensors with a scale for every element of the last dimension.
bool readsChannelScales(llvm::StringRef kind);
bool computesChannelScales(llvm::StringRef kind);

/// Whether integer operations of \p kind can give their result as floats, read
/// from the accumulator.
bool canGiveFloats(llvm::StringRef kind);

/// The tensor that \p value is, seen through casts, what moves elements, and
/// the rounding that it arrived with: none of them changes the name.
mlir::Value traceOrigin(mlir::Value value);

/// The numbers that are put beside the elements of the tensor \p origin.
llvm::SmallVector<float> findPadValues(mlir::Value origin);

/// The name of the argument or result \p index, from its attribute `qnn.name`.
std::string argumentName(mlir::func::FuncOp function, unsigned index);
std::string resultName(mlir::func::FuncOp function, unsigned index);

/// The name of the tensor \p value: an argument's, or a unit's. Empty for the
/// result of another operation.
std::string tensorName(mlir::Value value);

/// As tensorName, for an operand of a unit, which always has one.
std::string operandName(mlir::qnn::UnitOp unit, unsigned index);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_TENSORNAMES_H

//===- Evaluators.h - How one operation is executed -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to the interpreter. One file a family of operations; each finds the
/// evaluator of an operation of its own family.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_EVALUATORS_H
#define QOPT_LIB_REFERENCE_EVALUATORS_H

#include "qopt/Support/HostTensor.h"

#include "mlir/IR/Operation.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <vector>

namespace qopt::reference {

using Operands = llvm::ArrayRef<const HostTensor *>;

/// Computes the only result of an operation. Operands that have no tensor (a
/// `!tosa.shape`) are null.
using Evaluator = llvm::Expected<HostTensor> (*)(mlir::Operation *, Operands);

/// Each returns null for an operation of another family.
Evaluator findDataEvaluator(mlir::Operation *op);
Evaluator findMovementEvaluator(mlir::Operation *op);
Evaluator findQuantizedEvaluator(mlir::Operation *op);
Evaluator findQuantizedWindowEvaluator(mlir::Operation *op);
Evaluator findQuantizedBinaryEvaluator(mlir::Operation *op);
Evaluator findQuantizedRowEvaluator(mlir::Operation *op);
Evaluator findDynamicEvaluator(mlir::Operation *op);
Evaluator findIntegerEvaluator(mlir::Operation *op);
Evaluator findFixedPointEvaluator(mlir::Operation *op);
Evaluator findElementwiseEvaluator(mlir::Operation *op);
Evaluator findContractionEvaluator(mlir::Operation *op);
Evaluator findPoolEvaluator(mlir::Operation *op);
Evaluator findReductionEvaluator(mlir::Operation *op);
Evaluator findResizeEvaluator(mlir::Operation *op);

/// An error that begins with the operation's location and name.
llvm::Error makeError(mlir::Operation *op, const llvm::Twine &message);

/// How elements of the MLIR type \p type are held; nullopt if they are not.
std::optional<ElementType> hostElementType(mlir::Type type);

/// A tensor of zeros for the only result of \p op, with the extents \p shape.
/// Fails if the result's type does not allow them.
llvm::Expected<HostTensor> makeResult(mlir::Operation *op,
                                      llvm::ArrayRef<int64_t> shape);

/// The indices along each dimension of \p element of a tensor of \p shape.
llvm::SmallVector<int64_t> positionOf(int64_t element,
                                      llvm::ArrayRef<int64_t> shape);

/// The inverse of positionOf.
int64_t elementAt(llvm::ArrayRef<int64_t> position,
                  llvm::ArrayRef<int64_t> shape);

/// Element \p index of an integer (or bool) tensor, sign- or zero-extended.
int64_t loadInteger(const HostTensor &tensor, int64_t index,
                    bool isUnsigned = false);

/// All elements of an integer tensor.
std::vector<int64_t> loadIntegers(const HostTensor &tensor);

/// Stores the low bits of \p value.
void storeInteger(HostTensor &tensor, int64_t index, int64_t value);

/// Element \p index of a floating-point tensor.
double loadFloat(const HostTensor &tensor, int64_t index);

/// All elements of a floating-point tensor.
std::vector<double> loadFloats(const HostTensor &tensor);

/// Stores \p value, rounded once to the element type.
void storeFloat(HostTensor &tensor, int64_t index, double value);

/// Whether elements are f32 or f64, the types that are computed with.
inline bool isFloat(const HostTensor &tensor) {
  return tensor.type == ElementType::F32 || tensor.type == ElementType::F64;
}

/// The zero points of an operation on float are 0.
llvm::Error checkFloatZeroPoints(mlir::Operation *op, Operands zeroPoints);

/// The numbers of \p shape, an operand of \p op that has the type
/// `!tosa.shape` and must be a constant.
llvm::Expected<llvm::SmallVector<int64_t>> readShape(mlir::Operation *op,
                                                     mlir::Value shape);

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_EVALUATORS_H

//===- ObservedOutputs.h - Values inside a model as outputs -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How values inside a float model are seen: as further results of it.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_OBSERVEDOUTPUTS_H
#define QOPT_LIB_COMPILER_OBSERVEDOUTPUTS_H

#include "qopt/Support/HostTensor.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {

/// Makes \p values further results of their function, called \p names.
void appendResults(mlir::func::FuncOp function,
                   llvm::ArrayRef<mlir::Value> values,
                   llvm::ArrayRef<std::string> names);

/// The values of the real rows of \p tensor, which a call computed for
/// \p rows rows of which \p count are real.
llvm::ArrayRef<float> realRows(const HostTensor &tensor, int64_t count,
                               int64_t rows);

/// \p value, or the floats that it stands for where it is quantized.
mlir::Value dequantize(mlir::Value value);

/// The results that are not kept for the next call.
size_t countOutputs(mlir::func::FuncOp function);

} // namespace qopt

#endif // QOPT_LIB_COMPILER_OBSERVEDOUTPUTS_H

//===- QNN.h - The qnn dialect ----------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNN_H
#define QOPT_DIALECT_QNN_IR_QNN_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "qopt/Dialect/QNN/IR/QNNDialect.h.inc"
#include "qopt/Dialect/QNN/IR/QNNEnums.h.inc"

#include <optional>

#include "qopt/Dialect/QNN/IR/QNNInterfaces.h.inc"

#define GET_ATTRDEF_CLASSES
#include "qopt/Dialect/QNN/IR/QNNAttrs.h.inc"

namespace mlir::qnn {
/// The weights of \p weight that share one of \p factors; 0 without factors.
int64_t countGroupInputs(RankedTensorType weight, DenseIntElementsAttr factors);
} // namespace mlir::qnn

#define GET_OP_CLASSES
#include "qopt/Dialect/QNN/IR/QNNOps.h.inc"

#endif // QOPT_DIALECT_QNN_IR_QNN_H

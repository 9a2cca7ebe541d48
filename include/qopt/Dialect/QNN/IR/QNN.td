//===- QNN.td - All operations of the qnn dialect ----------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNN_TD
#define QOPT_DIALECT_QNN_IR_QNN_TD

include "qopt/Dialect/QNN/IR/QNNOps.td"
include "qopt/Dialect/QNN/IR/QNNDynamicOps.td"

#endif // QOPT_DIALECT_QNN_IR_QNN_TD

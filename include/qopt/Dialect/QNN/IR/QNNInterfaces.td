//===- QNNInterfaces.td - Interfaces of the qnn dialect ----*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNINTERFACES_TD
#define QOPT_DIALECT_QNN_IR_QNNINTERFACES_TD

include "mlir/IR/OpBase.td"

def QNN_SignednessInterface : OpInterface<"SignednessInterface"> {
  let description = [{
    An operation on stored 8-bit tensors says whether it takes the bytes as
    signed or unsigned numbers, and can be made to take the other reading:
    numbers that are all moved by 128, with the zero point. The values they
    stand for stay what they are.
  }];
  let cppNamespace = "::mlir::qnn";
  let methods = [
    InterfaceMethod<"Whether the bytes of operand `index` are unsigned; nullopt where the operation is indifferent.",
      "std::optional<bool>", "isOperandUnsigned", (ins "unsigned":$index), [{}], [{ return std::nullopt; }]>,
    InterfaceMethod<"Moves the reading of operand `index` by 128; false, and nothing is done, where that is impossible.",
      "bool", "flipOperand", (ins "unsigned":$index), [{}], [{ return false; }]>,
    InterfaceMethod<"Whether the bytes of the result are unsigned; nullopt where both readings agree.",
      "std::optional<bool>", "isResultUnsigned", (ins), [{}], [{ return std::nullopt; }]>,
    InterfaceMethod<"Moves the bytes of the result by 128; false, and nothing is done, where that is impossible.",
      "bool", "flipResult", (ins), [{}], [{ return false; }]>,
  ];
}

#endif // QOPT_DIALECT_QNN_IR_QNNINTERFACES_TD

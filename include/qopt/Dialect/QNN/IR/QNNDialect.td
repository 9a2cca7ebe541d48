//===- QNNDialect.td - The qnn dialect ---------------------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNDIALECT_TD
#define QOPT_DIALECT_QNN_IR_QNNDIALECT_TD

include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"

def QNN_Dialect : Dialect {
  let name = "qnn";
  let cppNamespace = "::mlir::qnn";
  let summary = "Quantized neural network operations on plain integer tensors";
  let description = [{
    Every operation spells out its arithmetic: the operands and attributes of
    an operation alone define its result to the bit, and the reference
    interpreter executes exactly that. Scales exist only as explicit operands;
    the types are plain signless integers. Where a stored 8-bit value is
    unsigned, an attribute of the operation says so.

    `qnn.unit` is the exception: it lives on the float level and wraps the
    float operations that are quantized as one thing.

    Formulas use `q` for a stored integer, `z` for a zero point, `s` for a
    scale, `rne` for round-half-to-even, `f32(x)` for one IEEE rounding to
    single precision.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::quant::QuantDialect"];
  let useDefaultAttributePrinterParser = 1;
}

def QNN_Numerics : I32EnumAttr<"Numerics",
    "the rounding rule of a rescale, chosen in the plan, never by the target", [
      I32EnumAttrCase<"fp32", 0>,
      I32EnumAttrCase<"single", 1>,
      I32EnumAttrCase<"double_", 2, "double">]> {
  let cppNamespace = "::mlir::qnn";
  let genSpecializedAttr = 0;
}
def QNN_NumericsAttr : EnumAttr<QNN_Dialect, QNN_Numerics, "numerics"> {
  let assemblyFormat = "$value";
}

#endif // QOPT_DIALECT_QNN_IR_QNNDIALECT_TD

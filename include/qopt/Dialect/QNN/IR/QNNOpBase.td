//===- QNNOpBase.td - What operations of the dialect share -*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNOPBASE_TD
#define QOPT_DIALECT_QNN_IR_QNNOPBASE_TD

include "qopt/Dialect/QNN/IR/QNNDialect.td"
include "qopt/Dialect/QNN/IR/QNNInterfaces.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class QNN_Op<string mnemonic, list<Trait> traits = []>
    : Op<QNN_Dialect, mnemonic, traits>;

/// Elementwise: one definition serves scalars in a linalg body, vectors after
/// vectorization, and tensors.
class QNN_ElementwiseOp<string mnemonic, list<Trait> traits = []>
    : QNN_Op<mnemonic, !listconcat([Pure], ElementwiseMappable.traits, traits)>;

/// I32Attr with a signed accessor: upstream's reads -3 as 4294967293.
def QNN_I32Attr : TypedSignlessIntegerAttrBase<I32, "int32_t", "32-bit signless integer attribute">;

/// The operation implements all of SignednessInterface (Signedness.cpp).
def QNN_StoredOperands : DeclareOpInterfaceMethods<QNN_SignednessInterface,
    ["isOperandUnsigned", "flipOperand", "isResultUnsigned", "flipResult"]>;

def QNN_StoredInt : AnyTypeOf<[I8, I16]>;
def QNN_StoredLike : TypeOrValueSemanticsContainer<QNN_StoredInt, "8- or 16-bit integer-like">;
def QNN_Byte : TypeOrValueSemanticsContainer<I8, "8-bit integer-like">;
def QNN_Word : TypeOrValueSemanticsContainer<I16, "16-bit integer-like">;
def QNN_EntryLike : TypeOrValueSemanticsContainer<AnyTypeOf<[I8, I16, I32]>, "8-, 16- or 32-bit integer-like">;
/// A factor of the weight's scale for every group of neighbouring weights.
def QNN_GroupFactorsAttr : IntElementsAttrBase<
    CPred<"::llvm::cast<::mlir::DenseIntElementsAttr>($_self).getElementType().isUnsignedInteger(8)">,
    "8-bit unsigned integer elements attribute">;
/// Of operations with such factors.
defvar QNN_groupSizeDeclaration = [{
    /// The inputs of a group; 0 without factors.
    int64_t getGroupSize() {
      return countGroupInputs(getWeight().getType(), getFactorsAttr());
    }
  }];
def QNN_StoredTensor : TensorOf<[I8, I16]>;
def QNN_FloatTensor : TensorOf<[F32]>;
/// What a rescale takes and gives: i64 only 16-bit multipliers, i32 results only fixed point.
def QNN_RescaledLike : TypeOrValueSemanticsContainer<AnyTypeOf<[I8, I16, I32]>, "8-, 16- or 32-bit integer-like">;

#endif // QOPT_DIALECT_QNN_IR_QNNOPBASE_TD

//===- WidenActivations.cpp - Bytes stored as words -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "QNNPatterns.h"

#include "qopt/Codegen/Passes.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

namespace qopt {
#define GEN_PASS_DEF_WIDENACTIVATIONS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Widens a tensor of bytes where it comes from.
class Widener {
public:
  Widener(OpBuilder &b, bool isUnsigned) : b(b), isUnsigned(isUnsigned) {}

  Value widen(Value value) {
    Operation *def = value.getDefiningOp();
    // Padding is made of words, and what else moves bytes moves words.
    if (auto pad = dyn_cast_or_null<tensor::PadOp>(def)) {
      IntegerAttr number;
      Value constant = pad.getConstantPaddingValue();
      if (!constant || !matchPattern(constant, m_Constant(&number)))
        return extend(value);
      const APInt &byte = number.getValue();
      Value source = widen(pad.getSource());
      b.setInsertionPoint(pad);
      Value word = arith::ConstantOp::create(
          b, pad.getLoc(),
          b.getIntegerAttr(b.getI16Type(),
                           isUnsigned ? byte.zext(16) : byte.sext(16)));
      return tensor::PadOp::create(b, pad.getLoc(), wordsOf(value), source,
                                   pad.getMixedLowPad(), pad.getMixedHighPad(),
                                   word);
    }
    if (isa_and_present<tensor::ExtractSliceOp, tensor::CollapseShapeOp,
                        tensor::ExpandShapeOp>(def)) {
      Value source = widen(def->getOperand(0));
      b.setInsertionPoint(def);
      Operation *move = b.clone(*def);
      move->setOperand(0, source);
      move->getResult(0).setType(wordsOf(value));
      return move->getResult(0);
    }
    return extend(value);
  }

private:
  RankedTensorType wordsOf(Value value) {
    return cast<RankedTensorType>(value.getType()).clone(b.getI16Type());
  }

  Value extend(Value value) {
    b.setInsertionPointAfterValue(value);
    RankedTensorType type = wordsOf(value);
    AffineMap identity = b.getMultiDimIdentityMap(type.getRank());
    return buildMap(
        b, value.getLoc(), type, value, identity,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          if (isUnsigned)
            return arith::ExtUIOp::create(b, loc, b.getI16Type(), args[0]);
          return arith::ExtSIOp::create(b, loc, b.getI16Type(), args[0]);
        });
  }

  OpBuilder &b;
  bool isUnsigned;
};

struct WidenActivations : qopt::impl::WidenActivationsBase<WidenActivations> {
  using Base::Base;

  void runOnOperation() override {
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    SmallVector<linalg::GenericOp> contractions;
    getOperation().walk([&](linalg::GenericOp op) {
      FailureOr<Contraction> contraction = Contraction::match(op);
      if (failed(contraction) || contraction->input != DotInput::Bytes)
        return;
      const DotKernel *row = chooseKernel(*contraction, *target).row;
      if (row && row->lhs == DotType::I16)
        contractions.push_back(op);
    });
    for (linalg::GenericOp op : contractions)
      readWords(op);
  }

private:
  void readWords(linalg::GenericOp op) {
    OpOperand *lhs = op.getDpsInputOperand(0);
    BlockArgument argument = op.getMatchingBlockArgument(lhs);
    Operation *extension = *argument.user_begin();
    OpBuilder b(op);
    lhs->set(Widener(b, isa<arith::ExtUIOp>(extension)).widen(lhs->get()));
    argument.setType(b.getI16Type());
    b.setInsertionPoint(extension);
    Value extended = arith::ExtSIOp::create(
        b, extension->getLoc(), extension->getResult(0).getType(), argument);
    extension->getResult(0).replaceAllUsesWith(extended);
    extension->erase();
    ++numWidened;
  }
};

} // namespace

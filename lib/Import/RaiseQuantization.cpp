//===- RaiseQuantization.cpp - Quantize and dequantize in linalg ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "FakeQuantization.h"
#include "RaiseLinalgToTosa.h"
#include "ScalarSlice.h"
#include "qopt/Calibration/QuantParams.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace qopt;

/// The type of the result of an elementwise computation in loop order.
static RankedTensorType elementwiseType(linalg::GenericOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumResults() != 1 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getIndexingMapsArray().back().isIdentity() ||
      !op.getBlock()->getArguments().back().use_empty())
    return {};
  return dyn_cast<RankedTensorType>(op.getResult(0).getType());
}

static Value yielded(linalg::GenericOp op) {
  return op.getBlock()->getTerminator()->getOperand(0);
}

/// The operand that the argument `value` of the body is an element of, if there
/// is one and it has the shape of the loops.
static Value wholeOperand(linalg::GenericOp op, Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || argument.getOwner() != op.getBlock())
    return {};
  OpOperand &operand = op->getOpOperand(argument.getArgNumber());
  return op.getMatchingIndexingMap(&operand).isIdentity() ? operand.get()
                                                          : Value();
}

namespace {
struct RaiseQuantize : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType type = elementwiseType(op);
    Operation *cast = type ? yielded(op).getDefiningOp() : nullptr;
    if (!isa_and_present<arith::FPToSIOp, arith::FPToUIOp>(cast) ||
        !type.getElementType().isInteger(8))
      return rewriter.notifyMatchFailure(op, "does not make bytes");
    FailureOr<Quantizer> quantizer = matchQuantizer(cast);
    Value input =
        succeeded(quantizer) ? wholeOperand(op, quantizer->input) : Value();
    if (!input)
      return rewriter.notifyMatchFailure(op, "not a quantizer of a tensor");
    quantizer->input = input;
    Value stored = createQuantize(rewriter, op.getLoc(), *quantizer, type);
    if (!stored)
      return rewriter.notifyMatchFailure(op, "its scale is none");
    rewriter.replaceOp(op, stored);
    return success();
  }
};

struct RaiseDequantize : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType type = elementwiseType(op);
    if (!type || !type.getElementType().isF32())
      return rewriter.notifyMatchFailure(op, "not an elementwise f32 result");
    FailureOr<Dequantizer> form = matchDequantizer(
        yielded(op), [&](Value value) { return bool(constantOf(op, value)); });
    Value stored = succeeded(form) ? wholeOperand(op, form->stored) : Value();
    if (!stored ||
        !cast<RankedTensorType>(stored.getType()).getElementType().isInteger(8))
      return rewriter.notifyMatchFailure(op, "does not dequantize bytes");
    form->stored = stored;
    if (getConstant(stored)) {
      Trial trial(op);
      form->scale = alignConstant(op, form->scale, trial.getBuilder());
      if (form->zp)
        form->zp = alignConstant(op, form->zp, trial.getBuilder());
      FailureOr<Value> given =
          createGivenConstant(trial.getBuilder(), op.getLoc(), *form);
      if (failed(given))
        return rewriter.notifyMatchFailure(op, "its scales do not fit");
      trial.keep();
      rewriter.replaceOp(op, *given);
      return success();
    }
    std::optional<double> scale = getScalar(form->scale),
                          zp = form->zp ? getScalar(form->zp) : 0.0;
    int64_t lo = form->isUnsigned ? 0 : -128;
    if (!scale || !isValidScale(static_cast<float>(*scale)) || !zp ||
        *zp < lo || *zp > lo + 255)
      return rewriter.notifyMatchFailure(op, "an activation with many scales");
    rewriter.replaceOpWithNewOp<qnn::DequantizeOp>(
        op, type, stored, APFloat(static_cast<float>(*scale)),
        static_cast<int32_t>(*zp), form->isUnsigned);
    return success();
  }

private:
  /// The constant operand that `value`, an argument of the body, is an element
  /// of.
  static OpOperand *constantOf(linalg::GenericOp op, Value value) {
    auto argument = dyn_cast<BlockArgument>(value);
    if (!argument || argument.getOwner() != op.getBlock())
      return nullptr;
    OpOperand &operand = op->getOpOperand(argument.getArgNumber());
    // The integers are a constant too, of a weight; they have all dimensions.
    return getConstant(operand.get()) && !isByte(operand.get()) ? &operand
                                                                : nullptr;
  }

  static bool isByte(Value value) {
    return cast<RankedTensorType>(value.getType())
        .getElementType()
        .isInteger(8);
  }

  /// A constant of floats in the rank of the loops; `value` itself where it is
  /// no tensor.
  static Value alignConstant(linalg::GenericOp op, Value value,
                             OpBuilder &builder) {
    OpOperand *operand = constantOf(op, value);
    if (!operand)
      return value;
    ElementsAttr attr = getConstant(operand->get());
    auto floats = readFloats(attr);
    auto integers = readIntegers(attr);
    AffineMap map = op.getMatchingIndexingMap(operand);
    SmallVector<int64_t> shape(map.getNumDims(), 1);
    std::optional<unsigned> last;
    for (auto [expr, size] : llvm::zip_equal(
             map.getResults(),
             cast<RankedTensorType>(operand->get().getType()).getShape())) {
      auto dim = dyn_cast<AffineDimExpr>(expr);
      if (!dim && size == 1)
        continue;
      // In another order they would have to be moved.
      if (!dim || (last && dim.getPosition() <= *last))
        return value;
      last = dim.getPosition();
      shape[*last] = size;
    }
    if (floats)
      return createConst(builder, op.getLoc(), shape, *floats);
    if (!integers)
      return value;
    SmallVector<float, 0> values(integers->begin(), integers->end());
    return createConst(builder, op.getLoc(), shape, values);
  }
};
} // namespace

void qopt::populateRaiseQuantizationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseDequantize, RaiseQuantize>(patterns.getContext());
}

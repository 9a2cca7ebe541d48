//===- RecogniseQuantization.cpp - Quantize and dequantize, spelt out -----===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "FakeQuantization.h"
#include "NormaliseTosa.h"
#include "ScalarSlice.h"
#include "qopt/Calibration/QuantParams.h"
#include "qopt/Import/Passes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_RECOGNISEQUANTIZATIONPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

static bool isByte(Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger(8);
}

/// Replaces `op`, which dequantizes what `path` moves.
static void replaceByFakeQuantize(Operation *op, const MovePath &path,
                                  const Quantizer &quantizer, double scale,
                                  PatternRewriter &rewriter) {
  rewriter.setInsertionPointAfter(path.source.getDefiningOp());
  Value value = createFakeQuantize(rewriter, op->getLoc(), quantizer, scale);
  rewriter.setInsertionPoint(op);
  rewriter.replaceOp(op, repeatMoves(rewriter, path, value));
}

static bool isFloat(Value value) {
  return getElementTypeOrSelf(value.getType()).isF32();
}

namespace {
/// dequantize(q): a fake quantization where q was a float before, a constant
/// with given scales where it is one, else a `qnn.dequantize`.
struct RecogniseDequantize : OpRewritePattern<tosa::MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MulOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<Dequantizer> form = matchDequantizer(op.getOutput());
    if (failed(form) || !(isByte(form->stored) || isFloat(form->stored)))
      return rewriter.notifyMatchFailure(op, "not of 8-bit integers");
    if (getConstant(form->stored))
      return replaceConstant(op, *form, rewriter);
    auto type = cast<RankedTensorType>(op.getType());
    std::optional<double> scale = getScalar(form->scale),
                          zp = form->zp ? getScalar(form->zp) : 0.0;
    if (!scale || !zp || !isValidScale(static_cast<float>(*scale)) ||
        type.getShape() !=
            cast<RankedTensorType>(form->stored.getType()).getShape())
      return rewriter.notifyMatchFailure(op, "an activation with many scales");

    MovePath path = traceMoves(form->stored);
    FailureOr<Quantizer> quantizer = isFloat(form->stored)
                                         ? matchRoundedFloats(path.source)
                                         : findQuantizer(path.source);
    if (succeeded(quantizer)) {
      if ((isByte(form->stored) && quantizer->isUnsigned != form->isUnsigned) ||
          quantizer->zp != *zp || !isSameScale(quantizer->scale, *scale))
        return rewriter.notifyMatchFailure(op, "does not undo the quantizer");
      replaceByFakeQuantize(op, path, *quantizer, *scale, rewriter);
      return success();
    }
    int64_t lo = form->isUnsigned ? 0 : -128;
    if (!isByte(form->stored) || !isa<BlockArgument>(path.source) || *zp < lo ||
        *zp > lo + 255)
      return rewriter.notifyMatchFailure(op, "not of an argument");
    rewriter.replaceOpWithNewOp<qnn::DequantizeOp>(
        op, type, form->stored, APFloat(static_cast<float>(*scale)),
        static_cast<int32_t>(*zp), form->isUnsigned);
    return success();
  }

private:
  static LogicalResult replaceConstant(tosa::MulOp op, const Dequantizer &form,
                                       PatternRewriter &rewriter) {
    auto type = cast<RankedTensorType>(op.getType());
    if (type.getShape() !=
        cast<RankedTensorType>(form.stored.getType()).getShape())
      return rewriter.notifyMatchFailure(op, "is broadcast");
    FailureOr<Value> given = createGivenConstant(rewriter, op.getLoc(), form);
    if (failed(given))
      return rewriter.notifyMatchFailure(op, "its scales do not fit");
    rewriter.replaceOp(op, *given);
    return success();
  }
};

/// The same of what is one operation already.
struct PairDequantize : OpRewritePattern<qnn::DequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DequantizeOp op,
                                PatternRewriter &rewriter) const override {
    MovePath path = traceMoves(op.getInput());
    FailureOr<Quantizer> quantizer = findQuantizer(path.source);
    double scale = op.getScale().convertToFloat();
    if (failed(quantizer) || quantizer->isUnsigned != op.getIsUnsigned() ||
        quantizer->zp != op.getZp() || !isSameScale(quantizer->scale, scale))
      return rewriter.notifyMatchFailure(op, "does not undo a quantizer");
    replaceByFakeQuantize(op, path, *quantizer, scale, rewriter);
    return success();
  }
};

/// What remains as integers.
struct RecogniseQuantize : OpRewritePattern<tosa::CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::CastOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<Quantizer> quantizer = matchQuantizer(op);
    if (failed(quantizer))
      return rewriter.notifyMatchFailure(op, "not a quantization");
    Value stored =
        createQuantize(rewriter, op.getLoc(), *quantizer, op.getType());
    if (!stored)
      return rewriter.notifyMatchFailure(op, "its scale is none");
    rewriter.replaceOp(op, stored);
    return success();
  }
};

struct RecogniseQuantizationPass
    : qopt::impl::RecogniseQuantizationPassBase<RecogniseQuantizationPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet constants(context), pairs(context), rest(context);
    populateFoldConstantPatterns(constants);
    pairs.add<PairDequantize, RecogniseDequantize>(context);
    populateQuantizedContractionPatterns(pairs);
    rest.add<RecogniseQuantize>(context);
    patterns.push_back(std::move(constants));
    patterns.push_back(std::move(pairs));
    patterns.push_back(std::move(rest));
    return success();
  }

  void runOnOperation() override {
    for (const FrozenRewritePatternSet &set : patterns)
      if (failed(applyPatternsGreedily(getOperation(), set))) {
        getOperation().emitOpError("was not searched for quantization: the "
                                   "rewrites did not come to an end; please "
                                   "report this model");
        return signalPassFailure();
      }
    getOperation().walk([&](Operation *op) {
      numTensors += isa<qnn::FakeQuantizeOp>(op);
      numWeights += isa<qnn::GivenWeightOp>(op);
    });
  }

private:
  SmallVector<FrozenRewritePatternSet> patterns;
};
} // namespace

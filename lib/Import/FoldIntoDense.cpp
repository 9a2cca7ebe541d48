//===- FoldIntoDense.cpp - Per-channel constants into weights ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "DenseChain.h"
#include "NormaliseTosa.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// The operand of `op` that is not `value`.
static Value otherOperand(Operation *op, Value value) {
  return op->getOperand(0) == value ? op->getOperand(1) : op->getOperand(0);
}

/// The only user of the chain's last value, with reshapes in between that keep
/// the channels last. `value` becomes the operand of it.
static Operation *nextLink(const DenseChain &chain, Value &value) {
  value = chain.end;
  while (value.hasOneUse()) {
    Operation *user = *value.user_begin();
    auto reshape = dyn_cast<tosa::ReshapeOp>(user);
    if (!reshape)
      return user;
    auto type = dyn_cast<RankedTensorType>(reshape.getType());
    if (!type || type.getRank() == 0 || type.getShape().back() != chain.n)
      return nullptr;
    value = reshape.getOutput();
  }
  return nullptr;
}

namespace {
/// What an unfolded batch norm is: (x * w + b) * c and (x * w + b) + c, for a
/// constant `c` of each channel. The new constants are rounded to f32.
struct FoldIntoDense : OpRewritePattern<tosa::MatMulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MatMulOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<DenseChain> chain = matchDenseChain(op);
    if (failed(chain) || chain->clamp)
      return rewriter.notifyMatchFailure(op, "not a dense layer without clamp");
    Value value;
    Operation *next = nextLink(*chain, value);
    bool isMul = isa_and_present<tosa::MulOp>(next);
    if (!isMul && !(isa_and_present<tosa::AddOp>(next) && !chain->bias.empty()))
      return rewriter.notifyMatchFailure(op, "nothing to fold follows");
    ElementsAttr attr = getConstant(otherOperand(next, value));
    auto constant = attr ? perChannel(attr, chain->n) : std::nullopt;
    if (!constant || next->getResult(0).getType() != value.getType())
      return rewriter.notifyMatchFailure(op, "not one constant per channel");

    SmallVector<float, 0> weight = chain->weight, bias = chain->bias;
    for (auto [i, x] : llvm::enumerate(bias))
      x = isMul ? x * (*constant)[i] : x + (*constant)[i];
    if (isMul)
      for (auto [i, x] : llvm::enumerate(weight))
        x *= (*constant)[i % chain->n];
    auto isFinite = [](float x) { return std::isfinite(x); };
    if (!llvm::all_of(weight, isFinite) || !llvm::all_of(bias, isFinite))
      return rewriter.notifyMatchFailure(op, "the product is not finite");

    auto type = cast<RankedTensorType>(value.getType());
    Location loc = op.getLoc();
    rewriter.setInsertionPoint(next);
    Value w = createConst(rewriter, loc, {1, chain->k, chain->n}, weight);
    Value x = createReshape(rewriter, loc, op.getA(), {1, chain->m, chain->k});
    Value y = createReshape(rewriter, loc, createMatmul(rewriter, loc, x, w),
                            type.getShape());
    if (!bias.empty()) {
      SmallVector<int64_t> shape(type.getRank(), 1);
      shape.back() = chain->n;
      y = tosa::AddOp::create(rewriter, loc, type, y,
                              createConst(rewriter, loc, shape, bias));
    }
    rewriter.replaceOp(next, y);
    return success();
  }
};
} // namespace

void qopt::populateFoldIntoDensePatterns(RewritePatternSet &patterns) {
  patterns.add<FoldIntoDense>(patterns.getContext());
}

//===- FoldIntoConv.cpp - Per-channel constants into filters ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "DenseChain.h"
#include "NormaliseTosa.h"

#include "mlir/IR/IRMapping.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// The output channel of element `i` of a filter.
static int64_t channelOf(tosa::Conv2DOp op, int64_t i) {
  auto shape = cast<RankedTensorType>(op.getWeight().getType()).getShape();
  return i / (shape[1] * shape[2] * shape[3]);
}
static int64_t channelOf(tosa::DepthwiseConv2DOp op, int64_t i) {
  auto shape = cast<RankedTensorType>(op.getWeight().getType()).getShape();
  return i % (shape[2] * shape[3]);
}

static bool allFinite(ArrayRef<float> values) {
  return llvm::all_of(values, [](float x) { return std::isfinite(x); });
}

namespace {
/// What an unfolded batch norm is: conv * c and conv + c, for a constant `c` of
/// each channel. The new constants are rounded to f32.
template <typename OpTy, typename ConvTy>
struct FoldIntoConv : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto conv = op.getInput1().template getDefiningOp<ConvTy>();
    if (!conv || !conv->hasOneUse() || op.getType() != conv.getType())
      return rewriter.notifyMatchFailure(op, "not only of a convolution");
    int64_t channels = cast<RankedTensorType>(conv.getType()).getShape().back();
    ElementsAttr attr = getConstant(op.getInput2()),
                 weightAttr = getConstant(conv.getWeight()),
                 biasAttr = getConstant(conv.getBias());
    bool isMul = std::is_same_v<OpTy, tosa::MulOp>;
    if (!attr || (isMul && !weightAttr) || !biasAttr ||
        ShapedType::isDynamic(channels))
      return rewriter.notifyMatchFailure(op, "not of constants");
    auto constant = perChannel(attr, channels),
         weight = isMul ? readFloats(weightAttr) : SmallVector<float, 0>(),
         bias = perChannel(biasAttr, channels);
    if (!constant || !weight || !bias ||
        cast<RankedTensorType>(conv.getType()).getElementType() !=
            rewriter.getF32Type())
      return rewriter.notifyMatchFailure(op, "not one constant per channel");

    for (auto [x, c] : llvm::zip_equal(*bias, *constant))
      x = isMul ? x * c : x + c;
    if (isMul)
      for (auto [i, x] : llvm::enumerate(*weight))
        x *= (*constant)[channelOf(conv, i)];
    if (!allFinite(*weight) || !allFinite(*bias))
      return rewriter.notifyMatchFailure(op, "the product is not finite");

    Location loc = conv.getLoc();
    auto weightType = cast<RankedTensorType>(conv.getWeight().getType());
    IRMapping mapping;
    if (isMul)
      mapping.map(conv.getWeight(),
                  createConst(rewriter, loc, weightType.getShape(), *weight));
    mapping.map(conv.getBias(), createConst(rewriter, loc, channels, *bias));
    rewriter.replaceOp(op, rewriter.clone(*conv, mapping)->getResults());
    return success();
  }
};
} // namespace

void qopt::populateFoldIntoConvPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldIntoConv<tosa::MulOp, tosa::Conv2DOp>,
               FoldIntoConv<tosa::AddOp, tosa::Conv2DOp>,
               FoldIntoConv<tosa::MulOp, tosa::DepthwiseConv2DOp>,
               FoldIntoConv<tosa::AddOp, tosa::DepthwiseConv2DOp>>(
      patterns.getContext());
}

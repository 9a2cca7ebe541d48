//===- FoldPad.cpp - Padding into the window that reads it ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

#include <cfloat>

using namespace mlir;
using namespace qopt;

/// How much `pad` adds to height and width, as a window's padding; nothing
/// where it adds to other dimensions.
static std::optional<SmallVector<int64_t>> imagePadding(tosa::PadOp pad) {
  SmallVector<int64_t> amounts;
  if (!pad ||
      !tosa::getConstShapeValues(pad.getPadding().getDefiningOp(), amounts) ||
      amounts.size() != 8 ||
      llvm::any_of(amounts, [](int64_t amount) { return amount < 0; }))
    return std::nullopt;
  ArrayRef<int64_t> all(amounts);
  if (all[0] || all[1] || all[6] || all[7])
    return std::nullopt;
  return SmallVector<int64_t>(all.slice(2, 4));
}

/// Makes `op` read what `pad` reads, and pad by itself.
template <typename OpTy>
static void takePadding(OpTy op, tosa::PadOp pad, ArrayRef<int64_t> padding,
                        PatternRewriter &rewriter) {
  rewriter.modifyOpInPlace(op, [&] {
    op.getInputMutable().assign(pad.getInput1());
    op.setPad(padding);
  });
}

template <typename OpTy>
static SmallVector<int64_t> sumOfPadding(OpTy op, ArrayRef<int64_t> more) {
  SmallVector<int64_t> sum(op.getPad());
  for (auto [amount, extra] : llvm::zip_equal(sum, more))
    amount += extra;
  return sum;
}

namespace {
template <typename OpTy>
struct FoldPadIntoConv : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto pad = op.getInput().template getDefiningOp<tosa::PadOp>();
    auto padding = imagePadding(pad);
    if (!padding || getPadValue(pad) != 0.0f)
      return rewriter.notifyMatchFailure(op, "the image is not padded with 0");
    takePadding(op, pad, sumOfPadding(op, *padding), rewriter);
    return success();
  }
};

/// An element of the padding that is never the largest. An average counts what
/// a pad adds and leaves out its own padding, so it has no such pattern.
struct FoldPadIntoMaxPool : OpRewritePattern<tosa::MaxPool2dOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MaxPool2dOp op,
                                PatternRewriter &rewriter) const override {
    auto pad = op.getInput().getDefiningOp<tosa::PadOp>();
    auto padding = imagePadding(pad);
    std::optional<float> value = getPadValue(pad);
    if (!padding || !value || *value > smallest(pad.getInput1()))
      return rewriter.notifyMatchFailure(op, "the padding may be the largest");
    SmallVector<int64_t> sum = sumOfPadding(op, *padding);
    // A window must see the image.
    for (auto [i, amount] : llvm::enumerate(sum))
      if (amount >= op.getKernel()[i / 2])
        return rewriter.notifyMatchFailure(op, "a window is all padding");
    takePadding(op, pad, sum, rewriter);
    return success();
  }

private:
  /// What no element of `value` is smaller than.
  static double smallest(Value value) {
    auto clamp = value.getDefiningOp<tosa::ClampOp>();
    auto bound = clamp ? dyn_cast<FloatAttr>(clamp.getMinVal()) : FloatAttr();
    return bound ? std::max(bound.getValueAsDouble(), double(-FLT_MAX))
                 : -FLT_MAX;
  }
};
} // namespace

void qopt::populateFoldPadPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldPadIntoConv<tosa::Conv2DOp>,
               FoldPadIntoConv<tosa::DepthwiseConv2DOp>, FoldPadIntoMaxPool>(
      patterns.getContext());
}

//===- FoldPad.cpp - Padding into the window that reads it ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
#include "NormaliseTosa.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

#include <cfloat>

using namespace mlir;
using namespace qopt;

namespace {
/// A pad of height and width, with a transpose behind it perhaps, as a model
/// begins whose images have their channels first.
struct ImagePad {
  tosa::PadOp pad;
  tosa::TransposeOp transpose;
  SmallVector<int64_t> amounts;

  /// What is padded, laid out as it is behind the transpose.
  Value createSource(PatternRewriter &rewriter) {
    if (!transpose)
      return pad.getInput1();
    return createTranspose(rewriter, transpose.getLoc(), pad.getInput1(),
                           transpose.getPerms());
  }
};
} // namespace

static std::optional<ImagePad> matchImagePad(Value image) {
  ImagePad result;
  result.transpose = image.getDefiningOp<tosa::TransposeOp>();
  if (result.transpose)
    image = result.transpose.getInput1();
  result.pad = image.getDefiningOp<tosa::PadOp>();
  SmallVector<int64_t> amounts;
  if (!result.pad ||
      !tosa::getConstShapeValues(result.pad.getPadding().getDefiningOp(),
                                 amounts) ||
      amounts.size() != 8 ||
      llvm::any_of(amounts, [](int64_t amount) { return amount < 0; }))
    return std::nullopt;
  for (int64_t dim = 0; dim < 4; ++dim) {
    int64_t from = result.transpose ? result.transpose.getPerms()[dim] : dim;
    result.amounts.append({amounts[2 * from], amounts[2 * from + 1]});
  }
  ArrayRef<int64_t> all(result.amounts);
  if (all[0] || all[1] || all[6] || all[7])
    return std::nullopt;
  result.amounts = SmallVector<int64_t>(all.slice(2, 4));
  return result;
}

/// Makes `op` read what `pad` pads, and pad by itself.
template <typename OpTy>
static void takePadding(OpTy op, ImagePad pad, ArrayRef<int64_t> padding,
                        PatternRewriter &rewriter) {
  Value source = pad.createSource(rewriter);
  rewriter.modifyOpInPlace(op, [&] {
    op.getInputMutable().assign(source);
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
    auto pad = matchImagePad(op.getInput());
    if (!pad || getPadValue(pad->pad) != 0.0f)
      return rewriter.notifyMatchFailure(op, "the image is not padded with 0");
    takePadding(op, *pad, sumOfPadding(op, pad->amounts), rewriter);
    return success();
  }
};

/// An element of the padding that is never the largest. An average counts what
/// a pad adds and leaves out its own padding, so it has no such pattern.
struct FoldPadIntoMaxPool : OpRewritePattern<tosa::MaxPool2dOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MaxPool2dOp op,
                                PatternRewriter &rewriter) const override {
    auto pad = matchImagePad(op.getInput());
    std::optional<float> value = pad ? getPadValue(pad->pad) : std::nullopt;
    if (!value || *value > smallest(pad->pad.getInput1()))
      return rewriter.notifyMatchFailure(op, "the padding may be the largest");
    SmallVector<int64_t> sum = sumOfPadding(op, pad->amounts);
    // A window must see the image.
    for (auto [i, amount] : llvm::enumerate(sum))
      if (amount >= op.getKernel()[i / 2])
        return rewriter.notifyMatchFailure(op, "a window is all padding");
    takePadding(op, *pad, sum, rewriter);
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

//===- ConvToMatmul.cpp - Convolutions that are dense layers ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"
#include "WeightData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

/// True where the filter is the whole image, so that there is one output pixel,
/// as in the dense layers that some front ends write as convolutions. `pixels`
/// becomes the count of the image's.
static bool isDense(tosa::Conv2DOp op, int64_t &pixels) {
  auto input = cast<RankedTensorType>(op.getInput().getType()),
       weight = cast<RankedTensorType>(op.getWeight().getType());
  auto allAre = [](ArrayRef<int64_t> values, int64_t value) {
    return llvm::all_of(values, [&](int64_t v) { return v == value; });
  };
  if (!allAre(op.getPad(), 0) || input.getDimSize(3) != weight.getDimSize(3))
    return false;
  ArrayRef<int64_t> filter = weight.getShape().slice(1, 2),
                    image = input.getShape().slice(1, 2);
  pixels = filter[0] * filter[1];
  return filter == image && allAre(op.getDilation(), 1);
}

namespace {
struct ConvToMatmul : OpRewritePattern<tosa::Conv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::Conv2DOp op,
                                PatternRewriter &rewriter) const override {
    auto input = dyn_cast<RankedTensorType>(op.getInput().getType()),
         weight = dyn_cast<RankedTensorType>(op.getWeight().getType()),
         bias = dyn_cast<RankedTensorType>(op.getBias().getType()),
         output = dyn_cast<RankedTensorType>(op.getType());
    auto isF32 = [](RankedTensorType type) {
      return type && type.getElementType().isF32();
    };
    if (!isF32(input) || !isF32(weight) || !isF32(bias) || !isF32(output) ||
        !weight.hasStaticShape() || !bias.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not in f32");
    int64_t pixels = 0;
    if (!isDense(op, pixels))
      return rewriter.notifyMatchFailure(op, "pixels are used more than once");
    if (!getWeight(op.getWeight()))
      return rewriter.notifyMatchFailure(op, "the weight is no constant");

    int64_t n = weight.getDimSize(0), k = pixels * weight.getDimSize(3);
    int64_t m = ShapedType::kDynamic;
    if (!input.isDynamicDim(0))
      m = input.getNumElements() / k;
    Location loc = op.getLoc();
    Value x = createReshape(rewriter, loc, op.getInput(), {m, k});
    x = createReshape(rewriter, loc, x, {1, m, k});
    Value w = createReshape(rewriter, loc, op.getWeight(), {n, k});
    w = tosa::TransposeOp::create(rewriter, loc, weight.clone({k, n}), w,
                                  ArrayRef<int32_t>{1, 0});
    w = createReshape(rewriter, loc, w, {1, k, n});
    Value y = createMatmul(rewriter, loc, x, w);
    y = createReshape(rewriter, loc, y, {m, n});
    std::optional<float> splat = getSplat(op.getBias());
    if (!splat || *splat != 0) {
      Value b =
          createReshape(rewriter, loc, op.getBias(), {1, bias.getDimSize(0)});
      y = tosa::AddOp::create(rewriter, loc, y.getType(), y, b);
    }
    rewriter.replaceOp(op, createReshape(rewriter, loc, y, output.getShape()));
    return success();
  }
};
} // namespace

void qopt::populateConvToMatmulPatterns(RewritePatternSet &patterns) {
  patterns.add<ConvToMatmul>(patterns.getContext());
}

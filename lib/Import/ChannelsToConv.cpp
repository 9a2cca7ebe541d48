//===- ChannelsToConv.cpp - Constants of each channel -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "DenseChain.h"
#include "NormaliseTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// The constant of each channel, the last dimension, that `op` multiplies with
/// or adds.
static std::optional<SmallVector<float, 0>> channelConstants(Operation *op) {
  if (!isa_and_present<tosa::MulOp, tosa::AddOp>(op))
    return std::nullopt;
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type || type.getRank() == 0 || !type.getElementType().isF32() ||
      op->getOperand(0).getType() != type || getConstant(op->getOperand(0)))
    return std::nullopt;
  ElementsAttr attr = getConstant(op->getOperand(1));
  int64_t channels = type.getShape().back();
  if (!attr || ShapedType::isDynamic(channels))
    return std::nullopt;
  return perChannel(attr, channels);
}

/// A slope for negative numbers is that of a prelu.
static bool isSlope(Operation *op) {
  return llvm::any_of(op->getUsers(), [&](Operation *user) {
    auto select = dyn_cast<tosa::SelectOp>(user);
    return select && isa<tosa::MulOp>(op) &&
           select.getOnFalse() == op->getResult(0) &&
           select.getOnTrue() == op->getOperand(0);
  });
}

/// The bias of a dense layer belongs to it.
static bool isDenseBias(Operation *op) {
  Value x = op->getOperand(0);
  while (auto reshape = x.getDefiningOp<tosa::ReshapeOp>())
    x = reshape.getInput1();
  auto matmul = x.getDefiningOp<tosa::MatMulOp>();
  if (!matmul)
    return false;
  FailureOr<DenseChain> chain = matchDenseChain(matmul);
  return succeeded(chain) && llvm::is_contained(chain->ops, op);
}

namespace {
/// x * scale + shift, for a constant of each channel.
struct Affine {
  SmallVector<float, 0> scales, shifts;

  void append(Operation *op, ArrayRef<float> constants) {
    bool isMul = isa<tosa::MulOp>(op);
    for (auto [scale, shift, c] : llvm::zip_equal(scales, shifts, constants)) {
      scale = isMul ? scale * c : scale;
      shift = isMul ? shift * c : shift + c;
    }
  }
  bool isFinite() const {
    auto finite = [](float x) { return std::isfinite(x); };
    return llvm::all_of(scales, finite) && llvm::all_of(shifts, finite);
  }
};

/// A chain of x * c and x + c, for constants of each channel that no layer
/// before could take, as a depthwise convolution of single pixels. With one
/// constant for all channels it is a function of one tensor.
template <typename OpTy>
struct ChannelsToConv : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto constants = channelConstants(op);
    if (!constants || getSplat(op.getInput2()) || isSlope(op) ||
        isDenseBias(op))
      return rewriter.notifyMatchFailure(op, "not one constant per channel");
    Value x = op.getInput1();
    if (x.hasOneUse() && channelConstants(x.getDefiningOp()))
      return rewriter.notifyMatchFailure(op, "not the first of its chain");
    Affine affine{SmallVector<float, 0>(constants->size(), 1),
                  SmallVector<float, 0>(constants->size(), 0)};
    affine.append(op, *constants);
    Operation *last = op;
    while (last->hasOneUse()) {
      Operation *next = *last->user_begin();
      auto more = channelConstants(next);
      if (!more || isSlope(next))
        break;
      affine.append(next, *more);
      last = next;
    }
    if (!affine.isFinite())
      return rewriter.notifyMatchFailure(op, "the product is not finite");
    auto type = cast<RankedTensorType>(op.getType());
    FailureOr<Value> value = createConv(rewriter, op.getLoc(), x, type, affine);
    if (failed(value))
      return rewriter.notifyMatchFailure(op, "of too many unknown sizes");
    rewriter.replaceOp(last, *value);
    return success();
  }

private:
  static FailureOr<Value> createConv(OpBuilder &builder, Location loc, Value x,
                                     RankedTensorType type,
                                     const Affine &affine) {
    int64_t channels = affine.scales.size(), rank = type.getRank();
    SmallVector<int64_t> image(type.getShape());
    if (rank != 4) {
      // The leading dimension may be a dynamic batch: it stays.
      ArrayRef<int64_t> between = type.getShape().drop_back();
      int64_t batch = rank > 1 ? between.front() : 1;
      between = rank > 1 ? between.drop_front() : between;
      if (ShapedType::isDynamicShape(between))
        return failure();
      image = {batch, ShapedType::getNumElements(between), 1, channels};
    }
    Value weight =
              createConst(builder, loc, {1, 1, channels, 1}, affine.scales),
          bias = createConst(builder, loc, channels, affine.shifts),
          zeroPoint = createConst(builder, loc, {1}, {0.0f});
    Value value = createReshape(builder, loc, x, image);
    value = tosa::DepthwiseConv2DOp::create(
        builder, loc, value.getType(), value, weight, bias, zeroPoint,
        zeroPoint, /*pad=*/ArrayRef<int64_t>{0, 0, 0, 0},
        /*stride=*/ArrayRef<int64_t>{1, 1},
        /*dilation=*/ArrayRef<int64_t>{1, 1}, builder.getF32Type());
    return createReshape(builder, loc, value, type.getShape());
  }
};
} // namespace

void qopt::populateChannelsToConvPatterns(RewritePatternSet &patterns) {
  patterns.add<ChannelsToConv<tosa::MulOp>, ChannelsToConv<tosa::AddOp>>(
      patterns.getContext());
}

//===- QuantizedContractions.cpp - Integer sums that are dequantized ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Front ends contract integers between a quantize and a dequantize where they
/// can: `s * f32(sum (q - zx) (w - zw))`. With `s = sx * sw` that is a sum of
/// what the integers stand for, as in the rest of the network.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "FakeQuantization.h"
#include "ScalarSlice.h"
#include "WeightData.h"
#include "qopt/Calibration/QuantParams.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace qopt;

namespace {
/// The operands of a matrix product or a convolution.
struct Contraction {
  Value input, weight, inputZp, weightZp;
  /// Null for a matrix product.
  Value bias;
  /// The dimensions of the weight that are output channels.
  SmallVector<int64_t, 2> channelDims;
};
} // namespace

static std::optional<Contraction> readContraction(Operation *op) {
  if (auto matmul = dyn_cast_or_null<tosa::MatMulOp>(op))
    return Contraction{matmul.getA(),
                       matmul.getB(),
                       matmul.getAZp(),
                       matmul.getBZp(),
                       {},
                       {2}};
  if (auto conv = dyn_cast_or_null<tosa::Conv2DOp>(op))
    return Contraction{conv.getInput(),    conv.getWeight(), conv.getInputZp(),
                       conv.getWeightZp(), conv.getBias(),   {0}};
  if (auto conv = dyn_cast_or_null<tosa::DepthwiseConv2DOp>(op))
    return Contraction{conv.getInput(),    conv.getWeight(), conv.getInputZp(),
                       conv.getWeightZp(), conv.getBias(),   {2, 3}};
  return std::nullopt;
}

static bool hasElements(Value value, unsigned bits) {
  return getElementTypeOrSelf(value.getType()).isInteger(bits);
}

/// The integers of `value` as floats, times `scales`, which has one element or
/// one for each of the last dimension.
static std::optional<SmallVector<float, 0>>
scaledIntegers(Value value, ArrayRef<double> scales) {
  ElementsAttr attr = getConstant(value);
  auto integers = attr ? readIntegers(attr) : std::nullopt;
  if (!integers)
    return std::nullopt;
  SmallVector<float, 0> values;
  for (auto [i, x] : llvm::enumerate(*integers))
    values.push_back(static_cast<float>(double(x) * scales[i % scales.size()]));
  return values;
}

namespace {
struct RaiseContraction : OpRewritePattern<tosa::MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MulOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<Dequantizer> form = matchDequantizer(op.getOutput());
    if (failed(form) || form->zp || !hasElements(form->stored, 32))
      return rewriter.notifyMatchFailure(op, "not of 32-bit sums");
    MovePath after = traceMoves(form->stored);
    auto sum = after.source.getDefiningOp<tosa::AddOp>();
    // Between the contraction and what is added to it.
    MovePath before{{}, after.source};
    if (sum)
      before = traceMoves(getConstant(sum.getInput1()) ? sum.getInput2()
                                                       : sum.getInput1());
    std::optional<Contraction> contraction =
        readContraction(before.source.getDefiningOp());
    if (!contraction || !hasElements(contraction->input, 8) ||
        !hasElements(contraction->weight, 8))
      return rewriter.notifyMatchFailure(op, "not of a contraction of bytes");
    MovePath path = traceMoves(contraction->input);
    FailureOr<Quantizer> quantizer = findQuantizer(path.source);
    std::optional<double> inputZp = getScalar(contraction->inputZp);
    if (failed(quantizer) || quantizer->isUnsigned || inputZp != quantizer->zp)
      return rewriter.notifyMatchFailure(op, "its input was no float before");
    std::optional<SmallVector<double>> scales = readScales(
        op, form->scale, contraction->weight, contraction->channelDims);
    if (!scales)
      return rewriter.notifyMatchFailure(op, "has no scale for each channel");

    Location loc = op.getLoc();
    FailureOr<Value> weight =
        createWeight(rewriter, loc, *contraction, *scales, quantizer->scale);
    std::optional<SmallVector<float, 0>> bias, addend;
    Value constant =
        sum ? (getConstant(sum.getInput1()) ? sum.getInput1() : sum.getInput2())
            : Value();
    if (contraction->bias)
      bias = scaledIntegers(contraction->bias, *scales);
    if (constant)
      addend = scaledIntegers(constant, *scales);
    if (failed(weight) || (contraction->bias && !bias) || (sum && !addend))
      return rewriter.notifyMatchFailure(op, "a constant has no data");

    Value input = repeatMoves(
        rewriter, path,
        createFakeQuantize(rewriter, loc, *quantizer, quantizer->scale));
    Value value = createFloat(rewriter, before.source.getDefiningOp(), input,
                              *weight, bias);
    value = repeatMoves(rewriter, before, value);
    if (sum) {
      auto shape = cast<RankedTensorType>(constant.getType()).getShape();
      auto type = cast<RankedTensorType>(sum.getType());
      value = tosa::AddOp::create(rewriter, loc,
                                  type.clone(rewriter.getF32Type()), value,
                                  createConst(rewriter, loc, shape, *addend));
    }
    value = repeatMoves(rewriter, after, value);
    rewriter.replaceOp(op, value);
    return success();
  }

private:
  /// The scale of the sums, one for all or one for each output channel.
  static std::optional<SmallVector<double>>
  readScales(tosa::MulOp op, Value scale, Value weight,
             ArrayRef<int64_t> channelDims) {
    auto type = cast<RankedTensorType>(weight.getType());
    int64_t channels = 1;
    for (int64_t dim : channelDims)
      channels *= type.getDimSize(dim);
    if (std::optional<double> one = getScalar(scale)) {
      if (!isValidScale(static_cast<float>(*one)))
        return std::nullopt;
      return SmallVector<double>{*one};
    }
    ElementsAttr attr = getConstant(scale);
    auto values = attr ? readFloats(attr) : std::nullopt;
    auto result = cast<RankedTensorType>(op.getType());
    if (!values || int64_t(values->size()) != channels ||
        cast<RankedTensorType>(scale.getType()).getShape().back() != channels ||
        result.getShape().back() != channels ||
        !llvm::all_of(*values, isValidScale))
      return std::nullopt;
    return SmallVector<double>(values->begin(), values->end());
  }

  static FailureOr<Value> createWeight(OpBuilder &builder, Location loc,
                                       const Contraction &contraction,
                                       ArrayRef<double> scales,
                                       double inputScale) {
    SmallVector<float, 0> values;
    for (double scale : scales)
      values.push_back(static_cast<float>(scale / inputScale));
    auto type = cast<RankedTensorType>(contraction.weight.getType());
    SmallVector<int64_t> shape(type.getRank(), 1);
    if (values.size() > 1)
      for (int64_t dim : contraction.channelDims)
        shape[dim] = type.getDimSize(dim);
    Dequantizer form;
    form.stored = contraction.weight;
    form.scale = createConst(builder, loc, shape, values);
    form.zp = contraction.weightZp;
    return createGivenConstant(builder, loc, form);
  }

  /// `op` of floats.
  static Value createFloat(OpBuilder &builder, Operation *op, Value input,
                           Value weight,
                           const std::optional<SmallVector<float, 0>> &bias) {
    Location loc = op->getLoc();
    if (isa<tosa::MatMulOp>(op))
      return createMatmul(builder, loc, input, weight);
    Value zero = createConst(builder, loc, {1}, {0.0f});
    Value biasValue = createConst(
        builder, loc,
        cast<RankedTensorType>(op->getOperand(2).getType()).getShape(), *bias);
    Type type = cast<RankedTensorType>(op->getResult(0).getType())
                    .clone(builder.getF32Type());
    Operation *copy = builder.clone(*op);
    copy->setOperands({input, weight, biasValue, zero, zero});
    copy->getResult(0).setType(type);
    copy->setAttr("acc_type", TypeAttr::get(builder.getF32Type()));
    return copy->getResult(0);
  }
};
} // namespace

void qopt::populateQuantizedContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseContraction>(patterns.getContext());
}

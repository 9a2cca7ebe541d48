//===- DequantizeAccumulators.cpp - Float results of layers -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/Passes.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

#include <cmath>

namespace qopt {
#define GEN_PASS_DEF_DEQUANTIZEACCUMULATORSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// The scales of a rescale as real numbers.
std::optional<SmallVector<double>> readScales(qnn::RequantizeOp op) {
  SmallVector<DenseElementsAttr> params(op.getParams().size());
  for (auto [value, attr] : llvm::zip_equal(op.getParams(), params))
    if (!matchPattern(value, m_Constant(&attr)))
      return std::nullopt;
  SmallVector<double> scales;
  if (op.getNumerics() == qnn::Numerics::fp32) {
    for (float scale : params[0].getValues<float>())
      scales.push_back(scale);
    return scales;
  }
  for (auto [multiplier, shift] : llvm::zip_equal(
           params[0].getValues<int32_t>(), params[1].getValues<int8_t>()))
    scales.push_back(std::ldexp(double(multiplier), -shift));
  return scales;
}

struct ReadAccumulator : OpRewritePattern<qnn::DequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DequantizeOp op,
                                PatternRewriter &rewriter) const override {
    auto requantize = op.getInput().getDefiningOp<qnn::RequantizeOp>();
    if (!requantize || requantize.getInZp() != 0 ||
        requantize->hasAttr(boundedAttrName) ||
        !getElementTypeOrSelf(requantize.getInput().getType()).isInteger(32))
      return failure();
    // Where an integer layer reads the rounded values too, both are to agree.
    if (!llvm::all_of(requantize->getUsers(), llvm::IsaPred<qnn::DequantizeOp>))
      return failure();
    int64_t zp = requantize.getOutZp();
    int64_t storeMin = op.getIsUnsigned() ? 0 : -128;
    bool isRelu = requantize.getQmin() == zp;
    if (getElementTypeOrSelf(op.getInput().getType()) != rewriter.getI8Type() ||
        zp != op.getZp() || requantize.getQmax() != storeMin + 255 ||
        requantize.getQmax() == zp ||
        (!isRelu && requantize.getQmin() != storeMin))
      return failure();
    std::optional<SmallVector<double>> scales = readScales(requantize);
    if (!scales)
      return failure();
    SmallVector<float> values;
    for (double scale : *scales) {
      values.push_back(float(scale * op.getScale().convertToFloat()));
      if (!std::isnormal(values.back()))
        return failure();
    }
    auto type =
        RankedTensorType::get({int64_t(values.size())}, rewriter.getF32Type());
    Value scale = arith::ConstantOp::create(
        rewriter, op.getLoc(),
        DenseElementsAttr::get(type, ArrayRef<float>(values)));
    rewriter.replaceOpWithNewOp<qnn::DequantizeAccumulatorOp>(
        op, op.getOutput().getType(), requantize.getInput(), scale, isRelu,
        requantize.getUnitAttr());
    return success();
  }
};

struct DequantizeAccumulators
    : qopt::impl::DequantizeAccumulatorsPassBase<DequantizeAccumulators> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<ReadAccumulator>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
    getOperation().walk([&](Operation *op) {
      if (isa<qnn::DequantizeAccumulatorOp>(op))
        ++numDequantized;
      // The rescale that nothing reads any more.
      if (isa<qnn::RequantizeOp>(op) && op->use_empty())
        op->erase();
    });
  }
};

} // namespace

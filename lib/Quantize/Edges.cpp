//===- Edges.cpp - Casts of quantized tensors -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"
#include "QuantizedTypes.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace qopt;

namespace {
/// A pattern that reports its failures.
template <typename OpTy>
struct EdgePattern : public OpConversionPattern<OpTy> {
  EdgePattern(const TypeConverter &converter, MLIRContext *context,
              ConversionReport &report)
      : OpConversionPattern<OpTy>(converter, context), report(report) {}

protected:
  std::optional<TensorParams> read(Operation *op, Type type) const {
    std::optional<TensorParams> params = readQuantParams(type);
    if (!params)
      report.error(op) << "casts " << type
                       << "; !quant.uniform types of 8 or 16 bits with f32 "
                          "scales along the last dimension and one zero point "
                          "can be computed with";
    return params;
  }

  ConversionReport &report;
};

/// quant.qcast -> qnn.quantize. Upstream's own lowering truncates and does not
/// saturate.
struct ConvertQuantizeCast : public EdgePattern<quant::QuantizeCastOp> {
  using EdgePattern::EdgePattern;

  LogicalResult
  matchAndRewrite(quant::QuantizeCastOp cast, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    std::optional<TensorParams> params = read(cast, cast.getType());
    if (!params)
      return failure();
    if (!params->channelScales.empty())
      return report.error(cast)
             << "quantizes float values with one scale per channel; a unit "
                "must compute them";
    Type type = getTypeConverter()->convertType(cast.getType());
    // Another form of a tensor that is quantized already: rescale it.
    if (auto inverse = cast.getInput().getDefiningOp<quant::DequantizeCastOp>())
      return requantize(inverse, cast, type, *params, rewriter);
    DenseElementsAttr constant;
    if (matchPattern(cast.getInput(), m_Constant(&constant))) {
      rewriter.replaceOp(
          cast, quantizeConstant(cast, type, constant, *params, rewriter));
      return success();
    }
    rewriter.replaceOpWithNewOp<qnn::QuantizeOp>(
        cast, type, clampToRange(cast, adaptor.getInput(), *params, rewriter),
        rewriter.getF32FloatAttr(params->scale),
        rewriter.getI32IntegerAttr(params->zeroPoint),
        params->isSigned ? UnitAttr() : rewriter.getUnitAttr());
    return success();
  }

private:
  /// A narrowed storage range saturates earlier than the operation does.
  static Value clampToRange(Operation *op, Value value,
                            const QuantParams &params, OpBuilder &builder) {
    if (params.qmax - params.qmin == (int64_t(1) << params.bits) - 1)
      return value;
    auto bound = [&](int64_t q) {
      return builder.getF32FloatAttr(
          dequantize(q, params.scale, params.zeroPoint));
    };
    return tosa::ClampOp::create(
        builder, op->getLoc(), value.getType(), value, bound(params.qmin),
        bound(params.qmax),
        tosa::NanPropagationModeAttr::get(builder.getContext(),
                                          tosa::NanPropagationMode::PROPAGATE));
  }

  static Value quantizeConstant(Operation *op, Type type,
                                DenseElementsAttr values,
                                const QuantParams &params, OpBuilder &builder) {
    auto toStored = [&](const APFloat &value) {
      int64_t stored = quantize(value.convertToFloat(), params.scale,
                                params.zeroPoint, params.qmin, params.qmax);
      return APInt(params.bits, stored, /*isSigned=*/true,
                   /*implicitTrunc=*/true);
    };
    auto stored = llvm::cast<DenseElementsAttr>(
        values.mapValues(builder.getIntegerType(params.bits), toStored));
    return arith::ConstantOp::create(builder, op->getLoc(), type, stored);
  }

  LogicalResult requantize(quant::DequantizeCastOp source,
                           quant::QuantizeCastOp cast, Type type,
                           const QuantParams &to,
                           ConversionPatternRewriter &rewriter) const {
    std::optional<TensorParams> from =
        read(source, source.getInput().getType());
    if (!from)
      return failure();
    Value input = rewriter.getRemappedValue(source.getInput());
    if (!input)
      return failure();
    SmallVector<double> ratios{double(from->scale) / to.scale};
    if (!from->channelScales.empty())
      ratios = llvm::map_to_vector(from->channelScales, [&](float scale) {
        return double(scale) / to.scale;
      });
    qnn::Numerics numerics = qnn::Numerics::fp32;
    if (auto name = cast->getAttrOfType<StringAttr>(numericsAttrName))
      numerics = toDialect(parseNumerics(name.getValue()).value());
    FailureOr<SmallVector<Value>> scale =
        createRescaleParams(rewriter, cast, ratios, numerics, report);
    if (failed(scale))
      return failure();
    auto requantize = rewriter.replaceOpWithNewOp<qnn::RequantizeOp>(
        cast, type, input, *scale, from->zeroPoint, to.zeroPoint, to.qmin,
        to.qmax, numerics, /*inUnsigned=*/!from->isSigned,
        /*unit=*/StringAttr());
    if (cast->hasAttr(roundedAttrName))
      requantize->setAttr(roundedAttrName, rewriter.getUnitAttr());
    return success();
  }
};

/// quant.dcast -> qnn.dequantize.
struct ConvertDequantizeCast : public EdgePattern<quant::DequantizeCastOp> {
  using EdgePattern::EdgePattern;

  LogicalResult
  matchAndRewrite(quant::DequantizeCastOp cast, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    std::optional<TensorParams> params = read(cast, cast.getInput().getType());
    if (!params)
      return failure();
    ArrayRef<float> scales = params->channelScales;
    Value steps = qnn::DequantizeOp::create(
        rewriter, cast.getLoc(), cast.getType(), adaptor.getInput(),
        rewriter.getF32FloatAttr(scales.empty() ? params->scale : 1),
        rewriter.getI32IntegerAttr(params->zeroPoint),
        params->isSigned ? UnitAttr() : rewriter.getUnitAttr());
    rewriter.replaceOp(
        cast, scales.empty() ? steps : scaleChannels(rewriter, steps, scales));
    return success();
  }

private:
  /// The product of `steps` with the scale of each of its last dimension.
  static Value scaleChannels(OpBuilder &builder, Value steps,
                             ArrayRef<float> scales) {
    auto type = llvm::cast<RankedTensorType>(steps.getType());
    SmallVector<int64_t> shape(type.getRank(), 1);
    shape.back() = scales.size();
    Location loc = steps.getLoc();
    auto values = DenseElementsAttr::get(type.clone(shape), scales);
    Value factors =
        tosa::ConstOp::create(builder, loc, values.getType(), values);
    auto shift = DenseElementsAttr::get(
        RankedTensorType::get(1, builder.getI8Type()), int8_t(0));
    return tosa::MulOp::create(
        builder, loc, type, steps, factors,
        tosa::ConstOp::create(builder, loc, shift.getType(), shift));
  }
};

/// quant.scast: stored integers are what they were.
struct ConvertStorageCast : public OpConversionPattern<quant::StorageCastOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(quant::StorageCastOp cast, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(cast, adaptor.getInput());
    return success();
  }
};
} // namespace

void qopt::populateEdgePatterns(const TypeConverter &converter,
                                RewritePatternSet &patterns,
                                ConversionReport &report) {
  patterns.add<ConvertQuantizeCast, ConvertDequantizeCast>(
      converter, patterns.getContext(), report);
  patterns.add<ConvertStorageCast>(converter, patterns.getContext());
}

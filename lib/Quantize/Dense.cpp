//===- Dense.cpp - Quantized dense layers to qnn.dense ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"
#include "QuantizedTypes.h"

#include "qopt/Import/DenseUnit.h"
#include "qopt/Quantize/DenseQuantization.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace qopt;

namespace {
/// A unit of kind "dense" -> qnn.dense and qnn.requantize.
struct ConvertDense : public OpConversionPattern<qnn::UnitOp> {
  ConvertDense(const TypeConverter &converter, MLIRContext *context,
               ConversionReport &report)
      : OpConversionPattern(converter, context), report(report) {}

  LogicalResult
  matchAndRewrite(qnn::UnitOp unit, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override;

private:
  ConversionReport &report;
};
} // namespace

/// The part of the storage range that the activation leaves: a bound of the
/// clamp, quantized, is the bound of the quantized results, since quantizing
/// keeps the order.
static std::pair<int64_t, int64_t> foldClamp(const DenseUnit &dense,
                                             const QuantParams &output) {
  auto toStored = [&](float value) {
    return quantize(value, output.scale, output.zeroPoint, output.qmin,
                    output.qmax);
  };
  int64_t qmin = output.qmin, qmax = output.qmax;
  if (dense.clampMin)
    qmin = std::max(qmin, toStored(*dense.clampMin));
  if (dense.clampMax)
    qmax = std::min(qmax, toStored(*dense.clampMax));
  return {qmin, qmax};
}

static void remarkRaisedChannels(qnn::UnitOp unit,
                                 const DenseQuantization &quantized) {
  if (quantized.raisedChannels.empty())
    return;
  constexpr size_t maxListed = 8;
  size_t count = quantized.raisedChannels.size();
  InFlightDiagnostic remark = emitRemark(unit.getLoc());
  remark << "unit \"" << unit.getId() << "\": the weights of channel";
  remark << (count > 1 ? "s " : " ");
  llvm::interleaveComma(
      ArrayRef(quantized.raisedChannels).take_front(maxListed), remark);
  if (count > maxListed)
    remark << " and " << count - maxListed << " more";
  remark << " are tiny beside the bias, which would overflow i32; the weight "
            "scale was raised";
}

LogicalResult
ConvertDense::matchAndRewrite(qnn::UnitOp unit, OpAdaptor adaptor,
                              ConversionPatternRewriter &rewriter) const {
  if (unit.getKind() != "dense")
    return rewriter.notifyMatchFailure(unit, "is not of kind dense");
  FailureOr<UnitBoundary> boundary = readBoundary(unit, report);
  FailureOr<UnitQuantization> plan = readQuantization(unit, report);
  if (failed(boundary) || failed(plan))
    return failure();
  auto outputType = dyn_cast_or_null<RankedTensorType>(
      getTypeConverter()->convertType(unit.getOutputs()[0].getType()));
  FailureOr<DenseUnit> dense = matchDenseUnit(unit);
  if (failed(dense) || !outputType || outputType.getRank() != 2)
    return report.error(unit)
           << "unit \"" << unit.getId()
           << "\" is of kind \"dense\" but its body is not a dense layer; let "
              "qopt-form-units make it";

  llvm::Expected<DenseQuantization> quantized =
      quantizeDense(dense->weight, dense->bias, boundary->input, plan->weights);
  if (!quantized)
    return report.error(unit)
           << "unit \"" << unit.getId()
           << "\": " << llvm::toString(quantized.takeError());
  SmallVector<double> scales;
  for (double weightScale : quantized->weightScales)
    scales.push_back(boundary->input.scale * weightScale /
                     boundary->output.scale);
  FailureOr<SmallVector<Value>> params =
      createRescaleParams(rewriter, unit, scales, plan->numerics, report);
  if (failed(params))
    return failure();
  remarkRaisedChannels(unit, *quantized);

  Location loc = unit.getLoc();
  auto constant = [&](ArrayRef<int64_t> shape, auto values) -> Value {
    using T = typename decltype(values)::value_type;
    auto type =
        RankedTensorType::get(shape, rewriter.getIntegerType(8 * sizeof(T)));
    return arith::ConstantOp::create(
        rewriter, loc, cast<TypedAttr>(DenseElementsAttr::get(type, values)));
  };
  Value weight =
      constant({dense->n, dense->k}, ArrayRef<int8_t>(quantized->weight));
  Value bias = constant({dense->n}, ArrayRef<int32_t>(quantized->bias));
  const QuantParams &input = boundary->input, &output = boundary->output;
  Value acc = qnn::DenseOp::create(
      rewriter, loc, outputType.clone(rewriter.getI32Type()),
      adaptor.getInputs()[0], weight, bias, input.zeroPoint,
      quantized->weightZeroPoint, /*xUnsigned=*/!input.isSigned,
      /*wUnsigned=*/false, unit.getIdAttr());
  auto [qmin, qmax] = foldClamp(*dense, output);
  auto requantize = rewriter.replaceOpWithNewOp<qnn::RequantizeOp>(
      unit, outputType, acc, *params, /*inZp=*/0, output.zeroPoint, qmin, qmax,
      plan->numerics, /*inUnsigned=*/false, unit.getIdAttr());
  if (dense->clampMax || dense->clampMin.value_or(0) != 0)
    requantize->setAttr(boundedAttrName, rewriter.getUnitAttr());
  ++report.numConverted;
  return success();
}

void qopt::populateDensePatterns(const TypeConverter &converter,
                                 RewritePatternSet &patterns,
                                 ConversionReport &report) {
  patterns.add<ConvertDense>(converter, patterns.getContext(), report);
}

//===- UnitConversion.cpp - What the rewrites of units share ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Quantize/PlanBuilder.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

qnn::Numerics qopt::toDialect(Numerics numerics) {
  switch (numerics) {
  case Numerics::FP32:
    return qnn::Numerics::fp32;
  case Numerics::Single:
    return qnn::Numerics::single;
  case Numerics::Double:
    return qnn::Numerics::double_;
  }
  llvm_unreachable("every numerics has a name in the dialect");
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

FailureOr<TensorParams>
UnitConversion::readParams(Type type, const Forms &forms, StringRef what) {
  std::optional<TensorParams> params = readQuantParams(type);
  if (params && (params->bits == 8 || forms.words) &&
      (params->channelScales.empty() || forms.channelScales))
    return *params;
  return report.error(unit)
         << "the " << what << " of unit \"" << unit.getId() << "\" is " << type
         << "; one of kind \"" << unit.getKind() << "\" needs "
         << (forms.words ? "an 8- or 16-bit" : "an 8-bit")
         << " !quant.uniform type with "
         << (forms.channelScales
                 ? "f32 scales along the last dimension and one zero point"
                 : "one f32 scale");
}

LogicalResult UnitConversion::read(const UnitKind &kind,
                                   const TypeConverter &converter) {
  unsigned numInputs = kind.numInputs;
  if ((numInputs && unit->getNumOperands() != numInputs) ||
      unit->getNumResults() != 1) {
    InFlightDiagnostic diagnostic = report.error(unit);
    diagnostic << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
               << "\" must have ";
    if (numInputs > 1)
      diagnostic << numInputs << " operands and ";
    else if (numInputs == 1)
      diagnostic << "one operand and ";
    return diagnostic << "one result";
  }
  for (Type type : unit.getInputs().getTypes()) {
    FailureOr<TensorParams> params = readParams(type, kind.reads, "operand");
    if (failed(params))
      return failure();
    inputParams.push_back(*params);
  }
  Type type = unit.getOutputs()[0].getType();
  outputType = cast<RankedTensorType>(converter.convertType(type));
  isFloatResult = kind.hasAccumulator && outputType.getElementType().isF32();
  if (!isFloatResult) {
    FailureOr<TensorParams> params = readParams(type, kind.computes, "result");
    if (failed(params))
      return failure();
    output = *params;
  }
  return readQuantization();
}

bool qopt::hasFloatBoundary(Operation *op) {
  auto quantization =
      isa<qnn::UnitOp>(op)
          ? op->getAttrOfType<DictionaryAttr>(quantizationAttrName)
          : DictionaryAttr();
  return quantization && quantization.contains(activationsAttrName);
}

LogicalResult UnitConversion::readFloat() {
  if (unit->getNumOperands() != 1 || unit->getNumResults() != 1 ||
      llvm::any_of(unit->getOperandTypes(), isQuantized) ||
      llvm::any_of(unit->getResultTypes(), isQuantized))
    return report.error(unit)
           << "unit \"" << unit.getId()
           << "\", whose activations are not calibrated, must have one float "
              "operand and one float result";
  outputType = cast<RankedTensorType>(unit.getOutputs()[0].getType());
  isFloatResult = true;
  return readQuantization();
}

LogicalResult UnitConversion::readQuantization() {
  Attribute attr = unit->getAttr(quantizationAttrName);
  if (!attr)
    return success();
  auto dictionary = dyn_cast<DictionaryAttr>(attr);
  if (!dictionary)
    return report.error(unit) << "'qnn.quantization' must be a dictionary";
  auto storedWeights = [&]() -> StoredWeights & {
    if (!plan.weights.stored)
      plan.weights.stored.emplace();
    return *plan.weights.stored;
  };
  for (NamedAttribute entry : dictionary) {
    StringRef name = entry.getName().getValue();
    auto value = dyn_cast<StringAttr>(entry.getValue());
    StringRef text = value ? value.getValue() : "";
    bool known = false;
    if (name == "weights") {
      auto values = dyn_cast<DenseIntElementsAttr>(entry.getValue());
      known = values && values.getElementType().isSignlessInteger(8);
      if (known)
        storedWeights().values.assign(values.value_begin<int8_t>(),
                                      values.value_end<int8_t>());
    } else if (name == "weight_scales" || name == "bias_change") {
      auto numbers = dyn_cast<DenseF32ArrayAttr>(entry.getValue());
      known = static_cast<bool>(numbers);
      if (known)
        (name == "bias_change" ? plan.weights.biasChange
                               : storedWeights().scales) =
            numbers.asArrayRef().vec();
    } else if (name == "bits") {
      auto bits = dyn_cast<IntegerAttr>(entry.getValue());
      known = bits && bits.getInt() >= WeightPlan::minBits &&
              bits.getInt() <= WeightPlan::maxBits;
      if (known)
        plan.weights.bits = static_cast<int>(bits.getInt());
    } else if (name == "group") {
      auto group = dyn_cast<IntegerAttr>(entry.getValue());
      known = group && isWeightGroup(group.getInt());
      if (known)
        plan.weights.group = group.getInt();
    } else if (name == "group_factors") {
      auto factors = dyn_cast<DenseIntElementsAttr>(entry.getValue());
      known = factors && factors.getElementType().isUnsignedInteger(8);
      if (known)
        storedWeights().factors.assign(factors.value_begin<uint8_t>(),
                                       factors.value_end<uint8_t>());
    } else if (name == "scheme") {
      plan.weights.isGiven = text == "given";
      known = plan.weights.isGiven;
      if (auto scheme = parseScheme(text)) {
        plan.weights.scheme = *scheme;
        known = true;
      }
    } else if (name == activationsAttrName) {
      known = text == "dynamic" || text == "float";
      plan.activations =
          text == "dynamic" ? Activations::Dynamic : Activations::Float;
    } else if (name == "result") {
      plan.isRounded = known = text == "given";
    } else if (name == "granularity") {
      if (auto granularity = parseGranularity(text)) {
        plan.weights.granularity = *granularity;
        known = true;
      }
    } else if (name == "numerics") {
      if (auto numerics = parseNumerics(text)) {
        plan.numerics = toDialect(*numerics);
        known = true;
      }
    }
    if (!known)
      return report.error(unit)
             << "'qnn.quantization' may say activations, the bits of a weight, "
                "scheme, granularity, group and numerics in the words of a "
                "plan, "
                "weights, weight_scales, group_factors and bias_change, and "
                "that the result is given, not "
             << name << " = " << entry.getValue();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Diagnostics
//===----------------------------------------------------------------------===//

InFlightDiagnostic UnitConversion::error() {
  InFlightDiagnostic diagnostic = report.error(unit);
  diagnostic << "unit \"" << unit.getId() << "\": ";
  return diagnostic;
}

LogicalResult UnitConversion::malformed(StringRef what) {
  return report.error(unit) << "unit \"" << unit.getId() << "\" is of kind \""
                            << unit.getKind() << "\" but its body is not "
                            << what << "; let qopt-form-units make it";
}

LogicalResult UnitConversion::checkWeightGroup() {
  int64_t group = plan.weights.group;
  std::string reason = group ? refuseWeightGroup(unit, group) : "";
  if (reason.empty())
    return success();
  return error() << reason << "; delete \"weight-group\" from the plan";
}

LogicalResult UnitConversion::checkAccumulator(double bound) {
  if (bound <= std::numeric_limits<int32_t>::max())
    return success();
  return error() << "the accumulator can reach "
                 << llvm::formatv("{0:e3}", bound).str()
                 << ", which exceeds i32; keep the unit in float "
                    "(\"quantize\": false in the plan)";
}

DenseIntElementsAttr qopt::makeFactors(OpBuilder &builder,
                                       ArrayRef<int64_t> shape,
                                       ArrayRef<uint8_t> factors) {
  return DenseIntElementsAttr::get(
      RankedTensorType::get(shape, builder.getIntegerType(8, false)), factors);
}

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

template <typename T>
static Value createVector(OpBuilder &builder, Location loc, Type element,
                          ArrayRef<T> values) {
  auto type =
      RankedTensorType::get({static_cast<int64_t>(values.size())}, element);
  return arith::ConstantOp::create(
      builder, loc, cast<TypedAttr>(DenseElementsAttr::get(type, values)));
}

FailureOr<SmallVector<Value>>
qopt::createRescaleParams(OpBuilder &builder, Operation *op,
                          ArrayRef<double> scales, qnn::Numerics numerics,
                          ConversionReport &report) {
  SmallVector<float> floats;
  SmallVector<int32_t> multipliers;
  SmallVector<int8_t> shifts;
  for (auto [channel, scale] : llvm::enumerate(scales)) {
    // Below the smallest normal number any i32 rescales to 0, so that number
    // does as well, and has no denormal that a target might flush.
    constexpr float smallest = std::numeric_limits<float>::min();
    auto rounded = std::max(static_cast<float>(scale), smallest);
    auto fixed = quantizeMultiplier(scale);
    bool isFloat = numerics == qnn::Numerics::fp32;
    if (!(scale > 0) || (isFloat ? !std::isfinite(rounded) : !fixed)) {
      report.error(op) << "the rescale of channel " << channel << " is "
                       << scale << ", which numerics "
                       << qnn::stringifyNumerics(numerics)
                       << " cannot express; check the ranges of the operand "
                          "and the result in the plan";
      return failure();
    }
    floats.push_back(rounded);
    if (!isFloat) {
      multipliers.push_back(fixed->multiplier);
      shifts.push_back(static_cast<int8_t>(fixed->shift));
    }
  }
  Location loc = op->getLoc();
  SmallVector<Value> params;
  if (numerics == qnn::Numerics::fp32) {
    params.push_back(
        createVector<float>(builder, loc, builder.getF32Type(), floats));
    return params;
  }
  params.push_back(
      createVector<int32_t>(builder, loc, builder.getI32Type(), multipliers));
  params.push_back(
      createVector<int8_t>(builder, loc, builder.getI8Type(), shifts));
  return params;
}

FailureOr<SmallVector<Value>>
UnitConversion::createParams(ArrayRef<double> scales) {
  size_t channels = std::max(scales.size(), output.channelScales.size());
  SmallVector<double> ratios;
  for (size_t channel = 0; channel < channels; ++channel)
    ratios.push_back(scales[scales.size() == 1 ? 0 : channel] /
                     output.scaleOf(channel));
  // Floats are what numerics fp32 multiplies to.
  return createRescaleParams(
      rewriter, unit, ratios,
      isFloatResult ? qnn::Numerics::fp32 : plan.numerics, report);
}

std::pair<int32_t, int32_t>
UnitConversion::foldClamp(std::optional<float> clampMin,
                          std::optional<float> clampMax) const {
  auto toStored = [&](float value) {
    return quantize(value, output.scale, output.zeroPoint, output.qmin,
                    output.qmax);
  };
  int64_t qmin = output.qmin, qmax = output.qmax;
  if (clampMin)
    qmin = std::max(qmin, toStored(*clampMin));
  if (clampMax)
    qmax = std::min(qmax, toStored(*clampMax));
  return {qmin, qmax};
}

Value UnitConversion::createRequantize(Value acc, ValueRange params,
                                       std::optional<float> clampMin,
                                       std::optional<float> clampMax) {
  if (isFloatResult)
    return createFloatResult(acc, params[0], clampMin, clampMax);
  auto [qmin, qmax] = foldClamp(clampMin, clampMax);
  auto requantize = qnn::RequantizeOp::create(
      rewriter, getLoc(), outputType, acc, params, /*inZp=*/0, output.zeroPoint,
      qmin, qmax, plan.numerics, /*inUnsigned=*/false, unit.getIdAttr());
  if (clampMax || clampMin.value_or(0) != 0)
    requantize->setAttr(boundedAttrName, rewriter.getUnitAttr());
  if (plan.isRounded)
    requantize->setAttr(roundedAttrName, rewriter.getUnitAttr());
  return requantize;
}

Value UnitConversion::createFloatResult(Value acc, Value scale,
                                        std::optional<float> clampMin,
                                        std::optional<float> clampMax) {
  Value result = qnn::DequantizeAccumulatorOp::create(
      rewriter, getLoc(), outputType, acc, scale, isRelu(clampMin, clampMax),
      unit.getIdAttr());
  return clampFloat(result, clampMin, clampMax);
}

Value UnitConversion::clampFloat(Value result, std::optional<float> clampMin,
                                 std::optional<float> clampMax) {
  if (isRelu(clampMin, clampMax) || (!clampMin && !clampMax))
    return result;
  constexpr float infinity = std::numeric_limits<float>::infinity();
  return tosa::ClampOp::create(
      rewriter, getLoc(), outputType, result,
      rewriter.getF32FloatAttr(clampMin.value_or(-infinity)),
      rewriter.getF32FloatAttr(clampMax.value_or(infinity)),
      tosa::NanPropagationModeAttr::get(rewriter.getContext(),
                                        tosa::NanPropagationMode::PROPAGATE));
}

LogicalResult UnitConversion::replace(Value result) {
  rewriter.replaceOp(unit, result);
  ++report.numConverted;
  return success();
}

//===----------------------------------------------------------------------===//
// The pattern
//===----------------------------------------------------------------------===//

ArrayRef<UnitKind> qopt::unitKinds() {
  constexpr Forms words = {true, false}, channelScales = {false, true},
                  both = {true, true}, requested = {true, false, true},
                  channelsOrWords = {true, true, true};
  static constexpr UnitKind kinds[] = {
      {"dense", 1, convertDense, channelsOrWords, both,
       /*hasAccumulator=*/true},
      {"conv2d", 1, convertConv, channelsOrWords, both,
       /*hasAccumulator=*/true},
      {"mul", 2, convertMul, channelScales, both, /*hasAccumulator=*/true},
      {"matmul", 0, convertMatMul, {}, words, /*hasAccumulator=*/true},
      {"mean", 1, convertMean, {}, {}, /*hasAccumulator=*/true},
      {"add", 2, convertAdd, both, both},
      {"layer_norm", 1, convertLayerNorm, words, both},
      {"unary", 1, convertUnary, requested, requested},
      {"concat", 0, convertConcat},
      {"avg_pool2d", 1, convertAvgPool},
      {"resize", 1, convertResize},
      {"prelu", 1, convertPrelu},
      {"softmax", 1, convertSoftmax}};
  return kinds;
}

namespace {
struct ConvertUnit : public OpConversionPattern<qnn::UnitOp> {
  ConvertUnit(const TypeConverter &converter, MLIRContext *context,
              ConversionReport &report)
      : OpConversionPattern(converter, context), report(report) {}

  LogicalResult
  matchAndRewrite(qnn::UnitOp unit, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    const UnitKind *kind =
        llvm::find_if(unitKinds(), [&](const UnitKind &candidate) {
          return candidate.name == unit.getKind();
        });
    if (kind == unitKinds().end())
      return rewriter.notifyMatchFailure(unit, "its kind has no integer form");
    UnitConversion conversion(unit, adaptor.getInputs(), rewriter, report);
    if (hasFloatBoundary(unit))
      return failed(conversion.readFloat())
                 ? failure()
                 : convertWithFloatBoundary(conversion);
    if (failed(conversion.read(*kind, *getTypeConverter())))
      return failure();
    return kind->convert(conversion);
  }

private:
  ConversionReport &report;
};
} // namespace

void qopt::populateUnitPatterns(const TypeConverter &converter,
                                RewritePatternSet &patterns,
                                ConversionReport &report) {
  patterns.add<ConvertUnit>(converter, patterns.getContext(), report);
}

//===- UnitQuantization.cpp - What the patterns of units share --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"
#include "QuantizedTypes.h"

#include "mlir/IR/Builders.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

FailureOr<UnitBoundary> qopt::readBoundary(qnn::UnitOp unit,
                                           ConversionReport &report) {
  if (unit->getNumOperands() != 1 || unit->getNumResults() != 1) {
    report.error(unit) << "unit \"" << unit.getId() << "\" of kind \""
                       << unit.getKind() << "\" must have one operand and one "
                       << "result";
    return failure();
  }
  auto read = [&](Type type, StringRef what) {
    std::optional<QuantParams> params = readQuantParams(type);
    if (!params)
      report.error(unit)
          << "the " << what << " of unit \"" << unit.getId() << "\" is " << type
          << "; a quantized unit needs 8-bit !quant.uniform types with one f32 "
             "scale on its whole boundary";
    return params;
  };
  auto input = read(unit.getInputs()[0].getType(), "operand");
  auto output = read(unit.getOutputs()[0].getType(), "result");
  if (!input || !output)
    return failure();
  return UnitBoundary{*input, *output};
}

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

FailureOr<UnitQuantization> qopt::readQuantization(qnn::UnitOp unit,
                                                   ConversionReport &report) {
  UnitQuantization result;
  Attribute attr = unit->getAttr("qnn.quantization");
  if (!attr)
    return result;
  auto dictionary = dyn_cast<DictionaryAttr>(attr);
  if (!dictionary) {
    report.error(unit) << "'qnn.quantization' must be a dictionary";
    return failure();
  }
  for (NamedAttribute entry : dictionary) {
    StringRef name = entry.getName().getValue();
    auto value = dyn_cast<StringAttr>(entry.getValue());
    StringRef text = value ? value.getValue() : "";
    bool known = false;
    if (name == "scheme") {
      if (auto scheme = parseScheme(text)) {
        result.weights.scheme = *scheme;
        known = true;
      }
    } else if (name == "granularity") {
      if (auto granularity = parseGranularity(text)) {
        result.weights.granularity = *granularity;
        known = true;
      }
    } else if (name == "numerics") {
      if (auto numerics = parseNumerics(text)) {
        result.numerics = toDialect(*numerics);
        known = true;
      }
    }
    if (!known) {
      report.error(unit) << "'qnn.quantization' may say scheme, granularity "
                            "and numerics in the words of a plan, not "
                         << name << " = " << entry.getValue();
      return failure();
    }
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Rescale parameters
//===----------------------------------------------------------------------===//

template <typename T>
static Value createConstant(OpBuilder &builder, Location loc, Type element,
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
        createConstant<float>(builder, loc, builder.getF32Type(), floats));
    return params;
  }
  params.push_back(
      createConstant<int32_t>(builder, loc, builder.getI32Type(), multipliers));
  params.push_back(
      createConstant<int8_t>(builder, loc, builder.getI8Type(), shifts));
  return params;
}

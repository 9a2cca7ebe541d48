//===- Prelu.cpp - Quantized prelu ------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/PreluUnit.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// `input` with 0 for what is above it: the same parameters.
static Value createNegativePart(UnitConversion &conversion) {
  const QuantParams &params = conversion.inputParams[0];
  SmallVector<int8_t> entries;
  for (int byte = 0; byte < 256; ++byte) {
    int64_t q = params.isSigned ? static_cast<int8_t>(byte) : byte;
    entries.push_back(static_cast<int8_t>(std::min(q, params.zeroPoint)));
  }
  OpBuilder &builder = conversion.rewriter;
  auto table =
      DenseElementsAttr::get(RankedTensorType::get({256}, builder.getI8Type()),
                             ArrayRef<int8_t>(entries));
  return qnn::LookupOp::create(
      builder, conversion.getLoc(), conversion.inputs[0].getType(),
      conversion.inputs[0], table, conversion.unit.getIdAttr());
}

/// The product with the sign of every channel's slope.
static Value createSigned(UnitConversion &conversion, Value value,
                          ArrayRef<float> slopes) {
  const QuantParams &params = conversion.inputParams[0];
  SmallVector<int8_t> signs;
  for (float slope : slopes)
    signs.push_back(slope < 0 ? -1 : 1);
  SmallVector<int64_t> shape(conversion.outputType.getRank(), 1);
  shape.back() = slopes.size();
  OpBuilder &builder = conversion.rewriter;
  return qnn::MulOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      value, conversion.createConstant<int8_t>(shape, signs), params.zeroPoint,
      /*bZp=*/0, /*aUnsigned=*/!params.isSigned, /*bUnsigned=*/false,
      conversion.unit.getIdAttr());
}

/// A prelu is the sum of what it makes of the positive numbers and of the
/// negative ones, of which one is 0: each is rounded once, and the sum is
/// exact.
LogicalResult qopt::convertPrelu(UnitConversion &conversion) {
  FailureOr<PreluUnit> prelu = matchPreluUnit(conversion.unit);
  if (failed(prelu))
    return conversion.malformed("a prelu");
  const TensorParams &input = conversion.inputParams[0],
                     &output = conversion.output;
  // A slope of 0 is one that rescales every byte to 0.
  SmallVector<double> scales;
  for (float slope : prelu->slopes)
    scales.push_back(std::max(double(input.scale) * std::abs(slope),
                              0x1p-20 * output.scale));
  FailureOr<SmallVector<Value>> above = conversion.createParams(input.scale),
                                below = conversion.createParams(scales);
  if (failed(above) || failed(below))
    return failure();

  OpBuilder &builder = conversion.rewriter;
  Location loc = conversion.getLoc();
  StringAttr id = conversion.unit.getIdAttr();
  int64_t zp = output.zeroPoint;
  Value positive = qnn::RequantizeOp::create(
      builder, loc, conversion.outputType, conversion.inputs[0], *above,
      input.zeroPoint, zp, /*qmin=*/zp, output.qmax, conversion.plan.numerics,
      /*inUnsigned=*/!input.isSigned, id);
  Value negative =
      createSigned(conversion, createNegativePart(conversion), prelu->slopes);
  negative = qnn::RequantizeOp::create(
      builder, loc, conversion.outputType, negative, *below, /*inZp=*/0, zp,
      output.qmin, output.qmax, conversion.plan.numerics, /*inUnsigned=*/false,
      id);
  if (conversion.plan.numerics != qnn::Numerics::fp32) {
    FailureOr<Value> sum = createFixedPointSum(
        conversion, {positive, negative, output, output,
                     /*isDifference=*/false, std::nullopt, std::nullopt});
    return failed(sum) ? failure() : conversion.replace(*sum);
  }
  return conversion.replace(qnn::AddOp::create(
      builder, loc, conversion.outputType, positive, negative, zp, 1.0f, zp,
      1.0f, zp, output.qmin, output.qmax,
      /*aUnsigned=*/!output.isSigned, /*bUnsigned=*/!output.isSigned, id));
}

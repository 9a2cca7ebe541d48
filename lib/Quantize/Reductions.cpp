//===- Reductions.cpp - Quantized means and resizes -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/OpUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

LogicalResult qopt::convertAvgPool(UnitConversion &conversion) {
  FailureOr<OpUnit> body = matchOpUnit(conversion.unit);
  if (failed(body))
    return conversion.malformed("an average pool");
  auto pool = cast<tosa::AvgPool2dOp>(body->op);
  const QuantParams &input = conversion.inputParams[0],
                    &output = conversion.output;
  int64_t size = pool.getKernel()[0] * pool.getKernel()[1];
  if (failed(conversion.checkAccumulator(double(maxMagnitude(input)) * size)))
    return failure();
  // Windows at the border see fewer elements.
  SmallVector<double> scales;
  for (int64_t n = 1; n <= size; ++n)
    scales.push_back(double(input.scale) / double(n));
  FailureOr<SmallVector<Value>> params = conversion.createParams(scales);
  if (failed(params))
    return failure();
  auto [qmin, qmax] = conversion.foldClamp(body->clampMin, body->clampMax);
  return conversion.replace(qnn::AvgPool2DOp::create(
      conversion.rewriter, conversion.getLoc(), conversion.outputType,
      conversion.inputs[0], *params, pool.getKernel(), pool.getStride(),
      pool.getPad(), input.zeroPoint, output.zeroPoint, qmin, qmax,
      conversion.plan.numerics, /*inUnsigned=*/!input.isSigned,
      conversion.unit.getIdAttr()));
}

LogicalResult qopt::convertMean(UnitConversion &conversion) {
  FailureOr<MeanUnit> mean = matchMeanUnit(conversion.unit);
  if (failed(mean))
    return conversion.malformed("a scaled sum over dimensions");
  const QuantParams &input = conversion.inputParams[0];
  if (failed(conversion.checkAccumulator(double(maxMagnitude(input)) *
                                         mean->count)))
    return failure();
  FailureOr<SmallVector<Value>> params =
      conversion.createParams(input.scale * mean->factor);
  if (failed(params))
    return failure();
  OpBuilder &builder = conversion.rewriter;
  Value acc = qnn::ReduceSumOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      conversion.inputs[0], mean->dims, input.zeroPoint,
      /*isUnsigned=*/!input.isSigned, conversion.unit.getIdAttr());
  return conversion.replace(conversion.createRequantize(
      acc, *params, mean->clampMin, mean->clampMax));
}

LogicalResult qopt::convertResize(UnitConversion &conversion) {
  FailureOr<OpUnit> body = matchOpUnit(conversion.unit);
  SmallVector<int64_t> scale, offset;
  if (failed(body))
    return conversion.malformed("a bilinear resize");
  auto resize = cast<tosa::ResizeOp>(body->op);
  if (!tosa::getConstShapeValues(resize.getScale().getDefiningOp(), scale) ||
      !tosa::getConstShapeValues(resize.getOffset().getDefiningOp(), offset))
    return conversion.malformed("a resize by constants");
  const QuantParams &input = conversion.inputParams[0];
  // The weights of four pixels, whose sum divides what they weigh.
  double weights = double(scale[0]) * double(scale[2]);
  if (failed(conversion.checkAccumulator(255 * weights)))
    return failure();
  FailureOr<SmallVector<Value>> params =
      conversion.createParams(input.scale / weights);
  if (failed(params))
    return failure();
  auto [qmin, qmax] = conversion.foldClamp(body->clampMin, body->clampMax);
  return conversion.replace(qnn::ResizeOp::create(
      conversion.rewriter, conversion.getLoc(), conversion.outputType,
      conversion.inputs[0], *params, scale, offset, input.zeroPoint,
      conversion.output.zeroPoint, qmin, qmax, conversion.plan.numerics,
      /*inUnsigned=*/!input.isSigned, conversion.unit.getIdAttr()));
}

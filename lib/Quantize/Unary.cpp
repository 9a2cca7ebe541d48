//===- Unary.cpp - Quantized unary functions to qnn.lookup ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"
#include "QuantizedTypes.h"

#include "qopt/Import/UnaryUnit.h"

#include <algorithm>
#include <cmath>

using namespace mlir;
using namespace qopt;

namespace {
/// A unit of kind "unary" -> qnn.lookup.
struct ConvertUnary : public OpConversionPattern<qnn::UnitOp> {
  ConvertUnary(const TypeConverter &converter, MLIRContext *context,
               ConversionReport &report)
      : OpConversionPattern(converter, context), report(report) {}

  LogicalResult
  matchAndRewrite(qnn::UnitOp unit, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override;

private:
  ConversionReport &report;
};
} // namespace

/// Entry `byte` stands for the stored value with these bits.
static SmallVector<double> tabulateInput(const QuantParams &input) {
  SmallVector<double> x;
  for (int byte = 0; byte < 256; ++byte) {
    int64_t q = input.isSigned ? static_cast<int8_t>(byte) : byte;
    // Exact in double: 24 bits of scale times 9 bits.
    x.push_back(static_cast<double>(input.scale) *
                static_cast<double>(q - input.zeroPoint));
  }
  return x;
}

/// `quantize` of Arithmetic.h with a double for x, so that a function computed
/// in double is rounded only once.
static int8_t quantizeEntry(double y, const QuantParams &output) {
  if (std::isnan(y))
    return static_cast<int8_t>(output.zeroPoint);
  double q =
      std::nearbyint(y / output.scale) + static_cast<double>(output.zeroPoint);
  return static_cast<int8_t>(static_cast<int64_t>(std::clamp(
      q, static_cast<double>(output.qmin), static_cast<double>(output.qmax))));
}

LogicalResult
ConvertUnary::matchAndRewrite(qnn::UnitOp unit, OpAdaptor adaptor,
                              ConversionPatternRewriter &rewriter) const {
  if (unit.getKind() != "unary")
    return rewriter.notifyMatchFailure(unit, "is not of kind unary");
  FailureOr<UnitBoundary> boundary = readBoundary(unit, report);
  if (failed(boundary))
    return failure();
  FailureOr<SmallVector<double>> y =
      evaluateUnaryUnit(unit, tabulateInput(boundary->input));
  if (failed(y) || y->size() != 256)
    return report.error(unit)
           << "unit \"" << unit.getId()
           << "\" is of kind \"unary\" but its body is not an elementwise "
              "function of one tensor; let qopt-form-units make it";

  SmallVector<int8_t> entries;
  for (double value : *y)
    entries.push_back(quantizeEntry(value, boundary->output));
  auto table =
      DenseElementsAttr::get(RankedTensorType::get({256}, rewriter.getI8Type()),
                             ArrayRef<int8_t>(entries));
  Type outputType =
      getTypeConverter()->convertType(unit.getOutputs()[0].getType());
  rewriter.replaceOpWithNewOp<qnn::LookupOp>(
      unit, outputType, adaptor.getInputs()[0], table, unit.getIdAttr());
  ++report.numConverted;
  return success();
}

void qopt::populateUnaryPatterns(const TypeConverter &converter,
                                 RewritePatternSet &patterns,
                                 ConversionReport &report) {
  patterns.add<ConvertUnary>(converter, patterns.getContext(), report);
}

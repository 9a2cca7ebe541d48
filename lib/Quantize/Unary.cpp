//===- Unary.cpp - Quantized unary functions to qnn.lookup ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/UnaryUnit.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <cmath>

using namespace mlir;
using namespace qopt;

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
static int64_t quantizeEntry(double y, const QuantParams &output) {
  if (std::isnan(y))
    return output.zeroPoint;
  double q =
      std::nearbyint(y / output.scale) + static_cast<double>(output.zeroPoint);
  return static_cast<int64_t>(std::clamp(q, static_cast<double>(output.qmin),
                                         static_cast<double>(output.qmax)));
}

/// Tables as fine as TOSA's for 16-bit values: 512 steps of the input's range.
static constexpr int logSteps = 9;

/// The table of a function of words, between whose entries it is interpolated.
static LogicalResult convertWords(UnitConversion &conversion) {
  const QuantParams &input = conversion.inputParams[0],
                    &output = conversion.output;
  int64_t range = input.qmax - input.qmin + 1;
  int shift = std::max<int>(llvm::Log2_64_Ceil(range) - logSteps, 1);
  int64_t steps = llvm::divideCeil(range, INT64_C(1) << shift);
  // Whole steps may reach beyond what is stored.
  int64_t first = std::min(input.qmin, (INT64_C(1) << 15) - (steps << shift));
  SmallVector<double> x;
  for (int64_t i = 0; i <= steps; ++i)
    x.push_back(static_cast<double>(input.scale) *
                static_cast<double>(first + (i << shift) - input.zeroPoint));
  FailureOr<SmallVector<double>> y = evaluateUnaryUnit(conversion.unit, x);
  if (failed(y) || y->size() != x.size())
    return conversion.malformed("an elementwise function of one tensor");
  // Bytes are interpolated between fractions of them.
  bool isByte = output.bits == 8;
  int fraction = isByte ? 8 : 0;
  double one = std::ldexp(1.0, fraction);
  int64_t moved = isByte && !output.isSigned ? 128 : 0;
  SmallVector<int16_t> entries;
  for (double value : *y) {
    auto stored = static_cast<double>(output.zeroPoint);
    if (!std::isnan(value))
      stored = std::clamp(value / output.scale + stored,
                          static_cast<double>(output.qmin),
                          static_cast<double>(output.qmax));
    entries.push_back(static_cast<int16_t>(
        std::nearbyint((stored - static_cast<double>(moved)) * one)));
  }
  OpBuilder &builder = conversion.rewriter;
  auto type = RankedTensorType::get({static_cast<int64_t>(entries.size())},
                                    builder.getI16Type());
  return conversion.replace(qnn::InterpolateOp::create(
      builder, conversion.getLoc(), conversion.outputType, conversion.inputs[0],
      DenseElementsAttr::get(type, ArrayRef<int16_t>(entries)), first, shift,
      fraction, /*isUnsigned=*/moved != 0, conversion.unit.getIdAttr()));
}

LogicalResult qopt::convertUnary(UnitConversion &conversion) {
  const QuantParams &input = conversion.inputParams[0],
                    &output = conversion.output;
  for (const QuantParams *params : {&input, &output})
    if (params->bits == 16 && !params->isSigned)
      return conversion.error() << "reads or computes 16 bits, which must be "
                                   "signed; make \"signed\" true in the plan";
  if (input.bits == 16)
    return convertWords(conversion);
  qnn::UnitOp unit = conversion.unit;
  FailureOr<SmallVector<double>> y =
      evaluateUnaryUnit(unit, tabulateInput(input));
  if (failed(y) || y->size() != 256)
    return conversion.malformed("an elementwise function of one tensor");

  SmallVector<APInt> entries;
  for (double value : *y)
    entries.emplace_back(output.bits, quantizeEntry(value, output),
                         /*isSigned=*/true, /*implicitTrunc=*/true);
  OpBuilder &builder = conversion.rewriter;
  auto table = DenseElementsAttr::get(
      RankedTensorType::get({256}, builder.getIntegerType(output.bits)),
      entries);
  return conversion.replace(
      qnn::LookupOp::create(builder, unit.getLoc(), conversion.outputType,
                            conversion.inputs[0], table, unit.getIdAttr()));
}

//===- Unary.cpp - Quantized unary functions to qnn.lookup ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/UnaryUnit.h"

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
static int8_t quantizeEntry(double y, const QuantParams &output) {
  if (std::isnan(y))
    return static_cast<int8_t>(output.zeroPoint);
  double q =
      std::nearbyint(y / output.scale) + static_cast<double>(output.zeroPoint);
  return static_cast<int8_t>(static_cast<int64_t>(std::clamp(
      q, static_cast<double>(output.qmin), static_cast<double>(output.qmax))));
}

LogicalResult qopt::convertUnary(UnitConversion &conversion) {
  qnn::UnitOp unit = conversion.unit;
  FailureOr<SmallVector<double>> y =
      evaluateUnaryUnit(unit, tabulateInput(conversion.inputParams[0]));
  if (failed(y) || y->size() != 256)
    return conversion.malformed("an elementwise function of one tensor");

  SmallVector<int8_t> entries;
  for (double value : *y)
    entries.push_back(quantizeEntry(value, conversion.output));
  OpBuilder &builder = conversion.rewriter;
  auto table =
      DenseElementsAttr::get(RankedTensorType::get({256}, builder.getI8Type()),
                             ArrayRef<int8_t>(entries));
  return conversion.replace(
      qnn::LookupOp::create(builder, unit.getLoc(), conversion.outputType,
                            conversion.inputs[0], table, unit.getIdAttr()));
}

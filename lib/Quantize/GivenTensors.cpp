//===- GivenTensors.cpp - Tensors that arrive quantized ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "GivenTensors.h"

#include "QuantizedTypes.h"

#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/IR/Matchers.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

static QuantParams makeParams(float scale, int64_t zp, int64_t qmin,
                              int64_t qmax, bool isSigned) {
  QuantParams params;
  params.isSigned = isSigned;
  params.scheme = zp == 0 && isSigned ? Scheme::Symmetric : Scheme::Asymmetric;
  params.scale = scale;
  params.zeroPoint = zp;
  params.qmin = qmin;
  params.qmax = qmax;
  return params;
}

QuantParams qopt::readParams(qnn::FakeQuantizeOp op) {
  return makeParams(op.getScale().convertToFloat(), op.getZp(), op.getQmin(),
                    op.getQmax(), !op.getIsUnsigned());
}

/// The parameters of a constant with one scale.
static std::optional<QuantParams> readConstantParams(qnn::GivenWeightOp op) {
  DenseElementsAttr weight, scale, zp;
  if (!matchPattern(op.getInput(), m_Constant(&weight)) ||
      !matchPattern(op.getScale(), m_Constant(&scale)) ||
      !matchPattern(op.getZp(), m_Constant(&zp)) ||
      !llvm::all_equal(scale.getValues<float>()) ||
      !llvm::all_equal(zp.getValues<float>()))
    return std::nullopt;
  float step = *scale.getValues<float>().begin(),
        zero = *zp.getValues<float>().begin();
  bool isSigned = zero < 128;
  for (float value : weight.getValues<float>())
    isSigned &= std::nearbyint(value / step) + zero < 128;
  int64_t qmin = isSigned ? -128 : 0;
  return makeParams(step, static_cast<int64_t>(zero), qmin, qmin + 255,
                    isSigned);
}

bool qopt::isSameGrid(const QuantParams &a, const QuantParams &b) {
  QuantParams other = b;
  if (a.isSigned != b.isSigned)
    flipSignedness(other);
  return a.scale == other.scale && a.zeroPoint == other.zeroPoint &&
         a.qmin == other.qmin && a.qmax == other.qmax;
}

static bool isCast(Operation *op) {
  return isa_and_present<quant::QuantizeCastOp, quant::DequantizeCastOp>(op);
}

namespace {
/// How a tensor is read.
struct Readers {
  /// The first rounding there is.
  std::optional<QuantParams> rounding;
  /// All round so.
  bool areEqual = true;
};
} // namespace

static Readers findReaders(Value origin) {
  Readers readers;
  auto add = [&](const QuantParams &params) {
    readers.areEqual &=
        !readers.rounding || isSameGrid(*readers.rounding, params);
    if (!readers.rounding)
      readers.rounding = params;
  };
  SmallVector<Value> values = {origin};
  while (!values.empty())
    for (OpOperand &use : values.pop_back_val().getUses()) {
      Operation *user = use.getOwner();
      if (auto fake = dyn_cast<qnn::FakeQuantizeOp>(user)) {
        add(readParams(fake));
      } else if (auto quantize = dyn_cast<qnn::QuantizeOp>(user)) {
        int64_t lo = quantize.getIsUnsigned() ? 0 : -128;
        add(makeParams(quantize.getScale().convertToFloat(), quantize.getZp(),
                       lo, lo + 255, !quantize.getIsUnsigned()));
      } else if (use.getOperandNumber() == 0 &&
                 (movesData(user) || isCast(user))) {
        values.push_back(user->getResult(0));
      } else {
        readers.areEqual = false;
      }
    }
  return readers;
}

std::optional<QuantParams> qopt::givenParams(Value origin) {
  Operation *def = origin.getDefiningOp();
  if (auto fake = dyn_cast_or_null<qnn::FakeQuantizeOp>(def))
    return readParams(fake);
  if (auto given = dyn_cast_or_null<qnn::GivenWeightOp>(def))
    return readConstantParams(given);
  if (auto dequantize = dyn_cast_or_null<qnn::DequantizeOp>(def)) {
    int64_t lo = dequantize.getIsUnsigned() ? 0 : -128;
    return makeParams(dequantize.getScale().convertToFloat(),
                      dequantize.getZp(), lo, lo + 255,
                      !dequantize.getIsUnsigned());
  }
  Readers readers = findReaders(origin);
  return readers.areEqual ? readers.rounding : std::nullopt;
}

bool qopt::hasMixedReaders(Value origin) {
  Readers readers = findReaders(origin);
  return readers.rounding && !readers.areEqual;
}

bool qopt::isOwnRounding(qnn::FakeQuantizeOp op) {
  Value source = op.getInput();
  while (Operation *def = source.getDefiningOp()) {
    if (!movesData(def) && !isCast(def))
      break;
    source = def->getOperand(0);
  }
  if (isa_and_present<qnn::FakeQuantizeOp, qnn::GivenWeightOp,
                      qnn::DequantizeOp>(source.getDefiningOp())) {
    std::optional<QuantParams> params = givenParams(source);
    return params && isSameGrid(*params, readParams(op));
  }
  return givenParams(source).has_value();
}

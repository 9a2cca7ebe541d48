//===- FakeQuantization.cpp - Networks that arrive quantized ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FakeQuantization.h"

#include "ConstantData.h"
#include "ScalarSlice.h"
#include "WeightData.h"
#include "qopt/Calibration/QuantParams.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

//===----------------------------------------------------------------------===//
// Moves
//===----------------------------------------------------------------------===//

MovePath qopt::traceMoves(Value value) {
  MovePath path;
  path.source = value;
  while (isa_and_present<tosa::ReshapeOp, tosa::TransposeOp, tosa::SliceOp,
                         tosa::ReverseOp, tosa::TileOp>(
      path.source.getDefiningOp())) {
    path.moves.push_back(path.source.getDefiningOp());
    path.source = path.source.getDefiningOp()->getOperand(0);
  }
  return path;
}

Value qopt::repeatMoves(OpBuilder &builder, const MovePath &path, Value value) {
  Type element = cast<RankedTensorType>(value.getType()).getElementType();
  for (Operation *move : llvm::reverse(path.moves)) {
    IRMapping mapping;
    mapping.map(move->getOperand(0), value);
    Operation *copy = builder.clone(*move, mapping);
    value = copy->getResult(0);
    value.setType(cast<RankedTensorType>(value.getType()).clone(element));
  }
  return value;
}

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

FailureOr<Quantizer> qopt::findQuantizer(Value value) {
  Operation *def = value.getDefiningOp();
  if (auto op = dyn_cast_or_null<qnn::QuantizeOp>(def)) {
    int64_t lo = op.getIsUnsigned() ? 0 : -128;
    return Quantizer{op.getInput(), op.getScale().convertToFloat(),
                     op.getZp(),    lo,
                     lo + 255,      op.getIsUnsigned()};
  }
  if (!def)
    return failure();
  return matchQuantizer(def);
}

Value qopt::createFakeQuantize(OpBuilder &builder, Location loc,
                               const Quantizer &quantizer, double scale) {
  return qnn::FakeQuantizeOp::create(
      builder, loc, quantizer.input.getType(), quantizer.input,
      APFloat(static_cast<float>(scale)), quantizer.zp, quantizer.qmin,
      quantizer.qmax, quantizer.isUnsigned);
}

Value qopt::createQuantize(OpBuilder &builder, Location loc,
                           const Quantizer &quantizer, Type type) {
  auto scale = static_cast<float>(quantizer.scale);
  if (!isValidScale(scale))
    return {};
  Value input = quantizer.input;
  auto bound = [&](int64_t q) {
    return builder.getF32FloatAttr(dequantize(q, scale, quantizer.zp));
  };
  if (quantizer.qmax - quantizer.qmin != 255)
    input = tosa::ClampOp::create(
        builder, loc, input.getType(), input, bound(quantizer.qmin),
        bound(quantizer.qmax),
        tosa::NanPropagationModeAttr::get(builder.getContext(),
                                          tosa::NanPropagationMode::PROPAGATE));
  return qnn::QuantizeOp::create(builder, loc, type, input, APFloat(scale),
                                 static_cast<int32_t>(quantizer.zp),
                                 quantizer.isUnsigned);
}

bool qopt::isSameScale(double a, double b) {
  return std::abs(a - b) <= 0x1p-21 * std::abs(b);
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

namespace {
/// A scale or a zero point of a constant tensor.
struct Part {
  SmallVector<int64_t> shape;
  SmallVector<float, 0> values;
};
} // namespace

/// `part` in the rank of `type`, to which it broadcasts.
static std::optional<Part> readPart(Value part, RankedTensorType type) {
  SmallVector<int64_t> ones(type.getRank(), 1);
  if (!part)
    return Part{ones, {0.0f}};
  if (std::optional<double> scalar = getScalar(part))
    return Part{ones, {static_cast<float>(*scalar)}};
  auto partType = dyn_cast<RankedTensorType>(part.getType());
  ElementsAttr attr = getConstant(part);
  if (!partType || !attr || partType.getRank() != type.getRank() ||
      !llvm::all_of_zip(partType.getShape(), type.getShape(),
                        [](int64_t size, int64_t whole) {
                          return size == 1 || size == whole;
                        }))
    return std::nullopt;
  SmallVector<int64_t> shape(partType.getShape());
  if (auto floats = readFloats(attr))
    return Part{shape, std::move(*floats)};
  auto integers = readIntegers(attr);
  if (!integers)
    return std::nullopt;
  return Part{shape, {integers->begin(), integers->end()}};
}

FailureOr<Value> qopt::createGivenConstant(OpBuilder &builder, Location loc,
                                           const Dequantizer &form) {
  auto type = dyn_cast<RankedTensorType>(form.stored.getType());
  ElementsAttr attr = getConstant(form.stored);
  auto stored = attr ? readIntegers(attr) : std::nullopt;
  if (!type || !stored || int64_t(stored->size()) != type.getNumElements())
    return failure();
  std::optional<Part> scale = readPart(form.scale, type),
                      zp = readPart(form.zp, type);
  if (!scale || !zp || !llvm::all_of(scale->values, isValidScale) ||
      !llvm::all_of(zp->values, [](float x) { return x == std::trunc(x); }))
    return failure();
  SmallVector<float, 0> scales = broadcastValues(scale->values, scale->shape,
                                                 type.getShape()),
                        zps = broadcastValues(zp->values, zp->shape,
                                              type.getShape()),
                        values;
  int64_t mask = (int64_t(1) << type.getElementTypeBitWidth()) - 1;
  for (auto [i, q] : llvm::enumerate(*stored))
    values.push_back(dequantize(form.isUnsigned ? q & mask : q, scales[i],
                                static_cast<int64_t>(zps[i])));
  auto create = [&](ArrayRef<int64_t> shape, ArrayRef<float> numbers) {
    return createConst(builder, loc, shape, numbers);
  };
  return createGiven(builder, loc, create(type.getShape(), values),
                     create(scale->shape, scale->values),
                     create(zp->shape, zp->values));
}

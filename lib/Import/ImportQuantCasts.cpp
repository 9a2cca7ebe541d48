//===- ImportQuantCasts.cpp - Quantized types to what they say ------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "FakeQuantization.h"
#include "WeightData.h"
#include "qopt/Calibration/QuantParams.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/Passes.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Quant/IR/QuantTypes.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"

namespace qopt {
#define GEN_PASS_DEF_IMPORTQUANTCASTSPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

static quant::QuantizedType quantizedElement(Type type) {
  return dyn_cast_or_null<quant::QuantizedType>(
      quant::QuantizedType::getQuantizedElementType(type));
}

static bool hasQuantizedType(Operation *op) {
  auto isQuantized = [](Type type) { return bool(quantizedElement(type)); };
  return llvm::any_of(op->getOperandTypes(), isQuantized) ||
         llvm::any_of(op->getResultTypes(), isQuantized);
}

namespace {
/// What a type of one or of many scales says.
struct Grid {
  /// Of the rank of the tensor.
  SmallVector<int64_t> shape;
  SmallVector<float, 0> scales, zeroPoints;
  int64_t qmin, qmax;
  bool isUnsigned;
  unsigned bits;

  bool isUniform() const { return scales.size() == 1; }
};

/// Rewrites one function: a tensor of quantized type is from then on the tensor
/// of floats that it stands for.
class CastImporter {
public:
  explicit CastImporter(func::FuncOp function)
      : function(function), builder(function.getContext()) {}

  LogicalResult run();

  int64_t numCasts = 0;

private:
  LogicalResult convert(Operation *op);
  LogicalResult convertMove(Operation *op);
  FailureOr<Value> quantize(Operation *op, Value value, Type type);
  FailureOr<Value> fromStored(Operation *op, Value stored, Type type);
  FailureOr<Value> toStored(Operation *op, Value value, Type type);
  FailureOr<Grid> readGrid(Operation *op, Type type);

  func::FuncOp function;
  OpBuilder builder;
  llvm::DenseMap<Value, Value> floats;
};
} // namespace

FailureOr<Grid> CastImporter::readGrid(Operation *op, Type type) {
  quant::QuantizedType element = quantizedElement(type);
  auto tensor = dyn_cast<RankedTensorType>(type);
  Grid grid;
  auto uniform = dyn_cast<quant::UniformQuantizedType>(element);
  auto perAxis = dyn_cast<quant::UniformQuantizedPerAxisType>(element);
  if (!tensor || (!uniform && !perAxis) ||
      !element.getExpressedType().isF32()) {
    emitError(op->getLoc())
        << type
        << " is not understood: ranked tensors of !quant.uniform with "
           "f32 scales are, with one for all or one for each index of "
           "one dimension";
    return failure();
  }
  grid.shape.assign(tensor.getRank(), 1);
  if (uniform) {
    grid.scales.push_back(static_cast<float>(uniform.getScale()));
    grid.zeroPoints.push_back(static_cast<float>(uniform.getZeroPoint()));
  } else {
    grid.shape[perAxis.getQuantizedDimension()] = perAxis.getScales().size();
    for (double scale : perAxis.getScales())
      grid.scales.push_back(static_cast<float>(scale));
    grid.zeroPoints.assign(perAxis.getZeroPoints().begin(),
                           perAxis.getZeroPoints().end());
  }
  grid.qmin = element.getStorageTypeMin();
  grid.qmax = element.getStorageTypeMax();
  grid.isUnsigned = !element.isSigned();
  grid.bits = element.getStorageTypeIntegralWidth();
  if (!llvm::all_of(grid.scales, isValidScale)) {
    emitError(op->getLoc()) << type
                            << " has a scale that is no positive normal f32; "
                               "quantize the model again";
    return failure();
  }
  return grid;
}

/// The float `value` rounded to the numbers of `type`.
FailureOr<Value> CastImporter::quantize(Operation *op, Value value, Type type) {
  FailureOr<Grid> grid = readGrid(op, type);
  if (failed(grid))
    return failure();
  ElementsAttr attr = getConstant(value);
  auto values = attr ? readFloats(attr) : std::nullopt;
  bool isKnown = values && grid->bits <= 8;
  if (!isKnown && (grid->bits > 8 || !grid->isUniform())) {
    InFlightDiagnostic error = emitError(op->getLoc());
    if (grid->bits > 8)
      return error << "quantizes to " << grid->bits
                   << " bits; this version compiles activations of 8 bits: "
                      "export the model with these, or without this cast";
    return error << "quantizes an activation with a scale for each index of "
                    "dimension "
                 << llvm::max_element(grid->shape) - grid->shape.begin()
                 << "; only weights can have them: export the model with one "
                    "scale here";
  }
  Location loc = op->getLoc();
  if (!isKnown)
    return createFakeQuantize(builder, loc,
                              {value, grid->scales[0],
                               static_cast<int64_t>(grid->zeroPoints[0]),
                               grid->qmin, grid->qmax, grid->isUnsigned},
                              grid->scales[0]);

  ArrayRef<int64_t> shape = cast<RankedTensorType>(type).getShape();
  auto scales = broadcastValues(grid->scales, grid->shape, shape),
       zeroPoints = broadcastValues(grid->zeroPoints, grid->shape, shape);
  for (auto [i, x] : llvm::enumerate(*values)) {
    auto zp = static_cast<int64_t>(zeroPoints[i]);
    x = dequantize(qopt::quantize(x, scales[i], zp, grid->qmin, grid->qmax),
                   scales[i], zp);
  }
  return createGiven(builder, loc, createConst(builder, loc, shape, *values),
                     createConst(builder, loc, grid->shape, grid->scales),
                     createConst(builder, loc, grid->shape, grid->zeroPoints));
}

/// What the integers `stored` stand for in `type`.
FailureOr<Value> CastImporter::fromStored(Operation *op, Value stored,
                                          Type type) {
  FailureOr<Grid> grid = readGrid(op, type);
  if (failed(grid))
    return failure();
  Location loc = op->getLoc();
  if (ElementsAttr attr = getConstant(stored)) {
    Dequantizer form;
    form.stored = stored;
    form.scale = createConst(builder, loc, grid->shape, grid->scales);
    form.zp = createConst(builder, loc, grid->shape, grid->zeroPoints);
    form.isUnsigned = grid->isUnsigned;
    FailureOr<Value> given = createGivenConstant(builder, loc, form);
    if (failed(given))
      return emitError(loc) << "casts a constant without data; export the "
                               "model without eliding constants";
    // A bias is a real number.
    return grid->bits > 8 ? getGiven(*given).getInput() : *given;
  }
  if (grid->bits != 8 || !grid->isUniform())
    return emitError(loc) << "reads stored integers as " << type
                          << "; unless they are constant, they must have 8 "
                             "bits and one scale";
  return qnn::DequantizeOp::create(
             builder, loc,
             cast<RankedTensorType>(type).clone(builder.getF32Type()), stored,
             APFloat(grid->scales[0]),
             static_cast<int32_t>(grid->zeroPoints[0]), grid->isUnsigned)
      .getResult();
}

/// The integers that are stored for `value` in `type`.
FailureOr<Value> CastImporter::toStored(Operation *op, Value value, Type type) {
  FailureOr<Grid> grid = readGrid(op, type);
  if (failed(grid))
    return failure();
  if (grid->bits != 8 || !grid->isUniform())
    return emitError(op->getLoc()) << "stores integers of " << type
                                   << "; they must have 8 bits and one scale";
  return qnn::QuantizeOp::create(
             builder, op->getLoc(), op->getResult(0).getType(), value,
             APFloat(grid->scales[0]),
             static_cast<int32_t>(grid->zeroPoints[0]), grid->isUnsigned)
      .getResult();
}

/// What moves elements moves those of floats.
LogicalResult CastImporter::convertMove(Operation *op) {
  if (!movesData(op) && !isa<tosa::ConcatOp>(op))
    return emitError(op->getLoc())
           << "'" << op->getName()
           << "' of quantized types is not understood; only casts and what "
              "moves elements are: put quant.dcast before it and quant.qcast "
              "after it";
  IRMapping mapping;
  for (Value operand : op->getOperands())
    if (Value value = floats.lookup(operand))
      mapping.map(operand, value);
  Operation *copy = builder.clone(*op, mapping);
  Value result = copy->getResult(0);
  auto type = cast<RankedTensorType>(result.getType());
  result.setType(type.clone(builder.getF32Type()));
  floats[op->getResult(0)] = result;
  return success();
}

LogicalResult CastImporter::convert(Operation *op) {
  builder.setInsertionPoint(op);
  if (auto dcast = dyn_cast<quant::DequantizeCastOp>(op)) {
    op->getResult(0).replaceAllUsesWith(floats.lookup(dcast.getInput()));
    return success();
  }
  bool isQcast = isa<quant::QuantizeCastOp>(op);
  if (!isQcast && !isa<quant::StorageCastOp>(op))
    return convertMove(op);
  Value input = op->getOperand(0), result = op->getResult(0);
  if (!quantizedElement(result.getType())) {
    FailureOr<Value> stored =
        toStored(op, floats.lookup(input), input.getType());
    if (failed(stored))
      return failure();
    result.replaceAllUsesWith(*stored);
    return success();
  }
  FailureOr<Value> value = isQcast ? quantize(op, input, result.getType())
                                   : fromStored(op, input, result.getType());
  if (failed(value))
    return failure();
  floats[result] = *value;
  return success();
}

LogicalResult CastImporter::run() {
  SmallVector<Operation *> converted;
  for (Operation &op : llvm::make_early_inc_range(function.getBody().front())) {
    if (!hasQuantizedType(&op))
      continue;
    if (op.hasTrait<OpTrait::IsTerminator>())
      return emitError(op.getLoc())
             << "returns a quantized type; cast it with quant.dcast to floats, "
                "or with quant.scast to integers";
    for (Value operand : op.getOperands())
      if (quantizedElement(operand.getType()) && !floats.contains(operand))
        return emitError(op.getLoc())
               << "reads an argument of quantized type; give the function "
                  "floats with quant.qcast, or integers with quant.scast";
    if (failed(convert(&op)))
      return failure();
    converted.push_back(&op);
    ++numCasts;
  }
  for (Operation *op : llvm::reverse(converted))
    op->erase();
  return success();
}

namespace {
struct ImportQuantCastsPass
    : qopt::impl::ImportQuantCastsPassBase<ImportQuantCastsPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal() || !function.getBody().hasOneBlock())
      return;
    CastImporter importer(function);
    if (failed(importer.run()))
      return signalPassFailure();
    numCasts += importer.numCasts;
  }
};
} // namespace

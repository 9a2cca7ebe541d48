//===- DequantizeAccumulators.cpp - Float results of layers -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/Passes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

#include <cmath>

namespace qopt {
#define GEN_PASS_DEF_DEQUANTIZEACCUMULATORSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// The scales of a rescale as real numbers.
std::optional<SmallVector<double>> readScales(qnn::RequantizeOp op) {
  SmallVector<DenseElementsAttr> params(op.getParams().size());
  for (auto [value, attr] : llvm::zip_equal(op.getParams(), params))
    if (!matchPattern(value, m_Constant(&attr)))
      return std::nullopt;
  SmallVector<double> scales;
  if (op.getNumerics() == qnn::Numerics::fp32) {
    for (float scale : params[0].getValues<float>())
      scales.push_back(scale);
    return scales;
  }
  for (auto [multiplier, shift] : llvm::zip_equal(
           params[0].getValues<int32_t>(), params[1].getValues<int8_t>()))
    scales.push_back(std::ldexp(double(multiplier), -shift));
  return scales;
}

/// A stored tensor, and what its bytes stand for.
struct Stored {
  Value value;
  float scale = 1;
  int32_t zp = 0;
  bool isUnsigned = false;
};

/// Reads stored tensors as float, leaving out what rounds them on the way.
class FloatReader {
public:
  explicit FloatReader(qnn::DequantizeOp op) : builder(op), loc(op.getLoc()) {}

  /// Whether something is left out.
  static bool gains(const Stored &stored);
  Value read(const Stored &stored);

private:
  Value readMove(Operation *move, const Stored &stored);

  OpBuilder builder;
  Location loc;
};

/// What gives the same floats whether it moves them or their bytes, and not
/// more of them.
bool isMove(Operation *op) {
  return isa_and_present<tosa::ReshapeOp, tosa::TransposeOp, tosa::SliceOp,
                         tosa::ReverseOp, tosa::ConcatOp>(op);
}

/// The operands of a move that it moves.
ValueRange movedOperands(Operation *move) {
  return isa<tosa::ConcatOp>(move) ? ValueRange(move->getOperands())
                                   : move->getOperands().take_front();
}

/// The values that a stored tensor of this type can have.
std::pair<int64_t, int64_t> storageRange(Type type, bool isUnsigned) {
  int64_t count = INT64_C(1)
                  << getElementTypeOrSelf(type).getIntOrFloatBitWidth();
  int64_t least = isUnsigned ? 0 : -count / 2;
  return {least, least + count - 1};
}

/// Whether `op` gives a stored tensor another form.
bool isFromStored(qnn::RequantizeOp op) {
  return op && op.getInput().getType().getElementTypeBitWidth() <= 16;
}

/// Where an integer layer reads the rounded values too, both are to agree.
bool isOnlyDequantized(Value value) {
  return llvm::all_of(value.getUsers(), [](Operation *user) {
    bool passes =
        isMove(user) || isFromStored(dyn_cast<qnn::RequantizeOp>(user));
    return isa<qnn::DequantizeOp>(user) ||
           (passes && isOnlyDequantized(user->getResult(0)));
  });
}

/// The scales of what `requantize` rescales to the tensor `stored`, where it
/// does no more than that, or holds a relu.
std::optional<SmallVector<float>> inputScales(qnn::RequantizeOp requantize,
                                              const Stored &stored) {
  int64_t zp = requantize.getOutZp();
  auto [storeMin, storeMax] =
      storageRange(stored.value.getType(), stored.isUnsigned);
  bool isRelu = requantize.getQmin() == zp;
  // Of a unit without an activation, the zero point is at the end because next
  // to nothing was seen above 0: logits of -1000 to 2, say.
  bool endsAtZero = requantize.getQmax() == zp && !requantize.getUnit();
  if (requantize->hasAttr(boundedAttrName) ||
      requantize->hasAttr(roundedAttrName) || zp != stored.zp ||
      requantize.getQmax() != storeMax || endsAtZero ||
      (!isRelu && requantize.getQmin() != storeMin))
    return std::nullopt;
  std::optional<SmallVector<double>> scales = readScales(requantize);
  if (!scales)
    return std::nullopt;
  SmallVector<float> values;
  for (double scale : *scales) {
    values.push_back(float(scale * stored.scale));
    if (!std::isnormal(values.back()))
      return std::nullopt;
  }
  return values;
}

/// The scales of an accumulator that can be read instead of the tensor
/// `stored`.
std::optional<SmallVector<float>> accumulatorScales(const Stored &stored) {
  auto requantize = stored.value.getDefiningOp<qnn::RequantizeOp>();
  if (!requantize || requantize.getInZp() != 0 ||
      !requantize.getInput().getType().getElementType().isInteger(32) ||
      !isOnlyDequantized(stored.value))
    return std::nullopt;
  return inputScales(requantize, stored);
}

/// The stored tensor that `stored` is another form of: without a relu, which
/// shows where only one of them begins at 0.
std::optional<Stored> otherForm(const Stored &stored) {
  auto requantize = stored.value.getDefiningOp<qnn::RequantizeOp>();
  if (!isFromStored(requantize))
    return std::nullopt;
  auto begin = [](Value value, bool isUnsigned) {
    return storageRange(value.getType(), isUnsigned).first;
  };
  bool inputIsPositive =
      requantize.getInZp() ==
      begin(requantize.getInput(), requantize.getInUnsigned());
  if (requantize.getQmin() != begin(stored.value, stored.isUnsigned) ||
      (requantize.getQmin() == requantize.getOutZp() && !inputIsPositive))
    return std::nullopt;
  auto scales = inputScales(requantize, stored);
  if (!scales || scales->size() != 1)
    return std::nullopt;
  return Stored{requantize.getInput(), scales->front(), requantize.getInZp(),
                requantize.getInUnsigned()};
}

bool FloatReader::gains(const Stored &stored) {
  if (accumulatorScales(stored) || otherForm(stored))
    return true;
  Operation *def = stored.value.getDefiningOp();
  if (!isMove(def))
    return false;
  return llvm::any_of(movedOperands(def), [&](Value operand) {
    return gains({operand, stored.scale, stored.zp, stored.isUnsigned});
  });
}

/// move(bytes) read as move(floats).
Value FloatReader::readMove(Operation *move, const Stored &stored) {
  IRMapping mapping;
  for (Value operand : movedOperands(move))
    mapping.map(operand,
                read({operand, stored.scale, stored.zp, stored.isUnsigned}));
  Operation *copy = builder.clone(*move, mapping);
  auto type = cast<RankedTensorType>(stored.value.getType());
  copy->getResult(0).setType(type.clone(builder.getF32Type()));
  return copy->getResult(0);
}

Value FloatReader::read(const Stored &stored) {
  auto requantize = stored.value.getDefiningOp<qnn::RequantizeOp>();
  auto type = cast<RankedTensorType>(stored.value.getType())
                  .clone(builder.getF32Type());
  if (auto values = accumulatorScales(stored)) {
    auto scaleType =
        RankedTensorType::get({int64_t(values->size())}, builder.getF32Type());
    Value scale = arith::ConstantOp::create(
        builder, loc,
        DenseElementsAttr::get(scaleType, ArrayRef<float>(*values)));
    bool isRelu = requantize.getQmin() == requantize.getOutZp();
    return qnn::DequantizeAccumulatorOp::create(
        builder, loc, type, requantize.getInput(), scale, isRelu,
        requantize.getUnitAttr());
  }
  if (std::optional<Stored> other = otherForm(stored))
    return read(*other);
  Operation *def = stored.value.getDefiningOp();
  if (isMove(def) && gains(stored))
    return readMove(def, stored);
  return qnn::DequantizeOp::create(builder, loc, type, stored.value,
                                   APFloat(stored.scale), stored.zp,
                                   stored.isUnsigned);
}

struct DequantizeAccumulators
    : qopt::impl::DequantizeAccumulatorsPassBase<DequantizeAccumulators> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<qnn::DequantizeOp> ops;
    getOperation().walk([&](qnn::DequantizeOp op) { ops.push_back(op); });
    // Decided for all before any changes, so that the order says nothing.
    llvm::erase_if(ops, [](qnn::DequantizeOp op) {
      return !FloatReader::gains(stored(op));
    });
    for (qnn::DequantizeOp op : ops) {
      op.getOutput().replaceAllUsesWith(FloatReader(op).read(stored(op)));
      op.erase();
    }
    eraseUnread();
    getOperation().walk(
        [&](qnn::DequantizeAccumulatorOp) { ++numDequantized; });
  }

private:
  static Stored stored(qnn::DequantizeOp op) {
    return {op.getInput(), op.getScale().convertToFloat(), op.getZp(),
            op.getIsUnsigned()};
  }

  /// The rescales and moves that nothing reads any more.
  void eraseUnread() {
    getOperation().walk([](Block *block) {
      for (Operation &op : llvm::make_early_inc_range(llvm::reverse(*block)))
        if ((isa<qnn::RequantizeOp>(op) || isMove(&op)) && op.use_empty())
          op.erase();
    });
  }
};

} // namespace

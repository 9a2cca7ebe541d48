//===- RowUnit.cpp - Softmax and layer norm ---------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/RowUnit.h"

#include "ConstantData.h"
#include "DenseChain.h"
#include "OpGroup.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// Rows that the integer form of a layer norm can have.
static constexpr int64_t longestNorm = 8192;

namespace {
/// What is found on the way back from a result.
struct RowMatch {
  Value x;
  /// Not in the order of the block.
  SmallVector<Operation *> ops;
  float factor = 1, epsilon = 0;
  SmallVector<float, 0> gamma, beta;

  /// The operation that made `value`, if it is one of these.
  template <typename OpTy>
  OpTy take(Value value) {
    auto op = value.getDefiningOp<OpTy>();
    if (op && !llvm::is_contained(ops, op))
      ops.push_back(op);
    return op;
  }

  /// `input` where `value` is its product, or sum, with a constant of one
  /// value.
  template <typename OpTy>
  Value takeWithConstant(Value value, float &constant) {
    auto op = value.getDefiningOp<OpTy>();
    if (!op)
      return {};
    for (auto [input, other] : {std::pair(op.getInput1(), op.getInput2()),
                                std::pair(op.getInput2(), op.getInput1())}) {
      std::optional<float> splat = getSplat(other);
      if (!splat || getConstant(input))
        continue;
      constant = *splat;
      take<OpTy>(value);
      return input;
    }
    return {};
  }

  /// `input` where `value` is its product, or sum, with a constant for each
  /// element of a row.
  template <typename OpTy>
  static std::pair<Value, SmallVector<float, 0>> matchRowConstants(OpTy op) {
    auto type = dyn_cast<RankedTensorType>(op.getType());
    for (auto [input, other] : {std::pair(op.getInput1(), op.getInput2()),
                                std::pair(op.getInput2(), op.getInput1())}) {
      ElementsAttr attr = getConstant(other);
      if (!attr || getConstant(input) || input.getType() != type)
        continue;
      auto constants = perChannel(attr, type.getShape().back());
      if (constants && llvm::all_of(*constants, [](float value) {
            return std::isfinite(value);
          }))
        return {input, std::move(*constants)};
    }
    return {};
  }

  /// The mean of the rows of `value`'s input.
  template <typename OpTy>
  Value takeReduction(Value value) {
    auto reduce = take<OpTy>(value);
    if (!reduce)
      return {};
    auto type = dyn_cast<RankedTensorType>(reduce.getInput().getType());
    return type && reduce.getAxis() + 1 == type.getRank() ? reduce.getInput()
                                                          : Value();
  }
  Value takeMean(Value value, int64_t length) {
    float factor = 0;
    Value sum = takeWithConstant<tosa::MulOp>(value, factor);
    if (!sum || std::abs(factor * double(length) - 1) > 1e-5)
      return {};
    return takeReduction<tosa::ReduceSumOp>(sum);
  }

  bool matchSoftmax(Value result);
  bool matchNorm(Value result);
  bool matchRmsNorm(Value result);

private:
  /// The squares of `x`.
  bool takeSquare(Value square, Value x);
  bool takeRoot(Value reciprocal, Value x, int64_t length);
};
} // namespace

/// The length of the rows of a tensor of f32, 0 where there is none.
static int64_t rowLength(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || type.getRank() == 0 || !type.getElementType().isF32() ||
      type.isDynamicDim(type.getRank() - 1))
    return 0;
  return type.getShape().back();
}

/// Calls `match` with the operands of a product in both orders.
static bool matchProduct(Value result,
                         llvm::function_ref<bool(Value, Value)> match) {
  auto mul = result.getDefiningOp<tosa::MulOp>();
  return mul && (match(mul.getInput1(), mul.getInput2()) ||
                 match(mul.getInput2(), mul.getInput1()));
}

bool RowMatch::matchSoftmax(Value result) {
  bool isQuotient = matchProduct(result, [&](Value e, Value reciprocal) {
    ops.clear();
    take<tosa::MulOp>(result);
    auto exp = take<tosa::ExpOp>(e);
    auto quotient = take<tosa::ReciprocalOp>(reciprocal);
    if (!exp || !quotient ||
        takeReduction<tosa::ReduceSumOp>(quotient.getInput1()) != e)
      return false;
    auto sub = take<tosa::SubOp>(exp.getInput1());
    x = sub ? sub.getInput1() : Value();
    return sub && takeReduction<tosa::ReduceMaxOp>(sub.getInput2()) == x;
  });
  if (!isQuotient || x.getType() != result.getType() || rowLength(x) == 0 ||
      rowLength(x) > (1 << 16))
    return false;
  // A positive factor keeps the order, so that the table has it.
  auto scale = x.getDefiningOp<tosa::MulOp>();
  if (!scale || !llvm::all_of(scale->getUsers(), [&](Operation *user) {
        return llvm::is_contained(ops, user);
      }))
    return true;
  SmallVector<Operation *> before = ops;
  Value scaled = takeWithConstant<tosa::MulOp>(x, factor);
  if (scaled && scaled.getType() == x.getType() && factor > 0 &&
      std::isfinite(factor)) {
    x = scaled;
  } else {
    ops = before;
    factor = 1;
  }
  return true;
}

bool RowMatch::takeSquare(Value square, Value x) {
  if (auto mul = take<tosa::MulOp>(square))
    return mul.getInput1() == x && mul.getInput2() == x;
  auto power = take<tosa::PowOp>(square);
  return power && power.getInput1() == x && getSplat(power.getInput2()) == 2.0f;
}

/// 1 / sqrt(the mean of the squares of x + epsilon).
bool RowMatch::takeRoot(Value reciprocal, Value x, int64_t length) {
  auto root = take<tosa::RsqrtOp>(reciprocal);
  Value sum =
      root ? takeWithConstant<tosa::AddOp>(root.getInput1(), epsilon) : Value();
  Value square = sum ? takeMean(sum, length) : Value();
  return square && epsilon > 0 && std::isfinite(epsilon) &&
         takeSquare(square, x);
}

/// Up to the product with the reciprocal of the deviation.
bool RowMatch::matchNorm(Value result) {
  int64_t length = rowLength(result);
  if (length == 0 || length > longestNorm)
    return false;
  return matchProduct(result, [&](Value centred, Value reciprocal) {
    ops.clear();
    take<tosa::MulOp>(result);
    auto sub = take<tosa::SubOp>(centred);
    if (!sub || centred.getType() != result.getType())
      return false;
    x = sub.getInput1();
    if (takeMean(sub.getInput2(), length) != x)
      return false;
    return takeRoot(reciprocal, centred, length);
  });
}

/// The same, but of `x` itself.
bool RowMatch::matchRmsNorm(Value result) {
  int64_t length = rowLength(result);
  if (length == 0 || length > longestNorm)
    return false;
  return matchProduct(result, [&](Value row, Value reciprocal) {
    ops.clear();
    take<tosa::MulOp>(result);
    x = row;
    return row.getType() == result.getType() &&
           takeRoot(reciprocal, row, length);
  });
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

/// The operations that multiply with gamma and add beta, appended to `ops`.
static void followAffine(Value result, SmallVectorImpl<Operation *> &ops) {
  auto next = [&]() -> Operation * {
    return result.hasOneUse() ? *result.user_begin() : nullptr;
  };
  auto append = [&](auto op) {
    if (!op || RowMatch::matchRowConstants(op).first != result)
      return;
    ops.push_back(op);
    result = op.getResult();
  };
  append(dyn_cast_or_null<tosa::MulOp>(next()));
  append(dyn_cast_or_null<tosa::AddOp>(next()));
}

bool qopt::isLayerNorm(Value value) {
  return RowMatch().matchNorm(value) || RowMatch().matchRmsNorm(value);
}

FailureOr<OpGroup> qopt::matchRowGroup(Operation *op) {
  if (!isa<tosa::MulOp>(op))
    return failure();
  OpGroup group;
  RowMatch softmax, norm, rms;
  if (softmax.matchSoftmax(op->getResult(0))) {
    group = {"softmax", {softmax.x}, softmax.ops};
  } else if (norm.matchNorm(op->getResult(0))) {
    group = {"layer_norm", {norm.x}, norm.ops};
    followAffine(op->getResult(0), group.ops);
  } else if (rms.matchRmsNorm(op->getResult(0))) {
    group = {"layer_norm", {rms.x}, rms.ops};
    followAffine(op->getResult(0), group.ops);
  } else {
    return failure();
  }
  if (getConstant(group.inputs[0]) ||
      llvm::any_of(group.ops, [&](Operation *member) {
        return member->getBlock() != op->getBlock();
      }))
    return failure();
  llvm::sort(group.ops,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  for (Operation *member : ArrayRef(group.ops).drop_back())
    for (Operation *user : member->getUsers())
      if (!llvm::is_contained(group.ops, user))
        return failure();
  return group;
}

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

/// What a unit of `kind` with one operand yields; null for others.
static Value yieldOf(qnn::UnitOp unit, StringRef kind) {
  Block &body = unit.getBody().front();
  auto yield = dyn_cast<qnn::YieldOp>(body.getTerminator());
  if (unit.getKind() != kind || body.getNumArguments() != 1 || !yield ||
      yield.getNumOperands() != 1)
    return {};
  return yield.getOperand(0);
}

FailureOr<SoftmaxUnit> qopt::matchSoftmaxUnit(qnn::UnitOp unit) {
  Value result = yieldOf(unit, "softmax");
  RowMatch match;
  if (!result || !match.matchSoftmax(result) ||
      match.x != unit.getBody().getArgument(0))
    return failure();
  return SoftmaxUnit{unit, match.factor};
}

FailureOr<LayerNormUnit> qopt::matchLayerNormUnit(qnn::UnitOp unit) {
  Value result = yieldOf(unit, "layer_norm");
  if (!result || rowLength(result) == 0)
    return failure();
  auto length = static_cast<size_t>(rowLength(result));
  LayerNormUnit norm{unit, 0, SmallVector<float, 0>(length, 1),
                     SmallVector<float, 0>(length, 0)};
  if (auto add = result.getDefiningOp<tosa::AddOp>())
    std::tie(result, norm.beta) = RowMatch::matchRowConstants(add);
  if (auto mul = result ? result.getDefiningOp<tosa::MulOp>() : nullptr)
    if (auto [input, gamma] = RowMatch::matchRowConstants(mul); input) {
      result = input;
      norm.gamma = std::move(gamma);
    }
  RowMatch match;
  norm.isRms = result && !match.matchNorm(result);
  if (!result || (norm.isRms && !match.matchRmsNorm(result)) ||
      match.x != unit.getBody().getArgument(0))
    return failure();
  norm.epsilon = match.epsilon;
  return norm;
}

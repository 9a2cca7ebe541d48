//===- BodyEvaluator.cpp - Bodies of linalg on known numbers ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyEvaluator.h"

#include "ConstantData.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

bool qopt::forEachIndex(ArrayRef<int64_t> shape,
                        llvm::function_ref<bool(ArrayRef<int64_t>)> visit) {
  if (llvm::is_contained(shape, 0))
    return true;
  SmallVector<int64_t> index(shape.size(), 0);
  while (true) {
    if (!visit(index))
      return false;
    size_t d = shape.size();
    while (d > 0 && ++index[d - 1] == shape[d - 1])
      index[--d] = 0;
    if (d == 0)
      return true;
  }
}

static std::optional<Scalar> readScalar(Attribute attr) {
  if (auto integer = dyn_cast<IntegerAttr>(attr)) {
    Type type = integer.getType();
    const APInt &value = integer.getValue();
    return Scalar{type.isInteger(1) ? int64_t(value.getZExtValue())
                                    : value.getSExtValue(),
                  0};
  }
  auto real = dyn_cast<FloatAttr>(attr);
  if (!real || !(real.getType().isF32() || real.getType().isF64()))
    return std::nullopt;
  return Scalar{0, real.getValueAsDouble()};
}

static bool isReadable(Type element) {
  return element.isF32() || element.isF64() || element.isIndex() ||
         element.isInteger(1) || element.isInteger(64);
}

std::optional<ConstantTensor> qopt::readTensor(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || !isReadable(type.getElementType()) || !type.hasStaticShape())
    return std::nullopt;
  ConstantTensor tensor;
  tensor.shape.assign(type.getShape().begin(), type.getShape().end());
  if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
    Attribute attr;
    auto number = matchPattern(fill.getInputs().front(), m_Constant(&attr))
                      ? readScalar(attr)
                      : std::nullopt;
    if (!number)
      return std::nullopt;
    tensor.values = {*number};
    tensor.isSplat = true;
    return tensor;
  }
  Operation *op = value.getDefiningOp();
  if (isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op)) {
    auto source = readTensor(op->getOperand(0));
    if (source)
      source->shape = tensor.shape;
    return source;
  }
  ElementsAttr attr = getConstant(value);
  if (!attr || isMissingData(attr))
    return std::nullopt;
  if (type.getElementType().isInteger(64) ||
      type.getElementType().isInteger(1)) {
    auto integers = readIntegers(attr);
    if (!integers)
      return std::nullopt;
    for (int64_t integer : *integers)
      tensor.values.push_back({integer, 0});
  } else if (auto dense = dyn_cast<DenseElementsAttr>(attr);
             dense && !type.getElementType().isF32()) {
    for (Attribute element : dense.getValues<Attribute>())
      tensor.values.push_back(*readScalar(element));
  } else if (auto floats = readFloats(attr)) {
    for (float real : *floats)
      tensor.values.push_back({0, real});
  }
  if (int64_t(tensor.values.size()) != type.getNumElements())
    return std::nullopt;
  return tensor;
}

Scalar ConstantTensor::at(ArrayRef<int64_t> index) const {
  if (isSplat)
    return values.front();
  int64_t linear = 0;
  for (auto [i, size] : llvm::zip_equal(index, shape))
    linear = linear * size + std::clamp<int64_t>(i, 0, size - 1);
  return values[linear];
}

//===----------------------------------------------------------------------===//
// Preparing
//===----------------------------------------------------------------------===//

std::optional<BodyEvaluator> BodyEvaluator::create(linalg::LinalgOp op,
                                                   ValueRange scalars) {
  BodyEvaluator evaluator(op);
  for (Value scalar : scalars) {
    if (!evaluator.prepare(scalar))
      return std::nullopt;
    evaluator.results.push_back(scalar);
  }
  return evaluator;
}

static bool isComputable(Operation *op) {
  return isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::DivSIOp,
             arith::DivUIOp, arith::FloorDivSIOp, arith::CeilDivSIOp,
             arith::RemSIOp, arith::MinSIOp, arith::MaxSIOp, arith::AndIOp,
             arith::OrIOp, arith::XOrIOp, arith::CmpIOp, arith::IndexCastOp,
             arith::ExtSIOp, arith::ExtUIOp, math::AbsIOp, arith::AddFOp,
             arith::SubFOp, arith::MulFOp, arith::DivFOp, arith::NegFOp,
             arith::MaximumFOp, arith::MinimumFOp, arith::MaxNumFOp,
             arith::MinNumFOp, arith::CmpFOp, arith::SelectOp, arith::SIToFPOp,
             arith::UIToFPOp, arith::FPToSIOp, arith::FPToUIOp, arith::ExtFOp,
             arith::TruncFOp, math::FloorOp, math::CeilOp, math::RoundOp,
             math::RoundEvenOp, math::AbsFOp, math::SqrtOp, math::RsqrtOp>(op);
}

bool BodyEvaluator::prepareConstant(Value value) {
  Attribute attr;
  if (!matchPattern(value, m_Constant(&attr)))
    return false;
  std::optional<Scalar> number = readScalar(attr);
  if (number)
    numbers[slots[value]] = *number;
  return number.has_value();
}

bool BodyEvaluator::prepareArgument(BlockArgument argument) {
  if (argument.getOwner() != op.getBlock() ||
      argument.getArgNumber() >= unsigned(op.getNumDpsInputs()))
    return false;
  OpOperand *operand = op.getDpsInputOperand(argument.getArgNumber());
  if (!isa<RankedTensorType>(operand->get().getType()))
    return prepareConstant(operand->get())
               ? (numbers[slots[argument]] = get(operand->get()), true)
               : false;
  auto tensor = readTensor(operand->get());
  if (!tensor)
    return false;
  AffineMap map = op.getMatchingIndexingMap(operand);
  for (unsigned dim = 0; dim < map.getNumDims(); ++dim)
    if (map.isFunctionOfDim(dim) && !tensor->isSplat)
      dims.insert(dim);
  tensors[argument] = std::move(*tensor);
  arguments.push_back(argument);
  return true;
}

bool BodyEvaluator::prepareExtract(Operation *extract) {
  auto tensor = readTensor(extract->getOperand(0));
  if (!tensor || !llvm::all_of(extract->getOperands().drop_front(),
                               [&](Value index) { return prepare(index); }))
    return false;
  tensors[extract->getOperand(0)] = std::move(*tensor);
  return true;
}

bool BodyEvaluator::prepare(Value value) {
  if (slots.contains(value))
    return true;
  if (!isReadable(value.getType()) && !value.getType().isInteger(32))
    return false;
  slots[value] = numbers.size();
  numbers.emplace_back();
  if (auto argument = dyn_cast<BlockArgument>(value))
    return prepareArgument(argument);
  Operation *step = value.getDefiningOp();
  if (step->hasTrait<OpTrait::ConstantLike>())
    return prepareConstant(value);
  if (step->getBlock() != op.getBlock())
    return false;
  if (auto index = dyn_cast<linalg::IndexOp>(step))
    dims.insert(index.getDim());
  else if (isa<tensor::ExtractOp>(step)
               ? !prepareExtract(step)
               : !isComputable(step) ||
                     !llvm::all_of(step->getOperands(), [&](Value operand) {
                       return prepare(operand);
                     }))
    return false;
  steps.push_back(step);
  return true;
}

//===----------------------------------------------------------------------===//
// Computing
//===----------------------------------------------------------------------===//

static bool compare(arith::CmpIPredicate predicate, int64_t a, int64_t b) {
  return arith::applyCmpPredicate(predicate, APInt(64, a, true),
                                  APInt(64, b, true));
}

Scalar BodyEvaluator::computeInteger(Operation *step) const {
  int64_t a = get(step->getOperand(0)).integer;
  int64_t b = step->getNumOperands() > 1 ? get(step->getOperand(1)).integer : 0;
  auto divide = [&](auto how) { return b == 0 ? 0 : how(a, b); };
  // As in two's complement, where an overflow is none.
  auto wrap = [](uint64_t value) { return int64_t(value); };
  int64_t value =
      llvm::TypeSwitch<Operation *, int64_t>(step)
          .Case([&](arith::AddIOp) { return wrap(uint64_t(a) + uint64_t(b)); })
          .Case([&](arith::SubIOp) { return wrap(uint64_t(a) - uint64_t(b)); })
          .Case([&](arith::MulIOp) { return wrap(uint64_t(a) * uint64_t(b)); })
          .Case([&](arith::DivSIOp) {
            return divide([](int64_t x, int64_t y) { return x / y; });
          })
          .Case([&](arith::DivUIOp) {
            return divide([](uint64_t x, uint64_t y) { return x / y; });
          })
          .Case([&](arith::FloorDivSIOp) {
            return divide(llvm::divideFloorSigned<int64_t, int64_t>);
          })
          .Case([&](arith::CeilDivSIOp) {
            return divide(llvm::divideCeilSigned<int64_t, int64_t>);
          })
          .Case([&](arith::RemSIOp) {
            return divide([](int64_t x, int64_t y) { return x % y; });
          })
          .Case([&](arith::MinSIOp) { return std::min(a, b); })
          .Case([&](arith::MaxSIOp) { return std::max(a, b); })
          .Case([&](arith::AndIOp) { return a & b; })
          .Case([&](arith::OrIOp) { return a | b; })
          .Case([&](arith::XOrIOp) { return a ^ b; })
          .Case([&](math::AbsIOp) { return a < 0 ? -a : a; })
          .Case([&](arith::CmpIOp cmp) {
            return compare(cmp.getPredicate(), a, b);
          })
          .Default([&](Operation *) { return a; });
  return {value, 0};
}

Scalar BodyEvaluator::computeFloat(Operation *step) const {
  double a = get(step->getOperand(0)).real;
  double b = step->getNumOperands() > 1 ? get(step->getOperand(1)).real : 0;
  double value =
      llvm::TypeSwitch<Operation *, double>(step)
          .Case([&](arith::AddFOp) { return a + b; })
          .Case([&](arith::SubFOp) { return a - b; })
          .Case([&](arith::MulFOp) { return a * b; })
          .Case([&](arith::DivFOp) { return a / b; })
          .Case([&](arith::NegFOp) { return -a; })
          .Case<arith::MaximumFOp>([&](Operation *) {
            return std::isnan(a) ? a : std::isnan(b) ? b : std::max(a, b);
          })
          .Case<arith::MinimumFOp>([&](Operation *) {
            return std::isnan(a) ? a : std::isnan(b) ? b : std::min(a, b);
          })
          .Case([&](arith::MaxNumFOp) { return std::fmax(a, b); })
          .Case([&](arith::MinNumFOp) { return std::fmin(a, b); })
          .Case([&](math::FloorOp) { return std::floor(a); })
          .Case([&](math::CeilOp) { return std::ceil(a); })
          .Case([&](math::RoundOp) { return std::round(a); })
          .Case([&](math::RoundEvenOp) { return std::nearbyint(a); })
          .Case([&](math::AbsFOp) { return std::abs(a); })
          .Case([&](math::SqrtOp) { return std::sqrt(a); })
          .Case([&](math::RsqrtOp) { return 1 / std::sqrt(a); })
          .Default([&](Operation *) { return a; });
  // One operation in f64, rounded, is the operation in f32: + - * / sqrt are
  // exact enough for that.
  bool isSingle = step->getResult(0).getType().isF32();
  return {0, isSingle ? double(float(value)) : value};
}

Scalar BodyEvaluator::compute(Operation *step) const {
  auto operand = [&](unsigned i) { return get(step->getOperand(i)); };
  if (isa<arith::SelectOp>(step))
    return operand(0).integer ? operand(1) : operand(2);
  if (auto cmp = dyn_cast<arith::CmpFOp>(step))
    return {arith::applyCmpPredicate(cmp.getPredicate(),
                                     APFloat(operand(0).real),
                                     APFloat(operand(1).real)),
            0};
  if (isa<arith::SIToFPOp, arith::UIToFPOp>(step)) {
    double real = step->getResult(0).getType().isF32()
                      ? double(float(operand(0).integer))
                      : double(operand(0).integer);
    return {0, real};
  }
  if (isa<arith::FPToSIOp, arith::FPToUIOp>(step)) {
    double real = operand(0).real;
    return {std::abs(real) < 0x1p62 ? int64_t(real) : 0, 0};
  }
  return isa<FloatType>(step->getResult(0).getType()) ? computeFloat(step)
                                                      : computeInteger(step);
}

SmallVector<Scalar> BodyEvaluator::at(ArrayRef<int64_t> indices) {
  for (BlockArgument argument : arguments) {
    AffineMap map = op.getMatchingIndexingMap(
        op.getDpsInputOperand(argument.getArgNumber()));
    numbers[slots[argument]] = tensors[argument].at(map.compose(indices));
  }
  for (Operation *step : steps) {
    Scalar &number = numbers[slots[step->getResult(0)]];
    if (auto index = dyn_cast<linalg::IndexOp>(step)) {
      number = {indices[index.getDim()], 0};
    } else if (isa<tensor::ExtractOp>(step)) {
      SmallVector<int64_t> from;
      for (Value at : step->getOperands().drop_front())
        from.push_back(get(at).integer);
      number = tensors[step->getOperand(0)].at(from);
    } else {
      number = compute(step);
    }
  }
  return llvm::map_to_vector(results,
                             [&](Value result) { return get(result); });
}

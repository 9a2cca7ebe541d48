//===- ResultSink.cpp - Where the rows of a result go -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResultSink.h"

#include "qopt/Codegen/VectorMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

namespace {

SmallVector<OpFoldResult> toIndices(OpBuilder &b, ArrayRef<int64_t> values) {
  return llvm::map_to_vector(values, [&](int64_t value) -> OpFoldResult {
    return b.getIndexAttr(value);
  });
}

/// The largest padding with a constant among the users of `value`; what is
/// computed may not be there yet.
std::optional<StaticPad> findPad(Value value) {
  std::optional<StaticPad> best;
  auto size = [](const StaticPad &pad) {
    tensor::PadOp op = pad.op;
    return op.getResultType().getNumElements();
  };
  for (Operation *user : value.getUsers()) {
    auto op = dyn_cast<tensor::PadOp>(user);
    std::optional<StaticPad> pad =
        op ? StaticPad::match(op) : std::optional<StaticPad>();
    if (pad && matchPattern(op.getConstantPaddingValue(), m_Constant()) &&
        (!best || size(*pad) > size(*best)))
      best = std::move(pad);
  }
  return best;
}

} // namespace

std::optional<StaticPad> StaticPad::match(tensor::PadOp op) {
  std::optional<SmallVector<int64_t>> low = getConstantIntValues(
                                          op.getMixedLowPad()),
                                      high = getConstantIntValues(
                                          op.getMixedHighPad());
  if (!op.getConstantPaddingValue() || !op.getResultType().hasStaticShape() ||
      !low || !high)
    return std::nullopt;
  return StaticPad{op, *low, *high};
}

Value StaticPad::createBorder(ImplicitLocOpBuilder &b) const {
  tensor::PadOp pad = op;
  RankedTensorType type = pad.getResultType();
  int64_t rank = type.getRank();
  Value filled =
      tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
  Value value = pad.getConstantPaddingValue();
  // A constant may be further down.
  TypedAttr constant;
  if (matchPattern(value, m_Constant(&constant)))
    value = arith::ConstantOp::create(b, constant);
  // What is outside in dimension d and inside in those before it.
  SmallVector<int64_t> offsets(rank, 0), sizes(type.getShape());
  SmallVector<OpFoldResult> ones = toIndices(b, SmallVector<int64_t>(rank, 1));
  auto fill = [&](int64_t d, int64_t offset, int64_t size) {
    if (size == 0)
      return;
    SmallVector<int64_t> at(offsets), extent(sizes);
    at[d] = offset;
    extent[d] = size;
    auto slice = tensor::ExtractSliceOp::create(b, filled, toIndices(b, at),
                                                toIndices(b, extent), ones);
    Value border =
        linalg::FillOp::create(b, value, slice.getResult()).getResult(0);
    filled = tensor::InsertSliceOp::create(b, border, filled, toIndices(b, at),
                                           toIndices(b, extent), ones);
  };
  for (int64_t d = 0; d < rank; ++d) {
    int64_t size = type.getDimSize(d);
    fill(d, 0, low[d]);
    fill(d, size - high[d], high[d]);
    offsets[d] = low[d];
    sizes[d] = size - low[d] - high[d];
  }
  return filled;
}

Value StaticPad::extractMiddle(ImplicitLocOpBuilder &b, Value whole) const {
  ArrayRef<int64_t> shape = cast<RankedTensorType>(whole.getType()).getShape();
  SmallVector<int64_t> sizes;
  for (auto [size, l, h] : llvm::zip_equal(shape, low, high))
    sizes.push_back(size - l - h);
  return tensor::ExtractSliceOp::create(
      b, whole, toIndices(b, low), toIndices(b, sizes),
      toIndices(b, SmallVector<int64_t>(sizes.size(), 1)));
}

Value StaticPad::insertMiddle(ImplicitLocOpBuilder &b, Value middle,
                              Value whole) const {
  ArrayRef<int64_t> sizes = cast<RankedTensorType>(middle.getType()).getShape();
  return tensor::InsertSliceOp::create(
      b, middle, whole, toIndices(b, low), toIndices(b, sizes),
      toIndices(b, SmallVector<int64_t>(sizes.size(), 1)));
}

ResultSink::ResultSink(ImplicitLocOpBuilder &b, Operation *op)
    : b(b), op(op), pad(findPad(op->getResult(0))) {
  if (pad) {
    padded = pad->createBorder(b);
    destination = pad->extractMiddle(b, padded);
    return;
  }
  // A border of a padded tensor is filled where it is.
  auto generic = dyn_cast<linalg::GenericOp>(op);
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  if (generic && generic.getMatchingBlockArgument(generic.getDpsInitOperand(0))
                     .use_empty())
    destination = generic.getOutputs()[0];
  else
    destination =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
}

Value ResultSink::write(Value vector, Value into, ValueRange row, Value column,
                        int64_t valid) {
  SmallVector<Value> indices(row);
  indices.push_back(column);
  return writeVector(b, vector, into, indices, valid);
}

void ResultSink::finish(Value written) {
  if (pad) {
    Value whole = pad->insertMiddle(b, written, padded);
    pad->op.getResult().replaceAllUsesWith(whole);
    pad->op.erase();
    if (!op->use_empty())
      written = pad->extractMiddle(b, whole);
  }
  op->getResult(0).replaceAllUsesWith(written);
  op->erase();
}

} // namespace qopt

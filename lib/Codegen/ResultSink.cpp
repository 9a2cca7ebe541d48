//===- ResultSink.cpp - Where the rows of a result go -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResultSink.h"

#include "qopt/Codegen/VectorMap.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;

namespace qopt {

namespace {

SmallVector<OpFoldResult> toIndices(OpBuilder &b, ArrayRef<int64_t> values) {
  return llvm::map_to_vector(values, [&](int64_t value) -> OpFoldResult {
    return b.getIndexAttr(value);
  });
}

/// The padding that loops can make room for: constant, of static shape.
bool isSimple(tensor::PadOp pad) {
  return pad && pad.getConstantPaddingValue() &&
         pad.getResultType().hasStaticShape() &&
         pad.getResultType().getRank() > 0 &&
         !llvm::is_contained(pad.getStaticLow(), ShapedType::kDynamic) &&
         !llvm::is_contained(pad.getStaticHigh(), ShapedType::kDynamic);
}

/// The largest padding among the users of `value`.
tensor::PadOp findPad(Value value) {
  tensor::PadOp best;
  for (Operation *user : value.getUsers()) {
    auto pad = dyn_cast<tensor::PadOp>(user);
    if (isSimple(pad) && (!best || pad.getResultType().getNumElements() >
                                       best.getResultType().getNumElements()))
      best = pad;
  }
  return best;
}

} // namespace

Value createBorder(ImplicitLocOpBuilder &b, tensor::PadOp pad) {
  RankedTensorType type = pad.getResultType();
  int64_t rank = type.getRank();
  Value filled =
      tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
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
    Value border = linalg::FillOp::create(b, pad.getConstantPaddingValue(),
                                          slice.getResult())
                       .getResult(0);
    filled = tensor::InsertSliceOp::create(b, border, filled, toIndices(b, at),
                                           toIndices(b, extent), ones);
  };
  for (int64_t d = 0; d < rank; ++d) {
    int64_t low = pad.getStaticLow()[d], high = pad.getStaticHigh()[d],
            size = type.getDimSize(d);
    fill(d, 0, low);
    fill(d, size - high, high);
    offsets[d] = low;
    sizes[d] = size - low - high;
  }
  return filled;
}

ResultSink::ResultSink(ImplicitLocOpBuilder &b, Operation *op) : b(b), op(op) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  pad = findPad(op->getResult(0));
  if (!pad) {
    // A border of a padded tensor is filled where it is.
    auto generic = dyn_cast<linalg::GenericOp>(op);
    if (generic &&
        generic.getMatchingBlockArgument(generic.getDpsInitOperand(0))
            .use_empty())
      destination = generic.getOutputs()[0];
    else
      destination =
          tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    return;
  }
  padded = createBorder(b, pad);
  destination = tensor::ExtractSliceOp::create(
      b, padded, toIndices(b, pad.getStaticLow()),
      toIndices(b, type.getShape()),
      toIndices(b, SmallVector<int64_t>(type.getRank(), 1)));
}

Value ResultSink::write(Value vector, Value into, ValueRange row, Value column,
                        int64_t valid) {
  SmallVector<Value> indices(row);
  indices.push_back(column);
  return writeVector(b, vector, into, indices, valid);
}

void ResultSink::finish(Value written) {
  if (pad) {
    auto type = cast<RankedTensorType>(written.getType());
    SmallVector<OpFoldResult> offsets = toIndices(b, pad.getStaticLow()),
                              sizes = toIndices(b, type.getShape()),
                              ones = toIndices(
                                  b, SmallVector<int64_t>(type.getRank(), 1));
    Value whole =
        tensor::InsertSliceOp::create(b, written, padded, offsets, sizes, ones);
    pad.getResult().replaceAllUsesWith(whole);
    pad.erase();
    if (!op->use_empty())
      written = tensor::ExtractSliceOp::create(b, whole, offsets, sizes, ones);
  }
  op->getResult(0).replaceAllUsesWith(written);
  op->erase();
}

} // namespace qopt

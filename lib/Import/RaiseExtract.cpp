//===- RaiseExtract.cpp - Elements that loops pick --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// PyTorch's indexing, reflected padding, adaptive pools and nearest resizes
/// come as `tensor.extract` in a loop over the result. Where the loops alone
/// say which elements, they are selected dimension by dimension; where an input
/// says it, rows of a table are gathered.
///
//===----------------------------------------------------------------------===//

#include "BodyEvaluator.h"
#include "ConstantData.h"
#include "CreateMoves.h"
#include "RaiseLinalgToTosa.h"
#include "ResizeAxis.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {
/// The elements of one dimension of the source, in the order of `loops`.
struct Selection {
  SmallVector<unsigned> loops;
  SmallVector<int64_t> indices;
  /// All of it, in order; it may be dynamic.
  bool isWhole = false;
};
} // namespace

static std::optional<Selection> matchSelection(linalg::LinalgOp op, Value index,
                                               int64_t size) {
  Selection selection;
  if (auto loop = index.getDefiningOp<linalg::IndexOp>()) {
    unsigned dim = loop.getDim();
    if (op.getStaticLoopRanges()[dim] == size) {
      selection.loops = {dim};
      selection.isWhole = true;
      return selection;
    }
  }
  auto evaluator = BodyEvaluator::create(op, index);
  if (!evaluator || ShapedType::isDynamic(size))
    return std::nullopt;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  for (auto [dim, range] : llvm::enumerate(ranges)) {
    if (evaluator->dependsOn(dim))
      selection.loops.push_back(dim);
    else
      range = 1;
    if (ShapedType::isDynamic(range))
      return std::nullopt;
  }
  bool isInside = forEachIndex(ranges, [&](ArrayRef<int64_t> at) {
    int64_t number = evaluator->at(at).front().integer;
    selection.indices.push_back(number);
    return number >= 0 && number < size;
  });
  selection.isWhole =
      selection.loops.size() < 2 &&
      llvm::equal(selection.indices, llvm::seq<int64_t>(0, size));
  return isInside ? std::optional(selection) : std::nullopt;
}

/// Height and width of an image whose channels come first, enlarged or made
/// smaller, as one resize.
static Value createResize(OpBuilder &builder, Location loc, Value value,
                          ArrayRef<Selection> selections) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getRank() != 4 || selections[2].loops.size() != 1 ||
      selections[3].loops.size() != 1 || selections[2].isWhole ||
      selections[3].isWhole)
    return {};
  SmallVector<ResizeAxis> axes;
  for (int64_t dim : {2, 3}) {
    auto axis =
        ResizeAxis::findNearest(selections[dim].indices, type.getDimSize(dim));
    if (!axis)
      return {};
    axes.push_back(*axis);
  }
  value = createTranspose(builder, loc, value, {0, 2, 3, 1});
  value = createResizeOf(builder, loc, value, axes[0], axes[1],
                         tosa::ResizeMode::NEAREST_NEIGHBOR);
  return createTranspose(builder, loc, value, {0, 3, 1, 2});
}

Value BodyRaiser::raiseExtract(Operation *op) {
  auto extract = cast<tensor::ExtractOp>(op);
  auto type = cast<RankedTensorType>(extract.getTensor().getType());
  if (!type.getElementType().isF32() && !type.getElementType().isInteger(1))
    return {};
  SmallVector<Selection> selections;
  for (auto [index, size] :
       llvm::zip_equal(extract.getIndices(), type.getShape())) {
    auto selection = matchSelection(this->op, index, size);
    if (!selection)
      return raiseLookup(op);
    selections.push_back(*selection);
  }
  // Each loop decides in one dimension.
  SmallVector<unsigned> loops;
  for (const Selection &selection : selections)
    for (unsigned loop : selection.loops) {
      if (llvm::is_contained(loops, loop))
        return {};
      loops.push_back(loop);
    }
  Value value = extract.getTensor();
  Value resized = createResize(builder, loc, value, selections);
  for (auto [dim, selection] : llvm::enumerate(selections))
    if (!selection.isWhole && !(resized && dim > 1))
      value = createSelection(builder, loc, value, dim, selection.indices);
  if (resized) {
    if (!selections[0].isWhole || !selections[1].isWhole)
      return {};
    value = resized;
  }

  // A dimension for each loop, in the order of the source and then of the
  // loops.
  SmallVector<int64_t> ranges = this->op.getStaticLoopRanges(), shape;
  for (unsigned loop : loops)
    shape.push_back(ranges[loop]);
  value = createReshape(builder, loc, value, shape);
  auto order = llvm::to_vector(llvm::seq<int32_t>(0, loops.size()));
  llvm::sort(order, [&](int32_t a, int32_t b) { return loops[a] < loops[b]; });
  value = createTranspose(builder, loc, value, order);
  SmallVector<int64_t> whole(rank, 1);
  for (unsigned loop : loops)
    whole[loop] = ranges[loop];
  return createReshape(builder, loc, value, whole);
}

/// A row of a table for each number of an input.
Value BodyRaiser::raiseLookup(Operation *op) {
  auto extract = cast<tensor::ExtractOp>(op);
  auto type = cast<RankedTensorType>(extract.getTensor().getType());
  if (type.getRank() != 2 || !type.hasStaticShape())
    return {};
  Value number = extract.getIndices()[0];
  while (Operation *cast = number.getDefiningOp()) {
    if (!isa<arith::IndexCastOp, arith::ExtSIOp, arith::TruncIOp>(cast))
      return {};
    number = cast->getOperand(0);
  }
  auto column = extract.getIndices()[1].getDefiningOp<linalg::IndexOp>();
  auto argument = dyn_cast<BlockArgument>(number);
  if (!column || !argument || argument.getOwner() != this->op.getBlock() ||
      argument.getArgNumber() >= unsigned(this->op.getNumDpsInputs()) ||
      int64_t(column.getDim()) != rank - 1)
    return {};
  OpOperand *operand = this->op.getDpsInputOperand(argument.getArgNumber());
  AffineMap map = this->op.getMatchingIndexingMap(operand);
  auto numbers = dyn_cast<RankedTensorType>(operand->get().getType());
  if (!numbers || !numbers.hasStaticShape() ||
      !numbers.getElementType().isInteger(32) ||
      map != AffineMap::getMultiDimIdentityMap(rank, map.getContext())
                 .getMajorSubMap(rank - 1))
    return {};
  int64_t count = numbers.getNumElements(), width = type.getDimSize(1);
  Value table = createReshape(builder, loc, extract.getTensor(),
                              {1, type.getDimSize(0), width}),
        which = createReshape(builder, loc, operand->get(), {1, count});
  Value rows = tosa::GatherOp::create(
      builder, loc, type.clone({1, count, width}), table, which);
  SmallVector<int64_t> shape(numbers.getShape());
  shape.push_back(width);
  return createReshape(builder, loc, rows, shape);
}

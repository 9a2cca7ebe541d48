//===- RaiseWindow.cpp - Windows that move over images ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RaiseWindow.h"

#include "ConstantData.h"
#include "CreateMoves.h"

using namespace mlir;
using namespace qopt;

SmallVector<unsigned> qopt::positionsIn(AffineMap map,
                                        ArrayRef<unsigned> dims) {
  SmallVector<unsigned> positions;
  for (unsigned dim : dims)
    if (auto position =
            map.getResultPosition(getAffineDimExpr(dim, map.getContext())))
      positions.push_back(*position);
  return positions;
}

std::optional<Window> qopt::matchWindow(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumDpsInputs() != 2 ||
      op.getNumDpsInits() != 1 || !linalg::isaConvolutionOpInterface(op))
    return std::nullopt;
  FailureOr<linalg::ConvolutionDimensions> dims =
      linalg::inferConvolutionDims(op);
  if (failed(dims) || dims->outputImage.size() > 2 ||
      dims->outputImage.size() != dims->filterLoop.size() ||
      dims->strides.size() != dims->filterLoop.size() ||
      dims->dilations.size() != dims->filterLoop.size())
    return std::nullopt;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  unsigned batch = dims->batch.empty() ? op.getNumLoops() : dims->batch[0];
  for (auto [dim, range] : llvm::enumerate(ranges))
    if (ShapedType::isDynamic(range) && dim != batch)
      return std::nullopt;
  for (Value operand : op->getOperands())
    if (!getElementTypeOrSelf(operand.getType()).isF32())
      return std::nullopt;
  Window window;
  window.dims = *dims;
  if (dims->outputImage.size() == 1) {
    window.kernel = window.stride = window.dilation = window.output = {1};
  }
  for (auto [i, loop] : llvm::enumerate(dims->filterLoop)) {
    window.kernel.push_back(ranges[loop]);
    window.output.push_back(ranges[dims->outputImage[i]]);
    window.stride.push_back(dims->strides[i]);
    window.dilation.push_back(dims->dilations[i]);
  }
  return window;
}

std::optional<unsigned> Window::axisOf(linalg::LinalgOp op,
                                       unsigned dim) const {
  AffineExpr expr = op.getIndexingMapsArray()[0].getResult(dim);
  for (auto [i, loop] : llvm::enumerate(dims.outputImage))
    if (expr.isFunctionOfDim(loop))
      return i + 2 - dims.outputImage.size();
  return std::nullopt;
}

/// `value` with neighbours `positions`, in ascending order, made one dimension.
/// They become one position.
static Value mergeNeighbours(OpBuilder &builder, Location loc, Value value,
                             SmallVectorImpl<unsigned> &positions) {
  for (auto [i, position] : llvm::enumerate(positions))
    if (position != positions.front() + i)
      return value;
  SmallVector<int64_t> shape(
      cast<RankedTensorType>(value.getType()).getShape());
  while (positions.size() > 1) {
    unsigned last = positions.pop_back_val();
    shape[last - 1] *= shape[last];
    shape.erase(shape.begin() + last);
  }
  return createReshape(builder, loc, value, shape);
}

Value Window::createUncroppedImage(OpBuilder &builder, linalg::LinalgOp op,
                                   Value value,
                                   ArrayRef<unsigned> channels) const {
  AffineMap map = op.getIndexingMapsArray()[0];
  Location loc = op.getLoc();
  SmallVector<unsigned> last = positionsIn(map, channels),
                        first = positionsIn(
                            map, ArrayRef(dims.batch)
                                     .take_front(dims.batch.empty() ? 0 : 1));
  SmallVector<unsigned> image;
  for (unsigned axis = 0; axis < 2; ++axis)
    for (unsigned dim = 0; dim < map.getNumResults(); ++dim)
      if (axisOf(op, dim) == axis)
        image.push_back(dim);
  if (first.size() + image.size() + last.size() != map.getNumResults() ||
      image.size() != dims.outputImage.size())
    return {};
  unsigned rank = map.getNumResults();
  SmallVector<unsigned> merged(last);
  value = mergeNeighbours(builder, loc, value, merged);
  unsigned gone = last.size() - merged.size();
  auto moved = [&](unsigned position) {
    return gone != 0 && position > last.back() ? position - gone : position;
  };
  SmallVector<int32_t> perms;
  for (ArrayRef<unsigned> part : {ArrayRef(first), ArrayRef(image)})
    for (unsigned position : part)
      perms.push_back(moved(position));
  perms.append(merged.begin(), merged.end());
  if (perms.size() != rank - gone)
    return {};
  value = createTranspose(builder, loc, value, perms);
  SmallVector<int64_t> sizes(
      cast<RankedTensorType>(value.getType()).getShape());
  ArrayRef<int64_t> all(sizes);
  SmallVector<int64_t> shape = {first.empty() ? 1 : sizes.front()};
  if (image.size() == 1)
    shape.push_back(1);
  llvm::append_range(shape, all.slice(first.size(), image.size()));
  int64_t total = 1;
  for (int64_t size : all.drop_front(first.size() + image.size()))
    total *= size;
  shape.push_back(total);
  return createReshape(builder, loc, value, shape);
}

SmallVector<int64_t> Window::excess(ArrayRef<int64_t> imageShape) const {
  SmallVector<int64_t> result;
  for (unsigned i = 0; i < 2; ++i)
    result.push_back(imageShape[i + 1] - (output[i] - 1) * stride[i] -
                     (kernel[i] - 1) * dilation[i] - 1);
  return result;
}

Value Window::createImage(OpBuilder &builder, linalg::LinalgOp op,
                          ArrayRef<unsigned> channels) const {
  Value image = createUncroppedImage(builder, op, op->getOperand(0), channels);
  if (!image)
    return {};
  // TOSA has no pixel that is left over.
  SmallVector<int64_t> shape(
      cast<RankedTensorType>(image.getType()).getShape());
  SmallVector<int64_t> more = excess(shape);
  if (more[0] < 0 || more[1] < 0)
    return {};
  shape[1] -= more[0];
  shape[2] -= more[1];
  return createSlice(builder, op.getLoc(), image, {0, 0, 0, 0}, shape);
}

SmallVector<int64_t> Window::imageShape(ArrayRef<int64_t> ranges,
                                        int64_t channels) const {
  return {dims.batch.empty() ? 1 : ranges[dims.batch.front()], output[0],
          output[1], channels};
}

Value Window::createResult(OpBuilder &builder, linalg::LinalgOp op, Value image,
                           ArrayRef<unsigned> channels) const {
  Location loc = op.getLoc();
  AffineMap map = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  // The order of the loops in `image`.
  SmallVector<unsigned> order;
  if (!dims.batch.empty())
    order.push_back(dims.batch.front());
  llvm::append_range(order, dims.outputImage);
  llvm::append_range(order, channels);
  SmallVector<unsigned> positions = positionsIn(map, order);
  if (positions.size() != order.size() || order.size() != map.getNumResults())
    return {};
  // Channels that are neighbours in the result move as one.
  SmallVector<unsigned> merged = positionsIn(map, channels);
  bool areNeighbours = !merged.empty();
  for (auto [i, position] : llvm::enumerate(merged))
    areNeighbours &= position == merged.front() + i;
  SmallVector<int64_t> shape;
  SmallVector<std::pair<unsigned, unsigned>> places;
  unsigned separate = order.size() - channels.size();
  for (unsigned i = 0; i < separate; ++i) {
    shape.push_back(type.getDimSize(positions[i]));
    places.push_back({positions[i], i});
  }
  if (areNeighbours) {
    int64_t total = 1;
    for (unsigned position : merged)
      total *= type.getDimSize(position);
    shape.push_back(total);
    places.push_back({merged.front(), separate});
  } else {
    for (unsigned i = separate; i < order.size(); ++i) {
      shape.push_back(type.getDimSize(positions[i]));
      places.push_back({positions[i], i});
    }
  }
  llvm::sort(places);
  SmallVector<int32_t> perms;
  for (auto [position, from] : places)
    perms.push_back(from);
  Value value = createReshape(builder, loc, image, shape);
  value = createTranspose(builder, loc, value, perms);
  return createReshape(builder, loc, value, type.getShape());
}

//===- RandomMoves.cpp - Operations that only move elements ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomMoves.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;

namespace qopt::codegentest {

static RankedTensorType typeOfValue(Value value) {
  return cast<RankedTensorType>(value.getType());
}

SmallVector<int64_t> RandomMoves::shapeOf(Value value) {
  SmallVector<int64_t> shape(typeOfValue(value).getShape());
  for (int64_t &size : shape)
    size = ShapedType::isDynamic(size) ? 1 : size;
  return shape;
}

RankedTensorType RandomMoves::broadcastType(Value lhs, Value rhs,
                                            Type element) {
  SmallVector<int64_t> shape = shapeOf(lhs);
  for (auto [size, other] : llvm::zip_equal(shape, shapeOf(rhs)))
    size = std::max(size, other);
  return typeOf(shape, element);
}

Value RandomMoves::reshape(Value value, ArrayRef<int64_t> shape) {
  SmallVector<int64_t> dims(shape);
  if (isDynamic)
    dims[0] = -1;
  return tosa::ReshapeOp::create(
      b, typeOf(shape, typeOfValue(value).getElementType()), value,
      shapeConstant(dims));
}

Value RandomMoves::regroup(Value value, int64_t rank) {
  SmallVector<int64_t> shape = shapeOf(value);
  auto size = int64_t(shape.size());
  if (size == rank)
    return value;
  while (size < rank) {
    shape.insert(shape.begin() + random.between(isDynamic, size), 1);
    ++size;
  }
  while (size > rank) {
    int64_t at = random.between(isDynamic, size - 2);
    shape[at] *= shape[at + 1];
    shape.erase(shape.begin() + at + 1);
    --size;
  }
  return reshape(value, shape);
}

Value RandomMoves::transpose(Value value, ArrayRef<int32_t> perms) {
  SmallVector<int64_t> from = shapeOf(value), to;
  for (int32_t d : perms)
    to.push_back(from[d]);
  return tosa::TransposeOp::create(
      b, typeOf(to, typeOfValue(value).getElementType()), value,
      b.getDenseI32ArrayAttr(perms));
}

Value RandomMoves::concat(ArrayRef<Value> parts, int64_t axis) {
  SmallVector<int64_t> shape = shapeOf(parts[0]);
  shape[axis] = 0;
  for (Value part : parts)
    shape[axis] += shapeOf(part)[axis];
  if (ShapedType::getNumElements(shape) > maxElements)
    return parts[0];
  return tosa::ConcatOp::create(
      b, typeOf(shape, typeOfValue(parts[0]).getElementType()), parts,
      b.getI32IntegerAttr(axis));
}

Value RandomMoves::slice(Value value, ArrayRef<int64_t> start,
                         ArrayRef<int64_t> size) {
  return tosa::SliceOp::create(
      b, typeOf(size, typeOfValue(value).getElementType()), value,
      shapeConstant(start), shapeConstant(size));
}

Value RandomMoves::sliceToOne(Value value) {
  SmallVector<int64_t> size = shapeOf(value), start(size.size(), 0);
  for (auto [first, count] : llvm::zip_equal(start, size))
    if (random.oneIn(2)) {
      first = random.below(count);
      count = 1;
    }
  return slice(value, start, size);
}

Value RandomMoves::pad(Value value) {
  SmallVector<int64_t> shape = shapeOf(value), amounts;
  for (int64_t &size : shape) {
    for (int64_t end = 0; end < 2; ++end)
      amounts.push_back(random.oneIn(2) ? 0 : random.between(0, 2));
    size += amounts.end()[-1] + amounts.end()[-2];
  }
  if (ShapedType::getNumElements(shape) > maxElements)
    return value;
  Type element = typeOfValue(value).getElementType();
  auto one = RankedTensorType::get({1}, element);
  int64_t padding = random.oneIn(2) ? 0 : random.between(-128, 127);
  Attribute attr = element.isF32()
                       ? Attribute(b.getF32FloatAttr(float(padding) / 128))
                       : b.getIntegerAttr(element, padding);
  Value constant =
      tosa::ConstOp::create(b, one, DenseElementsAttr::get(one, attr));
  return tosa::PadOp::create(b, typeOf(shape, element), value,
                             shapeConstant(amounts), constant);
}

Value RandomMoves::tile(Value value) {
  SmallVector<int64_t> shape = shapeOf(value), multiples;
  for (int64_t &size : shape) {
    multiples.push_back(random.oneIn(3) ? random.between(1, 3) : 1);
    size *= multiples.back();
  }
  if (ShapedType::getNumElements(shape) > maxElements)
    return value;
  return tosa::TileOp::create(
      b, typeOf(shape, typeOfValue(value).getElementType()), value,
      shapeConstant(multiples));
}

Value RandomMoves::move(Value value) {
  SmallVector<int64_t> shape = shapeOf(value);
  auto rank = int64_t(shape.size());
  // Those that may not touch the rows of a dynamic batch come last.
  switch (random.below(isDynamic ? 4 : 7)) {
  case 0: {
    SmallVector<int32_t> perms =
        llvm::to_vector(llvm::seq<int32_t>(0, int32_t(rank)));
    for (int64_t d = rank - 1; d > isDynamic; --d)
      std::swap(perms[d], perms[random.between(isDynamic, d)]);
    return transpose(value, perms);
  }
  case 1: {
    if (rank == 1 && isDynamic)
      return value;
    Value reversed = tosa::ReverseOp::create(
        b, value.getType(), value,
        b.getI32IntegerAttr(random.between(isDynamic, rank - 1)));
    return reversed;
  }
  case 2:
    return regroup(value, random.between(1 + isDynamic, 5));
  case 3:
    return concat({value, value}, random.between(isDynamic, rank - 1));
  case 4: {
    SmallVector<int64_t> start, size;
    for (int64_t extent : shape) {
      start.push_back(random.oneIn(2) ? 0 : random.below(extent));
      size.push_back(random.between(1, extent - start.back()));
    }
    return slice(value, start, size);
  }
  case 5:
    return tile(value);
  default:
    return pad(value);
  }
}

} // namespace qopt::codegentest

//===- CreateMoves.cpp - Make TOSA that moves elements ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CreateMoves.h"

#include "ConstantData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

/// More pieces than these are gathered one by one.
constexpr size_t kMaxPieces = 16;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

static Value createShape(OpBuilder &builder, Location loc,
                         ArrayRef<int64_t> shape) {
  ImplicitLocOpBuilder implicit(loc, builder);
  return tosa::getTosaConstShape(implicit, tosa::convertFromMlirShape(shape));
}

Value qopt::createTranspose(OpBuilder &builder, Location loc, Value value,
                            ArrayRef<int32_t> perms) {
  if (llvm::equal(perms, llvm::seq<int32_t>(0, perms.size())))
    return value;
  SmallVector<int64_t> shape;
  for (int32_t dim : perms)
    shape.push_back(typeOf(value).getDimSize(dim));
  return tosa::TransposeOp::create(builder, loc, typeOf(value).clone(shape),
                                   value, perms);
}

Value qopt::createSlice(OpBuilder &builder, Location loc, Value value,
                        ArrayRef<int64_t> start, ArrayRef<int64_t> size) {
  if (typeOf(value).getShape() == size)
    return value;
  return tosa::SliceOp::create(builder, loc, typeOf(value).clone(size), value,
                               createShape(builder, loc, start),
                               createShape(builder, loc, size));
}

Value qopt::createSliceOf(OpBuilder &builder, Location loc, Value value,
                          int64_t dim, int64_t start, int64_t size) {
  SmallVector<int64_t> starts(typeOf(value).getRank(), 0),
      sizes(typeOf(value).getShape());
  starts[dim] = start;
  sizes[dim] = size;
  return createSlice(builder, loc, value, starts, sizes);
}

Value qopt::createPad(OpBuilder &builder, Location loc, Value value,
                      ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                      Value padding) {
  SmallVector<int64_t> amounts, shape;
  for (auto [size, before, after] :
       llvm::zip_equal(typeOf(value).getShape(), low, high)) {
    amounts.append({before, after});
    shape.push_back(ShapedType::isDynamic(size) ? size : size + before + after);
  }
  if (llvm::all_of(amounts, [](int64_t amount) { return amount == 0; }))
    return value;
  return tosa::PadOp::create(builder, loc, typeOf(value).clone(shape), value,
                             createShape(builder, loc, amounts), padding);
}

Value qopt::createTile(OpBuilder &builder, Location loc, Value value,
                       ArrayRef<int64_t> multiples) {
  if (llvm::all_of(multiples, [](int64_t n) { return n == 1; }))
    return value;
  SmallVector<int64_t> shape;
  for (auto [size, n] : llvm::zip_equal(typeOf(value).getShape(), multiples))
    shape.push_back(ShapedType::isDynamic(size) ? size : size * n);
  return tosa::TileOp::create(builder, loc, typeOf(value).clone(shape), value,
                              createShape(builder, loc, multiples));
}

Value qopt::createConcat(OpBuilder &builder, Location loc, ValueRange parts,
                         int64_t dim) {
  if (parts.size() == 1)
    return parts.front();
  SmallVector<int64_t> shape(typeOf(parts.front()).getShape());
  shape[dim] = 0;
  for (Value part : parts)
    shape[dim] += typeOf(part).getDimSize(dim);
  return tosa::ConcatOp::create(builder, loc,
                                typeOf(parts.front()).clone(shape), parts, dim);
}

//===----------------------------------------------------------------------===//
// Selections
//===----------------------------------------------------------------------===//

namespace {
/// Makes the selection of elements of one dimension.
class Selector {
public:
  Selector(OpBuilder &builder, Location loc, Value value, int64_t dim)
      : builder(builder), loc(loc), value(value), dim(dim),
        size(typeOf(value).getDimSize(dim)) {}

  Value select(ArrayRef<int64_t> indices);

private:
  Value slice(int64_t start, int64_t count) {
    return createSliceOf(builder, loc, value, dim, start, count);
  }
  /// `from` with `sizes` in place of `count` dimensions from `dim`.
  Value reshape(Value from, int64_t count, ArrayRef<int64_t> sizes) {
    SmallVector<int64_t> shape(typeOf(from).getShape());
    shape.erase(shape.begin() + dim, shape.begin() + dim + count);
    shape.insert(shape.begin() + dim, sizes.begin(), sizes.end());
    return createReshape(builder, loc, from, shape);
  }
  Value selectEvery(int64_t start, int64_t step, int64_t count);
  Value repeatEach(ArrayRef<int64_t> indices, int64_t times);
  Value joinPieces(ArrayRef<int64_t> indices);
  Value gather(ArrayRef<int64_t> indices);

  OpBuilder &builder;
  Location loc;
  Value value;
  int64_t dim, size;
};
} // namespace

/// `indices[i + 1] - indices[i]`, where it is the same for all.
static std::optional<int64_t> commonStep(ArrayRef<int64_t> indices) {
  int64_t step = indices.size() > 1 ? indices[1] - indices[0] : 1;
  for (size_t i = 1; i < indices.size(); ++i)
    if (indices[i] - indices[i - 1] != step)
      return std::nullopt;
  return step;
}

/// How many elements at the front are neighbours, upwards.
static size_t runLength(ArrayRef<int64_t> indices) {
  size_t length = 1;
  while (length < indices.size() && indices[length] == indices[length - 1] + 1)
    ++length;
  return length;
}

/// How often every element is there, one after the other.
static size_t commonRepeats(ArrayRef<int64_t> indices) {
  size_t times = 1;
  while (times < indices.size() && indices[times] == indices[0])
    ++times;
  if (indices.size() % times != 0)
    return 1;
  for (size_t i = 0; i < indices.size(); ++i)
    if (indices[i] != indices[i / times * times])
      return 1;
  return times;
}

/// One of every `step` elements: a slice of groups of as many.
Value Selector::selectEvery(int64_t start, int64_t step, int64_t count) {
  int64_t length = count * step;
  // The groups may begin before `start`.
  int64_t first = std::min(start, size - length);
  if (first < 0 || start - first >= step)
    return {};
  Value groups = reshape(slice(first, length), 1, {count, step});
  groups = createSliceOf(builder, loc, groups, dim + 1, start - first, 1);
  return reshape(groups, 2, {count});
}

Value Selector::repeatEach(ArrayRef<int64_t> indices, int64_t times) {
  SmallVector<int64_t> once;
  for (size_t i = 0; i < indices.size(); i += times)
    once.push_back(indices[i]);
  Value single = reshape(select(once), 1, {int64_t(once.size()), 1});
  SmallVector<int64_t> multiples(typeOf(single).getRank(), 1);
  multiples[dim + 1] = times;
  return reshape(createTile(builder, loc, single, multiples), 2,
                 {int64_t(indices.size())});
}

Value Selector::joinPieces(ArrayRef<int64_t> indices) {
  SmallVector<Value> pieces;
  while (!indices.empty()) {
    size_t length = runLength(indices);
    pieces.push_back(slice(indices.front(), length));
    indices = indices.drop_front(length);
  }
  return createConcat(builder, loc, pieces, dim);
}

Value Selector::gather(ArrayRef<int64_t> indices) {
  auto type = typeOf(value);
  auto product = [](ArrayRef<int64_t> sizes) {
    int64_t total = 1;
    for (int64_t n : sizes)
      total *= n;
    return total;
  };
  int64_t before = product(type.getShape().take_front(dim)),
          after = product(type.getShape().drop_front(dim + 1)),
          count = indices.size();
  SmallVector<int32_t> numbers;
  for (int64_t i = 0; i < before; ++i)
    numbers.append(indices.begin(), indices.end());
  auto numberType =
      RankedTensorType::get({before, count}, builder.getI32Type());
  Value which = tosa::ConstOp::create(
      builder, loc, numberType,
      DenseElementsAttr::get(numberType, ArrayRef(numbers)));
  Value rows = createReshape(builder, loc, value, {before, size, after});
  Value found = tosa::GatherOp::create(
      builder, loc, type.clone({before, count, after}), rows, which);
  SmallVector<int64_t> shape(type.getShape());
  shape[dim] = count;
  return createReshape(builder, loc, found, shape);
}

Value Selector::select(ArrayRef<int64_t> indices) {
  int64_t count = indices.size();
  std::optional<int64_t> step = commonStep(indices);
  if (step == 1)
    return slice(indices.front(), count);
  if (step && *step > 1)
    if (Value every = selectEvery(indices.front(), *step, count))
      return every;
  if (size_t times = commonRepeats(indices); times > 1)
    return repeatEach(indices, times);
  if (step == -1) {
    Value part = slice(indices.back(), count);
    return tosa::ReverseOp::create(builder, loc, part.getType(), part, dim);
  }
  size_t pieces = 0;
  for (ArrayRef<int64_t> rest = indices; !rest.empty(); ++pieces)
    rest = rest.drop_front(runLength(rest));
  return pieces <= kMaxPieces || !typeOf(value).hasStaticShape()
             ? joinPieces(indices)
             : gather(indices);
}

Value qopt::createSelection(OpBuilder &builder, Location loc, Value value,
                            int64_t dim, ArrayRef<int64_t> indices) {
  return Selector(builder, loc, value, dim).select(indices);
}

//===- NarrowWeights.cpp - Several weights to a byte ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NarrowWeights.h"
#include "DotOperands.h"
#include "PackedWeights.h"

#include "qopt/Codegen/VectorMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// The fewest bits of 2, 4 and 8 that hold each of these i8 values.
static int64_t countBits(ArrayRef<char> weights) {
  int64_t bits = 2;
  for (char byte : weights) {
    auto value = static_cast<int8_t>(byte);
    while (value < -(1 << (bits - 1)) || value >= 1 << (bits - 1))
      bits *= 2;
    if (bits == 8)
      break;
  }
  return bits;
}

NarrowWeights::NarrowWeights(ImplicitLocOpBuilder &b, DenseElementsAttr packed,
                             int64_t vectors, int64_t size)
    : vectors(vectors), size(size) {
  if (packed.getElementType().isInteger(8)) {
    bits = countBits(rawBytes(packed));
    // A vector that is left over is cut into as many parts as a byte has.
    while (size % fields() != 0)
      bits *= 2;
  }
  stored = arith::ConstantOp::create(b, bits == 8 ? packed : narrow(packed));
}

DenseElementsAttr NarrowWeights::narrow(DenseElementsAttr packed) const {
  std::vector<char> source = rawBytes(packed), out;
  out.reserve(source.size() / fields());
  int bias = 1 << (bits - 1);
  // A byte of the values at `first`, `first + stride`, ...
  auto join = [&](size_t first, int64_t stride) {
    unsigned byte = 0;
    for (int64_t i = 0; i < fields(); ++i)
      byte |= unsigned(static_cast<int8_t>(source[first + i * stride]) + bias)
              << (i * bits);
    out.push_back(static_cast<char>(byte));
  };
  int64_t together = vectors / fields() * fields();
  for (size_t row = 0; row < source.size(); row += vectors * size) {
    for (int64_t v = 0; v < together; v += fields())
      for (int64_t j = 0; j < size; ++j)
        join(row + v * size + j, size);
    for (int64_t v = together; v < vectors; ++v)
      for (int64_t j = 0; j < size / fields(); ++j)
        join(row + v * size + j, size / fields());
  }
  SmallVector<int64_t> shape(packed.getType().getShape());
  shape.back() /= fields();
  return DenseElementsAttr::getFromRawBuffer(
      RankedTensorType::get(shape, packed.getElementType()), out);
}

int64_t NarrowWeights::bytes() const {
  auto type = cast<RankedTensorType>(stored.getType());
  return type.getNumElements() * type.getElementTypeBitWidth() / 8;
}

Value NarrowWeights::unpack(ImplicitLocOpBuilder &b, Value bytes,
                            int64_t field) const {
  auto type = cast<VectorType>(bytes.getType());
  auto constant = [&](int64_t value) {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(type, b.getI8IntegerAttr(value)));
  };
  if (field > 0)
    bytes = arith::ShRUIOp::create(b, bytes, constant(field * bits));
  if (field + 1 < fields())
    bytes = arith::AndIOp::create(b, bytes, constant((1 << bits) - 1));
  return arith::SubIOp::create(b, bytes, constant(1 << (bits - 1)));
}

Value NarrowWeights::read(ImplicitLocOpBuilder &b, Value block, Value step,
                          int64_t vector) const {
  auto readAt = [&](int64_t at, int64_t count) {
    return readVector(b, stored,
                      {block, step, arith::ConstantIndexOp::create(b, at)},
                      count, count);
  };
  if (bits == 8)
    return readAt(vector * size, size);
  int64_t together = vectors / fields() * fields();
  if (vector < together)
    return unpack(b, readAt(vector / fields() * size, size), vector % fields());
  int64_t part = size / fields();
  Value bytes = readAt(together * part + (vector - together) * part, part);
  SmallVector<Value> parts;
  for (int64_t i = 0; i < fields(); ++i)
    parts.push_back(unpack(b, bytes, i));
  return joinVectors(b, parts);
}

} // namespace qopt

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

/// The fewest bits of 2, 4, 6 and 8 that hold each of these i8 values.
static int64_t countBits(ArrayRef<char> weights) {
  int64_t bits = 2;
  for (char byte : weights) {
    auto value = static_cast<int8_t>(byte);
    while (value < -(1 << (bits - 1)) || value >= 1 << (bits - 1))
      bits += 2;
    if (bits == 8)
      break;
  }
  return bits;
}

/// Six bits are four and two, each stored by itself.
static SmallVector<NarrowWeights::Plane> planesOf(int64_t bits) {
  if (bits == 6)
    return {{4, 2}, {2, 0}};
  return {{bits, 0}};
}

NarrowWeights::NarrowWeights(ImplicitLocOpBuilder &b, DenseElementsAttr packed,
                             int64_t vectors, int64_t size, int64_t leastPart)
    : vectors(vectors), size(size) {
  if (packed.getElementType().isInteger(8)) {
    bits = countBits(rawBytes(packed));
    // A vector that is left over is cut into as many parts as a byte has.
    while (llvm::any_of(planesOf(bits), [&](const Plane &plane) {
      bool isLeftOver = vectors % plane.fields() != 0;
      return (size % plane.fields() != 0 && (isLeftOver || leastPart == 1)) ||
             (isLeftOver && size / plane.fields() < leastPart);
    }))
      bits += 2;
  }
  planes = planesOf(bits);
  for (Plane &plane : planes)
    plane.stored = arith::ConstantOp::create(
        b, bits == 8 ? packed : narrow(packed, plane));
}

int64_t NarrowWeights::countFields(DenseElementsAttr weights) {
  if (!weights.getElementType().isInteger(8))
    return 1;
  return planesOf(countBits(rawBytes(weights))).back().fields();
}

DenseElementsAttr NarrowWeights::narrow(DenseElementsAttr packed,
                                        const Plane &plane) const {
  std::vector<char> source = rawBytes(packed), out;
  int64_t fields = plane.fields();
  out.reserve(source.size() / fields);
  int bias = 1 << (bits - 1), mask = (1 << plane.bits) - 1;
  // A byte of the values at `first`, `first + stride`, ...
  auto join = [&](size_t first, int64_t stride) {
    unsigned byte = 0;
    for (int64_t i = 0; i < fields; ++i) {
      int value = static_cast<int8_t>(source[first + i * stride]) + bias;
      byte |= unsigned(value >> plane.shift & mask) << (i * plane.bits);
    }
    out.push_back(static_cast<char>(byte));
  };
  int64_t together = vectors / fields * fields;
  for (size_t row = 0; row < source.size(); row += vectors * size) {
    for (int64_t v = 0; v < together; v += fields)
      for (int64_t j = 0; j < size; ++j)
        join(row + v * size + j, size);
    for (int64_t v = together; v < vectors; ++v)
      for (int64_t j = 0; j < size / fields; ++j)
        join(row + v * size + j, size / fields);
  }
  SmallVector<int64_t> shape(packed.getType().getShape());
  shape.back() /= fields;
  return DenseElementsAttr::getFromRawBuffer(
      RankedTensorType::get(shape, packed.getElementType()), out);
}

int64_t NarrowWeights::bytes() const {
  int64_t sum = 0;
  for (const Plane &plane : planes) {
    auto type = cast<RankedTensorType>(plane.stored.getType());
    sum += type.getNumElements() * type.getElementTypeBitWidth() / 8;
  }
  return sum;
}

static Value splat(ImplicitLocOpBuilder &b, Value vector, int64_t value) {
  auto type = cast<VectorType>(vector.getType());
  return arith::ConstantOp::create(
      b, DenseElementsAttr::get(type, b.getI8IntegerAttr(value)));
}

/// The values of one field of every byte.
static Value unpack(ImplicitLocOpBuilder &b, Value bytes,
                    const NarrowWeights::Plane &plane, int64_t field) {
  if (field > 0)
    bytes =
        arith::ShRUIOp::create(b, bytes, splat(b, bytes, field * plane.bits));
  if (field + 1 < plane.fields())
    bytes =
        arith::AndIOp::create(b, bytes, splat(b, bytes, (1 << plane.bits) - 1));
  return bytes;
}

Value NarrowWeights::readPlane(ImplicitLocOpBuilder &b, const Plane &plane,
                               Value block, Value step, int64_t vector) const {
  auto readAt = [&](int64_t at, int64_t count) {
    return readVector(b, plane.stored,
                      {block, step, arith::ConstantIndexOp::create(b, at)},
                      count, count);
  };
  int64_t fields = plane.fields(), together = vectors / fields * fields;
  if (vector < together)
    return unpack(b, readAt(vector / fields * size, size), plane,
                  vector % fields);
  int64_t part = size / fields;
  Value bytes = readAt(together * part + (vector - together) * part, part);
  SmallVector<Value> parts;
  for (int64_t i = 0; i < fields; ++i)
    parts.push_back(unpack(b, bytes, plane, i));
  return joinVectors(b, parts);
}

Value NarrowWeights::read(ImplicitLocOpBuilder &b, Value block, Value step,
                          int64_t vector) const {
  Value sum;
  for (const Plane &plane : planes) {
    Value part = readPlane(b, plane, block, step, vector);
    if (plane.shift > 0)
      part = arith::ShLIOp::create(b, part, splat(b, part, plane.shift));
    sum = sum ? arith::OrIOp::create(b, sum, part) : part;
  }
  if (bits == 8)
    return sum;
  return arith::SubIOp::create(b, sum, splat(b, sum, 1 << (bits - 1)));
}

} // namespace qopt

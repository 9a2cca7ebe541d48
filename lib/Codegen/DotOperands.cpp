//===- DotOperands.cpp - Operands and results of dots -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DotOperands.h"

#include "qopt/Codegen/VectorMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

static VectorType typeOf(Value vector) {
  return cast<VectorType>(vector.getType());
}

static Value slice(ImplicitLocOpBuilder &b, Value vector, int64_t first,
                   int64_t count) {
  if (typeOf(vector).getNumElements() == count)
    return vector;
  return vector::ExtractStridedSliceOp::create(
      b, vector, ArrayRef<int64_t>{first}, ArrayRef<int64_t>{count},
      ArrayRef<int64_t>{1});
}

Value loadLeft(ImplicitLocOpBuilder &b, const DotKernel &row, Value lhs,
               Value at, int64_t readable) {
  if (!row.shape.scalarLhs)
    return readVector(b, lhs, at, readable, row.lhsLoad());
  SmallVector<Value> values;
  for (int64_t i = 0; i < std::min(readable, row.lhsLoad()); ++i) {
    Value place =
        arith::AddIOp::create(b, at, arith::ConstantIndexOp::create(b, i));
    // As a vector: upstream would read a scalar from the tensor that `lhs` is a
    // view of, and divide for every index.
    values.push_back(vector::ExtractOp::create(
        b, readVector(b, lhs, place, 1, 1), ArrayRef<int64_t>{0}));
  }
  values.resize(row.lhsLoad(), values.back());
  return vector::FromElementsOp::create(
      b, VectorType::get({row.lhsLoad()}, values[0].getType()), values);
}

Value makeLeftOperand(ImplicitLocOpBuilder &b, const DotKernel &row,
                      ArrayRef<Value> loaded, int64_t part) {
  if (row.shape.scalarLhs)
    return vector::BroadcastOp::create(
        b, VectorType::get({row.lanes}, typeOf(loaded[0]).getElementType()),
        b.createOrFold<vector::ExtractOp>(loaded[0], ArrayRef<int64_t>{part}));
  if (row.lanes == 1)
    return slice(b, loaded[0], part * row.k, row.k);
  Type element = typeOf(loaded[0]).getElementType();
  int64_t parts = typeOf(loaded[0]).getNumElements() / row.k;
  // The K values of a dot are one scalar.
  Type whole = row.k == 1
                   ? element
                   : b.getIntegerType(row.k * element.getIntOrFloatBitWidth());
  SmallVector<Value> scalars(loaded);
  if (row.k > 1)
    for (Value &values : scalars)
      values =
          vector::BitCastOp::create(b, VectorType::get({parts}, whole), values);
  Value operand;
  if (row.shape.rows == 1 && parts == 1) {
    Value scalar =
        vector::ExtractOp::create(b, scalars[0], ArrayRef<int64_t>{0});
    operand = vector::BroadcastOp::create(
        b, VectorType::get({row.lanes}, whole), scalar);
  } else {
    assert(row.shape.rows <= 2 && "a shuffle has two operands");
    SmallVector<int64_t> mask;
    for (int64_t lane = 0; lane < row.lanes; ++lane)
      mask.push_back(lane % row.shape.rows * parts + part);
    operand =
        vector::ShuffleOp::create(b, scalars.front(), scalars.back(), mask);
  }
  if (row.k == 1)
    return operand;
  return vector::BitCastOp::create(
      b, VectorType::get({row.lanes * row.k}, element), operand);
}

Value convertToFloat(ImplicitLocOpBuilder &b, Value rhs) {
  return arith::SIToFPOp::create(b, typeOf(rhs).clone(b.getF32Type()), rhs);
}

DotKernel makeStoredWeightsRow(const DotKernel &row) {
  assert(row.isFloat() && !row.prepareRhs && "integers are multiplied as such");
  // What rows are to share the weights is weighed as for floats: converting
  // them costs about as much as it saves to read fewer bytes.
  DotKernel stored = row;
  stored.prepareRhs = convertToFloat;
  // For what is unpacked, extended and converted.
  stored.scratch += row.isScalar() ? 0 : 3;
  stored.shape.rhsInstructions += 2;
  return stored;
}

Value startAccumulator(ImplicitLocOpBuilder &b, const DotKernel &row,
                       Value biases) {
  if (row.isPlain())
    return biases;
  if (row.shape.partials > 1)
    return arith::ConstantOp::create(
        b, b.getZeroAttr(VectorType::get({row.accumulators()},
                                         typeOf(biases).getElementType())));
  return spreadColumns(b, row, biases);
}

Value spreadColumns(ImplicitLocOpBuilder &b, const DotKernel &row,
                    Value columns) {
  if (row.isPlain())
    return columns;
  SmallVector<int64_t> mask;
  for (int64_t lane = 0; lane < row.accumulators(); ++lane)
    mask.push_back(lane / row.shape.partials % row.lanes);
  return vector::ShuffleOp::create(b, columns, columns, mask);
}

/// Neighbouring lanes of vectors added: half as many vectors. The last may be
/// added twice.
static SmallVector<Value> addNeighbours(ImplicitLocOpBuilder &b,
                                        ArrayRef<Value> vectors) {
  SmallVector<Value> sums;
  SmallVector<int64_t> even, odd;
  for (int64_t i = 0; i < typeOf(vectors[0]).getNumElements(); ++i) {
    even.push_back(2 * i);
    odd.push_back(2 * i + 1);
  }
  for (size_t i = 0; i < vectors.size(); i += 2) {
    Value first = vectors[i],
          second = vectors[std::min(i + 1, vectors.size() - 1)];
    sums.push_back(arith::AddIOp::create(
        b, vector::ShuffleOp::create(b, first, second, even),
        vector::ShuffleOp::create(b, first, second, odd)));
  }
  return sums;
}

Value joinResults(ImplicitLocOpBuilder &b, const DotKernel &row,
                  ArrayRef<Value> accumulators, int64_t resultRow) {
  SmallVector<Value> parts;
  int64_t lanes = row.accumulators() / row.shape.rows;
  for (Value acc : accumulators)
    parts.push_back(slice(b, acc, resultRow * lanes, lanes));
  for (int64_t partials = row.shape.partials; partials > 1; partials /= 2)
    parts = addNeighbours(b, parts);
  return slice(b, joinVectors(b, parts), 0,
               int64_t(accumulators.size()) * row.lanes);
}

Value joinVectors(ImplicitLocOpBuilder &b, ArrayRef<Value> vectors) {
  if (vectors.size() == 1)
    return vectors[0];
  int64_t lanes = 0;
  for (Value part : vectors)
    lanes += typeOf(part).getNumElements();
  Value line = arith::ConstantOp::create(
      b, b.getZeroAttr(
             VectorType::get({lanes}, typeOf(vectors[0]).getElementType())));
  int64_t first = 0;
  for (Value part : vectors) {
    line = vector::InsertStridedSliceOp::create(
        b, part, line, ArrayRef<int64_t>{first}, ArrayRef<int64_t>{1});
    first += typeOf(part).getNumElements();
  }
  return line;
}

} // namespace qopt

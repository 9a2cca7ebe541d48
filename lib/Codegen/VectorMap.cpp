//===- VectorMap.cpp - An elementwise operation on vectors ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/VectorMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// Whether each result is a dimension or a constant, and the last dimension is
/// read along the last one.
static bool isReadable(AffineMap map) {
  unsigned column = map.getNumDims() - 1;
  for (auto [i, e] : llvm::enumerate(map.getResults())) {
    if (!isa<AffineDimExpr, AffineConstantExpr>(e))
      return false;
    if (e.isFunctionOfDim(column) && i + 1 != map.getNumResults())
      return false;
  }
  return true;
}

static bool dependsOnColumn(AffineMap map) {
  return map.isFunctionOfDim(map.getNumDims() - 1);
}

static bool dependsOnRow(AffineMap map) {
  return llvm::any_of(llvm::seq(0u, map.getNumDims() - 1),
                      [&](unsigned d) { return map.isFunctionOfDim(d); });
}

bool hasVectorBody(linalg::GenericOp op) {
  return llvm::all_of(op.getRegion().front().without_terminator(),
                      [](Operation &inner) {
                        return isa<arith::ConstantOp>(inner) ||
                               OpTrait::hasElementwiseMappableTraits(&inner);
                      });
}

FailureOr<VectorMap> VectorMap::match(linalg::GenericOp op) {
  if (op.getNumLoops() == 0 || op.getNumParallelLoops() != op.getNumLoops() ||
      op.getNumDpsInits() != 1 || op->getNumResults() != 1)
    return failure();
  auto type = cast<RankedTensorType>(op.getResult(0).getType());
  if (!type.hasStaticShape() || type.getNumElements() == 0 ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity() ||
      !op.getMatchingBlockArgument(op.getDpsInitOperand(0)).use_empty())
    return failure();
  for (OpOperand *input : op.getDpsInputOperands())
    if (!isReadable(op.getMatchingIndexingMap(input)))
      return failure();
  if (!hasVectorBody(op))
    return failure();
  return VectorMap{op};
}

int64_t VectorMap::deferredInput(Value producer) {
  int64_t found = -1;
  for (OpOperand *input : op.getDpsInputOperands()) {
    if (input->get() != producer)
      continue;
    if (found >= 0 || !op.getMatchingIndexingMap(input).isIdentity())
      return -1;
    found = input->getOperandNumber();
  }
  return found;
}

Value readVector(ImplicitLocOpBuilder &b, Value source, ValueRange indices,
                 int64_t valid, int64_t lanes) {
  auto type = cast<RankedTensorType>(source.getType());
  Type element = type.getElementType();
  Value padding = ub::PoisonOp::create(b, element);
  Value read =
      vector::TransferReadOp::create(b, VectorType::get({valid}, element),
                                     source, indices, padding, ArrayRef{true});
  if (valid == lanes)
    return read;
  Value zero = arith::ConstantOp::create(
      b, b.getZeroAttr(VectorType::get({lanes}, element)));
  return vector::InsertStridedSliceOp::create(
      b, read, zero, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
}

Value readRepeated(ImplicitLocOpBuilder &b, Value source, ValueRange indices,
                   int64_t valid, int64_t lanes) {
  Value read = readVector(b, source, indices, valid, valid);
  if (valid == lanes)
    return read;
  SmallVector<int64_t> order;
  for (int64_t i = 0; i < lanes; ++i)
    order.push_back(i < valid ? i : 0);
  return vector::ShuffleOp::create(b, read, read, order);
}

Value interleaveVectors(ImplicitLocOpBuilder &b, ArrayRef<Value> vectors) {
  if (vectors.size() == 1)
    return vectors[0];
  SmallVector<Value> even, odd;
  for (auto [i, vector] : llvm::enumerate(vectors))
    (i % 2 ? odd : even).push_back(vector);
  Value first = interleaveVectors(b, even), second = interleaveVectors(b, odd);
  return vector::InterleaveOp::create(b, first, second);
}

Value writeVector(ImplicitLocOpBuilder &b, Value vector, Value destination,
                  ValueRange indices, int64_t valid) {
  auto type = cast<VectorType>(vector.getType());
  if (type.getNumElements() != valid)
    vector = vector::ExtractStridedSliceOp::create(
        b, vector, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{valid},
        ArrayRef<int64_t>{1});
  return vector::TransferWriteOp::create(b, vector, destination, indices,
                                         ArrayRef{true})
      .getResult();
}

/// Reads an input at (`row`, `column`): a vector, or a single value broadcast.
static Value readInput(ImplicitLocOpBuilder &b, Value source, AffineMap map,
                       const VectorSlice &slice, ArrayRef<int64_t> order) {
  SmallVector<Value> indices;
  for (AffineExpr e : map.getResults()) {
    auto dim = dyn_cast<AffineDimExpr>(e);
    if (!dim)
      indices.push_back(arith::ConstantIndexOp::create(
          b, cast<AffineConstantExpr>(e).getValue()));
    else if (dim.getPosition() + 1 == map.getNumDims())
      indices.push_back(slice.column);
    else
      indices.push_back(slice.row[dim.getPosition()]);
  }
  if (dependsOnColumn(map)) {
    Value read = readRepeated(b, source, indices, slice.valid, slice.lanes);
    return order.empty() ? read
                         : vector::ShuffleOp::create(b, read, read, order);
  }
  Value scalar = source;
  if (auto type = dyn_cast<RankedTensorType>(source.getType()))
    scalar = tensor::ExtractOp::create(b, source, indices);
  return vector::BroadcastOp::create(
      b, VectorType::get({slice.lanes}, scalar.getType()), scalar);
}

SmallVector<Value> VectorMap::readColumnInputs(ImplicitLocOpBuilder &b,
                                               const VectorSlice &slice,
                                               int64_t deferred,
                                               ArrayRef<int64_t> order) {
  SmallVector<Value> values(op.getNumDpsInputs());
  for (OpOperand *input : op.getDpsInputOperands()) {
    unsigned i = input->getOperandNumber();
    AffineMap map = op.getMatchingIndexingMap(input);
    if (int64_t(i) != deferred && !dependsOnRow(map))
      values[i] = readInput(b, input->get(), map, slice, order);
  }
  return values;
}

Value VectorMap::evaluate(ImplicitLocOpBuilder &b, const VectorSlice &slice,
                          int64_t deferred, Value deferredValue,
                          ArrayRef<Value> columnInputs,
                          ArrayRef<int64_t> order) {
  IRMapping mapping;
  for (OpOperand *input : op.getDpsInputOperands()) {
    unsigned i = input->getOperandNumber();
    Value value = columnInputs.empty() ? Value() : columnInputs[i];
    if (int64_t(i) == deferred)
      value = deferredValue;
    else if (!value)
      value = readInput(b, input->get(), op.getMatchingIndexingMap(input),
                        slice, order);
    mapping.map(op.getMatchingBlockArgument(input), value);
  }
  return evaluateBody(b, op, mapping, slice.lanes);
}

Value evaluateBody(ImplicitLocOpBuilder &b, linalg::GenericOp op,
                   IRMapping &mapping, int64_t lanes) {
  Block &body = op.getRegion().front();
  auto vectorType = [&](Type scalar) {
    return VectorType::get({lanes}, scalar);
  };
  // What the body takes from outside, and its constants, are the same in all
  // lanes.
  auto lookup = [&](Value value) -> Value {
    if (Value mapped = mapping.lookupOrNull(value))
      return mapped;
    if (auto def = value.getDefiningOp<arith::ConstantOp>())
      return arith::ConstantOp::create(
          b,
          DenseElementsAttr::get(vectorType(value.getType()), def.getValue()));
    return vector::BroadcastOp::create(b, vectorType(value.getType()), value);
  };
  for (Operation &inner : body.without_terminator()) {
    if (isa<arith::ConstantOp>(inner))
      continue;
    SmallVector<Value> operands =
        llvm::map_to_vector(inner.getOperands(), lookup);
    SmallVector<Type> types = llvm::map_to_vector(
        inner.getResultTypes(), [&](Type t) -> Type { return vectorType(t); });
    Operation *vectorOp =
        b.create(inner.getLoc(), inner.getName().getIdentifier(), operands,
                 types, inner.getAttrs());
    mapping.map(inner.getResults(), vectorOp->getResults());
  }
  return lookup(body.getTerminator()->getOperand(0));
}

} // namespace qopt

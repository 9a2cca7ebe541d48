//===- Movement.cpp - Operations that only move elements --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The operations here copy elements of any type and compute nothing.
///
//===----------------------------------------------------------------------===//

#include "Evaluators.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cstring>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

static void copyElement(HostTensor &to, int64_t toElement,
                        const HostTensor &from, int64_t fromElement) {
  int64_t size = getElementSize(from.type);
  std::memcpy(&to.data[toElement * size], &from.data[fromElement * size], size);
}

/// As makeResult, and elements have the type that those of \p input have.
static Expected<HostTensor> makeMoved(Operation *op, const HostTensor &input,
                                      ArrayRef<int64_t> shape) {
  Expected<HostTensor> result = makeResult(op, shape);
  if (result && result->type != input.type)
    return makeError(op,
                     "its result must have the element type of its operand");
  return result;
}

/// A tensor of \p shape whose element at every position is that of \p input at
/// the position that \p source makes of it.
static Expected<HostTensor>
pick(Operation *op, const HostTensor &input, ArrayRef<int64_t> shape,
     llvm::function_ref<SmallVector<int64_t>(ArrayRef<int64_t>)> source) {
  Expected<HostTensor> result = makeMoved(op, input, shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i)
    copyElement(*result, i, input,
                elementAt(source(positionOf(i, shape)), input.shape));
  return result;
}

static Expected<HostTensor> evaluateTranspose(Operation *op,
                                              Operands operands) {
  ArrayRef<int32_t> perms = cast<tosa::TransposeOp>(op).getPerms();
  const HostTensor &input = *operands[0];
  auto rank = static_cast<int64_t>(input.shape.size());
  if (static_cast<int64_t>(perms.size()) != rank)
    return makeError(op, "its permutation does not have the input's rank");
  SmallVector<int64_t> shape;
  for (int64_t dim : perms) {
    if (dim < 0 || dim >= rank)
      return makeError(op, "its permutation names a dimension that is not "
                           "there");
    shape.push_back(input.shape[dim]);
  }
  return pick(op, input, shape, [&](ArrayRef<int64_t> position) {
    SmallVector<int64_t> from(rank);
    for (auto [index, dim] : llvm::zip(position, perms))
      from[dim] = index;
    return from;
  });
}

static Expected<HostTensor> evaluateReverse(Operation *op, Operands operands) {
  int64_t axis = cast<tosa::ReverseOp>(op).getAxis();
  const HostTensor &input = *operands[0];
  return pick(op, input, input.shape, [&](ArrayRef<int64_t> position) {
    SmallVector<int64_t> from(position);
    from[axis] = input.shape[axis] - 1 - from[axis];
    return from;
  });
}

static Expected<HostTensor> evaluateTile(Operation *op, Operands operands) {
  const HostTensor &input = *operands[0];
  Expected<SmallVector<int64_t>> multiples =
      readShape(op, cast<tosa::TileOp>(op).getMultiples());
  if (!multiples)
    return multiples.takeError();
  SmallVector<int64_t> shape;
  for (auto [extent, multiple] : llvm::zip_equal(input.shape, *multiples)) {
    if (multiple < 0)
      return makeError(op, "needs multiples that are known");
    shape.push_back(extent * multiple);
  }
  return pick(op, input, shape, [&](ArrayRef<int64_t> position) {
    SmallVector<int64_t> from;
    for (auto [index, extent] : llvm::zip(position, input.shape))
      from.push_back(index % extent);
    return from;
  });
}

static Expected<HostTensor> evaluateSlice(Operation *op, Operands operands) {
  auto slice = cast<tosa::SliceOp>(op);
  const HostTensor &input = *operands[0];
  Expected<SmallVector<int64_t>> start = readShape(op, slice.getStart());
  if (!start)
    return start.takeError();
  Expected<SmallVector<int64_t>> size = readShape(op, slice.getSize());
  if (!size)
    return size.takeError();
  for (auto [first, count, extent] :
       llvm::zip_equal(*start, *size, input.shape)) {
    if (count == -1)
      count = extent - first; // to the end, as upstream lowers it
    if (first < 0 || count < 0 || first + count > extent)
      return makeError(op, "takes " + Twine(count) + " elements from " +
                               Twine(first) + " on of " + Twine(extent));
  }
  return pick(op, input, *size, [&](ArrayRef<int64_t> position) {
    SmallVector<int64_t> from;
    for (auto [index, first] : llvm::zip(position, *start))
      from.push_back(index + first);
    return from;
  });
}

static Expected<HostTensor> evaluatePad(Operation *op, Operands operands) {
  const HostTensor &input = *operands[0], &value = *operands[2];
  Expected<SmallVector<int64_t>> padding =
      readShape(op, cast<tosa::PadOp>(op).getPadding());
  if (!padding)
    return padding.takeError();
  SmallVector<int64_t> shape(input.shape);
  if (padding->size() != 2 * shape.size() || value.numElements() != 1 ||
      value.type != input.type)
    return makeError(op, "needs two paddings for each dimension, and one value "
                         "of the input's element type");
  for (auto [i, count] : llvm::enumerate(*padding)) {
    if (count < 0)
      return makeError(op, "needs paddings that are known");
    shape[i / 2] += count;
  }
  Expected<HostTensor> result = makeMoved(op, input, shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i)
    copyElement(*result, i, value, 0);
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    SmallVector<int64_t> position = positionOf(i, input.shape);
    for (auto [d, index] : llvm::enumerate(position))
      index += (*padding)[2 * d];
    copyElement(*result, elementAt(position, shape), input, i);
  }
  return result;
}

static Expected<HostTensor> evaluateConcat(Operation *op, Operands operands) {
  int64_t axis = cast<tosa::ConcatOp>(op).getAxis();
  SmallVector<int64_t> shape(operands[0]->shape);
  shape[axis] = 0;
  for (const HostTensor *operand : operands) {
    if (operand->shape.size() != shape.size() ||
        operand->type != operands[0]->type)
      return makeError(op, "its operands differ in rank or element type");
    for (auto [d, extent] : llvm::enumerate(operand->shape))
      if (static_cast<int64_t>(d) != axis && extent != shape[d])
        return makeError(op, "its operands differ in dimension " + Twine(d));
    shape[axis] += operand->shape[axis];
  }
  Expected<HostTensor> result = makeMoved(op, *operands[0], shape);
  if (!result)
    return result.takeError();
  int64_t first = 0;
  for (const HostTensor *operand : operands) {
    for (int64_t i = 0, e = operand->numElements(); i < e; ++i) {
      SmallVector<int64_t> position = positionOf(i, operand->shape);
      position[axis] += first;
      copyElement(*result, elementAt(position, shape), *operand, i);
    }
    first += operand->shape[axis];
  }
  return result;
}

/// The shapes of a gather or scatter: \p values is `N x K x C`, \p indices is
/// `N x W`, and all of them are below K.
static Error checkIndices(Operation *op, const HostTensor &values,
                          const HostTensor &indices) {
  if (indices.shape[0] != values.shape[0])
    return makeError(op, "has indices " + formatShape(indices.shape) + " of " +
                             formatShape(values.shape) + " values");
  for (int64_t i = 0, e = indices.numElements(); i < e; ++i) {
    int64_t index = loadInteger(indices, i);
    if (index < 0 || index >= values.shape[1])
      return makeError(op, "has an index " + Twine(index) + " of " +
                               Twine(values.shape[1]) + " values");
  }
  return Error::success();
}

static Expected<HostTensor> evaluateGather(Operation *op, Operands operands) {
  const HostTensor &values = *operands[0], &indices = *operands[1];
  if (Error error = checkIndices(op, values, indices))
    return std::move(error);
  SmallVector<int64_t> shape(indices.shape);
  shape.push_back(values.shape[2]);
  return pick(op, values, shape, [&](ArrayRef<int64_t> position) {
    SmallVector<int64_t> from(position);
    from[1] =
        loadInteger(indices, elementAt(position.drop_back(), indices.shape));
    return from;
  });
}

static Expected<HostTensor> evaluateScatter(Operation *op, Operands operands) {
  const HostTensor &values = *operands[0], &indices = *operands[1],
                   &input = *operands[2];
  if (Error error = checkIndices(op, values, indices))
    return std::move(error);
  SmallVector<int64_t> expected(indices.shape);
  expected.push_back(values.shape[2]);
  if (input.shape != expected || input.type != values.type)
    return makeError(op, "has an input " + formatShape(input.shape) + ", not " +
                             formatShape(expected));
  Expected<HostTensor> result = makeMoved(op, values, values.shape);
  if (!result)
    return result.takeError();
  result->data = values.data;
  std::vector<bool> isWritten(result->numElements());
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    SmallVector<int64_t> position = positionOf(i, input.shape);
    position[1] = loadInteger(
        indices, elementAt(ArrayRef(position).drop_back(), indices.shape));
    int64_t to = elementAt(position, values.shape);
    if (isWritten[to])
      return makeError(op, "has the index " + Twine(position[1]) + " twice");
    isWritten[to] = true;
    copyElement(*result, to, input, i);
  }
  return result;
}

Evaluator reference::findMovementEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::TransposeOp) { return evaluateTranspose; })
      .Case([](tosa::ReverseOp) { return evaluateReverse; })
      .Case([](tosa::TileOp) { return evaluateTile; })
      .Case([](tosa::SliceOp) { return evaluateSlice; })
      .Case([](tosa::PadOp) { return evaluatePad; })
      .Case([](tosa::ConcatOp) { return evaluateConcat; })
      .Case([](tosa::GatherOp) { return evaluateGather; })
      .Case([](tosa::ScatterOp) { return evaluateScatter; })
      .Default([](Operation *) { return nullptr; });
}

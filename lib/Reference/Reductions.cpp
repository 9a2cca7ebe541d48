//===- Reductions.cpp - Reductions of TOSA over one axis --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Sums and products of float are taken in double and rounded once.
///
//===----------------------------------------------------------------------===//

#include "Accumulator.h"
#include "NanMode.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

namespace {
/// Stores one element of the result; `line` are those elements of the input
/// that it is made of.
using StoreFn = llvm::function_ref<Error(HostTensor &result, int64_t element,
                                         ArrayRef<int64_t> line)>;
} // namespace

/// A tensor of the extents of \p input, in which those along \p axis have
/// become one, or with \p dropsAxis none.
static Expected<HostTensor> reduceAxis(Operation *op, const HostTensor &input,
                                       int64_t axis, StoreFn store,
                                       bool dropsAxis = false) {
  if (axis < 0 || axis >= static_cast<int64_t>(input.shape.size()))
    return makeError(op, "has no dimension " + Twine(axis));
  SmallVector<int64_t> shape(input.shape), kept(input.shape);
  kept[axis] = 1;
  shape[axis] = 1;
  if (dropsAxis)
    shape.erase(shape.begin() + axis);
  Expected<HostTensor> result = makeResult(op, shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    SmallVector<int64_t> position = positionOf(i, kept), line;
    for (int64_t k = 0; k < input.shape[axis]; ++k) {
      position[axis] = k;
      line.push_back(elementAt(position, input.shape));
    }
    if (Error error = store(*result, i, line))
      return std::move(error);
  }
  return result;
}

static Expected<HostTensor> evaluateReduceSum(Operation *op,
                                              Operands operands) {
  const HostTensor &input = *operands[0];
  return reduceAxis(op, input, cast<tosa::ReduceSumOp>(op).getAxis(),
                    [&](HostTensor &result, int64_t element,
                        ArrayRef<int64_t> line) -> Error {
                      if (isFloat(input)) {
                        double sum = 0;
                        for (int64_t i : line)
                          sum += loadFloat(input, i);
                        storeFloat(result, element, sum);
                        return Error::success();
                      }
                      int64_t sum = 0;
                      for (int64_t i : line)
                        sum += loadInteger(input, i);
                      return storeExact(op, result, element, sum);
                    });
}

static Expected<HostTensor> evaluateReduceProduct(Operation *op,
                                                  Operands operands) {
  const HostTensor &input = *operands[0];
  if (!isFloat(input))
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  return reduceAxis(op, input, cast<tosa::ReduceProductOp>(op).getAxis(),
                    [&](HostTensor &result, int64_t element,
                        ArrayRef<int64_t> line) -> Error {
                      double product = 1;
                      for (int64_t i : line)
                        product *= loadFloat(input, i);
                      storeFloat(result, element, product);
                      return Error::success();
                    });
}

/// The greatest element, or with \p sign -1 the smallest.
static Expected<HostTensor> reduceExtreme(Operation *op,
                                          const HostTensor &input, int64_t axis,
                                          NanMode mode, int sign) {
  return reduceAxis(
      op, input, axis,
      [&](HostTensor &result, int64_t element,
          ArrayRef<int64_t> line) -> Error {
        if (line.empty())
          return makeError(op, "reduces a dimension without elements");
        if (isFloat(input)) {
          double extreme = sign * loadFloat(input, line[0]);
          for (int64_t i : line)
            extreme = maximum(extreme, sign * loadFloat(input, i), mode);
          storeFloat(result, element, sign * extreme);
          return Error::success();
        }
        int64_t extreme = loadInteger(input, line[0]);
        for (int64_t i : line)
          extreme = sign > 0 ? std::max(extreme, loadInteger(input, i))
                             : std::min(extreme, loadInteger(input, i));
        storeInteger(result, element, extreme);
        return Error::success();
      });
}

static Expected<HostTensor> evaluateReduceMax(Operation *op,
                                              Operands operands) {
  auto max = cast<tosa::ReduceMaxOp>(op);
  return reduceExtreme(op, *operands[0], max.getAxis(), max.getNanMode(), 1);
}

static Expected<HostTensor> evaluateReduceMin(Operation *op,
                                              Operands operands) {
  auto min = cast<tosa::ReduceMinOp>(op);
  return reduceExtreme(op, *operands[0], min.getAxis(), min.getNanMode(), -1);
}

static Expected<HostTensor> evaluateReduceAll(Operation *op,
                                              Operands operands) {
  const HostTensor &input = *operands[0];
  return reduceAxis(op, input, cast<tosa::ReduceAllOp>(op).getAxis(),
                    [&](HostTensor &result, int64_t element,
                        ArrayRef<int64_t> line) -> Error {
                      storeInteger(result, element,
                                   llvm::all_of(line, [&](int64_t i) {
                                     return loadInteger(input, i) != 0;
                                   }));
                      return Error::success();
                    });
}

static Expected<HostTensor> evaluateReduceAny(Operation *op,
                                              Operands operands) {
  const HostTensor &input = *operands[0];
  return reduceAxis(op, input, cast<tosa::ReduceAnyOp>(op).getAxis(),
                    [&](HostTensor &result, int64_t element,
                        ArrayRef<int64_t> line) -> Error {
                      storeInteger(result, element,
                                   llvm::any_of(line, [&](int64_t i) {
                                     return loadInteger(input, i) != 0;
                                   }));
                      return Error::success();
                    });
}

/// The first of the greatest elements. A NaN is greater than any number, or
/// with IGNORE it is passed over.
static Expected<HostTensor> evaluateArgMax(Operation *op, Operands operands) {
  auto argMax = cast<tosa::ArgMaxOp>(op);
  const HostTensor &input = *operands[0];
  bool ignoresNan = argMax.getNanMode() == NanMode::IGNORE;
  auto isGreater = [&](int64_t i, int64_t j) {
    if (!isFloat(input))
      return loadInteger(input, i) > loadInteger(input, j);
    double a = loadFloat(input, i), b = loadFloat(input, j);
    if (std::isnan(a) || std::isnan(b))
      return ignoresNan ? !std::isnan(a) : !std::isnan(b);
    return a > b;
  };
  return reduceAxis(
      op, input, argMax.getAxis(),
      [&](HostTensor &result, int64_t element,
          ArrayRef<int64_t> line) -> Error {
        if (line.empty())
          return makeError(op, "reduces a dimension without elements");
        size_t best = 0;
        for (size_t k = 1; k < line.size(); ++k)
          if (isGreater(line[k], line[best]))
            best = k;
        return storeExact(op, result, element, static_cast<int64_t>(best));
      },
      /*dropsAxis=*/true);
}

Evaluator reference::findReductionEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::ReduceSumOp) { return evaluateReduceSum; })
      .Case([](tosa::ReduceProductOp) { return evaluateReduceProduct; })
      .Case([](tosa::ReduceMaxOp) { return evaluateReduceMax; })
      .Case([](tosa::ReduceMinOp) { return evaluateReduceMin; })
      .Case([](tosa::ReduceAllOp) { return evaluateReduceAll; })
      .Case([](tosa::ReduceAnyOp) { return evaluateReduceAny; })
      .Case([](tosa::ArgMaxOp) { return evaluateArgMax; })
      .Default([](Operation *) { return nullptr; });
}

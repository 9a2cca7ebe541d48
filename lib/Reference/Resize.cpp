//===- Resize.cpp - Interpolation of images, executed -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The indices and weights of TOSA's RESIZE: row oy of the result samples the
/// input at (oy * d + offset) / n, where n / d is the scale.
///
//===----------------------------------------------------------------------===//

#include "Quantized.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <optional>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

namespace {
/// The samples along one dimension.
struct Sampler {
  int64_t input, numerator, denominator, offset, border;

  /// The two inputs beside a sample and n times its distance from the first.
  struct Sample {
    int64_t first, second, distance;
  };

  /// The number of samples, or nothing if the border leaves a part of one.
  std::optional<int64_t> count() const {
    int64_t reach = (input - 1) * numerator - offset + border;
    if (input < 1 || numerator < 1 || denominator < 1 || reach < 0 ||
        reach % denominator != 0)
      return std::nullopt;
    return reach / denominator + 1;
  }

  /// Beyond an edge, both inputs are those of the edge.
  Sample at(int64_t index) const {
    int64_t position = index * denominator + offset;
    int64_t floor = llvm::divideFloorSigned(position, numerator);
    return {std::clamp<int64_t>(floor, 0, input - 1),
            std::clamp<int64_t>(floor + 1, 0, input - 1),
            position - floor * numerator};
  }

  int64_t nearest(int64_t index) const {
    Sample sample = at(index);
    return 2 * sample.distance >= numerator ? sample.second : sample.first;
  }
};
} // namespace

/// The element at \p y, \p x of the image and channel that \p i, an element of
/// the result, belongs to.
static int64_t elementOf(const HostTensor &input, const HostTensor &result,
                         int64_t i, int64_t y, int64_t x) {
  SmallVector<int64_t> position = positionOf(i, result.shape);
  position[1] = y;
  position[2] = x;
  return elementAt(position, input.shape);
}

static Error storeNearest(const HostTensor &input, HostTensor &result,
                          int64_t i, const Sampler &rows,
                          const Sampler &columns) {
  SmallVector<int64_t> position = positionOf(i, result.shape);
  int64_t from = elementOf(input, result, i, rows.nearest(position[1]),
                           columns.nearest(position[2]));
  isFloat(input) ? storeFloat(result, i, loadFloat(input, from))
                 : storeInteger(result, i, loadInteger(input, from));
  return Error::success();
}

/// Adds up the four pixels that element \p i of the result lies between, each
/// with the product of its two weights.
static void
weighPixels(const HostTensor &input, const HostTensor &result, int64_t i,
            const Sampler &rows, const Sampler &columns,
            llvm::function_ref<void(int64_t pixel, int64_t weight)> add) {
  SmallVector<int64_t> position = positionOf(i, result.shape);
  Sampler::Sample y = rows.at(position[1]), x = columns.at(position[2]);
  int64_t ny = rows.numerator, nx = columns.numerator;
  auto at = [&](int64_t row, int64_t column, int64_t weight) {
    add(elementOf(input, result, i, row, column), weight);
  };
  at(y.first, x.first, (ny - y.distance) * (nx - x.distance));
  at(y.first, x.second, (ny - y.distance) * x.distance);
  at(y.second, x.first, y.distance * (nx - x.distance));
  at(y.second, x.second, y.distance * x.distance);
}

/// Integers are left multiplied by both numerators, as TOSA says.
static Error storeBilinear(Operation *op, const HostTensor &input,
                           HostTensor &result, int64_t i, const Sampler &rows,
                           const Sampler &columns) {
  double sum = 0;
  int64_t acc = 0;
  weighPixels(input, result, i, rows, columns,
              [&](int64_t pixel, int64_t weight) {
                if (isFloat(input))
                  sum += loadFloat(input, pixel) * static_cast<double>(weight);
                else
                  acc += loadInteger(input, pixel) * weight;
              });
  if (!isFloat(input))
    return storeExact(op, result, i, acc);
  storeFloat(result, i,
             sum / static_cast<double>(rows.numerator * columns.numerator));
  return Error::success();
}

static Expected<HostTensor> evaluateResize(Operation *op, Operands operands) {
  auto resize = cast<tosa::ResizeOp>(op);
  const HostTensor &input = *operands[0];
  SmallVector<SmallVector<int64_t>, 3> numbers;
  for (Value shape :
       {resize.getScale(), resize.getOffset(), resize.getBorder()}) {
    Expected<SmallVector<int64_t>> read = readShape(op, shape);
    if (!read)
      return read.takeError();
    numbers.push_back(*read);
  }
  ArrayRef<int64_t> scale = numbers[0], offset = numbers[1],
                    border = numbers[2];
  Sampler rows{input.shape[1], scale[0], scale[1], offset[0], border[0]};
  Sampler columns{input.shape[2], scale[2], scale[3], offset[1], border[1]};
  std::optional<int64_t> height = rows.count(), width = columns.count();
  if (!height || !width)
    return makeError(op, "its scale, offset and border do not give a whole "
                         "number of samples of " +
                             formatShape(input.shape));
  Expected<HostTensor> result =
      makeResult(op, {input.shape[0], *height, *width, input.shape[3]});
  if (!result)
    return result.takeError();
  bool isNearest = resize.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
  if (isFloat(*result) != isFloat(input) ||
      ((isNearest || isFloat(input)) && result->type != input.type))
    return makeError(op,
                     "its result must have the element type of its operand");
  for (int64_t i = 0, e = result->numElements(); i < e; ++i)
    if (Error error = isNearest
                          ? storeNearest(input, *result, i, rows, columns)
                          : storeBilinear(op, input, *result, i, rows, columns))
      return std::move(error);
  return result;
}

static Expected<HostTensor> evaluateQuantizedResize(Operation *op,
                                                    Operands operands) {
  auto resize = cast<qnn::ResizeOp>(op);
  const HostTensor &input = *operands[0];
  ArrayRef<int64_t> scale = resize.getScale(), offset = resize.getOffset();
  Sampler rows{input.shape[1], scale[0], scale[1], offset[0], /*border=*/0},
      columns{input.shape[2], scale[2], scale[3], offset[1], /*border=*/0};
  Rescale rescale{resize.getNumerics(), operands.drop_front(),
                  resize.getOutZp(), resize.getQmin(), resize.getQmax()};
  if (Error error = rescale.check(op, 1))
    return std::move(error);
  ArrayRef<int64_t> shape = resize.getOutput().getType().getShape();
  Expected<HostTensor> result =
      makeResult(op, {input.shape[0], shape[1], shape[2], input.shape[3]});
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    int64_t acc = 0;
    weighPixels(
        input, *result, i, rows, columns, [&](int64_t pixel, int64_t weight) {
          acc += weight * (loadInteger(input, pixel, resize.getInUnsigned()) -
                           resize.getInZp());
        });
    if (Error error = checkAccumulator(op, *result, i, acc))
      return std::move(error);
    storeInteger(*result, i, rescale.apply(acc, 0));
  }
  return result;
}

Evaluator reference::findResizeEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::ResizeOp) { return evaluateResize; })
      .Case([](qnn::ResizeOp) { return evaluateQuantizedResize; })
      .Default([](Operation *) { return nullptr; });
}

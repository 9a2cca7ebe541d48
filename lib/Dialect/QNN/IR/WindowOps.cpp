//===- WindowOps.cpp - Verifiers of windows and reductions ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

#include <limits>

using namespace mlir;
using namespace mlir::qnn;

namespace {
/// What a window slides over: `B x H x W x C` to `B x H' x W' x C'`.
struct Window {
  ShapedType input, output;
  ArrayRef<int64_t> kernel, stride, dilation, pad;
};
} // namespace

static LogicalResult verifyPositive(Operation *op, StringRef name,
                                    ArrayRef<int64_t> values) {
  if (values.size() == 2 && values[0] > 0 && values[1] > 0)
    return success();
  return op->emitOpError() << name << " must be two positive numbers";
}

static LogicalResult verifyWindow(Operation *op, const Window &window) {
  if (failed(verifyPositive(op, "kernel", window.kernel)) ||
      failed(verifyPositive(op, "stride", window.stride)) ||
      failed(verifyPositive(op, "dilation", window.dilation)))
    return failure();
  if (window.pad.size() != 4 ||
      llvm::any_of(window.pad, [](int64_t p) { return p < 0; }))
    return op->emitOpError("pad must be four numbers, none negative: top, "
                           "bottom, left, right");
  if (extentsDiffer(window.input.getDimSize(0), window.output.getDimSize(0)))
    return op->emitOpError() << "input " << window.input << " and result "
                             << window.output << " differ in their batch";
  for (int d = 0; d < 2; ++d) {
    int64_t size = window.input.getDimSize(1 + d);
    if (ShapedType::isDynamic(size))
      continue;
    int64_t reach = (window.kernel[d] - 1) * window.dilation[d] + 1,
            padded = size + window.pad[2 * d] + window.pad[2 * d + 1];
    if (reach > padded)
      return op->emitOpError()
             << "a window of " << reach << " does not fit the " << padded
             << " elements of dimension " << 1 + d << ", padding included";
    int64_t want = (padded - reach) / window.stride[d] + 1;
    if (extentsDiffer(want, window.output.getDimSize(1 + d)))
      return op->emitOpError()
             << "windows give " << want << " elements in dimension " << 1 + d
             << ", the result has " << window.output.getDimSize(1 + d);
  }
  return success();
}

/// What convolutions have in common.
template <typename OpTy>
static LogicalResult verifyConv(OpTy op) {
  auto x = op.getInput().getType(), w = op.getWeight().getType(),
       y = op.getOutput().getType();
  if (ShapedType::isDynamicShape(w.getShape()))
    return op.emitOpError("the shape of the weight must be known");
  Window window{
      x,          y, w.getShape().slice(1, 2), op.getStride(), op.getDilation(),
      op.getPad()};
  if (failed(verifyWindow(op, window)))
    return failure();
  int64_t groups = op.getGroups(), outputs = w.getDimSize(0);
  if (groups < 1 || outputs % groups != 0)
    return op.emitOpError() << groups << " groups do not divide the " << outputs
                            << " output channels";
  if (extentsDiffer(x.getDimSize(3), w.getDimSize(3) * groups))
    return op.emitOpError()
           << "input has " << x.getDimSize(3) << " channels but the weight "
           << w.getDimSize(3) << " in each of " << groups << " groups";
  if (extentsDiffer(outputs, y.getDimSize(3)) ||
      extentsDiffer(outputs, op.getBias().getType().getDimSize(0)))
    return op.emitOpError()
           << "weight has " << outputs
           << " output channels, result and bias have " << y.getDimSize(3)
           << " and " << op.getBias().getType().getDimSize(0);
  if (op.getFactorsAttr() && groups != 1)
    return op.emitOpError("has group factors, which need groups 1");
  return success();
}

LogicalResult Conv2DOp::verify() {
  if (failed(verifyConv(*this)))
    return failure();
  auto x = getInput().getType(), w = getWeight().getType();
  if (failed(verifyInput(*this, x, getXUnsigned())) ||
      failed(verifyZeroPoint(*this, "x_zp", getXZp(), x, getXUnsigned())))
    return failure();
  if (failed(verifyZeroPoint(*this, "w_zp", getWZp(), w, getWUnsigned())))
    return failure();
  return verifyFactors(*this, w, getFactorsAttr(), w.getDimSize(3),
                       !getWUnsigned() && getWZp() == 0);
}

LogicalResult FloatConv2DOp::verify() {
  if (failed(verifyConv(*this)) ||
      failed(verifyChannels(*this, getScale(), getOutput().getType())))
    return failure();
  auto w = getWeight().getType();
  return verifyFactors(*this, w, getFactorsAttr(), w.getDimSize(3),
                       /*isSigned=*/true);
}

template <typename OpTy>
static LogicalResult verifyPool(OpTy op) {
  auto x = op.getInput().getType(), y = op.getOutput().getType();
  SmallVector<int64_t> ones(2, 1);
  Window window{x, y, op.getKernel(), op.getStride(), ones, op.getPad()};
  if (failed(verifyWindow(op, window)))
    return failure();
  if (extentsDiffer(x.getDimSize(3), y.getDimSize(3)))
    return op.emitOpError() << "input " << x << " and result " << y
                            << " differ in their channels";
  // Every window has an element inside the image.
  for (int d = 0; d < 2; ++d)
    if (std::max(op.getPad()[2 * d], op.getPad()[2 * d + 1]) >=
        op.getKernel()[d])
      return op.emitOpError("the padding must be smaller than the kernel");
  return success();
}

LogicalResult MaxPool2DOp::verify() { return verifyPool(*this); }

LogicalResult AvgPool2DOp::verify() {
  if (failed(verifyPool(*this)) ||
      failed(verifyRescaleParams(*this, getParams().getTypes(), getNumerics())))
    return failure();
  int64_t counts = getKernel()[0] * getKernel()[1];
  for (Value param : getParams())
    if (cast<ShapedType>(param.getType()).getDimSize(0) != counts)
      return emitOpError() << "needs " << counts
                           << " rescale parameters, one for every count of "
                              "elements in a window";
  if (failed(verifyZeroPoint(*this, "in_zp", getInZp(), getInput().getType(),
                             getInUnsigned())))
    return failure();
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(),
                     getOutput().getType());
}

LogicalResult ReduceSumOp::verify() {
  auto x = cast<ShapedType>(getInput().getType()),
       y = cast<ShapedType>(getOutput().getType());
  if (!x.hasRank() || !y.hasRank() || x.getRank() != y.getRank())
    return emitOpError() << "input " << x << " and result " << y
                         << " differ in rank";
  int64_t count = 1;
  for (int64_t d = 0; d < x.getRank(); ++d) {
    bool isReduced = llvm::is_contained(getDims(), d);
    if (extentsDiffer(isReduced ? 1 : x.getDimSize(d), y.getDimSize(d)))
      return emitOpError() << "dimension " << d << " of the result must be "
                           << (isReduced ? 1 : x.getDimSize(d)) << ", not "
                           << y.getDimSize(d);
    if (isReduced && !x.isDynamicDim(d))
      count *= x.getDimSize(d);
  }
  for (int64_t d : getDims())
    if (d < 0 || d >= x.getRank() || llvm::count(getDims(), d) != 1)
      return emitOpError() << "dims must be distinct dimensions of " << x;
  if (count > std::numeric_limits<int32_t>::max() / 255)
    return emitOpError() << "the sum of " << count
                         << " elements may overflow i32";
  return verifyZeroPoint(*this, "zero point", getZp(), x, getIsUnsigned());
}

LogicalResult ResizeOp::verify() {
  auto x = getInput().getType(), y = getOutput().getType();
  if (getScale().size() != 4 || getOffset().size() != 2 ||
      llvm::any_of(getScale(), [](int64_t n) { return n < 1; }))
    return emitOpError("scale must be four positive numbers and offset two: "
                       "of height, then of width");
  constexpr int64_t most = std::numeric_limits<int32_t>::max();
  if (llvm::any_of(getScale(), [](int64_t n) { return n > most; }) ||
      getScale()[0] > most / 255 / getScale()[2])
    return emitOpError() << "the sum of pixels with weights of "
                         << getScale()[0] << " * " << getScale()[2]
                         << " may overflow i32";
  for (int64_t d : {1, 2})
    if (x.isDynamicDim(d) || y.isDynamicDim(d) || x.getDimSize(d) < 1)
      return emitOpError("needs static heights and widths, the input's of at "
                         "least one pixel");
  for (int64_t d : {0, 3})
    if (extentsDiffer(x.getDimSize(d), y.getDimSize(d)))
      return emitOpError() << "input " << x << " and result " << y
                           << " differ in their "
                           << (d == 0 ? "batch" : "channels");
  if (failed(verifyRescaleParams(*this, getParams().getTypes(), getNumerics())))
    return failure();
  for (Value param : getParams())
    if (cast<ShapedType>(param.getType()).getDimSize(0) != 1)
      return emitOpError("needs one rescale parameter");
  if (failed(verifyZeroPoint(*this, "in_zp", getInZp(), x, getInUnsigned())))
    return failure();
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(), y);
}

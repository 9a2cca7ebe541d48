//===- RandomWindows.cpp - Operations that slide over images --------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomWindows.h"

using namespace mlir;

namespace qopt::codegentest {

RandomWindows::Window RandomWindows::randomConvWindow(int64_t size) {
  for (;;) {
    Window w{random.oneIn(3) ? 1 : random.between(1, 5),
             random.oneIn(2) ? 1 : random.between(1, 3),
             random.oneIn(3) ? 2 : 1,
             0,
             0,
             0};
    int64_t reach = (w.kernel - 1) * w.dilation + 1;
    if (!random.oneIn(4)) {
      w.low = random.below(reach);
      w.high = random.oneIn(2) ? reach - 1 - w.low : random.below(reach);
    }
    if (random.oneIn(40)) // windows of nothing but padding
      w.low = reach + random.below(3);
    int64_t room = size + w.low + w.high - reach;
    if (room < 0)
      continue;
    w.size = room / w.stride + 1;
    return w;
  }
}

RandomWindows::Window RandomWindows::randomPoolWindow(int64_t size) {
  for (;;) {
    Window w{random.between(1, 4), random.between(1, 3), 1, 0, 0, 0};
    if (random.oneIn(6)) // all of the image
      w.kernel = size;
    if (random.oneIn(2)) {
      w.low = random.below(w.kernel);
      w.high = random.below(w.kernel);
    }
    int64_t room = size + w.low + w.high - w.kernel;
    if (room < 0)
      continue;
    w.size = room / w.stride + 1;
    return w;
  }
}

Stored RandomWindows::makeMaxPool(Stored from) {
  from.value = regroup(from.value, 4);
  Shape shape = shapeOf(from.value);
  Window y = randomPoolWindow(shape[1]), x = randomPoolWindow(shape[2]);
  from.value = qnn::MaxPool2DOp::create(
      b, typeOf(windowed(shape, y, x, shape[3]), b.getI8Type()), from.value,
      pair(y.kernel, x.kernel), pair(y.stride, x.stride),
      b.getDenseI64ArrayAttr({y.low, y.high, x.low, x.high}),
      unitIf(from.isUnsigned), StringAttr());
  return from;
}

Stored RandomWindows::makeAvgPool(Stored from) {
  from.value = regroup(from.value, 4);
  Shape shape = shapeOf(from.value);
  Window y = randomPoolWindow(shape[1]), x = randomPoolWindow(shape[2]);
  qnn::Numerics numerics = randomNumerics();
  SmallVector<Value> params =
      makeParamsOf(y.kernel * x.kernel, numerics, 1.0 / (y.kernel * x.kernel));
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(b.getI8Type(), isUnsigned, zp);
  Value value = qnn::AvgPool2DOp::create(
      b, typeOf(windowed(shape, y, x, shape[3]), b.getI8Type()), from.value,
      params, pair(y.kernel, x.kernel), pair(y.stride, x.stride),
      b.getDenseI64ArrayAttr({y.low, y.high, x.low, x.high}),
      b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(zp),
      b.getI32IntegerAttr(clamp.min), b.getI32IntegerAttr(clamp.max),
      qnn::NumericsAttr::get(b.getContext(), numerics), unitIf(from.isUnsigned),
      StringAttr());
  return {value, isUnsigned, zp};
}

Stored RandomWindows::makeResize(Stored from) {
  from.value = regroup(from.value, 4);
  Shape shape = shapeOf(from.value);
  // Of any scale, and samples beyond the edges too.
  SmallVector<int64_t> scale, offset;
  for (int64_t d : {1, 2}) {
    int64_t numerator = random.between(1, 30);
    int64_t denominator = random.between(1, 3 * numerator);
    scale.append({numerator, denominator});
    offset.push_back(random.between(-2 * numerator, 2 * numerator));
    shape[d] = random.between(1, 12);
  }
  // Few enough.
  shape[2] = std::clamp<int64_t>(maxElements / (shape[0] * shape[1] * shape[3]),
                                 1, shape[2]);
  qnn::Numerics numerics = randomNumerics();
  SmallVector<Value> params =
      makeParamsOf(1, numerics, 1.0 / static_cast<double>(scale[0] * scale[2]));
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(b.getI8Type(), isUnsigned, zp);
  Value value = qnn::ResizeOp::create(
      b, typeOf(shape, b.getI8Type()), from.value, params,
      b.getDenseI64ArrayAttr(scale), b.getDenseI64ArrayAttr(offset),
      b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(zp),
      b.getI32IntegerAttr(clamp.min), b.getI32IntegerAttr(clamp.max),
      qnn::NumericsAttr::get(b.getContext(), numerics), unitIf(from.isUnsigned),
      StringAttr());
  return {value, isUnsigned, zp};
}

} // namespace qopt::codegentest

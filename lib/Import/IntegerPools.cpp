//===- IntegerPools.cpp - Integer pools and tables to qnn -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "IntegerImport.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"

#include <limits>

using namespace mlir;
using namespace qopt;

static bool isBytes(Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger(8);
}

/// Every window has an element of the image.
template <typename OpTy>
static LogicalResult verifyWindow(OpTy op) {
  for (int d : {0, 1})
    if (std::max(op.getPad()[2 * d], op.getPad()[2 * d + 1]) >=
        op.getKernel()[d])
      return op.emitOpError("has windows without an element of the image: the "
                            "padding must be smaller than the kernel");
  return success();
}

FailureOr<Value> qopt::convertTable(tosa::TableOp op, OpBuilder &builder) {
  if (!isBytes(op.getInput1()) || !isBytes(op.getResult()))
    return Value();
  auto entries = readIntegers(op.getTable());
  // TOSA numbers the entries from -128 on, qnn by the byte.
  SmallVector<int8_t> table;
  for (int byte = 0; byte < 256; ++byte)
    table.push_back(int8_t((*entries)[byte ^ 0x80]));
  auto type = RankedTensorType::get({256}, builder.getI8Type());
  return Value(qnn::LookupOp::create(
      builder, op.getLoc(), op.getType(), op.getInput1(),
      DenseElementsAttr::get(type, ArrayRef(table)), /*unit=*/StringAttr()));
}

FailureOr<Value> qopt::convertMaxPool(tosa::MaxPool2dOp op,
                                      OpBuilder &builder) {
  if (failed(verifyWindow(op)))
    return failure();
  return Value(qnn::MaxPool2DOp::create(
      builder, op.getLoc(), op.getType(), op.getInput(), op.getKernel(),
      op.getStride(), op.getPad(), /*isUnsigned=*/false,
      /*unit=*/StringAttr()));
}

FailureOr<Value> qopt::convertAvgPool(tosa::AvgPool2dOp op,
                                      OpBuilder &builder) {
  std::optional<int64_t> inZp = readSplatInteger(op.getInputZp()),
                         outZp = readSplatInteger(op.getOutputZp());
  if (!inZp || !outZp)
    return LogicalResult(op.emitOpError(
        "has a zero point that is not a constant: export the model with "
        "constant zero points"));
  if (failed(verifyWindow(op)))
    return failure();
  // TOSA divides by the count with a multiplier of 31 bits and a shift.
  SmallVector<int32_t> multipliers;
  SmallVector<int8_t> shifts;
  int64_t size = op.getKernel()[0] * op.getKernel()[1];
  unsigned width =
      getElementTypeOrSelf(op.getInput().getType()).getIntOrFloatBitWidth();
  IntegerRange range = rangeOfWidth(width, false);
  if (size > std::numeric_limits<int32_t>::max() / (range.max - range.min))
    return LogicalResult(op.emitOpError()
                         << "sums " << size
                         << " elements, which may overflow i32");
  for (int64_t count = 1; count <= size; ++count) {
    unsigned k = llvm::Log2_64_Ceil(count);
    multipliers.push_back(int32_t((((INT64_C(1) << 30) + 1) << k) / count));
    shifts.push_back(int8_t(30 + k));
  }
  Location loc = op.getLoc();
  Value params[] = {
      createVector<int32_t>(builder, loc, builder.getI32Type(), multipliers),
      createVector<int8_t>(builder, loc, builder.getI8Type(), shifts)};
  return Value(qnn::AvgPool2DOp::create(
      builder, loc, op.getType(), op.getInput(), params, op.getKernel(),
      op.getStride(), op.getPad(), int32_t(*inZp), int32_t(*outZp),
      int32_t(range.min), int32_t(range.max), qnn::Numerics::single,
      /*inUnsigned=*/false, /*unit=*/StringAttr()));
}

//===- FoldZeroPoints.cpp - Fold input zero points into biases --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/IR/Matchers.h"

#include <limits>

namespace qopt {
#define GEN_PASS_DEF_FOLDZEROPOINTSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
struct FoldZeroPoints
    : public qopt::impl::FoldZeroPointsPassBase<FoldZeroPoints> {
  using Base::Base;

  void runOnOperation() override;
};
} // namespace

/// The elements of a constant operand; nullopt for a value that is computed.
static FailureOr<std::optional<HostTensor>> readConstant(Operation *op,
                                                         Value value) {
  ElementsAttr elements;
  if (!matchPattern(value, m_Constant(&elements)))
    return std::optional<HostTensor>();
  llvm::Expected<HostTensor> tensor = readElements(elements);
  if (!tensor)
    return emitError(op->getLoc()) << "a constant operand cannot be read: "
                                   << llvm::toString(tensor.takeError());
  return std::optional<HostTensor>(std::move(*tensor));
}

/// `bias[n] - x_zp * sum_k (w[n, k] - w_zp)`. Exact: |w - w_zp| is at most 255
/// and |x_zp| too, so i64 holds the sum for any K there is memory for.
static FailureOr<SmallVector<int32_t, 0>>
foldBias(qnn::DenseOp dense, const HostTensor &weight, const HostTensor &bias) {
  int64_t k = weight.shape[1];
  SmallVector<int32_t, 0> folded;
  for (int64_t n = 0; n < weight.shape[0]; ++n) {
    int64_t sum = 0;
    for (int8_t w : weight.as<int8_t>().slice(n * k, k))
      sum +=
          (dense.getWUnsigned() ? static_cast<uint8_t>(w) : w) - dense.getWZp();
    int64_t value = bias.as<int32_t>()[n] - dense.getXZp() * sum;
    if (value < std::numeric_limits<int32_t>::min() ||
        value > std::numeric_limits<int32_t>::max())
      return emitError(dense.getLoc())
             << "with its zero point folded, the bias of channel " << n
             << " is " << value
             << ", which overflows i32; so may the accumulator: use fewer "
                "inputs or a smaller bias";
    folded.push_back(static_cast<int32_t>(value));
  }
  return folded;
}

static LogicalResult foldZeroPoint(qnn::DenseOp dense, int64_t &numFolded) {
  if (dense.getXZp() == 0)
    return success();
  FailureOr<std::optional<HostTensor>> weight =
      readConstant(dense, dense.getWeight());
  FailureOr<std::optional<HostTensor>> bias =
      readConstant(dense, dense.getBias());
  if (failed(weight) || failed(bias))
    return failure();
  if (!*weight || !*bias)
    return success(); // computed at run time, and so is the correction
  FailureOr<SmallVector<int32_t, 0>> folded = foldBias(dense, **weight, **bias);
  if (failed(folded))
    return failure();

  OpBuilder builder(dense);
  auto type =
      RankedTensorType::get({(*weight)->shape[0]}, builder.getI32Type());
  Value constant = arith::ConstantOp::create(
      builder, dense.getBias().getLoc(),
      DenseElementsAttr::get(type, ArrayRef<int32_t>(*folded)));
  Operation *old = dense.getBias().getDefiningOp();
  dense.getBiasMutable().assign(constant);
  dense.setXZp(0);
  if (isOpTriviallyDead(old))
    old->erase();
  ++numFolded;
  return success();
}

void FoldZeroPoints::runOnOperation() {
  int64_t count = 0;
  SmallVector<qnn::DenseOp> ops;
  getOperation().walk([&](qnn::DenseOp dense) { ops.push_back(dense); });
  for (qnn::DenseOp dense : ops)
    if (failed(foldZeroPoint(dense, count)))
      return signalPassFailure();
  numFolded += count;
}

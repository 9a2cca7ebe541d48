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

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
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

/// `bias[n] - x_zp * sum_k (w[n, k] - w_zp)`, with the factors of groups.
/// Exact: |w - w_zp| and a factor are at most 255, and |x_zp| is below 2^16, so
/// i64 holds the sum for any K there is memory for.
template <typename OpTy>
static FailureOr<SmallVector<int32_t, 0>>
foldBias(OpTy op, const HostTensor &weight, const HostTensor &bias) {
  int64_t channels = weight.shape[0];
  ArrayRef<int8_t> weights = weight.as<int8_t>();
  int64_t k = channels ? weights.size() / channels : 0;
  SmallVector<uint8_t> factors;
  if (DenseIntElementsAttr attr = op.getFactorsAttr())
    factors.assign(attr.value_begin<uint8_t>(), attr.value_end<uint8_t>());
  SmallVector<int32_t, 0> folded;
  for (int64_t n = 0; n < channels; ++n) {
    int64_t sum = 0;
    for (int64_t i = n * k; i < (n + 1) * k; ++i) {
      int64_t steps =
          (op.getWUnsigned() ? static_cast<uint8_t>(weights[i]) : weights[i]) -
          op.getWZp();
      sum += factors.empty() ? steps : factors[i / op.getGroupSize()] * steps;
    }
    int64_t value = bias.as<int32_t>()[n] - op.getXZp() * sum;
    if (value < std::numeric_limits<int32_t>::min() ||
        value > std::numeric_limits<int32_t>::max())
      return emitError(op.getLoc())
             << "with its zero point folded, the bias of channel " << n
             << " is " << value
             << ", which overflows i32; so may the accumulator: use fewer "
                "inputs or a smaller bias";
    folded.push_back(static_cast<int32_t>(value));
  }
  return folded;
}

/// What lies outside the image contributes nothing, and so it must stand for
/// the zero point: it is written around the image.
static void writePadding(OpBuilder &builder, qnn::Conv2DOp conv) {
  ArrayRef<int64_t> pad = conv.getPad();
  if (llvm::all_of(pad, [](int64_t amount) { return amount == 0; }) ||
      llvm::is_contained(conv.getInput().getType().getShape(), 0))
    return;
  Location loc = conv.getLoc();
  Value input = conv.getInput();
  auto type = conv.getInput().getType();
  SmallVector<int64_t> shape(type.getShape());
  for (int64_t d : {0, 1})
    if (!type.isDynamicDim(1 + d))
      shape[1 + d] += pad[2 * d] + pad[2 * d + 1];
  ImplicitLocOpBuilder implicit(loc, builder);
  Value amounts = tosa::getTosaConstShape(
      implicit, {0, 0, pad[0], pad[1], pad[2], pad[3], 0, 0});
  auto one = RankedTensorType::get({1}, type.getElementType());
  Value zeroPoint = tosa::ConstOp::create(
      builder, loc, one,
      DenseElementsAttr::get(
          one, builder.getIntegerAttr(type.getElementType(), conv.getXZp())));
  Value padded = tosa::PadOp::create(builder, loc, type.clone(shape), input,
                                     amounts, zeroPoint);
  conv.getInputMutable().assign(padded);
  conv.setPad({0, 0, 0, 0});
}

template <typename OpTy>
static LogicalResult foldZeroPoint(OpTy op, int64_t &numFolded) {
  if (op.getXZp() == 0)
    return success();
  FailureOr<std::optional<HostTensor>> weight =
      readConstant(op, op.getWeight());
  FailureOr<std::optional<HostTensor>> bias = readConstant(op, op.getBias());
  if (failed(weight) || failed(bias))
    return failure();
  if (!*weight || !*bias)
    return success(); // computed at run time, and so is the correction
  FailureOr<SmallVector<int32_t, 0>> folded = foldBias(op, **weight, **bias);
  if (failed(folded))
    return failure();

  OpBuilder builder(op);
  auto type =
      RankedTensorType::get({(*weight)->shape[0]}, builder.getI32Type());
  Value constant = arith::ConstantOp::create(
      builder, op.getBias().getLoc(),
      DenseElementsAttr::get(type, ArrayRef<int32_t>(*folded)));
  Operation *old = op.getBias().getDefiningOp();
  op.getBiasMutable().assign(constant);
  if constexpr (std::is_same_v<OpTy, qnn::Conv2DOp>)
    writePadding(builder, op);
  op.setXZp(0);
  if (isOpTriviallyDead(old))
    old->erase();
  ++numFolded;
  return success();
}

void FoldZeroPoints::runOnOperation() {
  int64_t count = 0;
  SmallVector<Operation *> ops;
  getOperation().walk([&](Operation *op) {
    if (isa<qnn::DenseOp, qnn::Conv2DOp>(op))
      ops.push_back(op);
  });
  for (Operation *op : ops) {
    auto conv = dyn_cast<qnn::Conv2DOp>(op);
    if (failed(conv ? foldZeroPoint(conv, count)
                    : foldZeroPoint(cast<qnn::DenseOp>(op), count)))
      return signalPassFailure();
  }
  numFolded += count;
}

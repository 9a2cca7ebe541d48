//===- Interpolation.cpp - Functions of 16-bit values -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interpolation.h"

#include "StoredArithmetic.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// Every entry in the lower half of a word, and the next in the upper one.
static DenseElementsAttr pairEntries(ElementsAttr table, Builder &b) {
  SmallVector<int32_t> pairs;
  auto entries = llvm::to_vector(table.getValues<int16_t>());
  for (size_t i = 0; i + 1 < entries.size(); ++i)
    pairs.push_back(int32_t(uint32_t(uint16_t(entries[i])) |
                            uint32_t(uint16_t(entries[i + 1])) << 16));
  return DenseElementsAttr::get(
      RankedTensorType::get({int64_t(pairs.size())}, b.getI32Type()),
      ArrayRef(pairs));
}

namespace {
struct ExpandInterpolate : OpRewritePattern<qnn::InterpolateOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::InterpolateOp op,
                                PatternRewriter &rewriter) const override {
    auto vectorType = dyn_cast<VectorType>(op.getInput().getType());
    if (isa<TensorType>(op.getInput().getType()) ||
        (vectorType && vectorType.getRank() != 1))
      return failure();
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    StoredArithmetic a{rewriter, op.getLoc(), op.getInput().getType()};
    auto number = [&](int64_t value) {
      return a.integer(b.getI32Type(), int32_t(value));
    };
    DenseElementsAttr pairs = pairEntries(op.getTable(), b);
    int64_t shift = op.getShift(), size = pairs.getNumElements() << shift;

    Value x = arith::ExtSIOp::create(b, a.type(b.getI32Type()), op.getInput());
    Value distance = arith::SubIOp::create(b, x, number(op.getFirst()));
    if (size < 1 << 16) {
      distance = arith::MaxSIOp::create(b, distance, number(0));
      distance = arith::MinSIOp::create(b, distance, number(size - 1));
    }
    Value at = arith::ShRUIOp::create(b, distance, number(shift));
    Value part =
        arith::AndIOp::create(b, distance, number((int64_t(1) << shift) - 1));
    Value pair = load(b, arith::ConstantOp::create(b, pairs), at);
    Value lower = arith::ShRSIOp::create(
        b, arith::ShLIOp::create(b, pair, number(16)), number(16));
    Value upper = arith::ShRSIOp::create(b, pair, number(16));
    Value sum = arith::AddIOp::create(
        b, arith::ShLIOp::create(b, lower, number(shift)),
        arith::MulIOp::create(b, arith::SubIOp::create(b, upper, lower), part));
    int64_t bits = shift + op.getFraction();
    sum = arith::AddIOp::create(b, sum, number(int64_t(1) << (bits - 1)));
    sum = arith::ShRSIOp::create(b, sum, number(bits));
    if (op.getIsUnsigned())
      sum = arith::AddIOp::create(b, sum, number(128));
    using Flags = arith::IntegerOverflowFlags;
    rewriter.replaceOpWithNewOp<arith::TruncIOp>(
        op, op.getOutput().getType(), sum,
        op.getIsUnsigned() ? Flags::nuw : Flags::nsw);
    return success();
  }

private:
  static Value load(ImplicitLocOpBuilder &b, Value table, Value at) {
    auto type = dyn_cast<VectorType>(at.getType());
    if (!type)
      return tensor::ExtractOp::create(
          b, table,
          arith::IndexCastUIOp::create(b, b.getIndexType(), at).getResult());
    Value all = arith::ConstantOp::create(
        b, DenseElementsAttr::get(cast<VectorType>(type.clone(b.getI1Type())),
                                  true));
    return vector::GatherOp::create(
        b, type, table, arith::ConstantIndexOp::create(b, 0).getResult(), at,
        all, ub::PoisonOp::create(b, type));
  }
};
} // namespace

void populateInterpolationPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandInterpolate>(patterns.getContext());
}

} // namespace qopt

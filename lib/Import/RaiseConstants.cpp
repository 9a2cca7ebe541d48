//===- RaiseConstants.cpp - What linalg computes of constants alone -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyEvaluator.h"
#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

/// No larger constant is made: it would be stored in the program.
constexpr int64_t kMaxElements = 1 << 22;

/// Elements that a constant is made of here, and read of.
static bool isFoldable(RankedTensorType type) {
  Type element = type.getElementType();
  return type.hasStaticShape() && type.getNumElements() <= kMaxElements &&
         (element.isF32() || element.isInteger(1) || element.isInteger(64));
}

static Value createFrom(OpBuilder &builder, Location loc, RankedTensorType type,
                        ArrayRef<Scalar> scalars) {
  if (type.getElementType().isF32()) {
    SmallVector<float, 0> floats;
    for (const Scalar &scalar : scalars)
      floats.push_back(float(scalar.real));
    return createConst(builder, loc, type.getShape(), floats);
  }
  if (type.getElementType().isInteger(1)) {
    SmallVector<bool, 0> bits;
    for (const Scalar &scalar : scalars)
      bits.push_back(scalar.integer != 0);
    return tosa::ConstOp::create(builder, loc, type,
                                 DenseElementsAttr::get(type, ArrayRef(bits)));
  }
  SmallVector<int64_t, 0> integers;
  for (const Scalar &scalar : scalars)
    integers.push_back(scalar.integer);
  return arith::ConstantOp::create(
      builder, loc, DenseElementsAttr::get(type, ArrayRef(integers)));
}

Value qopt::createConstFromBody(OpBuilder &builder, linalg::LinalgOp op,
                                Value scalar) {
  auto evaluator = BodyEvaluator::create(op, scalar);
  if (!evaluator)
    return {};
  SmallVector<int64_t> shape = op.getStaticLoopRanges();
  for (auto [dim, size] : llvm::enumerate(shape))
    if (!evaluator->dependsOn(dim) && scalar.getType().isF32())
      size = 1;
  auto type = RankedTensorType::get(shape, scalar.getType());
  if (!isFoldable(type))
    return {};
  SmallVector<Scalar, 0> scalars;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    scalars.push_back(evaluator->at(index).front());
    return true;
  });
  return createFrom(builder, op.getLoc(), type, scalars);
}

namespace {
/// An operation of constants, or of nothing but the loops' indices.
struct FoldGeneric : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || op.getNumResults() != 1 ||
        op.getNumParallelLoops() != op.getNumLoops() ||
        !op.getIndexingMapsArray().back().isIdentity() ||
        !isFoldable(cast<RankedTensorType>(op.getResult(0).getType())))
      return rewriter.notifyMatchFailure(op, "not elementwise");
    Trial trial(op);
    Value constant = createConstFromBody(
        trial.getBuilder(), op, op.getBlock()->getTerminator()->getOperand(0));
    auto type = cast<RankedTensorType>(op.getResult(0).getType());
    if (!constant)
      return rewriter.notifyMatchFailure(op, "not of constants");
    // A bias for every pixel, say, is left to what reads it.
    if (constant.getType() != type)
      return rewriter.notifyMatchFailure(op, "repeats constants");
    trial.keep();
    rewriter.replaceOp(op, constant);
    return success();
  }
};

/// A reshape of integers; those of floats are TOSA's.
template <typename OpTy>
struct FoldReshape : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getType());
    auto tensor = readTensor(op.getSrc());
    if (!tensor || !isFoldable(type) || type.getElementType().isF32())
      return rewriter.notifyMatchFailure(op, "not of integer constants");
    if (tensor->isSplat)
      tensor->values.assign(type.getNumElements(), tensor->values.front());
    rewriter.replaceOp(op,
                       createFrom(rewriter, op.getLoc(), type, tensor->values));
    return success();
  }
};
} // namespace

void qopt::populateRaiseConstantsPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldGeneric, FoldReshape<tensor::CollapseShapeOp>,
               FoldReshape<tensor::ExpandShapeOp>>(patterns.getContext());
}

//===- RaiseElementwise.cpp - Elementwise functions from linalg -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace qopt;

/// f32, or the result of a comparison.
static bool isFloatOrBool(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isF32() || element.isInteger(1);
}

std::optional<AffineMap> qopt::matchBroadcast(Value value, Value &source) {
  auto op = value.getDefiningOp<linalg::LinalgOp>();
  if (!op || !op.hasPureTensorSemantics() || op.getNumDpsInputs() != 1 ||
      op.getNumDpsInits() != 1 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getIndexingMapsArray().back().isIdentity() || isa<linalg::FillOp>(op))
    return std::nullopt;
  auto yield = cast<linalg::YieldOp>(op.getBlock()->getTerminator());
  if (yield.getOperand(0) != op.getBlock()->getArgument(0))
    return std::nullopt;
  source = op->getOperand(0);
  if (!isa<RankedTensorType>(source.getType()))
    return std::nullopt;
  return op.getIndexingMapsArray().front();
}

static bool isBroadcast(tosa::TileOp tile) {
  auto from = cast<RankedTensorType>(tile.getInput1().getType()),
       to = cast<RankedTensorType>(tile.getType());
  return llvm::all_of(llvm::zip_equal(from.getShape(), to.getShape()),
                      [](auto sizes) {
                        auto [before, after] = sizes;
                        return before == 1 || before == after;
                      });
}

Value qopt::alignToLoops(OpBuilder &builder, Location loc, Value value,
                         AffineMap map) {
  Value source;
  while (std::optional<AffineMap> inner = matchBroadcast(value, source)) {
    map = inner->compose(map);
    value = source;
  }
  // A repetition of dimensions of 1 is what their loops make of them.
  if (auto tile = value.getDefiningOp<tosa::TileOp>())
    if (isBroadcast(tile))
      value = tile.getInput1();
  SmallVector<int64_t> shape(map.getNumDims(), 1);
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type) {
    // A scalar operand.
    FloatAttr attr;
    if (!matchPattern(value, m_Constant(&attr)) || !attr.getType().isF32())
      return {};
    return createConst(builder, loc, shape, attr.getValue().convertToFloat());
  }
  if (!isFloatOrBool(type) || type.getNumDynamicDims() > 1)
    return {};
  if (value.getDefiningOp<linalg::FillOp>()) {
    std::optional<float> fill = getFillValue(value);
    return fill ? createConst(builder, loc, shape, *fill) : Value();
  }
  std::optional<unsigned> last;
  for (auto [expr, size] : llvm::zip_equal(map.getResults(), type.getShape())) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim) {
      // A dimension of one element, read at 0.
      auto index = dyn_cast<AffineConstantExpr>(expr);
      if (!index || index.getValue() != 0 || size != 1)
        return {};
      continue;
    }
    if (last && dim.getPosition() <= *last)
      return {};
    last = dim.getPosition();
    shape[*last] = size;
  }
  return createReshape(builder, loc, value, shape);
}

bool BodyRaiser::mapArguments() {
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    if (!op.isDpsInput(&operand) || argument.use_empty() ||
        !isFloatOrBool(argument.getType()))
      continue;
    Value tensor = alignToLoops(builder, loc, operand.get(),
                                op.getMatchingIndexingMap(&operand));
    if (!tensor)
      tensor = createConstFromBody(builder, op, argument);
    if (!tensor)
      return false;
    values[argument] = tensor;
  }
  return true;
}

namespace {
struct RaiseElementwise : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || op.getNumResults() != 1 ||
        op.getNumParallelLoops() != op.getNumLoops())
      return rewriter.notifyMatchFailure(op, "not elementwise");
    auto type = dyn_cast<RankedTensorType>(op.getResult(0).getType());
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    if (!type || !isFloatOrBool(type) || !maps.back().isIdentity())
      return rewriter.notifyMatchFailure(op, "result not in loop order");
    Block *body = op.getBlock();
    if (!body->getArguments().back().use_empty())
      return rewriter.notifyMatchFailure(op, "reads what it overwrites");
    Value yielded = body->getTerminator()->getOperand(0);
    if (yielded.getParentBlock() != body || isa<BlockArgument>(yielded))
      return raiseCopy(op, yielded, rewriter);

    Trial trial(op);
    BodyRaiser raiser(trial.getBuilder(), op);
    if (!raiser.mapArguments())
      return rewriter.notifyMatchFailure(op, "an operand is permuted");
    Value result = raiser.raise(yielded);
    if (!result || result.getType() != type)
      return rewriter.notifyMatchFailure(op, "the body computes what TOSA "
                                             "cannot say");
    trial.keep();
    rewriter.replaceOp(op, result);
    return success();
  }

private:
  /// A copy, or a transpose.
  LogicalResult raiseCopy(linalg::GenericOp op, Value yielded,
                          PatternRewriter &rewriter) const {
    auto argument = dyn_cast<BlockArgument>(yielded);
    if (!argument || argument.getOwner() != op.getBlock() ||
        op.getNumDpsInputs() != 1)
      return rewriter.notifyMatchFailure(op, "fills with one value");
    AffineMap map = op.getIndexingMapsArray().front();
    Value input = op.getInputs().front();
    if (map.isIdentity() && input.getType() == op.getResult(0).getType()) {
      rewriter.replaceOp(op, input);
      return success();
    }
    auto inputType = dyn_cast<RankedTensorType>(input.getType());
    if (!map.isPermutation() || !inputType)
      return rewriter.notifyMatchFailure(op, "repeats its operand");
    SmallVector<int32_t> perms;
    for (unsigned i = 0; i < map.getNumDims(); ++i)
      perms.push_back(*map.getResultPosition(rewriter.getAffineDimExpr(i)));
    rewriter.replaceOpWithNewOp<tosa::TransposeOp>(
        op, op.getResult(0).getType(), input, perms);
    return success();
  }
};

/// Of named elementwise operations there are many, and all have a body.
struct GeneralizeElementwise : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (isa<linalg::GenericOp, linalg::FillOp, linalg::TransposeOp,
            linalg::BroadcastOp>(op) ||
        !op.hasPureTensorSemantics() ||
        op.getNumParallelLoops() != op.getNumLoops() ||
        !getElementTypeOrSelf(op->getResult(0).getType()).isF32())
      return rewriter.notifyMatchFailure(op, "not named and elementwise");
    return linalg::generalizeNamedOp(rewriter, op);
  }
};
} // namespace

void qopt::populateRaiseElementwisePatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseElementwise, GeneralizeElementwise>(patterns.getContext());
}

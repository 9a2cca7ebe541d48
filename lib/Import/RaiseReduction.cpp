//===- RaiseReduction.cpp - Sums and extremes over dimensions ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace qopt;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static std::optional<Combiner> combinerOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::optional<Combiner>>(op)
      .Case<arith::AddFOp>([](Operation *) { return Combiner::Sum; })
      .Case<arith::MulFOp>([](Operation *) { return Combiner::Product; })
      .Case<arith::MaximumFOp>([](Operation *) { return Combiner::Maximum; })
      .Case<arith::MinimumFOp>([](Operation *) { return Combiner::Minimum; })
      .Case<arith::AndIOp>([](Operation *) { return Combiner::All; })
      .Case<arith::OrIOp>([](Operation *) { return Combiner::Any; })
      .Default([](Operation *) { return std::nullopt; });
}

std::optional<Reduction> qopt::matchReduction(linalg::LinalgOp op,
                                              unsigned number) {
  Block *body = op.getBlock();
  Operation *last = body->getTerminator()->getOperand(number).getDefiningOp();
  if (!op.hasPureTensorSemantics() || !last || last->getBlock() != body ||
      last->getNumOperands() != 2)
    return std::nullopt;
  std::optional<Combiner> combiner = combinerOf(last);
  bool isBool = combiner == Combiner::All || combiner == Combiner::Any;
  Type type = last->getResult(0).getType();
  if (!combiner || !(isBool ? type.isInteger(1) : type.isF32()))
    return std::nullopt;
  BlockArgument out = op.getMatchingBlockArgument(op.getDpsInitOperand(number));
  unsigned at = last->getOperand(0) == out ? 0 : 1;
  Value term = last->getOperand(1 - at);
  if (last->getOperand(at) != out || term == out)
    return std::nullopt;
  return Reduction{*combiner, term};
}

bool qopt::isSumOfProducts(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 ||
      !llvm::all_of(op->getOperandTypes(), [](Type type) {
        return isa<RankedTensorType>(type) &&
               getElementTypeOrSelf(type).isF32();
      }))
    return false;
  std::optional<Reduction> sum = matchReduction(op, 0);
  auto mul = sum ? sum->term.getDefiningOp<arith::MulFOp>() : arith::MulFOp();
  Block *body = op.getBlock();
  return mul && sum->combiner == Combiner::Sum &&
         llvm::is_contained(mul->getOperands(), body->getArgument(0)) &&
         llvm::is_contained(mul->getOperands(), body->getArgument(1));
}

//===----------------------------------------------------------------------===//
// Raising
//===----------------------------------------------------------------------===//

/// Whether a tensor filled with this is as good as nothing to begin with.
static bool isNeutral(Value init, Combiner combiner) {
  auto fill = init.getDefiningOp<linalg::FillOp>();
  std::optional<float> real = getFillValue(init);
  bool isTrue = fill && matchPattern(fill.getInputs().front(), m_One()),
       isFalse = fill && matchPattern(fill.getInputs().front(), m_Zero());
  switch (combiner) {
  case Combiner::Sum:
    return real == 0.0f;
  case Combiner::Product:
    return real == 1.0f;
  case Combiner::Maximum:
    return real == -kInfinity;
  case Combiner::Minimum:
    return real == kInfinity;
  case Combiner::All:
    return isTrue;
  case Combiner::Any:
    return isFalse;
  }
  llvm_unreachable("all combiners are above");
}

static Value createReduce(OpBuilder &builder, Location loc, Combiner combiner,
                          RankedTensorType type, Value value, int64_t dim) {
  auto mode = tosa::NanPropagationModeAttr::get(
      builder.getContext(), tosa::NanPropagationMode::PROPAGATE);
  IntegerAttr axis = builder.getI32IntegerAttr(dim);
  switch (combiner) {
  case Combiner::Sum:
    return tosa::ReduceSumOp::create(builder, loc, type, value, axis);
  case Combiner::Product:
    return tosa::ReduceProductOp::create(builder, loc, type, value, axis);
  case Combiner::Maximum:
    return tosa::ReduceMaxOp::create(builder, loc, type, value, axis, mode);
  case Combiner::Minimum:
    return tosa::ReduceMinOp::create(builder, loc, type, value, axis, mode);
  case Combiner::All:
    return tosa::ReduceAllOp::create(builder, loc, type, value, axis);
  case Combiner::Any:
    return tosa::ReduceAnyOp::create(builder, loc, type, value, axis);
  }
  llvm_unreachable("all combiners are above");
}

/// The loops that the dimensions of a result are, in ascending order, or 0.
static bool isAscending(AffineMap map) {
  std::optional<unsigned> last;
  for (AffineExpr expr : map.getResults()) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim && expr != 0)
      return false;
    if (dim && last && dim.getPosition() <= *last)
      return false;
    if (dim)
      last = dim.getPosition();
  }
  return true;
}

namespace {
struct RaiseReduction : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getNumReductionLoops() == 0 ||
        op.getNumReductionLoops() + op.getNumParallelLoops() !=
            op.getNumLoops() ||
        linalg::isaContractionOpInterface(op) ||
        linalg::isaConvolutionOpInterface(op))
      return rewriter.notifyMatchFailure(op, "not a reduction");
    // The places of extremes that PyTorch computes beside them are seldom read.
    for (OpResult result : op->getResults().drop_front())
      if (!result.use_empty())
        return rewriter.notifyMatchFailure(op, "several results are read");
    std::optional<Reduction> reduction = matchReduction(op, 0);
    auto outType = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!reduction || !outType || outType.getNumDynamicDims() > 1)
      return rewriter.notifyMatchFailure(op, "an unknown body");
    OpOperand *init = op.getDpsInitOperand(0);
    if (!isNeutral(init->get(), reduction->combiner) ||
        !isAscending(op.getMatchingIndexingMap(init)))
      return rewriter.notifyMatchFailure(op, "begins with something");

    Trial trial(op);
    OpBuilder &builder = trial.getBuilder();
    BodyRaiser raiser(builder, op);
    Value value =
        raiser.mapArguments() ? raiser.raise(reduction->term) : Value();
    if (!value)
      return rewriter.notifyMatchFailure(op, "the body computes what TOSA "
                                             "cannot say");
    SmallVector<int64_t> ranges = op.getStaticLoopRanges();
    SmallVector<unsigned> dims;
    op.getReductionDims(dims);
    for (unsigned dim : llvm::reverse(dims)) {
      auto type = cast<RankedTensorType>(value.getType());
      if (type.getDimSize(dim) != ranges[dim])
        return rewriter.notifyMatchFailure(op, "adds the same again");
      SmallVector<int64_t> shape(type.getShape());
      shape[dim] = 1;
      value = createReduce(builder, op.getLoc(), reduction->combiner,
                           type.clone(shape), value, dim);
    }
    auto type = cast<RankedTensorType>(value.getType());
    if (type.hasStaticShape() != outType.hasStaticShape() ||
        (type.hasStaticShape() &&
         type.getNumElements() != outType.getNumElements()))
      return rewriter.notifyMatchFailure(op, "repeats its result");
    value = createReshape(builder, op.getLoc(), value, outType.getShape());
    trial.keep();
    rewriter.replaceAllUsesWith(op->getResult(0), value);
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void qopt::populateRaiseReductionPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseReduction>(patterns.getContext());
}

//===- ApproximateMath.cpp - Float functions without a library --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/TypeSwitch.h"

#include <limits>

namespace qopt {
#define GEN_PASS_DEF_APPROXIMATEMATH
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Builds f32 arithmetic on scalars or vectors of one type.
struct FloatBuilder {
  ImplicitLocOpBuilder b;
  Type type;

  explicit FloatBuilder(Operation *op)
      : b(op->getLoc(), op), type(op->getResult(0).getType()) {}

  Value constant(float value) {
    Attribute attr = b.getF32FloatAttr(value);
    if (auto vector = dyn_cast<VectorType>(type))
      attr = DenseElementsAttr::get(vector, attr);
    return arith::ConstantOp::create(b, cast<TypedAttr>(attr));
  }
  Value compare(arith::CmpFPredicate predicate, Value x, Value y) {
    return arith::CmpFOp::create(b, predicate, x, y);
  }
  Value select(Value condition, Value x, Value y) {
    return arith::SelectOp::create(b, condition, x, y);
  }

  /// Half to even. Adding 2^23 to what is smaller leaves no fraction bits; what
  /// is larger has none, and NaN passes.
  Value roundEven(Value x) {
    Value limit = constant(0x1p23f), size = math::AbsFOp::create(b, x);
    Value rounded =
        arith::SubFOp::create(b, arith::AddFOp::create(b, size, limit), limit);
    return select(compare(arith::CmpFPredicate::OLT, size, limit),
                  math::CopySignOp::create(b, rounded, x), x);
  }

  /// Rounds, then takes `step` where that went beyond x. Zeros keep the sign
  /// of x.
  Value roundTowards(Value x, arith::CmpFPredicate isBeyond, float step) {
    Value rounded = roundEven(x);
    Value corrected = arith::AddFOp::create(b, rounded, constant(step));
    return math::CopySignOp::create(
        b, select(compare(isBeyond, rounded, x), corrected, rounded), x);
  }

  /// C's pow: exp(y log |x|), with the sign of x where y is odd.
  Value power(Value x, Value y) {
    Value size = math::AbsFOp::create(b, x);
    Value result = math::ExpOp::create(
        b, arith::MulFOp::create(b, y, math::LogOp::create(b, size)));
    auto isWhole = [&](Value v) {
      return compare(arith::CmpFPredicate::OEQ, math::RoundEvenOp::create(b, v),
                     v);
    };
    // The logarithm of 1 times infinity is no number.
    Value zero = constant(0), one = constant(1),
          infinity = constant(std::numeric_limits<float>::infinity());
    result = select(compare(arith::CmpFPredicate::OEQ, size, one), one, result);
    Value hasRoot = arith::OrIOp::create(
        b, isWhole(y),
        arith::OrIOp::create(
            b, compare(arith::CmpFPredicate::UGE, x, zero),
            compare(arith::CmpFPredicate::OEQ, size, infinity)));
    result = select(hasRoot, result,
                    constant(std::numeric_limits<float>::quiet_NaN()));
    Value isEven = isWhole(arith::MulFOp::create(b, y, constant(0.5f)));
    Value isOdd = arith::AndIOp::create(
        b, isWhole(y),
        arith::XOrIOp::create(
            b, isEven,
            arith::ConstantOp::create(b, b.getOneAttr(isEven.getType()))));
    result = select(isOdd, math::CopySignOp::create(b, result, x), result);
    return select(compare(arith::CmpFPredicate::OEQ, y, zero), one, result);
  }
};

struct PowerPattern : OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "not f32");
    FloatBuilder builder(op);
    rewriter.replaceOp(op, builder.power(op.getLhs(), op.getRhs()));
    return success();
  }
};

/// The LLVM intrinsic that `op` becomes, if there is a form without it.
std::optional<llvm::Intrinsic::ID> intrinsicOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::optional<llvm::Intrinsic::ID>>(op)
      .Case([](math::FmaOp) { return llvm::Intrinsic::fma; })
      .Case([](math::FloorOp) { return llvm::Intrinsic::floor; })
      .Case([](math::CeilOp) { return llvm::Intrinsic::ceil; })
      .Case([](math::RoundEvenOp) { return llvm::Intrinsic::roundeven; })
      .Default([](Operation *) { return std::nullopt; });
}

Value expand(Operation *op) {
  FloatBuilder builder(op);
  Value x = op->getOperand(0);
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](math::FmaOp fma) {
        return arith::AddFOp::create(
            builder.b, arith::MulFOp::create(builder.b, x, fma.getB()),
            fma.getC());
      })
      .Case([&](math::FloorOp) {
        return builder.roundTowards(x, arith::CmpFPredicate::OGT, -1);
      })
      .Case([&](math::CeilOp) {
        return builder.roundTowards(x, arith::CmpFPredicate::OLT, 1);
      })
      .Case([&](math::RoundEvenOp) { return builder.roundEven(x); });
}

struct ApproximateMath : qopt::impl::ApproximateMathBase<ApproximateMath> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateMathPolynomialApproximationPatterns(set);
    // Constant exponents such as 2 and 0.5 have a better form.
    populateMathAlgebraicSimplificationPatterns(set);
    set.add<PowerPattern>(context, /*benefit=*/0);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    if (failed(applyPatternsGreedily(getOperation(), patterns)))
      return signalPassFailure();
    SmallVector<std::pair<Operation *, llvm::Intrinsic::ID>> found;
    getOperation().walk([&](Operation *op) {
      std::optional<llvm::Intrinsic::ID> intrinsic = intrinsicOf(op);
      if (intrinsic && getElementTypeOrSelf(op->getResult(0)).isF32())
        found.emplace_back(op, *intrinsic);
    });
    if (found.empty())
      return;
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    llvm::SmallDenseMap<unsigned, bool> hasInstruction;
    for (auto [op, intrinsic] : found) {
      auto [entry, isNew] = hasInstruction.try_emplace(intrinsic);
      if (isNew)
        entry->second = target->hasInstruction(intrinsic);
      if (entry->second)
        continue;
      op->getResult(0).replaceAllUsesWith(expand(op));
      op->erase();
    }
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

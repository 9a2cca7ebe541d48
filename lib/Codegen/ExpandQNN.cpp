//===- ExpandQNN.cpp - qnn scalars and vectors to arithmetic ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interpolation.h"
#include "StoredArithmetic.h"
#include "TableLookups.h"
#include "WideIntegers.h"

#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Target/RoundKernel.h"
#include "qopt/Target/TableKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

#include <limits>

namespace qopt {
#define GEN_PASS_DEF_EXPANDQNN
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// `clamp(rne(f) + zp)` in the stored type; `f` is no NaN.
Value store(const StoredArithmetic &a, Value f, const StoredRange &range,
            Type stored, const RoundKernel *kernel) {
  auto type = dyn_cast<VectorType>(f.getType());
  if (kernel && type && type.getRank() == 1 && stored.isInteger(8) &&
      type.getNumElements() % kernel->lanes == 0) {
    ImplicitLocOpBuilder b(a.loc, a.b);
    return kernel->emit(b, f, range);
  }
  return a.roundAndStore(f, range.qmin, range.qmax, range.zp, stored);
}

/// The least and the largest element of a constant.
struct Extremes {
  int64_t min, max;
};

/// Of the constant that `value` was read from; nullopt where that is not seen.
std::optional<Extremes> extremesOf(Value value) {
  while (Operation *def = value.getDefiningOp()) {
    DenseIntElementsAttr elements;
    IntegerAttr number;
    if (matchPattern(value, m_Constant(&elements))) {
      auto isLess = [](const APInt &x, const APInt &y) { return x.slt(y); };
      return Extremes{(*llvm::min_element(elements, isLess)).getSExtValue(),
                      (*llvm::max_element(elements, isLess)).getSExtValue()};
    }
    if (matchPattern(value, m_Constant(&number)))
      return Extremes{number.getInt(), number.getInt()};
    // What stands in lanes beyond the last element is one of them.
    auto shuffle = dyn_cast<vector::ShuffleOp>(def);
    if (!isa<tensor::ExtractOp, tensor::ExtractSliceOp, vector::TransferReadOp,
             vector::BroadcastOp, vector::ExtractOp, vector::ShapeCastOp>(
            def) &&
        !(shuffle && shuffle.getV1() == shuffle.getV2()))
      return std::nullopt;
    value = def->getOperand(0);
  }
  return std::nullopt;
}

/// The bits of a signed integer that holds whatever `value` is.
int64_t countBits(Value value) {
  auto width = [](Value value) -> int64_t {
    return getElementTypeOrSelf(value.getType()).getIntOrFloatBitWidth();
  };
  Operation *def = value.getDefiningOp();
  if (auto extension = dyn_cast_or_null<arith::ExtSIOp>(def))
    return width(extension.getIn());
  if (auto extension = dyn_cast_or_null<arith::ExtUIOp>(def))
    return width(extension.getIn()) + 1;
  if (auto difference = dyn_cast_or_null<arith::SubIOp>(def)) {
    int64_t bits = countBits(difference.getLhs());
    APInt zeroPoint;
    if (bits < width(value) &&
        matchPattern(difference.getRhs(), m_ConstantInt(&zeroPoint)) &&
        zeroPoint.isSignedIntN(bits))
      return bits + 1;
  }
  return width(value);
}

struct ExpandRescale : OpRewritePattern<qnn::RescaleOp> {
  ExpandRescale(MLIRContext *context, const RoundKernel *kernel, bool hasWords)
      : OpRewritePattern(context), kernel(kernel), hasWords(hasWords) {}

  LogicalResult matchAndRewrite(qnn::RescaleOp op,
                                PatternRewriter &rewriter) const override {
    StoredArithmetic a{rewriter, op.getLoc(), op.getInput().getType()};
    Type stored = getElementTypeOrSelf(op.getOutput().getType());
    int64_t zp = op.getZp(), qmin = op.getQmin(), qmax = op.getQmax();
    if (op.getNumerics() == qnn::Numerics::fp32) {
      Value f = arith::SIToFPOp::create(
          rewriter, a.loc, a.type(rewriter.getF32Type()), op.getInput());
      f = arith::MulFOp::create(rewriter, a.loc, f, op.getParams()[0]);
      rewriter.replaceOp(op, store(a, f, {zp, qmin, qmax}, stored, kernel));
      return success();
    }
    // single and double: (x * m + round) >> s in 64 bits.
    Type i64 = rewriter.getI64Type();
    auto wide = [&](Value v) -> Value {
      if (getElementTypeOrSelf(v.getType()) == i64)
        return v;
      return arith::ExtSIOp::create(rewriter, a.loc, a.type(i64), v);
    };
    // Vectors of words have fewer steps and twice the lanes.
    bool isBetter = hasWords || isa<VectorType>(op.getInput().getType());
    if (isBetter && getElementTypeOrSelf(op.getInput().getType()).isInteger(32))
      if (Value result = rescaleHighWord(a, op)) {
        rewriter.replaceOp(op, result);
        return success();
      }
    Value x = wide(op.getInput()), m = wide(op.getParams()[0]);
    Value s = wide(op.getParams()[1]), one = a.integer(i64, 1);
    Value half = arith::ShLIOp::create(
        rewriter, a.loc, one, arith::SubIOp::create(rewriter, a.loc, s, one));
    if (op.getNumerics() == qnn::Numerics::double_) {
      Value zero = a.integer(i64, 0);
      Value isNegative = arith::CmpIOp::create(
          rewriter, a.loc, arith::CmpIPredicate::slt, x, zero);
      Value extra = arith::SelectOp::create(rewriter, a.loc, isNegative,
                                            a.integer(i64, -(int64_t(1) << 30)),
                                            a.integer(i64, int64_t(1) << 30));
      Value isLong = arith::CmpIOp::create(
          rewriter, a.loc, arith::CmpIPredicate::sgt, s, a.integer(i64, 31));
      extra = arith::SelectOp::create(rewriter, a.loc, isLong, extra, zero);
      half = arith::AddIOp::create(rewriter, a.loc, half, extra);
    }
    Value product = arith::MulIOp::create(rewriter, a.loc, x, m);
    Value r = arith::AddIOp::create(rewriter, a.loc, product, half);
    r = arith::ShRSIOp::create(rewriter, a.loc, r, s);
    r = arith::AddIOp::create(rewriter, a.loc, r, a.integer(i64, zp));
    if (hasWords && stored.getIntOrFloatBitWidth() <= 32) {
      // The last bounds are of words: what LLVM can trace to 64 bits it may
      // convert from there to a float, with a call of the compiler's library.
      r = clamp(a, r, i64, std::numeric_limits<int32_t>::min(),
                std::numeric_limits<int32_t>::max());
      r = arith::TruncIOp::create(rewriter, a.loc,
                                  a.type(rewriter.getI32Type()), r);
    }
    r = clamp(a, r, getElementTypeOrSelf(r.getType()), qmin, qmax);
    if (r.getType() != a.type(stored))
      r = arith::TruncIOp::create(rewriter, a.loc, a.type(stored), r);
    rewriter.replaceOp(op, r);
    return success();
  }

private:
  static Value clamp(const StoredArithmetic &a, Value r, Type element,
                     int64_t lo, int64_t hi) {
    r = arith::MaxSIOp::create(a.b, a.loc, r, a.integer(element, lo));
    return arith::MinSIOp::create(a.b, a.loc, r, a.integer(element, hi));
  }

  /// The same where every shift is known to be at least 32, with no variable
  /// shift of more than 32 bits; null elsewhere. What has fewer bits than a
  /// word is shifted to the left first, and further to the right in the end.
  static Value rescaleHighWord(const StoredArithmetic &a, qnn::RescaleOp op) {
    std::optional<Extremes> shifts = extremesOf(op.getParams()[1]);
    if (!shifts)
      return {};
    bool roundsTwice =
        op.getNumerics() == qnn::Numerics::double_ && shifts->max > 31;
    int64_t more = 0;
    if (!roundsTwice && shifts->min < 33)
      more = std::min(33 - shifts->min, 32 - countBits(op.getInput()));
    if (shifts->min + more < 32 || shifts->max + more > 62)
      return {};
    OpBuilder &b = a.b;
    Type i32 = b.getI32Type(), i64 = b.getI64Type();
    auto extend = [&](Value v, Type type) -> Value {
      return arith::ExtSIOp::create(b, a.loc, a.type(type), v);
    };
    Value x = op.getInput();
    if (more)
      x = arith::ShLIOp::create(b, a.loc, x, a.integer(i32, more));
    Value product = arith::MulIOp::create(b, a.loc, extend(x, i64),
                                          extend(op.getParams()[0], i64));
    if (roundsTwice) {
      Value isNegative =
          arith::CmpIOp::create(b, a.loc, arith::CmpIPredicate::slt,
                                op.getInput(), a.integer(i32, 0));
      Value extra = arith::SelectOp::create(b, a.loc, isNegative,
                                            a.integer(i64, -(int64_t(1) << 30)),
                                            a.integer(i64, int64_t(1) << 30));
      product = arith::AddIOp::create(b, a.loc, product, extra);
    }
    Value s = extend(op.getParams()[1], i32);
    if (more)
      s = arith::AddIOp::create(b, a.loc, s, a.integer(i32, more));
    // |product| <= 2^62, so its high word has room for the half, if it is as
    // large.
    bool isHigh = shifts->min + more > 32;
    if (!isHigh) {
      Value place =
          arith::SubIOp::create(b, a.loc, extend(s, i64), a.integer(i64, 1));
      product = arith::AddIOp::create(
          b, a.loc, product,
          arith::ShLIOp::create(b, a.loc, a.integer(i64, 1), place));
    }
    Value r = arith::ShRSIOp::create(b, a.loc, product, a.integer(i64, 32));
    r = arith::TruncIOp::create(b, a.loc, a.type(i32), r);
    if (isHigh) {
      Value half = arith::ShLIOp::create(
          b, a.loc, a.integer(i32, 1),
          arith::SubIOp::create(b, a.loc, s, a.integer(i32, 33)));
      r = arith::AddIOp::create(b, a.loc, r, half);
    }
    r = arith::ShRSIOp::create(
        b, a.loc, r, arith::SubIOp::create(b, a.loc, s, a.integer(i32, 32)));
    // |r| <= 2^30 + 1, so it has room for the zero point.
    r = arith::AddIOp::create(b, a.loc, r, a.integer(i32, op.getZp()));
    r = clamp(a, r, i32, op.getQmin(), op.getQmax());
    Type stored = a.type(getElementTypeOrSelf(op.getOutput().getType()));
    if (stored == r.getType())
      return r;
    return arith::TruncIOp::create(b, a.loc, stored, r);
  }

  const RoundKernel *kernel;
  /// Whether 32 bits are what a register holds.
  bool hasWords;
};

/// `x / scale`; NaN becomes 0, because conversions of it differ by machine.
Value divideByScale(const StoredArithmetic &a, Value x, const APFloat &scale) {
  Value f = arith::DivFOp::create(a.b, a.loc, x, a.f32(scale.convertToFloat()));
  Value isNumber =
      arith::CmpFOp::create(a.b, a.loc, arith::CmpFPredicate::ORD, f, f);
  return arith::SelectOp::create(a.b, a.loc, isNumber, f, a.f32(0));
}

struct ExpandQuantize : OpRewritePattern<qnn::QuantizeOp> {
  ExpandQuantize(MLIRContext *context, const RoundKernel *kernel)
      : OpRewritePattern(context), kernel(kernel) {}

  LogicalResult matchAndRewrite(qnn::QuantizeOp op,
                                PatternRewriter &rewriter) const override {
    StoredArithmetic a{rewriter, op.getLoc(), op.getInput().getType()};
    Type stored = getElementTypeOrSelf(op.getOutput().getType());
    unsigned bits = stored.getIntOrFloatBitWidth();
    int64_t qmin = op.getIsUnsigned() ? 0 : -(int64_t(1) << (bits - 1));
    int64_t qmax = qmin + (int64_t(1) << bits) - 1;
    Value f = divideByScale(a, op.getInput(), op.getScale());
    rewriter.replaceOp(
        op, store(a, f, {int64_t(op.getZp()), qmin, qmax}, stored, kernel));
    return success();
  }

  const RoundKernel *kernel;
};

struct ExpandDequantize : OpRewritePattern<qnn::DequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DequantizeOp op,
                                PatternRewriter &rewriter) const override {
    StoredArithmetic a{rewriter, op.getLoc(), op.getInput().getType()};
    Type i32 = a.type(rewriter.getI32Type());
    Value q = op.getInput();
    if (op.getIsUnsigned())
      q = arith::ExtUIOp::create(rewriter, a.loc, i32, q);
    else
      q = arith::ExtSIOp::create(rewriter, a.loc, i32, q);
    q = arith::SubIOp::create(rewriter, a.loc, q,
                              a.integer(rewriter.getI32Type(), op.getZp()));
    Value f = arith::SIToFPOp::create(rewriter, a.loc,
                                      a.type(rewriter.getF32Type()), q);
    rewriter.replaceOpWithNewOp<arith::MulFOp>(
        op, f, a.f32(op.getScale().convertToFloat()));
    return success();
  }
};

struct ExpandFakeQuantize : OpRewritePattern<qnn::FakeQuantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::FakeQuantizeOp op,
                                PatternRewriter &rewriter) const override {
    StoredArithmetic a{rewriter, op.getLoc(), op.getInput().getType()};
    int64_t zp = op.getZp();
    Value f = divideByScale(a, op.getInput(), op.getScale());
    f = a.clampFloat(f, float(op.getQmin() - zp), float(op.getQmax() - zp));
    rewriter.replaceOpWithNewOp<arith::MulFOp>(
        op, a.round(f), a.f32(op.getScale().convertToFloat()));
    return success();
  }
};

struct ExpandLookup : OpRewritePattern<qnn::LookupOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::LookupOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value table = arith::ConstantOp::create(rewriter, loc,
                                            cast<TypedAttr>(op.getTable()));
    auto entry = [&](Value byte) -> Value {
      Value index = arith::IndexCastUIOp::create(rewriter, loc,
                                                 rewriter.getIndexType(), byte);
      return tensor::ExtractOp::create(rewriter, loc, table, index);
    };
    auto vectorType = dyn_cast<VectorType>(op.getInput().getType());
    if (!vectorType) {
      rewriter.replaceOp(op, entry(op.getInput()));
      return success();
    }
    if (vectorType.getRank() != 1)
      return failure();
    SmallVector<Value> values;
    for (int64_t i = 0; i < vectorType.getDimSize(0); ++i)
      values.push_back(entry(vector::ExtractOp::create(
          rewriter, loc, op.getInput(), ArrayRef<int64_t>{i})));
    rewriter.replaceOpWithNewOp<vector::FromElementsOp>(
        op, op.getOutput().getType(), values);
    return success();
  }
};

/// A number that was cut off without loss and is extended again. LLVM fails on
/// some vectors that it extends from 16 bits to 64.
template <typename ExtOp, arith::IntegerOverflowFlags NoLoss>
struct SkipNarrowing : OpRewritePattern<ExtOp> {
  using OpRewritePattern<ExtOp>::OpRewritePattern;

  LogicalResult matchAndRewrite(ExtOp op,
                                PatternRewriter &rewriter) const override {
    auto trunc = op.getIn().template getDefiningOp<arith::TruncIOp>();
    if (!trunc || trunc.getIn().getType() != op.getType() ||
        !bitEnumContainsAll(trunc.getOverflowFlags(), NoLoss))
      return failure();
    rewriter.replaceOp(op, trunc.getIn());
    return success();
  }
};

struct ExpandQNN : qopt::impl::ExpandQNNBase<ExpandQNN> {
  using Base::Base;

  void runOnOperation() override {
    // Without a target, and on most, every lane is looked up by itself, and an
    // addition rounds.
    const TableKernel *tables = nullptr;
    const RoundKernel *rounding = nullptr;
    llvm::Expected<TargetInfo> target = TargetInfo::get(getOperation());
    if (target) {
      tables = selectTableKernel(*target);
      rounding = selectRoundKernel(*target);
    }
    if (tables)
      emitTableLookups(getOperation(), *tables);
    RewritePatternSet patterns(&getContext());
    using Flags = arith::IntegerOverflowFlags;
    patterns.add<ExpandDequantize, ExpandFakeQuantize, ExpandLookup,
                 SkipNarrowing<arith::ExtSIOp, Flags::nsw>,
                 SkipNarrowing<arith::ExtUIOp, Flags::nuw>>(&getContext());
    populateInterpolationPatterns(patterns);
    patterns.add<ExpandQuantize>(&getContext(), rounding);
    bool hasWords = target && target->addressBits() < 64;
    patterns.add<ExpandRescale>(&getContext(), rounding, hasWords);
    walkAndApplyPatterns(getOperation(), std::move(patterns));
    if (target)
      expandWideIntegers(getOperation(), *target);
    else
      llvm::consumeError(target.takeError());
  }
};

} // namespace

//===- WideIntegers.cpp - 64 bits where there are 32 ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WideIntegers.h"

#include "StoredArithmetic.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

using namespace mlir;
using namespace qopt;

namespace {

/// Arithmetic of i32, on scalars or vectors.
struct Words {
  StoredArithmetic a;

  /// The low and the high word of 64 bits.
  struct Pair {
    Value low, high;
  };

  Value number(int64_t value) const {
    return a.integer(a.b.getI32Type(), value);
  }
  Value add(Value x, Value y) const {
    return arith::AddIOp::create(a.b, a.loc, x, y);
  }
  Value mul(Value x, Value y) const {
    return arith::MulIOp::create(a.b, a.loc, x, y);
  }
  Value bitAnd(Value x, int64_t mask) const {
    return arith::AndIOp::create(a.b, a.loc, x, number(mask));
  }
  Value bitOr(Value x, Value y) const {
    return arith::OrIOp::create(a.b, a.loc, x, y);
  }
  Value exclusiveOr(Value x, Value y) const {
    return arith::XOrIOp::create(a.b, a.loc, x, y);
  }
  Value left(Value x, Value bits) const {
    return arith::ShLIOp::create(a.b, a.loc, x, bits);
  }
  Value right(Value x, Value bits) const {
    return arith::ShRUIOp::create(a.b, a.loc, x, bits);
  }
  Value rightSigned(Value x, Value bits) const {
    return arith::ShRSIOp::create(a.b, a.loc, x, bits);
  }
  Value isLess(Value x, Value y) const {
    return arith::CmpIOp::create(a.b, a.loc, arith::CmpIPredicate::ult, x, y);
  }
  Value select(Value condition, Value x, Value y) const {
    return arith::SelectOp::create(a.b, a.loc, condition, x, y);
  }

  Pair split(Value wide) const {
    Type word = a.type(a.b.getI32Type());
    Value high = arith::ShRUIOp::create(a.b, a.loc, wide,
                                        a.integer(a.b.getI64Type(), 32));
    return {arith::TruncIOp::create(a.b, a.loc, word, wide),
            arith::TruncIOp::create(a.b, a.loc, word, high)};
  }
  Value join(Pair words) const {
    Type wide = a.type(a.b.getI64Type());
    Value low = arith::ExtUIOp::create(a.b, a.loc, wide, words.low),
          high = arith::ExtUIOp::create(a.b, a.loc, wide, words.high);
    high = arith::ShLIOp::create(a.b, a.loc, high,
                                 a.integer(a.b.getI64Type(), 32));
    return arith::OrIOp::create(a.b, a.loc, high, low);
  }

  /// The product of unsigned words in 64 bits, by halves. Were it computed word
  /// by word, LLVM would recognise it and multiply 64 bits.
  Value multiply(Value x, Value y) const {
    Value sixteen = number(16);
    Value xLow = bitAnd(x, 0xffff), xHigh = right(x, sixteen),
          yLow = bitAnd(y, 0xffff), yHigh = right(y, sixteen);
    Type wide = a.type(a.b.getI64Type());
    auto part = [&](Value product, int64_t bits) -> Value {
      Value extended = arith::ExtUIOp::create(a.b, a.loc, wide, product);
      return arith::ShLIOp::create(a.b, a.loc, extended,
                                   a.integer(a.b.getI64Type(), bits));
    };
    Value sum = join({mul(xLow, yLow), mul(xHigh, yHigh)});
    sum = add(sum, part(mul(xHigh, yLow), 16));
    return add(sum, part(mul(xLow, yHigh), 16));
  }

  /// 32 for 0.
  Value countZeros(Value x) const {
    Value zeros = number(0);
    for (int64_t bits = 16; bits != 0; bits /= 2) {
      Value isSmall = isLess(x, number(INT64_C(1) << (32 - bits)));
      zeros = select(isSmall, add(zeros, number(bits)), zeros);
      x = select(isSmall, left(x, number(bits)), x);
    }
    // What is left of 0 has counted 31.
    Value isZero = arith::CmpIOp::create(a.b, a.loc, arith::CmpIPredicate::eq,
                                         x, number(0));
    return select(isZero, number(32), zeros);
  }
};

bool isOf(Value value, unsigned bits) {
  return getElementTypeOrSelf(value.getType()).isInteger(bits);
}

struct ExpandProduct : OpRewritePattern<arith::MulIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::MulIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isOf(op.getResult(), 64))
      return failure();
    Words w{{rewriter, op.getLoc(), op.getType()}};
    Words::Pair x = w.split(op.getLhs()), y = w.split(op.getRhs());
    Value high = w.add(w.mul(x.high, y.low), w.mul(x.low, y.high));
    rewriter.replaceOp(
        op, w.add(w.multiply(x.low, y.low), w.join({w.number(0), high})));
    return success();
  }
};

/// A shift by a number of bits that is not constant.
template <typename OpTy>
struct ExpandShift : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    if (!isOf(op.getResult(), 64) || matchPattern(op.getRhs(), m_Constant()))
      return failure();
    Words w{{rewriter, op.getLoc(), op.getType()}};
    Words::Pair x = w.split(op.getLhs());
    Value count = w.split(op.getRhs()).low;
    Value isShort = w.isLess(count, w.number(32)), within = w.bitAnd(count, 31),
          rest = w.exclusiveOr(within, w.number(31));
    rewriter.replaceOp(op, w.join(shift(w, x, isShort, within, rest)));
    return success();
  }

private:
  /// `within` is the count modulo 32, `rest` what is missing from 31.
  static Words::Pair shift(const Words &w, Words::Pair x, Value isShort,
                           Value within, Value rest) {
    Value one = w.number(1), zero = w.number(0);
    if constexpr (std::is_same_v<OpTy, arith::ShLIOp>) {
      Value low = w.left(x.low, within);
      Value high =
          w.bitOr(w.left(x.high, within), w.right(w.right(x.low, one), rest));
      return {w.select(isShort, low, zero), w.select(isShort, high, low)};
    }
    constexpr bool isSigned = std::is_same_v<OpTy, arith::ShRSIOp>;
    Value high =
        isSigned ? w.rightSigned(x.high, within) : w.right(x.high, within);
    Value sign = isSigned ? w.rightSigned(x.high, w.number(31)) : zero;
    Value low =
        w.bitOr(w.right(x.low, within), w.left(w.left(x.high, one), rest));
    return {w.select(isShort, low, high), w.select(isShort, high, sign)};
  }
};

struct ExpandZeros : OpRewritePattern<math::CountLeadingZerosOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::CountLeadingZerosOp op,
                                PatternRewriter &rewriter) const override {
    Words w{{rewriter, op.getLoc(), op.getType()}};
    if (isOf(op.getResult(), 32)) {
      rewriter.replaceOp(op, w.countZeros(op.getOperand()));
      return success();
    }
    if (!isOf(op.getResult(), 64))
      return failure();
    Words::Pair x = w.split(op.getOperand());
    Value isSmall = arith::CmpIOp::create(
        rewriter, op.getLoc(), arith::CmpIPredicate::eq, x.high, w.number(0));
    Value zeros = w.countZeros(w.select(isSmall, x.low, x.high));
    zeros = w.select(isSmall, w.add(zeros, w.number(32)), zeros);
    rewriter.replaceOp(op, w.join({zeros, w.number(0)}));
    return success();
  }
};

/// A quotient of words, bit by bit.
struct ExpandQuotient : OpRewritePattern<arith::DivSIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::DivSIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isOf(op.getResult(), 32))
      return failure();
    Words w{{rewriter, op.getLoc(), op.getType()}};
    Value zero = w.number(0), one = w.number(1), last = w.number(31);
    auto absolute = [&](Value x) -> Value {
      Value sign = w.rightSigned(x, last);
      return arith::SubIOp::create(rewriter, op.getLoc(),
                                   w.exclusiveOr(x, sign), sign);
    };
    Value divisor = absolute(op.getRhs());
    auto at = [&](int64_t value) {
      return arith::ConstantIndexOp::create(rewriter, op.getLoc(), value);
    };
    // The dividend's bits go over into the rest, from above, and the quotient's
    // come in.
    auto loop = scf::ForOp::create(
        rewriter, op.getLoc(), at(0), at(32), at(1),
        ValueRange{absolute(op.getLhs()), zero},
        [&](OpBuilder &b, Location loc, Value, ValueRange before) {
          Words w{{b, loc, op.getType()}};
          Value rest =
              w.bitOr(w.left(before[1], one), w.right(before[0], last));
          Value bits = w.left(before[0], one);
          Value isLess = w.isLess(rest, divisor);
          Value less = arith::SubIOp::create(b, loc, rest, divisor);
          scf::YieldOp::create(
              b, loc,
              ValueRange{w.select(isLess, bits, w.bitOr(bits, one)),
                         w.select(isLess, rest, less)});
        });
    Value sign = w.rightSigned(w.exclusiveOr(op.getLhs(), op.getRhs()), last);
    rewriter.replaceOpWithNewOp<arith::SubIOp>(
        op, w.exclusiveOr(loop.getResult(0), sign), sign);
    return success();
  }
};

/// A sum of many lanes of 64 bits by halves. For one of 16 squares of 16 bits
/// LLVM's code generator for Helium looks for an instruction without end.
struct SplitSum : OpRewritePattern<vector::ReductionOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::ReductionOp op,
                                PatternRewriter &rewriter) const override {
    int64_t lanes = op.getSourceVectorType().getNumElements();
    if (!isOf(op.getVector(), 64) || lanes <= 8 || lanes % 2 != 0 ||
        op.getKind() != vector::CombiningKind::ADD)
      return failure();
    Value halves[2];
    for (int64_t half : {0, 1})
      halves[half] = vector::ExtractStridedSliceOp::create(
          rewriter, op.getLoc(), op.getVector(),
          ArrayRef<int64_t>{half * lanes / 2}, ArrayRef<int64_t>{lanes / 2},
          ArrayRef<int64_t>{1});
    Value sum =
        arith::AddIOp::create(rewriter, op.getLoc(), halves[0], halves[1]);
    rewriter.replaceOpWithNewOp<vector::ReductionOp>(op, op.getKind(), sum,
                                                     op.getAcc());
    return success();
  }
};

} // namespace

void qopt::expandWideIntegers(Operation *root, const TargetInfo &target) {
  using IntegerOperation = TargetInfo::IntegerOperation;
  MLIRContext *context = root->getContext();
  RewritePatternSet patterns(context);
  if (!target.hasInstructions(IntegerOperation::Multiply64))
    patterns.add<ExpandProduct>(context);
  if (!target.hasInstructions(IntegerOperation::Shift64))
    patterns.add<ExpandShift<arith::ShLIOp>, ExpandShift<arith::ShRSIOp>,
                 ExpandShift<arith::ShRUIOp>>(context);
  if (!target.hasInstructions(IntegerOperation::CountZeros))
    patterns.add<ExpandZeros>(context);
  if (!target.hasInstructions(IntegerOperation::Divide))
    patterns.add<ExpandQuotient>(context);
  if (target.addressBits() < 64)
    patterns.add<SplitSum>(context);
  walkAndApplyPatterns(root, std::move(patterns));
}

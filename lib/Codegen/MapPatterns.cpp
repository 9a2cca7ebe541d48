//===- MapPatterns.cpp - Elementwise qnn operations to linalg ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "QNNPatterns.h"
#include "StoredArithmetic.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace qopt {

Value buildMap(OpBuilder &b, Location loc, RankedTensorType type,
               ValueRange inputs, ArrayRef<AffineMap> maps, MapBody body) {
  Value empty =
      tensor::EmptyOp::create(b, loc, type.getShape(), type.getElementType());
  SmallVector<AffineMap> all(maps);
  all.push_back(b.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             b, loc, type, inputs, empty, all, iterators,
             [&](OpBuilder &b, Location loc, ValueRange args) {
               linalg::YieldOp::create(b, loc, body(b, loc, args));
             })
      .getResult(0);
}

AffineMap broadcastMap(RankedTensorType type, RankedTensorType result) {
  MLIRContext *context = type.getContext();
  SmallVector<AffineExpr> places;
  for (int64_t d = 0; d < type.getRank(); ++d)
    places.push_back(type.getDimSize(d) == 1 && result.getDimSize(d) != 1
                         ? getAffineConstantExpr(0, context)
                         : getAffineDimExpr(d, context));
  return AffineMap::get(type.getRank(), 0, places, context);
}

Value widen(OpBuilder &b, Location loc, Value value, bool isUnsigned,
            int32_t zeroPoint) {
  Type i32 = b.getI32Type();
  if (value.getType().getIntOrFloatBitWidth() < 32) {
    if (isUnsigned)
      value = arith::ExtUIOp::create(b, loc, i32, value);
    else
      value = arith::ExtSIOp::create(b, loc, i32, value);
  }
  if (zeroPoint == 0)
    return value;
  Value zp = arith::ConstantOp::create(
      b, loc, b.getIntegerAttr(value.getType(), zeroPoint));
  return arith::SubIOp::create(b, loc, value, zp);
}

namespace {

struct RequantizePattern : OpRewritePattern<qnn::RequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::RequantizeOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    unsigned rank = type.getRank();
    SmallVector<Value> inputs{op.getInput()};
    SmallVector<AffineMap> maps{rewriter.getMultiDimIdentityMap(rank)};
    for (Value param : op.getParams()) {
      bool perChannel =
          cast<RankedTensorType>(param.getType()).getDimSize(0) != 1;
      inputs.push_back(param);
      maps.push_back(AffineMap::get(rank, 0,
                                    perChannel
                                        ? rewriter.getAffineDimExpr(rank - 1)
                                        : rewriter.getAffineConstantExpr(0)));
    }
    rewriter.replaceOp(
        op, buildMap(rewriter, op.getLoc(), type, inputs, maps,
                     [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                       Value x = widen(b, loc, args[0], op.getInUnsigned(),
                                       op.getInZp());
                       return qnn::RescaleOp::create(
                           b, loc, type.getElementType(), x,
                           args.slice(1, op.getParams().size()), op.getOutZp(),
                           op.getQmin(), op.getQmax(), op.getNumerics());
                     }));
    return success();
  }
};

struct DequantizeAccumulatorPattern
    : OpRewritePattern<qnn::DequantizeAccumulatorOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DequantizeAccumulatorOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    unsigned rank = type.getRank();
    bool perChannel =
        cast<RankedTensorType>(op.getScale().getType()).getDimSize(0) != 1;
    AffineMap channel =
        AffineMap::get(rank, 0,
                       perChannel ? rewriter.getAffineDimExpr(rank - 1)
                                  : rewriter.getAffineConstantExpr(0));
    rewriter.replaceOp(
        op,
        buildMap(rewriter, op.getLoc(), type, {op.getInput(), op.getScale()},
                 {rewriter.getMultiDimIdentityMap(rank), channel},
                 [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                   Value f = arith::SIToFPOp::create(
                       b, loc, type.getElementType(), args[0]);
                   f = arith::MulFOp::create(b, loc, f, args[1]);
                   if (!op.getRelu())
                     return f;
                   Value zero =
                       arith::ConstantOp::create(b, loc, b.getF32FloatAttr(0));
                   Value isNegative = arith::CmpFOp::create(
                       b, loc, arith::CmpFPredicate::OLT, f, zero);
                   return arith::SelectOp::create(b, loc, isNegative, zero, f);
                 }));
    return success();
  }
};

/// Both operands, and numbers per channel, as maps that broadcast to the
/// result.
template <typename OpTy>
Value buildBinary(PatternRewriter &rewriter, OpTy op, ValueRange channels,
                  MapBody body) {
  auto type = cast<RankedTensorType>(op.getOutput().getType());
  SmallVector<Value> inputs(op->getOperands());
  SmallVector<AffineMap> maps;
  for (Value operand : inputs)
    maps.push_back(
        broadcastMap(cast<RankedTensorType>(operand.getType()), type));
  int64_t rank = type.getRank();
  for (Value numbers : channels) {
    inputs.push_back(numbers);
    maps.push_back(
        AffineMap::get(rank, 0, rewriter.getAffineDimExpr(rank - 1)));
  }
  return buildMap(rewriter, op.getLoc(), type, inputs, maps, body);
}

struct AddPattern : OpRewritePattern<qnn::AddOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::AddOp op,
                                PatternRewriter &rewriter) const override {
    Type stored = getElementTypeOrSelf(op.getOutput().getType());
    SmallVector<Value> channelScales;
    for (ArrayRef<float> scales : {op.getAScale(), op.getBScale()})
      if (scales.size() > 1)
        channelScales.push_back(arith::ConstantOp::create(
            rewriter, op.getLoc(),
            DenseElementsAttr::get(
                RankedTensorType::get({static_cast<int64_t>(scales.size())},
                                      rewriter.getF32Type()),
                scales)));
    rewriter.replaceOp(
        op,
        buildBinary(
            rewriter, op, channelScales,
            [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
              StoredArithmetic a{b, loc, args[0].getType()};
              ValueRange unused = args.drop_front(2);
              auto term = [&](Value q, bool isUnsigned, int32_t zp,
                              ArrayRef<float> scales) -> Value {
                Value f = arith::SIToFPOp::create(
                    b, loc, b.getF32Type(), widen(b, loc, q, isUnsigned, zp));
                if (scales.size() == 1)
                  return arith::MulFOp::create(b, loc, f, a.f32(scales[0]));
                f = arith::MulFOp::create(b, loc, f, unused.front());
                unused = unused.drop_front();
                return f;
              };
              Value left =
                  term(args[0], op.getAUnsigned(), op.getAZp(), op.getAScale());
              Value right =
                  term(args[1], op.getBUnsigned(), op.getBZp(), op.getBScale());
              Value f = arith::AddFOp::create(b, loc, left, right);
              return a.roundAndStore(f, op.getQmin(), op.getQmax(),
                                     op.getOutZp(), stored);
            }));
    return success();
  }
};

struct MulPattern : OpRewritePattern<qnn::MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::MulOp op,
                                PatternRewriter &rewriter) const override {
    rewriter.replaceOp(
        op, buildBinary(
                rewriter, op, /*channels=*/{},
                [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                  return arith::MulIOp::create(
                      b, loc,
                      widen(b, loc, args[0], op.getAUnsigned(), op.getAZp()),
                      widen(b, loc, args[1], op.getBUnsigned(), op.getBZp()));
                }));
    return success();
  }
};

} // namespace

void populateQNNMapPatterns(RewritePatternSet &patterns) {
  patterns.add<AddPattern, DequantizeAccumulatorPattern, MulPattern,
               RequantizePattern>(patterns.getContext());
}

} // namespace qopt

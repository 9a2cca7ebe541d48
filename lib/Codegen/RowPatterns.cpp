//===- RowPatterns.cpp - Softmax and layer norm by rows ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixedPointRows.h"
#include "QNNPatterns.h"
#include "RowLoop.h"
#include "StoredArithmetic.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

#include <limits>

using namespace mlir;

namespace qopt {

namespace {

/// Combines the elements of a row, from `init` on.
Value reduceRow(
    ImplicitLocOpBuilder &b, Value row, TypedAttr init,
    function_ref<Value(OpBuilder &, Location, Value, Value)> combine) {
  Value start = arith::ConstantOp::create(b, init);
  Value empty = tensor::EmptyOp::create(b, ArrayRef<int64_t>{}, init.getType());
  Value filled = linalg::FillOp::create(b, start, empty).getResult(0);
  auto sum = linalg::GenericOp::create(
      b, filled.getType(), row, filled,
      ArrayRef{b.getMultiDimIdentityMap(1),
               AffineMap::get(1, 0, b.getContext())},
      ArrayRef{utils::IteratorType::reduction},
      [&](OpBuilder &b, Location loc, ValueRange args) {
        linalg::YieldOp::create(b, loc, combine(b, loc, args[1], args[0]));
      });
  return tensor::ExtractOp::create(b, sum.getResult(0), ValueRange());
}

Value mapRow(ImplicitLocOpBuilder &b, Type element, ValueRange rows,
             MapBody body) {
  auto type = cast<RankedTensorType>(rows[0].getType());
  SmallVector<AffineMap> maps(rows.size(), b.getMultiDimIdentityMap(1));
  return buildMap(b, b.getLoc(),
                  RankedTensorType::get(type.getShape(), element), rows, maps,
                  body);
}

Value addIntegers(OpBuilder &b, Location loc, Value acc, Value x) {
  return arith::AddIOp::create(b, loc, acc, x);
}

/// What the entries of a row are rescaled by.
SmallVector<Value> softmaxParams(ImplicitLocOpBuilder &b, qnn::SoftmaxOp op,
                                 Value sum) {
  float scale = op.getScale().convertToFloat();
  if (op.getNumerics() == qnn::Numerics::single) {
    RowFactor factor = createSoftmaxFactor(b, sum, scale);
    return {factor.multiplier, factor.shift};
  }
  StoredArithmetic a{b, b.getLoc(), sum.getType()};
  Value scaled = arith::MulFOp::create(
      b, arith::SIToFPOp::create(b, b.getF32Type(), sum), a.f32(scale));
  return {arith::DivFOp::create(b, a.f32(1), scaled)};
}

Value computeSoftmax(ImplicitLocOpBuilder &b, qnn::SoftmaxOp op, Value row) {
  Type i32 = b.getI32Type(),
       stored = getElementTypeOrSelf(op.getOutput().getType());
  bool isUnsigned = op.getIsUnsigned();
  Value max =
      reduceRow(b, row, b.getI8IntegerAttr(isUnsigned ? 0 : -128),
                [&](OpBuilder &b, Location loc, Value acc, Value x) -> Value {
                  if (isUnsigned)
                    return arith::MaxUIOp::create(b, loc, acc, x);
                  return arith::MaxSIOp::create(b, loc, acc, x);
                });
  Value entries = mapRow(
      b, i32, row, [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
        Value distance = arith::SubIOp::create(b, loc, max, args[0]);
        return qnn::LookupOp::create(b, loc, i32, distance, op.getTable(),
                                     /*unit=*/StringAttr());
      });
  Value sum = reduceRow(b, entries, b.getI32IntegerAttr(0), addIntegers);
  SmallVector<Value> params = softmaxParams(b, op, sum);
  return mapRow(b, stored, entries,
                [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                  return qnn::RescaleOp::create(b, loc, stored, args[0], params,
                                                op.getOutZp(), op.getQmin(),
                                                op.getQmax(), op.getNumerics());
                });
}

/// A variance in f32.
Value varianceToFloat(ImplicitLocOpBuilder &b, Value v) {
  Type i32 = b.getI32Type(), i64 = b.getI64Type(), f32 = b.getF32Type();
  StoredArithmetic a{b, b.getLoc(), i32};
  // In parts: not every machine converts 64 bits.
  auto toFloat = [&](Value part) -> Value {
    return arith::SIToFPOp::create(b, f32,
                                   arith::TruncIOp::create(b, i32, part));
  };
  Value high = toFloat(arith::ShRSIOp::create(b, v, a.integer(i64, 26))),
        low = toFloat(arith::AndIOp::create(b, v, a.integer(i64, 0x3ffffff)));
  return arith::AddFOp::create(
      b, arith::MulFOp::create(b, high, a.f32(0x1p26f)), low);
}

/// `n q - S1`.
Value centre(OpBuilder &b, Location loc, Value q, bool isUnsigned, int64_t n,
             Value sum) {
  Type i32 = b.getI32Type();
  StoredArithmetic a{b, loc, i32};
  q = widen(b, loc, q, isUnsigned, 0);
  q = arith::MulIOp::create(b, loc, q, a.integer(i32, n));
  return arith::SubIOp::create(b, loc, q, sum);
}

/// The elements of a row whose sum and variance `v` are known, in floats.
Value normaliseFP32(ImplicitLocOpBuilder &b, qnn::LayerNormOp op, Value row,
                    Value sum, Value v) {
  int64_t n = cast<RankedTensorType>(row.getType()).getDimSize(0);
  Type i32 = b.getI32Type(),
       stored = getElementTypeOrSelf(op.getOutput().getType());
  StoredArithmetic a{b, b.getLoc(), i32};
  Value mean = arith::DivFOp::create(b, varianceToFloat(b, v),
                                     a.f32(static_cast<float>(n * n)));
  Value root = math::SqrtOp::create(
      b,
      arith::AddFOp::create(b, mean, a.f32(op.getEpsilon().convertToFloat())));
  Value r = arith::DivFOp::create(b, arith::DivFOp::create(b, a.f32(1), root),
                                  a.f32(static_cast<float>(n)));
  return mapRow(b, stored, {row, op.getGamma(), op.getBeta()},
                [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                  StoredArithmetic a{b, loc, i32};
                  Value q = centre(b, loc, args[0], op.getIsUnsigned(), n, sum);
                  Value f = arith::SIToFPOp::create(b, loc, b.getF32Type(), q);
                  f = arith::MulFOp::create(b, loc, f, r);
                  f = arith::MulFOp::create(b, loc, f, args[1]);
                  f = arith::AddFOp::create(b, loc, f, args[2]);
                  return a.roundAndStore(f, op.getQmin(), op.getQmax(),
                                         op.getOutZp(), stored);
                });
}

/// The same in integers.
Value normaliseSingle(ImplicitLocOpBuilder &b, qnn::LayerNormOp op, Value row,
                      Value sum, Value v) {
  int64_t n = cast<RankedTensorType>(row.getType()).getDimSize(0);
  Type i32 = b.getI32Type(),
       stored = getElementTypeOrSelf(op.getOutput().getType());
  Value epsilon = arith::ConstantOp::create(
      b, b.getI64IntegerAttr(normEpsilon(n, op.getEpsilon().convertToFloat())));
  RowFactor factor = createNormFactor(b, arith::AddIOp::create(b, v, epsilon));
  return mapRow(
      b, stored, {row, op.getGamma(), op.getBeta()},
      [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
        Value q = centre(b, loc, args[0], op.getIsUnsigned(), n, sum);
        q = qnn::RescaleOp::create(
            b, loc, i32, q, ValueRange{factor.multiplier, factor.shift},
            /*zp=*/0, std::numeric_limits<int32_t>::min(),
            std::numeric_limits<int32_t>::max(), qnn::Numerics::single);
        return createNormResult(b, loc, q, args[1], args[2], op.getShift(),
                                op.getOutZp(), op.getQmin(), op.getQmax(),
                                stored);
      });
}

Value computeLayerNorm(ImplicitLocOpBuilder &b, qnn::LayerNormOp op,
                       Value row) {
  int64_t n = cast<RankedTensorType>(row.getType()).getDimSize(0);
  bool isUnsigned = op.getIsUnsigned();
  Type i32 = b.getI32Type();
  // Without mean the zero point takes its place.
  Value sum =
      op.getRms()
          ? arith::ConstantOp::create(
                b, b.getI32IntegerAttr(int32_t(n * op.getInZp())))
          : reduceRow(b, row, b.getI32IntegerAttr(0),
                      [&](OpBuilder &b, Location loc, Value acc, Value x) {
                        x = widen(b, loc, x, isUnsigned, 0);
                        return addIntegers(b, loc, acc, x);
                      });
  // A row of bytes has less than 2^31.
  bool isByte = getElementTypeOrSelf(row.getType()).isInteger(8);
  Type i64 = b.getI64Type(), sumType = isByte ? i32 : i64;
  Value squares =
      reduceRow(b, row, b.getIntegerAttr(sumType, 0),
                [&](OpBuilder &b, Location loc, Value acc, Value x) {
                  x = widen(b, loc, x, isUnsigned, op.getInZp());
                  Value square = arith::MulIOp::create(b, loc, x, x);
                  if (!isByte)
                    square = arith::ExtUIOp::create(b, loc, sumType, square);
                  return addIntegers(b, loc, acc, square);
                });
  if (isByte)
    squares = arith::ExtSIOp::create(b, i64, squares);
  StoredArithmetic a{b, b.getLoc(), i64};
  Value v = arith::MulIOp::create(b, squares, a.integer(i64, n));
  if (!op.getRms()) {
    Value wide = arith::ExtSIOp::create(b, i64, sum);
    v = arith::SubIOp::create(b, v, arith::MulIOp::create(b, wide, wide));
  }
  return op.getNumerics() == qnn::Numerics::fp32
             ? normaliseFP32(b, op, row, sum, v)
             : normaliseSingle(b, op, row, sum, v);
}

template <typename OpTy, Value (*Compute)(ImplicitLocOpBuilder &, OpTy, Value)>
struct RowPattern : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    rewriter.replaceOp(
        op, forEachRow(builder, op.getInput(),
                       cast<RankedTensorType>(op.getOutput().getType()),
                       [&](ImplicitLocOpBuilder &b, Value row, Value) {
                         return Compute(b, op, row);
                       }));
    return success();
  }
};

} // namespace

void populateQNNRowPatterns(RewritePatternSet &patterns) {
  patterns.add<RowPattern<qnn::SoftmaxOp, computeSoftmax>,
               RowPattern<qnn::LayerNormOp, computeLayerNorm>>(
      patterns.getContext());
}

} // namespace qopt

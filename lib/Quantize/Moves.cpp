//===- Moves.cpp - Operations that move stored elements ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"
#include "QuantizedTypes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

static bool isUnsigned(Type type) {
  std::optional<TensorParams> params = readQuantParams(type);
  return params && !params->isSigned;
}

namespace {
/// Bytes move whatever they stand for.
template <typename OpTy>
struct ConvertMove : public OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(OpTy op, typename OpTy::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Type type = this->getTypeConverter()->convertType(op.getType());
    rewriter.replaceOpWithNewOp<OpTy>(op, TypeRange(type),
                                      adaptor.getOperands(), op->getAttrs());
    return success();
  }
};

/// TOSA would compare the bytes as signed numbers.
struct ConvertMaxPool : public OpConversionPattern<tosa::MaxPool2dOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(tosa::MaxPool2dOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<qnn::MaxPool2DOp>(
        op, getTypeConverter()->convertType(op.getType()), adaptor.getInput(),
        op.getKernel(), op.getStride(), op.getPad(), isUnsigned(op.getType()),
        /*unit=*/StringAttr());
    return success();
  }
};

/// The largest along a dimension is a pool of `batch x (outer * n) x 1 x inner`
/// by windows of n. The leading dimension, which may be dynamic, stays.
struct ConvertReduceMax : public OpConversionPattern<tosa::ReduceMaxOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(tosa::ReduceMaxOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto input = cast<RankedTensorType>(adaptor.getInput().getType()),
         output = cast<RankedTensorType>(
             getTypeConverter()->convertType(op.getType()));
    ArrayRef<int64_t> shape = input.getShape();
    int64_t axis = op.getAxis(), size = shape[axis];
    int64_t batch = axis ? shape[0] : 1;
    ArrayRef<int64_t> outerDims =
                          shape.slice(axis ? 1 : 0, axis ? axis - 1 : 0),
                      innerDims = shape.drop_front(axis + 1);
    if (ShapedType::isDynamic(size) || ShapedType::isDynamicShape(outerDims) ||
        ShapedType::isDynamicShape(innerDims))
      return rewriter.notifyMatchFailure(op, "of unknown size");
    int64_t outer = ShapedType::getNumElements(outerDims),
            inner = ShapedType::getNumElements(innerDims);
    Value value = reshape(rewriter, op.getLoc(), adaptor.getInput(),
                          {batch, outer * size, 1, inner});
    auto type = input.clone({batch, outer, 1, inner});
    value = qnn::MaxPool2DOp::create(
        rewriter, op.getLoc(), type, value, ArrayRef<int64_t>{size, 1},
        ArrayRef<int64_t>{size, 1}, ArrayRef<int64_t>{0, 0, 0, 0},
        isUnsigned(op.getType()), /*unit=*/StringAttr());
    rewriter.replaceOp(
        op, reshape(rewriter, op.getLoc(), value, output.getShape()));
    return success();
  }

private:
  static Value reshape(OpBuilder &builder, Location loc, Value value,
                       ArrayRef<int64_t> shape) {
    auto type = cast<RankedTensorType>(value.getType());
    ImplicitLocOpBuilder implicit(loc, builder);
    Value target =
        tosa::getTosaConstShape(implicit, tosa::convertFromMlirShape(shape));
    return tosa::ReshapeOp::create(
        builder, loc, RankedTensorType::get(shape, type.getElementType()),
        value, target);
  }
};
} // namespace

void qopt::markMovesLegal(ConversionTarget &target,
                          const TypeConverter &converter) {
  target.addDynamicallyLegalOp<tosa::ReshapeOp, tosa::TransposeOp,
                               tosa::SliceOp, tosa::TileOp, tosa::ReverseOp,
                               tosa::GatherOp, tosa::PadOp, tosa::ResizeOp,
                               tosa::MaxPool2dOp, tosa::ReduceMaxOp>(
      [&](Operation *op) { return converter.isLegal(op); });
  target.addLegalOp<tosa::ConcatOp, tosa::ConstOp, tosa::ConstShapeOp>();
}

void qopt::populateMovePatterns(const TypeConverter &converter,
                                RewritePatternSet &patterns) {
  patterns.add<ConvertMove<tosa::ReshapeOp>, ConvertMove<tosa::TransposeOp>,
               ConvertMove<tosa::SliceOp>, ConvertMove<tosa::TileOp>,
               ConvertMove<tosa::ReverseOp>, ConvertMove<tosa::GatherOp>,
               ConvertMove<tosa::PadOp>, ConvertMove<tosa::ResizeOp>,
               ConvertMaxPool, ConvertReduceMax>(converter,
                                                 patterns.getContext());
}

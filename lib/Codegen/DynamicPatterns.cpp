//===- DynamicPatterns.cpp - Layers without calibration to linalg ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"
#include "QNNPatterns.h"
#include "RowLoop.h"

#include "qopt/Codegen/Contraction.h"
#include "qopt/Reference/Arithmetic.h"
#include "qopt/Target/TargetInfo.h"
#include "qopt/Target/Workarounds.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace qopt {

namespace {

/// From the indices of a tensor of `rank` to that of a parameter: of the sample
/// or, where there is more than one, of the channel.
AffineMap sampleMap(OpBuilder &b, int64_t rank) {
  return AffineMap::get(rank, 0, b.getAffineDimExpr(0));
}
AffineMap channelMap(OpBuilder &b, int64_t rank, Value param) {
  bool perChannel = cast<RankedTensorType>(param.getType()).getDimSize(0) != 1;
  return AffineMap::get(rank, 0,
                        perChannel ? b.getAffineDimExpr(rank - 1)
                                   : b.getAffineConstantExpr(0));
}

/// `f * scale + bias`.
Value scaleAndAdd(OpBuilder &b, Location loc, Value f, Value scale,
                  Value bias) {
  f = arith::MulFOp::create(b, loc, f, scale);
  return arith::AddFOp::create(b, loc, f, bias);
}

/// The numbers of `tensor` that are not negative, 0 for the others; NaN stays.
Value buildRelu(OpBuilder &b, Location loc, Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  return buildMap(
      b, loc, type, tensor, b.getMultiDimIdentityMap(type.getRank()),
      [](OpBuilder &b, Location loc, ValueRange args) -> Value {
        Value zero = arith::ConstantOp::create(b, loc, b.getF32FloatAttr(0));
        Value isNegative = arith::CmpFOp::create(
            b, loc, arith::CmpFPredicate::OLT, args[0], zero);
        return arith::SelectOp::create(b, loc, isNegative, zero, args[0]);
      });
}

/// Whether a relu is a loop of its own.
bool mustSplitRelu(Operation *op) {
  llvm::Expected<TargetInfo> target =
      TargetInfo::get(op->getParentOfType<ModuleOp>());
  if (target)
    return failsOnReluOfProduct(*target);
  llvm::consumeError(target.takeError());
  return false;
}

/// The result of `op`, which has been computed but for its relu.
template <typename OpTy>
Value finishResult(OpBuilder &builder, OpTy op, Value result) {
  auto type = cast<RankedTensorType>(result.getType());
  if (!op.getRelu())
    return result;
  if (type.getNumElements() == 0 || !mustSplitRelu(op))
    return buildRelu(builder, op.getLoc(), result);
  // In a loop of its own, where it is not fused.
  ImplicitLocOpBuilder b(op.getLoc(), builder);
  return forEachRow(b, result, type,
                    [](ImplicitLocOpBuilder &b, Value row, Value) {
                      return buildRelu(b, b.getLoc(), row);
                    });
}

//===----------------------------------------------------------------------===//
// Float activations
//===----------------------------------------------------------------------===//

Value createFloatZeros(OpBuilder &b, Location loc, int64_t count) {
  return arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::get(RankedTensorType::get({count}, b.getF32Type()),
                             0.0f));
}

/// The sums of a layer with float activations, scaled and with its bias.
template <typename OpTy>
Value scaleSums(OpBuilder &b, OpTy op, Value sums) {
  auto type = cast<RankedTensorType>(sums.getType());
  int64_t rank = type.getRank();
  Value result = buildMap(
      b, op.getLoc(), type, {sums, op.getScale(), op.getBias()},
      {b.getMultiDimIdentityMap(rank), channelMap(b, rank, op.getScale()),
       channelMap(b, rank, op.getBias())},
      [](OpBuilder &b, Location loc, ValueRange args) {
        return scaleAndAdd(b, loc, args[0], args[1], args[2]);
      });
  return finishResult(b, op, result);
}

struct FloatDensePattern : OpRewritePattern<qnn::FloatDenseOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::FloatDenseOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value zeros =
        createFloatZeros(rewriter, loc, op.getWeight().getType().getDimSize(0));
    Value sums = buildDense(
        rewriter, loc, op.getInput(), op.getWeight(), zeros,
        {/*lhsUnsigned=*/false, op.getUnitAttr(), op.getFactorsAttr()});
    rewriter.replaceOp(op, scaleSums(rewriter, op, sums));
    return success();
  }
};

struct FloatConv2DPattern : OpRewritePattern<qnn::FloatConv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::FloatConv2DOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto type = op.getOutput().getType();
    Value zeros = createFloatZeros(rewriter, loc, type.getDimSize(3)), sums;
    if (type.getNumElements() == 0 ||
        op.getWeight().getType().getNumElements() == 0) {
      sums = buildBias(rewriter, loc, zeros, type.getShape());
    } else {
      Value image = padImage(rewriter, loc, op.getInput(), op.getPad(),
                             rewriter.getF32FloatAttr(0));
      sums = buildGroupedConvolution(
          rewriter, loc, image, op.getWeight(), zeros, op.getGroups(),
          {op.getStride(), op.getDilation(), type.getDimSize(1)},
          {/*lhsUnsigned=*/false, op.getUnitAttr(), op.getFactorsAttr()});
    }
    rewriter.replaceOp(op, scaleSums(rewriter, op, sums));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Activations that are quantized when the program runs
//===----------------------------------------------------------------------===//

/// The first `kept` dimensions, and the others as one.
SmallVector<ReassociationIndices> rowGroups(int64_t rank, int64_t kept) {
  SmallVector<ReassociationIndices> groups;
  for (int64_t d = 0; d < kept; ++d)
    groups.push_back({d});
  groups.push_back(llvm::to_vector(llvm::seq<int64_t>(kept, rank)));
  return groups;
}

/// The samples as rows.
Value makeRows(ImplicitLocOpBuilder &b, Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t rank = type.getRank();
  if (rank == 2)
    return input;
  if (rank > 2)
    return tensor::CollapseShapeOp::create(b, input, rowGroups(rank, 1));
  auto rows =
      RankedTensorType::get({type.getDimSize(0), 1}, type.getElementType());
  return tensor::ExpandShapeOp::create(b, rows, input, rowGroups(2, 0));
}

/// The largest magnitude of every row, as the bits of a float: without a sign
/// these have the order of the numbers, NaN above all, and integers have one
/// maximum on every machine.
Value reduceMagnitudes(ImplicitLocOpBuilder &b, Value rows) {
  auto type = cast<RankedTensorType>(rows.getType());
  Type i32 = b.getI32Type();
  Value zero = arith::ConstantOp::create(b, b.getI32IntegerAttr(0));
  Value empty =
      tensor::EmptyOp::create(b, ArrayRef<int64_t>{type.getDimSize(0)}, i32);
  Value init = linalg::FillOp::create(b, zero, empty).getResult(0);
  return linalg::GenericOp::create(
             b, init.getType(), rows, init,
             ArrayRef{b.getMultiDimIdentityMap(2), sampleMap(b, 2)},
             ArrayRef{utils::IteratorType::parallel,
                      utils::IteratorType::reduction},
             [&](OpBuilder &b, Location loc, ValueRange args) {
               Value bits = arith::BitcastOp::create(b, loc, i32, args[0]);
               Value mask = arith::ConstantOp::create(
                   b, loc, b.getI32IntegerAttr(0x7fffffff));
               bits = arith::AndIOp::create(b, loc, bits, mask);
               linalg::YieldOp::create(
                   b, loc,
                   arith::MaxSIOp::create(b, loc, args[1], bits).getResult());
             })
      .getResult(0);
}

struct DynamicScalePattern : OpRewritePattern<qnn::DynamicScaleOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DynamicScaleOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value largest = reduceMagnitudes(b, makeRows(b, op.getInput()));
    rewriter.replaceOp(
        op,
        buildMap(
            b, op.getLoc(), op.getOutput().getType(), largest,
            b.getMultiDimIdentityMap(1),
            [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
              auto f32 = [&](float value) -> Value {
                return arith::ConstantOp::create(b, loc,
                                                 b.getF32FloatAttr(value));
              };
              Value largest =
                  arith::BitcastOp::create(b, loc, b.getF32Type(), args[0]);
              Value isSmall =
                  arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OLT,
                                        largest, f32(leastDynamicMagnitude));
              Value scale = arith::DivFOp::create(b, loc, largest, f32(127));
              return arith::SelectOp::create(b, loc, isSmall, f32(0), scale);
            }));
    return success();
  }
};

struct DynamicQuantizePattern : OpRewritePattern<qnn::DynamicQuantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DynamicQuantizeOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    if (type.getNumElements() == 0) {
      rewriter.replaceOpWithNewOp<tensor::EmptyOp>(op, type.getShape(),
                                                   type.getElementType());
      return success();
    }
    Value rows = makeRows(b, op.getInput());
    auto rowsType =
        cast<RankedTensorType>(rows.getType()).clone(type.getElementType());
    Value quantized =
        forEachRow(b, rows, rowsType,
                   [&](ImplicitLocOpBuilder &b, Value row, Value number) {
                     return quantizeRow(b, op, row, number);
                   });
    if (rowsType != type)
      quantized = type.getRank() == 1
                      ? tensor::CollapseShapeOp::create(b, type, quantized,
                                                        rowGroups(2, 0))
                            .getResult()
                      : tensor::ExpandShapeOp::create(
                            b, type, quantized, rowGroups(type.getRank(), 1));
    rewriter.replaceOp(op, quantized);
    return success();
  }

private:
  static Value quantizeRow(ImplicitLocOpBuilder &b, qnn::DynamicQuantizeOp op,
                           Value row, Value number) {
    auto f32 = [&](float value) -> Value {
      return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
    };
    Value scale = tensor::ExtractOp::create(b, op.getScale(), number);
    Value isZero =
        arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, scale, f32(0));
    Value factor = arith::SelectOp::create(
        b, isZero, f32(0), arith::DivFOp::create(b, f32(1), scale));
    auto type = cast<RankedTensorType>(row.getType()).clone(b.getI8Type());
    bool isUnsigned = op.getIsUnsigned();
    return buildMap(b, op.getLoc(), type, row, b.getMultiDimIdentityMap(1),
                    [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                      Value product =
                          arith::MulFOp::create(b, loc, args[0], factor);
                      return qnn::QuantizeOp::create(
                          b, loc, type.getElementType(), product, APFloat(1.0f),
                          isUnsigned ? 128 : 0, isUnsigned);
                    });
  }
};

struct DynamicDequantizePattern : OpRewritePattern<qnn::DynamicDequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DynamicDequantizeOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    int64_t rank = type.getRank();
    Value result = buildMap(
        rewriter, op.getLoc(), type,
        {op.getInput(), op.getInputScale(), op.getScale(), op.getBias()},
        {rewriter.getMultiDimIdentityMap(rank), sampleMap(rewriter, rank),
         channelMap(rewriter, rank, op.getScale()),
         channelMap(rewriter, rank, op.getBias())},
        [](OpBuilder &b, Location loc, ValueRange args) {
          Value f = arith::SIToFPOp::create(b, loc, b.getF32Type(), args[0]);
          Value scale = arith::MulFOp::create(b, loc, args[1], args[2]);
          return scaleAndAdd(b, loc, f, scale, args[3]);
        });
    rewriter.replaceOp(op, finishResult(rewriter, op, result));
    return success();
  }
};

} // namespace

void populateQNNDynamicPatterns(RewritePatternSet &patterns) {
  patterns.add<DynamicDequantizePattern, DynamicQuantizePattern,
               DynamicScalePattern, FloatConv2DPattern, FloatDensePattern>(
      patterns.getContext());
}

} // namespace qopt

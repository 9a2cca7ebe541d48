//===- ContractionPatterns.cpp - qnn contractions to linalg -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"
#include "QNNPatterns.h"

#include "qopt/Codegen/Contraction.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

namespace {

/// Constant weights as kernels take them, signed: u8 is s8 with everything
/// moved by 128.
struct SignedWeights {
  Value weights;
  /// What the sums of the input have to be multiplied with and subtracted.
  int64_t sumFactor;
};

template <typename OpTy>
FailureOr<SignedWeights> readWeights(OpTy op, OpBuilder &b) {
  DenseElementsAttr weight;
  if (!matchPattern(op.getWeight(), m_Constant(&weight)) || op.getXZp() != 0)
    return op.emitError("needs constant weights, with the input's zero point "
                        "folded into the bias by qnn-fold-zero-points");
  if (!op.getWUnsigned())
    return SignedWeights{op.getWeight(), op.getWZp()};
  // sum x w = sum x (w - 128) + 128 sum x.
  Value moved = arith::ConstantOp::create(
      b, op.getLoc(), weight.mapValues(b.getI8Type(), [](const APInt &v) {
        return v ^ APInt(8, 0x80);
      }));
  return SignedWeights{moved, int64_t(op.getWZp()) - 128};
}

Value createOnes(OpBuilder &b, Location loc, ArrayRef<int64_t> shape) {
  return arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::get(RankedTensorType::get(shape, b.getI8Type()),
                             b.getI8IntegerAttr(1)));
}

Value createZeros(OpBuilder &b, Location loc, int64_t count) {
  return arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::get(RankedTensorType::get({count}, b.getI32Type()),
                             b.getI32IntegerAttr(0)));
}

/// `acc - factor * sums`, the sums broadcast.
Value subtractSums(OpBuilder &b, Location loc, Value acc, Value sums,
                   int64_t factor) {
  auto type = cast<RankedTensorType>(acc.getType());
  return buildMap(b, loc, type, {acc, sums},
                  {broadcastMap(type, type),
                   broadcastMap(cast<RankedTensorType>(sums.getType()), type)},
                  [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                    Value constant = arith::ConstantOp::create(
                        b, loc, b.getI32IntegerAttr(factor));
                    Value product =
                        arith::MulIOp::create(b, loc, args[1], constant);
                    return arith::SubIOp::create(b, loc, args[0], product);
                  });
}

struct DensePattern : OpRewritePattern<qnn::DenseOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DenseOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<SignedWeights> weights = readWeights(op, rewriter);
    if (failed(weights))
      return failure();
    Location loc = op.getLoc();
    ContractionOptions options{op.getXUnsigned(), op.getUnitAttr(),
                               op.getFactorsAttr()};
    Value acc = buildDense(rewriter, loc, op.getInput(), weights->weights,
                           op.getBias(), options);
    if (weights->sumFactor != 0) {
      // A weight zero point needs the sum of every row: a contraction with 1.
      int64_t k = op.getWeight().getType().getDimSize(1);
      Value sums = buildDense(rewriter, loc, op.getInput(),
                              createOnes(rewriter, loc, {1, k}),
                              createZeros(rewriter, loc, 1), options);
      acc = subtractSums(rewriter, loc, acc, sums, weights->sumFactor);
    }
    rewriter.replaceOp(op, acc);
    return success();
  }
};

struct Conv2DPattern : OpRewritePattern<qnn::Conv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::Conv2DOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<SignedWeights> weights = readWeights(op, rewriter);
    if (failed(weights))
      return failure();
    Location loc = op.getLoc();
    auto type = op.getOutput().getType();
    if (type.getNumElements() == 0 ||
        op.getWeight().getType().getNumElements() == 0) {
      rewriter.replaceOp(
          op, buildBias(rewriter, loc, op.getBias(), type.getShape()));
      return success();
    }
    Value image = padImage(rewriter, loc, op.getInput(), op.getPad(),
                           zeroOf(rewriter, op));
    Value acc = convolve(rewriter, op, image, weights->weights, op.getBias());
    if (weights->sumFactor != 0) {
      // A weight zero point needs the sum of every window.
      SmallVector<int64_t> shape(op.getWeight().getType().getShape());
      shape[0] = op.getGroups();
      Value sums =
          convolve(rewriter, op, image, createOnes(rewriter, loc, shape),
                   createZeros(rewriter, loc, shape[0]));
      int64_t outputs = op.getWeight().getType().getDimSize(0);
      if (shape[0] != 1 && shape[0] != outputs) {
        // Every output of a group needs the group's sum.
        SmallVector<Value> copies(outputs / shape[0], sums);
        sums = joinChannels(rewriter, loc, copies, /*interleave=*/true);
      }
      acc = subtractSums(rewriter, loc, acc, sums, weights->sumFactor);
    }
    rewriter.replaceOp(op, acc);
    return success();
  }

private:
  static TypedAttr zeroOf(OpBuilder &b, qnn::Conv2DOp op) {
    return b.getZeroAttr(op.getInput().getType().getElementType());
  }

  static Value convolve(PatternRewriter &rewriter, qnn::Conv2DOp op,
                        Value image, Value weights, Value bias) {
    image = addSlack(rewriter, op, image);
    return buildGroupedConvolution(
        rewriter, op.getLoc(), image, weights, bias, op.getGroups(),
        {op.getStride(), op.getDilation(),
         op.getOutput().getType().getDimSize(1)},
        {op.getXUnsigned(), op.getUnitAttr(), op.getFactorsAttr()});
  }

  /// A further line below where a kernel wants to read on behind the last value
  /// it needs (and multiplies with 0): where a line of the filter is no
  /// multiple of the four values of a dot instruction, and where channels do
  /// not fill the lanes of a depthwise one.
  static Value addSlack(OpBuilder &b, qnn::Conv2DOp op, Value image) {
    ArrayRef<int64_t> filter = op.getWeight().getType().getShape();
    int64_t line =
        filter[3] * (op.getDilation()[1] == 1 ? filter[2] : int64_t(1));
    bool isDepthwise = op.getGroups() > 1 && filter[3] == 1;
    bool isFull = isDepthwise ? op.getGroups() % 16 == 0 : line % 4 == 0;
    if (filter[1] * filter[2] == 1 || isFull ||
        (op.getGroups() > 1 && !isDepthwise))
      return image;
    // Paddings of one value become one.
    TypedAttr value = zeroOf(b, op);
    DenseElementsAttr constant;
    if (auto pad = image.getDefiningOp<tosa::PadOp>())
      if (matchPattern(pad.getPadConst(), m_Constant(&constant)))
        value = constant.getSplatValue<IntegerAttr>();
    return padImage(b, op.getLoc(), image, {0, 1, 0, 0}, value);
  }
};

/// Computed of the stored numbers, the right side signed; what zero points
/// change depends on the sums of the rows and columns:
/// `sum (a - za) (b - zb) = sum a b - zb sum a - za sum b + K za zb`.
struct MatMulPattern : OpRewritePattern<qnn::MatMulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::MatMulOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value rhs = op.getRhs();
    int64_t aZp = op.getAZp(), bZp = op.getBZp();
    if (op.getBUnsigned()) {
      rhs = arith::XOrIOp::create(
          b, rhs,
          arith::ConstantOp::create(
              b, DenseElementsAttr::get(op.getRhs().getType(),
                                        b.getI8IntegerAttr(-128))));
      bZp -= 128;
    }
    bool isUnsigned = op.getAUnsigned();
    Value acc = multiply(b, op, rhs);
    auto type = cast<RankedTensorType>(acc.getType());
    SmallVector<Value> inputs{acc};
    SmallVector<AffineMap> maps{b.getMultiDimIdentityMap(3)};
    SmallVector<int64_t> factors;
    AffineExpr batch, m, n;
    bindDims(b.getContext(), batch, m, n);
    auto subtract = [&](Value sums, AffineExpr line, int64_t factor) {
      inputs.push_back(sums);
      maps.push_back(AffineMap::get(3, 0, {batch, line}, b.getContext()));
      factors.push_back(factor);
    };
    if (bZp != 0)
      subtract(sumLines(b, op.getLhs(), /*alongLast=*/true, isUnsigned), m,
               bZp);
    if (aZp != 0)
      subtract(sumLines(b, rhs, /*alongLast=*/false, false), n, aZp);
    int64_t k = op.getLhs().getType().getDimSize(2);
    if (!factors.empty())
      acc = buildMap(b, op.getLoc(), type, inputs, maps,
                     [&](OpBuilder &b, Location loc, ValueRange args) {
                       return correct(b, loc, args, factors, k * aZp * bZp);
                     });
    rewriter.replaceOp(op, acc);
    return success();
  }

private:
  static Value zeros(ImplicitLocOpBuilder &b, ArrayRef<int64_t> shape) {
    Value zero = arith::ConstantOp::create(b, b.getI32IntegerAttr(0));
    Value empty = tensor::EmptyOp::create(b, shape, b.getI32Type());
    return linalg::FillOp::create(b, zero, empty).getResult(0);
  }

  static Value multiply(ImplicitLocOpBuilder &b, qnn::MatMulOp op, Value rhs) {
    MLIRContext *context = b.getContext();
    AffineExpr batch, m, n, k;
    bindDims(context, batch, m, n, k);
    auto map = [&](ArrayRef<AffineExpr> places) {
      return AffineMap::get(4, 0, places, context);
    };
    Value init = zeros(b, op.getOutput().getType().getShape());
    SmallVector<utils::IteratorType> iterators(3,
                                               utils::IteratorType::parallel);
    iterators.push_back(utils::IteratorType::reduction);
    auto product = linalg::GenericOp::create(
        b, init.getType(), ValueRange{op.getLhs(), rhs}, init,
        ArrayRef{map({batch, m, k}), map({batch, k, n}), map({batch, m, n})},
        iterators, [&](OpBuilder &b, Location loc, ValueRange args) {
          Value product = arith::MulIOp::create(
              b, loc, widen(b, loc, args[0], op.getAUnsigned(), 0),
              widen(b, loc, args[1], /*isUnsigned=*/false, 0));
          linalg::YieldOp::create(
              b, loc,
              arith::AddIOp::create(b, loc, args[2], product).getResult());
        });
    if (op.getUnitAttr())
      product->setAttr("qnn.unit", op.getUnitAttr());
    return product.getResult(0);
  }

  /// The sums of a stack of matrices along their last or their first dimension.
  static Value sumLines(ImplicitLocOpBuilder &b, Value matrices, bool alongLast,
                        bool isUnsigned) {
    auto type = cast<RankedTensorType>(matrices.getType());
    MLIRContext *context = b.getContext();
    AffineExpr batch, line, at;
    bindDims(context, batch, line, at);
    Value init =
        zeros(b, {type.getDimSize(0), type.getDimSize(alongLast ? 1 : 2)});
    AffineMap from = alongLast
                         ? b.getMultiDimIdentityMap(3)
                         : AffineMap::get(3, 0, {batch, at, line}, context);
    return linalg::GenericOp::create(
               b, init.getType(), matrices, init,
               ArrayRef{from, AffineMap::get(3, 0, {batch, line}, context)},
               ArrayRef{utils::IteratorType::parallel,
                        utils::IteratorType::parallel,
                        utils::IteratorType::reduction},
               [&](OpBuilder &b, Location loc, ValueRange args) {
                 Value x = widen(b, loc, args[0], isUnsigned, 0);
                 linalg::YieldOp::create(
                     b, loc,
                     arith::AddIOp::create(b, loc, args[1], x).getResult());
               })
        .getResult(0);
  }

  /// The accumulator, args[0], less the sums times their factors.
  static Value correct(OpBuilder &b, Location loc, ValueRange args,
                       ArrayRef<int64_t> factors, int64_t constant) {
    auto number = [&](int64_t value) -> Value {
      return arith::ConstantOp::create(b, loc,
                                       b.getI32IntegerAttr(int32_t(value)));
    };
    Value acc = args[0];
    for (auto [sum, factor] :
         llvm::zip_equal(args.slice(1, factors.size()), factors))
      acc = arith::SubIOp::create(
          b, loc, acc, arith::MulIOp::create(b, loc, sum, number(factor)));
    return constant == 0 ? acc
                         : arith::AddIOp::create(b, loc, acc, number(constant))
                               .getResult();
  }
};

} // namespace

void populateQNNContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<Conv2DPattern, DensePattern, MatMulPattern>(
      patterns.getContext());
}

} // namespace qopt

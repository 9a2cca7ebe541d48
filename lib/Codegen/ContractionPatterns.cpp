//===- ContractionPatterns.cpp - qnn contractions to linalg -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackedWeights.h"
#include "QNNPatterns.h"

#include "qopt/Codegen/Contraction.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

Value padImage(OpBuilder &b, Location loc, Value image, ArrayRef<int64_t> pad,
               TypedAttr value) {
  if (llvm::all_of(pad, [](int64_t p) { return p == 0; }))
    return image;
  Value constant = arith::ConstantOp::create(b, loc, value);
  auto fold = [&](ArrayRef<int64_t> values) {
    return llvm::map_to_vector(
        values, [&](int64_t v) -> OpFoldResult { return b.getIndexAttr(v); });
  };
  auto type = cast<RankedTensorType>(image.getType());
  ArrayRef<int64_t> shape = type.getShape();
  auto padded = type.clone({shape[0], shape[1] + pad[0] + pad[1],
                            shape[2] + pad[2] + pad[3], shape[3]});
  return tensor::PadOp::create(b, loc, padded, image,
                               fold({0, pad[0], pad[2], 0}),
                               fold({0, pad[1], pad[3], 0}), constant);
}

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
    ContractionOptions options{op.getXUnsigned(), op.getUnitAttr()};
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

/// Part of a tensor, or of a constant, along dimension `d`.
Value slice(OpBuilder &b, Location loc, Value value, int64_t d, int64_t offset,
            int64_t size, int64_t stride = 1) {
  auto type = cast<RankedTensorType>(value.getType());
  DenseElementsAttr attr;
  if (matchPattern(value, m_Constant(&attr))) {
    // Whole runs of the dimensions from d on.
    int64_t inner = 1, outer = 1;
    for (int64_t i = 0; i < type.getRank(); ++i)
      (i < d ? outer : inner) *= i == d ? 1 : type.getDimSize(i);
    std::vector<char> bytes = rawBytes(attr), part;
    size_t run = inner * type.getElementTypeBitWidth() / 8;
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t i = 0; i < size; ++i) {
        const char *from =
            &bytes[(o * type.getDimSize(d) + offset + i * stride) * run];
        part.insert(part.end(), from, from + run);
      }
    SmallVector<int64_t> shape(type.getShape());
    shape[d] = size;
    return arith::ConstantOp::create(
        b, loc, DenseElementsAttr::getFromRawBuffer(type.clone(shape), part));
  }
  SmallVector<OpFoldResult> offsets(type.getRank(), b.getIndexAttr(0)),
      ones(type.getRank(), b.getIndexAttr(1)), sizes;
  for (int64_t extent : type.getShape())
    sizes.push_back(b.getIndexAttr(extent));
  offsets[d] = b.getIndexAttr(offset);
  sizes[d] = b.getIndexAttr(size);
  return tensor::ExtractSliceOp::create(b, loc, value, offsets, sizes, ones);
}

/// `parts[i]` at elements i, i + stride, ... or, with stride 1, one after the
/// other, of the last dimension.
Value joinChannels(OpBuilder &b, Location loc, ArrayRef<Value> parts,
                   bool interleave) {
  auto type = cast<RankedTensorType>(parts[0].getType());
  auto count = int64_t(parts.size()), last = type.getRank() - 1;
  SmallVector<int64_t> shape(type.getShape());
  int64_t size = shape[last];
  shape[last] *= count;
  Value whole = tensor::EmptyOp::create(b, loc, shape, type.getElementType());
  SmallVector<OpFoldResult> offsets(type.getRank(), b.getIndexAttr(0)),
      strides(type.getRank(), b.getIndexAttr(1)), sizes;
  for (int64_t extent : type.getShape())
    sizes.push_back(b.getIndexAttr(extent));
  strides[last] = b.getIndexAttr(interleave ? count : 1);
  for (auto [i, part] : llvm::enumerate(parts)) {
    offsets[last] = b.getIndexAttr(interleave ? i : i * size);
    whole = tensor::InsertSliceOp::create(b, loc, part, whole, offsets, sizes,
                                          strides);
  }
  return whole;
}

/// `C x KH x KW x 1` to `KH x KW x C`.
Value channelsLast(OpBuilder &b, Location loc, Value weights) {
  DenseElementsAttr attr;
  matchPattern(weights, m_Constant(&attr));
  ArrayRef<int64_t> shape = attr.getType().getShape();
  int64_t channels = shape[0], taps = shape[1] * shape[2];
  std::vector<char> bytes = rawBytes(attr), moved(bytes.size());
  for (int64_t c = 0; c < channels; ++c)
    for (int64_t t = 0; t < taps; ++t)
      moved[t * channels + c] = bytes[c * taps + t];
  return arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::getFromRawBuffer(
          RankedTensorType::get({shape[1], shape[2], channels},
                                attr.getElementType()),
          moved));
}

struct Conv2DPattern : OpRewritePattern<qnn::Conv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::Conv2DOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<SignedWeights> weights = readWeights(op, rewriter);
    if (failed(weights))
      return failure();
    Location loc = op.getLoc();
    Value image = padImage(rewriter, loc, op.getInput(), op.getPad(),
                           rewriter.getI8IntegerAttr(0));
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
  static Value convolve(PatternRewriter &rewriter, qnn::Conv2DOp op,
                        Value image, Value weights, Value bias) {
    Location loc = op.getLoc();
    ConvolutionWindow window{op.getStride(), op.getDilation()};
    ContractionOptions options{op.getXUnsigned(), op.getUnitAttr()};
    int64_t groups = op.getGroups(),
            outputs = cast<RankedTensorType>(weights.getType()).getDimSize(0),
            inputs = op.getWeight().getType().getDimSize(3);
    if (groups == 1)
      return buildConvolution(rewriter, loc, addSlack(rewriter, op, image),
                              weights, bias, window, options);
    int64_t perGroup = outputs / groups;
    SmallVector<Value> parts;
    if (inputs == 1) {
      // Every perGroup-th output, one of each input channel.
      for (int64_t i = 0; i < perGroup; ++i) {
        auto part = [&](Value value) {
          return perGroup == 1
                     ? value
                     : slice(rewriter, loc, value, 0, i, groups, perGroup);
        };
        parts.push_back(buildDepthwise(
            rewriter, loc, image, channelsLast(rewriter, loc, part(weights)),
            sliceBias(rewriter, loc, bias, i, groups, perGroup), window,
            options));
      }
    } else {
      for (int64_t g = 0; g < groups; ++g)
        parts.push_back(buildConvolution(
            rewriter, loc, slice(rewriter, loc, image, 3, g * inputs, inputs),
            slice(rewriter, loc, weights, 0, g * perGroup, perGroup),
            sliceBias(rewriter, loc, bias, g * perGroup, perGroup, 1), window,
            options));
    }
    return parts.size() == 1
               ? parts[0]
               : joinChannels(rewriter, loc, parts, /*interleave=*/inputs == 1);
  }

  static Value sliceBias(OpBuilder &b, Location loc, Value bias, int64_t offset,
                         int64_t size, int64_t stride) {
    return slice(b, loc, bias, 0, offset, size, stride);
  }

  /// A further line below where a line of the filter is no multiple of the four
  /// values of a dot instruction: the kernel may read on there (with weights
  /// 0), and has no tail.
  static Value addSlack(OpBuilder &b, qnn::Conv2DOp op, Value image) {
    ArrayRef<int64_t> filter = op.getWeight().getType().getShape();
    int64_t line =
        filter[3] * (op.getDilation()[1] == 1 ? filter[2] : int64_t(1));
    if (filter[1] * filter[2] == 1 || line % 4 == 0)
      return image;
    // Paddings of one value become one.
    TypedAttr value = b.getI8IntegerAttr(0);
    DenseElementsAttr constant;
    if (auto pad = image.getDefiningOp<tosa::PadOp>())
      if (matchPattern(pad.getPadConst(), m_Constant(&constant)))
        value = constant.getSplatValue<IntegerAttr>();
    return padImage(b, op.getLoc(), image, {0, 1, 0, 0}, value);
  }
};

struct MatMulPattern : OpRewritePattern<qnn::MatMulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::MatMulOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = rewriter.getContext();
    AffineExpr batch, m, n, k;
    bindDims(context, batch, m, n, k);
    auto map = [&](ArrayRef<AffineExpr> places) {
      return AffineMap::get(4, 0, places, context);
    };
    auto type = op.getOutput().getType();
    Value zero =
        arith::ConstantOp::create(rewriter, loc, rewriter.getI32IntegerAttr(0));
    Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                          type.getElementType());
    Value init =
        linalg::FillOp::create(rewriter, loc, zero, empty).getResult(0);
    SmallVector<utils::IteratorType> iterators(3,
                                               utils::IteratorType::parallel);
    iterators.push_back(utils::IteratorType::reduction);
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, init.getType(), ValueRange{op.getLhs(), op.getRhs()}, init,
        ArrayRef{map({batch, m, k}), map({batch, k, n}), map({batch, m, n})},
        iterators, [&](OpBuilder &b, Location loc, ValueRange args) {
          Value product = arith::MulIOp::create(
              b, loc, widen(b, loc, args[0], op.getAUnsigned(), op.getAZp()),
              widen(b, loc, args[1], op.getBUnsigned(), op.getBZp()));
          linalg::YieldOp::create(
              b, loc,
              arith::AddIOp::create(b, loc, args[2], product).getResult());
        });
    return success();
  }
};

} // namespace

void populateQNNContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<Conv2DPattern, DensePattern, MatMulPattern>(
      patterns.getContext());
}

} // namespace qopt

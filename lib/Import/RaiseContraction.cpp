//===- RaiseContraction.cpp - Matrix products from linalg -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {
/// Which loops a matrix product runs over, by what they do.
struct Product {
  Value x, w;
  AffineMap xMap, wMap;
  std::optional<unsigned> batch;
  /// Of the rows of `x`, in the order of the result.
  SmallVector<unsigned> rows;
  unsigned column, reduction;
};
} // namespace

/// The dimensions that the results of `map` are; nothing where one is not.
static std::optional<SmallVector<unsigned>> dimensions(AffineMap map) {
  SmallVector<unsigned> dims;
  for (AffineExpr expr : map.getResults()) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim || llvm::is_contained(dims, dim.getPosition()))
      return std::nullopt;
    dims.push_back(dim.getPosition());
  }
  return dims;
}

static bool hasDim(AffineMap map, unsigned dim) {
  return map.isFunctionOfDim(dim);
}

/// Reads `op` as x[batch, rows.., k] * w[batch, k, column]. The last dimension
/// of the result says which operand is `w`.
static std::optional<Product> matchProduct(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumDpsInputs() != 2 ||
      op.getNumDpsInits() != 1 || !linalg::isaContractionOpInterface(op))
    return std::nullopt;
  for (Value operand : op->getOperands()) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    if (!type || !type.getElementType().isF32())
      return std::nullopt;
  }
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  auto out = dimensions(maps[2]);
  if (!out || out->empty())
    return std::nullopt;

  Product product;
  product.column = out->back();
  unsigned w = hasDim(maps[1], product.column) ? 1 : 0;
  product.w = op->getOperand(w);
  product.wMap = maps[w];
  product.x = op->getOperand(1 - w);
  product.xMap = maps[1 - w];
  if (!dimensions(product.xMap) || !dimensions(product.wMap) ||
      hasDim(product.xMap, product.column))
    return std::nullopt;
  for (unsigned dim : ArrayRef(*out).drop_back()) {
    if (!hasDim(product.xMap, dim))
      return std::nullopt;
    if (!hasDim(product.wMap, dim)) {
      product.rows.push_back(dim);
      continue;
    }
    if (product.batch || !product.rows.empty())
      return std::nullopt;
    product.batch = dim;
  }
  SmallVector<unsigned> reductions;
  op.getReductionDims(reductions);
  if (reductions.size() != 1 || product.rows.empty())
    return std::nullopt;
  product.reduction = reductions.front();
  return product;
}

/// `value`, read through `map`, with its dimensions in the order `dims`.
static Value transposeTo(OpBuilder &builder, Location loc, Value value,
                         AffineMap map, ArrayRef<unsigned> dims) {
  std::optional<SmallVector<unsigned>> from = dimensions(map);
  if (!from || from->size() != dims.size())
    return {};
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int32_t> perms;
  SmallVector<int64_t> shape;
  for (unsigned dim : dims) {
    auto *it = llvm::find(*from, dim);
    if (it == from->end())
      return {};
    perms.push_back(it - from->begin());
    shape.push_back(type.getDimSize(perms.back()));
  }
  if (llvm::equal(perms, llvm::seq<int32_t>(0, perms.size())))
    return value;
  return tosa::TransposeOp::create(
      builder, loc, RankedTensorType::get(shape, type.getElementType()), value,
      perms);
}

/// The product of the sizes, dynamic if one is.
static int64_t totalSize(ArrayRef<int64_t> sizes) {
  int64_t total = 1;
  for (int64_t size : sizes) {
    if (ShapedType::isDynamic(size))
      return size;
    total *= size;
  }
  return total;
}

namespace {
struct RaiseContraction : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<Product> product = matchProduct(op);
    if (!product)
      return rewriter.notifyMatchFailure(op, "not a matrix product");
    auto outType = cast<RankedTensorType>(op->getResult(0).getType());
    if (outType.getNumDynamicDims() > 1)
      return rewriter.notifyMatchFailure(op, "several dynamic dimensions");
    Trial trial(op);
    OpBuilder &builder = trial.getBuilder();
    Location loc = op.getLoc();
    // What the product is added to: nothing, or a bias.
    Value init = op.getDpsInits().front(), bias;
    std::optional<float> fill = getFillValue(init);
    if (!fill || *fill != 0) {
      bias =
          fill
              ? createConst(builder, loc,
                            SmallVector<int64_t>(outType.getRank(), 1), *fill)
              : alignToLoops(builder, loc, init,
                             builder.getMultiDimIdentityMap(outType.getRank()));
      if (!bias)
        return rewriter.notifyMatchFailure(op, "its sum starts with a value "
                                               "that cannot be read");
    }

    SmallVector<unsigned> xDims, wDims;
    if (product->batch) {
      xDims.push_back(*product->batch);
      wDims.push_back(*product->batch);
    }
    llvm::append_range(xDims, product->rows);
    xDims.push_back(product->reduction);
    llvm::append_range(wDims, ArrayRef{product->reduction, product->column});
    Value x = transposeTo(builder, loc, product->x, product->xMap, xDims),
          w = transposeTo(builder, loc, product->w, product->wMap, wDims);
    if (!x || !w)
      return rewriter.notifyMatchFailure(op, "an operand is not a matrix");
    auto wShape = cast<RankedTensorType>(w.getType()).getShape(),
         outShape = outType.getShape();
    int64_t batch = product->batch ? outShape.front() : 1;
    int64_t rows =
        totalSize(outShape.drop_back().drop_front(product->batch ? 1 : 0));
    x = createReshape(builder, loc, x, {batch, rows, wShape.end()[-2]});
    w = createReshape(builder, loc, w,
                      {batch, wShape.end()[-2], wShape.back()});
    Value y =
        createReshape(builder, loc, createMatmul(builder, loc, x, w), outShape);
    if (bias)
      y = tosa::AddOp::create(builder, loc, outType, y, bias);
    trial.keep();
    rewriter.replaceOp(op, y);
    return success();
  }
};
} // namespace

void qopt::populateRaiseContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseContraction>(patterns.getContext());
}

//===- FoldConstants.cpp - Computations on constants ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "ElementwiseEval.h"
#include "NormaliseTosa.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace qopt;

/// `type` as the type of a constant in f32.
static RankedTensorType staticF32(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape() || !tensor.getElementType().isF32())
    return {};
  return tensor;
}

/// The constant operand number `i` of `op`, with as many elements as its type.
static std::optional<SmallVector<float, 0>> constantFloats(Value value) {
  ElementsAttr attr = getConstant(value);
  return attr ? readFloats(attr) : std::nullopt;
}

/// An integer constant whose elements the result of `op` has.
static DenseElementsAttr constantIntegers(Value value, Operation *op) {
  auto dense = dyn_cast_or_null<DenseElementsAttr>(getConstant(value));
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!dense || !type || !type.hasStaticShape() ||
      !isa<IntegerType>(dense.getElementType()) ||
      dense.getElementType() != type.getElementType() ||
      dense.getNumElements() != type.getNumElements())
    return {};
  return dense;
}

/// For every element of a tensor of shape `to`, in order, the index of the
/// element of a tensor whose dimension `i` has the stride `strides[i]`.
static SmallVector<int64_t, 0> gatherIndices(ArrayRef<int64_t> to,
                                             ArrayRef<int64_t> strides) {
  SmallVector<int64_t, 0> indices = {0};
  for (auto [size, stride] : llvm::zip_equal(to, strides)) {
    SmallVector<int64_t, 0> next;
    next.reserve(indices.size() * size);
    for (int64_t base : indices)
      for (int64_t i = 0; i < size; ++i)
        next.push_back(base + i * stride);
    indices = std::move(next);
  }
  return indices;
}

static SmallVector<int64_t> rowMajorStrides(ArrayRef<int64_t> shape) {
  SmallVector<int64_t> strides(shape.size(), 1);
  for (int64_t i = int64_t(shape.size()) - 2; i >= 0; --i)
    strides[i] = strides[i + 1] * shape[i + 1];
  return strides;
}

namespace {
/// A resource's name says nothing; its data belongs into the module's hash.
struct ResourceToDense : OpRewritePattern<tosa::ConstOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ConstOp op,
                                PatternRewriter &rewriter) const override {
    auto resource = dyn_cast<DenseResourceElementsAttr>(op.getValues());
    if (!resource || isMissingData(resource))
      return rewriter.notifyMatchFailure(op, "not a resource with data");
    auto type = dyn_cast<RankedTensorType>(resource.getType());
    if (!type || !type.getElementType().isIntOrFloat() ||
        type.getElementTypeBitWidth() % 8 != 0 || type.getNumElements() == 0)
      return rewriter.notifyMatchFailure(op, "no bytes to read");
    ArrayRef<char> data = resource.getRawHandle().getBlob()->getData();
    ElementsAttr dense = DenseElementsAttr::getFromRawBuffer(type, data);
    // Values of one kind may still be written out one by one: f32 are not.
    if (type.getElementType().isF32())
      dense = DenseElementsAttr::get(type, ArrayRef<float>(*readFloats(dense)));
    rewriter.modifyOpInPlace(op, [&] { op.setValuesAttr(dense); });
    return success();
  }
};

struct FoldCast : OpRewritePattern<tosa::CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::CastOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType type = staticF32(op.getType());
    auto values = constantFloats(op.getInput());
    if (!type || !values || int64_t(values->size()) != type.getNumElements())
      return rewriter.notifyMatchFailure(op, "not a float constant to f32");
    rewriter.replaceOp(
        op, createConst(rewriter, op.getLoc(), type.getShape(), *values));
    return success();
  }
};

/// Integers to f32; an i32 bias that was quantized becomes floats so.
struct FoldIntegerCast : OpRewritePattern<tosa::CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::CastOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType type = staticF32(op.getType());
    ElementsAttr attr = getConstant(op.getInput());
    auto values = type && attr ? readIntegers(attr) : std::nullopt;
    if (!values || int64_t(values->size()) != type.getNumElements())
      return rewriter.notifyMatchFailure(op, "not an integer constant to f32");
    SmallVector<float, 0> floats(values->begin(), values->end());
    rewriter.replaceOp(
        op, createConst(rewriter, op.getLoc(), type.getShape(), floats));
    return success();
  }
};

/// Upstream folds a reshape only of splats and of constants with one use.
struct FoldReshape : OpRewritePattern<tosa::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    if (DenseElementsAttr integers = constantIntegers(op.getInput1(), op)) {
      rewriter.replaceOpWithNewOp<tosa::ConstOp>(
          op, op.getType(), integers.reshape(cast<ShapedType>(op.getType())));
      return success();
    }
    RankedTensorType type = staticF32(op.getType());
    auto values = constantFloats(op.getInput1());
    if (!type || !values || int64_t(values->size()) != type.getNumElements())
      return rewriter.notifyMatchFailure(op, "not an f32 constant");
    rewriter.replaceOp(
        op, createConst(rewriter, op.getLoc(), type.getShape(), *values));
    return success();
  }
};

struct FoldTranspose : OpRewritePattern<tosa::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    DenseElementsAttr integers = constantIntegers(op.getInput1(), op);
    auto type = integers ? cast<RankedTensorType>(op.getType())
                         : staticF32(op.getType()),
         inputType = integers ? cast<RankedTensorType>(op.getInput1().getType())
                              : staticF32(op.getInput1().getType());
    auto values = constantFloats(op.getInput1());
    if (!type || !inputType || (!integers && !values) ||
        (values && int64_t(values->size()) != type.getNumElements()) ||
        int64_t(op.getPerms().size()) != inputType.getRank())
      return rewriter.notifyMatchFailure(op, "not a constant");
    SmallVector<int64_t> from = rowMajorStrides(inputType.getShape()), strides;
    for (auto [i, source] : llvm::enumerate(op.getPerms())) {
      if (type.getDimSize(i) != inputType.getDimSize(source))
        return rewriter.notifyMatchFailure(op, "shapes do not fit");
      strides.push_back(from[source]);
    }
    if (integers) {
      SmallVector<APInt, 0> elements(integers.getValues<APInt>()), moved;
      for (int64_t index : gatherIndices(type.getShape(), strides))
        moved.push_back(elements[index]);
      rewriter.replaceOpWithNewOp<tosa::ConstOp>(
          op, type, DenseElementsAttr::get(type, moved));
      return success();
    }
    SmallVector<float, 0> result;
    result.reserve(values->size());
    for (int64_t index : gatherIndices(type.getShape(), strides))
      result.push_back((*values)[index]);
    rewriter.replaceOp(
        op, createConst(rewriter, op.getLoc(), type.getShape(), result));
    return success();
  }
};

/// What a front end leaves of a batch norm: rsqrt(variance + epsilon) * gamma.
/// Computed in double and rounded once.
struct FoldElementwise : RewritePattern {
  explicit FoldElementwise(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isUnaryUnitOp(op))
      return rewriter.notifyMatchFailure(op, "not elementwise");
    RankedTensorType type = staticF32(op->getResult(0).getType());
    if (!type)
      return rewriter.notifyMatchFailure(op, "not a static f32 tensor");
    SmallVector<SmallVector<float, 0>, 3> operands;
    SmallVector<SmallVector<int64_t, 0>, 3> indices;
    for (Value operand : elementwiseOperands(op)) {
      RankedTensorType operandType = staticF32(operand.getType());
      auto values = constantFloats(operand);
      if (!operandType || !values || operandType.getRank() != type.getRank())
        return rewriter.notifyMatchFailure(op, "an operand is no constant");
      SmallVector<int64_t> strides = rowMajorStrides(operandType.getShape());
      for (auto [i, size] : llvm::enumerate(operandType.getShape())) {
        if (size == 1)
          strides[i] = 0;
        else if (size != type.getDimSize(i))
          return rewriter.notifyMatchFailure(op, "shapes do not fit");
      }
      operands.push_back(std::move(*values));
      indices.push_back(gatherIndices(type.getShape(), strides));
    }
    SmallVector<float, 0> result(type.getNumElements());
    for (auto [i, value] : llvm::enumerate(result)) {
      SmallVector<double, 3> x;
      for (auto [values, index] : llvm::zip_equal(operands, indices))
        x.push_back(values[index[i]]);
      value = evaluateElementwise(op, x);
    }
    rewriter.replaceOp(
        op, createConst(rewriter, op->getLoc(), type.getShape(), result));
    return success();
  }
};
} // namespace

void qopt::populateFoldConstantPatterns(RewritePatternSet &patterns) {
  patterns.add<ResourceToDense, FoldCast, FoldReshape, FoldTranspose,
               FoldElementwise>(patterns.getContext());
}

void qopt::populateFoldIntegerPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldIntegerCast>(patterns.getContext());
}

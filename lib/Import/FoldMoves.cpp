//===- FoldMoves.cpp - Moves of constants -----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Constants that a model writes as a computation: a grid of anchors that is
/// tiled and concatenated, filters that are reversed.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

/// No larger constant is made: it would be stored in the program.
constexpr int64_t kMaxElements = 1 << 22;

namespace {
/// The constants that an operation moves.
struct Sources {
  SmallVector<SmallVector<float, 0>> values;
  SmallVector<ArrayRef<int64_t>> shapes;

  /// The element of constant `number` at `index`.
  float at(size_t number, ArrayRef<int64_t> index) const {
    int64_t linear = 0;
    for (auto [i, size] : llvm::zip_equal(index, shapes[number]))
      linear = linear * size + i;
    return values[number][linear];
  }
};
} // namespace

static bool readSources(ValueRange operands, Sources &sources) {
  for (Value operand : operands) {
    ElementsAttr attr = getConstant(operand);
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    auto values = attr ? readFloats(attr) : std::nullopt;
    if (!values || !type.getElementType().isF32() ||
        int64_t(values->size()) != type.getNumElements())
      return false;
    sources.values.push_back(std::move(*values));
    sources.shapes.push_back(type.getShape());
  }
  return true;
}

/// Replaces `op` by a constant with the elements that `element` gives.
static LogicalResult
replaceByElements(Operation *op, PatternRewriter &rewriter,
                  llvm::function_ref<float(MutableArrayRef<int64_t>)> element) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  ArrayRef<int64_t> shape = type.getShape();
  SmallVector<float, 0> result;
  SmallVector<int64_t> index(type.getRank(), 0), scratch;
  for (int64_t i = 0; i < type.getNumElements(); ++i) {
    scratch = index;
    result.push_back(element(scratch));
    for (int64_t d = type.getRank() - 1; d >= 0; --d) {
      if (++index[d] < shape[d])
        break;
      index[d] = 0;
    }
  }
  rewriter.replaceOp(op, createConst(rewriter, op->getLoc(), shape, result));
  return success();
}

static bool readShape(Value value, SmallVector<int64_t> &numbers) {
  return tosa::getConstShapeValues(value.getDefiningOp(), numbers);
}

namespace {
/// An operation that moves elements, where they are constants.
template <typename OpTy>
struct FoldMove : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto type = dyn_cast<RankedTensorType>(op.getType());
    if (!type || !type.hasStaticShape() || type.getNumElements() > kMaxElements)
      return rewriter.notifyMatchFailure(op, "of unknown or great size");
    Sources sources;
    bool isConcat = isa<tosa::ConcatOp>(op);
    if (!readSources(isConcat ? op->getOperands()
                              : op->getOperands().take_front(),
                     sources))
      return rewriter.notifyMatchFailure(op, "not of f32 constants");
    return fold(op, sources, rewriter);
  }

private:
  static LogicalResult fold(tosa::ConcatOp op, const Sources &sources,
                            PatternRewriter &rewriter) {
    int64_t axis = op.getAxis();
    return replaceByElements(op, rewriter, [&](MutableArrayRef<int64_t> index) {
      size_t part = 0;
      for (; index[axis] >= sources.shapes[part][axis]; ++part)
        index[axis] -= sources.shapes[part][axis];
      return sources.at(part, index);
    });
  }

  static LogicalResult fold(tosa::TileOp op, const Sources &sources,
                            PatternRewriter &rewriter) {
    return replaceByElements(op, rewriter, [&](MutableArrayRef<int64_t> index) {
      for (auto [i, size] : llvm::zip_equal(index, sources.shapes[0]))
        i %= size;
      return sources.at(0, index);
    });
  }

  static LogicalResult fold(tosa::ReverseOp op, const Sources &sources,
                            PatternRewriter &rewriter) {
    int64_t axis = op.getAxis();
    return replaceByElements(op, rewriter, [&](MutableArrayRef<int64_t> index) {
      index[axis] = sources.shapes[0][axis] - 1 - index[axis];
      return sources.at(0, index);
    });
  }

  static LogicalResult fold(tosa::SliceOp op, const Sources &sources,
                            PatternRewriter &rewriter) {
    SmallVector<int64_t> start;
    if (!readShape(op.getStart(), start))
      return rewriter.notifyMatchFailure(op, "its start is not constant");
    return replaceByElements(op, rewriter, [&](MutableArrayRef<int64_t> index) {
      for (auto [i, first] : llvm::zip_equal(index, start))
        i += first;
      return sources.at(0, index);
    });
  }

  static LogicalResult fold(tosa::PadOp op, const Sources &sources,
                            PatternRewriter &rewriter) {
    SmallVector<int64_t> amounts;
    std::optional<float> value = getPadValue(op);
    if (!value || !readShape(op.getPadding(), amounts))
      return rewriter.notifyMatchFailure(op, "its padding is not constant");
    return replaceByElements(op, rewriter, [&](MutableArrayRef<int64_t> index) {
      for (auto [d, i] : llvm::enumerate(index)) {
        i -= amounts[2 * d];
        if (i < 0 || i >= sources.shapes[0][d])
          return *value;
      }
      return sources.at(0, index);
    });
  }
};
} // namespace

void qopt::populateFoldMovePatterns(RewritePatternSet &patterns) {
  patterns.add<FoldMove<tosa::ConcatOp>, FoldMove<tosa::TileOp>,
               FoldMove<tosa::ReverseOp>, FoldMove<tosa::SliceOp>,
               FoldMove<tosa::PadOp>>(patterns.getContext());
}

//===- RaiseInterpolation.cpp - Bilinear interpolation from linalg --------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// An interpolation comes as four elements that the loops pick, brought
/// together by weights that the loops compute, in one body or in twenty
/// operations. It is recognised by what it computes: for each pixel, which
/// weights of which pixels of the source.
///
//===----------------------------------------------------------------------===//

#include "BodyEvaluator.h"
#include "ConstantData.h"
#include "CreateMoves.h"
#include "RaiseLinalgToTosa.h"
#include "ResizeAxis.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

#include <cmath>
#include <map>

using namespace mlir;
using namespace qopt;

/// Operations from the result back to the source, in the longest spelling.
constexpr unsigned kMaxDepth = 12;

/// The weights of f32 arithmetic differ so much.
constexpr double kTolerance = 2e-5;

namespace {
/// constant + the sum of weight * source[place], for the places by their index.
struct LinearForm {
  double constant = 0;
  std::map<std::vector<int64_t>, double> weights;

  void add(const LinearForm &other, double factor) {
    constant += factor * other.constant;
    for (const auto &[place, weight] : other.weights)
      weights[place] += factor * weight;
  }
  LinearForm times(double factor) const {
    LinearForm result;
    result.add(*this, factor);
    return result;
  }
};

/// Computes what elements of a tensor are as linear forms of another, `source`.
class LinearEvaluator {
public:
  std::optional<LinearForm> element(Value tensor, ArrayRef<int64_t> index,
                                    unsigned depth);

  Value source;

private:
  std::optional<LinearForm> scalar(linalg::GenericOp op, Value value,
                                   ArrayRef<int64_t> loops, unsigned depth);
  std::optional<LinearForm> extract(linalg::GenericOp op,
                                    tensor::ExtractOp extract,
                                    ArrayRef<int64_t> loops);

  llvm::DenseMap<Value, std::optional<ConstantTensor>> constants;
  llvm::DenseMap<Value, std::optional<BodyEvaluator>> scalars;
  /// Of the indices of what is extracted.
  llvm::DenseMap<Value, std::optional<BodyEvaluator>> picks;
};

/// What each pixel of an image, whose channels come first, is made of.
class ImageReader {
public:
  explicit ImageReader(Value image) : image(image) {}

  /// Reads the rows and columns that pixels are made of; false where the image
  /// is no interpolation of another.
  bool read();

  Value source() const { return evaluator.source; }
  SmallVector<ResizeAxis::Place> rows, columns;

private:
  bool readPixel(int64_t batch, int64_t channel, int64_t y, int64_t x);

  Value image;
  LinearEvaluator evaluator;
};

struct RaiseInterpolation : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override;
};
} // namespace

//===----------------------------------------------------------------------===//
// Linear forms
//===----------------------------------------------------------------------===//

std::optional<LinearForm> LinearEvaluator::extract(linalg::GenericOp op,
                                                   tensor::ExtractOp extract,
                                                   ArrayRef<int64_t> loops) {
  Value result = extract.getResult();
  if (!picks.contains(result))
    picks[result] = BodyEvaluator::create(op, extract.getIndices());
  std::optional<BodyEvaluator> &evaluator = picks[result];
  if (!evaluator || (source && source != extract.getTensor()))
    return std::nullopt;
  source = extract.getTensor();
  LinearForm form;
  std::vector<int64_t> place;
  for (const Scalar &number : evaluator->at(loops))
    place.push_back(number.integer);
  form.weights[place] = 1;
  return form;
}

std::optional<LinearForm> LinearEvaluator::scalar(linalg::GenericOp op,
                                                  Value value,
                                                  ArrayRef<int64_t> loops,
                                                  unsigned depth) {
  if (!value.getType().isF32())
    return std::nullopt;
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (argument.getOwner() != op.getBlock() ||
        argument.getArgNumber() >= unsigned(op.getNumDpsInputs()))
      return std::nullopt;
    OpOperand *operand = op.getDpsInputOperand(argument.getArgNumber());
    return element(operand->get(),
                   op.getMatchingIndexingMap(operand).compose(loops), depth);
  }
  if (!scalars.contains(value))
    scalars[value] = BodyEvaluator::create(op, value);
  if (std::optional<BodyEvaluator> &known = scalars[value]) {
    LinearForm form;
    form.constant = known->at(loops).front().real;
    return form;
  }
  Operation *def = value.getDefiningOp();
  if (auto pick = dyn_cast<tensor::ExtractOp>(def))
    return extract(op, pick, loops);
  if (!isa<arith::AddFOp, arith::SubFOp, arith::MulFOp>(def))
    return std::nullopt;
  auto a = scalar(op, def->getOperand(0), loops, depth),
       b = a ? scalar(op, def->getOperand(1), loops, depth) : std::nullopt;
  if (!b)
    return std::nullopt;
  if (isa<arith::MulFOp>(def)) {
    if (!a->weights.empty())
      std::swap(a, b);
    return a->weights.empty() ? std::optional(b->times(a->constant))
                              : std::nullopt;
  }
  a->add(*b, isa<arith::SubFOp>(def) ? -1 : 1);
  return a;
}

std::optional<LinearForm> LinearEvaluator::element(Value tensor,
                                                   ArrayRef<int64_t> index,
                                                   unsigned depth) {
  if (!constants.contains(tensor))
    constants[tensor] = readTensor(tensor);
  if (const std::optional<ConstantTensor> &known = constants[tensor]) {
    LinearForm form;
    form.constant = known->at(index).real;
    return form;
  }
  auto op = tensor.getDefiningOp<linalg::GenericOp>();
  if (depth == 0 || !op || !op.hasPureTensorSemantics() ||
      op.getNumResults() != 1 || op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getIndexingMapsArray().back().isIdentity())
    return std::nullopt;
  return scalar(op, op.getBlock()->getTerminator()->getOperand(0), index,
                depth - 1);
}

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

/// The two neighbours that `weights` are of; nothing where there are more.
static std::optional<ResizeAxis::Place>
placeOf(const std::map<int64_t, double> &weights) {
  if (weights.empty() || weights.size() > 2)
    return std::nullopt;
  return ResizeAxis::Place{weights.begin()->first, weights.rbegin()->first,
                           weights.size() == 2 ? float(weights.rbegin()->second)
                                               : 0};
}

static double weightOf(const ResizeAxis::Place &place, int64_t index) {
  return (place.first == index ? 1 - place.fraction : 0) +
         (place.second == index ? place.fraction : 0);
}

bool ImageReader::readPixel(int64_t batch, int64_t channel, int64_t y,
                            int64_t x) {
  auto form = evaluator.element(image, {batch, channel, y, x}, kMaxDepth);
  if (!form || form->constant != 0 || form->weights.empty())
    return false;
  std::map<int64_t, double> ofRows, ofColumns;
  for (auto [place, weight] : form->weights) {
    if (place.size() != 4 || place[0] != batch || place[1] != channel)
      return false;
    if (std::abs(weight) <= kTolerance)
      continue;
    ofRows[place[2]] += weight;
    ofColumns[place[3]] += weight;
  }
  auto row = placeOf(ofRows), column = placeOf(ofColumns);
  if (!row || !column)
    return false;
  if (x == 0 && size_t(y) == rows.size())
    rows.push_back(*row);
  if (y == 0 && size_t(x) == columns.size())
    columns.push_back(*column);
  // Weights of rows and of columns make those of pixels.
  for (auto [place, weight] : form->weights)
    if (std::abs(weight - weightOf(rows[y], place[2]) *
                              weightOf(columns[x], place[3])) > kTolerance)
      return false;
  return true;
}

bool ImageReader::read() {
  ArrayRef<int64_t> shape = cast<RankedTensorType>(image.getType()).getShape();
  for (int64_t y = 0; y < shape[2]; ++y)
    for (int64_t x = 0; x < shape[3]; ++x)
      if (!readPixel(0, 0, y, x))
        return false;
  for (int64_t channel = 1; channel < shape[1]; ++channel)
    if (!readPixel(0, channel, shape[2] - 1, shape[3] - 1))
      return false;
  int64_t batch = ShapedType::isDynamic(shape[0]) ? 2 : shape[0];
  for (int64_t n = 1; n < batch; ++n)
    if (!readPixel(n, 0, shape[2] - 1, shape[3] - 1))
      return false;
  return true;
}

LogicalResult
RaiseInterpolation::matchAndRewrite(linalg::GenericOp op,
                                    PatternRewriter &rewriter) const {
  Value image = op->getNumResults() == 1 ? op->getResult(0) : Value();
  auto type =
      image ? dyn_cast<RankedTensorType>(image.getType()) : RankedTensorType();
  if (!type || type.getRank() != 4 || !type.getElementType().isF32() ||
      llvm::any_of(type.getShape().drop_front(), ShapedType::isDynamic) ||
      !isa_and_present<arith::AddFOp>(
          op.getBlock()->getTerminator()->getOperand(0).getDefiningOp()))
    return rewriter.notifyMatchFailure(op, "not a sum of images");
  ImageReader reader(image);
  if (!reader.read())
    return rewriter.notifyMatchFailure(op, "no interpolation");
  auto source = cast<RankedTensorType>(reader.source().getType());
  if (source.getRank() != 4 ||
      source.getShape().take_front(2) != type.getShape().take_front(2))
    return rewriter.notifyMatchFailure(op, "of something of another shape");
  auto height = ResizeAxis::findBilinear(reader.rows, source.getDimSize(2)),
       width = ResizeAxis::findBilinear(reader.columns, source.getDimSize(3));
  if (!height || !width)
    return rewriter.notifyMatchFailure(op, "pixels that TOSA has not");
  Location loc = op.getLoc();
  Value value = createTranspose(rewriter, loc, reader.source(), {0, 2, 3, 1});
  value = createResizeOf(rewriter, loc, value, *height, *width,
                         tosa::ResizeMode::BILINEAR);
  rewriter.replaceOp(op, createTranspose(rewriter, loc, value, {0, 3, 1, 2}));
  return success();
}

void qopt::populateRaiseInterpolationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseInterpolation>(patterns.getContext());
}

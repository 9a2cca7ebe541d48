//===- ImageInterpolation.cpp - What interpolated images are made of ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ImageInterpolation.h"

#include "BodyEvaluator.h"
#include "ConstantData.h"
#include "CreateMoves.h"
#include "ResizeAxis.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

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

  /// Whether what was gathered takes from every plane of the source what it
  /// takes from the first, of images of `planes` planes.
  bool gathersAlike(int64_t planes) const;

  Value source;

private:
  /// An element of what an operation of TOSA computes.
  std::optional<LinearForm> computed(Operation *op, ArrayRef<int64_t> index,
                                     unsigned depth);
  std::optional<LinearForm> gathered(tosa::GatherOp op,
                                     ArrayRef<int64_t> index);
  std::optional<LinearForm> picked(Value tensor, ArrayRef<int64_t> index);
  std::optional<LinearForm> combined(Operation *op, std::optional<LinearForm> a,
                                     std::optional<LinearForm> b);
  std::optional<LinearForm> scalar(linalg::GenericOp op, Value value,
                                   ArrayRef<int64_t> loops, unsigned depth);
  std::optional<LinearForm> extract(linalg::GenericOp op,
                                    tensor::ExtractOp extract,
                                    ArrayRef<int64_t> loops);

  llvm::DenseMap<Value, std::optional<ConstantTensor>> constants;
  /// Indices of gathers.
  llvm::DenseMap<Value, std::optional<SmallVector<int64_t, 0>>> rows;
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
  /// Of gathers, whose indices may be anything.
  bool takesPlanesAlike() const {
    auto type = cast<RankedTensorType>(image.getType());
    return !type.hasStaticShape() ||
           evaluator.gathersAlike(type.getDimSize(0) * type.getDimSize(1));
  }
  SmallVector<ResizeAxis::Place> rows, columns;

private:
  bool readPixel(int64_t batch, int64_t channel, int64_t y, int64_t x);

  Value image;
  LinearEvaluator evaluator;
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
  auto a = scalar(op, def->getOperand(0), loops, depth);
  if (!a)
    return std::nullopt;
  return combined(def, a, scalar(op, def->getOperand(1), loops, depth));
}

/// The index in a tensor of shape `to` of what is at `index` in a tensor of
/// shape `from` with as many elements.
static SmallVector<int64_t> reshapedIndex(ArrayRef<int64_t> index,
                                          ArrayRef<int64_t> from,
                                          ArrayRef<int64_t> to) {
  return delinearize(linearize(index, computeStrides(from)),
                     computeStrides(to));
}

std::optional<LinearForm> LinearEvaluator::picked(Value tensor,
                                                  ArrayRef<int64_t> index) {
  SmallVector<int64_t> place(index);
  auto type = cast<RankedTensorType>(tensor.getType());
  // The image is what a front end made rows of.
  while (auto reshape = tensor.getDefiningOp<tosa::ReshapeOp>()) {
    auto from = dyn_cast<RankedTensorType>(reshape.getInput1().getType());
    if (type.getRank() == 4 || !from || !from.hasStaticShape())
      break;
    place = reshapedIndex(place, type.getShape(), from.getShape());
    tensor = reshape.getInput1();
    type = from;
  }
  if (source && source != tensor)
    return std::nullopt;
  source = tensor;
  LinearForm form;
  form.weights[{place.begin(), place.end()}] = 1;
  return form;
}

std::optional<LinearForm> LinearEvaluator::gathered(tosa::GatherOp op,
                                                    ArrayRef<int64_t> index) {
  Value indices = op.getIndices();
  if (!rows.contains(indices)) {
    ElementsAttr attr = getConstant(indices);
    rows[indices] = attr ? readIntegers(attr) : std::nullopt;
  }
  const std::optional<SmallVector<int64_t, 0>> &known = rows[indices];
  if (!known)
    return std::nullopt;
  int64_t count = cast<RankedTensorType>(indices.getType()).getDimSize(1);
  return picked(op.getValues(),
                {index[0], (*known)[index[0] * count + index[1]], index[2]});
}

std::optional<LinearForm>
LinearEvaluator::combined(Operation *op, std::optional<LinearForm> a,
                          std::optional<LinearForm> b) {
  if (!a || !b)
    return std::nullopt;
  if (isa<arith::MulFOp, tosa::MulOp>(op)) {
    if (!a->weights.empty())
      std::swap(a, b);
    return a->weights.empty() ? std::optional(b->times(a->constant))
                              : std::nullopt;
  }
  a->add(*b, isa<arith::SubFOp, tosa::SubOp>(op) ? -1 : 1);
  return a;
}

std::optional<LinearForm> LinearEvaluator::computed(Operation *op,
                                                    ArrayRef<int64_t> index,
                                                    unsigned depth) {
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type || !type.hasStaticShape())
    return std::nullopt;
  if (auto gather = dyn_cast<tosa::GatherOp>(op))
    return gathered(gather, index);
  if (!isa<tosa::ReshapeOp, tosa::AddOp, tosa::SubOp, tosa::MulOp>(op))
    return std::nullopt;
  if (auto reshape = dyn_cast<tosa::ReshapeOp>(op)) {
    auto from = dyn_cast<RankedTensorType>(reshape.getInput1().getType());
    if (!from || !from.hasStaticShape())
      return std::nullopt;
    return element(reshape.getInput1(),
                   reshapedIndex(index, type.getShape(), from.getShape()),
                   depth - 1);
  }
  std::optional<LinearForm> sides[2];
  for (int i : {0, 1}) {
    auto side = dyn_cast<RankedTensorType>(op->getOperand(i).getType());
    // All planes have the same weights.
    if (!side || side.getRank() != type.getRank() ||
        (getConstant(op->getOperand(i)) && side.getRank() == 4 &&
         side.getDimSize(0) * side.getDimSize(1) != 1))
      return std::nullopt;
    SmallVector<int64_t> at(index);
    for (auto [position, size] : llvm::zip_equal(at, side.getShape()))
      if (size == 1)
        position = 0;
    sides[i] = element(op->getOperand(i), at, depth - 1);
    if (!sides[i])
      return std::nullopt;
  }
  return combined(op, sides[0], sides[1]);
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
  Operation *def = tensor.getDefiningOp();
  if (depth != 0 && def && isa<tosa::TosaDialect>(def->getDialect()))
    return computed(def, index, depth);
  auto op = dyn_cast_or_null<linalg::GenericOp>(def);
  if (depth == 0 || !op || !op.hasPureTensorSemantics() ||
      op.getNumResults() != 1 || op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getIndexingMapsArray().back().isIdentity())
    return std::nullopt;
  return scalar(op, op.getBlock()->getTerminator()->getOperand(0), index,
                depth - 1);
}

bool LinearEvaluator::gathersAlike(int64_t planes) const {
  return llvm::all_of(rows, [&](const auto &entry) {
    Value indices = entry.first;
    const std::optional<SmallVector<int64_t, 0>> &known = entry.second;
    auto sourceType = cast<RankedTensorType>(source.getType());
    int64_t groups = cast<RankedTensorType>(indices.getType()).getDimSize(0),
            size = sourceType.getNumElements();
    if (!known || known->size() % planes != 0 || size % planes != 0 ||
        size % groups != 0)
      return false;
    // Rows of one element, so that an index is a pixel of a group.
    if (llvm::any_of(indices.getUsers(), [](Operation *user) {
          auto gather = dyn_cast<tosa::GatherOp>(user);
          return gather && cast<RankedTensorType>(gather.getValues().getType())
                                   .getShape()
                                   .back() != 1;
        }))
      return false;
    auto count = int64_t(known->size());
    auto pixel = [&](int64_t i) {
      return i / (count / groups) * (size / groups) + (*known)[i];
    };
    int64_t perPlane = count / planes;
    for (int64_t i = perPlane; i < count; ++i)
      if (pixel(i) - i / perPlane * (size / planes) != pixel(i % perPlane))
        return false;
    return true;
  });
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

Value qopt::createInterpolationOf(OpBuilder &builder, Value image) {
  auto type = dyn_cast<RankedTensorType>(image.getType());
  if (!type || type.getRank() != 4 || !type.getElementType().isF32() ||
      llvm::any_of(type.getShape().drop_front(), ShapedType::isDynamic))
    return Value();
  ImageReader reader(image);
  if (!reader.read() || !reader.source())
    return Value();
  auto source = cast<RankedTensorType>(reader.source().getType());
  if (source.getRank() != 4 ||
      source.getShape().take_front(2) != type.getShape().take_front(2) ||
      !reader.takesPlanesAlike())
    return Value();
  auto height = ResizeAxis::findBilinear(reader.rows, source.getDimSize(2)),
       width = ResizeAxis::findBilinear(reader.columns, source.getDimSize(3));
  if (!height || !width)
    return Value();
  Location loc = image.getLoc();
  Value value = createTranspose(builder, loc, reader.source(), {0, 2, 3, 1});
  value = createResizeOf(builder, loc, value, *height, *width,
                         tosa::ResizeMode::BILINEAR);
  return createTranspose(builder, loc, value, {0, 3, 1, 2});
}

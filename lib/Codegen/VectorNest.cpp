//===- VectorNest.cpp - Any linalg operation as vector loops ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorNest.h"

#include "Kernels.h"

#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/bit.h"

using namespace mlir;

namespace qopt {

namespace {

/// A run of elements that are computed at once, in at least as many lanes.
struct Piece {
  int64_t valid, lanes;
};

/// What is left of a line, which is shorter than a whole vector. The lanes are
/// powers of two: LLVM makes others of several vectors, not always well, and
/// fails on some whose last has one lane. A few elements too many for one
/// vector are a piece of their own; lanes that would have nothing to do are
/// fewer than half of the others, or with `exactly` none.
SmallVector<Piece> cutRest(int64_t rest, bool exactly) {
  SmallVector<Piece> pieces;
  while (rest > 0) {
    auto below = int64_t(llvm::bit_floor(uint64_t(rest)));
    if (exactly || rest - below <= below / 4)
      pieces.push_back({below, below});
    else
      pieces.push_back({rest, 2 * below});
    rest -= pieces.back().valid;
  }
  return pieces;
}

/// A line of a window that is summed over, unrolled where nobody else does.
constexpr int64_t shortLine = 4;

/// How a map's operand is read along the vector dimension.
enum class Access { Same, Contiguous, Scattered };

Access classify(AffineMap map, unsigned vectorDim) {
  if (!map.isFunctionOfDim(vectorDim))
    return Access::Same;
  MLIRContext *context = map.getContext();
  for (auto [i, e] : llvm::enumerate(map.getResults())) {
    if (!e.isFunctionOfDim(vectorDim))
      continue;
    if (i + 1 != map.getNumResults())
      return Access::Scattered;
    // The last index goes up by one with the dimension.
    AffineExpr dim = getAffineDimExpr(vectorDim, context);
    AffineExpr rest = simplifyAffineExpr(e - dim, map.getNumDims(), 0);
    if (rest.isFunctionOfDim(vectorDim))
      return Access::Scattered;
  }
  return Access::Contiguous;
}

class VectorNest : LoopBuilder {
public:
  VectorNest(ImplicitLocOpBuilder &b, linalg::GenericOp op, Epilogue epilogue,
             unsigned vectorDim, VectorForm form)
      : LoopBuilder(b), op(op), epilogue(epilogue), vectorDim(vectorDim),
        sizes(op.getStaticLoopRanges()), lanes(form.lanes),
        isScalarised(form.isScalarised), outMap(getOutMap(op)),
        sink(b, epilogue.last) {
    isHorizontal =
        op.getIteratorTypesArray()[vectorDim] == utils::IteratorType::reduction;
    for (auto [d, type] : llvm::enumerate(op.getIteratorTypesArray()))
      if (type == utils::IteratorType::reduction && d != vectorDim)
        reductionDims.push_back(d);
    for (AffineExpr e : outMap.getResults()) {
      unsigned d = cast<AffineDimExpr>(e).getPosition();
      if (d != vectorDim)
        rowDims.push_back(d);
    }
  }

  static AffineMap getOutMap(linalg::GenericOp op) {
    return op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  }

  void emit() {
    SmallVector<int64_t> rowCounts = sizesOf(rowDims);
    Value result =
        nest(rowCounts, sink.getDestination(),
             [&](ArrayRef<Value> row, ValueRange outs) -> SmallVector<Value> {
               point.assign(sizes.size(), Value());
               for (auto [d, i] : llvm::zip_equal(rowDims, row))
                 point[d] = i;
               return {isHorizontal ? emitSum(outs[0]) : emitLine(outs[0])};
             })[0];
    sink.finish(result);
  }

private:
  SmallVector<int64_t> sizesOf(ArrayRef<unsigned> dims) const {
    return llvm::map_to_vector(dims, [&](unsigned d) { return sizes[d]; });
  }

  SmallVector<Value> placeOf(AffineMap map) {
    SmallVector<Value> dims(point);
    // What is not known yet is not used.
    for (Value &value : dims)
      if (!value)
        value = index(0);
    return llvm::map_to_vector(map.getResults(), [&](AffineExpr e) {
      return affine::expandAffineExpr(b, b.getLoc(), e, dims, {});
    });
  }

  void setPiece(Piece piece) {
    valid = piece.valid;
    width = piece.lanes;
  }

  Value broadcast(Value scalar) {
    return vector::BroadcastOp::create(
        b, VectorType::get({width}, scalar.getType()), scalar);
  }

  /// The elements of `source` at `valid` values of the vector dimension from
  /// the one of `point` on, in `width` lanes.
  Value read(Value source, AffineMap map) {
    auto type = dyn_cast<RankedTensorType>(source.getType());
    if (!type)
      return broadcast(source);
    switch (classify(map, vectorDim)) {
    case Access::Same:
      return broadcast(tensor::ExtractOp::create(b, source, placeOf(map)));
    case Access::Contiguous:
      return readRepeated(b, source, placeOf(map), valid, width);
    case Access::Scattered:
      break;
    }
    SmallVector<Value> elements;
    Value first = point[vectorDim];
    for (int64_t i = 0; i < valid; ++i) {
      point[vectorDim] = offset(first, i);
      elements.push_back(tensor::ExtractOp::create(b, source, placeOf(map)));
    }
    elements.resize(width, elements.back());
    point[vectorDim] = first;
    return vector::FromElementsOp::create(
        b, VectorType::get({width}, type.getElementType()), elements);
  }

  /// What the sum starts from.
  Value readInit() {
    Value init = op.getOutputs()[0];
    if (auto fill = init.getDefiningOp<linalg::FillOp>())
      return broadcast(fill.getInputs()[0]);
    auto bias = init.getDefiningOp<linalg::BroadcastOp>();
    if (!bias)
      return read(init, outMap);
    SmallVector<AffineExpr> kept;
    for (auto [i, e] : llvm::enumerate(outMap.getResults()))
      if (!llvm::is_contained(bias.getDimensions(), int64_t(i)))
        kept.push_back(e);
    return read(bias.getInput(),
                AffineMap::get(outMap.getNumDims(), 0, kept, b.getContext()));
  }

  /// One step: the body on what is read at `point`.
  Value step(Value acc) {
    IRMapping mapping;
    for (OpOperand *input : op.getDpsInputOperands()) {
      BlockArgument argument = op.getMatchingBlockArgument(input);
      if (!argument.use_empty())
        mapping.map(argument,
                    read(input->get(), op.getMatchingIndexingMap(input)));
    }
    if (acc)
      mapping.map(op.getMatchingBlockArgument(op.getDpsInitOperand(0)), acc);
    return evaluateBody(b, op, mapping, width);
  }

  Value reduce(Value acc) {
    ArrayRef<unsigned> dims = reductionDims;
    std::optional<unsigned> unrolled;
    // LLVM unrolls where there are vectors.
    if (isScalarised && !dims.empty() && sizes[dims.back()] <= shortLine) {
      unrolled = dims.back();
      dims = dims.drop_back();
    }
    return nest(sizesOf(dims), acc,
                [&](ArrayRef<Value> at, ValueRange accs) -> SmallVector<Value> {
                  for (auto [d, i] : llvm::zip_equal(dims, at))
                    point[d] = i;
                  if (!unrolled)
                    return {step(accs[0])};
                  Value acc = accs[0];
                  for (int64_t i = 0; i < sizes[*unrolled]; ++i) {
                    point[*unrolled] = index(i);
                    acc = step(acc);
                  }
                  return {acc};
                })[0];
  }

  bool readsInit() const {
    linalg::GenericOp generic = op;
    return !generic.getMatchingBlockArgument(generic.getDpsInitOperand(0))
                .use_empty();
  }

  //===--------------------------------------------------------------------===//
  // Vectors along the last dimension of the result
  //===--------------------------------------------------------------------===//

  Value emitLine(Value out) {
    int64_t size = sizes[vectorDim], full = size / lanes;
    Value done =
        loop(full, out, [&](Value i, ValueRange outs) -> SmallVector<Value> {
          return {emitChunk(outs[0], times(i, lanes), {lanes, lanes})};
        })[0];
    int64_t column = full * lanes;
    for (Piece piece : cutRest(size % lanes, /*exactly=*/false)) {
      done = emitChunk(done, index(column), piece);
      column += piece.valid;
    }
    return done;
  }

  Value emitChunk(Value out, Value column, Piece piece) {
    setPiece(piece);
    point[vectorDim] = column;
    Value value = reduce(readsInit() ? readInit() : Value());
    SmallVector<Value> row =
        llvm::map_to_vector(rowDims, [&](unsigned d) { return point[d]; });
    // One result after the other, for which few registers will do.
    if (isScalarised && width > 1) {
      for (int64_t i = 0; i < valid; ++i) {
        Value at = offset(column, i);
        Value element =
            vector::ExtractStridedSliceOp::create(b, value, i, 1, 1);
        element = epilogue.evaluate(b, {row, at, 1, 1}, element);
        out = sink.write(element, out, row, at, 1);
      }
      return out;
    }
    value = epilogue.evaluate(b, {row, column, valid, width}, value);
    return sink.write(value, out, row, column, valid);
  }

  //===--------------------------------------------------------------------===//
  // Vectors along a dimension that is summed over
  //===--------------------------------------------------------------------===//

  /// Partial sums in all lanes, from what changes nothing on; then their sum,
  /// and what the whole starts from.
  Value emitSum(Value out) {
    Operation *combiner = findCombiner();
    vector::CombiningKind kind = *linalg::getCombinerOpKind(combiner);
    int64_t size = sizes[vectorDim], full = size / lanes;
    Type element = getElementTypeOrSelf(op.getOutputs()[0].getType());
    TypedAttr neutral = *arith::getNeutralElement(combiner);
    // Sums of what stays in float may be taken in any order.
    auto flags = isa<FloatType>(element) ? arith::FastMathFlags::reassoc
                                         : arith::FastMathFlags::none;
    setPiece({1, 1});
    point[vectorDim] = index(0);
    Value total =
        vector::ExtractOp::create(b, readInit(), ArrayRef<int64_t>{0});
    auto addPart = [&](Value acc) {
      total = vector::ReductionOp::create(b, kind, acc, total, flags);
    };
    auto start = [&](int64_t count) {
      setPiece({count, count});
      return arith::ConstantOp::create(
          b, DenseElementsAttr::get(VectorType::get({count}, element),
                                    Attribute(neutral)));
    };
    if (full > 0) {
      Value acc = start(lanes);
      acc =
          loop(full, acc, [&](Value i, ValueRange accs) -> SmallVector<Value> {
            point[vectorDim] = times(i, lanes);
            return {reduce(accs[0])};
          })[0];
      addPart(acc);
    }
    int64_t done = full * lanes;
    for (Piece piece : cutRest(size % lanes, /*exactly=*/true)) {
      Value acc = start(piece.lanes);
      point[vectorDim] = index(done);
      addPart(reduce(acc));
      done += piece.valid;
    }
    SmallVector<Value> row =
        llvm::map_to_vector(rowDims, [&](unsigned d) { return point[d]; });
    if (row.empty())
      return tensor::InsertOp::create(b, total, out, ValueRange());
    Value column = row.pop_back_val();
    setPiece({1, 1});
    Value value = epilogue.evaluate(b, {row, column, 1, 1}, broadcast(total));
    return sink.write(value, out, row, column, 1);
  }

public:
  /// The operation that adds to the sum, null if the body is no sum.
  static Operation *findCombiner(linalg::GenericOp op) {
    Value yielded = op.getRegion().front().getTerminator()->getOperand(0);
    BlockArgument acc = op.getMatchingBlockArgument(op.getDpsInitOperand(0));
    Operation *combiner = yielded.getDefiningOp();
    if (!combiner || !acc.hasOneUse() || *acc.user_begin() != combiner ||
        !linalg::getCombinerOpKind(combiner) ||
        !arith::getNeutralElement(combiner))
      return nullptr;
    return combiner;
  }

private:
  Operation *findCombiner() { return findCombiner(op); }

  linalg::GenericOp op;
  Epilogue epilogue;
  unsigned vectorDim;
  SmallVector<int64_t> sizes;
  int64_t lanes;
  bool isScalarised;
  AffineMap outMap;
  ResultSink sink;
  bool isHorizontal;
  SmallVector<unsigned> rowDims, reductionDims;
  /// The loops' indices, where they are known.
  SmallVector<Value> point;
  /// The elements that are computed now, and the lanes of their vectors.
  int64_t valid = 1, width = 1;
};

/// The dimension to take vectors along; nullopt where there is none.
std::optional<unsigned> chooseVectorDim(linalg::GenericOp op) {
  AffineMap outMap = VectorNest::getOutMap(op);
  if (!outMap.isProjectedPermutation())
    return std::nullopt;
  std::optional<unsigned> column;
  if (outMap.getNumResults() > 0)
    column = cast<AffineDimExpr>(outMap.getResults().back()).getPosition();
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  // A sum whose elements lie one after the other.
  for (OpOperand *input : op.getDpsInputOperands()) {
    AffineMap map = op.getMatchingIndexingMap(input);
    if (map.getNumResults() == 0)
      continue;
    auto last = dyn_cast<AffineDimExpr>(map.getResults().back());
    if (last &&
        iterators[last.getPosition()] == utils::IteratorType::reduction &&
        VectorNest::findCombiner(op) &&
        llvm::none_of(op.getDpsInputOperands(), [&](OpOperand *other) {
          return classify(op.getMatchingIndexingMap(other),
                          last.getPosition()) == Access::Scattered;
        }))
      return last.getPosition();
  }
  return column;
}

} // namespace

Operation *emitVectorNest(linalg::GenericOp op, VectorForm form) {
  auto type = op->getNumResults() == 1
                  ? dyn_cast<RankedTensorType>(op.getResult(0).getType())
                  : RankedTensorType();
  if (!type || !type.hasStaticShape() || op.getNumLoops() == 0 ||
      llvm::is_contained(op.getStaticLoopRanges(), 0) || !hasVectorBody(op))
    return nullptr;
  std::optional<unsigned> vectorDim = chooseVectorDim(op);
  if (!vectorDim)
    return nullptr;
  Epilogue epilogue{std::nullopt, -1, op};
  if (op.getNumReductionLoops() > 0)
    epilogue = Epilogue::find(op);
  Operation *map = epilogue.map ? epilogue.last.getOperation() : nullptr;
  ImplicitLocOpBuilder b(op.getLoc(), epilogue.last);
  VectorNest(b, op, epilogue, *vectorDim, form).emit();
  if (map)
    op->erase();
  return map;
}

} // namespace qopt

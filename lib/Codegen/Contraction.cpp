//===- Contraction.cpp - The contraction all kernels share ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Contraction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

static constexpr StringLiteral unitAttrName = "qnn.unit";

StringRef getUnitName(Operation *op) {
  auto unit = op->getAttrOfType<StringAttr>(unitAttrName);
  return unit ? unit.getValue() : "";
}

static Value extend(OpBuilder &b, Location loc, Value value, bool isUnsigned) {
  if (isUnsigned)
    return arith::ExtUIOp::create(b, loc, b.getI32Type(), value);
  return arith::ExtSIOp::create(b, loc, b.getI32Type(), value);
}

/// A weight that is a stored integer as a float.
static Value toFloat(OpBuilder &b, Location loc, Value value, bool isUnsigned) {
  if (isa<FloatType>(value.getType()))
    return value;
  return arith::SIToFPOp::create(b, loc, b.getF32Type(),
                                 extend(b, loc, value, isUnsigned));
}

Value buildBias(OpBuilder &builder, Location loc, Value bias,
                ArrayRef<int64_t> shape) {
  Value empty = tensor::EmptyOp::create(
      builder, loc, shape,
      cast<RankedTensorType>(bias.getType()).getElementType());
  return linalg::BroadcastOp::create(
             builder, loc, bias, empty,
             llvm::to_vector(llvm::seq<int64_t>(0, int64_t(shape.size()) - 1)))
      ->getResult(0);
}

/// `type`, `.. x inputs`, as `.. x groups x inputs of a group`.
static RankedTensorType splitInputs(RankedTensorType type, int64_t group) {
  SmallVector<int64_t> shape(type.getShape());
  shape.back() /= group;
  shape.push_back(group);
  return type.clone(shape);
}

/// The map with the last loop, over inputs, as two: groups, and the inputs of
/// one.
static AffineMap splitLastLoop(AffineMap map, int64_t group) {
  unsigned last = map.getNumDims() - 1;
  AffineExpr inputs = getAffineDimExpr(last, map.getContext());
  return AffineMap::get(last + 2, 0, map.getResults(), map.getContext())
      .replace(inputs,
               inputs * group + getAffineDimExpr(last + 1, map.getContext()),
               last + 2, 0);
}

namespace {
/// The loops of a layer whose weights are in groups: the sums over inputs
/// become sums over groups and over the inputs of one.
struct Groups {
  Value weights, factors;
  AffineMap lhsMap, weightsMap, factorsMap;
};
} // namespace

static Groups buildGroups(OpBuilder &b, Location loc, Value rhs,
                          AffineMap lhsMap, AffineMap rhsMap,
                          DenseIntElementsAttr factors) {
  auto type = cast<RankedTensorType>(rhs.getType());
  int64_t group = type.getNumElements() / factors.getNumElements();
  RankedTensorType split = splitInputs(type, group);
  DenseElementsAttr weights;
  [[maybe_unused]] bool isConstant = matchPattern(rhs, m_Constant(&weights));
  assert(isConstant && "weights in groups are constant");
  Groups groups;
  groups.weights = arith::ConstantOp::create(b, loc, weights.reshape(split));
  auto factorsType =
      RankedTensorType::get(split.getShape().drop_back(), b.getI8Type());
  groups.factors = arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::getFromRawBuffer(factorsType, factors.getRawData()));
  groups.lhsMap = splitLastLoop(lhsMap, group);
  AffineExpr within = getAffineDimExpr(rhsMap.getNumDims(), b.getContext());
  groups.factorsMap = AffineMap::get(rhsMap.getNumDims() + 1, 0,
                                     rhsMap.getResults(), b.getContext());
  groups.weightsMap =
      groups.factorsMap.insertResult(within, groups.factorsMap.getNumResults());
  return groups;
}

/// Sums products over the loops after the first `shape.size()`, from the bias
/// on, which has the last dimension of the result.
static Value build(OpBuilder &builder, Location loc, ArrayRef<Value> sides,
                   Value bias, ArrayRef<int64_t> shape, AffineMap lhsMap,
                   AffineMap rhsMap, const ContractionOptions &options) {
  bool isFloat = getElementTypeOrSelf(sides[0].getType()).isF32();
  Value init = buildBias(builder, loc, bias, shape);
  auto rank = int64_t(shape.size());
  SmallVector<Value> operands(sides);
  SmallVector<AffineMap> maps{lhsMap, rhsMap};
  if (options.factors) {
    Groups groups =
        buildGroups(builder, loc, sides[1], lhsMap, rhsMap, options.factors);
    operands = {sides[0], groups.weights, groups.factors};
    maps = {groups.lhsMap, groups.weightsMap, groups.factorsMap};
    lhsMap = groups.lhsMap;
  }
  unsigned numLoops = lhsMap.getNumDims();
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  iterators.resize(numLoops, utils::IteratorType::reduction);
  AffineMap outMap =
      AffineMap::getMultiDimIdentityMap(numLoops, builder.getContext())
          .getMajorSubMap(rank);
  maps.push_back(outMap);
  auto op = linalg::GenericOp::create(
      builder, loc, init.getType(), operands, init, maps, iterators,
      [&](OpBuilder &b, Location loc, ValueRange args) {
        Value sum;
        if (isFloat) {
          Value product = arith::MulFOp::create(
              b, loc, args[0], toFloat(b, loc, args[1], /*isUnsigned=*/false));
          if (options.factors)
            product = arith::MulFOp::create(
                b, loc, product, toFloat(b, loc, args[2], /*isUnsigned=*/true));
          sum = arith::AddFOp::create(b, loc, args.back(), product);
        } else {
          Value product = arith::MulIOp::create(
              b, loc, extend(b, loc, args[0], options.lhsUnsigned),
              extend(b, loc, args[1], false));
          if (options.factors)
            product = arith::MulIOp::create(b, loc, product,
                                            extend(b, loc, args[2], true));
          sum = arith::AddIOp::create(b, loc, args.back(), product);
        }
        linalg::YieldOp::create(b, loc, sum);
      });
  if (options.unit)
    op->setAttr(unitAttrName, options.unit);
  return op.getResult(0);
}

Value buildDense(OpBuilder &builder, Location loc, Value lhs, Value rhs,
                 Value bias, const ContractionOptions &options) {
  AffineExpr m, n, k;
  bindDims(builder.getContext(), m, n, k);
  int64_t rows = cast<RankedTensorType>(lhs.getType()).getDimSize(0),
          columns = cast<RankedTensorType>(rhs.getType()).getDimSize(0);
  auto map = [&](AffineExpr a, AffineExpr b) {
    return AffineMap::get(3, 0, {a, b}, builder.getContext());
  };
  return build(builder, loc, {lhs, rhs}, bias, {rows, columns}, map(m, k),
               map(n, k), options);
}

/// Windows of `kernel` that fit an image of `size`.
static int64_t countWindows(int64_t size, int64_t kernel, int64_t stride,
                            int64_t dilation) {
  return (size - (kernel - 1) * dilation - 1) / stride + 1;
}

Value buildConvolution(OpBuilder &builder, Location loc, Value lhs, Value rhs,
                       Value bias, const ConvolutionWindow &window,
                       const ContractionOptions &options) {
  ArrayRef<int64_t> image = cast<RankedTensorType>(lhs.getType()).getShape(),
                    filter = cast<RankedTensorType>(rhs.getType()).getShape();
  AffineExpr b, y, x, n, i, j, c;
  bindDims(builder.getContext(), b, y, x, n, i, j, c);
  ArrayRef<int64_t> stride = window.stride, dilation = window.dilation;
  SmallVector<int64_t> shape = {
      image[0], window.height,
      countWindows(image[2], filter[2], stride[1], dilation[1]), filter[0]};
  AffineMap lhsMap = AffineMap::get(
      7, 0,
      {b, y * stride[0] + i * dilation[0], x * stride[1] + j * dilation[1], c},
      builder.getContext());
  AffineMap rhsMap = AffineMap::get(7, 0, {n, i, j, c}, builder.getContext());
  return build(builder, loc, {lhs, rhs}, bias, shape, lhsMap, rhsMap, options);
}

Value buildDepthwise(OpBuilder &builder, Location loc, Value lhs, Value rhs,
                     Value bias, const ConvolutionWindow &window,
                     const ContractionOptions &options) {
  ArrayRef<int64_t> image = cast<RankedTensorType>(lhs.getType()).getShape(),
                    filter = cast<RankedTensorType>(rhs.getType()).getShape();
  AffineExpr b, y, x, c, i, j;
  bindDims(builder.getContext(), b, y, x, c, i, j);
  ArrayRef<int64_t> stride = window.stride, dilation = window.dilation;
  SmallVector<int64_t> shape = {
      image[0], window.height,
      countWindows(image[2], filter[1], stride[1], dilation[1]), image[3]};
  AffineMap lhsMap = AffineMap::get(
      6, 0,
      {b, y * stride[0] + i * dilation[0], x * stride[1] + j * dilation[1], c},
      builder.getContext());
  AffineMap rhsMap = AffineMap::get(6, 0, {i, j, c}, builder.getContext());
  return build(builder, loc, {lhs, rhs}, bias, shape, lhsMap, rhsMap, options);
}

//===----------------------------------------------------------------------===//
// Reading one back
//===----------------------------------------------------------------------===//

/// The coefficient of every loop in the place of an element in memory, and at
/// last the place of the first; nullopt where it is no linear function of the
/// loops.
static std::optional<SmallVector<int64_t>> strides(AffineMap map,
                                                   RankedTensorType type) {
  MLIRContext *context = map.getContext();
  auto place = [&](ArrayRef<int64_t> point) {
    SmallVector<AffineExpr> constants;
    for (int64_t value : point)
      constants.push_back(getAffineConstantExpr(value, context));
    int64_t at = 0;
    for (auto [e, size] : llvm::zip_equal(map.getResults(), type.getShape()))
      at = at * size +
           cast<AffineConstantExpr>(e.replaceDims(constants)).getValue();
    return at;
  };
  for (AffineExpr e : map.getResults())
    if (!e.isPureAffine())
      return std::nullopt;
  SmallVector<int64_t> point(map.getNumDims()), result;
  int64_t first = place(point);
  for (int64_t &value : point) {
    value = 1;
    result.push_back(place(point) - first);
    value = 0;
  }
  result.push_back(first);
  return result;
}

/// The tensor that `value` is a part of, itself if none; `map` then gives the
/// place there.
static Value findWhole(Value value, AffineMap &map) {
  auto slice = value.getDefiningOp<tensor::ExtractSliceOp>();
  if (!slice || !slice.hasUnitStride() ||
      slice.getSourceType().getRank() != slice.getType().getRank() ||
      ShapedType::isDynamicShape(slice.getStaticOffsets()))
    return value;
  SmallVector<AffineExpr> places;
  for (auto [e, offset] :
       llvm::zip_equal(map.getResults(), slice.getStaticOffsets()))
    places.push_back(e + offset);
  map = AffineMap::get(map.getNumDims(), 0, places, map.getContext());
  return slice.getSource();
}

/// Dimensions of which the inner goes on where the outer steps become one.
static void mergeRuns(SmallVectorImpl<LhsDim> &dims) {
  SmallVector<LhsDim> merged;
  for (LhsDim dim : dims) {
    if (dim.size == 1)
      continue;
    if (!merged.empty() && merged.back().stride == dim.size * dim.stride)
      merged.back() = {merged.back().size * dim.size, dim.stride};
    else
      merged.push_back(dim);
  }
  if (merged.empty() || merged.back().stride != 1)
    merged.push_back({1, 1});
  dims.assign(merged);
}

/// `init + ext(lhs) * ext(rhs)`, times the factor where there are groups, as it
/// was built.
static bool matchBody(Contraction &contraction) {
  Block &body = contraction.op.getRegion().front();
  Value sum = body.getTerminator()->getOperand(0);
  if (contraction.isFloat())
    return sum.getDefiningOp<arith::AddFOp>() != nullptr;
  auto add = sum.getDefiningOp<arith::AddIOp>();
  auto mul = add ? add.getRhs().getDefiningOp<arith::MulIOp>() : nullptr;
  if (mul && contraction.factors) {
    if (!mul.getRhs().getDefiningOp<arith::ExtUIOp>())
      return false;
    mul = mul.getLhs().getDefiningOp<arith::MulIOp>();
  }
  if (!mul || add.getLhs() != body.getArguments().back() ||
      !mul.getRhs().getDefiningOp<arith::ExtSIOp>())
    return false;
  contraction.lhsUnsigned =
      mul.getLhs().getDefiningOp<arith::ExtUIOp>() != nullptr;
  return true;
}

FailureOr<Contraction> Contraction::match(linalg::GenericOp op) {
  bool hasGroups = op.getNumDpsInputs() == 3;
  if ((op.getNumDpsInputs() != 2 && !hasGroups) || op.getNumDpsInits() != 1 ||
      op.getNumReductionLoops() == 0)
    return failure();
  auto lhsType = dyn_cast<RankedTensorType>(op.getInputs()[0].getType()),
       outType = dyn_cast<RankedTensorType>(op.getOutputs()[0].getType());
  // Of nothing there is nothing to tile; plain loops do it.
  if (!lhsType || !outType || !lhsType.hasStaticShape() ||
      !outType.hasStaticShape() || lhsType.getNumElements() == 0 ||
      outType.getNumElements() == 0)
    return failure();

  // (rows.., n) in front, what is summed over behind.
  unsigned numLoops = op.getNumLoops(), rank = outType.getRank();
  AffineMap identity =
      AffineMap::getMultiDimIdentityMap(numLoops, op.getContext());
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  if (rank == 0 || op.getNumReductionLoops() != numLoops - rank ||
      maps.back() != identity.getMajorSubMap(rank))
    return failure();
  AffineExpr column = getAffineDimExpr(rank - 1, op.getContext());
  auto hasWeights = [&](bool columnsLast) {
    SmallVector<AffineExpr> dims(identity.getResults().drop_front(rank));
    dims.insert(columnsLast ? dims.end() : dims.begin(), column);
    return maps[1] == AffineMap::get(numLoops, 0, dims, op.getContext());
  };
  Contraction result;
  // The last loop is over the inputs of a group.
  if (hasGroups &&
      (maps[2] != maps[1].getMajorSubMap(maps[1].getNumResults() - 1) ||
       !matchPattern(op.getInputs()[2], m_Constant(&result.factors)) ||
       !result.factors.getElementType().isInteger(8)))
    return failure();
  result.lhs = findWhole(op.getInputs()[0], maps[0]);
  lhsType = cast<RankedTensorType>(result.lhs.getType());
  std::optional<SmallVector<int64_t>> lhsStrides = strides(maps[0], lhsType);
  auto init = op.getOutputs()[0].getDefiningOp<linalg::BroadcastOp>();

  result.op = op;
  int64_t columnStride = lhsStrides ? (*lhsStrides)[rank - 1] : -1;
  result.isDepthwise = columnStride == 1 && hasWeights(true) && rank == 4 &&
                       numLoops == rank + 2 && !hasGroups;
  if (!result.isDepthwise && (columnStride != 0 || !hasWeights(false)))
    return failure();
  if (!lhsStrides || !init ||
      cast<RankedTensorType>(init.getInput().getType()).getRank() != 1 ||
      llvm::is_contained(init.getDimensions(), rank - 1) ||
      !matchPattern(op.getInputs()[1], m_Constant(&result.weights)))
    return failure();
  result.bias = init.getInput();
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  result.n = outType.getShape().back();
  result.m = result.k = 1;
  result.first = lhsStrides->back();
  int64_t last = result.first + (result.isDepthwise ? result.n - 1 : 0);
  for (unsigned d = 0; d < numLoops; ++d) {
    if (d == rank - 1)
      continue;
    LhsDim dim{sizes[d], (*lhsStrides)[d]};
    last += (dim.size - 1) * dim.stride;
    (d < rank ? result.m : result.k) *= dim.size;
    (d < rank ? result.rows : result.reductions).push_back(dim);
  }
  result.slack = lhsType.getNumElements() - 1 - last;
  if (hasGroups) {
    LhsDim group = result.reductions.pop_back_val();
    if (group.stride != 1)
      return failure();
    mergeRuns(result.reductions);
    result.reductions.push_back(group);
  } else if (!result.isDepthwise) {
    mergeRuns(result.reductions);
  }
  if (result.rows.empty())
    result.rows.push_back({1, 0});
  Type element = lhsType.getElementType();
  result.input = element.isF32()         ? DotInput::Floats
                 : element.isInteger(16) ? DotInput::Words
                                         : DotInput::Bytes;
  result.lhsUnsigned = false;
  result.unit = op->getAttrOfType<StringAttr>(unitAttrName);
  if (!matchBody(result))
    return failure();
  return result;
}

} // namespace qopt

//===- VectorizeMaps.cpp - Elementwise operations to vector loops ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Codegen/VectorMap.h"
#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TargetInfo.h"

namespace qopt {
#define GEN_PASS_DEF_VECTORIZEMAPS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Whether every operand is as large as the result or a single value: then
/// rows and columns are one.
bool isFlat(linalg::GenericOp op) {
  return llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
    return map.isIdentity() || map.isConstant();
  });
}

Value reshapeTo(OpBuilder &b, Location loc, Value value,
                ArrayRef<int64_t> shape,
                ArrayRef<ReassociationIndices> groups) {
  auto type = cast<RankedTensorType>(value.getType());
  return tensor::CollapseShapeOp::create(
      b, loc, RankedTensorType::get(shape, type.getElementType()), value,
      groups);
}

/// Elementwise operations of another rank become rank 2: all but the last
/// dimension are rows, or, where the operands allow, all are columns.
FailureOr<linalg::GenericOp> toRank2(linalg::GenericOp op, OpBuilder &b) {
  int64_t rank = op.getNumLoops();
  auto type = dyn_cast<RankedTensorType>(op.getResult(0).getType());
  if (!type || !type.hasStaticShape() ||
      op.getNumParallelLoops() != unsigned(rank) || op->getNumResults() != 1 ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity())
    return failure();
  bool flat = isFlat(op);
  if (rank == 2 && !(flat && type.getDimSize(0) != 1))
    return op;
  if (rank == 0)
    return failure();
  Location loc = op.getLoc();
  MLIRContext *context = b.getContext();
  int64_t lastDim = rank - 1;
  // Which dimensions become the column.
  int64_t firstColumnDim = flat ? 0 : lastDim;
  int64_t rows = 1, columns = 1;
  for (int64_t d = 0; d < rank; ++d)
    (d < firstColumnDim ? rows : columns) *= type.getDimSize(d);
  SmallVector<ReassociationIndices> groups;
  if (firstColumnDim > 0)
    groups.push_back(llvm::to_vector(llvm::seq<int64_t>(0, firstColumnDim)));
  groups.push_back(llvm::to_vector(llvm::seq<int64_t>(firstColumnDim, rank)));

  AffineExpr row, column;
  bindDims(context, row, column);
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (OpOperand *input : op.getDpsInputOperands()) {
    AffineMap map = op.getMatchingIndexingMap(input);
    Value value = input->get();
    if (map.isIdentity()) {
      SmallVector<int64_t> shape = firstColumnDim > 0
                                       ? SmallVector<int64_t>{rows, columns}
                                       : SmallVector<int64_t>{columns};
      if (rank > int64_t(groups.size()))
        value = reshapeTo(b, loc, value, shape, groups);
      maps.push_back(firstColumnDim > 0
                         ? b.getMultiDimIdentityMap(2)
                         : AffineMap::get(2, 0, column, context));
    } else {
      SmallVector<AffineExpr> results;
      for (AffineExpr e : map.getResults()) {
        if (isa<AffineConstantExpr>(e))
          results.push_back(e);
        else if (e == b.getAffineDimExpr(lastDim))
          results.push_back(column);
        else
          return failure();
      }
      maps.push_back(AffineMap::get(2, 0, results, context));
    }
    inputs.push_back(value);
  }
  Value empty = tensor::EmptyOp::create(b, loc, ArrayRef{rows, columns},
                                        type.getElementType());
  maps.push_back(b.getMultiDimIdentityMap(2));
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
  auto flatOp = linalg::GenericOp::create(b, loc, empty.getType(), inputs,
                                          empty, maps, iterators);
  flatOp.getRegion().takeBody(op.getRegion());
  Value result = flatOp.getResult(0);
  if (rank == 1) {
    result = tensor::CollapseShapeOp::create(
        b, loc, type, result, SmallVector<ReassociationIndices>{{0, 1}});
  } else {
    // [rows, columns] or [1, all] back to the shape it had.
    if (firstColumnDim == 0)
      result = tensor::CollapseShapeOp::create(
          b, loc, RankedTensorType::get({columns}, type.getElementType()),
          result, SmallVector<ReassociationIndices>{{0, 1}});
    if (cast<RankedTensorType>(result.getType()) != type)
      result = tensor::ExpandShapeOp::create(b, loc, type, result, groups);
  }
  op.getResult(0).replaceAllUsesWith(result);
  op.erase();
  return flatOp;
}

struct VectorizeMaps : qopt::impl::VectorizeMapsBase<VectorizeMaps> {
  using Base::Base;

  void vectorize(VectorMap map, int64_t lanes) {
    linalg::GenericOp op = map.op;
    ImplicitLocOpBuilder b(op.getLoc(), op);
    auto type = cast<RankedTensorType>(op.getResult(0).getType());
    int64_t rows = type.getDimSize(0), columns = type.getDimSize(1);
    lanes = std::min(lanes, columns);
    Value zero = arith::ConstantIndexOp::create(b, 0);
    auto index = [&](int64_t i) -> Value {
      return arith::ConstantIndexOp::create(b, i);
    };
    auto chunk = [&](Value out, Value row, Value column, int64_t valid) {
      SmallVector<Value> none(op.getNumDpsInputs());
      Value result =
          map.evaluate(b, row, column, valid, valid, -1, Value(), none);
      return writeVector(b, result, out, {row, column}, valid);
    };
    auto line = [&](Value out, Value row) {
      int64_t full = columns - columns % lanes;
      auto loop = scf::ForOp::create(b, zero, index(full), index(lanes), out);
      {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToStart(loop.getBody());
        Value next =
            chunk(loop.getRegionIterArg(0), row, loop.getInductionVar(), lanes);
        scf::YieldOp::create(b, next);
      }
      Value done = loop.getResult(0);
      if (columns % lanes)
        done = chunk(done, row, index(full), columns % lanes);
      return done;
    };
    Value out =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    auto loop = scf::ForOp::create(b, zero, index(rows), index(1), out);
    {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(loop.getBody());
      scf::YieldOp::create(
          b, line(loop.getRegionIterArg(0), loop.getInductionVar()));
    }
    op.getResult(0).replaceAllUsesWith(loop.getResult(0));
    op.erase();
  }

  void runOnOperation() override {
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    // Four registers at a time hide the latency of what a body computes.
    int64_t lanes =
        4 * selectDotKernel(*target, /*isFloat=*/true, 1 << 10, {}).lanes;
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    for (linalg::GenericOp op : ops) {
      OpBuilder b(op);
      FailureOr<linalg::GenericOp> flat = toRank2(op, b);
      if (failed(flat))
        continue;
      FailureOr<VectorMap> map = VectorMap::match(*flat);
      if (succeeded(map))
        vectorize(*map, lanes);
    }
    getOperation().walk([](linalg::LinalgOp op) {
      if (!op->use_empty())
        op->emitRemark() << "'" << op->getName()
                         << "' has no vector form here and runs as scalar "
                            "loops; it is correct but slow";
    });
  }
};

} // namespace

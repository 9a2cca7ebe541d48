//===- TileKernel.cpp - Register tiles with columns as lanes ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "PackedWeights.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/RegisterTile.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace qopt {

namespace {

/// Images narrower than this are cut into tiles of several lines.
constexpr int64_t narrowImage = 4;

/// How many rows there are to choose a tile's from: those along the last
/// dimension, where it is long. `layout` is the number that the weights are
/// packed for: the largest copy's, where the function is one of the copies for
/// a dynamic batch.
struct TileableRows {
  int64_t count = 1, layout = 1;

  explicit TileableRows(const Contraction &contraction) {
    auto function = contraction.op->getParentOfType<func::FuncOp>();
    auto batch = function->getAttrOfType<IntegerAttr>(batchRowsAttrName);
    for (auto [i, dim] : llvm::reverse(llvm::enumerate(contraction.rows))) {
      count *= dim.size;
      layout *= batch && i == 0 ? dim.size / batch.getInt() * batchSteps[0]
                                : dim.size;
      if (count > narrowImage)
        return;
    }
  }
};

class TileKernel : LoopBuilder {
public:
  TileKernel(ImplicitLocOpBuilder &b, const KernelRequest &request)
      : LoopBuilder(b), request(request), contraction(request.contraction),
        row(request.row),
        layout{contraction.weights, contraction.n,
               contraction.k / contraction.reductions.back().size,
               contraction.reductions.back().size},
        tile(chooseTile()), loops(b, contraction, tile.rows) {}

  EmittedKernel emit() {
    int64_t width = tile.vectors * row.lanes;
    int64_t blocks = contraction.n / width;
    Value result =
        emitBlocks(request.sink.getDestination(), 0, blocks, tile.vectors);
    if (int64_t rest = contraction.n % width)
      result = emitBlocks(result, blocks * width, 1,
                          llvm::divideCeil(rest, row.lanes));
    return {result, loops.tileRows(), width, packedBytes};
  }

private:
  /// Columns that are computed together, and what depends on nothing else.
  struct ColumnBlock {
    Value block, column, packed;
    int64_t valid, vectors;
    SmallVector<Value> biases, mapInputs;
  };

  RegisterTile chooseTile() const {
    TileableRows rows(contraction);
    return chooseRegisterTile(row, rows.count, contraction.n, contraction.k,
                              rows.layout);
  }

  /// A run of column blocks of one width, over all rows.
  Value emitBlocks(Value destination, int64_t firstColumn, int64_t blocks,
                   int64_t vectors);
  Value emitTile(Value destination, const RowTile &rows,
                 const ColumnBlock &block);
  SmallVector<Value> emitProducts(const RowTile &rows,
                                  const ColumnBlock &block);
  /// `lhsOffset` is where the step's values are, from a row's first element on;
  /// the first `valid` of them are in the run.
  SmallVector<Value> emitStep(const RowTile &rows, const ColumnBlock &block,
                              Value lhsOffset, Value step, int64_t valid,
                              ValueRange accs);

  const KernelRequest &request;
  const Contraction &contraction;
  const DotKernel &row;
  WeightLayout layout;
  RegisterTile tile;
  RowLoops loops;
  int64_t packedBytes = 0;
};

Value TileKernel::emitBlocks(Value destination, int64_t firstColumn,
                             int64_t blocks, int64_t vectors) {
  if (blocks == 0)
    return destination;
  int64_t width = vectors * row.lanes;
  DenseElementsAttr weights =
      packWeights(layout, row.k, firstColumn, blocks, width);
  packedBytes += weights.getNumElements() *
                 (weights.getElementType().getIntOrFloatBitWidth() / 8);
  ColumnBlock block;
  block.packed = arith::ConstantOp::create(b, weights);
  block.vectors = vectors;
  block.valid = std::min(width, contraction.n - firstColumn);
  return loop(
      blocks, destination, [&](Value i, ValueRange outs) -> SmallVector<Value> {
        block.block = i;
        block.column = offset(times(i, width), firstColumn);
        for (int64_t v = 0; v < vectors; ++v)
          block.biases.push_back(readVector(
              b, request.lhs.bias, offset(block.column, v * row.lanes),
              std::min(row.lanes, block.valid - v * row.lanes), row.lanes));
        if (request.epilogue.map)
          block.mapInputs = request.epilogue.map->readColumnInputs(
              b, {{}, block.column, block.valid, width},
              request.epilogue.deferred);
        return {loops.emit(outs[0], [&](Value out, const RowTile &rows) {
          return emitTile(out, rows, block);
        })};
      })[0];
}

SmallVector<Value> TileKernel::emitStep(const RowTile &rows,
                                        const ColumnBlock &block,
                                        Value lhsOffset, Value step,
                                        int64_t valid, ValueRange accs) {
  SmallVector<Value> weights;
  int64_t size = row.lanes * row.k;
  for (int64_t v = 0; v < block.vectors; ++v) {
    Value w = readVector(b, block.packed, {block.block, step, index(v * size)},
                         size, size);
    weights.push_back(row.prepareRhs ? row.prepareRhs(b, w) : w);
  }
  SmallVector<Value> next;
  for (auto [i, lhsRow] : llvm::enumerate(rows.rows)) {
    Value left =
        broadcastDot(b, row,
                     readVector(b, request.lhs.lhs, sum(lhsRow.lhs, lhsOffset),
                                valid, row.k));
    for (int64_t v = 0; v < block.vectors; ++v)
      next.push_back(
          row.emit(b, accs[i * block.vectors + v], left, weights[v]));
  }
  return next;
}

SmallVector<Value> TileKernel::emitProducts(const RowTile &rows,
                                            const ColumnBlock &block) {
  SmallVector<Value> accs;
  for (size_t i = 0; i < rows.rows.size(); ++i)
    llvm::append_range(accs, block.biases);
  int64_t steps = layout.length / row.k, rest = layout.length % row.k;
  int64_t stepsPerRun = steps + (rest != 0);
  // Zero weights stand for what is beyond the run, so it may be read along
  // wherever there is memory.
  bool mayReadOn = contraction.slack >= row.k - rest;
  ArrayRef<LhsDim> runs = ArrayRef(contraction.reductions).drop_back();
  SmallVector<int64_t> counts =
      llvm::map_to_vector(runs, [](const LhsDim &dim) { return dim.size; });
  return nest(counts, accs,
              [&](ArrayRef<Value> at, ValueRange accs) -> SmallVector<Value> {
                Value run = index(0), start = index(0);
                for (auto [i, dim] : llvm::zip_equal(at, runs)) {
                  run = sum(times(run, dim.size), i);
                  start = sum(start, times(i, dim.stride));
                }
                Value firstStep = times(run, stepsPerRun);
                int64_t whole = mayReadOn ? stepsPerRun : steps;
                SmallVector<Value> done =
                    loop(whole, accs, [&](Value step, ValueRange accs) {
                      return emitStep(rows, block,
                                      sum(start, times(step, row.k)),
                                      sum(firstStep, step), row.k, accs);
                    });
                if (whole < stepsPerRun)
                  done = emitStep(rows, block, offset(start, steps * row.k),
                                  offset(firstStep, steps), rest, done);
                return done;
              });
}

Value TileKernel::emitTile(Value destination, const RowTile &rows,
                           const ColumnBlock &block) {
  SmallVector<Value> accs = emitProducts(rows, block);
  int64_t width = block.vectors * row.lanes;
  for (auto [i, resultRow] : llvm::enumerate(rows.rows)) {
    Value line =
        joinVectors(b, ArrayRef(accs).slice(i * block.vectors, block.vectors));
    line = request.epilogue.evaluate(
        b, {resultRow.indices, block.column, block.valid, width}, line,
        block.mapInputs);
    destination = request.sink.write(line, destination, resultRow.indices,
                                     block.column, block.valid);
  }
  return destination;
}

} // namespace

Value broadcastDot(ImplicitLocOpBuilder &b, const DotKernel &row,
                   Value values) {
  Type element = cast<VectorType>(values.getType()).getElementType();
  // The K values of a dot are one scalar, broadcast to all lanes.
  if (row.k > 1) {
    Type whole = b.getIntegerType(row.k * element.getIntOrFloatBitWidth());
    values = vector::BitCastOp::create(b, VectorType::get({1}, whole), values);
  }
  Value scalar = vector::ExtractOp::create(b, values, ArrayRef<int64_t>{0});
  Value lanes = vector::BroadcastOp::create(
      b, VectorType::get({row.lanes}, scalar.getType()), scalar);
  if (row.k > 1)
    lanes = vector::BitCastOp::create(
        b, VectorType::get({row.lanes * row.k}, element), lanes);
  return lanes;
}

Value joinVectors(ImplicitLocOpBuilder &b, ArrayRef<Value> vectors) {
  if (vectors.size() == 1)
    return vectors[0];
  auto type = cast<VectorType>(vectors[0].getType());
  int64_t lanes = type.getNumElements();
  Value line = arith::ConstantOp::create(
      b, b.getZeroAttr(VectorType::get({lanes * int64_t(vectors.size())},
                                       type.getElementType())));
  for (auto [i, part] : llvm::enumerate(vectors))
    line = vector::InsertStridedSliceOp::create(
        b, part, line, ArrayRef<int64_t>{int64_t(i) * lanes},
        ArrayRef<int64_t>{1});
  return line;
}

EmittedKernel emitTileKernel(ImplicitLocOpBuilder &b,
                             const KernelRequest &request) {
  return TileKernel(b, request).emit();
}

} // namespace qopt

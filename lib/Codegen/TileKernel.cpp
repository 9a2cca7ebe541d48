//===- TileKernel.cpp - Register tiles with columns as lanes ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DotInterleaver.h"
#include "DotOperands.h"
#include "Kernels.h"
#include "NarrowWeights.h"
#include "PackedWeights.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/RegisterTile.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace qopt {

namespace {

/// Images narrower than this are cut into tiles of several lines.
constexpr int64_t narrowImage = 4;

/// How many rows there are, and how many to choose a tile's from: those along
/// the last dimension, where it is long. `layout` is the number that the
/// weights are packed for: the largest copy's, where the function is one of the
/// copies for a dynamic batch.
struct TileableRows {
  int64_t count = 1, layout = 1, all = 1, allOfLayout = 1;

  explicit TileableRows(const Contraction &contraction) {
    auto function = contraction.op->getParentOfType<func::FuncOp>();
    auto batch = function->getAttrOfType<IntegerAttr>(batchRowsAttrName);
    for (const LhsDim &dim : llvm::reverse(contraction.rows)) {
      // What is not a multiple is of a layer without the batch.
      bool isBatch = batch && &dim == contraction.rows.begin() &&
                     dim.size % batch.getInt() == 0;
      int64_t ofLayout =
          isBatch ? dim.size / batch.getInt() * batchSteps[0] : dim.size;
      if (count <= narrowImage) {
        count *= dim.size;
        layout *= ofLayout;
      }
      all *= dim.size;
      allOfLayout *= ofLayout;
    }
  }
};

class TileKernel : LoopBuilder {
public:
  TileKernel(ImplicitLocOpBuilder &b, const KernelRequest &request)
      : LoopBuilder(b), request(request), contraction(request.contraction),
        rows(contraction), row(makeRow(rows.all)),
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
  /// Columns of a block that are stored together: those of `vectors`
  /// accumulators from `first` on.
  struct StoredColumns {
    int64_t first, vectors;
    Value column;
    int64_t valid;
    /// What is added to the accumulators in the end, or null.
    Value lateBias;
    SmallVector<Value> mapInputs;
  };
  /// Columns that are computed together, and what depends on nothing else.
  struct ColumnBlock {
    Value block, column;
    const NarrowWeights *weights;
    /// `[steps][columns]`, where they were unpacked ahead of the rows; or null.
    Value unpacked;
    /// `[blocks][groups][columns]`; null without groups.
    Value factors;
    int64_t valid, vectors;
    /// What accumulators start from.
    SmallVector<Value> biases;
    /// Where more than one tile needs them.
    SmallVector<StoredColumns> stored;
  };

  /// Whether weights that several share a byte become floats in memory, once
  /// for all of so many rows, and not in registers for every tile of them:
  /// where that is done more often than it costs to write and read them. On
  /// small cores memory is dearer than time.
  bool unpacksAhead(int64_t rowCount) const {
    constexpr int64_t fewestRows = 24;
    return contraction.hasStoredWeights() &&
           NarrowWeights::countFields(contraction.weights) > 1 &&
           !request.row.isScalar() && !request.row.shape.sharesIssue &&
           rowCount >= fewestRows;
  }

  /// What multiplies so many rows.
  DotKernel makeRow(int64_t rowCount) const {
    return contraction.hasStoredWeights() && !unpacksAhead(rowCount)
               ? makeStoredWeightsRow(request.row)
               : request.row;
  }

  RegisterTile chooseTile() const {
    // The vectors of integer rows are long enough to be unpacked by themselves.
    int64_t together =
        row.isFloat() ? NarrowWeights::countFields(contraction.weights) : 1;
    auto choose = [&](const DotKernel &kernel, int64_t m, int64_t vectors) {
      return chooseRegisterTile(kernel, m, contraction.n, contraction.k,
                                together, vectors);
    };
    // By the row of the largest copy, too: that of fewer rows may be another.
    int64_t vectors = choose(makeRow(rows.allOfLayout), rows.layout, 0).vectors;
    return choose(row, rows.count, vectors);
  }

  /// A run of column blocks of one width, over all rows.
  Value emitBlocks(Value destination, int64_t firstColumn, int64_t blocks,
                   int64_t vectors);
  /// The weights of a block as floats.
  Value unpack(const NarrowWeights &weights, Value block, int64_t vectors);
  SmallVector<StoredColumns> readStored(const ColumnBlock &block);
  Value emitTile(Value destination, const RowTile &rows,
                 const ColumnBlock &block);
  SmallVector<Value> emitProducts(const RowTile &rows,
                                  const ColumnBlock &block);
  /// The accumulators with the sums of a group, times its factors, added.
  SmallVector<Value> addGroup(const ColumnBlock &block, Value group,
                              ValueRange accs, ValueRange sums);
  /// The values of K that one load brings in, or the first `count` of them.
  struct Steps {
    /// From a row's first element on, and how many of them may be read.
    Value lhsOffset;
    int64_t readable, count;
    /// Of the weights.
    Value first;
  };
  SmallVector<Value> emitSteps(const RowTile &rows, const ColumnBlock &block,
                               const Steps &steps, ValueRange accs);
  /// The rows that dots multiply together; the last stands in for one that is
  /// not there.
  SmallVector<Value> loadRows(const RowTile &rows, const Steps &steps,
                              size_t group);
  /// Whether what depends on columns alone is read no more than once anyway:
  /// it can be when it is needed.
  bool isOneTile() const {
    auto sizes = llvm::map_range(contraction.rows,
                                 [](const LhsDim &dim) { return dim.size; });
    return llvm::product_of(sizes, int64_t(1)) == loops.tileRows();
  }
  size_t countGroups(const RowTile &rows) const {
    return llvm::divideCeil(rows.rows.size(), row.shape.rows);
  }

  const KernelRequest &request;
  const Contraction &contraction;
  TileableRows rows;
  DotKernel row;
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
  NarrowWeights weights(b,
                        packWeights(layout, row.k, firstColumn, blocks, width,
                                    row.shape.alternatesRhs),
                        vectors, row.lanes * row.k, leastPart(row));
  packedBytes += weights.bytes();
  ColumnBlock block;
  block.weights = &weights;
  if (contraction.factors) {
    DenseElementsAttr factors =
        packWeights({contraction.factors, contraction.n, 1,
                     contraction.factors.getNumElements() / contraction.n},
                    /*stepK=*/1, firstColumn, blocks, width);
    packedBytes += factors.getNumElements();
    block.factors = arith::ConstantOp::create(b, factors);
  }
  block.vectors = vectors;
  block.valid = std::min(width, contraction.n - firstColumn);
  return loop(
      blocks, destination, [&](Value i, ValueRange outs) -> SmallVector<Value> {
        block.block = i;
        block.column = offset(times(i, width), firstColumn);
        for (int64_t v = 0; v < vectors; ++v)
          block.biases.push_back(startAccumulator(
              b, row,
              readVector(b, request.lhs.bias,
                         offset(block.column, v * row.lanes),
                         std::min(row.lanes, block.valid - v * row.lanes),
                         row.lanes)));
        if (!row.isScalar() && !isOneTile())
          block.stored = readStored(block);
        if (unpacksAhead(rows.all))
          block.unpacked = unpack(weights, i, vectors);
        return {loops.emit(outs[0], [&](Value out, const RowTile &rows) {
          return emitTile(out, rows, block);
        })};
      })[0];
}

Value TileKernel::unpack(const NarrowWeights &weights, Value block,
                         int64_t vectors) {
  int64_t size = row.lanes * row.k,
          steps = layout.runs * int64_t(llvm::divideCeil(layout.length, row.k));
  Value empty = tensor::EmptyOp::create(
      b, ArrayRef<int64_t>{steps, vectors * size}, b.getF32Type());
  return loop(
      steps, empty, [&](Value step, ValueRange outs) -> SmallVector<Value> {
        Value into = outs[0];
        for (int64_t v = 0; v < vectors; ++v)
          into =
              writeVector(b, convertToFloat(b, weights.read(b, block, step, v)),
                          into, {step, index(v * size)}, size);
        return {into};
      })[0];
}

SmallVector<TileKernel::StoredColumns>
TileKernel::readStored(const ColumnBlock &block) {
  SmallVector<StoredColumns> all;
  int64_t together = row.resultLanes() / row.lanes;
  for (int64_t first = 0; first < block.vectors; first += together) {
    int64_t vectors = std::min(together, block.vectors - first);
    int64_t width = vectors * row.lanes;
    StoredColumns stored{first,
                         vectors,
                         offset(block.column, first * row.lanes),
                         std::min(width, block.valid - first * row.lanes),
                         {},
                         {}};
    if (row.shape.partials > 1)
      stored.lateBias =
          readVector(b, request.lhs.bias, stored.column, stored.valid, width);
    if (request.epilogue.map)
      stored.mapInputs = request.epilogue.map->readColumnInputs(
          b, {{}, stored.column, stored.valid, width},
          request.epilogue.deferred);
    all.push_back(std::move(stored));
  }
  return all;
}

SmallVector<Value> TileKernel::loadRows(const RowTile &rows, const Steps &steps,
                                        size_t group) {
  SmallVector<Value> loaded;
  for (int64_t i = 0; i < row.shape.rows; ++i) {
    size_t number = group * row.shape.rows + i;
    const RowTile::Row &lhsRow =
        rows.rows[std::min(number, rows.rows.size() - 1)];
    loaded.push_back(loadLeft(b, row, request.lhs.lhs,
                              sum(lhsRow.lhs, steps.lhsOffset),
                              steps.readable));
  }
  return loaded;
}

SmallVector<Value> TileKernel::emitSteps(const RowTile &rows,
                                         const ColumnBlock &block,
                                         const Steps &steps, ValueRange accs) {
  SmallVector<Value> next(accs);
  auto parts = int64_t(llvm::divideCeil(steps.count, row.k));
  SmallVector<SmallVector<Value>> lefts(countGroups(rows));
  auto weightsAt = [&](int64_t part, int64_t v) {
    int64_t size = row.lanes * row.k;
    if (block.unpacked)
      return readVector(b, block.unpacked,
                        {offset(steps.first, part), index(v * size)}, size,
                        size);
    Value w = block.weights->read(b, block.block, offset(steps.first, part), v);
    return row.prepareRhs ? row.prepareRhs(b, w) : w;
  };
  // All parts at once: what they are taken from is not needed any more then.
  auto leftAt = [&](size_t group, int64_t part) {
    if (lefts[group].empty()) {
      SmallVector<Value> loaded = loadRows(rows, steps, group);
      for (int64_t i = 0; i < parts; ++i)
        lefts[group].push_back(makeLeftOperand(b, row, loaded, i));
    }
    return lefts[group][part];
  };
  auto dot = [&](size_t group, int64_t v, Value left, Value weights) {
    Value &acc = next[group * block.vectors + v];
    acc = row.emit(b, acc, left, weights);
  };
  for (int64_t part = 0; part < parts; ++part) {
    // One side is held in registers and the other passes by.
    SmallVector<Value> held;
    if (row.shape.sharesIssue) {
      for (size_t group = 0; group < lefts.size(); ++group)
        held.push_back(leftAt(group, part));
      // In pairs, which come with one load.
      for (int64_t first = 0; first < block.vectors; first += 2) {
        SmallVector<Value> pair;
        for (int64_t v = first; v < std::min(first + 2, block.vectors); ++v)
          pair.push_back(weightsAt(part, v));
        for (auto [i, weights] : llvm::enumerate(pair)) {
          DotInterleaver interleaver(b);
          for (auto [group, left] : llvm::enumerate(held)) {
            dot(group, first + int64_t(i), left, weights);
            interleaver.endDot();
          }
          interleaver.interleave();
        }
      }
      continue;
    }
    for (int64_t v = 0; v < block.vectors; ++v)
      held.push_back(weightsAt(part, v));
    for (size_t group = 0; group < lefts.size(); ++group) {
      Value left = leftAt(group, part);
      for (auto [v, weights] : llvm::enumerate(held))
        dot(group, int64_t(v), left, weights);
    }
  }
  return next;
}

SmallVector<Value> TileKernel::emitProducts(const RowTile &rows,
                                            const ColumnBlock &block) {
  SmallVector<Value> accs;
  for (size_t i = 0; i < countGroups(rows); ++i)
    llvm::append_range(accs, block.biases);
  int64_t load = row.lhsLoad(), rest = layout.length % load;
  int64_t stepsPerRun = llvm::divideCeil(layout.length, row.k);
  // Zero weights stand for what is beyond the run, so it may be read along
  // wherever there is memory.
  bool mayReadOn = contraction.slack >= load - rest;
  bool isWhole =
      mayReadOn && int64_t(llvm::divideCeil(rest, row.k)) == row.dotsPerLoad();
  int64_t whole = layout.length / load + (isWhole ? 1 : 0);
  int64_t unrolled =
      countUnrolled(row, whole, int64_t(countGroups(rows)), block.vectors);
  ArrayRef<LhsDim> runs = ArrayRef(contraction.reductions).drop_back();
  SmallVector<int64_t> counts =
      llvm::map_to_vector(runs, [](const LhsDim &dim) { return dim.size; });
  return nest(
      counts, accs,
      [&](ArrayRef<Value> at, ValueRange accs) -> SmallVector<Value> {
        Value run = index(0), start = index(0);
        for (auto [i, dim] : llvm::zip_equal(at, runs)) {
          run = sum(times(run, dim.size), i);
          start = sum(start, times(i, dim.stride));
        }
        Value firstStep = times(run, stepsPerRun);
        SmallVector<Value> sums(accs);
        if (block.factors)
          sums.assign(accs.size(), arith::ConstantOp::create(
                                       b, b.getZeroAttr(accs[0].getType())));
        auto emitLoad = [&](Value i, ValueRange accs) {
          return emitSteps(rows, block,
                           {sum(start, times(i, load)), load, load,
                            sum(firstStep, times(i, row.dotsPerLoad()))},
                           accs);
        };
        SmallVector<Value> done =
            loop(whole / unrolled, sums, [&](Value i, ValueRange accs) {
              SmallVector<Value> next(accs);
              Value first = times(i, unrolled);
              for (int64_t u = 0; u < unrolled; ++u)
                next = emitLoad(offset(first, u), next);
              return next;
            });
        if (rest && !isWhole)
          done =
              emitSteps(rows, block,
                        {offset(start, whole * load), mayReadOn ? load : rest,
                         rest, offset(firstStep, whole * row.dotsPerLoad())},
                        done);
        return block.factors ? addGroup(block, run, accs, done) : done;
      });
}

SmallVector<Value> TileKernel::addGroup(const ColumnBlock &block, Value group,
                                        ValueRange accs, ValueRange sums) {
  SmallVector<Value> factors;
  for (int64_t v = 0; v < block.vectors; ++v) {
    Value bytes =
        readVector(b, block.factors, {block.block, group, index(v * row.lanes)},
                   row.lanes, row.lanes);
    Value factor = arith::ExtUIOp::create(
        b, VectorType::get({row.lanes}, b.getI32Type()), bytes);
    if (row.isFloat())
      factor = arith::SIToFPOp::create(
          b, VectorType::get({row.lanes}, b.getF32Type()), factor);
    factors.push_back(spreadColumns(b, row, factor));
  }
  SmallVector<Value> next;
  for (auto [i, acc, sum] : llvm::enumerate(accs, sums)) {
    Value factor = factors[int64_t(i) % block.vectors];
    // A float row multiplies one number by lanes.
    next.push_back(row.isFloat()
                       ? row.emit(b, acc, sum, factor)
                       : arith::AddIOp::create(
                             b, acc, arith::MulIOp::create(b, sum, factor)));
  }
  return next;
}

Value TileKernel::emitTile(Value destination, const RowTile &rows,
                           const ColumnBlock &block) {
  SmallVector<Value> accs = emitProducts(rows, block);
  SmallVector<StoredColumns> columns = block.stored;
  if (columns.empty() && !row.isScalar())
    columns = readStored(block);
  for (auto [i, resultRow] : llvm::enumerate(rows.rows)) {
    // One result after the other, for which few registers will do.
    if (row.isScalar()) {
      for (int64_t v = 0; v < block.valid; ++v) {
        Value column = offset(block.column, v);
        Value line =
            request.epilogue.evaluate(b, {resultRow.indices, column, 1, 1},
                                      accs[int64_t(i) * block.vectors + v], {});
        destination =
            request.sink.write(line, destination, resultRow.indices, column, 1);
      }
      continue;
    }
    int64_t group = int64_t(i) / row.shape.rows;
    for (const StoredColumns &stored : columns) {
      Value line =
          joinResults(b, row,
                      ArrayRef(accs).slice(group * block.vectors + stored.first,
                                           stored.vectors),
                      int64_t(i) % row.shape.rows);
      if (stored.lateBias)
        line = arith::AddIOp::create(b, line, stored.lateBias);
      line =
          request.epilogue.evaluate(b,
                                    {resultRow.indices, stored.column,
                                     stored.valid, stored.vectors * row.lanes},
                                    line, stored.mapInputs);
      destination = request.sink.write(line, destination, resultRow.indices,
                                       stored.column, stored.valid);
    }
  }
  return destination;
}

} // namespace

EmittedKernel emitTileKernel(ImplicitLocOpBuilder &b,
                             const KernelRequest &request) {
  return TileKernel(b, request).emit();
}

} // namespace qopt

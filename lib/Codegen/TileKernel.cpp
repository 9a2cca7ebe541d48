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

/// The rows that the weights are packed for: those of the largest copy, where
/// the function is one of the copies for a dynamic batch.
int64_t layoutRows(Contraction contraction) {
  auto function = contraction.op->getParentOfType<func::FuncOp>();
  auto rows = function->getAttrOfType<IntegerAttr>(batchRowsAttrName);
  return rows ? contraction.m / rows.getInt() * batchSteps[0] : contraction.m;
}

class TileKernel : LoopBuilder {
public:
  TileKernel(ImplicitLocOpBuilder &b, const KernelRequest &request)
      : LoopBuilder(b), request(request), contraction(request.contraction),
        row(request.row), map(request.map),
        tile(chooseRegisterTile(row, contraction.m, contraction.n,
                                contraction.k, layoutRows(contraction))) {}

  EmittedKernel emit() {
    int64_t width = tile.vectors * row.lanes;
    int64_t blocks = contraction.n / width;
    Value result = emitBlocks(request.destination, 0, blocks, tile.vectors);
    if (int64_t rest = contraction.n % width)
      result = emitBlocks(result, blocks * width, 1,
                          llvm::divideCeil(rest, row.lanes));
    return {result, tile.rows, width, packedBytes};
  }

private:
  /// A run of column blocks of one width, over all rows.
  Value emitBlocks(Value destination, int64_t firstColumn, int64_t blocks,
                   int64_t vectors);
  Value emitTile(Value destination, Value firstRow, int64_t rows, Value block,
                 Value column, int64_t valid, int64_t vectors, Value packed,
                 ArrayRef<Value> biases, ArrayRef<Value> columnInputs);
  SmallVector<Value> emitStep(Value firstRow, int64_t rows, int64_t valid,
                              int64_t vectors, Value block, Value step,
                              Value packed, ValueRange accs);
  Value readLhs(Value rowIndex, Value step, int64_t valid);

  const KernelRequest &request;
  const Contraction &contraction;
  const DotKernel &row;
  std::optional<VectorMap> map;
  RegisterTile tile;
  int64_t packedBytes = 0;
};

Value TileKernel::emitBlocks(Value destination, int64_t firstColumn,
                             int64_t blocks, int64_t vectors) {
  if (blocks == 0)
    return destination;
  int64_t width = vectors * row.lanes;
  int64_t valid = std::min(width, contraction.n - firstColumn);
  DenseElementsAttr weights =
      packWeights(contraction.weights, row.k, firstColumn, blocks, width);
  packedBytes += weights.getNumElements() *
                 (weights.getElementType().getIntOrFloatBitWidth() / 8);
  Value packed = arith::ConstantOp::create(b, weights);
  return loop(
      blocks, destination,
      [&](Value block, ValueRange outs) -> SmallVector<Value> {
        Value column = offset(times(block, width), firstColumn);
        SmallVector<Value> biases;
        for (int64_t v = 0; v < vectors; ++v)
          biases.push_back(readVector(
              b, request.bias, offset(column, v * row.lanes),
              std::min(row.lanes, valid - v * row.lanes), row.lanes));
        SmallVector<Value> columnInputs;
        if (map)
          columnInputs =
              map->readColumnInputs(b, column, valid, width, request.deferred);
        auto emitRows = [&](Value out, Value firstRow, int64_t rows) {
          return emitTile(out, firstRow, rows, block, column, valid, vectors,
                          packed, biases, columnInputs);
        };
        int64_t full = contraction.m / tile.rows;
        SmallVector<Value> done = loop(
            full, outs, [&](Value i, ValueRange outs) -> SmallVector<Value> {
              return {emitRows(outs[0], times(i, tile.rows), tile.rows)};
            });
        if (int64_t rest = contraction.m % tile.rows)
          done = {emitRows(done[0], index(full * tile.rows), rest)};
        return done;
      })[0];
}

Value TileKernel::readLhs(Value rowIndex, Value step, int64_t valid) {
  Value values =
      readVector(b, request.lhs, {rowIndex, times(step, row.k)}, valid, row.k);
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

SmallVector<Value> TileKernel::emitStep(Value firstRow, int64_t rows,
                                        int64_t valid, int64_t vectors,
                                        Value block, Value step, Value packed,
                                        ValueRange accs) {
  SmallVector<Value> weights;
  int64_t size = row.lanes * row.k;
  for (int64_t v = 0; v < vectors; ++v) {
    Value w = readVector(b, packed, {block, step, index(v * size)}, size, size);
    weights.push_back(row.prepareRhs ? row.prepareRhs(b, w) : w);
  }
  SmallVector<Value> next;
  for (int64_t i = 0; i < rows; ++i) {
    Value left = readLhs(offset(firstRow, i), step, valid);
    for (int64_t v = 0; v < vectors; ++v)
      next.push_back(row.emit(b, accs[i * vectors + v], left, weights[v]));
  }
  return next;
}

Value TileKernel::emitTile(Value destination, Value firstRow, int64_t rows,
                           Value block, Value column, int64_t valid,
                           int64_t vectors, Value packed,
                           ArrayRef<Value> biases,
                           ArrayRef<Value> columnInputs) {
  SmallVector<Value> accs;
  for (int64_t i = 0; i < rows; ++i)
    llvm::append_range(accs, biases);
  int64_t steps = contraction.k / row.k, rest = contraction.k % row.k;
  accs = loop(steps, accs, [&](Value step, ValueRange accs) {
    return emitStep(firstRow, rows, row.k, vectors, block, step, packed, accs);
  });
  if (rest)
    accs = emitStep(firstRow, rows, rest, vectors, block, index(steps), packed,
                    accs);

  int64_t width = vectors * row.lanes;
  auto wide = VectorType::get(
      {width}, cast<VectorType>(accs[0].getType()).getElementType());
  for (int64_t i = 0; i < rows; ++i) {
    Value line = accs[i * vectors];
    if (vectors > 1) {
      line = arith::ConstantOp::create(b, b.getZeroAttr(wide));
      for (int64_t v = 0; v < vectors; ++v)
        line = vector::InsertStridedSliceOp::create(
            b, accs[i * vectors + v], line, ArrayRef<int64_t>{v * row.lanes},
            ArrayRef<int64_t>{1});
    }
    Value rowIndex = offset(firstRow, i);
    if (map)
      line = map->evaluate(b, rowIndex, column, valid, width, request.deferred,
                           line, columnInputs);
    destination = writeVector(b, line, destination, {rowIndex, column}, valid);
  }
  return destination;
}

} // namespace

EmittedKernel emitTileKernel(ImplicitLocOpBuilder &b,
                             const KernelRequest &request) {
  return TileKernel(b, request).emit();
}

} // namespace qopt

//===- LoopBuilder.cpp - Indices and loops ----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace qopt {

Value LoopBuilder::index(int64_t value) {
  return arith::ConstantIndexOp::create(b, value);
}

Value LoopBuilder::offset(Value base, int64_t by) {
  return by == 0 ? base : arith::AddIOp::create(b, base, index(by));
}

Value LoopBuilder::times(Value a, int64_t factor) {
  return factor == 1 ? a : arith::MulIOp::create(b, a, index(factor));
}

Value LoopBuilder::sum(Value a, Value c) {
  return arith::AddIOp::create(b, a, c);
}

SmallVector<Value> LoopBuilder::loop(int64_t count, ValueRange inits,
                                     Body body) {
  if (count == 0)
    return inits;
  if (count == 1)
    return body(index(0), inits);
  auto forOp = scf::ForOp::create(b, index(0), index(count), index(1), inits);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(forOp.getBody());
  scf::YieldOp::create(
      b, body(forOp.getInductionVar(), forOp.getRegionIterArgs()));
  return forOp.getResults();
}

SmallVector<Value> LoopBuilder::nest(ArrayRef<int64_t> counts, ValueRange inits,
                                     NestBody body) {
  SmallVector<Value> indices;
  std::function<SmallVector<Value>(size_t, ValueRange)> emit =
      [&](size_t depth, ValueRange values) -> SmallVector<Value> {
    if (depth == counts.size())
      return body(indices, values);
    return loop(counts[depth], values, [&](Value i, ValueRange inner) {
      indices.push_back(i);
      SmallVector<Value> results = emit(depth + 1, inner);
      indices.pop_back();
      return results;
    });
  };
  return emit(0, inits);
}

//===----------------------------------------------------------------------===//
// Tiles of rows
//===----------------------------------------------------------------------===//

RowLoops::RowLoops(ImplicitLocOpBuilder &b, const Contraction &contraction,
                   int64_t rowsPerTile)
    : LoopBuilder(b), dims(contraction.rows), first(contraction.first) {
  for (const LhsDim &dim : llvm::reverse(dims)) {
    if (dim.size == 1)
      continue;
    if (wide) {
      high = &dim;
      break;
    }
    wide = &dim;
  }
  if (!wide)
    return;
  width = std::min(rowsPerTile, wide->size);
  if (high && width == wide->size)
    height = std::min(std::max<int64_t>(rowsPerTile / width, 1), high->size);
}

RowTile RowLoops::makeTile(ArrayRef<Value> outer, Value y, Value x,
                           int64_t rows, int64_t columns) {
  RowTile tile;
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t j = 0; j < columns; ++j) {
      RowTile::Row row;
      Value lhs;
      int64_t fixed = first;
      const Value *next = outer.begin();
      for (const LhsDim &dim : dims) {
        Value at = &dim == high ? y : &dim == wide ? x : Value();
        int64_t by = &dim == high ? i : &dim == wide ? j : 0;
        if (!at)
          at = dim.size == 1 ? index(0) : *next++;
        row.indices.push_back(offset(at, by));
        if (dim.size == 1)
          continue;
        Value term = times(at, dim.stride);
        lhs = lhs ? sum(lhs, term) : term;
        fixed += by * dim.stride;
      }
      row.lhs = lhs ? offset(lhs, fixed) : index(fixed);
      tile.rows.push_back(std::move(row));
    }
  return tile;
}

Value RowLoops::emitBand(Value out, ArrayRef<Value> outer, Value y,
                         int64_t rows, TileBody body) {
  int64_t size = wide ? wide->size : 1, full = size / width;
  Value done =
      loop(full, out, [&](Value x, ValueRange outs) -> SmallVector<Value> {
        return {
            body(outs[0], makeTile(outer, y, times(x, width), rows, width))};
      })[0];
  if (int64_t rest = size % width)
    done = body(done, makeTile(outer, y, index(full * width), rows, rest));
  return done;
}

Value RowLoops::emit(Value init, TileBody body) {
  SmallVector<int64_t> outerCounts;
  for (const LhsDim &dim : dims)
    if (dim.size != 1 && &dim != high && &dim != wide)
      outerCounts.push_back(dim.size);
  return nest(
      outerCounts, init,
      [&](ArrayRef<Value> outer, ValueRange outs) -> SmallVector<Value> {
        int64_t size = high ? high->size : 1, full = size / height;
        Value done = loop(
            full, outs, [&](Value y, ValueRange outs) -> SmallVector<Value> {
              return {emitBand(outs[0], outer, times(y, height), height, body)};
            })[0];
        if (int64_t rest = size % height)
          done = emitBand(done, outer, index(full * height), rest, body);
        return {done};
      })[0];
}

} // namespace qopt

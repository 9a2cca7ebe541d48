//===- ReductionKernel.cpp - Few columns, with K as lanes -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "NarrowWeights.h"
#include "PackedWeights.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace qopt {

namespace {

/// The instructions that add up the lanes of one accumulator.
constexpr double instructionsPerSum = 10;
/// More columns would need more accumulators than hide a dot's latency.
constexpr int64_t maxColumns = 4;
/// Rows that share the weights of a step.
constexpr int64_t tileRows = 4;

class ReductionKernel : LoopBuilder {
public:
  ReductionKernel(ImplicitLocOpBuilder &b, const KernelRequest &request)
      : LoopBuilder(b), request(request), contraction(request.contraction),
        row(request.row), size(row.lanes * row.k),
        packed(
            b,
            packWeights({contraction.weights, contraction.n, 1, contraction.k},
                        size, 0, 1, contraction.n, row.shape.alternatesRhs),
            contraction.n, size, leastPart(row)) {}

  EmittedKernel emit() {
    for (int64_t n = 0; n < contraction.n; ++n)
      biases.push_back(
          tensor::ExtractOp::create(b, request.lhs.bias, index(n)));
    if (request.epilogue.map)
      mapInputs = request.epilogue.map->readColumnInputs(
          b, {{}, index(0), contraction.n, contraction.n},
          request.epilogue.deferred);
    RowLoops loops(b, contraction, tileRows);
    Value done = loops.emit(
        request.sink.getDestination(),
        [&](Value out, const RowTile &rows) { return emitRows(out, rows); });
    return {done, loops.tileRows(), contraction.n, packed.bytes()};
  }

private:
  Value emitRows(Value destination, const RowTile &rows) {
    auto accType = VectorType::get(
        {row.accumulators()},
        cast<RankedTensorType>(request.lhs.bias.getType()).getElementType());
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(accType));
    SmallVector<Value> accs(rows.rows.size() * contraction.n, zero);
    int64_t steps = contraction.k / size, rest = contraction.k % size;
    accs = loop(steps, accs, [&](Value step, ValueRange accs) {
      return emitStep(rows, size, step, accs);
    });
    if (rest)
      accs = emitStep(rows, rest, index(steps), accs);
    for (auto [i, resultRow] : llvm::enumerate(rows.rows))
      destination =
          emitRow(destination, resultRow.indices,
                  ArrayRef(accs).slice(i * contraction.n, contraction.n));
    return destination;
  }

  SmallVector<Value> emitStep(const RowTile &rows, int64_t valid, Value step,
                              ValueRange accs) {
    SmallVector<Value> next;
    SmallVector<Value> weights;
    for (int64_t n = 0; n < contraction.n; ++n) {
      Value w = packed.read(b, index(0), step, n);
      weights.push_back(row.prepareRhs ? row.prepareRhs(b, w) : w);
    }
    for (auto [i, lhsRow] : llvm::enumerate(rows.rows)) {
      Value left = readVector(b, request.lhs.lhs,
                              sum(lhsRow.lhs, times(step, size)), valid, size);
      for (int64_t n = 0; n < contraction.n; ++n)
        next.push_back(
            row.emit(b, accs[i * contraction.n + n], left, weights[n]));
    }
    return next;
  }

  Value emitRow(Value destination, ArrayRef<Value> indices,
                ArrayRef<Value> accs) {
    SmallVector<Value> sums;
    for (auto [acc, bias] : llvm::zip_equal(accs, biases)) {
      // Integers add up in any order; so may what stays in float.
      Value sum = vector::ReductionOp::create(
          b, vector::CombiningKind::ADD, acc,
          row.isFloat() ? arith::FastMathFlags::reassoc
                        : arith::FastMathFlags::none);
      if (row.isFloat())
        sums.push_back(arith::AddFOp::create(b, sum, bias));
      else
        sums.push_back(arith::AddIOp::create(b, sum, bias));
    }
    Value line = vector::FromElementsOp::create(
        b, VectorType::get({contraction.n}, sums[0].getType()), sums);
    line = request.epilogue.evaluate(
        b,
        {SmallVector<Value>(indices), index(0), contraction.n, contraction.n},
        line, mapInputs);
    return request.sink.write(line, destination, indices, index(0),
                              contraction.n);
  }

  const KernelRequest &request;
  const Contraction &contraction;
  const DotKernel &row;
  /// Values of k per step.
  int64_t size;
  NarrowWeights packed;
  SmallVector<Value> biases, mapInputs;
};

} // namespace

bool prefersReduction(const DotKernel &wide, const DotKernel &narrow, int64_t n,
                      int64_t k) {
  if (n > maxColumns)
    return false;
  double reduction =
      n * (llvm::divideCeil(k, wide.lanes * wide.k) * wide.instructions +
           instructionsPerSum);
  double tile = llvm::divideCeil(n, narrow.lanes) *
                llvm::divideCeil(k, narrow.k) * narrow.instructions;
  return reduction < tile;
}

EmittedKernel emitReductionKernel(ImplicitLocOpBuilder &b,
                                  const KernelRequest &request) {
  return ReductionKernel(b, request).emit();
}

} // namespace qopt

//===- LowerContractions.cpp - Contractions to register tiles ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Codegen/RegisterTile.h"
#include "qopt/Codegen/VectorMap.h"
#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

namespace qopt {
#define GEN_PASS_DEF_LOWERCONTRACTIONS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// The bytes of a constant, with a splat spelt out.
std::vector<char> rawBytes(DenseElementsAttr attr) {
  ArrayRef<char> raw = attr.getRawData();
  int64_t count = attr.getNumElements();
  if (!attr.isSplat())
    return std::vector<char>(raw.begin(), raw.end());
  std::vector<char> bytes;
  bytes.reserve(raw.size() * count);
  for (int64_t i = 0; i < count; ++i)
    bytes.insert(bytes.end(), raw.begin(), raw.end());
  return bytes;
}

WeightFacts factsOf(DenseElementsAttr weights) {
  WeightFacts facts;
  if (!weights.getElementType().isInteger(8))
    return facts;
  std::vector<char> bytes = rawBytes(weights);
  int64_t n = weights.getType().getDimSize(0),
          k = weights.getType().getDimSize(1);
  facts.pairsFit16 = true;
  for (int64_t i = 0; i < n && facts.pairsFit16; ++i)
    for (int64_t j = 0; j + 1 < k; j += 2) {
      int a = int8_t(bytes[i * k + j]), c = int8_t(bytes[i * k + j + 1]);
      if (std::max(a, 0) + std::max(c, 0) > 128 ||
          std::min(a, 0) + std::min(c, 0) < -128)
        facts.pairsFit16 = false;
    }
  return facts;
}

/// Weights `N x K` to `[blocks][K / k][columns of a block][k]`, zeros beyond N
/// and K.
DenseElementsAttr packWeights(DenseElementsAttr weights, const DotKernel &row,
                              int64_t firstColumn, int64_t blocks,
                              int64_t blockColumns) {
  int64_t n = weights.getType().getDimSize(0),
          k = weights.getType().getDimSize(1);
  int64_t steps = llvm::divideCeil(k, row.k);
  std::vector<char> source = rawBytes(weights);
  size_t size = source.size() / (n * k);
  std::vector<char> packed(blocks * steps * blockColumns * row.k * size);
  char *out = packed.data();
  for (int64_t block = 0; block < blocks; ++block)
    for (int64_t step = 0; step < steps; ++step)
      for (int64_t column = 0; column < blockColumns; ++column)
        for (int64_t j = 0; j < row.k; ++j, out += size) {
          int64_t nn = firstColumn + block * blockColumns + column,
                  kk = step * row.k + j;
          if (nn < n && kk < k)
            std::copy_n(source.data() + (nn * k + kk) * size, size, out);
        }
  auto type = RankedTensorType::get({blocks, steps, blockColumns * row.k},
                                    weights.getElementType());
  return DenseElementsAttr::getFromRawBuffer(type, packed);
}

/// The rows that the weights are packed for: those of the largest copy, where
/// the function is one of the copies for a dynamic batch.
int64_t layoutRows(Contraction contraction) {
  auto function = contraction.op->getParentOfType<func::FuncOp>();
  auto rows = function->getAttrOfType<IntegerAttr>(batchRowsAttrName);
  return rows ? contraction.m / rows.getInt() * batchSteps[0] : contraction.m;
}

/// Appends to the kernels that the report finds on the compiled function.
void recordKernel(func::FuncOp function, DictionaryAttr kernel) {
  SmallVector<Attribute> kernels;
  if (auto before = function->getAttrOfType<ArrayAttr>("qnn.kernels"))
    kernels.append(before.begin(), before.end());
  kernels.push_back(kernel);
  function->setAttr("qnn.kernels",
                    ArrayAttr::get(function.getContext(), kernels));
}

/// Emits the loops of one contraction and of the map that follows it.
class KernelEmitter {
public:
  KernelEmitter(ImplicitLocOpBuilder &b, const Contraction &contraction,
                const DotKernel &row, Value lhs, Value bias,
                std::optional<VectorMap> map, int64_t deferred)
      : b(b), contraction(contraction), row(row), lhs(lhs), bias(bias),
        map(map), deferred(deferred),
        tile(chooseRegisterTile(row, contraction.m, contraction.n,
                                contraction.k, layoutRows(contraction))) {}

  Value emit(Value destination);

  /// What was emitted, for the report.
  DictionaryAttr describe() const {
    return b.getDictionaryAttr(
        {b.getNamedAttr("unit", contraction.unit ? contraction.unit
                                                 : b.getStringAttr("")),
         b.getNamedAttr("kernel", b.getStringAttr(row.name)),
         b.getNamedAttr("rows", b.getI64IntegerAttr(tile.rows)),
         b.getNamedAttr("columns",
                        b.getI64IntegerAttr(tile.vectors * row.lanes)),
         b.getNamedAttr("packed_bytes", b.getI64IntegerAttr(packedBytes))});
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
  Value readLhs(Value row, Value step, int64_t valid);

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(b, value);
  }
  Value offset(Value base, int64_t by) {
    return by == 0 ? base : arith::AddIOp::create(b, base, index(by));
  }
  Value times(Value a, int64_t factor) {
    return factor == 1 ? a : arith::MulIOp::create(b, a, index(factor));
  }
  /// `for i in [0, count)`, threading `inits` through `body`.
  SmallVector<Value>
  loop(int64_t count, ValueRange inits,
       function_ref<SmallVector<Value>(Value, ValueRange)> body);

  ImplicitLocOpBuilder &b;
  const Contraction &contraction;
  const DotKernel &row;
  Value lhs, bias;
  std::optional<VectorMap> map;
  int64_t deferred;
  RegisterTile tile;
  int64_t packedBytes = 0;
};

SmallVector<Value>
KernelEmitter::loop(int64_t count, ValueRange inits,
                    function_ref<SmallVector<Value>(Value, ValueRange)> body) {
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

Value KernelEmitter::emit(Value destination) {
  int64_t width = tile.vectors * row.lanes;
  int64_t blocks = contraction.n / width;
  destination = emitBlocks(destination, 0, blocks, tile.vectors);
  if (int64_t rest = contraction.n % width)
    destination = emitBlocks(destination, blocks * width, 1,
                             llvm::divideCeil(rest, row.lanes));
  return destination;
}

Value KernelEmitter::emitBlocks(Value destination, int64_t firstColumn,
                                int64_t blocks, int64_t vectors) {
  if (blocks == 0)
    return destination;
  int64_t width = vectors * row.lanes;
  int64_t valid = std::min(width, contraction.n - firstColumn);
  DenseElementsAttr weights =
      packWeights(contraction.weights, row, firstColumn, blocks, width);
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
              b, bias, offset(column, v * row.lanes),
              std::min(row.lanes, valid - v * row.lanes), row.lanes));
        SmallVector<Value> columnInputs;
        if (map)
          columnInputs =
              map->readColumnInputs(b, column, valid, width, deferred);
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

Value KernelEmitter::readLhs(Value rowIndex, Value step, int64_t valid) {
  Value values =
      readVector(b, lhs, {rowIndex, times(step, row.k)}, valid, row.k);
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

SmallVector<Value> KernelEmitter::emitStep(Value firstRow, int64_t rows,
                                           int64_t valid, int64_t vectors,
                                           Value block, Value step,
                                           Value packed, ValueRange accs) {
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

Value KernelEmitter::emitTile(Value destination, Value firstRow, int64_t rows,
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
      line = map->evaluate(b, rowIndex, column, valid, width, deferred, line,
                           columnInputs);
    destination = writeVector(b, line, destination, {rowIndex, column}, valid);
  }
  return destination;
}

/// The left side as `row` reads it, and the bias that makes up for it.
struct PreparedLhs {
  Value lhs, bias;
};

/// An elementwise operation over all of `lhs`.
Value mapLhs(ImplicitLocOpBuilder &b, Value lhs, Type element,
             function_ref<Value(OpBuilder &, Location, Value)> body) {
  auto type = cast<RankedTensorType>(lhs.getType()).clone(element);
  Value empty = tensor::EmptyOp::create(b, type.getShape(), element);
  AffineMap identity = b.getMultiDimIdentityMap(2);
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             b, type, lhs, empty, ArrayRef{identity, identity}, iterators,
             [&](OpBuilder &b, Location loc, ValueRange args) {
               linalg::YieldOp::create(b, loc, body(b, loc, args[0]));
             })
      .getResult(0);
}

PreparedLhs prepareLhs(ImplicitLocOpBuilder &b, const Contraction &contraction,
                       const DotKernel &row) {
  PreparedLhs same{contraction.lhs, contraction.bias};
  bool isUnsigned = contraction.lhsUnsigned;
  if (row.isFloat() || (row.lhs == DotType::U8 && isUnsigned) ||
      (row.lhs == DotType::I8 && !isUnsigned))
    return same;
  if (row.lhs == DotType::I16)
    return {mapLhs(b, contraction.lhs, b.getI16Type(),
                   [&](OpBuilder &b, Location loc, Value x) -> Value {
                     if (isUnsigned)
                       return arith::ExtUIOp::create(b, loc, b.getI16Type(), x);
                     return arith::ExtSIOp::create(b, loc, b.getI16Type(), x);
                   }),
            contraction.bias};
  // The other signedness: x' = x +- 128, so acc' = acc +- 128 sum w.
  DenseElementsAttr bias;
  if (!matchPattern(contraction.bias, m_Constant(&bias)))
    return {};
  int64_t moved = isUnsigned ? -128 : 128;
  std::vector<char> weights = rawBytes(contraction.weights);
  SmallVector<int32_t> values(bias.getValues<int32_t>());
  for (int64_t i = 0; i < contraction.n; ++i) {
    int64_t sum = 0;
    for (int64_t j = 0; j < contraction.k; ++j)
      sum += int8_t(weights[i * contraction.k + j]);
    values[i] = int32_t(uint32_t(values[i] - moved * sum));
  }
  Value flipped = mapLhs(b, contraction.lhs, b.getI8Type(),
                         [](OpBuilder &b, Location loc, Value x) -> Value {
                           Value bit = arith::ConstantOp::create(
                               b, loc, b.getI8IntegerAttr(-128));
                           return arith::XOrIOp::create(b, loc, x, bit);
                         });
  return {flipped, arith::ConstantOp::create(
                       b, DenseElementsAttr::get(bias.getType(),
                                                 ArrayRef<int32_t>(values)))};
}

struct LowerContractions
    : qopt::impl::LowerContractionsBase<LowerContractions> {
  using Base::Base;

  LogicalResult lower(Contraction contraction, const TargetInfo &target) {
    const DotKernel &row =
        selectDotKernel(target, contraction.isFloat, contraction.n,
                        factsOf(contraction.weights));
    Operation *last = contraction.op;
    std::optional<VectorMap> map;
    int64_t deferred = -1;
    Value acc = contraction.op->getResult(0);
    if (acc.hasOneUse()) {
      if (auto user = dyn_cast<linalg::GenericOp>(*acc.user_begin())) {
        FailureOr<VectorMap> follower = VectorMap::match(user);
        if (succeeded(follower) &&
            (deferred = follower->deferredInput(acc)) >= 0) {
          map = *follower;
          last = user;
        }
      }
    }
    ImplicitLocOpBuilder b(contraction.op.getLoc(), last);
    PreparedLhs prepared = prepareLhs(b, contraction, row);
    if (!prepared.lhs)
      return contraction.op->emitError("bias must be constant");
    auto type = cast<RankedTensorType>(last->getResult(0).getType());
    Value destination =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    KernelEmitter emitter(b, contraction, row, prepared.lhs, prepared.bias, map,
                          deferred);
    last->getResult(0).replaceAllUsesWith(emitter.emit(destination));
    recordKernel(last->getParentOfType<func::FuncOp>(), emitter.describe());
    last->erase();
    if (last != contraction.op)
      contraction.op->erase();
    ++numContractions;
    return success();
  }

  void runOnOperation() override {
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    SmallVector<linalg::GenericOp> contractions;
    getOperation().walk([&](linalg::GenericOp op) {
      if (succeeded(Contraction::match(op)))
        contractions.push_back(op);
    });
    // Matched again: lowering one replaces the operands of the next.
    for (linalg::GenericOp op : contractions)
      if (failed(lower(*Contraction::match(op), *target)))
        return signalPassFailure();
  }
};

} // namespace

//===- MatMulKernel.cpp - Products of two activations -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatMul.h"

#include "DotOperands.h"

#include "qopt/Codegen/RegisterTile.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace qopt {

namespace {

/// `0 + ext(lhs) * ext(rhs)`, or the same of floats. Reads the signedness.
bool matchBody(MatMul &matmul) {
  Block &body = matmul.op.getRegion().front();
  Operation *add = body.getTerminator()->getOperand(0).getDefiningOp();
  if (!isa_and_present<arith::AddIOp, arith::AddFOp>(add))
    return false;
  Value acc = body.getArgument(2);
  Value product = add->getOperand(add->getOperand(0) == acc ? 1 : 0);
  Operation *mul = product.getDefiningOp();
  if (!llvm::is_contained(add->getOperands(), acc) ||
      !isa_and_present<arith::MulIOp, arith::MulFOp>(mul))
    return false;
  Value a = mul->getOperand(0), b = mul->getOperand(1);
  if (matmul.isFloat)
    return a == body.getArgument(0) && b == body.getArgument(1);
  Operation *left = a.getDefiningOp();
  auto right = b.getDefiningOp<arith::ExtSIOp>();
  if (!isa_and_present<arith::ExtUIOp, arith::ExtSIOp>(left) || !right ||
      left->getOperand(0) != body.getArgument(0) ||
      right.getIn() != body.getArgument(1))
    return false;
  matmul.lhsUnsigned = isa<arith::ExtUIOp>(left);
  return true;
}

} // namespace

FailureOr<MatMul> MatMul::match(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 ||
      op.getNumLoops() != 4 || op.getNumReductionLoops() != 1 ||
      op->getNumResults() != 1)
    return failure();
  AffineExpr batch, m, n, k;
  bindDims(op.getContext(), batch, m, n, k);
  auto map = [&](AffineExpr a, AffineExpr b) {
    return AffineMap::get(4, 0, {batch, a, b}, op.getContext());
  };
  if (op.getIndexingMapsArray() !=
      SmallVector<AffineMap>{map(m, k), map(k, n), map(m, n)})
    return failure();
  MatMul result;
  result.op = op;
  result.lhs = op.getInputs()[0];
  result.rhs = op.getInputs()[1];
  auto type = cast<RankedTensorType>(op.getResult(0).getType());
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  auto fill = op.getOutputs()[0].getDefiningOp<linalg::FillOp>();
  if (!type.hasStaticShape() || ShapedType::isDynamicShape(sizes) ||
      llvm::is_contained(sizes, 0) || !fill ||
      !(matchPattern(fill.getInputs()[0], m_Zero()) ||
        matchPattern(fill.getInputs()[0], m_AnyZeroFloat())))
    return failure();
  result.batch = sizes[0];
  result.m = sizes[1];
  result.n = sizes[2];
  result.k = sizes[3];
  result.isFloat = type.getElementType().isF32();
  result.lhsUnsigned = false;
  result.unit = op->getAttrOfType<StringAttr>("qnn.unit");
  Type element = getElementTypeOrSelf(result.lhs.getType());
  bool isInteger = type.getElementType().isInteger(32) && element.isInteger(8);
  if (element != getElementTypeOrSelf(result.rhs.getType()) ||
      !(isInteger || (result.isFloat && element.isF32())) || !matchBody(result))
    return failure();
  return result;
}

namespace {

class MatMulKernel : LoopBuilder {
public:
  MatMulKernel(ImplicitLocOpBuilder &b, const MatMul &matmul,
               const DotKernel &row, Value lhs, Epilogue &epilogue,
               ResultSink &sink)
      : LoopBuilder(b), matmul(matmul), row(row), lhs(lhs), epilogue(epilogue),
        sink(sink), tile(chooseRegisterTile(row, matmul.m, matmul.n, matmul.k)),
        steps(llvm::divideCeil(matmul.k, row.k)) {}

  EmittedKernel emit() {
    int64_t width = tile.vectors * row.lanes;
    Value result = loop(matmul.batch, sink.getDestination(),
                        [&](Value i, ValueRange outs) -> SmallVector<Value> {
                          plane = i;
                          return {emitPlane(outs[0], width)};
                        })[0];
    return {result, tile.rows, width, /*packedBytes=*/0};
  }

private:
  Value emitPlane(Value out, int64_t width) {
    int64_t blocks = matmul.n / width;
    out =
        loop(blocks, out, [&](Value i, ValueRange outs) -> SmallVector<Value> {
          return {emitBlock(outs[0], times(i, width), width)};
        })[0];
    if (int64_t rest = matmul.n % width)
      out = emitBlock(out, index(blocks * width), rest);
    return out;
  }

  /// Columns that are computed together, `valid` of them.
  Value emitBlock(Value out, Value firstColumn, int64_t valid) {
    column = firstColumn;
    columns = valid;
    vectors = llvm::divideCeil(valid, row.lanes);
    if (row.k > 1)
      packed = emitPacking();
    int64_t tiles = matmul.m / tile.rows;
    out = loop(tiles, out, [&](Value i, ValueRange outs) -> SmallVector<Value> {
      return {emitTile(outs[0], times(i, tile.rows), tile.rows)};
    })[0];
    if (int64_t rest = matmul.m % tile.rows)
      out = emitTile(out, index(tiles * tile.rows), rest);
    return out;
  }

  int64_t validLanes(int64_t vector) const {
    return std::min(row.lanes, columns - vector * row.lanes);
  }

  //===--------------------------------------------------------------------===//
  // The right side
  //===--------------------------------------------------------------------===//

  Value readRhs(Value at, int64_t vector) {
    return readVector(b, matmul.rhs,
                      {plane, at, offset(column, vector * row.lanes)},
                      validLanes(vector), row.lanes);
  }

  /// The lines of one step, the first `valid` of which there are.
  Value packStep(Value into, Value step, int64_t valid) {
    Value line = times(step, row.k);
    for (int64_t v = 0; v < vectors; ++v) {
      SmallVector<Value> lines;
      for (int64_t i = 0; i < row.k; ++i)
        lines.push_back(
            i < valid ? readRhs(offset(line, i), v)
                      : arith::ConstantOp::create(
                            b, b.getZeroAttr(VectorType::get(
                                   {row.lanes}, getElementTypeOrSelf(
                                                    matmul.rhs.getType())))));
      int64_t size = row.lanes * row.k;
      into = writeVector(b, interleaveVectors(b, lines), into,
                         {step, index(v * size)}, size);
    }
    return into;
  }

  /// The columns' values, those of one dot together.
  Value emitPacking() {
    Value empty = tensor::EmptyOp::create(
        b, ArrayRef<int64_t>{steps, vectors * row.lanes * row.k},
        getElementTypeOrSelf(matmul.rhs.getType()));
    int64_t whole = matmul.k / row.k;
    Value result =
        loop(whole, empty, [&](Value i, ValueRange outs) -> SmallVector<Value> {
          return {packStep(outs[0], i, row.k)};
        })[0];
    if (int64_t rest = matmul.k % row.k)
      result = packStep(result, index(whole), rest);
    return result;
  }

  //===--------------------------------------------------------------------===//
  // Rows
  //===--------------------------------------------------------------------===//

  SmallVector<Value> emitStep(Value firstRow, int64_t rows, Value step,
                              int64_t valid, ValueRange accs) {
    SmallVector<Value> weights, next;
    int64_t size = row.lanes * row.k;
    for (int64_t v = 0; v < vectors; ++v) {
      Value w = row.k > 1
                    ? readVector(b, packed, {step, index(v * size)}, size, size)
                    : readRhs(step, v);
      weights.push_back(row.prepareRhs ? row.prepareRhs(b, w) : w);
    }
    for (int64_t r = 0; r < rows; ++r) {
      Value line = offset(sum(times(plane, matmul.m), firstRow), r);
      Value place = sum(times(line, matmul.k), times(step, row.k));
      Value left =
          makeLeftOperand(b, row, readVector(b, lhs, place, valid, row.k), 0);
      for (int64_t v = 0; v < vectors; ++v)
        next.push_back(row.emit(b, accs[r * vectors + v], left, weights[v]));
    }
    return next;
  }

  Value emitTile(Value out, Value firstRow, int64_t rows) {
    Type element = matmul.isFloat ? Type(b.getF32Type()) : b.getI32Type();
    Value zero = arith::ConstantOp::create(
        b, b.getZeroAttr(VectorType::get({row.lanes}, element)));
    SmallVector<Value> accs(rows * vectors, zero);
    int64_t whole = matmul.k / row.k, rest = matmul.k % row.k;
    accs = loop(whole, accs, [&](Value step, ValueRange accs) {
      return emitStep(firstRow, rows, step, row.k, accs);
    });
    if (rest)
      accs = emitStep(firstRow, rows, index(whole), rest, accs);
    for (int64_t r = 0; r < rows; ++r) {
      SmallVector<Value> at{plane, offset(firstRow, r)};
      // One result after the other, for which few registers will do.
      if (row.isScalar()) {
        for (int64_t v = 0; v < columns; ++v) {
          Value place = offset(column, v);
          Value line =
              epilogue.evaluate(b, {at, place, 1, 1}, accs[r * vectors + v]);
          out = sink.write(line, out, at, place, 1);
        }
        continue;
      }
      int64_t together = row.resultLanes() / row.lanes;
      for (int64_t v = 0; v < vectors; v += together) {
        int64_t count = std::min(together, vectors - v),
                width = count * row.lanes,
                valid = std::min(width, columns - v * row.lanes);
        Value place = offset(column, v * row.lanes);
        Value line =
            joinVectors(b, ArrayRef(accs).slice(r * vectors + v, count));
        line = epilogue.evaluate(b, {at, place, valid, width}, line);
        out = sink.write(line, out, at, place, valid);
      }
    }
    return out;
  }

  const MatMul &matmul;
  const DotKernel &row;
  Value lhs;
  Epilogue &epilogue;
  ResultSink &sink;
  RegisterTile tile;
  int64_t steps;
  /// Where the loops are: of what is computed now.
  Value plane, column, packed;
  int64_t columns = 0, vectors = 0;
};

} // namespace

EmittedKernel emitMatMulKernel(ImplicitLocOpBuilder &b, const MatMul &matmul,
                               const DotKernel &row, Value lhs,
                               Epilogue &epilogue, ResultSink &sink) {
  return MatMulKernel(b, matmul, row, lhs, epilogue, sink).emit();
}

} // namespace qopt

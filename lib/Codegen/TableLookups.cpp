//===- TableLookups.cpp - Lookups by a target's instructions ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TableLookups.h"

#include "qopt/Codegen/VectorMap.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Target/TableKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

/// With fewer lanes a load for each is as good.
static constexpr int64_t fewLanes = 4;

namespace {
class TableLookup {
public:
  TableLookup(qnn::LookupOp op, DenseElementsAttr table,
              const TableKernel &kernel)
      : b(op.getLoc(), op), op(op), kernel(kernel),
        entry(table.getElementType()) {
    for (unsigned shift = 0; shift < entry.getIntOrFloatBitWidth(); shift += 8)
      for (const APInt &value : table.getValues<APInt>())
        bytes.push_back(int8_t(value.lshr(shift).trunc(8).getZExtValue()));
  }

  void emit() {
    Value input = op.getInput();
    int64_t lanes = cast<VectorType>(input.getType()).getNumElements();
    Value result = arith::ConstantOp::create(
        b, b.getZeroAttr(VectorType::get({lanes}, entry)));
    for (int64_t first = 0; first < lanes; first += kernel.lanes) {
      int64_t count = std::min(kernel.lanes, lanes - first);
      Value part = slice(lookUp(slice(input, first, count)), 0, count);
      result = count == lanes ? part : insert(part, result, first);
    }
    op.replaceAllUsesWith(result);
    op.erase();
  }

private:
  Value slice(Value vector, int64_t first, int64_t count) {
    if (cast<VectorType>(vector.getType()).getNumElements() == count)
      return vector;
    return vector::ExtractStridedSliceOp::create(
        b, vector, ArrayRef<int64_t>{first}, ArrayRef<int64_t>{count},
        ArrayRef<int64_t>{1});
  }
  Value insert(Value part, Value whole, int64_t first) {
    return vector::InsertStridedSliceOp::create(
        b, part, whole, ArrayRef<int64_t>{first}, ArrayRef<int64_t>{1});
  }

  /// The entries of up to as many indices as the kernel has lanes.
  Value lookUp(Value indices) {
    auto full = VectorType::get({kernel.lanes}, b.getI8Type());
    if (indices.getType() != full)
      indices =
          insert(indices, arith::ConstantOp::create(b, b.getZeroAttr(full)), 0);
    SmallVector<Value> planes;
    for (size_t first = 0; first < bytes.size(); first += 256)
      planes.push_back(
          kernel.emit(b, ArrayRef(bytes).slice(first, 256), indices));
    // The first is the lowest byte of every entry.
    Value joined = interleaveVectors(b, planes);
    if (planes.size() == 1)
      return joined;
    return vector::BitCastOp::create(b, VectorType::get({kernel.lanes}, entry),
                                     joined);
  }

  ImplicitLocOpBuilder b;
  qnn::LookupOp op;
  const TableKernel &kernel;
  Type entry;
  /// All lowest bytes, then the next.
  SmallVector<int8_t> bytes;
};
} // namespace

void emitTableLookups(ModuleOp module, const TableKernel &kernel) {
  SmallVector<qnn::LookupOp> lookups;
  module.walk([&](qnn::LookupOp op) { lookups.push_back(op); });
  for (qnn::LookupOp op : lookups) {
    auto type = dyn_cast<VectorType>(op.getInput().getType());
    auto table = dyn_cast<DenseElementsAttr>(op.getTable());
    if (type && type.getRank() == 1 && type.getNumElements() >= fewLanes &&
        table)
      TableLookup(op, table, kernel).emit();
  }
}

} // namespace qopt

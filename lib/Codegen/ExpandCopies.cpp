//===- ExpandCopies.cpp - Copies without a runtime library ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Utils/MemRefUtils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {
#define GEN_PASS_DEF_EXPANDCOPIES
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {

/// Whether the conversion to LLVM makes a memcpy of a copy from or to here.
bool isContiguous(Value buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  return type.getLayout().isIdentity() ||
         (type.hasStaticShape() && type.getNumElements() > 0 &&
          memref::isStaticShapeAndContiguousRowMajor(type));
}

/// The last dimensions of a type in which elements lie one after the other.
int64_t countContiguousDims(MemRefType type) {
  SmallVector<int64_t> strides;
  int64_t offset, run = 1, count = 0;
  if (failed(type.getStridesAndOffset(strides, offset)))
    return 0;
  for (auto [size, stride] :
       llvm::reverse(llvm::zip_equal(type.getShape(), strides))) {
    if (size != 1 && stride != run)
      break;
    run *= size;
    ++count;
  }
  return count;
}

/// A loop over the dimensions before the last `count`, in which the latter are
/// copied as one run.
void copyRuns(memref::CopyOp copy, int64_t count) {
  ImplicitLocOpBuilder b(copy.getLoc(), copy);
  auto type = cast<MemRefType>(copy.getSource().getType());
  ArrayRef<int64_t> shape = type.getShape();
  SmallVector<OpFoldResult> offsets(shape.size(), b.getIndexAttr(0)),
      sizes(shape.size(), b.getIndexAttr(1)), ones = sizes;
  int64_t outer = int64_t(shape.size()) - count;
  for (int64_t d = outer; d < int64_t(shape.size()); ++d)
    sizes[d] = b.getIndexAttr(shape[d]);
  Value zero = arith::ConstantIndexOp::create(b, 0),
        one = arith::ConstantIndexOp::create(b, 1);
  for (int64_t d = 0; d < outer; ++d) {
    if (shape[d] == 1)
      continue;
    auto loop = scf::ForOp::create(
        b, zero, arith::ConstantIndexOp::create(b, shape[d]), one);
    offsets[d] = loop.getInductionVar();
    b.setInsertionPointToStart(loop.getBody());
  }
  auto part = [&](Value whole) {
    return memref::SubViewOp::create(b, whole, offsets, sizes, ones);
  };
  memref::CopyOp::create(b, part(copy.getSource()), part(copy.getTarget()));
  copy.erase();
}

struct ExpandCopies : qopt::impl::ExpandCopiesBase<ExpandCopies> {
  using Base::Base;

  void runOnOperation() override {
    getOperation().walk([](memref::CopyOp copy) {
      // A part that was written where it is.
      if (copy.getSource() == copy.getTarget())
        return copy.erase();
      if (isContiguous(copy.getSource()) && isContiguous(copy.getTarget()))
        return;
      auto type = cast<MemRefType>(copy.getSource().getType());
      int64_t count = std::min(
          countContiguousDims(type),
          countContiguousDims(cast<MemRefType>(copy.getTarget().getType())));
      if (type.hasStaticShape() && type.getNumElements() > 0 &&
          ShapedType::getNumElements(type.getShape().take_back(count)) > 1)
        return copyRuns(copy, count);
      OpBuilder b(copy);
      linalg::makeMemRefCopyOp(b, copy.getLoc(), copy.getSource(),
                               copy.getTarget());
      copy.erase();
    });
  }
};

} // namespace

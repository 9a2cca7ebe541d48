//===- ExpandCopies.cpp - Copies without a runtime library ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Utils/MemRefUtils.h"

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

struct ExpandCopies : qopt::impl::ExpandCopiesBase<ExpandCopies> {
  using Base::Base;

  void runOnOperation() override {
    getOperation().walk([](memref::CopyOp copy) {
      // A part that was written where it is.
      if (copy.getSource() == copy.getTarget())
        return copy.erase();
      if (isContiguous(copy.getSource()) && isContiguous(copy.getTarget()))
        return;
      OpBuilder b(copy);
      linalg::makeMemRefCopyOp(b, copy.getLoc(), copy.getSource(),
                               copy.getTarget());
      copy.erase();
    });
  }
};

} // namespace

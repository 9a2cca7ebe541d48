//===- DotInterleaver.cpp - Dots side by side -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DotInterleaver.h"

using namespace mlir;

namespace qopt {

Operation *DotInterleaver::previous() const {
  Block *block = b.getInsertionBlock();
  Block::iterator point = b.getInsertionPoint();
  return point == block->begin() ? nullptr : &*std::prev(point);
}

void DotInterleaver::endDot() {
  SmallVector<Operation *> operations;
  for (Operation *op = previous(); op != last; op = op->getPrevNode())
    operations.push_back(op);
  std::reverse(operations.begin(), operations.end());
  if (!operations.empty())
    last = operations.back();
  dots.push_back(std::move(operations));
}

void DotInterleaver::interleave() {
  size_t longest = 0;
  for (ArrayRef<Operation *> operations : dots)
    longest = std::max(longest, operations.size());
  for (size_t i = 0; i < longest; ++i)
    for (ArrayRef<Operation *> operations : dots)
      if (i < operations.size())
        operations[i]->moveBefore(b.getInsertionBlock(), b.getInsertionPoint());
}

} // namespace qopt

//===- DotKernelTest.cpp - What rows can be used for ----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/DotKernel.h"

#include "gtest/gtest.h"

using namespace qopt;

namespace {

// Their right side is packed as the model runs, in order.
TEST(DotKernel, MatMulTakesNoAlternatingRows) {
  int64_t alternating = 0, taken = 0;
  for (const DotKernel &row : getDotKernels()) {
    taken += row.isFor(DotUse::MatMul);
    if (!row.shape.alternatesRhs)
      continue;
    ++alternating;
    EXPECT_TRUE(row.isFor(DotUse::Plain)) << row.name.str();
    EXPECT_FALSE(row.isFor(DotUse::MatMul)) << row.name.str();
  }
  EXPECT_GT(alternating, 0);
  EXPECT_GT(taken, 0);
}

} // namespace

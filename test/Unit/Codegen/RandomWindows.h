//===- RandomWindows.h - Operations that slide over images ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_RANDOMWINDOWS_H
#define QOPT_TEST_UNIT_CODEGEN_RANDOMWINDOWS_H

#include "RandomMoves.h"

namespace qopt::codegentest {

/// Makes operations of windows, and samples, on stored images.
class RandomWindows : protected RandomMoves {
protected:
  using RandomMoves::RandomMoves;
  using Shape = mlir::SmallVector<int64_t>;

  /// A window of one dimension.
  struct Window {
    int64_t kernel, stride, dilation, low, high, size;
  };
  Window randomConvWindow(int64_t size);
  mlir::DenseI64ArrayAttr pair(int64_t y, int64_t x) {
    return b.getDenseI64ArrayAttr({y, x});
  }
  static Shape windowed(mlir::ArrayRef<int64_t> shape, const Window &y,
                        const Window &x, int64_t channels) {
    return {shape[0], y.size, x.size, channels};
  }

  Stored makeMaxPool(Stored from);
  Stored makeAvgPool(Stored from);
  Stored makeResize(Stored from);

private:
  Window randomPoolWindow(int64_t size);
};

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_RANDOMWINDOWS_H

//===- DotInterleaver.h - Dots side by side ---------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_DOTINTERLEAVER_H
#define QOPT_LIB_CODEGEN_DOTINTERLEAVER_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Where instructions stay in the order of the program, a dot of several would
/// wait for each of its own before the next: the first operations of several
/// dots come first, then the second of each, ...
class DotInterleaver {
public:
  /// From here on operations are those of dots.
  explicit DotInterleaver(mlir::OpBuilder &b) : b(b), last(previous()) {}

  /// What was created since the last call is one dot.
  void endDot();

  /// Moves the operations of all dots.
  void interleave();

private:
  /// The operation before the insertion point, null if there is none.
  mlir::Operation *previous() const;

  mlir::OpBuilder &b;
  mlir::Operation *last;
  llvm::SmallVector<llvm::SmallVector<mlir::Operation *>> dots;
};

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_DOTINTERLEAVER_H

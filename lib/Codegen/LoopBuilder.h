//===- LoopBuilder.h - Indices and loops ------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_LOOPBUILDER_H
#define QOPT_LIB_CODEGEN_LOOPBUILDER_H

#include "qopt/Codegen/Contraction.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Builds indices and loops.
class LoopBuilder {
public:
  explicit LoopBuilder(mlir::ImplicitLocOpBuilder &b) : b(b) {}

  mlir::Value index(int64_t value);
  mlir::Value offset(mlir::Value base, int64_t by);
  mlir::Value times(mlir::Value a, int64_t factor);
  mlir::Value sum(mlir::Value a, mlir::Value c);

  using Body = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::Value, mlir::ValueRange)>;
  /// `for i in [0, count)`, threading `inits` through `body`; no loop where
  /// there is one iteration.
  llvm::SmallVector<mlir::Value> loop(int64_t count, mlir::ValueRange inits,
                                      Body body);

  using NestBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::ArrayRef<mlir::Value>, mlir::ValueRange)>;
  /// A loop for each of `counts`, the first outermost.
  llvm::SmallVector<mlir::Value> nest(llvm::ArrayRef<int64_t> counts,
                                      mlir::ValueRange inits, NestBody body);

protected:
  mlir::ImplicitLocOpBuilder &b;
};

/// A few rows of a result, computed together.
struct RowTile {
  struct Row {
    /// Where it is in all dimensions of the result but the last.
    llvm::SmallVector<mlir::Value> indices;
    /// Where its first element of the left side is.
    mlir::Value lhs;
  };
  llvm::SmallVector<Row> rows;
};

/// Loops over all rows of a contraction in tiles of about `rowsPerTile`, which
/// are neighbours along the last dimension, or blocks of the last two where the
/// last is short. What is left over gets loops of its own.
class RowLoops : LoopBuilder {
public:
  RowLoops(mlir::ImplicitLocOpBuilder &b, const Contraction &contraction,
           int64_t rowsPerTile);

  /// The rows of a whole tile.
  int64_t tileRows() const { return height * width; }

  using TileBody =
      llvm::function_ref<mlir::Value(mlir::Value, const RowTile &)>;
  /// Threads `init` through `body`.
  mlir::Value emit(mlir::Value init, TileBody body);

private:
  mlir::Value emitBand(mlir::Value out, llvm::ArrayRef<mlir::Value> outer,
                       mlir::Value y, int64_t rows, TileBody body);
  RowTile makeTile(llvm::ArrayRef<mlir::Value> outer, mlir::Value y,
                   mlir::Value x, int64_t rows, int64_t columns);

  llvm::ArrayRef<LhsDim> dims;
  int64_t first;
  /// The last two dimensions that are not 1, or null.
  const LhsDim *high = nullptr, *wide = nullptr;
  int64_t height = 1, width = 1;
};

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_LOOPBUILDER_H

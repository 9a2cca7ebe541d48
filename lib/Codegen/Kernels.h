//===- Kernels.h - The loops of a contraction -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_KERNELS_H
#define QOPT_LIB_CODEGEN_KERNELS_H

#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/VectorMap.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <optional>

namespace qopt {

/// A contraction that is about to be emitted.
struct KernelRequest {
  Contraction contraction;
  const DotKernel &row;
  /// The left side as `row` reads it, and its bias (PrepareLhs.h).
  mlir::Value lhs, bias;
  /// The map that follows on the accumulators, which are its input `deferred`.
  std::optional<VectorMap> map;
  int64_t deferred = -1;
  /// What the result is written into.
  mlir::Value destination;
};

/// What was emitted.
struct EmittedKernel {
  mlir::Value result;
  /// The accumulators held in registers: rows of the left side, and columns.
  int64_t rows, columns;
  /// The weights in the object, padding included.
  int64_t packedBytes;
};

/// Lanes are columns: every K step broadcasts a few values of the left side and
/// multiplies them with the weights of many columns.
EmittedKernel emitTileKernel(mlir::ImplicitLocOpBuilder &b,
                             const KernelRequest &request);

/// Lanes are K: for layers of so few columns that a tile would be mostly
/// padding. Every column has an accumulator of partial sums, added up at the
/// end.
EmittedKernel emitReductionKernel(mlir::ImplicitLocOpBuilder &b,
                                  const KernelRequest &request);

/// Whether the reduction kernel of `wide` needs fewer instructions than the
/// tile kernel of `narrow` for an N x K layer.
bool prefersReduction(const DotKernel &wide, const DotKernel &narrow, int64_t n,
                      int64_t k);

/// Builds indices and loops.
class LoopBuilder {
public:
  explicit LoopBuilder(mlir::ImplicitLocOpBuilder &b) : b(b) {}

  mlir::Value index(int64_t value);
  mlir::Value offset(mlir::Value base, int64_t by);
  mlir::Value times(mlir::Value a, int64_t factor);

  using Body = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::Value, mlir::ValueRange)>;
  /// `for i in [0, count)`, threading `inits` through `body`; no loop where
  /// there is one iteration.
  llvm::SmallVector<mlir::Value> loop(int64_t count, mlir::ValueRange inits,
                                      Body body);

protected:
  mlir::ImplicitLocOpBuilder &b;
};

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_KERNELS_H

//===- Kernels.h - The loops of a contraction -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_KERNELS_H
#define QOPT_LIB_CODEGEN_KERNELS_H

#include "LoopBuilder.h"
#include "PrepareLhs.h"
#include "ResultSink.h"

#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/VectorMap.h"
#include "qopt/Target/DotKernel.h"

#include <optional>

namespace qopt {

class TargetInfo;

/// What follows on a result before it is stored.
struct Epilogue {
  std::optional<VectorMap> map;
  /// The input of the map that is the result.
  int64_t deferred = -1;
  /// The operation whose result is stored: the map, or the producer itself.
  mlir::linalg::GenericOp last;

  /// The map that is the only user of what `producer` computes, if there is
  /// one.
  static Epilogue find(mlir::linalg::GenericOp producer);

  mlir::Value evaluate(mlir::ImplicitLocOpBuilder &b, const VectorSlice &slice,
                       mlir::Value value,
                       llvm::ArrayRef<mlir::Value> columnInputs = {},
                       llvm::ArrayRef<int64_t> order = {}) {
    return map ? map->evaluate(b, slice, deferred, value, columnInputs, order)
               : value;
  }
};

/// A contraction that is about to be emitted.
struct KernelRequest {
  const Contraction &contraction;
  const DotKernel &row;
  const PreparedLhs &lhs;
  Epilogue &epilogue;
  ResultSink &sink;
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

/// Channels of a depthwise convolution that one row computes: `count` times
/// `width`, or the `valid` that are left.
struct ChannelRun {
  const DotKernel *row;
  int64_t first, count, valid;

  /// Accumulators for all channels of the lines that are read.
  static int64_t accumulators(const DotKernel &row) {
    return row.shape.isByK ? 1 : row.k;
  }
  static int64_t width(const DotKernel &row) {
    return row.lanes * accumulators(row);
  }
  int64_t accumulators() const { return accumulators(*row); }
  int64_t width() const { return width(*row); }
};

/// The rows for the channels of a depthwise convolution; none where no row of
/// the target multiplies several values.
llvm::SmallVector<ChannelRun> planDepthwise(const Contraction &contraction,
                                            const TargetInfo &target);

/// What computes a contraction.
struct KernelChoice {
  /// Null where vector loops do it.
  const DotKernel *row;
  bool isReduction = false;
  /// Of a depthwise convolution.
  llvm::SmallVector<ChannelRun> channels;
};

/// The kernel of fewest instructions.
KernelChoice chooseKernel(const Contraction &contraction,
                          const TargetInfo &target);

/// Lanes are channels, and the K values of a dot are taps of the filter.
EmittedKernel emitDepthwiseKernel(mlir::ImplicitLocOpBuilder &b,
                                  const KernelRequest &request,
                                  llvm::ArrayRef<ChannelRun> runs);

/// Whether the reduction kernel of `wide` needs fewer instructions than the
/// tile kernel of `narrow` for an N x K layer.
bool prefersReduction(const DotKernel &wide, const DotKernel &narrow, int64_t n,
                      int64_t k);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_KERNELS_H

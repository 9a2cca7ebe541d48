//===- SeenLayer.h - A layer and what it was seen to read -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_SEENLAYER_H
#define QOPT_LIB_COMPILER_SEENLAYER_H

#include "qopt/Compiler/Compiler.h"
#include "qopt/Quantize/WeightRounding.h"
#include "qopt/Quantize/WeightedLayer.h"

namespace qopt {

/// A layer and the moments of its inputs, group by group.
struct SeenLayer {
  const WeightedLayer &layer;
  std::vector<InputMoments> moments;

  explicit SeenLayer(const WeightedLayer &layer)
      : layer(layer), moments(layer.groups, InputMoments(layer.rowSize())) {}

  /// So many rows tell all that can be used.
  int64_t rowsWanted() const {
    return std::max<int64_t>(4096, 8 * layer.rowSize());
  }

  /// Sees the inputs of a call, `samples` of the `allSamples` there are, from
  /// `done` on. `wanted` is what they should be; empty if they are.
  void see(llvm::ArrayRef<float> images, llvm::ArrayRef<float> wanted,
           int64_t done, int64_t samples, int64_t allSamples);
};

/// What is got back of one layer.
/// \p isRounded says that what was seen has the noise of rounded inputs.
llvm::Error recoverLayer(const SeenLayer &seen, const Recovery &what,
                         bool isRounded, WeightPlan &weights);

} // namespace qopt

#endif // QOPT_LIB_COMPILER_SEENLAYER_H

//===- GivenWeights.h - Weights that arrive quantized -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_GIVENWEIGHTS_H
#define QOPT_IMPORT_GIVENWEIGHTS_H

#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace qopt {

/// How the network itself quantized the weights of a layer: of output channel
/// c, `weight = scales[c] * (q - zeroPoints[c])`.
struct GivenWeights {
  llvm::SmallVector<float, 0> scales;
  llvm::SmallVector<int32_t, 0> zeroPoints;
};

} // namespace qopt

#endif // QOPT_IMPORT_GIVENWEIGHTS_H

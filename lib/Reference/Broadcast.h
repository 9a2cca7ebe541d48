//===- Broadcast.h - Operands of extent 1 -----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_BROADCAST_H
#define QOPT_LIB_REFERENCE_BROADCAST_H

#include "Evaluators.h"

namespace qopt::reference {

/// Maps an element of the result to the element of each operand: an operand's
/// extent is the result's or 1.
class Broadcast {
public:
  static llvm::Expected<Broadcast> make(mlir::Operation *op, Operands operands);

  /// The element of \p operand that \p element of the result is made of.
  int64_t index(const HostTensor &operand, int64_t element) const;

  /// The extents of the result.
  llvm::SmallVector<int64_t> shape;
};

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_BROADCAST_H

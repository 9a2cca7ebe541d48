//===- Normalisations.h - Softmax, layer norm and their like ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_NORMALISATIONS_H
#define QOPT_LIB_IMPORT_NORMALISATIONS_H

#include "mlir/IR/Block.h"

#include "llvm/ADT/DenseSet.h"

namespace qopt {

/// The operations of a block that divide by a sum over elements, or by the root
/// of one, with what makes the sum: softmax, layer norm, the L2 norm. With 8
/// bits between these steps there would be little left of the result.
llvm::DenseSet<mlir::Operation *> findNormalisations(mlir::Block &block);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_NORMALISATIONS_H

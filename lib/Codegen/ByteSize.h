//===- ByteSize.h - The bytes of a buffer -----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_BYTESIZE_H
#define QOPT_LIB_CODEGEN_BYTESIZE_H

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/MathExtras.h"

namespace qopt {

/// The bytes of a tensor or buffer of static shape whose elements lie one after
/// the other.
inline int64_t byteSize(mlir::ShapedType type) {
  return llvm::divideCeil(type.getNumElements() * type.getElementTypeBitWidth(),
                          8);
}

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_BYTESIZE_H

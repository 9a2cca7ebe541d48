//===- ModuleHash.h - The fingerprint of a module ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_MODULEHASH_H
#define QOPT_IMPORT_MODULEHASH_H

#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace qopt {

/// The sha256 of a module, as 64 hexadecimal digits: of its generic form with
/// every constant in full and without locations. A plan stores the hash of the
/// imported module and is refused for another.
std::string hashModule(mlir::ModuleOp module);

} // namespace qopt

#endif // QOPT_IMPORT_MODULEHASH_H

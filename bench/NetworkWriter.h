//===- NetworkWriter.h - A network as an MLIR file --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_BENCH_NETWORKWRITER_H
#define QOPT_BENCH_NETWORKWRITER_H

#include "Networks.h"

#include "llvm/Support/Error.h"

namespace qopt::bench {

/// Writes the network in TOSA, as bytecode, with weights of normal
/// distributions; the same ones every time.
llvm::Error writeModel(const Network &network, llvm::StringRef path);

} // namespace qopt::bench

#endif // QOPT_BENCH_NETWORKWRITER_H

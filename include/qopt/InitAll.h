//===- InitAll.h - Register everything --------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_INITALL_H
#define QOPT_INITALL_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace qopt {

/// The dialects that qopt reads, makes and passes through, with the interfaces
/// its pipelines need.
void registerQoptDialects(mlir::DialectRegistry &registry);

/// qopt's passes, and the upstream ones its pipelines are made of.
void registerQoptPasses();

/// `--qopt-import`, `--qopt-quantize`, `--qopt-codegen`, `--qopt-compile`.
void registerQoptPipelines();

/// All of the above.
void registerAll(mlir::DialectRegistry &registry);

} // namespace qopt

#endif // QOPT_INITALL_H

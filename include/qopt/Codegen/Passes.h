//===- Passes.h - Integer programs to loops and LLVM ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_PASSES_H
#define QOPT_CODEGEN_PASSES_H

#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassOptions.h"

namespace qopt {

#define GEN_PASS_DECL
#include "qopt/Codegen/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "qopt/Codegen/Passes.h.inc"

/// From integers and float leftovers on tensors to the LLVM dialect. The module
/// carries its target. `name` is the C name of the entry function. With
/// `noFloat`, a float that is left is an error.
void buildCodegenPipeline(mlir::OpPassManager &pm, const TargetInfo &target,
                          llvm::StringRef name, bool noFloat = false);

/// The options of `--qopt-codegen`, and a part of those of `--qopt-compile`.
struct CodegenOptions : mlir::PassPipelineOptions<CodegenOptions> {
  Option<std::string> triple{*this, "triple",
                             llvm::cl::desc("LLVM triple, or host"),
                             llvm::cl::init("host")};
  Option<std::string> cpu{*this, "cpu", llvm::cl::desc("Processor"),
                          llvm::cl::init("")};
  Option<std::string> features{*this, "features",
                               llvm::cl::desc("Such as +avx2,-fma"),
                               llvm::cl::init("")};
  Option<std::string> name{*this, "name",
                           llvm::cl::desc("C name of the entry function"),
                           llvm::cl::init("")};
  Option<bool> noFloat{*this, "no-float",
                       llvm::cl::desc("Floats in the program are an error"),
                       llvm::cl::init(false)};
};

/// As above, for the target that the options name.
void buildCodegenPipeline(mlir::OpPassManager &pm,
                          const CodegenOptions &options);

/// Makes the pipeline known as `--qopt-codegen`.
void registerCodegenPipelines();

} // namespace qopt

#endif // QOPT_CODEGEN_PASSES_H

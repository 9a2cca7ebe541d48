//===- main.cpp - Another program that links qopt ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads the module in the file that is its argument, runs one of qopt's
// pipelines on it and prints the result.
//
//===----------------------------------------------------------------------===//

#include "qopt/InitAll.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  qopt::registerAll(registry);
  mlir::MLIRContext context(registry);

  auto module = argc == 2
                    ? mlir::parseSourceFile<mlir::ModuleOp>(argv[1], &context)
                    : nullptr;
  mlir::PassManager manager(&context, mlir::ModuleOp::getOperationName());
  if (!module || failed(mlir::parsePassPipeline("qopt-import", manager)) ||
      failed(manager.run(*module)))
    return 1;
  module->print(llvm::outs());
}

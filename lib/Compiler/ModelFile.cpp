//===- ModelFile.cpp - The file that holds a model --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelFile.h"

#include "Diagnostics.h"
#include "qopt/Import/ForeignDialects.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;

namespace qopt {

/// The parser's error with what to do about it.
static std::string explainParseError(StringRef error) {
  // An operation in the syntax of a dialect that is not known.
  auto [place, rest] = error.split("Dialect `");
  auto [dialect, complaint] = rest.split("'");
  if (complaint.starts_with(" not found"))
    return formatv("{0}'{1}' is not a dialect that qopt reads: {2}", place,
                   dialect, wayFromDialect(dialect));
  return formatv("{0}; give a model that mlir-opt of LLVM {1} can parse, as "
                 "text or bytecode",
                 error.rtrim(), LLVM_VERSION_MAJOR);
}

Expected<mlir::OwningOpRef<mlir::ModuleOp>>
readModelFile(StringRef path, mlir::MLIRContext &context,
              const Compiler::Note &note) {
  auto buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return makeError(path + ": cannot be read (" + buffer.getError().message() +
                     "); give the path of a model in MLIR");
  if ((*buffer)->getBuffer().trim().empty())
    return makeError(path + ": is empty; give a model in MLIR, as text or "
                            "bytecode");
  Diagnostics diagnostics(&context, note);
  SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(*buffer), SMLoc());
  // An operation of another dialect parses, and the import phase says more
  // about it than the parser can.
  context.allowUnregisteredDialects();
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(sources, &context);
  if (!module) {
    StringRef error = diagnostics.getFirstError();
    return makeError(explainParseError(
        error.empty() ? (path + ": is not an MLIR module").str()
                      : error.str()));
  }
  return module;
}

} // namespace qopt

//===- Diagnostics.h - One line for what MLIR says --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_DIAGNOSTICS_H
#define QOPT_LIB_COMPILER_DIAGNOSTICS_H

#include "qopt/Compiler/Compiler.h"
#include "qopt/Support/Error.h"

#include "mlir/IR/Diagnostics.h"

namespace qopt {

/// Turns the diagnostics of MLIR into one error of one line, and passes on
/// what is not an error.
class Diagnostics {
public:
  Diagnostics(mlir::MLIRContext *context, const Compiler::Note &note)
      : handler(context, [this, &note](mlir::Diagnostic &diagnostic) {
          std::string text = format(diagnostic);
          if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error) {
            if (firstError.empty())
              firstError = text;
          } else if (diagnostic.getSeverity() !=
                     mlir::DiagnosticSeverity::Note) {
            note(text);
          }
          return mlir::success();
        }) {}

  /// The first error; empty if there was none.
  llvm::StringRef getFirstError() const { return firstError; }

  /// The first error, or `fallback` where a failure was not explained.
  llvm::Error take(const llvm::Twine &fallback) {
    return makeError(firstError.empty() ? fallback : llvm::Twine(firstError));
  }

private:
  static std::string format(mlir::Diagnostic &diagnostic) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    if (auto loc =
            diagnostic.getLocation()->findInstanceOf<mlir::FileLineColLoc>()) {
      stream << loc.getFilename().getValue() << ":";
      // Bytecode, and a module as a whole, have no lines.
      if (loc.getLine() != 0)
        stream << loc.getLine() << ":" << loc.getColumn() << ":";
      stream << " ";
    }
    if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Warning)
      stream << "warning: ";
    if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Remark)
      stream << "remark: ";
    stream << diagnostic;
    return text;
  }

  std::string firstError;
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_DIAGNOSTICS_H

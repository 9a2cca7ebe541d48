//===- Emit.h - The files that a compilation writes -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_EMIT_H
#define QOPT_COMPILER_EMIT_H

#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/Limits.h"

namespace qopt {

/// What `qoptc --emit` makes.
enum class EmitKind {
  Statistics,
  Plan,
  MLIR,
  LLVM,
  Assembly,
  Object,
  Shared,
  Package
};

/// Links one object file to a shared library with the linker found on the PATH;
/// the bytes of the library.
llvm::Expected<llvm::SmallVector<char, 0>>
linkShared(llvm::ArrayRef<char> object, const TargetInfo &target);

/// Where the files of a compilation go. Objects and shared libraries get their
/// header, `STEM.h`, their report, `STEM.report.json` and `STEM.report.txt`,
/// and on demand the plan, `STEM.plan.json`, beside them. A package is a folder
/// that has all of these. Text can go to stdout, `-`.
struct Outputs {
  EmitKind kind = EmitKind::Object;
  std::string path;
  /// Write the plan of what has a report too.
  bool withPlan = false;
  /// Nothing is written of a function that needs more.
  MemoryLimits limits = {};

  /// Whether a header and a report are made.
  bool hasReport() const {
    return kind == EmitKind::Object || kind == EmitKind::Shared ||
           kind == EmitKind::Package;
  }

  /// Checks that every file can be written and that none is one of `inputs`,
  /// as far as that can be known before there is anything to write.
  llvm::Error check(llvm::ArrayRef<std::string> inputs) const;

  /// The file with this extension beside the output.
  std::string beside(llvm::StringRef extension) const;
};

/// An error unless the file can be made or replaced, for all that is known.
llvm::Error checkWritable(llvm::StringRef path);

/// Writes `text` as the one file of `outputs`.
llvm::Error writeText(const Outputs &outputs, std::string text);

/// What was found out on the way to a plan, for the report.
struct Findings {
  /// How close the units come to their float values; empty if not measured.
  std::vector<UnitFidelity> fidelity;
  /// Where the plan was made for a drop.
  std::optional<PrecisionSearch> precision;
  /// Where the plan was made from what calibration saw.
  std::optional<Observations> seen;
};

/// Compiles with `plan` and writes the files of `outputs`, all or none. `notes`
/// may grow on the way.
///
/// \returns the text of the report; empty where none is made.
llvm::Expected<std::string> compileTo(Compiler &compiler,
                                      const Outputs &outputs, const Plan &plan,
                                      Findings findings,
                                      const std::vector<std::string> &notes);

} // namespace qopt

#endif // QOPT_COMPILER_EMIT_H

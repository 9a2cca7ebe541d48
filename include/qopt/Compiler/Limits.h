//===- Limits.h - What a machine has ----------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_LIMITS_H
#define QOPT_COMPILER_LIMITS_H

#include "qopt/Report/Report.h"

namespace qopt {

/// What the compiled function may take of a machine, in bytes.
struct MemoryLimits {
  /// Of arena, state and stack.
  std::optional<int64_t> ram;
  /// Of code and constants.
  std::optional<int64_t> flash;
};

/// Reads a number of bytes, such as `65536`, `64K` or `1M`. `option` is named
/// in the error.
llvm::Expected<int64_t> parseBytes(llvm::StringRef option,
                                   llvm::StringRef text);

/// An error if the function needs more. It says how much, and which layers it
/// is for. The object must be in the report.
llvm::Error checkLimits(const MemoryLimits &limits, const Report &report);

} // namespace qopt

#endif // QOPT_COMPILER_LIMITS_H

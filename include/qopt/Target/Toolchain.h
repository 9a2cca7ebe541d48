//===- Toolchain.h - The C compiler that goes with a target -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_TOOLCHAIN_H
#define QOPT_TARGET_TOOLCHAIN_H

#include "qopt/Target/TargetInfo.h"

#include <vector>

namespace qopt {

/// How GNU's C compiler for a target is called, and CMake's names for it. A
/// guess: people who build name the compiler that they have.
struct CToolchain {
  /// `aarch64-linux-gnu-gcc`.
  std::string compiler;
  /// Machines whose own compiler, `cc`, will do: what `uname -m` begins with
  /// there. Empty where no machine runs the target's programs.
  std::vector<std::string> machines;
  /// CMAKE_SYSTEM_NAME and CMAKE_SYSTEM_PROCESSOR.
  std::string system, processor;
};

CToolchain getCToolchain(const TargetInfo &target);

} // namespace qopt

#endif // QOPT_TARGET_TOOLCHAIN_H

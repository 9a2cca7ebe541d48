//===- AutoMethod.cpp - A range method for every tensor -------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Compiler.h"
#include "qopt/Support/Error.h"

using namespace qopt;

llvm::Expected<Plan> Compiler::chooseMethods(const StatisticsFile &statistics,
                                             llvm::StringRef dataPath,
                                             Progress progress) {
  return makeError("later");
}

//===- Tables.cpp - The tables in docs/ that are made from code -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints one table as Markdown: `rows`, the dot instructions, or `methods`, the
// calibration methods. docs/generate.py puts it into its page.
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"
#include "qopt/Target/DotKernel.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

static StringRef getName(qopt::DotType type) {
  switch (type) {
  case qopt::DotType::I8:
    return "i8";
  case qopt::DotType::U8:
    return "u8";
  case qopt::DotType::I16:
    return "i16";
  case qopt::DotType::F32:
    return "f32";
  }
  llvm_unreachable("covered switch");
}

static void printRows() {
  outs() << "| row | needs | left x weights | rows x lanes x k | registers | "
            "instructions | weights must |\n"
            "|---|---|---|---|---|---|---|\n";
  for (const qopt::DotKernel &row : qopt::getDotKernels())
    outs() << "| `" << row.name << "` | "
           << (row.features.empty() ? "-" : join(row.features, ", ")) << " | "
           << getName(row.lhs) << " x " << getName(row.storedRhs) << " | "
           << row.shape.rows << " x " << row.lanes << " x " << row.k << " | "
           << row.registers << " | " << format("%g", row.instructions) << " | "
           << (row.admits ? "prove it exact" : "-") << " |\n";
}

static void printMethods() {
  outs() << "| `--method` | the range |\n|---|---|\n";
  for (const qopt::RangeMethod *method : qopt::getRangeMethods())
    outs() << "| `" << method->name() << "` | " << method->description()
           << " |\n";
}

int main(int argc, char **argv) {
  StringRef table = argc == 2 ? argv[1] : "";
  if (table == "rows")
    printRows();
  else if (table == "methods")
    printMethods();
  else
    return 1;
  return 0;
}

//===- Example.cpp - A C program that calls the function --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Package.h"

#include "CInterface.h"
#include "qopt/Import/State.h"

#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace qopt {

/// How many values of an output are printed, and for how many rows.
static constexpr int printedValues = 10, exampleRows = 1;

/// The form of a value of this type for printf, and the value.
static std::pair<std::string, std::string> printed(const Parameter &parameter) {
  std::string element = parameter.name + "[i]";
  if (parameter.tensor.isQuantized)
    return {"%g", "(double)(" + parameter.macro + "_SCALE * (float)(" +
                      element + " - " + parameter.macro + "_ZERO_POINT))"};
  switch (parameter.tensor.type) {
  case ElementType::F32:
  case ElementType::F64:
    return {"%g", "(double)" + element};
  case ElementType::F16:
    return {"0x%04x", "(unsigned)" + element};
  default:
    return {"%lld", "(long long)" + element};
  }
}

/// The static arrays of the interface.
static void declareBuffers(raw_ostream &out, const Signature &signature,
                           ArrayRef<Parameter> parameters) {
  std::string prefix = macroPrefix(signature);
  if (signature.hasDynamicBatch)
    out << "enum { ROWS = " << exampleRows << " };\n";
  for (const Parameter &parameter : parameters)
    out << "static " << getCType(parameter.tensor.type) << " " << parameter.name
        << "[" << (parameter.hasRows() ? "ROWS * " : "")
        << parameter.elementsMacro() << "];\n";
  if (!signature.states.empty())
    out << "static _Alignas(" << prefix << "_ARENA_ALIGNMENT) unsigned char "
        << "state[" << prefix << "_STATE_BYTES];\n";
  if (signature.arenaBytes > 0)
    out << "static _Alignas(" << prefix << "_ARENA_ALIGNMENT) unsigned char "
        << "arena[" << prefix << "_ARENA_BYTES];\n";
}

std::string makeExample(const Signature &signature) {
  std::vector<Parameter> parameters = makeParameters(signature);
  std::string text;
  raw_string_ostream out(text);
  out << "/* Calls " << signature.name
      << " on inputs of zeros and prints the first values of every output. */"
      << "\n#include \"" << signature.name << ".h\"\n\n#include <stdio.h>\n\n";
  declareBuffers(out, signature, parameters);
  out << "\nint main(void) {\n";
  if (!signature.states.empty())
    out << "  " << signature.name << initSuffix << "(state);\n";
  out << "  " << signature.name << "("
      << (signature.hasDynamicBatch ? "ROWS, " : "");
  for (const Parameter &parameter : parameters)
    out << parameter.name << ", ";
  out << (signature.states.empty() ? "" : "state, ")
      << (signature.arenaBytes > 0 ? "arena" : "0") << ");\n";
  for (const Parameter &parameter : parameters) {
    if (parameter.isInput)
      continue;
    auto [form, value] = printed(parameter);
    std::string count = parameter.elementsMacro();
    out << "  for (int i = 0; i < "
        << (parameter.elements() > printedValues ? std::to_string(printedValues)
                                                 : count)
        << "; ++i)\n    printf(\"" << parameter.name << "[%d] = " << form
        << "\\n\", i, " << value << ");\n";
  }
  out << "  return 0;\n}\n";
  return text;
}

} // namespace qopt

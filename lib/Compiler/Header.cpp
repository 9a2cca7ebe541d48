//===- Header.cpp - The C header of a compiled object -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Header.h"

#include "CInterface.h"
#include "qopt/Import/State.h"

#include "llvm/Support/raw_ostream.h"

namespace qopt {

namespace {

class HeaderWriter {
public:
  HeaderWriter(const Signature &signature, const TargetInfo &target,
               const ObjectSize &size)
      : signature(signature), target(target), size(size),
        prefix(macroPrefix(signature)), parameters(makeParameters(signature)) {}

  std::string write();

private:
  void writeIncludes();
  void writeDescription();
  void writeParameter(const Parameter &parameter);
  void writeState();
  void writeInit();
  void writeMacros();
  void writeStack();
  void writeSizes();
  void writeAssertions();
  void writeStaticArena();

  /// The parameters before the arena: `int64_t rows, const float *in0, `.
  std::string declareParameters() const {
    std::string text = signature.hasDynamicBatch ? "int64_t rows, " : "";
    for (const Parameter &parameter : parameters)
      text += parameter.declaration() + ", ";
    return text + (hasState() ? "void *state, " : "");
  }
  bool hasState() const { return !signature.states.empty(); }
  bool usesStdint() const {
    return signature.hasDynamicBatch ||
           llvm::any_of(parameters, [](const Parameter &parameter) {
             return getCType(parameter.tensor.type).ends_with("_t");
           });
  }

  const Signature &signature;
  const TargetInfo &target;
  const ObjectSize &size;
  std::string prefix;
  std::vector<Parameter> parameters;
  std::string text;
  llvm::raw_string_ostream out{text};
};

} // namespace

std::string HeaderWriter::write() {
  out << "/* " << signature.name << ".h - made by qoptc for "
      << toComment(target.getTriple().str());
  if (!target.getCPU().empty())
    out << ", " << toComment(target.getCPU());
  out << " */\n#ifndef QOPT_" << prefix << "_H\n#define QOPT_" << prefix
      << "_H\n\n";
  writeIncludes();
  writeMacros();
  writeAssertions();
  out << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  writeDescription();
  out << "void " << signature.name << "(" << declareParameters()
      << "void *arena);\n\n";
  writeInit();
  writeStaticArena();
  out << "#ifdef __cplusplus\n}\n#endif\n\n#endif /* QOPT_" << prefix
      << "_H */\n";
  return text;
}

void HeaderWriter::writeIncludes() {
  out << "#include <limits.h>\n";
  if (usesStdint())
    out << "#include <stdint.h>\n\n";
  else
    out << "#ifdef " << prefix
        << "_STATIC_ARENA\n#include <stdint.h>\n#endif\n\n";
}

void HeaderWriter::writeParameter(const Parameter &parameter) {
  const InterfaceTensor &tensor = parameter.tensor;
  out << " *   " << parameter.name << "  \"" << toComment(tensor.name) << "\", "
      << getCType(tensor.type) << "[";
  for (auto [i, dim] : llvm::enumerate(tensor.shape))
    out << (i ? "][" : "") << (dim < 0 ? "rows" : std::to_string(dim));
  if (tensor.shape.empty())
    out << "1";
  out << "]";
  if (tensor.type == ElementType::F16)
    out << ", the bits of IEEE binary16";
  if (tensor.isQuantized)
    out << "\n *        x = scale * (q - zero_point), scale = "
        << toLiteral(tensor.scale) << ", zero_point = " << tensor.zeroPoint;
  out << "\n";
}

void HeaderWriter::writeDescription() {
  out << "/* Parameters, in this order; arrays are row major:\n *\n";
  if (signature.hasDynamicBatch)
    out << " *   rows  the number of rows, 0 or more\n";
  for (const Parameter &parameter : parameters)
    writeParameter(parameter);
  writeState();
  out << " *   arena  working memory, " << prefix << "_ARENA_BYTES bytes";
  if (signature.arenaBytes == 0)
    out << "; may be null";
  out << R"(
 *
 * Relies on:
 *   - arena )"
      << (hasState() ? "and state " : "") << "aligned to " << prefix
      << R"(_ARENA_ALIGNMENT bytes; inputs and outputs to their
 *     element type;
 *   - buffers that do not overlap;
 *   - the floating-point environment a C program starts with: rounding to
 *     nearest even, exceptions masked. Flush-to-zero and denormals-are-zero
 *     may be on or off: in integer layers no denormal number decides a result.
 *     (Layers left in float, which the report lists, follow the environment,
 *     and so do denormal values of a float input with a scale below 2^-125.)
 *
 * Reads all of every input, writes all of every output, and touches no other
 * memory of the caller but the arena, which needs no initial content)"
      << (hasState() ? ", and\n * the state. No other state" : ". No\n * state")
      << R"(, no allocation, no lock: calls may run at the same time, each with an
 * arena )"
      << (hasState() ? "and a state " : "")
      << R"(of its own. Calls nothing but memcpy, memmove and memset.
 */
)";
}

void HeaderWriter::writeState() {
  if (!hasState())
    return;
  out << " *   state  what is kept from one call to the next, " << prefix
      << "_STATE_BYTES bytes\n *          that " << signature.name << initSuffix
      << " has initialised:";
  for (const HostTensor &state : signature.states) {
    out << "\n *            \"" << toComment(state.name) << "\", "
        << getCType(state.type);
    for (int64_t dim : state.shape)
      out << "[" << dim << "]";
  }
  out << "\n";
}

void HeaderWriter::writeInit() {
  if (hasState())
    out << "/* Makes a state what it is before the first call. */\nvoid "
        << signature.name << initSuffix << "(void *state);\n\n";
}

void HeaderWriter::writeMacros() {
  out << "/* Working memory, in bytes. */\n#define " << prefix
      << "_ARENA_BYTES " << signature.arenaBytes << "\n#define " << prefix
      << "_ARENA_ALIGNMENT 64\n\n";
  if (hasState())
    out << "/* What is kept between calls, in bytes; aligned as the arena is. "
           "*/\n#define "
        << prefix << "_STATE_BYTES " << signature.stateBytes << "\n\n";
  writeSizes();
  for (const Parameter &parameter : parameters) {
    const InterfaceTensor &tensor = parameter.tensor;
    out << "/* " << (parameter.isInput ? "Input" : "Output") << " \""
        << toComment(tensor.name) << "\". */\n#define "
        << parameter.elementsMacro() << " " << parameter.elements() << "\n";
    if (tensor.isQuantized)
      out << "#define " << parameter.macro << "_SCALE "
          << toLiteral(tensor.scale) << "\n#define " << parameter.macro
          << "_ZERO_POINT (" << tensor.zeroPoint << ")\n";
    out << "\n";
  }
}

void HeaderWriter::writeStack() {
  const char *meaning = "/* The stack of a call, in bytes, from the caller's "
                        "on. Without that of memcpy,\n * memmove and memset, "
                        "which are the program's. */\n";
  if (size.stack.scalable == 0) {
    out << meaning << "#define " << prefix << "_STACK_BYTES "
        << size.stack.fixed << "\n";
    return;
  }
  out << "/* The bits of a vector register, at most. May be defined before. "
         "*/\n#ifndef "
      << prefix << "_VECTOR_BITS\n#define " << prefix << "_VECTOR_BITS "
      << longestVectorBits << "\n#endif\n"
      << meaning << "#define " << prefix << "_STACK_BYTES \\\n  ("
      << size.stack.fixed << " + " << size.stack.scalable << " * (" << prefix
      << "_VECTOR_BITS / 64))\n";
}

void HeaderWriter::writeSizes() {
  writeStack();
  out << "/* All memory of a call but inputs and outputs. */\n#define "
      << prefix << "_RAM_BYTES \\\n  (" << prefix << "_ARENA_BYTES + "
      << (hasState() ? prefix + "_STATE_BYTES + " : "") << prefix
      << "_STACK_BYTES)\n\n/* What is only read, in bytes: code and constants "
         "of the object, without what a\n * linker adds to align them. "
         "*/\n#define "
      << prefix << "_CODE_BYTES " << size.codeBytes << "\n#define " << prefix
      << "_CONSTANT_BYTES " << size.constantBytes << "\n#define " << prefix
      << "_FLASH_BYTES (" << prefix << "_CODE_BYTES + " << prefix
      << "_CONSTANT_BYTES)\n\n";
}

void HeaderWriter::writeAssertions() {
  std::string macro = "QOPT_" + prefix + "_ASSERT";
  out << "#if defined(__cplusplus) && __cplusplus >= 201103L\n#define " << macro
      << "(condition, text) static_assert(condition, text)\n"
      << "#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L\n"
      << "#define " << macro
      << "(condition, text) _Static_assert(condition, text)\n#endif\n#ifdef "
      << macro << "\n";
  auto require = [&](const llvm::Twine &condition, const llvm::Twine &message) {
    out << macro << "(" << condition << ",\n    \"" << message << "\");\n";
  };
  require("CHAR_BIT == 8", "a byte must have 8 bits");
  require("sizeof(float) == 4", "float must be IEEE binary32");
  const llvm::Triple &triple = target.getTriple();
  if (triple.isArch32Bit() || triple.isArch64Bit()) {
    int bytes = triple.isArch64Bit() && !triple.isX32() ? 8 : 4;
    require("sizeof(void *) == " + llvm::Twine(bytes),
            "compiled for " + triple.getArchName());
  }
  for (const Parameter &parameter : parameters)
    require(parameter.elementsMacro() + " == " + parameter.product(),
            parameter.elementsMacro() + " was changed");
  auto requireTotal = [&](llvm::StringRef name, int64_t bytes) {
    require(prefix + name + " == " + llvm::Twine(bytes),
            "a part of " + prefix + name + " was changed");
  };
  if (size.stack.scalable == 0)
    requireTotal("_RAM_BYTES", signature.arenaBytes + signature.stateBytes +
                                   size.stackBytes());
  requireTotal("_FLASH_BYTES", size.flashBytes());
  out << "#undef " << macro << "\n#endif\n\n";
}

void HeaderWriter::writeStaticArena() {
  std::string rows = signature.hasDynamicBatch ? "rows, " : "";
  std::string declared = declareParameters();
  out << "#ifdef " << prefix << "_STATIC_ARENA\n/* As " << signature.name
      << ", with an arena of its own. Every source file has one arena: calls "
         "must\n * not run at the same time. */\nstatic inline void "
      << signature.name << "_static("
      << llvm::StringRef(declared).drop_back(declared.empty() ? 0 : 2)
      << ") {\n  static unsigned char arena[" << prefix << "_ARENA_BYTES + "
      << prefix << "_ARENA_ALIGNMENT];\n  " << signature.name << "(" << rows;
  for (const Parameter &parameter : parameters)
    out << parameter.name << ", ";
  out << (hasState() ? "state, " : "") << "arena + " << prefix
      << "_ARENA_ALIGNMENT -\n      (uintptr_t)arena % " << prefix
      << "_ARENA_ALIGNMENT);\n}\n#endif\n\n";
}

std::string makeHeader(const Signature &signature, const TargetInfo &target,
                       const ObjectSize &size) {
  return HeaderWriter(signature, target, size).write();
}

} // namespace qopt

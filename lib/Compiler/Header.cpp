//===- Header.cpp - The C header of a compiled object -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Header.h"

#include "qopt/Import/State.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace qopt {

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// Words that C23 or C++23 gives a meaning of its own.
static bool isKeyword(llvm::StringRef name) {
  static constexpr llvm::StringLiteral words[] = {"alignas",
                                                  "alignof",
                                                  "and",
                                                  "and_eq",
                                                  "asm",
                                                  "auto",
                                                  "bitand",
                                                  "bitor",
                                                  "bool",
                                                  "break",
                                                  "case",
                                                  "catch",
                                                  "char",
                                                  "char16_t",
                                                  "char32_t",
                                                  "char8_t",
                                                  "class",
                                                  "co_await",
                                                  "co_return",
                                                  "co_yield",
                                                  "compl",
                                                  "concept",
                                                  "const",
                                                  "const_cast",
                                                  "consteval",
                                                  "constexpr",
                                                  "constinit",
                                                  "continue",
                                                  "decltype",
                                                  "default",
                                                  "delete",
                                                  "do",
                                                  "double",
                                                  "dynamic_cast",
                                                  "else",
                                                  "enum",
                                                  "explicit",
                                                  "export",
                                                  "extern",
                                                  "false",
                                                  "float",
                                                  "for",
                                                  "friend",
                                                  "goto",
                                                  "if",
                                                  "inline",
                                                  "int",
                                                  "long",
                                                  "mutable",
                                                  "namespace",
                                                  "new",
                                                  "noexcept",
                                                  "not",
                                                  "not_eq",
                                                  "nullptr",
                                                  "operator",
                                                  "or",
                                                  "or_eq",
                                                  "private",
                                                  "protected",
                                                  "public",
                                                  "register",
                                                  "reinterpret_cast",
                                                  "requires",
                                                  "restrict",
                                                  "return",
                                                  "short",
                                                  "signed",
                                                  "sizeof",
                                                  "static",
                                                  "static_assert",
                                                  "static_cast",
                                                  "struct",
                                                  "switch",
                                                  "template",
                                                  "this",
                                                  "thread_local",
                                                  "throw",
                                                  "true",
                                                  "try",
                                                  "typedef",
                                                  "typeid",
                                                  "typename",
                                                  "typeof",
                                                  "typeof_unqual",
                                                  "union",
                                                  "unsigned",
                                                  "using",
                                                  "virtual",
                                                  "void",
                                                  "volatile",
                                                  "wchar_t",
                                                  "while",
                                                  "xor",
                                                  "xor_eq"};
  return llvm::is_contained(words, name);
}

/// Functions of the C library, as far as compilers know them: a program that
/// defines one anew calls the model where it means the library.
static bool isLibraryFunction(llvm::StringRef name) {
  llvm::LibFunc function;
  return llvm::TargetLibraryInfoImpl(llvm::Triple("x86_64-unknown-linux-gnu"))
      .getLibFunc(name, function);
}

llvm::Error checkFunctionName(llvm::StringRef name) {
  auto refuse = [&](const llvm::Twine &why) {
    return makeError("'" + name + "' cannot be the name of the function: " +
                     why + "; give another with --name");
  };
  if (name.empty())
    return refuse("it is empty");
  auto isPart = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  if (!llvm::all_of(name, isPart) || !llvm::isAlpha(name.front()))
    return refuse("a C name is a letter, then letters, digits and underscores");
  if (name.contains("__"))
    return refuse("C++ reserves names with two underscores in a row");
  if (isKeyword(name))
    return refuse("it is a word of the C or C++ language");
  if (name == "main")
    return refuse("programs start there");
  if (isLibraryFunction(name))
    return refuse("the C library has a function of this name");
  return llvm::Error::success();
}

/// `text` as it may stand in a comment and between quotes.
static std::string toComment(llvm::StringRef text) {
  bool isUTF8 = llvm::json::isUTF8(text);
  std::string result;
  for (unsigned char c : text) {
    if (c < 0x20 || c == 0x7f || (c >= 0x80 && !isUTF8)) {
      result += "\\x" + llvm::utohexstr(c, /*LowerCase=*/true, 2);
      continue;
    }
    // Neither an end of the comment nor a start of another.
    if (!result.empty() && ((result.back() == '*' && c == '/') ||
                            (result.back() == '/' && c == '*')))
      result += ' ';
    result += c;
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Types and numbers
//===----------------------------------------------------------------------===//

static llvm::StringRef getCType(ElementType type) {
  switch (type) {
  case ElementType::F32:
    return "float";
  case ElementType::F64:
    return "double";
  case ElementType::I8:
    return "int8_t";
  case ElementType::U8:
  case ElementType::Bool:
    return "uint8_t";
  case ElementType::I16:
    return "int16_t";
  case ElementType::U16:
  case ElementType::F16:
    return "uint16_t";
  case ElementType::I32:
    return "int32_t";
  case ElementType::I64:
    return "int64_t";
  }
  llvm_unreachable("unknown element type");
}

/// A literal of type float that reads back as the same bits: 9 digits always
/// do.
static std::string toLiteral(float value) {
  llvm::SmallString<32> text;
  llvm::APFloat(value).toString(text, /*FormatPrecision=*/9,
                                /*FormatMaxPadding=*/6);
  if (llvm::StringRef(text).find_first_of(".E") == llvm::StringRef::npos)
    text += ".0";
  return (text + "f").str();
}

//===----------------------------------------------------------------------===//
// The header
//===----------------------------------------------------------------------===//

namespace {

/// One parameter of the function.
struct Parameter {
  const InterfaceTensor &tensor;
  std::string name;  ///< in0
  std::string macro; ///< NET_IN0
  bool isInput;

  bool hasRows() const {
    return !tensor.shape.empty() && tensor.shape.front() < 0;
  }
  std::string elementsMacro() const {
    return macro + (hasRows() ? "_ROW_ELEMENTS" : "_ELEMENTS");
  }
  /// The known extents: `1 * 64`.
  std::string product() const {
    llvm::ArrayRef<int64_t> dims(tensor.shape);
    std::string text;
    for (int64_t dim : hasRows() ? dims.drop_front() : dims)
      text += (text.empty() ? "" : " * ") + std::to_string(dim);
    return text.empty() ? "1" : text;
  }
  int64_t elements() const {
    int64_t product = 1;
    for (int64_t dim : tensor.shapeFor(1))
      product *= dim;
    return product;
  }
  std::string declaration() const {
    return ((isInput ? "const " : "") + getCType(tensor.type) + " *" + name)
        .str();
  }
};

class HeaderWriter {
public:
  HeaderWriter(const Signature &signature, const TargetInfo &target)
      : signature(signature), target(target), prefix(signature.name) {
    for (char &c : prefix)
      c = llvm::toUpper(c);
    addParameters(signature.inputs, "in", "_IN", /*isInput=*/true);
    addParameters(signature.outputs, "out", "_OUT", /*isInput=*/false);
  }

  std::string write();

private:
  void addParameters(llvm::ArrayRef<InterfaceTensor> tensors,
                     llvm::StringRef name, llvm::StringRef macro,
                     bool isInput) {
    for (auto [i, tensor] : llvm::enumerate(tensors))
      parameters.push_back({tensor, (name + llvm::Twine(i)).str(),
                            (prefix + macro + llvm::Twine(i)).str(), isInput});
  }

  void writeIncludes();
  void writeDescription();
  void writeParameter(const Parameter &parameter);
  void writeState();
  void writeInit();
  void writeMacros();
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

std::string makeHeader(const Signature &signature, const TargetInfo &target) {
  return HeaderWriter(signature, target).write();
}

} // namespace qopt

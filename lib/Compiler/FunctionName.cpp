//===- FunctionName.cpp - Names that C programs can call --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Header.h"

#include "qopt/Support/Error.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/TargetLibraryInfo.h"

namespace qopt {

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

} // namespace qopt

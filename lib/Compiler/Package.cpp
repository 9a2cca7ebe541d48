//===- Package.cpp - A folder that programs can build against ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Package.h"

#include "CInterface.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/Toolchain.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace qopt {

//===----------------------------------------------------------------------===//
// The folder
//===----------------------------------------------------------------------===//

/// What the CMakeLists.txt of a package begins with.
static constexpr StringLiteral packageMark = "# A package made by qoptc: ";

/// The name of the function whose package is in `folder`; nullopt where none
/// is.
static std::optional<std::string> readPackageName(StringRef folder) {
  SmallString<128> path(folder);
  sys::path::append(path, "CMakeLists.txt");
  auto file = MemoryBuffer::getFile(path);
  if (!file)
    return std::nullopt;
  StringRef text = (*file)->getBuffer();
  if (!text.consume_front(packageMark))
    return std::nullopt;
  return text.take_until([](char c) { return c == ' '; }).str();
}

/// A file of a package of the function `name`, or what its Makefile builds.
static bool isPackageFile(StringRef file, StringRef name) {
  if (llvm::is_contained({"CMakeLists.txt", "Makefile", "example", "example.c"},
                         file))
    return true;
  return file == ("lib" + name + ".a").str() ||
         (file.consume_front(name) &&
          llvm::is_contained({".h", ".plan.json", ".report.html",
                              ".report.json", ".report.txt"},
                             file));
}

Error checkPackageFolder(StringRef folder) {
  if (Error error = checkFolderWritable(folder))
    return error;
  std::optional<std::string> name = readPackageName(folder);
  std::error_code code;
  for (sys::fs::directory_iterator it(folder, code), end; it != end && !code;
       it.increment(code)) {
    StringRef file = sys::path::filename(it->path());
    if (!name)
      return makeError(folder + ": is a folder that is not a package (it has " +
                       file + "); give another path, or empty it");
    if (!isPackageFile(file, *name))
      return makeError(folder + ": is a package to be replaced, but " + file +
                       " in it is not the package's; move it elsewhere");
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// The files
//===----------------------------------------------------------------------===//

Expected<std::string> makeArchive(ArrayRef<char> object, StringRef memberName,
                                  const TargetInfo &target) {
  NewArchiveMember member(
      MemoryBufferRef({object.data(), object.size()}, memberName));
  auto archive = writeArchiveToBuffer(
      member, SymtabWritingMode::NormalSymtab,
      object::Archive::getDefaultKindForTriple(target.getTriple()),
      /*Deterministic=*/true, /*Thin=*/false);
  if (!archive)
    return archive.takeError();
  return (*archive)->getBuffer().str();
}

/// The target as people know it: `aarch64-unknown-linux-gnu, cortex-a53`.
static std::string describe(const TargetInfo &target) {
  std::string text = target.getTriple().str();
  for (StringRef part : {target.getCPU(), target.getFeatures()})
    if (!part.empty() && part.size() < 60)
      text += ", " + part.str();
  return toComment(text);
}

static std::string makeMakefile(StringRef name, const TargetInfo &target) {
  CToolchain chain = getCToolchain(target);
  std::string text;
  raw_string_ostream out(text);
  out << "# Builds the example of " << name << ", for " << describe(target)
      << ".\n"
      << "# CC, CFLAGS, LDFLAGS and LDLIBS may be given: make CC=clang\n";
  if (chain.machines.empty()) {
    out << "ifeq ($(origin CC),default)\nCC = " << chain.compiler
        << "\nendif\n";
  } else if (chain.compiler != "cc") {
    out << "ifeq ($(origin CC),default)\nifneq ($(filter "
        << join(map_range(chain.machines,
                          [](const std::string &m) { return m + "%"; }),
                " ")
        << ",$(shell uname -m)),)\nCC = cc\nelse\nCC = " << chain.compiler
        << "\nendif\nendif\n";
  }
  out << "CFLAGS ?= -O2 -Wall -Wextra\n\n"
      << "example: example.c " << name << ".h lib" << name << ".a\n"
      << "\t$(CC) $(CFLAGS) $(LDFLAGS) -o $@ example.c lib" << name
      << ".a $(LDLIBS)\n\n"
      << "clean:\n\t$(RM) example\n\n.PHONY: clean\n";
  return text;
}

/// Before `project`: the compiler, where it is not the machine's own.
static void writeCMakeCompiler(raw_ostream &out, const CToolchain &chain) {
  if (chain.compiler == "cc")
    return;
  out << "  # Unless another compiler is named, GNU's for the target.\n"
      << "  cmake_host_system_information(RESULT machine QUERY OS_PLATFORM)\n"
      << "  if(NOT CMAKE_C_COMPILER AND NOT CMAKE_TOOLCHAIN_FILE AND NOT "
         "DEFINED ENV{CC}";
  if (!chain.machines.empty())
    out << "\n     AND NOT machine MATCHES \"^(" << join(chain.machines, "|")
        << ")\"";
  out << ")\n    set(CMAKE_SYSTEM_NAME " << chain.system
      << ")\n    set(CMAKE_SYSTEM_PROCESSOR " << chain.processor
      << ")\n    set(CMAKE_C_COMPILER " << chain.compiler << ")\n  endif()\n";
}

static std::string makeCMakeLists(StringRef name, const TargetInfo &target) {
  std::string text;
  raw_string_ostream out(text);
  out << packageMark << name << " for " << describe(target) << ".\n"
      << "# A project has it by add_subdirectory and target_link_libraries(... "
      << name << "::" << name << ");\n"
      << "# by itself it builds the example.\n"
      << "cmake_minimum_required(VERSION 3.15)\n"
      << "if(CMAKE_SOURCE_DIR STREQUAL CMAKE_CURRENT_SOURCE_DIR)\n";
  writeCMakeCompiler(out, getCToolchain(target));
  out << "  project(" << name << " LANGUAGES C)\nendif()\n\n"
      << "add_library(" << name << "::" << name << " STATIC IMPORTED GLOBAL)\n"
      << "set_target_properties(" << name << "::" << name << " PROPERTIES\n"
      << "  IMPORTED_LOCATION \"${CMAKE_CURRENT_SOURCE_DIR}/lib" << name
      << ".a\"\n"
      << "  INTERFACE_INCLUDE_DIRECTORIES \"${CMAKE_CURRENT_SOURCE_DIR}\")\n\n"
      << "if(CMAKE_SOURCE_DIR STREQUAL CMAKE_CURRENT_SOURCE_DIR)\n"
      << "  add_executable(" << name << "_example example.c)\n"
      << "  set_target_properties(" << name
      << "_example PROPERTIES OUTPUT_NAME example C_STANDARD 11)\n"
      << "  target_link_libraries(" << name << "_example PRIVATE " << name
      << "::" << name << ")\nendif()\n";
  return text;
}

Expected<std::vector<FolderFile>> makePackage(const Signature &signature,
                                              const TargetInfo &target,
                                              ArrayRef<char> object) {
  const std::string &name = signature.name;
  auto archive = makeArchive(object, name + ".o", target);
  if (!archive)
    return archive.takeError();
  return std::vector<FolderFile>{
      {"lib" + name + ".a", std::move(*archive)},
      {"example.c", makeExample(signature)},
      {"Makefile", makeMakefile(name, target)},
      {"CMakeLists.txt", makeCMakeLists(name, target)}};
}

} // namespace qopt

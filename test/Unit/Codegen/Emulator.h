//===- Emulator.h - Programs on other processors ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Objects of other instruction sets run under qemu-user: a C program for each,
/// made by its cross compiler, loads the linked object and calls it.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_EMULATOR_H
#define QOPT_TEST_UNIT_CODEGEN_EMULATOR_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// An instruction set that this machine need not have.
struct ForeignLevel {
  /// Letters and digits only: a part of the test's name.
  const char *name;
  const char *triple, *cpu, *features;
  /// GNU's name of the platform, as in those of its compiler and libraries.
  const char *gnu;
  /// The Debian packages of both.
  const char *packages;
  /// qemu's name of the architecture.
  const char *emulator;
  /// The processors to emulate, separated by blanks.
  const char *processors;
  /// The vector unit takes denormal floats for 0.
  bool flushesDenormals = false;
};

inline void PrintTo(const ForeignLevel &level, std::ostream *stream) {
  *stream << level.name;
}

/// What runs programs of one level.
class Emulator {
public:
  /// Fails with the package that is missing.
  static llvm::Expected<std::unique_ptr<Emulator>>
  create(const ForeignLevel &level);
  ~Emulator();

  /// Calls the object once for each of `calls` on every processor; the results
  /// of all calls on one processor after those on another.
  llvm::Expected<std::vector<std::vector<HostTensor>>>
  run(const CompiledObject &object,
      llvm::ArrayRef<std::vector<HostTensor>> calls) const;

  size_t countProcessors() const { return processors.size(); }

private:
  explicit Emulator(std::string directory) : directory(std::move(directory)) {}

  std::string path(llvm::StringRef file) const;

  std::string directory, emulator, libraries;
  llvm::SmallVector<std::string> processors;
};

/// Tests that run once for every foreign level, and are skipped where its
/// compiler or emulator is not installed.
class ForeignTest : public ::testing::TestWithParam<ForeignLevel> {
protected:
  void SetUp() override;

  /// A test failure where the program gives other bytes on some processor than
  /// in the interpreter, on data of every kind.
  void expectEqualToInterpreter(uint64_t seed, Random &random,
                                const RandomProgram &program,
                                llvm::ArrayRef<int64_t> rows = {0});

  Session session;

private:
  std::unique_ptr<Emulator> emulator;
};

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_EMULATOR_H

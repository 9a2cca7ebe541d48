//===- Testing.h - Compile for a level and run ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_TESTING_H
#define QOPT_TEST_UNIT_CODEGEN_TESTING_H

#include "qopt/Compiler/Executable.h"
#include "qopt/Compiler/Signature.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "gtest/gtest.h"

#include <random>

namespace qopt::codegentest {

/// A context with all of qopt's dialects, which keeps what was diagnosed.
class Session {
public:
  Session();

  mlir::OwningOpRef<mlir::ModuleOp> parse(llvm::StringRef text);

  mlir::MLIRContext context;
  /// All diagnostics since the last compilation began.
  std::string messages;
};

/// A target that programs are compiled for.
struct Level {
  /// Letters only: a part of the test's name.
  const char *name;
  const char *cpu, *features;
};

inline void PrintTo(const Level &level, std::ostream *stream) {
  *stream << level.name;
}

/// The instruction sets of x86, by processors that have them and little else,
/// so that most machines run most levels; and this machine.
inline constexpr Level levels[] = {
    {"Host", "host", ""},
    {"AVX512VNNI", "x86-64-v4", "+avx512vnni"},
    {"AVXVNNI", "x86-64-v3", "+avxvnni"},
    {"AVX2", "haswell", ""},
    {"Generic", "x86-64", ""},
};

/// Tests that run once for every level, and are skipped where the machine
/// cannot run it.
class LevelTest : public ::testing::TestWithParam<Level> {
protected:
  void SetUp() override;

  const TargetInfo &target() const { return *levelTarget; }

private:
  std::optional<TargetInfo> levelTarget;
};

#define QOPT_TEST_ALL_LEVELS(FIXTURE)                                          \
  INSTANTIATE_TEST_SUITE_P(Level, FIXTURE, ::testing::ValuesIn(levels),        \
                           [](const ::testing::TestParamInfo<Level> &info) {   \
                             return std::string(info.param.name);              \
                           })

TargetInfo makeTarget(llvm::StringRef triple, llvm::StringRef cpu,
                      llvm::StringRef features = "");

/// An object file and its interface.
struct CompiledObject {
  llvm::SmallVector<char, 0> bytes;
  Signature signature;
};

/// Compiles a copy of `module`, whose entry becomes `model`; nullopt, and a
/// test failure, where that fails.
std::optional<CompiledObject> compile(Session &session, mlir::ModuleOp module,
                                      const TargetInfo &target);

/// Compiles and loads.
std::unique_ptr<Executable> makeExecutable(Session &session,
                                           mlir::ModuleOp module,
                                           const TargetInfo &target);

/// Executes the module's function in the interpreter.
std::vector<HostTensor> interpretMain(mlir::ModuleOp module,
                                      llvm::ArrayRef<HostTensor> inputs);

/// Executes it compiled.
std::vector<HostTensor> runCompiled(Executable &executable,
                                    llvm::ArrayRef<HostTensor> inputs);

/// Where `actual` first differs from `expected`, by a byte that is not one of
/// two NaNs; empty if nowhere.
std::string describeDifference(llvm::ArrayRef<HostTensor> actual,
                               llvm::ArrayRef<HostTensor> expected);

/// The text of a module, cut where its constants make it too long to read.
std::string textOf(mlir::ModuleOp module);

/// Whether QOPT_TEST_LONG asks for many more cases.
bool isLongRun();

/// The seeds of a test of random programs: `count` from `first` on, or
/// `longCount` in a long run. QOPT_TEST_SEED=<n> runs that seed instead, and
/// QOPT_TEST_COUNT=<n> so many.
struct Seeds {
  Seeds(uint64_t first, uint64_t count, uint64_t longCount);
  uint64_t first, last;
};

/// Prints the seed of a program that is about to be compiled if QOPT_TEST_SEED
/// is given, and the program if it is the only one: where LLVM cannot compile
/// it, the process ends.
void announce(uint64_t seed, mlir::ModuleOp module);

/// Random numbers that are the same with every standard library.
class Random {
public:
  explicit Random(uint64_t seed) : engine(seed) {}

  int64_t below(int64_t bound) { return int64_t(engine() % uint64_t(bound)); }
  /// In [low, high].
  int64_t between(int64_t low, int64_t high) {
    return low + below(high - low + 1);
  }
  bool oneIn(int64_t n) { return below(n) == 0; }
  /// In [0, 1).
  double unit() { return double(engine() >> 11) * 0x1p-53; }
  double real(double low, double high) { return low + unit() * (high - low); }
  template <typename T>
  T pick(std::initializer_list<T> list) {
    return list.begin()[below(int64_t(list.size()))];
  }

private:
  std::mt19937_64 engine;
};

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_TESTING_H

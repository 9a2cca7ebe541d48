//===- ObjectTest.cpp - What an object file asks of others ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatPrograms.h"
#include "RandomProgram.h"

#include "llvm/Object/ObjectFile.h"

using namespace qopt;
using namespace qopt::codegentest;

namespace {

/// A target that need not run here.
struct ObjectTarget {
  const char *name, *triple, *cpu, *features;
};

void PrintTo(const ObjectTarget &target, std::ostream *stream) {
  *stream << target.name;
}

constexpr ObjectTarget objectTargets[] = {
    {"Znver5", "x86_64-unknown-linux-gnu", "znver5", ""},
    {"IcelakeServer", "x86_64-unknown-linux-gnu", "icelake-server", ""},
    {"Sierraforest", "x86_64-unknown-linux-gnu", "sierraforest", ""},
    {"Haswell", "x86_64-unknown-linux-gnu", "haswell", ""},
    {"X86", "x86_64-unknown-linux-gnu", "x86-64", ""},
    {"AArch64", "aarch64-unknown-linux-gnu", "", ""},
    {"RISCV64", "riscv64-unknown-linux-gnu", "generic-rv64", "+m,+f,+d"},
};

class ObjectFile : public ::testing::TestWithParam<ObjectTarget> {
protected:
  /// The functions that the object leaves to the linker, but for the three that
  /// every C library has.
  std::vector<std::string> undefinedSymbols(mlir::ModuleOp module) {
    TargetInfo target =
        makeTarget(GetParam().triple, GetParam().cpu, GetParam().features);
    auto object = compile(session, module, target);
    if (!object)
      return {"no object"};
    auto file = llvm::cantFail(
        llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(
            {object->bytes.data(), object->bytes.size()}, "object")));
    std::vector<std::string> names;
    for (const llvm::object::SymbolRef &symbol : file->symbols()) {
      if (!(llvm::cantFail(symbol.getFlags()) &
            llvm::object::SymbolRef::SF_Undefined))
        continue;
      llvm::StringRef name = llvm::cantFail(symbol.getName());
      if (!name.empty() && name != "memcpy" && name != "memset" &&
          name != "memmove" && name != "_GLOBAL_OFFSET_TABLE_")
        names.push_back(name.str());
    }
    return names;
  }

  Session session;
};

TEST_P(ObjectFile, FloatFunctionsNeedNoLibrary) {
  for (const FloatFunction &function : floatFunctions) {
    auto module = session.parse(makeFloatProgram(function, {5, 19}));
    ASSERT_TRUE(module);
    EXPECT_EQ(undefinedSymbols(*module), std::vector<std::string>())
        << function.name;
  }
}

TEST_P(ObjectFile, FloatDenseNeedsNoLibrary) {
  Random random(80000);
  auto module = session.parse(makeFloatDense(random, 5, 19, 37, true));
  ASSERT_TRUE(module);
  EXPECT_EQ(undefinedSymbols(*module), std::vector<std::string>());
}

TEST_P(ObjectFile, IntegersNeedNoLibrary) {
  for (uint64_t seed = 90000; seed < 90000 + (isLongRun() ? 20u : 3u); ++seed) {
    Random random(seed);
    ProgramOptions options;
    options.isDynamic = seed % 4 == 0;
    RandomProgram program = RandomProgram::make(session, random, options);
    EXPECT_EQ(undefinedSymbols(*program.module), std::vector<std::string>())
        << textOf(*program.module);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Target, ObjectFile, ::testing::ValuesIn(objectTargets),
    [](const ::testing::TestParamInfo<ObjectTarget> &info) {
      return std::string(info.param.name);
    });

} // namespace

//===- StackUseTest.cpp - How deep compiled functions reach ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/StackUse.h"

#include "qopt/Target/ObjectEmitter.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Target/TargetMachine.h"

#include "gtest/gtest.h"

using namespace qopt;

namespace {

TEST(StackUse, FollowsTheDeepestPath) {
  StackUse use;
  use.add("entry", {{16, 0}, {"shallow", "deep", "memcpy"}});
  use.add("shallow", {{100, 0}, {}});
  use.add("deep", {{48, 0}, {"leaf", "leaf"}});
  use.add("leaf", {{64, 0}, {}});
  EXPECT_EQ(use.deepest("entry").fixed, 16 + 48 + 64);
  EXPECT_EQ(use.deepest("shallow").fixed, 100);
  EXPECT_EQ(use.deepest("unknown").fixed, 0);
}

TEST(StackUse, AddsVectorRegisters) {
  StackUse use;
  use.add("entry", {{16, 32}, {"long", "wide"}});
  use.add("long", {{200, 0}, {}});
  use.add("wide", {{8, 16}, {}});
  // 8 + 16 * 16 with registers of 1024 bits.
  EXPECT_EQ(use.deepest("entry").fixed, 24);
  EXPECT_EQ(use.deepest("entry").scalable, 48);
  EXPECT_EQ(use.deepest("entry").at(128), 24 + 48 * 2);
}

/// The frame of a function @f of a module for a target.
StackBytes frameOf(llvm::StringRef text, llvm::StringRef triple,
                   llvm::StringRef features = "") {
  llvm::LLVMContext context;
  llvm::SMDiagnostic diagnostic;
  auto module = llvm::parseAssemblyString(text, diagnostic, context);
  EXPECT_TRUE(module) << diagnostic.getMessage().str();
  TargetInfo target = llvm::cantFail(TargetInfo::create(triple, "", features));
  module->setTargetTriple(target.getTriple());
  module->setDataLayout(
      llvm::cantFail(target.createTargetMachine())->createDataLayout());
  StackUse use;
  llvm::cantFail(emitMachineCode(*module, target, /*assembly=*/false, &use));
  return use.deepest("f");
}

constexpr llvm::StringLiteral leaf = R"(
  define void @f() {
    %a = alloca [64 x i8]
    call void asm sideeffect "", "r,~{memory}"(ptr %a)
    ret void
  }
)";

constexpr llvm::StringLiteral caller = R"(
  define internal void @g() noinline {
    %a = alloca [64 x i8]
    call void asm sideeffect "", "r,~{memory}"(ptr %a)
    ret void
  }
  define void @f() {
    call void @g()
    call void @g()
    ret void
  }
)";

constexpr llvm::StringLiteral aligned = R"(
  define void @f() {
    %a = alloca [64 x i8], align 128
    call void asm sideeffect "", "r,~{memory}"(ptr %a)
    ret void
  }
)";

// The red zone below the stack pointer counts, and the return address.
TEST(StackUse, FramesOfX86) {
  EXPECT_EQ(frameOf(leaf, "x86_64-linux-gnu").fixed, 64 + 8);
  int64_t called = frameOf(caller, "x86_64-linux-gnu").fixed;
  EXPECT_GE(called, 2 * 8 + 64);
  EXPECT_LE(called, 2 * 8 + 64 + 16);
  EXPECT_GE(frameOf(aligned, "x86_64-linux-gnu").fixed, 64 + 128);
}

TEST(StackUse, FramesOfAArch64) {
  EXPECT_EQ(frameOf(leaf, "aarch64-linux-gnu").fixed, 64);
  EXPECT_EQ(frameOf(caller, "aarch64-linux-gnu").fixed, 16 + 64);
}

TEST(StackUse, FramesOfRISCV) {
  EXPECT_EQ(frameOf(leaf, "riscv64-linux-gnu").fixed, 64);
  StackBytes vector = frameOf(R"(
    define void @f() {
      %a = alloca <vscale x 8 x i8>
      call void asm sideeffect "", "r,~{memory}"(ptr %a)
      ret void
    }
  )",
                              "riscv64-linux-gnu", "+v");
  EXPECT_GE(vector.scalable, 8);
  EXPECT_LE(vector.scalable, 16);
}

} // namespace

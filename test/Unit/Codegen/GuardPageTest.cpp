//===- GuardPageTest.cpp - No access outside the caller's buffers ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Calls the C entry point on buffers of exact size that begin or end at
/// protected pages. Inputs cannot be written at all.
///
//===----------------------------------------------------------------------===//

#include "ConvProgram.h"
#include "DynamicProgram.h"

#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <csetjmp>
#include <csignal>
#include <sys/mman.h>
#include <unistd.h>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

enum class Placement { AtStart, AtEnd };

/// Memory between two pages that may not be touched. What the page has before
/// or after the buffer holds a pattern.
class GuardedBuffer {
public:
  GuardedBuffer(size_t size, size_t alignment, Placement placement)
      : size(size) {
    size_t page = size_t(sysconf(_SC_PAGESIZE));
    inner = std::max(llvm::alignTo(size, page), uint64_t(page));
    mapped = inner + 2 * page;
    base = static_cast<char *>(mmap(nullptr, mapped, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    EXPECT_NE(base, MAP_FAILED);
    start = base + page;
    mprotect(base, page, PROT_NONE);
    mprotect(start + inner, page, PROT_NONE);
    std::fill(start, start + inner, pattern);
    begin = start;
    if (placement == Placement::AtEnd)
      begin += inner - llvm::alignTo(size, alignment);
  }
  GuardedBuffer(const GuardedBuffer &) = delete;
  GuardedBuffer(GuardedBuffer &&other)
      : base(other.base), start(other.start), begin(other.begin),
        mapped(other.mapped), inner(other.inner), size(other.size) {
    other.base = nullptr;
  }
  ~GuardedBuffer() {
    if (base)
      munmap(base, mapped);
  }

  void makeReadOnly() { mprotect(start, inner, PROT_READ); }
  char *data() const { return begin; }
  bool surroundingsAreIntact() const {
    auto isPattern = [](char c) { return c == pattern; };
    return std::all_of(start, begin, isPattern) &&
           std::all_of(begin + size, start + inner, isPattern);
  }

private:
  static constexpr char pattern = 0x5a;
  char *base, *start, *begin;
  size_t mapped, inner, size;
};

sigjmp_buf afterFault;
void *faultAddress;

void onFault(int, siginfo_t *info, void *) {
  faultAddress = info->si_addr;
  siglongjmp(afterFault, 1);
}

/// Calls the function with up to twelve words; false on a fault. Pointers and
/// i64 are passed alike, and words that a function does not take do not matter,
/// in the calling conventions of the levels' machines.
bool callGuarded(void *entry, llvm::ArrayRef<uint64_t> words) {
  EXPECT_LE(words.size(), 12u);
  uint64_t w[12] = {};
  llvm::copy(words, w);
  struct sigaction action = {}, before;
  action.sa_sigaction = onFault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigaction(SIGSEGV, &action, &before);
  volatile bool isDone = false;
  if (sigsetjmp(afterFault, 1) == 0) {
    reinterpret_cast<void (*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                              uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                              uint64_t, uint64_t)>(entry)(
        w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10],
        w[11]);
    isDone = true;
  }
  sigaction(SIGSEGV, &before, nullptr);
  return isDone;
}

class GuardPages : public LevelTest {
protected:
  void check(uint64_t seed, const ProgramOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    check(seed, random, RandomProgram::make(session, random, options), rows);
  }

  void check(uint64_t seed, const ConvOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    check(seed, random, makeConvProgram(session, random, options), rows);
  }

  void check(uint64_t seed, Random &random, const RandomProgram &program,
             llvm::ArrayRef<int64_t> rows) {
    auto object = compile(session, *program.module, target());
    ASSERT_TRUE(object);
    auto jit = llvm::cantFail(llvm::orc::LLJITBuilder().create());
    jit->getMainJITDylib().addGenerator(llvm::cantFail(
        llvm::orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
            jit->getDataLayout().getGlobalPrefix())));
    llvm::cantFail(jit->addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(
        llvm::StringRef(object->bytes.data(), object->bytes.size()))));
    void *entry =
        llvm::cantFail(jit->lookup(object->signature.name)).toPtr<void *>();
    for (int64_t count : rows) {
      auto inputs = program.makeInputs(random, Fill::Random, count);
      auto expected = interpretMain(*program.module, inputs);
      for (Placement placement : {Placement::AtStart, Placement::AtEnd}) {
        run(entry, object->signature, count, inputs, expected, placement);
        if (HasFailure()) {
          ADD_FAILURE() << "seed " << seed << ", rows " << count << ", at the "
                        << (placement == Placement::AtEnd ? "end" : "start")
                        << " of a page\n"
                        << textOf(*program.module);
          return;
        }
      }
    }
  }

  void run(void *entry, const Signature &signature, int64_t rows,
           llvm::ArrayRef<HostTensor> inputs,
           llvm::ArrayRef<HostTensor> expected, Placement placement) {
    std::vector<GuardedBuffer> buffers;
    for (const HostTensor &input : inputs) {
      buffers.emplace_back(input.data.size(), getElementSize(input.type),
                           placement);
      llvm::copy(input.data, buffers.back().data());
      buffers.back().makeReadOnly();
    }
    for (const HostTensor &output : expected)
      buffers.emplace_back(output.data.size(), getElementSize(output.type),
                           placement);
    buffers.emplace_back(signature.arenaBytes, 64, placement);
    llvm::SmallVector<uint64_t> words;
    if (signature.hasDynamicBatch)
      words.push_back(uint64_t(rows));
    for (const GuardedBuffer &buffer : buffers)
      words.push_back(reinterpret_cast<uintptr_t>(buffer.data()));
    if (!callGuarded(entry, words)) {
      ADD_FAILURE() << "access to " << faultAddress;
      for (auto [i, word] : llvm::enumerate(words))
        ADD_FAILURE() << "parameter " << i << ": "
                      << reinterpret_cast<void *>(word);
      return;
    }
    std::vector<HostTensor> actual(expected.begin(), expected.end());
    for (auto [i, tensor] : llvm::enumerate(actual))
      std::copy_n(buffers[inputs.size() + i].data(), tensor.data.size(),
                  tensor.data.data());
    EXPECT_EQ(describeDifference(actual, expected), "");
    for (auto [i, buffer] : llvm::enumerate(buffers))
      EXPECT_TRUE(buffer.surroundingsAreIntact()) << "around buffer " << i;
  }

  Session session;
};

TEST_P(GuardPages, RandomPrograms) {
  uint64_t count = isLongRun() ? 60 : 6;
  for (uint64_t seed = 50000; seed < 50000 + count && !HasFailure(); ++seed)
    check(seed, ProgramOptions());
}

TEST_P(GuardPages, ConvPrograms) {
  uint64_t count = isLongRun() ? 1000 : 12;
  for (uint64_t seed = 130000; seed < 130000 + count && !HasFailure(); ++seed)
    check(seed, ConvOptions());
}

TEST_P(GuardPages, DynamicLayers) {
  uint64_t count = isLongRun() ? 60 : 4;
  for (uint64_t seed = 370000; seed < 370000 + count && !HasFailure(); ++seed) {
    Random random(seed);
    check(seed, random, makeDynamicDense(session, random, {}), {0});
    if (!HasFailure())
      check(seed, random, makeDynamicConv(session, random, /*isBatched=*/false),
            {0});
  }
}

TEST_P(GuardPages, OddShapes) {
  struct Shape {
    int64_t m, n, k;
  };
  uint64_t seed = 60000;
  for (Shape shape : {Shape{1, 1, 1}, Shape{1, 17, 3}, Shape{3, 10, 5},
                      Shape{13, 33, 63}, Shape{7, 9, 66}, Shape{5, 65, 31}}) {
    ProgramOptions options{shape.m, shape.n, shape.k, false, 1};
    if (!HasFailure())
      check(seed++, options);
  }
}

TEST_P(GuardPages, DynamicBatch) {
  ProgramOptions options;
  options.isDynamic = true;
  uint64_t count = isLongRun() ? 20 : 2;
  for (uint64_t seed = 70000; seed < 70000 + count && !HasFailure(); ++seed)
    check(seed, options, {0, 1, 7, 64, 73});
  ConvOptions conv;
  conv.isDynamic = true;
  conv.maxSteps = 3;
  for (uint64_t seed = 140000; seed < 140000 + count && !HasFailure(); ++seed)
    check(seed, conv, {0, 1, 9});
}

QOPT_TEST_ALL_LEVELS(GuardPages);

} // namespace

//===- ForeignTest.cpp - Every instruction set, under emulation -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// As DifferentialTest.cpp and ConvDifferentialTest.cpp, for instruction sets
/// that this machine need not have. QOPT_TEST_LONG=1 runs ten times as
/// many programs.
///
//===----------------------------------------------------------------------===//

#include "ConvProgram.h"
#include "DynamicProgram.h"
#include "Emulator.h"
#include "IntegerProgram.h"
#include "WordProgram.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace qopt;
using namespace qopt::codegentest;

namespace {

constexpr char arm64Packages[] = "gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
               armPackages[] = "gcc-arm-linux-gnueabihf libc6-dev-armhf-cross",
               riscvPackages[] =
                   "gcc-riscv64-linux-gnu libc6-dev-riscv64-cross";

constexpr ForeignLevel foreignLevels[] = {
    {"NEON", "aarch64-linux-gnu", "cortex-a53", "", "aarch64-linux-gnu",
     arm64Packages, "aarch64", "cortex-a53"},
    {"DotProd", "aarch64-linux-gnu", "cortex-a76", "", "aarch64-linux-gnu",
     arm64Packages, "aarch64", "cortex-a76"},
    {"I8MM", "aarch64-linux-gnu", "", "+v8.6a", "aarch64-linux-gnu",
     arm64Packages, "aarch64", "max"},
    {"ARMv7", "armv7-linux-gnueabihf", "cortex-a15", "", "arm-linux-gnueabihf",
     armPackages, "arm", "cortex-a15"},
    {"ARMv7NEON", "armv7-linux-gnueabihf", "cortex-a15", "+neon",
     "arm-linux-gnueabihf", armPackages, "arm", "cortex-a15",
     /*flushesDenormals=*/true},
    // Without vectors and without an instruction for quotients.
    {"ARMv6", "armv6-linux-gnueabihf", "arm1176jzf-s", "",
     "arm-linux-gnueabihf", armPackages, "arm", "cortex-a15"},
    // A Cortex-M4's instructions are also those of others.
    {"DSP", "thumbv7em-linux-gnueabihf", "cortex-m4", "", "arm-linux-gnueabihf",
     armPackages, "arm", "cortex-a15"},
    {"RV64", "riscv64-linux-gnu", "generic-rv64", "+m,+a,+f,+d,+c",
     "riscv64-linux-gnu", riscvPackages, "riscv64", "rv64"},
    {"RVV", "riscv64-linux-gnu", "generic-rv64", "+m,+a,+f,+d,+c,+v",
     "riscv64-linux-gnu", riscvPackages, "riscv64",
     "rv64,v=true,vlen=128,elen=64,vext_spec=v1.0 "
     "rv64,v=true,vlen=256,elen=64,vext_spec=v1.0 "
     "rv64,v=true,vlen=512,elen=64,vext_spec=v1.0 "
     "rv64,v=true,vlen=1024,elen=64,vext_spec=v1.0"},
    {"RVV256", "riscv64-linux-gnu", "generic-rv64",
     "+m,+a,+f,+d,+c,+v,+zvl256b", "riscv64-linux-gnu", riscvPackages,
     "riscv64",
     "rv64,v=true,vlen=256,elen=64,vext_spec=v1.0 "
     "rv64,v=true,vlen=512,elen=64,vext_spec=v1.0"},
    {"RVV512", "riscv64-linux-gnu", "generic-rv64",
     "+m,+a,+f,+d,+c,+v,+zvl512b", "riscv64-linux-gnu", riscvPackages,
     "riscv64",
     "rv64,v=true,vlen=512,elen=64,vext_spec=v1.0 "
     "rv64,v=true,vlen=1024,elen=64,vext_spec=v1.0"},
};

class Foreign : public ForeignTest {
protected:
  void check(uint64_t seed, const ProgramOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    RandomProgram program = RandomProgram::make(session, random, options);
    expectEqual(seed, random, program, rows);
  }

  void expectEqual(uint64_t seed, Random &random, const RandomProgram &program,
                   llvm::ArrayRef<int64_t> rows = {0}) {
    // To 0 goes what is more than half a step of the smallest scale.
    if (GetParam().flushesDenormals && llvm::StringRef(textOf(*program.module))
                                           .contains("scale 1.17549435E-38"))
      return;
    expectEqualToInterpreter(seed, random, program, rows);
  }

  static uint64_t seeds(uint64_t shortRun, uint64_t longRun) {
    return isLongRun() ? longRun : shortRun;
  }
};

TEST_P(Foreign, RandomPrograms) {
  for (uint64_t seed = 0; seed < seeds(6, 60) && !HasFailure(); ++seed)
    check(seed, {});
}

// Every combination of the widths and depths at which tails appear.
TEST_P(Foreign, Shapes) {
  ProgramOptions options;
  options.maxLayers = 1;
  uint64_t number = 0;
  for (int64_t n : {1, 2, 3, 4, 7, 8, 16, 17, 24, 33})
    for (int64_t k : {1, 3, 4, 5, 8, 13, 15, 16, 17, 24, 31, 33, 47, 64})
      for (int64_t m : {1, 2, 3, 4, 5, 6, 7, 8, 12, 13}) {
        options.m = m;
        options.n = n;
        options.k = k;
        ++number;
        // A step that no loop's length divides.
        if (number % (isLongRun() ? 13 : 211) == 0 && !HasFailure())
          check(10000 + number, options);
      }
}

TEST_P(Foreign, Groups) {
  ProgramOptions options;
  options.maxLayers = 1;
  uint64_t number = 0;
  for (int64_t n : {1, 3, 8, 16, 17, 33})
    for (int64_t k : {32, 96, 128, 384})
      for (int64_t m : {1, 2, 3, 5, 8, 13}) {
        options.m = m;
        options.n = n;
        options.k = k;
        ++number;
        // A step that no loop's length divides.
        if (number % (isLongRun() ? 5 : 29) == 0 && !HasFailure())
          check(50000 + number, options);
      }
}

TEST_P(Foreign, LargeShapes) {
  struct Shape {
    int64_t m, n, k;
  };
  uint64_t seed = 20000;
  for (Shape shape : {Shape{33, 129, 300}, Shape{5, 1, 640}, Shape{3, 2, 1001},
                      Shape{64, 512, 512}}) {
    ProgramOptions options{shape.m, shape.n, shape.k, false, 1};
    if (!HasFailure() && (isLongRun() || shape.n != 512))
      check(seed++, options);
  }
}

TEST_P(Foreign, DynamicBatch) {
  ProgramOptions options;
  options.isDynamic = true;
  for (uint64_t seed = 30000; seed < 30000 + seeds(1, 20) && !HasFailure();
       ++seed)
    check(seed, options, {0, 1, 5, 8, 63, 64, 65, 137});
}

TEST_P(Foreign, Convolutions) {
  for (uint64_t seed = 150000; seed < 150000 + seeds(8, 60) && !HasFailure();
       ++seed) {
    Random random(seed);
    expectEqual(seed, random, makeConvProgram(session, random, {}));
  }
}

TEST_P(Foreign, ConvolutionsInGroups) {
  ConvOptions options;
  options.maxSteps = 2;
  for (uint64_t seed = 170000; seed < 170000 + seeds(6, 60) && !HasFailure();
       ++seed) {
    Random random(seed);
    options.channels = random.pick<int64_t>({32, 64, 96});
    expectEqual(seed, random, makeConvProgram(session, random, options));
  }
}

TEST_P(Foreign, Words) {
  for (uint64_t seed = 180000; seed < 180000 + seeds(6, 60) && !HasFailure();
       ++seed) {
    Random random(seed);
    expectEqual(seed, random, makeWordProgram(session, random, false));
  }
}

TEST_P(Foreign, IntegerTosa) {
  for (uint64_t seed = 200000; seed < 200000 + seeds(6, 60) && !HasFailure();
       ++seed) {
    Random random(seed);
    RandomProgram program = makeIntegerProgram(session, random);
    if (importIntegers(session, seed, random, program))
      expectEqual(seed, random, program);
  }
}

TEST_P(Foreign, Dynamic) {
  ProgramOptions options;
  options.maxLayers = 2;
  for (uint64_t seed = 300000; seed < 300000 + seeds(5, 60) && !HasFailure();
       ++seed) {
    Random random(seed);
    expectEqualToInterpreter(seed, random,
                             makeDynamicDense(session, random, options));
    if (!HasFailure())
      expectEqualToInterpreter(
          seed, random, makeDynamicConv(session, random, /*isBatched=*/false));
  }
}

// Floats times stored weights, of numbers whose sums are exact.
TEST_P(Foreign, StoredWeights) {
  uint64_t seed = 380000;
  for (int64_t bits : {8, 6, 4, 2})
    for (ProgramOptions options : {ProgramOptions{1, 33, 96, false, 1},
                                   ProgramOptions{3, 10, 31, false, 1},
                                   ProgramOptions{7, 16, 64, false, 1},
                                   ProgramOptions{2, 3, 70, false, 1}}) {
      Random random(seed++);
      if (!HasFailure())
        expectEqual(seed, random,
                    makeExactStoredDense(session, random, options, bits));
    }
}

// Products of -128 by -128, of which 16 bits hold no two.
TEST_P(Foreign, LeastBytes) {
  auto module = session.parse(R"(
func.func @main(%x: tensor<7x37xi8>) -> tensor<7x9xi32> {
  %w = arith.constant dense<-128> : tensor<9x37xi8>
  %b = arith.constant dense<1> : tensor<9xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<7x37xi8>, tensor<9x37xi8>, tensor<9xi32>) -> tensor<7x9xi32>
  return %0 : tensor<7x9xi32>
})");
  ASSERT_TRUE(module);
  RandomProgram program{std::move(module),
                        {{ElementType::I8, {7, 37}, 1, -128}}};
  Random random(0);
  expectEqualToInterpreter(0, random, program);
}

TEST_P(Foreign, Quotients) {
  auto module = session.parse(R"(
func.func @main(%x: tensor<4x33xi8>, %y: tensor<4x33xi8>) -> tensor<4x33xi32> {
  %factor = arith.constant dense<16777215> : tensor<1x1xi32>
  %odd = arith.constant dense<1> : tensor<1x1xi32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %0 = tosa.cast %x : (tensor<4x33xi8>) -> tensor<4x33xi32>
  %1 = tosa.cast %y : (tensor<4x33xi8>) -> tensor<4x33xi32>
  %dividend = tosa.mul %0, %factor, %shift : (tensor<4x33xi32>, tensor<1x1xi32>, tensor<1xi8>) -> tensor<4x33xi32>
  %divisor = tosa.bitwise_or %1, %odd : (tensor<4x33xi32>, tensor<1x1xi32>) -> tensor<4x33xi32>
  %2 = tosa.intdiv %dividend, %divisor : (tensor<4x33xi32>, tensor<4x33xi32>) -> tensor<4x33xi32>
  return %2 : tensor<4x33xi32>
})");
  ASSERT_TRUE(module);
  RandomProgram program{
      std::move(module),
      {{ElementType::I8, {4, 33}, 1, 0}, {ElementType::I8, {4, 33}, 1, 0}}};
  Random random(0);
  expectEqualToInterpreter(0, random, program);
}

INSTANTIATE_TEST_SUITE_P(
    Level, Foreign, ::testing::ValuesIn(foreignLevels),
    [](const ::testing::TestParamInfo<ForeignLevel> &info) {
      return std::string(info.param.name);
    });

} // namespace

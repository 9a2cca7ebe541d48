//===- DifferentialTest.cpp - Compiled code against the interpreter -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Every program gives the same bytes compiled for every level as in the
/// interpreter. QOPT_TEST_LONG=1 runs hundreds of programs on each,
/// QOPT_TEST_SEED=<n> only the random one of that seed.
///
//===----------------------------------------------------------------------===//

#include "RandomProgram.h"

#include <cstdlib>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Differential : public LevelTest {
protected:
  void check(uint64_t seed, const ProgramOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    RandomProgram program = RandomProgram::make(session, random, options);
    expectEqualToInterpreter(session, seed, random, program, target(), rows);
  }

  static uint64_t seeds(uint64_t shortRun, uint64_t longRun) {
    return isLongRun() ? longRun : shortRun;
  }

  Session session;
};

TEST_P(Differential, RandomPrograms) {
  Seeds seeds(0, 60, 160);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed, {});
}

// Every combination of the widths and depths at which tails appear.
TEST_P(Differential, SmallShapes) {
  ProgramOptions options;
  options.maxLayers = 1;
  uint64_t number = 0;
  for (int64_t n : {1, 8, 10, 16, 17})
    for (int64_t k = 1; k <= 9; ++k)
      for (int64_t m = 1; m <= 13; ++m) {
        options.m = m;
        options.n = n;
        options.k = k;
        ++number;
        // A step that no loop's length divides.
        if ((isLongRun() || number % 23 == 0) && !HasFailure())
          check(10000 + number, options);
      }
}

TEST_P(Differential, LargeShapes) {
  struct Shape {
    int64_t m, n, k;
  };
  uint64_t seed = 20000;
  for (Shape shape : {Shape{64, 512, 512}, Shape{1, 1024, 1024},
                      Shape{33, 129, 300}, Shape{137, 8, 260},
                      // So few columns that the lanes are K.
                      Shape{5, 1, 640}, Shape{3, 2, 1001}, Shape{1, 3, 333},
                      Shape{9, 4, 2000}}) {
    ProgramOptions options{shape.m, shape.n, shape.k, false, 1};
    for (uint64_t i = 0; i < seeds(1, 10) && !HasFailure(); ++i)
      check(seed++, options);
  }
}

// Weights in groups, in whole tiles and in what is left over.
TEST_P(Differential, Groups) {
  ProgramOptions options;
  options.maxLayers = 1;
  uint64_t number = 0;
  for (int64_t n : {1, 3, 8, 16, 17, 33, 65})
    for (int64_t k : {32, 64, 96, 128, 256, 384})
      for (int64_t m : {1, 2, 3, 4, 5, 6, 7, 8, 12, 13}) {
        options.m = m;
        options.n = n;
        options.k = k;
        ++number;
        // A step that no loop's length divides.
        if ((isLongRun() || number % 11 == 0) && !HasFailure())
          check(50000 + number, options);
      }
}

TEST_P(Differential, DynamicBatch) {
  ProgramOptions options;
  options.isDynamic = true;
  for (uint64_t seed = 30000; seed < 30000 + seeds(6, 40) && !HasFailure();
       ++seed)
    check(seed, options, {0, 1, 5, 8, 63, 64, 65, 137});
}

// vpmaddubsw adds two products in 16 bits, which 255 * 127 twice overflows.
TEST_P(Differential, PairsOfProductsDoNotSaturate) {
  for (llvm::StringRef type : {"i8", "u8"})
    for (int64_t n : {1, 4, 8, 16, 17}) {
      std::string text =
          "func.func @main(%x: tensor<3x4xi8>UNSIGNED) -> tensor<3xNxi32> {\n"
          "  %w = arith.constant dense<127> : tensor<Nx4xi8>\n"
          "  %b = arith.constant dense<0> : tensor<Nxi32>\n"
          "  %0 = qnn.dense %x, %w, %b x_zp ZP w_zp 0 XUNSIGNED : "
          "(tensor<3x4xi8>, tensor<Nx4xi8>, tensor<Nxi32>) -> "
          "tensor<3xNxi32>\n"
          "  return %0 : tensor<3xNxi32>\n}\n";
      bool isUnsigned = type == "u8";
      auto replace = [&](llvm::StringRef from, const std::string &to) {
        for (size_t at; (at = text.find(from)) != std::string::npos;)
          text.replace(at, from.size(), to);
      };
      replace("XUNSIGNED", isUnsigned ? "x_unsigned" : "");
      replace("UNSIGNED", isUnsigned ? " {qnn.unsigned}" : "");
      replace("ZP", isUnsigned ? "0" : "-128");
      replace("xNx", "x" + std::to_string(n) + "x");
      replace("<Nx", "<" + std::to_string(n) + "x");
      auto module = session.parse(text);
      ASSERT_TRUE(module);
      auto executable = makeExecutable(session, *module, target());
      ASSERT_TRUE(executable);
      HostTensor x = HostTensor::zeros(
          "", isUnsigned ? ElementType::U8 : ElementType::I8, {3, 4});
      std::fill(x.data.begin(), x.data.end(), char(isUnsigned ? 255 : 127));
      auto results = runCompiled(*executable, x);
      ASSERT_EQ(results.size(), 1u);
      for (int32_t value : results[0].as<int32_t>())
        EXPECT_EQ(value, 129540) << type.str() << ", N = " << n;
    }
}

// Also with a weight zero point, whose row sums must cancel.
TEST_P(Differential, ZeroPointInputGivesTheBias) {
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<5x7xi8> {qnn.unsigned}) -> (tensor<5x3xi32>, tensor<5x3xi32>) {
      %w = arith.constant dense<[[1, 2, 3, 4, 5, 6, 7], [-128, 127, -128, 127, -128, 127, 0], [127, 127, 127, 127, 127, 127, 127]]> : tensor<3x7xi8>
      %b = arith.constant dense<[7, -9, 2000000000]> : tensor<3xi32>
      %0 = qnn.dense %x, %w, %b x_zp 200 w_zp 0 x_unsigned : (tensor<5x7xi8>, tensor<3x7xi8>, tensor<3xi32>) -> tensor<5x3xi32>
      %1 = qnn.dense %x, %w, %b x_zp 200 w_zp 255 x_unsigned w_unsigned : (tensor<5x7xi8>, tensor<3x7xi8>, tensor<3xi32>) -> tensor<5x3xi32>
      return %0, %1 : tensor<5x3xi32>, tensor<5x3xi32>
    })mlir");
  ASSERT_TRUE(module);
  auto executable = makeExecutable(session, *module, target());
  ASSERT_TRUE(executable);
  HostTensor x = HostTensor::zeros("", ElementType::U8, {5, 7});
  std::fill(x.data.begin(), x.data.end(), char(200));
  auto results = runCompiled(*executable, x);
  ASSERT_EQ(results.size(), 2u);
  constexpr int32_t bias[] = {7, -9, 2000000000};
  for (const HostTensor &result : results)
    for (int64_t i = 0; i < result.numElements(); ++i)
      EXPECT_EQ(result.as<int32_t>()[i], bias[i % 3]);
}

// The whole range of i32, which no dense layer of a test reaches: a 33-bit
// intermediate must not be cut.
TEST_P(Differential, RescaleOfEveryI32) {
  Random random(40000);
  for (llvm::StringRef numerics : {"fp32", "single", "double"})
    for (int64_t round = 0; round < int64_t(seeds(4, 40)); ++round) {
      int shift = int(random.between(2, 62));
      std::string params =
          numerics == "fp32"
              ? "%s = arith.constant dense<" +
                    std::to_string(std::exp2(-shift / 2.0)) +
                    "> : tensor<1xf32>\n"
              : "%s = arith.constant dense<" +
                    std::to_string(random.pick<int64_t>(
                        {INT32_MAX, 1 << 30, 1, 0, random.below(INT32_MAX)})) +
                    "> : tensor<1xi32>\n%t = arith.constant dense<" +
                    std::to_string(shift) + "> : tensor<1xi8>\n";
      bool isFloat = numerics == "fp32";
      auto module = session.parse(
          "func.func @main(%x: tensor<4x64xi32>) -> tensor<4x64xi8> {\n" +
          params + "%0 = qnn.requantize %x, (" + (isFloat ? "%s" : "%s, %t") +
          ") in_zp 0 out_zp -3 clamp [-100, 127] " + numerics.str() +
          " : tensor<4x64xi32>, (" +
          (isFloat ? "tensor<1xf32>" : "tensor<1xi32>, tensor<1xi8>") +
          ") to tensor<4x64xi8>\n return %0 : tensor<4x64xi8>\n}\n");
      ASSERT_TRUE(module);
      auto executable = makeExecutable(session, *module, target());
      ASSERT_TRUE(executable);
      HostTensor x = HostTensor::zeros("", ElementType::I32, {4, 64});
      for (int32_t &value : x.as<int32_t>())
        value =
            random.oneIn(3)
                ? random.pick({INT32_MIN, INT32_MAX, INT32_MIN + 1, -1, 0, 1})
                : int32_t(random.below(INT64_C(1) << 32) >> random.below(32));
      EXPECT_EQ(describeDifference(runCompiled(*executable, x),
                                   interpretMain(*module, x)),
                "")
          << textOf(*module);
    }
}

QOPT_TEST_ALL_LEVELS(Differential);

} // namespace

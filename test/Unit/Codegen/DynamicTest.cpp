//===- DynamicTest.cpp - Layers without calibration -----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Layers that quantize their input when the program runs give the same bytes
/// compiled for every level as in the interpreter; what stays in float with
/// stored weights gives the same numbers up to the order of its sums.
///
//===----------------------------------------------------------------------===//

#include "DynamicProgram.h"

#include <cmath>
#include <limits>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Dynamic : public LevelTest {
protected:
  void check(uint64_t seed, const ProgramOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    RandomProgram program = makeDynamicDense(session, random, options);
    expectEqualToInterpreter(session, seed, random, program, target(), rows);
  }

  static uint64_t seeds(uint64_t shortRun, uint64_t longRun) {
    return isLongRun() ? longRun : shortRun;
  }

  Session session;
};

TEST_P(Dynamic, RandomPrograms) {
  Seeds seeds(300000, 40, 160);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed, {});
}

// Every combination of the widths and depths at which tails appear.
TEST_P(Dynamic, Shapes) {
  ProgramOptions options;
  options.maxLayers = 1;
  uint64_t number = 0;
  for (int64_t n : {1, 3, 8, 16, 17, 33})
    for (int64_t k : {1, 2, 3, 7, 8, 15, 31, 32, 33, 63, 64, 65, 96, 128, 300})
      for (int64_t m : {1, 2, 3, 5, 8, 13}) {
        options.m = m;
        options.n = n;
        options.k = k;
        ++number;
        // A step that no loop's length divides.
        if ((isLongRun() || number % 13 == 0) && !HasFailure())
          check(310000 + number, options);
      }
}

TEST_P(Dynamic, Batch) {
  ProgramOptions options;
  options.isDynamic = true;
  for (uint64_t seed = 320000; seed < 320000 + seeds(4, 40) && !HasFailure();
       ++seed)
    check(seed, options, {0, 1, 5, 8, 63, 64, 65, 137});
}

TEST_P(Dynamic, Convolutions) {
  for (uint64_t seed = 330000; seed < 330000 + seeds(25, 200) && !HasFailure();
       ++seed) {
    Random random(seed);
    bool isBatched = random.oneIn(4);
    RandomProgram program = makeDynamicConv(session, random, isBatched);
    expectEqualToInterpreter(session, seed, random, program, target(),
                             isBatched ? llvm::ArrayRef<int64_t>{1, 9}
                                       : llvm::ArrayRef<int64_t>{0});
  }
}

// What a row is made of decides nothing in another.
TEST_P(Dynamic, RowsOfTheirOwn) {
  constexpr float inf = std::numeric_limits<float>::infinity();
  auto module = session.parse(R"(
func.func @main(%x: tensor<6x19xf32>) -> (tensor<6x2xf32>, tensor<6xf32>) {
  %w = arith.constant dense<[[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]]> : tensor<2x19xi8>
  %zero = arith.constant dense<0> : tensor<2xi32>
  %scale = arith.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %bias = arith.constant dense<[3.0, -2.0]> : tensor<2xf32>
  %s = qnn.dynamic_scale %x : tensor<6x19xf32> to tensor<6xf32>
  %q = qnn.dynamic_quantize %x, %s : (tensor<6x19xf32>, tensor<6xf32>) -> tensor<6x19xi8>
  %acc = qnn.dense %q, %w, %zero x_zp 0 w_zp 0 : (tensor<6x19xi8>, tensor<2x19xi8>, tensor<2xi32>) -> tensor<6x2xi32>
  %y = qnn.dynamic_dequantize %acc, %s, %scale, %bias : (tensor<6x2xi32>, tensor<6xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<6x2xf32>
  return %y, %s : tensor<6x2xf32>, tensor<6xf32>
})");
  ASSERT_TRUE(module);
  auto executable = makeExecutable(session, *module, target());
  ASSERT_TRUE(executable);
  HostTensor x = HostTensor::zeros("", ElementType::F32, {6, 19});
  float rows[] = {1.0f, 0.0f, 0x1.8p-61f, std::nanf(""), -inf, 127.0f};
  for (int64_t row = 0; row < 6; ++row)
    for (int64_t i = 0; i < 19; ++i)
      // One element is the row's; the others are the same in all of them.
      x.as<float>()[row * 19 + i] = i == row  ? rows[row]
                                    : row < 3 ? 0.0f
                                              : 1.0f;
  auto results = runCompiled(*executable, x);
  EXPECT_EQ(describeDifference(results, interpretMain(*module, x)), "");
  ASSERT_EQ(results.size(), 2u);
  auto y = results[0].as<float>(), s = results[1].as<float>();
  // 1 is 127 steps, and the first weights are 1 and -1.
  EXPECT_NEAR(y[0], 3.5, 1e-5);
  EXPECT_NEAR(y[1], -2.25, 1e-5);
  for (int64_t row : {1, 2}) {
    EXPECT_EQ(s[row], 0) << row;
    EXPECT_EQ(y[row * 2], 3) << row;
    EXPECT_EQ(y[row * 2 + 1], -2) << row;
  }
  for (int64_t i : {6, 7, 8, 9})
    EXPECT_TRUE(std::isnan(y[i])) << i;
  EXPECT_EQ(s[5], 1);
  EXPECT_EQ(y[10], 3 + 0.5f * (100 - 6 + 127 * 6));
}

QOPT_TEST_ALL_LEVELS(Dynamic);

//===----------------------------------------------------------------------===//
// Stored weights
//===----------------------------------------------------------------------===//

class StoredWeightsTest : public LevelTest {
protected:
  void check(const RandomProgram &program, Random &random, int64_t k,
             const std::string &what, int64_t rows = 0) {
    auto executable = makeExecutable(session, *program.module, target());
    ASSERT_TRUE(executable) << what;
    auto inputs = program.makeInputs(random, Fill::Random, rows);
    auto actual = runCompiled(*executable, inputs);
    auto expected = interpretMain(*program.module, inputs);
    ASSERT_EQ(actual.size(), 1u) << what;
    ASSERT_EQ(actual[0].shape, expected[0].shape) << what;
    // Sums of K products of random signs, in another order.
    bool hasGroups =
        llvm::StringRef(textOf(*program.module)).contains("factors");
    double tolerance =
        4e-6 * std::sqrt(double(k)) * 1.5 * 127 * 0.01 * (hasGroups ? 255 : 1);
    for (int64_t i = 0; i < actual[0].numElements() && !HasFailure(); ++i)
      EXPECT_NEAR(actual[0].as<float>()[i], expected[0].as<float>()[i],
                  tolerance)
          << what << ", element " << i << "\n"
          << textOf(*program.module);
  }

  Session session;
};

// Whole vectors and tails, weights that are packed and groups of them.
TEST_P(StoredWeightsTest, Dense) {
  ProgramOptions options;
  uint64_t number = 0;
  for (int64_t bits : {8, 6, 4, 2})
    for (int64_t n : {1, 3, 4, 8, 10, 16, 17, 33, 65})
      for (int64_t k : {1, 3, 8, 17, 31, 32, 64, 96, 128})
        for (int64_t m : {1, 2, 3, 5, 6, 7, 8, 13}) {
          options.m = m;
          options.n = n;
          options.k = k;
          // A step that no loop's length divides.
          if ((++number % (isLongRun() ? 5 : 53) != 0) || HasFailure())
            continue;
          Random random(340000 + number);
          check(makeStoredDense(session, random, options, bits), random, k,
                std::to_string(bits) + " bits, " + std::to_string(m) + " x " +
                    std::to_string(n) + " x " + std::to_string(k));
        }
}

// Numbers whose sums are exact give the same bytes.
TEST_P(StoredWeightsTest, WholeNumbers) {
  uint64_t seed = 380000;
  for (int64_t bits : {8, 6, 4, 2})
    for (int64_t n : {1, 3, 10, 33})
      for (int64_t k : {31, 96}) {
        ProgramOptions options{7, n, k, false, 1};
        Random random(seed++);
        RandomProgram program =
            makeExactStoredDense(session, random, options, bits);
        if (!HasFailure())
          expectEqualToInterpreter(session, seed, random, program, target());
      }
}

TEST_P(StoredWeightsTest, Batch) {
  for (int64_t bits : {8, 4}) {
    Random random(350000 + bits);
    ProgramOptions options{1, 33, 64, /*isDynamic=*/true, 1};
    RandomProgram program = makeStoredDense(session, random, options, bits);
    for (int64_t rows : {1, 9, 64, 73})
      check(program, random, 64, "a batch", rows);
  }
}

TEST_P(StoredWeightsTest, Convolutions) {
  uint64_t count = isLongRun() ? 200 : 20;
  for (uint64_t seed = 360000; seed < 360000 + count && !HasFailure(); ++seed) {
    Random random(seed);
    int64_t bits = random.pick<int64_t>({8, 6, 4, 2});
    check(makeStoredConv(session, random, bits), random, 9 * 32,
          "seed " + std::to_string(seed));
  }
}

QOPT_TEST_ALL_LEVELS(StoredWeightsTest);

} // namespace

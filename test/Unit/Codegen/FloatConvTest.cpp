//===- FloatConvTest.cpp - Networks on images in float, compiled ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatConvProgram.h"

#include <cmath>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class FloatConv : public LevelTest {
protected:
  /// Compares what a random program gives: sums of a few hundred products in
  /// another order, a few times over.
  void check(uint64_t seed, bool isDynamic, int64_t rows) {
    Random random(seed);
    RandomProgram program = makeFloatConvProgram(session, random, isDynamic);
    auto executable = makeExecutable(session, *program.module, target());
    if (executable) {
      auto inputs = program.makeInputs(random, Fill::Random, rows);
      auto actual = runCompiled(*executable, inputs);
      auto expected = interpretMain(*program.module, inputs);
      ASSERT_EQ(actual.size(), expected.size());
      for (size_t i = 0; i < actual.size() && !HasFailure(); ++i)
        compare(actual[i], expected[i], i);
    }
    if (HasFailure())
      ADD_FAILURE() << "seed " << seed << "\n" << textOf(*program.module);
  }

  void compare(const HostTensor &actual, const HostTensor &expected,
               size_t number) {
    constexpr double tolerance = 1e-4;
    ASSERT_EQ(actual.shape, expected.shape);
    for (int64_t i = 0; i < actual.numElements() && !HasFailure(); ++i) {
      double a = actual.as<float>()[i], e = expected.as<float>()[i];
      EXPECT_NEAR(a, e, tolerance * std::max(1.0, std::fabs(e)))
          << "result " << number << " of " << formatShape(actual.shape)
          << ", element " << i;
    }
  }

  Session session;
};

TEST_P(FloatConv, RandomPrograms) {
  Seeds seeds(170000, 60, 160);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed, false, 0);
}

TEST_P(FloatConv, DynamicBatch) {
  uint64_t count = isLongRun() ? 100 : 2;
  for (uint64_t seed = 180000; seed < 180000 + count && !HasFailure(); ++seed)
    for (int64_t rows : {1, 9})
      check(seed, true, rows);
}

QOPT_TEST_ALL_LEVELS(FloatConv);

} // namespace

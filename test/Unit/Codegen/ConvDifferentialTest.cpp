//===- ConvDifferentialTest.cpp - Networks on images, compiled ------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// As DifferentialTest.cpp, for convolutions and what surrounds them.
/// QOPT_TEST_LONG=1 runs thousands of programs, QOPT_TEST_SEED=<n> only the
/// random one of that seed.
///
//===----------------------------------------------------------------------===//

#include "ConvProgram.h"

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class ConvDifferential : public LevelTest {
protected:
  void check(uint64_t seed, const ConvOptions &options,
             llvm::ArrayRef<int64_t> rows = {0}) {
    Random random(seed);
    RandomProgram program = makeConvProgram(session, random, options);
    expectEqualToInterpreter(session, seed, random, program, target(), rows);
  }

  Session session;
};

TEST_P(ConvDifferential, RandomPrograms) {
  Seeds seeds(150000, 140, 280);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed, {});
}

// Convolutions whose weights are in groups.
TEST_P(ConvDifferential, Groups) {
  Random channels(170000);
  uint64_t count = isLongRun() ? 200 : 25;
  for (uint64_t seed = 170000; seed < 170000 + count && !HasFailure(); ++seed) {
    ConvOptions options;
    options.maxSteps = 3;
    options.channels = 32 * channels.between(1, 4);
    check(seed, options);
  }
}

TEST_P(ConvDifferential, DynamicBatch) {
  ConvOptions options;
  options.isDynamic = true;
  options.maxSteps = 4;
  uint64_t count = isLongRun() ? 200 : 3;
  for (uint64_t seed = 160000; seed < 160000 + count && !HasFailure(); ++seed)
    check(seed, options, {0, 1, 9, 64, 65});
}

QOPT_TEST_ALL_LEVELS(ConvDifferential);

} // namespace

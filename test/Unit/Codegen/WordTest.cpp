//===- WordTest.cpp - Layers of 16-bit inputs, compiled ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WordProgram.h"

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Words : public LevelTest {
protected:
  Session session;
};

TEST_P(Words, RandomPrograms) {
  Seeds seeds(180000, 80, 400);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure();
       ++seed) {
    Random random(seed);
    RandomProgram program = makeWordProgram(session, random, false);
    expectEqualToInterpreter(session, seed, random, program, target());
  }
}

TEST_P(Words, DynamicBatch) {
  for (uint64_t seed = 190000;
       seed < uint64_t(isLongRun() ? 190060 : 190004) && !HasFailure();
       ++seed) {
    Random random(seed);
    RandomProgram program = makeWordProgram(session, random, true);
    expectEqualToInterpreter(session, seed, random, program, target(),
                             {0, 1, 9, 64, 65});
  }
}

QOPT_TEST_ALL_LEVELS(Words);

} // namespace

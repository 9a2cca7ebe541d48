//===- IntegerTest.cpp - Integer TOSA of 16 bits, imported ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A random program of integer TOSA means the same after it is imported, where
/// sums of 32 bits take the place of some of 48, and is then compiled.
///
//===----------------------------------------------------------------------===//

#include "IntegerProgram.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::codegentest;

namespace {

class IntegerTosa : public LevelTest {
protected:
  void check(uint64_t seed);

  Session session;
  /// Sums that became one or several in 32 bits.
  int64_t whole = 0, parts = 0;
};

void IntegerTosa::check(uint64_t seed) {
  Random random(seed);
  RandomProgram program = makeIntegerProgram(session, random);
  if (!importIntegers(session, seed, random, program))
    return;
  program.module->walk([&](qnn::Conv2DOp conv) {
    bool isPart = llvm::any_of(conv->getUsers(), [](Operation *user) {
      return isa<tosa::CastOp>(user) &&
             llvm::any_of(user->getUsers(), llvm::IsaPred<tosa::AddOp>);
    });
    ++(isPart ? parts : whole);
  });
  expectEqualToInterpreter(session, seed, random, program, target());
}

TEST_P(IntegerTosa, RandomPrograms) {
  Seeds seeds(200000, 60, 600);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed);
  if (seeds.last - seeds.first >= 60) {
    EXPECT_GT(whole, 20);
    EXPECT_GT(parts, 5);
  }
}

QOPT_TEST_ALL_LEVELS(IntegerTosa);

} // namespace

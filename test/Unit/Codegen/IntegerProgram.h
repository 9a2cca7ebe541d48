//===- IntegerProgram.h - Random integer TOSA of 16 bits --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_INTEGERPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_INTEGERPROGRAM_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// Integer TOSA, not yet imported: convolutions of all kinds with activations
/// of 16 bits and weights of 8, whose sums 32 bits hold or do not hold, and
/// their rescales, clamps and moves.
RandomProgram makeIntegerProgram(Session &session, Random &random);

/// Imports the program in place; a test failure where that fails, or where it
/// gives other bytes in the interpreter than before.
bool importIntegers(Session &session, uint64_t seed, Random &random,
                    RandomProgram &program);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_INTEGERPROGRAM_H

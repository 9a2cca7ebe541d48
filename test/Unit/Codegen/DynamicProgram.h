//===- DynamicProgram.h - Random layers without calibration -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_DYNAMICPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_DYNAMICPROGRAM_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// Dense layers whose inputs are quantized when the program runs.
RandomProgram makeDynamicDense(Session &session, Random &random,
                               const ProgramOptions &options);

/// Convolutions of that kind.
RandomProgram makeDynamicConv(Session &session, Random &random, bool isBatched);

/// A dense layer of floats with stored weights, which fit so many bits.
RandomProgram makeStoredDense(Session &session, Random &random,
                              const ProgramOptions &options, int64_t bits);

/// A convolution of that kind.
RandomProgram makeStoredConv(Session &session, Random &random, int64_t bits);

/// A dense layer of that kind on whole numbers, small enough for every sum to
/// be exact in any order.
RandomProgram makeExactStoredDense(Session &session, Random &random,
                                   const ProgramOptions &options, int64_t bits);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_DYNAMICPROGRAM_H

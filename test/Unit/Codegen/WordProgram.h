//===- WordProgram.h - Random layers of 16-bit inputs -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_WORDPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_WORDPROGRAM_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// Dense layers, convolutions and interpolated functions of 16-bit values. No
/// accumulator of it can overflow.
RandomProgram makeWordProgram(Session &session, Random &random, bool isDynamic);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_WORDPROGRAM_H

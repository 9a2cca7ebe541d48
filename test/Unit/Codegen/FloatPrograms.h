//===- FloatPrograms.h - Networks that stay in float ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_FLOATPROGRAMS_H
#define QOPT_TEST_UNIT_CODEGEN_FLOATPROGRAMS_H

#include "Testing.h"

namespace qopt::codegentest {

/// A function of one tensor, as float TOSA.
struct FloatFunction {
  const char *name;
  /// From `%x` to `%y`, both of type T; B and I are T with i1 and i32 elements,
  /// R has 1 as its last dimension, whose number is A. `%c` is a constant of
  /// type C, of the same rank and one element.
  const char *body;
  /// Where it is compared, and how far it may be off there: absolutely near 0,
  /// relatively elsewhere.
  double low, high, tolerance;
};

extern const llvm::ArrayRef<FloatFunction> floatFunctions;

/// A module whose @main applies `function` to a tensor of `shape`; a leading -1
/// is a dynamic batch.
std::string makeFloatProgram(const FloatFunction &function,
                             llvm::ArrayRef<int64_t> shape);

/// A dense unit in float, with a relu6 if `isClamped`.
std::string makeFloatDense(Random &random, int64_t m, int64_t n, int64_t k,
                           bool isClamped);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_FLOATPROGRAMS_H

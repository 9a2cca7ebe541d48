//===- FloatConvProgram.h - Networks on images in float ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_FLOATCONVPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_FLOATCONVPROGRAM_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// A graph of float convolutions, some of them as units unless the network is
/// to be imported, pools, sums, products, reductions, functions and what moves
/// elements. Of random inputs all values are below 1000.
RandomProgram makeFloatConvProgram(Session &session, Random &random,
                                   bool isDynamic, bool hasUnits = true);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_FLOATCONVPROGRAM_H

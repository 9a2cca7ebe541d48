//===- ConvProgram.h - Random integer networks on images --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_CONVPROGRAM_H
#define QOPT_TEST_UNIT_CODEGEN_CONVPROGRAM_H

#include "RandomProgram.h"

namespace qopt::codegentest {

/// What is not left to chance.
struct ConvOptions {
  /// The first dimension is dynamic, and every output has it.
  bool isDynamic = false;
  int64_t maxSteps = 8;
  /// Of the images that are given; 0: any.
  int64_t channels = 0;
};

/// A graph of convolutions, pools, sums, products, dense layers and what moves
/// bytes between them, with several users of a value and several results. No
/// accumulator of it can overflow.
RandomProgram makeConvProgram(Session &session, Random &random,
                              const ConvOptions &options);

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_CONVPROGRAM_H

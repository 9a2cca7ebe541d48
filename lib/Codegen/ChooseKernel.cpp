//===- ChooseKernel.cpp - The kernel of a contraction -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "PackedWeights.h"

#include "qopt/Codegen/Batch.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace qopt;

KernelChoice qopt::chooseKernel(const Contraction &contraction,
                                const TargetInfo &target) {
  KernelChoice choice;
  if (contraction.isDepthwise) {
    choice.channels = planDepthwise(contraction, target);
    choice.row = choice.channels.empty() ? nullptr : choice.channels[0].row;
    return choice;
  }
  int64_t runs = contraction.k / contraction.reductions.back().size;
  WeightFacts facts = computeWeightFacts(
      {contraction.weights, contraction.n, runs, contraction.k / runs});
  // The copies for a dynamic batch share the weights.
  bool hasCopies = contraction.op->getParentOfType<func::FuncOp>()->hasAttr(
      batchRowsAttrName);
  const DotKernel &narrow =
      selectDotKernel(target, contraction.input, contraction.n, facts,
                      DotUse::Any, hasCopies ? manyRows : contraction.m);
  const DotKernel &wide =
      selectDotKernel(target, contraction.input, 1 << 10, facts, DotUse::Plain);
  choice.isReduction =
      runs == 1 && !contraction.factors &&
      prefersReduction(wide, narrow, contraction.n, contraction.k);
  choice.row = choice.isReduction ? &wide : &narrow;
  return choice;
}

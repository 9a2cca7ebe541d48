//===- DenseUnit.cpp - Reading a unit of kind dense -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/DenseUnit.h"

#include "DenseChain.h"
#include "OpGroup.h"

using namespace mlir;
using namespace qopt;

/// The value that `value` is a reshape of.
static Value skipReshapes(Value value) {
  while (auto reshape = value.getDefiningOp<tosa::ReshapeOp>())
    value = reshape.getInput1();
  return value;
}

FailureOr<DenseUnit> qopt::matchDenseUnit(qnn::UnitOp unit) {
  Block &body = unit.getBody().front();
  auto yield = dyn_cast<qnn::YieldOp>(body.getTerminator());
  auto matmuls = body.getOps<tosa::MatMulOp>();
  if (unit.getKind() != "dense" || body.getNumArguments() != 1 || !yield ||
      yield.getNumOperands() != 1 || !llvm::hasSingleElement(matmuls))
    return failure();
  FailureOr<DenseChain> chain = matchDenseChain(*matmuls.begin());
  if (failed(chain) ||
      skipReshapes(chain->matmul.getA()) != body.getArgument(0) ||
      skipReshapes(yield.getOperand(0)) != skipReshapes(chain->end))
    return failure();

  DenseUnit dense;
  dense.unit = unit;
  dense.input = unit.getInputs().front();
  dense.n = chain->n;
  dense.k = chain->k;
  dense.weight.resize(chain->weight.size());
  for (int64_t k = 0; k < dense.k; ++k)
    for (int64_t n = 0; n < dense.n; ++n)
      dense.weight[n * dense.k + k] = chain->weight[k * dense.n + n];
  dense.given = std::move(chain->given);
  dense.bias = std::move(chain->bias);
  dense.bias.resize(dense.n);
  if (chain->clamp)
    readClamp(chain->clamp, dense.clampMin, dense.clampMax);
  return dense;
}

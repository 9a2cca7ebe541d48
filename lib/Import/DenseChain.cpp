//===- DenseChain.cpp - A matrix product and what belongs to it -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DenseChain.h"

#include "ConstantData.h"
#include "WeightData.h"

using namespace mlir;
using namespace qopt;

std::optional<SmallVector<float, 0>> qopt::perChannel(ElementsAttr attr,
                                                      int64_t n) {
  std::optional<SmallVector<float, 0>> values = readFloats(attr);
  if (!values || values->empty())
    return std::nullopt;
  if (llvm::all_equal(*values))
    return SmallVector<float, 0>(n, values->front());
  ArrayRef<int64_t> shape = cast<RankedTensorType>(attr.getType()).getShape();
  if (shape.empty() || shape.back() != n)
    return std::nullopt;
  // A bias that was written out for every row is still one.
  ArrayRef<float> all(*values), first = all.take_front(n);
  for (; !all.empty(); all = all.drop_front(n))
    if (all.take_front(n) != first)
      return std::nullopt;
  values->truncate(n);
  return values;
}

/// The weight of a batched product, where all of the batch have the same.
static bool takeOneOfBatch(SmallVector<float, 0> &weight, int64_t batch) {
  ArrayRef<float> all(weight);
  size_t size = all.size() / batch;
  for (int64_t i = 1; i < batch; ++i)
    if (all.slice(i * size, size) != all.take_front(size))
      return false;
  weight.truncate(size);
  return true;
}

static bool isFloat(Value value) {
  return getElementTypeOrSelf(value.getType()).isF32();
}

static bool matchWeight(DenseChain &chain) {
  auto aType = dyn_cast<RankedTensorType>(chain.matmul.getA().getType()),
       bType = dyn_cast<RankedTensorType>(chain.matmul.getB().getType());
  ElementsAttr constant = getWeight(chain.matmul.getB());
  if (!aType || !bType || !isFloat(chain.matmul.getA()) ||
      !isFloat(chain.matmul.getOutput()) || !constant ||
      getConstant(chain.matmul.getA()))
    return false;
  std::optional<SmallVector<float, 0>> weight = readFloats(constant);
  int64_t batch = bType.getDimSize(0);
  if (!weight || weight->empty() || aType.getDimSize(0) != batch ||
      aType.getDimSize(2) != bType.getDimSize(1) ||
      !takeOneOfBatch(*weight, batch))
    return false;
  StringRef why;
  if (failed(readGivenWeights(chain.matmul, chain.given, why)))
    return false;
  int64_t rows = aType.getDimSize(1);
  chain.m = ShapedType::isDynamic(rows) ? rows : batch * rows;
  chain.k = bType.getDimSize(1);
  chain.n = bType.getDimSize(2);
  chain.weight = std::move(*weight);
  return true;
}

/// Takes `user`, the only user of `value`, as the bias.
static bool matchBias(DenseChain &chain, Value value, Operation *user) {
  auto add = dyn_cast<tosa::AddOp>(user);
  if (!add || !chain.bias.empty() || add.getType() != value.getType())
    return false;
  Value other = add.getInput1() == value ? add.getInput2() : add.getInput1();
  ElementsAttr attr = getConstant(other);
  if (!attr)
    return false;
  std::optional<SmallVector<float, 0>> bias = perChannel(attr, chain.n);
  if (!bias)
    return false;
  chain.bias = std::move(*bias);
  return true;
}

FailureOr<DenseChain> qopt::matchDenseChain(tosa::MatMulOp matmul) {
  DenseChain chain;
  chain.matmul = matmul;
  if (!matchWeight(chain))
    return failure();
  chain.end = matmul.getOutput();
  chain.ops.push_back(matmul);

  // Reshapes belong to the chain only where a bias or a clamp follows them.
  SmallVector<Operation *> reshapes;
  Value value = chain.end;
  while (value.hasOneUse() && !chain.clamp) {
    Operation *user = *value.user_begin();
    if (auto reshape = dyn_cast<tosa::ReshapeOp>(user)) {
      auto type = dyn_cast<RankedTensorType>(reshape.getType());
      if (!type || type.getRank() == 0 || type.getShape().back() != chain.n)
        break;
      reshapes.push_back(user);
      value = reshape.getOutput();
      continue;
    }
    if (auto clamp = dyn_cast<tosa::ClampOp>(user))
      chain.clamp = clamp;
    else if (!matchBias(chain, value, user))
      break;
    llvm::append_range(chain.ops, reshapes);
    reshapes.clear();
    chain.ops.push_back(user);
    value = chain.end = user->getResult(0);
  }
  return chain;
}

//===- ActivationBits.cpp - Tensors that need 16 bits -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ActivationBits.h"

#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Quantize/DenseQuantization.h"
#include "qopt/Quantize/PlanBuilder.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;
using llvm::Error;
using llvm::Expected;

/// Whether a layer norm, or a sum that one reads, reads `value`.
static bool leadsToNorm(Value value,
                        llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    auto unit = dyn_cast<qnn::UnitOp>(user);
    if (!unit)
      return movesData(user) && user->getOperand(0) == value &&
             leadsToNorm(user->getResult(0), isQuantized);
    if (!isQuantized(unit))
      return false;
    if (unit.getKind() == "layer_norm")
      return true;
    return unit.getKind() == "add" &&
           leadsToNorm(unit.getResult(0), isQuantized);
  });
}

/// Whether a sum is all that reads `value`.
static bool isTerm(Value value,
                   llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  if (!value.hasOneUse())
    return false;
  auto unit = dyn_cast<qnn::UnitOp>(*value.user_begin());
  return unit && unit.getKind() == "add" && isQuantized(unit);
}

bool qopt::wantsWords(Value tensor,
                      llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  auto unit = tensor.getDefiningOp<qnn::UnitOp>();
  return unit && (!isQuantized(unit) || computesWords(unit.getKind())) &&
         (leadsToNorm(tensor, isQuantized) || isTerm(tensor, isQuantized));
}

/// Whether `value`, or what it is moved to, is read as 16 bits: by a unit that
/// can, or as floats.
static bool hasWordReader(Value value,
                          llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (auto unit = dyn_cast<qnn::UnitOp>(user))
      return !isQuantized(unit) || canReadWords(unit.getKind());
    return !movesData(user) || (user->getOperand(0) == value &&
                                hasWordReader(user->getResult(0), isQuantized));
  });
}

bool qopt::canHaveWords(Value tensor,
                        llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  auto unit = tensor.getDefiningOp<qnn::UnitOp>();
  return (!unit || !isQuantized(unit) || canComputeWords(unit.getKind())) &&
         hasWordReader(tensor, isQuantized);
}

namespace {
struct LayerNumbers {
  SmallVector<float, 0> weight, bias;
  std::optional<GivenWeights> given;
};
} // namespace

/// Nullopt for a unit without weights.
static std::optional<LayerNumbers> readNumbers(qnn::UnitOp unit) {
  if (auto dense = matchDenseUnit(unit); succeeded(dense))
    return LayerNumbers{std::move(dense->weight), std::move(dense->bias),
                        std::move(dense->given)};
  if (auto conv = matchConvUnit(unit); succeeded(conv))
    return LayerNumbers{std::move(conv->weight), std::move(conv->bias),
                        std::move(conv->given)};
  return std::nullopt;
}

/// The layer's numbers with such an input; nullopt where its sums do not fit.
static std::optional<DenseQuantization> quantizeFor(const LayerNumbers &layer,
                                                    const QuantParams &input,
                                                    const WeightPlan &weights) {
  bool isGiven = weights.isGiven && layer.given;
  Expected<DenseQuantization> numbers =
      quantizeDense(layer.weight, layer.bias, input, weights,
                    isGiven ? &*layer.given : nullptr);
  if (numbers)
    return std::move(*numbers);
  llvm::consumeError(numbers.takeError());
  return std::nullopt;
}

/// Whether the sums of the layer fit i32 with such an input. Groups of weights
/// would be given coarser factors to make them fit, and lose more than the
/// input.
static bool fits(const LayerNumbers &layer, const TensorParams &input,
                 const WeightPlan &weights) {
  auto numbers = quantizeFor(layer, input, weights);
  if (!numbers || !weights.group)
    return numbers.has_value();
  auto asBytes = quantizeFor(layer, narrowToByte(input), weights);
  return asBytes && asBytes->weightScales == numbers->weightScales;
}

Error qopt::fitAccumulators(ModuleOp module, Plan &plan,
                            llvm::function_ref<void(const Twine &)> note) {
  for (qnn::UnitOp unit : collectUnits(module)) {
    auto planned = llvm::find_if(plan.units, [&](const UnitPlan &unitPlan) {
      return unitPlan.id == unit.getId();
    });
    auto layer = planned->readsWords ? readNumbers(unit) : std::nullopt;
    if (!layer)
      continue;
    auto tensor = llvm::find_if(plan.tensors, [&](const TensorPlan &other) {
      return other.name == operandName(unit, 0);
    });
    int64_t used = tensor->params.qmax - tensor->params.qmin + 1;
    int bits = static_cast<int>(llvm::Log2_64_Ceil(used));
    while (bits > 8 && !fits(*layer, tensor->params, *planned->weights)) {
      Expected<ParamsChoice> choice = chooseParams(
          tensor->range, tensor->params.scheme, --bits, /*isSigned=*/true);
      if (!choice)
        return choice.takeError();
      tensor->params = choice->params;
      tensor->params.bits = 16;
    }
    if (note && bits < static_cast<int>(llvm::Log2_64_Ceil(used)))
      note("tensor '" + tensor->name + "' uses " + Twine(bits) +
           " of its 16 bits: sums of more, times the weights of '" +
           unit.getId() + "', would not fit i32");
  }
  return Error::success();
}

std::vector<WordCandidate>
qopt::findWordCandidates(ModuleOp module, const Plan &plan, const Plan &words) {
  std::vector<WordCandidate> candidates;
  llvm::StringMap<std::vector<std::string>> readers;
  for (qnn::UnitOp unit : collectUnits(module))
    if (words.findUnit(unit.getId())->readsWords &&
        !plan.findUnit(unit.getId())->readsWords)
      readers[operandName(unit, 0)].push_back(unit.getId().str());
  for (const ObservedTensor &tensor : findObservedTensors(module)) {
    const TensorPlan *bytes = plan.findTensor(tensor.name),
                     *wide = words.findTensor(tensor.name);
    if (!bytes || !wide || wide->params.bits != 16)
      continue;
    auto found = readers.find(tensor.name);
    if (bytes->params.bits == 16 && found == readers.end())
      continue;
    WordCandidate candidate;
    candidate.tensor = tensor.name;
    for (int64_t size :
         cast<RankedTensorType>(tensor.value.getType()).getShape())
      candidate.elements *= ShapedType::isDynamic(size) ? 1 : size;
    if (found != readers.end())
      candidate.readers = std::move(found->second);
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

void qopt::giveWords(Plan &plan, const Plan &words,
                     const WordCandidate &candidate) {
  for (TensorPlan &tensor : plan.tensors)
    if (tensor.name == candidate.tensor)
      tensor = *words.findTensor(tensor.name);
  for (UnitPlan &unit : plan.units)
    unit.readsWords |= llvm::is_contained(candidate.readers, unit.id);
}

//===- LayerCosts.cpp - What weights of few bits cost ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerCosts.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/DotKernel.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>

using namespace mlir;

namespace qopt {

namespace {
/// What the cost of a layer depends on.
struct LayerShape {
  int64_t m = 1, n = 1, k = 1;
};
} // namespace

static LayerShape shapeOf(qnn::UnitOp unit) {
  LayerShape shape;
  auto type = cast<RankedTensorType>(unit.getOutputs()[0].getType());
  if (auto dense = matchDenseUnit(unit); succeeded(dense)) {
    shape.n = dense->n;
    shape.k = dense->k;
  } else if (auto conv = matchConvUnit(unit); succeeded(conv)) {
    shape.n = conv->weightShape[0];
    shape.k = static_cast<int64_t>(conv->weight.size()) / shape.n;
  }
  for (int64_t size : type.getShape())
    shape.m *= ShapedType::isDynamic(size) ? 1 : size;
  shape.m = std::max<int64_t>(shape.m / shape.n, 1);
  return shape;
}

/// What is known of weights of so many bits, whatever they are.
static WeightFacts factsOf(int bits) {
  WeightFacts facts;
  facts.pairsFit16 = bits <= 7;
  facts.without128 = true;
  return facts;
}

/// The instructions for a product of a layer that fills the registers.
static double countInstructions(const TargetInfo &target, int bits) {
  const DotKernel &row =
      selectDotKernel(target, DotInput::Bytes, manyRows, factsOf(bits));
  return row.instructions /
         static_cast<double>(row.lanes * row.k * row.shape.rows);
}

llvm::SmallVector<int> chooseOtherBits(Objective objective,
                                       const TargetInfo &target) {
  llvm::SmallVector<int> bits{6, 4, 2};
  if (objective == Objective::Latency &&
      countInstructions(target, 7) < countInstructions(target, 8))
    bits.insert(bits.begin(), 7);
  return bits;
}

static int64_t countWeightBytes(const LayerShape &shape,
                                const WeightPlan &weights) {
  // Those of seven bits are bytes.
  int bits = weights.bits == 7 ? 8 : weights.bits;
  int64_t factors =
      weights.group ? llvm::divideCeil(shape.n * shape.k, weights.group) : 0;
  return llvm::divideCeil(shape.n * shape.k * bits, 8) + factors;
}

int64_t countWeightBytes(qnn::UnitOp unit, const WeightPlan &weights) {
  return countWeightBytes(shapeOf(unit), weights);
}

std::string costName(const UnitPlan &unit) {
  return unit.readsWords ? unit.id + " of 16 bits" : unit.id;
}

int64_t estimateCycles(qnn::UnitOp unit, const WeightPlan &plan,
                       bool readsWords, const TargetInfo &target) {
  LayerShape shape = shapeOf(unit);
  const DotKernel &row =
      selectDotKernel(target, readsWords ? DotInput::Words : DotInput::Bytes,
                      shape.n, factsOf(plan.bits), DotUse::Any, shape.m);
  // A register tile has about six rows, and reads the weights once for them.
  // Shifts, masks and subtractions bring a vector of packed weights to bytes.
  constexpr int64_t tileRows = 6;
  constexpr double unpacking = 2, bytesPerCycle = 16;
  double perDot = static_cast<double>(row.lanes * row.k),
         weights = static_cast<double>(shape.n * shape.k),
         rows = static_cast<double>(llvm::divideCeil(shape.m, row.shape.rows) *
                                    row.shape.rows),
         passes = static_cast<double>(llvm::divideCeil(shape.m, tileRows));
  double computing = rows * weights / perDot /
                     static_cast<double>(row.shape.rows) * row.instructions;
  if (plan.bits < 7)
    computing +=
        passes * weights / perDot * unpacking * (plan.bits == 6 ? 2 : 1);
  // A product and a sum for every accumulator of a group.
  if (plan.group)
    computing += 2 * rows * weights / static_cast<double>(plan.group) /
                 static_cast<double>(row.accumulators());
  double reading = passes * static_cast<double>(countWeightBytes(shape, plan)) /
                   bytesPerCycle;
  return static_cast<int64_t>(std::ceil(std::max(computing, reading)));
}

llvm::Expected<std::vector<int64_t>>
readNanoseconds(const CostFile &costs, llvm::StringRef path, llvm::StringRef id,
                llvm::ArrayRef<WeightPlan> weights) {
  std::vector<int64_t> times;
  const LayerCost *bytes = nullptr;
  for (const WeightPlan &form : weights) {
    const LayerCost *cost = costs.find(id, form.bits, form.group);
    if (!cost)
      return makeError(path + ": has no time of the layer '" + id + "' with " +
                       llvm::Twine(form.bits) + " bits" +
                       (form.group ? " in groups of " + llvm::Twine(form.group)
                                   : llvm::Twine()) +
                       "; delete the file to have all layers timed, or give "
                       "another one");
    if (!bytes)
      bytes = cost;
    double time = cost == bytes || costs.isSurelyLess(*cost, *bytes)
                      ? cost->nanoseconds
                      : std::max(cost->nanoseconds, bytes->nanoseconds);
    times.push_back(std::max<int64_t>(std::llround(time), 1));
  }
  return times;
}

LayerCosts::LayerCosts(ModuleOp module, const PrecisionOptions &precision,
                       const std::optional<CostFile> &timed,
                       const TargetInfo &target)
    : precision(precision), timed(timed), target(target) {
  module.walk([&](qnn::UnitOp unit) { units[unit.getId()] = unit; });
}

llvm::Expected<std::vector<int64_t>>
LayerCosts::of(const UnitPlan &planned, llvm::ArrayRef<WeightPlan> forms) {
  if (timed)
    return readNanoseconds(*timed, precision.costFile, costName(planned),
                           forms);
  std::vector<int64_t> costs;
  for (const WeightPlan &weights : forms)
    costs.push_back(precision.objective == Objective::Size
                        ? countWeightBytes(units[planned.id], weights)
                        : estimateCycles(units[planned.id], weights,
                                         planned.readsWords, target));
  return costs;
}

llvm::Expected<int64_t>
LayerCosts::ofWords(const WordCandidate &candidate, const Plan &bytes,
                    const Plan &words,
                    const Simulation::OtherWeights &narrowable) {
  // As many bytes more are written and read, at 16 a cycle, of which there are
  // three in a nanosecond.
  constexpr int64_t bytesPerCycle = 16, cyclesPerNanosecond = 3;
  int64_t cycles = candidate.elements *
                   static_cast<int64_t>(1 + candidate.readers.size()) /
                   bytesPerCycle,
          nanoseconds = 0;
  for (llvm::StringRef id : candidate.readers) {
    const UnitPlan &narrow = *bytes.findUnit(id), &wide = *words.findUnit(id);
    if (!narrow.weights)
      continue;
    if (!timed || !narrowable.contains(id)) {
      cycles += estimateCycles(units[id], *wide.weights, true, target) -
                estimateCycles(units[id], *narrow.weights, false, target);
      continue;
    }
    auto before = of(narrow, *narrow.weights), after = of(wide, *wide.weights);
    if (!before)
      return llvm::joinErrors(before.takeError(), after.takeError());
    if (!after)
      return after.takeError();
    nanoseconds += after->front() - before->front();
  }
  return timed ? nanoseconds + cycles / cyclesPerNanosecond : cycles;
}

} // namespace qopt

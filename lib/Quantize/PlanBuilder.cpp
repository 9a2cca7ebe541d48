//===- PlanBuilder.cpp - From observed statistics to a plan -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/PlanBuilder.h"

#include "ActivationBits.h"
#include "ChannelScales.h"
#include "EffectiveRange.h"
#include "GivenTensors.h"
#include "InterfaceTypes.h"
#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Import/ModuleHash.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/State.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <cfloat>
#include <cmath>

using namespace mlir;
using namespace qopt;
using llvm::Error;
using llvm::Expected;

static int64_t countChannels(Value tensor) {
  return refuseChannelScales(tensor).empty()
             ? cast<RankedTensorType>(tensor.getType()).getShape().back()
             : 0;
}

/// Where the parameters of a tensor come from.
enum class TensorSource { Calibration, Constant, Network, Nowhere };

static TensorSource sourceOf(Value value) {
  if (matchPattern(value, m_Constant()))
    return TensorSource::Constant;
  if (givenParams(value))
    return TensorSource::Network;
  // Rounding what the network rounds otherwise would change its numbers.
  if (value.getDefiningOp<qnn::UnitOp>() && hasMixedReaders(value))
    return TensorSource::Nowhere;
  return TensorSource::Calibration;
}

/// The tensors on the boundaries of units that are of one source.
static SmallVector<ObservedTensor> findTensors(ModuleOp module,
                                               TensorSource source) {
  SmallVector<ObservedTensor> tensors;
  llvm::DenseSet<Value> seen;
  auto add = [&](std::string name, Value value) {
    if (seen.insert(value).second && sourceOf(value) == source)
      tensors.push_back({std::move(name), value, countChannels(value)});
  };
  for (qnn::UnitOp unit : collectUnits(module)) {
    for (auto [i, operand] : llvm::enumerate(unit.getInputs()))
      add(operandName(unit, i), traceOrigin(operand));
    for (Value result : unit.getOutputs())
      add(tensorName(result), result);
  }
  return tensors;
}

SmallVector<ObservedTensor> qopt::findObservedTensors(ModuleOp module) {
  return findTensors(module, TensorSource::Calibration);
}

SmallVector<ObservedTensor> qopt::findConstantTensors(ModuleOp module) {
  return findTensors(module, TensorSource::Constant);
}

SmallVector<ObservedTensor> qopt::findGivenTensors(ModuleOp module) {
  return findTensors(module, TensorSource::Network);
}

namespace {
class PlanMaker {
public:
  PlanMaker(ModuleOp module, std::optional<ArrayRef<Statistics>> statistics,
            MethodOf methodOf, const PlanOptions &options,
            llvm::function_ref<void(const Twine &)> note)
      : module(module), statistics(statistics), methodOf(methodOf),
        options(options), note(note) {}

  Expected<Plan> run();

private:
  Error addTensors();
  Error addConstants();
  void addGiven();
  /// Whether the unit can be quantized; if not, says why.
  bool isPlanned(qnn::UnitOp unit);
  Error checkWeightOptions() const;
  int64_t chooseWeightGroup(qnn::UnitOp unit) const;
  bool isCalibrated() const {
    return options.activations == Activations::Calibrated;
  }
  Error addUnits();
  Error checkActivationOptions() const;
  bool isIntegerInterface(Value tensor);
  bool readsWideInput(qnn::UnitOp unit) const;
  bool wantsWords(const ObservedTensor &tensor);
  bool mayHaveWords(const ObservedTensor &tensor);
  bool isQuantized(qnn::UnitOp unit) const;
  Error findFloatEnds();
  Expected<TensorPlan> planTensor(const ObservedTensor &tensor,
                                  const Statistics &observed);
  Expected<TensorPlan> planTensor(const ObservedTensor &tensor,
                                  const Statistics &observed, int bits);

  ModuleOp module;
  std::optional<ArrayRef<Statistics>> statistics;
  MethodOf methodOf;
  const PlanOptions &options;
  llvm::function_ref<void(const Twine &)> note;
  /// The softmaxes and layer norms that give the caller floats.
  llvm::DenseSet<Operation *> floatEnds;
  InterfaceTypes interfaceTypes;
  /// The tensors that have 16 bits for the sake of a few values.
  llvm::StringSet<> withOutliers;
  Plan plan;
};
} // namespace

bool PlanMaker::isQuantized(qnn::UnitOp unit) const {
  return hasIntegerForm(unit.getKind()) && !floatEnds.contains(unit) &&
         !llvm::is_contained(options.keepFloat, unit.getId());
}

/// Whether nothing but the caller reads `value`, or what it moves to;
/// `operands` are where it is returned.
static bool isOnlyReturned(Value value,
                           SmallVectorImpl<OpOperand *> &operands) {
  return llvm::all_of(value.getUses(), [&](OpOperand &use) {
    if (use.getOwner()->hasTrait<OpTrait::ReturnLike>())
      operands.push_back(&use);
    else if (!movesData(use.getOwner()))
      return false;
    else
      return isOnlyReturned(use.getOwner()->getResult(0), operands);
    return true;
  });
}

/// A softmax or a layer norm at the end of a network, whose result the caller
/// wants as floats, has nothing to gain from integers, but bits to lose.
Error PlanMaker::findFloatEnds() {
  Expected<InterfaceTypes> types = InterfaceTypes::parse(options.io);
  if (!types)
    return types.takeError();
  interfaceTypes = *types;
  // Without statistics the network's own roundings decide.
  if (options.noFloat || !statistics)
    return Error::success();
  for (qnn::UnitOp unit : collectUnits(module)) {
    auto function = dyn_cast<func::FuncOp>(unit->getParentOp());
    SmallVector<OpOperand *> returned;
    if (!function ||
        (unit.getKind() != "softmax" && unit.getKind() != "layer_norm") ||
        !isOnlyReturned(unit.getOutputs()[0], returned))
      continue;
    if (llvm::all_of(returned, [&](OpOperand *operand) {
          unsigned index = operand->getOperandNumber();
          return types->lookup(resultName(function, index)) ==
                     InterfaceType::F32 ||
                 function.getResultAttr(index, stateAttrName);
        }))
      floatEnds.insert(unit);
  }
  return Error::success();
}

/// What is to be expected of every channel, within what a method kept of the
/// whole. A channel was seen far less often than the tensor, and the largest of
/// n values says little of the next while n is small: 64 are taken to have
/// shown half of the range, 1000 four fifths.
static std::vector<Range> expectedRanges(const Statistics &observed,
                                         const Range &whole) {
  std::vector<Range> channels = observed.channelRanges();
  double seen = static_cast<double>(observed.count()) /
                static_cast<double>(channels.size());
  double margin = 1 + 8 / std::sqrt(seen);
  for (Range &channel : channels) {
    channel.min = std::clamp(channel.min * margin, whole.min, whole.max);
    channel.max = std::clamp(channel.max * margin, whole.min, whole.max);
  }
  return channels;
}

/// Whether the caller gives or gets the tensor as integers, which are bytes.
bool PlanMaker::isIntegerInterface(Value tensor) {
  if (auto argument = dyn_cast<BlockArgument>(tensor)) {
    auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
    unsigned index = argument.getArgNumber();
    return function && !function.getArgAttr(index, stateAttrName) &&
           interfaceTypes.lookup(argumentName(function, index)) !=
               InterfaceType::F32;
  }
  return llvm::any_of(tensor.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    auto function = dyn_cast_or_null<func::FuncOp>(user->getParentOp());
    if (unsigned index = use.getOperandNumber();
        user->hasTrait<OpTrait::ReturnLike>())
      return function && !function.getResultAttr(index, stateAttrName) &&
             interfaceTypes.lookup(resultName(function, index)) !=
                 InterfaceType::F32;
    return movesData(user) && isIntegerInterface(user->getResult(0));
  });
}

bool PlanMaker::wantsWords(const ObservedTensor &tensor) {
  auto quantized = [&](qnn::UnitOp unit) { return isQuantized(unit); };
  if (qopt::wantsWords(tensor.value, quantized))
    return true;
  return options.activationBits == ActivationBits::Words &&
         mayHaveWords(tensor);
}

bool PlanMaker::mayHaveWords(const ObservedTensor &tensor) {
  return !isIntegerInterface(tensor.value) &&
         canHaveWords(tensor.value,
                      [&](qnn::UnitOp unit) { return isQuantized(unit); });
}

/// Whether rounding to these 8 bits makes so much noise that it is a few
/// values far from the others that the steps are for: their squares are less
/// than 22 dB above its. The gelus of MiniLM have 19 to 21 dB; of the other
/// tensors of the tests' networks one in a hundred has less than 25.
static bool hasOutliers(const Statistics &observed,
                        const TensorParams &params) {
  constexpr double ratio = 158; // 22 dB
  double noise = params.scale * params.scale / 12;
  if (auto channels = static_cast<double>(params.channelScales.size());
      channels > 0) {
    noise = 0;
    for (double scale : params.channelScales)
      noise += scale * scale / 12 / channels;
  }
  return observed.count() > 0 && observed.meanSquare() > 0 &&
         observed.meanSquare() < ratio * noise;
}

Expected<TensorPlan> PlanMaker::planTensor(const ObservedTensor &tensor,
                                           const Statistics &observed) {
  int bits = wantsWords(tensor) ? 16 : 8;
  Expected<TensorPlan> planned = planTensor(tensor, observed, bits);
  if (!planned || options.activationBits != ActivationBits::Automatic ||
      options.activationScheme == Scheme::MinMax ||
      !hasOutliers(observed, bits == 16 ? narrowToByte(planned->params)
                                        : planned->params) ||
      !mayHaveWords(tensor))
    return planned;
  withOutliers.insert(tensor.name);
  if (bits == 16)
    return planned;
  if (note)
    note("tensor '" + tensor.name +
         "' has 16 bits, because a few values are far from the others; with "
         "--activation-bits=8 it has 8");
  return planTensor(tensor, observed, 16);
}

Expected<TensorPlan> PlanMaker::planTensor(const ObservedTensor &tensor,
                                           const Statistics &observed,
                                           int bits) {
  const std::string &name = tensor.name;
  MethodChoice method = methodOf(name);
  Expected<Range> range = method.choose(observed, bits);
  if (!range)
    return range.takeError();
  // What a pad fills in is in the range too, unless it stands for infinity.
  for (float value : findPadValues(tensor.value))
    if (std::abs(value) < FLT_MAX) {
      range->min = std::min<double>(range->min, value);
      range->max = std::max<double>(range->max, value);
    }
  Range effective = narrowToReaders(tensor.value, *range, bits);
  std::string how = method.name();
  if (effective.min != range->min || effective.max != range->max)
    how += ", narrowed to what its readers can tell apart";
  range = effective;
  // What layers read in 16 bits is signed.
  bool isSigned = options.signedActivations ||
                  (bits == 16 && options.activationScheme != Scheme::MinMax);
  Expected<ParamsChoice> choice =
      chooseParams(*range, options.activationScheme, bits, isSigned);
  if (!choice)
    return llvm::createStringError("tensor '" + name +
                                   "': " + llvm::toString(choice.takeError()));
  if (note && !choice->degenerate.empty())
    note("tensor '" + name + "': " + choice->degenerate);
  TensorParams params = choice->params;
  auto unit = tensor.value.getDefiningOp<qnn::UnitOp>();
  if (bits == 8 && tensor.channels > 1 && isQuantized(unit) &&
      observed.channels() == tensor.channels && choice->degenerate.empty() &&
      options.activationGranularity == Granularity::PerChannel)
    chooseChannelScales(tensor.value, expectedRanges(observed, *range), params);
  return TensorPlan{name, *range, how, params};
}

void PlanMaker::addGiven() {
  for (const ObservedTensor &tensor : findGivenTensors(module)) {
    QuantParams params = *givenParams(tensor.value);
    auto real = [&](int64_t q) {
      return double(params.scale) * double(q - params.zeroPoint);
    };
    plan.tensors.push_back({tensor.name,
                            {real(params.qmin), real(params.qmax)},
                            "given by the network",
                            params});
  }
}

Error PlanMaker::addTensors() {
  addGiven();
  if (!statistics)
    return Error::success();
  llvm::StringMap<const Statistics *> byName;
  for (const Statistics &observed : *statistics)
    byName[observed.tensor()] = &observed;
  llvm::StringSet<> seen;
  for (const ObservedTensor &tensor : findObservedTensors(module)) {
    if (!seen.insert(tensor.name).second)
      return llvm::createStringError(
          "two tensors are called '" + tensor.name +
          "'; give units and arguments distinct names");
    const Statistics *observed = byName.lookup(tensor.name);
    if (!observed)
      return llvm::createStringError("there are no statistics of tensor '" +
                                     tensor.name +
                                     "'; run the model on calibration data");
    Expected<TensorPlan> tensorPlan = planTensor(tensor, *observed);
    if (!tensorPlan)
      return tensorPlan.takeError();
    plan.tensors.push_back(std::move(*tensorPlan));
  }
  return addConstants();
}

Error PlanMaker::addConstants() {
  for (const ObservedTensor &tensor : findConstantTensors(module)) {
    DenseElementsAttr values;
    if (!matchPattern(tensor.value, m_Constant(&values)) ||
        !values.getElementType().isF32())
      return llvm::createStringError("the constant '" + tensor.name +
                                     "' has no f32 data; import the model "
                                     "again");
    Statistics statistics(tensor.name, /*channels=*/0,
                          methodOf(tensor.name).averagingConstant());
    if (Error error =
            statistics.update(llvm::to_vector(values.getValues<float>()), 0, 1))
      return error;
    Expected<TensorPlan> tensorPlan = planTensor(tensor, statistics);
    if (!tensorPlan)
      return tensorPlan.takeError();
    plan.tensors.push_back(std::move(*tensorPlan));
  }
  return Error::success();
}

bool qopt::hasWeights(qnn::UnitOp unit) {
  return unit.getKind() == "dense" || unit.getKind() == "conv2d";
}

/// Whether the weights of the unit arrived quantized.
static bool hasGivenWeights(qnn::UnitOp unit) {
  return !unit.getBody().getOps<qnn::GivenWeightOp>().empty();
}

bool PlanMaker::isPlanned(qnn::UnitOp unit) {
  auto refuse = [&](const Twine &why) {
    if (note)
      note("unit '" + unit.getId() + "' stays in float: " + why);
    return false;
  };
  for (unsigned i = 0; i < unit.getInputs().size(); ++i)
    if (std::string name = operandName(unit, i); !plan.findTensor(name))
      return refuse("the network does not quantize '" + name +
                    "', which it reads");
  for (Value result : unit.getOutputs()) {
    if (canGiveFloats(unit.getKind()) || plan.findTensor(tensorName(result)))
      continue;
    return refuse(hasMixedReaders(result)
                      ? "not all that read its result read it quantized alike"
                      : "the network does not quantize its result");
  }
  if (!statistics && hasWeights(unit) && !hasGivenWeights(unit))
    return refuse("the network does not quantize its weights");
  return true;
}

bool qopt::canNarrowWeights(qnn::UnitOp unit) {
  return hasWeights(unit) && !hasGivenWeights(unit) &&
         unit.getBody().getOps<tosa::DepthwiseConv2DOp>().empty();
}

std::string qopt::refuseWeightGroup(qnn::UnitOp unit, int64_t size) {
  int64_t inputs = 0;
  if (auto dense = matchDenseUnit(unit); succeeded(dense)) {
    inputs = dense->k;
  } else if (auto conv = matchConvUnit(unit); succeeded(conv)) {
    if (conv->groups > 1)
      return "the convolution is grouped";
    inputs = conv->weightShape[3];
  }
  if (inputs > 0 && inputs % size == 0)
    return "";
  return (Twine(inputs) + " input" + (inputs == 1 ? "" : "s") +
          (unit.getKind() == "dense" ? "" : " channels") +
          " cannot be divided into groups of " + Twine(size))
      .str();
}

/// The option weight-group, as far as the unit can have it.
int64_t PlanMaker::chooseWeightGroup(qnn::UnitOp unit) const {
  if (!options.weightGroup || options.defersGroups || !canNarrowWeights(unit))
    return 0;
  std::string reason = refuseWeightGroup(unit, options.weightGroup);
  if (reason.empty())
    return options.weightGroup;
  if (note)
    note("unit '" + unit.getId() +
         "' has one weight scale per channel and no groups: " + reason);
  return 0;
}

Error PlanMaker::checkWeightOptions() const {
  if (options.weightGranularity == Granularity::PerChannel &&
      options.weightScheme != Scheme::Symmetric)
    return llvm::createStringError(
        "weights of scheme '" + getSchemeName(options.weightScheme) +
        "' have one zero point for the tensor; ask for per-tensor granularity, "
        "or for symmetric weights");
  if (options.weightBits < WeightPlan::minBits ||
      options.weightBits > WeightPlan::maxBits)
    return llvm::createStringError("weights of " + Twine(options.weightBits) +
                                   " bits cannot be stored; ask for " +
                                   Twine(WeightPlan::minBits) + " to " +
                                   Twine(WeightPlan::maxBits));
  if (options.activations == Activations::Float &&
      options.weightScheme != Scheme::Symmetric)
    return llvm::createStringError(
        "weights that are multiplied with floats have no zero point; ask for "
        "symmetric weights");
  if (options.weightGroup == 0)
    return Error::success();
  if (!isWeightGroup(options.weightGroup))
    return llvm::createStringError("weights cannot be in groups of " +
                                   Twine(options.weightGroup) +
                                   "; ask for 32, 64 or 128");
  if (options.weightGranularity == Granularity::PerTensor)
    return llvm::createStringError(
        "groups of weights have factors of their channel's scale; ask for "
        "symmetric weights per-channel, or for no groups");
  if (options.weightBits == WeightPlan::maxBits && !options.defersGroups)
    return llvm::createStringError(
        "weights of " + Twine(options.weightBits) +
        " bits gain nothing from groups; ask for fewer bits, or for no groups");
  return Error::success();
}

/// Whether the unit is to read 16 bits though that costs something.
bool PlanMaker::readsWideInput(qnn::UnitOp unit) const {
  if (readsWords(unit.getKind(), UnitPlan()) || !canReadWords(unit.getKind()))
    return false;
  std::string name = operandName(unit, 0);
  const TensorPlan *input = plan.findTensor(name);
  return input && input->params.bits == 16 &&
         (options.activationBits == ActivationBits::Words ||
          withOutliers.contains(name));
}

Error PlanMaker::checkActivationOptions() const {
  if (options.activationBits == ActivationBits::Words &&
      options.activationScheme == Scheme::MinMax)
    return llvm::createStringError(
        "activations of 16 bits are signed, and those of scheme 'minmax' "
        "unsigned; ask for the scheme asymmetric or symmetric");
  return Error::success();
}

Error PlanMaker::addUnits() {
  llvm::StringSet<> ids;
  for (qnn::UnitOp unit : collectUnits(module)) {
    if (!ids.insert(unit.getId()).second)
      return llvm::createStringError("two units are called '" + unit.getId() +
                                     "'; import the model again");
    UnitPlan unitPlan;
    unitPlan.id = unit.getId().str();
    unitPlan.quantize = isQuantized(unit) &&
                        (isCalibrated() ? isPlanned(unit) : hasWeights(unit));
    if (unitPlan.quantize)
      unitPlan.activations = options.activations;
    unitPlan.readsWords = unitPlan.storesTensors() && readsWideInput(unit);
    if (floatEnds.contains(unit) && note)
      note("unit '" + unit.getId() +
           "' stays in float: the caller gets its result, and as floats; with "
           "--io=i8 or u8 it is quantized");
    if (hasWeights(unit)) {
      WeightPlan weights;
      weights.isGiven = hasGivenWeights(unit);
      weights.bits =
          canNarrowWeights(unit) ? options.weightBits : WeightPlan::maxBits;
      weights.group = chooseWeightGroup(unit);
      weights.scheme = options.weightScheme;
      weights.granularity = options.weightGranularity;
      unitPlan.weights = weights;
    }
    plan.units.push_back(std::move(unitPlan));
  }
  for (const std::string &id : options.keepFloat)
    if (!ids.contains(id))
      return llvm::createStringError(
          "'" + id +
          "' is to stay in float, but there is no such unit; the "
          "units are " +
          llvm::join(
              llvm::map_range(plan.units,
                              [](const UnitPlan &unit) { return unit.id; }),
              ", "));
  return Error::success();
}

Expected<Plan> PlanMaker::run() {
  if (Error error = checkWeightOptions())
    return std::move(error);
  if (Error error = checkActivationOptions())
    return std::move(error);
  plan.model = hashModule(module);
  plan.numerics = options.numerics;
  if (isCalibrated()) {
    if (Error error = findFloatEnds())
      return std::move(error);
    if (Error error = addTensors())
      return std::move(error);
  }
  if (Error error = addUnits())
    return std::move(error);
  if (Error error = fitAccumulators(module, plan, note))
    return std::move(error);
  return std::move(plan);
}

Expected<Plan> qopt::makePlan(ModuleOp module,
                              std::optional<ArrayRef<Statistics>> statistics,
                              MethodOf methodOf, const PlanOptions &options,
                              llvm::function_ref<void(const Twine &)> note) {
  return PlanMaker(module, statistics, methodOf, options, note).run();
}

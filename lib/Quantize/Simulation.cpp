//===- Simulation.cpp - A float network that rounds like a plan -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Quantize/Simulation.h"

#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Quantize/DenseQuantization.h"
#include "qopt/Quantize/PlanBuilder.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/Matchers.h"

#include <functional>
#include <map>

using namespace mlir;
using namespace qopt;

/// The rows of the argument: of every column, which is a tensor or a channel of
/// it, the reciprocal of the scale, the scale, the bounds of what is stored
/// less the zero point, and how much of the error is made, 0 or 1. Where a
/// column is of weights, row i says how much they have of the i-th other bits.
enum Row : int64_t { Reciprocal, Scale, Low, High, Share, NumRows };

namespace qopt {

/// Inserts the rounding.
class SimulationBuilder {
public:
  SimulationBuilder(func::FuncOp function, ArrayRef<Plan> plans,
                    ArrayRef<int> otherBits,
                    const Simulation::OtherWeights &otherWeights,
                    Simulation::Wanted wanted)
      : function(function), plans(plans), plan(plans.front()),
        otherBits(otherBits), otherWeights(otherWeights), wanted(wanted),
        builder(function.getContext()) {
    assert(otherBits.size() <= NumRows && "the argument has no row for them");
  }

  Simulation run();

private:
  using Floats = SmallVector<float, 0>;

  /// A tensor, and the uses that read it in one form.
  struct Site {
    Value value;
    SmallVector<OpOperand *> uses;
    size_t slot;
  };

  bool isQuantized(qnn::UnitOp unit) const {
    const UnitPlan *found = plan.findUnit(unit.getId());
    return found && found->storesTensors();
  }
  void collectReaders(Value value, SmallVectorImpl<OpOperand *> &uses) const;
  bool isRounded(Value value, ArrayRef<OpOperand *> readers) const;
  bool mayHaveWords(StringRef tensor) const;
  std::vector<bool> readsWordsBy(qnn::UnitOp unit) const;
  void addSite(const ObservedTensor &tensor, ArrayRef<OpOperand *> uses,
               qnn::UnitOp reader);
  void addTensor(const ObservedTensor &tensor);
  void addWeights(qnn::UnitOp unit);
  void switchWeights(qnn::UnitOp unit, ArrayRef<Floats> others, int64_t column);
  Value round(Value value, const Simulation::Slot &slot);
  Value multiply(Value a, Value b);
  Value readRow(int64_t row, int64_t column, int64_t columns, int64_t rank);
  Value shapeOf(ArrayRef<int64_t> values);

  func::FuncOp function;
  ArrayRef<Plan> plans;
  const Plan &plan;
  ArrayRef<int> otherBits;
  const Simulation::OtherWeights &otherWeights;
  Simulation::Wanted wanted;
  OpBuilder builder;
  Value argument;
  /// The units whose weights can be switched, and the other weights.
  SmallVector<std::pair<qnn::UnitOp, SmallVector<Floats>>> switched;
  SmallVector<Site> sites;
  Simulation simulation;
};

} // namespace qopt

/// The operands of units that read `value`, also behind what moves it.
void SimulationBuilder::collectReaders(
    Value value, SmallVectorImpl<OpOperand *> &uses) const {
  for (OpOperand &use : value.getUses()) {
    if (auto unit = dyn_cast<qnn::UnitOp>(use.getOwner())) {
      if (isQuantized(unit))
        uses.push_back(&use);
    } else if (movesData(use.getOwner()) && use.getOperandNumber() == 0) {
      collectReaders(use.getOwner()->getResult(0), uses);
    }
  }
}

/// Whether any integer program stores the tensor: not what is read from an
/// accumulator as floats.
bool SimulationBuilder::isRounded(Value value,
                                  ArrayRef<OpOperand *> readers) const {
  if (!readers.empty())
    return true;
  auto unit = value.getDefiningOp<qnn::UnitOp>();
  return unit && isQuantized(unit) && !canGiveFloats(unit.getKind());
}

void SimulationBuilder::addSite(const ObservedTensor &tensor,
                                ArrayRef<OpOperand *> uses,
                                qnn::UnitOp reader) {
  // A tensor of 16 bits has one scale, and so have its bytes; another plan may
  // give it 8 with a scale for every channel.
  int64_t columns = std::max<int64_t>(tensor.channels, 1);
  sites.push_back(
      {tensor.value, llvm::to_vector(uses), simulation.slots.size()});
  simulation.slots.push_back({tensor.name, simulation.columns, columns,
                              reader ? reader.getId().str() : "",
                              reader ? reader.getKind().str() : ""});
  simulation.columns += columns;
}

bool SimulationBuilder::mayHaveWords(StringRef tensor) const {
  return llvm::any_of(plans, [&](const Plan &some) {
    const TensorPlan *planned = some.findTensor(tensor);
    return planned && planned->params.bits == 16;
  });
}

/// By which plans the unit reads tensors of 16 bits as they are.
std::vector<bool> SimulationBuilder::readsWordsBy(qnn::UnitOp unit) const {
  std::vector<bool> by;
  for (const Plan &some : plans)
    by.push_back(readsWords(unit.getKind(), *some.findUnit(unit.getId())));
  return by;
}

void SimulationBuilder::addTensor(const ObservedTensor &tensor) {
  SmallVector<OpOperand *> readers;
  collectReaders(tensor.value, readers);
  if (!plan.findTensor(tensor.name) || !isRounded(tensor.value, readers))
    return;
  SmallVector<OpOperand *> all;
  for (OpOperand &use : tensor.value.getUses())
    all.push_back(&use);
  addSite(tensor, all, /*reader=*/nullptr);
  if (!mayHaveWords(tensor.name))
    return;
  // Those behind something that moves the data are few, and are left out.
  std::map<std::vector<bool>, SmallVector<OpOperand *>> alike;
  for (OpOperand *use : readers)
    if (use->get() == tensor.value)
      alike[readsWordsBy(cast<qnn::UnitOp>(use->getOwner()))].push_back(use);
  for (auto &[by, uses] : alike)
    if (llvm::is_contained(by, false))
      addSite(tensor, uses, cast<qnn::UnitOp>(uses.front()->getOwner()));
}

Value SimulationBuilder::shapeOf(ArrayRef<int64_t> values) {
  ImplicitLocOpBuilder implicit(function.getLoc(), builder);
  return tosa::getTosaConstShape(implicit, values);
}

/// One row of the argument, of a shape to be broadcast to `rank` dimensions.
Value SimulationBuilder::readRow(int64_t row, int64_t column, int64_t columns,
                                 int64_t rank) {
  Location loc = function.getLoc();
  auto type = RankedTensorType::get({1, columns}, builder.getF32Type());
  Value slice =
      tosa::SliceOp::create(builder, loc, type, argument,
                            shapeOf({row, column}), shapeOf(type.getShape()));
  SmallVector<int64_t> shape(rank, 1);
  if (rank)
    shape.back() = columns;
  return tosa::ReshapeOp::create(builder, loc, type.clone(shape), slice,
                                 shapeOf(shape));
}

static Value createSplat(OpBuilder &builder, Location loc,
                         ArrayRef<int64_t> shape, TypedAttr element) {
  auto values = DenseElementsAttr::get(
      RankedTensorType::get(shape, element.getType()), Attribute(element));
  return tosa::ConstOp::create(builder, loc, values.getType(), values);
}

/// The product, in the shape of `a`.
Value SimulationBuilder::multiply(Value a, Value b) {
  Location loc = a.getLoc();
  Value shift = createSplat(builder, loc, {1}, builder.getI8IntegerAttr(0));
  return tosa::MulOp::create(builder, loc, a.getType(), a, b, shift);
}

/// value + share * (scale * clamp(floor(value / scale + 1/2)) - value)
Value SimulationBuilder::round(Value value, const Simulation::Slot &slot) {
  Location loc = value.getLoc();
  auto type = cast<RankedTensorType>(value.getType());
  auto row = [&](Row which) {
    return readRow(which, slot.column, slot.columns, type.getRank());
  };
  Value half =
      createSplat(builder, loc, SmallVector<int64_t>(type.getRank(), 1),
                  builder.getF32FloatAttr(0.5));
  Value steps = multiply(value, row(Reciprocal));
  steps = tosa::AddOp::create(builder, loc, type, steps, half);
  steps = tosa::FloorOp::create(builder, loc, type, steps);
  steps = tosa::MinimumOp::create(builder, loc, type, steps, row(High));
  steps = tosa::MaximumOp::create(builder, loc, type, steps, row(Low));
  Value rounded = multiply(steps, row(Scale));
  Value error = tosa::SubOp::create(builder, loc, type, rounded, value);
  return tosa::AddOp::create(builder, loc, type, value,
                             multiply(error, row(Share)));
}

namespace {
/// The constant weights of a unit, and which output and input channel an
/// element belongs to.
struct Weights {
  OpOperand *operand = nullptr;
  DenseElementsAttr values;
  int64_t outputs = 0;
  std::function<int64_t(int64_t)> outputOf, inputOf;
};
} // namespace

/// The weights of the one contraction of `unit`; without an operand if there
/// are none to be rounded.
static Weights findWeights(qnn::UnitOp unit) {
  Weights weights;
  unit.getBody().walk([&](Operation *op) {
    if (!isa<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::MatMulOp>(op))
      return;
    OpOperand *operand = &op->getOpOperand(1);
    while (auto reshape = operand->get().getDefiningOp<tosa::ReshapeOp>())
      operand = &reshape->getOpOperand(0);
    if (!matchPattern(operand->get(), m_Constant(&weights.values)) ||
        !weights.values.getElementType().isF32())
      return;
    weights.operand = operand;
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(op->getOperand(1).getType()).getShape();
    int64_t last = shape.back();
    if (isa<tosa::Conv2DOp>(op)) {
      weights.outputs = shape[0];
      int64_t perOutput = weights.values.getNumElements() / shape[0];
      weights.outputOf = [=](int64_t i) { return i / perOutput; };
      weights.inputOf = [=](int64_t i) { return i % last; };
    } else if (isa<tosa::DepthwiseConv2DOp>(op)) {
      int64_t outputs = shape[2] * last;
      weights.outputs = outputs;
      weights.outputOf = [=](int64_t i) { return i % outputs; };
      weights.inputOf = [=](int64_t i) { return i % outputs / last; };
    } else {
      weights.outputs = last;
      weights.outputOf = [=](int64_t i) { return i % last; };
      weights.inputOf = [=](int64_t i) { return i / last; };
    }
  });
  return weights;
}

/// The numbers that `weights` are when they are stored with `plan`; they have
/// taken in the scales of the channels of `input` that they multiply. Nothing
/// where they cannot be quantized, which is refused when the plan is applied.
static std::optional<SmallVector<float, 0>>
roundWeights(const Weights &weights, const std::optional<TensorParams> &input,
             const WeightPlan &plan) {
  auto channelScale = [&](int64_t i) -> double {
    if (!input || input->channelScales.empty())
      return 1;
    auto count = static_cast<int64_t>(input->channelScales.size());
    return input->scaleOf(weights.inputOf(i) % count) / input->scale;
  };
  SmallVector<float, 0> values(weights.values.getValues<float>());
  // The quantizer wants them output by output.
  int64_t perOutput = static_cast<int64_t>(values.size()) /
                      std::max<int64_t>(weights.outputs, 1);
  SmallVector<int64_t> place, seen(weights.outputs, 0);
  for (int64_t i = 0; i < static_cast<int64_t>(values.size()); ++i) {
    int64_t output = weights.outputOf(i);
    place.push_back(output * perOutput + seen[output]++);
  }
  SmallVector<float, 0> sorted(values.size());
  for (auto [i, value] : llvm::enumerate(values))
    sorted[place[i]] = static_cast<float>(value * channelScale(i));
  llvm::Expected<DenseQuantization> quantized =
      quantizeDense(sorted, SmallVector<float>(weights.outputs, 0.0f),
                    input.value_or(TensorParams()), plan);
  if (!quantized) {
    llvm::consumeError(quantized.takeError());
    return std::nullopt;
  }
  for (auto [i, value] : llvm::enumerate(values)) {
    bool isShared = quantized->weightScales.size() == 1;
    double scale = quantized->weightScales[isShared ? 0 : weights.outputOf(i)];
    int64_t steps = quantized->stepsOf(place[i]);
    value = static_cast<float>(static_cast<double>(steps) * scale /
                               channelScale(i));
  }
  return values;
}

static void replaceWeights(qnn::UnitOp unit, const Weights &weights,
                           ArrayRef<float> values) {
  auto builder = OpBuilder::atBlockBegin(&unit.getBody().front());
  auto attr = DenseElementsAttr::get(weights.values.getType(), values);
  weights.operand->set(
      tosa::ConstOp::create(builder, unit.getLoc(), attr.getType(), attr));
}

/// Rounds the weights as they will be stored, and as they would be with other
/// bits.
void SimulationBuilder::addWeights(qnn::UnitOp unit) {
  const UnitPlan *planned = plan.findUnit(unit.getId());
  Weights weights = findWeights(unit);
  if (!planned || !planned->quantize || !planned->weights ||
      planned->weights->isGiven || !weights.operand)
    return;
  std::optional<TensorParams> input;
  if (const TensorPlan *tensor = plan.findTensor(operandName(unit, 0)))
    input = tensor->params.bits == 16 && !readsWords(unit.getKind(), *planned)
                ? narrowToByte(tensor->params)
                : tensor->params;
  SmallVector<Floats> others;
  auto known = otherWeights.find(unit.getId());
  for (auto [i, bits] :
       llvm::enumerate(canNarrowWeights(unit) ? otherBits : ArrayRef<int>())) {
    WeightPlan other = *planned->weights;
    other.bits = bits;
    if (known != otherWeights.end())
      other = known->second[i];
    if (wanted && !wanted(unit.getId(), i)) {
      others.emplace_back();
      continue;
    }
    if (auto rounded = roundWeights(weights, input, other))
      others.push_back(std::move(*rounded));
  }
  if (auto rounded = roundWeights(weights, input, *planned->weights))
    replaceWeights(unit, weights, *rounded);
  if (others.empty() || others.size() != otherBits.size())
    return;
  simulation.switches.push_back({unit.getId().str(),
                                 weights.values.getNumElements(),
                                 simulation.columns++});
  switched.emplace_back(unit, std::move(others));
}

/// y -> clamp(y + sum share_i (y_i - y)), y_i with the i-th other weights,
/// those of them that there are.
void SimulationBuilder::switchWeights(qnn::UnitOp unit, ArrayRef<Floats> others,
                                      int64_t column) {
  if (llvm::all_of(others, [](const Floats &values) { return values.empty(); }))
    return;
  Value result = unit.getOutputs()[0];
  tosa::ClampOp clamp;
  for (auto op : unit.getBody().front().getOps<tosa::ClampOp>())
    clamp = op;
  if (clamp)
    clamp.getOutput().replaceAllUsesWith(clamp.getInput());
  SmallVector<OpOperand *> uses;
  for (OpOperand &use : result.getUses())
    uses.push_back(&use);
  builder.setInsertionPointAfter(unit);
  auto rank = cast<RankedTensorType>(result.getType()).getRank();
  Location loc = unit.getLoc();
  Value sum = result;
  for (auto [i, values] : llvm::enumerate(others)) {
    if (values.empty())
      continue;
    auto copy = cast<qnn::UnitOp>(builder.clone(*unit));
    copy.setId((unit.getId() + "." + Twine(otherBits[i])).str());
    replaceWeights(copy, findWeights(copy), values);
    Value difference = tosa::SubOp::create(builder, loc, result.getType(),
                                           copy.getOutputs()[0], result);
    Value share = readRow(static_cast<int64_t>(i), column, 1, rank);
    sum = tosa::AddOp::create(builder, loc, result.getType(), sum,
                              multiply(difference, share));
  }
  if (clamp) {
    clamp->moveAfter(sum.getDefiningOp());
    clamp->setOperand(0, sum);
    sum = clamp.getOutput();
    sum.setType(cast<RankedTensorType>(result.getType()));
  }
  for (OpOperand *use : uses)
    use->set(sum);
}

Simulation SimulationBuilder::run() {
  auto module = function->getParentOfType<ModuleOp>();
  for (const ObservedTensor &tensor : findObservedTensors(module))
    addTensor(tensor);
  for (qnn::UnitOp unit : collectUnits(module))
    addWeights(unit);
  auto type = RankedTensorType::get({NumRows, simulation.columns},
                                    builder.getF32Type());
  unsigned index = function.getNumArguments();
  DictionaryAttr attrs = builder.getDictionaryAttr(builder.getNamedAttr(
      "qnn.name", builder.getStringAttr("qopt.simulation")));
  (void)function.insertArgument(index, type, attrs, function.getLoc());
  argument = function.getArgument(index);
  for (const Site &site : sites) {
    builder.setInsertionPointAfterValue(site.value);
    Value rounded = round(site.value, simulation.slots[site.slot]);
    for (OpOperand *use : site.uses)
      use->set(rounded);
  }
  // What is above reads the results of the units as they are now.
  for (auto [entry, weights] : llvm::zip_equal(switched, simulation.switches))
    switchWeights(entry.first, entry.second, weights.column);
  simulation.numOtherBits = otherBits.size();
  return std::move(simulation);
}

Simulation Simulation::insert(func::FuncOp function, ArrayRef<Plan> plans,
                              ArrayRef<int> otherBits,
                              const OtherWeights &otherWeights, Wanted wanted) {
  return SimulationBuilder(function, plans, otherBits, otherWeights, wanted)
      .run();
}

void Simulation::setWeights(std::vector<float> &argument,
                            const WeightSwitch &weights,
                            std::optional<size_t> other) const {
  for (size_t i = 0; i < numOtherBits; ++i)
    argument[i * columns + weights.column] = other == i;
}

bool Simulation::hasTensor(StringRef name) const {
  return llvm::any_of(slots,
                      [&](const Slot &slot) { return slot.tensor == name; });
}

std::vector<float> Simulation::makeArgument() const {
  return std::vector<float>(NumRows * columns, 0.0f);
}

std::vector<float> Simulation::makeArgument(const Plan &plan) const {
  std::vector<float> argument = makeArgument();
  for (const TensorPlan &tensor : plan.tensors)
    setTensor(argument, plan, tensor);
  return argument;
}

void Simulation::setTensor(std::vector<float> &argument, const Plan &plan,
                           const TensorPlan &tensor) const {
  for (const Slot &slot : slots) {
    if (slot.tensor != tensor.name)
      continue;
    bool isNarrowed = tensor.params.bits == 16 && !slot.reader.empty() &&
                      !readsWords(slot.kind, *plan.findUnit(slot.reader));
    TensorParams params =
        isNarrowed ? narrowToByte(tensor.params) : tensor.params;
    for (int64_t i = 0; i < slot.columns; ++i) {
      auto set = [&](Row row, double value) {
        argument[row * columns + slot.column + i] = static_cast<float>(value);
      };
      double scale = params.scaleOf(i);
      set(Reciprocal, 1 / scale);
      set(Scale, scale);
      set(Low, static_cast<double>(params.qmin - params.zeroPoint));
      set(High, static_cast<double>(params.qmax - params.zeroPoint));
      set(Share, 1);
    }
  }
}

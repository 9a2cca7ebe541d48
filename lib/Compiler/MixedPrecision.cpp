//===- MixedPrecision.cpp - --max-drop ------------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WidthSearch.h"
#include "WordChooser.h"

#include "qopt/Compiler/ModelRunner.h"
#include "qopt/Metrics/Classes.h"
#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace mlir;

namespace qopt {

llvm::Expected<MaxDrop> MaxDrop::parse(llvm::StringRef text) {
  MaxDrop drop;
  llvm::StringRef number = text;
  bool hasUnit = number.consume_back("dB");
  if (!hasUnit && number.consume_back("pt")) {
    hasUnit = true;
    drop.unit = Points;
  }
  if (!hasUnit || number.getAsDouble(drop.value) ||
      (drop.unit == Points && drop.value < 0) || !std::isfinite(drop.value))
    return makeError("--max-drop: '" + text +
                     "' is no number with its unit; give a drop of the "
                     "signal-to-noise ratio, such as 0.5dB, or -3dB for a "
                     "rise, or one of 0 or more of the accuracy in percent, "
                     "such as 0.5pt");
  return drop;
}

std::string MaxDrop::format(double drop) const {
  std::string text;
  llvm::raw_string_ostream(text)
      << llvm::format(unit == Decibels ? "%.2f dB" : "%.2f pt", drop);
  return text;
}

llvm::StringRef getObjectiveName(Objective objective) {
  return objective == Objective::Size ? "size" : "latency";
}

/// The labels, one for each prediction of the first output.
static llvm::Expected<Labels> readLabels(llvm::StringRef path,
                                         const Signature &signature,
                                         const DataFeed &feed, int64_t rows) {
  if (signature.outputs.front().type != ElementType::F32)
    return makeError("--labels: the first output is no float, so it has no "
                     "scores of classes; ask for a drop in dB");
  auto shape = shapeOverSamples(signature.outputs.front(), feed, rows);
  if (!shape)
    return shape.takeError();
  Labels labels;
  labels.numClasses = shape->size() < 2 ? 1 : shape->back();
  int64_t predictions = 1;
  for (int64_t size : *shape)
    predictions *= size;
  if (labels.numClasses == 0 || predictions == 0)
    return makeError("--labels: the first output has no values to be compared "
                     "with them; ask for a drop in dB");
  predictions /= labels.numClasses;
  auto loaded = loadLabels(path, predictions, labels.numClasses);
  if (!loaded)
    return loaded.takeError();
  labels.classes = std::move(*loaded);
  labels.perSample = predictions / feed.numSamples();
  return labels;
}

/// What was tried, without what costs more and loses more than something else.
static std::vector<PrecisionSearch::Point>
makeCurve(llvm::ArrayRef<WidthSearch::Mix> tried,
          const WidthSearch::Widths &chosen) {
  std::vector<PrecisionSearch::Point> curve;
  for (const WidthSearch::Mix &mix : tried) {
    bool isBeaten = llvm::any_of(tried, [&](const WidthSearch::Mix &other) {
      return other.cost <= mix.cost && other.drop <= mix.drop &&
             (other.cost < mix.cost || other.drop < mix.drop);
    });
    if (!isBeaten || mix.widths == chosen || &mix == tried.begin())
      curve.push_back({mix.cost, mix.drop, mix.widths == chosen});
  }
  llvm::sort(curve, [](const auto &a, const auto &b) {
    return std::tuple(-a.cost, a.drop, a.isChosen) <
           std::tuple(-b.cost, b.drop, b.isChosen);
  });
  return curve;
}

/// The weights of fewer bits that layers of `plan` may have; those of very few
/// in groups of so many, where the layer can have that.
static Simulation::OtherWeights
listOtherWeights(ModuleOp module, const Plan &plan, llvm::ArrayRef<int> bits,
                 int64_t group, const Compiler::Note &note) {
  // A byte for every group is little beside what those of more bits take, but
  // it is not much that those lose without.
  constexpr int mostInGroups = 4;
  Simulation::OtherWeights others;
  module.walk([&](qnn::UnitOp unit) {
    const UnitPlan *planned = plan.findUnit(unit.getId());
    if (!planned || !planned->quantize || !canNarrowWeights(unit))
      return;
    std::string reason = group ? refuseWeightGroup(unit, group) : "";
    if (!reason.empty())
      note("unit '" + unit.getId() +
           "' has one weight scale per channel and no groups: " + reason);
    for (int count : bits) {
      WeightPlan weights = *planned->weights;
      weights.bits = count;
      weights.group = count <= mostInGroups && reason.empty() ? group : 0;
      others[unit.getId()].push_back(std::move(weights));
    }
  });
  return others;
}

/// Whether a network is less noisy than another, both with the roundings of
/// `plan` and in the mean over outputs, on these calls.
static llvm::Expected<bool>
isLessNoisy(Executable &reference, const SimulatedNetwork &network,
            const SimulatedNetwork &other, const Plan &plan, DataFeed &feed,
            int64_t rowsPerCall, llvm::ArrayRef<int64_t> calls) {
  std::vector<double> noise[2], signal;
  for (auto [i, one] : llvm::enumerate(std::array{&network, &other})) {
    NoiseMeter meter(reference, *one->executable, feed, rowsPerCall);
    std::vector<float> argument = one->simulation.makeArgument(plan);
    for (int64_t call : calls) {
      meter.start(call);
      auto measured = meter.measure(argument);
      if (!measured)
        return measured.takeError();
      addNumbers(noise[i], *measured);
      if (i > 0)
        continue;
      auto power = meter.signal();
      if (!power)
        return power.takeError();
      addNumbers(signal, *power);
    }
  }
  return meanShare(noise[0], noise[1], signal) < 1;
}

llvm::Expected<std::optional<CostFile>>
Compiler::findCosts(const Plan &plan, const Plan *words,
                    const PrecisionOptions &precision,
                    const OtherWeights &others, Progress timing) {
  if (precision.costs || precision.costFile.empty())
    return precision.costs;
  auto timed = timeLayers(plan, others, timing);
  if (!timed)
    return timed.takeError();
  if (words) {
    OtherWeights ofReaders;
    for (const auto &entry : others)
      if (words->findUnit(entry.first())->readsWords &&
          !plan.findUnit(entry.first())->readsWords)
        ofReaders[entry.first()] = entry.second;
    auto more = timeLayers(*words, ofReaders, timing);
    if (!more)
      return more.takeError();
    llvm::append_range(timed->costs, more->costs);
  }
  if (llvm::Error error = timed->write(precision.costFile))
    return std::move(error);
  // As the next search will have it.
  return CostFile::read(precision.costFile);
}

llvm::Expected<std::unique_ptr<Executable>>
Compiler::makeSilently(OwningOpRef<ModuleOp> module) {
  // How these are compiled is nobody's concern.
  Note silent = [](const llvm::Twine &) {};
  std::swap(note, silent);
  auto executable = makeHostExecutable(std::move(module));
  std::swap(note, silent);
  return executable;
}

llvm::Expected<Compiler::ChosenWeights> Compiler::chooseWeights(
    Plan &plan, const PrecisionOptions &precision, PrecisionData &data,
    WordChooser &words, LayerCosts &layerCosts, OtherWeights others,
    llvm::ArrayRef<int> otherBits, Progress rounding, Progress judging) {
  // The cost of every layer, the widest first; what costs no less than what is
  // wider is of no use.
  llvm::StringMap<std::vector<int64_t>> costsOf;
  for (const UnitPlan &planned : plan.units) {
    auto other = others.find(planned.id);
    if (other == others.end())
      continue;
    SmallVector<WeightPlan> forms{*planned.weights};
    llvm::append_range(forms, other->second);
    auto costs = layerCosts.of(planned, forms);
    if (!costs)
      return costs.takeError();
    costsOf[planned.id] = std::move(*costs);
  }
  auto isCheaper = [&](llvm::StringRef unit, size_t other) {
    llvm::ArrayRef<int64_t> costs = costsOf.find(unit)->second;
    return costs[other + 1] < *llvm::min_element(costs.take_front(other + 1));
  };
  int64_t forms = 0;
  for (const auto &entry : others) {
    ++forms;
    for (size_t other = 0; other < otherBits.size(); ++other)
      forms += isCheaper(entry.first(), other);
  }

  // The base is the plan with what is to be judged as 8 bits.
  Plan base = plan;
  auto unitOf = [](Plan &of, llvm::StringRef id) {
    return llvm::find_if(of.units,
                         [&](const UnitPlan &unit) { return unit.id == id; });
  };
  auto simulate =
      [&](llvm::ArrayRef<int> bits) -> llvm::Expected<SimulatedNetwork> {
    OwningOpRef<ModuleOp> module = cloneFloatModule();
    SimulatedNetwork made;
    made.simulation = Simulation::insert(
        *module->getOps<func::FuncOp>().begin(), base, bits, others, isCheaper);
    auto executable = makeSilently(std::move(module));
    if (!executable)
      return executable.takeError();
    made.executable = std::move(*executable);
    return std::move(made);
  };
  // Rounding is learned from some of the calls.
  std::vector<int64_t> learned, unlearned;
  for (int64_t first = 0; first < data.feed->numSamples();
       first += data.parts.rowsPerCall)
    (precision.roundsWeights && data.parts.count > 1 &&
             data.parts.partOf(first) != 0
         ? learned
         : unlearned)
        .push_back(first / data.parts.rowsPerCall);
  std::optional<SimulatedNetwork> nearest;
  if (precision.roundsWeights) {
    auto made = simulate({});
    if (!made)
      return made.takeError();
    nearest = std::move(*made);
    // Those of 8 bits too.
    Simulation::OtherWeights nearestInteger = others;
    for (auto &entry : nearestInteger)
      entry.second.push_back(*plan.findUnit(entry.first())->weights);
    Note silent = [](const llvm::Twine &) {};
    std::swap(note, silent);
    auto rounded =
        roundWeights(plan, nearestInteger, data.path, data.parts, rounding);
    std::swap(note, silent);
    if (!rounded)
      return rounded.takeError();
    others = std::move(*rounded);
    for (auto &entry : others)
      *unitOf(base, entry.first())->weights = entry.second.pop_back_val();
  }
  auto network = simulate(otherBits);
  if (!network)
    return network.takeError();
  if (nearest) {
    auto isBetter = isLessNoisy(*data.reference, *network, *nearest, plan,
                                *data.feed, data.parts.rowsPerCall, unlearned);
    if (!isBetter)
      return isBetter.takeError();
    if (!*isBetter) {
      // 8 bits are no place where rounding the weights helps; fewer may be.
      base = plan;
      nearest.reset();
      network = simulate(otherBits);
      if (!network)
        return network.takeError();
    }
  }
  const Simulation &simulation = network->simulation;

  std::vector<std::vector<int64_t>> costs;
  for (const Simulation::WeightSwitch &layer : simulation.weightSwitches())
    costs.push_back(costsOf.find(layer.unit)->second);
  if (searchLog) {
    SearchKey key("max-drop");
    key.add(plan.toString());
    key.add(precision.roundsWeights ? "rounded" : "nearest");
    for (const std::vector<int64_t> &layer : costs)
      for (int64_t cost : layer)
        key.add(std::to_string(cost));
    if (llvm::Error error = addOptions(key, precision))
      return std::move(error);
    if (llvm::Error error = beginSearch(std::move(key), data.path))
      return std::move(error);
  }
  NoiseMeter meter(*data.reference, *network->executable, *data.feed,
                   data.parts.rowsPerCall, searchLog.get());
  WidthSearch search(meter, simulation, simulation.makeArgument(plan),
                     otherBits, std::move(costs), precision.maxDrop,
                     data.parts.rowsPerCall, data.labels);
  search.setLearned(learned);
  std::optional<NoiseMeter> baseline;
  if (words.isChosen()) {
    // What is lost is told from the plan without these, and without weights
    // that are rounded against each other's error.
    baseline.emplace(*data.reference, words.getExecutable(), *data.feed,
                     data.parts.rowsPerCall, searchLog.get());
    search.setBaseline(*baseline, words.getBytesArgument());
  } else if (nearest) {
    baseline.emplace(*data.reference, *nearest->executable, *data.feed,
                     data.parts.rowsPerCall, searchLog.get());
    search.setBaseline(*baseline, nearest->simulation.makeArgument(plan));
  }
  // A layer that can be switched is computed with each of its weights.
  search.setBudget(data.runs * static_cast<int64_t>(others.size()) /
                   std::max<int64_t>(forms, 1));
  auto isAllowed = search.isBaseAllowed(judging);
  if (!isAllowed)
    return isAllowed.takeError();
  if (!*isAllowed)
    return ChosenWeights{search.tried().front().drop, {}};
  if (simulation.weightSwitches().empty())
    note("--max-drop: no layer is quantized whose weights could have fewer "
         "bits; depthwise convolutions, and weights that arrived quantized, "
         "keep theirs");
  auto chosen = search.run(judging);
  if (!chosen)
    return chosen.takeError();

  PrecisionSearch found{precision, {}, {}, words.getTensors()};
  found.curve = makeCurve(search.tried(), *chosen);
  if (words.isChosen()) {
    PrecisionSearch::Point before{0, words.getBytesDrop(), false};
    for (const Simulation::WeightSwitch &layer : simulation.weightSwitches()) {
      const UnitPlan &planned = *words.getBytes().findUnit(layer.unit);
      auto cost = layerCosts.of(planned, *planned.weights);
      if (!cost)
        return cost.takeError();
      before.cost += cost->front();
    }
    found.curve.insert(found.curve.begin(), before);
  }
  for (auto [i, layer] : llvm::enumerate(simulation.weightSwitches())) {
    size_t width = (*chosen)[i];
    auto planned = unitOf(base, layer.unit);
    if (width != 0)
      planned->weights = others[layer.unit][width - 1];
    found.layers.push_back({layer.unit, planned->weights->bits, {}});
    for (auto [other, bits] : llvm::enumerate(otherBits))
      if (std::optional<double> drop = search.dropOf(i, other + 1))
        found.layers.back().drops.emplace_back(bits, *drop);
  }
  plan = std::move(base);
  return ChosenWeights{std::nullopt, std::move(found)};
}

llvm::Expected<PrecisionData>
Compiler::openPrecisionData(const PrecisionOptions &precision,
                            llvm::StringRef dataPath) {
  auto reference = makeSilently(cloneFloatModule());
  if (!reference)
    return reference.takeError();
  const Signature &signature = (*reference)->getSignature();
  if (!signature.states.empty())
    return makeError("--max-drop: the model keeps state between calls, which "
                     "trying widths would disturb; give --weight-bits, or "
                     "weight-bits of single layers in the plan");
  auto feed = DataFeed::open(dataPath, signature);
  if (!feed)
    return feed.takeError();
  DataParts parts = DataParts::of(*feed);
  std::optional<Labels> labels;
  if (!precision.labels.empty()) {
    auto read =
        readLabels(precision.labels, signature, *feed, parts.rowsPerCall);
    if (!read)
      return read.takeError();
    labels = std::move(*read);
  }
  // Two minutes on one core of today for single layers, and two for choices of
  // all.
  constexpr int64_t workBudget = int64_t(1) << 41;
  int64_t runs = workBudget / countWork(*floatModule) /
                 std::max<int64_t>(parts.rowsPerCall, 1);
  return PrecisionData{std::move(*reference),
                       std::make_unique<DataFeed>(std::move(*feed)),
                       dataPath,
                       parts,
                       std::move(labels),
                       runs};
}

llvm::Expected<PrecisionSearch>
Compiler::choosePrecision(Plan &plan, const PrecisionOptions &precision,
                          const StatisticsFile &seen, llvm::StringRef dataPath,
                          Progress timing, Progress rounding,
                          Progress judging) {
  auto data = openPrecisionData(precision, dataPath);
  if (!data)
    return data.takeError();
  auto otherBits = chooseOtherBits(precision.objective, target);
  OtherWeights others = listOtherWeights(*floatModule, plan, otherBits,
                                         options.plan.weightGroup, note);
  WordChooser words(*this, precision, *data, judging);
  if (llvm::Error error = words.start(plan, seen))
    return std::move(error);
  std::optional<CostFile> timed;
  auto findCostsOf = [&](const Plan *more) -> llvm::Error {
    return findCosts(plan, more, precision, others, timing).moveInto(timed);
  };
  bool needsWords = words.isNeeded();
  if (llvm::Error error = findCostsOf(needsWords ? &words.getWords() : nullptr))
    return std::move(error);
  LayerCosts layerCosts(*floatModule, precision, timed, target);
  if (needsWords)
    if (llvm::Error error =
            words.choose(plan, words.getBytesDrop(), layerCosts, others))
      return std::move(error);
  while (true) {
    auto weights = chooseWeights(plan, precision, *data, words, layerCosts,
                                 others, otherBits, rounding, judging);
    if (!weights)
      return weights.takeError();
    if (!weights->refused) {
      if (timed)
        plan.costs = {llvm::sys::path::filename(precision.costFile).str(),
                      timed->sha256};
      return std::move(weights->found);
    }
    // These weights, and that data, may need more than was chosen.
    if (!words.hasMore())
      return makeError(
          "--max-drop=" + precision.maxDrop.format(precision.maxDrop.value) +
          ": weights of 8 bits" +
          (words.isChosen() ? " and activations of 16" : "") + " lose " +
          precision.maxDrop.format(*weights->refused) +
          " already, and that is the least that can be asked for" +
          (options.plan.activationBits == ActivationBits::Bytes
               ? " with --activation-bits=8"
               : ""));
    if (words.isChosen()) {
      words.addMore(plan);
      continue;
    }
    if (llvm::Error error = findCostsOf(&words.getWords()))
      return std::move(error);
    if (llvm::Error error =
            words.choose(plan, *weights->refused, layerCosts, others))
      return std::move(error);
  }
}

} // namespace qopt

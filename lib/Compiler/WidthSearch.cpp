//===- WidthSearch.cpp - The bits of every layer's weights ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WidthSearch.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace llvm;

namespace qopt {

WidthSearch::WidthSearch(NoiseMeter &meter, const Simulation &simulation,
                         std::vector<float> base, ArrayRef<int> otherBits,
                         std::vector<std::vector<int64_t>> costs,
                         MaxDrop maxDrop, int64_t rowsPerCall,
                         const std::optional<Labels> &labels)
    : meter(meter), simulation(simulation), costs(std::move(costs)),
      maxDrop(maxDrop), rowsPerCall(rowsPerCall), labels(labels),
      base(std::move(base)) {
  bits.push_back(WeightPlan::maxBits);
  llvm::append_range(bits, otherBits);
  for (int64_t call = 0; call < meter.countCalls(); ++call)
    parts[0].calls.push_back(call);
}

void WidthSearch::setLearned(ArrayRef<int64_t> calls) {
  llvm::erase_if(parts[0].calls,
                 [&](int64_t call) { return llvm::is_contained(calls, call); });
  parts[1].calls.assign(calls.begin(), calls.end());
}

//===----------------------------------------------------------------------===//
// Measuring
//===----------------------------------------------------------------------===//

std::vector<float> WidthSearch::argumentOf(ArrayRef<size_t> widths) const {
  std::vector<float> argument = base;
  for (auto [layer, width] :
       llvm::zip_equal(simulation.weightSwitches(), widths))
    if (width != 0)
      simulation.setWeights(argument, layer, width - 1);
  return argument;
}

Share countRight(const Labels &labels, int64_t firstSample,
                 ArrayRef<float> scores) {
  std::vector<int64_t> predicted = predictClasses(scores, labels.numClasses);
  ArrayRef<int64_t> wanted =
      ArrayRef(labels.classes).drop_front(firstSample * labels.perSample);
  return countEqual(predicted, wanted.take_front(predicted.size()));
}

double meanShare(ArrayRef<double> noise, ArrayRef<double> kept,
                 ArrayRef<double> signal) {
  double sum = 0, outputs = 0;
  for (auto [own, other, power] : llvm::zip_equal(noise, kept, signal)) {
    double least = std::max(other, power * negligibleNoise);
    if (least <= 0)
      continue;
    sum += own / least;
    ++outputs;
  }
  return outputs > 0 ? sum / outputs : 1;
}

/// In how many calls, all over the data, the budget allows so many choices.
int64_t WidthSearch::countCalls(size_t choices) const {
  return std::clamp<int64_t>(
      budget / static_cast<int64_t>(std::max<size_t>(choices, 1)), 1,
      meter.countCalls());
}

Error WidthSearch::judge(MutableArrayRef<Mix> judged,
                         MutableArrayRef<Trial> tried) {
  for (size_t part = 0; part < std::size(parts); ++part)
    if (Error error = judge(part, judged, tried))
      return error;
  return Error::success();
}

/// Runs `judged` and `tried`, each on as many calls all over the part of the
/// data as the budget allows; `tried` where nothing was learned. What trials
/// are compared with is run with them.
Error WidthSearch::judge(size_t partIndex, MutableArrayRef<Mix> judged,
                         MutableArrayRef<Trial> tried) {
  Part &part = parts[partIndex];
  if (partIndex > 0)
    tried = {};
  // About as many mixes as are judged in all.
  constexpr size_t fewMixes = 16;
  // What a layer does by itself varies little from call to call.
  constexpr int64_t enoughCalls = 4;
  auto calls = static_cast<int64_t>(part.calls.size());
  int64_t mixCalls = llvm::divideCeil(countCalls(fewMixes) * calls,
                                      meter.countCalls()),
          triedCalls = std::min({enoughCalls, countCalls(tried.size()), calls});
  runsPlanned =
      meter.countRuns() + mixCalls * static_cast<int64_t>(judged.size());
  if (!tried.empty())
    runsPlanned += triedCalls * static_cast<int64_t>(tried.size() + 2);
  auto measure = [&](std::vector<double> &noise, ArrayRef<float> argument,
                     StringRef tried) -> Error {
    if (Error error = addMeasured(noise, meter.measure(argument, tried)))
      return error;
    (*progress)(meter.countRuns(), runsPlanned);
    return Error::success();
  };
  bool isFirst = part.signal.empty();
  std::vector<double> untried, triedSignal;
  std::vector<float> unrounded = simulation.makeArgument();
  for (auto [index, call] : llvm::enumerate(part.calls)) {
    auto i = static_cast<int64_t>(index);
    bool isJudged = !judged.empty() && isOneOf(i, mixCalls, calls),
         isTried = !tried.empty() && isOneOf(i, triedCalls, calls);
    if (!isJudged && !isTried)
      continue;
    meter.start(call);
    auto countScores = [&, call = call](ArrayRef<float> scores) {
      Share right = countRight(*labels, call * rowsPerCall, scores);
      return std::vector<double>{double(right.count), double(right.total)};
    };
    auto measureBaseline = [&, call = call](std::vector<double> &noise) {
      baseline->start(call);
      return addMeasured(noise, baseline->measure(baselineArgument, "nearest"));
    };
    if (isFirst) {
      if (baseline)
        if (Error error = measureBaseline(part.kept))
          return error;
      if (Error error = addMeasured(part.signal, meter.signal()))
        return error;
      if (labels)
        if (Error error =
                addMeasured(part.floatRight, meter.countInWanted(countScores)))
          return error;
    }
    for (Mix &mix : isJudged ? judged : MutableArrayRef<Mix>()) {
      if (Error error = measure(mix.noise[partIndex], argumentOf(mix.widths),
                                nameChoice("widths", mix.widths)))
        return error;
      if (labels)
        if (Error error = addMeasured(mix.right[partIndex],
                                      meter.countInGot(countScores)))
          return error;
    }
    if (!isTried)
      continue;
    if (Error error = addMeasured(triedSignal, meter.signal()))
      return error;
    if (Error error = baseline ? measureBaseline(untried)
                               : measure(untried, base, "plan"))
      return error;
    // Without any other rounding, so that errors which have to do with each
    // other by chance neither add up nor make up for each other.
    std::vector<double> weightsOnly;
    if (Error error = measure(weightsOnly, unrounded, "weights"))
      return error;
    meter.takeAsReference();
    for (Trial &trial : tried) {
      std::vector<float> argument = unrounded;
      const auto &layer = simulation.weightSwitches()[trial.layer];
      simulation.setWeights(argument, layer, trial.width - 1);
      if (Error error =
              measure(trial.noise, argument,
                      layer.unit + " width " + std::to_string(trial.width)))
        return error;
    }
  }
  for (Trial &trial : tried)
    trial.excess = meanShare(trial.noise, untried, triedSignal);
  return Error::success();
}

Error WidthSearch::judgeTrials(std::vector<Trial> added) {
  if (added.empty())
    return Error::success();
  if (Error error = judge({}, added))
    return error;
  llvm::append_range(trials, added);
  return Error::success();
}

const WidthSearch::Mix *WidthSearch::findMix(const Widths &widths) const {
  const auto *found = llvm::find_if(
      ArrayRef(mixes), [&](const Mix &mix) { return mix.widths == widths; });
  return found == ArrayRef(mixes).end() ? nullptr : found;
}

Error WidthSearch::judgeMixes(std::vector<Widths> choices) {
  std::vector<Mix> judged;
  for (Widths &widths : choices) {
    if (findMix(widths) || llvm::any_of(judged, [&](const Mix &mix) {
          return mix.widths == widths;
        }))
      continue;
    int64_t cost = 0;
    for (auto [layer, width] : llvm::zip_equal(costs, widths))
      cost += layer[width];
    judged.push_back({std::move(widths), cost});
  }
  if (judged.empty())
    return Error::success();
  if (Error error = judge(judged, {}))
    return error;
  for (Mix &mix : judged) {
    if (mixes.empty() && !baseline)
      for (auto [part, noise] : llvm::zip_equal(parts, mix.noise))
        part.kept = noise;
    mix.drop = dropOf(mix);
    mixes.push_back(std::move(mix));
  }
  return Error::success();
}

double WidthSearch::dropOf(const Mix &mix) const {
  // On what nothing was learned from, and on all the data, of which there is
  // more; the same where nothing was learned.
  Part sums;
  std::vector<double> noise, right;
  double drop = -std::numeric_limits<double>::infinity();
  for (auto [i, part] : llvm::enumerate(parts)) {
    if (part.signal.empty())
      continue;
    addNumbers(sums.signal, part.signal);
    addNumbers(sums.kept, part.kept);
    addNumbers(noise, mix.noise[i]);
    if (maxDrop.unit == MaxDrop::Points) {
      addNumbers(sums.floatRight, part.floatRight);
      addNumbers(right, mix.right[i]);
      drop = std::max(drop, 100.0 * (sums.floatRight[0] - right[0]) /
                                sums.floatRight[1]);
      continue;
    }
    // Without any noise that is -infinity: less than any drop that is allowed.
    drop = std::max(drop,
                    10 * std::log10(meanShare(noise, sums.kept, sums.signal)));
  }
  return drop;
}

/// The noise of width 0 everywhere, in shares of what is kept.
double WidthSearch::shareOfBase() const {
  const Part &part = parts[0];
  return baseline ? meanShare(mixes[0].noise[0], part.kept, part.signal) : 1;
}

/// How much noise is allowed beyond that.
double WidthSearch::allowedExcess() const {
  if (maxDrop.unit == MaxDrop::Points)
    return std::numeric_limits<double>::infinity();
  return std::pow(10, maxDrop.value / 10) - shareOfBase();
}

/// Errors make up for each other by chance, which other data need not do: what
/// the layers do by themselves must be allowed, too.
bool WidthSearch::isAllowed(const Mix &mix) const {
  double sum = 0;
  for (auto [layer, width] : llvm::enumerate(mix.widths))
    if (const Trial *trial = width ? findTrial(layer, width) : nullptr)
      sum += trial->excess;
  return mix.drop <= maxDrop.value && sum <= allowedExcess();
}

//===----------------------------------------------------------------------===//
// Choosing
//===----------------------------------------------------------------------===//

const WidthSearch::Trial *WidthSearch::findTrial(size_t layer,
                                                 size_t width) const {
  for (const Trial &trial : trials)
    if (trial.layer == layer && trial.width == width)
      return &trial;
  return nullptr;
}

std::optional<double> WidthSearch::dropOf(size_t layer, size_t width) const {
  const Trial *trial = findTrial(layer, width);
  if (!trial)
    return std::nullopt;
  return 10 * std::log10(shareOfBase() + trial->excess);
}

/// Whether a width may be allowed, and costs less than all that are wider.
bool WidthSearch::isWorthTrying(size_t layer, size_t width) const {
  ArrayRef<int64_t> wider = ArrayRef(costs[layer]).take_front(width);
  if (costs[layer][width] >= *llvm::min_element(wider))
    return false;
  // Two bits fewer make a step four to seven times as coarse, and noise at
  // least 16 times as large: what would be far too much is not tried.
  constexpr double coarser = 10;
  for (size_t tried = width - 1; tried > 0; --tried)
    if (const Trial *trial = findTrial(layer, tried))
      return trial->excess *
                 std::pow(coarser, (bits[tried] - bits[width]) / 2.0) <=
             allowedExcess();
  return true;
}

/// The steps of every layer that are worth more than those behind them (the
/// lower convex hull of harm over cost), the best first.
void WidthSearch::collectSteps() {
  // What does no harm that can be measured is still ranked by what it gains.
  constexpr double leastExcess = 1e-6;
  for (size_t layer = 0; layer < costs.size(); ++layer) {
    std::vector<Step> hull;
    for (size_t width = 1; width < costs[layer].size(); ++width) {
      const Trial *trial = findTrial(layer, width);
      if (!trial)
        continue;
      auto stepFrom = [&](size_t from) {
        const Trial *before = from ? findTrial(layer, from) : nullptr;
        double excess = trial->excess - (before ? before->excess : 0);
        return Step{layer, from, width, std::max(excess, leastExcess),
                    costs[layer][from] - costs[layer][width]};
      };
      Step step = stepFrom(hull.empty() ? 0 : hull.back().to);
      while (!hull.empty() && step.gain > 0 &&
             step.slope() <= hull.back().slope()) {
        size_t from = hull.back().from;
        hull.pop_back();
        step = stepFrom(from);
      }
      if (step.gain > 0)
        hull.push_back(step);
    }
    llvm::append_range(steps, hull);
  }
  llvm::sort(steps, [](const Step &a, const Step &b) {
    return std::tuple(a.slope(), a.layer, a.from) <
           std::tuple(b.slope(), b.layer, b.from);
  });
}

/// The widths after this many steps.
WidthSearch::Widths WidthSearch::widthsAfter(size_t count) const {
  Widths widths(costs.size());
  for (const Step &step : ArrayRef(steps).take_front(count))
    widths[step.layer] = step.to;
  return widths;
}

/// The steps that would be allowed if what they do added up.
size_t WidthSearch::countAllowedByEstimate() const {
  // Half of the steps, where noise says little of accuracy.
  if (maxDrop.unit == MaxDrop::Points)
    return steps.size() / 2;
  double sum = 0;
  for (auto [i, step] : llvm::enumerate(steps)) {
    sum += step.excess;
    if (sum > allowedExcess())
      return i;
  }
  return steps.size();
}

/// The most steps, the best first, that were found to be allowed.
Expected<size_t> WidthSearch::findLongestPrefix() {
  size_t guess = countAllowedByEstimate(), all = steps.size();
  std::vector<size_t> counts = {0,
                                guess / 2,
                                guess,
                                std::min(all, guess + guess / 4 + 1),
                                (guess + all) / 2,
                                all};
  size_t longest = 0, shortestRefused = all + 1;
  constexpr size_t sections = 4;
  while (true) {
    std::vector<Widths> choices;
    for (size_t count : counts)
      choices.push_back(widthsAfter(count));
    if (Error error = judgeMixes(std::move(choices)))
      return std::move(error);
    for (size_t count : counts)
      if (isAllowed(*findMix(widthsAfter(count))))
        longest = std::max(longest, count);
    for (size_t count : counts)
      if (count > longest)
        shortestRefused = std::min(shortestRefused, count);
    if (!isAllowed(mixes[0]) || shortestRefused <= longest + 1)
      return longest;
    counts.clear();
    size_t between = shortestRefused - longest;
    for (size_t i = 1; i < sections; ++i)
      if (size_t count = longest + between * i / sections;
          count > longest && count < shortestRefused)
        counts.push_back(count);
    if (counts.empty())
      counts.push_back(longest + 1);
  }
}

/// Adds to the best `count` steps others that are allowed, one by one.
Error WidthSearch::addSingleSteps(size_t count) {
  constexpr int mostTried = 16;
  Widths widths = widthsAfter(count);
  double left = allowedExcess();
  for (const Step &step : ArrayRef(steps).take_front(count))
    left -= step.excess;
  int tried = 0;
  for (const Step &step : ArrayRef(steps).drop_front(count)) {
    if (widths[step.layer] != step.from || step.excess > left)
      continue;
    if (tried++ == mostTried)
      break;
    widths[step.layer] = step.to;
    if (Error error = judgeMixes({widths}))
      return error;
    if (isAllowed(*findMix(widths)))
      left -= step.excess;
    else
      widths[step.layer] = step.from;
  }
  return Error::success();
}

Expected<bool> WidthSearch::isBaseAllowed(Progress report) {
  progress = &report;
  if (Error error = judgeMixes({Widths(costs.size())}))
    return std::move(error);
  return isAllowed(mixes[0]);
}

Expected<WidthSearch::Widths> WidthSearch::run(Progress report) {
  progress = &report;
  size_t layers = costs.size();
  for (size_t width = 1; layers > 0 && width < bits.size(); ++width) {
    std::vector<Trial> added;
    for (size_t layer = 0; layer < layers; ++layer)
      if (isWorthTrying(layer, width))
        added.push_back({layer, width});
    if (Error error = judgeTrials(std::move(added)))
      return std::move(error);
  }
  collectSteps();
  auto longest = findLongestPrefix();
  if (!longest)
    return longest.takeError();
  if (Error error = addSingleSteps(*longest))
    return std::move(error);
  const Mix *best = mixes.data();
  for (const Mix &mix : mixes)
    if (isAllowed(mix) && (mix.cost < best->cost ||
                           (mix.cost == best->cost && mix.drop < best->drop)))
      best = &mix;
  return best->widths;
}

} // namespace qopt

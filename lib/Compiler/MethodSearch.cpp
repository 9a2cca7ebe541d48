//===- MethodSearch.cpp - The best range method of every tensor -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"

#include "llvm/ADT/STLExtras.h"

#include <cfloat>
#include <cmath>
#include <limits>

using namespace llvm;

namespace qopt {

DataParts DataParts::of(const DataFeed &feed, int64_t wantedCalls,
                        int64_t mostParts) {
  constexpr int64_t mostRows = 64;
  int64_t samples = feed.numSamples();
  DataParts parts;
  parts.rowsPerCall =
      feed.rowsPerCall(std::clamp<int64_t>(samples / wantedCalls, 1, mostRows));
  if (samples >= fewestCalls * parts.rowsPerCall)
    parts.count = mostParts;
  return parts;
}

DataParts DataParts::ofHalves(const DataFeed &feed, int64_t mostRows) {
  int64_t half = divideCeil(feed.numSamples(), 2);
  return {feed.rowsPerCall(std::clamp<int64_t>(half, 1, mostRows)), 2};
}

void OutputNoise::add(ArrayRef<double> own, ArrayRef<double> kept) {
  ++calls;
  for (std::vector<double> *sums : {&totals, &differences, &squares, &shares})
    sums->resize(own.size());
  for (auto [i, noise] : llvm::enumerate(own)) {
    double difference = noise - kept[i];
    totals[i] += noise;
    differences[i] += difference;
    squares[i] += difference * difference;
    if (double mean = (noise + kept[i]) / 2; mean > 0)
      shares[i] += difference / mean;
  }
}

double OutputNoise::excess(ArrayRef<double> reference,
                           ArrayRef<double> signal) const {
  constexpr double standardErrors = 2;
  // One call tells nothing of how calls differ.
  if (calls < 2)
    return std::numeric_limits<double>::infinity();
  auto n = static_cast<double>(calls);
  double sum = 0;
  for (auto [difference, square, all, power] :
       llvm::zip_equal(differences, squares, reference, signal)) {
    double variance =
        std::max(square - difference * difference / n, 0.0) * n / (n - 1);
    double more = difference + standardErrors * std::sqrt(variance),
           least = std::max(all, power * negligibleNoise);
    if (least > 0)
      sum += more / least;
    else if (more > 0)
      return std::numeric_limits<double>::infinity();
  }
  return sum;
}

double OutputNoise::score(ArrayRef<double> reference,
                          ArrayRef<double> signal) const {
  // 17 dB: about three bits.
  constexpr double most = 4;
  double sum = 0;
  for (auto [own, share, all, power] :
       llvm::zip_equal(totals, shares, reference, signal)) {
    double least = std::max(power * negligibleNoise, DBL_MIN);
    if (std::max(own, all) <= least)
      continue;
    double more =
        std::log(std::max(own, least)) - std::log(std::max(all, least));
    sum += std::clamp(more, -most, most) + share / static_cast<double>(calls);
  }
  return sum / 2 / static_cast<double>(std::max<size_t>(totals.size(), 1));
}

MethodSearch::MethodSearch(Executable &reference, Executable &executable,
                           const Simulation &simulation, DataFeed &feed,
                           DataParts parts, const CandidatePlans &plans,
                           SearchLog *log)
    : meter(reference, executable, feed, parts.rowsPerCall, log),
      simulation(simulation), parts(parts), plans(plans),
      calls(meter.countCalls()), budget(std::numeric_limits<int64_t>::max()) {}

bool MethodSearch::isSame(size_t tensor, size_t a, size_t b) const {
  const TensorParams &x = plans.ofAll[a].tensors[tensor].params,
                     &y = plans.ofAll[b].tensors[tensor].params;
  return x == y && x.channelScales == y.channelScales;
}

void MethodSearch::setTensor(std::vector<float> &argument, int64_t part,
                             size_t method, size_t tensor) const {
  const Plan &plan = plans.ofOthers[part][method];
  simulation.setTensor(argument, plan, plan.tensors[tensor]);
}

void MethodSearch::collectTrials(size_t base) {
  size_t methods = plans.ofAll.size();
  for (size_t tensor = 0; tensor < plans.ofAll[0].tensors.size(); ++tensor) {
    if (!simulation.hasTensor(plans.ofAll[0].tensors[tensor].name))
      continue;
    SmallVector<size_t> different = {base};
    for (size_t method = 0; method < methods; ++method)
      if (llvm::none_of(different, [&](size_t other) {
            return isSame(tensor, method, other);
          }))
        different.push_back(method);
    for (size_t method : ArrayRef(different).drop_front())
      trials.push_back({tensor, method, {}});
  }
}

/// What rounds every tensor as the methods of `mix` do.
std::vector<float> MethodSearch::argumentOf(const Mix &mix,
                                            int64_t part) const {
  std::vector<float> argument = simulation.makeArgument();
  for (auto [tensor, method] : llvm::enumerate(mix.methods))
    setTensor(argument, part, method, tensor);
  return argument;
}

std::string MethodSearch::nameTrial(const Trial &trial) const {
  const TensorPlan &tensor = plans.ofAll[trial.method].tensors[trial.tensor];
  return tensor.name + " by " + StringRef(tensor.method).split(',').first.str();
}

/// In how many calls, all over the data, the budget allows to try methods.
int64_t MethodSearch::countTriedCalls() const {
  if (trials.empty())
    return 0;
  return std::clamp<int64_t>(budget / static_cast<int64_t>(trials.size()), 1,
                             calls);
}

Error MethodSearch::judge(MutableArrayRef<Mix> mixes,
                          MutableArrayRef<Trial> tried, Progress progress) {
  int64_t triedCalls = countTriedCalls();
  bool isFirst = signal.empty();
  for (int64_t call = 0; call < calls; ++call) {
    int64_t part = parts.partOf(call * parts.rowsPerCall);
    meter.start(call);
    if (isFirst) {
      auto power = meter.signal();
      if (!power)
        return power.takeError();
      addNumbers(signal, *power);
    }
    std::vector<double> kept;
    auto measureInto = [&](OutputNoise &noise, ArrayRef<float> argument,
                           const std::string &tried) -> Error {
      auto measured = meter.measure(argument, tried);
      if (!measured)
        return measured.takeError();
      if (kept.empty())
        kept = *measured;
      noise.add(*measured, kept);
      progress(meter.countRuns(), runsPlanned);
      return Error::success();
    };
    for (Mix &mix : mixes)
      if (Error error = measureInto(mix.noise, argumentOf(mix, part),
                                    nameChoice("methods", mix.methods)))
        return error;
    if (isOneOf(call, triedCalls, calls))
      for (Trial &trial : tried) {
        std::vector<float> argument = argumentOf(mixes[0], part);
        setTensor(argument, part, trial.method, trial.tensor);
        if (Error error = measureInto(trial.noise, argument, nameTrial(trial)))
          return error;
      }
  }
  return Error::success();
}

/// What must be gained, in shares of an output's noise: by one tensor, by a
/// mixture, and by a method for all tensors.
static constexpr double worthATrial = 0.002, worthAMix = 0.02,
                        worthAMethod = 0.01;

/// The best trial of every tensor that is better than what is kept, the best of
/// all first.
std::vector<const MethodSearch::Trial *>
MethodSearch::findGains(ArrayRef<double> kept) const {
  double enough = -worthATrial * static_cast<double>(kept.size());
  std::vector<std::pair<double, const Trial *>> gains;
  for (const Trial &trial : trials) {
    double excess = trial.noise.excess(kept, signal);
    if (excess >= enough)
      continue;
    if (gains.empty() || gains.back().second->tensor != trial.tensor)
      gains.emplace_back(excess, &trial);
    else if (excess < gains.back().first)
      gains.back() = {excess, &trial};
  }
  // Trials are in one vector, so that their addresses have their order.
  llvm::sort(gains);
  std::vector<const Trial *> sorted;
  sorted.reserve(gains.size());
  for (auto [excess, trial] : gains)
    sorted.push_back(trial);
  return sorted;
}

/// The method that is the best for all tensors; the first, where none is
/// better. Two standard errors would be too much to ask for: methods for all
/// tensors are few, and one of them must be taken.
size_t MethodSearch::findBest(ArrayRef<Mix> uniform) const {
  size_t best = 0;
  double least = -worthAMethod;
  for (auto [method, mix] : llvm::enumerate(uniform.drop_front()))
    if (double own = mix.noise.score(uniform[0].noise.total(), signal);
        own < least) {
      least = own;
      best = method + 1;
    }
  return best;
}

Expected<std::vector<size_t>> MethodSearch::run(Progress progress) {
  size_t tensors = plans.ofAll[0].tensors.size();
  std::vector<Mix> uniform;
  uniform.reserve(plans.ofAll.size());
  for (size_t method = 0; method < plans.ofAll.size(); ++method)
    uniform.push_back({std::vector<size_t>(tensors, method), {}});
  runsPlanned = 2 * calls * static_cast<int64_t>(uniform.size());
  if (Error error = judge(uniform, {}, progress))
    return std::move(error);

  Mix kept{uniform[findBest(uniform)].methods, {}};
  collectTrials(kept.methods.empty() ? 0 : kept.methods[0]);
  runsPlanned = meter.countRuns() + calls +
                countTriedCalls() * static_cast<int64_t>(trials.size());
  if (Error error = judge(kept, trials, progress))
    return std::move(error);

  // Gains of single tensors do not add up where their errors have to do with
  // each other, so fewer of them are tried too.
  std::vector<const Trial *> gains = findGains(kept.noise.total());
  std::vector<Mix> mixes;
  mixes.reserve(gains.size() + 1);
  mixes.push_back({kept.methods, {}});
  for (size_t count = gains.size(); count > 0; count /= 2) {
    mixes.push_back({kept.methods, {}});
    for (const Trial *trial : ArrayRef(gains).take_front(count))
      mixes.back().methods[trial->tensor] = trial->method;
  }
  if (gains.empty())
    return std::move(kept.methods);
  runsPlanned = meter.countRuns() + calls * static_cast<int64_t>(mixes.size());
  if (Error error = judge(mixes, {}, progress))
    return std::move(error);

  ArrayRef<double> reference = mixes[0].noise.total();
  double least = -worthAMix * static_cast<double>(reference.size());
  size_t best = 0;
  for (auto [i, mix] : llvm::enumerate(mixes)) {
    double excess = i ? mix.noise.excess(reference, signal) : 0;
    if (excess >= least)
      continue;
    least = excess;
    best = i;
  }
  return std::move(mixes[best].methods);
}

} // namespace qopt

//===- WordSearch.cpp - Which tensors have 16 bits ------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WordSearch.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace llvm;

namespace qopt {

WordSearch::WordSearch(NoiseMeter &meter, const Simulation &simulation,
                       const Plan &bytes, const Plan &words,
                       ArrayRef<WordCandidate> candidates, MaxDrop maxDrop,
                       int64_t rowsPerCall, const std::optional<Labels> &labels)
    : meter(meter), simulation(simulation), bytes(bytes), words(words),
      candidates(candidates), maxDrop(maxDrop), rowsPerCall(rowsPerCall),
      labels(labels) {}

/// What rounds every tensor, those of these candidates to 16 bits.
std::vector<float> WordSearch::argumentOf(ArrayRef<size_t> chosen) const {
  std::vector<float> argument = simulation.makeArgument(bytes);
  for (size_t i : chosen)
    simulation.setTensor(argument, words,
                         *words.findTensor(candidates[i].tensor));
  return argument;
}

int64_t WordSearch::countCalls(size_t choices) const {
  return std::clamp<int64_t>(
      budget / static_cast<int64_t>(std::max<size_t>(choices, 1)), 1,
      meter.countCalls());
}

Error WordSearch::judge(NoiseMeter &network, MutableArrayRef<Choice> choices,
                        Progress progress) {
  // About as many as are judged in all.
  constexpr size_t fewChoices = 16;
  int64_t all = meter.countCalls(), some = countCalls(fewChoices);
  int64_t planned =
      network.countRuns() + some * static_cast<int64_t>(choices.size());
  bool isFirst = signal.empty();
  for (int64_t call = 0; call < all; ++call) {
    if (!isOneOf(call, some, all))
      continue;
    network.start(call);
    auto countScores = [&](ArrayRef<float> scores) {
      Share right = countRight(*labels, call * rowsPerCall, scores);
      return std::vector<double>{double(right.count), double(right.total)};
    };
    if (isFirst)
      if (Error error = addMeasured(signal, network.signal()))
        return error;
    if (isFirst && labels)
      if (Error error =
              addMeasured(floatRight, network.countInWanted(countScores)))
        return error;
    for (Choice &choice : choices) {
      if (Error error = addMeasured(
              choice.noise,
              network.measure(choice.argument.empty() ? argumentOf(choice.words)
                                                      : choice.argument.vec(),
                              nameChoice("words", choice.words))))
        return error;
      if (labels)
        if (Error error =
                addMeasured(choice.right, network.countInGot(countScores)))
          return error;
      progress(network.countRuns(), planned);
    }
  }
  for (Choice &choice : choices) {
    if (kept.empty())
      kept = choice.noise;
    choice.drop = dropOf(choice);
  }
  return Error::success();
}

double WordSearch::dropOf(const Choice &choice) const {
  if (maxDrop.unit == MaxDrop::Points)
    return 100.0 * (floatRight[0] - choice.right[0]) / floatRight[1];
  return 10 * std::log10(meanShare(choice.noise, kept, signal));
}

Expected<double> WordSearch::dropOfBytes(Progress progress) {
  Choice none;
  if (Error error = judge(meter, none, progress))
    return std::move(error);
  return none.drop;
}

/// The candidates, those first that take away the most noise for what they
/// cost. The noise is what rounding the tensor to bytes makes by itself.
Expected<SmallVector<size_t>> WordSearch::rank(ArrayRef<int64_t> costs,
                                               Progress progress) {
  // What a tensor does by itself varies little from call to call.
  constexpr int64_t enoughCalls = 4;
  int64_t all = meter.countCalls(),
          some = std::min(enoughCalls, countCalls(candidates.size()));
  int64_t planned =
      meter.countRuns() + some * static_cast<int64_t>(candidates.size() + 2);
  std::vector<std::vector<double>> noise(candidates.size());
  std::vector<double> power, untried;
  for (int64_t call = 0; call < all; ++call) {
    if (!isOneOf(call, some, all))
      continue;
    meter.start(call);
    auto measureInto = [&](std::vector<double> &sums, ArrayRef<float> argument,
                           StringRef tried) -> Error {
      if (Error error = addMeasured(sums, meter.measure(argument, tried)))
        return error;
      progress(meter.countRuns(), planned);
      return Error::success();
    };
    if (Error error = addMeasured(power, meter.signal()))
      return std::move(error);
    if (Error error = measureInto(untried, argumentOf({}), "words"))
      return std::move(error);
    std::vector<double> weightsOnly;
    std::vector<float> unrounded = simulation.makeArgument();
    if (Error error = measureInto(weightsOnly, unrounded, "weights"))
      return std::move(error);
    meter.takeAsReference();
    for (auto [own, candidate] : llvm::zip_equal(noise, candidates)) {
      std::vector<float> argument = unrounded;
      simulation.setTensor(argument, bytes,
                           *bytes.findTensor(candidate.tensor));
      if (Error error = measureInto(own, argument, candidate.tensor))
        return std::move(error);
    }
  }
  std::vector<std::pair<double, size_t>> gains;
  for (auto [i, candidate] : llvm::enumerate(candidates)) {
    // Those of the 16 bits that fit the accumulators may be few.
    double finer = words.findTensor(candidate.tensor)->params.scale /
                   bytes.findTensor(candidate.tensor)->params.scale;
    double gain =
        meanShare(noise[i], untried, power) * std::max(1 - finer * finer, 0.0);
    gains.emplace_back(
        -gain / static_cast<double>(std::max<int64_t>(costs[i], 1)), i);
  }
  llvm::sort(gains);
  return llvm::to_vector(llvm::make_second_range(gains));
}

Error WordSearch::run(ArrayRef<int64_t> costs, Progress progress) {
  auto isAllowed = [&](const Choice &choice) {
    return choice.drop <= maxDrop.value;
  };
  auto ranked = rank(costs, progress);
  if (!ranked)
    return ranked.takeError();
  auto first = [&](size_t count) {
    Choice choice;
    choice.words.assign(ranked->begin(), ranked->begin() + ptrdiff_t(count));
    return choice;
  };
  // The fewest of the first, as far as more of them are better.
  Choice best = first(ranked->size());
  size_t tooFew = 0;
  constexpr size_t sections = 4;
  while (tooFew + 1 < best.words.size()) {
    size_t between = best.words.size() - tooFew;
    std::vector<Choice> choices;
    for (size_t i = 1; i < sections; ++i)
      if (size_t count = tooFew + between * i / sections;
          count > tooFew && count < best.words.size() &&
          (choices.empty() || choices.back().words.size() < count))
        choices.push_back(first(count));
    if (choices.empty())
      choices.push_back(first(tooFew + 1));
    if (Error error = judge(meter, choices, progress))
      return error;
    for (const Choice &choice : choices) {
      if (isAllowed(choice)) {
        best = choice;
        break;
      }
      tooFew = choice.words.size();
    }
  }
  // What the others make up for, the dearest first.
  std::vector<std::pair<int64_t, size_t>> dearest;
  dearest.reserve(best.words.size());
  for (size_t i : best.words)
    dearest.emplace_back(-costs[i], i);
  llvm::sort(dearest);
  constexpr size_t mostTried = 16;
  for (auto [cost, left] : ArrayRef(dearest).take_front(mostTried)) {
    Choice fewer;
    fewer.words = best.words;
    llvm::erase(fewer.words, left);
    if (Error error = judge(meter, fewer, progress))
      return error;
    if (isAllowed(fewer))
      best = std::move(fewer);
  }
  chosen = std::move(best.words);
  for (size_t i : *ranked)
    if (!llvm::is_contained(chosen, i))
      others.push_back(i);
  return Error::success();
}

Expected<bool> WordSearch::isEnough(NoiseMeter &network,
                                    ArrayRef<float> argument,
                                    Progress progress) {
  Choice exact;
  exact.words = chosen;
  exact.argument = argument;
  if (Error error = judge(network, exact, progress))
    return std::move(error);
  return exact.drop <= maxDrop.value;
}

void WordSearch::addMore() {
  size_t more = llvm::divideCeil(others.size(), 4);
  chosen.insert(chosen.end(), others.begin(), others.begin() + ptrdiff_t(more));
  others.erase(others.begin(), others.begin() + ptrdiff_t(more));
}

} // namespace qopt

//===- WordChooser.cpp - 16 bits for --max-drop ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WordChooser.h"

#include "llvm/ADT/bit.h"

using namespace mlir;

namespace qopt {

llvm::Error addOptions(SearchKey &key, const PrecisionOptions &precision) {
  key.add(precision.maxDrop.unit == MaxDrop::Points ? "points" : "decibels");
  key.add(std::to_string(llvm::bit_cast<uint64_t>(precision.maxDrop.value)));
  return precision.labels.empty() ? llvm::Error::success()
                                  : key.addFile(precision.labels);
}

llvm::Error WordChooser::beginSearch(llvm::StringRef name,
                                     llvm::ArrayRef<int64_t> costs) {
  if (!compiler.searchLog)
    return llvm::Error::success();
  SearchKey key(name);
  key.add(bytes.toString());
  key.add(words.toString());
  for (int64_t cost : costs)
    key.add(std::to_string(cost));
  if (llvm::Error error = addOptions(key, precision))
    return error;
  return compiler.beginSearch(std::move(key), data.path);
}

llvm::Error WordChooser::start(const Plan &plan, const StatisticsFile &seen) {
  bool mayBeNeeded =
      precision.maxDrop.unit == MaxDrop::Points || precision.maxDrop.value < 0;
  PlanOptions asWords = compiler.options.plan;
  if (!mayBeNeeded || asWords.activationBits == ActivationBits::Bytes)
    return llvm::Error::success();
  if (asWords.activationScheme != Scheme::MinMax)
    asWords.activationBits = ActivationBits::Words;
  auto wider = compiler.makePlanLike(plan, seen, asWords);
  if (!wider)
    return wider.takeError();
  bytes = plan;
  words = std::move(*wider);
  candidates = findWordCandidates(*compiler.floatModule, bytes, words);
  OwningOpRef<ModuleOp> module = compiler.cloneFloatModule();
  network.simulation = Simulation::insert(
      *module->getOps<func::FuncOp>().begin(), {bytes, words});
  auto executable = compiler.makeSilently(std::move(module));
  if (!executable)
    return executable.takeError();
  network.executable = std::move(*executable);
  meter = std::make_unique<NoiseMeter>(*data.reference, *network.executable,
                                       *data.feed, data.parts.rowsPerCall,
                                       compiler.searchLog.get());
  search = std::make_unique<WordSearch>(*meter, network.simulation, bytes,
                                        words, candidates, precision.maxDrop,
                                        data.parts.rowsPerCall, data.labels);
  search->setBudget(data.runs);
  if (llvm::Error error = beginSearch("activation-bits", {}))
    return error;
  return search->dropOfBytes(judging).moveInto(bytesDrop);
}

void WordChooser::giveChosen(Plan &plan) const {
  plan = bytes;
  for (size_t i : search->getChosen())
    giveWords(plan, words, candidates[i]);
}

llvm::Error WordChooser::choose(Plan &plan, double drop, LayerCosts &layerCosts,
                                const Simulation::OtherWeights &others) {
  // On some of the data it may be less.
  bytesDrop = std::max(bytesDrop, drop);
  std::vector<int64_t> costs;
  for (const WordCandidate &candidate : candidates) {
    auto cost = layerCosts.ofWords(candidate, bytes, words, others);
    if (!cost)
      return cost.takeError();
    costs.push_back(*cost);
  }
  if (llvm::Error error = beginSearch("words", costs))
    return error;
  if (llvm::Error error = search->run(costs, judging))
    return error;
  hasChosen = true;
  giveChosen(plan);
  while (search->hasMore()) {
    OwningOpRef<ModuleOp> module = compiler.cloneFloatModule();
    Simulation simulation =
        Simulation::insert(*module->getOps<func::FuncOp>().begin(), plan);
    auto executable = compiler.makeSilently(std::move(module));
    if (!executable)
      return executable.takeError();
    NoiseMeter exact(*data.reference, **executable, *data.feed,
                     data.parts.rowsPerCall, compiler.searchLog.get());
    auto isEnough =
        search->isEnough(exact, simulation.makeArgument(plan), judging);
    if (!isEnough)
      return isEnough.takeError();
    if (*isEnough)
      break;
    addMore(plan);
  }
  return llvm::Error::success();
}

void WordChooser::addMore(Plan &plan) {
  search->addMore();
  giveChosen(plan);
}

std::vector<std::string> WordChooser::getTensors() const {
  std::vector<std::string> tensors;
  if (isChosen())
    for (size_t i : search->getChosen())
      tensors.push_back(candidates[i].tensor);
  return tensors;
}

} // namespace qopt

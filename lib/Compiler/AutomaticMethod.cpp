//===- AutomaticMethod.cpp - --method=auto --------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"

#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/StringMap.h"

using namespace mlir;

namespace qopt {

/// The methods to choose from, the first to be kept where none is better.
/// Those that depend on the order of the samples cannot be judged on parts of
/// them.
static std::vector<MethodChoice> candidateMethods() {
  std::vector<MethodChoice> candidates;
  for (const RangeMethod *method : getRangeMethods())
    if (!method->needsMovingRange())
      candidates.emplace_back(*method);
  candidates.push_back(llvm::cantFail(MethodChoice::parse("percentile:99.9")));
  return candidates;
}

/// What the parts but `without` saw together; all, if there is no other.
static std::vector<Statistics> mergeOthers(llvm::ArrayRef<StatisticsFile> parts,
                                           size_t without) {
  std::vector<Statistics> merged;
  for (auto [i, part] : llvm::enumerate(parts)) {
    if (i == without && parts.size() > 1)
      continue;
    if (merged.empty()) {
      merged = part.tensors;
      continue;
    }
    for (auto [tensor, more] : llvm::zip_equal(merged, part.tensors))
      tensor.merge(more);
  }
  return merged;
}

llvm::Expected<Plan> Compiler::makeAutomaticPlan(llvm::StringRef dataPath,
                                                 Progress observing,
                                                 Progress judging,
                                                 Observations &seen) {
  auto observer = makeObserver(std::nullopt);
  if (!observer)
    return observer.takeError();
  const Signature &signature = observer->executable->getSignature();
  if (!signature.states.empty())
    return makeError(
        "--method=auto: the model keeps state between calls, which "
        "trying methods would disturb; choose another method");
  auto feed = DataFeed::open(dataPath, signature);
  if (!feed)
    return feed.takeError();
  // Ranges of seven eighths of the data clip little more than those of all.
  constexpr int64_t mostParts = 8;
  DataParts parts = DataParts::of(*feed, DataParts::fewestCalls, mostParts);
  // What is too little to be judged on in parts still has halves.
  DataParts observedParts = parts;
  if (parts.count == 1)
    observedParts = DataParts::ofHalves(*feed, parts.rowsPerCall);
  auto observed = observeParts(*observer, *feed, observedParts, observing);
  if (!observed)
    return observed.takeError();
  seen = Observations::ofParts(*observed, DataParts::oneCall);
  if (parts.count == 1)
    observed->assign(1, seen.all);

  // Constants are seen whole, once.
  llvm::StringMap<size_t> chosen;
  for (const Statistics &tensor : observed->front().tensors)
    chosen[tensor.tensor()] = 0;
  std::vector<MethodChoice> methods = candidateMethods();
  auto makePlans = [&](size_t without) -> llvm::Expected<std::vector<Plan>> {
    std::vector<Statistics> seen = mergeOthers(*observed, without);
    std::vector<Plan> made;
    for (const MethodChoice &method : methods) {
      auto methodOf = [&](llvm::StringRef tensor) {
        return chosen.contains(tensor) ? method : methods[0];
      };
      auto plan = qopt::makePlan(*floatModule, seen, methodOf, options.plan);
      if (!plan)
        return plan.takeError();
      made.push_back(std::move(*plan));
    }
    return made;
  };
  CandidatePlans plans;
  auto ofAll = makePlans(observed->size());
  if (!ofAll)
    return ofAll.takeError();
  plans.ofAll = std::move(*ofAll);
  for (size_t part = 0; part < observed->size(); ++part) {
    auto ofOthers = makePlans(part);
    if (!ofOthers)
      return ofOthers.takeError();
    plans.ofOthers.push_back(std::move(*ofOthers));
  }

  OwningOpRef<ModuleOp> module = cloneFloatModule();
  Simulation simulation =
      Simulation::insert(*module->getOps<func::FuncOp>().begin(), plans.list());
  // How the simulation is compiled is nobody's concern.
  Note silent = [](const llvm::Twine &) {};
  std::swap(note, silent);
  auto executable = makeHostExecutable(std::move(module));
  std::swap(note, silent);
  if (!executable)
    return executable.takeError();
  MethodSearch search(*observer->executable, **executable, simulation, *feed,
                      parts, plans, searchLog.get());
  if (searchLog) {
    SearchKey key("method");
    for (const Plan &plan : plans.ofAll)
      key.add(plan.toString());
    if (llvm::Error error = beginSearch(std::move(key), dataPath))
      return std::move(error);
  }
  // Half a minute on one core of today.
  constexpr int64_t workBudget = int64_t(1) << 39;
  search.setBudget(workBudget / countWork(*floatModule) / parts.rowsPerCall);
  auto best = search.run(judging);
  if (!best)
    return best.takeError();
  for (auto [tensor, method] : llvm::zip_equal(plans.ofAll[0].tensors, *best))
    if (auto found = chosen.find(tensor.name); found != chosen.end())
      found->second = method;
  return qopt::makePlan(
      *floatModule, seen.all.tensors,
      [&](llvm::StringRef tensor) { return methods[chosen.lookup(tensor)]; },
      options.plan, [&](const llvm::Twine &text) { note(text); });
}

} // namespace qopt

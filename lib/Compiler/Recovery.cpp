//===- Recovery.cpp - What rounding loses, got back from data ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"
#include "ObservedOutputs.h"
#include "SeenLayer.h"

#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/DataFeed.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Quantize/Simulation.h"
#include "qopt/Support/Error.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringMap.h"

#include <cmath>

using namespace mlir;

namespace qopt {

namespace {

/// How many calls there should be to tell by how much they differ.
constexpr int64_t wantedCalls = 32;
/// The moments that are held at a time: the data is read once more for others.
constexpr int64_t mostMoments = INT64_C(1) << 26;
/// The parts of the network that are recovered one after the other.
constexpr size_t mostTurns = 10;

/// The weighted layers' inputs as further outputs of a network.
struct ObservedNetwork {
  std::unique_ptr<Executable> executable;
  /// The outputs before this are the network's.
  size_t firstInput = 0;
};

/// Leaves out the function's results but for what it keeps from call to call;
/// returns how many are left.
size_t dropOutputs(func::FuncOp function) {
  if (countOutputs(function) != function.getNumResults())
    return countOutputs(function);
  function.getBody().front().getTerminator()->setOperands({});
  function.setFunctionType(FunctionType::get(
      function.getContext(), function.getArgumentTypes(), TypeRange()));
  function.removeResAttrsAttr();
  return 0;
}

/// Erases what computes nothing that is returned.
void eraseUnused(func::FuncOp function) {
  Block &block = function.getBody().front();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (!op.hasTrait<OpTrait::IsTerminator>() && op.use_empty())
      op.erase();
}

/// Where each of so many parts of the layers ends, if there are as many layers,
/// and of more parts if their moments are too many to be held at a time.
SmallVector<size_t> dealOut(ArrayRef<WeightedLayer> layers, size_t parts) {
  SmallVector<size_t> ends;
  int64_t held = 0;
  parts = std::min(parts, layers.size());
  for (auto [i, layer] : llvm::enumerate(layers)) {
    int64_t added = 2 * layer.groups * layer.rowSize() * layer.rowSize();
    if (held > 0 && held + added > mostMoments) {
      ends.push_back(i);
      held = 0;
    }
    held += added;
    if ((i + 1) * parts / layers.size() > i * parts / layers.size()) {
      ends.push_back(i + 1);
      held = 0;
    }
  }
  return ends;
}

} // namespace

/// Makes candidates for a plan and takes the best of them.
class Recoverer {
public:
  Recoverer(Compiler &compiler, const Plan &plan, const Recovery &what,
            const Compiler::Note &note, Progress progress)
      : compiler(compiler), plan(plan), what(what), note(note),
        progress(progress) {}

  llvm::Expected<Plan> run(llvm::StringRef dataPath);
  /// The weights of every layer by itself, rounded.
  llvm::Expected<Simulation::OtherWeights>
  roundOthers(Simulation::OtherWeights others, llvm::StringRef dataPath,
              const DataParts &dealt);

private:
  void remarkSchemes();
  llvm::Error openData(llvm::StringRef path, std::optional<DataParts> dealt);
  llvm::Error makeFloatNetwork();
  /// The float network with the plan applied.
  llvm::Expected<OwningOpRef<ModuleOp>> applyPlan();
  /// That as the integer program, brought to where it can run.
  llvm::Expected<std::unique_ptr<Executable>>
  compileInteger(OwningOpRef<ModuleOp> module);
  /// The integer program as far as the layers in [first, last) read it.
  llvm::Expected<ObservedNetwork> makeIntegerNetwork(size_t first, size_t last);
  /// Sees the layers in [first, last) with the inputs that \p network gives
  /// them, beside those of the float network; with the latter, if it is null.
  llvm::Expected<std::vector<SeenLayer>>
  seeLayers(size_t first, size_t last, const ObservedNetwork *network);
  /// Recovers the layers in [first, last) in as many ways as there are plans.
  llvm::Error recoverLayers(size_t first, size_t last,
                            const ObservedNetwork *network,
                            ArrayRef<Recovery> ways,
                            MutableArrayRef<Plan> plans);
  llvm::Error recoverAlone(ArrayRef<Recovery> ways,
                           MutableArrayRef<Plan> plans);
  llvm::Error recoverInTurn(const Recovery &way);
  /// The noise of every output with the present plan, call by call.
  llvm::Expected<std::vector<std::vector<double>>> judge();

  /// The first part of the data is kept to judge on, where there are several.
  bool isForJudging(int64_t firstSample) const {
    return parts.count > 1 && parts.partOf(firstSample) == 0;
  }
  void report(int64_t samples) {
    samplesDone += samples;
    progress(samplesDone, samplesPlanned);
  }

  Compiler &compiler;
  /// The present candidate.
  Plan plan;
  const Recovery &what;
  const Compiler::Note &note;
  Progress progress;
  SmallVector<WeightedLayer> layers;
  ObservedNetwork floatNetwork;
  std::optional<DataFeed> feed;
  DataParts parts;
  int64_t samplesLearned = 0;
  int64_t samplesDone = 0, samplesPlanned = 0;
};

void Recoverer::remarkSchemes() {
  if (!what.rounding)
    return;
  for (const WeightedLayer &layer : layers)
    if (plan.findUnit(layer.id)->weights->scheme != Scheme::Symmetric)
      note("remark: unit \"" + llvm::Twine(layer.id) +
           "\": its weights keep the nearest integers, as "
           "--recover=rounding knows weights around zero only; choose "
           "--weight-scheme=symmetric");
}

llvm::Error Recoverer::makeFloatNetwork() {
  OwningOpRef<ModuleOp> observed = compiler.cloneFloatModule();
  SmallVector<Value> values;
  SmallVector<std::string> names;
  layers = findWeightedLayers(*observed, plan);
  for (const WeightedLayer &layer : layers) {
    values.push_back(layer.input);
    names.push_back(layer.id);
  }
  func::FuncOp function = *observed->getOps<func::FuncOp>().begin();
  floatNetwork.firstInput = countOutputs(function);
  appendResults(function, values, names);
  auto executable = compiler.makeHostExecutable(std::move(observed));
  if (!executable)
    return executable.takeError();
  floatNetwork.executable = std::move(*executable);
  return llvm::Error::success();
}

llvm::Expected<OwningOpRef<ModuleOp>> Recoverer::applyPlan() {
  OwningOpRef<ModuleOp> module = compiler.cloneFloatModule();
  // The interface stays f32, so that both read the same data.
  if (llvm::Error error = compiler.runPasses(*module, [&](OpPassManager &pm) {
        pm.addPass(createApplyPlanPass(plan, "f32"));
      }))
    return std::move(error);
  return std::move(module);
}

llvm::Expected<std::unique_ptr<Executable>>
Recoverer::compileInteger(OwningOpRef<ModuleOp> module) {
  if (llvm::Error error = compiler.runPasses(
          *module, [](OpPassManager &pm) { buildAfterPlanPipeline(pm); }))
    return std::move(error);
  return compiler.makeHostExecutable(std::move(module));
}

llvm::Expected<ObservedNetwork> Recoverer::makeIntegerNetwork(size_t first,
                                                              size_t last) {
  auto applied = applyPlan();
  if (!applied)
    return applied.takeError();
  OwningOpRef<ModuleOp> observed = std::move(*applied);
  llvm::StringMap<Value> inputs;
  observed->walk([&](qnn::UnitOp unit) {
    if (!unit.getInputs().empty())
      inputs[unit.getId()] = unit.getInputs()[0];
  });
  SmallVector<Value> values;
  SmallVector<std::string> names;
  for (size_t i = first; i < last; ++i) {
    values.push_back(dequantize(inputs[layers[i].id]));
    names.push_back(layers[i].id);
  }
  func::FuncOp function = *observed->getOps<func::FuncOp>().begin();
  ObservedNetwork network;
  network.firstInput = dropOutputs(function);
  appendResults(function, values, names);
  eraseUnused(function);
  auto executable = compileInteger(std::move(observed));
  if (!executable)
    return executable.takeError();
  network.executable = std::move(*executable);
  return std::move(network);
}

llvm::Expected<std::vector<SeenLayer>>
Recoverer::seeLayers(size_t first, size_t last,
                     const ObservedNetwork *network) {
  bool isDynamic = floatNetwork.executable->getSignature().hasDynamicBatch;
  int64_t rows = parts.rowsPerCall;
  std::vector<HostTensor> inputs, wanted, got;
  std::vector<SeenLayer> seen(layers.begin() + first, layers.begin() + last);
  for (int64_t done = 0; done < feed->numSamples(); done += rows) {
    if (isForJudging(done))
      continue;
    auto count = feed->read(done, rows, inputs);
    if (!count)
      return count.takeError();
    if (llvm::Error error = floatNetwork.executable->run(inputs, wanted))
      return std::move(error);
    if (network)
      if (llvm::Error error = network->executable->run(inputs, got))
        return std::move(error);
    int64_t computed = isDynamic ? *count : rows;
    for (auto [i, layer] : llvm::enumerate(seen)) {
      auto right = realRows(wanted[floatNetwork.firstInput + first + i], *count,
                            computed);
      if (network)
        layer.see(realRows(got[network->firstInput + i], *count, computed),
                  right, done, *count, samplesLearned);
      else
        layer.see(right, {}, done, *count, samplesLearned);
    }
    report(*count);
  }
  return std::move(seen);
}

llvm::Error Recoverer::recoverLayers(size_t first, size_t last,
                                     const ObservedNetwork *network,
                                     ArrayRef<Recovery> ways,
                                     MutableArrayRef<Plan> plans) {
  auto seen = seeLayers(first, last, network);
  if (!seen)
    return seen.takeError();
  for (const SeenLayer &layer : *seen)
    for (auto [way, made] : llvm::zip_equal(ways, plans)) {
      auto planned = llvm::find_if(made.units, [&](const UnitPlan &unit) {
        return unit.id == layer.layer.id;
      });
      if (llvm::Error error = recoverLayer(
              layer, way, /*isRounded=*/network != nullptr, *planned->weights))
        return error;
    }
  return llvm::Error::success();
}

/// Every layer by itself, as if what it reads were right.
llvm::Error Recoverer::recoverAlone(ArrayRef<Recovery> ways,
                                    MutableArrayRef<Plan> plans) {
  size_t first = 0;
  for (size_t end : dealOut(layers, 1)) {
    if (llvm::Error error = recoverLayers(first, end, nullptr, ways, plans))
      return error;
    first = end;
  }
  return llvm::Error::success();
}

/// Layer after layer, so that each makes up for what those before it did: of
/// its inputs in the integer program it makes what it should compute.
llvm::Error Recoverer::recoverInTurn(const Recovery &way) {
  size_t first = 0;
  for (size_t end : dealOut(layers, mostTurns)) {
    auto network = makeIntegerNetwork(first, end);
    if (!network)
      return network.takeError();
    if (llvm::Error error = recoverLayers(first, end, &*network, way, plan))
      return error;
    first = end;
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<std::vector<double>>> Recoverer::judge() {
  auto applied = applyPlan();
  if (!applied)
    return applied.takeError();
  auto executable = compileInteger(std::move(*applied));
  if (!executable)
    return executable.takeError();
  NoiseMeter meter(*floatNetwork.executable, **executable, *feed,
                   parts.rowsPerCall);
  std::vector<std::vector<double>> calls;
  for (int64_t call = 0; call < meter.countCalls(); ++call) {
    int64_t first = call * parts.rowsPerCall;
    if (parts.count > 1 && !isForJudging(first))
      continue;
    meter.start(call);
    auto noise = meter.measure();
    if (!noise)
      return noise.takeError();
    calls.push_back(std::move(*noise));
    report(std::min(parts.rowsPerCall, feed->numSamples() - first));
  }
  return calls;
}

/// The logarithm of what the noise of the outputs changes by, one standard
/// error above what was measured; 0 where their total does not get less. Calls
/// count alike: in one where an output happens to be large, it is all noise.
static double estimateChange(llvm::ArrayRef<std::vector<double>> now,
                             llvm::ArrayRef<std::vector<double>> before) {
  double sum = 0, squares = 0, total = 0;
  int64_t count = 0;
  for (size_t output = 0; !now.empty() && output < now[0].size(); ++output) {
    double nowTotal = 0, beforeTotal = 0;
    for (auto [a, b] : llvm::zip_equal(now, before)) {
      nowTotal += a[output];
      beforeTotal += b[output];
    }
    // What is less than that is none.
    double least = beforeTotal * 1e-12 + 1e-300;
    for (auto [a, b] : llvm::zip_equal(now, before)) {
      double change =
          std::log(std::max(a[output], least) / std::max(b[output], least));
      sum += change;
      squares += change * change;
      ++count;
    }
    if (beforeTotal > 0)
      total += nowTotal / beforeTotal - 1;
  }
  if (count < 2 || total >= 0)
    return 0;
  auto n = static_cast<double>(count);
  double mean = sum / n;
  double variance = std::max(squares / n - mean * mean, 0.0) / (n - 1);
  return mean + std::sqrt(variance);
}

llvm::Error Recoverer::openData(llvm::StringRef path,
                                std::optional<DataParts> dealt) {
  const Signature &signature = floatNetwork.executable->getSignature();
  auto opened = DataFeed::open(path, signature);
  if (!opened)
    return opened.takeError();
  feed.emplace(std::move(*opened));
  parts = dealt ? *dealt : DataParts::of(*feed, wantedCalls);
  // State goes on from call to call: none may be left out.
  if (!signature.states.empty())
    parts.count = 1;
  for (int64_t first = 0; first < feed->numSamples();
       first += parts.rowsPerCall)
    if (!isForJudging(first))
      samplesLearned += std::min(parts.rowsPerCall, feed->numSamples() - first);
  return llvm::Error::success();
}

llvm::Expected<Plan> Recoverer::run(llvm::StringRef dataPath) {
  if (llvm::Error error = makeFloatNetwork())
    return std::move(error);
  if (llvm::Error error = openData(dataPath, std::nullopt))
    return std::move(error);
  remarkSchemes();
  SmallVector<Recovery> ways{what};
  if (what.isAutomatic)
    ways = {{/*bias=*/true, /*rounding=*/false},
            {/*bias=*/false, /*rounding=*/true},
            {/*bias=*/true, /*rounding=*/true}};
  size_t passes = dealOut(layers, 1).size() +
                  ways.size() * dealOut(layers, mostTurns).size();
  int64_t judged = parts.count > 1 ? feed->numSamples() - samplesLearned
                                   : feed->numSamples();
  samplesPlanned = static_cast<int64_t>(passes) * samplesLearned +
                   static_cast<int64_t>(1 + 2 * ways.size()) * judged;

  bool isSearched = llvm::any_of(plan.units, [](const UnitPlan &unit) {
    return unit.weights && unit.weights->stored;
  });
  auto original = judge();
  if (!original)
    return original.takeError();
  Plan best = plan;
  double least = 0;
  std::string taken;
  auto judgeCandidate = [&](const Recovery &way,
                            llvm::StringRef how) -> llvm::Error {
    auto judged = judge();
    if (!judged)
      return judged.takeError();
    double change = estimateChange(*judged, *original);
    if (change >= least)
      return llvm::Error::success();
    least = change;
    best = plan;
    taken = (llvm::Twine(way.bias ? "bias" : "") +
             (way.bias && way.rounding ? "," : "") +
             (way.rounding ? "rounding" : "") + how)
                .str();
    return llvm::Error::success();
  };
  std::vector<Plan> alone(ways.size(), plan);
  if (llvm::Error error = recoverAlone(ways, alone))
    return std::move(error);
  for (auto [way, made] : llvm::zip_equal(ways, alone)) {
    plan = made;
    if (llvm::Error error = judgeCandidate(way, " of every layer by itself"))
      return std::move(error);
    if (llvm::Error error = recoverInTurn(way))
      return std::move(error);
    if (llvm::Error error = judgeCandidate(way, " of the layers in turn"))
      return std::move(error);
  }
  if (least == 0 && !layers.empty())
    note("remark: --recover made the outputs no better, for sure, on data that "
         "it did not learn from, and is left out" +
         llvm::Twine(isSearched ? " but for what --max-drop rounded" : "") +
         "; give more data to try again");
  else if (what.isAutomatic && !layers.empty())
    note("remark: --recover=auto takes " + llvm::Twine(taken));
  return std::move(best);
}

llvm::Expected<Simulation::OtherWeights>
Recoverer::roundOthers(Simulation::OtherWeights others,
                       llvm::StringRef dataPath, const DataParts &dealt) {
  if (llvm::Error error = makeFloatNetwork())
    return std::move(error);
  if (llvm::Error error = openData(dataPath, dealt))
    return std::move(error);
  samplesPlanned =
      static_cast<int64_t>(dealOut(layers, 1).size()) * samplesLearned;
  size_t first = 0;
  for (size_t end : dealOut(layers, 1)) {
    auto seen = seeLayers(first, end, nullptr);
    if (!seen)
      return seen.takeError();
    for (const SeenLayer &layer : *seen)
      if (auto found = others.find(layer.layer.id); found != others.end())
        for (WeightPlan &weights : found->second)
          if (llvm::Error error =
                  recoverLayer(layer, what, /*isRounded=*/false, weights))
            return std::move(error);
    first = end;
  }
  return std::move(others);
}

llvm::Expected<Simulation::OtherWeights>
Compiler::roundWeights(const Plan &plan, const OtherWeights &others,
                       llvm::StringRef dataPath, const DataParts &parts,
                       Progress progress) {
  Recovery what;
  what.rounding = true;
  return Recoverer(*this, plan, what, note, progress)
      .roundOthers(others, dataPath, parts);
}

llvm::Error Compiler::recover(Plan &plan, llvm::StringRef dataPath,
                              const Recovery &what, Progress progress) {
  // What the passes say of the plan is said when it is compiled.
  Note say = [](const llvm::Twine &) {};
  std::swap(note, say);
  llvm::scope_exit restore([&] { std::swap(note, say); });
  auto recovered = Recoverer(*this, plan, what, say, progress).run(dataPath);
  if (!recovered)
    return recovered.takeError();
  plan = std::move(*recovered);
  return llvm::Error::success();
}

} // namespace qopt

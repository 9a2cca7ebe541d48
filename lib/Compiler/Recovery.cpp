//===- Recovery.cpp - What rounding loses, got back from data ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"
#include "ObservedOutputs.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/DenseQuantization.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Quantize/WeightRounding.h"
#include "qopt/Quantize/WeightedLayer.h"
#include "qopt/Support/Error.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringMap.h"

#include <cmath>

using namespace mlir;

namespace qopt {

namespace {

/// The rows of one call where the batch is dynamic.
constexpr int64_t rowsPerCall = 64;
/// The moments that are held at a time: the data is read once more for others.
constexpr int64_t mostMoments = INT64_C(1) << 26;
/// The parts of the network that are recovered one after the other.
constexpr size_t mostParts = 12;

/// A layer and the moments of its inputs, group by group.
struct SeenLayer {
  const WeightedLayer &layer;
  std::vector<InputMoments> moments;

  explicit SeenLayer(const WeightedLayer &layer)
      : layer(layer), moments(layer.groups, InputMoments(layer.rowSize())) {}

  /// So many rows tell all that can be used.
  int64_t rowsWanted() const {
    return std::max<int64_t>(4096, 8 * layer.rowSize());
  }

  /// Sees the inputs of a call, `samples` of the `allSamples` there are, from
  /// `done` on. `wanted` is what they should be; empty if they are.
  void see(llvm::ArrayRef<float> images, llvm::ArrayRef<float> wanted,
           int64_t done, int64_t samples, int64_t allSamples);
};

void SeenLayer::see(llvm::ArrayRef<float> images, llvm::ArrayRef<float> wanted,
                    int64_t done, int64_t samples, int64_t allSamples) {
  int64_t imageSize = layer.height * layer.width * layer.channels;
  int64_t positions = layer.numPositions(), k = layer.rowSize();
  int64_t all = static_cast<int64_t>(images.size()) / imageSize * positions;
  int64_t taken = std::min<int64_t>(
      all, llvm::divideCeil(rowsWanted() * samples, allSamples));
  // The golden ratio deals the first rows of the calls out over the images.
  constexpr double goldenRatio = 0.618033988749895;
  double share = std::fmod(static_cast<double>(done) * goldenRatio, 1.0);
  auto copyRows = [&](llvm::ArrayRef<float> from, int64_t group,
                      std::vector<float> &rows) {
    if (from.empty())
      return;
    rows.resize(taken * k);
    for (int64_t i = 0; i < taken; ++i) {
      auto row = static_cast<int64_t>((static_cast<double>(i) + share) *
                                      static_cast<double>(all) /
                                      static_cast<double>(taken));
      row = std::min(row, all - 1);
      layer.copyRow(from.slice(row / positions * imageSize, imageSize),
                    row % positions, group,
                    MutableArrayRef(rows).slice(i * k, k));
    }
  };
  std::vector<float> rows, wantedRows;
  for (auto [group, seen] : llvm::enumerate(moments)) {
    copyRows(images, static_cast<int64_t>(group), rows);
    copyRows(wanted, static_cast<int64_t>(group), wantedRows);
    seen.add(rows, wantedRows);
  }
}

/// What is got back of one layer.
/// `isRounded` says that what was seen has the noise of rounded inputs.
llvm::Error recoverLayer(const SeenLayer &seen, const Recovery &what,
                         bool isRounded, WeightPlan &weights) {
  weights.stored.reset();
  weights.biasChange.clear();
  const WeightedLayer &layer = seen.layer;
  auto quantized =
      quantizeDense(layer.weight, layer.bias, layer.inputParams, weights);
  if (!quantized)
    return makeError("unit '" + llvm::Twine(layer.id) +
                     "': " + llvm::toString(quantized.takeError()));
  int64_t outputs = layer.outputs(), k = layer.rowSize(),
          perGroup = outputs / layer.groups;
  SmallVector<float, 0> scales;
  for (int64_t output = 0; output < outputs; ++output)
    scales.push_back(static_cast<float>(
        quantized
            ->weightScales[quantized->weightScales.size() == 1 ? 0 : output]));
  SmallVector<int8_t, 0> values = quantized->weight;
  double scale = layer.inputParams.scale;
  if (what.rounding && weights.scheme == Scheme::Symmetric) {
    for (auto [group, moments] : llvm::enumerate(seen.moments)) {
      int64_t first = static_cast<int64_t>(group) * perGroup;
      RoundingTask task{ArrayRef(layer.weight).slice(first * k, perGroup * k),
                        ArrayRef(scales).slice(first, perGroup),
                        weights.symmetricMax(),
                        weights.granularity == Granularity::PerChannel,
                        moments,
                        /*inputNoise=*/isRounded ? 0 : scale * scale / 12,
                        what.bias};
      RoundingResult rounded = roundWeights(task);
      llvm::copy(rounded.values, values.begin() + first * k);
      llvm::copy(rounded.scales, scales.begin() + first);
    }
    weights.stored.emplace();
    weights.stored->values.assign(values.begin(), values.end());
    weights.stored->scales.assign(scales.begin(), scales.end());
    if (weights.granularity == Granularity::PerTensor)
      weights.stored->scales.resize(1);
  }
  if (!what.bias)
    return llvm::Error::success();
  for (int64_t output = 0; output < outputs; ++output) {
    const InputMoments &moments = seen.moments[output / perGroup];
    double lost = 0;
    for (int64_t i = 0; i < k; ++i) {
      int64_t at = output * k + i;
      int64_t steps = values[at] - quantized->weightZeroPoint;
      lost += layer.weight[at] * moments.wantedMean(i) -
              static_cast<double>(steps) * scales[output] * moments.mean(i);
    }
    weights.biasChange.push_back(static_cast<float>(lost));
  }
  return llvm::Error::success();
}

/// The weighted layers' inputs as further outputs of a network.
struct ObservedNetwork {
  std::unique_ptr<Executable> executable;
  /// The outputs before this are the network's.
  size_t firstInput = 0;
};

/// Those of the layers in [first, last), and in moments that fit memory.
SmallVector<size_t> dealOut(ArrayRef<WeightedLayer> layers, size_t first,
                            size_t last) {
  SmallVector<size_t> ends;
  int64_t held = 0;
  for (size_t i = first; i < last; ++i) {
    const WeightedLayer &layer = layers[i];
    int64_t added = 2 * layer.groups * layer.rowSize() * layer.rowSize();
    if (held > 0 && held + added > mostMoments) {
      ends.push_back(i);
      held = 0;
    }
    held += added;
  }
  ends.push_back(last);
  return ends;
}

} // namespace

/// Recovers the layers of one plan, the first before those that read what they
/// compute.
class Recoverer {
public:
  Recoverer(Compiler &compiler, Plan &plan, const Recovery &what,
            Progress progress)
      : compiler(compiler), plan(plan), what(what), progress(progress) {}

  llvm::Error run(llvm::StringRef dataPath);

private:
  llvm::Error makeFloatNetwork();
  llvm::Expected<ObservedNetwork> makeIntegerNetwork();
  /// Sees the layers in [first, last) with the inputs that \p network gives
  /// them, beside those of the float network; with the latter, if it is null.
  llvm::Error recoverLayers(size_t first, size_t last,
                            const ObservedNetwork *network);

  Compiler &compiler;
  Plan &plan;
  const Recovery &what;
  Progress progress;
  OwningOpRef<ModuleOp> module;
  SmallVector<WeightedLayer> layers;
  ObservedNetwork floatNetwork;
  std::optional<DataFeed> feed;
  int64_t samplesDone = 0, samplesPlanned = 0;
};

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

llvm::Expected<ObservedNetwork> Recoverer::makeIntegerNetwork() {
  OwningOpRef<ModuleOp> observed = compiler.cloneFloatModule();
  // The interface stays f32, so that both read the same data.
  if (llvm::Error error = compiler.runPasses(*observed, [&](OpPassManager &pm) {
        pm.addPass(createApplyPlanPass(plan, "f32"));
      }))
    return std::move(error);
  llvm::StringMap<Value> inputs;
  observed->walk([&](qnn::UnitOp unit) {
    if (!unit.getInputs().empty())
      inputs[unit.getId()] = unit.getInputs()[0];
  });
  SmallVector<Value> values;
  SmallVector<std::string> names;
  for (const WeightedLayer &layer : layers) {
    values.push_back(dequantize(inputs[layer.id]));
    names.push_back(layer.id);
  }
  func::FuncOp function = *observed->getOps<func::FuncOp>().begin();
  ObservedNetwork network;
  network.firstInput = countOutputs(function);
  appendResults(function, values, names);
  if (llvm::Error error = compiler.runPasses(
          *observed, [](OpPassManager &pm) { buildAfterPlanPipeline(pm); }))
    return std::move(error);
  auto executable = compiler.makeHostExecutable(std::move(observed));
  if (!executable)
    return executable.takeError();
  network.executable = std::move(*executable);
  return std::move(network);
}

llvm::Error Recoverer::recoverLayers(size_t first, size_t last,
                                     const ObservedNetwork *network) {
  const Signature &signature = floatNetwork.executable->getSignature();
  int64_t rows = feed->rowsPerCall(rowsPerCall);
  std::vector<HostTensor> inputs, wanted, got;
  std::vector<SeenLayer> seen(layers.begin() + first, layers.begin() + last);
  for (int64_t done = 0; done < feed->numSamples();) {
    auto count = feed->read(done, rowsPerCall, inputs);
    if (!count)
      return count.takeError();
    if (llvm::Error error = floatNetwork.executable->run(inputs, wanted))
      return error;
    if (network)
      if (llvm::Error error = network->executable->run(inputs, got))
        return error;
    int64_t computed = signature.hasDynamicBatch ? *count : rows;
    for (auto [i, layer] : llvm::enumerate(seen)) {
      auto right = realRows(wanted[floatNetwork.firstInput + first + i], *count,
                            computed);
      if (network)
        layer.see(
            realRows(got[network->firstInput + first + i], *count, computed),
            right, done, *count, feed->numSamples());
      else
        layer.see(right, {}, done, *count, feed->numSamples());
    }
    done += *count;
    samplesDone += *count;
    progress(samplesDone, samplesPlanned);
  }
  for (const SeenLayer &layer : seen) {
    auto planned = llvm::find_if(plan.units, [&](const UnitPlan &unit) {
      return unit.id == layer.layer.id;
    });
    if (llvm::Error error = recoverLayer(
            layer, what, /*isRounded=*/network != nullptr, *planned->weights))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error Recoverer::run(llvm::StringRef dataPath) {
  if (llvm::Error error = makeFloatNetwork())
    return error;
  auto opened =
      DataFeed::open(dataPath, floatNetwork.executable->getSignature());
  if (!opened)
    return opened.takeError();
  feed.emplace(std::move(*opened));

  // What the network's own inputs ask for comes first, so that of every part
  // what it reads is nearly as it will be.
  SmallVector<size_t> firstEnds = dealOut(layers, 0, layers.size());
  size_t parts = std::min(mostParts, layers.size());
  SmallVector<size_t> ends;
  for (size_t part = 0; part < parts; ++part)
    ends.append(dealOut(layers, part * layers.size() / parts,
                        (part + 1) * layers.size() / parts));
  samplesPlanned =
      static_cast<int64_t>(firstEnds.size() + ends.size()) * feed->numSamples();
  size_t first = 0;
  for (size_t end : firstEnds) {
    if (llvm::Error error = recoverLayers(first, end, nullptr))
      return error;
    first = end;
  }
  first = 0;
  for (size_t end : ends) {
    auto network = makeIntegerNetwork();
    if (!network)
      return network.takeError();
    if (llvm::Error error = recoverLayers(first, end, &*network))
      return error;
    first = end;
  }
  return llvm::Error::success();
}

llvm::Error Compiler::recover(Plan &plan, llvm::StringRef dataPath,
                              const Recovery &what, Progress progress) {
  // What the passes say of the plan is said when it is compiled.
  Note silent = [](const llvm::Twine &) {};
  std::swap(note, silent);
  llvm::scope_exit restore([&] { std::swap(note, silent); });
  return Recoverer(*this, plan, what, progress).run(dataPath);
}

} // namespace qopt

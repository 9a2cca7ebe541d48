//===- LayerTimer.cpp - The time of every layer by itself -----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerCosts.h"

#include "qopt/Compiler/Compiler.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/ModuleHash.h"
#include "qopt/Metrics/Latency.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Quantize/WeightedLayer.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"

#include <cmath>

using namespace mlir;

namespace qopt {

namespace {

/// What the only unit of a layer's module is called, and what it reads and
/// computes: alike in all, so that equal layers have equal modules.
constexpr llvm::StringLiteral layerName = "layer";
constexpr llvm::StringLiteral inputName = "input";

/// A layer as a network of its own, and its plan.
struct LayerNetwork {
  OwningOpRef<ModuleOp> module;
  Plan plan;
  /// The types at the interface: bytes as the layer reads and writes them.
  std::string io;
  bool readsWords = false;
};

/// How often each form of a layer is measured, at least.
constexpr int rounds = 101;

/// What lies between two calls of a layer: the bytes that the network reads for
/// its other layers, which are then in the caches in the place of this one's
/// weights; none where the nearest cache holds them all.
class OtherBytes {
public:
  explicit OtherBytes(int64_t count)
      : bytes(std::min<int64_t>(count, 64 << 20)) {}

  bool empty() const { return bytes.empty(); }
  void read() const {
    constexpr size_t line = 64;
    char sum = 0;
    for (size_t i = 0; i < bytes.size(); i += line)
      sum ^= bytes[i];
    volatile char used = sum;
    (void)used;
  }

private:
  std::vector<char> bytes;
};

/// A compiled layer with everything that a call needs. The buffers are the
/// tensors', so it stays where it is.
class TimedLayer {
public:
  explicit TimedLayer(std::unique_ptr<Executable> compiled)
      : executable(std::move(compiled)) {
    const Signature &signature = executable->getSignature();
    for (const auto *side : {&signature.inputs, &signature.outputs})
      for (const InterfaceTensor &tensor : *side) {
        // A row, where there may be any number.
        tensors.push_back(
            HostTensor::zeros(tensor.name, tensor.type, tensor.shapeFor(1)));
        buffers.push_back(tensors.back().data.data());
      }
  }

  void call() { executable->call(/*rows=*/1, buffers); }

  /// The seconds of a call for which the inputs have just been written, but the
  /// weights are as far away as `others` have left them.
  double timeAfter(const OtherBytes &others) {
    others.read();
    for (HostTensor &tensor : tensors)
      std::fill(tensor.data.begin(), tensor.data.end(), char(1));
    // What reading the clock takes is the same for all forms, so it does not
    // count: their costs are told by differences.
    double start = readThreadClock();
    call();
    return readThreadClock() - start;
  }

private:
  std::unique_ptr<Executable> executable;
  std::vector<HostTensor> tensors;
  SmallVector<void *> buffers;
};

} // namespace

/// The tensor of a layer's own network.
static TensorPlan planInterface(const TensorPlan &tensor, llvm::StringRef name,
                                bool isUnsigned) {
  TensorPlan made = tensor;
  made.name = name.str();
  // A network's inputs have one scale, and so have its outputs.
  made.params.channelScales.clear();
  QuantParams &params = made.params;
  if (params.bits == 8 && params.isSigned == isUnsigned &&
      params.scheme == Scheme::Asymmetric)
    flipSignedness(params);
  return made;
}

/// The network of `layer`, which is `unit`, alone. Bytes at its interface are
/// as the target multiplies them, as they are inside of a network.
static LayerNetwork makeLayerNetwork(const WeightedLayer &layer,
                                     qnn::UnitOp unit, const Plan &plan,
                                     const TargetInfo &target) {
  MLIRContext *context = unit.getContext();
  OpBuilder b(context);
  Location loc = b.getUnknownLoc();
  LayerNetwork network;
  network.module = ModuleOp::create(loc);
  b.setInsertionPointToEnd(network.module->getBody());
  auto named = [&](llvm::StringRef name) -> SmallVector<NamedAttribute> {
    return {b.getNamedAttr("qnn.name", b.getStringAttr(name))};
  };
  auto type = FunctionType::get(context, unit.getInputs()[0].getType(),
                                unit.getOutputs()[0].getType());
  auto function = func::FuncOp::create(b, loc, "main", type);
  function.setArgAttrs(0, named(inputName));
  function.setResultAttrs(0, b.getDictionaryAttr(named(layerName)));
  b.setInsertionPointToStart(function.addEntryBlock());
  IRMapping mapping;
  mapping.map(unit.getInputs()[0], function.getArgument(0));
  auto copy = cast<qnn::UnitOp>(b.clone(*unit, mapping));
  copy.setId(layerName);
  func::ReturnOp::create(b, loc, copy.getOutputs()[0]);

  bool isUnsigned =
      selectDotKernel(target, DotInput::Bytes, manyRows, {}).lhs == DotType::U8;
  llvm::StringRef byte = isUnsigned ? "u8" : "i8";
  // What has no such bytes crosses the interface as floats.
  auto add = [&](const TensorPlan &tensor) {
    network.plan.tensors.push_back(tensor);
    const QuantParams &params = tensor.params;
    return params.bits == 8 && params.isSigned != isUnsigned ? byte : "f32";
  };
  llvm::StringRef inputType = add(
      planInterface({"", {}, "", layer.inputParams}, inputName, isUnsigned));
  llvm::StringRef resultType = "f32";
  if (const TensorPlan *result = plan.findTensor(unit.getId()))
    resultType = add(planInterface(*result, layerName, isUnsigned));
  network.io =
      (inputName + ":" + inputType + "," + layerName + ":" + resultType).str();
  network.plan.model = hashModule(*network.module);
  network.plan.numerics = plan.numerics;
  network.readsWords = plan.findUnit(unit.getId())->readsWords;
  return network;
}

/// Times the layers of a network.
class LayerTimer {
public:
  LayerTimer(Compiler &compiler, const Plan &plan,
             const Compiler::OtherWeights &others, Progress progress)
      : compiler(compiler), plan(plan), others(others), progress(progress) {}

  llvm::Expected<CostFile> run();

private:
  /// In the order of a layer's forms.
  using Times = std::vector<RelativeLatency>;

  /// What is measured of a layer, and of all that are alike.
  llvm::Expected<Times> timeLayer(const WeightedLayer &layer, qnn::UnitOp unit,
                                  llvm::ArrayRef<WeightPlan> forms);
  llvm::Expected<LoweredModule> lower(const LayerNetwork &network,
                                      const WeightPlan &weights);
  Times measure(llvm::MutableArrayRef<std::unique_ptr<TimedLayer>> layers,
                const OtherBytes &others) const;

  Compiler &compiler;
  const Plan &plan;
  const Compiler::OtherWeights &others;
  Progress progress;
  /// The bytes of all weights, with 8 bits.
  int64_t allBytes = 0;
  llvm::StringMap<Times> times;
};

llvm::Expected<LoweredModule> LayerTimer::lower(const LayerNetwork &network,
                                                const WeightPlan &weights) {
  Plan layerPlan = network.plan;
  layerPlan.units = {{layerName.str(), /*quantize=*/true,
                      Activations::Calibrated, weights, network.readsWords}};
  OwningOpRef<ModuleOp> module(network.module.get().clone());
  if (llvm::Error error = compiler.runPasses(*module, [&](OpPassManager &pm) {
        buildQuantizePipeline(pm, layerPlan, network.io);
      }))
    return std::move(error);
  return compiler.lowerFor(compiler.target, std::move(module),
                           /*noFloat=*/false);
}

/// What decides the time of a layer: all but its numbers, and of these whether
/// the kernel for 8 bits may multiply them.
static std::string describe(const LayerNetwork &network,
                            const LoweredModule &lowered,
                            llvm::ArrayRef<WeightPlan> forms) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(1).elideLargeResourceString(1);
  network.module.get().print(stream, flags.enableDebugInfo(/*enable=*/false));
  stream << network.io << network.readsWords;
  for (auto function : lowered.module.get().getOps<LLVM::LLVMFuncOp>())
    stream << function->getAttr("qnn.kernels");
  for (const WeightPlan &form : forms)
    stream << ' ' << form.bits << ' ' << form.group;
  return text;
}

LayerTimer::Times
LayerTimer::measure(llvm::MutableArrayRef<std::unique_ptr<TimedLayer>> layers,
                    const OtherBytes &others) const {
  std::vector<Measurement> measurements;
  for (std::unique_ptr<TimedLayer> &layer : layers)
    if (others.empty())
      measurements.push_back(
          repeatCalls([&] { layer->call(); }, readThreadClock));
    else
      measurements.push_back([&] { return layer->timeAfter(others); });
  // The first turns bring in what nothing else evicts.
  constexpr int warmUp = 3;
  measureInTurns(measurements, /*seconds=*/0, warmUp, readThreadClock);
  constexpr double seconds = 0.2;
  return compareWithFirst(
      measureInTurns(measurements, seconds, rounds, readThreadClock));
}

llvm::Expected<LayerTimer::Times>
LayerTimer::timeLayer(const WeightedLayer &layer, qnn::UnitOp unit,
                      llvm::ArrayRef<WeightPlan> forms) {
  LayerNetwork network = makeLayerNetwork(layer, unit, plan, compiler.target);
  auto lowered = lower(network, forms.front());
  if (!lowered)
    return lowered.takeError();
  auto [known, isNew] = times.try_emplace(describe(network, *lowered, forms));
  if (!isNew)
    return known->second;
  std::vector<std::unique_ptr<TimedLayer>> layers;
  for (const WeightPlan &form : forms) {
    if (!layers.empty())
      lowered = lower(network, form);
    if (!lowered)
      return lowered.takeError();
    auto executable =
        compiler.emitExecutable(compiler.target, std::move(*lowered));
    if (!executable)
      return executable.takeError();
    layers.push_back(std::make_unique<TimedLayer>(std::move(*executable)));
  }
  constexpr int64_t nearestCache = 32 << 10;
  OtherBytes otherBytes(allBytes <= nearestCache
                            ? 0
                            : allBytes -
                                  static_cast<int64_t>(layer.weight.size()));
  known->second = measure(layers, otherBytes);
  return known->second;
}

llvm::Expected<CostFile> LayerTimer::run() {
  SmallVector<WeightedLayer> layers =
      findWeightedLayers(*compiler.floatModule, plan);
  for (const WeightedLayer &layer : layers)
    allBytes += static_cast<int64_t>(layer.weight.size());
  llvm::StringMap<qnn::UnitOp> units;
  compiler.floatModule->walk(
      [&](qnn::UnitOp unit) { units[unit.getId()] = unit; });
  CostFile file;
  file.model = compiler.hash();
  file.triple = compiler.target.getTriple().str();
  file.cpu = compiler.target.getCPU().str();
  file.features = compiler.target.getFeatures().str();
  file.rounds = rounds;
  int64_t done = 0;
  for (const WeightedLayer &layer : layers) {
    auto other = others.find(layer.id);
    if (other == others.end())
      continue;
    const UnitPlan &planned = *plan.findUnit(layer.id);
    SmallVector<WeightPlan> forms{*planned.weights};
    llvm::append_range(forms, other->second);
    auto timed = timeLayer(layer, units[layer.id], forms);
    if (!timed)
      return makeError(
          "--cost-file: the layer '" + llvm::Twine(layer.id) +
          "' cannot be timed by itself: " + llvm::toString(timed.takeError()));
    for (auto [form, time] : llvm::zip_equal(forms, *timed)) {
      // Tenths of nanoseconds are more than clocks tell.
      auto round = [](double seconds) {
        return std::round(seconds * 1e10) / 10;
      };
      file.costs.push_back({costName(planned), form.bits, form.group,
                            std::max(round(time.seconds), 0.1),
                            round(time.spread)});
    }
    progress(++done, static_cast<int64_t>(others.size()));
  }
  return file;
}

llvm::Expected<CostFile> Compiler::timeLayers(const Plan &plan,
                                              const OtherWeights &others,
                                              Progress progress) {
  // What is to be said of the layers is said when all are compiled.
  Note silent = [](const llvm::Twine &) {};
  std::swap(note, silent);
  llvm::scope_exit restore([&] { std::swap(note, silent); });
  return LayerTimer(*this, plan, others, progress).run();
}

llvm::Error Compiler::checkCanTime(llvm::StringRef path) {
  if (llvm::Error error = target.checkRunsOnHost())
    return makeError("--cost-file: " + path +
                     ": is not there yet, and layers cannot be timed here: " +
                     llvm::toString(std::move(error)));
  return llvm::Error::success();
}

llvm::Error Compiler::checkCosts(const CostFile &costs, llvm::StringRef path) {
  llvm::StringRef remedy = "; give another file, or delete this one to have "
                           "the layers timed";
  if (costs.model != hash())
    return makeError("--cost-file: " + path +
                     ": has the times of another model" + remedy);
  auto name = [](llvm::StringRef triple, llvm::StringRef cpu) {
    return (triple + (cpu.empty() ? "" : ", ") + cpu).str();
  };
  std::string timed = name(costs.triple, costs.cpu),
              asked = name(target.getTriple().str(), target.getCPU());
  if (timed != asked || costs.features != target.getFeatures())
    return makeError("--cost-file: " + path + ": was timed on " + timed +
                     ", but the target is " + asked +
                     (timed == asked ? " with other features" : "") + remedy);
  return llvm::Error::success();
}

} // namespace qopt

//===- Calibration.cpp - Running the model over the calibration data ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"
#include "ObservedOutputs.h"

#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/DataFeed.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/State.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Support/Error.h"

#include "mlir/Dialect/Quant/IR/QuantTypes.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"

#include <cmath>

using namespace mlir;

namespace qopt {

namespace {

/// The rows of one call where the batch is dynamic.
constexpr int64_t rowsPerCall = 64;

func::FuncOp firstFunction(ModuleOp module) {
  return *module.getOps<func::FuncOp>().begin();
}

} // namespace

void appendResults(func::FuncOp function, ArrayRef<Value> values,
                   ArrayRef<std::string> names) {
  Operation *ret = function.getBody().front().getTerminator();
  OpBuilder b(ret);
  SmallVector<Type> types(function.getResultTypes());
  SmallVector<DictionaryAttr> attrs;
  for (unsigned i = 0; i < types.size(); ++i)
    attrs.push_back(function.getResultAttrDict(i)
                        ? function.getResultAttrDict(i)
                        : b.getDictionaryAttr({}));
  SmallVector<Value> results(ret->getOperands());
  for (auto [value, name] : llvm::zip_equal(values, names)) {
    results.push_back(value);
    types.push_back(value.getType());
    attrs.push_back(
        b.getDictionaryAttr(b.getNamedAttr("qnn.name", b.getStringAttr(name))));
  }
  ret->setOperands(results);
  function.setFunctionType(
      b.getFunctionType(function.getArgumentTypes(), types));
  function.setAllResultAttrs(attrs);
}

ArrayRef<float> realRows(const HostTensor &tensor, int64_t count,
                         int64_t rows) {
  ArrayRef<float> values = tensor.as<float>();
  if (count == rows || values.size() % rows != 0)
    return values;
  return values.take_front(values.size() / rows * count);
}

Value dequantize(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  auto quantized = dyn_cast<quant::QuantizedType>(type.getElementType());
  if (!quantized)
    return value;
  OpBuilder b(value.getContext());
  b.setInsertionPointAfterValue(value);
  return quant::DequantizeCastOp::create(
      b, value.getLoc(), type.clone(quantized.getExpressedType()), value);
}

size_t countOutputs(func::FuncOp function) {
  return llvm::count_if(
      llvm::seq(0u, function.getNumResults()),
      [&](unsigned i) { return !function.getResultAttr(i, stateAttrName); });
}

double UnitFidelity::sqnr() const {
  return 10 * std::log10(signal / std::max(noise, 1e-300));
}

llvm::Expected<Observations> Compiler::observe(llvm::StringRef dataPath,
                                               Progress progress) {
  auto method = rangeMethod();
  if (!method)
    return method.takeError();
  std::optional<MethodChoice> moving;
  if (method->averagingConstant())
    moving = *method;
  auto observer = makeObserver(moving);
  if (!observer)
    return observer.takeError();
  auto feed = DataFeed::open(dataPath, observer->executable->getSignature());
  if (!feed)
    return feed.takeError();
  DataParts halves = DataParts::ofHalves(*feed, rowsPerCall);
  if (moving)
    halves.count = 1;
  auto parts = observeParts(*observer, *feed, halves, progress);
  if (!parts)
    return parts.takeError();
  return Observations::ofParts(
      std::move(*parts), moving ? "a moving average is one over all samples in "
                                  "their order; choose another method"
                                : DataParts::oneCall);
}

llvm::Expected<Compiler::Observer>
Compiler::makeObserver(std::optional<MethodChoice> moving) {
  Observer observer;
  observer.empty.model = hash();
  observer.empty.movingMethod = moving;
  OwningOpRef<ModuleOp> module = cloneFloatModule();
  SmallVector<Value> values;
  SmallVector<std::string> names;
  for (ObservedTensor &tensor : findObservedTensors(*module)) {
    values.push_back(tensor.value);
    names.push_back(tensor.name);
    observer.empty.tensors.emplace_back(tensor.name, tensor.channels,
                                        moving ? moving->averagingConstant()
                                               : std::nullopt);
  }
  func::FuncOp function = firstFunction(*module);
  observer.firstObserved = countOutputs(function);
  appendResults(function, values, names);
  auto executable = makeHostExecutable(std::move(module));
  if (!executable)
    return executable.takeError();
  observer.executable = std::move(*executable);
  return observer;
}

llvm::Expected<std::vector<StatisticsFile>>
Compiler::observeParts(const Observer &observer, DataFeed &feed,
                       const DataParts &parts, Progress progress) {
  std::vector<StatisticsFile> seen(parts.count, observer.empty);
  std::vector<HostTensor> inputs, outputs;
  int64_t rows = parts.rowsPerCall;
  for (int64_t done = 0; done < feed.numSamples();) {
    auto count = feed.read(done, rows, inputs);
    if (!count)
      return count.takeError();
    if (llvm::Error error = observer.executable->run(inputs, outputs))
      return std::move(error);
    int64_t computed =
        observer.executable->getSignature().hasDynamicBatch ? *count : rows;
    StatisticsFile &part = seen[parts.partOf(done)];
    for (auto [i, tensor] : llvm::enumerate(part.tensors))
      if (llvm::Error error = tensor.update(
              realRows(outputs[observer.firstObserved + i], *count, computed),
              done, *count))
        return std::move(error);
    part.samples += *count;
    done += *count;
    progress(done, feed.numSamples());
  }
  return seen;
}

llvm::Expected<MethodChoice> Compiler::rangeMethod() const {
  if (isAutomatic())
    return MethodChoice(*getRangeMethods().front());
  return MethodChoice::parse(options.method);
}

llvm::Expected<Plan> Compiler::makePlan(const StatisticsFile &statistics) {
  auto method = rangeMethod();
  if (!method)
    return method.takeError();
  const std::optional<MethodChoice> &moving = statistics.movingMethod;
  if (moving && method->averagingConstant() && moving->name() != method->name())
    return makeError(
        "the statistics have the moving average of --method=" + moving->name() +
        "; ask for that, or calibrate with "
        "--method=" +
        method->name());
  auto say = [&](const llvm::Twine &text) { note(text); };
  return qopt::makePlan(
      *floatModule, ArrayRef(statistics.tensors),
      [&](llvm::StringRef) { return *method; }, options.plan, say);
}

llvm::Expected<Plan> Compiler::makePlanLike(const Plan &plan,
                                            const StatisticsFile &statistics,
                                            const PlanOptions &planOptions) {
  auto method = rangeMethod();
  if (!method)
    return method.takeError();
  // Whatever is said behind the method's name is not a part of it.
  auto methodOf = [&](llvm::StringRef tensor) {
    const TensorPlan *planned = plan.findTensor(tensor);
    auto named = MethodChoice::parse(
        planned ? llvm::StringRef(planned->method).split(',').first : "");
    if (named)
      return *named;
    llvm::consumeError(named.takeError());
    return *method;
  };
  return qopt::makePlan(*floatModule, ArrayRef(statistics.tensors), methodOf,
                        planOptions);
}

llvm::Expected<std::vector<Plan>>
Compiler::planHalves(const Plan &plan, const Observations &seen) {
  std::vector<Plan> plans;
  for (const StatisticsFile &half : seen.halves) {
    auto made = makePlanLike(plan, half, options.plan);
    if (!made)
      return made.takeError();
    plans.push_back(std::move(*made));
  }
  return plans;
}

llvm::Expected<Plan> Compiler::makeGivenPlan() {
  auto method = rangeMethod();
  if (!method)
    return method.takeError();
  return qopt::makePlan(
      *floatModule, std::nullopt, [&](llvm::StringRef) { return *method; },
      options.plan, [&](const llvm::Twine &text) { note(text); });
}

llvm::Expected<std::vector<UnitFidelity>>
Compiler::measureFidelity(const Plan &plan, llvm::StringRef dataPath,
                          Progress progress) {
  // What the passes say of the plan is said when it is compiled.
  Note silent = [](const llvm::Twine &) {};
  std::swap(note, silent);
  llvm::scope_exit restore([&] { std::swap(note, silent); });
  // The outputs of the units, of the float model and, dequantized, of the
  // integer program.
  auto unitOutputs = [](ModuleOp module, SmallVector<std::string> &names) {
    SmallVector<Value> values;
    module.walk([&](qnn::UnitOp unit) {
      values.push_back(dequantize(unit->getResult(0)));
      names.push_back(unit.getId().str());
    });
    return values;
  };
  SmallVector<std::string> names;
  OwningOpRef<ModuleOp> reference = cloneFloatModule();
  func::FuncOp function = firstFunction(*reference);
  size_t firstUnit = countOutputs(function);
  SmallVector<Value> values = unitOutputs(*reference, names);
  appendResults(function, values, names);
  auto floatRun = makeHostExecutable(std::move(reference));
  if (!floatRun)
    return floatRun.takeError();

  OwningOpRef<ModuleOp> integer = cloneFloatModule();
  // The interface stays f32, so that both read the same data.
  if (llvm::Error error = runPasses(*integer, [&](OpPassManager &pm) {
        pm.addPass(createApplyPlanPass(plan, "f32"));
      }))
    return std::move(error);
  names.clear();
  values = unitOutputs(*integer, names);
  appendResults(firstFunction(*integer), values, names);
  if (llvm::Error error = runPasses(
          *integer, [](OpPassManager &pm) { buildAfterPlanPipeline(pm); }))
    return std::move(error);
  auto integerRun = makeHostExecutable(std::move(integer));
  if (!integerRun)
    return integerRun.takeError();

  auto feed = DataFeed::open(dataPath, (*floatRun)->getSignature());
  if (!feed)
    return feed.takeError();
  std::vector<UnitFidelity> fidelity(names.size());
  for (auto [unit, name] : llvm::zip_equal(fidelity, names))
    unit.id = name;
  std::vector<HostTensor> inputs, wanted, got;
  int64_t rows = feed->rowsPerCall(rowsPerCall);
  for (int64_t done = 0; done < feed->numSamples();) {
    auto count = feed->read(done, rowsPerCall, inputs);
    if (!count)
      return count.takeError();
    if (llvm::Error error = (*floatRun)->run(inputs, wanted))
      return std::move(error);
    if (llvm::Error error = (*integerRun)->run(inputs, got))
      return std::move(error);
    int64_t computed =
        (*floatRun)->getSignature().hasDynamicBatch ? *count : rows;
    for (auto [i, unit] : llvm::enumerate(fidelity)) {
      ArrayRef<float> x = realRows(wanted[firstUnit + i], *count, computed),
                      y = realRows(got[firstUnit + i], *count, computed);
      for (auto [a, b] : llvm::zip_equal(x, y)) {
        unit.signal += double(a) * a;
        unit.noise += (double(a) - b) * (double(a) - b);
      }
    }
    done += *count;
    progress(done, feed->numSamples());
  }
  return fidelity;
}

} // namespace qopt

//===- QuantizedNetworkTest.cpp - Random float networks, all the way ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A random float network is imported, observed, quantized by a plan of random
/// choices and compiled, and must then give what the interpreter makes of the
/// same integer program, to the byte.
///
//===----------------------------------------------------------------------===//

#include "FloatConvProgram.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/Passes.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::codegentest;

namespace {

class QuantizedNetwork : public LevelTest {
protected:
  void check(uint64_t seed);

private:
  bool run(ModuleOp module, llvm::function_ref<void(OpPassManager &)> build) {
    PassManager pm(&session.context);
    build(pm);
    return succeeded(pm.run(module));
  }
  std::optional<Plan> makeRandomPlan(Random &random, ModuleOp module,
                                     ArrayRef<std::vector<HostTensor>> samples);
  void compare(ArrayRef<HostTensor> actual, ArrayRef<HostTensor> expected,
               bool isExact);

  Session session;
};

/// Whether only integers are computed with, but for casts.
bool isInteger(ModuleOp module) {
  bool result = true;
  module.walk([&](Operation *op) {
    auto isFloat = [](Value value) {
      return getElementTypeOrSelf(value.getType()).isF32();
    };
    bool computes =
        isa<qnn::UnitOp>(op) ||
        (isa<tosa::TosaDialect>(op->getDialect()) && !isa<tosa::ConstOp>(op) &&
         llvm::any_of(op->getResults(), isFloat));
    result &= !computes;
  });
  return result;
}

std::optional<Plan>
QuantizedNetwork::makeRandomPlan(Random &random, ModuleOp module,
                                 ArrayRef<std::vector<HostTensor>> samples) {
  PlanOptions options;
  options.numerics =
      random.pick({Numerics::FP32, Numerics::Single, Numerics::Double});
  options.activationScheme =
      random.pick({Scheme::Asymmetric, Scheme::Symmetric, Scheme::MinMax});
  options.signedActivations =
      options.activationScheme == Scheme::Symmetric ||
      (options.activationScheme == Scheme::Asymmetric && random.oneIn(2));
  if (random.oneIn(3))
    options.activationGranularity = Granularity::PerTensor;
  if (random.oneIn(4)) {
    options.weightGranularity = Granularity::PerTensor;
    options.weightScheme = random.pick({Scheme::Symmetric, Scheme::MinMax});
  }
  module.walk([&](qnn::UnitOp unit) {
    if (random.oneIn(12))
      options.keepFloat.push_back(unit.getId().str());
  });
  options.weightBits = random.pick({8, 8, 8, 6, 4, 4, 3, 2});

  SmallVector<ObservedTensor> tensors = findObservedTensors(module);
  std::vector<Statistics> statistics;
  llvm::DenseMap<Value, size_t> numbers;
  for (const ObservedTensor &tensor : tensors) {
    numbers[tensor.value] = statistics.size();
    statistics.emplace_back(tensor.name, tensor.channels);
  }
  auto function = *module.getOps<func::FuncOp>().begin();
  for (auto [number, inputs] : llvm::enumerate(samples)) {
    auto observe = [&, number = int64_t(number)](Value value,
                                                 const HostTensor &tensor) {
      if (auto it = numbers.find(value); it != numbers.end())
        llvm::cantFail(
            statistics[it->second].update(tensor.as<float>(), number, 1));
    };
    for (auto [argument, tensor] :
         llvm::zip_equal(function.getArguments(), inputs))
      observe(argument, tensor);
    auto results = interpret(function, inputs, observe);
    if (!results) {
      ADD_FAILURE() << llvm::toString(results.takeError());
      return std::nullopt;
    }
  }
  auto plan = makePlan(
      module, statistics,
      [](llvm::StringRef) {
        return llvm::cantFail(MethodChoice::parse("minmax"));
      },
      options);
  if (plan)
    return std::move(*plan);
  ADD_FAILURE() << llvm::toString(plan.takeError());
  return std::nullopt;
}

void QuantizedNetwork::compare(ArrayRef<HostTensor> actual,
                               ArrayRef<HostTensor> expected, bool isExact) {
  if (isExact) {
    EXPECT_EQ(describeDifference(actual, expected), "");
    return;
  }
  // Floats that are rounded to another step are another step from there on.
  ASSERT_EQ(actual.size(), expected.size());
  for (auto [a, e] : llvm::zip_equal(actual, expected)) {
    ASSERT_EQ(a.shape, e.shape);
    ASSERT_EQ(a.type, e.type);
    if (a.type != ElementType::F32)
      continue;
    double signal = 0, noise = 0;
    for (auto [x, y] : llvm::zip_equal(a.as<float>(), e.as<float>())) {
      signal += double(y) * y;
      noise += (double(x) - y) * (double(x) - y);
    }
    EXPECT_LE(noise, 1e-3 * signal + 1e-12);
  }
}

void QuantizedNetwork::check(uint64_t seed) {
  Random random(seed);
  RandomProgram program =
      makeFloatConvProgram(session, random, /*isDynamic=*/false,
                           /*hasUnits=*/false);
  announce(seed, *program.module);
  OwningOpRef<ModuleOp> module = program.module->clone();
  SmallVector<std::vector<HostTensor>> samples;
  for (int64_t i = 0; i < 3; ++i)
    samples.push_back(program.makeInputs(random, Fill::Random, 0));
  session.messages.clear();
  bool isMade =
      run(*module, [](OpPassManager &pm) { buildImportPipeline(pm, ""); });
  std::optional<Plan> plan;
  if (isMade)
    plan = makeRandomPlan(random, *module, samples);
  if (plan)
    isMade = run(*module, [&](OpPassManager &pm) {
      buildQuantizePipeline(pm, *plan, "f32");
    });
  if (isMade && plan) {
    auto executable = makeExecutable(session, *module, target());
    bool isExact = isInteger(*module);
    for (auto &inputs : samples) {
      if (!executable || HasFailure())
        break;
      auto expected = interpretMain(*module, inputs);
      compare(runCompiled(*executable, inputs), expected, isExact);
    }
  }
  if (!isMade || !plan || HasFailure())
    ADD_FAILURE() << "seed " << seed << "\n"
                  << session.messages << textOf(*program.module)
                  << (plan ? plan->toString() : "");
}

TEST_P(QuantizedNetwork, RandomNetworks) {
  Seeds seeds(300000, 80, 200);
  for (uint64_t seed = seeds.first; seed < seeds.last && !HasFailure(); ++seed)
    check(seed);
}

QOPT_TEST_ALL_LEVELS(QuantizedNetwork);

} // namespace

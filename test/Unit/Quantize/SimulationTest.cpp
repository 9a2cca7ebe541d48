//===- SimulationTest.cpp - A float network that rounds like a plan -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Quantize/Simulation.h"

#include <cmath>

using namespace qopt;
using namespace qopt::testing;
using namespace mlir;

namespace {

/// y = sigmoid(relu(x W) V), W and V of weights that 8 bits hold exactly.
constexpr const char *network = R"mlir(
func.func @main(%x: tensor<64x2xf32>) -> tensor<64x2xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0, -0.5], [0.5, 1.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
  %v = "tosa.const"() <{values = dense<[[[[1.0, 0.5]]], [[[-0.5, 1.0]]]]> : tensor<2x1x1x2xf32>}> : () -> tensor<2x1x1x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, 64, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[1, 8, 8, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %s2 = tosa.const_shape {values = dense<[64, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<64x2xf32>, !tosa.shape<3>) -> tensor<1x64x2xf32>
  %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x64x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x2xf32>
  %2 = tosa.clamp %1 {min_val = 0.0 : f32, max_val = 3.40282347E+38 : f32} : (tensor<1x64x2xf32>) -> tensor<1x64x2xf32>
  %3 = tosa.reshape %2, %s1 : (tensor<1x64x2xf32>, !tosa.shape<4>) -> tensor<1x8x8x2xf32>
  %4 = tosa.conv2d %3, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x2xf32>, tensor<2x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x8x8x2xf32>
  %5 = tosa.reshape %4, %s2 : (tensor<1x8x8x2xf32>, !tosa.shape<2>) -> tensor<64x2xf32>
  %6 = tosa.sigmoid %5 : (tensor<64x2xf32>) -> tensor<64x2xf32>
  return %6 : tensor<64x2xf32>
})mlir";

class SimulationTest : public ::testing::Test {
protected:
  void SetUp() override {
    module = session.parse(network);
    ASSERT_TRUE(session.run(*module, [](OpPassManager &pm) {
      buildImportPipeline(pm, "");
    })) << session.messages;
    std::mt19937 random(1);
    input = randomFloats({64, 2}, -1, 1, random);
    floats = execute(*module, input);
    std::vector<Statistics> statistics;
    for (const ObservedTensor &tensor : findObservedTensors(*module)) {
      statistics.emplace_back(tensor.name, tensor.channels);
      // Any range will do.
      std::vector<float> values(64, 2.0f);
      values[0] = -2;
      ASSERT_FALSE(statistics.back().update(values, 0, 1));
    }
    llvm::Expected<Plan> made = makePlan(
        *module, ArrayRef(statistics),
        [](StringRef) { return llvm::cantFail(MethodChoice::parse("minmax")); },
        PlanOptions());
    ASSERT_TRUE(static_cast<bool>(made)) << llvm::toString(made.takeError());
    plan = std::move(*made);
    simulation = Simulation::insert(mainOf(*module), plan);
  }

  std::vector<HostTensor> simulate(ArrayRef<float> argument) {
    auto type = cast<RankedTensorType>(mainOf(*module).getArgumentTypes()[1]);
    return execute(*module,
                   {input, makeTensor<float>(ElementType::F32, type.getShape(),
                                             argument)});
  }

  /// The largest difference of two results.
  static float difference(const HostTensor &a, const HostTensor &b) {
    float largest = 0;
    for (auto [x, y] : llvm::zip_equal(a.as<float>(), b.as<float>()))
      largest = std::max(largest, std::abs(x - y));
    return largest;
  }

  Session session;
  OwningOpRef<ModuleOp> module;
  HostTensor input;
  std::vector<HostTensor> floats;
  Plan plan;
  Simulation simulation;
};

TEST_F(SimulationTest, RoundsNothingUnlessTold) {
  std::vector<HostTensor> got = simulate(simulation.makeArgument());
  EXPECT_EQ(difference(floats[0], got[0]), 0);
}

TEST_F(SimulationTest, RoundsOneTensor) {
  // The input rounded before the network is the input rounded in it.
  std::vector<float> argument = simulation.makeArgument();
  ASSERT_TRUE(simulation.hasTensor("x") || simulation.hasTensor("in0"));
  const TensorPlan &planned = plan.tensors.front();
  simulation.setTensor(argument, plan, planned);
  std::vector<HostTensor> got = simulate(argument);
  EXPECT_GT(difference(floats[0], got[0]), 0);
  const TensorParams &params = planned.params;
  for (float &value : input.as<float>()) {
    double steps = std::floor(value / params.scale + 0.5) +
                   static_cast<double>(params.zeroPoint);
    steps = std::clamp(steps, double(params.qmin), double(params.qmax));
    value =
        static_cast<float>((steps - double(params.zeroPoint)) * params.scale);
  }
  std::vector<HostTensor> wanted = simulate(simulation.makeArgument());
  EXPECT_LT(difference(wanted[0], got[0]), 1e-5);
}

TEST_F(SimulationTest, IsCloseToTheIntegerProgram) {
  std::vector<float> argument = simulation.makeArgument();
  for (const TensorPlan &tensor : plan.tensors)
    simulation.setTensor(argument, plan, tensor);
  std::vector<HostTensor> got = simulate(argument);
  OwningOpRef<ModuleOp> integer = session.parse(network);
  ASSERT_TRUE(session.run(*integer, [&](OpPassManager &pm) {
    buildImportPipeline(pm, "");
    buildQuantizePipeline(pm, plan, "f32");
  })) << session.messages;
  std::vector<HostTensor> wanted = execute(*integer, input);
  // A step of the sigmoid at most.
  EXPECT_LT(difference(wanted[0], got[0]),
            1.5 * plan.tensors.back().params.scale);
}

TEST_F(SimulationTest, SwitchesWeights) {
  auto simulateOn = [&](const Plan &of, ArrayRef<int> otherBits,
                        std::optional<size_t> other) {
    OwningOpRef<ModuleOp> copy = session.parse(network);
    EXPECT_TRUE(session.run(
        *copy, [](OpPassManager &pm) { buildImportPipeline(pm, ""); }));
    Simulation made = Simulation::insert(mainOf(*copy), of, otherBits);
    std::vector<float> argument = made.makeArgument();
    EXPECT_EQ(made.weightSwitches().size(), otherBits.empty() ? 0 : 2);
    for (const Simulation::WeightSwitch &weights : made.weightSwitches()) {
      EXPECT_EQ(weights.elements, 4);
      made.setWeights(argument, weights, other);
    }
    auto type = cast<RankedTensorType>(mainOf(*copy).getArgumentTypes()[1]);
    return execute(*copy,
                   {input, makeTensor<float>(ElementType::F32, type.getShape(),
                                             argument)});
  };
  // Of 3 bits, too, the weights hold exactly.
  const int otherBits[] = {3, 2};
  for (auto [i, bits] : llvm::enumerate(otherBits)) {
    Plan narrow = plan;
    for (UnitPlan &unit : narrow.units)
      if (unit.weights)
        unit.weights->bits = bits;
    std::vector<HostTensor> wanted = simulateOn(narrow, {}, std::nullopt),
                            got = simulateOn(plan, otherBits, i);
    EXPECT_EQ(difference(floats[0], got[0]) > 1e-3, bits == 2);
    EXPECT_LT(difference(wanted[0], got[0]), 1e-6);
  }
  EXPECT_LT(difference(floats[0], simulateOn(plan, otherBits, std::nullopt)[0]),
            1e-6);
}

TEST_F(SimulationTest, ComputesOnlyTheWeightsThatAreWanted) {
  auto countUnits = [&](Simulation::Wanted wanted) {
    OwningOpRef<ModuleOp> copy = session.parse(network);
    EXPECT_TRUE(session.run(
        *copy, [](OpPassManager &pm) { buildImportPipeline(pm, ""); }));
    Simulation made =
        Simulation::insert(mainOf(*copy), plan, {3, 2}, {}, wanted);
    EXPECT_EQ(made.weightSwitches().size(), 2u);
    std::vector<float> argument = made.makeArgument();
    for (const Simulation::WeightSwitch &weights : made.weightSwitches())
      made.setWeights(argument, weights, 1);
    auto type = cast<RankedTensorType>(mainOf(*copy).getArgumentTypes()[1]);
    std::vector<HostTensor> got =
        execute(*copy, {input, makeTensor<float>(ElementType::F32,
                                                 type.getShape(), argument)});
    int64_t units = 0;
    copy->walk([&](qnn::UnitOp) { ++units; });
    return std::pair(units, difference(floats[0], got[0]));
  };
  auto all = countUnits(nullptr),
       second =
           countUnits([](llvm::StringRef, size_t other) { return other == 1; }),
       none = countUnits([](llvm::StringRef, size_t) { return false; });
  EXPECT_EQ(all.first, 3 + 4);
  EXPECT_EQ(second.first, 3 + 2);
  EXPECT_EQ(none.first, 3);
  EXPECT_GT(all.second, 1e-3);
  EXPECT_EQ(second.second, all.second);
  EXPECT_LT(none.second, 1e-6);
}

TEST_F(SimulationTest, SwitchesToWeightsThatWereRoundedOtherwise) {
  // The conv2d unit's, all twice what they are; nothing of the matmul.
  WeightPlan doubled;
  doubled.bits = 3;
  doubled.stored = {{2, 1, -1, 2}, {1, 1}, {}};
  Simulation::OtherWeights others;
  llvm::StringRef conv;
  for (const UnitPlan &unit : plan.units)
    if (unit.weights)
      conv = unit.id;
  others[conv] = {doubled};
  auto simulate = [&](std::optional<size_t> other) {
    OwningOpRef<ModuleOp> copy = session.parse(network);
    EXPECT_TRUE(session.run(
        *copy, [](OpPassManager &pm) { buildImportPipeline(pm, ""); }));
    Simulation made = Simulation::insert(mainOf(*copy), plan, {3}, others);
    std::vector<float> argument = made.makeArgument();
    for (const Simulation::WeightSwitch &weights : made.weightSwitches())
      made.setWeights(argument, weights, other);
    auto type = cast<RankedTensorType>(mainOf(*copy).getArgumentTypes()[1]);
    return execute(*copy,
                   {input, makeTensor<float>(ElementType::F32, type.getShape(),
                                             argument)});
  };
  std::vector<HostTensor> got = simulate(0);
  for (auto [a, b] :
       llvm::zip_equal(floats[0].as<float>(), got[0].as<float>())) {
    // Behind the sigmoid: twice x is the square of the odds.
    float odds = a / (1 - a);
    EXPECT_NEAR(b / (1 - b), odds * odds, 1e-4 * (1 + odds * odds));
  }
  EXPECT_LT(difference(floats[0], simulate(std::nullopt)[0]), 1e-6);
}

TEST_F(SimulationTest, RoundsForReadersOfBytesByEachPlan) {
  // The input has 8 bits by the first plan, 16 by the others, of which the
  // layer that reads it reads bytes by the second and all by the third.
  std::vector<Plan> plans(3, plan);
  TensorPlan &words = plans[1].tensors.front();
  words.params = llvm::cantFail(chooseParams(words.range, words.params.scheme,
                                             16, /*isSigned=*/true))
                     .params;
  plans[2].tensors = plans[1].tensors;
  plans[2].units.front().readsWords = true;
  OwningOpRef<ModuleOp> copy = session.parse(network);
  ASSERT_TRUE(session.run(
      *copy, [](OpPassManager &pm) { buildImportPipeline(pm, ""); }));
  Simulation made = Simulation::insert(mainOf(*copy), plans);
  std::vector<float> differences;
  for (const Plan &one : plans) {
    std::vector<float> argument = made.makeArgument();
    made.setTensor(argument, one, one.tensors.front());
    auto type = cast<RankedTensorType>(mainOf(*copy).getArgumentTypes()[1]);
    differences.push_back(difference(
        floats[0], execute(*copy, {input, makeTensor<float>(ElementType::F32,
                                                            type.getShape(),
                                                            argument)})[0]));
  }
  EXPECT_GT(differences[0], 1e-4);
  EXPECT_NEAR(differences[1], differences[0], 1e-6);
  EXPECT_LT(differences[2], differences[0] / 50);
}

TEST_F(SimulationTest, ReadsResultsFromTheAccumulator) {
  for (const TensorPlan &tensor : plan.tensors)
    EXPECT_TRUE(simulation.hasTensor(tensor.name)) << tensor.name;
  EXPECT_FALSE(simulation.hasTensor("nothing"));
}

} // namespace

//===- WeightedLayerTest.cpp - What weights multiply ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "qopt/Quantize/WeightedLayer.h"

#include "llvm/Support/FormatVariadic.h"

using namespace qopt;
using namespace qopt::testing;
using namespace mlir;

namespace {

/// The unit's plan, with an input of so wide a range that nothing is clipped.
Plan planOf(ModuleOp module) {
  Plan plan;
  module.walk([&](qnn::UnitOp unit) {
    UnitPlan planned;
    planned.id = unit.getId().str();
    planned.weights.emplace();
    plan.units.push_back(planned);
  });
  TensorPlan input;
  input.name = "in0";
  input.params.scale = 1;
  plan.tensors.push_back(input);
  return plan;
}

/// What the layer's rows and weights make is what the network computes.
void expectSums(StringRef text, std::vector<float> channelScales = {}) {
  Session session;
  auto module = session.parse(text);
  ASSERT_TRUE(session.run(*module, [](OpPassManager &pm) {
    buildImportPipeline(pm, "");
  })) << session.messages;
  Plan plan = planOf(*module);
  plan.tensors[0].params.channelScales = std::move(channelScales);
  auto layers = findWeightedLayers(*module, plan);
  ASSERT_EQ(layers.size(), 1u);
  const WeightedLayer &layer = layers[0];
  std::mt19937 random(4);
  SmallVector<int64_t> shape(
      cast<RankedTensorType>(mainOf(*module).getArgumentTypes()[0]).getShape());
  HostTensor input = randomFloats(shape, -1, 1, random);
  HostTensor output = execute(*module, input)[0];

  int64_t k = layer.rowSize(), outputs = layer.outputs(),
          perGroup = outputs / layer.groups,
          imageSize = layer.height * layer.width * layer.channels;
  std::vector<float> row(k);
  ArrayRef<float> want = output.as<float>();
  for (int64_t at = 0; at < static_cast<int64_t>(want.size()); ++at) {
    int64_t position = at / outputs, channel = at % outputs;
    int64_t image = position / layer.numPositions();
    layer.copyRow(input.as<float>().slice(image * imageSize, imageSize),
                  position % layer.numPositions(), channel / perGroup, row);
    double sum = layer.bias[channel];
    for (int64_t i = 0; i < k; ++i)
      sum += double(layer.weight[channel * k + i]) * row[i];
    ASSERT_NEAR(sum, want[at], 1e-5) << "element " << at;
  }
}

std::string conv(StringRef op, StringRef input, StringRef weights,
                 StringRef out, int64_t channels, StringRef attributes) {
  std::string values;
  int64_t count = 1;
  SmallVector<StringRef> sizes;
  weights.split(sizes, 'x');
  for (StringRef size : sizes)
    count *= std::stoll(size.str());
  std::string data;
  for (int64_t i = 0; i < count; ++i)
    data += llvm::formatv("{0}{1}", i ? ", " : "", (i * 37 % 64 - 31.5) / 32);
  return llvm::formatv(R"mlir(
func.func @main(%x: tensor<{0}xf32>) -> tensor<{1}xf32> {{
  %flat = "tosa.const"() <{{values = dense<[{2}]> : tensor<{3}xf32>}> : () -> tensor<{3}xf32>
  %shape = tosa.const_shape {{values = dense<[{4}]> : tensor<{5}xindex>} : () -> !tosa.shape<{5}>
  %w = tosa.reshape %flat, %shape : (tensor<{3}xf32>, !tosa.shape<{5}>) -> tensor<{6}xf32>
  %b = "tosa.const"() <{{values = dense<0.75> : tensor<{7}xf32>}> : () -> tensor<{7}xf32>
  %z = "tosa.const"() <{{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.{8} %x, %w, %b, %z, %z {{acc_type = f32, {9}} : (tensor<{0}xf32>, tensor<{6}xf32>, tensor<{7}xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<{1}xf32>
  return %0 : tensor<{1}xf32>
})mlir",
                       input, out, data, count, llvm::join(sizes, ", "),
                       sizes.size(), weights, channels, op, attributes)
      .str();
}

TEST(WeightedLayer, Convolutions) {
  expectSums(conv("conv2d", "2x5x7x3", "4x3x3x3", "2x5x7x4", 4,
                  "pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>, "
                  "dilation = array<i64: 1, 1>"));
  // Unequal everything, and borders that are left out.
  expectSums(conv("conv2d", "1x9x8x2", "3x2x3x2", "1x5x4x3", 3,
                  "pad = array<i64: 0, 1, 2, 2>, stride = array<i64: 2, 3>, "
                  "dilation = array<i64: 1, 1>"));
  expectSums(conv("conv2d", "1x9x8x2", "3x2x3x2", "1x8x5x3", 3,
                  "pad = array<i64: 1, 0, 1, 0>, stride = array<i64: 1, 1>, "
                  "dilation = array<i64: 2, 2>"));
}

TEST(WeightedLayer, Depthwise) {
  expectSums(conv("depthwise_conv2d", "1x6x5x4", "3x3x4x1", "1x3x3x4", 4,
                  "pad = array<i64: 1, 0, 1, 1>, stride = array<i64: 2, 2>, "
                  "dilation = array<i64: 1, 1>"));
}

TEST(WeightedLayer, ChannelScales) {
  expectSums(conv("conv2d", "1x4x4x3", "2x1x1x3", "1x4x4x2", 2,
                  "pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, "
                  "dilation = array<i64: 1, 1>"),
             {0.25f, 1.0f, 0.5f});
}

TEST(WeightedLayer, Dense) {
  expectSums(R"mlir(
func.func @main(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = "tosa.const"() <{values = dense<[[[1.0, -0.5], [0.5, 2.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, 3, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[3, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<3x2xf32>, !tosa.shape<3>) -> tensor<1x3x2xf32>
  %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x3x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x2xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x3x2xf32>, !tosa.shape<2>) -> tensor<3x2xf32>
  return %2 : tensor<3x2xf32>
})mlir",
             {0.5f, 2.0f});
}

TEST(WeightedLayer, InputsAreClipped) {
  WeightedLayer layer;
  layer.channels = 3;
  layer.inputParams.scale = 0.5f;
  layer.inputParams.zeroPoint = -118; // [-5, 122.5]
  std::vector<float> image = {-7, 200, 3}, row(3);
  layer.copyRow(image, 0, 0, row);
  EXPECT_EQ(row, (std::vector<float>{-5, 122.5f, 3}));
}

} // namespace

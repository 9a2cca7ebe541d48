//===- QuantizeTest.cpp - From a float network to integers ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Float networks are imported, observed, planned, quantized and executed, and
/// compared with themselves in float.
///
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "qopt/Quantize/PlanBuilder.h"

#include "mlir/Transforms/Passes.h"

#include <cmath>
#include <set>

using namespace qopt;
using namespace qopt::testing;
using namespace mlir;

namespace {

constexpr int64_t rows = 64;

MethodChoice useMinMax(StringRef /*tensor*/) {
  return llvm::cantFail(MethodChoice::parse("minmax"));
}

/// 3 -> 4 (relu) -> 2 -> sigmoid, with a dead channel.
constexpr const char *network = R"mlir(
func.func @main(%x: tensor<64x3xf32>) -> tensor<64x2xf32> {
  %w0 = "tosa.const"() <{values = dense<[[[0.5, -0.25, 0.0, 0.9], [1.0, 0.125, 0.0, -0.007], [-0.75, 0.5, 0.0, 0.3]]]> : tensor<1x3x4xf32>}> : () -> tensor<1x3x4xf32>
  %b0 = "tosa.const"() <{values = dense<[[0.5, -1.0, 0.3, 0.1]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %w1 = "tosa.const"() <{values = dense<[[[0.5, -0.25], [1.0, 0.125], [0.7, 0.2], [0.4, -0.6]]]> : tensor<1x4x2xf32>}> : () -> tensor<1x4x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, 64, 3]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[64, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %s2 = tosa.const_shape {values = dense<[1, 64, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s3 = tosa.const_shape {values = dense<[64, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<64x3xf32>, !tosa.shape<3>) -> tensor<1x64x3xf32>
  %1 = tosa.matmul %0, %w0, %z, %z : (tensor<1x64x3xf32>, tensor<1x3x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x4xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x64x4xf32>, !tosa.shape<2>) -> tensor<64x4xf32>
  %3 = tosa.add %2, %b0 : (tensor<64x4xf32>, tensor<1x4xf32>) -> tensor<64x4xf32>
  %4 = tosa.clamp %3 {min_val = 0.0 : f32, max_val = 3.40282347E+38 : f32} : (tensor<64x4xf32>) -> tensor<64x4xf32>
  %5 = tosa.reshape %4, %s2 : (tensor<64x4xf32>, !tosa.shape<3>) -> tensor<1x64x4xf32>
  %6 = tosa.matmul %5, %w1, %z, %z : (tensor<1x64x4xf32>, tensor<1x4x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x2xf32>
  %7 = tosa.reshape %6, %s3 : (tensor<1x64x2xf32>, !tosa.shape<2>) -> tensor<64x2xf32>
  %8 = tosa.sigmoid %7 : (tensor<64x2xf32>) -> tensor<64x2xf32>
  return %8 : tensor<64x2xf32>
})mlir";

/// A dense layer and nothing else: y = x W + b with W = [[1, -0.5], [0.5, 2]].
constexpr const char *layer = R"mlir(
func.func @main(%x: tensor<64x2xf32>) -> tensor<64x2xf32> {
  %w0 = "tosa.const"() <{values = dense<[[[1.0, -0.5], [0.5, 2.0]]]> : tensor<1x2x2xf32>}> : () -> tensor<1x2x2xf32>
  %b0 = "tosa.const"() <{values = dense<[[0.5, -1.0]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %s0 = tosa.const_shape {values = dense<[1, 64, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s1 = tosa.const_shape {values = dense<[64, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.reshape %x, %s0 : (tensor<64x2xf32>, !tosa.shape<3>) -> tensor<1x64x2xf32>
  %1 = tosa.matmul %0, %w0, %z, %z : (tensor<1x64x2xf32>, tensor<1x2x2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x2xf32>
  %2 = tosa.reshape %1, %s1 : (tensor<1x64x2xf32>, !tosa.shape<2>) -> tensor<64x2xf32>
  %3 = tosa.add %2, %b0 : (tensor<64x2xf32>, tensor<1x2xf32>) -> tensor<64x2xf32>
  return %3 : tensor<64x2xf32>
})mlir";

/// A bit of everything: a convolution, a residual block with a pool and a pad,
/// a squeeze and excite block, an attention and a concatenation with a pad of
/// 9, which is beyond all data.
constexpr const char *blocks = R"mlir(
func.func @main(%x: tensor<64x4x4x2xf32>) -> tensor<64x2x11xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %nine = "tosa.const"() <{values = dense<9.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
  %w = "tosa.const"() <{values = dense<[[[[0.5, -0.25], [0.1, 0.9], [-0.3, 0.2]]], [[[-0.1, 0.4], [0.6, 0.7], [0.2, -0.8]]]]> : tensor<2x1x3x2xf32>}> : () -> tensor<2x1x3x2xf32>
  %b = "tosa.const"() <{values = dense<[0.25, -0.125]> : tensor<2xf32>}> : () -> tensor<2xf32>
  %v = "tosa.const"() <{values = dense<[[[[0.5, 0.1], [-0.25, 0.3]], [[0.2, 0.6], [0.4, -0.1]]], [[[0.5, -0.7], [-0.25, 0.1]], [[0.2, 0.9], [0.4, 0.3]]]]> : tensor<2x2x2x2xf32>}> : () -> tensor<2x2x2x2xf32>
  %p = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 2]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %q = tosa.const_shape {values = dense<[0, 0, 0, 0, 2, 1]> : tensor<6xindex>} : () -> !tosa.shape<6>
  %rows = tosa.const_shape {values = dense<[64, 4, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %start = tosa.const_shape {values = dense<[0, 1, 0]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[64, 2, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 1, 1>, stride = array<i64: 1, 1>} : (tensor<64x4x4x2xf32>, tensor<2x1x3x2xf32>, tensor<2xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x4x4x2xf32>
  %1 = tosa.clamp %0 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<64x4x4x2xf32>) -> tensor<64x4x4x2xf32>
  %2 = tosa.depthwise_conv2d %1, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<64x4x4x2xf32>, tensor<2x2x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x2x2x4xf32>
  %3 = tosa.max_pool2d %1 {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<64x4x4x2xf32>) -> tensor<64x2x2x2xf32>
  %4 = tosa.pad %3, %p, %z : (tensor<64x2x2x2xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<64x2x2x4xf32>
  %5 = tosa.add %4, %2 : (tensor<64x2x2x4xf32>, tensor<64x2x2x4xf32>) -> tensor<64x2x2x4xf32>
  %6 = tosa.clamp %5 {max_val = 6.0 : f32, min_val = 0.0 : f32} : (tensor<64x2x2x4xf32>) -> tensor<64x2x2x4xf32>
  %7 = tosa.reduce_sum %6 {axis = 1 : i32} : (tensor<64x2x2x4xf32>) -> tensor<64x1x2x4xf32>
  %8 = tosa.reduce_sum %7 {axis = 2 : i32} : (tensor<64x1x2x4xf32>) -> tensor<64x1x1x4xf32>
  %9 = tosa.mul %8, %quarter, %shift : (tensor<64x1x1x4xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<64x1x1x4xf32>
  %10 = tosa.sigmoid %9 : (tensor<64x1x1x4xf32>) -> tensor<64x1x1x4xf32>
  %11 = tosa.mul %6, %10, %shift : (tensor<64x2x2x4xf32>, tensor<64x1x1x4xf32>, tensor<1xi8>) -> tensor<64x2x2x4xf32>
  %12 = tosa.avg_pool2d %11, %z, %z {acc_type = f32, kernel = array<i64: 2, 2>, pad = array<i64: 1, 0, 0, 1>, stride = array<i64: 1, 1>} : (tensor<64x2x2x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x2x2x4xf32>
  %13 = tosa.reshape %11, %rows : (tensor<64x2x2x4xf32>, !tosa.shape<3>) -> tensor<64x4x4xf32>
  %14 = tosa.reshape %12, %rows : (tensor<64x2x2x4xf32>, !tosa.shape<3>) -> tensor<64x4x4xf32>
  %15 = tosa.transpose %14 {perms = array<i32: 0, 2, 1>} : (tensor<64x4x4xf32>) -> tensor<64x4x4xf32>
  %16 = tosa.matmul %13, %15, %z, %z : (tensor<64x4x4xf32>, tensor<64x4x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x4x4xf32>
  %17 = tosa.sub %16, %13 : (tensor<64x4x4xf32>, tensor<64x4x4xf32>) -> tensor<64x4x4xf32>
  %18 = tosa.slice %17, %start, %size : (tensor<64x4x4xf32>, !tosa.shape<3>, !tosa.shape<3>) -> tensor<64x2x4xf32>
  %19 = tosa.slice %13, %start, %size : (tensor<64x4x4xf32>, !tosa.shape<3>, !tosa.shape<3>) -> tensor<64x2x4xf32>
  %20 = tosa.pad %19, %q, %nine : (tensor<64x2x4xf32>, !tosa.shape<6>, tensor<1xf32>) -> tensor<64x2x7xf32>
  %21 = tosa.concat %18, %20 {axis = 2 : i32} : (tensor<64x2x4xf32>, tensor<64x2x7xf32>) -> tensor<64x2x11xf32>
  %slopes = "tosa.const"() <{values = dense<[[[0.5, -0.25, 0.0, 1.5, 0.1, -1.0, 0.2, 0.3, 0.4, 0.5, 0.6]]]> : tensor<1x1x11xf32>}> : () -> tensor<1x1x11xf32>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %22 = tosa.mul %21, %slopes, %shift : (tensor<64x2x11xf32>, tensor<1x1x11xf32>, tensor<1xi8>) -> tensor<64x2x11xf32>
  %23 = tosa.greater_equal %21, %zero : (tensor<64x2x11xf32>, tensor<1x1x1xf32>) -> tensor<64x2x11xi1>
  %24 = tosa.select %23, %21, %22 : (tensor<64x2x11xi1>, tensor<64x2x11xf32>, tensor<64x2x11xf32>) -> tensor<64x2x11xf32>
  return %24 : tensor<64x2x11xf32>
})mlir";

/// A convolution whose channels differ in range by a thousand, a depthwise one
/// that reads them behind a pad and a pool, and one that needs them all.
constexpr const char *unequalChannels = R"mlir(
func.func @main(%x: tensor<64x4x4x2xf32>) -> tensor<64x4x4x2xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %p = tosa.const_shape {values = dense<[0, 0, 1, 0, 0, 1, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %w = "tosa.const"() <{values = dense<[[[[50.0, -25.0]]], [[[0.05, 0.02]]], [[[-0.4, 0.9]]]]> : tensor<3x1x1x2xf32>}> : () -> tensor<3x1x1x2xf32>
  %d = "tosa.const"() <{values = dense<[[[[0.01], [30.0], [-1.0]], [[0.02], [20.0], [0.5]]]]> : tensor<1x2x3x1xf32>}> : () -> tensor<1x2x3x1xf32>
  %v = "tosa.const"() <{values = dense<[[[[1.0, 1.0, 1.0]]], [[[-1.0, 0.5, 2.0]]]]> : tensor<2x1x1x3xf32>}> : () -> tensor<2x1x1x3xf32>
  %0 = tosa.conv2d %x, %w, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<64x4x4x2xf32>, tensor<3x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x4x4x3xf32>
  %1 = tosa.pad %0, %p, %z : (tensor<64x4x4x3xf32>, !tosa.shape<8>, tensor<1xf32>) -> tensor<64x5x5x3xf32>
  %2 = tosa.max_pool2d %1 {kernel = array<i64: 1, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<64x5x5x3xf32>) -> tensor<64x5x4x3xf32>
  %3 = tosa.depthwise_conv2d %2, %d, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 1>, stride = array<i64: 1, 1>} : (tensor<64x5x4x3xf32>, tensor<1x2x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x5x4x3xf32>
  %start = tosa.const_shape {values = dense<[0, 1, 0, 0]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %size = tosa.const_shape {values = dense<[64, 4, 4, 3]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %4 = tosa.slice %3, %start, %size : (tensor<64x5x4x3xf32>, !tosa.shape<4>, !tosa.shape<4>) -> tensor<64x4x4x3xf32>
  %5 = tosa.conv2d %4, %v, %z, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<64x4x4x3xf32>, tensor<2x1x1x3xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<64x4x4x2xf32>
  return %5 : tensor<64x4x4x2xf32>
})mlir";

/// An imported network and what one batch showed of its tensors.
struct Observed {
  Observed(const char *text, HostTensor batch) : input(std::move(batch)) {
    module = session.parse(text);
    EXPECT_TRUE(session.run(*module, [](OpPassManager &pm) {
      buildImportPipeline(pm, "");
    })) << session.messages;
    llvm::DenseMap<Value, HostTensor> values;
    values.try_emplace(mainOf(*module).getArgument(0), input);
    auto results = interpret(mainOf(*module), input,
                             [&](Value value, const HostTensor &tensor) {
                               values.try_emplace(value, tensor);
                             });
    EXPECT_TRUE(static_cast<bool>(results));
    expected = std::move(*results);
    for (const ObservedTensor &tensor : findObservedTensors(*module)) {
      statistics.emplace_back(tensor.name, tensor.channels);
      llvm::cantFail(statistics.back().update(
          values.find(tensor.value)->second.as<float>(), 0, rows));
    }
  }

  Plan plan(const PlanOptions &options = {}) {
    auto result = makePlan(*module, statistics, useMinMax, options);
    if (result)
      return std::move(*result);
    ADD_FAILURE() << llvm::toString(result.takeError());
    return {};
  }

  /// Quantizes a copy of the module.
  OwningOpRef<ModuleOp> quantize(const Plan &plan, StringRef io) {
    OwningOpRef<ModuleOp> copy = module->clone();
    if (!session.run(*copy, [&](OpPassManager &pm) {
          buildQuantizePipeline(pm, plan, io);
        }))
      return nullptr;
    EXPECT_TRUE(succeeded(verify(*copy)));
    return copy;
  }

  Session session;
  OwningOpRef<ModuleOp> module;
  HostTensor input;
  std::vector<HostTensor> expected;
  std::vector<Statistics> statistics;
};

/// The float input as the interface of \p function wants it.
HostTensor convertInput(func::FuncOp function, const HostTensor &input) {
  auto scale = function.getArgAttrOfType<FloatAttr>(0, "qnn.scale");
  if (!scale)
    return input;
  int64_t zp =
      function.getArgAttrOfType<IntegerAttr>(0, "qnn.zero_point").getInt();
  bool isUnsigned = static_cast<bool>(function.getArgAttr(0, "qnn.unsigned"));
  HostTensor result = HostTensor::zeros(
      "", isUnsigned ? ElementType::U8 : ElementType::I8, input.shape);
  for (int64_t i = 0; i < input.numElements(); ++i)
    result.data[i] = static_cast<char>(
        quantize(input.as<float>()[i], scale.getValue().convertToFloat(), zp,
                 isUnsigned ? 0 : -128, isUnsigned ? 255 : 127));
  return result;
}

/// The results as float, whatever the interface of \p function gives.
std::vector<float> convertOutput(func::FuncOp function,
                                 const HostTensor &output) {
  std::vector<float> values;
  if (output.type == ElementType::F32)
    return output.as<float>().vec();
  float scale = function.getResultAttrOfType<FloatAttr>(0, "qnn.scale")
                    .getValue()
                    .convertToFloat();
  int64_t zp =
      function.getResultAttrOfType<IntegerAttr>(0, "qnn.zero_point").getInt();
  for (int64_t i = 0; i < output.numElements(); ++i)
    values.push_back(dequantize(output.type == ElementType::U8
                                    ? int64_t{output.as<uint8_t>()[i]}
                                    : int64_t{output.as<int8_t>()[i]},
                                scale, zp));
  return values;
}

std::vector<float> executeQuantized(ModuleOp module, const HostTensor &input) {
  func::FuncOp function = mainOf(module);
  auto results = execute(module, convertInput(function, input));
  if (results.size() != 1)
    return {};
  return convertOutput(function, results[0]);
}

double largestError(ArrayRef<float> a, ArrayRef<float> b) {
  EXPECT_EQ(a.size(), b.size());
  double error = 0;
  for (auto [x, y] : llvm::zip(a, b))
    error = std::max<double>(error, std::abs(x - y));
  return error;
}

void checkEveryChoice(Observed &net, double tolerance) {
  for (Numerics numerics :
       {Numerics::FP32, Numerics::Single, Numerics::Double}) {
    for (bool isSigned : {true, false}) {
      for (Scheme scheme :
           {Scheme::Asymmetric, Scheme::Symmetric, Scheme::MinMax}) {
        if ((scheme == Scheme::Symmetric && !isSigned) ||
            (scheme == Scheme::MinMax && isSigned))
          continue;
        PlanOptions options;
        options.numerics = numerics;
        options.signedActivations = isSigned;
        options.activationScheme = scheme;
        Plan plan = net.plan(options);
        std::vector<float> first;
        for (StringRef io : {"f32", "i8", "u8", "in0:u8", "out0:i8,in0:u8"}) {
          OwningOpRef<ModuleOp> quantized = net.quantize(plan, io);
          ASSERT_TRUE(quantized) << net.session.messages;
          std::vector<float> y = executeQuantized(*quantized, net.input);
          EXPECT_LT(largestError(y, net.expected[0].as<float>()), tolerance);
          // The interface changes no number.
          if (first.empty())
            first = y;
          EXPECT_EQ(first, y) << io.str();
        }
      }
    }
  }
}

TEST(Quantize, EveryInterfaceSchemeAndNumerics) {
  std::mt19937 random(1);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  checkEveryChoice(net, 0.05);
}

TEST(Quantize, EveryChoiceForBlocks) {
  std::mt19937 random(5);
  Observed net(blocks, randomFloats({rows, 4, 4, 2}, -1, 1.5, random));
  std::set<std::string> kinds;
  net.module->walk(
      [&](qnn::UnitOp unit) { kinds.insert(unit.getKind().str()); });
  EXPECT_EQ(kinds,
            (std::set<std::string>{"add", "avg_pool2d", "concat", "conv2d",
                                   "matmul", "mean", "mul", "prelu", "unary"}));
  checkEveryChoice(net, 0.6);
}

TEST(Quantize, ScalesPerChannel) {
  std::mt19937 random(8);
  Observed net(unequalChannels, randomFloats({rows, 4, 4, 2}, -1, 1, random));
  auto errorOf = [&](const Plan &plan) {
    OwningOpRef<ModuleOp> quantized = net.quantize(plan, "f32");
    EXPECT_TRUE(quantized) << net.session.messages;
    if (!quantized)
      return 1e30;
    return largestError(executeQuantized(*quantized, net.input),
                        net.expected[0].as<float>());
  };
  for (Scheme scheme : {Scheme::Asymmetric, Scheme::Symmetric}) {
    PlanOptions options;
    options.activationScheme = scheme;
    Plan plan = net.plan(options);
    ASSERT_EQ(plan.tensors[1].name, "conv2d0");
    ArrayRef<float> scales = plan.tensors[1].params.channelScales;
    ASSERT_EQ(scales.size(), 3u);
    EXPECT_EQ(scales[0], plan.tensors[1].params.scale);
    EXPECT_LT(scales[1], scales[0] / 50);
    // What leaves the network is not read by a unit.
    EXPECT_TRUE(plan.tensors.back().params.channelScales.empty());
    options.activationGranularity = Granularity::PerTensor;
    Plan coarse = net.plan(options);
    for (const TensorPlan &tensor : coarse.tensors)
      EXPECT_TRUE(tensor.params.channelScales.empty());
    EXPECT_LT(errorOf(plan) * 10, errorOf(coarse));
  }
  // What says nothing of the channels gives one scale.
  for (Statistics &observed : net.statistics) {
    qopt::Range range = observed.range();
    observed = Statistics(observed.tensor().str());
    llvm::cantFail(observed.update(
        {static_cast<float>(range.min), static_cast<float>(range.max)}, 0, 1));
  }
  for (const TensorPlan &tensor : net.plan().tensors)
    EXPECT_TRUE(tensor.params.channelScales.empty());
}

// What is not calibrated needs no statistics, and is the float network but for
// the rounding of its weights, and of samples by their own range.
TEST(Quantize, ActivationsInFloat) {
  std::mt19937 random(9);
  for (bool isBlocks : {false, true}) {
    std::vector<int64_t> shape{rows, 3};
    if (isBlocks)
      shape = {rows, 4, 4, 2};
    Observed net(isBlocks ? blocks : network,
                 randomFloats(shape, -1, 1.5, random));
    net.statistics.clear();
    for (Activations activations : {Activations::Float, Activations::Dynamic}) {
      PlanOptions options;
      options.activations = activations;
      Plan plan = net.plan(options);
      EXPECT_TRUE(plan.tensors.empty());
      for (const UnitPlan &unit : plan.units) {
        EXPECT_EQ(unit.quantize, unit.weights.has_value()) << unit.id;
        if (unit.quantize)
          EXPECT_EQ(unit.activations, activations) << unit.id;
      }
      OwningOpRef<ModuleOp> quantized = net.quantize(plan, "f32");
      ASSERT_TRUE(quantized) << net.session.messages;
      EXPECT_LT(largestError(executeQuantized(*quantized, net.input),
                             net.expected[0].as<float>()),
                isBlocks ? 0.3 : 0.05);
      // There is no range to make an integer of the interface with.
      EXPECT_FALSE(net.quantize(plan, "i8"));
    }
  }
}

TEST(Quantize, WeightSchemes) {
  std::mt19937 random(2);
  Observed net(layer, randomFloats({rows, 2}, -1, 1.5, random));
  for (Scheme scheme :
       {Scheme::Symmetric, Scheme::Asymmetric, Scheme::MinMax}) {
    PlanOptions options;
    options.weightScheme = scheme;
    options.weightGranularity = Granularity::PerTensor;
    OwningOpRef<ModuleOp> quantized = net.quantize(net.plan(options), "f32");
    ASSERT_TRUE(quantized) << net.session.messages;
    std::vector<float> y = executeQuantized(*quantized, net.input);
    EXPECT_LT(largestError(y, net.expected[0].as<float>()), 0.05);
  }
}

TEST(Quantize, DegenerateInputs) {
  std::mt19937 random(3);
  const std::pair<float, float> ranges[] = {{3, 5}, {-5, -3}, {0, 0},
                                            {2, 2}, {-7, -7}, {1e-30f, 2e-30f}};
  for (auto [low, high] : ranges) {
    Observed net(layer, randomFloats({rows, 2}, low, high, random));
    for (bool isSigned : {true, false}) {
      PlanOptions options;
      options.signedActivations = isSigned;
      OwningOpRef<ModuleOp> quantized = net.quantize(net.plan(options), "f32");
      ASSERT_TRUE(quantized) << net.session.messages;
      std::vector<float> y = executeQuantized(*quantized, net.input);
      EXPECT_LT(largestError(y, net.expected[0].as<float>()), 0.15)
          << low << " " << high;
    }
  }
}

TEST(Quantize, UnitsKeptInFloat) {
  std::mt19937 random(4);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  for (std::vector<std::string> kept : {std::vector<std::string>{"dense0"},
                                        {"dense1"},
                                        {"unary0"},
                                        {"dense0", "unary0"},
                                        {"dense0", "dense1", "unary0"}}) {
    PlanOptions options;
    options.keepFloat = kept;
    OwningOpRef<ModuleOp> quantized = net.quantize(net.plan(options), "f32");
    ASSERT_TRUE(quantized) << net.session.messages;
    std::vector<float> y = executeQuantized(*quantized, net.input);
    EXPECT_LT(largestError(y, net.expected[0].as<float>()), 0.05);
    int64_t units = 0;
    quantized->walk([&](qnn::UnitOp unit) {
      ++units;
      EXPECT_EQ(unit.getKind(), "dense");
    });
    EXPECT_EQ(units, llvm::count_if(kept, [](const std::string &id) {
                return StringRef(id).starts_with("dense");
              }));
    for (const std::string &id : kept)
      EXPECT_NE(net.session.messages.find(id), std::string::npos);
  }
}

TEST(Quantize, CanonicalizingBetweenStagesChangesNothing) {
  std::mt19937 random(5);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  Plan plan = net.plan();
  OwningOpRef<ModuleOp> plain = net.quantize(plan, "f32");
  OwningOpRef<ModuleOp> module = net.module->clone();
  ASSERT_TRUE(net.session.run(*module, [&](OpPassManager &pm) {
    pm.addPass(createApplyPlanPass(plan, "f32"));
    pm.addPass(createCanonicalizerPass());
    pm.addPass(createConvertUnitsToQNNPass());
    pm.addPass(createCanonicalizerPass());
    pm.addPass(createCSEPass());
  }));
  EXPECT_EQ(executeQuantized(*plain, net.input),
            executeQuantized(*module, net.input));
}

TEST(Quantize, PlanSurvivesItsFile) {
  std::mt19937 random(6);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  Plan plan = net.plan();
  Plan again = llvm::cantFail(Plan::parse(plan.toString(), "plan.json"));
  EXPECT_EQ(executeQuantized(*net.quantize(plan, "f32"), net.input),
            executeQuantized(*net.quantize(again, "f32"), net.input));
}

TEST(Quantize, PlansThatDoNotFit) {
  std::mt19937 random(7);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  auto messageOf = [&](llvm::function_ref<void(Plan &)> edit,
                       StringRef io = "f32") {
    Plan plan = net.plan();
    edit(plan);
    net.session.messages.clear();
    EXPECT_FALSE(net.quantize(plan, io));
    return net.session.messages;
  };
  auto expectHas = [](const std::string &message, StringRef part) {
    EXPECT_TRUE(StringRef(message).contains(part)) << message;
  };
  expectHas(messageOf([](Plan &plan) { plan.model.front() ^= 1; }),
            "the plan was made for another model");
  expectHas(messageOf([](Plan &plan) { plan.tensors.pop_back(); }),
            "the plan lacks the tensors 'unary0'");
  expectHas(messageOf([](Plan &plan) { plan.tensors[1].name = "foo"; }),
            "the plan names tensors 'foo', which the model does not have; "
            "delete them from \"tensors\"");
  expectHas(messageOf([](Plan &plan) { plan.units.pop_back(); }),
            "the plan lacks the units 'unary0'");
  expectHas(messageOf([](Plan &plan) { plan.units[0].id = "foo"; }),
            "the plan names units 'foo'");
  expectHas(messageOf([](Plan &) {}, "foo:u8"),
            "io names foo, which the model does not have; its arguments and "
            "results are in0, out0");
  expectHas(messageOf([](Plan &) {}, "u7"), "'u7' is not TYPE");
  expectHas(messageOf([](Plan &plan) {
              plan.units[0].weights->scheme = Scheme::Asymmetric;
            }),
            "make \"weight-granularity\" per-tensor");
}

TEST(Quantize, PlansThatCannotBeMade) {
  std::mt19937 random(8);
  Observed net(network, randomFloats({rows, 3}, -1, 1.5, random));
  auto messageOf = [&](const PlanOptions &options,
                       ArrayRef<Statistics> statistics) {
    auto plan = makePlan(*net.module, statistics, useMinMax, options);
    EXPECT_FALSE(static_cast<bool>(plan));
    return plan ? std::string() : llvm::toString(plan.takeError());
  };
  PlanOptions options;
  EXPECT_NE(messageOf(options, {}).find("no statistics of tensor 'in0'"),
            std::string::npos);
  options.keepFloat = {"foo"};
  EXPECT_NE(messageOf(options, net.statistics)
                .find("the units are dense0, dense1, unary0"),
            std::string::npos);
  options.keepFloat.clear();
  options.weightScheme = Scheme::MinMax;
  EXPECT_NE(messageOf(options, net.statistics).find("per-tensor"),
            std::string::npos);
  options.weightScheme = Scheme::Symmetric;
  options.activationScheme = Scheme::MinMax;
  EXPECT_NE(messageOf(options, net.statistics).find("tensor 'in0'"),
            std::string::npos);
}

} // namespace

//===- NetworkWriter.cpp - A network as an MLIR file ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Dense layers are in torch-mlir's form, which is that of
/// test/Models/synthetic.py, the others in TFLite's. The distributions of
/// weights are those of bench/peers.
///
//===----------------------------------------------------------------------===//

#include "NetworkWriter.h"

#include "qopt/Support/Error.h"

#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace llvm;
using mlir::RankedTensorType;
using mlir::Value;

namespace tosa = mlir::tosa;

namespace qopt::bench {

namespace {

/// Builds @main layer by layer.
class Writer {
public:
  Writer(const Network &network, mlir::MLIRContext &context)
      : network(network), builder(mlir::UnknownLoc::get(&context), &context) {}

  mlir::OwningOpRef<mlir::ModuleOp> write();

private:
  RankedTensorType type(ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, builder.getF32Type());
  }

  Value constant(ArrayRef<int64_t> shape, ArrayRef<float> values);
  Value reshape(Value value, ArrayRef<int64_t> shape);
  std::vector<float> makeWeights(const Layer &layer, int64_t outputs);
  std::vector<float> makeBiases(int64_t outputs);
  /// Drops the lines that no window reaches: TOSA wants the rest to be all.
  Value cropped(Value value, const Layer &layer);
  SmallVector<int64_t> padsOf(const Layer &layer) const;

  Value dense(const Layer &layer, Value input);
  Value convolution(const Layer &layer, Value input);
  Value mean(const Layer &layer, Value input);
  Value rectified(const Layer &layer, Value value);
  Value build(const Layer &layer);

  const Network &network;
  mlir::ImplicitLocOpBuilder builder;
  std::mt19937 random{0};
  Value zero;
  SmallVector<Value> values;
};

} // namespace

Value Writer::constant(ArrayRef<int64_t> shape, ArrayRef<float> values) {
  ArrayRef<char> bytes(reinterpret_cast<const char *>(values.data()),
                       values.size() * sizeof(float));
  auto blob =
      mlir::HeapAsmResourceBlob::allocateAndCopyWithAlign(bytes, sizeof(float));
  auto attr = mlir::DenseResourceElementsAttr::get(type(shape), "weights",
                                                   std::move(blob));
  return tosa::ConstOp::create(builder, type(shape), attr);
}

Value Writer::reshape(Value value, ArrayRef<int64_t> shape) {
  Value target = tosa::getTosaConstShape(builder, shape);
  return tosa::ReshapeOp::create(builder, type(shape), value, target);
}

std::vector<float> Writer::makeWeights(const Layer &layer, int64_t outputs) {
  int64_t depth = network.depth(layer);
  float deviation = float(std::sqrt(layer.gain / double(depth)));
  std::normal_distribution<float> normal(0, deviation);
  std::vector<float> weights(depth * outputs);
  for (float &weight : weights)
    weight = normal(random);
  if (!network.smallPairs)
    return weights;
  // The first weight of every output sets the scale, its neighbour is zero, and
  // the others are less than half of it.
  for (float &weight : weights)
    weight = std::clamp(weight, -1.9f * deviation, 1.9f * deviation);
  std::fill_n(weights.begin(), outputs, 4 * deviation);
  if (depth > 1)
    std::fill_n(weights.begin() + outputs, outputs, 0.0f);
  return weights;
}

std::vector<float> Writer::makeBiases(int64_t outputs) {
  std::normal_distribution<float> normal(0, 0.05f);
  std::vector<float> biases(outputs);
  for (float &bias : biases)
    bias = normal(random);
  return biases;
}

Value Writer::dense(const Layer &layer, Value input) {
  int64_t batch = layer.shape[0], outputs = layer.shape[1];
  int64_t inputs = network.depth(layer);
  Value weights = constant({1, inputs, outputs}, makeWeights(layer, outputs));
  Value biases = constant({1, outputs}, makeBiases(outputs));
  Value product = tosa::MatMulOp::create(builder, type({1, batch, outputs}),
                                         reshape(input, {1, batch, inputs}),
                                         weights, zero, zero);
  return tosa::AddOp::create(builder, type(layer.shape),
                             reshape(product, layer.shape), biases);
}

SmallVector<int64_t> Writer::padsOf(const Layer &layer) const {
  ArrayRef<int64_t> shape = network.shapeOf(layer.input);
  int64_t rows = layer.window.padding(shape[1]),
          columns = layer.window.padding(shape[2]);
  return {rows / 2, rows - rows / 2, columns / 2, columns - columns / 2};
}

Value Writer::cropped(Value value, const Layer &layer) {
  SmallVector<int64_t> shape(network.shapeOf(layer.input));
  for (int64_t dim : {1, 2}) {
    int64_t reached =
        (layer.shape[dim] - 1) * layer.window.stride + layer.window.size;
    shape[dim] = std::min(shape[dim], reached);
  }
  if (network.shapeOf(layer.input) == ArrayRef<int64_t>(shape))
    return value;
  Value start = tosa::getTosaConstShape(builder, {0, 0, 0, 0});
  Value size = tosa::getTosaConstShape(builder, shape);
  return tosa::SliceOp::create(builder, type(shape), value, start, size);
}

Value Writer::convolution(const Layer &layer, Value input) {
  int64_t channels = layer.shape[3], size = layer.window.size;
  auto makeOp = [&](auto op, ArrayRef<int64_t> shape) -> Value {
    Value weights = constant(shape, makeWeights(layer, channels));
    Value biases = constant({channels}, makeBiases(channels));
    return decltype(op)::create(
        builder, type(layer.shape), cropped(input, layer), weights, biases,
        zero, zero, padsOf(layer), {layer.window.stride, layer.window.stride},
        {1, 1}, builder.getF32Type());
  };
  if (layer.kind == LayerKind::Depthwise)
    return makeOp(tosa::DepthwiseConv2DOp(), {size, size, channels, 1});
  return makeOp(tosa::Conv2DOp(),
                {channels, size, size, network.shapeOf(layer.input)[3]});
}

Value Writer::mean(const Layer &layer, Value input) {
  ArrayRef<int64_t> shape = network.shapeOf(layer.input);
  Value pooled = tosa::AvgPool2dOp::create(
      builder, type({shape[0], 1, 1, shape[3]}), input, zero, zero,
      shape.slice(1, 2), {1, 1}, {0, 0, 0, 0}, builder.getF32Type());
  return reshape(pooled, layer.shape);
}

Value Writer::rectified(const Layer &layer, Value value) {
  if (layer.relu == Relu::None)
    return value;
  float most =
      layer.relu == Relu::Six ? 6.0f : std::numeric_limits<float>::max();
  return tosa::ClampOp::create(builder, value.getType(), value,
                               builder.getF32FloatAttr(0),
                               builder.getF32FloatAttr(most));
}

Value Writer::build(const Layer &layer) {
  Value input = values[layer.input];
  switch (layer.kind) {
  case LayerKind::Dense:
    return dense(layer, input);
  case LayerKind::Conv:
  case LayerKind::Depthwise:
    return convolution(layer, input);
  case LayerKind::Add:
    return tosa::AddOp::create(builder, type(layer.shape), input,
                               values[layer.addend]);
  case LayerKind::MaxPool: {
    int64_t size = layer.window.size, stride = layer.window.stride;
    return tosa::MaxPool2dOp::create(builder, type(layer.shape),
                                     cropped(input, layer), {size, size},
                                     {stride, stride}, padsOf(layer));
  }
  case LayerKind::Mean:
    return mean(layer, input);
  }
  llvm_unreachable("all kinds are listed");
}

mlir::OwningOpRef<mlir::ModuleOp> Writer::write() {
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::ModuleOp::create(builder.getLoc());
  builder.setInsertionPointToStart(module->getBody());
  auto function = mlir::func::FuncOp::create(
      builder, "main",
      builder.getFunctionType(type(network.inputShape),
                              type(network.shapeOf(network.result()))));
  builder.setInsertionPointToStart(function.addEntryBlock());
  zero = tosa::ConstOp::create(builder, type({1}),
                               mlir::DenseElementsAttr::get(type({1}), 0.0f));
  values.push_back(function.getArgument(0));
  for (const Layer &layer : network.layers)
    values.push_back(rectified(layer, build(layer)));
  mlir::func::ReturnOp::create(builder, values.back());
  return module;
}

Error writeModel(const Network &network, StringRef path) {
  mlir::MLIRContext context;
  context.loadDialect<mlir::func::FuncDialect, tosa::TosaDialect>();
  mlir::OwningOpRef<mlir::ModuleOp> module = Writer(network, context).write();
  if (mlir::failed(mlir::verify(*module)))
    return makeError(network.name + " is not valid MLIR");
  std::error_code code;
  raw_fd_ostream os(path, code);
  if (!code && mlir::failed(mlir::writeBytecodeToFile(*module, os)))
    return makeError(network.name + " can't be written as bytecode");
  os.close();
  if (code || os.has_error())
    return makeError(path + ": " + (code ? code : os.error()).message());
  return Error::success();
}

} // namespace qopt::bench

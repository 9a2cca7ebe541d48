//===- Networks.cpp - Networks of several kinds of layers -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Networks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace llvm;

namespace qopt::bench {

int64_t Window::outputs(int64_t inputs) const {
  return divideCeil(inputs, stride);
}

int64_t Window::padding(int64_t inputs) const {
  return std::max<int64_t>((outputs(inputs) - 1) * stride + size - inputs, 0);
}

ArrayRef<int64_t> Network::shapeOf(int64_t value) const {
  return value == 0 ? inputShape : layers[value - 1].shape;
}

int64_t Network::append(Layer layer) {
  layers.push_back(std::move(layer));
  return result();
}

double Network::energyOf(int64_t value) const {
  while (value != 0) {
    const Layer &layer = layers[value - 1];
    value = layer.input;
    if (layer.kind == LayerKind::MaxPool || layer.kind == LayerKind::Mean)
      continue;
    // Of sums it drops less where one summand has been through relu itself.
    bool halves = layer.relu != Relu::None && layer.kind != LayerKind::Add;
    return halves ? 0.5 : 1;
  }
  return 1;
}

int64_t Network::dense(int64_t input, int64_t outputs, Relu relu) {
  // The weights are those of test/Models/synthetic.py whatever the input is.
  return append({LayerKind::Dense,
                 input,
                 /*addend=*/0,
                 {shapeOf(input)[0], outputs},
                 /*window=*/{},
                 relu,
                 /*gain=*/2});
}

/// The shape after a layer of windows.
static SmallVector<int64_t> slide(ArrayRef<int64_t> shape, Window window,
                                  int64_t channels) {
  return {shape[0], window.outputs(shape[1]), window.outputs(shape[2]),
          channels};
}

int64_t Network::conv(int64_t input, int64_t channels, Window window,
                      Relu relu) {
  return append({LayerKind::Conv, input, /*addend=*/0,
                 slide(shapeOf(input), window, channels), window, relu,
                 1 / energyOf(input)});
}

int64_t Network::depthwise(int64_t input, Window window, Relu relu) {
  ArrayRef<int64_t> shape = shapeOf(input);
  return append({LayerKind::Depthwise, input, /*addend=*/0,
                 slide(shape, window, shape[3]), window, relu,
                 1 / energyOf(input)});
}

int64_t Network::maxPool(int64_t input, Window window) {
  ArrayRef<int64_t> shape = shapeOf(input);
  return append({LayerKind::MaxPool, input, /*addend=*/0,
                 slide(shape, window, shape[3]), window});
}

int64_t Network::mean(int64_t input) {
  ArrayRef<int64_t> shape = shapeOf(input);
  return append(
      {LayerKind::Mean, input, /*addend=*/0, {shape[0], shape.back()}});
}

int64_t Network::addBranch(int64_t branch, int64_t addend, Relu relu) {
  constexpr double share = 0.25;
  layers[branch - 1].gain *= share;
  SmallVector<int64_t> shape(shapeOf(branch));
  return append({LayerKind::Add, branch, addend, std::move(shape),
                 /*window=*/{}, relu});
}

int64_t Network::depth(const Layer &layer) const {
  int64_t taps = layer.window.size * layer.window.size;
  switch (layer.kind) {
  case LayerKind::Dense:
  case LayerKind::Conv:
    return taps * shapeOf(layer.input).back();
  case LayerKind::Depthwise:
    return taps;
  case LayerKind::Add:
  case LayerKind::MaxPool:
  case LayerKind::Mean:
    return 0;
  }
  llvm_unreachable("all kinds are listed");
}

double Network::macs(const Layer &layer) const {
  double product = double(depth(layer));
  for (int64_t size : layer.shape)
    product *= double(size);
  return product;
}

double Network::macs() const {
  double sum = 0;
  for (const Layer &layer : layers)
    sum += macs(layer);
  return sum;
}

Network makeDense(int64_t batch, int64_t inputs, int64_t outputs) {
  Network network(formatv("dense_{0}x{1}x{2}", batch, inputs, outputs).str(),
                  {batch, inputs});
  network.dense(0, outputs);
  return network;
}

Network makeAutoencoder(int64_t batch) {
  Network network(formatv("autoencoder_b{0}", batch).str(), {batch, 640});
  int64_t value = 0;
  for (int64_t width : {128, 128, 128, 128, 8, 128, 128, 128, 128})
    value = network.dense(value, width);
  network.dense(value, 640, Relu::None);
  return network;
}

Network makeConv(int64_t size, int64_t inputs, int64_t outputs,
                 int64_t kernel) {
  Network network(
      formatv("conv{0}x{0}_{1}x{1}x{2}x{3}", kernel, size, inputs, outputs)
          .str(),
      {1, size, size, inputs});
  network.conv(0, outputs, {kernel});
  return network;
}

Network makeDepthwise(int64_t size, int64_t channels, int64_t kernel) {
  Network network(
      formatv("depthwise{0}x{0}_{1}x{1}x{2}", kernel, size, channels).str(),
      {1, size, size, channels});
  network.depthwise(0, {kernel});
  return network;
}

static constexpr int64_t imageSize = 224, numClasses = 1000;

Network makeMobileNetV2() {
  struct Stage {
    int64_t expansion, channels, blocks, stride;
  };
  constexpr Stage stages[] = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2},
                              {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2},
                              {6, 320, 1, 1}};
  Network network("mobilenetv2", {1, imageSize, imageSize, 3});
  int64_t value = network.conv(0, 32, {3, 2}, Relu::Six);
  for (const Stage &stage : stages) {
    for (int64_t i = 0; i < stage.blocks; ++i) {
      int64_t input = value, channels = network.shapeOf(input).back();
      if (stage.expansion != 1)
        value = network.conv(value, channels * stage.expansion, {1}, Relu::Six);
      value =
          network.depthwise(value, {3, i == 0 ? stage.stride : 1}, Relu::Six);
      value = network.conv(value, stage.channels, {1}, Relu::None);
      if (network.shapeOf(value) == network.shapeOf(input))
        value = network.addBranch(value, input);
    }
  }
  value = network.conv(value, 1280, {1}, Relu::Six);
  network.dense(network.mean(value), numClasses, Relu::None);
  return network;
}

Network makeResNet50() {
  constexpr std::pair<int64_t, int64_t> stages[] = {
      {64, 3}, {128, 4}, {256, 6}, {512, 3}}; // channels, blocks
  Network network("resnet50", {1, imageSize, imageSize, 3});
  int64_t value = network.maxPool(network.conv(0, 64, {7, 2}), {3, 2});
  for (auto [channels, blocks] : stages) {
    for (int64_t i = 0; i < blocks; ++i) {
      int64_t stride = i == 0 && channels != stages[0].first ? 2 : 1;
      int64_t shortcut = value, wide = 4 * channels;
      if (i == 0)
        shortcut = network.conv(value, wide, {1, stride}, Relu::None);
      value = network.conv(value, channels, {1, stride});
      value = network.conv(value, channels, {3});
      value = network.conv(value, wide, {1}, Relu::None);
      value = network.addBranch(value, shortcut, Relu::Plain);
    }
  }
  network.dense(network.mean(value), numClasses, Relu::None);
  return network;
}

} // namespace qopt::bench

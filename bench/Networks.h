//===- Networks.h - Networks of several kinds of layers ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_BENCH_NETWORKS_H
#define QOPT_BENCH_NETWORKS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>
#include <string>
#include <vector>

namespace qopt::bench {

enum class LayerKind { Dense, Conv, Depthwise, Add, MaxPool, Mean };
enum class Relu { None, Plain, Six };

/// How a layer of windows moves them: as many positions as fit where the image
/// is padded so that only the stride makes it smaller (TensorFlow's "same").
struct Window {
  int64_t size = 1, stride = 1;

  int64_t outputs(int64_t inputs) const;
  /// The padding of one dimension, of which the end gets the odd line.
  int64_t padding(int64_t inputs) const;
};

/// One layer. Values are numbered: 0 is the network's input, and i + 1 what
/// layer i makes.
struct Layer {
  LayerKind kind;
  int64_t input;
  /// What Add adds to its input.
  int64_t addend = 0;
  /// Of the result: batch x features, or batch x height x width x channels.
  llvm::SmallVector<int64_t> shape;
  Window window = {};
  Relu relu = Relu::None;
  /// The mean square of the sums, as weights are drawn, to that of the inputs.
  double gain = 0;
};

/// Layers whose weights are random, of such a size that activations keep their
/// scale however many layers there are.
class Network {
public:
  Network(std::string name, llvm::ArrayRef<int64_t> inputShape)
      : name(std::move(name)), inputShape(inputShape) {}

  // Each appends a layer and returns the number of its value.
  int64_t dense(int64_t input, int64_t outputs, Relu relu = Relu::Plain);
  int64_t conv(int64_t input, int64_t channels, Window window,
               Relu relu = Relu::Plain);
  int64_t depthwise(int64_t input, Window window, Relu relu = Relu::Plain);
  int64_t maxPool(int64_t input, Window window);
  /// The mean over the image, without its dimensions.
  int64_t mean(int64_t input);
  /// What `branch` makes of `input`, added to it or to another value of it. The
  /// branch ends in a layer without relu, whose weights are made so small that
  /// many such sums in a row stay small.
  int64_t addBranch(int64_t branch, int64_t addend, Relu relu = Relu::None);

  llvm::ArrayRef<int64_t> shapeOf(int64_t value) const;
  /// The number of the last value, which is the result.
  int64_t result() const { return int64_t(layers.size()); }

  /// The multiply-accumulates of a layer, and of all.
  double macs(const Layer &layer) const;
  double macs() const;
  /// The products of each sum of a layer.
  int64_t depth(const Layer &layer) const;

  std::string name;
  llvm::SmallVector<int64_t> inputShape;
  std::vector<Layer> layers;
  /// Whether no two neighbouring weights of dense layers sum to more than 128
  /// once they are quantized, which rows of 16-bit sums ask for.
  bool smallPairs = false;

private:
  int64_t append(Layer layer);
  /// The mean square of a value to that before its relu, which drops half.
  double energyOf(int64_t value) const;
};

/// One layer with relu from `inputs` to `outputs`.
Network makeDense(int64_t batch, int64_t inputs, int64_t outputs);

/// The shape of MLPerf Tiny's anomaly detection.
Network makeAutoencoder(int64_t batch);

/// One convolution with relu of an image of size x size.
Network makeConv(int64_t size, int64_t inputs, int64_t outputs, int64_t kernel);
Network makeDepthwise(int64_t size, int64_t channels, int64_t kernel);

/// MobileNetV2 of width 1 and ResNet-50 (v1: the first convolution of a block
/// has its stride), both for 224x224 pixels and 1000 classes, with the batch
/// normalizations folded.
Network makeMobileNetV2();
Network makeResNet50();

} // namespace qopt::bench

#endif // QOPT_BENCH_NETWORKS_H

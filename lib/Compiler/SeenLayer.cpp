//===- SeenLayer.cpp - A layer and what it was seen to read ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SeenLayer.h"

#include "qopt/Quantize/DenseQuantization.h"
#include "qopt/Support/Error.h"

#include <cmath>

namespace qopt {

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
                    llvm::MutableArrayRef(rows).slice(i * k, k));
    }
  };
  std::vector<float> rows, wantedRows;
  for (auto [group, seen] : llvm::enumerate(moments)) {
    copyRows(images, static_cast<int64_t>(group), rows);
    copyRows(wanted, static_cast<int64_t>(group), wantedRows);
    seen.add(rows, wantedRows);
  }
}

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
  llvm::SmallVector<float, 0> scales;
  for (int64_t output = 0; output < outputs; ++output)
    scales.push_back(static_cast<float>(
        quantized
            ->weightScales[quantized->weightScales.size() == 1 ? 0 : output]));
  llvm::SmallVector<int8_t, 0> &values = quantized->weight;
  llvm::ArrayRef<uint8_t> factors = quantized->factors;
  double scale = layer.inputParams.scale;
  if (what.rounding && weights.scheme == Scheme::Symmetric) {
    for (auto [group, moments] : llvm::enumerate(seen.moments)) {
      int64_t first = static_cast<int64_t>(group) * perGroup;
      RoundingTask task{
          llvm::ArrayRef(layer.weight).slice(first * k, perGroup * k),
          llvm::ArrayRef(scales).slice(first, perGroup),
          weights.symmetricMax(),
          weights.granularity == Granularity::PerChannel,
          moments,
          /*inputNoise=*/isRounded ? 0 : scale * scale / 12,
          what.bias,
          factors};
      RoundingResult rounded = roundWeights(task);
      llvm::copy(rounded.values, values.begin() + first * k);
      llvm::copy(rounded.scales, scales.begin() + first);
    }
    weights.stored.emplace();
    weights.stored->values.assign(values.begin(), values.end());
    weights.stored->scales.assign(scales.begin(), scales.end());
    weights.stored->factors.assign(factors.begin(), factors.end());
    if (weights.granularity == Granularity::PerTensor)
      weights.stored->scales.resize(1);
  }
  for (int64_t output = 0; what.bias && output < outputs; ++output) {
    const InputMoments &moments = seen.moments[output / perGroup];
    double lost = 0;
    for (int64_t i = 0; i < k; ++i) {
      int64_t at = output * k + i;
      lost += layer.weight[at] * moments.wantedMean(i) -
              static_cast<double>(quantized->stepsOf(at)) * scales[output] *
                  moments.mean(i);
    }
    weights.biasChange.push_back(static_cast<float>(lost));
  }
  // Sums that fitted i32 with the nearest weights, next to nothing left, may
  // not with others.
  auto recovered =
      quantizeDense(layer.weight, layer.bias, layer.inputParams, weights);
  if (!recovered) {
    llvm::consumeError(recovered.takeError());
    weights.stored.reset();
    weights.biasChange.clear();
  }
  return llvm::Error::success();
}

} // namespace qopt

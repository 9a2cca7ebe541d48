//===- ChannelScales.cpp - A scale for every channel ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelScales.h"

#include "TensorNames.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/OpUnit.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

//===----------------------------------------------------------------------===//
// Where it is possible
//===----------------------------------------------------------------------===//

static int64_t lastExtent(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() ? type.getShape().back() : 1;
}

/// Whether elements of the last dimension stay where they are in it.
static bool keepsChannels(Operation *move) {
  Value from = move->getOperand(0), to = move->getResult(0);
  int64_t last = cast<RankedTensorType>(from.getType()).getRank() - 1;
  // Types name the dimension by its number.
  if (lastExtent(from) != lastExtent(to) ||
      cast<RankedTensorType>(to.getType()).getRank() != last + 1)
    return false;
  if (auto pad = dyn_cast<tosa::PadOp>(move))
    return getPadValue(pad) == 0.0f;
  if (auto transpose = dyn_cast<tosa::TransposeOp>(move))
    return transpose.getPerms().back() == last;
  if (auto reverse = dyn_cast<tosa::ReverseOp>(move))
    return reverse.getAxis() != last;
  if (auto max = dyn_cast<tosa::ReduceMaxOp>(move))
    return max.getAxis() != last;
  return true;
}

/// What the rules of refuseChannelScales say of one use.
static std::string refuseUse(OpOperand &use) {
  Operation *reader = use.getOwner();
  if (auto unit = dyn_cast<qnn::UnitOp>(reader)) {
    if (!readsChannelScales(unit.getKind()))
      return ("unit '" + unit.getId() + "' of kind '" + unit.getKind() +
              "' reads it")
          .str();
    if (!unit.getBody().getOps<qnn::GivenWeightOp>().empty())
      return ("unit '" + unit.getId() +
              "' reads it, whose weights arrived quantized")
          .str();
    bool isElementwise = unit.getKind() == "add" || unit.getKind() == "mul";
    if (isElementwise && lastExtent(use.get()) != lastExtent(unit.getResult(0)))
      return ("unit '" + unit.getId() + "' broadcasts it").str();
    return "";
  }
  if (!movesData(reader) || use.getOperandNumber() != 0)
    return ("'" + reader->getName().getStringRef() + "' reads it").str();
  if (!keepsChannels(reader))
    return ("'" + reader->getName().getStringRef() +
            "' moves its last dimension")
        .str();
  for (OpOperand &next : reader->getResult(0).getUses())
    if (std::string reason = refuseUse(next); !reason.empty())
      return reason;
  return "";
}

std::string qopt::refuseChannelScales(Value tensor) {
  auto unit = tensor.getDefiningOp<qnn::UnitOp>();
  if (!unit)
    return "no unit computes it";
  if (!computesChannelScales(unit.getKind()))
    return ("a unit of kind '" + unit.getKind() + "' computes it").str();
  if (ShapedType::isDynamic(lastExtent(tensor)))
    return "its last dimension is dynamic";
  for (OpOperand &use : tensor.getUses())
    if (std::string reason = refuseUse(use); !reason.empty())
      return reason;
  return "";
}

/// The activation of a unit.
static std::pair<std::optional<float>, std::optional<float>>
clampOf(qnn::UnitOp unit) {
  if (unit.getKind() == "conv2d") {
    if (auto conv = matchConvUnit(unit); succeeded(conv))
      return {conv->clampMin, conv->clampMax};
  } else if (unit.getKind() == "dense") {
    if (auto dense = matchDenseUnit(unit); succeeded(dense))
      return {dense->clampMin, dense->clampMax};
  } else if (auto other = matchOpUnit(unit); succeeded(other)) {
    return {other->clampMin, other->clampMax};
  }
  return {};
}

bool qopt::keepsClamp(Value tensor, const TensorParams &params) {
  // Scales of channels are smaller, so their bounds are further out.
  auto unit = tensor.getDefiningOp<qnn::UnitOp>();
  if (!unit)
    return true;
  auto [min, max] = clampOf(unit);
  auto toStored = [&](float value) {
    return std::nearbyint(double(value) / params.scale) +
           static_cast<double>(params.zeroPoint);
  };
  return (!min || *min == 0 ||
          toStored(*min) <= static_cast<double>(params.qmin)) &&
         (!max || *max == 0 ||
          toStored(*max) >= static_cast<double>(params.qmax));
}

//===----------------------------------------------------------------------===//
// Where it is worth it
//===----------------------------------------------------------------------===//

namespace {
/// What reads the tensor: weights by which its channels are multiplied, or
/// nothing but a rescale.
struct Reader {
  /// `O x .. x C / groups`; empty for a rescale.
  SmallVector<float, 0> weight;
  int64_t outputs = 1, groups = 1;
};
} // namespace

static void collectReaders(Value value, std::vector<Reader> &readers) {
  for (OpOperand &use : value.getUses()) {
    auto unit = dyn_cast<qnn::UnitOp>(use.getOwner());
    if (!unit) {
      collectReaders(use.getOwner()->getResult(0), readers);
      continue;
    }
    Reader reader;
    if (unit.getKind() == "conv2d") {
      if (auto conv = matchConvUnit(unit); succeeded(conv))
        reader = {conv->weight, conv->weightShape[0], conv->groups};
    } else if (unit.getKind() == "dense") {
      if (auto dense = matchDenseUnit(unit); succeeded(dense))
        reader = {dense->weight, dense->n, 1};
    }
    readers.push_back(std::move(reader));
  }
}

/// The root mean square of a channel's values over their largest.
static constexpr double typicalValue = 0.25;

/// The variance of what a reader computes, up to a factor, that rounding the
/// tensor to `scales` and the weights to 8 bits gives, summed over outputs.
/// `largest` is of every channel the largest magnitude.
static double estimateNoise(const Reader &reader, ArrayRef<double> scales,
                            ArrayRef<double> largest) {
  double noise = 0;
  if (reader.weight.empty()) {
    for (double scale : scales)
      noise += scale * scale;
    return noise;
  }
  size_t k = reader.weight.size() / reader.outputs,
         perGroup = scales.size() / reader.groups;
  for (int64_t o = 0; o < reader.outputs; ++o) {
    size_t first = o / (reader.outputs / reader.groups) * perGroup;
    double step = 0, steps = 0;
    for (size_t i = 0; i < k; ++i) {
      size_t channel = first + i % perGroup;
      double scaled = reader.weight[o * k + i] * scales[channel];
      noise += scaled * scaled;
      step = std::max(step, std::abs(scaled) / 127);
      double stored = typicalValue * largest[channel] / scales[channel];
      steps += stored * stored;
    }
    noise += step * step * steps;
  }
  return noise;
}

/// The smallest scale with which every channel's range is stored by `params`;
/// nothing if none is.
static std::optional<double> fitScale(const Range &range,
                                      const TensorParams &params) {
  double scale = 0;
  auto cover = [&](double bound, int64_t end) {
    if (bound <= 0)
      return true;
    scale = std::max(scale, bound / static_cast<double>(end));
    return end > 0;
  };
  if (!cover(-range.min, params.zeroPoint - params.qmin) ||
      !cover(range.max, params.qmax - params.zeroPoint))
    return std::nullopt;
  return scale;
}

/// The zero points that are tried: the tensor's, and one in the middle, which
/// suits channels that reach to either side.
static SmallVector<int64_t> candidateZeroPoints(const TensorParams &params) {
  SmallVector<int64_t> candidates{params.zeroPoint};
  int64_t middle = (params.qmin + params.qmax + 1) / 2;
  if (params.scheme != Scheme::Symmetric && middle != params.zeroPoint)
    candidates.push_back(middle);
  return candidates;
}

void qopt::chooseChannelScales(Value tensor, ArrayRef<Range> channels,
                               TensorParams &params) {
  std::vector<Reader> readers;
  collectReaders(tensor, readers);
  SmallVector<double> largest;
  for (const Range &range : channels)
    largest.push_back(std::max(std::abs(range.min), std::abs(range.max)));

  SmallVector<double> uniform(channels.size(), params.scale);
  SmallVector<double> before;
  for (const Reader &reader : readers)
    before.push_back(estimateNoise(reader, uniform, largest));
  auto judge = [&](ArrayRef<double> scales) {
    double sum = 0;
    for (auto [reader, noise] : llvm::zip_equal(readers, before))
      sum += noise == 0 ? 1 : estimateNoise(reader, scales, largest) / noise;
    return sum / static_cast<double>(readers.size());
  };

  // Less than that is not worth a longer plan.
  double best = 0.9;
  TensorParams whole = params;
  for (int64_t zeroPoint : candidateZeroPoints(params)) {
    TensorParams candidate = whole;
    candidate.zeroPoint = zeroPoint;
    SmallVector<double> fitted;
    for (const Range &range : channels)
      if (std::optional<double> scale = fitScale(range, candidate))
        fitted.push_back(*scale);
    if (fitted.size() != channels.size())
      continue;
    double top = *llvm::max_element(fitted);
    candidate.scale = static_cast<float>(top);
    if (!isValidScale(candidate.scale) || !keepsClamp(tensor, candidate))
      continue;
    // Between one scale for all, and ranges that all fill the storage. What a
    // channel showed in the calibration data is not all that it can do: none
    // is taken for less than a 64th of the largest.
    for (double power : {0.25, 0.5, 0.75, 1.0}) {
      SmallVector<double> scales;
      for (double scale : fitted)
        scales.push_back(top *
                         std::pow(std::max(scale / top, 1.0 / 64), power));
      double score = judge(scales);
      if (score >= best)
        continue;
      best = score;
      params = candidate;
      params.channelScales.assign(scales.begin(), scales.end());
      // Rounding may not lift one above the scale of the whole.
      for (float &scale : params.channelScales)
        scale = std::min(scale, params.scale);
    }
  }
}

//===- DenseQuantization.cpp - The numbers of a dense layer -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/DenseQuantization.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace qopt;
using llvm::ArrayRef;
using llvm::Error;
using llvm::Expected;
using llvm::Twine;

int64_t qopt::maxMagnitude(const QuantParams &params) {
  // Words are what the tensor's clamp leaves; bytes may come from elsewhere.
  if (params.bits == 16)
    return std::max(params.zeroPoint - params.qmin,
                    params.qmax - params.zeroPoint);
  int64_t count = INT64_C(1) << params.bits;
  int64_t low = params.isSigned ? -count / 2 : 0;
  return std::max(params.zeroPoint - low, low + count - 1 - params.zeroPoint);
}

void qopt::absorbInputScales(const TensorParams &input, int64_t channels,
                             int64_t groups,
                             llvm::MutableArrayRef<float> weight) {
  if (input.channelScales.empty())
    return;
  int64_t perGroup = channels / groups,
          weightsPerGroup = static_cast<int64_t>(weight.size()) / groups;
  for (auto [i, value] : llvm::enumerate(weight)) {
    int64_t group = static_cast<int64_t>(i) / weightsPerGroup;
    int64_t channel = group * perGroup + static_cast<int64_t>(i) % perGroup;
    value = static_cast<float>(value * (input.scaleOf(channel) / input.scale));
  }
}

namespace {
/// |bias| of a channel whose scale was raised: half of i32, so that the other
/// half is left for the products.
constexpr double raisedBias = 1 << 30;
/// |bias| of a channel without weights: the largest power of two up to which
/// f32 holds every integer.
constexpr double deadBias = 1 << 24;

constexpr int64_t maxAccumulator = std::numeric_limits<int32_t>::max();

/// The largest factor of a group's scale.
constexpr int64_t maxFactor = std::numeric_limits<uint8_t>::max();

class DenseQuantizer {
public:
  DenseQuantizer(ArrayRef<float> weight, ArrayRef<float> bias,
                 const QuantParams &input, const WeightPlan &plan,
                 const GivenWeights *given)
      : weight(weight), bias(bias),
        k(bias.empty() ? 0 : weight.size() / bias.size()), input(input),
        plan(plan), given(given) {}

  Expected<DenseQuantization> run();

private:
  Error checkNumbers() const;
  Error checkScheme() const;
  Expected<QuantParams> chooseWeightParams(ArrayRef<float> weights) const;
  /// Those of a channel in groups, whose own scales go to groupScales.
  Expected<QuantParams> chooseGroupParams(int64_t channel);
  /// The given parameters of a channel, with the one zero point of all.
  QuantParams takeGivenParams(int64_t channel) const;
  /// Puts what the plan stores in the place of the weights and changes the bias
  /// as it says.
  Error takeStored();
  QuantParams takeStoredParams(int64_t channel);
  int64_t chooseGivenZeroPoint() const;
  /// Those of all channels, or null where each has its own.
  Error quantizeChannels(const QuantParams *shared);
  Error quantizeChannel(int64_t channel, const QuantParams &params);
  /// Stores the channel's weights; returns the bound of the sum of products.
  int64_t storeWeights(int64_t channel, const QuantParams &params, float scale);
  void storeDeadChannel(int64_t channel, const QuantParams &params);

  double biasSteps(int64_t channel, double scale) const {
    return std::nearbyint(bias[channel] / (input.scale * scale));
  }
  ArrayRef<float> channelWeights(int64_t channel) const {
    return weight.slice(channel * k, k);
  }
  bool isGrouped() const { return !given && plan.group > 0; }
  int64_t numGroups() const { return k / plan.group; }

  ArrayRef<float> weight, bias;
  int64_t k;
  const QuantParams &input;
  const WeightPlan &plan;
  const GivenWeights *given;
  /// What `weight` and `bias` are where the plan has others.
  llvm::SmallVector<float, 0> storedWeight, changedBias;
  /// The scales that the groups of the present channel should have; 0 where all
  /// weights are 0.
  llvm::SmallVector<float> groupScales;
  DenseQuantization result;
};
} // namespace

Error DenseQuantizer::checkNumbers() const {
  for (auto [i, value] : llvm::enumerate(weight))
    if (!std::isfinite(value))
      return llvm::createStringError(
          "weight " + Twine(i % k) + " of channel " + Twine(i / k) +
          " is infinite or NaN; the model file is damaged or its training "
          "diverged");
  for (auto [i, value] : llvm::enumerate(bias))
    if (!std::isfinite(value))
      return llvm::createStringError(
          "the bias of channel " + Twine(i) +
          " is infinite or NaN; the model file is damaged or its training "
          "diverged");
  return Error::success();
}

/// The scale of which all weights are multiples by at most `qmax`, where they
/// are multiples of the smallest: those of an interpolation, or of a mask. 0
/// for others.
static float findExactScale(ArrayRef<float> weights, int64_t qmax) {
  float unit = 0, largest = 0;
  for (float weight : weights) {
    float magnitude = std::abs(weight);
    largest = std::max(largest, magnitude);
    if (magnitude != 0 && (unit == 0 || magnitude < unit))
      unit = magnitude;
  }
  if (unit == 0 || largest / unit > static_cast<float>(qmax))
    return 0;
  for (float weight : weights)
    if (std::nearbyint(weight / unit) * unit != weight)
      return 0;
  auto steps = static_cast<float>(qmax / std::llrint(largest / unit));
  return unit / steps;
}

/// The scale with which the squares of the weights' errors add up to the least.
/// Few bits are better spent on the many small weights than on a single large
/// one, which is clamped then (R. Banner et al., Post training 4-bit
/// quantization of convolutional networks for rapid-deployment, 2019).
static float findClippingScale(ArrayRef<float> weights,
                               const QuantParams &params) {
  constexpr int candidates = 64;
  float best = params.scale;
  double least = std::numeric_limits<double>::infinity();
  for (int i = candidates; i > candidates / 4; --i) {
    auto scale = static_cast<float>(double(params.scale) * i / candidates);
    if (!isValidScale(scale))
      break;
    double error = 0;
    for (float weight : weights) {
      auto q = double(quantize(weight, scale, 0, params.qmin, params.qmax));
      error += (q * scale - weight) * (q * scale - weight);
    }
    if (error < least) {
      least = error;
      best = scale;
    }
  }
  return best;
}

/// What is subtracted from a quantized weight to make it signed.
static int64_t storageOffset(const QuantParams &params) {
  return params.isSigned ? 0 : INT64_C(1) << (params.bits - 1);
}

Expected<QuantParams>
DenseQuantizer::chooseWeightParams(ArrayRef<float> weights) const {
  Range range;
  if (!weights.empty()) {
    auto [min, max] = std::minmax_element(weights.begin(), weights.end());
    range = {*min, *max};
  }
  Expected<ParamsChoice> choice =
      chooseParams(range, plan.scheme, plan.bits,
                   /*isSigned=*/plan.scheme != Scheme::MinMax, Role::Weight);
  if (!choice)
    return choice.takeError();
  QuantParams params = choice->params;
  if (plan.scheme == Scheme::Symmetric) {
    if (float exact = findExactScale(weights, params.qmax); isValidScale(exact))
      params.scale = exact;
    else if (params.bits < WeightPlan::maxBits)
      params.scale = findClippingScale(weights, params);
  }
  return params;
}

Expected<QuantParams> DenseQuantizer::chooseGroupParams(int64_t channel) {
  std::optional<QuantParams> widest;
  groupScales.assign(numGroups(), 0);
  for (int64_t group = 0; group < numGroups(); ++group) {
    ArrayRef<float> weights =
        channelWeights(channel).slice(group * plan.group, plan.group);
    Expected<QuantParams> params = chooseWeightParams(weights);
    if (!params)
      return params.takeError();
    if (llvm::all_of(weights, [](float value) { return value == 0; }))
      continue;
    groupScales[group] = params->scale;
    if (!widest || widest->scale < params->scale)
      widest = *params;
  }
  if (!widest) // a dead channel
    return chooseWeightParams(channelWeights(channel));
  widest->scale = std::max(widest->scale / static_cast<float>(maxFactor),
                           std::numeric_limits<float>::min());
  return *widest;
}

int64_t DenseQuantizer::storeWeights(int64_t channel, const QuantParams &params,
                                     float scale) {
  auto factorOf = [&](int64_t group) {
    auto steps = static_cast<int64_t>(std::nearbyint(
        static_cast<double>(groupScales[group]) / static_cast<double>(scale)));
    return std::clamp<int64_t>(steps, 1, maxFactor);
  };
  int64_t sum = 0, factor = 1;
  for (auto [i, value] : llvm::enumerate(channelWeights(channel))) {
    auto at = static_cast<int64_t>(i);
    if (isGrouped() && at % plan.group == 0) {
      int64_t group = at / plan.group;
      factor = factorOf(group);
      result.factors[channel * numGroups() + group] =
          static_cast<uint8_t>(factor);
    }
    int64_t q = quantize(value, static_cast<float>(factor) * scale,
                         params.zeroPoint, params.qmin, params.qmax);
    sum += factor * std::abs(q - params.zeroPoint);
    result.weight[channel * k + at] =
        static_cast<int8_t>(q - storageOffset(params));
  }
  return sum * maxMagnitude(input);
}

void DenseQuantizer::storeDeadChannel(int64_t channel,
                                      const QuantParams &params) {
  double value = bias[channel];
  double scale = value == 0 ? 1 : std::abs(value) / (input.scale * deadBias);
  storeWeights(channel, params, params.scale);
  result.weightScales[channel] = scale;
  result.bias[channel] = static_cast<int32_t>(biasSteps(channel, scale));
}

Error DenseQuantizer::quantizeChannel(int64_t channel,
                                      const QuantParams &params) {
  double scale = params.scale;
  int64_t products = storeWeights(channel, params, params.scale);
  double steps = biasSteps(channel, scale);
  // Smaller factors of a larger scale, which bound less.
  float widest = isGrouped() ? *llvm::max_element(groupScales) : 0;
  while (products + std::abs(steps) > maxAccumulator && scale < widest) {
    auto next = std::min(static_cast<float>(2 * scale), widest);
    scale = next;
    products = storeWeights(channel, params, next);
    steps = biasSteps(channel, scale);
  }
  double raised = std::abs(bias[channel]) / (input.scale * raisedBias);
  if (products + std::abs(steps) > maxAccumulator && raised > scale &&
      raised <= std::numeric_limits<float>::max()) {
    // The bias counts in units of the scale that is stored, so it is the f32
    // scale that both are computed with.
    auto stored = static_cast<float>(raised);
    scale = stored;
    products = storeWeights(channel, params, stored);
    steps = biasSteps(channel, scale);
    result.raisedChannels.push_back(channel);
  }
  if (products + std::abs(steps) > maxAccumulator)
    return llvm::createStringError(
        "the accumulator of channel " + Twine(channel) + " can reach " +
        llvm::formatv("{0:e3}", products + std::abs(steps)).str() +
        ", which exceeds i32; keep the unit in float (\"quantize\": false in "
        "the plan)");
  result.weightScales[channel] = scale;
  result.bias[channel] = static_cast<int32_t>(steps);
  return Error::success();
}

/// Nearest to 0 of those with which the integers of all channels fit 8 bits.
int64_t DenseQuantizer::chooseGivenZeroPoint() const {
  double lo = 0, hi = 0;
  for (auto [i, value] : llvm::enumerate(weight)) {
    double steps = std::nearbyint(double(value) / given->scales[i / k]);
    lo = std::min(lo, steps);
    hi = std::max(hi, steps);
  }
  return static_cast<int64_t>(std::min(std::max(0.0, -128 - lo), 127 - hi));
}

QuantParams DenseQuantizer::takeGivenParams(int64_t channel) const {
  QuantParams params;
  params.scale = given->scales[channel];
  params.zeroPoint = result.weightZeroPoint;
  return params;
}

Error DenseQuantizer::takeStored() {
  size_t channels = bias.size();
  if (!plan.biasChange.empty()) {
    if (plan.biasChange.size() != channels)
      return llvm::createStringError(
          "the plan changes the bias of " + Twine(plan.biasChange.size()) +
          " channels of " + Twine(channels) +
          "; give a number for each, or delete \"bias-change\"");
    for (auto [value, change] : llvm::zip_equal(bias, plan.biasChange))
      changedBias.push_back(value + change);
    bias = changedBias;
  }
  if (!plan.stored)
    return Error::success();
  const auto &[values, scales, factors] = *plan.stored;
  if (values.size() != weight.size() ||
      (scales.size() != 1 && scales.size() != channels))
    return llvm::createStringError(
        "the plan stores " + Twine(values.size()) + " weights with " +
        Twine(scales.size()) + " scales, but there are " +
        Twine(weight.size()) + " and " + Twine(channels) +
        " channels; delete the entry of \"stored-weights\"");
  if (plan.scheme != Scheme::Symmetric || llvm::any_of(values, [&](int64_t q) {
        return std::abs(q) > plan.symmetricMax();
      }))
    return llvm::createStringError(
        "the stored weights do not fit " + Twine(plan.bits) +
        " bits around zero; delete the entry of \"stored-weights\"");
  size_t groups = isGrouped() ? channels * numGroups() : 0;
  if (factors.size() != groups || llvm::is_contained(factors, uint8_t(0)))
    return llvm::createStringError(
        "the plan stores " + Twine(factors.size()) +
        " factors from 1 to 255 of the scales, but there are " + Twine(groups) +
        " groups; delete the entry of \"stored-weights\"");
  for (auto [i, value] : llvm::enumerate(values)) {
    float scale = scales[scales.size() == 1 ? 0 : i / k];
    if (groups)
      scale *= static_cast<float>(factors[i / plan.group]);
    storedWeight.push_back(static_cast<float>(value) * scale);
  }
  weight = storedWeight;
  return Error::success();
}

QuantParams DenseQuantizer::takeStoredParams(int64_t channel) {
  const std::vector<float> &scales = plan.stored->scales;
  QuantParams params;
  params.bits = plan.bits;
  params.scheme = Scheme::Symmetric;
  params.scale = scales[scales.size() == 1 ? 0 : channel];
  params.qmax = plan.symmetricMax();
  params.qmin = -params.qmax;
  if (isGrouped()) {
    groupScales.clear();
    for (uint8_t factor : ArrayRef(plan.stored->factors)
                              .slice(channel * numGroups(), numGroups()))
      groupScales.push_back(static_cast<float>(factor) * params.scale);
  }
  return params;
}

Error DenseQuantizer::quantizeChannels(const QuantParams *shared) {
  auto isZero = [](float value) { return value == 0; };
  // A dead channel may have a scale of its own where it shares none.
  bool allDead = llvm::all_of(weight, isZero);
  for (int64_t channel = 0; channel < static_cast<int64_t>(bias.size());
       ++channel) {
    Expected<QuantParams> params =
        shared        ? Expected<QuantParams>(*shared)
        : given       ? Expected<QuantParams>(takeGivenParams(channel))
        : plan.stored ? Expected<QuantParams>(takeStoredParams(channel))
        : isGrouped() ? chooseGroupParams(channel)
                      : chooseWeightParams(channelWeights(channel));
    if (!params)
      return params.takeError();
    if (allDead || (!shared && llvm::all_of(channelWeights(channel), isZero))) {
      storeDeadChannel(channel, *params);
      continue;
    }
    if (Error error = quantizeChannel(channel, *params))
      return error;
  }
  return Error::success();
}

Error DenseQuantizer::checkScheme() const {
  bool perChannel = plan.granularity == Granularity::PerChannel;
  if (perChannel && plan.scheme != Scheme::Symmetric)
    return llvm::createStringError(
        "weights of scheme '" + getSchemeName(plan.scheme) +
        "' have one zero point for the tensor; make \"weight-granularity\" "
        "per-tensor or \"weight-scheme\" symmetric in the plan");
  if (!isGrouped())
    return Error::success();
  if (!perChannel)
    return llvm::createStringError(
        "groups of weights have factors of their channel's scale; make "
        "\"weight-granularity\" per-channel in the plan, or delete "
        "\"weight-group\"");
  if (k % plan.group != 0)
    return llvm::createStringError(
        Twine(k) + " inputs cannot be divided into groups of " +
        Twine(plan.group) + "; delete \"weight-group\" from the plan");
  return Error::success();
}

Expected<DenseQuantization> DenseQuantizer::run() {
  if (weight.size() != bias.size() * k)
    return llvm::createStringError("the weights are not N x K");
  bool isStored = !given && plan.stored;
  bool perChannel = given || plan.granularity == Granularity::PerChannel;
  if (Error error = given ? Error::success() : checkScheme())
    return std::move(error);
  if (Error error = given ? Error::success() : takeStored())
    return std::move(error);
  if (Error error = checkNumbers())
    return std::move(error);
  result.weight.resize(weight.size());
  result.bias.resize(bias.size());
  result.weightScales.resize(bias.size());
  if (isGrouped())
    result.factors.resize(bias.size() * numGroups(), 1);
  std::optional<QuantParams> shared;
  if (given) {
    result.weightZeroPoint = static_cast<int32_t>(chooseGivenZeroPoint());
  } else if (!isStored) {
    Expected<QuantParams> tensorParams = chooseWeightParams(weight);
    if (!tensorParams)
      return tensorParams.takeError();
    result.weightZeroPoint = static_cast<int32_t>(tensorParams->zeroPoint -
                                                  storageOffset(*tensorParams));
    if (!perChannel)
      shared = *tensorParams;
  }
  if (Error error = quantizeChannels(shared ? &*shared : nullptr))
    return std::move(error);
  bool mayShare =
      isStored ? plan.stored->scales.size() == 1 : given || !perChannel;
  if (mayShare && llvm::all_equal(result.weightScales) &&
      !result.weightScales.empty())
    result.weightScales.resize(1);
  return std::move(result);
}

Expected<DenseQuantization> qopt::quantizeDense(ArrayRef<float> weight,
                                                ArrayRef<float> bias,
                                                const QuantParams &input,
                                                const WeightPlan &plan,
                                                const GivenWeights *given) {
  return DenseQuantizer(weight, bias, input, plan, given).run();
}

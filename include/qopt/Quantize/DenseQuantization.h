//===- DenseQuantization.h - The numbers of a dense layer -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// From the float weights and bias of a dense layer to the stored ones. Knows
/// no IR.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_DENSEQUANTIZATION_H
#define QOPT_QUANTIZE_DENSEQUANTIZATION_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Import/GivenWeights.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace qopt {

/// `acc[c] = bias[c] + sum_k (x[k] - z_x) * (weight[c][k] - weightZeroPoint)`,
/// each product times the factor of its group where there are groups,
/// stands for the real value `acc[c] * s_x * weightScales[c]`, and fits i32 for
/// all stored x.
struct DenseQuantization {
  /// N x K, signed. Unsigned schemes are stored with the top bit flipped and
  /// the zero point moved by 128, which is the same numbers.
  llvm::SmallVector<int8_t, 0> weight;
  int32_t weightZeroPoint = 0;
  llvm::SmallVector<int32_t, 0> bias;
  /// One scale for all channels, or one for each.
  llvm::SmallVector<double, 0> weightScales;
  /// N x groups, from 1 to 255; empty without groups.
  llvm::SmallVector<uint8_t, 0> factors;
  /// Channels whose weight scale was raised so that their bias fits.
  llvm::SmallVector<int64_t> raisedChannels;

  /// How many steps the weight is that number \p i of `weight` stands for, in
  /// units of its channel's scale.
  int64_t stepsOf(int64_t i) const {
    int64_t steps = weight[i] - weightZeroPoint;
    if (factors.empty())
      return steps;
    auto group = static_cast<int64_t>(weight.size() / factors.size());
    return steps * factors[i / group];
  }
};

/// Quantizes N = bias.size() channels of K weights each, for an input with the
/// parameters \p input. \p given is how the network itself quantized the
/// weights; where it is there, \p plan is not looked at.
///
/// A bias that leaves no room in the accumulator (tiny weights) raises its
/// channel's weight scale until the bias is about 2^30: the weights lose bits,
/// which are worth nothing beside such a bias.
///
/// A channel without weights, all zero, is only its bias. Its scale is chosen
/// to make that bias 2^24, which f32 and i32 both hold exactly; 1 if the bias
/// is 0 too.
///
/// In groups, the scale of a channel is a 255th of that of its widest group, or
/// as much more as the accumulator's bound needs; the factors are as large as
/// the best scales of the groups ask for.
///
/// Weights and changes of the bias that \p plan stores are taken in the place
/// of the network's own.
///
/// \returns an error that names the channel but not the unit, if a number is
/// not finite, what the plan stores does not fit the layer, the accumulator's
/// bound exceeds i32, or asymmetric weights are to be quantized per channel
/// (there is one zero point for all channels).
llvm::Expected<DenseQuantization>
quantizeDense(llvm::ArrayRef<float> weight, llvm::ArrayRef<float> bias,
              const QuantParams &input, const WeightPlan &plan,
              const GivenWeights *given = nullptr);

/// Takes what the scales of the operand's \p channels differ by into the
/// weights, `O x .. x C / groups` of them.
void absorbInputScales(const TensorParams &input, int64_t channels,
                       int64_t groups, llvm::MutableArrayRef<float> weight);

/// `max |q - zero point|` over every byte that a tensor can hold: what comes
/// from outside need not keep to the plan's range.
int64_t maxMagnitude(const QuantParams &params);

} // namespace qopt

#endif // QOPT_QUANTIZE_DENSEQUANTIZATION_H

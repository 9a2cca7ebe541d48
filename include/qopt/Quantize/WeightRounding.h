//===- WeightRounding.h - Weights rounded against an error ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The nearest integers to the weights are not those with which a layer's
/// results come out best: what rounding one weight does wrong, others can make
/// up for, as far as what they multiply goes together. Knows no IR.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_WEIGHTROUNDING_H
#define QOPT_QUANTIZE_WEIGHTROUNDING_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace qopt {

/// The first and second moments of K numbers that were seen together many
/// times: what the weights of an output channel multiply. Beside each may be
/// what it should have been.
class InputMoments {
public:
  explicit InputMoments(int64_t k)
      : k(k), sums(k), wantedSums(k), products(k * k) {}

  /// Adds observations, a row-major matrix of K columns. \p wanted is what they
  /// should have been; empty if they are.
  void add(llvm::ArrayRef<float> rows, llvm::ArrayRef<float> wanted = {});

  int64_t size() const { return k; }
  bool hasWanted() const { return !wantedProducts.empty(); }
  /// 0 where nothing was seen.
  double mean(int64_t i) const { return meanOf(sums[i]); }
  double wantedMean(int64_t i) const { return meanOf(wantedSums[i]); }
  /// The mean of the product of two of the numbers.
  double product(int64_t i, int64_t j) const {
    return meanOf(products[std::max(i, j) + std::min(i, j) * k]);
  }
  /// The mean of what number \p i should have been times number \p j.
  double wantedProduct(int64_t i, int64_t j) const {
    return hasWanted() ? meanOf(wantedProducts[i + j * k]) : product(i, j);
  }

private:
  double meanOf(double sum) const {
    return count == 0 ? 0 : sum / static_cast<double>(count);
  }

  int64_t k, count = 0;
  std::vector<double> sums, wantedSums;
  /// Column-major; of the first the lower triangle.
  std::vector<double> products, wantedProducts;
};

/// What to round: `channels x K` weights that multiply the same K numbers.
struct RoundingTask {
  llvm::ArrayRef<float> weights;
  /// One for each channel.
  llvm::ArrayRef<float> scales;
  /// Stored weights are in [-qmax, qmax].
  int64_t qmax = 127;
  /// Whether other scales than these may be chosen, one for each channel.
  bool maySetScales = true;
  const InputMoments &inputs;
  /// The variance that rounding the inputs themselves adds to each.
  double inputNoise = 0;
  /// Whether the bias takes back the mean of the error, which then does not
  /// count.
  bool correctsMean = false;
  /// Of groups of neighbouring weights, with which their channel's scale is
  /// multiplied, `channels x groups`; empty without groups.
  llvm::ArrayRef<uint8_t> factors = {};
};

struct RoundingResult {
  /// `channels x K`.
  llvm::SmallVector<int8_t, 0> values;
  /// One for each channel.
  llvm::SmallVector<float, 0> scales;
  /// The mean square of the error in the channels' sums with the nearest
  /// integers, and with these, summed over channels.
  double nearestError = 0, error = 0;
};

/// Rounds the weights one after the other, each to what takes back most of the
/// error that those before it made (E. Frantar et al., GPTQ: Accurate
/// Post-Training Quantization for Generative Pre-trained Transformers, 2022,
/// which is Babai's nearest plane), and then changes single ones while that
/// lessens the error. No channel ends worse than with the nearest integers.
RoundingResult roundWeights(const RoundingTask &task);

} // namespace qopt

#endif // QOPT_QUANTIZE_WEIGHTROUNDING_H

//===- Fidelity.cpp - How close two tensors are -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Metrics/Fidelity.h"

#include <cassert>
#include <cmath>
#include <limits>

using namespace llvm;

namespace qopt {

void Fidelity::update(ArrayRef<float> reference, ArrayRef<float> values) {
  assert(reference.size() == values.size() && "tensors of different sizes");
  for (size_t i = 0; i < reference.size(); ++i) {
    double x = reference[i], y = values[i], difference = std::abs(x - y);
    signal += x * x;
    power += y * y;
    product += x * y;
    noise += difference * difference;
    // A NaN stays.
    if (!(difference <= largest) && !std::isnan(largest))
      largest = difference;
  }
}

double Fidelity::sqnr() const {
  if (noise == 0)
    return std::numeric_limits<double>::infinity();
  return 10 * std::log10(signal / noise);
}

double Fidelity::cosine() const {
  if (signal == 0 || power == 0)
    return signal == power ? 1 : 0;
  return product / (std::sqrt(signal) * std::sqrt(power));
}

} // namespace qopt

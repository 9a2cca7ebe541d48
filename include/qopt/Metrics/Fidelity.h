//===- Fidelity.h - How close two tensors are -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_METRICS_FIDELITY_H
#define QOPT_METRICS_FIDELITY_H

#include "llvm/ADT/ArrayRef.h"

namespace qopt {

/// How close values are to their reference. The values come in any number of
/// parts; the sums are kept in double.
class Fidelity {
public:
  /// Adds values, of which there are as many as of the reference.
  void update(llvm::ArrayRef<float> reference, llvm::ArrayRef<float> values);

  /// The signal-to-quantization-noise ratio in dB, 10 log10(sum of reference^2
  /// / sum of differences^2): infinite where all is equal.
  double sqnr() const;

  /// The cosine of the angle between both, seen as vectors. 1 where both are
  /// zero, 0 where one is.
  double cosine() const;

  /// The largest difference; NaN where one value is NaN.
  double maxDifference() const { return largest; }

private:
  double signal = 0, noise = 0, power = 0, product = 0, largest = 0;
};

} // namespace qopt

#endif // QOPT_METRICS_FIDELITY_H

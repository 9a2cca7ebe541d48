//===- MovingAverage.cpp - The average of the samples' ranges -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

using namespace llvm;
using namespace qopt;

namespace {
/// One odd sample moves the range a little only; many small steps reach what
/// most samples have.
class MovingAverageMethod : public RangeMethod {
public:
  StringRef name() const override { return "moving-average"; }
  StringRef description() const override {
    return "The exponential moving average of the samples' smallest and "
           "largest values; depends on their order.";
  }
  StringRef formula() const override {
    return "[a, b], from the first sample on a += c (min x - a) and b += c "
           "(max x - b); as Jacob et al., \"Quantization and Training of "
           "Neural Networks for Efficient Integer-Arithmetic-Only Inference\" "
           "(2018), section 3.1";
  }
  std::optional<MethodParameter> parameter() const override {
    return MethodParameter{"the weight c of a sample", 0.1, 0, 1};
  }
  bool needsMovingRange() const override { return true; }
  Range choose(const Statistics &statistics, int /*bits*/,
               double /*parameter*/) const override {
    return *statistics.movingRange();
  }
};
} // namespace

namespace qopt {
const RangeMethod &getMovingAverageMethod() {
  static const MovingAverageMethod method;
  return method;
}
} // namespace qopt

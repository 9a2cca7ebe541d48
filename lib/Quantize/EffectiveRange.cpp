//===- EffectiveRange.cpp - The part of a range that matters ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EffectiveRange.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/UnaryUnit.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

/// Collects the units that read `value`, also behind what only moves it; false
/// if others read it too.
static bool collectReaders(Value value, SmallVectorImpl<qnn::UnitOp> &readers) {
  for (Operation *user : value.getUsers()) {
    if (auto unit = dyn_cast<qnn::UnitOp>(user)) {
      if (unit.getKind() != "unary")
        return false;
      readers.push_back(unit);
      continue;
    }
    if (!movesData(user) || user->getOperand(0) != value ||
        !collectReaders(user->getResult(0), readers))
      return false;
  }
  return true;
}

/// How many of `y`, from the first on, are the same to `tolerance`.
template <typename Values>
static size_t countFlat(const Values &y, double tolerance) {
  size_t count = 0;
  double low = 0, high = 0;
  for (double value : y) {
    low = count == 0 ? value : std::min(low, value);
    high = count == 0 ? value : std::max(high, value);
    if (!(high - low <= tolerance))
      break;
    ++count;
  }
  return count;
}

Range qopt::narrowToReaders(Value value, const Range &range, int bits) {
  SmallVector<qnn::UnitOp> readers;
  if (!(range.min < range.max) || !collectReaders(value, readers) ||
      readers.empty())
    return range;

  constexpr int64_t points = 4096;
  SmallVector<double> x;
  for (int64_t i = 0; i < points; ++i)
    x.push_back(range.min +
                (range.max - range.min) * double(i) / double(points - 1));
  Range narrowed{range.max, range.min};
  for (qnn::UnitOp unit : readers) {
    FailureOr<SmallVector<double>> y = evaluateUnaryUnit(unit, x);
    if (failed(y) ||
        !llvm::all_of(*y, [](double v) { return std::isfinite(v); }))
      return range;
    auto [low, high] = std::minmax_element(y->begin(), y->end());
    double tolerance = (*high - *low) / std::ldexp(4, bits);
    size_t before = countFlat(*y, tolerance),
           after = countFlat(llvm::reverse(*y), tolerance);
    if (before == x.size())
      return range; // a constant
    narrowed.min = std::min(narrowed.min, x[before == 0 ? 0 : before - 1]);
    narrowed.max =
        std::max(narrowed.max, x[x.size() - (after == 0 ? 1 : after)]);
  }
  return narrowed;
}

//===- RangeMethod.cpp - The registry of range methods --------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"

#include "JSONFile.h"

#include <algorithm>

using namespace llvm;
using namespace qopt;

// Each method's file defines one of these.
namespace qopt {
#define QOPT_RANGE_METHOD(NAME) const RangeMethod &get##NAME##Method();
#include "qopt/Calibration/Methods.def"
} // namespace qopt

RangeMethod::~RangeMethod() = default;

ArrayRef<const RangeMethod *> qopt::getRangeMethods() {
  static const RangeMethod *const methods[] = {
#define QOPT_RANGE_METHOD(NAME) &get##NAME##Method(),
#include "qopt/Calibration/Methods.def"
  };
  return methods;
}

MethodChoice::MethodChoice(const RangeMethod &method) : chosen(&method) {
  if (std::optional<MethodParameter> declared = method.parameter())
    parameter = declared->initial;
}

Expected<MethodChoice> MethodChoice::parse(StringRef text) {
  StringRef name, number;
  std::tie(name, number) = text.split(':');
  ArrayRef<const RangeMethod *> methods = getRangeMethods();
  auto nameOf = [](const RangeMethod *method) { return method->name(); };
  const auto *found =
      find_if(methods, [&](const RangeMethod *m) { return m->name() == name; });
  auto refuseNumber = [&] {
    return makeError("the range method '" + name + "' takes no number, got '" +
                     text + "'; write '" + name + "'");
  };
  if (name == automaticMethodName && name != text)
    return refuseNumber();
  if (found == methods.end())
    return makeError(
        "there is no range method '" + name + "'; choose one of: " +
        join(map_range(methods, nameOf), ", ") + ", " + automaticMethodName);
  MethodChoice choice(**found);
  if (!text.contains(':'))
    return choice;
  std::optional<MethodParameter> declared = choice.chosen->parameter();
  if (!declared)
    return refuseNumber();
  // A failed read leaves 0 or NaN, which no method takes.
  if (!to_float(number, choice.parameter) ||
      !(choice.parameter > declared->above &&
        choice.parameter <= declared->highest))
    return makeError("'" + text + "': " + declared->meaning +
                     " must be a number above " +
                     formatNumber(declared->above) + " and at most " +
                     formatNumber(declared->highest) + "; write for example '" +
                     name + ":" + formatNumber(declared->initial) + "'");
  return choice;
}

std::string MethodChoice::name() const {
  std::string text = chosen->name().str();
  return chosen->parameter() ? text + ":" + formatNumber(parameter) : text;
}

std::optional<double> MethodChoice::averagingConstant() const {
  return chosen->needsMovingRange() ? std::optional(parameter) : std::nullopt;
}

Expected<Range> MethodChoice::choose(const Statistics &statistics,
                                     int bits) const {
  if (statistics.count() == 0)
    return makeError("tensor '" + statistics.tensor() +
                     "' was never observed; give calibration data of at least "
                     "one sample");
  if (chosen->needsMovingRange() && !statistics.movingRange())
    return makeError("tensor '" + statistics.tensor() +
                     "': the statistics have no moving average, which depends "
                     "on the order of the samples; calibrate with --method=" +
                     name());
  Range seen = statistics.range();
  Range range = chosen->choose(statistics, bits, parameter);
  return Range{std::clamp(range.min, seen.min, seen.max),
               std::clamp(range.max, seen.min, seen.max)};
}

//===- RangeMethod.cpp - The registry of range methods --------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/RangeMethod.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

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

Expected<const RangeMethod *> qopt::lookupRangeMethod(StringRef name) {
  for (const RangeMethod *method : getRangeMethods())
    if (method->name() == name)
      return method;
  auto names = map_range(getRangeMethods(), [](const RangeMethod *method) {
    return method->name();
  });
  return makeError("there is no range method '" + name +
                   "'; choose one of: " + join(names, ", "));
}

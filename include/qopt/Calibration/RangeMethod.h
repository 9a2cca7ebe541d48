//===- RangeMethod.h - Choosing a range from statistics ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A range method turns what was observed of a tensor into the range that its
/// quantized form will cover. A method is one file in lib/Calibration/Methods
/// and its name in that folder's CMake list, from which Methods.def is made.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_RANGEMETHOD_H
#define QOPT_CALIBRATION_RANGEMETHOD_H

#include "qopt/Calibration/Statistics.h"

namespace qopt {

/// One way of choosing a range. Methods have no state.
class RangeMethod {
public:
  virtual ~RangeMethod();

  /// The name in plans and options.
  virtual llvm::StringRef name() const = 0;

  /// One sentence for --help and the documentation.
  virtual llvm::StringRef description() const = 0;

  /// The range for a tensor stored in \p bits bits.
  ///
  /// \returns an error naming the tensor if it was never observed.
  virtual llvm::Expected<Range> choose(const Statistics &statistics,
                                       int bits) const = 0;
};

/// All methods, in the order of the CMake list.
llvm::ArrayRef<const RangeMethod *> getRangeMethods();

/// The method called \p name; the error lists the names there are.
llvm::Expected<const RangeMethod *> lookupRangeMethod(llvm::StringRef name);

} // namespace qopt

#endif // QOPT_CALIBRATION_RANGEMETHOD_H

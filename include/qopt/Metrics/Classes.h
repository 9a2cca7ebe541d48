//===- Classes.h - Predictions and how often they are right -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_METRICS_CLASSES_H
#define QOPT_METRICS_CLASSES_H

#include "qopt/Support/HostTensor.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace qopt {

/// The classes that a classifier's output predicts: of `classes` values each
/// the index of the largest, the first of equals; of a single value (`classes`
/// is 1, a sigmoid's) whether it is above 0.5.
std::vector<int64_t> predictClasses(llvm::ArrayRef<float> values,
                                    int64_t classes);

/// Part of a whole: how many of `total` are so.
struct Share {
  int64_t count = 0, total = 0;

  double fraction() const { return total ? double(count) / total : 0; }
};

/// How many entries are equal: the accuracy of predictions against labels, or
/// the agreement of two models. Both are equally long.
Share countEqual(llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b);

/// Reads labels from a .npy file, or an .npz file of one array: integers, one
/// for each of `count` predictions, in [0, max(classes, 2)).
llvm::Expected<std::vector<int64_t>> loadLabels(llvm::StringRef path,
                                                int64_t count, int64_t classes);

} // namespace qopt

#endif // QOPT_METRICS_CLASSES_H

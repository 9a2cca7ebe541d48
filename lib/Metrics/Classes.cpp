//===- Classes.cpp - Predictions and how often they are right ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Metrics/Classes.h"

#include "qopt/Support/Error.h"
#include "qopt/Support/Npy.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace qopt {

std::vector<int64_t> predictClasses(ArrayRef<float> values, int64_t classes) {
  assert(classes > 0 && values.size() % classes == 0 && "ragged predictions");
  std::vector<int64_t> predictions;
  predictions.reserve(values.size() / classes);
  for (; !values.empty(); values = values.drop_front(classes)) {
    ArrayRef<float> scores = values.take_front(classes);
    predictions.push_back(classes == 1
                              ? scores.front() > 0.5f
                              : llvm::max_element(scores) - scores.begin());
  }
  return predictions;
}

Share countEqual(ArrayRef<int64_t> a, ArrayRef<int64_t> b) {
  Share share;
  share.total = a.size();
  for (auto [x, y] : llvm::zip_equal(a, b))
    share.count += x == y;
  return share;
}

template <typename T>
static std::vector<int64_t> widen(const HostTensor &tensor) {
  ArrayRef<T> values = tensor.as<T>();
  return std::vector<int64_t>(values.begin(), values.end());
}

/// The integers of a tensor; nothing if it holds something else.
static std::optional<std::vector<int64_t>>
readIntegers(const HostTensor &tensor) {
  switch (tensor.type) {
  case ElementType::I8:
    return widen<int8_t>(tensor);
  case ElementType::U8:
  case ElementType::Bool:
    return widen<uint8_t>(tensor);
  case ElementType::I16:
    return widen<int16_t>(tensor);
  case ElementType::U16:
    return widen<uint16_t>(tensor);
  case ElementType::I32:
    return widen<int32_t>(tensor);
  case ElementType::I64:
    return widen<int64_t>(tensor);
  case ElementType::F16:
  case ElementType::F32:
  case ElementType::F64:
    return std::nullopt;
  }
  return std::nullopt;
}

Expected<std::vector<int64_t>> loadLabels(StringRef path, int64_t count,
                                          int64_t classes) {
  auto file = ArrayFile::open(path);
  if (!file)
    return file.takeError();
  ArrayRef<ArrayInfo> arrays = (*file)->arrays();
  if (arrays.size() != 1)
    return makeError(path + ": has " + Twine(arrays.size()) +
                     " arrays; give the labels alone, as one array");
  const ArrayInfo &info = arrays.front();
  if (info.numElements() != count)
    return makeError(path + ": has " + Twine(info.numElements()) +
                     " labels (shape " + formatShape(info.shape) + ") for " +
                     Twine(count) +
                     " predictions; give one label for each sample");
  auto tensor = (*file)->load(info.name);
  if (!tensor)
    return tensor.takeError();
  auto labels = readIntegers(*tensor);
  if (!labels)
    return makeError(path + ": the labels are " +
                     getElementTypeName(info.type) +
                     "; give the numbers of the classes as integers");
  int64_t limit = std::max<int64_t>(classes, 2);
  for (auto [i, label] : llvm::enumerate(*labels))
    if (label < 0 || label >= limit)
      return makeError(path + ": label " + Twine(i) + " is " + Twine(label) +
                       ", but the classes are 0 to " + Twine(limit - 1) +
                       "; number the classes as the model does");
  return std::move(*labels);
}

} // namespace qopt

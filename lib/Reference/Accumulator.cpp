//===- Accumulator.cpp - Integers that must fit -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Accumulator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <limits>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;

std::vector<int32_t> reference::subtractZeroPoint(const HostTensor &tensor,
                                                  int64_t zeroPoint,
                                                  bool isUnsigned) {
  std::vector<int32_t> values;
  values.reserve(tensor.numElements());
  for (int64_t i = 0, e = tensor.numElements(); i < e; ++i)
    values.push_back(
        static_cast<int32_t>(loadInteger(tensor, i, isUnsigned) - zeroPoint));
  return values;
}

Error reference::checkAccumulator(Operation *op, const HostTensor &result,
                                  int64_t element, int64_t acc) {
  if (acc >= std::numeric_limits<int32_t>::min() &&
      acc <= std::numeric_limits<int32_t>::max())
    return Error::success();
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "the accumulator of element [";
  llvm::interleaveComma(positionOf(element, result.shape), os);
  os << "] is " << acc << ", which overflows i32";
  return makeError(op, text);
}

Error reference::storeAccumulator(Operation *op, HostTensor &result,
                                  int64_t element, int64_t acc) {
  if (Error error = checkAccumulator(op, result, element, acc))
    return error;
  result.as<int32_t>()[element] = static_cast<int32_t>(acc);
  return Error::success();
}

//===- Accumulator.cpp - Integers that must fit -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Accumulator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

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

void reference::multiplyGroups(std::vector<int32_t> &weights,
                               DenseIntElementsAttr factors) {
  if (!factors)
    return;
  size_t group = weights.size() / factors.size();
  for (auto [i, factor] : llvm::enumerate(factors.getValues<uint8_t>()))
    for (int32_t &weight :
         llvm::MutableArrayRef(weights).slice(i * group, group))
      weight *= factor;
}

std::pair<int64_t, int64_t> reference::storageRange(const HostTensor &tensor,
                                                    bool isUnsigned) {
  if (tensor.type == ElementType::Bool)
    return {0, 1};
  int64_t bits = 8 * getElementSize(tensor.type);
  isUnsigned |=
      tensor.type == ElementType::U8 || tensor.type == ElementType::U16;
  return isUnsigned ? std::pair<int64_t, int64_t>(0, llvm::maxUIntN(bits))
                    : std::pair<int64_t, int64_t>(llvm::minIntN(bits),
                                                  llvm::maxIntN(bits));
}

/// "[0, 1, 2]", the position of an element.
static std::string formatPosition(const HostTensor &tensor, int64_t element) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "[";
  llvm::interleaveComma(positionOf(element, tensor.shape), os);
  os << "]";
  return text;
}

static Error makeOverflow(Operation *op, const HostTensor &result,
                          int64_t element, int64_t acc, StringRef type) {
  return makeError(op, "the accumulator of element " +
                           formatPosition(result, element) + " is " +
                           Twine(acc) + ", which overflows " + type);
}

Error reference::checkAccumulator(Operation *op, const HostTensor &result,
                                  int64_t element, int64_t acc) {
  if (llvm::isInt<32>(acc))
    return Error::success();
  return makeOverflow(op, result, element, acc, "i32");
}

Error reference::storeAccumulator(Operation *op, HostTensor &result,
                                  int64_t element, int64_t acc) {
  if (Error error = checkAccumulator(op, result, element, acc))
    return error;
  result.as<int32_t>()[element] = static_cast<int32_t>(acc);
  return Error::success();
}

Error reference::storeSum(Operation *op, HostTensor &result, int64_t element,
                          int64_t sum) {
  if (result.type == ElementType::I32)
    return storeAccumulator(op, result, element, sum);
  if (!llvm::isInt<48>(sum))
    return makeOverflow(op, result, element, sum, "i48");
  storeInteger(result, element, sum);
  return Error::success();
}

Error reference::storeExact(Operation *op, HostTensor &result, int64_t element,
                            int64_t value) {
  auto [min, max] = storageRange(result);
  if (value < min || value > max)
    return makeError(op, "element " + formatPosition(result, element) + " is " +
                             Twine(value) + ", which overflows " +
                             getElementTypeName(result.type));
  storeInteger(result, element, value);
  return Error::success();
}

//===- PackedWeights.cpp - Weights as a kernel reads them -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackedWeights.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace mlir;

namespace qopt {

std::vector<char> rawBytes(DenseElementsAttr attr) {
  ArrayRef<char> raw = attr.getRawData();
  int64_t count = attr.getNumElements();
  if (!attr.isSplat())
    return std::vector<char>(raw.begin(), raw.end());
  std::vector<char> bytes;
  bytes.reserve(raw.size() * count);
  for (int64_t i = 0; i < count; ++i)
    bytes.insert(bytes.end(), raw.begin(), raw.end());
  return bytes;
}

WeightFacts computeWeightFacts(DenseElementsAttr weights) {
  WeightFacts facts;
  if (!weights.getElementType().isInteger(8))
    return facts;
  std::vector<char> bytes = rawBytes(weights);
  int64_t n = weights.getType().getDimSize(0),
          k = weights.getType().getDimSize(1);
  facts.pairsFit16 = true;
  for (int64_t i = 0; i < n && facts.pairsFit16; ++i)
    for (int64_t j = 0; j + 1 < k; j += 2) {
      int a = int8_t(bytes[i * k + j]), c = int8_t(bytes[i * k + j + 1]);
      if (std::max(a, 0) + std::max(c, 0) > 128 ||
          std::min(a, 0) + std::min(c, 0) < -128)
        facts.pairsFit16 = false;
    }
  return facts;
}

DenseElementsAttr packWeights(DenseElementsAttr weights, int64_t stepK,
                              int64_t firstColumn, int64_t blocks,
                              int64_t blockColumns) {
  int64_t n = weights.getType().getDimSize(0),
          k = weights.getType().getDimSize(1);
  int64_t steps = llvm::divideCeil(k, stepK);
  std::vector<char> source = rawBytes(weights);
  size_t size = source.size() / (n * k);
  std::vector<char> packed(blocks * steps * blockColumns * stepK * size);
  char *out = packed.data();
  for (int64_t block = 0; block < blocks; ++block)
    for (int64_t step = 0; step < steps; ++step)
      for (int64_t i = 0; i < blockColumns; ++i, out += stepK * size) {
        int64_t column = firstColumn + block * blockColumns + i;
        int64_t valid = std::min(stepK, k - step * stepK);
        if (column < n)
          std::copy_n(source.data() + (column * k + step * stepK) * size,
                      valid * size, out);
      }
  auto type = RankedTensorType::get({blocks, steps, blockColumns * stepK},
                                    weights.getElementType());
  return DenseElementsAttr::getFromRawBuffer(type, packed);
}

} // namespace qopt

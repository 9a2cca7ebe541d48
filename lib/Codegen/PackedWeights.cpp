//===- PackedWeights.cpp - Weights as a kernel reads them -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackedWeights.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"
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

WeightFacts computeWeightFacts(const WeightLayout &layout) {
  WeightFacts facts;
  if (!layout.weights.getElementType().isInteger(8))
    return facts;
  std::vector<char> bytes = rawBytes(layout.weights);
  facts.without128 = !llvm::is_contained(bytes, char(-128));
  facts.pairsFit16 = true;
  for (int64_t run = 0; run < layout.n * layout.runs && facts.pairsFit16; ++run)
    for (int64_t j = 0; j + 1 < layout.length; j += 2) {
      const char *pair = &bytes[run * layout.length + j];
      int a = llvm::SignExtend32<8>(uint8_t(pair[0])),
          c = llvm::SignExtend32<8>(uint8_t(pair[1]));
      if (std::max(a, 0) + std::max(c, 0) > 128 ||
          std::min(a, 0) + std::min(c, 0) < -128)
        facts.pairsFit16 = false;
    }
  return facts;
}

DenseElementsAttr packWeights(const WeightLayout &layout, int64_t stepK,
                              int64_t firstColumn, int64_t blocks,
                              int64_t blockColumns, bool alternates) {
  int64_t steps = llvm::divideCeil(layout.length, stepK),
          k = layout.runs * layout.length;
  std::vector<char> source = rawBytes(layout.weights);
  size_t size = source.size() / (layout.n * k);
  std::vector<char> packed(blocks * layout.runs * steps * blockColumns * stepK *
                           size);
  char *out = packed.data();
  for (int64_t block = 0; block < blocks; ++block)
    for (int64_t run = 0; run < layout.runs; ++run)
      for (int64_t step = 0; step < steps; ++step)
        for (int64_t i = 0; i < blockColumns; ++i, out += stepK * size) {
          int64_t column = firstColumn + block * blockColumns + i;
          int64_t valid = std::min(stepK, layout.length - step * stepK);
          if (column >= layout.n)
            continue;
          const char *from =
              source.data() +
              (column * k + run * layout.length + step * stepK) * size;
          if (!alternates) {
            std::copy_n(from, valid * size, out);
            continue;
          }
          int64_t half = stepK / 2;
          for (int64_t j = 0; j < valid; ++j)
            std::copy_n(from + j * size, size,
                        out + (j % half * 2 + j / half) * size);
        }
  auto type =
      RankedTensorType::get({blocks, layout.runs * steps, blockColumns * stepK},
                            layout.weights.getElementType());
  return DenseElementsAttr::getFromRawBuffer(type, packed);
}

} // namespace qopt

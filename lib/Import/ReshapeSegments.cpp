//===- ReshapeSegments.cpp - What a reshape splits and merges ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReshapeSegments.h"

#include "mlir/IR/BuiltinTypeInterfaces.h"

using namespace mlir;
using namespace qopt;

/// The dimensions that are not 1.
static SmallVector<int64_t> wideDims(ArrayRef<int64_t> shape) {
  SmallVector<int64_t> dims;
  for (auto [dim, size] : llvm::enumerate(shape))
    if (size != 1)
      dims.push_back(dim);
  return dims;
}

std::optional<SmallVector<ReshapeSegment>>
qopt::segmentReshape(ArrayRef<int64_t> from, ArrayRef<int64_t> to) {
  SmallVector<int64_t> fromDims = wideDims(from), toDims = wideDims(to);
  SmallVector<ReshapeSegment> segments;
  size_t i = 0, j = 0;
  while (i < fromDims.size() && j < toDims.size()) {
    ReshapeSegment segment{{fromDims[i]}, {toDims[j]}};
    int64_t before = from[fromDims[i++]], after = to[toDims[j++]];
    while (before != after) {
      if (ShapedType::isDynamic(before) || ShapedType::isDynamic(after))
        return std::nullopt;
      bool growsFrom = before < after;
      if (growsFrom ? i == fromDims.size() : j == toDims.size())
        return std::nullopt;
      int64_t dim = growsFrom ? fromDims[i++] : toDims[j++];
      int64_t size = growsFrom ? from[dim] : to[dim];
      if (ShapedType::isDynamic(size))
        return std::nullopt;
      (growsFrom ? segment.from : segment.to).push_back(dim);
      (growsFrom ? before : after) *= size;
    }
    segments.push_back(std::move(segment));
  }
  if (i != fromDims.size() || j != toDims.size())
    return std::nullopt;

  // A dimension of 1 stands before the next wide one, or behind the last.
  if (segments.empty())
    segments.emplace_back();
  size_t current = 0;
  for (auto [dim, size] : llvm::enumerate(to)) {
    auto number = int64_t(dim);
    if (size != 1) {
      while (!llvm::is_contained(segments[current].to, number))
        ++current;
      continue;
    }
    size_t next = current;
    while (next < segments.size() &&
           (segments[next].to.empty() || segments[next].to.back() < number))
      ++next;
    segments[std::min(next, segments.size() - 1)].to.push_back(number);
    llvm::sort(segments[std::min(next, segments.size() - 1)].to);
  }
  return segments;
}

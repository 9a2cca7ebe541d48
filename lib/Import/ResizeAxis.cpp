//===- ResizeAxis.cpp - Height or width of a resize -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResizeAxis.h"

#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

#include <cmath>
#include <numeric>

using namespace mlir;
using namespace qopt;

ResizeAxis::Place ResizeAxis::bilinear(int64_t pixel) const {
  int64_t at = pixel * denominator + offset;
  int64_t first = llvm::divideFloorSigned(at, numerator);
  float fraction = float(at - first * numerator) / float(numerator);
  return {std::clamp<int64_t>(first, 0, input - 1),
          std::clamp<int64_t>(first + 1, 0, input - 1), fraction};
}

int64_t ResizeAxis::nearest(int64_t pixel) const {
  int64_t at = pixel * denominator + offset;
  int64_t first = llvm::divideFloorSigned(at, numerator);
  if (2 * (at - first * numerator) >= numerator)
    ++first;
  return std::clamp<int64_t>(first, 0, input - 1);
}

/// The first axis that `fits`. How front ends place pixels: at their middles,
/// at their corners, and so that the last ones lie on each other.
static std::optional<ResizeAxis>
findAxis(int64_t input, int64_t output,
         llvm::function_ref<bool(const ResizeAxis &)> fits) {
  SmallVector<std::pair<int64_t, int64_t>> ratios = {{output, input}};
  if (input > 1 && output > 1)
    ratios.push_back({output - 1, input - 1});
  for (auto [numerator, denominator] : ratios) {
    int64_t divisor = std::gcd(numerator, denominator);
    // Even numbers, so that halves of pixels are whole.
    int64_t n = 2 * numerator / divisor, d = 2 * denominator / divisor;
    for (int64_t offset : {-(n - d) / 2, int64_t(0), -n / 2}) {
      ResizeAxis axis{n, d, offset, 0, input, output};
      // TOSA tells the size of the output by the border.
      axis.border = (output - 1) * d - (input - 1) * n + offset;
      if (fits(axis))
        return axis;
    }
  }
  return std::nullopt;
}

std::optional<ResizeAxis> ResizeAxis::findNearest(ArrayRef<int64_t> indices,
                                                  int64_t input) {
  return findAxis(input, indices.size(), [&](const ResizeAxis &axis) {
    for (auto [pixel, index] : llvm::enumerate(indices))
      if (axis.nearest(pixel) != index)
        return false;
    return true;
  });
}

std::optional<ResizeAxis> ResizeAxis::findBilinear(ArrayRef<Place> places,
                                                   int64_t input) {
  // The same weight of each pixel, but for rounding.
  auto weight = [](const Place &place, int64_t index) {
    return (place.first == index ? 1 - place.fraction : 0) +
           (place.second == index ? place.fraction : 0);
  };
  return findAxis(input, places.size(), [&](const ResizeAxis &axis) {
    for (auto [pixel, place] : llvm::enumerate(places)) {
      Place expected = axis.bilinear(pixel);
      for (int64_t index :
           {place.first, place.second, expected.first, expected.second})
        if (std::abs(weight(place, index) - weight(expected, index)) > 2e-5f)
          return false;
    }
    return true;
  });
}

Value qopt::createResizeOf(OpBuilder &builder, Location loc, Value image,
                           const ResizeAxis &height, const ResizeAxis &width,
                           tosa::ResizeMode mode) {
  ImplicitLocOpBuilder implicit(loc, builder);
  auto type = cast<RankedTensorType>(image.getType());
  auto pair = [&](int64_t ResizeAxis::*member) {
    return tosa::getTosaConstShape(implicit, {height.*member, width.*member});
  };
  Value scale =
      tosa::getTosaConstShape(implicit, {height.numerator, height.denominator,
                                         width.numerator, width.denominator});
  SmallVector<int64_t> shape(type.getShape());
  shape[1] = height.output;
  shape[2] = width.output;
  return tosa::ResizeOp::create(builder, loc, type.clone(shape), image, scale,
                                pair(&ResizeAxis::offset),
                                pair(&ResizeAxis::border), mode);
}

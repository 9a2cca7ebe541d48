//===- ConvolutionBuilder.cpp - Convolutions as contractions ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"

#include "PackedWeights.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

Value padImage(OpBuilder &b, Location loc, Value image, ArrayRef<int64_t> pad,
               TypedAttr value) {
  if (llvm::all_of(pad, [](int64_t p) { return p == 0; }))
    return image;
  Value constant = arith::ConstantOp::create(b, loc, value);
  auto fold = [&](ArrayRef<int64_t> values) {
    return llvm::map_to_vector(
        values, [&](int64_t v) -> OpFoldResult { return b.getIndexAttr(v); });
  };
  auto type = cast<RankedTensorType>(image.getType());
  ArrayRef<int64_t> shape = type.getShape();
  auto padded = type.clone({shape[0], shape[1] + pad[0] + pad[1],
                            shape[2] + pad[2] + pad[3], shape[3]});
  // There is no part of it to be filled.
  if (padded.getNumElements() == 0)
    return tensor::EmptyOp::create(b, loc, padded.getShape(),
                                   padded.getElementType());
  return tensor::PadOp::create(b, loc, padded, image,
                               fold({0, pad[0], pad[2], 0}),
                               fold({0, pad[1], pad[3], 0}), constant);
}

namespace {

/// Part of a tensor, or of a constant, along dimension `d`.
Value slice(OpBuilder &b, Location loc, Value value, int64_t d, int64_t offset,
            int64_t size, int64_t stride = 1) {
  auto type = cast<RankedTensorType>(value.getType());
  DenseElementsAttr attr;
  if (matchPattern(value, m_Constant(&attr))) {
    // Whole runs of the dimensions from d on.
    int64_t inner = 1, outer = 1;
    for (int64_t i = 0; i < type.getRank(); ++i)
      (i < d ? outer : inner) *= i == d ? 1 : type.getDimSize(i);
    std::vector<char> bytes = rawBytes(attr), part;
    size_t run = inner * type.getElementTypeBitWidth() / 8;
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t i = 0; i < size; ++i) {
        const char *from =
            &bytes[(o * type.getDimSize(d) + offset + i * stride) * run];
        part.insert(part.end(), from, from + run);
      }
    SmallVector<int64_t> shape(type.getShape());
    shape[d] = size;
    return arith::ConstantOp::create(
        b, loc, DenseElementsAttr::getFromRawBuffer(type.clone(shape), part));
  }
  SmallVector<OpFoldResult> offsets(type.getRank(), b.getIndexAttr(0)),
      ones(type.getRank(), b.getIndexAttr(1)), sizes;
  for (int64_t extent : type.getShape())
    sizes.push_back(b.getIndexAttr(extent));
  offsets[d] = b.getIndexAttr(offset);
  sizes[d] = b.getIndexAttr(size);
  return tensor::ExtractSliceOp::create(b, loc, value, offsets, sizes, ones);
}

} // namespace

Value joinChannels(OpBuilder &b, Location loc, ArrayRef<Value> parts,
                   bool interleave) {
  auto type = cast<RankedTensorType>(parts[0].getType());
  auto count = int64_t(parts.size()), last = type.getRank() - 1;
  SmallVector<int64_t> shape(type.getShape());
  int64_t size = shape[last];
  shape[last] *= count;
  Value whole = tensor::EmptyOp::create(b, loc, shape, type.getElementType());
  SmallVector<OpFoldResult> offsets(type.getRank(), b.getIndexAttr(0)),
      strides(type.getRank(), b.getIndexAttr(1)), sizes;
  for (int64_t extent : type.getShape())
    sizes.push_back(b.getIndexAttr(extent));
  strides[last] = b.getIndexAttr(interleave ? count : 1);
  for (auto [i, part] : llvm::enumerate(parts)) {
    offsets[last] = b.getIndexAttr(interleave ? i : i * size);
    whole = tensor::InsertSliceOp::create(b, loc, part, whole, offsets, sizes,
                                          strides);
  }
  return whole;
}

namespace {

/// `C x KH x KW x 1` to `KH x KW x C`.
Value channelsLast(OpBuilder &b, Location loc, Value weights) {
  DenseElementsAttr attr;
  matchPattern(weights, m_Constant(&attr));
  ArrayRef<int64_t> shape = attr.getType().getShape();
  int64_t channels = shape[0], taps = shape[1] * shape[2];
  std::vector<char> bytes = rawBytes(attr), moved(bytes.size());
  size_t size = bytes.size() / (channels * taps);
  for (int64_t c = 0; c < channels; ++c)
    for (int64_t t = 0; t < taps; ++t)
      std::copy_n(&bytes[(c * taps + t) * size], size,
                  &moved[(t * channels + c) * size]);
  return arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::getFromRawBuffer(
          RankedTensorType::get({shape[1], shape[2], channels},
                                attr.getElementType()),
          moved));
}

} // namespace

Value buildGroupedConvolution(OpBuilder &b, Location loc, Value image,
                              Value weights, Value bias, int64_t groups,
                              const ConvolutionWindow &window,
                              const ContractionOptions &options) {
  ArrayRef<int64_t> filter =
      cast<RankedTensorType>(weights.getType()).getShape();
  int64_t perGroup = filter[0] / groups, inputs = filter[3];
  if (groups == 1)
    return buildConvolution(b, loc, image, weights, bias, window, options);
  SmallVector<Value> parts;
  if (inputs == 1) {
    // Every perGroup-th output: one of each input channel.
    for (int64_t i = 0; i < perGroup; ++i) {
      auto part = [&](Value value) {
        return perGroup == 1 ? value
                             : slice(b, loc, value, 0, i, groups, perGroup);
      };
      parts.push_back(buildDepthwise(b, loc, image,
                                     channelsLast(b, loc, part(weights)),
                                     part(bias), window, options));
    }
  } else {
    for (int64_t g = 0; g < groups; ++g)
      parts.push_back(buildConvolution(
          b, loc, slice(b, loc, image, 3, g * inputs, inputs),
          slice(b, loc, weights, 0, g * perGroup, perGroup),
          slice(b, loc, bias, 0, g * perGroup, perGroup), window, options));
  }
  return parts.size() == 1
             ? parts[0]
             : joinChannels(b, loc, parts, /*interleave=*/inputs == 1);
}

} // namespace qopt

//===- QuantizedTypes.cpp - Parameters of quantized types -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "QuantizedTypes.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cmath>

using namespace mlir;
using namespace qopt;

quant::QuantizedType qopt::makeQuantizedType(MLIRContext *context,
                                             const TensorParams &params,
                                             int64_t rank) {
  unsigned flags = params.isSigned ? quant::QuantizationFlags::Signed : 0;
  Type stored = IntegerType::get(context, params.bits),
       expressed = Float32Type::get(context);
  if (params.channelScales.empty())
    return quant::UniformQuantizedType::get(flags, stored, expressed,
                                            params.scale, params.zeroPoint,
                                            params.qmin, params.qmax);
  SmallVector<double> scales(params.channelScales.begin(),
                             params.channelScales.end());
  SmallVector<int64_t> zeroPoints(scales.size(), params.zeroPoint);
  return quant::UniformQuantizedPerAxisType::get(flags, stored, expressed,
                                                 scales, zeroPoints, rank - 1,
                                                 params.qmin, params.qmax);
}

bool qopt::isQuantized(Type type) {
  return static_cast<bool>(quant::QuantizedType::getQuantizedElementType(type));
}

/// Reads scales and zero point; false where they are none of qopt's.
static bool readScales(quant::QuantizedType type, Type whole,
                       TensorParams &params) {
  if (auto uniform = dyn_cast<quant::UniformQuantizedType>(type)) {
    params.scale = static_cast<float>(uniform.getScale());
    params.zeroPoint = uniform.getZeroPoint();
    return isValidScale(params.scale);
  }
  auto perAxis = dyn_cast<quant::UniformQuantizedPerAxisType>(type);
  auto shaped = dyn_cast<RankedTensorType>(whole);
  if (!perAxis || perAxis.getScales().empty() ||
      !llvm::all_equal(perAxis.getZeroPoints()) ||
      (shaped && perAxis.getQuantizedDimension() != shaped.getRank() - 1))
    return false;
  for (double scale : perAxis.getScales())
    params.channelScales.push_back(static_cast<float>(scale));
  params.scale = *llvm::max_element(params.channelScales);
  params.zeroPoint = perAxis.getZeroPoints().front();
  return llvm::all_of(params.channelScales, isValidScale);
}

std::optional<TensorParams> qopt::readQuantParams(Type type) {
  auto quantized = quant::QuantizedType::getQuantizedElementType(type);
  if (!quantized || !quantized.getExpressedType().isF32())
    return std::nullopt;
  TensorParams params;
  params.bits = quantized.getStorageTypeIntegralWidth();
  params.isSigned = quantized.isSigned();
  params.qmin = quantized.getStorageTypeMin();
  params.qmax = quantized.getStorageTypeMax();
  int64_t count = INT64_C(1) << params.bits;
  int64_t low = params.isSigned ? -count / 2 : 0;
  if ((params.bits != 8 && params.bits != 16) ||
      !readScales(quantized, type, params) || params.zeroPoint < low ||
      params.zeroPoint > low + count - 1)
    return std::nullopt;
  return params;
}

TensorParams qopt::narrowToByte(const TensorParams &params) {
  TensorParams narrow = params;
  narrow.bits = 8;
  narrow.qmin = params.isSigned ? -128 : 0;
  narrow.qmax = narrow.qmin + 255;
  // Symmetric ranges stay symmetric, and 0 is exact.
  double low = static_cast<double>(params.qmin - params.zeroPoint),
         high = static_cast<double>(params.qmax - params.zeroPoint);
  bool isSymmetric = params.scheme == Scheme::Symmetric;
  double factor = isSymmetric ? std::max(-low, high) / 127 : (high - low) / 255;
  if (!isSymmetric)
    narrow.zeroPoint =
        std::clamp(static_cast<int64_t>(std::nearbyint(
                       static_cast<double>(narrow.qmin) - low / factor)),
                   narrow.qmin, narrow.qmax);
  narrow.scale = static_cast<float>(params.scale * factor);
  for (float &scale : narrow.channelScales)
    scale = static_cast<float>(scale * factor);
  return narrow;
}

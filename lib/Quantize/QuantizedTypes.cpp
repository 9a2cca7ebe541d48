//===- QuantizedTypes.cpp - Parameters of quantized types -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "QuantizedTypes.h"

using namespace mlir;
using namespace qopt;

quant::UniformQuantizedType qopt::makeQuantizedType(MLIRContext *context,
                                                    const QuantParams &params) {
  return quant::UniformQuantizedType::get(
      params.isSigned ? quant::QuantizationFlags::Signed : 0,
      IntegerType::get(context, params.bits), Float32Type::get(context),
      params.scale, params.zeroPoint, params.qmin, params.qmax);
}

bool qopt::isQuantized(Type type) {
  return static_cast<bool>(quant::QuantizedType::getQuantizedElementType(type));
}

std::optional<QuantParams> qopt::readQuantParams(Type type) {
  auto uniform = dyn_cast_or_null<quant::UniformQuantizedType>(
      quant::QuantizedType::getQuantizedElementType(type));
  if (!uniform || uniform.getStorageTypeIntegralWidth() != 8 ||
      !uniform.getExpressedType().isF32())
    return std::nullopt;
  QuantParams params;
  params.bits = 8;
  params.isSigned = uniform.isSigned();
  params.scale = static_cast<float>(uniform.getScale());
  params.zeroPoint = uniform.getZeroPoint();
  params.qmin = uniform.getStorageTypeMin();
  params.qmax = uniform.getStorageTypeMax();
  int64_t low = params.isSigned ? -128 : 0;
  if (!isValidScale(params.scale) || params.zeroPoint < low ||
      params.zeroPoint > low + 255)
    return std::nullopt;
  return params;
}

void qopt::flipSignedness(QuantParams &params) {
  int64_t offset = INT64_C(1) << (params.bits - 1);
  if (!params.isSigned)
    offset = -offset;
  params.isSigned = !params.isSigned;
  params.zeroPoint += offset;
  params.qmin += offset;
  params.qmax += offset;
}

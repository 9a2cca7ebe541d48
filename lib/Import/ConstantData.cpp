//===- ConstantData.cpp - Reading and making constants ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

ElementsAttr qopt::getConstant(Value value) {
  ElementsAttr attr;
  if (!value || !isa<RankedTensorType>(value.getType()) ||
      !matchPattern(value, m_Constant(&attr)))
    return {};
  return attr;
}

/// The raw little-endian data of a resource; empty if there is none.
static ArrayRef<char> rawResource(DenseResourceElementsAttr attr) {
  AsmResourceBlob *blob = attr.getRawHandle().getBlob();
  auto type = cast<RankedTensorType>(attr.getType());
  if (!blob || !type.getElementType().isIntOrFloat())
    return {};
  unsigned bits = type.getElementTypeBitWidth();
  if (bits % 8 != 0 ||
      blob->getData().size() != uint64_t(type.getNumElements()) * (bits / 8))
    return {};
  return blob->getData();
}

bool qopt::isMissingData(ElementsAttr attr) {
  auto resource = dyn_cast<DenseResourceElementsAttr>(attr);
  return resource && resource.getType().getNumElements() != 0 &&
         rawResource(resource).empty();
}

std::optional<SmallVector<float, 0>> qopt::readFloats(ElementsAttr attr) {
  auto type = dyn_cast_if_present<RankedTensorType>(attr.getType());
  if (!type || !isa<Float32Type, Float16Type, BFloat16Type, Float64Type>(
                   type.getElementType()))
    return std::nullopt;
  DenseElementsAttr dense = dyn_cast<DenseElementsAttr>(attr);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attr)) {
    if (isMissingData(attr))
      return std::nullopt;
    ArrayRef<char> raw = rawResource(resource);
    if (raw.empty())
      return SmallVector<float, 0>();
    // One element would be read as a splat, and it is the same thing.
    dense = DenseElementsAttr::getFromRawBuffer(type, raw);
  }
  if (!dense)
    return std::nullopt;
  SmallVector<float, 0> values;
  values.reserve(dense.getNumElements());
  if (type.getElementType().isF32()) {
    auto range = dense.getValues<float>();
    values.append(range.begin(), range.end());
    return values;
  }
  for (APFloat value : dense.getValues<APFloat>()) {
    bool losesInfo;
    value.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                  &losesInfo);
    values.push_back(value.convertToFloat());
  }
  return values;
}

std::optional<SmallVector<int64_t, 0>> qopt::readIntegers(ElementsAttr attr) {
  auto type = dyn_cast_if_present<RankedTensorType>(attr.getType());
  auto element =
      type ? dyn_cast<IntegerType>(type.getElementType()) : IntegerType();
  if (!element || isMissingData(attr))
    return std::nullopt;
  auto dense = dyn_cast<DenseElementsAttr>(attr);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attr)) {
    ArrayRef<char> raw = rawResource(resource);
    if (raw.empty())
      return std::nullopt;
    dense = DenseElementsAttr::getFromRawBuffer(type, raw);
  }
  if (!dense)
    return std::nullopt;
  SmallVector<int64_t, 0> values;
  values.reserve(dense.getNumElements());
  for (const APInt &value : dense.getValues<APInt>())
    values.push_back(element.isUnsigned() || element.isInteger(1)
                         ? value.getZExtValue()
                         : value.getSExtValue());
  return values;
}

std::optional<float> qopt::getSplat(Value value) {
  ElementsAttr attr = getConstant(value);
  if (!attr)
    return std::nullopt;
  if (auto splat = dyn_cast<SplatElementsAttr>(attr)) {
    if (!splat.getElementType().isF32())
      return std::nullopt;
    return splat.getSplatValue<float>();
  }
  std::optional<SmallVector<float, 0>> values = readFloats(attr);
  if (!values || values->empty() || !llvm::all_equal(*values))
    return std::nullopt;
  return values->front();
}

Value qopt::createConst(OpBuilder &builder, Location loc,
                        ArrayRef<int64_t> shape, ArrayRef<float> values) {
  auto type = RankedTensorType::get(shape, builder.getF32Type());
  return tosa::ConstOp::create(builder, loc, type,
                               DenseElementsAttr::get(type, values));
}

Value qopt::createReshape(OpBuilder &builder, Location loc, Value value,
                          ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getShape() == shape)
    return value;
  ImplicitLocOpBuilder implicit(loc, builder);
  Value target =
      tosa::getTosaConstShape(implicit, tosa::convertFromMlirShape(shape));
  return tosa::ReshapeOp::create(
      builder, loc, RankedTensorType::get(shape, type.getElementType()), value,
      target);
}

Value qopt::createMatmul(OpBuilder &builder, Location loc, Value a, Value b) {
  auto aType = cast<RankedTensorType>(a.getType()),
       bType = cast<RankedTensorType>(b.getType());
  auto type = RankedTensorType::get(
      {aType.getDimSize(0), aType.getDimSize(1), bType.getDimSize(2)},
      builder.getF32Type());
  Value zp = createConst(builder, loc, {1}, {0.0f});
  return tosa::MatMulOp::create(builder, loc, type, a, b, zp, zp);
}

Value qopt::createMul(OpBuilder &builder, Location loc, RankedTensorType type,
                      Value x, Value y) {
  auto shiftType = RankedTensorType::get({1}, builder.getI8Type());
  Value shift = tosa::ConstOp::create(
      builder, loc, shiftType, DenseElementsAttr::get(shiftType, int8_t(0)));
  return tosa::MulOp::create(builder, loc, type, x, y, shift);
}

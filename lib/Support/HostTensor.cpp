//===- HostTensor.cpp - A tensor in the memory of the host ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/HostTensor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace qopt;

namespace {
struct ElementTypeRow {
  ElementType type;
  StringLiteral name;
  int64_t size;
};
} // namespace

/// In the order of ElementType, which indexes it.
static constexpr ElementTypeRow elementTypes[] = {
    {ElementType::F32, "f32", 4}, {ElementType::F64, "f64", 8},
    {ElementType::F16, "f16", 2}, {ElementType::I8, "i8", 1},
    {ElementType::U8, "u8", 1},   {ElementType::I16, "i16", 2},
    {ElementType::U16, "u16", 2}, {ElementType::I32, "i32", 4},
    {ElementType::I64, "i64", 8}, {ElementType::Bool, "bool", 1},
};

int64_t qopt::getElementSize(ElementType type) {
  return elementTypes[static_cast<size_t>(type)].size;
}

StringRef qopt::getElementTypeName(ElementType type) {
  return elementTypes[static_cast<size_t>(type)].name;
}

std::optional<ElementType> qopt::parseElementType(StringRef name) {
  for (const ElementTypeRow &row : elementTypes)
    if (row.name == name)
      return row.type;
  return std::nullopt;
}

std::optional<int64_t> qopt::checkedNumElements(ArrayRef<int64_t> shape,
                                                int64_t elementSize) {
  // Zeros are left out of the running product: the sizes of a part of the
  // shape, such as one sample, must not overflow either.
  int64_t bytes = elementSize;
  for (int64_t extent : shape)
    if (extent < 0 || (extent > 0 && MulOverflow(bytes, extent, bytes)))
      return std::nullopt;
  return is_contained(shape, 0) ? 0 : bytes / elementSize;
}

std::string qopt::formatShape(ArrayRef<int64_t> shape) {
  if (shape.empty())
    return "scalar";
  return join(map_range(shape, [](int64_t extent) { return itostr(extent); }),
              "x");
}

HostTensor HostTensor::zeros(StringRef name, ElementType type,
                             ArrayRef<int64_t> shape) {
  int64_t elementSize = getElementSize(type);
  std::optional<int64_t> count = checkedNumElements(shape, elementSize);
  assert(count && "the shape is too large or negative");
  HostTensor tensor;
  tensor.name = name.str();
  tensor.type = type;
  tensor.shape.assign(shape.begin(), shape.end());
  tensor.data.resize(*count * elementSize);
  return tensor;
}

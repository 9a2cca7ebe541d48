//===- HostTensorTest.cpp - Tensors in memory -----------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/HostTensor.h"

#include "gtest/gtest.h"

using namespace qopt;

TEST(HostTensor, ElementTypes) {
  EXPECT_EQ(getElementSize(ElementType::F32), 4);
  EXPECT_EQ(getElementSize(ElementType::F64), 8);
  EXPECT_EQ(getElementSize(ElementType::F16), 2);
  EXPECT_EQ(getElementSize(ElementType::I8), 1);
  EXPECT_EQ(getElementSize(ElementType::U8), 1);
  EXPECT_EQ(getElementSize(ElementType::I16), 2);
  EXPECT_EQ(getElementSize(ElementType::U16), 2);
  EXPECT_EQ(getElementSize(ElementType::I32), 4);
  EXPECT_EQ(getElementSize(ElementType::I64), 8);
  EXPECT_EQ(getElementSize(ElementType::Bool), 1);
  EXPECT_EQ(getElementTypeName(ElementType::U16), "u16");
  EXPECT_EQ(getElementTypeName(ElementType::Bool), "bool");
  for (int i = 0; i <= static_cast<int>(ElementType::Bool); ++i) {
    auto type = static_cast<ElementType>(i);
    EXPECT_EQ(parseElementType(getElementTypeName(type)), type);
  }
  EXPECT_EQ(parseElementType("u32"), std::nullopt);
}

TEST(HostTensor, CheckedNumElements) {
  constexpr int64_t big = INT64_C(1) << 32;
  EXPECT_EQ(checkedNumElements({}, 4), 1);
  EXPECT_EQ(checkedNumElements({2, 3, 4}, 4), 24);
  EXPECT_EQ(checkedNumElements({0, 3}, 4), 0);
  EXPECT_EQ(checkedNumElements({2, -1}, 4), std::nullopt);
  EXPECT_EQ(checkedNumElements({big, big / 2}, 1), std::nullopt);
  EXPECT_EQ(checkedNumElements({big, big / 4}, 1), big * (big / 4));
  // The elements can be counted, but not their bytes.
  EXPECT_EQ(checkedNumElements({big, big / 4}, 4), std::nullopt);
  // No elements, but one sample would be impossible.
  EXPECT_EQ(checkedNumElements({0, big, big}, 4), std::nullopt);
}

TEST(HostTensor, FormatShape) {
  EXPECT_EQ(formatShape({}), "scalar");
  EXPECT_EQ(formatShape({7}), "7");
  EXPECT_EQ(formatShape({1, 224, 224, 3}), "1x224x224x3");
}

TEST(HostTensor, ZerosAlignedAndTyped) {
  for (int64_t size = 1; size < 300; size += 13) {
    HostTensor tensor = HostTensor::zeros("x", ElementType::I16, {size, 3});
    EXPECT_EQ(tensor.numElements(), size * 3);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(tensor.data.data()) % 64, 0u);
    for (int16_t value : tensor.as<int16_t>())
      EXPECT_EQ(value, 0);
    tensor.as<int16_t>().back() = -2;
    const HostTensor copy = tensor;
    EXPECT_EQ(copy.as<int16_t>().back(), -2);
    EXPECT_EQ(copy.as<int16_t>().size(), static_cast<size_t>(size * 3));
    EXPECT_EQ(reinterpret_cast<uintptr_t>(copy.data.data()) % 64, 0u);
  }
  EXPECT_EQ(HostTensor::zeros("s", ElementType::F64, {}).numElements(), 1);
  EXPECT_EQ(HostTensor::zeros("e", ElementType::F64, {0, 5}).numElements(), 0);
}

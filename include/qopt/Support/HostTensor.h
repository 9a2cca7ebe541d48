//===- HostTensor.h - A tensor in the memory of the host --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Calibration data, network inputs and results while they are in the host's
/// memory: a name, an element type, a shape and dense row-major elements.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_SUPPORT_HOSTTENSOR_H
#define QOPT_SUPPORT_HOSTTENSOR_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cassert>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace qopt {

/// The element types of host data. F16 is IEEE binary16; Bool is one byte, 0
/// for false.
enum class ElementType { F32, F64, F16, I8, U8, I16, U16, I32, I64, Bool };

/// The size of one element in bytes.
int64_t getElementSize(ElementType type);

/// The name used in messages: f32, f64, f16, i8, u8, i16, u16, i32, i64, bool.
llvm::StringRef getElementTypeName(ElementType type);

/// The inverse of getElementTypeName; nullopt for any other name.
std::optional<ElementType> parseElementType(llvm::StringRef name);

/// The product of \p shape (1 for a scalar), or nullopt if an extent is
/// negative or the number of bytes, at \p elementSize each, exceeds int64_t.
std::optional<int64_t> checkedNumElements(llvm::ArrayRef<int64_t> shape,
                                          int64_t elementSize);

/// Formats a shape as it is written in messages: 2x3x4, or "scalar".
std::string formatShape(llvm::ArrayRef<int64_t> shape);

/// Aligned to a cache line, so that compiled kernels may be handed the data
/// directly whatever vector width they were compiled for.
template <typename T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <typename U>
  CacheLineAllocator(const CacheLineAllocator<U> &) {}

  T *allocate(size_t count) {
    return static_cast<T *>(::operator new(count * sizeof(T), alignment));
  }
  void deallocate(T *pointer, size_t) { ::operator delete(pointer, alignment); }

  friend bool operator==(CacheLineAllocator, CacheLineAllocator) {
    return true;
  }
  friend bool operator!=(CacheLineAllocator, CacheLineAllocator) {
    return false;
  }
};

using AlignedBytes = std::vector<char, CacheLineAllocator<char>>;

namespace detail {
/// Whether elements of \p type may be accessed as T. F16 has no C++ type and
/// is accessed as its bits (uint16_t); Bool as bytes, since a file may hold
/// bytes that are neither 0 nor 1.
template <typename T>
bool isStoredAs(ElementType type) {
  switch (type) {
  case ElementType::F32:
    return std::is_same_v<T, float>;
  case ElementType::F64:
    return std::is_same_v<T, double>;
  case ElementType::F16:
  case ElementType::U16:
    return std::is_same_v<T, uint16_t>;
  case ElementType::I8:
    return std::is_same_v<T, int8_t>;
  case ElementType::U8:
  case ElementType::Bool:
    return std::is_same_v<T, uint8_t>;
  case ElementType::I16:
    return std::is_same_v<T, int16_t>;
  case ElementType::I32:
    return std::is_same_v<T, int32_t>;
  case ElementType::I64:
    return std::is_same_v<T, int64_t>;
  }
  return false;
}
} // namespace detail

/// A named dense tensor, row major, 64-byte aligned. Invariant: data.size() is
/// numElements() * getElementSize(type).
struct HostTensor {
  std::string name;
  ElementType type = ElementType::F32;
  llvm::SmallVector<int64_t> shape;
  AlignedBytes data;

  /// A tensor of zeros. The shape must satisfy checkedNumElements.
  static HostTensor zeros(llvm::StringRef name, ElementType type,
                          llvm::ArrayRef<int64_t> shape);

  /// Number of elements; 1 for a scalar (empty shape).
  int64_t numElements() const {
    return static_cast<int64_t>(data.size()) / getElementSize(type);
  }

  /// The elements as T, which must be the type that `type` names (uint16_t for
  /// f16's bits, uint8_t for bool).
  template <typename T>
  llvm::ArrayRef<T> as() const {
    assert(detail::isStoredAs<T>(type) && "wrong element type");
    return {reinterpret_cast<const T *>(data.data()), data.size() / sizeof(T)};
  }
  template <typename T>
  llvm::MutableArrayRef<T> as() {
    assert(detail::isStoredAs<T>(type) && "wrong element type");
    return {reinterpret_cast<T *>(data.data()), data.size() / sizeof(T)};
  }
};

} // namespace qopt

#endif // QOPT_SUPPORT_HOSTTENSOR_H

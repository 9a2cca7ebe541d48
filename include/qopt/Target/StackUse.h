//===- StackUse.h - How deep compiled functions reach -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_STACKUSE_H
#define QOPT_TARGET_STACKUSE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace qopt {

/// Bytes of stack.
struct StackBytes {
  int64_t fixed = 0;
  /// More of them for every 64 bits of a vector register, where registers have
  /// a length that the compiler does not know (RISC-V).
  int64_t scalable = 0;

  /// With vector registers of this many bits.
  int64_t at(int64_t vectorBits) const {
    return fixed + scalable * (vectorBits / 64);
  }
};

/// The longest vector registers that stated stack bytes are meant for.
constexpr int64_t longestVectorBits = 1024;

/// The frames of the functions of an object, and which of them calls which.
class StackUse {
public:
  /// One function: its frame, the return address included, and its callees.
  struct Function {
    StackBytes frame;
    std::vector<std::string> callees;
  };

  void add(llvm::StringRef name, Function function) {
    functions[name] = std::move(function);
  }

  /// From a call of `name` on, along the deepest path. What is not in the
  /// object (memcpy, memmove, memset) counts as nothing, as does what is not
  /// known; no function calls itself.
  StackBytes deepest(llvm::StringRef name) const;

private:
  llvm::StringMap<Function> functions;
};

} // namespace qopt

#endif // QOPT_TARGET_STACKUSE_H

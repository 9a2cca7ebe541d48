//===- ObjectSize.h - What an object file takes of a machine ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_OBJECTSIZE_H
#define QOPT_TARGET_OBJECTSIZE_H

#include "qopt/Target/StackUse.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace qopt {

/// Sizes of an object file and of what it loads, and the stack of its function.
struct ObjectSize {
  int64_t fileBytes = 0;
  int64_t codeBytes = 0;
  int64_t constantBytes = 0;
  StackBytes stack;

  /// Code and constants; what a linker puts between them to align them is not
  /// counted.
  int64_t flashBytes() const { return codeBytes + constantBytes; }
  int64_t stackBytes() const { return stack.at(longestVectorBits); }
};

/// The sizes of the sections of an object file; an error where it is not one.
llvm::Expected<ObjectSize> measureObject(llvm::ArrayRef<char> object);

} // namespace qopt

#endif // QOPT_TARGET_OBJECTSIZE_H

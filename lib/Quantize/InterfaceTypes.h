//===- InterfaceTypes.h - Element types at the interface --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_INTERFACETYPES_H
#define QOPT_LIB_QUANTIZE_INTERFACETYPES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

namespace qopt {

enum class InterfaceType { F32, I8, U8 };

/// What `io` asks for: "u8", or "image:u8,out0:f32".
class InterfaceTypes {
public:
  static llvm::Expected<InterfaceTypes> parse(llvm::StringRef text);

  /// The type of the argument or result \p name.
  InterfaceType lookup(llvm::StringRef name);

  /// Names that were given but never looked up.
  llvm::SmallVector<llvm::StringRef> unusedNames() const;
  /// Names that were looked up.
  llvm::SmallVector<llvm::StringRef> knownNames() const;

private:
  InterfaceType fallback = InterfaceType::F32;
  llvm::StringMap<InterfaceType> named;
  llvm::StringSet<> known;
};

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_INTERFACETYPES_H

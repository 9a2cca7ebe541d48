//===- InterfaceTypes.cpp - Element types at the interface ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "InterfaceTypes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <optional>

using namespace qopt;
using llvm::Expected;
using llvm::StringRef;

Expected<InterfaceTypes> InterfaceTypes::parse(StringRef text) {
  InterfaceTypes types;
  llvm::SmallVector<StringRef> entries;
  text.split(entries, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  bool hasFallback = false;
  for (StringRef entry : entries) {
    entry = entry.trim();
    // A name may hold colons, a type does not.
    size_t colon = entry.rfind(':');
    StringRef name = colon == StringRef::npos ? "" : entry.take_front(colon);
    StringRef typeName =
        colon == StringRef::npos ? entry : entry.drop_front(colon + 1);
    auto type = llvm::StringSwitch<std::optional<InterfaceType>>(typeName)
                    .Case("f32", InterfaceType::F32)
                    .Case("i8", InterfaceType::I8)
                    .Case("u8", InterfaceType::U8)
                    .Default(std::nullopt);
    if (!type || (colon != StringRef::npos && name.empty()))
      return llvm::createStringError(
          "io: '" + entry +
          "' is not TYPE or NAME:TYPE with TYPE one of f32, i8, u8");
    bool isNew = colon == StringRef::npos
                     ? !std::exchange(hasFallback, true)
                     : types.named.try_emplace(name, *type).second;
    if (!isNew)
      return llvm::createStringError("io: '" + entry +
                                     "' says a type that was already given");
    if (colon == StringRef::npos)
      types.fallback = *type;
  }
  return types;
}

InterfaceType InterfaceTypes::lookup(StringRef name) {
  known.insert(name);
  auto found = named.find(name);
  return found == named.end() ? fallback : found->second;
}

llvm::SmallVector<StringRef> InterfaceTypes::unusedNames() const {
  llvm::SmallVector<StringRef> names;
  for (StringRef name : named.keys())
    if (!known.contains(name))
      names.push_back(name);
  llvm::sort(names);
  return names;
}

llvm::SmallVector<StringRef> InterfaceTypes::knownNames() const {
  llvm::SmallVector<StringRef> names(known.keys());
  llvm::sort(names);
  return names;
}

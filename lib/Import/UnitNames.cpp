//===- UnitNames.cpp - The names of tensors and units -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace qopt;

constexpr StringLiteral kNameAttr = "qnn.name";

/// The name that a front end left in the attributes of argument or result
/// number `i`; `signature` is the matching list of `tf.entry_function`.
static StringRef givenName(DictionaryAttr attrs, StringRef signature,
                           unsigned i) {
  if (attrs) {
    for (StringRef key :
         {StringRef(kNameAttr), StringRef("ml_program.identifier"),
          StringRef("tfl.name"), StringRef("tf.name")})
      if (auto name = attrs.getAs<StringAttr>(key); name && !name.empty())
        return name;
    if (auto path = attrs.getAs<ArrayAttr>("tf_saved_model.index_path"))
      for (Attribute step : llvm::reverse(path))
        if (auto name = dyn_cast<StringAttr>(step); name && !name.empty())
          return name;
  }
  SmallVector<StringRef> names;
  signature.split(names, ',');
  return i < names.size() ? names[i].trim() : StringRef();
}

/// Unique names for `count` tensors.
static SmallVector<std::string>
interfaceNames(unsigned count, StringRef prefix, StringRef signature,
               llvm::function_ref<DictionaryAttr(unsigned)> attrs) {
  SmallVector<std::string> names;
  llvm::StringMap<unsigned> uses;
  for (unsigned i = 0; i < count; ++i) {
    names.push_back(givenName(attrs(i), signature, i).str());
    ++uses[names.back()];
  }
  unsigned ordinal = 0;
  for (auto [i, name] : llvm::enumerate(names)) {
    if (!name.empty() && uses[name] == 1)
      continue;
    ordinal = i;
    do
      name = (prefix + Twine(ordinal++)).str();
    while (uses.contains(name));
    uses[name] = 1;
  }
  return names;
}

void qopt::nameInterface(func::FuncOp func) {
  auto entry = func->getAttrOfType<DictionaryAttr>("tf.entry_function");
  auto signature = [&](StringRef side) {
    auto names = entry ? entry.getAs<StringAttr>(side) : StringAttr();
    return names ? names.getValue() : StringRef();
  };
  auto inputs =
      interfaceNames(func.getNumArguments(), "in", signature("inputs"),
                     [&](unsigned i) { return func.getArgAttrDict(i); });
  for (auto [i, name] : llvm::enumerate(inputs))
    func.setArgAttr(i, kNameAttr, StringAttr::get(func.getContext(), name));
  auto outputs =
      interfaceNames(func.getNumResults(), "out", signature("outputs"),
                     [&](unsigned i) { return func.getResultAttrDict(i); });
  for (auto [i, name] : llvm::enumerate(outputs))
    func.setResultAttr(i, kNameAttr, StringAttr::get(func.getContext(), name));
}

/// The name in a location; of a fused one the first, of a call the callee's.
static StringRef locationName(Location loc) {
  if (auto name = dyn_cast<NameLoc>(loc))
    return name.getName();
  if (auto call = dyn_cast<CallSiteLoc>(loc))
    return locationName(call.getCallee());
  if (auto fused = dyn_cast<FusedLoc>(loc))
    for (Location part : fused.getLocations())
      if (StringRef name = locationName(part); !name.empty())
        return name;
  return {};
}

void qopt::nameUnits(func::FuncOp func) {
  // A unit's id is its result's name, so that no argument's will do.
  llvm::StringMap<unsigned> uses;
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr))
      ++uses[name];
  for (auto unit : func.getOps<qnn::UnitOp>())
    ++uses[unit.getId().empty() ? locationName(unit.getLoc()) : unit.getId()];
  llvm::StringMap<unsigned> ordinals;
  for (auto unit : func.getOps<qnn::UnitOp>()) {
    unsigned &ordinal = ordinals[unit.getKind()];
    if (!unit.getId().empty()) {
      ++ordinal;
      continue;
    }
    StringRef name = locationName(unit.getLoc());
    if (!name.empty() && uses[name] == 1) {
      unit.setId(name);
      ++ordinal;
      continue;
    }
    std::string numbered;
    do
      numbered = (unit.getKind() + Twine(ordinal++)).str();
    while (uses.contains(numbered));
    uses[numbered] = 1;
    unit.setId(numbered);
  }
}

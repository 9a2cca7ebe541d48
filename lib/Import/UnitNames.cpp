//===- UnitNames.cpp - The names of tensors and units -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace qopt;

constexpr StringLiteral kNameAttr = "qnn.name";
constexpr StringLiteral kUnitAttr = "unit";

/// The name that a front end left in the attributes of argument or result
/// number `i`; `signature` is the matching list of `tf.entry_function`.
static StringRef givenName(DictionaryAttr attrs, StringRef signature,
                           unsigned i) {
  if (attrs) {
    for (StringRef key :
         {StringRef(kNameAttr), StringRef("ml_program.identifier"),
          StringRef("tfl.name"), StringRef("tf.name"),
          StringRef("tosa.tensor_name")})
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

namespace {
/// Chooses names that no other tensor of the function has.
class Namer {
public:
  explicit Namer(func::FuncOp func);

  /// The location's name if no other unit is called so, else the kind and its
  /// ordinal.
  std::string choose(Location loc, StringRef kind);

  void reserve(StringRef name) { ++uses[name]; }
  void countKind(StringRef kind) { ++ordinals[kind]; }

private:
  llvm::StringMap<unsigned> uses, ordinals;
};
} // namespace

Namer::Namer(func::FuncOp func) {
  // A unit's id is its result's name, so that no argument's will do.
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr))
      reserve(name);
  llvm::StringMap<bool> named;
  for (Operation &op : func.getBody().front())
    if (auto name = op.getAttrOfType<StringAttr>(kUnitAttr);
        name && named.try_emplace(name, true).second)
      reserve(name);
}

std::string Namer::choose(Location loc, StringRef kind) {
  unsigned &ordinal = ordinals[kind];
  StringRef name = locationName(loc);
  if (!name.empty() && uses[name] == 1) {
    ++ordinal;
    return name.str();
  }
  std::string numbered;
  do
    numbered = (kind + Twine(ordinal++)).str();
  while (uses.contains(numbered));
  uses[numbered] = 1;
  return numbered;
}

void qopt::nameUnits(func::FuncOp func) {
  Namer namer(func);
  for (auto unit : func.getOps<qnn::UnitOp>())
    namer.reserve(unit.getId().empty() ? locationName(unit.getLoc())
                                       : unit.getId());
  for (auto unit : func.getOps<qnn::UnitOp>()) {
    if (unit.getId().empty())
      unit.setId(namer.choose(unit.getLoc(), unit.getKind()));
    else
      namer.countKind(unit.getKind());
  }
}

/// The first of the sums that `value` is the sum of. Only those over parts of a
/// layer's input are added in 64 bits.
static Operation *findFirstPart(Value value) {
  value = skipMoves(value);
  auto isWide = [](Value value) {
    return getElementTypeOrSelf(value.getType()).isInteger(64) &&
           isa_and_present<tosa::AddOp, tosa::CastOp>(value.getDefiningOp());
  };
  while (isWide(value))
    value = value.getDefiningOp()->getOperand(0);
  return value.getDefiningOp();
}

/// The operation of the layer that `op` belongs to as well: the one whose
/// result it rescales, or the first of several parts; null for others.
static Operation *findLayer(Operation *op) {
  if (isa<qnn::RequantizeOp>(op))
    return findFirstPart(op->getOperand(0));
  if (!isa<qnn::Conv2DOp>(op) || !op->hasOneUse())
    return nullptr;
  Operation *cast = *op->user_begin();
  if (!isa<tosa::CastOp>(cast) || !cast->hasOneUse())
    return nullptr;
  auto sum = dyn_cast<tosa::AddOp>(*cast->user_begin());
  return sum && sum.getInput2() == cast->getResult(0)
             ? findFirstPart(sum.getInput1())
             : nullptr;
}

/// The layer's operation, if it has a name.
static Operation *findNamed(Operation *op) {
  Operation *layer = findLayer(op);
  return layer && layer->hasAttr(kUnitAttr) && !isa<qnn::RequantizeOp>(layer)
             ? layer
             : nullptr;
}

void qopt::nameIntegerOps(func::FuncOp func) {
  auto isUnnamed = [](Operation *op) {
    return isa<qnn::DenseOp, qnn::Conv2DOp, qnn::MatMulOp, qnn::MaxPool2DOp,
               qnn::AvgPool2DOp, qnn::RequantizeOp, qnn::LookupOp>(op) &&
           !op->hasAttr(kUnitAttr);
  };
  SmallVector<Operation *> ops;
  for (Operation &op : func.getBody().front())
    if (isUnnamed(&op))
      ops.push_back(&op);
  Namer namer(func);
  for (Operation *op : ops)
    if (!isa<qnn::RequantizeOp>(op) && !findLayer(op))
      namer.reserve(locationName(op->getLoc()));
  for (Operation *op : ops) {
    Operation *named = findNamed(op);
    StringRef kind = op->getName().stripDialect();
    op->setAttr(kUnitAttr,
                named ? named->getAttrOfType<StringAttr>(kUnitAttr)
                      : StringAttr::get(func.getContext(),
                                        namer.choose(op->getLoc(), kind)));
  }
}

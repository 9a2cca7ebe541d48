//===- ArenaPlan.cpp - What the arena holds, step by step -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/ArenaPlan.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;

namespace qopt {

static constexpr StringLiteral planAttrName = "qnn.arena_plan";

int64_t ArenaPlan::liveBytes(int64_t step) const {
  int64_t bytes = 0;
  for (const ArenaBuffer &buffer : buffers)
    if (buffer.first <= step && step <= buffer.last)
      bytes += buffer.bytes;
  return bytes;
}

int64_t ArenaPlan::peakStep() const {
  int64_t peak = 0;
  for (int64_t step = 1, end = int64_t(steps.size()); step < end; ++step)
    if (liveBytes(step) > liveBytes(peak))
      peak = step;
  return peak;
}

void ArenaPlan::attachTo(Operation *function) const {
  Builder b(function->getContext());
  auto number = [&](StringRef name, int64_t value) {
    return b.getNamedAttr(name, b.getI64IntegerAttr(value));
  };
  SmallVector<Attribute> names, list;
  for (const std::string &step : steps)
    names.push_back(b.getStringAttr(step));
  for (const ArenaBuffer &buffer : buffers)
    list.push_back(b.getDictionaryAttr(
        {b.getNamedAttr("unit", b.getStringAttr(buffer.unit)),
         number("bytes", buffer.bytes), number("offset", buffer.offset),
         number("first", buffer.first), number("last", buffer.last)}));
  function->setAttr(
      planAttrName,
      b.getDictionaryAttr({b.getNamedAttr("steps", b.getArrayAttr(names)),
                           b.getNamedAttr("buffers", b.getArrayAttr(list))}));
}

ArenaPlan ArenaPlan::get(Operation *function) {
  ArenaPlan plan;
  auto attr = function->getAttrOfType<DictionaryAttr>(planAttrName);
  if (!attr)
    return plan;
  for (auto step : attr.getAs<ArrayAttr>("steps").getAsRange<StringAttr>())
    plan.steps.push_back(step.str());
  for (auto entry :
       attr.getAs<ArrayAttr>("buffers").getAsRange<DictionaryAttr>()) {
    auto number = [&](StringRef name) {
      return entry.getAs<IntegerAttr>(name).getInt();
    };
    plan.buffers.push_back({entry.getAs<StringAttr>("unit").str(),
                            number("bytes"), number("offset"), number("first"),
                            number("last")});
  }
  return plan;
}

std::string getStepLabel(Operation *operation) {
  std::string label;
  operation->walk<WalkOrder::PreOrder>([&](Operation *op) {
    auto loc = op->getLoc()->findInstanceOf<FusedLocWith<StringAttr>>();
    if (!loc)
      return WalkResult::advance();
    label = loc.getMetadata().str();
    return WalkResult::interrupt();
  });
  return label;
}

} // namespace qopt

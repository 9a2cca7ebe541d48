//===- SelectDotKernel.cpp - Choosing a dot instruction ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <tuple>

using namespace llvm;

namespace qopt {

#define QOPT_INSTRUCTION_SET(NAME) ArrayRef<DotKernel> get##NAME##Kernels();
#include "qopt/Target/InstructionSets.def"
#undef QOPT_INSTRUCTION_SET

ArrayRef<DotKernel> getDotKernels() {
  static const SmallVector<DotKernel> rows = [] {
    SmallVector<DotKernel> all;
#define QOPT_INSTRUCTION_SET(NAME)                                             \
  llvm::append_range(all, get##NAME##Kernels());
#include "qopt/Target/InstructionSets.def"
#undef QOPT_INSTRUCTION_SET
    return all;
  }();
  return rows;
}

mlir::Type getElementType(DotType type, mlir::MLIRContext *context) {
  switch (type) {
  case DotType::I8:
  case DotType::U8:
    return mlir::IntegerType::get(context, 8);
  case DotType::I16:
    return mlir::IntegerType::get(context, 16);
  case DotType::F32:
    return mlir::Float32Type::get(context);
  }
  llvm_unreachable("covered switch");
}

int64_t DotKernel::resultLanes() const {
  if (isFloat())
    return lanes;
  // The left operand fills a register; none is shorter than 16 bytes.
  return std::max<int64_t>(16, lanes * k * (lhs == DotType::I16 ? 2 : 1));
}

bool DotKernel::isAvailable(const TargetInfo &target) const {
  if (arch == Triple::UnknownArch)
    return isScalar() ? !target.hasVectors() &&
                            registers <= int64_t(target.countRegisters())
                      : target.hasVectors();
  if (arch != target.getTriple().getArch())
    return false;
  return llvm::all_of(
      features, [&](StringRef feature) { return target.hasFeature(feature); });
}

const DotKernel &selectDotKernel(const TargetInfo &target, DotInput input,
                                 int64_t n, const WeightFacts &facts,
                                 DotUse use, int64_t m) {
  const DotKernel *best = nullptr;
  // The fewest instructions, and what decides among equals.
  auto cost = [&](const DotKernel &row) {
    int64_t rows = std::min(m, row.shape.rows);
    return std::make_tuple(divideCeil(n, row.lanes) * row.instructions /
                               double(rows * row.k),
                           !row.isPlain(), row.lanes, -row.registers);
  };
  for (const DotKernel &row : getDotKernels())
    if (row.reads(input) && row.isAvailable(target) && row.isFor(use) &&
        (!row.admits || row.admits(facts)) &&
        (!best || cost(row) < cost(*best)))
      best = &row;
  return *best;
}

} // namespace qopt

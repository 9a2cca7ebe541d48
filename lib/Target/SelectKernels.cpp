//===- SelectKernels.cpp - What a target has beside dots --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/RoundKernel.h"
#include "qopt/Target/TableKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "llvm/ADT/STLExtras.h"

namespace qopt {

llvm::ArrayRef<RoundKernel> getFCVTNSRounding();
llvm::ArrayRef<TableKernel> getAVX512VBMITables();
llvm::ArrayRef<TableKernel> getTBLTables();
llvm::ArrayRef<TableKernel> getVTables();

/// The first row of `sets` that `target` has; null if none.
template <typename Row>
static const Row *select(const TargetInfo &target,
                         std::initializer_list<llvm::ArrayRef<Row>> sets) {
  for (llvm::ArrayRef<Row> rows : sets)
    for (const Row &row : rows)
      if (row.arch == target.getTriple().getArch() &&
          llvm::all_of(row.features, [&](llvm::StringRef feature) {
            return target.hasFeature(feature);
          }))
        return &row;
  return nullptr;
}

const RoundKernel *selectRoundKernel(const TargetInfo &target) {
  return select<RoundKernel>(target, {getFCVTNSRounding()});
}

const TableKernel *selectTableKernel(const TargetInfo &target) {
  return select<TableKernel>(
      target, {getAVX512VBMITables(), getTBLTables(), getVTables()});
}

} // namespace qopt

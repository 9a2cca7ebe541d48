//===- SelectTableKernel.cpp - Which lookup a target has --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/TableKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "llvm/ADT/STLExtras.h"

namespace qopt {

llvm::ArrayRef<TableKernel> getAVX512VBMITables();

const TableKernel *selectTableKernel(const TargetInfo &target) {
  for (const TableKernel &row : getAVX512VBMITables())
    if (row.arch == target.getTriple().getArch() &&
        llvm::all_of(row.features, [&](llvm::StringRef feature) {
          return target.hasFeature(feature);
        }))
      return &row;
  return nullptr;
}

} // namespace qopt

//===- Workarounds.cpp - What LLVM fails on for a target ------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/Workarounds.h"
#include "qopt/Target/TargetInfo.h"

namespace qopt {

bool failsOnReluOfProduct(const TargetInfo &target) {
  return target.getTriple().getArch() == llvm::Triple::arm &&
         target.hasFeature("neon");
}

} // namespace qopt

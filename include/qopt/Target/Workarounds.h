//===- Workarounds.h - What LLVM fails on for a target ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_WORKAROUNDS_H
#define QOPT_TARGET_WORKAROUNDS_H

namespace qopt {

class TargetInfo;

/// Whether a relu must not be computed together with the product before it:
/// LLVM narrows such code to the lanes of a tail, and for Armv7's NEON its
/// register coalescer crashes on some vectors of three floats.
bool failsOnReluOfProduct(const TargetInfo &target);

} // namespace qopt

#endif // QOPT_TARGET_WORKAROUNDS_H

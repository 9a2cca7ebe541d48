//===- TargetNames.h - What the names of a target mean ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_TARGETNAMES_H
#define QOPT_TARGET_TARGETNAMES_H

#include "qopt/Target/TargetInfo.h"

#include <vector>

namespace qopt {

/// An error that lists the known ones if LLVM does not know the operating
/// system or environment of a triple: it would take another silently.
llvm::Error checkTripleParts(const llvm::Triple &triple);

/// One line for every feature that `features` asks for although the target's
/// processor has none of it. Of a name that stands for no one processor, such
/// as `generic`, nothing is known.
std::vector<std::string> describeForeignFeatures(const TargetInfo &target,
                                                 llvm::StringRef features);

} // namespace qopt

#endif // QOPT_TARGET_TARGETNAMES_H

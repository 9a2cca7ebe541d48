//===- WrapUnits.h - Put operations into units ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_WRAPUNITS_H
#define QOPT_LIB_IMPORT_WRAPUNITS_H

#include "DenseChain.h"
#include "OpGroup.h"

namespace qopt {

/// Replaces a chain by a unit of kind "dense" between reshapes to two
/// dimensions. It has no id yet.
void wrapDense(DenseChain &chain);

/// Replaces the operations of a group by a unit with copies of them, and of
/// their constants. It has no id yet.
void wrapGroup(OpGroup &group);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_WRAPUNITS_H

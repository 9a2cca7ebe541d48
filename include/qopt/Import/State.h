//===- State.h - What a model keeps between calls ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// State is explicit: an argument holds a variable's value before the call, a
/// result of the same name its value after it. Compiled, all state is one
/// buffer of the caller's, which a function of its own initialises.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_STATE_H
#define QOPT_IMPORT_STATE_H

#include "llvm/ADT/StringRef.h"

namespace qopt {

/// On an argument and a result: the name of the variable.
inline constexpr llvm::StringLiteral stateAttrName = "qnn.state";
/// On an argument that is state: its value before the first call.
inline constexpr llvm::StringLiteral initialAttrName = "qnn.initial";
/// On a compiled function: the bytes of its state.
inline constexpr llvm::StringLiteral stateBytesAttrName = "qnn.state_bytes";
/// On a function that does nothing but initialise a state.
inline constexpr llvm::StringLiteral initAttrName = "qnn.init";
/// The function that initialises the state is called as the compiled function,
/// and this.
inline constexpr llvm::StringLiteral initSuffix = "_init";

} // namespace qopt

#endif // QOPT_IMPORT_STATE_H

//===- Header.h - The C header of a compiled object -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The header is C99 and C++11. For a function `net` it declares
///
/// \code
/// void net([int64_t rows,] const T *in0, ..., T *out0, ..., void *arena);
/// \endcode
///
/// and defines NET_ARENA_BYTES, NET_ARENA_ALIGNMENT and, for every input IN0,
/// IN1, ... and output OUT0, ..., NET_IN0_ELEMENTS (NET_IN0_ROW_ELEMENTS where
/// the batch is dynamic) and, for integers, NET_IN0_SCALE and
/// NET_IN0_ZERO_POINT. With NET_STATIC_ARENA defined before the header is
/// included, `net_static` is `net` with an arena of its own.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_HEADER_H
#define QOPT_COMPILER_HEADER_H

#include "qopt/Compiler/Signature.h"
#include "qopt/Target/ObjectSize.h"
#include "qopt/Target/TargetInfo.h"

namespace qopt {

/// Checks that a C and C++ program can call a function of this name, and that
/// the name is not taken. The error says what to do.
llvm::Error checkFunctionName(llvm::StringRef name);

/// The text of the header. The name of the function must satisfy
/// checkFunctionName; the names of tensors may be anything.
std::string makeHeader(const Signature &signature, const TargetInfo &target,
                       const ObjectSize &size);

} // namespace qopt

#endif // QOPT_COMPILER_HEADER_H

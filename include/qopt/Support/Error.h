//===- Error.h - Messages of one line ---------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How the libraries make their errors.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_SUPPORT_ERROR_H
#define QOPT_SUPPORT_ERROR_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace qopt {

/// An error of the given message, which says what is wrong and what to do about
/// it. Names in it come from files and may hold anything: control characters
/// are written as \xNN, so that every message is one line.
llvm::Error makeError(const llvm::Twine &message);

} // namespace qopt

#endif // QOPT_SUPPORT_ERROR_H

//===- OutputFile.h - Files that are never half written ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Writing an output so that its path holds either the whole new file or
/// whatever was there before.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_SUPPORT_OUTPUTFILE_H
#define QOPT_SUPPORT_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace qopt {

/// Where writing a path really goes.
struct OutputTarget {
  /// The path with links followed.
  std::string path;
  /// A file that may be replaced by renaming another over it. False for a
  /// device or pipe (/dev/null, /dev/stdout), which renaming would destroy.
  bool isReplaceable;
};

/// Finds the target of \p path; an error if it is a folder.
llvm::Expected<OutputTarget> resolveOutputTarget(llvm::StringRef path);

/// Writes \p path by calling \p write on a temporary file in the same folder
/// and renaming it once it is complete; a target that is not replaceable is
/// written directly. llvm::writeToOutput is close to this, but keeps a file
/// that a full disk cut short.
///
/// \returns the error of \p write unchanged, or one that names \p path if it
/// cannot be written; either way \p path is as it was.
llvm::Error
writeFileAtomically(llvm::StringRef path,
                    llvm::function_ref<llvm::Error(llvm::raw_ostream &)> write);

} // namespace qopt

#endif // QOPT_SUPPORT_OUTPUTFILE_H

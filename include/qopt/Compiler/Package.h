//===- Package.h - A folder that programs can build against -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A package is a folder with a static library, its header, plan and report, an
/// example that calls it, and what builds the example: a Makefile, and a
/// CMakeLists.txt that larger projects add.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_PACKAGE_H
#define QOPT_COMPILER_PACKAGE_H

#include "qopt/Compiler/Signature.h"
#include "qopt/Support/OutputFolder.h"
#include "qopt/Target/TargetInfo.h"

namespace qopt {

/// An error if a package of the function `name` cannot be written to `folder`:
/// it holds something that is not of a package, or cannot be made.
llvm::Error checkPackageFolder(llvm::StringRef folder);

/// A C program that calls the function on zeros and prints what comes first in
/// every output.
std::string makeExample(const Signature &signature);

/// A static library of one object; the same object gives the same bytes.
llvm::Expected<std::string> makeArchive(llvm::ArrayRef<char> object,
                                        llvm::StringRef memberName,
                                        const TargetInfo &target);

/// The library and what builds with it. The header, the plan and the report are
/// not among the files.
llvm::Expected<std::vector<FolderFile>>
makePackage(const Signature &signature, const TargetInfo &target,
            llvm::ArrayRef<char> object);

} // namespace qopt

#endif // QOPT_COMPILER_PACKAGE_H

//===- OutputFolder.h - Folders that are never half written -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Writing a folder of files so that its path holds either all of the new files
/// or whatever was there before.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_SUPPORT_OUTPUTFOLDER_H
#define QOPT_SUPPORT_OUTPUTFOLDER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace qopt {

/// A file in a folder.
struct FolderFile {
  std::string name;
  std::string contents;
};

/// An error if the folder \p path cannot be written: its parent folder is not
/// there or is not writable, or the path is that of something else than a
/// folder.
llvm::Error checkFolderWritable(llvm::StringRef path);

/// Makes the folder \p path of \p files, or replaces all that is in it. The
/// files are written into a new folder beside it, which then takes its name.
///
/// \returns an error that names \p path if that fails; the path is then as it
/// was.
llvm::Error writeFolderAtomically(llvm::StringRef path,
                                  llvm::ArrayRef<FolderFile> files);

} // namespace qopt

#endif // QOPT_SUPPORT_OUTPUTFOLDER_H

//===- OutputFolder.cpp - Folders that are never half written -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/OutputFolder.h"

#include "qopt/Support/Error.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace qopt;

static Error makeWriteError(StringRef path, std::error_code code) {
  return makeError(path + ": cannot be written (" + code.message() +
                   "); check that its folder exists, is writable and has "
                   "space");
}

/// The path with links followed and without a separator at its end.
static std::string resolveFolder(StringRef path) {
  SmallString<128> resolved;
  if (!sys::fs::real_path(path, resolved))
    return resolved.str().str();
  while (path.size() > 1 && sys::path::is_separator(path.back()))
    path = path.drop_back();
  return path.str();
}

Error qopt::checkFolderWritable(StringRef path) {
  sys::fs::file_status status;
  if (!sys::fs::status(path, status) && !sys::fs::is_directory(status))
    return makeError(path + ": is not a folder; give another path");
  std::string folder = resolveFolder(path);
  StringRef parent = sys::path::parent_path(folder);
  if (std::error_code code = sys::fs::access(parent.empty() ? "." : parent,
                                             sys::fs::AccessMode::Write))
    return makeWriteError(path, code);
  return Error::success();
}

/// A path beside `path` that is not in use.
static std::string uniqueSibling(StringRef path, StringRef kind) {
  SmallString<128> sibling;
  sys::fs::createUniquePath(path + "." + kind + "-%%%%%%%%", sibling,
                            /*MakeAbsolute=*/false);
  return sibling.str().str();
}

static std::error_code writeFile(StringRef folder, const FolderFile &file) {
  SmallString<128> path(folder);
  sys::path::append(path, file.name);
  std::error_code code;
  raw_fd_ostream stream(path, code);
  if (code)
    return code;
  stream << file.contents;
  stream.close();
  code = stream.error();
  stream.clear_error();
  return code;
}

/// Gives the folder `made` the name `path`.
static std::error_code moveInto(StringRef path, StringRef made) {
  if (!sys::fs::exists(path))
    return sys::fs::rename(made, path);
  std::string old = uniqueSibling(path, "old");
  if (std::error_code code = sys::fs::rename(path, old))
    return code;
  if (std::error_code code = sys::fs::rename(made, path)) {
    sys::fs::rename(old, path);
    return code;
  }
  sys::fs::remove_directories(old);
  return {};
}

Error qopt::writeFolderAtomically(StringRef path, ArrayRef<FolderFile> files) {
  if (Error error = checkFolderWritable(path))
    return error;
  std::string target = resolveFolder(path);
  std::string temporary = uniqueSibling(target, "tmp");
  std::error_code code = sys::fs::create_directory(
      temporary, /*IgnoreExisting=*/false, sys::fs::perms::all_all);
  for (const FolderFile &file : files)
    if (!code)
      code = writeFile(temporary, file);
  if (!code)
    code = moveInto(target, temporary);
  if (!code)
    return Error::success();
  sys::fs::remove_directories(temporary);
  return makeWriteError(path, code);
}

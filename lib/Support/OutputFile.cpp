//===- OutputFile.cpp - Files that are never half written -----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/OutputFile.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace qopt;

static Error makeWriteError(StringRef path, const Twine &reason) {
  return makeError(path + ": cannot be written (" + reason +
                   "); check that its folder exists, is writable and "
                   "has space");
}

Expected<OutputTarget> qopt::resolveOutputTarget(StringRef path) {
  sys::fs::file_status status;
  // A status that cannot be read is that of a file that does not exist yet;
  // where it is something worse, opening says so.
  if (sys::fs::status(path, status))
    return OutputTarget{path.str(), /*isReplaceable=*/true};
  if (sys::fs::is_directory(status))
    return makeError(path + ": is a folder; give the path of a file");
  if (!sys::fs::is_regular_file(status))
    return OutputTarget{path.str(), /*isReplaceable=*/false};
  SmallString<128> target;
  if (std::error_code code = sys::fs::real_path(path, target))
    return makeWriteError(path, code.message());
  return OutputTarget{target.str().str(), /*isReplaceable=*/true};
}

/// Runs \p write on \p stream and turns a failed stream into an error.
static Error writeTo(raw_fd_ostream &stream, StringRef path,
                     function_ref<Error(raw_ostream &)> write) {
  Error error = write(stream);
  stream.flush();
  if (stream.has_error()) {
    // The failed stream is the cause of whatever write has reported.
    consumeError(std::move(error));
    std::string reason = stream.error().message();
    stream.clear_error();
    return makeWriteError(path, reason);
  }
  return error;
}

Error qopt::writeFileAtomically(StringRef path,
                                function_ref<Error(raw_ostream &)> write) {
  Expected<OutputTarget> target = resolveOutputTarget(path);
  if (!target)
    return target.takeError();

  if (!target->isReplaceable) {
    std::error_code code;
    raw_fd_ostream stream(target->path, code);
    if (code)
      return makeWriteError(path, code.message());
    return writeTo(stream, path, write);
  }

  Expected<sys::fs::TempFile> temporary =
      sys::fs::TempFile::create(target->path + ".tmp-%%%%%%%%");
  if (!temporary)
    return makeWriteError(path, toString(temporary.takeError()));
  Error error = Error::success();
  {
    raw_fd_ostream stream(temporary->FD, /*shouldClose=*/false);
    error = writeTo(stream, path, write);
  }
  if (error) {
    consumeError(temporary->discard());
    return error;
  }
  if (Error keepError = temporary->keep(target->path))
    return makeWriteError(path, toString(std::move(keepError)));
  return Error::success();
}

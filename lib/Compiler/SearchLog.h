//===- SearchLog.h - What a search has measured -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `--search-log`: every measurement of a search as a line of JSON, so that the
/// same search can go on where it was ended. A search measures the same in the
/// same order every time, so what the file has is read back in that order:
///
/// \code
/// {"qopt-search-log":1}
/// {"of":"<SHA-256 of model, data, options and machine>","search":"max-drop"}
/// {"call":0,"measured":[0.0123],"tried":"plan"}
/// {"call":0,"measured":[0.0125],"tried":"dense0 width 1"}
/// \endcode
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_SEARCHLOG_H
#define QOPT_LIB_COMPILER_SEARCHLOG_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// What a search depends on, as a hash.
class SearchKey {
public:
  /// \p search is its name in the file.
  explicit SearchKey(llvm::StringRef search) : name(search) { add(search); }

  void add(llvm::StringRef text);
  /// The bytes of a file, which is there.
  llvm::Error addFile(llvm::StringRef path);
  /// The machine that the network runs on: sums of floats differ by machine.
  llvm::Error addHost();

  llvm::StringRef search() const { return name; }
  std::string hash();

private:
  std::string name;
  llvm::SHA256 sum;
};

/// `widths 0 1 2`, for the log.
std::string nameChoice(llvm::StringRef what, llvm::ArrayRef<size_t> choices);

class SearchLog {
public:
  /// Opens the file, or makes it. What a line lacks that was being written when
  /// the program ended is dropped.
  ///
  /// \returns an error if the file is no such log, or if another process has
  /// it.
  static llvm::Expected<std::unique_ptr<SearchLog>> open(llvm::StringRef path);
  ~SearchLog();

  /// The measurements that follow are of this search.
  ///
  /// \returns an error if those in the file are of another.
  llvm::Error begin(SearchKey key);

  /// The next measurement that the file has, which is of \p tried in \p call
  /// and has \p size numbers; none, if there are no more.
  llvm::Expected<std::optional<std::vector<double>>>
  read(int64_t call, llvm::StringRef tried, size_t size);

  /// Adds a measurement at the end.
  llvm::Error add(int64_t call, llvm::StringRef tried,
                  llvm::ArrayRef<double> measured);

private:
  SearchLog(llvm::StringRef path, int file);

  llvm::Error load();
  bool isAtEnd() const { return next == lines.size(); }
  llvm::Error append(llvm::json::Object line);
  /// `what` is wrong with the line that was read last.
  llvm::Error refuse(const llvm::Twine &what) const;

  std::string path;
  int file;
  llvm::raw_fd_ostream stream;
  /// Of an earlier run, and how many of them were read.
  std::vector<llvm::json::Object> lines;
  size_t next = 0;
  /// Where a line begins that was not written to its end; it goes before
  /// anything is added.
  std::optional<uint64_t> cutAt;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_SEARCHLOG_H

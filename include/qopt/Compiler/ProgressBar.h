//===- ProgressBar.h - How far something is, on a terminal ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_PROGRESSBAR_H
#define QOPT_COMPILER_PROGRESSBAR_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <string>

namespace qopt {

/// A line on stderr that says how far something is, and how long the rest will
/// take: redrawn ten times a second at most, erased at the end, and only where
/// stderr is a terminal. Can be passed as a `Progress`.
class ProgressBar {
public:
  explicit ProgressBar(llvm::StringRef label, llvm::StringRef unit = "samples")
      : label(label), unit(unit), isShown(llvm::errs().is_displayed()) {}
  ProgressBar(const ProgressBar &) = delete;
  ProgressBar &operator=(const ProgressBar &) = delete;
  ~ProgressBar() { erase(); }

  void operator()(int64_t done, int64_t total) {
    if (!isShown)
      return;
    if (done >= total)
      return erase();
    auto now = std::chrono::steady_clock::now();
    if (!isStarted)
      since = mark = {now, done};
    isStarted = true;
    if (isDrawn && now - lastDraw < std::chrono::milliseconds(100))
      return;
    lastDraw = now;
    isDrawn = true;
    constexpr int64_t width = 30;
    int64_t filled = width * done / total;
    llvm::errs() << "\r" << label << " [" << std::string(filled, '#')
                 << std::string(width - filled, ' ') << "] " << done << "/"
                 << total << " " << unit << timeLeft({now, done}, total)
                 << "\x1b[K";
  }

  struct Mark {
    std::chrono::steady_clock::time_point time;
    int64_t done;
  };

  /// `, 2:05 left`, if it goes on as in the last ten to twenty seconds: what is
  /// read from a file at the start says nothing of what must be computed.
  std::string timeLeft(const Mark &now, int64_t total) {
    constexpr std::chrono::seconds soon(2), window(10);
    if (now.time - mark.time >= window) {
      since = mark;
      mark = now;
    }
    if (now.time - since.time < soon || now.done <= since.done)
      return "";
    double seconds =
        std::chrono::duration<double>(now.time - since.time).count();
    auto left = static_cast<int64_t>(seconds * double(total - now.done) /
                                     double(now.done - since.done));
    std::string ofMinute = std::to_string(left % 60);
    return ", " + std::to_string(left / 60) +
           (ofMinute.size() < 2 ? ":0" : ":") + ofMinute + " left";
  }

  void erase() {
    if (isDrawn)
      llvm::errs() << "\r\x1b[2K";
    isDrawn = false;
  }

  std::string label, unit;
  bool isShown;
  bool isDrawn = false, isStarted = false;
  std::chrono::steady_clock::time_point lastDraw;
  Mark since = {}, mark = {};
};

} // namespace qopt

#endif // QOPT_COMPILER_PROGRESSBAR_H

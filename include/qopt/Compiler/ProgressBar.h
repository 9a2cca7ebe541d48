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

/// A line on stderr that says how far something is: redrawn ten times a second
/// at most, erased at the end, and only where stderr is a terminal. Can be
/// passed as a `Progress`.
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
    if (isDrawn && now - lastDraw < std::chrono::milliseconds(100))
      return;
    lastDraw = now;
    isDrawn = true;
    constexpr int64_t width = 30;
    int64_t filled = width * done / total;
    llvm::errs() << "\r" << label << " [" << std::string(filled, '#')
                 << std::string(width - filled, ' ') << "] " << done << "/"
                 << total << " " << unit;
  }

private:
  void erase() {
    if (isDrawn)
      llvm::errs() << "\r\x1b[2K";
    isDrawn = false;
  }

  std::string label, unit;
  bool isShown;
  bool isDrawn = false;
  std::chrono::steady_clock::time_point lastDraw;
};

} // namespace qopt

#endif // QOPT_COMPILER_PROGRESSBAR_H

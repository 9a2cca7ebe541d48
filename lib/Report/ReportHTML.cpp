//===- ReportHTML.cpp - The report as a page --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"

#include "llvm/Support/FormatVariadic.h"

namespace qopt {

/// Report.html, which draws the data that stand for `@report@` in it.
static constexpr llvm::StringLiteral page =
#include "ReportPage.inc"
    ;

std::string Report::toHTML() const {
  // A tag within the data would end the element that holds it.
  std::string data;
  for (char c : llvm::formatv("{0}", toJSON()).str())
    if (c == '<')
      data += "\\u003c";
    else
      data += c;
  auto [head, tail] = page.split("@report@");
  return (head + data + tail).str();
}

} // namespace qopt

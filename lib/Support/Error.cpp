//===- Error.cpp - Messages of one line -----------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/Error.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace qopt;

Error qopt::makeError(const Twine &message) {
  std::string line;
  for (unsigned char c : message.str()) {
    if (c >= 0x20 && c != 0x7f)
      line += static_cast<char>(c);
    else
      line += "\\x" + toHex(StringRef(reinterpret_cast<char *>(&c), 1));
  }
  return createStringError(Twine(line));
}

//===- ErrorTest.cpp - Errors and their text ------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/Error.h"
#include "Testing.h"

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

TEST(Error, OneLineWhateverTheNames) {
  EXPECT_EQ(messageOf(makeError("plain 'text' \xc3\xa9 \\n")),
            "plain 'text' \xc3\xa9 \\n");
  EXPECT_EQ(messageOf(makeError("a\nb\r\t\x1b[31m\x7f" + StringRef("\0c", 2))),
            "a\\x0Ab\\x0D\\x09\\x1B[31m\\x7F\\x00c");
}

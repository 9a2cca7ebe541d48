//===- OutputFolderTest.cpp - Folders that are whole or not there ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/OutputFolder.h"
#include "Testing.h"

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

TEST(OutputFolder, MakesAndReplaces) {
  TempDir dir;
  std::string path = dir.file("out");
  EXPECT_EQ(messageOf(writeFolderAtomically(
                path + "/", {{"a", "first"}, {"b", std::string("\0x", 2)}})),
            "");
  EXPECT_EQ(readFile(path + "/a"), "first");
  EXPECT_EQ(readFile(path + "/b"), std::string("\0x", 2));
  EXPECT_EQ(messageOf(writeFolderAtomically(path, {{"c", "second"}})), "");
  EXPECT_EQ(readFile(path + "/c"), "second");
  EXPECT_FALSE(sys::fs::exists(path + "/a"));
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFolder, FollowsLinks) {
  TempDir dir;
  std::string path = dir.file("out"), link = dir.file("link");
  EXPECT_EQ(messageOf(writeFolderAtomically(path, {{"a", "first"}})), "");
  ASSERT_FALSE(sys::fs::create_link(path, link));
  EXPECT_EQ(messageOf(writeFolderAtomically(link, {{"a", "second"}})), "");
  EXPECT_EQ(readFile(path + "/a"), "second");
  EXPECT_EQ(dir.count(), 2u);
}

TEST(OutputFolder, FailureLeavesWhatWasThere) {
  TempDir dir;
  std::string path = dir.file("out");
  EXPECT_EQ(messageOf(writeFolderAtomically(path, {{"a", "old"}})), "");
  // No folder that it could be in is made.
  expectParts(messageOf(writeFolderAtomically(
                  path, {{"a", "new"}, {"no/such/folder", "new"}})),
              {path + ": cannot be written"});
  EXPECT_EQ(readFile(path + "/a"), "old");
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFolder, UnwritablePaths) {
  TempDir dir;
  std::string missing = dir.file("no/such/out"), file = dir.write("file", "x");
  expectParts(messageOf(writeFolderAtomically(missing, {{"a", ""}})),
              {missing, "cannot be written", "check that its folder exists"});
  expectParts(messageOf(writeFolderAtomically(file, {{"a", ""}})),
              {"is not a folder", "give another path"});
  EXPECT_EQ(readFile(file), "x");
  EXPECT_EQ(dir.count(), 1u);
}

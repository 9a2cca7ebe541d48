//===- OutputFileTest.cpp - Files that are whole or not there -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/OutputFile.h"
#include "Testing.h"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static Error writeHello(raw_ostream &stream) {
  stream << "hello";
  return Error::success();
}

TEST(OutputFile, WritesAndReplaces) {
  TempDir dir;
  std::string path = dir.write("out", "something that was there before");
  EXPECT_EQ(messageOf(writeFileAtomically(path, writeHello)), "");
  EXPECT_EQ(readFile(path), "hello");
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFile, FailureLeavesTheOldFile) {
  TempDir dir;
  std::string path = dir.write("out", "old");
  Error error = writeFileAtomically(path, [](raw_ostream &stream) {
    stream << "half";
    return createStringError("no more");
  });
  EXPECT_EQ(messageOf(std::move(error)), "no more");
  EXPECT_EQ(readFile(path), "old");
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFile, UnwritablePaths) {
  TempDir dir;
  std::string missing = dir.file("no/such/folder/out");
  expectParts(messageOf(writeFileAtomically(missing, writeHello)),
              {missing, "cannot be written", "check that its folder exists"});
  expectParts(messageOf(writeFileAtomically(dir.file(""), writeHello)),
              {"is a folder", "give the path of a file"});
  std::string notAFolder = dir.write("file", "") + "/out";
  expectParts(messageOf(writeFileAtomically(notAFolder, writeHello)),
              {notAFolder, "cannot be written"});
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFile, FollowsLinks) {
  TempDir dir;
  std::string target = dir.write("target", "old");
  ASSERT_FALSE(sys::fs::create_link(target, dir.file("link")));
  EXPECT_EQ(messageOf(writeFileAtomically(dir.file("link"), writeHello)), "");
  EXPECT_EQ(readFile(target), "hello");
  EXPECT_TRUE(sys::fs::is_symlink_file(dir.file("link")));
}

// A real device such as /dev/null stays out of this: as root, the fault that
// the test is there to find would replace it for the whole machine.
TEST(OutputFile, PipesAreNotReplaced) {
  TempDir dir;
  std::string path = dir.file("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  int reader = open(path.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  EXPECT_EQ(messageOf(writeFileAtomically(path, writeHello)), "");
  char bytes[16];
  EXPECT_EQ(StringRef(bytes,
                      std::max<ssize_t>(0, read(reader, bytes, sizeof(bytes)))),
            "hello");
  close(reader);
  sys::fs::file_status status;
  ASSERT_FALSE(sys::fs::status(path, status));
  EXPECT_EQ(status.type(), sys::fs::file_type::fifo_file);
  EXPECT_EQ(dir.count(), 1u);
}

TEST(OutputFile, AFullDiskLeavesTheOldFile) {
  TempDir dir;
  std::string path = dir.write("out", "old");
  // A limit on the size of files stands for the disk's.
  auto handler = signal(SIGXFSZ, SIG_IGN);
  rlimit before, limit;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  limit = before;
  limit.rlim_cur = 3;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  Error error = writeFileAtomically(path, writeHello);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, handler);
  expectParts(messageOf(std::move(error)),
              {path, "cannot be written", "has space"});
  EXPECT_EQ(readFile(path), "old");
  EXPECT_EQ(dir.count(), 1u);
}

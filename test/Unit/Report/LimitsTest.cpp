//===- LimitsTest.cpp - What a machine has --------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Limits.h"

#include "gmock/gmock.h"

using namespace qopt;
using testing::HasSubstr;
using testing::Not;

namespace {

/// 1000 bytes of RAM: arena 600, state 64, stack 336; 900 of flash.
Report makeReport() {
  Report report;
  report.signature.arenaBytes = 600;
  report.signature.stateBytes = 64;
  report.object.emplace();
  report.object->stack = {/*fixed=*/336, /*scalable=*/0};
  report.object->codeBytes = 300;
  report.object->constantBytes = 600;
  report.arena.steps = {"conv0", "conv1", "conv2"};
  report.arena.buffers = {{"conv0", 200, 0, 0, 1},
                          {"conv1", 300, 256, 1, 2},
                          {"conv1", 40, 556, 1, 1},
                          {"conv2", 100, 0, 2, 2}};
  for (int i = 0; i < 7; ++i) {
    report.layers.emplace_back();
    report.layers.back().id = "conv" + std::to_string(i);
    report.layers.back().weightBytes = 10 * i;
  }
  return report;
}

std::string check(std::optional<int64_t> ram, std::optional<int64_t> flash,
                  const Report &report = makeReport()) {
  return llvm::toString(checkLimits({ram, flash}, report));
}

TEST(Limits, ReadsBytes) {
  EXPECT_EQ(llvm::cantFail(parseBytes("max-ram", "0")), 0);
  EXPECT_EQ(llvm::cantFail(parseBytes("max-ram", "65536")), 65536);
  EXPECT_EQ(llvm::cantFail(parseBytes("max-ram", "64k")), 65536);
  EXPECT_EQ(llvm::cantFail(parseBytes("max-ram", "2M")), 2 << 20);
  for (const char *text : {"", "K", "-1", "1G", "0x10", "1.5M", "64KB"})
    EXPECT_EQ(llvm::toString(parseBytes("max-ram", text).takeError()),
              std::string("--max-ram: '") + text +
                  "' is not a number of bytes; give one such as 65536, 64K or "
                  "1M");
}

TEST(Limits, AllowWhatFits) {
  EXPECT_EQ(check(std::nullopt, std::nullopt), "");
  EXPECT_EQ(check(1000, 900), "");
}

TEST(Limits, NameWhatIsAliveAtThePeak) {
  EXPECT_EQ(check(999, std::nullopt),
            "--max-ram: the function needs 1000 bytes of RAM, 1 more than 999: "
            "arena 600 (at conv1 it holds what is of conv1 340, conv0 200), "
            "state 64, stack 336; allow more, or compile a smaller network");
}

TEST(Limits, NameTheLargestConstants) {
  EXPECT_EQ(check(1000, 100),
            "--max-flash: the function needs 900 bytes of flash, 800 more than "
            "100: code 300, constants 600 (conv6 60, conv5 50, conv4 40, conv3 "
            "30, conv2 20, and 1 smaller); allow more, or compile a smaller "
            "network");
}

TEST(Limits, NeedNoLayers) {
  Report report = makeReport();
  report.arena = {};
  report.layers.clear();
  report.signature.stateBytes = 0;
  EXPECT_THAT(check(0, std::nullopt, report),
              HasSubstr(": arena 600, stack 336;"));
  EXPECT_THAT(check(std::nullopt, 0, report), Not(HasSubstr("(")));
}

} // namespace

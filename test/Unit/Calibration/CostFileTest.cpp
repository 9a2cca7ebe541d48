//===- CostFileTest.cpp - Times of layers, and their files ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/CostFile.h"
#include "../Support/Testing.h"

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static const std::string text = R"({
  "qopt-costs": 1,
  "model": ")" + std::string(64, 'a') +
                                R"(",
  "triple": "x86_64-pc-linux-gnu",
  "cpu": "znver3",
  "features": "+avx2",
  "rounds": 100,
  "costs": [
    {"id": "dense0", "bits": 8, "nanoseconds": 152.5, "spread": 0},
    {"id": "dense0", "bits": 4, "group": 32, "nanoseconds": 98.1, "spread": 5},
    {"id": "dense0", "bits": 4, "nanoseconds": 152, "spread": 5}
  ]
}
)";

TEST(CostFile, ReadsWhatItWrites) {
  CostFile file = valueOf(CostFile::parse(text, "c.json"));
  EXPECT_EQ(file.toString(), text);
  EXPECT_EQ(file.cpu, "znver3");
  EXPECT_EQ(file.rounds, 100);
  // `sha256sum` says so too.
  EXPECT_EQ(file.sha256.size(), 64u);
  EXPECT_NE(valueOf(CostFile::parse(text + "\n", "c.json")).sha256,
            file.sha256);
  TempDir folder;
  std::string path = folder.write("c.json", "");
  EXPECT_EQ(messageOf(file.write(path)), "");
  EXPECT_EQ(valueOf(CostFile::read(path)).sha256, file.sha256);
  // A target may have neither.
  file.cpu.clear();
  file.features.clear();
  EXPECT_EQ(valueOf(CostFile::parse(file.toString(), "c")).toString(),
            file.toString());
}

TEST(CostFile, Lookup) {
  CostFile file = valueOf(CostFile::parse(text, "c.json"));
  EXPECT_EQ(file.find("dense0", 8, 0), &file.costs[0]);
  EXPECT_EQ(file.find("dense0", 4, 32), &file.costs[1]);
  EXPECT_EQ(file.find("dense0", 8, 32), nullptr);
  EXPECT_EQ(file.find("dense1", 8, 0), nullptr);
  // The second error of the median is 1 ns.
  EXPECT_TRUE(file.isSurelyLess(file.costs[1], file.costs[0]));
  EXPECT_FALSE(file.isSurelyLess(file.costs[2], file.costs[0]));
  EXPECT_FALSE(file.isSurelyLess(file.costs[0], file.costs[2]));
}

TEST(CostFile, ProblemsAreNamed) {
  struct {
    StringRef from, to;
    std::initializer_list<StringRef> message;
  } cases[] = {
      {"{", "[", {"is not JSON", "make the cost file again with --cost-file"}},
      {"\"qopt-costs\": 1",
       "\"qopt-costs\": 2",
       {"qopt-costs: is 2, but this version reads 1"}},
      {"aaaa", "aaa", {"model: must be a SHA-256"}},
      {"\"triple\": \"x86_64-pc-linux-gnu\",", "", {"triple: is missing"}},
      {"rounds\": 100", "rounds\": 0", {"rounds: must be 1 or more"}},
      {"rounds", "turns", {"turns: is not a key of a cost file"}},
      {"\"bits\": 8",
       "\"bits\": 9",
       {"costs[0].bits ('dense0'): is 9, but weights have 2 to 8 bits"}},
      {"group\": 32",
       "group\": 33",
       {"costs[1].group ('dense0'): is 33, but groups have 32, 64 or 128"}},
      {"152.5", "0", {"costs[0].nanoseconds ('dense0'): is no time"}},
      {"152.5", "1e300", {"costs[0].nanoseconds ('dense0'): is no time"}},
      {"\"spread\": 5",
       "\"spread\": -5",
       {"costs[1].spread ('dense0'): is no time"}},
      {", \"group\": 32",
       "",
       {"costs[2] ('dense0'): has been given with as many bits already"}},
  };
  for (auto &[from, to, message] : cases) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to.str());
    expectParts(messageOf(CostFile::parse(changed, "c.json")), message);
  }
  expectParts(messageOf(CostFile::read("/none/c.json")),
              {"/none/c.json: cannot be read"});
}

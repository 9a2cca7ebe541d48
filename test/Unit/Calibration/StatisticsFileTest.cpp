//===- StatisticsFileTest.cpp - Statistics as text, and merged ------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/StatisticsFile.h"
#include "../Support/Testing.h"

#include <random>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

/// The statistics of samples of 12 values, each for two tensors.
static StatisticsFile observe(ArrayRef<std::vector<float>> samples,
                              StringRef method = "minmax") {
  StatisticsFile file;
  file.model = std::string(64, 'a');
  file.samples = static_cast<int64_t>(samples.size());
  MethodChoice choice = cantFail(MethodChoice::parse(method));
  if (choice.averagingConstant())
    file.movingMethod = choice;
  for (auto [name, channels] : {std::pair{"in0", 0}, {"dense0", 3}}) {
    Statistics tensor(name, channels, choice.averagingConstant());
    for (const std::vector<float> &sample : samples)
      EXPECT_EQ(messageOf(tensor.update(sample, 0, 1)), "");
    file.tensors.push_back(tensor);
  }
  return file;
}

static std::vector<std::vector<float>> drawSamples(size_t count) {
  std::mt19937 random(10);
  std::vector<std::vector<float>> samples;
  for (size_t i = 0; i < count; ++i) {
    // Every sample has a scale of its own, so that histograms widen.
    std::normal_distribution<float> normal(
        0.1f, std::ldexp(1.0f, int(random() % 12)));
    samples.emplace_back();
    for (int k = 0; k < 12; ++k)
      samples.back().push_back(k % 4 == 0 ? 0 : normal(random));
  }
  return samples;
}

/// Reads what was written; the files are gone with \p folder.
static Expected<Observations> readAll(const TempDir &folder,
                                      ArrayRef<std::string> texts) {
  std::vector<std::string> paths;
  for (auto [i, text] : enumerate(texts))
    paths.push_back(
        folder.write(static_cast<char>('a' + i) + std::string(".json"), text));
  return StatisticsFile::readAll(paths);
}

TEST(StatisticsFile, ReadsWhatItWrites) {
  for (StringRef method : {"minmax", "moving-average:0.3"}) {
    std::string text = observe(drawSamples(9), method).toString();
    StatisticsFile file = valueOf(StatisticsFile::parse(text, "s.json"));
    EXPECT_EQ(file.toString(), text);
    EXPECT_EQ(file.tensors[1].channels(), 3);
    EXPECT_EQ(file.tensors[0].mean(),
              observe(drawSamples(9)).tensors[0].mean());
  }
}

TEST(StatisticsFile, PartsMergeToTheWhole) {
  TempDir folder;
  auto samples = drawSamples(60);
  std::string whole = observe(samples).toString();
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    std::shuffle(samples.begin(), samples.end(), random);
    ArrayRef<std::vector<float>> all(samples);
    size_t a = 1 + random() % 20, b = 21 + random() % 20;
    std::string parts[] = {observe(all.slice(a, b - a)).toString(),
                           observe(all.drop_front(b)).toString(),
                           observe(all.take_front(a)).toString()};
    EXPECT_EQ(valueOf(readAll(folder, parts)).all.toString(), whole);
    // Merged by twos, too.
    std::string two =
        valueOf(readAll(folder, {parts[1], parts[2]})).all.toString();
    EXPECT_EQ(valueOf(readAll(folder, {two, parts[0]})).all.toString(), whole);
  }
}

TEST(StatisticsFile, PartsAreDealtOutToHalves) {
  auto samples = drawSamples(20);
  ArrayRef<std::vector<float>> all(samples);
  auto dealOut = [&](ArrayRef<size_t> sizes) {
    std::vector<StatisticsFile> parts;
    size_t done = 0;
    for (size_t size : sizes) {
      parts.push_back(observe(all.slice(done, size)));
      done += size;
    }
    return Observations::ofParts(std::move(parts), "too few");
  };
  Observations seen = dealOut({5, 3, 4, 8});
  ASSERT_EQ(seen.halves.size(), 2u);
  EXPECT_EQ(seen.halves[0].samples, 13);
  EXPECT_EQ(seen.halves[1].samples, 7);
  EXPECT_EQ(seen.halves[1].toString(), observe(all.slice(5, 7)).toString());
  EXPECT_EQ(seen.all.toString(), observe(all).toString());
  EXPECT_EQ(seen.whyNoHalves, "");
  seen = dealOut({20});
  EXPECT_TRUE(seen.halves.empty());
  EXPECT_EQ(seen.whyNoHalves, "too few");
  EXPECT_EQ(seen.all.toString(), observe(all).toString());
}

TEST(StatisticsFile, RefusesToMerge) {
  TempDir folder;
  auto samples = drawSamples(4);
  std::string plain = observe(samples).toString();
  std::string moving = observe(samples, "moving-average").toString();
  expectParts(messageOf(readAll(folder, {plain, moving})),
              {"b.json: has the moving average of --method=moving-average:0.1",
               "depends on the order", "cannot be merged", "another method"});
  expectParts(messageOf(readAll(folder, {moving, plain})), {"a.json: has the"});
  EXPECT_EQ(messageOf(readAll(folder, {moving})), "");
  StatisticsFile other = observe(samples);
  other.model[0] = 'b';
  expectParts(messageOf(readAll(folder, {plain, other.toString()})),
              {"b.json: is of another model than", "a.json"});
  other = observe(samples);
  other.tensors.pop_back();
  expectParts(messageOf(readAll(folder, {plain, other.toString()})),
              {"b.json: is of another model than", "a.json"});
  std::string path = folder.write("same.json", plain);
  expectParts(messageOf(StatisticsFile::readAll({path, path})),
              {"same.json: is given twice"});
  expectParts(messageOf(StatisticsFile::readAll({path + ".no"})),
              {"same.json.no: cannot be read", "--emit=statistics"});
}

TEST(StatisticsFile, DamageIsNamed) {
  const std::string text =
      observe({{1, 2, 3, 0, 2, 1, 1, 1, 1, 0, 0, -4}}, "moving-average:0.5")
          .toString();
  struct {
    StringRef from, to;
    std::initializer_list<StringRef> message;
  } cases[] = {
      {"{", "[", {"is not JSON"}},
      {"\"qopt-statistics\": 1",
       "\"qopt-statistics\": 2",
       {"qopt-statistics: is 2, but this version reads 1"}},
      {"aaaa", "aaa", {"model: must be a SHA-256"}},
      {"\"samples\": 1",
       "\"samples\": 0",
       {"samples: is not the number of samples"}},
      {"\"samples\": 1",
       "\"sample\": 1",
       {"sample: is not a key of a statistics file"}},
      {"moving-average:0.5", "minmax", {"method: is 'minmax'"}},
      {"moving-average:0.5",
       "median",
       {"method: there is no range method 'median'"}},
      {"\"method\": \"moving-average:0.5\",",
       "",
       {"tensors[0]: must have moving-min"}},
      {"\"count\": 12",
       "\"count\": 13",
       {"tensors[0].bins ('in0')", "hold 12 values, but count is 13"}},
      {"\"count\": 12",
       "\"count\": 2",
       {"tensors[0].count ('in0')", "damaged"}},
      {"\"zeros\": 3", "\"zeros\": -1", {"tensors[0].count ('in0')"}},
      {"\"min\": -4", "\"min\": 4", {"tensors[0].min ('in0'): is above max"}},
      {"\"min\": -4",
       "\"min\": -4.5",
       {"tensors[0].bins ('in0'): do not begin at min"}},
      {"\"min\": -4",
       "\"min\": null",
       {"tensors[0].min ('in0'): must be a finite number"}},
      {"\"sum\": \"", "\"sum\": \"x", {"tensors[0].sum ('in0'): is not a sum"}},
      {"\"first-bin\": -",
       "\"first-bin\": -9",
       {"tensors[0].bins ('in0'): are outside"}},
      {"\"bins\": [1",
       "\"bins\": [-1",
       {"tensors[0].bins ('in0'): must be a list of integers"}},
      {"\"bins\": [1",
       "\"bins\": [0, 1",
       {"tensors[0].bins ('in0'): do not begin at min"}},
      {"\"moving-min\": -4",
       "\"moving-min\": -5",
       {"tensors[0].moving-min ('in0')"}},
      {"\"channel-min\": [",
       "\"channel-min\": [0, ",
       {"tensors[1].channel-min ('dense0'): and channel-max do not fit"}},
      {"\"channel-min\": [",
       "\"channel-min\": [-7, ",
       {"tensors[1].channel-min ('dense0'): reaches beyond"}},
  };
  for (const auto &test : cases) {
    std::string broken = text;
    size_t at = broken.find(test.from);
    ASSERT_NE(at, std::string::npos) << test.from.str();
    broken.replace(at, test.from.size(), test.to.str());
    std::string message = messageOf(StatisticsFile::parse(broken, "s.json"));
    expectParts(message, {"s.json: "});
    expectParts(message, test.message);
  }
  // Cut off anywhere.
  for (size_t size = 0; size + 2 < text.size(); size += 97)
    EXPECT_NE(messageOf(StatisticsFile::parse(text.substr(0, size), "s.json")),
              "");
}

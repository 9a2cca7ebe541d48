//===- MetricsTest.cpp - Fidelity, classes and latency ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Metrics/Classes.h"
#include "qopt/Metrics/Fidelity.h"
#include "qopt/Metrics/Latency.h"
#include "qopt/Support/Npy.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <cmath>

using namespace llvm;
using namespace qopt;
using testing::ElementsAre;

static Fidelity compare(ArrayRef<float> reference, ArrayRef<float> values) {
  Fidelity fidelity;
  fidelity.update(reference, values);
  return fidelity;
}

TEST(FidelityTest, KnownNumbers) {
  Fidelity fidelity = compare({3, 4}, {3, 3.5});
  EXPECT_DOUBLE_EQ(fidelity.sqnr(), 10 * std::log10(25 / 0.25));
  EXPECT_DOUBLE_EQ(fidelity.cosine(), 23 / (5 * std::sqrt(21.25)));
  EXPECT_DOUBLE_EQ(fidelity.maxDifference(), 0.5);
}

TEST(FidelityTest, PartsGiveTheWhole) {
  Fidelity parts = compare({3}, {3});
  parts.update({}, {});
  parts.update({-4, 1}, {-3.5, 1.25});
  Fidelity whole = compare({3, -4, 1}, {3, -3.5, 1.25});
  EXPECT_EQ(parts.sqnr(), whole.sqnr());
  EXPECT_EQ(parts.cosine(), whole.cosine());
  EXPECT_EQ(parts.maxDifference(), whole.maxDifference());
}

TEST(FidelityTest, EqualAndZero) {
  EXPECT_EQ(compare({1, 2}, {1, 2}).sqnr(), INFINITY);
  EXPECT_DOUBLE_EQ(compare({1, 2}, {1, 2}).cosine(), 1);
  EXPECT_EQ(compare({0, 0}, {0, 0}).cosine(), 1);
  EXPECT_EQ(compare({0, 0}, {1, 0}).cosine(), 0);
  EXPECT_EQ(compare({0, 0}, {1, 0}).sqnr(), -INFINITY);
  EXPECT_DOUBLE_EQ(compare({1, 2}, {-1, -2}).cosine(), -1);
}

TEST(FidelityTest, NaNStays) {
  Fidelity fidelity = compare({1, 1, 1}, {1, NAN, 5});
  EXPECT_TRUE(std::isnan(fidelity.maxDifference()));
  EXPECT_TRUE(std::isnan(fidelity.sqnr()));
}

TEST(ClassesTest, Predictions) {
  EXPECT_THAT(predictClasses({1, 3, 2, 5, 5, -1}, 3), ElementsAre(1, 0));
  EXPECT_THAT(predictClasses({0.5f, 0.51f, 0, 1}, 1), ElementsAre(0, 1, 0, 1));
  EXPECT_THAT(predictClasses({}, 7), ElementsAre());
}

TEST(ClassesTest, Share) {
  Share share = countEqual({1, 2, 3, 4}, {1, 0, 3, 4});
  EXPECT_EQ(share.count, 3);
  EXPECT_EQ(share.total, 4);
  EXPECT_EQ(share.fraction(), 0.75);
  EXPECT_EQ(countEqual({}, {}).fraction(), 0);
}

namespace {
/// A .npy file that goes away.
struct LabelFile {
  LabelFile(ElementType type, ArrayRef<int64_t> shape, ArrayRef<char> bytes) {
    EXPECT_FALSE(sys::fs::createTemporaryFile("labels", "npy", path));
    HostTensor tensor = HostTensor::zeros("labels", type, shape);
    std::copy(bytes.begin(), bytes.end(), tensor.data.begin());
    EXPECT_EQ(toString(saveNpy(path, tensor)), "");
  }

  /// The labels as text, or the error without the path.
  std::string load(int64_t count, int64_t classes) const {
    auto labels = loadLabels(path, count, classes);
    if (!labels)
      return StringRef(toString(labels.takeError())).split(": ").second.str();
    std::string text;
    for (int64_t label : *labels)
      text += std::to_string(label) + " ";
    return text;
  }

  SmallString<128> path;
  FileRemover remover{path};
};
} // namespace

TEST(ClassesTest, Labels) {
  LabelFile file(ElementType::U8, {3, 1}, {0, 2, 1});
  EXPECT_EQ(file.load(3, 3), "0 2 1 ");
  EXPECT_EQ(file.load(3, 2), "label 1 is 2, but the classes are 0 to 1; number "
                             "the classes as the model does");
  EXPECT_EQ(file.load(3, 1), file.load(3, 2));
  EXPECT_EQ(file.load(4, 3), "has 3 labels (shape 3x1) for 4 predictions; give "
                             "one label for each sample");
}

TEST(ClassesTest, LabelTypes) {
  EXPECT_EQ(LabelFile(ElementType::I16, {1}, {1, 0}).load(1, 2), "1 ");
  EXPECT_EQ(LabelFile(ElementType::I32, {1}, {1, 0, 0, 0}).load(1, 2), "1 ");
  EXPECT_EQ(LabelFile(ElementType::Bool, {2}, {1, 0}).load(2, 1), "1 0 ");
  EXPECT_EQ(LabelFile(ElementType::I8, {1}, {-1}).load(1, 2),
            "label 0 is -1, but the classes are 0 to 1; number the classes as "
            "the model does");
  EXPECT_EQ(LabelFile(ElementType::F32, {1}, {}).load(1, 2),
            "the labels are f32; give the numbers of the classes as integers");
}

TEST(LatencyTest, TakesTurnsAndCountsEveryCall) {
  int64_t first = 0, second = 0;
  std::vector<Latency> latencies =
      measureLatencies({[&] { ++first; }, [&] { second += 2; }}, 0);
  ASSERT_EQ(latencies.size(), 2u);
  EXPECT_GT(first, 11);
  EXPECT_GT(second, 22);
  for (const Latency &latency : latencies) {
    EXPECT_EQ(latency.measurements, 11);
    EXPECT_GT(latency.minimum, 0);
    EXPECT_LE(latency.minimum, latency.median);
    EXPECT_LT(latency.median, 1e-3);
  }
}

TEST(LatencyTest, MeasuresInTurns) {
  std::string order;
  auto turns = measureInTurns({[&] {
                                 order += 'a';
                                 return double(order.size());
                               },
                               [&] {
                                 order += 'b';
                                 return 0.5;
                               }},
                              /*seconds=*/0, /*minimalTurns=*/3);
  EXPECT_EQ(order, "ababab");
  EXPECT_THAT(turns,
              ElementsAre(ElementsAre(1, 3, 5), ElementsAre(0.5, 0.5, 0.5)));
}

TEST(LatencyTest, ComparesWithinATurn) {
  // Turns in which the machine is slow, and one in which only the second is.
  std::vector<double> first{1, 1, 8, 4, 1, 1, 2, 1, 1},
      second{0.5, 0.5, 4, 2, 0.5, 9, 1, 0.5, 0.5};
  std::vector<RelativeLatency> compared = compareWithFirst({first, second});
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_EQ(compared[0].seconds, 1);
  EXPECT_EQ(compared[0].spread, 0);
  EXPECT_EQ(compared[1].seconds, 0.5);
  EXPECT_EQ(compared[1].spread, 0);
  std::vector<double> unsteady{0.5, 0.75, 1, 1.25, 1.5}, one(5, 1.0);
  compared = compareWithFirst({one, unsteady});
  EXPECT_EQ(compared[1].seconds, 1);
  EXPECT_EQ(compared[1].spread, 0.5);
}

TEST(LatencyTest, RepeatsWhatIsShort) {
  int64_t calls = 0;
  Measurement measure = repeatCalls([&] { ++calls; });
  int64_t before = calls;
  double seconds = measure();
  EXPECT_GT(calls, before + 100);
  EXPECT_GT(seconds, 0);
  EXPECT_LT(seconds, 1e-4);
}

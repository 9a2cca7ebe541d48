//===- ExactSumTest.cpp - Sums without rounding ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/ExactSum.h"
#include "../Support/Testing.h"

#include <cfloat>
#include <random>

using namespace llvm;
using namespace qopt;

static double sumOf(std::initializer_list<double> terms) {
  ExactSum sum;
  for (double term : terms)
    sum.add(term);
  return sum.toDouble();
}

TEST(ExactSum, SmallBesideLarge) {
  const double huge = FLT_MAX, tiny = 0x1p-149;
  EXPECT_EQ(sumOf({}), 0);
  EXPECT_EQ(sumOf({1.5, -0.25}), 1.25);
  EXPECT_EQ(sumOf({huge, tiny, -huge}), tiny);
  EXPECT_EQ(sumOf({huge * huge, tiny * tiny, -huge * huge}), tiny * tiny);
  EXPECT_EQ(sumOf({-tiny * tiny, -1, 1}), -tiny * tiny);
  EXPECT_EQ(sumOf({0x1p53, 1, 1}), 0x1p53 + 2);
  // Of digits that a double has not, those at the end are left out.
  EXPECT_EQ(sumOf({-0x1p53, -1}), -0x1p53);
}

/// Values of all magnitudes and both signs.
static std::vector<double> drawTerms(size_t count) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> exponent(-149, 120);
  std::normal_distribution<float> normal;
  std::vector<double> terms;
  for (size_t i = 0; i < count; ++i) {
    auto x = static_cast<float>(std::ldexp(normal(random), exponent(random)));
    terms.push_back(i % 2 ? x : double(x) * x);
  }
  return terms;
}

TEST(ExactSum, NeitherOrderNorGroupingMatters) {
  std::vector<double> terms = drawTerms(1000);
  ExactSum forward, parts[3];
  for (double term : terms)
    forward.add(term);
  std::mt19937 random(6);
  std::shuffle(terms.begin(), terms.end(), random);
  for (double term : terms)
    parts[random() % 3].add(term);
  parts[2].add(parts[0]);
  parts[2].add(parts[1]);
  EXPECT_TRUE(parts[2] == forward);
  // What is added and taken away again leaves nothing.
  for (double term : terms)
    forward.add(-term);
  EXPECT_EQ(forward.toString(), "0");
}

TEST(ExactSum, Text) {
  ExactSum sum;
  for (double term : drawTerms(50)) {
    sum.add(-term);
    std::optional<ExactSum> read = ExactSum::parse(sum.toString());
    ASSERT_TRUE(read);
    EXPECT_TRUE(*read == sum);
    EXPECT_EQ(read->toDouble(), sum.toDouble());
  }
  EXPECT_EQ(ExactSum::parse("-1f")->toString(), "-1f");
  for (StringRef bad : {"", "-", "--1", "1F", "0x1", "1.5", "g", " 1"})
    EXPECT_FALSE(ExactSum::parse(bad)) << bad.str();
  EXPECT_TRUE(ExactSum::parse(std::string(160, 'f')));
  EXPECT_FALSE(ExactSum::parse(std::string(161, 'f')));
}

//===- OutputNoiseTest.cpp - What a range method does to the outputs ------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MethodSearch.h"

#include "gmock/gmock.h"

#include <cmath>

using namespace qopt;

namespace {

/// What a method has as noise of its outputs where another has `kept`, in each
/// of four calls.
OutputNoise noiseOf(llvm::ArrayRef<double> own, llvm::ArrayRef<double> kept) {
  OutputNoise noise;
  for (int call = 0; call < 4; ++call)
    noise.add(own, kept);
  return noise;
}

/// Outputs of four calls.
const std::vector<double> signal = {400, 400};

TEST(OutputNoise, ScoreIsTheMeanOfLogarithms) {
  OutputNoise noise = noiseOf({0.5, 2}, {1, 1});
  EXPECT_NEAR(noise.score({4, 4}, signal), 0.0, 1e-12);
  noise = noiseOf({0.5, 0.5}, {1, 1});
  EXPECT_NEAR(noise.score({4, 4}, signal), (std::log(0.5) - 2.0 / 3) / 2,
              1e-12);
}

TEST(OutputNoise, ExactOutputDoesNotDecideAlone) {
  // One output of many is exact, all others are three times as noisy.
  std::vector<double> kept(8, 1), own(8, 3), power(8, 400);
  own[0] = 0;
  EXPECT_GT(noiseOf(own, kept).score(std::vector<double>(8, 4), power), 0);
  EXPECT_LT(noiseOf({0, 1}, {1, 1}).score({4, 4}, signal), -1);
}

TEST(OutputNoise, BreakingAnExactOutputCosts) {
  // The reference gets the first output exactly; a little is gained elsewhere.
  OutputNoise noise = noiseOf({1, 0.9}, {0, 1});
  EXPECT_GT(noise.score({0, 4}, signal), 1);
  EXPECT_GT(noise.excess({0, 4}, signal), 0);
  // So where that output is 0, and should be.
  EXPECT_GT(noise.score({0, 4}, {0, 400}), 1);
  EXPECT_GT(noise.excess({0, 4}, {0, 400}), 0);
}

TEST(OutputNoise, WhatIsFarBelowTheSignalIsNone) {
  OutputNoise noise = noiseOf({1e-9, 0.5}, {0, 1}),
              other = noiseOf({0, 0.5}, {0, 1});
  EXPECT_EQ(noise.score({0, 4}, signal), other.score({0, 4}, signal));
  EXPECT_NEAR(noise.excess({0, 4}, signal), -0.5, 0.01);
  EXPECT_NEAR(other.excess({0, 4}, {0, 400}), -0.5, 1e-12);
}

} // namespace

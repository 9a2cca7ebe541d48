//===- FloatTest.cpp - What stays in float, against the interpreter -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatPrograms.h"

#include <cmath>
#include <limits>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Float : public LevelTest {
protected:
  static HostTensor randomInput(Random &random, llvm::ArrayRef<int64_t> shape,
                                double low, double high) {
    HostTensor x = HostTensor::zeros("", ElementType::F32, shape);
    for (float &value : x.as<float>())
      value = float(random.real(low, high));
    return x;
  }

  /// Compares results with an error of `tolerance` times what the values are
  /// about, at least `size`.
  void compare(mlir::ModuleOp module, Executable &executable,
               const HostTensor &x, double tolerance, double size,
               const std::string &what) {
    auto actual = runCompiled(executable, x);
    auto expected = interpretMain(module, x);
    ASSERT_EQ(actual.size(), 1u) << what;
    ASSERT_EQ(expected.size(), 1u) << what;
    ASSERT_EQ(actual[0].shape, expected[0].shape) << what;
    int64_t k = x.shape.empty()
                    ? 1
                    : x.numElements() / std::max<int64_t>(1, x.shape[0]);
    for (int64_t i = 0; i < actual[0].numElements(); ++i) {
      double a = actual[0].as<float>()[i], e = expected[0].as<float>()[i];
      if (std::isnan(e) || std::isinf(e) || std::isnan(a)) {
        EXPECT_TRUE(std::isnan(a) == std::isnan(e) && (std::isnan(a) || a == e))
            << what << " element " << i << ": " << a << " instead of " << e;
        continue;
      }
      EXPECT_NEAR(a, e, tolerance * std::max(size, std::fabs(e)))
          << what << " element " << i << " of rows of " << k
          << (x.numElements() == actual[0].numElements()
                  ? ", x = " + std::to_string(x.as<float>()[i])
                  : "");
      if (HasFailure())
        return;
    }
  }

  Session session;
};

TEST_P(Float, Functions) {
  Random random(100000);
  for (const FloatFunction &function : floatFunctions)
    for (llvm::SmallVector<int64_t> shape :
         {llvm::SmallVector<int64_t>{3, 67}, {1, 1}, {2, 3, 5}, {-1, 9}}) {
      if (!isLongRun() && shape != llvm::SmallVector<int64_t>{3, 67} &&
          !random.oneIn(8))
        continue;
      auto module = session.parse(makeFloatProgram(function, shape));
      ASSERT_TRUE(module);
      auto executable = makeExecutable(session, *module, target());
      ASSERT_TRUE(executable);
      if (shape[0] < 0)
        shape[0] = 11;
      compare(*module, *executable,
              randomInput(random, shape, function.low, function.high),
              function.tolerance, 1, function.name);
    }
}

// What float arithmetic does at its ends.
TEST_P(Float, SpecialValues) {
  constexpr float inf = std::numeric_limits<float>::infinity();
  const float special[] = {inf,    -inf,   std::nanf(""), 0.0f,   -0.0f,  1e30f,
                           -1e30f, 100.0f, -100.0f,       1e-30f, -1e-30f};
  HostTensor x = HostTensor::zeros("", ElementType::F32, {2, 11});
  for (int64_t i = 0; i < x.numElements(); ++i)
    x.as<float>()[i] = special[i % 11];
  for (const FloatFunction &function : floatFunctions) {
    // Beyond what an argument reduction of 32 bits can do; and TOSA does not
    // say what integer NaN is.
    if (llvm::is_contained({"sin", "cos", "cast"},
                           llvm::StringRef(function.name)))
      continue;
    auto module = session.parse(makeFloatProgram(function, x.shape));
    ASSERT_TRUE(module);
    auto executable = makeExecutable(session, *module, target());
    ASSERT_TRUE(executable);
    compare(*module, *executable, x, std::max(function.tolerance, 1e-6), 1,
            function.name);
  }
}

TEST_P(Float, Dense) {
  Random random(110000);
  int64_t count = isLongRun() ? 60 : 12;
  for (int64_t i = 0; i < count && !HasFailure(); ++i) {
    int64_t m = random.between(1, 40), k = random.between(1, 70);
    int64_t n = random.oneIn(2) ? random.between(1, 70)
                                : random.pick<int64_t>({1, 8, 10, 16, 17});
    bool isDynamic = random.oneIn(4);
    auto module = session.parse(
        makeFloatDense(random, isDynamic ? -1 : m, n, k, random.oneIn(2)));
    ASSERT_TRUE(module);
    auto executable = makeExecutable(session, *module, target());
    ASSERT_TRUE(executable);
    // The sum of K products below 1, in another order.
    compare(*module, *executable, randomInput(random, {m, k}, -1, 1),
            double(k + 2) * 0x1p-24, double(k), "dense");
  }
}

QOPT_TEST_ALL_LEVELS(Float);

} // namespace

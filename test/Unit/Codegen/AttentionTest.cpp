//===- AttentionTest.cpp - Parts of transformers ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Products of two activations, softmax and layer norm give the same bytes
/// compiled for every level as in the interpreter.
///
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>
#include <cstring>

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Attention : public LevelTest {
protected:
  /// Compares `text`, a module, on random bytes of the shapes.
  void check(const std::string &text, Random &random,
             llvm::ArrayRef<llvm::SmallVector<int64_t>> shapes,
             llvm::ArrayRef<bool> areUnsigned) {
    auto module = session.parse(text);
    ASSERT_TRUE(module) << text << session.messages;
    auto executable = makeExecutable(session, *module, target());
    ASSERT_TRUE(executable) << text << session.messages;
    for (bool isExtreme : {false, true}) {
      std::vector<HostTensor> inputs;
      for (auto [shape, isUnsigned] : llvm::zip_equal(shapes, areUnsigned)) {
        inputs.push_back(HostTensor::zeros(
            "", isUnsigned ? ElementType::U8 : ElementType::I8, shape));
        for (auto &byte : inputs.back().data)
          byte = isExtreme ? random.pick<char>({0, -1, 127, -128})
                           : char(random.below(256));
      }
      std::string difference = describeDifference(
          runCompiled(*executable, inputs), interpretMain(*module, inputs));
      ASSERT_EQ(difference, "") << text;
    }
  }

  static std::string tensor(llvm::ArrayRef<int64_t> shape,
                            llvm::StringRef element = "i8") {
    std::string text = "tensor<";
    for (int64_t size : shape)
      text += std::to_string(size) + "x";
    return text + element.str() + ">";
  }

  /// A constant's elements as their bytes.
  template <typename T>
  static std::string dense(llvm::ArrayRef<T> values) {
    llvm::StringRef bytes(reinterpret_cast<const char *>(values.data()),
                          values.size() * sizeof(T));
    return "dense<\"0x" + llvm::toHex(bytes) + "\">";
  }

  /// `out_zp` and `clamp` of a random result.
  static std::string result(Random &random, bool isUnsigned) {
    int64_t low = isUnsigned ? 0 : -128, high = low + 255,
            zp = random.between(low, high);
    int64_t qmin = random.oneIn(2) ? low : zp;
    return llvm::formatv(" out_zp {0} clamp [{1}, {2}]", zp, qmin, high).str();
  }

  static llvm::SmallVector<int64_t> rows(Random &random, int64_t length) {
    llvm::SmallVector<int64_t> shape;
    for (int64_t i = random.below(4); i > 0; --i)
      shape.push_back(random.between(1, 5));
    shape.push_back(length);
    return shape;
  }

  static int64_t count() { return isLongRun() ? 200 : 10; }

  Session session;
};

TEST_P(Attention, MatMul) {
  Random random(200000);
  for (int64_t i = 0; i < count() && !HasFailure(); ++i) {
    int64_t b = random.between(1, 3), m = random.between(1, 20),
            n = random.oneIn(2) ? random.between(1, 70)
                                : random.pick<int64_t>({1, 8, 16, 32, 128}),
            k = random.between(1, 40);
    bool aUnsigned = random.oneIn(2), bUnsigned = random.oneIn(2);
    auto zp = [&](bool isUnsigned) {
      return random.oneIn(3) ? 0
                             : random.between(0, 255) - (isUnsigned ? 0 : 128);
    };
    std::string lhs = tensor({b, m, k}), rhs = tensor({b, k, n}),
                acc = tensor({b, m, n}, "i32"), out = tensor({b, m, n});
    bool isRescaled = random.oneIn(2), outUnsigned = random.oneIn(2);
    std::string text =
        llvm::formatv(
            "func.func @main(%a: {0}{1}, %b: {2}{3}) -> ({4}{5}) {{\n"
            "  %0 = qnn.matmul %a, %b a_zp {6} b_zp {7}{8}{9} : "
            "({0}, {2}) -> {10}\n",
            lhs, aUnsigned ? " {qnn.unsigned}" : "", rhs,
            bUnsigned ? " {qnn.unsigned}" : "", isRescaled ? out : acc,
            isRescaled && outUnsigned ? " {qnn.unsigned}" : "", zp(aUnsigned),
            zp(bUnsigned), aUnsigned ? " a_unsigned" : "",
            bUnsigned ? " b_unsigned" : "", acc)
            .str();
    if (isRescaled)
      text += "  %s = arith.constant dense<1.0e-3> : tensor<1xf32>\n"
              "  %1 = qnn.requantize %0, (%s) in_zp 0" +
              result(random, outUnsigned) + " fp32 : " + acc +
              ", (tensor<1xf32>) to " + out + "\n  return %1 : " + out + "\n}";
    else
      text += "  return %0 : " + acc + "\n}";
    check(text, random, {{b, m, k}, {b, k, n}}, {aUnsigned, bUnsigned});
  }
}

TEST_P(Attention, Softmax) {
  Random random(210000);
  for (int64_t i = 0; i < count() && !HasFailure(); ++i) {
    llvm::SmallVector<int64_t> shape = rows(random, random.between(1, 150));
    bool isUnsigned = random.oneIn(2), outUnsigned = random.oneIn(2);
    double step = random.real(0.001, 0.5);
    int bits = 30 - int(std::ceil(std::log2(double(shape.back()))));
    llvm::SmallVector<int32_t> entries;
    for (int d = 0; d < 256; ++d)
      entries.push_back(
          int32_t(std::nearbyint(std::ldexp(std::exp(-step * d), bits))));
    std::string type = tensor(shape);
    bool isSingle = random.oneIn(2);
    double scale = isSingle && random.oneIn(3)
                       ? std::exp2(-double(random.between(0, 19)))
                       : random.real(0.001, 0.01);
    check(llvm::formatv(
              "func.func @main(%x: {0}{1}) -> ({0}{2}) {{\n"
              "  %0 = qnn.softmax %x table {3} : tensor<256xi32> scale "
              "{4:f6}{5}{6}{7} : {0} to {0}\n  return %0 : {0}\n}",
              type, isUnsigned ? " {qnn.unsigned}" : "",
              outUnsigned ? " {qnn.unsigned}" : "",
              dense(llvm::ArrayRef(entries)), scale,
              isUnsigned ? " unsigned" : "", result(random, outUnsigned),
              isSingle ? " numerics single" : "")
              .str(),
          random, {shape}, {isUnsigned});
  }
}

TEST_P(Attention, LayerNormInIntegers) {
  Random random(230000);
  for (int64_t i = 0; i < count() && !HasFailure(); ++i) {
    llvm::SmallVector<int64_t> shape = rows(random, random.between(1, 400));
    bool isUnsigned = random.oneIn(2), outUnsigned = random.oneIn(2);
    // Of constants that use all of i32 too.
    bool isWide = random.oneIn(3);
    int64_t bound = isWide ? INT32_MAX : 1 << 27;
    llvm::SmallVector<int32_t> gamma, beta;
    for (int64_t c = 0; c < shape.back(); ++c) {
      gamma.push_back(int32_t(random.between(-bound, bound)));
      beta.push_back(int32_t(random.between(-bound, bound) / 64));
    }
    std::string type = tensor(shape), row = tensor(shape.back(), "i32");
    check(llvm::formatv(
              "func.func @main(%x: {0}{1}) -> ({0}{2}) {{\n"
              "  %g = arith.constant {3} : {5}\n"
              "  %b = arith.constant {4} : {5}\n"
              "  %0 = qnn.layer_norm %x, %g, %b epsilon {6:f6} shift {7}{8}{9} "
              "numerics single : ({0}, {5}, {5}) -> {0}\n  return %0 : {0}\n}",
              type, isUnsigned ? " {qnn.unsigned}" : "",
              outUnsigned ? " {qnn.unsigned}" : "",
              dense(llvm::ArrayRef(gamma)), dense(llvm::ArrayRef(beta)), row,
              random.real(0.0001, 0.1), random.between(isWide ? 16 : 38, 45),
              isUnsigned ? " unsigned" : "", result(random, outUnsigned))
              .str(),
          random, {shape}, {isUnsigned});
  }
}

TEST_P(Attention, LayerNorm) {
  Random random(220000);
  for (int64_t i = 0; i < count() && !HasFailure(); ++i) {
    llvm::SmallVector<int64_t> shape = rows(random, random.between(1, 400));
    bool isUnsigned = random.oneIn(2), outUnsigned = random.oneIn(2);
    llvm::SmallVector<float> gamma, beta;
    for (int64_t c = 0; c < shape.back(); ++c) {
      gamma.push_back(float(random.real(-40, 80)));
      beta.push_back(float(random.real(-20, 20)));
    }
    std::string type = tensor(shape), row = tensor(shape.back(), "f32");
    check(llvm::formatv(
              "func.func @main(%x: {0}{1}) -> ({0}{2}) {{\n"
              "  %g = arith.constant {3} : {5}\n"
              "  %b = arith.constant {4} : {5}\n"
              "  %0 = qnn.layer_norm %x, %g, %b epsilon {6:f6}{7}{8} : "
              "({0}, {5}, {5}) -> {0}\n  return %0 : {0}\n}",
              type, isUnsigned ? " {qnn.unsigned}" : "",
              outUnsigned ? " {qnn.unsigned}" : "",
              dense(llvm::ArrayRef(gamma)), dense(llvm::ArrayRef(beta)), row,
              random.real(0.0001, 0.1), isUnsigned ? " unsigned" : "",
              result(random, outUnsigned))
              .str(),
          random, {shape}, {isUnsigned});
  }
}

QOPT_TEST_ALL_LEVELS(Attention);

} // namespace

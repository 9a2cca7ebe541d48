//===- RewritesTest.cpp - Integer rewrites change no result -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Random qnn programs are executed before and after each rewrite.
///
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "mlir/Transforms/Passes.h"
#include "llvm/Support/FormatVariadic.h"

using namespace qopt;
using namespace qopt::testing;
using namespace mlir;
using llvm::formatv;

namespace {

/// Writes a random program: dense layers, tables, rescales of bytes and
/// reshapes, between an argument and results of random form.
class ProgramWriter {
public:
  ProgramWriter(std::mt19937 &random, bool isDynamic)
      : random(random), rows(isDynamic ? "?" : "3") {}

  std::string write();

  bool argumentIsFloat = false, argumentIsUnsigned = false;
  int64_t argumentWidth = 0;

private:
  int64_t pick(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  }
  bool flip() { return random() % 2; }
  int64_t zeroPoint(bool isUnsigned) {
    const int64_t points[] = {0, 128, 200, 255, pick(0, 255)};
    return points[pick(0, 4)] - (isUnsigned ? 0 : 128);
  }
  std::string bytes(int64_t count) {
    std::string text;
    for (int64_t i = 0; i < count; ++i)
      text += formatv("{0}{1}", i ? ", " : "",
                      random() % 4 ? pick(-128, 127) : (flip() ? -128 : 127));
    return "[" + text + "]";
  }
  std::string type(StringRef element = "i8") {
    return formatv("tensor<{0}x{1}x{2}>", rows, width, element);
  }
  void line(const Twine &text) { body += ("  " + text + "\n").str(); }
  std::string name() { return formatv("%v{0}", counter++); }

  void requantize(StringRef element);
  void dense();
  void lookup();
  void reshape();

  std::mt19937 &random;
  std::string rows, body, current;
  bool currentUnsigned = false;
  int64_t width = 0, counter = 0;
  std::vector<std::pair<std::string, std::string>> results;
  std::vector<bool> resultUnsigned;
};

void ProgramWriter::requantize(StringRef element) {
  bool outUnsigned = flip();
  int64_t zp = zeroPoint(outUnsigned);
  int64_t low = outUnsigned ? 0 : -128;
  int64_t qmin = flip() ? low : pick(low, low + 255);
  int64_t qmax = flip() ? low + 255 : pick(qmin, low + 255);
  // Numbers in [0, 127] may be read either way.
  if (random() % 4 == 0) {
    zp = pick(0, 127);
    qmin = pick(0, 127);
    qmax = pick(qmin, 127);
  }
  bool isByte = element == "i8";
  std::string in = type(element), out = name(), scale = name();
  int64_t scales = flip() ? 1 : width;
  line(formatv("{0} = arith.constant dense<{1}> : tensor<{2}xf32>", scale,
               isByte ? 0.7 : 0.002, scales));
  line(formatv("{0} = qnn.requantize {1}, ({2}) in_zp {3} {4} out_zp {5} clamp "
               "[{6}, {7}] fp32 : {8}, (tensor<{9}xf32>) to {10}",
               out, current, scale, isByte ? zeroPoint(currentUnsigned) : 0,
               isByte && currentUnsigned ? "in_unsigned" : "", zp, qmin, qmax,
               in, scales, type()));
  current = out;
  currentUnsigned = std::min(zp, qmin) < 0     ? false
                    : std::max(zp, qmax) > 127 ? true
                                               : flip();
}

void ProgramWriter::dense() {
  int64_t n = pick(1, 5);
  std::string w = name(), b = name(), acc = name(), in = type(), rowsOfW;
  for (int64_t i = 0; i < n; ++i)
    rowsOfW += (i ? ", " : "") + bytes(width);
  bool wUnsigned = flip();
  line(formatv("{0} = arith.constant dense<[{1}]> : tensor<{2}x{3}xi8>", w,
               rowsOfW, n, width));
  line(formatv("{0} = arith.constant dense<{1}> : tensor<{2}xi32>", b,
               pick(-100000, 100000), n));
  std::string x = formatv(
      "{0} = qnn.dense {1}, {2}, {3} x_zp {4} w_zp {5} {6} {7}", acc, current,
      w, b, zeroPoint(currentUnsigned), zeroPoint(wUnsigned),
      currentUnsigned ? "x_unsigned" : "", wUnsigned ? "w_unsigned" : "");
  int64_t k = width;
  width = n;
  line(formatv("{0} : ({1}, tensor<{2}x{3}xi8>, tensor<{2}xi32>) -> {4}", x, in,
               n, k, type("i32")));
  current = acc;
  requantize("i32");
}

void ProgramWriter::lookup() {
  std::string out = name();
  line(formatv("{0} = qnn.lookup {1} table dense<{2}> : tensor<256xi8> : {3} "
               "to {3}",
               out, current, bytes(256), type()));
  current = out;
  currentUnsigned = flip();
}

void ProgramWriter::reshape() {
  std::string flat = name(), shape = name(), back = name(), shape2 = name();
  std::string middle = formatv("tensor<1x{0}x{1}xi8>", rows, width);
  line(formatv("{0} = tosa.const_shape {{values = dense<[1, {1}, {2}]> : "
               "tensor<3xindex>} : () -> !tosa.shape<3>",
               shape, rows == "?" ? "-1" : rows, width));
  line(formatv("{0} = tosa.reshape {1}, {2} : ({3}, !tosa.shape<3>) -> {4}",
               flat, current, shape, type(), middle));
  line(formatv("{0} = tosa.const_shape {{values = dense<[{1}, {2}]> : "
               "tensor<2xindex>} : () -> !tosa.shape<2>",
               shape2, rows == "?" ? "-1" : rows, width));
  line(formatv("{0} = tosa.reshape {1}, {2} : ({4}, !tosa.shape<2>) -> {3}",
               back, flat, shape2, type(), middle));
  if (flip())
    results.push_back({flat, middle}), resultUnsigned.push_back(flip());
  current = back;
}

std::string ProgramWriter::write() {
  argumentIsFloat = flip();
  argumentIsUnsigned = currentUnsigned = flip();
  argumentWidth = width = pick(1, 5);
  std::string argumentType = type(argumentIsFloat ? "f32" : "i8");
  current = "%x";
  if (argumentIsFloat) {
    std::string out = name();
    line(formatv("{0} = qnn.quantize %x scale 0.03 zp {1} {2} : {3} to {4}",
                 out, zeroPoint(currentUnsigned),
                 currentUnsigned ? "unsigned" : "", argumentType, type()));
    current = out;
  }
  for (int64_t i = 0, e = pick(1, 7); i < e; ++i) {
    if (random() % 4 == 0)
      results.push_back({current, type()}), resultUnsigned.push_back(flip());
    switch (random() % 5) {
    case 0:
    case 1:
      dense();
      break;
    case 2:
      lookup();
      break;
    case 3:
      reshape();
      break;
    case 4:
      requantize("i8");
      break;
    }
  }
  if (flip()) {
    std::string out = name();
    line(formatv("{0} = qnn.dequantize {1} scale 0.5 zp {2} {3} : {4} to {5}",
                 out, current, zeroPoint(currentUnsigned),
                 currentUnsigned ? "unsigned" : "", type(), type("f32")));
    results.push_back({out, type("f32")});
    resultUnsigned.push_back(false);
  }
  results.push_back({current, type()});
  resultUnsigned.push_back(flip());

  std::string values, types, resultTypes;
  for (size_t i = 0; i < results.size(); ++i) {
    StringRef comma = i ? ", " : "";
    values += (comma + results[i].first).str();
    types += (comma + results[i].second).str();
    resultTypes += (comma + results[i].second +
                    (resultUnsigned[i] ? " {qnn.unsigned}" : ""))
                       .str();
  }
  return formatv("func.func @main(%x: {0}{1}) -> ({2}) {{\n{3}  return {4} : "
                 "{5}\n}\n",
                 argumentType,
                 argumentIsUnsigned && !argumentIsFloat ? " {qnn.unsigned}"
                                                        : "",
                 resultTypes, body, values, types);
}

/// Executes random programs before and after \p rewrite, which adds passes.
void checkRewrite(unsigned seed,
                  llvm::function_ref<void(OpPassManager &)> rewrite,
                  llvm::function_ref<void(ModuleOp)> check = nullptr) {
  std::mt19937 random(seed);
  for (int trial = 0; trial < 300; ++trial) {
    ProgramWriter writer(random, trial % 3 == 0);
    std::string text = writer.write();
    Session session;
    auto module = session.parse(text);
    ASSERT_TRUE(module) << text;
    HostTensor input =
        writer.argumentIsFloat
            ? randomFloats({3, writer.argumentWidth}, -6, 6, random)
            : randomBytes(writer.argumentIsUnsigned ? ElementType::U8
                                                    : ElementType::I8,
                          {3, writer.argumentWidth}, random);
    auto before = execute(*module, input);
    ASSERT_TRUE(session.run(*module, rewrite)) << session.messages << text;
    auto after = execute(*module, input);
    expectEqual(before, after);
    if (check)
      check(*module);
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << text;
      module->dump();
      return;
    }
  }
}

void addMatch(OpPassManager &pm, bool lhsUnsigned) {
  MatchSignednessPassOptions options;
  options.lhsUnsigned = lhsUnsigned;
  pm.addNestedPass<func::FuncOp>(createMatchSignednessPass(options));
}

TEST(MatchSignedness, KeepsEveryResult) {
  for (bool lhsUnsigned : {true, false})
    checkRewrite(
        lhsUnsigned + 1, [&](OpPassManager &pm) { addMatch(pm, lhsUnsigned); },
        [&](ModuleOp module) {
          module.walk([&](qnn::DenseOp dense) {
            EXPECT_EQ(dense.getXUnsigned(), lhsUnsigned);
          });
        });
}

TEST(MatchSignedness, ThereAndBack) {
  checkRewrite(3, [&](OpPassManager &pm) {
    addMatch(pm, true);
    addMatch(pm, false);
    addMatch(pm, true);
  });
}

TEST(FoldZeroPoints, KeepsEveryResult) {
  checkRewrite(
      4,
      [](OpPassManager &pm) {
        pm.addNestedPass<func::FuncOp>(createFoldZeroPointsPass());
      },
      [](ModuleOp module) {
        module.walk([](qnn::DenseOp dense) { EXPECT_EQ(dense.getXZp(), 0); });
      });
}

TEST(Rewrites, TogetherAndCanonicalized) {
  checkRewrite(5, [](OpPassManager &pm) {
    addMatch(pm, true);
    pm.addPass(createCanonicalizerPass());
    pm.addNestedPass<func::FuncOp>(createFoldZeroPointsPass());
    pm.addPass(createCSEPass());
    addMatch(pm, false);
    pm.addNestedPass<func::FuncOp>(createFoldZeroPointsPass());
    pm.addPass(createCanonicalizerPass());
  });
}

TEST(FoldZeroPoints, OverflowIsAnError) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1x1xi8>) -> tensor<1x1xi32> {
      %w = arith.constant dense<127> : tensor<1x1xi8>
      %b = arith.constant dense<2147483647> : tensor<1xi32>
      %0 = qnn.dense %x, %w, %b x_zp -1 w_zp 0 : (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1xi32>) -> tensor<1x1xi32>
      return %0 : tensor<1x1xi32>
    })mlir");
  EXPECT_FALSE(session.run(*module, createFoldZeroPointsPass()));
  EXPECT_NE(session.messages.find("the bias of channel 0 is 2147483774"),
            std::string::npos)
      << session.messages;
}

} // namespace

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

/// Writes a random program: dense layers, windows, sums and products, tables,
/// rescales of bytes and what moves them, between an argument and results of
/// random form.
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
  void window();
  void binary();
  void pad();

  /// A value of `rows x shape`, from or to the two dimensions of all others.
  std::string reshapeTo(const std::string &value, StringRef shape,
                        const std::string &from, const std::string &to);

  struct Stored {
    std::string value;
    int64_t width;
    bool isUnsigned;
  };

  std::mt19937 &random;
  std::vector<Stored> earlier;
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

std::string ProgramWriter::reshapeTo(const std::string &value, StringRef shape,
                                     const std::string &from,
                                     const std::string &to) {
  std::string out = name(), target = name();
  line(formatv("{0} = tosa.const_shape {{values = dense<[{1}, {2}]> : "
               "tensor<{3}xindex>} : () -> !tosa.shape<{3}>",
               target, rows == "?" ? "-1" : rows, shape, shape.count(',') + 2));
  line(formatv("{0} = tosa.reshape {1}, {2} : ({3}, !tosa.shape<{4}>) -> {5}",
               out, value, target, from, shape.count(',') + 2, to));
  return out;
}

/// A convolution or a pool along the row, with padding.
void ProgramWriter::window() {
  int64_t kernel = pick(1, std::min<int64_t>(width, 3)),
          padding = pick(0, kernel - 1);
  int64_t after = width + 2 * padding - kernel + 1;
  auto image = [&](int64_t w, int64_t channels, StringRef element) {
    return formatv("tensor<{0}x1x{1}x{2}x{3}>", rows, w, channels, element)
        .str();
  };
  std::string in = image(width, 1, "i8"), out = name();
  current = reshapeTo(current, formatv("1, {0}, 1", width).str(), type(), in);
  int64_t zp = zeroPoint(currentUnsigned);
  std::string pads = formatv("pad [0, 0, {0}, {0}]", padding);
  width = after;
  if (int64_t choice = pick(0, 2); choice == 0) {
    line(formatv("{0} = qnn.max_pool2d {1} kernel [1, {2}] stride [1, 1] {3} "
                 "{4} : {5} to {6}",
                 out, current, kernel, pads, currentUnsigned ? "unsigned" : "",
                 in, image(after, 1, "i8")));
    current =
        reshapeTo(out, std::to_string(after), image(after, 1, "i8"), type());
    return;
  } else if (choice == 1) {
    bool outUnsigned = flip();
    int64_t low = outUnsigned ? 0 : -128;
    std::string scale = name();
    line(formatv("{0} = arith.constant dense<0.4> : tensor<{1}xf32>", scale,
                 kernel));
    line(formatv("{0} = qnn.avg_pool2d {1}, ({2}) kernel [1, {3}] stride [1, "
                 "1] {4} in_zp {5} {6} out_zp {7} clamp [{8}, {9}] fp32 : "
                 "{10}, (tensor<{3}xf32>) to {11}",
                 out, current, scale, kernel, pads, zp,
                 currentUnsigned ? "in_unsigned" : "", zeroPoint(outUnsigned),
                 low, low + 255, in, image(after, 1, "i8")));
    current =
        reshapeTo(out, std::to_string(after), image(after, 1, "i8"), type());
    currentUnsigned = outUnsigned;
    return;
  }
  int64_t channels = pick(1, width > 8 ? 1 : 3);
  std::string w = name(), b = name(), filters;
  for (int64_t i = 0; i < channels * kernel; ++i)
    filters += formatv("{0}{1}{2}{3}", i ? ", " : "", i % kernel ? "" : "[[",
                       "[" + std::to_string(pick(-128, 127)) + "]",
                       (i + 1) % kernel ? "" : "]]");
  line(formatv("{0} = arith.constant dense<[{1}]> : tensor<{2}x1x{3}x1xi8>", w,
               filters, channels, kernel));
  line(formatv("{0} = arith.constant dense<{1}> : tensor<{2}xi32>", b,
               pick(-100000, 100000), channels));
  line(formatv("{0} = qnn.conv2d {1}, {2}, {3} {4} stride [1, 1] dilation [1, "
               "1] x_zp {5} w_zp {6} {7} : ({8}, tensor<{9}x1x{10}x1xi8>, "
               "tensor<{9}xi32>) -> {11}",
               out, current, w, b, pads, zp, pick(-2, 2),
               currentUnsigned ? "x_unsigned" : "", in, channels, kernel,
               image(after, channels, "i32")));
  width = after * channels;
  current = reshapeTo(out, std::to_string(width), image(after, channels, "i32"),
                      type("i32"));
  requantize("i32");
}

/// A sum, a product or a concatenation with an earlier tensor, or with itself.
void ProgramWriter::binary() {
  Stored other{current, width, currentUnsigned};
  for (const Stored &candidate : earlier)
    if (flip() && candidate.width + width < 12)
      other = candidate;
  std::string out = name();
  if (other.width != width || flip()) {
    std::string a = type();
    int64_t before = width;
    width = other.width;
    std::string b = type();
    width += before;
    line(formatv("{0} = tosa.concat {1}, {2} {{axis = 1 : i32} : ({3}, {4}) -> "
                 "{5}",
                 out, current, other.value, a, b, type()));
    current = out;
    return;
  }
  std::string operands = formatv(
      "{0}, {1} a_zp {2} {{0} {3} b_zp {4} {{1} {5}", current, other.value,
      zeroPoint(currentUnsigned), currentUnsigned ? "a_unsigned" : "",
      zeroPoint(other.isUnsigned), other.isUnsigned ? "b_unsigned" : "");
  if (flip()) {
    line(formatv("{0} = qnn.mul {1} : ({2}, {2}) -> {3}", out,
                 formatv(operands.c_str(), "", "").str(), type(), type("i32")));
    current = out;
    return requantize("i32");
  }
  bool outUnsigned = flip();
  int64_t low = outUnsigned ? 0 : -128;
  line(formatv("{0} = qnn.add {1} out_zp {2} clamp [{3}, {4}] : ({5}, {5}) -> "
               "{5}",
               out,
               formatv(operands.c_str(), "a_scale 0.6", "b_scale -0.3").str(),
               zeroPoint(outUnsigned), low, low + 255, type()));
  current = out;
  currentUnsigned = outUnsigned;
}

void ProgramWriter::pad() {
  std::string out = name(), amounts = name(), zp = name(), in = type();
  int64_t before = pick(0, 2), after = pick(0, 2);
  width += before + after;
  line(formatv("{0} = tosa.const_shape {{values = dense<[0, 0, {1}, {2}]> : "
               "tensor<4xindex>} : () -> !tosa.shape<4>",
               amounts, before, after));
  line(formatv("{0} = arith.constant dense<{1}> : tensor<1xi8>", zp,
               pick(-128, 127)));
  line(formatv("{0} = tosa.pad {1}, {2}, {3} : ({4}, !tosa.shape<4>, "
               "tensor<1xi8>) -> {5}",
               out, current, amounts, zp, in, type()));
  current = out;
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
  for (int64_t i = 0, e = pick(1, 9); i < e; ++i) {
    if (random() % 4 == 0)
      results.push_back({current, type()}), resultUnsigned.push_back(flip());
    earlier.push_back({current, width, currentUnsigned});
    switch (random() % 9) {
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
    case 5:
    case 6:
      window();
      break;
    case 7:
      binary();
      break;
    case 8:
      pad();
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
          module.walk([&](qnn::Conv2DOp conv) {
            EXPECT_EQ(conv.getXUnsigned(), lhsUnsigned);
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
        module.walk([](qnn::Conv2DOp conv) { EXPECT_EQ(conv.getXZp(), 0); });
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

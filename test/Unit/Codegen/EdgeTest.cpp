//===- EdgeTest.cpp - Programs of unusual form ----------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Testing.h"

using namespace qopt;
using namespace qopt::codegentest;

namespace {

class Edge : public LevelTest {
protected:
  /// Compares a program on random bytes, and returns its results.
  std::vector<HostTensor> check(llvm::StringRef text, int64_t rows = 1) {
    Session session;
    auto module = session.parse(text);
    if (!module)
      return {};
    auto executable = makeExecutable(session, *module, target());
    if (!executable)
      return {};
    Random random(120000);
    std::vector<HostTensor> inputs;
    for (const InterfaceTensor &input : executable->getSignature().inputs) {
      inputs.push_back(HostTensor::zeros("", input.type, input.shapeFor(rows)));
      for (char &byte : inputs.back().data)
        byte = char(random.below(256));
    }
    auto actual = runCompiled(*executable, inputs);
    EXPECT_EQ(describeDifference(actual, interpretMain(*module, inputs)), "")
        << textOf(*module);
    return actual;
  }
};

// A result twice, a constant, an input as it came, an input that nobody reads.
TEST_P(Edge, Results) {
  check(R"mlir(
    func.func @main(%x: tensor<2x3xi8>, %unused: tensor<4xi8>)
        -> (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi8>, tensor<2x3xi8>) {
      %c = arith.constant dense<[1, 2]> : tensor<2xi8>
      %s = arith.constant dense<0.5> : tensor<1xf32>
      %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<2x3xi8>, (tensor<1xf32>) to tensor<2x3xi8>
      return %0, %0, %c, %x : tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi8>, tensor<2x3xi8>
    })mlir");
}

// Two channels in wider vectors: what the other lanes hold is looked up as well
// where a table is read lane by lane.
TEST_P(Edge, LanesBeyondTheChannels) {
  check(R"mlir(
    func.func @main(%x: tensor<9x2xi8>) -> tensor<9x2xi8> {
      %w = arith.constant dense<1> : tensor<2x2xi8>
      %b = arith.constant dense<[-322333698, 1069772356]> : tensor<2xi32>
      %m = arith.constant dense<1073741824> : tensor<2xi32>
      %s = arith.constant dense<[40, 39]> : tensor<2xi8>
      %0 = qnn.dense %x, %w, %b x_zp -128 w_zp 0 : (tensor<9x2xi8>, tensor<2x2xi8>, tensor<2xi32>) -> tensor<9x2xi32>
      %1 = qnn.requantize %0, (%m, %s) in_zp 0 out_zp -68 clamp [-128, 127] single : tensor<9x2xi32>, (tensor<2xi32>, tensor<2xi8>) to tensor<9x2xi8>
      %2 = qnn.lookup %1 table dense<3> : tensor<256xi8> : tensor<9x2xi8> to tensor<9x2xi8>
      return %2 : tensor<9x2xi8>
    })mlir");
}

// The rows are those of the inputs that have a batch, and all must agree.
TEST_P(Edge, RowsOfTheBatch) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<?x3xi8>, %y: tensor<?x3xi8>, %fixed: tensor<4xi8>)
        -> (tensor<?x3xi8>, tensor<?x3xi8>) {
      %0 = qnn.lookup %x table dense<5> : tensor<256xi8> : tensor<?x3xi8> to tensor<?x3xi8>
      return %0, %y : tensor<?x3xi8>, tensor<?x3xi8>
    })mlir");
  ASSERT_TRUE(module);
  auto executable = makeExecutable(session, *module, target());
  ASSERT_TRUE(executable);
  auto rowsOf = [](int64_t rows) {
    return HostTensor::zeros("", ElementType::I8, {rows, 3});
  };
  HostTensor fixed = HostTensor::zeros("", ElementType::I8, {4});
  std::vector<HostTensor> outputs;
  ASSERT_FALSE(bool(executable->run({rowsOf(0), rowsOf(0), fixed}, outputs)));
  EXPECT_EQ(outputs[0].shape, (llvm::SmallVector<int64_t>{0, 3}));
  ASSERT_FALSE(bool(executable->run({rowsOf(5), rowsOf(5), fixed}, outputs)));
  EXPECT_EQ(outputs[0].shape, (llvm::SmallVector<int64_t>{5, 3}));
  llvm::Error error = executable->run({rowsOf(5), rowsOf(3), fixed}, outputs);
  EXPECT_TRUE(bool(error));
  llvm::consumeError(std::move(error));
}

TEST_P(Edge, DynamicResults) {
  for (int64_t rows : {0, 1, 9, 65})
    check(R"mlir(
      func.func @main(%unused: tensor<4xi8>, %x: tensor<?x3xi8>)
          -> (tensor<?x3xi8>, tensor<?x3xi8>, tensor<?x3xi8>) {
        %0 = qnn.lookup %x table dense<5> : tensor<256xi8> : tensor<?x3xi8> to tensor<?x3xi8>
        return %0, %0, %x : tensor<?x3xi8>, tensor<?x3xi8>, tensor<?x3xi8>
      })mlir",
          rows);
}

// One value read as both signs, by layers that want it differently.
TEST_P(Edge, BothSignednesses) {
  check(R"mlir(
    func.func @main(%x: tensor<3x5xi8>) -> (tensor<3x2xi32>, tensor<3x2xi32>, tensor<3x5xf32>) {
      %w = arith.constant dense<[[1, -2, 3, -128, 5], [127, 127, 127, 127, 127]]> : tensor<2x5xi8>
      %b = arith.constant dense<[7, -9]> : tensor<2xi32>
      %0 = qnn.dense %x, %w, %b x_zp 200 w_zp 0 x_unsigned : (tensor<3x5xi8>, tensor<2x5xi8>, tensor<2xi32>) -> tensor<3x2xi32>
      %1 = qnn.dense %x, %w, %b x_zp -128 w_zp -1 : (tensor<3x5xi8>, tensor<2x5xi8>, tensor<2xi32>) -> tensor<3x2xi32>
      %2 = qnn.dequantize %x scale 0.1 zp 200 unsigned : tensor<3x5xi8> to tensor<3x5xf32>
      return %0, %1, %2 : tensor<3x2xi32>, tensor<3x2xi32>, tensor<3x5xf32>
    })mlir");
}

// A layer of no outputs, and one of no inputs, which gives its bias.
TEST_P(Edge, EmptyInBetween) {
  auto results = check(R"mlir(
    func.func @main(%x: tensor<2x3xi8>) -> tensor<2x3xi32> {
      %w0 = arith.constant dense<> : tensor<0x3xi8>
      %b0 = arith.constant dense<> : tensor<0xi32>
      %w1 = arith.constant dense<> : tensor<3x0xi8>
      %b1 = arith.constant dense<[7, 8, -9]> : tensor<3xi32>
      %s = arith.constant dense<0.5> : tensor<1xf32>
      %0 = qnn.dense %x, %w0, %b0 x_zp 0 w_zp 0 : (tensor<2x3xi8>, tensor<0x3xi8>, tensor<0xi32>) -> tensor<2x0xi32>
      %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<2x0xi32>, (tensor<1xf32>) to tensor<2x0xi8>
      %2 = qnn.dense %1, %w1, %b1 x_zp 0 w_zp 0 : (tensor<2x0xi8>, tensor<3x0xi8>, tensor<3xi32>) -> tensor<2x3xi32>
      return %2 : tensor<2x3xi32>
    })mlir");
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results[0].as<int32_t>(),
            llvm::ArrayRef<int32_t>({7, 8, -9, 7, 8, -9}));
}

// Float rounding differs where a product is contracted with the sum after it:
// 3.4501 / (1 / 66.93) - 128 is 103.
TEST_P(Edge, QuantizeRoundsBeforeTheZeroPointIsAdded) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1x37xf32>) -> tensor<1x37xi8> {
      %0 = qnn.quantize %x scale 0.014940983 zp -128 : tensor<1x37xf32> to tensor<1x37xi8>
      return %0 : tensor<1x37xi8>
    })mlir");
  ASSERT_TRUE(module);
  auto executable = makeExecutable(session, *module, target());
  ASSERT_TRUE(executable);
  HostTensor x = HostTensor::zeros("", ElementType::F32, {1, 37});
  for (float &value : x.as<float>())
    value = 3.4501f;
  auto results = runCompiled(*executable, x);
  ASSERT_EQ(results.size(), 1u);
  for (int8_t value : results[0].as<int8_t>())
    EXPECT_EQ(value, 103);
}

// Vector body and remainder round alike: channels 1 to 33.
TEST_P(Edge, ChannelsRoundAlike) {
  for (int64_t n = 1; n <= 33; n += isLongRun() ? 1 : 8)
    for (const char *numerics : {"fp32", "single", "double"}) {
      std::string N = std::to_string(n);
      bool isFloat = llvm::StringRef(numerics) == "fp32";
      check("func.func @main(%x: tensor<5x" + N + "xi8>) -> tensor<5x" + N +
            "xi8> {\n"
            "%s = arith.constant dense<" +
            (isFloat ? "0.15625> : tensor<1xf32>\n"
                     : "1342177280> : tensor<1xi32>\n"
                       "%t = arith.constant dense<33> : tensor<1xi8>\n") +
            "%0 = qnn.requantize %x, (" + (isFloat ? "%s" : "%s, %t") +
            ") in_zp 3 out_zp -3 clamp [-100, 100] " + numerics +
            " : tensor<5x" + N + "xi8>, (" +
            (isFloat ? "tensor<1xf32>" : "tensor<1xi32>, tensor<1xi8>") +
            ") to tensor<5x" + N + "xi8>\nreturn %0 : tensor<5x" + N +
            "xi8>\n}\n");
    }
}

QOPT_TEST_ALL_LEVELS(Edge);

} // namespace

//===- InterpreterTest.cpp - The reference interpreter ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Testing.h"

using namespace qopt;
using namespace qopt::testing;
using namespace mlir;

namespace {

TEST(Interpreter, DenseByHand) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<2x3xi8> {qnn.unsigned}) -> tensor<2x2xi32> {
      %w = arith.constant dense<[[1, -2, 3], [-128, 0, 127]]> : tensor<2x3xi8>
      %b = arith.constant dense<[10, -10]> : tensor<2xi32>
      %0 = qnn.dense %x, %w, %b x_zp 200 w_zp -1 x_unsigned
        : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<2xi32>) -> tensor<2x2xi32>
      return %0 : tensor<2x2xi32>
    })mlir");
  HostTensor x =
      makeTensor<uint8_t>(ElementType::U8, {2, 3}, {200, 255, 0, 0, 128, 201});
  auto results = execute(*module, x);
  ASSERT_EQ(results.size(), 1u);
  // Row 0: x - 200 = 0, 55, -200; w + 1 = (2, -1, 4), (-127, 1, 128).
  // Row 1: x - 200 = -200, -72, 1.
  const int32_t expected[] = {10 - 55 - 800, -10 + 55 - 25600,
                              10 - 400 + 72 + 4, -10 + 25400 - 72 + 128};
  EXPECT_EQ(results[0].as<int32_t>(), ArrayRef<int32_t>(expected));
}

TEST(Interpreter, GroupsByHand) {
  // 1 + 32 * (3 * 5 * 2 + 255 * 5 * -1), and the second row's x - 1 is -2.
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<2x64xi8>) -> tensor<2x1xi32> {
      %two = arith.constant dense<2> : tensor<1x32xi8>
      %one = arith.constant dense<-1> : tensor<1x32xi8>
      %w = tosa.concat %two, %one {axis = 1 : i32} : (tensor<1x32xi8>, tensor<1x32xi8>) -> tensor<1x64xi8>
      %b = arith.constant dense<1> : tensor<1xi32>
      %0 = qnn.dense %x, %w, %b x_zp 1 w_zp 0 factors dense<[[3, 255]]> : tensor<1x2xui8>
        : (tensor<2x64xi8>, tensor<1x64xi8>, tensor<1xi32>) -> tensor<2x1xi32>
      return %0 : tensor<2x1xi32>
    })mlir");
  std::vector<int8_t> x(128, 6);
  std::fill(x.begin() + 64, x.end(), -1);
  auto results =
      execute(*module, makeTensor<int8_t>(ElementType::I8, {2, 64}, x));
  ASSERT_EQ(results.size(), 1u);
  const int32_t expected[] = {1 + 32 * (30 - 1275), 1 + 32 * (-12 + 510)};
  EXPECT_EQ(results[0].as<int32_t>(), ArrayRef<int32_t>(expected));
}

TEST(Interpreter, WorkedRescale) {
  // acc 585, m 1527099593, total right shift 37, z -126: single -119, double
  // -119, fp32 -120.
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1xi32>) -> (tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) {
      %m = arith.constant dense<1527099593> : tensor<1xi32>
      %s = arith.constant dense<37> : tensor<1xi8>
      %f = arith.constant dense<1.1111111e-02> : tensor<1xf32>
      %0 = qnn.requantize %x, (%m, %s) in_zp 0 out_zp -126 clamp [-128, 127] single : tensor<1xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<1xi8>
      %1 = qnn.requantize %x, (%m, %s) in_zp 0 out_zp -126 clamp [-128, 127] double : tensor<1xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<1xi8>
      %2 = qnn.requantize %x, (%f) in_zp 0 out_zp -126 clamp [-128, 127] fp32 : tensor<1xi32>, (tensor<1xf32>) to tensor<1xi8>
      return %0, %1, %2 : tensor<1xi8>, tensor<1xi8>, tensor<1xi8>
    })mlir");
  auto results =
      execute(*module, makeTensor<int32_t>(ElementType::I32, {1}, {585}));
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].as<int8_t>()[0], -119);
  EXPECT_EQ(results[1].as<int8_t>()[0], -119);
  EXPECT_EQ(results[2].as<int8_t>()[0], -120);
}

TEST(Interpreter, QuantizeRoundsBeforeTheZeroPointIsAdded) {
  // 3.4501 at 1/66.93 and z -128 is 103; NaN is the zero point.
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<5xf32>) -> tensor<5xi8> {
      %0 = qnn.quantize %x scale 0.0149409831 zp -128 : tensor<5xf32> to tensor<5xi8>
      return %0 : tensor<5xi8>
    })mlir");
  auto results = execute(
      *module, makeTensor<float>(ElementType::F32, {5},
                                 {3.4501f, NAN, INFINITY, -INFINITY, 0.f}));
  const int8_t expected[] = {103, -128, 127, -128, -128};
  EXPECT_EQ(results[0].as<int8_t>(), ArrayRef<int8_t>(expected));
}

TEST(Interpreter, RequantizePerChannelAndBytes) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<2x2xi8> {qnn.unsigned}) -> (tensor<2x2xi8> {qnn.unsigned}) {
      %f = arith.constant dense<[1.0, 0.001]> : tensor<2xf32>
      %0 = qnn.requantize %x, (%f) in_zp 128 in_unsigned out_zp 200 clamp [0, 255] fp32 : tensor<2x2xi8>, (tensor<2xf32>) to tensor<2x2xi8>
      return %0 : tensor<2x2xi8>
    })mlir");
  auto results = execute(
      *module, makeTensor<uint8_t>(ElementType::U8, {2, 2}, {0, 0, 255, 255}));
  const uint8_t expected[] = {72, 200, 255, 200};
  EXPECT_EQ(results[0].as<uint8_t>(), ArrayRef<uint8_t>(expected));
}

TEST(Interpreter, AccumulatorOverflowIsReported) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1x1xi8>) -> tensor<1x1xi32> {
      %w = arith.constant dense<1> : tensor<1x1xi8>
      %b = arith.constant dense<2147483647> : tensor<1xi32>
      %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 unit "dense7" : (tensor<1x1xi8>, tensor<1x1xi8>, tensor<1xi32>) -> tensor<1x1xi32>
      return %0 : tensor<1x1xi32>
    })mlir");
  std::string error =
      executionError(*module, makeTensor<int8_t>(ElementType::I8, {1, 1}, {1}));
  EXPECT_NE(error.find("dense7"), std::string::npos) << error;
  EXPECT_NE(error.find("2147483648, which overflows i32"), std::string::npos)
      << error;
  auto results =
      execute(*module, makeTensor<int8_t>(ElementType::I8, {1, 1}, {-1}));
  EXPECT_EQ(results[0].as<int32_t>()[0], 2147483646);
}

TEST(Interpreter, InputsAreChecked) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<?x2xf32> {qnn.name = "image"}) -> (tensor<?x2xf32> {qnn.name = "out0"}) {
      return %x : tensor<?x2xf32>
    })mlir");
  HostTensor good = HostTensor::zeros("", ElementType::F32, {5, 2});
  EXPECT_EQ(execute(*module, good)[0].name, "out0");
  EXPECT_NE(executionError(*module, {}).find("takes 1 inputs, got 0"),
            std::string::npos);
  std::string shape =
      executionError(*module, HostTensor::zeros("", ElementType::F32, {5, 3}));
  EXPECT_NE(
      shape.find("argument 0 (\"image\") must be ?x2 of f32, got 5x3 of f32"),
      std::string::npos)
      << shape;
  std::string type =
      executionError(*module, HostTensor::zeros("", ElementType::U8, {5, 2}));
  EXPECT_NE(type.find("must be ?x2 of f32, got 5x2 of u8"), std::string::npos)
      << type;
}

TEST(Interpreter, UnknownOperationIsNamed) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1x2x2xf32>) -> tensor<1x2x2xf32> {
      %0:2 = tosa.rfft2d %x : (tensor<1x2x2xf32>) -> (tensor<1x2x2xf32>, tensor<1x2x2xf32>)
      return %0#0 : tensor<1x2x2xf32>
    })mlir");
  std::string error = executionError(
      *module, HostTensor::zeros("", ElementType::F32, {1, 2, 2}));
  EXPECT_NE(error.find("'tosa.rfft2d'"), std::string::npos) << error;
}

TEST(Interpreter, RecursionIsReported) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1xf32>) -> tensor<1xf32> {
      %0 = func.call @main(%x) : (tensor<1xf32>) -> tensor<1xf32>
      return %0 : tensor<1xf32>
    })mlir");
  std::string error =
      executionError(*module, HostTensor::zeros("", ElementType::F32, {1}));
  EXPECT_NE(error.find("calls itself"), std::string::npos) << error;
}

TEST(Interpreter, ReshapeWithDynamicDimension) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<?x4xi8>) -> tensor<?x2xi8> {
      %s = tosa.const_shape {values = dense<[-1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
      %0 = tosa.reshape %x, %s : (tensor<?x4xi8>, !tosa.shape<2>) -> tensor<?x2xi8>
      return %0 : tensor<?x2xi8>
    })mlir");
  std::mt19937 random(1);
  HostTensor x = randomBytes(ElementType::I8, {3, 4}, random);
  auto results = execute(*module, x);
  EXPECT_EQ(results[0].shape, (SmallVector<int64_t>{6, 2}));
  EXPECT_TRUE(results[0].data == x.data);
}

TEST(Interpreter, FloatNetworkOfUnits) {
  Session session;
  auto module = session.parse(R"mlir(
    func.func @main(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
      %0 = qnn.unit "u" kind "unary" (%x) : (tensor<1x2xf32>) -> tensor<1x2xf32> {
      ^bb0(%a: tensor<1x2xf32>):
        %c = "tosa.const"() <{values = dense<1.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
        %1 = tosa.add %a, %c : (tensor<1x2xf32>, tensor<1x1xf32>) -> tensor<1x2xf32>
        %2 = tosa.clamp %1 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<1x2xf32>) -> tensor<1x2xf32>
        qnn.yield %2 : tensor<1x2xf32>
      }
      return %0 : tensor<1x2xf32>
    })mlir");
  auto results = execute(
      *module, makeTensor<float>(ElementType::F32, {1, 2}, {-3.f, 2.5f}));
  EXPECT_EQ(results[0].as<float>()[0], 0.f);
  EXPECT_EQ(results[0].as<float>()[1], 3.5f);
}

} // namespace

//===- HeaderTest.cpp - The C header of a compiled object -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// That headers compile as C and C++ is tested in test/Tools/header.
///
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Header.h"

#include "gmock/gmock.h"

#include <cmath>
#include <cstdlib>
#include <random>

using namespace qopt;
using testing::HasSubstr;
using testing::Not;

namespace {

InterfaceTensor quantized(std::string name, ElementType type,
                          llvm::ArrayRef<int64_t> shape, float scale,
                          int64_t zeroPoint) {
  InterfaceTensor tensor;
  tensor.name = std::move(name);
  tensor.type = type;
  tensor.shape.assign(shape.begin(), shape.end());
  tensor.isQuantized = true;
  tensor.scale = scale;
  tensor.zeroPoint = zeroPoint;
  return tensor;
}

InterfaceTensor plain(std::string name, ElementType type,
                      llvm::ArrayRef<int64_t> shape) {
  InterfaceTensor tensor = quantized(std::move(name), type, shape, 1, 0);
  tensor.isQuantized = false;
  return tensor;
}

Signature makeSignature() {
  Signature signature;
  signature.name = "net";
  signature.arenaBytes = 4096;
  signature.inputs = {
      quantized("image", ElementType::U8, {1, 8, 8}, 0.0625f, 3)};
  signature.outputs = {
      quantized("dense2", ElementType::I8, {1, 10}, 0.1f, -128)};
  return signature;
}

std::string headerOf(const Signature &signature,
                     StackBytes stack = {/*fixed=*/320, /*scalable=*/0}) {
  ObjectSize size;
  size.codeBytes = 700;
  size.constantBytes = 8000;
  size.stack = stack;
  return makeHeader(
      signature, llvm::cantFail(TargetInfo::create("x86_64-linux-gnu")), size);
}

/// What the header defines `macro` as.
std::string valueOf(const std::string &header, const std::string &macro) {
  std::string start = "#define " + macro + " ";
  size_t at = header.find(start);
  if (at == std::string::npos)
    return "";
  at += start.size();
  return header.substr(at, header.find('\n', at) - at);
}

std::string check(llvm::StringRef name) {
  return llvm::toString(checkFunctionName(name));
}

TEST(FunctionName, AcceptsIdentifiers) {
  for (const char *name : {"net", "Net2", "a", "my_net", "net_"})
    EXPECT_EQ(check(name), "");
}

TEST(FunctionName, RefusesWhatIsTakenAndSaysWhatToDo) {
  EXPECT_EQ(check(""), "'' cannot be the name of the function: it is empty; "
                       "give another with --name");
  for (const char *name :
       {"2net", "my-net", "_net", "net\n", "n\xc3\xa9t", "a b"})
    EXPECT_THAT(check(name), HasSubstr("a C name is a letter"));
  for (const char *name : {"int", "class", "restrict", "and", "co_await"})
    EXPECT_THAT(check(name), HasSubstr("a word of the C or C++ language"));
  for (const char *name : {"memcpy", "tanh", "expf", "malloc", "printf"})
    EXPECT_THAT(check(name), HasSubstr("the C library has a function"));
  EXPECT_THAT(check("main"), HasSubstr("programs start there"));
  EXPECT_THAT(check("my__net"), HasSubstr("reserves"));
}

TEST(Header, SaysWhatACallNeeds) {
  std::string header = headerOf(makeSignature());
  EXPECT_EQ(valueOf(header, "NET_STACK_BYTES"), "320");
  EXPECT_EQ(valueOf(header, "NET_CODE_BYTES"), "700");
  EXPECT_EQ(valueOf(header, "NET_CONSTANT_BYTES"), "8000");
  EXPECT_THAT(header, HasSubstr("(NET_ARENA_BYTES + NET_STACK_BYTES)"));
  EXPECT_THAT(header, HasSubstr("(NET_RAM_BYTES == 4416,"));
  EXPECT_THAT(header, HasSubstr("(NET_FLASH_BYTES == 8700,"));
  EXPECT_THAT(header, Not(HasSubstr("_VECTOR_BITS")));

  header = headerOf(makeSignature(), {/*fixed=*/320, /*scalable=*/16});
  EXPECT_EQ(valueOf(header, "NET_VECTOR_BITS"), "1024");
  EXPECT_THAT(header, HasSubstr("(320 + 16 * (NET_VECTOR_BITS / 64))"));
}

TEST(Header, DeclaresTheFunctionAndItsMacros) {
  std::string header = headerOf(makeSignature());
  EXPECT_THAT(
      header,
      HasSubstr("void net(const uint8_t *in0, int8_t *out0, void *arena);"));
  EXPECT_EQ(valueOf(header, "NET_ARENA_BYTES"), "4096");
  EXPECT_EQ(valueOf(header, "NET_ARENA_ALIGNMENT"), "64");
  EXPECT_EQ(valueOf(header, "NET_IN0_ELEMENTS"), "64");
  EXPECT_EQ(valueOf(header, "NET_IN0_SCALE"), "0.0625f");
  EXPECT_EQ(valueOf(header, "NET_IN0_ZERO_POINT"), "(3)");
  EXPECT_EQ(valueOf(header, "NET_OUT0_ELEMENTS"), "10");
  EXPECT_EQ(valueOf(header, "NET_OUT0_ZERO_POINT"), "(-128)");
  EXPECT_THAT(header, HasSubstr("in0  \"image\", uint8_t[1][8][8]"));
  EXPECT_THAT(header, HasSubstr("x = scale * (q - zero_point)"));
}

TEST(Header, HasRowsWhereTheBatchIsDynamic) {
  Signature signature = makeSignature();
  signature.hasDynamicBatch = true;
  signature.inputs = {plain("x", ElementType::F32, {-1, 64})};
  signature.outputs = {plain("y", ElementType::F32, {-1})};
  std::string header = headerOf(signature);
  EXPECT_THAT(header, HasSubstr("void net(int64_t rows, const float *in0, "
                                "float *out0, void *arena);"));
  EXPECT_EQ(valueOf(header, "NET_IN0_ROW_ELEMENTS"), "64");
  EXPECT_EQ(valueOf(header, "NET_OUT0_ROW_ELEMENTS"), "1");
  EXPECT_EQ(valueOf(header, "NET_IN0_ELEMENTS"), "");
  EXPECT_EQ(valueOf(header, "NET_IN0_SCALE"), "");
  EXPECT_THAT(header, HasSubstr("net(rows, in0, out0, arena"));
}

TEST(Header, NamesCannotLeaveTheirComment) {
  Signature signature = makeSignature();
  signature.inputs[0].name = "a*/b\n#error /*\xff";
  std::string header = headerOf(signature);
  EXPECT_THAT(header, HasSubstr("\"a* /b\\x0a#error / *\\xff\""));
  EXPECT_THAT(header, Not(HasSubstr("\n#error")));
  signature.inputs[0].name = "\xc3\xa9";
  EXPECT_THAT(headerOf(signature), HasSubstr("\"\xc3\xa9\""));
}

TEST(Header, ScalesReadBackAsTheSameBits) {
  std::vector<float> scales{1.0f,        0.1f,      1e10f,
                            1.0f / 255,  0x1p-126f, 0x1.fffffep127f,
                            16777216.0f, 1e-5f};
  std::mt19937 random(1);
  std::uniform_real_distribution<float> exponents(-126, 127);
  for (int i = 0; i < 2000; ++i)
    scales.push_back(std::exp2(exponents(random)));
  Signature signature = makeSignature();
  TargetInfo target = llvm::cantFail(TargetInfo::create("x86_64-linux-gnu"));
  for (float scale : scales) {
    signature.inputs[0].scale = scale;
    std::string literal =
        valueOf(makeHeader(signature, target, ObjectSize()), "NET_IN0_SCALE");
    char *end;
    EXPECT_EQ(std::strtof(literal.c_str(), &end), scale) << literal;
    EXPECT_STREQ(end, "f") << literal;
    EXPECT_NE(literal.find_first_of(".E"), std::string::npos) << literal;
  }
}

} // namespace

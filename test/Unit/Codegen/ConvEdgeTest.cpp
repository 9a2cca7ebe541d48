//===- ConvEdgeTest.cpp - Programs on images of unusual form --------------===//
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

class ConvEdge : public LevelTest {
protected:
  /// Compares a program on random bytes.
  void check(llvm::StringRef text) {
    Session session;
    auto module = session.parse(text);
    if (!module)
      return;
    auto executable = makeExecutable(session, *module, target());
    if (!executable)
      return;
    Random random(190000);
    std::vector<HostTensor> inputs;
    for (const InterfaceTensor &input : executable->getSignature().inputs) {
      inputs.push_back(HostTensor::zeros("", input.type, input.shapeFor(1)));
      for (char &byte : inputs.back().data)
        byte = char(random.below(256));
    }
    EXPECT_EQ(describeDifference(runCompiled(*executable, inputs),
                                 interpretMain(*module, inputs)),
              "")
        << textOf(*module);
  }
};

// A sum of one element each, read by several of a broadcast.
TEST_P(ConvEdge, SumOfOneElement) {
  check(R"mlir(
    func.func @main(%x: tensor<1x2x5xi8>) -> tensor<3x2x5xi8> {
      %m = tosa.const_shape {values = dense<[3, 1, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
      %s = arith.constant dense<0.5> : tensor<1xf32>
      %0 = qnn.reduce_sum %x dims [] zp 3 : tensor<1x2x5xi8> to tensor<1x2x5xi32>
      %1 = tosa.tile %0, %m : (tensor<1x2x5xi32>, !tosa.shape<3>) -> tensor<3x2x5xi32>
      %2 = qnn.requantize %1, (%s) in_zp 0 out_zp 1 clamp [-128, 127] fp32 : tensor<3x2x5xi32>, (tensor<1xf32>) to tensor<3x2x5xi8>
      return %2 : tensor<3x2x5xi8>
    })mlir");
}

// Padding that is computed after what is padded.
TEST_P(ConvEdge, ComputedPadding) {
  check(R"mlir(
    func.func @main(%x: tensor<1x4x4x3xi8>, %p: tensor<1xi8>) -> (tensor<1x6x5x3xi8>, tensor<1x4x4x3xi8>) {
      %s = arith.constant dense<0.5> : tensor<1xf32>
      %0 = qnn.requantize %x, (%s) in_zp 0 out_zp 1 clamp [-128, 127] fp32 : tensor<1x4x4x3xi8>, (tensor<1xf32>) to tensor<1x4x4x3xi8>
      %q = qnn.requantize %p, (%s) in_zp 0 out_zp 1 clamp [-128, 127] fp32 : tensor<1xi8>, (tensor<1xf32>) to tensor<1xi8>
      %pad = tosa.const_shape {values = dense<[0, 0, 1, 1, 1, 0, 0, 0]> : tensor<8xindex>} : () -> !tosa.shape<8>
      %1 = tosa.pad %0, %pad, %q : (tensor<1x4x4x3xi8>, !tosa.shape<8>, tensor<1xi8>) -> tensor<1x6x5x3xi8>
      return %1, %0 : tensor<1x6x5x3xi8>, tensor<1x4x4x3xi8>
    })mlir");
}

// Layers of no outputs, pools of them, and layers of no inputs, which give
// their biases.
TEST_P(ConvEdge, EmptyInBetween) {
  for (const char *groups : {"", "groups 3 "})
    for (const char *zp : {"0", "3"}) {
      std::string depth = *groups ? "1" : "3", Groups = groups, Zp = zp;
      check("func.func @main(%x: tensor<1x4x4x3xi8>) -> tensor<1x4x4x6xi32> {\n"
            "%w0 = arith.constant dense<> : tensor<0x3x3x" +
            depth +
            "xi8>\n"
            "%b0 = arith.constant dense<> : tensor<0xi32>\n"
            "%w1 = arith.constant dense<> : tensor<6x3x3x0xi8>\n"
            "%b1 = arith.constant dense<[7, 8, -9, 1, 2, 3]> : tensor<6xi32>\n"
            "%s = arith.constant dense<0.5> : tensor<1xf32>\n"
            "%0 = qnn.conv2d %x, %w0, %b0 pad [1, 1, 1, 1] stride [1, 1] "
            "dilation [1, 1] " +
            Groups + "x_zp " + Zp +
            " w_zp 2 : (tensor<1x4x4x3xi8>, tensor<0x3x3x" + depth +
            "xi8>, tensor<0xi32>) -> tensor<1x4x4x0xi32>\n"
            "%1 = qnn.requantize %0, (%s) in_zp 0 out_zp 1 clamp [-128, 127] "
            "fp32 : tensor<1x4x4x0xi32>, (tensor<1xf32>) to "
            "tensor<1x4x4x0xi8>\n"
            "%2 = qnn.max_pool2d %1 kernel [3, 3] stride [1, 1] pad [1, 1, 1, "
            "1] : tensor<1x4x4x0xi8> to tensor<1x4x4x0xi8>\n"
            "%3 = qnn.conv2d %2, %w1, %b1 pad [1, 1, 1, 1] stride [1, 1] "
            "dilation [1, 1] " +
            Groups + "x_zp " + Zp +
            " w_zp 2 : (tensor<1x4x4x0xi8>, tensor<6x3x3x0xi8>, "
            "tensor<6xi32>) -> tensor<1x4x4x6xi32>\n"
            "return %3 : tensor<1x4x4x6xi32>\n}\n");
    }
}

// TOSA's own operations on bytes take them as signed, beside a convolution that
// may want them unsigned.
TEST_P(ConvEdge, TosaOnBytes) {
  check(R"mlir(
    func.func @main(%in: tensor<1x4x4x3xi8>) -> (tensor<1x2x2x3xi8>, tensor<1x2x2x3xi8>, tensor<1x4x4x3xi8>, tensor<1x7x8x3xi8>, tensor<1x5x12xi8>, tensor<1x4x4x2xi32>, tensor<1x4x4x3xi8>) {
      %z = "tosa.const"() <{values = dense<3> : tensor<1xi8>}> : () -> tensor<1xi8>
      %s = arith.constant dense<0.75> : tensor<1xf32>
      %x = qnn.requantize %in, (%s) in_zp 0 out_zp 5 clamp [-128, 127] fp32 : tensor<1x4x4x3xi8>, (tensor<1xf32>) to tensor<1x4x4x3xi8>
      %0 = tosa.max_pool2d %x {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>} : (tensor<1x4x4x3xi8>) -> tensor<1x2x2x3xi8>
      %1 = tosa.avg_pool2d %x, %z, %z {acc_type = i32, kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, pad = array<i64: 1, 0, 0, 1>} : (tensor<1x4x4x3xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<1x2x2x3xi8>
      %2 = tosa.clamp %x {min_val = -5 : i8, max_val = 100 : i8} : (tensor<1x4x4x3xi8>) -> tensor<1x4x4x3xi8>
      %scale = tosa.const_shape {values = dense<[2, 1, 4, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
      %offset = tosa.const_shape {values = dense<[0, -1]> : tensor<2xindex>} : () -> !tosa.shape<2>
      %border = tosa.const_shape {values = dense<[0, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
      %3 = tosa.resize %x, %scale, %offset, %border {mode = NEAREST_NEIGHBOR} : (tensor<1x4x4x3xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x7x8x3xi8>
      %rows = tosa.const_shape {values = dense<[1, 4, 12]> : tensor<3xindex>} : () -> !tosa.shape<3>
      %i = "tosa.const"() <{values = dense<[[3, 0, 2, 3, 1]]> : tensor<1x5xi32>}> : () -> tensor<1x5xi32>
      %4 = tosa.reshape %x, %rows : (tensor<1x4x4x3xi8>, !tosa.shape<3>) -> tensor<1x4x12xi8>
      %5 = tosa.gather %4, %i : (tensor<1x4x12xi8>, tensor<1x5xi32>) -> tensor<1x5x12xi8>
      %w = arith.constant dense<-7> : tensor<2x1x1x3xi8>
      %b = arith.constant dense<[1, -2]> : tensor<2xi32>
      %6 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp 5 w_zp 0 : (tensor<1x4x4x3xi8>, tensor<2x1x1x3xi8>, tensor<2xi32>) -> tensor<1x4x4x2xi32>
      %7 = tosa.maximum %x, %2 : (tensor<1x4x4x3xi8>, tensor<1x4x4x3xi8>) -> tensor<1x4x4x3xi8>
      return %0, %1, %2, %3, %5, %6, %7 : tensor<1x2x2x3xi8>, tensor<1x2x2x3xi8>, tensor<1x4x4x3xi8>, tensor<1x7x8x3xi8>, tensor<1x5x12xi8>, tensor<1x4x4x2xi32>, tensor<1x4x4x3xi8>
    })mlir");
}

QOPT_TEST_ALL_LEVELS(ConvEdge);

} // namespace

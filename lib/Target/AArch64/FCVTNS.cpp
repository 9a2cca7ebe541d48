//===- FCVTNS.cpp - Rounding to even, saturating narrowing ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/RoundKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace qopt {

namespace {

/// Arithmetic on vectors of one length.
struct VectorArithmetic {
  ImplicitLocOpBuilder &b;
  int64_t lanes;

  VectorType type(unsigned bits) const {
    return VectorType::get({lanes}, b.getIntegerType(bits));
  }
  Value constant(unsigned bits, int64_t value) const {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(type(bits), APInt(bits, uint64_t(value),
                                                    /*isSigned=*/true,
                                                    /*implicitTrunc=*/true)));
  }
  Value clamp(Value x, unsigned bits, int64_t low, int64_t high) const {
    x = arith::MaxSIOp::create(b, x, constant(bits, low));
    return arith::MinSIOp::create(b, x, constant(bits, high));
  }
};

} // namespace

/// fcvtns, sqxtn, sqadd, sqxtn or sqxtun. None of the steps that saturate gives
/// another result than one clamp in the end: what is beyond 16 bits is beyond 8
/// with any zero point.
static Value emitRounded(ImplicitLocOpBuilder &b, Value x,
                         const StoredRange &range) {
  int64_t lanes = cast<VectorType>(x.getType()).getNumElements();
  VectorArithmetic a{b, lanes};
  Value rounded = arith::ConstantOp::create(b, b.getZeroAttr(a.type(32)));
  auto four = VectorType::get({4}, b.getI32Type());
  for (int64_t first = 0; first < lanes; first += 4) {
    SmallVector<int64_t> at{first}, size{4}, stride{1};
    Value part = vector::ExtractStridedSliceOp::create(b, x, at, size, stride);
    part = callIntrinsic(b, "llvm.aarch64.neon.fcvtns.v4i32.v4f32", four, part);
    rounded = lanes == 4 ? part
                         : vector::InsertStridedSliceOp::create(
                               b, part, rounded, at, stride);
  }
  Value narrow = arith::TruncIOp::create(
      b, a.type(16), a.clamp(rounded, 32, -(1 << 15), (1 << 15) - 1));
  if (range.zp != 0)
    narrow = callIntrinsic(b, "llvm.sadd.sat.v" + std::to_string(lanes) + "i16",
                           a.type(16), {narrow, a.constant(16, range.zp)});
  int64_t least = range.isUnsigned() ? 0 : -128;
  Value stored = arith::TruncIOp::create(
      b, a.type(8), a.clamp(narrow, 16, least, least + 255));
  bool isUnsigned = range.isUnsigned();
  if (range.qmin > least) {
    Value bound = a.constant(8, range.qmin);
    stored = isUnsigned ? Value(arith::MaxUIOp::create(b, stored, bound))
                        : Value(arith::MaxSIOp::create(b, stored, bound));
  }
  if (range.qmax < least + 255) {
    Value bound = a.constant(8, range.qmax);
    stored = isUnsigned ? Value(arith::MinUIOp::create(b, stored, bound))
                        : Value(arith::MinSIOp::create(b, stored, bound));
  }
  return stored;
}

llvm::ArrayRef<RoundKernel> getFCVTNSRounding() {
  static constexpr llvm::StringLiteral features[] = {"neon"};
  static const RoundKernel rows[] = {
      {llvm::Triple::aarch64, features, /*lanes=*/4, emitRounded}};
  return rows;
}

} // namespace qopt

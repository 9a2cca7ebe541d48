//===- StoredArithmetic.h - From floats to stored integers ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_STOREDARITHMETIC_H
#define QOPT_LIB_CODEGEN_STOREDARITHMETIC_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace qopt {

inline mlir::Type withElement(mlir::Type type, mlir::Type element) {
  if (auto vector = llvm::dyn_cast<mlir::VectorType>(type))
    return vector.clone(element);
  return element;
}

/// Builds arithmetic on scalars or vectors like `like`.
struct StoredArithmetic {
  mlir::OpBuilder &b;
  mlir::Location loc;
  mlir::Type like;

  mlir::Type type(mlir::Type element) const {
    return withElement(like, element);
  }
  mlir::Value constant(mlir::Type element, mlir::Attribute value) const {
    mlir::Type full = type(element);
    if (auto vector = llvm::dyn_cast<mlir::VectorType>(full))
      return mlir::arith::ConstantOp::create(
          b, loc, mlir::DenseElementsAttr::get(vector, value));
    return mlir::arith::ConstantOp::create(b, loc,
                                           llvm::cast<mlir::TypedAttr>(value));
  }
  mlir::Value f32(float value) const {
    return constant(b.getF32Type(), b.getF32FloatAttr(value));
  }
  mlir::Value integer(mlir::Type element, int64_t value) const {
    return constant(element, b.getIntegerAttr(element, value));
  }

  /// `x` within [lo, hi]; there are no NaNs, and which zero it is matters not.
  mlir::Value clampFloat(mlir::Value x, float lo, float hi) const {
    auto flags =
        mlir::arith::FastMathFlags::nnan | mlir::arith::FastMathFlags::nsz;
    auto pick = [&](mlir::arith::CmpFPredicate predicate, mlir::Value bound) {
      mlir::Value beyond =
          mlir::arith::CmpFOp::create(b, loc, predicate, x, bound, flags);
      x = mlir::arith::SelectOp::create(b, loc, beyond, bound, x);
    };
    pick(mlir::arith::CmpFPredicate::OLT, f32(lo));
    pick(mlir::arith::CmpFPredicate::OGT, f32(hi));
    return x;
  }

  /// 1.5 * 2^23: it has no fraction bits left, so adding it rounds to even and
  /// leaves the integer in the low bits. Needs |x| < 2^22, and no machine lacks
  /// an addition.
  static constexpr float rounder = 0x1.8p23f;

  /// `rne(x)` as a float.
  mlir::Value round(mlir::Value x) const {
    mlir::Value sum = mlir::arith::AddFOp::create(b, loc, x, f32(rounder));
    return mlir::arith::SubFOp::create(b, loc, sum, f32(rounder));
  }

  /// `rne(x) + zp` in the stored type, clamped to [qmin, qmax].
  mlir::Value roundAndStore(mlir::Value x, int64_t qmin, int64_t qmax,
                            int64_t zp, mlir::Type stored) const {
    x = clampFloat(x, static_cast<float>(qmin - zp),
                   static_cast<float>(qmax - zp));
    mlir::Value sum = mlir::arith::AddFOp::create(b, loc, x, f32(rounder));
    mlir::Value bits =
        mlir::arith::BitcastOp::create(b, loc, type(b.getI32Type()), sum);
    if (stored.isInteger(16)) {
      // What reads words widens them again: see SkipNarrowing.
      constexpr int64_t magic = 0x4b400000;
      mlir::Value number = mlir::arith::SubIOp::create(
          b, loc, bits, integer(b.getI32Type(), magic - zp));
      return mlir::arith::TruncIOp::create(
          b, loc, type(stored), number,
          qmax <= 0x7fff ? mlir::arith::IntegerOverflowFlags::nsw
                         : mlir::arith::IntegerOverflowFlags::nuw);
    }
    mlir::Value low = mlir::arith::TruncIOp::create(b, loc, type(stored), bits);
    if (zp == 0)
      return low;
    return mlir::arith::AddIOp::create(
        b, loc, low,
        integer(stored, llvm::APInt(stored.getIntOrFloatBitWidth(),
                                    uint64_t(zp), false, true)
                            .getSExtValue()));
  }
};

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_STOREDARITHMETIC_H

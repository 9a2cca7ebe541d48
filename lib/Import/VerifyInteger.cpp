//===- VerifyInteger.cpp - Integer operations that mean something ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What TOSA demands of integers and its verifier lets through.
///
//===----------------------------------------------------------------------===//

#include "IntegerImport.h"

#include "qopt/Import/MovesData.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;

static Type elementOf(Value value) {
  return getElementTypeOrSelf(value.getType());
}

/// The type that sums of the elements of `value`, i8 or i16, are kept in; i48
/// is kept in i64. Null for others.
static Type sumType(Value value) {
  Type type = elementOf(value);
  if (type.isInteger(8))
    return IntegerType::get(type.getContext(), 32);
  if (type.isInteger(16))
    return IntegerType::get(type.getContext(), 64);
  return {};
}

static LogicalResult verifySum(Operation *op, Value input, Type weight,
                               Value bias) {
  Type sum = sumType(input);
  if (!sum || elementOf(op->getResult(0)) != sum ||
      !weight.isInteger(isa<tosa::MatMulOp>(op)
                            ? elementOf(input).getIntOrFloatBitWidth()
                            : 8) ||
      (bias && elementOf(bias) != sum))
    return op->emitOpError("has types that do not belong together: products of "
                           "i8 are summed in i32, those of i16 in i48, and so "
                           "is the bias");
  return success();
}

static LogicalResult verifyMul(tosa::MulOp op) {
  std::optional<int64_t> shift = readSplatInteger(op.getShift());
  if (!shift)
    return op.emitOpError("has a shift that is not a constant: export the "
                          "model with a constant one");
  if (*shift < 0 || *shift > 63)
    return op.emitOpError()
           << "has a shift of " << *shift << ", which is outside [0, 63]";
  if (*shift != 0 && !elementOf(op.getInput1()).isInteger(32))
    return op.emitOpError("has a shift, and only products of i32 are shifted");
  return success();
}

static LogicalResult verifyShift(Operation *op) {
  auto amounts = readIntegers(op->getOperand(1));
  int64_t width = elementOf(op->getOperand(0)).getIntOrFloatBitWidth();
  if (amounts)
    for (int64_t amount : *amounts)
      if (amount < 0 || amount >= width)
        return op->emitOpError()
               << "shifts " << width << " bits by " << amount
               << ", which is outside [0, " << width - 1 << "]";
  return success();
}

static LogicalResult verifyIntDiv(tosa::IntDivOp op) {
  auto divisors = readIntegers(op.getInput2());
  if (divisors && llvm::is_contained(*divisors, 0))
    return op.emitOpError("divides by 0");
  return success();
}

static LogicalResult verifyNegate(tosa::NegateOp op) {
  if (readSplatInteger(op.getInput1Zp()) && readSplatInteger(op.getOutputZp()))
    return success();
  return op.emitOpError("has a zero point that is not a constant: export the "
                        "model with constant zero points");
}

static LogicalResult verifyTable(tosa::TableOp op) {
  bool isByte = elementOf(op.getInput1()).isInteger(8);
  auto entries = readIntegers(op.getTable());
  if (!entries)
    return op.emitOpError(
        "has a table that is not a constant: export the model with one");
  if ((!isByte && !elementOf(op.getInput1()).isInteger(16)) ||
      elementOf(op.getTable()) != elementOf(op.getInput1()) ||
      !elementOf(op.getResult()).isInteger(isByte ? 8 : 32))
    return op.emitOpError("has types that do not belong together: a table of "
                          "i8 gives i8, one of i16 gives i32");
  if (entries->size() != (isByte ? 256 : 513))
    return op.emitOpError() << "has a table of " << entries->size()
                            << " entries, not " << (isByte ? 256 : 513);
  if (isByte)
    return success();
  for (size_t i = 0; i + 1 < entries->size(); ++i)
    if (!llvm::isInt<16>((*entries)[i + 1] - (*entries)[i]))
      return op.emitOpError() << "has the entries " << i << " and " << i + 1
                              << ", which differ by more than i16 holds";
  return success();
}

static LogicalResult verifyResize(tosa::ResizeOp op) {
  bool isNearest = op.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
  Type wanted = isNearest ? elementOf(op.getInput()) : sumType(op.getInput());
  if (elementOf(op.getResult()) == wanted)
    return success();
  return op.emitOpError("has types that do not belong together: bilinear "
                        "samples of i8 are i32, those of i16 are i48, nearest "
                        "ones have the type of the image");
}

LogicalResult qopt::verifyIntegerOp(Operation *op) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::TransposeConv2DOp>(
          [](auto conv) {
            return verifySum(conv, conv.getInput(), elementOf(conv.getWeight()),
                             conv.getBias());
          })
      .Case([](tosa::MatMulOp matmul) {
        return verifySum(matmul, matmul.getA(), elementOf(matmul.getB()), {});
      })
      .Case([](tosa::MulOp mul) { return verifyMul(mul); })
      .Case<tosa::ArithmeticRightShiftOp, tosa::LogicalLeftShiftOp,
            tosa::LogicalRightShiftOp>(
          [](Operation *shift) { return verifyShift(shift); })
      .Case([](tosa::IntDivOp div) { return verifyIntDiv(div); })
      .Case([](tosa::NegateOp negate) { return verifyNegate(negate); })
      .Case([](tosa::TableOp table) { return verifyTable(table); })
      .Case([](tosa::ResizeOp resize) { return verifyResize(resize); })
      .Default([](Operation *) { return success(); });
}

LogicalResult qopt::verifyHasLowering(Operation *op) {
  if (!isa<tosa::TosaDialect>(op->getDialect()) || movesData(op) ||
      op->hasTrait<OpTrait::ConstantLike>() ||
      !elementOf(op->getResult(0)).isInteger())
    return success();
  bool isKnown =
      isa<tosa::AddOp, tosa::SubOp, tosa::MulOp, tosa::IntDivOp,
          tosa::MaximumOp, tosa::MinimumOp, tosa::AbsOp, tosa::NegateOp,
          tosa::ClampOp, tosa::ClzOp, tosa::CastOp, tosa::SelectOp>(op) ||
      isa<tosa::ArithmeticRightShiftOp, tosa::LogicalLeftShiftOp,
          tosa::LogicalRightShiftOp, tosa::BitwiseAndOp, tosa::BitwiseOrOp,
          tosa::BitwiseXorOp, tosa::BitwiseNotOp, tosa::LogicalAndOp,
          tosa::LogicalOrOp, tosa::LogicalXorOp, tosa::LogicalNotOp>(op) ||
      isa<tosa::EqualOp, tosa::GreaterOp, tosa::GreaterEqualOp,
          tosa::ReduceSumOp, tosa::ReduceMaxOp, tosa::ReduceMinOp,
          tosa::ReduceProductOp, tosa::ReduceAllOp, tosa::ReduceAnyOp,
          tosa::ArgMaxOp, tosa::ConcatOp, tosa::IdentityOp>(op) ||
      isa<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::MatMulOp,
          tosa::AvgPool2dOp, tosa::MaxPool2dOp, tosa::TableOp, tosa::ResizeOp,
          tosa::ScatterOp>(op);
  if (isKnown)
    return success();
  return op->emitOpError("has no integer form here: leave this part of the "
                         "model in float, or express it in other operations");
}

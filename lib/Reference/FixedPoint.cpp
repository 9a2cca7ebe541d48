//===- FixedPoint.cpp - TOSA's rescale and table, executed ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Accumulator.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <limits>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

/// Element \p index, extended as \p isUnsigned says and not as its type does.
static int64_t extend(const HostTensor &tensor, int64_t index,
                      bool isUnsigned) {
  auto bits = static_cast<uint64_t>(loadInteger(tensor, index));
  unsigned width = 8 * getElementSize(tensor.type);
  return isUnsigned ? static_cast<int64_t>(bits & llvm::maxUIntN(width))
                    : llvm::SignExtend64(bits, width);
}

/// TOSA demands what its implementations may rely on, so that 64 bits are
/// enough and the result fits 32.
static Expected<int64_t> rescale(Operation *op, int64_t value,
                                 int32_t multiplier, int shift,
                                 bool isDoubleRound, bool isScale32) {
  if (multiplier < 0 || shift < 2 || shift > 62)
    return makeError(op, "multiplier " + Twine(multiplier) + " or shift " +
                             Twine(shift) + " is outside [0, 2^31) or [2, 62]");
  if (isScale32 && !llvm::isIntN(shift, value))
    return makeError(op, "the value " + Twine(value) + " is outside [-2^" +
                             Twine(shift - 1) + ", 2^" + Twine(shift - 1) +
                             "), where its shift is defined");
  constexpr int64_t min = std::numeric_limits<int64_t>::min(),
                    max = std::numeric_limits<int64_t>::max();
  int64_t scaled = isDoubleRound
                       ? rescaleDouble(value, multiplier, shift, 0, min, max)
                       : rescaleSingle(value, multiplier, shift, 0, min, max);
  if (!llvm::isInt<32>(scaled))
    return makeError(op,
                     "the scaled value " + Twine(scaled) + " overflows i32");
  return scaled;
}

static Expected<HostTensor> evaluateRescale(Operation *op, Operands operands) {
  auto rescaleOp = cast<tosa::RescaleOp>(op);
  const HostTensor &input = *operands[0], &multiplier = *operands[1],
                   &shift = *operands[2];
  for (const HostTensor *operand : operands)
    if (isFloat(*operand))
      return makeError(op, "the interpreter rescales integers only");
  // INEXACT_ROUND leaves the choice; SINGLE_ROUND is allowed by it.
  bool isDoubleRound =
      rescaleOp.getRoundingMode() == tosa::RoundingMode::DOUBLE_ROUND;
  bool isScale32 = rescaleOp.getScale32();
  if (isDoubleRound && !isScale32)
    return makeError(op, "DOUBLE_ROUND needs multipliers of 32 bits");
  int64_t count = rescaleOp.getPerChannel() && !input.shape.empty()
                      ? input.shape.back()
                      : 1;
  if (multiplier.numElements() != count || shift.numElements() != count)
    return makeError(op, "has " + Twine(multiplier.numElements()) +
                             " multipliers and " + Twine(shift.numElements()) +
                             " shifts, expected " + Twine(count));
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  if (isFloat(*result))
    return makeError(op, "the interpreter rescales integers only");
  int64_t inZp = extend(*operands[3], 0, rescaleOp.getInputUnsigned());
  int64_t outZp = extend(*operands[4], 0, rescaleOp.getOutputUnsigned());
  auto [min, max] = storageRange(*result, rescaleOp.getOutputUnsigned());
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    int64_t value = extend(input, i, rescaleOp.getInputUnsigned()) - inZp;
    Expected<int64_t> scaled = rescale(
        op, value, static_cast<int32_t>(loadInteger(multiplier, i % count)),
        static_cast<int>(loadInteger(shift, i % count)), isDoubleRound,
        isScale32);
    if (!scaled)
      return scaled.takeError();
    int64_t sum = *scaled + outZp;
    if (!llvm::isInt<32>(sum))
      return makeError(op, "the scaled value " + Twine(*scaled) +
                               " plus the zero point overflows i32");
    storeInteger(*result, i, std::clamp(sum, min, max));
  }
  return result;
}

/// i8 selects one of 256 entries. i16 is fixed point with 7 bits of fraction:
/// the others select two neighbours of 513 entries, and the result lies between
/// them, with 7 more bits.
static Expected<HostTensor> evaluateTable(Operation *op, Operands operands) {
  const HostTensor &input = *operands[0], &table = *operands[1];
  bool isByte = input.type == ElementType::I8;
  if ((!isByte && input.type != ElementType::I16) || table.type != input.type ||
      table.numElements() != (isByte ? 256 : 513))
    return makeError(op, "needs i8 and 256 entries of i8, or i16 and 513 "
                         "entries of i16");
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    int64_t value = loadInteger(input, i);
    if (isByte) {
      storeInteger(*result, i, loadInteger(table, value + 128));
      continue;
    }
    int64_t index = (value + 32768) >> 7, fraction = value & 127;
    int64_t base = loadInteger(table, index);
    int64_t slope = loadInteger(table, index + 1) - base;
    if (!llvm::isInt<16>(slope))
      return makeError(op, "the entries " + Twine(index) + " and " +
                               Twine(index + 1) +
                               " of the table differ by more than i16 holds");
    if (Error error = storeExact(op, *result, i, base * 128 + slope * fraction))
      return std::move(error);
  }
  return result;
}

Evaluator reference::findFixedPointEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::RescaleOp) { return evaluateRescale; })
      .Case([](tosa::TableOp) { return evaluateTable; })
      .Default([](Operation *) { return nullptr; });
}

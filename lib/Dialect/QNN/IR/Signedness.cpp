//===- Signedness.cpp - The two readings of stored bytes --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// SignednessInterface of every operation on stored tensors. A byte read as
/// unsigned is 128 more than the same byte, its top bit flipped, read as
/// signed.
///
//===----------------------------------------------------------------------===//

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::qnn;

#include "qopt/Dialect/QNN/IR/QNNInterfaces.cpp.inc"

static constexpr int32_t half = 128;

static bool isByte(Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger(8);
}

/// The number that stands for the same value once bytes that were read as
/// unsigned, or signed, are read the other way.
static int32_t moved(int32_t number, bool isUnsigned) {
  return isUnsigned ? number - half : number + half;
}

/// Whether only unsigned, or only signed, bytes hold what a clamp leaves.
static std::optional<bool> clampSignedness(int32_t qmin, int32_t qmax,
                                           int32_t zp) {
  if (std::min(qmin, zp) < 0)
    return false;
  if (std::max(qmax, zp) > 127)
    return true;
  return std::nullopt;
}

/// The first operand of an operation with the attributes in_zp and in_unsigned.
template <typename OpTy>
static bool flipInput(OpTy op) {
  if (!isByte(op.getInput()))
    return false;
  op.setInZp(moved(op.getInZp(), op.getInUnsigned()));
  op.setInUnsigned(!op.getInUnsigned());
  return true;
}

/// The result of an operation with the attributes out_zp, qmin and qmax.
template <typename OpTy>
static std::optional<bool> isClampUnsigned(OpTy op) {
  return clampSignedness(op.getQmin(), op.getQmax(), op.getOutZp());
}
template <typename OpTy>
static bool flipClamp(OpTy op) {
  if (!isByte(op.getOutput()))
    return false;
  bool isUnsigned = isClampUnsigned(op).value_or(false);
  op.setOutZp(moved(op.getOutZp(), isUnsigned));
  op.setQmin(moved(op.getQmin(), isUnsigned));
  op.setQmax(moved(op.getQmax(), isUnsigned));
  return true;
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

std::optional<bool> QuantizeOp::isOperandUnsigned(unsigned) {
  return std::nullopt;
}
bool QuantizeOp::flipOperand(unsigned) { return false; }
std::optional<bool> QuantizeOp::isResultUnsigned() { return getIsUnsigned(); }
bool QuantizeOp::flipResult() {
  if (!isByte(getOutput()))
    return false;
  setZp(moved(getZp(), getIsUnsigned()));
  setIsUnsigned(!getIsUnsigned());
  return true;
}

std::optional<bool> DynamicQuantizeOp::isOperandUnsigned(unsigned) {
  return std::nullopt;
}
bool DynamicQuantizeOp::flipOperand(unsigned) { return false; }
std::optional<bool> DynamicQuantizeOp::isResultUnsigned() {
  return getIsUnsigned();
}
bool DynamicQuantizeOp::flipResult() {
  setIsUnsigned(!getIsUnsigned());
  return true;
}

std::optional<bool> DequantizeOp::isOperandUnsigned(unsigned) {
  return getIsUnsigned();
}
bool DequantizeOp::flipOperand(unsigned) {
  if (!isByte(getInput()))
    return false;
  setZp(moved(getZp(), getIsUnsigned()));
  setIsUnsigned(!getIsUnsigned());
  return true;
}
std::optional<bool> DequantizeOp::isResultUnsigned() { return std::nullopt; }
bool DequantizeOp::flipResult() { return false; }

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

// Weights keep the form they have: kernels want them signed.
template <typename OpTy>
static std::optional<bool> isInputUnsigned(OpTy op, unsigned index) {
  return index == 0 ? std::optional<bool>(op.getXUnsigned()) : std::nullopt;
}
template <typename OpTy>
static bool flipInput(OpTy op, unsigned index) {
  if (index != 0 || !isByte(op.getInput()))
    return false;
  op.setXZp(moved(op.getXZp(), op.getXUnsigned()));
  op.setXUnsigned(!op.getXUnsigned());
  return true;
}

std::optional<bool> DenseOp::isOperandUnsigned(unsigned index) {
  return isInputUnsigned(*this, index);
}
bool DenseOp::flipOperand(unsigned index) { return flipInput(*this, index); }
std::optional<bool> DenseOp::isResultUnsigned() { return std::nullopt; }
bool DenseOp::flipResult() { return false; }

std::optional<bool> Conv2DOp::isOperandUnsigned(unsigned index) {
  return isInputUnsigned(*this, index);
}
bool Conv2DOp::flipOperand(unsigned index) { return flipInput(*this, index); }
std::optional<bool> Conv2DOp::isResultUnsigned() { return std::nullopt; }
bool Conv2DOp::flipResult() { return false; }

//===----------------------------------------------------------------------===//
// Two activations
//===----------------------------------------------------------------------===//

template <typename OpTy>
static std::optional<bool> isSideUnsigned(OpTy op, unsigned index) {
  return index == 0 ? op.getAUnsigned() : op.getBUnsigned();
}
template <typename OpTy>
static bool flipSide(OpTy op, unsigned index) {
  if (!isByte(op->getOperand(index)))
    return false;
  if (index == 0) {
    op.setAZp(moved(op.getAZp(), op.getAUnsigned()));
    op.setAUnsigned(!op.getAUnsigned());
  } else {
    op.setBZp(moved(op.getBZp(), op.getBUnsigned()));
    op.setBUnsigned(!op.getBUnsigned());
  }
  return true;
}

std::optional<bool> MatMulOp::isOperandUnsigned(unsigned index) {
  return isSideUnsigned(*this, index);
}
bool MatMulOp::flipOperand(unsigned index) { return flipSide(*this, index); }
std::optional<bool> MatMulOp::isResultUnsigned() { return std::nullopt; }
bool MatMulOp::flipResult() { return false; }

std::optional<bool> AddOp::isOperandUnsigned(unsigned index) {
  return isSideUnsigned(*this, index);
}
bool AddOp::flipOperand(unsigned index) { return flipSide(*this, index); }
std::optional<bool> AddOp::isResultUnsigned() { return isClampUnsigned(*this); }
bool AddOp::flipResult() { return flipClamp(*this); }

std::optional<bool> MulOp::isOperandUnsigned(unsigned index) {
  return isSideUnsigned(*this, index);
}
bool MulOp::flipOperand(unsigned index) { return flipSide(*this, index); }
std::optional<bool> MulOp::isResultUnsigned() { return std::nullopt; }
bool MulOp::flipResult() { return false; }

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

// The largest value is of the bytes that are there: both sides flip together,
// which is more than one operand's business.
std::optional<bool> MaxPool2DOp::isOperandUnsigned(unsigned) {
  return getIsUnsigned();
}
bool MaxPool2DOp::flipOperand(unsigned) { return false; }
std::optional<bool> MaxPool2DOp::isResultUnsigned() { return getIsUnsigned(); }
bool MaxPool2DOp::flipResult() { return false; }

std::optional<bool> AvgPool2DOp::isOperandUnsigned(unsigned index) {
  return index == 0 ? std::optional<bool>(getInUnsigned()) : std::nullopt;
}
bool AvgPool2DOp::flipOperand(unsigned index) {
  return index == 0 && flipInput(*this);
}
std::optional<bool> AvgPool2DOp::isResultUnsigned() {
  return isClampUnsigned(*this);
}
bool AvgPool2DOp::flipResult() { return flipClamp(*this); }

std::optional<bool> ResizeOp::isOperandUnsigned(unsigned index) {
  return index == 0 ? std::optional<bool>(getInUnsigned()) : std::nullopt;
}
bool ResizeOp::flipOperand(unsigned index) {
  return index == 0 && flipInput(*this);
}
std::optional<bool> ResizeOp::isResultUnsigned() {
  return isClampUnsigned(*this);
}
bool ResizeOp::flipResult() { return flipClamp(*this); }

std::optional<bool> ReduceSumOp::isOperandUnsigned(unsigned) {
  return getIsUnsigned();
}
bool ReduceSumOp::flipOperand(unsigned) {
  setZp(moved(getZp(), getIsUnsigned()));
  setIsUnsigned(!getIsUnsigned());
  return true;
}
std::optional<bool> ReduceSumOp::isResultUnsigned() { return std::nullopt; }
bool ReduceSumOp::flipResult() { return false; }

//===----------------------------------------------------------------------===//
// Normalisations
//===----------------------------------------------------------------------===//

// Only differences of the input's bytes matter, but to a norm without mean.
template <typename OpTy>
static std::optional<bool> isRowUnsigned(OpTy op, unsigned index) {
  return index == 0 ? std::optional<bool>(op.getIsUnsigned()) : std::nullopt;
}
template <typename OpTy>
static bool flipRow(OpTy op, unsigned index) {
  if (index != 0 || !isByte(op.getInput()))
    return false;
  op.setIsUnsigned(!op.getIsUnsigned());
  return true;
}

std::optional<bool> SoftmaxOp::isOperandUnsigned(unsigned index) {
  return isRowUnsigned(*this, index);
}
bool SoftmaxOp::flipOperand(unsigned index) { return flipRow(*this, index); }
std::optional<bool> SoftmaxOp::isResultUnsigned() {
  return isClampUnsigned(*this);
}
bool SoftmaxOp::flipResult() { return flipClamp(*this); }

std::optional<bool> LayerNormOp::isOperandUnsigned(unsigned index) {
  return isRowUnsigned(*this, index);
}
bool LayerNormOp::flipOperand(unsigned index) {
  bool wasUnsigned = getIsUnsigned();
  if (!flipRow(*this, index))
    return false;
  if (getRms())
    setInZp(moved(getInZp(), wasUnsigned));
  return true;
}
std::optional<bool> LayerNormOp::isResultUnsigned() {
  return isClampUnsigned(*this);
}
bool LayerNormOp::flipResult() { return flipClamp(*this); }

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

std::optional<bool> RequantizeOp::isOperandUnsigned(unsigned index) {
  if (index != 0 || !isByte(getInput()))
    return std::nullopt;
  return getInUnsigned();
}
bool RequantizeOp::flipOperand(unsigned index) {
  return index == 0 && flipInput(*this);
}
std::optional<bool> RequantizeOp::isResultUnsigned() {
  return isClampUnsigned(*this);
}
bool RequantizeOp::flipResult() { return flipClamp(*this); }

/// The table with its entries in the other order, or each of them flipped.
static bool flipTable(LookupOp op, bool input, bool output) {
  auto values = op.getTable().tryGetValues<APInt>();
  if (!values)
    return false;
  SmallVector<APInt> entries(values->begin(), values->end());
  SmallVector<APInt> flipped;
  for (int i = 0; i < 256; ++i) {
    APInt entry = entries[input ? i ^ half : i];
    if (output)
      entry ^= half;
    flipped.push_back(entry);
  }
  op.setTableAttr(DenseElementsAttr::get(
      cast<ShapedType>(op.getTable().getType()), flipped));
  return true;
}

std::optional<bool> LookupOp::isOperandUnsigned(unsigned) {
  return std::nullopt;
}
bool LookupOp::flipOperand(unsigned) { return flipTable(*this, true, false); }
std::optional<bool> LookupOp::isResultUnsigned() { return std::nullopt; }
bool LookupOp::flipResult() {
  return isByte(getOutput()) && flipTable(*this, false, true);
}

std::optional<bool> InterpolateOp::isOperandUnsigned(unsigned) { return false; }
bool InterpolateOp::flipOperand(unsigned) { return false; }
std::optional<bool> InterpolateOp::isResultUnsigned() {
  return getIsUnsigned();
}
bool InterpolateOp::flipResult() {
  if (!isByte(getOutput()))
    return false;
  setIsUnsigned(!getIsUnsigned());
  return true;
}

//===- QNNOps.cpp - Verifiers of the qnn dialect ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

#include "mlir/Dialect/Quant/IR/QuantTypes.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Numbers without their type: `zp -3`, `scale 0.0625`
//===----------------------------------------------------------------------===//

static ParseResult parseBareI32(OpAsmParser &parser, IntegerAttr &attr) {
  int32_t value; // its width is what the parser checks
  if (parser.parseInteger(value))
    return failure();
  attr = parser.getBuilder().getI32IntegerAttr(value);
  return success();
}

static void printBareI32(OpAsmPrinter &printer, Operation *, IntegerAttr attr) {
  printer << attr.getInt();
}

static ParseResult parseBareF32(OpAsmParser &parser, FloatAttr &attr) {
  return parser.parseAttribute(attr, parser.getBuilder().getF32Type());
}

static void printBareF32(OpAsmPrinter &printer, Operation *, FloatAttr attr) {
  printer.printAttributeWithoutType(attr);
}

/// One number, or several in brackets.
static ParseResult parseF32OrList(OpAsmParser &parser,
                                  DenseF32ArrayAttr &attr) {
  SmallVector<float> values;
  auto parseNumber = [&]() -> ParseResult {
    FloatAttr number;
    if (failed(parseBareF32(parser, number)))
      return failure();
    values.push_back(number.getValue().convertToFloat());
    return success();
  };
  if (failed(parser.parseOptionalLSquare())) {
    if (failed(parseNumber()))
      return failure();
  } else if (failed(parser.parseCommaSeparatedList(parseNumber)) ||
             failed(parser.parseRSquare())) {
    return failure();
  }
  attr = parser.getBuilder().getDenseF32ArrayAttr(values);
  return success();
}

static void printF32OrList(OpAsmPrinter &printer, Operation *,
                           DenseF32ArrayAttr attr) {
  Builder builder(attr.getContext());
  auto printNumber = [&](float number) {
    printer.printAttributeWithoutType(builder.getF32FloatAttr(number));
  };
  if (attr.size() == 1)
    return printNumber(attr[0]);
  printer << '[';
  llvm::interleaveComma(attr.asArrayRef(), printer, printNumber);
  printer << ']';
}

//===----------------------------------------------------------------------===//
// Checks shared by several operations
//===----------------------------------------------------------------------===//

std::pair<int64_t, int64_t> qnn::storageRange(Type type, bool isUnsigned) {
  unsigned bits = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
  return isUnsigned
             ? std::pair<int64_t, int64_t>(0, (int64_t(1) << bits) - 1)
             : std::pair<int64_t, int64_t>(-(int64_t(1) << (bits - 1)),
                                           (int64_t(1) << (bits - 1)) - 1);
}

LogicalResult qnn::verifyZeroPoint(Operation *op, StringRef name,
                                   int64_t zeroPoint, Type stored,
                                   bool isUnsigned) {
  auto [lo, hi] = storageRange(stored, isUnsigned);
  if (zeroPoint >= lo && zeroPoint <= hi)
    return success();
  return op->emitOpError() << name << " " << zeroPoint
                           << " is outside the storage range [" << lo << ", "
                           << hi << "]";
}

int64_t qnn::countGroupInputs(RankedTensorType weight,
                              DenseIntElementsAttr factors) {
  if (!factors || factors.empty())
    return 0;
  return weight.getNumElements() / factors.getNumElements();
}

LogicalResult qnn::verifyFactors(Operation *op, RankedTensorType weight,
                                 DenseIntElementsAttr factors, int64_t inputs,
                                 bool isSigned) {
  if (!factors)
    return success();
  if (!weight.hasStaticShape() || !isSigned)
    return op->emitOpError("has group factors, which need weights of a static "
                           "shape, signed and with w_zp 0");
  auto type = cast<ShapedType>(factors.getType());
  int64_t n = weight.getDimSize(0),
          k = n == 0 ? 0 : weight.getNumElements() / n;
  if (type.getRank() != 2 || type.getDimSize(0) != n || factors.empty())
    return op->emitOpError()
           << "has group factors of type " << type << ", but the weight "
           << weight << " needs " << n << " x groups";
  int64_t group = k / type.getDimSize(1);
  if ((group != 32 && group != 64 && group != 128) ||
      k % type.getDimSize(1) != 0 || inputs % group != 0)
    return op->emitOpError()
           << "has " << type.getDimSize(1) << " groups of " << k
           << " inputs; a group has 32, 64 or 128 of them, and groups divide "
           << inputs;
  if (llvm::is_contained(factors.getValues<uint8_t>(), uint8_t(0)))
    return op->emitOpError("has a group factor 0; factors are 1 to 255");
  return success();
}

static LogicalResult verifyScale(Operation *op, APFloat scale) {
  if (scale.isNormal() && !scale.isNegative())
    return success();
  return op->emitOpError("scale must be a positive, finite, normal number");
}

LogicalResult qnn::verifyClamp(Operation *op, int64_t qmin, int64_t qmax,
                               int64_t zp, Type stored) {
  if (qmin > qmax)
    return op->emitOpError()
           << "clamp [" << qmin << ", " << qmax << "] is empty";
  int64_t lo = std::min(qmin, zp), hi = std::max(qmax, zp);
  for (bool isUnsigned : {false, true}) {
    auto [storeMin, storeMax] = storageRange(stored, isUnsigned);
    if (lo >= storeMin && hi <= storeMax)
      return success();
  }
  return op->emitOpError()
         << "clamp [" << qmin << ", " << qmax << "] with zero point " << zp
         << " fits neither the signed nor the unsigned range of "
         << getElementTypeOrSelf(stored);
}

LogicalResult qnn::verifyRescaleParams(Operation *op, TypeRange params,
                                       Numerics numerics) {
  bool isFloat = numerics == Numerics::fp32;
  if (params.size() != (isFloat ? 1 : 2))
    return op->emitOpError()
           << "numerics " << stringifyNumerics(numerics) << " takes "
           << (isFloat ? "one f32 scale" : "an i32 multiplier and an i8 shift");
  auto element = [&](unsigned i) { return getElementTypeOrSelf(params[i]); };
  bool ok = isFloat ? element(0).isF32()
                    : element(0).isInteger(32) && element(1).isInteger(8);
  if (!ok)
    return op->emitOpError()
           << "numerics " << stringifyNumerics(numerics) << " takes "
           << (isFloat ? "an f32 scale" : "an i32 multiplier and an i8 shift")
           << ", got " << params;
  return success();
}

//===----------------------------------------------------------------------===//
// UnitOp
//===----------------------------------------------------------------------===//

/// The float tensor that a boundary type stands for.
static Type expressedType(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  if (auto quantized = dyn_cast<quant::QuantizedType>(tensor.getElementType()))
    return tensor.clone(quantized.getExpressedType());
  return type;
}

LogicalResult UnitOp::verify() {
  if (getId().empty())
    return emitOpError("needs a non-empty id");
  return success();
}

LogicalResult UnitOp::verifyRegions() {
  Block &block = getBody().front();
  if (block.getNumArguments() != getInputs().size())
    return emitOpError() << "has " << getInputs().size() << " inputs but "
                         << block.getNumArguments() << " block arguments";
  for (auto [i, input, arg] :
       llvm::enumerate(getInputs(), block.getArguments()))
    if (expressedType(input.getType()) != arg.getType())
      return emitOpError() << "input " << i << " is " << input.getType()
                           << ", its block argument must be "
                           << expressedType(input.getType()) << ", not "
                           << arg.getType();
  auto yield = cast<YieldOp>(block.getTerminator());
  if (yield.getNumOperands() != getNumResults())
    return emitOpError() << "has " << getNumResults() << " results but yields "
                         << yield.getNumOperands();
  for (auto [i, result, value] :
       llvm::enumerate(getOutputs(), yield.getOperands()))
    if (expressedType(result.getType()) != value.getType())
      return emitOpError() << "result " << i << " is " << result.getType()
                           << ", the yielded value must be "
                           << expressedType(result.getType()) << ", not "
                           << value.getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

LogicalResult QuantizeOp::verify() {
  if (failed(verifyScale(*this, getScale())))
    return failure();
  return verifyZeroPoint(*this, "zero point", getZp(), getOutput().getType(),
                         getIsUnsigned());
}

LogicalResult DequantizeOp::verify() {
  if (failed(verifyScale(*this, getScale())))
    return failure();
  return verifyZeroPoint(*this, "zero point", getZp(), getInput().getType(),
                         getIsUnsigned());
}

LogicalResult FakeQuantizeOp::verify() {
  if (failed(verifyScale(*this, getScale())))
    return failure();
  int64_t lo = std::min<int64_t>(getQmin(), getZp()),
          hi = std::max<int64_t>(getQmax(), getZp());
  auto [storeMin, storeMax] = storageRange(IntegerType::get(getContext(), 8),
                                           static_cast<bool>(getIsUnsigned()));
  if (getQmin() > getQmax() || lo < storeMin || hi > storeMax)
    return emitOpError() << "clamp [" << getQmin() << ", " << getQmax()
                         << "] with zero point " << getZp()
                         << " is empty or not within [" << storeMin << ", "
                         << storeMax << "]";
  return success();
}

LogicalResult GivenWeightOp::verify() {
  for (Value part : {getScale(), getZp()}) {
    auto type = cast<RankedTensorType>(part.getType());
    if (type.getRank() != getInput().getType().getRank() ||
        !llvm::all_of_zip(type.getShape(), getInput().getType().getShape(),
                          [](int64_t size, int64_t whole) {
                            return size == 1 || size == whole;
                          }))
      return emitOpError() << "has a scale or zero point of type " << type
                           << ", which does not broadcast to "
                           << getInput().getType();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// DenseOp
//===----------------------------------------------------------------------===//

LogicalResult qnn::verifyInput(Operation *op, Type input, bool isUnsigned) {
  if (isUnsigned && getElementTypeOrSelf(input).isInteger(16))
    return op->emitOpError("has an unsigned input of 16 bits; such are signed");
  return success();
}

LogicalResult qnn::verifyDense(Operation *op, RankedTensorType x,
                               RankedTensorType w, RankedTensorType b,
                               RankedTensorType y) {
  if (extentsDiffer(x.getDimSize(1), w.getDimSize(1)))
    return op->emitOpError() << "input has K = " << x.getDimSize(1)
                             << " but weight has K = " << w.getDimSize(1);
  if (extentsDiffer(w.getDimSize(0), y.getDimSize(1)))
    return op->emitOpError() << "weight has N = " << w.getDimSize(0)
                             << " but result has N = " << y.getDimSize(1);
  if (extentsDiffer(w.getDimSize(0), b.getDimSize(0)))
    return op->emitOpError()
           << "weight has N = " << w.getDimSize(0) << " but bias has "
           << b.getDimSize(0) << " elements";
  if (extentsDiffer(x.getDimSize(0), y.getDimSize(0)))
    return op->emitOpError() << "input has M = " << x.getDimSize(0)
                             << " but result has M = " << y.getDimSize(0);
  return success();
}

LogicalResult DenseOp::verify() {
  auto x = getInput().getType(), w = getWeight().getType();
  if (failed(
          verifyDense(*this, x, w, getBias().getType(), getOutput().getType())))
    return failure();
  if (failed(verifyInput(*this, x, getXUnsigned())) ||
      failed(verifyZeroPoint(*this, "x_zp", getXZp(), x, getXUnsigned())))
    return failure();
  if (failed(verifyZeroPoint(*this, "w_zp", getWZp(), w, getWUnsigned())))
    return failure();
  return verifyFactors(*this, w, getFactorsAttr(), w.getDimSize(1),
                       !getWUnsigned() && getWZp() == 0);
}

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

/// One parameter, or one per channel.
LogicalResult qnn::verifyChannels(Operation *op, Value param,
                                  RankedTensorType type) {
  int64_t size = cast<RankedTensorType>(param.getType()).getDimSize(0);
  int64_t channels = type.getRank() ? type.getShape().back() : 1;
  if (size == 1 || size == channels)
    return success();
  return op->emitOpError() << "has " << size
                           << " rescale parameters for a last dimension of "
                           << channels
                           << "; one, or one per channel, is needed";
}

/// i64 values take multipliers of 16 bits, and i32 results fixed point.
static LogicalResult verifyWidths(Operation *op, Type input, Type output,
                                  Numerics numerics) {
  if (getElementTypeOrSelf(input).isInteger(64) && numerics != Numerics::single)
    return op->emitOpError("an i64 input takes numerics single");
  if (getElementTypeOrSelf(output).isInteger(32) && numerics == Numerics::fp32)
    return op->emitOpError("an i32 result takes numerics single or double");
  return success();
}

LogicalResult DequantizeAccumulatorOp::verify() {
  auto x = cast<RankedTensorType>(getInput().getType()),
       y = cast<RankedTensorType>(getOutput().getType());
  if (x.getShape() != y.getShape())
    return emitOpError() << "input " << x << " and result " << y
                         << " differ in shape";
  return verifyChannels(*this, getScale(), x);
}

LogicalResult RequantizeOp::verify() {
  auto x = cast<RankedTensorType>(getInput().getType()),
       y = cast<RankedTensorType>(getOutput().getType());
  if (x.getShape() != y.getShape())
    return emitOpError() << "input " << x << " and result " << y
                         << " differ in shape";
  if (failed(verifyRescaleParams(*this, getParams().getTypes(), getNumerics())))
    return failure();
  for (Value param : getParams())
    if (failed(verifyChannels(*this, param, x)))
      return failure();
  if (getInUnsigned() && x.getElementTypeBitWidth() > 16)
    return emitOpError() << "an input of " << x.getElementType()
                         << " is signed";
  if (x.getElementTypeBitWidth() <= 16 &&
      failed(verifyZeroPoint(*this, "in_zp", getInZp(), x, getInUnsigned())))
    return failure();
  if (failed(verifyWidths(*this, x, y, getNumerics())))
    return failure();
  return verifyClamp(*this, getQmin(), getQmax(), getOutZp(), y);
}

LogicalResult RescaleOp::verify() {
  Type input = getElementTypeOrSelf(getInput().getType());
  if (!input.isInteger(32) && !input.isInteger(64))
    return emitOpError("input must be i32 or i64");
  if (failed(
          verifyRescaleParams(*this, getParams().getTypes(), getNumerics())) ||
      failed(verifyWidths(*this, input, getOutput().getType(), getNumerics())))
    return failure();
  return verifyClamp(*this, getQmin(), getQmax(), getZp(),
                     getOutput().getType());
}

#define GET_OP_CLASSES
#include "qopt/Dialect/QNN/IR/QNNOps.cpp.inc"

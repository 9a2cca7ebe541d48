//===- Interpreter.cpp - Executes a network in plain loops ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Reference/Interpreter.h"

#include "Evaluators.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// Shared by the families
//===----------------------------------------------------------------------===//

Error reference::makeError(Operation *op, const Twine &message) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (auto loc = op->getLoc()->findInstanceOf<FileLineColLoc>())
    os << loc.getFilename().getValue() << ":" << loc.getLine() << ":"
       << loc.getColumn();
  else
    os << op->getLoc();
  os << ": '" << op->getName() << "'";
  if (auto unit = op->getAttrOfType<StringAttr>("unit"))
    os << " (unit " << unit << ")";
  os << ": " << message;
  return llvm::createStringError(text);
}

std::optional<ElementType> reference::hostElementType(Type type) {
  if (type.isF32())
    return ElementType::F32;
  if (type.isF64())
    return ElementType::F64;
  if (type.isIndex())
    return ElementType::I64;
  if (type.isUnsignedInteger(8))
    return ElementType::U8;
  if (type.isUnsignedInteger(16))
    return ElementType::U16;
  if (!type.isSignlessInteger())
    return std::nullopt;
  switch (type.getIntOrFloatBitWidth()) {
  case 1:
    return ElementType::Bool;
  case 8:
    return ElementType::I8;
  case 16:
    return ElementType::I16;
  case 32:
    return ElementType::I32;
  case 64:
    return ElementType::I64;
  default:
    return std::nullopt;
  }
}

/// Whether a tensor of \p shape is one of \p type.
static bool matchesShape(RankedTensorType type, ArrayRef<int64_t> shape) {
  if (type.getRank() != static_cast<int64_t>(shape.size()))
    return false;
  return llvm::all_of_zip(type.getShape(), shape, [](int64_t want, int64_t is) {
    return ShapedType::isDynamic(want) || want == is;
  });
}

/// The shape of \p type as it is written in messages: ?x64.
static std::string formatType(RankedTensorType type) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleave(
      type.getShape(), os,
      [&](int64_t extent) {
        ShapedType::isDynamic(extent) ? os << "?" : os << extent;
      },
      "x");
  return type.getRank() ? text : "scalar";
}

Expected<HostTensor> reference::makeResult(Operation *op,
                                           ArrayRef<int64_t> shape) {
  Type type = op->getResult(0).getType();
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor && !type.isIntOrIndexOrFloat())
    return makeError(op, "the interpreter needs a ranked tensor as result");
  auto element = hostElementType(tensor ? tensor.getElementType() : type);
  if (!element)
    return makeError(op, "the interpreter does not know the element type of "
                         "the result");
  if (tensor ? !matchesShape(tensor, shape) : !shape.empty())
    return makeError(op, "computes a tensor of " + formatShape(shape) +
                             ", its result type is " +
                             (tensor ? formatType(tensor) : "scalar"));
  if (!checkedNumElements(shape, getElementSize(*element)))
    return makeError(op, "the result has too many elements");
  return HostTensor::zeros("", *element, shape);
}

SmallVector<int64_t> reference::positionOf(int64_t element,
                                           ArrayRef<int64_t> shape) {
  SmallVector<int64_t> position(shape.size());
  for (size_t d = shape.size(); d-- > 0;) {
    position[d] = element % shape[d];
    element /= shape[d];
  }
  return position;
}

int64_t reference::elementAt(ArrayRef<int64_t> position,
                             ArrayRef<int64_t> shape) {
  int64_t element = 0;
  for (auto [index, extent] : llvm::zip(position, shape))
    element = element * extent + index;
  return element;
}

int64_t reference::loadInteger(const HostTensor &tensor, int64_t index,
                               bool isUnsigned) {
  switch (tensor.type) {
  case ElementType::Bool:
    return tensor.as<uint8_t>()[index] != 0;
  case ElementType::U8:
    return tensor.as<uint8_t>()[index];
  case ElementType::I8: {
    int8_t value = tensor.as<int8_t>()[index];
    return isUnsigned ? int64_t{static_cast<uint8_t>(value)} : value;
  }
  case ElementType::U16:
    return tensor.as<uint16_t>()[index];
  case ElementType::I16: {
    int16_t value = tensor.as<int16_t>()[index];
    return isUnsigned ? int64_t{static_cast<uint16_t>(value)} : value;
  }
  case ElementType::I32: {
    int32_t value = tensor.as<int32_t>()[index];
    return isUnsigned ? int64_t{static_cast<uint32_t>(value)} : value;
  }
  case ElementType::I64:
    return tensor.as<int64_t>()[index];
  default:
    llvm_unreachable("not an integer tensor");
  }
}

std::vector<int64_t> reference::loadIntegers(const HostTensor &tensor) {
  std::vector<int64_t> values(tensor.numElements());
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = loadInteger(tensor, i);
  return values;
}

void reference::storeInteger(HostTensor &tensor, int64_t index, int64_t value) {
  switch (tensor.type) {
  case ElementType::Bool:
    tensor.as<uint8_t>()[index] = value != 0;
    return;
  case ElementType::U8:
    tensor.as<uint8_t>()[index] = static_cast<uint8_t>(value);
    return;
  case ElementType::I8:
    tensor.as<int8_t>()[index] = static_cast<int8_t>(value);
    return;
  case ElementType::U16:
    tensor.as<uint16_t>()[index] = static_cast<uint16_t>(value);
    return;
  case ElementType::I16:
    tensor.as<int16_t>()[index] = static_cast<int16_t>(value);
    return;
  case ElementType::I32:
    tensor.as<int32_t>()[index] = static_cast<int32_t>(value);
    return;
  case ElementType::I64:
    tensor.as<int64_t>()[index] = value;
    return;
  default:
    llvm_unreachable("not an integer tensor");
  }
}

double reference::loadFloat(const HostTensor &tensor, int64_t index) {
  return tensor.type == ElementType::F64 ? tensor.as<double>()[index]
                                         : tensor.as<float>()[index];
}

std::vector<double> reference::loadFloats(const HostTensor &tensor) {
  std::vector<double> values(tensor.numElements());
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = loadFloat(tensor, i);
  return values;
}

void reference::storeFloat(HostTensor &tensor, int64_t index, double value) {
  if (tensor.type == ElementType::F64)
    tensor.as<double>()[index] = value;
  else
    tensor.as<float>()[index] = static_cast<float>(value);
}

Error reference::checkFloatZeroPoints(Operation *op, Operands zeroPoints) {
  for (const HostTensor *zeroPoint : zeroPoints)
    for (int64_t i = 0, e = zeroPoint->numElements(); i < e; ++i)
      if (!isFloat(*zeroPoint) || loadFloat(*zeroPoint, i) != 0)
        return makeError(op, "the interpreter executes float operands with "
                             "zero points 0 only");
  return Error::success();
}

Expected<SmallVector<int64_t>> reference::readShape(Operation *op,
                                                    Value shape) {
  auto constant = shape.getDefiningOp<tosa::ConstShapeOp>();
  if (!constant)
    return makeError(op, "needs shapes that are constants");
  return llvm::to_vector(constant.getValues().getValues<int64_t>());
}

//===----------------------------------------------------------------------===//
// Blocks and calls
//===----------------------------------------------------------------------===//

namespace {
using Tensors = std::vector<HostTensor>;

/// Deep enough for any program, shallow enough for the stack: a recursive
/// function is reported, not crashed on.
constexpr unsigned maxCallDepth = 64;

class Interpreter {
public:
  explicit Interpreter(InterpreterObserver observe) : observe(observe) {}

  /// Executes a function whose argument types have been checked.
  Expected<Tensors> runFunction(func::FuncOp function, Tensors arguments);

private:
  using Environment = llvm::DenseMap<Value, HostTensor>;

  /// Executes a block up to its terminator and returns what that yields.
  Expected<Tensors> runBlock(Block &block, Tensors arguments);
  Expected<Tensors> runOp(Operation *op, Operands operands);
  Expected<Tensors> runCall(func::CallOp call, Operands operands);
  Expected<Tensors> runUnit(qnn::UnitOp unit, Operands operands);

  InterpreterObserver observe;
  unsigned depth = 0;
};
} // namespace

static Tensors copyOperands(Operands operands) {
  Tensors copies;
  for (const HostTensor *operand : operands)
    copies.push_back(*operand);
  return copies;
}

Expected<Tensors> Interpreter::runFunction(func::FuncOp function,
                                           Tensors arguments) {
  if (function.isExternal())
    return makeError(function, "@" + function.getName() +
                                   " has no body; link its definition into "
                                   "the module");
  if (!function.getBody().hasOneBlock())
    return makeError(function, "the interpreter executes functions of one "
                               "block; flatten the control flow first");
  if (++depth > maxCallDepth)
    return makeError(function, "@" + function.getName() +
                                   " calls itself; a network may not recurse");
  Expected<Tensors> results =
      runBlock(function.getBody().front(), std::move(arguments));
  --depth;
  return results;
}

Expected<Tensors> Interpreter::runBlock(Block &block, Tensors arguments) {
  Environment environment;
  for (auto [value, tensor] : llvm::zip(block.getArguments(), arguments))
    environment.try_emplace(value, std::move(tensor));

  for (Operation &op : block) {
    SmallVector<const HostTensor *> operands;
    for (Value operand : op.getOperands()) {
      auto found = environment.find(operand);
      operands.push_back(found == environment.end() ? nullptr : &found->second);
      // A `!tosa.shape` has no tensor; data movement reads its constant.
      if (!operands.back() && !(isa<tosa::shapeType>(operand.getType()) &&
                                isa<tosa::TosaDialect>(op.getDialect())))
        return makeError(&op, "uses a value from outside its block, which the "
                              "interpreter does not execute");
    }
    if (op.hasTrait<OpTrait::IsTerminator>()) {
      if (!isa<func::ReturnOp, qnn::YieldOp>(op))
        return makeError(&op, "the interpreter does not know this terminator");
      return copyOperands(operands);
    }
    if (isa<tosa::ConstShapeOp>(op))
      continue; // readShape reads it
    Expected<Tensors> results = runOp(&op, operands);
    if (!results)
      return results.takeError();
    for (auto [value, tensor] : llvm::zip(op.getResults(), *results)) {
      if (observe && depth == 1 && isa<func::FuncOp>(op.getParentOp()))
        observe(value, tensor);
      environment.try_emplace(value, std::move(tensor));
    }
  }
  return makeError(block.getParentOp(), "its block has no terminator");
}

Expected<Tensors> Interpreter::runOp(Operation *op, Operands operands) {
  if (auto call = dyn_cast<func::CallOp>(op))
    return runCall(call, operands);
  if (auto unit = dyn_cast<qnn::UnitOp>(op))
    return runUnit(unit, operands);
  for (auto find :
       {findQuantizedEvaluator, findQuantizedWindowEvaluator,
        findQuantizedBinaryEvaluator, findQuantizedRowEvaluator,
        findDynamicEvaluator, findDataEvaluator, findMovementEvaluator,
        findIntegerEvaluator, findFixedPointEvaluator, findElementwiseEvaluator,
        findContractionEvaluator, findPoolEvaluator, findReductionEvaluator,
        findResizeEvaluator}) {
    Evaluator evaluate = find(op);
    if (!evaluate)
      continue;
    Expected<HostTensor> result = evaluate(op, operands);
    if (!result)
      return result.takeError();
    Tensors results;
    results.push_back(std::move(*result));
    return results;
  }
  return makeError(op, "the interpreter does not know this operation; it "
                       "executes qnn and TOSA");
}

Expected<Tensors> Interpreter::runCall(func::CallOp call, Operands operands) {
  auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      call, call.getCalleeAttr());
  if (!callee)
    return makeError(call, "there is no function @" + call.getCallee());
  return runFunction(callee, copyOperands(operands));
}

Expected<Tensors> Interpreter::runUnit(qnn::UnitOp unit, Operands operands) {
  auto isQuantized = [](Type type) {
    return isa<quant::QuantizedType>(
        cast<RankedTensorType>(type).getElementType());
  };
  if (llvm::any_of(unit->getOperandTypes(), isQuantized) ||
      llvm::any_of(unit->getResultTypes(), isQuantized))
    return makeError(unit, "unit \"" + unit.getId() +
                               "\" is quantized but not yet integer; run "
                               "qopt-convert-units-to-qnn first");
  return runBlock(unit.getBody().front(), copyOperands(operands));
}

//===----------------------------------------------------------------------===//
// The function's interface
//===----------------------------------------------------------------------===//

/// "argument 0 ("image")".
static std::string describe(StringRef what, unsigned index, Attribute name) {
  std::string text = (what + " " + Twine(index)).str();
  if (auto string = dyn_cast_or_null<StringAttr>(name))
    text += (" (\"" + string.getValue() + "\")").str();
  return text;
}

/// The element type that a caller sees: unsigned where an attribute says so.
static std::optional<ElementType> interfaceElementType(Type type,
                                                       bool isUnsigned) {
  auto element = hostElementType(type);
  if (isUnsigned && element == ElementType::I8)
    return ElementType::U8;
  if (isUnsigned && element == ElementType::I16)
    return ElementType::U16;
  return element;
}

static Expected<HostTensor> checkInput(func::FuncOp function, unsigned index,
                                       const HostTensor &input) {
  std::string name =
      describe("argument", index, function.getArgAttr(index, "qnn.name"));
  auto type = dyn_cast<RankedTensorType>(function.getArgumentTypes()[index]);
  if (!type)
    return makeError(function, name + " is not a ranked tensor");
  auto want = interfaceElementType(
      type.getElementType(),
      static_cast<bool>(function.getArgAttr(index, "qnn.unsigned")));
  if (!want)
    return makeError(function, name + " has an element type that the "
                                      "interpreter does not know");
  if (*want != input.type || !matchesShape(type, input.shape))
    return makeError(function, name + " must be " + formatType(type) + " of " +
                                   getElementTypeName(*want) + ", got " +
                                   formatShape(input.shape) + " of " +
                                   getElementTypeName(input.type));
  HostTensor copy = input;
  copy.type = *hostElementType(type.getElementType());
  return copy;
}

Expected<Tensors> qopt::interpret(func::FuncOp function,
                                  ArrayRef<HostTensor> inputs,
                                  InterpreterObserver observe) {
  if (inputs.size() != function.getNumArguments())
    return makeError(function, "@" + function.getName() + " takes " +
                                   Twine(function.getNumArguments()) +
                                   " inputs, got " + Twine(inputs.size()));
  Tensors arguments;
  for (auto [index, input] : llvm::enumerate(inputs)) {
    Expected<HostTensor> checked = checkInput(function, index, input);
    if (!checked)
      return checked.takeError();
    arguments.push_back(std::move(*checked));
  }
  Expected<Tensors> results =
      Interpreter(observe).runFunction(function, std::move(arguments));
  if (!results)
    return results.takeError();
  for (auto [index, result] : llvm::enumerate(*results)) {
    auto type = cast<ShapedType>(function.getResultTypes()[index]);
    result.type = *interfaceElementType(
        type.getElementType(),
        static_cast<bool>(function.getResultAttr(index, "qnn.unsigned")));
    if (auto name = function.getResultAttrOfType<StringAttr>(index, "qnn.name"))
      result.name = name.str();
  }
  return results;
}

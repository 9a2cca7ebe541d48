//===- Signature.cpp - What the compiled function takes ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Signature.h"

#include "qopt/Import/State.h"
#include "qopt/Reference/Interpreter.h"
#include "qopt/Support/Error.h"

#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;

namespace qopt {

llvm::SmallVector<int64_t> InterfaceTensor::shapeFor(int64_t rows) const {
  llvm::SmallVector<int64_t> result(shape);
  for (int64_t &dim : result)
    if (dim < 0)
      dim = rows;
  return result;
}

static std::optional<ElementType> elementTypeOf(Type type, bool isUnsigned) {
  if (type.isF32())
    return ElementType::F32;
  if (type.isInteger(8))
    return isUnsigned ? ElementType::U8 : ElementType::I8;
  if (type.isInteger(16))
    return isUnsigned ? ElementType::U16 : ElementType::I16;
  if (type.isInteger(32))
    return ElementType::I32;
  if (type.isInteger(64))
    return ElementType::I64;
  if (type.isInteger(1))
    return ElementType::Bool;
  return std::nullopt;
}

static llvm::Expected<InterfaceTensor>
readTensor(Type type, DictionaryAttr attrs, const llvm::Twine &fallbackName) {
  InterfaceTensor tensor;
  auto get = [&](StringRef name) -> Attribute {
    return attrs ? attrs.get(name) : Attribute();
  };
  auto name = dyn_cast_or_null<StringAttr>(get("qnn.name"));
  tensor.name = name ? name.str() : fallbackName.str();
  auto ranked = dyn_cast<RankedTensorType>(type);
  std::optional<ElementType> element;
  if (ranked)
    element =
        elementTypeOf(ranked.getElementType(), get("qnn.unsigned") != nullptr);
  if (!element) {
    std::string text;
    llvm::raw_string_ostream(text) << type;
    return makeError(
        "'" + tensor.name + "' is " + text +
        "; tensors of f32, i1, i8, i16, i32 or i64 can cross the interface");
  }
  tensor.type = *element;
  for (int64_t dim : ranked.getShape())
    tensor.shape.push_back(ShapedType::isDynamic(dim) ? -1 : dim);
  if (auto scale = dyn_cast_or_null<FloatAttr>(get("qnn.scale"))) {
    tensor.isQuantized = true;
    tensor.scale = scale.getValue().convertToFloat();
    if (auto zeroPoint = dyn_cast_or_null<IntegerAttr>(get("qnn.zero_point")))
      tensor.zeroPoint = zeroPoint.getInt();
  }
  return tensor;
}

/// Argument \p index, which is state, with its initial value.
static llvm::Expected<HostTensor> readState(func::FuncOp function,
                                            unsigned index, StringAttr name) {
  auto initial =
      function.getArgAttrOfType<ElementsAttr>(index, initialAttrName);
  if (!initial)
    return makeError("state '" + name.getValue() + "' has no initial value");
  auto state = readElements(initial);
  if (!state)
    return makeError("state '" + name.getValue() +
                     "': " + llvm::toString(state.takeError()));
  state->name = name.str();
  return state;
}

llvm::Expected<Signature> readSignature(func::FuncOp function) {
  Signature signature;
  signature.name = function.getSymName().str();
  auto isDynamic = [](Type type) {
    auto ranked = dyn_cast<RankedTensorType>(type);
    return ranked && !ranked.hasStaticShape();
  };
  FunctionType type = function.getFunctionType();
  for (unsigned i = 0; i < type.getNumInputs(); ++i) {
    if (auto name = function.getArgAttrOfType<StringAttr>(i, stateAttrName)) {
      auto state = readState(function, i, name);
      if (!state)
        return state.takeError();
      signature.states.push_back(std::move(*state));
      continue;
    }
    auto tensor = readTensor(type.getInput(i), function.getArgAttrDict(i),
                             "in" + llvm::Twine(i));
    if (!tensor)
      return tensor.takeError();
    signature.inputs.push_back(std::move(*tensor));
    signature.hasDynamicBatch |= isDynamic(type.getInput(i));
  }
  for (unsigned i = 0; i < type.getNumResults(); ++i) {
    if (function.getResultAttr(i, stateAttrName))
      continue;
    auto tensor = readTensor(type.getResult(i), function.getResultAttrDict(i),
                             "out" + llvm::Twine(i));
    if (!tensor)
      return tensor.takeError();
    signature.outputs.push_back(std::move(*tensor));
  }
  if (signature.hasDynamicBatch && !signature.states.empty())
    return makeError("the model keeps state between calls, so that its rows "
                     "depend on each other; export it with a fixed batch");
  return signature;
}

} // namespace qopt

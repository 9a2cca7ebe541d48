//===- Data.cpp - Constants and reshapes ------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Evaluators.h"

#include "qopt/Reference/Interpreter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cstring>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

/// Repeats the bytes of one element.
static void fillSplat(HostTensor &tensor, ArrayRef<char> element) {
  for (size_t i = 0; i < tensor.data.size(); i += element.size())
    std::memcpy(&tensor.data[i], element.data(), element.size());
}

Expected<HostTensor> qopt::readElements(ElementsAttr elements) {
  auto type = cast<ShapedType>(elements.getType());
  auto element = hostElementType(type.getElementType());
  if (!element)
    return llvm::createStringError(
        "elements of this type cannot be read; i1, i8, i16, i32, i64, ui8, "
        "ui16, index, f32 and f64 can");
  if (!checkedNumElements(type.getShape(), getElementSize(*element)))
    return llvm::createStringError("the constant has too many elements");
  HostTensor tensor = HostTensor::zeros("", *element, type.getShape());

  if (*element == ElementType::Bool) {
    auto values = elements.tryGetValues<bool>();
    if (!values)
      return llvm::createStringError("the elements of the constant are not "
                                     "accessible");
    for (auto [i, value] : llvm::enumerate(*values))
      tensor.as<uint8_t>()[i] = value;
    return tensor;
  }
  ArrayRef<char> raw;
  bool isSplat = false;
  if (auto dense = dyn_cast<DenseElementsAttr>(elements)) {
    raw = dense.getRawData();
    isSplat = dense.isSplat();
  } else if (auto resource = dyn_cast<DenseResourceElementsAttr>(elements)) {
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    if (!blob)
      return llvm::createStringError(
          "the resource '%s' has no data; it must be in the file's "
          "dialect_resources",
          resource.getRawHandle().getKey().str().c_str());
    raw = blob->getData();
  } else {
    return llvm::createStringError("constants must be dense or a dense "
                                   "resource");
  }
  if (raw.size() != (isSplat ? static_cast<size_t>(getElementSize(*element))
                             : tensor.data.size()))
    return llvm::createStringError("the constant's data has %zu bytes, its "
                                   "type needs %zu",
                                   raw.size(), tensor.data.size());
  if (isSplat)
    fillSplat(tensor, raw);
  else if (!raw.empty())
    std::memcpy(tensor.data.data(), raw.data(), raw.size());
  return tensor;
}

static Expected<HostTensor> evaluateConstant(Operation *op, Operands) {
  Attribute value;
  if (!matchPattern(op, m_Constant(&value)))
    return makeError(op, "is not a constant");
  if (auto elements = dyn_cast<ElementsAttr>(value)) {
    Expected<HostTensor> tensor = readElements(elements);
    if (!tensor)
      return makeError(op, llvm::toString(tensor.takeError()));
    return tensor;
  }
  Expected<HostTensor> scalar = makeResult(op, {});
  if (!scalar)
    return scalar.takeError();
  if (auto integer = dyn_cast<IntegerAttr>(value))
    storeInteger(*scalar, 0, integer.getValue().getSExtValue());
  else if (auto number = dyn_cast<FloatAttr>(value))
    storeFloat(*scalar, 0, number.getValueAsDouble());
  else
    return makeError(op, "the interpreter does not know this constant");
  return scalar;
}

//===----------------------------------------------------------------------===//
// Reshapes
//===----------------------------------------------------------------------===//

/// The elements of \p input under the extents \p shape, of which at most one
/// may be dynamic: it takes what is left.
static Expected<HostTensor> reshapeTo(Operation *op, const HostTensor &input,
                                      SmallVector<int64_t> shape) {
  int64_t known = 1;
  int64_t *unknown = nullptr;
  for (int64_t &extent : shape) {
    if (extent >= 0) {
      known *= extent;
      continue;
    }
    if (unknown)
      return makeError(op, "has more than one dynamic extent, so its shape "
                           "cannot be told from the input's");
    unknown = &extent;
  }
  if (unknown)
    *unknown = known ? input.numElements() / known : 0;
  Expected<HostTensor> result = makeResult(op, shape);
  if (!result)
    return result.takeError();
  if (result->type != input.type || result->data.size() != input.data.size())
    return makeError(op, "cannot reshape " + formatShape(input.shape) +
                             " into " + formatShape(shape));
  result->data = input.data;
  return result;
}

static Expected<HostTensor> evaluateTosaReshape(Operation *op,
                                                Operands operands) {
  auto reshape = cast<tosa::ReshapeOp>(op);
  auto type = dyn_cast<RankedTensorType>(reshape.getType());
  if (!type)
    return makeError(op, "needs a ranked result");
  SmallVector<int64_t> shape(type.getShape());
  if (!type.hasStaticShape()) {
    Expected<SmallVector<int64_t>> wanted = readShape(op, reshape.getShape());
    if (!wanted)
      return wanted.takeError();
    shape = *wanted;
  }
  return reshapeTo(op, *operands[0], shape);
}

static Expected<HostTensor> evaluateCollapse(Operation *op, Operands operands) {
  auto collapse = cast<tensor::CollapseShapeOp>(op);
  SmallVector<int64_t> shape;
  for (const ReassociationIndices &group : collapse.getReassociationIndices()) {
    int64_t extent = 1;
    for (int64_t dim : group)
      extent *= operands[0]->shape[dim];
    shape.push_back(extent);
  }
  return reshapeTo(op, *operands[0], shape);
}

static Expected<HostTensor> evaluateToResultShape(Operation *op,
                                                  Operands operands) {
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type)
    return makeError(op, "needs a ranked result");
  return reshapeTo(op, *operands[0], SmallVector<int64_t>(type.getShape()));
}

static Expected<HostTensor> evaluateSameShape(Operation *op,
                                              Operands operands) {
  return reshapeTo(op, *operands[0], operands[0]->shape);
}

//===----------------------------------------------------------------------===//
// Bits
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateXor(Operation *op, Operands operands) {
  const HostTensor &lhs = *operands[0], &rhs = *operands[1];
  if (lhs.shape != rhs.shape)
    return makeError(op, "its operands are " + formatShape(lhs.shape) +
                             " and " + formatShape(rhs.shape));
  Expected<HostTensor> result = makeResult(op, lhs.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i)
    storeInteger(*result, i, loadInteger(lhs, i) ^ loadInteger(rhs, i));
  return result;
}

Evaluator reference::findDataEvaluator(Operation *op) {
  if (op->hasTrait<OpTrait::ConstantLike>())
    return evaluateConstant;
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::ReshapeOp) { return evaluateTosaReshape; })
      .Case([](tensor::CollapseShapeOp) { return evaluateCollapse; })
      .Case([](tensor::ExpandShapeOp) { return evaluateToResultShape; })
      .Case<tensor::CastOp, tosa::IdentityOp>(
          [](auto) { return evaluateSameShape; })
      .Case([](arith::XOrIOp) { return evaluateXor; })
      .Default([](Operation *) { return nullptr; });
}

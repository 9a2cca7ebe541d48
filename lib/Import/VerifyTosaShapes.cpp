//===- VerifyTosaShapes.cpp - Shapes of TOSA operations ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifyShapes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

/// Both are known, and differ.
static bool differ(int64_t a, int64_t b) {
  return !ShapedType::isDynamic(a) && !ShapedType::isDynamic(b) && a != b;
}

static RankedTensorType ranked(Value value) {
  return dyn_cast<RankedTensorType>(value.getType());
}

static LogicalResult verifyMatmul(tosa::MatMulOp op) {
  auto a = ranked(op.getA()), b = ranked(op.getB());
  if (differ(a.getDimSize(2), b.getDimSize(1)))
    return op.emitOpError() << "multiplies rows of " << a.getDimSize(2)
                            << " elements with columns of " << b.getDimSize(1);
  if (differ(a.getDimSize(0), b.getDimSize(0)))
    return op.emitOpError() << "multiplies a batch of " << a.getDimSize(0)
                            << " with a batch of " << b.getDimSize(0);
  return success();
}

/// `inner` is the count of input channels that the filter has.
static LogicalResult verifyChannels(Operation *op, Value input, int64_t inner,
                                    Value bias, int64_t outer) {
  int64_t channels = ranked(input).getShape().back();
  if (differ(channels, inner))
    return op->emitOpError() << "has an input of " << channels
                             << " channels and a filter for " << inner;
  int64_t biases = ranked(bias).getDimSize(0);
  if (biases != 1 && differ(biases, outer))
    return op->emitOpError() << "has a filter of " << outer
                             << " output channels and a bias of " << biases;
  return success();
}

static LogicalResult verifyElementwise(Operation *op) {
  auto result = ranked(op->getResult(0));
  SmallVector<int64_t> shape(result.getRank(), 1);
  unsigned count = isa<tosa::NegateOp>(op) ? 1
                   : isa<tosa::MulOp>(op)  ? 2
                                           : op->getNumOperands();
  for (Value operand : op->getOperands().take_front(count)) {
    auto type = ranked(operand);
    if (type.getRank() != result.getRank())
      return op->emitOpError() << "has an operand of rank " << type.getRank()
                               << " and a result of rank " << result.getRank();
    for (auto [i, size] : llvm::enumerate(type.getShape())) {
      if (size == 1)
        continue;
      if (shape[i] != 1 && differ(shape[i], size))
        return op->emitOpError() << "has operands of " << shape[i] << " and "
                                 << size << " elements in dimension " << i;
      if (shape[i] == 1 || ShapedType::isDynamic(shape[i]))
        shape[i] = size;
    }
  }
  for (auto [i, size] : llvm::enumerate(result.getShape()))
    if (size != shape[i])
      return op->emitOpError()
             << "gives "
             << RankedTensorType::get(shape, result.getElementType())
             << ", not " << result;
  return success();
}

/// The product of the known dimensions.
static int64_t knownProduct(ArrayRef<int64_t> shape) {
  int64_t product = 1;
  for (int64_t size : shape)
    if (!ShapedType::isDynamic(size))
      product *= size;
  return product;
}

static LogicalResult verifyReshape(tosa::ReshapeOp op) {
  auto input = ranked(op.getInput1()), output = ranked(op.getOutput());
  SmallVector<int64_t> target;
  if (!tosa::getConstShapeValues(op.getShape().getDefiningOp(), target))
    return op.emitOpError("has a target shape that is not constant");
  if (int64_t(target.size()) != output.getRank())
    return op.emitOpError()
           << "has a target shape of " << target.size()
           << " dimensions and a result of rank " << output.getRank();
  for (auto [i, size] : llvm::enumerate(target))
    if (size != -1 && size != output.getDimSize(i))
      return op.emitOpError()
             << "has the target size " << size << " in dimension " << i
             << ", and the result is " << output;
  int64_t from = knownProduct(input.getShape()),
          to = knownProduct(output.getShape());
  unsigned dynamicIn = input.getNumDynamicDims(),
           dynamicOut = output.getNumDynamicDims();
  if (dynamicIn > 1 || dynamicOut > 1)
    return op.emitOpError("has more than one dynamic dimension: export the "
                          "model with a fixed size in all but the leading one");
  if (dynamicIn == 1 && dynamicOut == 0)
    return op.emitOpError() << "fixes the dynamic dimension of " << input
                            << ": export the model with a fixed leading "
                               "dimension";
  if (dynamicIn == 0 && dynamicOut == 1)
    return op.emitOpError() << "forgets the shape of " << input
                            << ": run mlir-opt --tosa-infer-shapes first";
  bool fits = dynamicIn == 1 ? from && to && (from % to == 0 || to % from == 0)
                             : from == to;
  if (!fits)
    return op.emitOpError() << "makes " << output << " of " << input
                            << ", which has another number of elements";
  return success();
}

static LogicalResult verifyTranspose(tosa::TransposeOp op) {
  auto input = ranked(op.getInput1()), output = ranked(op.getOutput());
  ArrayRef<int32_t> perms = op.getPerms();
  if (int64_t(perms.size()) != input.getRank() ||
      input.getRank() != output.getRank())
    return op.emitOpError() << "permutes " << perms.size() << " dimensions of "
                            << input << " into " << output;
  for (auto [i, source] : llvm::enumerate(perms)) {
    if (source < 0 || source >= input.getRank())
      return op.emitOpError()
             << "takes dimension " << source << " of " << input;
    if (output.getDimSize(i) != input.getDimSize(source))
      return op.emitOpError() << "takes dimension " << source << " of " << input
                              << " to dimension " << i << " of " << output;
  }
  return success();
}

static LogicalResult verifyPad(tosa::PadOp op) {
  SmallVector<int64_t> amounts;
  if (tosa::getConstShapeValues(op.getPadding().getDefiningOp(), amounts))
    for (int64_t amount : amounts)
      if (amount < 0)
        return op.emitOpError() << "pads by " << amount
                                << ": export the model with a slice there";
  return success();
}

static LogicalResult verifySlice(tosa::SliceOp op) {
  auto input = ranked(op.getInput1());
  SmallVector<int64_t> start, size;
  if (!tosa::getConstShapeValues(op.getStart().getDefiningOp(), start) ||
      !tosa::getConstShapeValues(op.getSize().getDefiningOp(), size) ||
      int64_t(start.size()) != input.getRank() || start.size() != size.size())
    return success(); // refused as such
  for (auto [i, extent] : llvm::enumerate(input.getShape())) {
    // All of a dynamic dimension is what may be taken.
    if (ShapedType::isDynamic(extent)) {
      if (start[i] != 0)
        return op.emitOpError()
               << "begins at " << start[i] << " of the dynamic dimension " << i
               << ": export the model with a fixed size there";
      continue;
    }
    if (start[i] < 0 || size[i] < 1 || start[i] + size[i] > extent)
      return op.emitOpError()
             << "takes " << size[i] << " elements from " << start[i]
             << " on of the " << extent << " in dimension " << i;
  }
  return success();
}

/// What is not known before the model runs is refused.
static LogicalResult verifyShapeOperands(Operation *op) {
  for (Value operand : op->getOperands())
    if (isa<tosa::shapeType>(operand.getType()) &&
        !operand.getDefiningOp<tosa::ConstShapeOp>())
      return op->emitOpError("has a shape that is computed: export the model "
                             "with fixed shapes");
  return success();
}

/// Against what upstream infers from the operands.
static LogicalResult verifyInferred(Operation *op) {
  auto inference = dyn_cast<InferShapedTypeOpInterface>(op);
  if (!inference)
    return success();
  SmallVector<ShapedTypeComponents> inferred;
  if (failed(inference.inferReturnTypeComponents(
          op->getContext(), op->getLoc(), op->getOperands(),
          op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
          op->getRegions(), inferred)))
    return op->emitOpError("has operands whose shapes do not fit");
  bool isDynamic = llvm::any_of(op->getOperands(), [](Value operand) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    return type && !type.hasStaticShape();
  });
  for (auto [value, components] : llvm::zip(op->getResults(), inferred)) {
    auto type = ranked(value);
    if (!type || !components.hasRank())
      continue;
    auto given =
        RankedTensorType::get(components.getDims(), type.getElementType());
    if (given.getRank() != type.getRank())
      return op->emitOpError() << "gives " << given << ", not " << type;
    for (auto [size, expected] :
         llvm::zip_equal(type.getShape(), given.getShape())) {
      if (differ(size, expected) ||
          (!isDynamic && ShapedType::isDynamic(size) &&
           !ShapedType::isDynamic(expected)))
        return op->emitOpError() << "gives " << given << ", not " << type;
      if (isDynamic && ShapedType::isDynamic(expected) &&
          !ShapedType::isDynamic(size))
        return op->emitOpError()
               << "gives " << given << ", not " << type
               << ": export the model with a fixed leading dimension";
    }
  }
  return success();
}

LogicalResult qopt::verifyTosaShapes(Operation *op) {
  if (op->getName().getDialectNamespace() != "tosa" || op->getNumResults() == 0)
    return success();
  auto isUnranked = [](Type type) { return isa<UnrankedTensorType>(type); };
  if (llvm::any_of(op->getOperandTypes(), isUnranked) ||
      llvm::any_of(op->getResultTypes(), isUnranked))
    return op->emitOpError("has tensors without rank: export the model with "
                           "known shapes");
  auto checked =
      TypeSwitch<Operation *, LogicalResult>(op)
          .Case(verifyMatmul)
          .Case(verifyReshape)
          .Case(verifyTranspose)
          .Case(verifyPad)
          .Case(verifySlice)
          .Case([](tosa::Conv2DOp conv) {
            auto weight = ranked(conv.getWeight());
            return verifyChannels(conv, conv.getInput(), weight.getDimSize(3),
                                  conv.getBias(), weight.getDimSize(0));
          })
          .Case([](tosa::DepthwiseConv2DOp conv) {
            auto weight = ranked(conv.getWeight());
            int64_t c = weight.getDimSize(2), m = weight.getDimSize(3);
            bool isDynamic =
                ShapedType::isDynamic(c) || ShapedType::isDynamic(m);
            return verifyChannels(conv, conv.getInput(), c, conv.getBias(),
                                  isDynamic ? ShapedType::kDynamic : c * m);
          })
          .Case([](tosa::TransposeConv2DOp conv) {
            auto weight = ranked(conv.getWeight());
            return verifyChannels(conv, conv.getInput(), weight.getDimSize(3),
                                  conv.getBias(), weight.getDimSize(0));
          })
          .Default([](Operation *other) -> LogicalResult {
            bool isElementwise =
                other->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
                isa<tosa::MulOp>(other);
            return isElementwise ? verifyElementwise(other) : success();
          });
  if (failed(checked) || isa<tosa::ReshapeOp>(op))
    return checked;
  return failed(verifyShapeOperands(op)) ? failure() : verifyInferred(op);
}

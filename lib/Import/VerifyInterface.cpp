//===- VerifyInterface.cpp - What a function may take and hold --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifyShapes.h"

#include "ConstantData.h"
#include "qopt/Import/ForeignDialects.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

/// Reports on an argument or a result.
using Report = llvm::function_ref<InFlightDiagnostic()>;

/// What crosses the interface as it is, or, 48 bits, in a wider type.
static bool isKnownInteger(Type type) {
  if (type.isUnsignedInteger())
    return type.isUnsignedInteger(8) || type.isUnsignedInteger(16);
  return type.isSignlessInteger() &&
         llvm::is_contained({1, 8, 16, 32, 48, 64},
                            int(type.getIntOrFloatBitWidth()));
}

static LogicalResult verifyElement(Type element, Report report) {
  if (element.isF32() || isKnownInteger(element))
    return success();
  if (isa<FloatType>(element))
    return report() << " has elements of type " << element
                    << ": export the model in f32; constants may be narrower";
  return report() << " has elements of type " << element
                  << ": export the model with f32 or with integers of 8, 16 or "
                     "32 bits";
}

static LogicalResult verifyType(Type type, Report report) {
  if (isa<UnrankedTensorType>(type))
    return report() << " has no rank: export the model with known shapes";
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return report() << " is of type " << type
                    << ": export the model with ranked tensors as its inputs "
                       "and outputs";
  if (failed(verifyElement(tensor.getElementType(), report)))
    return failure();
  for (auto [i, size] : llvm::enumerate(tensor.getShape())) {
    if (i != 0 && ShapedType::isDynamic(size))
      return report() << " has a dynamic dimension " << i
                      << ", and only the leading one may be: export the model "
                         "with a fixed size there";
    if (size == 0)
      return report() << " has no elements: dimension " << i << " is 0";
  }
  return success();
}

/// The operation is of a dialect that the import phase reads.
static LogicalResult verifyKnown(Operation *op) {
  if (auto constant = dyn_cast<tosa::ConstOp>(op);
      constant && qopt::isMissingData(constant.getValues()))
    return op->emitOpError("has no data, or not as much as its type says: "
                           "export the model without eliding constants");
  if (isa<tosa::CustomOp>(op))
    return op->emitOpError("means what only its front end knows: export the "
                           "model without custom operations");
  if (isa<tosa::VariableOp, tosa::VariableReadOp, tosa::VariableWriteOp>(op))
    return op->emitOpError("is state inside the model: make it arguments and "
                           "results first, with qopt-make-state-explicit");
  if (isa<tosa::IfOp, tosa::WhileOp>(op))
    return op->emitOpError("is control flow: export the model without");
  static constexpr StringLiteral kDialects[] = {"tosa",  "linalg", "tensor",
                                                "arith", "math",   "qnn"};
  StringRef name = op->getName().getStringRef();
  if (llvm::is_contained(kDialects, op->getName().getDialectNamespace()) ||
      name == "func.return" || name == "cf.assert" || name == "affine.apply")
    return success();
  if (name == "func.call")
    return op->emitOpError("calls a function: inline it first (mlir-opt "
                           "--inline)");
  return op->emitOpError("is not known to qopt: ")
         << qopt::wayFromDialect(op->getName().getDialectNamespace());
}

/// Text output with elided constants keeps the resource, or loses it.
static LogicalResult verifyConstant(Operation *op) {
  if (!op->hasTrait<OpTrait::ConstantLike>() || isa<tosa::ConstOp>(op))
    return success();
  ElementsAttr attr = qopt::getConstant(op->getResult(0));
  if (attr && qopt::isMissingData(attr))
    return op->emitOpError("has no data, or not as much as its type says: "
                           "export the model without eliding constants");
  return success();
}

/// Numbers of rows in a table: whole numbers that nothing else is made of.
static bool isIndex(BlockArgument arg) {
  return getElementTypeOrSelf(arg.getType()).isInteger(32) &&
         !arg.use_empty() && llvm::all_of(arg.getUses(), [](OpOperand &use) {
           auto gather = dyn_cast<tosa::GatherOp>(use.getOwner());
           return gather && &use == &gather.getIndicesMutable();
         });
}

static LogicalResult verifySignature(func::FuncOp func) {
  bool ok = true, isDynamic = false;
  for (BlockArgument arg : func.getArguments()) {
    if (isIndex(arg) && cast<RankedTensorType>(arg.getType()).hasStaticShape())
      continue;
    ok &= succeeded(verifyType(arg.getType(), [&] {
      return emitError(arg.getLoc()) << "argument " << arg.getArgNumber();
    }));
    auto tensor = dyn_cast<RankedTensorType>(arg.getType());
    isDynamic |= tensor && !tensor.hasStaticShape();
  }
  if (func.getNumResults() == 0)
    return func.emitOpError("returns nothing: export the model with a result");
  for (auto [i, type] : llvm::enumerate(func.getResultTypes())) {
    auto report = [&, index = i] {
      return emitError(func.getLoc()) << "result " << index;
    };
    ok &= succeeded(verifyType(type, report));
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (tensor && tensor.getRank() > 0 && tensor.isDynamicDim(0) && !isDynamic)
      ok &= succeeded(LogicalResult(
          report() << " has a dynamic leading dimension, and no argument has: "
                      "export the model with a fixed size there"));
  }
  return success(ok);
}

LogicalResult qopt::verifyInterface(func::FuncOp func) {
  bool ok = succeeded(verifySignature(func));
  if (!func.getBody().hasOneBlock())
    return func.emitOpError("has control flow: export the model without");
  // The first unknown operation of a region is enough.
  for (Operation &op : func.getBody().front())
    ok &= !op.walk<WalkOrder::PreOrder>([](Operation *nested) {
               return WalkResult(succeeded(verifyKnown(nested))
                                     ? verifyConstant(nested)
                                     : failure());
             }).wasInterrupted();
  return success(ok);
}

//===- FoldIndices.cpp - Computations on constant indices -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Front ends spell out how the indices of a gather come about, from casts to
/// comparisons. The reference interpreter, which defines what operations mean,
/// computes them here, and products of two constants: a state begins with
/// zeros.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace qopt;

/// So that a constant does not grow out of bounds.
constexpr int64_t kMaxElements = 1 << 22;

static bool isIndex(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isInteger(1) || element.isInteger(32) || element.isInteger(64);
}

static bool isFoldedConstant(Value value) {
  ElementsAttr attr = getConstant(value);
  return (attr && !isMissingData(attr)) ||
         value.getDefiningOp<tosa::ConstShapeOp>();
}

/// The elements of `tensor` as a constant of `type`.
static DenseElementsAttr toAttribute(const HostTensor &tensor,
                                     RankedTensorType type) {
  if (tensor.type != ElementType::Bool)
    return DenseElementsAttr::getFromRawBuffer(type, tensor.data);
  SmallVector<bool, 0> values(tensor.data.begin(), tensor.data.end());
  return DenseElementsAttr::get(type, values);
}

/// Runs `op`, whose operands are constants.
static llvm::Expected<HostTensor> runAlone(Operation *op) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(op->getLoc());
  auto builder = OpBuilder::atBlockEnd(module->getBody());
  auto function =
      func::FuncOp::create(builder, op->getLoc(), "main",
                           builder.getFunctionType({}, op->getResultTypes()));
  builder.setInsertionPointToStart(function.addEntryBlock());
  IRMapping mapping;
  for (Value operand : op->getOperands())
    if (!mapping.contains(operand))
      mapping.map(operand,
                  builder.clone(*operand.getDefiningOp())->getResult(0));
  func::ReturnOp::create(builder, op->getLoc(),
                         builder.clone(*op, mapping)->getResults());
  auto results = interpret(function, {});
  if (!results)
    return results.takeError();
  return std::move(results->front());
}

namespace {
struct FoldIndices : RewritePattern {
  /// After those that fold without the interpreter.
  explicit FoldIndices(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/0, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa<tosa::TosaDialect>(op->getDialect()) || op->getNumResults() != 1 ||
        op->getNumRegions() != 0 || op->getNumOperands() == 0 ||
        !isMemoryEffectFree(op) ||
        !llvm::all_of(op->getOperands(), isFoldedConstant))
      return rewriter.notifyMatchFailure(op, "no computation on constants");
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!type || !type.hasStaticShape() ||
        type.getNumElements() > kMaxElements ||
        !(isIndex(type) || type.getElementType().isF32()) ||
        !(isIndex(type) || llvm::any_of(op->getOperandTypes(), isIndex) ||
          isa<tosa::MatMulOp>(op)))
      return rewriter.notifyMatchFailure(op, "not of indices");
    llvm::Expected<HostTensor> result = runAlone(op);
    if (!result) {
      llvm::consumeError(result.takeError());
      return rewriter.notifyMatchFailure(op, "the interpreter does not run it");
    }
    rewriter.replaceOpWithNewOp<tosa::ConstOp>(op, type,
                                               toAttribute(*result, type));
    return success();
  }
};
} // namespace

void qopt::populateFoldIndexPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldIndices>(patterns.getContext());
}

//===- SpecializeBatch.cpp - A dynamic batch as fixed ones ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

namespace qopt {
#define GEN_PASS_DEF_SPECIALIZEBATCH
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

bool isDynamic(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && !tensor.hasStaticShape();
}

/// Whether the result's rows are the operand's rows: one dynamic dimension with
/// nothing but 1 before it, and as many elements in a row.
bool keepsRows(RankedTensorType from, RankedTensorType to) {
  auto rowElements = [](RankedTensorType type) -> int64_t {
    int64_t before = 1, after = 1, dynamic = 0;
    for (int64_t dim : type.getShape()) {
      if (ShapedType::isDynamic(dim))
        ++dynamic;
      else
        (dynamic ? after : before) *= dim;
    }
    return dynamic == 1 && before == 1 ? after : -1;
  };
  return rowElements(from) > 0 && rowElements(from) == rowElements(to);
}

bool isRows(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() > 0 && type.isDynamicDim(0) &&
         type.getNumDynamicDims() == 1;
}

/// Whether the operation leaves the first dimension alone where it is the rows:
/// it works along another one, or on windows within a row.
bool keepsFirstDimension(Operation *op) {
  if (!llvm::all_of(op->getResults(), isRows) || !isRows(op->getOperand(0)))
    return false;
  if (isa<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::TransposeConv2DOp,
          tosa::MaxPool2dOp, tosa::AvgPool2dOp>(op))
    return llvm::none_of(op->getOperands().drop_front(), [](Value operand) {
      return isDynamic(operand.getType());
    });
  if (isa<tosa::ReduceSumOp, tosa::ReduceMaxOp, tosa::ReduceMinOp,
          tosa::ReduceProductOp, tosa::ReverseOp>(op))
    return op->getAttrOfType<IntegerAttr>("axis").getInt() != 0;
  if (auto concat = dyn_cast<tosa::ConcatOp>(op))
    return concat.getAxis() != 0 && llvm::all_of(op->getOperands(), isRows);
  if (auto transpose = dyn_cast<tosa::TransposeOp>(op))
    return transpose.getPerms().front() == 0;
  return false;
}

/// Operations that compute every row from the same row of their operands.
LogicalResult verifyRowwise(func::FuncOp function) {
  WalkResult walk = function.walk<WalkOrder::PreOrder>([](Operation *op) {
    if (isa<qnn::UnitOp>(op))
      return WalkResult::skip();
    bool touchesBatch = llvm::any_of(op->getResultTypes(), isDynamic) ||
                        llvm::any_of(op->getOperandTypes(), isDynamic);
    if (!touchesBatch || op->hasTrait<OpTrait::IsTerminator>() ||
        isa<qnn::QNNDialect, arith::ArithDialect>(op->getDialect()) ||
        op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
        isa<tosa::MulOp, tosa::CastOp>(op) || keepsFirstDimension(op))
      return WalkResult::advance();
    if (auto reshape = dyn_cast<tosa::ReshapeOp>(op))
      if (keepsRows(cast<RankedTensorType>(reshape.getInput1().getType()),
                    cast<RankedTensorType>(reshape.getType())))
        return WalkResult::advance();
    op->emitError() << "'" << op->getName()
                    << "' may mix rows of the dynamic batch, so it cannot run "
                       "on a part of them; export the model with a fixed batch";
    return WalkResult::interrupt();
  });
  if (walk.wasInterrupted())
    return failure();
  for (auto [i, type] : llvm::enumerate(function.getResultTypes()))
    if (!isDynamic(type) ||
        !ShapedType::isDynamic(cast<RankedTensorType>(type).getDimSize(0)))
      return function.emitError()
             << "result " << i << " is " << type
             << " although the batch is dynamic; export the model with a fixed "
                "batch";
  return success();
}

Type withRows(Type type, int64_t rows) {
  if (!isDynamic(type))
    return type;
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> shape(tensor.getShape());
  for (int64_t &dim : shape)
    if (ShapedType::isDynamic(dim))
      dim = rows;
  return tensor.clone(shape);
}

void setRows(func::FuncOp function, int64_t rows) {
  function.walk([&](Operation *op) {
    for (Value result : op->getResults())
      result.setType(withRows(result.getType(), rows));
    for (Region &region : op->getRegions())
      for (Block &block : region)
        for (BlockArgument arg : block.getArguments())
          arg.setType(withRows(arg.getType(), rows));
  });
  function.setFunctionType(FunctionType::get(
      function.getContext(), function.getBody().front().getArgumentTypes(),
      function.getBody().front().getTerminator()->getOperandTypes()));
}

struct SpecializeBatch : qopt::impl::SpecializeBatchBase<SpecializeBatch> {
  using Base::Base;

  LogicalResult specialize(func::FuncOp function) {
    if (failed(verifyRowwise(function)))
      return failure();
    for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
      if (isDynamic(type))
        function.setArgAttr(i, batchedAttrName, UnitAttr::get(&getContext()));
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      function.setResultAttr(i, batchedAttrName, UnitAttr::get(&getContext()));
    OpBuilder b(function);
    for (int64_t step : batchSteps) {
      func::FuncOp copy = function.clone();
      copy.setPrivate();
      copy.setName((function.getName() + batchCopySuffix + Twine(step)).str());
      copy->setAttr(batchRowsAttrName, b.getI64IntegerAttr(step));
      setRows(copy, step);
      b.insert(copy);
    }
    function.erase();
    return success();
  }

  void runOnOperation() override {
    for (auto function :
         llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>()))
      if (!function.isExternal() && function.isPublic() &&
          (llvm::any_of(function.getArgumentTypes(), isDynamic) ||
           llvm::any_of(function.getResultTypes(), isDynamic)))
        if (failed(specialize(function)))
          return signalPassFailure();
  }
};

} // namespace

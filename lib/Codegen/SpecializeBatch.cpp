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
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

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

/// The dimension of a dynamic tensor that counts the rows: the only dynamic
/// one, with nothing but 1 before it. nullopt where there is none.
std::optional<int64_t> rowsDimension(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  if (tensor.getNumDynamicDims() != 1)
    return std::nullopt;
  for (auto [d, size] : llvm::enumerate(tensor.getShape())) {
    if (ShapedType::isDynamic(size))
      return d;
    if (size != 1)
      return std::nullopt;
  }
  return std::nullopt;
}

/// The same for all dynamic tensors among the operands and results; nullopt
/// where they do not agree, or a result has no rows although an operand has.
std::optional<int64_t> commonRowsDimension(Operation *op) {
  SmallVector<Type> types(op->getOperandTypes());
  bool readsRows = llvm::any_of(types, isDynamic);
  for (Type type : op->getResultTypes())
    if (readsRows && !isDynamic(type))
      return std::nullopt;
  llvm::append_range(types, op->getResultTypes());
  std::optional<int64_t> common;
  for (Type type : types) {
    if (!isDynamic(type))
      continue;
    std::optional<int64_t> d = rowsDimension(type);
    if (!d || (common && common != d))
      return std::nullopt;
    common = d;
  }
  return common;
}

/// Whether the rows of a reshape's result are those of its operand.
bool keepsRows(tosa::ReshapeOp reshape) {
  auto from = cast<RankedTensorType>(reshape.getInput1().getType()),
       to = cast<RankedTensorType>(reshape.getType());
  auto rowElements = [](RankedTensorType type) {
    int64_t count = 1;
    for (int64_t size : type.getShape())
      count *= ShapedType::isDynamic(size) ? 1 : size;
    return count;
  };
  return isDynamic(from) && isDynamic(to) && rowsDimension(from) &&
         rowsDimension(to) && rowElements(from) > 0 &&
         rowElements(from) == rowElements(to);
}

/// The numbers of a shape that `op` is given, `each` for every dimension: those
/// of dimension `dim` are all `expected`.
bool givesDimension(Value shape, int64_t dim, size_t each, int64_t expected) {
  SmallVector<int64_t> numbers;
  return tosa::getConstShapeValues(shape.getDefiningOp(), numbers) &&
         numbers.size() >= (dim + 1) * each &&
         llvm::all_of(ArrayRef(numbers).slice(dim * each, each),
                      [&](int64_t number) { return number == expected; });
}

/// Whether what moves elements leaves the rows where they are.
std::optional<bool> movesWithinRows(Operation *op, int64_t rows) {
  if (auto slice = dyn_cast<tosa::SliceOp>(op))
    return givesDimension(slice.getStart(), rows, 1, 0);
  if (auto pad = dyn_cast<tosa::PadOp>(op))
    return givesDimension(pad.getPadding(), rows, 2, 0);
  if (auto tile = dyn_cast<tosa::TileOp>(op))
    return givesDimension(tile.getMultiples(), rows, 1, 1);
  if (isa<tosa::ResizeOp>(op))
    return rows == 0;
  if (isa<tosa::GatherOp>(op))
    return rows == 0 && llvm::all_of(op->getOperandTypes(), isDynamic);
  return std::nullopt;
}

/// Whether no operand but the first has rows.
bool onlyFirstHasRows(Operation *op) {
  return llvm::none_of(op->getOperands().drop_front().getTypes(), isDynamic);
}

/// Whether the operation makes every row of its result from the same row of its
/// operands, where the rows are dimension `rows` of all that have them.
bool isRowwise(Operation *op, int64_t rows) {
  if (std::optional<bool> moves = movesWithinRows(op, rows))
    return *moves;
  if (isa<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::TransposeConv2DOp,
          tosa::MaxPool2dOp, tosa::AvgPool2dOp, qnn::Conv2DOp, qnn::DenseOp,
          qnn::FloatConv2DOp, qnn::FloatDenseOp, qnn::MaxPool2DOp,
          qnn::AvgPool2DOp, qnn::ResizeOp>(op))
    return rows == 0 && onlyFirstHasRows(op);
  // Rows are samples, each with a scale of its own.
  if (isa<qnn::DynamicScaleOp, qnn::DynamicQuantizeOp,
          qnn::DynamicDequantizeOp>(op))
    return rows == 0;
  // A product for every row, or rows of the left side.
  if (isa<qnn::MatMulOp>(op))
    return rows == 0 ? llvm::all_of(op->getOperandTypes(), isDynamic)
                     : rows == 1 && onlyFirstHasRows(op);
  if (isa<qnn::SoftmaxOp, qnn::LayerNormOp>(op))
    return rows + 1 !=
           cast<RankedTensorType>(op->getOperand(0).getType()).getRank();
  if (auto sum = dyn_cast<qnn::ReduceSumOp>(op))
    return !llvm::is_contained(sum.getDims(), rows);
  if (isa<tosa::ReduceSumOp, tosa::ReduceMaxOp, tosa::ReduceMinOp,
          tosa::ReduceProductOp, tosa::ReverseOp>(op))
    return op->getAttrOfType<IntegerAttr>("axis").getInt() != rows;
  if (auto concat = dyn_cast<tosa::ConcatOp>(op))
    return concat.getAxis() != rows &&
           llvm::all_of(op->getOperandTypes(), isDynamic);
  if (auto transpose = dyn_cast<tosa::TransposeOp>(op))
    return rows == 0 && transpose.getPerms().front() == 0;
  return isa<qnn::QNNDialect, arith::ArithDialect>(op->getDialect()) ||
         op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
         isa<tosa::MulOp, tosa::CastOp>(op);
}

bool isRowwise(Operation *op) {
  if (auto reshape = dyn_cast<tosa::ReshapeOp>(op))
    return keepsRows(reshape);
  std::optional<int64_t> rows = commonRowsDimension(op);
  return rows && isRowwise(op, *rows);
}

/// Whether `op` is a part of what was recognised as a whole, rowwise in all its
/// forms: not so what has an axis, or a window.
bool isPartOfUnit(Operation *op) {
  return isa<qnn::UnitOp>(op->getParentOp()) &&
         !isa<tosa::ConcatOp, tosa::Conv2DOp, tosa::DepthwiseConv2DOp,
              tosa::AvgPool2dOp, tosa::ResizeOp, tosa::ReduceSumOp,
              tosa::ReduceMaxOp>(op);
}

/// Operations that compute every row from the same row of their operands.
LogicalResult verifyRowwise(func::FuncOp function) {
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
    if (isDynamic(type) && !rowsDimension(type))
      return function.emitError()
             << "argument " << i << " is " << type
             << ", whose only dynamic dimension may be the leading one";
  WalkResult walk = function.walk<WalkOrder::PreOrder>([](Operation *op) {
    bool touchesBatch = llvm::any_of(op->getResultTypes(), isDynamic) ||
                        llvm::any_of(op->getOperandTypes(), isDynamic);
    if (!touchesBatch || op->hasTrait<OpTrait::IsTerminator>() ||
        isRowwise(op) || isPartOfUnit(op))
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

/// All of the rows is a number of them now.
void setSliceSize(tosa::SliceOp slice, ArrayRef<int64_t> shape) {
  ImplicitLocOpBuilder b(slice.getLoc(), slice);
  slice.getSizeMutable().assign(tosa::getTosaConstShape(b, shape));
}

void setRows(func::FuncOp function, int64_t rows) {
  function.walk([&](Operation *op) {
    bool isBatch = llvm::any_of(op->getResultTypes(), isDynamic);
    for (Value result : op->getResults())
      result.setType(withRows(result.getType(), rows));
    if (auto slice = dyn_cast<tosa::SliceOp>(op); slice && isBatch)
      setSliceSize(slice, cast<ShapedType>(slice.getType()).getShape());
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

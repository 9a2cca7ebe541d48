//===- Contraction.cpp - The contraction all kernels share ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Contraction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

static constexpr StringLiteral unitAttrName = "qnn.unit";

static SmallVector<AffineMap> contractionMaps(MLIRContext *context) {
  AffineExpr m, n, k;
  bindDims(context, m, n, k);
  return {AffineMap::get(3, 0, {m, k}, context),
          AffineMap::get(3, 0, {n, k}, context),
          AffineMap::get(3, 0, {m, n}, context)};
}

static Value extend(OpBuilder &b, Location loc, Value value, bool isUnsigned) {
  if (isUnsigned)
    return arith::ExtUIOp::create(b, loc, b.getI32Type(), value);
  return arith::ExtSIOp::create(b, loc, b.getI32Type(), value);
}

linalg::GenericOp buildContraction(OpBuilder &builder, Location loc, Value lhs,
                                   Value rhs, Value bias, bool lhsUnsigned,
                                   bool rhsUnsigned, StringAttr unit) {
  auto lhsType = cast<RankedTensorType>(lhs.getType());
  auto rhsType = cast<RankedTensorType>(rhs.getType());
  bool isFloat = lhsType.getElementType().isF32();
  Type accType = isFloat ? Type(builder.getF32Type()) : builder.getI32Type();
  Value empty = tensor::EmptyOp::create(
      builder, loc, ArrayRef{lhsType.getDimSize(0), rhsType.getDimSize(0)},
      accType);
  Value init = linalg::BroadcastOp::create(builder, loc, bias, empty,
                                           ArrayRef<int64_t>{0})
                   ->getResult(0);
  SmallVector<utils::IteratorType> iterators = {utils::IteratorType::parallel,
                                                utils::IteratorType::parallel,
                                                utils::IteratorType::reduction};
  auto op = linalg::GenericOp::create(
      builder, loc, init.getType(), ValueRange{lhs, rhs}, init,
      contractionMaps(builder.getContext()), iterators,
      [&](OpBuilder &b, Location loc, ValueRange args) {
        Value sum;
        if (isFloat) {
          sum = arith::AddFOp::create(
              b, loc, args[2], arith::MulFOp::create(b, loc, args[0], args[1]));
        } else {
          Value product = arith::MulIOp::create(
              b, loc, extend(b, loc, args[0], lhsUnsigned),
              extend(b, loc, args[1], rhsUnsigned));
          sum = arith::AddIOp::create(b, loc, args[2], product);
        }
        linalg::YieldOp::create(b, loc, sum);
      });
  if (unit)
    op->setAttr(unitAttrName, unit);
  return op;
}

FailureOr<Contraction> Contraction::match(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 ||
      op.getIndexingMapsArray() != contractionMaps(op.getContext()))
    return failure();
  auto lhsType = dyn_cast<RankedTensorType>(op.getInputs()[0].getType());
  auto outType = dyn_cast<RankedTensorType>(op.getOutputs()[0].getType());
  if (!lhsType || !outType || !lhsType.hasStaticShape() ||
      !outType.hasStaticShape())
    return failure();
  // Nothing to tile; plain loops do it.
  if (lhsType.getNumElements() == 0 || outType.getNumElements() == 0)
    return failure();
  Contraction result;
  result.op = op;
  result.lhs = op.getInputs()[0];
  auto init = op.getOutputs()[0].getDefiningOp<linalg::BroadcastOp>();
  if (!init || init.getDimensions() != ArrayRef<int64_t>{0} ||
      !matchPattern(op.getInputs()[1], m_Constant(&result.weights)))
    return failure();
  result.bias = init.getInput();
  result.m = lhsType.getDimSize(0);
  result.k = lhsType.getDimSize(1);
  result.n = outType.getDimSize(1);
  result.isFloat = lhsType.getElementType().isF32();
  result.lhsUnsigned = false;
  result.unit = op->getAttrOfType<StringAttr>(unitAttrName);

  // sum + ext(lhs) * ext(rhs), as it was built.
  Block &body = op.getRegion().front();
  Value sum = body.getTerminator()->getOperand(0);
  if (result.isFloat) {
    if (!sum.getDefiningOp<arith::AddFOp>())
      return failure();
    return result;
  }
  auto add = sum.getDefiningOp<arith::AddIOp>();
  auto mul = add ? add.getRhs().getDefiningOp<arith::MulIOp>() : nullptr;
  if (!mul || add.getLhs() != body.getArgument(2) ||
      !mul.getRhs().getDefiningOp<arith::ExtSIOp>())
    return failure();
  result.lhsUnsigned = mul.getLhs().getDefiningOp<arith::ExtUIOp>() != nullptr;
  return result;
}

} // namespace qopt

//===- FormUnits.cpp - Wrap what is quantized as one thing ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DenseChain.h"
#include "UnaryGroup.h"
#include "UnitNames.h"
#include "qopt/Import/Passes.h"
#include "qopt/Import/UnaryUnit.h"

#include "ConstantData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_FORMUNITSPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

/// A unit without its body; it has no id yet.
static qnn::UnitOp createUnit(OpBuilder &builder, Location loc, StringRef kind,
                              Value input, Type result) {
  auto unit = qnn::UnitOp::create(builder, loc, result, /*id=*/"", kind, input);
  unit.getBody().emplaceBlock().addArgument(input.getType(), input.getLoc());
  return unit;
}

/// `chain`'s first operand as `M x K`.
static Value rows(OpBuilder &builder, const DenseChain &chain) {
  Value a = chain.matmul->getOperand(0);
  if (auto reshape = a.getDefiningOp<tosa::ReshapeOp>()) {
    auto type = dyn_cast<RankedTensorType>(reshape.getInput1().getType());
    if (type && type.getShape() == ArrayRef<int64_t>{chain.m, chain.k})
      return reshape.getInput1();
  }
  return createReshape(builder, chain.matmul->getLoc(), a, {chain.m, chain.k});
}

/// Makes the body of a dense unit in its one form, constants first.
static void buildDenseBody(qnn::UnitOp unit, DenseChain &chain) {
  Block &body = unit.getBody().front();
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  Location loc = chain.matmul.getLoc();
  Value b = createConst(builder, loc, {1, chain.k, chain.n}, chain.weight),
        bias;
  if (!chain.bias.empty())
    bias = createConst(builder, chain.ops.back()->getLoc(), {1, chain.n},
                       chain.bias);
  Value x =
      createReshape(builder, loc, body.getArgument(0), {1, chain.m, chain.k});
  Value value = createMatmul(builder, loc, x, b);
  value = createReshape(builder, loc, value, {chain.m, chain.n});
  if (bias)
    value = tosa::AddOp::create(builder, loc, value.getType(), value, bias);
  if (chain.clamp)
    value = tosa::ClampOp::create(
        builder, chain.clamp.getLoc(), value.getType(), value,
        chain.clamp.getMinValAttr(), chain.clamp.getMaxValAttr(),
        chain.clamp.getNanModeAttr());
  qnn::YieldOp::create(builder, loc, value);
}

static void wrapDense(DenseChain &chain) {
  OpBuilder builder(chain.ops.back());
  Location loc = chain.matmul.getLoc();
  auto type = RankedTensorType::get({chain.m, chain.n}, builder.getF32Type());
  auto unit = createUnit(builder, loc, "dense", rows(builder, chain), type);
  buildDenseBody(unit, chain);
  Value result =
      createReshape(builder, loc, unit.getOutputs().front(),
                    cast<RankedTensorType>(chain.end.getType()).getShape());
  chain.end.replaceAllUsesWith(result);
  for (Operation *op : llvm::reverse(chain.ops))
    op->erase();
}

static void wrapUnary(UnaryGroup &group) {
  Operation *last = group.ops.back();
  OpBuilder builder(last);
  auto unit = createUnit(builder, last->getLoc(), "unary", group.input,
                         last->getResult(0).getType());
  Block &body = unit.getBody().front();
  builder.setInsertionPointToStart(&body);
  IRMapping mapping;
  mapping.map(group.input, body.getArgument(0));
  // A constant in the unit has one element.
  for (Operation *op : group.ops)
    for (Value operand : op->getOperands()) {
      if (mapping.contains(operand) || !getConstant(operand))
        continue;
      auto type = cast<RankedTensorType>(operand.getType());
      std::optional<float> splat = getSplat(operand);
      if (splat)
        mapping.map(operand,
                    createConst(builder, operand.getLoc(),
                                SmallVector<int64_t>(type.getRank(), 1),
                                *splat));
      else
        mapping.map(operand,
                    builder.clone(*operand.getDefiningOp())->getResult(0));
    }
  for (Operation *op : group.ops)
    builder.clone(*op, mapping);
  qnn::YieldOp::create(builder, last->getLoc(),
                       mapping.lookup(last->getResult(0)));
  last->getResult(0).replaceAllUsesWith(unit.getOutputs().front());
  for (Operation *op : llvm::reverse(group.ops))
    op->erase();
}

/// True of operations that compute nothing, or that are made for the operands
/// of one that gets a remark itself.
static bool needsNoUnit(Operation *op) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  if (op->getNumResults() != 0 && llvm::none_of(op->getResultTypes(), isTensor))
    return true;
  return op->hasTrait<OpTrait::IsTerminator>() ||
         op->hasTrait<OpTrait::ConstantLike>() ||
         isa<tosa::ReshapeOp, qnn::UnitOp>(op) ||
         llvm::is_contained({"tensor.empty", "linalg.fill"},
                            op->getName().getStringRef());
}

/// Integer on one side at least: between operations that stay in float, a table
/// would only cost accuracy. The groups after `group` are units already.
static bool touchesUnit(UnaryGroup &group) {
  Value input = group.input;
  while (auto reshape = input.getDefiningOp<tosa::ReshapeOp>())
    input = reshape.getInput1();
  Operation *def = input.getDefiningOp();
  if (!def || isa<qnn::UnitOp>(def) || isUnaryUnitOp(def))
    return true;
  SmallVector<Operation *> users(group.ops.back()->getUsers());
  while (!users.empty()) {
    Operation *user = users.pop_back_val();
    if (isa<qnn::UnitOp>(user) || user->hasTrait<OpTrait::IsTerminator>())
      return true;
    if (isa<tosa::ReshapeOp>(user))
      llvm::append_range(users, user->getUsers());
  }
  return false;
}

static void remarkLeftInFloat(Operation *op) {
  InFlightDiagnostic remark = op->emitRemark()
                              << "left in float: no integer form for '"
                              << op->getName() << "'";
  if (isa<tosa::MatMulOp>(op))
    remark << " whose second operand is not a constant f32 tensor";
  else if (isUnaryUnitOp(op))
    remark << (succeeded(matchUnaryGroup(op))
                   ? " between operations that are left in float"
                   : " of more than one tensor, or of a constant with more "
                     "than one value");
}

namespace {
struct FormUnitsPass : qopt::impl::FormUnitsPassBase<FormUnitsPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    folds = FrozenRewritePatternSet(RewritePatternSet(context));
    return success();
  }

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal() || !func.getBody().hasOneBlock())
      return;
    nameInterface(func);
    Block &block = func.getBody().front();
    for (auto matmul : llvm::to_vector(block.getOps<tosa::MatMulOp>())) {
      FailureOr<DenseChain> chain = matchDenseChain(matmul);
      if (failed(chain))
        continue;
      wrapDense(*chain);
      ++numDense;
    }
    // From the last to the first, so that a group is as large as can be.
    for (Operation *op = block.getTerminator(); op;) {
      FailureOr<UnaryGroup> group = matchUnaryGroup(op);
      if (succeeded(group) && touchesUnit(*group)) {
        Operation *next = op->getNextNode();
        wrapUnary(*group);
        ++numUnary;
        op = next;
      }
      op = op->getPrevNode();
    }
    // Merges the reshapes around units and sweeps what became dead.
    if (failed(applyPatternsGreedily(func, folds))) {
      func.emitOpError("was not cleaned up: the folds did not come to an end; "
                       "please report this model");
      return signalPassFailure();
    }
    nameUnits(func);
    for (Operation &op : block) {
      if (needsNoUnit(&op))
        continue;
      remarkLeftInFloat(&op);
      ++numLeft;
    }
  }

private:
  FrozenRewritePatternSet folds;
};
} // namespace

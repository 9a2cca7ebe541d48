//===- FormUnits.cpp - Wrap what is quantized as one thing ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Normalisations.h"
#include "UnaryGroup.h"
#include "UnitNames.h"
#include "WeightData.h"
#include "WrapUnits.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/OpUnit.h"
#include "qopt/Import/Passes.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_FORMUNITSPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

/// True of operations that compute nothing, or that are made for the operands
/// of one that gets a remark itself.
static bool needsNoUnit(Operation *op) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  if (op->getNumResults() != 0 && llvm::none_of(op->getResultTypes(), isTensor))
    return true;
  // What is integer already needs none.
  auto isFloat = [](Type type) {
    return isa<FloatType>(getElementTypeOrSelf(type));
  };
  if (llvm::none_of(op->getResultTypes(), isFloat) &&
      llvm::none_of(op->getOperandTypes(), isFloat))
    return true;
  return op->hasTrait<OpTrait::IsTerminator>() ||
         op->hasTrait<OpTrait::ConstantLike>() || movesData(op) ||
         isa<qnn::QNNDialect>(op->getDialect()) ||
         llvm::is_contained({"tensor.empty", "linalg.fill"},
                            op->getName().getStringRef());
}

/// Whether `op` is a unit, or may become one.
static bool isUnitLike(Operation *op) {
  return isa<qnn::UnitOp>(op) || isUnaryUnitOp(op) || !unitKindOf(op).empty();
}

/// Whether the result has the numbers of stored integers: whoever made the
/// network quantized it.
static bool isRounded(Operation *op) {
  return isa<qnn::FakeQuantizeOp, qnn::GivenWeightOp, qnn::QuantizeOp,
             qnn::DequantizeOp>(op);
}

namespace {
struct FormUnitsPass : qopt::impl::FormUnitsPassBase<FormUnitsPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    folds = FrozenRewritePatternSet(RewritePatternSet(context));
    return success();
  }

  void runOnOperation() override;

private:
  void wrapLayers(Block &block);
  void wrapOthers(Block &block);
  FailureOr<OpGroup> matchGroup(Operation *op) const;
  bool touchesUnit(const OpGroup &group) const;
  void remarkLeftInFloat(Operation *op) const;

  FrozenRewritePatternSet folds;
  llvm::DenseSet<Operation *> normalisations;
};
} // namespace

/// What is a unit whatever is around it.
void FormUnitsPass::wrapLayers(Block &block) {
  for (auto matmul : llvm::to_vector(block.getOps<tosa::MatMulOp>())) {
    FailureOr<DenseChain> chain = matchDenseChain(matmul);
    if (failed(chain))
      continue;
    wrapDense(*chain);
    ++numDense;
  }
  for (Operation *op = &block.front(); op;) {
    Operation *next = op->getNextNode();
    StringRef kind = unitKindOf(op);
    FailureOr<OpGroup> group = failure();
    if ((kind == "conv2d" || kind == "mean") && !normalisations.contains(op))
      group = matchOpGroup(op);
    else if (group = matchRowGroup(op); failed(group))
      group = matchPreluGroup(op);
    if (succeeded(group)) {
      while (llvm::is_contained(group->ops, next))
        next = next->getNextNode();
      for (Operation *member : group->ops)
        normalisations.erase(member);
      ++(kind == "conv2d" ? numConv : numOther);
      wrapGroup(*group);
    }
    op = next;
  }
}

/// The clamp that a group begins with belongs to the operation before it where
/// that is a unit of its own: its result has a smaller range then.
static void leaveFirstClamp(OpGroup &group) {
  auto clamp = dyn_cast<tosa::ClampOp>(group.ops.front());
  Operation *def = clamp ? clamp.getInput().getDefiningOp() : nullptr;
  if (!def)
    return;
  FailureOr<OpGroup> producer = matchOpGroup(def);
  if (failed(producer) || producer->ops.back() != clamp)
    return;
  group.ops.erase(group.ops.begin());
  group.inputs = {clamp.getOutput()};
}

FailureOr<OpGroup> FormUnitsPass::matchGroup(Operation *op) const {
  if (normalisations.contains(op))
    return failure();
  // What computes a function of one tensor is a table, also if it multiplies.
  FailureOr<OpGroup> group = matchUnaryGroup(op, normalisations);
  if (failed(group))
    return matchOpGroup(op);
  leaveFirstClamp(*group);
  if (group->ops.empty())
    return failure();
  return group;
}

/// Integer on one side at least: between operations that stay in float, a unit
/// would only cost accuracy. The groups after `group` are units already.
bool FormUnitsPass::touchesUnit(const OpGroup &group) const {
  for (Value input : group.inputs) {
    Operation *def = skipMoves(input).getDefiningOp();
    if (!def || isRounded(def) ||
        (isUnitLike(def) && !normalisations.contains(def)))
      return true;
  }
  SmallVector<Operation *> users(group.ops.back()->getUsers());
  while (!users.empty()) {
    Operation *user = users.pop_back_val();
    if (isa<qnn::UnitOp>(user) || isRounded(user) ||
        user->hasTrait<OpTrait::IsTerminator>())
      return true;
    if (movesData(user))
      llvm::append_range(users, user->getUsers());
  }
  return false;
}

void FormUnitsPass::wrapOthers(Block &block) {
  // From the last to the first, so that a group is as large as can be.
  for (Operation *op = block.getTerminator(); op; op = op->getPrevNode()) {
    FailureOr<OpGroup> group = matchGroup(op);
    if (failed(group) || !touchesUnit(*group))
      continue;
    op = group->ops.back()->getNextNode();
    ++(group->kind == "unary" ? numUnary : numOther);
    wrapGroup(*group);
  }
}

void FormUnitsPass::remarkLeftInFloat(Operation *op) const {
  InFlightDiagnostic remark = op->emitRemark()
                              << "left in float: no integer form for '"
                              << op->getName() << "'";
  std::optional<GivenWeights> given;
  StringRef why;
  if (failed(readGivenWeights(op, given, why)))
    remark << ", whose weights " << why;
  else if (normalisations.contains(op))
    remark << " in a normalisation, whose sums and quotients need more than 8 "
              "bits";
  else if (succeeded(matchGroup(op)))
    remark << " between operations that are left in float";
  else if (isa<tosa::MatMulOp>(op))
    remark << " whose first operand is a constant";
  else if (unitKindOf(op) == "conv2d")
    remark << " whose weight or bias is not a constant f32 tensor";
  else if (isUnaryUnitOp(op))
    remark << " of more than one tensor, or of a constant with more than one "
              "value";
}

/// What integers at the interface stand for, where the network says it: in the
/// attributes that a plan would give them.
static void documentStored(func::FuncOp func) {
  Builder builder(func.getContext());
  auto document = [&](auto op,
                      llvm::function_ref<void(StringRef, Attribute)> setAttr) {
    setAttr("qnn.scale", op.getScaleAttr());
    setAttr("qnn.zero_point", op.getZpAttr());
    if (op.getIsUnsigned())
      setAttr("qnn.unsigned", builder.getUnitAttr());
  };
  for (BlockArgument argument : func.getArguments()) {
    SmallVector<Operation *> users(argument.getUsers());
    auto first = users.empty() ? qnn::DequantizeOp()
                               : dyn_cast<qnn::DequantizeOp>(users.front());
    if (first && llvm::all_of(users, [&](Operation *user) {
          return user->getName() == first->getName() &&
                 user->getAttrDictionary() == first->getAttrDictionary();
        }))
      document(first, [&](StringRef name, Attribute value) {
        func.setArgAttr(argument.getArgNumber(), name, value);
      });
  }
  Operation *terminator = func.getBody().front().getTerminator();
  for (auto [i, value] : llvm::enumerate(terminator->getOperands()))
    if (auto quantize = value.getDefiningOp<qnn::QuantizeOp>())
      document(quantize, [&, i = i](StringRef name, Attribute attr) {
        func.setResultAttr(i, name, attr);
      });
}

void FormUnitsPass::runOnOperation() {
  func::FuncOp func = getOperation();
  if (func.isExternal() || !func.getBody().hasOneBlock())
    return;
  nameInterface(func);
  Block &block = func.getBody().front();
  normalisations = findNormalisations(block);
  wrapLayers(block);
  wrapOthers(block);
  // Merges the reshapes around units and sweeps what became dead.
  if (failed(applyPatternsGreedily(func, folds))) {
    func.emitOpError("was not cleaned up: the folds did not come to an end; "
                     "please report this model");
    return signalPassFailure();
  }
  nameUnits(func);
  documentStored(func);
  for (Operation &op : block) {
    if (needsNoUnit(&op))
      continue;
    remarkLeftInFloat(&op);
    ++numLeft;
  }
}

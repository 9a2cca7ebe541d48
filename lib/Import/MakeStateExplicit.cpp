//===- MakeStateExplicit.cpp - Variables as arguments and results ---------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "qopt/Import/Passes.h"
#include "qopt/Import/State.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/MapVector.h"

namespace qopt {
#define GEN_PASS_DEF_MAKESTATEEXPLICITPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
/// A variable in one function.
struct Variable {
  tosa::VariableOp op;
  SmallVector<tosa::VariableReadOp> reads;
  SmallVector<tosa::VariableWriteOp> writes;
};

struct MakeStateExplicitPass
    : qopt::impl::MakeStateExplicitPassBase<MakeStateExplicitPass> {
  using Base::Base;

  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (!func.isExternal() && failed(convert(func)))
        return signalPassFailure();
    for (auto variable :
         llvm::make_early_inc_range(getOperation().getOps<tosa::VariableOp>()))
      variable.erase();
  }

private:
  LogicalResult convert(func::FuncOp func);
  void makeArgument(func::FuncOp func, Variable &variable);
};
} // namespace

static RankedTensorType typeOf(tosa::VariableOp variable) {
  SmallVector<int64_t> shape;
  for (const APInt &size : variable.getVarShape().getValues<APInt>())
    shape.push_back(size.isNegative() ? ShapedType::kDynamic
                                      : size.getSExtValue());
  return RankedTensorType::get(shape, variable.getType());
}

/// The value before the first call: zeros where the model says none.
static ElementsAttr initialValue(tosa::VariableOp variable) {
  auto value = dyn_cast_or_null<ElementsAttr>(variable.getInitialValueAttr());
  if (auto resource = dyn_cast_or_null<DenseResourceElementsAttr>(value);
      resource && !isMissingData(resource))
    return DenseElementsAttr::getFromRawBuffer(
        resource.getType(), resource.getRawHandle().getBlob()->getData());
  if (value)
    return value;
  RankedTensorType type = typeOf(variable);
  return DenseElementsAttr::get(
      type, Builder(variable.getContext()).getZeroAttr(type.getElementType()));
}

/// Front ends put casts that change nothing around state.
static void eraseCasts(func::FuncOp func) {
  func.walk([](UnrealizedConversionCastOp cast) {
    if (cast->getOperandTypes() != cast->getResultTypes())
      return;
    cast->replaceAllUsesWith(cast->getOperands());
    cast.erase();
  });
}

/// The variables that `func` reads or writes, in the order of the accesses.
static FailureOr<llvm::MapVector<StringRef, Variable>>
collectVariables(func::FuncOp func) {
  llvm::MapVector<StringRef, Variable> variables;
  auto module = func->getParentOfType<ModuleOp>();
  auto find = [&](Operation *access, StringRef name) -> Variable * {
    Variable &variable = variables[name];
    if (!variable.op)
      variable.op = module.lookupSymbol<tosa::VariableOp>(name);
    if (!variable.op)
      access->emitOpError()
          << "names @" << name << ", which is no variable of the module";
    return variable.op ? &variable : nullptr;
  };
  WalkResult walk = func.walk([&](Operation *op) {
    Variable *variable = nullptr;
    Type type;
    if (auto read = dyn_cast<tosa::VariableReadOp>(op)) {
      type = read.getOutput1().getType();
      if ((variable = find(op, read.getName())))
        variable->reads.push_back(read);
    } else if (auto write = dyn_cast<tosa::VariableWriteOp>(op)) {
      type = write.getInput1().getType();
      if ((variable = find(op, write.getName())))
        variable->writes.push_back(write);
    } else {
      return WalkResult::advance();
    }
    if (!variable)
      return WalkResult::interrupt();
    if (op->getParentOp() != func.getOperation()) {
      op->emitOpError("is inside control flow: export the model without");
      return WalkResult::interrupt();
    }
    if (auto value =
            dyn_cast_or_null<ElementsAttr>(variable->op.getInitialValueAttr());
        value && isMissingData(value)) {
      variable->op.emitOpError("has no data, or not as much as its type says: "
                               "export the model without eliding constants");
      return WalkResult::interrupt();
    }
    RankedTensorType declared = typeOf(variable->op);
    if (!declared.hasStaticShape() || type != declared) {
      op->emitOpError() << "is of type " << type << ", and the variable is "
                        << declared
                        << "; both must be one type of static shape";
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  if (walk.wasInterrupted())
    return failure();
  return variables;
}

/// Replaces every read by what was written before it, and at first by
/// `initial`; returns what is written last.
static Value forwardWrites(Variable &variable, Value initial) {
  Value current = initial;
  SmallVector<Operation *> accesses(variable.reads.begin(),
                                    variable.reads.end());
  llvm::append_range(accesses, variable.writes);
  llvm::sort(accesses,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  for (Operation *access : accesses) {
    if (auto write = dyn_cast<tosa::VariableWriteOp>(access))
      current = write.getInput1();
    else
      access->getResult(0).replaceAllUsesWith(current);
    access->erase();
  }
  return current;
}

void MakeStateExplicitPass::makeArgument(func::FuncOp func,
                                         Variable &variable) {
  OpBuilder b(func.getContext());
  StringAttr name = variable.op.getSymNameAttr();
  auto attrs = b.getDictionaryAttr(
      {b.getNamedAttr(stateAttrName, name),
       b.getNamedAttr(initialAttrName, initialValue(variable.op))});
  unsigned argument = func.getNumArguments(), result = func.getNumResults();
  (void)func.insertArgument(argument, typeOf(variable.op), attrs,
                            variable.op.getLoc());
  Value last = forwardWrites(variable, func.getArgument(argument));
  Operation *ret = func.getBody().front().getTerminator();
  ret->insertOperands(ret->getNumOperands(), last);
  (void)func.insertResult(
      result, last.getType(),
      b.getDictionaryAttr(b.getNamedAttr(stateAttrName, name)));
}

LogicalResult MakeStateExplicitPass::convert(func::FuncOp func) {
  eraseCasts(func);
  FailureOr<llvm::MapVector<StringRef, Variable>> variables =
      collectVariables(func);
  if (failed(variables))
    return failure();
  if (!variables->empty() && !func.getBody().hasOneBlock())
    return success(); // refused by qopt-verify-shapes
  for (Variable &variable : llvm::make_second_range(*variables)) {
    ++numVariables;
    if (variable.writes.empty()) {
      OpBuilder b = OpBuilder::atBlockBegin(&func.getBody().front());
      forwardWrites(variable, tosa::ConstOp::create(b, variable.op.getLoc(),
                                                    typeOf(variable.op),
                                                    initialValue(variable.op)));
    } else if (variable.reads.empty()) {
      forwardWrites(variable, Value());
    } else {
      makeArgument(func, variable);
    }
  }
  return success();
}

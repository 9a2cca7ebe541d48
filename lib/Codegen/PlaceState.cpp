//===- PlaceState.cpp - One buffer for what is kept -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteSize.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Import/State.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/MathExtras.h"

namespace qopt {
#define GEN_PASS_DEF_PLACESTATE
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// The state begins at a cache line, and so does every variable in it.
constexpr int64_t alignment = 64;

struct Variable {
  BlockArgument oldValue, newValue;
  ElementsAttr initial;
  int64_t offset = 0;

  MemRefType type() const { return cast<MemRefType>(oldValue.getType()); }
  int64_t bytes() const { return byteSize(type()); }
};

struct PlaceState : qopt::impl::PlaceStateBase<PlaceState> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<func::FuncOp> functions(getOperation().getOps<func::FuncOp>());
    for (func::FuncOp func : functions)
      if (!func.isExternal() && failed(place(func)))
        return signalPassFailure();
  }

private:
  LogicalResult place(func::FuncOp func);
  void createInit(func::FuncOp func, ArrayRef<Variable> variables);
};

FailureOr<SmallVector<Variable>> collect(func::FuncOp func) {
  llvm::MapVector<StringAttr, Variable> byName;
  for (BlockArgument argument : func.getArguments()) {
    unsigned i = argument.getArgNumber();
    auto name = func.getArgAttrOfType<StringAttr>(i, stateAttrName);
    if (!name)
      continue;
    Variable &variable = byName[name];
    if (auto initial =
            func.getArgAttrOfType<ElementsAttr>(i, initialAttrName)) {
      variable.oldValue = argument;
      variable.initial = initial;
    } else {
      variable.newValue = argument;
    }
  }
  SmallVector<Variable> variables;
  int64_t end = 0;
  for (auto &[name, variable] : byName) {
    if (!variable.oldValue || !variable.newValue ||
        variable.oldValue.getType() != variable.newValue.getType())
      return func.emitError() << "state '" << name.getValue()
                              << "' is not one argument and one result of one "
                                 "type";
    variable.offset = end;
    end = llvm::alignTo(end + variable.bytes(), alignment);
    variables.push_back(variable);
  }
  return variables;
}

/// The part of `state` that is the variable's.
Value createView(OpBuilder &b, Location loc, const Variable &variable,
                 MemRefType type, Value state) {
  Value offset = arith::ConstantIndexOp::create(b, loc, variable.offset);
  return memref::ViewOp::create(b, loc, type, state, offset, ValueRange());
}

/// Whether nothing reads the old value once the new one is being written.
bool isReadBeforeWritten(const Variable &variable,
                         const BufferViewFlowAnalysis &aliases) {
  Block *block = variable.oldValue.getOwner();
  Operation *lastRead = nullptr, *firstWrite = nullptr;
  for (Value alias : aliases.resolve(variable.oldValue))
    for (Operation *user : alias.getUsers()) {
      Operation *at = block->findAncestorOpInBlock(*user);
      if (!lastRead || lastRead->isBeforeInBlock(at))
        lastRead = at;
    }
  for (Value alias : aliases.resolve(variable.newValue))
    for (Operation *user : alias.getUsers()) {
      Operation *at = block->findAncestorOpInBlock(*user);
      if (!firstWrite || at->isBeforeInBlock(firstWrite))
        firstWrite = at;
    }
  return !lastRead || !firstWrite || lastRead->isBeforeInBlock(firstWrite);
}

LogicalResult PlaceState::place(func::FuncOp func) {
  FailureOr<SmallVector<Variable>> variables = collect(func);
  if (failed(variables))
    return failure();
  if (variables->empty())
    return success();
  createInit(func, *variables);

  Block &block = func.getBody().front();
  SmallVector<bool> isInPlace;
  BufferViewFlowAnalysis aliases(func);
  for (const Variable &variable : *variables)
    isInPlace.push_back(isReadBeforeWritten(variable, aliases));

  OpBuilder b(func.getContext());
  const Variable &last = variables->back();
  int64_t bytes = last.offset + last.bytes();
  auto attrs = b.getDictionaryAttr(
      {b.getNamedAttr(LLVM::LLVMDialect::getNoAliasAttrName(), b.getUnitAttr()),
       b.getNamedAttr(LLVM::LLVMDialect::getAlignAttrName(),
                      b.getI64IntegerAttr(alignment))});
  if (failed(func.insertArgument(func.getNumArguments(),
                                 MemRefType::get({bytes}, b.getI8Type()), attrs,
                                 func.getLoc())))
    return failure();
  Value state = func.getArguments().back();
  llvm::BitVector replaced(func.getNumArguments());
  for (auto [variable, inPlace] : llvm::zip_equal(*variables, isInPlace)) {
    b.setInsertionPointToStart(&block);
    Location loc = func.getLoc();
    Value view = createView(b, loc, variable, variable.type(), state);
    variable.oldValue.replaceAllUsesWith(view);
    Value written = view;
    if (!inPlace) {
      written = memref::AllocOp::create(b, loc, variable.type());
      b.setInsertionPoint(block.getTerminator());
      memref::CopyOp::create(b, loc, written, view);
    }
    variable.newValue.replaceAllUsesWith(written);
    replaced.set(variable.oldValue.getArgNumber());
    replaced.set(variable.newValue.getArgNumber());
  }
  func->setAttr(stateBytesAttrName, b.getI64IntegerAttr(bytes));
  return func.eraseArguments(replaced);
}

/// `NAME_init(state)`.
void PlaceState::createInit(func::FuncOp func, ArrayRef<Variable> variables) {
  ImplicitLocOpBuilder b(func.getLoc(), func);
  int64_t bytes = variables.back().offset + variables.back().bytes();
  auto type = MemRefType::get({bytes}, b.getI8Type());
  auto init = func::FuncOp::create(b, (func.getName() + initSuffix).str(),
                                   b.getFunctionType(type, {}));
  init->setAttr(initAttrName, b.getUnitAttr());
  Block *block = init.addEntryBlock();
  for (auto [i, variable] : llvm::enumerate(variables)) {
    b.setInsertionPointToEnd(block);
    MemRefType whole = variable.type();
    auto flat =
        MemRefType::get({whole.getNumElements()}, whole.getElementType());
    auto dense = dyn_cast<DenseElementsAttr>(variable.initial);
    if (dense && dense.isSplat()) {
      Value view =
          createView(b, b.getLoc(), variable, flat, block->getArgument(0));
      Value value = arith::ConstantOp::create(
          b, cast<TypedAttr>(dense.getSplatValue<Attribute>()));
      linalg::FillOp::create(b, value, view);
      continue;
    }
    std::string name = (func.getName() + ".state" + Twine(i)).str();
    b.setInsertionPoint(init);
    memref::GlobalOp::create(b, name, b.getStringAttr("private"), whole,
                             variable.initial, /*constant=*/true,
                             b.getI64IntegerAttr(alignment));
    b.setInsertionPointToEnd(block);
    memref::CopyOp::create(
        b, memref::GetGlobalOp::create(b, whole, name),
        createView(b, b.getLoc(), variable, whole, block->getArgument(0)));
  }
  func::ReturnOp::create(b);
}

} // namespace

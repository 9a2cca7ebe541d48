//===- MakeEntryPoint.cpp - The C signature ---------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteSize.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Import/State.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {
#define GEN_PASS_DEF_MAKEENTRYPOINT
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

struct MakeEntryPoint : qopt::impl::MakeEntryPointBase<MakeEntryPoint> {
  using Base::Base;

  /// Memory of no bytes has no place at the interface.
  static LogicalResult verifyElements(func::FuncOp func, StringRef kind,
                                      TypeRange types) {
    for (auto [i, type] : llvm::enumerate(types))
      if (auto tensor = dyn_cast<RankedTensorType>(type);
          tensor && llvm::is_contained(tensor.getShape(), 0))
        return func.emitError() << kind << " " << i << " is " << type
                                << ", which has no elements";
    return success();
  }

  /// Of all arguments, then of all results: names and scales are no business of
  /// the machine level, but state is placed there.
  static SmallVector<Attribute> parameterAttrs(func::FuncOp func) {
    Builder b(func.getContext());
    SmallVector<Attribute> all;
    auto add = [&](DictionaryAttr given) {
      SmallVector<NamedAttribute> kept{b.getNamedAttr(
          LLVM::LLVMDialect::getNoAliasAttrName(), b.getUnitAttr())};
      for (StringRef name : {stateAttrName, initialAttrName})
        if (Attribute value = given ? given.get(name) : Attribute())
          kept.push_back(b.getNamedAttr(name, value));
      all.push_back(b.getDictionaryAttr(kept));
    };
    unsigned results = func.getNumResults();
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      add(func.getArgAttrDict(i));
    for (unsigned i = 0; i < results; ++i)
      add(func.getResultAttrDict(i));
    return all;
  }

  LogicalResult convert(func::FuncOp func) {
    if (failed(verifyElements(func, "argument", func.getArgumentTypes())) ||
        failed(verifyElements(func, "result", func.getResultTypes())))
      return failure();
    if (!func.getBody().hasOneBlock())
      return func.emitError("control flow in the network is not supported");
    Block &block = func.getBody().front();
    OpBuilder b = OpBuilder::atBlockBegin(&block);
    auto bufferType = [](RankedTensorType type) {
      return MemRefType::get(type.getShape(), type.getElementType());
    };
    SmallVector<Type> types;
    for (BlockArgument arg : block.getArguments()) {
      auto tensor = dyn_cast<RankedTensorType>(arg.getType());
      if (!tensor || !tensor.hasStaticShape())
        return func.emitError()
               << "argument " << arg.getArgNumber()
               << " must be a tensor of static shape, not " << arg.getType();
      auto buffer = bufferType(tensor);
      types.push_back(buffer);
      arg.setType(buffer);
      auto toTensor = bufferization::ToTensorOp::create(
          b, func.getLoc(), tensor, arg, /*restrict=*/true);
      arg.replaceAllUsesExcept(toTensor, toTensor);
    }
    auto ret = cast<func::ReturnOp>(block.getTerminator());
    b.setInsertionPoint(ret);
    for (Value result : ret.getOperands()) {
      auto buffer = bufferType(cast<RankedTensorType>(result.getType()));
      types.push_back(buffer);
      Value destination = block.addArgument(buffer, ret.getLoc());
      bufferization::MaterializeInDestinationOp::create(
          b, ret.getLoc(), Type(), result, destination, /*restrict=*/true,
          /*writable=*/true);
    }
    if (auto rows = func->getAttrOfType<IntegerAttr>(batchRowsAttrName)) {
      SmallVector<int64_t> rowBytes;
      for (unsigned i = 0; i < types.size(); ++i) {
        bool isBatched = i < func.getNumArguments()
                             ? func.getArgAttr(i, batchedAttrName) != nullptr
                             : func.getResultAttr(i - func.getNumArguments(),
                                                  batchedAttrName) != nullptr;
        rowBytes.push_back(isBatched ? byteSize(cast<ShapedType>(types[i])) /
                                           rows.getInt()
                                     : 0);
      }
      func->setAttr(rowBytesAttrName, b.getDenseI64ArrayAttr(rowBytes));
    }
    SmallVector<Attribute> attrs = parameterAttrs(func);
    ret->setOperands({});
    func.removeResAttrsAttr();
    func.setFunctionType(b.getFunctionType(types, {}));
    func.setAllArgAttrs(attrs);
    return success();
  }

  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>()) {
      if (func.isExternal())
        continue;
      if (failed(convert(func)))
        return signalPassFailure();
      if (!name.empty() && func.isPublic())
        func.setName(name);
    }
  }
};

} // namespace

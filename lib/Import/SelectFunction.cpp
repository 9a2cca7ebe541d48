//===- SelectFunction.cpp - Choose the function to compile ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/Passes.h"

namespace qopt {
#define GEN_PASS_DEF_SELECTFUNCTIONPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;

static std::string listNames(ArrayRef<func::FuncOp> functions) {
  std::string list;
  llvm::raw_string_ostream os(list);
  llvm::interleaveComma(
      functions, os, [&](func::FuncOp func) { os << "@" << func.getName(); });
  return list;
}

namespace {
struct SelectFunctionPass
    : qopt::impl::SelectFunctionPassBase<SelectFunctionPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    FailureOr<func::FuncOp> chosen = choose(module);
    if (failed(chosen))
      return signalPassFailure();
    if (chosen->isExternal()) {
      chosen->emitOpError("has no body: give the module that defines it");
      return signalPassFailure();
    }
    SmallVector<func::FuncOp> others;
    for (auto func : module.getOps<func::FuncOp>())
      if (func != *chosen)
        others.push_back(func);
    chosen->setPublic();
    for (func::FuncOp func : others)
      func.setPrivate();
    // Until no more go: one may be referred to by another one only.
    for (bool changed = true; changed;) {
      changed = false;
      llvm::erase_if(others, [&](func::FuncOp func) {
        if (!SymbolTable::symbolKnownUseEmpty(func, module))
          return false;
        func.erase();
        ++numErased;
        return changed = true;
      });
    }
  }

private:
  FailureOr<func::FuncOp> choose(ModuleOp module) {
    SmallVector<func::FuncOp> all(module.getOps<func::FuncOp>());
    if (all.empty())
      return module.emitError("the module has no function: a model is one "
                              "func.func on tensors");
    auto find = [&](StringRef name) {
      return llvm::find_if(
          all, [&](func::FuncOp func) { return func.getName() == name; });
    };
    if (!function.empty()) {
      if (auto *it = find(function); it != all.end())
        return *it;
      return module.emitError() << "the module has no function @" << function
                                << "; it has " << listNames(all);
    }
    SmallVector<func::FuncOp> candidates;
    for (func::FuncOp func : all)
      if (func.isPublic() && !func.isExternal())
        candidates.push_back(func);
    if (candidates.empty())
      candidates = all;
    if (candidates.size() == 1)
      return candidates.front();
    if (auto *it = find("main"); it != all.end())
      return *it;
    return module.emitError()
           << "the module has several functions, " << listNames(candidates)
           << ": choose one with the option 'function'";
  }
};
} // namespace

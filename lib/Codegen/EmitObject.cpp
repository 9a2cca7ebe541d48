//===- EmitObject.cpp - Machine code as the last pass -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"
#include "qopt/Target/ObjectEmitter.h"

#include "llvm/IR/Module.h"

namespace qopt {
#define GEN_PASS_DEF_EMITOBJECT
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {

struct EmitObject : qopt::impl::EmitObjectBase<EmitObject> {
  using Base::Base;

  llvm::Error emit() {
    if (output.empty())
      return qopt::makeError("qopt-emit-object needs output=FILE");
    auto target = qopt::TargetInfo::get(getOperation());
    if (!target)
      return target.takeError();
    llvm::LLVMContext context;
    auto module = qopt::translateAndOptimize(getOperation(), *target, context);
    if (!module)
      return module.takeError();
    auto object = qopt::emitMachineCode(**module, *target, /*assembly=*/false);
    if (!object)
      return object.takeError();
    return qopt::writeFileAtomically(output, [&](llvm::raw_ostream &stream) {
      stream.write(object->data(), object->size());
      return llvm::Error::success();
    });
  }

  void runOnOperation() override {
    if (llvm::Error error = emit()) {
      getOperation().emitError(llvm::toString(std::move(error)));
      signalPassFailure();
    }
  }
};

} // namespace

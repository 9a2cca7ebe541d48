//===- SetTarget.cpp - The target on the module -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Target/TargetInfo.h"
#include "qopt/Target/TargetNames.h"

namespace qopt {
#define GEN_PASS_DEF_SETTARGET
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {

struct SetTarget : qopt::impl::SetTargetBase<SetTarget> {
  using Base::Base;

  void runOnOperation() override {
    auto target = qopt::TargetInfo::create(triple, cpu, features);
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    for (const std::string &remark :
         qopt::describeForeignFeatures(*target, features))
      getOperation().emitRemark(remark);
    target->attachTo(getOperation());
  }
};

} // namespace

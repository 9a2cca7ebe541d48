//===- StackRecorder.h - Reads the frames of functions ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_TARGET_STACKRECORDER_H
#define QOPT_LIB_TARGET_STACKRECORDER_H

#include "qopt/Target/StackUse.h"

#include "llvm/CodeGen/MachineFunctionPass.h"

namespace qopt {

/// Notes the frame and the calls of every function. Goes behind the pass that
/// lays frames out.
class StackRecorder : public llvm::MachineFunctionPass {
public:
  static char ID;

  explicit StackRecorder(StackUse &use)
      : llvm::MachineFunctionPass(ID), use(use) {}

  void getAnalysisUsage(llvm::AnalysisUsage &usage) const override {
    usage.setPreservesAll();
    llvm::MachineFunctionPass::getAnalysisUsage(usage);
  }

  bool runOnMachineFunction(llvm::MachineFunction &function) override;

private:
  StackUse &use;
};

} // namespace qopt

#endif // QOPT_LIB_TARGET_STACKRECORDER_H

//===- StackUse.cpp - How deep compiled functions reach ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StackRecorder.h"

#include "llvm/CodeGen/MachineFrameInfo.h"
#include "llvm/CodeGen/MachineFunction.h"
#include "llvm/CodeGen/TargetFrameLowering.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace qopt {

StackBytes StackUse::deepest(StringRef name) const {
  auto it = functions.find(name);
  if (it == functions.end())
    return {};
  StackBytes below;
  for (const std::string &callee : it->second.callees) {
    StackBytes bytes = deepest(callee);
    if (bytes.at(longestVectorBits) > below.at(longestVectorBits))
      below = bytes;
  }
  const StackBytes &frame = it->second.frame;
  return {frame.fixed + below.fixed, frame.scalable + below.scalable};
}

char StackRecorder::ID = 0;

/// The bytes between the stack pointer of the caller and the lowest address
/// that `function` touches.
static StackBytes measureFrame(const MachineFunction &function) {
  const MachineFrameInfo &info = function.getFrameInfo();
  const TargetSubtargetInfo &subtarget = function.getSubtarget();
  const TargetFrameLowering &lowering = *subtarget.getFrameLowering();
  StackBytes frame;
  // The local area begins below a return address that the call has pushed.
  frame.fixed = int64_t(info.getStackSize()) - lowering.getOffsetOfLocalArea();
  for (int i = info.getObjectIndexBegin(); i < info.getObjectIndexEnd(); ++i) {
    if (info.isDeadObjectIndex(i))
      continue;
    if (info.hasScalableStackID(i))
      frame.scalable += int64_t(alignTo(info.getObjectSize(i), 8));
    else if (info.getStackID(i) == TargetStackID::Default)
      // Below the stack pointer too, in a red zone.
      frame.fixed = std::max(frame.fixed, -info.getObjectOffset(i));
  }
  if (frame.scalable > 0) {
    frame.scalable = int64_t(alignTo(frame.scalable, 16));
    // What else is in the frame may be padded up to where vectors may begin.
    if (!lowering.hasFP(function))
      frame.fixed += int64_t(lowering.getStackAlign().value());
  }
  // The caller may have left any multiple of the stack's own alignment, and
  // what is pushed before the stack pointer is aligned adds to that.
  if (subtarget.getRegisterInfo()->hasStackRealignment(function))
    frame.fixed += 2 * int64_t(info.getMaxAlign().value());
  if (!lowering.hasReservedCallFrame(function))
    frame.fixed += int64_t(info.getMaxCallFrameSize());
  return frame;
}

bool StackRecorder::runOnMachineFunction(MachineFunction &function) {
  StackUse::Function record{measureFrame(function), {}};
  for (const MachineBasicBlock &block : function)
    for (const MachineInstr &instruction : block)
      if (instruction.isCall())
        for (const MachineOperand &operand : instruction.operands())
          if (operand.isGlobal())
            record.callees.push_back(operand.getGlobal()->getName().str());
  use.add(function.getName(), std::move(record));
  return false;
}

} // namespace qopt

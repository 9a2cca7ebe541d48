//===- ObjectEmitter.cpp - LLVM dialect to machine code ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/ObjectEmitter.h"

#include "StackRecorder.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace qopt {

static Error makeError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

static void optimize(llvm::Module &module, TargetMachine &machine,
                     const TargetInfo &target) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  PipelineTuningOptions tuning;
  // The loops are vector code already; LLVM's vectorizers would only add
  // versions of the scalar remainders.
  tuning.LoopVectorization = false;
  tuning.SLPVectorization = false;
  // Kernels are unrolled as far as it pays; without vectors code is to be
  // small.
  tuning.LoopUnrolling = target.hasVectors();
  PassBuilder builder(&machine, tuning);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(OptimizationLevel::O2)
      .run(module, modules);
}

Expected<std::unique_ptr<llvm::Module>>
translateAndOptimize(mlir::ModuleOp module, const TargetInfo &target,
                     LLVMContext &context) {
  mlir::registerBuiltinDialectTranslation(*module.getContext());
  mlir::registerLLVMDialectTranslation(*module.getContext());
  auto machine = target.createTargetMachine();
  if (!machine)
    return machine.takeError();
  std::unique_ptr<llvm::Module> result =
      mlir::translateModuleToLLVMIR(module, context, "qopt");
  if (!result)
    return makeError("the module could not be translated to LLVM IR");
  result->setTargetTriple(target.getTriple());
  result->setDataLayout((*machine)->createDataLayout());
  optimize(*result, **machine, target);
  return result;
}

namespace {

/// Leaves out the scheduler before register allocation where `keepsOrder`, and
/// records frames where there is something to record them in.
class CodeGenerator : public legacy::PassManager {
public:
  CodeGenerator(bool keepsOrder, StackUse *stack)
      : keepsOrder(keepsOrder), stack(stack) {}

  void add(Pass *pass) override {
    // It comes first and adds the others.
    if (pass->getPassID() == &TargetPassConfig::ID) {
      auto *config = static_cast<TargetPassConfig *>(pass);
      if (keepsOrder)
        config->disablePass(&MachineSchedulerID);
      if (stack)
        config->insertPass(&PrologEpilogCodeInserterID,
                           new StackRecorder(*stack));
    }
    legacy::PassManager::add(pass);
  }

private:
  bool keepsOrder;
  StackUse *stack;
};

} // namespace

Expected<SmallVector<char, 0>> emitMachineCode(llvm::Module &module,
                                               const TargetInfo &target,
                                               bool assembly, StackUse *stack) {
  auto machine = target.createTargetMachine();
  if (!machine)
    return machine.takeError();
  SmallVector<char, 0> bytes;
  raw_svector_ostream stream(bytes);
  CodeGenerator passes(target.keepsOrder(), stack);
  passes.add(
      createTargetTransformInfoWrapperPass((*machine)->getTargetIRAnalysis()));
  if ((*machine)->addPassesToEmitFile(passes, stream, nullptr,
                                      assembly ? CodeGenFileType::AssemblyFile
                                               : CodeGenFileType::ObjectFile))
    return makeError("LLVM makes no object files for " +
                     target.getTriple().str());
  passes.run(module);
  return bytes;
}

} // namespace qopt

//===- Compiler.cpp - One model's way through the compiler ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Compiler.h"

#include "Diagnostics.h"
#include "ModelFile.h"
#include "PackedEntry.h"
#include "SearchLog.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/ModuleHash.h"
#include "qopt/Import/Passes.h"
#include "qopt/Import/State.h"
#include "qopt/InitAll.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/ObjectEmitter.h"

#include "mlir/IR/TypeUtilities.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;

namespace qopt {

namespace {

/// The function that is compiled: the only public one after import.
func::FuncOp entryOf(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal())
      return function;
  return nullptr;
}

DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerQoptDialects(registry);
  return registry;
}

} // namespace

Compiler::Compiler(CompilerOptions options, TargetInfo target, Note note)
    : context(makeRegistry(), MLIRContext::Threading::DISABLED),
      options(std::move(options)), target(std::move(target)),
      note(std::move(note)) {}

Compiler::~Compiler() = default;

llvm::Error
Compiler::runPasses(ModuleOp module,
                    llvm::function_ref<void(OpPassManager &)> build) {
  Diagnostics diagnostics(&context, note);
  PassManager pm(&context);
  build(pm);
  if (failed(pm.run(module)))
    return diagnostics.take("the compiler failed without a reason; please "
                            "report the model");
  return llvm::Error::success();
}

llvm::Error Compiler::load(llvm::StringRef path) {
  auto module = readModelFile(path, context, note);
  if (!module)
    return module.takeError();
  floatModule = std::move(*module);
  return runPasses(*floatModule, [&](OpPassManager &pm) {
    buildImportPipeline(pm, options.function);
  });
}

bool Compiler::isInteger() {
  auto isFloat = [](Type type) {
    return isa<FloatType>(getElementTypeOrSelf(type));
  };
  return !floatModule
              ->walk([&](Operation *op) {
                bool hasFloat = llvm::any_of(op->getOperandTypes(), isFloat) ||
                                llvm::any_of(op->getResultTypes(), isFloat);
                return hasFloat ? WalkResult::interrupt()
                                : WalkResult::advance();
              })
              .wasInterrupted();
}

std::string Compiler::hash() { return hashModule(*floatModule); }

bool Compiler::hasUnits() {
  return floatModule->walk([](qnn::UnitOp) { return WalkResult::interrupt(); })
      .wasInterrupted();
}

bool Compiler::hasGivenTensors() {
  return !findGivenTensors(*floatModule).empty();
}

OwningOpRef<ModuleOp> Compiler::cloneFloatModule() {
  return OwningOpRef<ModuleOp>(floatModule->clone());
}

llvm::Expected<OwningOpRef<ModuleOp>> Compiler::quantize(const Plan &plan) {
  OwningOpRef<ModuleOp> module = cloneFloatModule();
  if (llvm::Error error = runPasses(*module, [&](OpPassManager &pm) {
        buildQuantizePipeline(pm, plan, options.plan.io, options.plan.noFloat);
      }))
    return std::move(error);
  return module;
}

llvm::Expected<LoweredModule> Compiler::lower(OwningOpRef<ModuleOp> module) {
  return lowerFor(target, std::move(module), options.plan.noFloat);
}

llvm::Expected<LoweredModule> Compiler::lowerFor(const TargetInfo &target,
                                                 OwningOpRef<ModuleOp> module,
                                                 bool noFloat) {
  func::FuncOp entry = entryOf(*module);
  if (!entry)
    return makeError("the module has no function to compile");
  auto signature = readSignature(entry);
  if (!signature)
    return signature.takeError();
  LoweredModule lowered{std::move(module), std::move(*signature)};
  lowered.signature.name = options.name;
  target.attachTo(*lowered.module);
  if (llvm::Error error = runPasses(*lowered.module, [&](OpPassManager &pm) {
        buildCodegenPipeline(pm, target, options.name, noFloat);
      }))
    return std::move(error);
  Operation *function = lowered.module->lookupSymbol(options.name);
  lowered.signature.arenaBytes =
      function->getAttrOfType<IntegerAttr>(arenaBytesAttrName).getInt();
  if (auto bytes = function->getAttrOfType<IntegerAttr>(stateBytesAttrName))
    lowered.signature.stateBytes = bytes.getInt();
  return lowered;
}

llvm::Expected<std::unique_ptr<Executable>>
Compiler::makeExecutable(OwningOpRef<ModuleOp> module) {
  if (llvm::Error error = target.checkRunsOnHost())
    return std::move(error);
  return makeExecutableFor(target, std::move(module));
}

llvm::Expected<std::unique_ptr<Executable>>
Compiler::makeHostExecutable(OwningOpRef<ModuleOp> module) {
  auto host = TargetInfo::create();
  if (!host)
    return host.takeError();
  return makeExecutableFor(*host, std::move(module));
}

llvm::Expected<std::unique_ptr<Executable>>
Compiler::makeExecutableFor(const TargetInfo &target,
                            OwningOpRef<ModuleOp> module) {
  auto lowered = lowerFor(target, std::move(module), /*noFloat=*/false);
  if (!lowered)
    return lowered.takeError();
  return emitExecutable(target, std::move(*lowered));
}

llvm::Expected<std::unique_ptr<Executable>>
Compiler::emitExecutable(const TargetInfo &target, LoweredModule lowered) {
  addPackedEntry(*lowered.module, lowered.signature.name);
  llvm::LLVMContext llvmContext;
  auto llvmModule = translateAndOptimize(*lowered.module, target, llvmContext);
  if (!llvmModule)
    return llvmModule.takeError();
  auto object = emitMachineCode(**llvmModule, target, /*assembly=*/false);
  if (!object)
    return object.takeError();
  return Executable::load(*object, lowered.signature);
}

} // namespace qopt

//===- Pipeline.cpp - From integers on tensors to LLVM ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace qopt {

static void buildToLoops(OpPassManager &pm, const TargetInfo &target) {
  pm.nest<func::FuncOp>().addPass(createLabelSteps());
  pm.addPass(createSpecializeBatch());
  // Activations are stored as the target's widest dot reads them.
  const DotKernel &widest =
      selectDotKernel(target, DotInput::Bytes, 1 << 10, {});
  if (widest.lhs != DotType::I16) {
    MatchSignednessPassOptions signedness;
    signedness.lhsUnsigned = widest.lhs == DotType::U8;
    pm.nest<func::FuncOp>().addPass(createMatchSignednessPass(signedness));
  }
  pm.nest<func::FuncOp>().addPass(createFoldZeroPointsPass());
  pm.addPass(createConvertFloatToLinalg());
  pm.addPass(createConvertIntegerToLinalg());
  OpPassManager &funcs = pm.nest<func::FuncOp>();
  funcs.addPass(tosa::createTosaToLinalgNamed());
  funcs.addPass(tosa::createTosaToLinalg());
  // The means and rescales of integers end in one operation, which it is asked
  // to take.
  TosaToArithPassOptions arith;
  arith.includeApplyRescale = true;
  funcs.addPass(createTosaToArithPass(arith));
  funcs.addPass(createTosaToTensorPass());
  pm.addPass(createConvertQNNToLinalg());
  pm.addPass(createStoreBooleans());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createWidenActivations());
  pm.addPass(createCSEPass());
  pm.addPass(createFuseMaps());
  pm.addPass(createLowerContractions());
  pm.addPass(createVectorizeLoops());
  pm.addPass(createExpandQNN());
  pm.addPass(createApproximateMath());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

static void buildToBuffers(OpPassManager &pm, StringRef name) {
  pm.addPass(createMakeEntryPoint(MakeEntryPointOptions{name.str()}));
  pm.addPass(bufferization::createEmptyTensorEliminationPass());
  bufferization::OneShotBufferizePassOptions options;
  options.allowReturnAllocsFromLoops = true;
  pm.addPass(bufferization::createOneShotBufferizePass(options));
  pm.addPass(createExpandCopies());
  pm.addPass(createPlaceState());
  pm.addPass(createConvertLinalgToLoopsPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.nest<func::FuncOp>().addPass(bufferization::createBufferHoistingPass());
  pm.nest<func::FuncOp>().addPass(
      bufferization::createBufferLoopHoistingPass());
  pm.addPass(createPlanMemory());
  pm.addPass(createShareKernels());
}

static void buildToLLVM(OpPassManager &pm, StringRef name) {
  OpPassManager &funcs = pm.nest<func::FuncOp>();
  funcs.addPass(memref::createFoldMemRefAliasOpsPass());
  funcs.addPass(createConvertVectorToSCFPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(memref::createExpandStridedMetadataPass());
  pm.addPass(createLowerAffinePass());
  pm.addPass(arith::createArithExpandOpsPass());
  pm.addPass(createSCFToControlFlowPass());
  pm.addPass(createConvertToLLVM());
  pm.addPass(createReconcileUnrealizedCastsPass());
  pm.addPass(createMakeBatchLoop(MakeBatchLoopOptions{name.str()}));
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void buildCodegenPipeline(OpPassManager &pm, const TargetInfo &target,
                          StringRef name, bool noFloat) {
  buildToLoops(pm, target);
  buildToBuffers(pm, name);
  buildToLLVM(pm, name);
  pm.addPass(createCheckFloatPass({/*forbid=*/noFloat}));
}

void buildCodegenPipeline(OpPassManager &pm, const CodegenOptions &options) {
  SetTargetOptions names{options.triple, options.cpu, options.features};
  pm.addPass(createSetTarget(names));
  auto target = TargetInfo::create(names.triple, names.cpu, names.features);
  // The pass says what is wrong with it.
  if (!target)
    return llvm::consumeError(target.takeError());
  buildCodegenPipeline(pm, *target, options.name, options.noFloat);
}

void registerCodegenPipelines() {
  PassPipelineRegistration<CodegenOptions>(
      "qopt-codegen", "integers and float leftovers on tensors to LLVM",
      [](OpPassManager &pm, const CodegenOptions &options) {
        buildCodegenPipeline(pm, options);
      });
}

} // namespace qopt

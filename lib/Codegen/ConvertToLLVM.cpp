//===- ConvertToLLVM.cpp - The last conversion ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Upstream's passes convert one dialect each, and those of vectors and
/// arithmetic take every index for 64 bits: a processor of 32 would count its
/// loops in two registers.
///
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTTOLLVM
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Three bytes are stored as two and one. Where they are cut from 64 bits, LLVM
/// 22's code for AArch64 stores the third in place of the second.
struct SplitStoreOfThree : OpRewritePattern<vector::StoreOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::StoreOp op,
                                PatternRewriter &rewriter) const override {
    VectorType type = op.getVectorType();
    if (type.getShape() != ArrayRef<int64_t>{3} ||
        !type.getElementType().isInteger(8))
      return failure();
    for (int64_t first : {0, 2}) {
      Value part = vector::ExtractStridedSliceOp::create(
          rewriter, op.getLoc(), op.getValueToStore(), ArrayRef<int64_t>{first},
          ArrayRef<int64_t>{first == 0 ? 2 : 1}, ArrayRef<int64_t>{1});
      SmallVector<Value> at(op.getIndices());
      if (first != 0)
        at.back() = arith::AddIOp::create(
            rewriter, op.getLoc(), at.back(),
            arith::ConstantIndexOp::create(rewriter, op.getLoc(), first));
      vector::StoreOp::create(rewriter, op.getLoc(), part, op.getBase(), at);
    }
    rewriter.eraseOp(op);
    return success();
  }
};

/// Vectors of one dimension, by operations that LLVM has.
LogicalResult simplifyVectors(ModuleOp module) {
  RewritePatternSet scalars(module.getContext()), patterns(module.getContext());
  vector::populateScalarVectorTransferLoweringPatterns(
      scalars, /*benefit=*/1, /*allowMultipleUses=*/false);
  if (failed(applyPatternsGreedily(module, std::move(scalars))))
    return failure();
  vector::populateVectorToVectorCanonicalizationPatterns(patterns);
  vector::populateVectorBitCastLoweringPatterns(patterns);
  vector::populateVectorBroadcastLoweringPatterns(patterns);
  vector::populateVectorMaskOpLoweringPatterns(patterns);
  vector::populateVectorShapeCastLoweringPatterns(patterns);
  vector::populateVectorInterleaveLoweringPatterns(patterns);
  vector::populateVectorTransposeLoweringPatterns(
      patterns, vector::VectorTransposeLowering::EltWise);
  vector::populateVectorTransferLoweringPatterns(patterns,
                                                 /*maxTransferRank=*/1);
  vector::populateVectorMaskMaterializationPatterns(
      patterns, /*force32BitVectorIndices=*/true);
  vector::populateVectorInsertExtractStridedSliceTransforms(patterns);
  vector::populateVectorStepLoweringPatterns(patterns);
  vector::populateVectorRankReducingFMAPattern(patterns);
  vector::populateVectorGatherLoweringPatterns(patterns);
  vector::populateVectorFromElementsUnrollPatterns(patterns);
  vector::populateVectorToElementsUnrollPatterns(patterns);
  patterns.add<SplitStoreOfThree>(module.getContext());
  return applyPatternsGreedily(module, std::move(patterns));
}

struct ConvertToLLVM : qopt::impl::ConvertToLLVMBase<ConvertToLLVM> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    llvm::Expected<TargetInfo> target = TargetInfo::get(module);
    if (!target) {
      emitError(module.getLoc()) << llvm::toString(target.takeError());
      return signalPassFailure();
    }
    LowerToLLVMOptions options(context);
    options.useBarePtrCallConv = true;
    options.overrideIndexBitwidth(target->addressBits());
    if (failed(simplifyVectors(module)))
      return signalPassFailure();

    LLVMTypeConverter converter(context, options);
    RewritePatternSet patterns(context);
    vector::populateVectorTransferLoweringPatterns(patterns);
    populateVectorToLLVMConversionPatterns(converter, patterns,
                                           /*reassociateFPReductions=*/false,
                                           /*force32BitVectorIndices=*/true);
    populateMathToLLVMConversionPatterns(converter, patterns);
    arith::populateArithToLLVMConversionPatterns(converter, patterns);
    index::populateIndexToLLVMConversionPatterns(converter, patterns);
    SymbolTableCollection symbols;
    populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns,
                                                   &symbols);
    populateFuncToLLVMConversionPatterns(converter, patterns, &symbols);
    cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    ub::populateUBToLLVMConversionPatterns(converter, patterns);
    LLVMConversionTarget legal(*context);
    if (failed(applyPartialConversion(module, legal, std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace

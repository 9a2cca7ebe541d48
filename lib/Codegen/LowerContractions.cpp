//===- LowerContractions.cpp - Contractions to kernels ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DotOperands.h"
#include "Kernels.h"
#include "MatMul.h"
#include "PackedWeights.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"

namespace qopt {
#define GEN_PASS_DEF_LOWERCONTRACTIONS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Appends to the kernels that the report finds on the compiled function.
void recordKernel(func::FuncOp function, StringAttr unit, const DotKernel &row,
                  const EmittedKernel &kernel) {
  Builder b(function.getContext());
  auto entry = [&](StringRef name, Attribute value) {
    return b.getNamedAttr(name, value);
  };
  SmallVector<Attribute> kernels;
  if (auto before = function->getAttrOfType<ArrayAttr>("qnn.kernels"))
    kernels.append(before.begin(), before.end());
  kernels.push_back(b.getDictionaryAttr(
      {entry("unit", unit ? unit : b.getStringAttr("")),
       entry("kernel", b.getStringAttr(row.name)),
       entry("rows", b.getI64IntegerAttr(kernel.rows)),
       entry("columns", b.getI64IntegerAttr(kernel.columns)),
       entry("packed_bytes", b.getI64IntegerAttr(kernel.packedBytes))}));
  function->setAttr("qnn.kernels", b.getArrayAttr(kernels));
}

/// Of the copies for a dynamic batch, one speaks for all.
bool isReported(Operation *op) {
  auto rows = op->getParentOfType<func::FuncOp>()->getAttrOfType<IntegerAttr>(
      batchRowsAttrName);
  return !rows || rows.getInt() == batchSteps[0];
}

struct LowerContractions
    : qopt::impl::LowerContractionsBase<LowerContractions> {
  using Base::Base;

  LogicalResult lower(Contraction contraction, const TargetInfo &target) {
    KernelChoice choice = chooseKernel(contraction, target);
    if (!choice.row)
      return success(); // vector loops do it
    if (choice.row->arch == llvm::Triple::UnknownArch &&
        isReported(contraction.op))
      contraction.op->emitRemark()
          << "'" << getUnitName(contraction.op)
          << "' runs on the portable kernel: no dot instruction is known here "
             "for "
          << target.getTriple().str() << (target.getCPU().empty() ? "" : ", ")
          << target.getCPU()
          << "; name a processor that has one with cpu or features";

    Epilogue epilogue = Epilogue::find(contraction.op);
    ImplicitLocOpBuilder b(contraction.op.getLoc(), epilogue.last);
    FailureOr<PreparedLhs> prepared = prepareLhs(b, contraction, *choice.row);
    if (failed(prepared))
      return contraction.op->emitError("bias must be constant");
    ResultSink sink(b, epilogue.last);
    // The tile kernel decides itself where stored weights become floats.
    bool convertsInPlace = contraction.hasStoredWeights() &&
                           (contraction.isDepthwise || choice.isReduction);
    DotKernel row =
        convertsInPlace ? makeStoredWeightsRow(*choice.row) : *choice.row;
    KernelRequest request{contraction, row, *prepared, epilogue, sink};
    EmittedKernel kernel =
        contraction.isDepthwise
            ? emitDepthwiseKernel(b, request, choice.channels)
        : choice.isReduction ? emitReductionKernel(b, request)
                             : emitTileKernel(b, request);
    recordKernel(contraction.op->getParentOfType<func::FuncOp>(),
                 contraction.unit, *choice.row, kernel);
    bool hasMap = epilogue.map.has_value();
    sink.finish(kernel.result);
    if (hasMap)
      contraction.op->erase();
    ++numContractions;
    return success();
  }

  void lower(MatMul matmul, const TargetInfo &target) {
    const DotKernel &row = selectDotKernel(
        target, matmul.isFloat ? DotInput::Floats : DotInput::Bytes, matmul.n,
        /*facts=*/{}, DotUse::MatMul);
    Epilogue epilogue = Epilogue::find(matmul.op);
    ImplicitLocOpBuilder b(matmul.op.getLoc(), epilogue.last);
    Value lhs = readLhsAs(b, matmul.lhs, matmul.lhsUnsigned, row);
    if (!lhs)
      return; // vector loops do it
    ResultSink sink(b, epilogue.last);
    EmittedKernel kernel =
        emitMatMulKernel(b, matmul, row, lhs, epilogue, sink);
    recordKernel(matmul.op->getParentOfType<func::FuncOp>(), matmul.unit, row,
                 kernel);
    bool hasMap = epilogue.map.has_value();
    sink.finish(kernel.result);
    if (hasMap)
      matmul.op->erase();
    ++numContractions;
  }

  /// Products of activations that stayed in float have a name of their own.
  void generalizeProducts() {
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::BatchMatmulOp> products;
    getOperation().walk(
        [&](linalg::BatchMatmulOp op) { products.push_back(op); });
    for (linalg::BatchMatmulOp op : products) {
      rewriter.setInsertionPoint(op);
      (void)linalg::generalizeNamedOp(rewriter, op);
    }
  }

  void runOnOperation() override {
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    generalizeProducts();
    SmallVector<linalg::GenericOp> contractions, products;
    getOperation().walk([&](linalg::GenericOp op) {
      if (succeeded(Contraction::match(op)))
        contractions.push_back(op);
      else if (succeeded(MatMul::match(op)))
        products.push_back(op);
    });
    // Matched again: lowering one replaces the operands of the next.
    for (linalg::GenericOp op : contractions)
      if (failed(lower(*Contraction::match(op), *target)))
        return signalPassFailure();
    for (linalg::GenericOp op : products)
      lower(*MatMul::match(op), *target);
  }
};

} // namespace

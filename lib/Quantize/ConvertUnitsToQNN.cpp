//===- ConvertUnitsToQNN.cpp - Rewrite quantized units to qnn ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "Patterns.h"
#include "QuantizedTypes.h"

#include "mlir/Dialect/Func/Transforms/FuncConversions.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTUNITSTOQNNPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
struct ConvertUnitsToQNN
    : public qopt::impl::ConvertUnitsToQNNPassBase<ConvertUnitsToQNN> {
  using Base::Base;

  void runOnOperation() override;
};
} // namespace

/// Says in attributes what the types of the interface are about to lose.
static void documentInterface(func::FuncOp function) {
  Builder builder(function.getContext());
  auto document = [&](Type type, auto setAttr) {
    std::optional<TensorParams> params = readQuantParams(type);
    if (!params || !params->channelScales.empty())
      return;
    setAttr("qnn.scale", builder.getF32FloatAttr(params->scale));
    setAttr("qnn.zero_point",
            builder.getI32IntegerAttr(static_cast<int32_t>(params->zeroPoint)));
    if (!params->isSigned)
      setAttr("qnn.unsigned", builder.getUnitAttr());
  };
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
    document(type, [&, i = i](StringRef name, Attribute value) {
      function.setArgAttr(i, name, value);
    });
  for (auto [i, type] : llvm::enumerate(function.getResultTypes()))
    document(type, [&, i = i](StringRef name, Attribute value) {
      function.setResultAttr(i, name, value);
    });
}

static bool hasQuantizedType(Operation *op) {
  return llvm::any_of(op->getOperandTypes(), isQuantized) ||
         llvm::any_of(op->getResultTypes(), isQuantized);
}

/// Reports what no pattern could convert, unless a pattern has said why.
static LogicalResult checkNothingIsLeft(ModuleOp module,
                                        ConversionReport &report) {
  if (report.numErrors)
    return failure();
  module.walk([&](Operation *op) {
    if (!hasQuantizedType(op) || isa<UnrealizedConversionCastOp>(op))
      return;
    if (auto unit = dyn_cast<qnn::UnitOp>(op))
      report.error(op) << "unit \"" << unit.getId() << "\" of kind \""
                       << unit.getKind() << "\" has no integer form; keep it "
                       << "in float (\"quantize\": false in the plan)";
    else
      report.error(op) << "'" << op->getName()
                       << "' has no integer form; only units, casts and what "
                          "moves elements may have quantized types";
  });
  return failure(report.numErrors != 0);
}

void ConvertUnitsToQNN::runOnOperation() {
  ModuleOp module = getOperation();
  MLIRContext *context = &getContext();
  module.walk(documentInterface);

  TypeConverter converter;
  converter.addConversion([](Type type) { return type; });
  converter.addConversion([](RankedTensorType type) -> std::optional<Type> {
    auto element = dyn_cast<quant::QuantizedType>(type.getElementType());
    if (!element)
      return std::nullopt;
    return type.clone(element.getStorageType());
  });

  // A pattern that fails has said why, and the framework need not repeat it: an
  // operation of quantized type is not illegal but unknown.
  auto legalOrUnknown = [](Operation *op) -> std::optional<bool> {
    return hasQuantizedType(op) || hasFloatBoundary(op)
               ? std::nullopt
               : std::optional<bool>(true);
  };
  ConversionTarget target(*context);
  target.addLegalDialect<arith::ArithDialect, qnn::QNNDialect>();
  // Of a dcast with a scale per channel, of sums in fixed point, and of a qcast
  // to less than the whole range.
  target.addLegalOp<tosa::MulOp, tosa::AddOp, tosa::SubOp, tosa::ClampOp>();
  target.addDynamicallyLegalOp<qnn::UnitOp, quant::QuantizeCastOp,
                               quant::DequantizeCastOp, quant::StorageCastOp>(
      legalOrUnknown);
  markMovesLegal(target, converter);
  target.addDynamicallyLegalOp<func::ReturnOp, func::CallOp>(
      [&](Operation *op) { return converter.isLegal(op); });
  target.addDynamicallyLegalOp<func::FuncOp>([&](func::FuncOp function) {
    return converter.isSignatureLegal(function.getFunctionType()) &&
           converter.isLegal(&function.getBody());
  });

  ConversionReport report;
  RewritePatternSet patterns(context);
  populateUnitPatterns(converter, patterns, report);
  populateEdgePatterns(converter, patterns, report);
  populateMovePatterns(converter, patterns);
  populateFunctionOpInterfaceTypeConversionPattern<func::FuncOp>(patterns,
                                                                 converter);
  populateReturnOpTypeConversionPattern(patterns, converter);
  populateCallOpTypeConversionPattern(patterns, converter);

  // Casts that remain where a pattern failed are not worth an error of their
  // own.
  ConversionConfig config;
  config.buildMaterializations = false;
  if (failed(applyPartialConversion(module, target, std::move(patterns),
                                    config)) ||
      failed(checkNothingIsLeft(module, report)))
    return signalPassFailure();
  numConverted += report.numConverted;
}

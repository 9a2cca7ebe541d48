//===- Patterns.h - Rewrites of quantized units to qnn ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-convert-units-to-qnn: one function a kind of unit, one file
/// a family of kinds, and what they share.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_PATTERNS_H
#define QOPT_LIB_QUANTIZE_PATTERNS_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/DenseQuantization.h"

#include "QuantizedTypes.h"

#include "mlir/Transforms/DialectConversion.h"

namespace qopt {

/// What the patterns tell the pass. A pattern that fails has said why.
struct ConversionReport {
  int64_t numConverted = 0;
  int64_t numErrors = 0;

  /// An error at \p op; counts it. Diagnostics of this phase are located but do
  /// not print the operation, which may hold a whole network.
  mlir::InFlightDiagnostic error(mlir::Operation *op) {
    ++numErrors;
    return mlir::emitError(op->getLoc());
  }
};

/// Units of all kinds.
void populateUnitPatterns(const mlir::TypeConverter &converter,
                          mlir::RewritePatternSet &patterns,
                          ConversionReport &report);
/// Casts.
void populateEdgePatterns(const mlir::TypeConverter &converter,
                          mlir::RewritePatternSet &patterns,
                          ConversionReport &report);
/// Operations that move elements.
void populateMovePatterns(const mlir::TypeConverter &converter,
                          mlir::RewritePatternSet &patterns);
/// Says of the operations above which the conversion has to rewrite.
void markMovesLegal(mlir::ConversionTarget &target,
                    const mlir::TypeConverter &converter);

/// On a `qnn.requantize`: its clamp holds an activation other than a relu, even
/// where the bounds are those of the storage.
inline constexpr llvm::StringLiteral boundedAttrName = "qnn.bounded";

/// On a `qnn.requantize`: the network itself rounds its result, whoever reads
/// it.
inline constexpr llvm::StringLiteral roundedAttrName = "qnn.rounded";

/// On a `quant.qcast`: the numerics, where it is not fp32, in which a tensor
/// that has another form is rescaled to this one.
inline constexpr llvm::StringLiteral numericsAttrName = "qnn.numerics";

/// On a unit: how it is to be quantized.
inline constexpr llvm::StringLiteral quantizationAttrName = "qnn.quantization";

/// On a unit that stays in float: it is meant to, and nothing needs to be said.
inline constexpr llvm::StringLiteral intendedFloatAttrName =
    "qnn.intended_float";

/// In qnn.quantization: how a unit whose boundary is in float reads it.
inline constexpr llvm::StringLiteral activationsAttrName = "activations";

/// Whether the unit is to be quantized but for its boundary.
bool hasFloatBoundary(mlir::Operation *op);

/// The attribute `qnn.quantization` of a unit; what it leaves out is symmetric
/// per channel, fp32, calibrated, and a result that was planned.
struct UnitQuantization {
  Activations activations = Activations::Calibrated;
  WeightPlan weights;
  mlir::qnn::Numerics numerics = mlir::qnn::Numerics::fp32;
  /// The network itself rounds the result.
  bool isRounded = false;
};

/// That attribute, as \p plan says it of a unit. \p isRounded: the network
/// itself rounds the result.
mlir::DictionaryAttr describeQuantization(mlir::OpBuilder &builder,
                                          const Plan &plan,
                                          const UnitPlan &unitPlan,
                                          bool isRounded);

/// The dialect's name of the numerics.
mlir::qnn::Numerics toDialect(Numerics numerics);

/// The factors of groups as an attribute.
mlir::DenseIntElementsAttr makeFactors(mlir::OpBuilder &builder,
                                       llvm::ArrayRef<int64_t> shape,
                                       llvm::ArrayRef<uint8_t> factors);

/// The parameters of a `qnn.requantize` by \p scales, as constants before \p
/// op: an f32 tensor, or multipliers and shifts.
mlir::FailureOr<llvm::SmallVector<mlir::Value>>
createRescaleParams(mlir::OpBuilder &builder, mlir::Operation *op,
                    llvm::ArrayRef<double> scales, mlir::qnn::Numerics numerics,
                    ConversionReport &report);

/// Forms of a stored tensor that not every kind of unit can have.
struct Forms {
  bool words = false;         ///< 16 bits.
  bool channelScales = false; ///< A scale for each of the last dimension.
  /// Words cost something here: they are for those who ask for them.
  bool areWordsRequested = false;
};

/// A quantized unit on its way to integer operations. The functions that fail
/// have said why.
struct UnitKind;

class UnitConversion {
public:
  UnitConversion(mlir::qnn::UnitOp unit, mlir::ValueRange inputs,
                 mlir::ConversionPatternRewriter &rewriter,
                 ConversionReport &report)
      : unit(unit), inputs(inputs), rewriter(rewriter), report(report) {}

  /// Reads the types of the unit's boundary, which must all be quantized as
  /// the kind can have them, but for a float result where the kind allows that,
  /// and its plan.
  mlir::LogicalResult read(const UnitKind &kind,
                           const mlir::TypeConverter &converter);

  /// Reads the plan of a unit whose boundary is in float.
  mlir::LogicalResult readFloat();

  /// `unit "x": ...`
  mlir::InFlightDiagnostic error();
  /// Says that the body is not \p what.
  mlir::LogicalResult malformed(llvm::StringRef what);

  /// Fails if the unit's weights cannot be in groups as the plan has them.
  mlir::LogicalResult checkWeightGroup();

  /// Fails if \p bound, which the accumulator can reach, exceeds i32.
  mlir::LogicalResult checkAccumulator(double bound);

  /// The parameters of a rescale to the result's scale of numbers in units of
  /// \p scales, one or one for each element of the last dimension.
  mlir::FailureOr<llvm::SmallVector<mlir::Value>>
  createParams(llvm::ArrayRef<double> scales);

  /// A constant of integers as wide as `T`.
  template <typename T>
  mlir::Value createConstant(llvm::ArrayRef<int64_t> shape,
                             llvm::ArrayRef<T> values) {
    auto type = mlir::RankedTensorType::get(
        shape, rewriter.getIntegerType(8 * sizeof(T)));
    auto attr = mlir::DenseElementsAttr::get(type, values);
    return mlir::arith::ConstantOp::create(rewriter, unit.getLoc(),
                                           mlir::cast<mlir::TypedAttr>(attr));
  }

  /// The part of the storage range that an activation leaves: a bound of the
  /// clamp, quantized, is the bound of the quantized results, since quantizing
  /// keeps the order. With a scale per channel it is that of the largest: see
  /// canHaveChannelScales.
  std::pair<int32_t, int32_t> foldClamp(std::optional<float> clampMin,
                                        std::optional<float> clampMax) const;

  /// `qnn.requantize` of \p acc to the result's parameters; to a float result,
  /// `qnn.dequantize_accumulator`.
  mlir::Value createRequantize(mlir::Value acc, mlir::ValueRange params,
                               std::optional<float> clampMin,
                               std::optional<float> clampMax);

  /// The clamp of a float result as an operation, where a relu does not do.
  mlir::Value clampFloat(mlir::Value result, std::optional<float> clampMin,
                         std::optional<float> clampMax);

  /// Puts \p result in the place of the unit.
  mlir::LogicalResult replace(mlir::Value result);

  /// Whether the clamp holds back negative numbers and no others.
  static bool isRelu(std::optional<float> clampMin,
                     std::optional<float> clampMax) {
    return clampMin == 0.0f && !clampMax;
  }

  mlir::Location getLoc() const { return unit->getLoc(); }
  /// The type of the result, with elements of type \p element.
  mlir::RankedTensorType resultType(mlir::Type element) {
    return outputType.clone(element);
  }

  mlir::qnn::UnitOp unit;
  /// The stored operands, and the parameters of each.
  mlir::ValueRange inputs;
  llvm::SmallVector<TensorParams> inputParams;
  /// Of a float result, scale 1.
  TensorParams output;
  bool isFloatResult = false;
  /// The type of the stored result.
  mlir::RankedTensorType outputType;
  UnitQuantization plan;
  mlir::ConversionPatternRewriter &rewriter;
  ConversionReport &report;

private:
  mlir::Value createFloatResult(mlir::Value acc, mlir::Value scale,
                                std::optional<float> clampMin,
                                std::optional<float> clampMax);
  mlir::FailureOr<TensorParams> readParams(mlir::Type type, const Forms &forms,
                                           llvm::StringRef what);
  mlir::LogicalResult readQuantization();
};

/// A sum or difference of two stored tensors, which may be clamped.
struct Sum {
  mlir::Value lhs, rhs;
  TensorParams a, b;
  bool isDifference = false;
  std::optional<float> clampMin, clampMax;
};

/// The sum in the unit's numerics, which is not fp32, as TFLite computes it:
/// both operands are rescaled to small steps of twice the larger scale, added,
/// and rescaled to the result.
mlir::FailureOr<mlir::Value> createFixedPointSum(UnitConversion &conversion,
                                                 const Sum &sum);

/// One kind of unit.
struct UnitKind {
  llvm::StringLiteral name;
  /// 0 where it is not always the same.
  unsigned numInputs;
  mlir::LogicalResult (*convert)(UnitConversion &);
  /// What it reads and computes besides bytes of one scale.
  Forms reads = {}, computes = {};
  /// The result is rescaled from an accumulator, which can be read as floats.
  bool hasAccumulator = false;
};

/// All kinds that have an integer form.
llvm::ArrayRef<UnitKind> unitKinds();

mlir::LogicalResult convertDense(UnitConversion &conversion);
mlir::LogicalResult convertConv(UnitConversion &conversion);
mlir::LogicalResult convertUnary(UnitConversion &conversion);
mlir::LogicalResult convertAdd(UnitConversion &conversion);
mlir::LogicalResult convertMul(UnitConversion &conversion);
mlir::LogicalResult convertMatMul(UnitConversion &conversion);
mlir::LogicalResult convertConcat(UnitConversion &conversion);
mlir::LogicalResult convertAvgPool(UnitConversion &conversion);
mlir::LogicalResult convertResize(UnitConversion &conversion);
mlir::LogicalResult convertMean(UnitConversion &conversion);
mlir::LogicalResult convertPrelu(UnitConversion &conversion);
mlir::LogicalResult convertSoftmax(UnitConversion &conversion);
mlir::LogicalResult convertLayerNorm(UnitConversion &conversion);

/// A unit whose boundary is in float.
mlir::LogicalResult convertWithFloatBoundary(UnitConversion &conversion);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_PATTERNS_H

//===- RaiseLinalgToTosa.h - Patterns from linalg to TOSA -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H
#define QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Computes in f32 what linalg and the scalars around it, or TOSA, compute in
/// f64 between f32 and f32: PyTorch takes its variances so. Does nothing where
/// f64 comes from elsewhere. Returns whether there was anything.
bool computeInSinglePrecision(mlir::func::FuncOp func);

/// Convolutions of any layout, named or generic.
void populateRaiseConvPatterns(mlir::RewritePatternSet &patterns);

/// A convolution of an image that was spread out with zeros between its pixels.
/// Before what spreads it is raised.
void populateRaiseTransposeConvPatterns(mlir::RewritePatternSet &patterns);

/// Maximum and sum of windows.
void populateRaisePoolPatterns(mlir::RewritePatternSet &patterns);

/// Sums of windows, divided by how many elements they have. Before the sums
/// are raised alone.
void populateRaiseAveragePatterns(mlir::RewritePatternSet &patterns);

/// Reshapes of what is repeated become repetitions of what is reshaped.
void populateExpandBeforeBroadcastPatterns(mlir::RewritePatternSet &patterns);

/// What is computed of constants alone.
void populateRaiseConstantsPatterns(mlir::RewritePatternSet &patterns);

/// Sums, products and extremes over dimensions.
void populateRaiseReductionPatterns(mlir::RewritePatternSet &patterns);

/// Bilinear interpolation, whatever it is spelt as. Before its parts are raised
/// alone.
void populateRaiseInterpolationPatterns(mlir::RewritePatternSet &patterns);

/// What moves elements: padding, slices, concatenations, broadcasts.
void populateRaiseMovementPatterns(mlir::RewritePatternSet &patterns);

/// Matrix products, named or generic.
void populateRaiseContractionPatterns(mlir::RewritePatternSet &patterns);

/// Elementwise functions, named or generic.
void populateRaiseElementwisePatterns(mlir::RewritePatternSet &patterns);

/// Quantize and dequantize.
void populateRaiseQuantizationPatterns(mlir::RewritePatternSet &patterns);

/// Constants, reshapes and transposes; asserts that hold.
void populateRaiseTensorPatterns(mlir::RewritePatternSet &patterns);

/// The constant that `linalg.fill` filled the tensor `value` with.
std::optional<float> getFillValue(mlir::Value value);

/// What the scalar in the body of `op` is at every step of the loops, as a
/// tensor with one dimension for each, 1 where it does not depend on it: null
/// where it depends on more than indices and constants.
mlir::Value createConstFromBody(mlir::OpBuilder &builder,
                                mlir::linalg::LinalgOp op, mlir::Value scalar);

/// How a body brings what was there and what is new together.
enum class Combiner { Sum, Product, Maximum, Minimum, All, Any };

/// Result `number` of `op`, as `out = combine(out, term)`.
struct Reduction {
  Combiner combiner;
  mlir::Value term;
};
std::optional<Reduction> matchReduction(mlir::linalg::LinalgOp op,
                                        unsigned number);

/// True of a sum of products of the two inputs, in f32.
bool isSumOfProducts(mlir::linalg::LinalgOp op);

/// The map through which the loops that write `value` read the input of its
/// operation, where that does nothing but repeat it; `source` becomes the
/// input.
std::optional<mlir::AffineMap> matchBroadcast(mlir::Value value,
                                              mlir::Value &source);

/// `value`, which the loops of an operation read through `map`, as a tensor
/// with one dimension for each loop, 1 where `map` does not have it. Looks
/// through what only broadcasts. Null where `map` permutes or computes.
mlir::Value alignToLoops(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value value, mlir::AffineMap map);

/// Makes operations and erases them again unless they are kept: whether a
/// pattern matches may show only while its result is built, and a pattern that
/// fails must leave nothing for the driver to see.
class Trial : public mlir::OpBuilder::Listener {
public:
  explicit Trial(mlir::Operation *before) : builder(before, this) {}
  ~Trial() override {
    for (mlir::Operation *op : llvm::reverse(made))
      op->erase();
  }

  mlir::OpBuilder &getBuilder() { return builder; }
  void keep() { made.clear(); }

private:
  void notifyOperationInserted(mlir::Operation *op,
                               mlir::OpBuilder::InsertPoint) override {
    made.push_back(op);
  }

  mlir::OpBuilder builder;
  llvm::SmallVector<mlir::Operation *> made;
};

/// Writes the scalar computation of a linalg body as TOSA on whole tensors.
class BodyRaiser {
public:
  BodyRaiser(mlir::OpBuilder &builder, mlir::linalg::LinalgOp op)
      : builder(builder), op(op), loc(op.getLoc()), rank(op.getNumLoops()) {}

  /// Says what tensors the arguments that are read stand for; false where one
  /// is not read in the order of the loops.
  bool mapArguments();

  /// The tensor that the scalar `value` stands for; null where an operation is
  /// not known.
  mlir::Value raise(mlir::Value value);

private:
  mlir::Value raiseOp(mlir::Operation *op);
  mlir::Value raiseCompare(mlir::Operation *op);
  mlir::Value raiseCompared(mlir::Value value);
  mlir::Value raiseSelect(mlir::Operation *op);
  mlir::Value raiseClamp(mlir::Value x, float bound, bool isMaximum,
                         bool givesNan);
  mlir::Value raiseDivision(mlir::Operation *op);
  mlir::Value raiseExtract(mlir::Operation *op);
  mlir::Value raiseLookup(mlir::Operation *op);
  mlir::Value constant(float value);
  template <typename OpTy>
  mlir::Value unary(mlir::Value x);
  template <typename OpTy>
  mlir::Value binary(mlir::Value x, mlir::Value y);
  template <typename OpTy>
  mlir::Value binary(mlir::Value x, mlir::Value y, bool ignoresNan);
  template <typename OpTy>
  mlir::Value compare(mlir::Value x, mlir::Value y);
  mlir::Value multiply(mlir::Value x, mlir::Value y);
  mlir::Value negate(mlir::Value x);
  mlir::RankedTensorType resultType(mlir::ValueRange operands,
                                    mlir::Type element);

  mlir::OpBuilder &builder;
  mlir::linalg::LinalgOp op;
  mlir::Location loc;
  int64_t rank;
  llvm::DenseMap<mlir::Value, mlir::Value> values;
};

} // namespace qopt

#endif // QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H

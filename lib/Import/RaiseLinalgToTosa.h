//===- RaiseLinalgToTosa.h - Patterns from linalg to TOSA -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H
#define QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"

namespace qopt {

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
  BodyRaiser(mlir::OpBuilder &builder, mlir::Location loc, int64_t rank)
      : builder(builder), loc(loc), rank(rank) {}

  /// Says that the scalar `argument` stands for `tensor`.
  void map(mlir::Value argument, mlir::Value tensor) {
    values[argument] = tensor;
  }

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
  mlir::Location loc;
  int64_t rank;
  llvm::DenseMap<mlir::Value, mlir::Value> values;
};

} // namespace qopt

#endif // QOPT_LIB_IMPORT_RAISELINALGTOTOSA_H

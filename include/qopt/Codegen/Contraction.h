//===- Contraction.h - The contraction all kernels share --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_CONTRACTION_H
#define QOPT_CODEGEN_CONTRACTION_H

#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Builders.h"

namespace qopt {

/// What a layer with weights is, beside its operands.
struct ContractionOptions {
  bool lhsUnsigned = false;
  /// The id that the report and remarks use, or null.
  mlir::StringAttr unit = {};
  /// `N x groups` of ui8: every product is multiplied with the factor of its
  /// group of neighbouring constant weights. Null without groups.
  mlir::DenseIntElementsAttr factors = {};
};

/// `out[m, n] = bias[n] + sum_k lhs[m, k] * rhs[n, k]`. Integers are extended
/// by their signedness to i32; `rhs` is signed.
mlir::Value buildDense(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Value lhs, mlir::Value rhs, mlir::Value bias,
                       const ContractionOptions &options);

/// A contraction of no products: the bias along the last dimension of `shape`.
mlir::Value buildBias(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value bias, llvm::ArrayRef<int64_t> shape);

/// The strides and dilations of a convolution, rows first, and the height of
/// its result: the image may have more below.
struct ConvolutionWindow {
  llvm::ArrayRef<int64_t> stride, dilation;
  int64_t height;
};

/// `out[b, y, x, n] = bias[n] + sum_{i, j, c} lhs[b, y * stride + i * dilation,
/// x * stride + j * dilation, c] * rhs[n, i, j, c]`, without padding: the
/// windows that fit.
mlir::Value buildConvolution(mlir::OpBuilder &builder, mlir::Location loc,
                             mlir::Value lhs, mlir::Value rhs, mlir::Value bias,
                             const ConvolutionWindow &window,
                             const ContractionOptions &options);

/// As above with one output channel for every input channel: `rhs` is
/// `KH x KW x C`.
mlir::Value buildDepthwise(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::Value lhs, mlir::Value rhs, mlir::Value bias,
                           const ConvolutionWindow &window,
                           const ContractionOptions &options);

/// A dimension of the loops that read the left side.
struct LhsDim {
  int64_t size;
  /// Elements of the left side from one value of the dimension to the next.
  int64_t stride;
};

/// A dense layer or a convolution as built above, read back. The left side is
/// seen as one run of elements in memory: the element at (rows.., reductions..)
/// is the sum of the indices times their strides away from number `first`.
struct Contraction {
  mlir::linalg::GenericOp op;
  mlir::Value lhs;
  mlir::Value bias; ///< N values.
  /// N x the sizes of `reductions`, or, depthwise, the latter x N.
  mlir::DenseElementsAttr weights;
  /// N x the groups, unsigned i8; null without groups.
  mlir::DenseElementsAttr factors;
  /// All dimensions of the result but the last.
  llvm::SmallVector<LhsDim> rows;
  /// Neighbours that are one run in memory are one dimension; the last has
  /// stride 1, and is a group where there are groups. Depthwise, they are those
  /// of the filter.
  llvm::SmallVector<LhsDim> reductions;
  /// The products of the sizes of `rows` and of `reductions`; columns.
  int64_t m, k, n;
  int64_t first;
  /// How many elements after the last that is used the left side has.
  int64_t slack;
  DotInput input;
  bool lhsUnsigned;
  /// Column n reads element n of the left side from the place of the row on,
  /// and no others.
  bool isDepthwise;
  mlir::StringAttr unit;

  bool isFloat() const { return input == DotInput::Floats; }
  /// Whether weights that are stored as integers are multiplied as floats.
  bool hasStoredWeights() const {
    return isFloat() && weights.getElementType().isInteger();
  }

  static mlir::FailureOr<Contraction> match(mlir::linalg::GenericOp op);
};

/// The id of the unit that `op` computes, or an empty string.
llvm::StringRef getUnitName(mlir::Operation *op);

} // namespace qopt

#endif // QOPT_CODEGEN_CONTRACTION_H

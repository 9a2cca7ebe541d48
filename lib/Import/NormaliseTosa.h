//===- NormaliseTosa.h - Patterns that normalise float TOSA -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_NORMALISETOSA_H
#define QOPT_LIB_IMPORT_NORMALISETOSA_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Computations on constants, and resources made dense.
void populateFoldConstantPatterns(mlir::RewritePatternSet &patterns);

/// Integer constants to f32 where they are cast.
void populateFoldIntegerPatterns(mlir::RewritePatternSet &patterns);

/// Computes indices of gathers that only constants make.
void foldIndices(mlir::func::FuncOp function);

/// Replaces bilinear interpolations that pick their pixels with gathers.
void raiseGatheredInterpolations(mlir::func::FuncOp function);

/// What only moves elements of constants.
void populateFoldMovePatterns(mlir::RewritePatternSet &patterns);

/// Convolutions without overlap to matrix products.
void populateConvToMatmulPatterns(mlir::RewritePatternSet &patterns);

/// Transposed convolutions to usual ones.
void populateTransposeConvPatterns(mlir::RewritePatternSet &patterns);

/// Bilinear enlargement to depthwise convolutions.
void populateResizeToConvPatterns(mlir::RewritePatternSet &patterns);

/// Maximum, minimum and select against a constant to clamp; sub to add.
void populateElementwiseFormPatterns(mlir::RewritePatternSet &patterns);

/// Padding of images into the convolutions and pools that read them.
void populateFoldPadPatterns(mlir::RewritePatternSet &patterns);

/// Constants that scale or shift a dense layer's channels into its weights.
void populateFoldIntoDensePatterns(mlir::RewritePatternSet &patterns);

/// The same of a convolution.
void populateFoldIntoConvPatterns(mlir::RewritePatternSet &patterns);

/// Constants of each channel that a layer could not take, as convolutions.
void populateChannelsToConvPatterns(mlir::RewritePatternSet &patterns);

/// What arrived quantized: given scales to where weights are read, repeated
/// rounding and clamps into one fake quantization.
void populateGivenPatterns(mlir::RewritePatternSet &patterns);

/// Transposes towards the end, where they meet their inverse; reshapes that
/// take the channels from the last dimension, likewise.
void populateSinkTransposePatterns(mlir::RewritePatternSet &patterns);

/// What guards attention against rows that a mask leaves nothing of.
void populateFoldMaskGuardPatterns(mlir::RewritePatternSet &patterns);

/// Reshapes and pads towards the end.
void populateSinkReshapePatterns(mlir::RewritePatternSet &patterns);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_NORMALISETOSA_H

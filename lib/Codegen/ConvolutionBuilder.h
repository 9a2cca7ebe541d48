//===- ConvolutionBuilder.h - Convolutions as contractions ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_CONVOLUTIONBUILDER_H
#define QOPT_LIB_CODEGEN_CONVOLUTIONBUILDER_H

#include "qopt/Codegen/Contraction.h"

namespace qopt {

/// `image`, padded in its rows and columns (top, bottom, left, right) with
/// `value`.
mlir::Value padImage(mlir::OpBuilder &b, mlir::Location loc, mlir::Value image,
                     llvm::ArrayRef<int64_t> pad, mlir::TypedAttr value);

/// The parts side by side in the last dimension: one after the other, or with
/// `interleave` one element of each in turn.
mlir::Value joinChannels(mlir::OpBuilder &b, mlir::Location loc,
                         llvm::ArrayRef<mlir::Value> parts, bool interleave);

/// A convolution without padding, with constant weights `O x KH x KW x C /
/// groups` and a constant bias. As many groups as input channels are a
/// depthwise convolution.
mlir::Value buildGroupedConvolution(mlir::OpBuilder &b, mlir::Location loc,
                                    mlir::Value image, mlir::Value weights,
                                    mlir::Value bias, int64_t groups,
                                    const ConvolutionWindow &window,
                                    const ContractionOptions &options);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_CONVOLUTIONBUILDER_H

//===- ImageInterpolation.h - Interpolation of images -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_IMAGEINTERPOLATION_H
#define QOPT_LIB_IMPORT_IMAGEINTERPOLATION_H

#include "mlir/IR/Builders.h"

namespace qopt {

/// Bilinear interpolation spelt out: `image`, whose channels come first, has
/// sums of elements that are picked from another, each times a weight, in
/// linalg or in TOSA. It is recognised by what it computes, for each pixel
/// which weights of which pixels of the source. Returns a resize of the source,
/// or null where the image is none.
mlir::Value createInterpolationOf(mlir::OpBuilder &builder, mlir::Value image);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_IMAGEINTERPOLATION_H

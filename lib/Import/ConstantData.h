//===- ConstantData.h - Reading and making constants ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_CONSTANTDATA_H
#define QOPT_LIB_IMPORT_CONSTANTDATA_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

#include <optional>

namespace qopt {

/// The elements of a constant tensor, which `value` is the result of; null if
/// it is not one.
mlir::ElementsAttr getConstant(mlir::Value value);

/// True of a resource without its data (printed with elision, or cut short).
bool isMissingData(mlir::ElementsAttr attr);

/// All elements of an f32, f16, bf16 or f64 constant as f32; nothing for other
/// types and where the data is missing.
std::optional<llvm::SmallVector<float, 0>> readFloats(mlir::ElementsAttr attr);

/// The same of integers, whatever their width.
std::optional<llvm::SmallVector<int64_t, 0>>
readIntegers(mlir::ElementsAttr attr);

/// The one value that all elements of the constant `value` have.
std::optional<float> getSplat(mlir::Value value);

mlir::Value createConst(mlir::OpBuilder &builder, mlir::Location loc,
                        llvm::ArrayRef<int64_t> shape,
                        llvm::ArrayRef<float> values);

/// A reshape, or `value` where it has that shape. Dynamic dimensions, at most
/// one, are ShapedType::kDynamic.
mlir::Value createReshape(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value value, llvm::ArrayRef<int64_t> shape);

/// `a` of shape `1 x M x K` times `b` of shape `1 x K x N`, in f32.
mlir::Value createMatmul(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value a, mlir::Value b);

/// `x * y` in f32.
mlir::Value createMul(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::RankedTensorType type, mlir::Value x,
                      mlir::Value y);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_CONSTANTDATA_H

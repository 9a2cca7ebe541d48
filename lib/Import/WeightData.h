//===- WeightData.h - The constant weights of a layer -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_WEIGHTDATA_H
#define QOPT_LIB_IMPORT_WEIGHTDATA_H

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/GivenWeights.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace qopt {

/// As getConstant, also of a constant that arrived quantized.
mlir::ElementsAttr getWeight(mlir::Value value);

/// `value` where it arrived quantized, else null.
mlir::qnn::GivenWeightOp getGiven(mlir::Value value);

/// Says of the constant `weight` that it is `scale * (q - zp)`. `scale` and
/// `zp` are constants of its rank.
mlir::Value createGiven(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value weight, mlir::Value scale, mlir::Value zp);

/// `values` of the shape `from`, which broadcasts to `to`, written out.
llvm::SmallVector<float, 0> broadcastValues(llvm::ArrayRef<float> values,
                                            llvm::ArrayRef<int64_t> from,
                                            llvm::ArrayRef<int64_t> to);

/// How `given` quantizes each of `channels` output channels; `channelOf` tells
/// to which an element belongs. Fails, with the reason in `why`, where the
/// elements of a channel have more than one scale or zero point, or the
/// integers of all channels do not fit 8 bits beside one zero point.
llvm::FailureOr<GivenWeights>
readGivenWeights(mlir::qnn::GivenWeightOp given, int64_t channels,
                 llvm::function_ref<int64_t(int64_t)> channelOf,
                 llvm::StringRef &why);

/// The functions above for the weight of a matrix product or a convolution;
/// `given` stays absent where the weight did not arrive quantized.
llvm::LogicalResult readGivenWeights(mlir::Operation *layer,
                                     std::optional<GivenWeights> &given,
                                     llvm::StringRef &why);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_WEIGHTDATA_H

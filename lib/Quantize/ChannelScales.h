//===- ChannelScales.h - A scale for every channel --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Activations whose channels have very different ranges lose those that are
/// small to one common scale. Between units that multiply by constants or
/// rescale anyway, every channel may have its own, at no cost: the producer's
/// rescale is per channel already, and a consumer's weights take the scales in.
/// That is cross-layer equalization (Nagel et al., "Data-Free Quantization
/// Through Weight Equalization and Bias Correction", 2019) and the migration of
/// SmoothQuant (Xiao et al., 2022), written into the types and not the weights.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_CHANNELSCALES_H
#define QOPT_LIB_QUANTIZE_CHANNELSCALES_H

#include "qopt/Calibration/QuantParams.h"

#include "mlir/IR/Value.h"
#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace qopt {

/// Why the elements of the last dimension of `tensor` cannot have scales of
/// their own; empty if they can. The unit that computes it, and all that reads
/// it, must be of kinds that can have that, and what moves it in between must
/// keep the dimension.
std::string refuseChannelScales(mlir::Value tensor);

/// Whether the activation that the producer of `tensor` ends with is a clamp of
/// its stored values, whatever the channel.
bool keepsClamp(mlir::Value tensor, const TensorParams &params);

/// Gives `params`, which are those of the whole `tensor`, a scale for every
/// channel, from the channels' ranges, where that makes the errors of what
/// reads the tensor clearly smaller.
void chooseChannelScales(mlir::Value tensor, llvm::ArrayRef<Range> channels,
                         TensorParams &params);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_CHANNELSCALES_H

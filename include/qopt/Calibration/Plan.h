//===- Plan.h - The quantization plan, a file people edit -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The plan says for every tensor and every unit of a model how it is to be
/// quantized. Calibration writes it, a person may read and edit it, and the
/// compiler follows it. It is JSON, one line a tensor or unit:
///
/// \code
/// {
///   "qopt-plan": 1,
///   "model": "<SHA-256 of the normalised module, 64 hexadecimal digits>",
///   "numerics": "fp32",
///   "tensors": [
///     {"name": "image", "min": 0, "max": 1, "method": "minmax", "bits": 8,
///      "signed": true, "scheme": "asymmetric", "scale": 0.003921569,
///      "zero-point": -128}
///   ],
///   "units": [
///     {"id": "dense0", "quantize": true, "weight-bits": 8,
///      "weight-scheme": "symmetric", "weight-granularity": "per-channel"},
///     {"id": "dense1", "quantize": true, "weight-bits": 4,
///      "weight-scheme": "symmetric", "weight-granularity": "per-channel",
///      "weight-group": 32},
///     {"id": "gelu0", "quantize": true, "input-bits": 16},
///     {"id": "dense2", "quantize": true, "activations": "dynamic",
///      "weight-bits": 8, "weight-scheme": "symmetric",
///      "weight-granularity": "per-channel"},
///     {"id": "softmax0", "quantize": true}
///   ],
///   "stored-weights": [
///     {"id": "dense0", "values": "<base64>", "scales": [0.01, 0.02],
///      "bias-change": [0, 0.001]}
///   ]
/// }
/// \endcode
///
/// Scale and zero point, if given, are used as they are; if both are left out
/// they are computed from min and max. The scale may be a list, of one scale
/// for each element of the tensor's last dimension, where its unit and all that
/// read it can have that. stored-min and stored-max are given where not all
/// stored values are used. The three weight- keys are given for
/// units that have weights and left out for others; weight-group is given where
/// groups of so many weights have a factor of their channel's scale. input-bits
/// is 16 where a layer or a unary function is to read its tensor in 16 bits, if
/// it has so many; left out, it reads bytes. activations is given where the
/// unit reads and computes floats and only its weights are integers: it says
/// whether what it reads is quantized when the program runs (dynamic) or not at
/// all (float). Every other key is needed, and no other is allowed. Numbers
/// read back as the same bits.
///
/// Where latencies were read from a file when the bits of the weights were
/// chosen, "cost-file" is its name and "cost-file-sha256" what it had.
///
/// stored-weights is left out where every weight is the nearest to the
/// network's own. Otherwise it has what knows better: the values, base64 of
/// one signed byte for each of the unit's weights in their order (output
/// channels first), with one scale or one for each output channel, of the
/// products of the network's weights and of what the scale of the input's
/// channel is to the largest; with weight-group also the factors of that scale,
/// base64 of one unsigned byte for each group; and what is added to the bias, a
/// number for each output channel.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_PLAN_H
#define QOPT_CALIBRATION_PLAN_H

#include "qopt/Calibration/QuantParams.h"
#include "qopt/Reference/Arithmetic.h"

#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// How one tensor on a unit's boundary is quantized.
struct TensorPlan {
  std::string name;
  Range range;
  /// How the range was chosen: a RangeMethod, or any word of a person's.
  std::string method;
  TensorParams params;
};

/// What shares one weight scale.
enum class Granularity { PerTensor, PerChannel };

/// The name in plans: per-tensor, per-channel.
llvm::StringRef getGranularityName(Granularity granularity);

/// The inverse of getGranularityName; nullopt for any other name.
std::optional<Granularity> parseGranularity(llvm::StringRef name);

/// Weights as they are stored, where each is not simply the nearest to the
/// network's own.
struct StoredWeights {
  /// Output channels first.
  std::vector<int8_t> values;
  /// One for all output channels, or one for each.
  std::vector<float> scales;
  /// Of groups, those of an output channel after those of the one before; empty
  /// without groups.
  std::vector<uint8_t> factors;
};

/// How the weights of a unit are quantized.
struct WeightPlan {
  static constexpr int minBits = 2, maxBits = 8;
  int bits = maxBits;
  Scheme scheme = Scheme::Symmetric;
  Granularity granularity = Granularity::PerChannel;
  /// So many neighbouring weights of an output channel have a scale of their
  /// own, an integer times the channel's; 0: all of them share one.
  int64_t group = 0;
  /// As the network itself quantized them; the rest does not matter then.
  bool isGiven = false;
  std::optional<StoredWeights> stored;
  /// What is added to the bias of every output channel; empty for nothing.
  std::vector<float> biasChange;

  /// The largest stored weight of the scheme symmetric.
  int64_t symmetricMax() const { return (INT64_C(1) << (bits - 1)) - 1; }
};

/// Whether weights can be in groups of so many.
bool isWeightGroup(int64_t size);

/// The name in plans: that of the scheme, or given.
llvm::StringRef getWeightSchemeName(const WeightPlan &plan);

/// How a unit that is quantized reads its operand.
enum class Activations {
  /// As its tensor is stored, which calibration chose.
  Calibrated,
  /// As floats, quantized when the program runs: every sample by its own range.
  Dynamic,
  /// As floats.
  Float
};

/// The name in plans: calibrated, dynamic, float.
llvm::StringRef getActivationsName(Activations activations);

/// What is done with one unit.
struct UnitPlan {
  std::string id;
  /// False: the unit stays float.
  bool quantize = true;
  /// Other than calibrated only for units with weights.
  Activations activations = Activations::Calibrated;

  /// Whether the tensors that the unit reads and computes are stored as the
  /// plan says.
  bool storesTensors() const {
    return quantize && activations == Activations::Calibrated;
  }

  /// Absent for a unit without weights.
  std::optional<WeightPlan> weights = std::nullopt;
  /// Of kinds that can read tensors of 16 bits, but do so at a cost: it does.
  bool readsWords = false;
};

/// The file of latencies by which the bits of the weights were chosen.
struct CostSource {
  std::string file;
  /// 64 lower-case hexadecimal digits.
  std::string sha256;
};

/// A whole plan.
struct Plan {
  /// The only version of the format there is.
  static constexpr int64_t formatVersion = 1;
  /// SHA-256 of the normalised module, 64 lower-case hexadecimal digits.
  std::string model;
  Numerics numerics = Numerics::FP32;
  std::optional<CostSource> costs;
  std::vector<TensorPlan> tensors;
  std::vector<UnitPlan> units;

  /// The entry with this name or id, or null.
  const TensorPlan *findTensor(llvm::StringRef name) const;
  const UnitPlan *findUnit(llvm::StringRef id) const;
  /// Whether units are quantized, and of none more than its weights.
  bool isOfWeightsOnly() const;

  /// Reads and validates a plan. An error is one line: the file, the place in
  /// it (`tensors[3].scale`), what is wrong and what to do.
  static llvm::Expected<Plan> read(llvm::StringRef path);
  /// As read, of \p text; messages call it \p file.
  static llvm::Expected<Plan> parse(llvm::StringRef text, llvm::StringRef file);

  /// The plan's text; equal plans give equal text.
  std::string toString() const;
  /// Writes toString() to \p path, completely or not at all.
  llvm::Error write(llvm::StringRef path) const;
};

} // namespace qopt

#endif // QOPT_CALIBRATION_PLAN_H

//===- PlanBuilder.h - From observed statistics to a plan -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_PLANBUILDER_H
#define QOPT_QUANTIZE_PLANBUILDER_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Calibration/RangeMethod.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn {
class UnitOp;
} // namespace mlir::qnn

namespace qopt {

/// A tensor whose range a plan needs.
struct ObservedTensor {
  /// An argument's `qnn.name`, the id of the unit that computes the tensor
  /// (with `:N` from its second result on), or, for a float operation outside
  /// all units, the id of the unit that reads it and `.inN`.
  std::string name;
  mlir::Value value;
  /// The elements of the last dimension, where each may have a scale of its
  /// own; else 0.
  int64_t channels = 0;
};

/// The float tensors on the boundaries of the module's units, each once and in
/// the order of the program: what units read, seen through operations that only
/// move elements, and what they compute. Constants need no observation, nor
/// does what the network itself quantized.
llvm::SmallVector<ObservedTensor> findObservedTensors(mlir::ModuleOp module);

/// The constants that units read as they read activations, likewise.
llvm::SmallVector<ObservedTensor> findConstantTensors(mlir::ModuleOp module);

/// The tensors for which the network itself says how they are quantized,
/// likewise.
llvm::SmallVector<ObservedTensor> findGivenTensors(mlir::ModuleOp module);

/// How many bits the tensors between units have. Sums on their way to a layer
/// norm, and their terms, have 16 in any case.
enum class ActivationBits {
  /// 8, and 16 where a few values are so far from the others that those would
  /// share a few of 256 steps.
  Automatic,
  /// 8.
  Bytes,
  /// 16 wherever a unit computes and reads so many.
  Words
};

/// Choices that hold for the whole plan; a person may edit single ones later.
struct PlanOptions {
  /// Of all units with weights. Unless it is calibrated, all others stay in
  /// float, and no statistics are needed.
  Activations activations = Activations::Calibrated;
  bool signedActivations = true;
  Scheme activationScheme = Scheme::Asymmetric;
  Granularity activationGranularity = Granularity::PerChannel;
  ActivationBits activationBits = ActivationBits::Automatic;
  /// From WeightPlan::minBits to maxBits. Depthwise convolutions keep 8.
  int weightBits = WeightPlan::maxBits;
  /// Weights that share a scale, of layers that can have groups; 0: those of an
  /// output channel.
  int64_t weightGroup = 0;
  /// Groups are for fewer bits, which are chosen later.
  bool defersGroups = false;
  Scheme weightScheme = Scheme::Symmetric;
  Granularity weightGranularity = Granularity::PerChannel;
  Numerics numerics = Numerics::FP32;
  /// Ids of the units that stay in float.
  std::vector<std::string> keepFloat;
  /// What the program is wanted for: types at the interface, as
  /// `qopt-apply-plan` takes them, and whether a float in it is an error. Where
  /// the caller wants floats, the softmax or layer norm at the end gives them.
  std::string io = "f32";
  bool noFloat = false;
};

/// The range method of the tensor of this name.
using MethodOf = llvm::function_ref<MethodChoice(llvm::StringRef tensor)>;

/// Whether the unit is of a kind that has weights: a dense layer or a
/// convolution.
bool hasWeights(mlir::qnn::UnitOp unit);

/// Whether the weights of the unit are many and read by kernels that unpack
/// them, so that they may have fewer than 8 bits: not those of depthwise
/// convolutions, which are few and lose most, nor those that arrived quantized.
bool canNarrowWeights(mlir::qnn::UnitOp unit);

/// Why the weights of a unit that has some cannot be in groups of \p size;
/// empty if they can.
std::string refuseWeightGroup(mlir::qnn::UnitOp unit, int64_t size);

/// Makes the plan of a normalised module from the statistics of every tensor
/// that findObservedTensors names. \p note is given a line on every tensor with
/// an odd range.
///
/// What the network itself quantized keeps its parameters. Without statistics,
/// what the network did not quantize stays in float, and \p note is given a
/// line on every such unit. Where activations are not calibrated, the plan has
/// no tensors, and statistics are not looked at.
///
/// \returns an error that names the tensor, unit or option, if statistics are
/// missing, `io` cannot be read, a range cannot be quantized, two units have
/// one id, `keepFloat` names a unit that is not there, or weights are to be
/// asymmetric per channel.
llvm::Expected<Plan>
makePlan(mlir::ModuleOp module,
         std::optional<llvm::ArrayRef<Statistics>> statistics,
         MethodOf methodOf, const PlanOptions &options,
         llvm::function_ref<void(const llvm::Twine &)> note = nullptr);

/// A tensor that has 16 bits by one plan and 8 by another, or as many by both
/// but other readers of them.
struct WordCandidate {
  std::string tensor;
  int64_t elements = 1;
  /// The units that read 16 bits by the first plan only.
  std::vector<std::string> readers;
};

/// The tensors in which \p words has more bits than \p plan, of the same
/// module, in the order of the plans.
std::vector<WordCandidate>
findWordCandidates(mlir::ModuleOp module, const Plan &plan, const Plan &words);

/// Gives \p candidate in \p plan, and to those that read it, what \p words has.
void giveWords(Plan &plan, const Plan &words, const WordCandidate &candidate);

} // namespace qopt

#endif // QOPT_QUANTIZE_PLANBUILDER_H

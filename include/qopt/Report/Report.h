//===- Report.h - What became of each layer ---------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The report on one compilation. The driver fills it as the stages go by, each
/// of which uses up the module of the one before:
///
/// \code
/// Report report = makeReport(compiler.getFloatModule(), plan, *quantized);
/// report.model = path;
/// report.setTarget(compiler.getTarget());
/// report.notes = notes;
/// addFidelity(report, fidelity);             // where it was measured
/// addCalibration(report, plan, seen, halves); // where there was any
/// auto lowered = compiler.lower(std::move(quantized));
/// addLowered(report, *lowered);
/// StackUse stack;
/// auto object = emitMachineCode(..., &stack);
/// addObject(report, *object, stack);
/// \endcode
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_REPORT_REPORT_H
#define QOPT_REPORT_REPORT_H

#include "qopt/Codegen/ArenaPlan.h"
#include "qopt/Compiler/Compiler.h"
#include "qopt/Target/ObjectSize.h"

#include "llvm/Support/JSON.h"

#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// One unit of the model.
struct LayerReport {
  std::string id;
  std::string kind;
  /// The ids of the layers and names of the inputs that it reads, seen through
  /// operations that are no layers.
  std::vector<std::string> reads;
  bool isQuantized = false;
  /// The model has it in integers: no plan says anything of it.
  bool isImported = false;
  /// The parameters in f32, or as they were imported.
  int64_t floatBytes = 0;
  /// The weights in the object, packed, padding included.
  int64_t weightBytes = 0;
  /// Bias, scales and tables.
  int64_t otherBytes = 0;
  /// Absent where the layer stays in float or has none.
  std::optional<WeightPlan> weights;
  /// How the layer reads its operand, where it is quantized.
  Activations activations = Activations::Calibrated;
  /// The quantized output; absent where the layer stays in float.
  std::optional<TensorPlan> output;
  /// Measured on the calibration data.
  std::optional<UnitFidelity> fidelity;
  /// A DotKernel's name, "table", "elementwise" or "float".
  std::string kernel;
  /// The register tile; 0 where the kernel has none.
  int64_t tileRows = 0, tileColumns = 0;

  int64_t bytes() const { return weightBytes + otherBytes; }
};

/// A layer or operation that is computed in float.
struct FloatOperation {
  /// The id of the unit, or the operation's name and place in the model.
  std::string id;
  std::string reason;
  /// What to do to have it quantized.
  std::string hint;
  /// Parameters of an operation that is no layer of the report.
  int64_t bytes = 0;
};

/// What calibration saw of a tensor, and what became of it.
struct TensorReport {
  std::string name, method;
  /// What was seen, the range that was chosen, and what the stored values stand
  /// for: the range, widened as the scheme needs.
  Range seen, chosen, clip;
  /// The share of the values that are beyond that by more than half a step.
  double outside = 0;
  /// At most `mostBins` bins that hold all values: of equal width, the first
  /// from `firstBin` on.
  static constexpr size_t mostBins = 64;
  double firstBin = 0, binWidth = 0;
  std::vector<uint64_t> bins;
  /// The ranges that each half of the data would have given; none where there
  /// are no halves.
  std::vector<Range> halves;
  /// The larger of the differences of their ends, in shares of the range of all
  /// the data.
  double change = 0;

  /// Above this the next samples may well show another range.
  static constexpr double mostChange = 0.2;
  bool isUnstable() const { return change > mostChange; }
};

/// What calibration saw.
struct CalibrationReport {
  int64_t samples = 0;
  std::string whyNoHalves;
  std::vector<TensorReport> tensors;

  int64_t countUnstable() const;
  /// `2 of 8 tensors have ...; calibrate with more data`.
  std::string describeUnstable() const;
};

struct Report {
  std::string model;
  std::string triple, cpu, features;
  std::vector<LayerReport> layers;
  std::vector<FloatOperation> floatOperations;
  /// What was odd: degenerate ranges, raised scales, ... One line each.
  std::vector<std::string> notes;
  /// The compiled function: its interface and its arena.
  Signature signature;
  std::optional<ObjectSize> object;
  /// How the bits of the layers were chosen, where a drop was allowed.
  std::optional<PrecisionSearch> precision;
  /// Absent where the plan was not made from what calibration saw.
  std::optional<CalibrationReport> calibration;
  /// What the arena holds; where the batch is dynamic, for the most rows.
  ArenaPlan arena;

  void setTarget(const TargetInfo &target);

  int64_t floatBytes() const;
  int64_t bytes() const;
  /// Of all inputs and of all outputs; where the batch is dynamic, of one row.
  int64_t inputBytes() const;
  int64_t outputBytes() const;
  /// Arena, state and the stack of a call; the object must be there.
  int64_t ramBytes() const;
  /// Arena, state, inputs and outputs; where the batch is dynamic, for one row.
  int64_t peakBytes() const;

  /// For a terminal, at most 120 columns wide.
  std::string toText() const;

  /// For a browser: one page that needs nothing else.
  std::string toHTML() const;

  /// \code
  /// {"model", "target": {"triple", "cpu", "features"},
  ///  "layers": [{"id", "kind", "reads": [], "quantized", "activations",
  ///    "bytes-before", "bytes-after", "weight-bytes", "weights": {"bits",
  ///    "scheme", "granularity", "group"} or null, "output": {"min", "max",
  ///    "bits", "signed", "scheme", "scale", "zero-point", "method"} or null,
  ///    "sqnr-db", "signal", "noise", "kernel", "tile": [rows, columns] or
  ///    null}],
  ///  "float-operations": [{"id", "reason", "hint", "bytes"}],
  ///  "notes": [],
  ///  "function", "inputs", "outputs": [{"name", "type", "shape", "scale",
  ///    "zero-point"}],
  ///  "arena": {"steps": [{"unit", "live-bytes"}],
  ///    "buffers": [{"unit", "bytes", "offset", "first", "last"}]},
  ///  "totals": {"bytes-before", "bytes-after", "ratio", "arena-bytes",
  ///    "state-bytes", "input-bytes", "output-bytes", "peak-bytes", "per-row"},
  ///  "object": {"file-bytes", "code-bytes", "constant-bytes", "flash-bytes",
  ///    "stack-bytes", "ram-bytes"} or null,
  ///  "precision": {"max-drop", "unit", "objective", "cost-file" or null,
  ///    "layers": [{"id", "bits", "drops-db": {"4", "2"}}],
  ///    "words": ["<tensor of 16 bits>"],
  ///    "curve": [{"cost", "drop", "chosen"}]} or null,
  ///  "calibration": {"samples", "why-no-halves" or null, "unstable" or null,
  ///    "tensors": [{"name", "method", "seen", "range", "clip": {"min", "max"},
  ///      "outside", "histogram": {"first", "width", "counts": []},
  ///      "halves": [{"min", "max"}], "change", "unstable"}]} or null}
  /// \endcode
  /// Every key is always there. A number that was not measured or is not finite
  /// is null (`sqnr-db` of an exact layer too: its noise is 0), as are scale
  /// and zero point of a float tensor. A dynamic extent is -1; `per-row` says
  /// that inputs, outputs and peak are for one row. `stack-bytes` is without
  /// memcpy, memmove and memset; `ram-bytes` are arena, state and stack.
  /// `outside` is the share of the values that are clipped; `change` the
  /// difference of the ranges of the halves in shares of the range, or null.
  /// A buffer's `unit` writes it first; `first` and `last` are indices of
  /// steps.
  llvm::json::Value toJSON() const;
};

/// The layers of the imported model, how the plan quantizes them and what of
/// them `quantized`, the integer program, left in float.
Report makeReport(mlir::ModuleOp floatModule, const Plan &plan,
                  mlir::ModuleOp quantized);

/// Adds what was measured, by the ids of the units.
void addFidelity(Report &report, llvm::ArrayRef<UnitFidelity> fidelity);

/// Adds what calibration saw, and what its halves would have made of `plan`.
void addCalibration(Report &report, const Plan &plan, const Observations &seen,
                    llvm::ArrayRef<Plan> halves);

/// Adds the interface, the arena with what it holds (`qnn.arena_plan`) and the
/// kernels that code generation chose, which are the attribute `qnn.kernels` of
/// the functions: an array of
///
/// \code{.mlir}
/// {unit = "dense0", kernel = "x86.avx512vnni.u8s8", rows = 6 : i64,
///  columns = 64 : i64, packed_bytes = 8192 : i64}
/// \endcode
void addLowered(Report &report, const LoweredModule &lowered);

/// Adds the sizes of an object file, and the stack of the functions of the
/// interface, which must be there; fails where it is not one.
llvm::Error addObject(Report &report, llvm::ArrayRef<char> object,
                      const StackUse &stack);

} // namespace qopt

#endif // QOPT_REPORT_REPORT_H

//===- Compiler.h - One model's way through the compiler --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_COMPILER_H
#define QOPT_COMPILER_COMPILER_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Calibration/StatisticsFile.h"
#include "qopt/Compiler/Executable.h"
#include "qopt/Compiler/MixedPrecision.h"
#include "qopt/Compiler/Signature.h"
#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

#include <functional>

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace qopt {

class DataFeed;
class LayerCosts;
class SearchKey;
class SearchLog;
class WordChooser;
struct DataParts;
struct PrecisionData;

/// What decides the result, apart from the model and the plan.
struct CompilerOptions {
  /// The function to compile; empty: the only public one, or @main.
  std::string function;
  /// The C name of the compiled function.
  std::string name = "model";
  /// The range method of calibration, as MethodChoice reads it, or "auto".
  std::string method = "minmax";
  PlanOptions plan;
};

/// Called during calibration with the samples done and the samples there are.
using Progress = llvm::function_ref<void(int64_t done, int64_t total)>;

/// The function in the LLVM dialect, and its interface.
struct LoweredModule {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Signature signature;
};

/// The signal and the noise of one unit's output over the calibration data.
struct UnitFidelity {
  std::string id;
  double signal = 0; ///< Sum of squares of the float values.
  double noise = 0;  ///< Sum of squares of the differences.

  /// 10 log10(signal / noise).
  double sqnr() const;
};

/// What is got back of the accuracy that rounding weights costs.
struct Recovery {
  /// The bias takes back the mean error (M. Nagel et al., Data-Free
  /// Quantization Through Weight Equalization and Bias Correction, 2019).
  bool bias = false;
  /// Weights are rounded against each other's error.
  bool rounding = false;
  /// Either, or both, whichever is best.
  bool isAutomatic = false;
};

/// Takes one model from its file to machine code. Errors are one line each,
/// with the place in the model where there is one; remarks and warnings go to
/// `note` as they come.
class Compiler {
public:
  using Note = std::function<void(const llvm::Twine &)>;

  Compiler(CompilerOptions options, TargetInfo target, Note note);
  ~Compiler();

  /// From now on a float in the compiled program is an error.
  void forbidFloat() { options.plan.noFloat = true; }

  /// From now on plans are made for choosePrecision: groups of weights are for
  /// those of fewer than 8 bits, which come later.
  void deferWeightGroups() { options.plan.defersGroups = true; }

  /// From now on what searches measure is added to the file, and not measured
  /// again where it has that already.
  llvm::Error openSearchLog(llvm::StringRef path);

  /// Parses the file (text or bytecode) and brings it to units of float TOSA,
  /// and integers where the model has them.
  llvm::Error load(llvm::StringRef path);

  /// The imported model.
  mlir::ModuleOp getFloatModule() { return *floatModule; }
  /// Whether nothing in the imported model is a float: it has its own numbers.
  bool isInteger();
  /// Whether the imported model has units, which a plan says how to quantize.
  bool hasUnits();
  const TargetInfo &getTarget() const { return target; }
  const CompilerOptions &getOptions() const { return options; }

  /// Whether the imported model says itself how tensors of it are quantized.
  bool hasGivenTensors();
  /// Runs the float model over the calibration data.
  llvm::Expected<Observations> observe(llvm::StringRef dataPath,
                                       Progress progress);
  /// The plan from what was observed of this model.
  llvm::Expected<Plan> makePlan(const StatisticsFile &statistics);
  /// The plans that each half of the data would have given, with the methods
  /// that \p plan has; none where there are no halves.
  llvm::Expected<std::vector<Plan>> planHalves(const Plan &plan,
                                               const Observations &seen);
  /// Whether the options leave it to makeAutomaticPlan which method a tensor's
  /// range is chosen by.
  bool isAutomatic() const { return options.method == automaticMethodName; }
  /// The plan in which every tensor has the range method that does the
  /// network's outputs the least harm: observes the data, then judges on it.
  /// \p seen is set to what was observed.
  llvm::Expected<Plan> makeAutomaticPlan(llvm::StringRef dataPath,
                                         Progress observing, Progress judging,
                                         Observations &seen);
  /// An error unless \p costs, read from \p path, are of the imported model on
  /// the target.
  llvm::Error checkCosts(const CostFile &costs, llvm::StringRef path);
  /// An error unless layers can be timed on this machine, for \p path.
  llvm::Error checkCanTime(llvm::StringRef path);
  /// Gives the weights of layers that can have fewer bits in \p plan as few as
  /// the options allow, and before that tensors 16 bits, where 8 lose more.
  /// Times the layers where the options have a file for that, but no times.
  /// \p seen is what the plan was made from.
  llvm::Expected<PrecisionSearch>
  choosePrecision(Plan &plan, const PrecisionOptions &precision,
                  const StatisticsFile &seen, llvm::StringRef dataPath,
                  Progress timing, Progress rounding, Progress judging);
  /// Has \p plan get back what rounding weights loses, as the data shows it.
  llvm::Error recover(Plan &plan, llvm::StringRef dataPath,
                      const Recovery &what, Progress progress);
  /// The hash of the imported model, as plans and statistics have it.
  std::string hash();

  /// The plan that the model itself gives: what it does not quantize stays in
  /// float.
  llvm::Expected<Plan> makeGivenPlan();

  /// The integer program: qnn, and what stays in float.
  llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> quantize(const Plan &plan);

  /// An imported or quantized module in the LLVM dialect. `module` is used up.
  llvm::Expected<LoweredModule> lower(mlir::OwningOpRef<mlir::ModuleOp> module);

  /// A copy of the imported model, for `lower`.
  mlir::OwningOpRef<mlir::ModuleOp> cloneFloatModule();

  /// Lowers, emits and loads a module into this process, compiled for the
  /// target.
  llvm::Expected<std::unique_ptr<Executable>>
  makeExecutable(mlir::OwningOpRef<mlir::ModuleOp> module);

  /// Compares every unit of the integer program with its float values over the
  /// data.
  llvm::Expected<std::vector<UnitFidelity>>
  measureFidelity(const Plan &plan, llvm::StringRef dataPath,
                  Progress progress);

private:
  friend class LayerTimer;
  friend class Recoverer;
  friend class WordChooser;

  /// The float network with every tensor that a plan needs as an output.
  struct Observer {
    std::unique_ptr<Executable> executable;
    /// The outputs before this are the network's.
    size_t firstObserved = 0;
    /// Statistics of every tensor that have seen nothing.
    StatisticsFile empty;
  };
  llvm::Expected<Observer> makeObserver(std::optional<MethodChoice> moving);
  /// What the parts of the data show, each by itself.
  llvm::Expected<std::vector<StatisticsFile>>
  observeParts(const Observer &observer, DataFeed &feed, const DataParts &parts,
               Progress progress);
  /// A search begins that \p key, the data and this machine decide.
  llvm::Error beginSearch(SearchKey key, llvm::StringRef dataPath);
  /// Other weights that units may have, of each as many.
  using OtherWeights = llvm::StringMap<llvm::SmallVector<WeightPlan>>;
  /// The plan with the range methods of \p plan and other options.
  llvm::Expected<Plan> makePlanLike(const Plan &plan,
                                    const StatisticsFile &statistics,
                                    const PlanOptions &planOptions);
  /// What each layer takes, with the weights of the plan and with others.
  llvm::Expected<CostFile>
  timeLayers(const Plan &plan, const OtherWeights &others, Progress progress);
  /// The times that the options have or ask for, if any; those of layers that
  /// only \p words has read 16 bits, too, where it is given.
  llvm::Expected<std::optional<CostFile>>
  findCosts(const Plan &plan, const Plan *words,
            const PrecisionOptions &precision, const OtherWeights &others,
            Progress timing);
  /// What choosePrecision searches with.
  llvm::Expected<PrecisionData>
  openPrecisionData(const PrecisionOptions &precision,
                    llvm::StringRef dataPath);
  /// The part of choosePrecision that is about weights: the plan and what was
  /// found out, or, where \p plan loses too much before it is changed, what
  /// that is.
  struct ChosenWeights {
    std::optional<double> refused;
    PrecisionSearch found;
  };
  llvm::Expected<ChosenWeights>
  chooseWeights(Plan &plan, const PrecisionOptions &precision,
                PrecisionData &data, WordChooser &words, LayerCosts &layerCosts,
                OtherWeights others, llvm::ArrayRef<int> otherBits,
                Progress rounding, Progress judging);
  /// The other weights rounded against each other's error on the parts of the
  /// data but the first.
  llvm::Expected<OtherWeights> roundWeights(const Plan &plan,
                                            const OtherWeights &others,
                                            llvm::StringRef dataPath,
                                            const DataParts &parts,
                                            Progress progress);
  /// The method that the options name; the first, where they leave it open.
  llvm::Expected<MethodChoice> rangeMethod() const;
  llvm::Expected<LoweredModule>
  lowerFor(const TargetInfo &target, mlir::OwningOpRef<mlir::ModuleOp> module,
           bool noFloat);
  llvm::Expected<std::unique_ptr<Executable>>
  makeExecutableFor(const TargetInfo &target,
                    mlir::OwningOpRef<mlir::ModuleOp> module);
  llvm::Expected<std::unique_ptr<Executable>>
  emitExecutable(const TargetInfo &target, LoweredModule lowered);
  /// As makeExecutable, for this machine whatever the target is: the plan does
  /// not depend on the target.
  llvm::Expected<std::unique_ptr<Executable>>
  makeHostExecutable(mlir::OwningOpRef<mlir::ModuleOp> module);
  /// The same without notes: of what a search tries.
  llvm::Expected<std::unique_ptr<Executable>>
  makeSilently(mlir::OwningOpRef<mlir::ModuleOp> module);
  llvm::Error runPasses(mlir::ModuleOp module,
                        llvm::function_ref<void(mlir::OpPassManager &)> build);

  mlir::MLIRContext context;
  CompilerOptions options;
  TargetInfo target;
  Note note;
  mlir::OwningOpRef<mlir::ModuleOp> floatModule;
  std::unique_ptr<SearchLog> searchLog;
};

} // namespace qopt

#endif // QOPT_COMPILER_COMPILER_H

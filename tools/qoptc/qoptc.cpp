//===- qoptc.cpp - Model and data in, object and header out -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/CommandLine.h"
#include "qopt/Compiler/Emit.h"
#include "qopt/Compiler/Header.h"
#include "qopt/Compiler/ProgressBar.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace qopt;

namespace {

struct OutputCommandLine {
  cl::OptionCategory category{"Output options"};
  cl::opt<std::string> model{cl::Positional, cl::Required,
                             cl::desc("MODEL.mlir"), cl::cat(category)};
  cl::opt<std::string> output{
      "o",
      cl::desc("Where the output goes; its header, plan and report are "
               "written beside it"),
      cl::value_desc("file"), cl::cat(category)};
  ValueOption<EmitKind> emit{
      "emit", cl::desc("What to write:"), cl::init(EmitKind::Object),
      cl::values(clEnumValN(EmitKind::Statistics, "statistics",
                            "what calibration saw (JSON), for --statistics"),
                 clEnumValN(EmitKind::Plan, "plan", "the plan (JSON)"),
                 clEnumValN(EmitKind::MLIR, "mlir", "the integer program"),
                 clEnumValN(EmitKind::LLVM, "llvm", "LLVM IR"),
                 clEnumValN(EmitKind::Assembly, "asm", "assembly"),
                 clEnumValN(EmitKind::Object, "obj", "an object file"),
                 clEnumValN(EmitKind::Shared, "shared", "a shared library"),
                 clEnumValN(EmitKind::Package, "package",
                            "a folder with a static library, its header, plan "
                            "and report, and an example that builds")),
      cl::cat(category)};
  cl::opt<std::string> name{
      "name", cl::desc("The C name of the function (default: the output's)"),
      cl::cat(category)};
  ValueOption<bool> noFloat{
      "no-float",
      cl::desc("Refuse what would compute in floating point: code for machines "
               "that have none, or may not use it"),
      cl::cat(category)};
  cl::opt<std::string> maxRAM{
      "max-ram",
      cl::desc("Refuse a function whose arena, state and stack are more than "
               "this, such as 64K"),
      cl::value_desc("bytes"), cl::cat(category)};
  cl::opt<std::string> maxFlash{
      "max-flash",
      cl::desc("Refuse a function whose code and constants are more than this"),
      cl::value_desc("bytes"), cl::cat(category)};
  cl::opt<std::string> maxDrop{
      "max-drop",
      cl::desc("Give the weights of every layer as few bits as this drop of "
               "the outputs' signal-to-noise ratio below 8 bits allows, such "
               "as 0.5dB, or, with --labels, of the accuracy below float, "
               "such as 0.5pt; where 8 bits lose more, or a rise is asked for, "
               "such as -3dB, tensors get 16"),
      cl::value_desc("drop"), cl::cat(category)};
  ValueOption<Objective> objective{
      "objective", cl::desc("What --max-drop makes least:"),
      cl::init(Objective::Size),
      cl::values(clEnumValN(Objective::Size, "size",
                            "the bytes of the weights (default)"),
                 clEnumValN(Objective::Latency, "latency",
                            "an estimate of the cycles of a call, or what "
                            "--cost-file has")),
      cl::cat(category)};
  cl::opt<std::string> costFile{
      "cost-file",
      cl::desc("The times of the layers by themselves, for "
               "--objective=latency; where the file is not there, they are "
               "measured on this machine and written to it"),
      cl::value_desc("costs.json"), cl::cat(category)};
  cl::opt<std::string> labels{
      "labels",
      cl::desc("The classes of the samples of --calibrate, for --max-drop in "
               "pt: .npy"),
      cl::value_desc("labels.npy"), cl::cat(category)};
  ValueOption<bool> quiet{"quiet", cl::desc("Do not print the report"),
                          cl::cat(category)};

  /// The function's name: as given, or the stem of the output as an identifier.
  std::string functionName() const {
    if (!name.empty())
      return name;
    if (output == "-")
      return "model";
    StringRef path = output;
    while (path.size() > 1 && sys::path::is_separator(path.back()))
      path = path.drop_back();
    std::string stem = sys::path::stem(path).split('.').first.str();
    for (char &c : stem)
      if (!llvm::isAlnum(c))
        c = '_';
    return stem;
  }
};

/// The limits that were given.
Expected<MemoryLimits> readLimits(const OutputCommandLine &outputOptions,
                                  const Outputs &outputs) {
  MemoryLimits limits;
  for (auto [option, limit] :
       {std::pair(&outputOptions.maxRAM, &limits.ram),
        std::pair(&outputOptions.maxFlash, &limits.flash)}) {
    if (option->getNumOccurrences() == 0)
      continue;
    if (!outputs.hasReport())
      return makeError("--" + option->ArgStr +
                       ": this output is not machine code that can be "
                       "measured; leave the option out, or choose --emit=obj, "
                       "shared or package");
    auto bytes = parseBytes(option->ArgStr, *option);
    if (!bytes)
      return bytes.takeError();
    *limit = *bytes;
  }
  return limits;
}

/// What --max-drop and its companions ask for, if anything.
Expected<std::optional<PrecisionOptions>>
readPrecision(const ModelCommandLine &modelOptions,
              const OutputCommandLine &outputOptions, const Outputs &outputs) {
  const auto &maxDrop = outputOptions.maxDrop;
  if (maxDrop.getNumOccurrences() == 0) {
    for (const cl::Option *option :
         {static_cast<const cl::Option *>(&outputOptions.objective),
          static_cast<const cl::Option *>(&outputOptions.costFile),
          static_cast<const cl::Option *>(&outputOptions.labels)})
      if (option->getNumOccurrences() > 0)
        return makeError("--" + option->ArgStr +
                         ": is for --max-drop; give that too, or leave the "
                         "option out");
    return std::nullopt;
  }
  PrecisionOptions options;
  auto drop = MaxDrop::parse(maxDrop);
  if (!drop)
    return drop.takeError();
  options.maxDrop = *drop;
  options.objective = outputOptions.objective;
  options.labels = outputOptions.labels;
  options.costFile = outputOptions.costFile;
  options.roundsWeights =
      llvm::is_contained(modelOptions.recover, "rounding") ||
      llvm::is_contained(modelOptions.recover, "auto");
  bool isPoints = drop->unit == MaxDrop::Points;
  if (isPoints && options.labels.empty())
    return makeError("--max-drop: a drop of the accuracy, in pt, needs the "
                     "classes of the samples; give --labels=labels.npy, or a "
                     "drop in dB");
  if (!isPoints && !options.labels.empty())
    return makeError("--labels: are for a drop of the accuracy; give "
                     "--max-drop in pt, such as 0.5pt, or leave them out");
  if (outputOptions.costFile.getNumOccurrences() > 0 &&
      (options.costFile.empty() || options.objective != Objective::Latency))
    return makeError("--cost-file: has the times of layers; give it a name, "
                     "and --objective=latency, or leave it out");
  if (modelOptions.calibrate.empty())
    return makeError("--max-drop: what is lost is judged on data; give "
                     "--calibrate=data.npz in the place of a plan or of "
                     "statistics");
  if (modelOptions.areActivationsFloat())
    return makeError("--max-drop: chooses bits for layers whose activations "
                     "are calibrated; leave --activations or it out");
  if (modelOptions.weightBits.getNumOccurrences() > 0)
    return makeError("--weight-bits: --max-drop chooses the bits of every "
                     "layer; give one of them");
  if (outputs.kind == EmitKind::Statistics)
    return makeError("--max-drop: statistics have no weights; choose another "
                     "--emit, or leave the option out");
  return options;
}

/// What can be said before any work is done.
Error check(const ModelCommandLine &modelOptions,
            const OutputCommandLine &outputOptions, const Outputs &outputs) {
  if (Error error = modelOptions.checkPlanOptions(
          /*hasOtherSearch=*/outputOptions.maxDrop.getNumOccurrences() > 0))
    return error;
  bool hasFunction = outputs.kind != EmitKind::Statistics &&
                     outputs.kind != EmitKind::Plan &&
                     outputs.kind != EmitKind::MLIR;
  if (outputOptions.output.empty())
    return makeError("no output: say with -o where it goes");
  std::vector<std::string> inputs(modelOptions.statistics.begin(),
                                  modelOptions.statistics.end());
  inputs.insert(inputs.end(),
                {outputOptions.model, modelOptions.calibrate, modelOptions.plan,
                 modelOptions.searchLog, outputOptions.costFile});
  if (Error error = outputs.check(inputs))
    return error;
  if (outputs.kind == EmitKind::Statistics && modelOptions.calibrate.empty() &&
      modelOptions.statistics.empty())
    return makeError("--emit=statistics: there is nothing to observe; give "
                     "--calibrate=data.npz, or with --statistics=a.json,... "
                     "files to merge");
  if (outputs.kind == EmitKind::Statistics &&
      modelOptions.areActivationsFloat())
    return makeError("--emit=statistics: are what activations are calibrated "
                     "by; leave --activations out, or choose another output");
  if (outputOptions.noFloat && modelOptions.areActivationsFloat())
    return makeError("--no-float: activations are floats with --activations="
                     "dynamic or float; leave one of the two out");
  if (outputOptions.noFloat &&
      (outputs.kind == EmitKind::Statistics || outputs.kind == EmitKind::Plan))
    return makeError("--no-float: this output is no program; leave the option "
                     "out, or choose another --emit");
  return hasFunction ? checkFunctionName(outputOptions.functionName())
                     : Error::success();
}

/// Reads the times of layers, if the file is there; what is wrong with it is
/// known before any work is done.
Error readCosts(Compiler &compiler, PrecisionOptions &precision) {
  if (precision.costFile.empty())
    return Error::success();
  if (!sys::fs::exists(precision.costFile)) {
    if (Error error = compiler.checkCanTime(precision.costFile))
      return error;
    return checkWritable(precision.costFile);
  }
  auto costs = CostFile::read(precision.costFile);
  if (!costs)
    return costs.takeError();
  precision.costs = std::move(*costs);
  return compiler.checkCosts(*precision.costs, precision.costFile);
}

Error writeStatistics(const ModelCommandLine &modelOptions, Compiler &compiler,
                      const Outputs &outputs) {
  if (!compiler.hasUnits())
    return makeError("--emit=statistics: the model has no float units to "
                     "observe; choose another output");
  auto statistics = modelOptions.makeStatistics(compiler);
  if (!statistics)
    return statistics.takeError();
  return writeText(outputs, statistics->all.toString());
}

Error compile(const ModelCommandLine &modelOptions,
              const OutputCommandLine &outputOptions) {
  Outputs outputs{outputOptions.emit, outputOptions.output,
                  /*withPlan=*/modelOptions.plan.empty() ||
                      outputOptions.emit == EmitKind::Package};
  auto limits = readLimits(outputOptions, outputs);
  if (!limits)
    return limits.takeError();
  outputs.limits = *limits;
  auto precision = readPrecision(modelOptions, outputOptions, outputs);
  if (!precision)
    return precision.takeError();
  if (Error error = check(modelOptions, outputOptions, outputs))
    return error;
  std::vector<std::string> notes;
  Compiler::Note print = makeToolNote("qoptc");
  auto note = [&](const Twine &text) {
    notes.push_back(text.str());
    print(text);
  };
  auto compiler = modelOptions.makeCompiler(outputOptions.model, note,
                                            outputOptions.functionName());
  if (!compiler)
    return compiler.takeError();
  if (outputOptions.noFloat)
    (*compiler)->forbidFloat();
  if (outputs.kind == EmitKind::Statistics)
    return writeStatistics(modelOptions, **compiler, outputs);
  if (*precision) {
    (*compiler)->deferWeightGroups();
    if (Error error = readCosts(**compiler, **precision))
      return error;
  }
  Findings findings;
  auto plan =
      modelOptions.makePlan(**compiler, /*otherWay=*/"", &findings.seen);
  if (!plan)
    return plan.takeError();
  if ((*compiler)->isInteger()) {
    if (*precision)
      return makeError("--max-drop: the model is integer already and keeps its "
                       "own numbers; leave the option out");
    if (outputs.kind == EmitKind::Plan)
      return makeError("--emit=plan: the model is integer already and needs no "
                       "plan; choose another output");
    outputs.withPlan = false;
  }
  if (*precision) {
    ProgressBar timing("timing      ", "layers"), rounding("rounding   "),
        judging("choosing bits", "runs");
    auto found = (*compiler)->choosePrecision(
        *plan, **precision, findings.seen->all, modelOptions.calibrate, timing,
        rounding, judging);
    if (!found)
      return found.takeError();
    findings.precision = std::move(*found);
  }
  // With the bits that the weights have now.
  if (Error error = modelOptions.recoverPlan(**compiler, *plan))
    return error;
  if (outputs.hasReport() && !modelOptions.calibrate.empty()) {
    ProgressBar progress("measuring ");
    auto measured = (*compiler)->measureFidelity(
        *plan, modelOptions.calibrate,
        [&](int64_t done, int64_t total) { progress(done, total); });
    if (!measured)
      return measured.takeError();
    findings.fidelity = std::move(*measured);
  }
  auto report =
      compileTo(**compiler, outputs, *plan, std::move(findings), notes);
  if (!report)
    return report.takeError();
  if (!outputOptions.quiet)
    outs() << *report;
  return Error::success();
}

} // namespace

int main(int argc, char **argv) {
  ModelCommandLine modelOptions;
  OutputCommandLine outputOptions;
  parseCommandLine(
      argc, argv,
      "qoptc: compiles a float network to an int8 object file and its header",
      {&modelOptions.category, &outputOptions.category});
  return runTool("qoptc", [&] { return compile(modelOptions, outputOptions); });
}

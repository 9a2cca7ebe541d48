//===- CommandLine.cpp - What the command-line tools share ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/CommandLine.h"

#include "qopt/Compiler/ProgressBar.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/TargetNames.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <memory>

using namespace llvm;

namespace qopt {

/// How the tool is called in what it says.
static std::string toolName;

/// Whether a value on the command line was refused.
static bool hasRefusedValue = false;

static bool refuseValue(const cl::Option &option, StringRef value,
                        const Twine &known) {
  hasRefusedValue = true;
  errs() << toolName << ": error: unknown value '" << value << "' of --"
         << option.ArgStr << "; known are: " << known << "\n";
  return false;
}

bool checkValue(const cl::Option &option, StringRef value,
                const cl::generic_parser_base &known) {
  SmallVector<StringRef> names;
  for (unsigned i = 0; i < known.getNumOptions(); ++i)
    names.push_back(known.getOption(i));
  return llvm::is_contained(names, value) ||
         refuseValue(option, value, join(names, ", "));
}

bool checkValue(const cl::Option &option, StringRef value,
                const cl::parser<bool> &) {
  // None at all means true.
  return llvm::is_contained(
             {"", "true", "TRUE", "True", "1", "false", "FALSE", "False", "0"},
             value) ||
         refuseValue(option, value, "true, false");
}

bool checkValue(const cl::Option &option, StringRef value,
                const cl::parser<unsigned> &) {
  unsigned number;
  return !value.getAsInteger(0, number) ||
         refuseValue(option, value, "whole numbers from 0 to 4294967295");
}

/// "minmax (what it does), ..." for --help.
static std::string describeMethods() {
  std::string text = "How calibration chooses a range:";
  for (const RangeMethod *method : getRangeMethods())
    text += " " + MethodChoice(*method).name() + " (" +
            method->description().str() + ")";
  return text + " " + automaticMethodName.str() +
         " (For each tensor that of these with which the outputs come out "
         "best.)";
}

/// The help of an option is kept by reference, so it must outlive the option.
static StringRef methodHelp() {
  static const std::string text = describeMethods();
  return text;
}

template <typename E>
static cl::OptionEnumValue enumValue(E value, StringRef name, StringRef help) {
  return {name, static_cast<int>(value), help};
}

ModelCommandLine::ModelCommandLine()
    : category("Model, quantization and target"),
      function("function", cl::cat(category), cl::value_desc("name"),
               cl::desc("The function that is the model (default: the only "
                        "public one, or main)")),
      target("target", cl::cat(category), cl::value_desc("triple"),
             cl::init("host"),
             cl::desc("LLVM target triple, or 'host' (default)")),
      cpu("cpu", cl::cat(category), cl::value_desc("name"),
          cl::desc("Processor of the target, as LLVM names it, or 'host' "
                   "(default: this machine's for target 'host', else the "
                   "target's baseline)")),
      features("features", cl::cat(category), cl::value_desc("+a,-b"),
               cl::desc("Processor features to add or remove")),
      calibrate("calibrate", cl::cat(category), cl::value_desc("data.npz"),
                cl::desc("Make the plan now by running the float model on "
                         "this data: .npz or .npy, one array per input, the "
                         "first dimension the samples")),
      plan("plan", cl::cat(category), cl::value_desc("plan.json"),
           cl::desc("Quantize by this plan, made earlier for this model")),
      statistics("statistics", cl::cat(category), cl::CommaSeparated,
                 cl::value_desc("a.json,..."),
                 cl::desc("Make the plan from what calibration saw earlier, of "
                          "parts of the data or of all (--emit=statistics)")),
      method("method", cl::cat(category), cl::value_desc("name[:number]"),
             cl::init("minmax"), cl::desc(methodHelp())),
      io("io", cl::cat(category), cl::value_desc("[name:]type,..."),
         cl::init("f32"),
         cl::desc("Types at the interface, f32, i8 or u8: for all inputs and "
                  "outputs, or by name, such as u8 or image:u8,out0:f32 "
                  "(default: f32)")),
      numerics(
          "numerics", cl::cat(category), cl::init(Numerics::FP32),
          cl::desc("How integer sums are rescaled:"),
          cl::values(
              enumValue(Numerics::FP32, "fp32", "one f32 product (default)"),
              enumValue(Numerics::Single, "single",
                        "fixed point, rounded once"),
              enumValue(Numerics::Double, "double",
                        "fixed point, rounded twice, as TFLite does"))),
      activation(
          "activation", cl::cat(category), cl::init(ActivationType::I8),
          cl::desc("How activations are stored:"),
          cl::values(enumValue(ActivationType::I8, "i8",
                               "signed (default, but for the scheme minmax)"),
                     enumValue(ActivationType::U8, "u8", "unsigned"))),
      activationScheme(
          "activation-scheme", cl::cat(category), cl::init(Scheme::Asymmetric),
          cl::desc("How the range of an activation is mapped:"),
          cl::values(
              enumValue(Scheme::Asymmetric, "asymmetric",
                        "the whole range, with a zero point (default)"),
              enumValue(Scheme::MinMax, "minmax",
                        "q = round((x - min) / (max - min) * 255), as u8"),
              enumValue(Scheme::Symmetric, "symmetric",
                        "around zero, without a zero point; i8 only"))),
      activations(
          "activations", cl::cat(category),
          cl::init(ActivationScales::PerChannel),
          cl::desc("What shares one activation scale:"),
          cl::values(
              enumValue(ActivationScales::PerChannel, "per-channel",
                        "a channel, where that costs nothing and loses "
                        "less (default, but for the scheme minmax)"),
              enumValue(ActivationScales::PerTensor, "per-tensor",
                        "the whole tensor"),
              enumValue(ActivationScales::Dynamic, "dynamic",
                        "a sample, by its own range when the program runs; "
                        "only layers with weights are quantized, and no data "
                        "is needed"),
              enumValue(ActivationScales::Float, "float",
                        "nothing: only weights are quantized, and no data is "
                        "needed"))),
      activationBits(
          "activation-bits", cl::cat(category),
          cl::init(ActivationBits::Automatic),
          cl::desc("The bits of an activation:"),
          cl::values(
              enumValue(ActivationBits::Automatic, "auto",
                        "8, and 16 where a few values are far from the others "
                        "(default)"),
              enumValue(ActivationBits::Bytes, "8", "8"),
              enumValue(ActivationBits::Words, "16",
                        "16 for what layers, unary functions, sums and layer "
                        "norms read and compute; the rest keeps 8"))),
      weightBits("weight-bits", cl::cat(category), cl::init(8),
                 cl::value_desc("2..8"),
                 cl::desc("The bits of a weight (8); those of up to 6 are "
                          "stored in less than a byte. Depthwise "
                          "convolutions keep 8")),
      weightGroup("weight-group", cl::cat(category), cl::init(0),
                  cl::value_desc("32|64|128"),
                  cl::desc("Give every so many neighbouring weights of an "
                           "output channel a scale of their own, which costs "
                           "a byte; for weights of fewer than 8 bits")),
      weightScheme(
          "weight-scheme", cl::cat(category), cl::init(Scheme::Symmetric),
          cl::desc("How the range of a weight is mapped:"),
          cl::values(enumValue(Scheme::Symmetric, "symmetric",
                               "around zero, to [-127, 127] (default)"),
                     enumValue(Scheme::MinMax, "minmax",
                               "q = round((x - min) / (max - min) * 255); per "
                               "tensor only"))),
      weightGranularity(
          "weights", cl::cat(category), cl::init(Granularity::PerChannel),
          cl::desc("What shares one weight scale:"),
          cl::values(enumValue(Granularity::PerChannel, "per-channel",
                               "an output channel (default, but for the "
                               "scheme minmax)"),
                     enumValue(Granularity::PerTensor, "per-tensor",
                               "the whole tensor"))),
      keepFloat("keep-float", cl::cat(category), cl::value_desc("id,..."),
                cl::CommaSeparated,
                cl::desc("Units that stay in float, by the ids that plans and "
                         "reports show")),
      recover("recover", cl::cat(category),
              cl::value_desc("bias,rounding|auto"), cl::CommaSeparated,
              cl::desc("Get back accuracy that rounding weights costs, by what "
                       "the data of --calibrate shows: bias (it takes back "
                       "the mean error), rounding (of weights against each "
                       "other's error), auto (either or both, whichever is "
                       "best)")),
      searchLog("search-log", cl::cat(category), cl::value_desc("log.jsonl"),
                cl::desc("Write down what a search measures, and go on from "
                         "there when the same command is given again")) {}

CompilerOptions ModelCommandLine::compilerOptions() const {
  CompilerOptions options;
  options.function = function;
  options.plan.io = io;
  options.method = method;
  options.plan.numerics = numerics;
  options.plan.activationScheme = activationScheme;
  options.plan.activationBits = activationBits;
  options.plan.weightBits = static_cast<int>(weightBits);
  options.plan.weightGroup = weightGroup;
  options.plan.weightScheme = weightScheme;
  // The scheme minmax has one form of each; unless told, take it.
  options.plan.signedActivations = activation.getNumOccurrences()
                                       ? activation == ActivationType::I8
                                       : activationScheme != Scheme::MinMax;
  bool isPerTensor = activations.getNumOccurrences()
                         ? activations == ActivationScales::PerTensor
                         : activationScheme == Scheme::MinMax;
  options.plan.activationGranularity =
      isPerTensor ? Granularity::PerTensor : Granularity::PerChannel;
  if (areActivationsFloat())
    options.plan.activations = activations == ActivationScales::Dynamic
                                   ? Activations::Dynamic
                                   : Activations::Float;
  options.plan.weightGranularity =
      weightGranularity.getNumOccurrences() || weightScheme == Scheme::Symmetric
          ? Granularity(weightGranularity)
          : Granularity::PerTensor;
  options.plan.keepFloat.assign(keepFloat.begin(), keepFloat.end());
  return options;
}

Expected<TargetInfo> ModelCommandLine::targetInfo() const {
  return TargetInfo::create(target, cpu, features);
}

Expected<std::unique_ptr<Compiler>>
ModelCommandLine::makeCompiler(StringRef modelPath, Compiler::Note note,
                               StringRef name) const {
  auto info = targetInfo();
  if (!info)
    return info.takeError();
  for (const std::string &remark : describeForeignFeatures(*info, features))
    note("remark: " + remark);
  CompilerOptions options = compilerOptions();
  options.name = name.str();
  auto compiler = std::make_unique<Compiler>(std::move(options),
                                             std::move(*info), std::move(note));
  if (Error error = compiler->load(modelPath))
    return std::move(error);
  if (!searchLog.empty())
    if (Error error = compiler->openSearchLog(searchLog))
      return std::move(error);
  return compiler;
}

SmallVector<const cl::Option *> ModelCommandLine::planMakingOptions() const {
  const cl::Option *options[] = {&method,
                                 &numerics,
                                 &activation,
                                 &activationScheme,
                                 &activations,
                                 &activationBits,
                                 &weightBits,
                                 &weightGroup,
                                 &weightScheme,
                                 &weightGranularity,
                                 std::addressof(keepFloat),
                                 std::addressof(recover)};
  return SmallVector<const cl::Option *>(ArrayRef(options));
}

/// The first of `options` that was given, or null.
static const cl::Option *firstGiven(ArrayRef<const cl::Option *> options) {
  const auto *it = llvm::find_if(options, [](const cl::Option *option) {
    return option->getNumOccurrences() > 0;
  });
  return it == options.end() ? nullptr : *it;
}

Error ModelCommandLine::checkFloatActivations() const {
  if (!areActivationsFloat())
    return Error::success();
  std::string mode = activations == ActivationScales::Dynamic
                         ? "--activations=dynamic"
                         : "--activations=float";
  const cl::Option *calibrated[] = {
      &method,         &numerics,         &activation,
      &activationBits, &activationScheme, std::addressof(statistics)};
  if (const cl::Option *given = firstGiven(calibrated))
    return makeError("--" + given->ArgStr +
                     ": is for calibrated activations, and " + mode +
                     " has none; leave one of them out");
  return Error::success();
}

Error ModelCommandLine::checkPlanOptions(bool hasOtherSearch) const {
  if (Error error = checkFloatActivations())
    return error;
  if (!plan.empty() && (!calibrate.empty() || !statistics.empty()))
    return makeError("two plans: give either --" +
                     (calibrate.empty() ? statistics.ArgStr + "=a.json"
                                        : calibrate.ArgStr + "=data.npz") +
                     ", which makes one, or --plan=plan.json");
  if (!calibrate.empty() && !statistics.empty())
    return makeError("--statistics: --calibrate makes statistics too; give one "
                     "of them");
  if (!recover.empty() && plan.empty() && calibrate.empty() &&
      statistics.empty())
    return makeError("--recover learns from the data itself; give "
                     "--calibrate=data.npz");
  for (const std::string &what : recover)
    if (what != "bias" && what != "rounding" && what != "auto")
      return makeError("unknown value '" + what +
                       "' of --recover; known are: bias, rounding, auto");
  if (recover.size() > 1 && llvm::is_contained(recover, "auto"))
    return makeError("--recover=auto tries all that there is; give it alone");
  if (!statistics.empty() && !recover.empty())
    return makeError("--recover learns from the data itself; give "
                     "--calibrate=data.npz in the place of --statistics");
  if (!statistics.empty() && method == automaticMethodName)
    return makeError("--method=auto judges methods on the data itself; give "
                     "--calibrate=data.npz in the place of --statistics, or "
                     "choose another method");
  if (searchLog.getNumOccurrences() > 0 && method != automaticMethodName &&
      !hasOtherSearch)
    return makeError("--search-log: there is no search; give --method=auto" +
                     Twine(toolName == "qoptc" ? " or --max-drop" : "") +
                     " too, or leave the option out");
  if (const cl::Option *given =
          plan.empty() ? nullptr : firstGiven(planMakingOptions()))
    return makeError("--" + given->ArgStr +
                     ": the plan has this already; edit the plan, or "
                     "calibrate again with --calibrate");
  return Error::success();
}

Error ModelCommandLine::refuseQuantizationOptions(const Twine &reason) const {
  SmallVector<const cl::Option *> options = planMakingOptions();
  for (const cl::opt<std::string> *option : {&calibrate, &plan, &io})
    options.push_back(option);
  options.push_back(std::addressof(statistics));
  if (const cl::Option *given = firstGiven(options))
    return makeError("--" + given->ArgStr + ": " + reason);
  return Error::success();
}

Expected<Plan>
ModelCommandLine::makePlan(Compiler &compiler, StringRef otherWay,
                           std::optional<Observations> *seen) const {
  if (compiler.isInteger()) {
    if (Error error = refuseQuantizationOptions(
            "the model is integer already and keeps its own numbers; leave the "
            "option out"))
      return std::move(error);
    return compiler.makeGivenPlan();
  }
  if (!plan.empty())
    return Plan::read(plan);
  if (areActivationsFloat())
    return compiler.makeGivenPlan();
  if (calibrate.empty() && statistics.empty()) {
    if (!compiler.hasUnits() || compiler.hasGivenTensors())
      return compiler.makeGivenPlan();
    return makeError("no plan: give " +
                     Twine(otherWay.empty() ? "either " : "") +
                     "--calibrate=data.npz, which makes one" +
                     (otherWay.empty() ? ", or --plan=plan.json"
                                       : ", --plan=plan.json, or " + otherWay));
  }
  if (compiler.isAutomatic()) {
    ProgressBar observing("calibrating"), judging("choosing   ", "runs");
    Observations observed;
    auto made =
        compiler.makeAutomaticPlan(calibrate, observing, judging, observed);
    if (seen)
      *seen = std::move(observed);
    return made;
  }
  Expected<Observations> observed = makeStatistics(compiler);
  if (!observed)
    return observed.takeError();
  auto made = compiler.makePlan(observed->all);
  if (seen)
    *seen = std::move(*observed);
  return made;
}

Error ModelCommandLine::recoverPlan(Compiler &compiler, Plan &made) const {
  if (recover.empty())
    return Error::success();
  Recovery what{llvm::is_contained(recover, "bias"),
                llvm::is_contained(recover, "rounding"),
                llvm::is_contained(recover, "auto")};
  ProgressBar recovering("recovering ");
  return compiler.recover(made, calibrate, what, recovering);
}

Expected<Observations>
ModelCommandLine::makeStatistics(Compiler &compiler) const {
  if (statistics.empty()) {
    ProgressBar bar("calibrating");
    return compiler.observe(calibrate, bar);
  }
  Expected<Observations> read = StatisticsFile::readAll(
      std::vector<std::string>(statistics.begin(), statistics.end()));
  if (read && read->all.model != compiler.hash())
    return makeError(statistics[0] +
                     ": has the statistics of another model; calibrate this "
                     "one with --emit=statistics");
  return read;
}

/// LLVM's complaint about the command line, in one line of ours.
static std::string formatUsageError(StringRef text, StringRef path,
                                    StringRef tool) {
  SmallVector<StringRef> lines;
  text.split(lines, '\n', -1, /*KeepEmpty=*/false);
  std::string line;
  for (StringRef part : lines) {
    part = part.trim();
    part.consume_front((tool + ": ").str());
    line += (line.empty() ? "" : " ") + part.str();
  }
  for (size_t at; path != tool && (at = line.find(path)) != std::string::npos;)
    line.replace(at, path.size(), tool);
  return line;
}

/// Where LLVM gives up, as a back end does on what it cannot select, it says so
/// at length and aborts; the first line is enough. Nothing was written yet.
static void reportFatalError(void * /*data*/, const char *reason,
                             bool /*wantsDump*/) {
  StringRef line =
      StringRef(reason).take_until([](char c) { return c == '\n'; });
  errs() << toolName
         << ": error: LLVM cannot compile this for the target: " << line
         << "; choose another target or cpu\n";
  std::_Exit(1);
}

void parseCommandLine(int argc, char **argv, StringRef overview,
                      ArrayRef<const cl::OptionCategory *> categories) {
  cl::HideUnrelatedOptions(categories);
  toolName = sys::path::filename(argv[0]).str();
  install_fatal_error_handler(reportFatalError);
  cl::SetVersionPrinter([](raw_ostream &os) {
    os << toolName << " " QOPT_VERSION ", LLVM " LLVM_VERSION_STRING "\n";
  });
  std::string complaint;
  raw_string_ostream stream(complaint);
  if (cl::ParseCommandLineOptions(argc, argv, overview, &stream))
    return;
  // Behind a bad value the rest is often beside the point.
  if (!complaint.empty() && !hasRefusedValue)
    errs() << toolName
           << ": error: " << formatUsageError(complaint, argv[0], toolName)
           << "\n";
  exit(1);
}

/// `text` without what would break its line, such as a name in a file does.
static std::string onOneLine(std::string text) {
  for (char &c : text)
    if (static_cast<unsigned char>(c) < ' ')
      c = ' ';
  return text;
}

Compiler::Note makeToolNote(StringRef tool) {
  // What both the float and the integer program say is said once.
  auto said = std::make_shared<StringSet<>>();
  return [tool = tool.str(), said](const Twine &text) {
    std::string line = onOneLine(text.str());
    if (said->insert(line).second)
      errs() << tool << ": " << line << "\n";
  };
}

int runTool(StringRef tool, function_ref<Error()> body) {
  Error error = body();
  if (!error)
    return 0;
  errs() << tool << ": error: " << onOneLine(toString(std::move(error)))
         << "\n";
  return 1;
}

} // namespace qopt

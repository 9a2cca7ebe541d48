//===- CommandLine.h - What the command-line tools share --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The options by which qoptc and qopt-run are told about a model, its plan and
/// the target, so that both spell them alike. A tool's main is
///
/// \code
/// qopt::ModelCommandLine model;
/// MyOptions mine; // cl::opt<std::string>s and ValueOptions of its own
/// category qopt::parseCommandLine(argc, argv, "what it does",
/// {&mine.category}); return qopt::runTool("tool", [&] { return run(model,
/// mine); });
/// \endcode
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_COMMANDLINE_H
#define QOPT_COMPILER_COMMANDLINE_H

#include "qopt/Compiler/Compiler.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/CommandLine.h"

namespace qopt {

/// Whether an option takes `value`; if not, that is said in one line on stderr,
/// with the values that it knows.
/// @{
bool checkValue(const llvm::cl::Option &option, llvm::StringRef value,
                const llvm::cl::generic_parser_base &known);
bool checkValue(const llvm::cl::Option &option, llvm::StringRef value,
                const llvm::cl::parser<bool> &);
bool checkValue(const llvm::cl::Option &option, llvm::StringRef value,
                const llvm::cl::parser<unsigned> &);
/// @}

/// LLVM's parser of an option's value with complaints in the tools' own form.
template <typename T>
struct ValueParser : llvm::cl::parser<T> {
  using llvm::cl::parser<T>::parser;

  /// Returns true on an error, as LLVM's parsers do.
  bool parse(llvm::cl::Option &option, llvm::StringRef name,
             llvm::StringRef value, T &result) {
    return !checkValue(option, value, *this) ||
           llvm::cl::parser<T>::parse(option, name, value, result);
  }
};

/// An option whose value is a T other than a string.
template <typename T>
using ValueOption = llvm::cl::opt<T, /*ExternalStorage=*/false, ValueParser<T>>;

/// How activations are stored.
enum class ActivationType { I8, U8 };

/// What shares one activation scale.
enum class ActivationScales {
  PerChannel,
  PerTensor,
  /// A sample, by its own range, when the program runs.
  Dynamic,
  /// Nothing: activations are floats.
  Float
};

/// The options on model, quantization and target. Its construction registers
/// them with LLVM's command line, so there is one in a process.
struct ModelCommandLine {
  ModelCommandLine();
  ModelCommandLine(const ModelCommandLine &) = delete;
  ModelCommandLine &operator=(const ModelCommandLine &) = delete;

  /// The compiler's options as given.
  CompilerOptions compilerOptions() const;

  /// The target as given.
  llvm::Expected<TargetInfo> targetInfo() const;

  /// A compiler with these options, and the model loaded. `name` is the C name
  /// of the compiled function.
  llvm::Expected<std::unique_ptr<Compiler>>
  makeCompiler(llvm::StringRef modelPath, Compiler::Note note,
               llvm::StringRef name = "model") const;

  /// An error if the options contradict each other: two of --calibrate,
  /// --statistics and --plan, or an option that a given plan overrides.
  /// `hasOtherSearch`: the tool does a search besides that of --method=auto.
  llvm::Error checkPlanOptions(bool hasOtherSearch = false) const;

  /// Whether the options ask for a plan of weights only, which needs no data.
  bool areActivationsFloat() const {
    return activations == ActivationScales::Dynamic ||
           activations == ActivationScales::Float;
  }

  /// An error that names the first option given that is about quantization.
  /// `reason` says why it cannot be, and what to do.
  llvm::Error refuseQuantizationOptions(const llvm::Twine &reason) const;

  /// The plan that --plan names or --calibrate or --statistics makes, with a
  /// progress bar. It is not written. A model that is integer already takes
  /// none of the options on quantization, and one without units needs none.
  /// `otherWay` is what else can be done without a plan: "--float to ...".
  /// `seen`, if given, is set to what the plan was made from.
  llvm::Expected<Plan>
  makePlan(Compiler &compiler, llvm::StringRef otherWay = "",
           std::optional<Observations> *seen = nullptr) const;

  /// Has the plan get back what --recover asks for, with a progress bar.
  llvm::Error recoverPlan(Compiler &compiler, Plan &made) const;

  /// What --statistics names or --calibrate sees, with a progress bar.
  llvm::Expected<Observations> makeStatistics(Compiler &compiler) const;

  llvm::cl::OptionCategory category;
  llvm::cl::opt<std::string> function;
  llvm::cl::opt<std::string> target, cpu, features;

  llvm::cl::opt<std::string> calibrate, plan;
  llvm::cl::list<std::string> statistics;
  llvm::cl::opt<std::string> method;
  llvm::cl::opt<std::string> io;
  ValueOption<Numerics> numerics;
  ValueOption<ActivationType> activation;
  ValueOption<Scheme> activationScheme;
  ValueOption<ActivationScales> activations;
  ValueOption<ActivationBits> activationBits;
  ValueOption<unsigned> weightBits;
  ValueOption<unsigned> weightGroup;
  ValueOption<Scheme> weightScheme;
  ValueOption<Granularity> weightGranularity;
  llvm::cl::list<std::string> keepFloat;
  llvm::cl::list<std::string> recover;
  llvm::cl::opt<std::string> searchLog;

private:
  /// An error if options are for calibrated activations, and there are none.
  llvm::Error checkFloatActivations() const;
  /// The options that only making a plan reads.
  llvm::SmallVector<const llvm::cl::Option *> planMakingOptions() const;
};

/// Parses the command line. Only the options of `categories` and LLVM's help
/// are shown; a bad command line ends the process with exit code 1.
void parseCommandLine(
    int argc, char **argv, llvm::StringRef overview,
    llvm::ArrayRef<const llvm::cl::OptionCategory *> categories);

/// The `Note` of a tool: one line on stderr, the same text only once.
Compiler::Note makeToolNote(llvm::StringRef tool);

/// Calls `body`; an error becomes one line on stderr, `TOOL: error: ...`, and
/// exit code 1.
int runTool(llvm::StringRef tool, llvm::function_ref<llvm::Error()> body);

} // namespace qopt

#endif // QOPT_COMPILER_COMMANDLINE_H

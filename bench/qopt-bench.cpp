//===- qopt-bench.cpp - How fast compiled networks are ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Networks are compiled in this process when their benchmark first runs.
/// README.md says what is measured and how.
///
//===----------------------------------------------------------------------===//

#include "Ceilings.h"
#include "Programs.h"
#include "Report.h"

#include "qopt/Support/Error.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <functional>
#include <optional>

using namespace llvm;
using namespace qopt;
using namespace qopt::bench;

namespace {

/// The processors on which the rows are looked for, from the newest down.
struct Level {
  StringLiteral cpu, features;
};
constexpr Level levels[] = {
    {"", ""}, // this machine
    {"icelake-server", ""},
    {"haswell", "+avxvnni"},
    {"haswell", ""},
    {"x86-64", ""},
};

/// All benchmarks, and what they share.
class Suite {
public:
  Suite(TargetInfo host, std::unique_ptr<Workspace> workspace,
        std::string qoptc)
      : host(std::move(host)), workspace(std::move(workspace)),
        qoptc(std::move(qoptc)), ceilings(this->host) {}

  void addCeilings();
  /// A network in int8 and in float; 0 asks for no share of the ceiling.
  void addNetwork(const Network &network, double leastShare = 0,
                  double leastFloatShare = 0);
  /// Every row that some level of this machine selects.
  void addRows();
  /// The compiler's time; it is to be `mostSeconds` at most.
  void addCompileTime(const Network &network, double mostSeconds,
                      int repetitions);

  /// \returns the exit code.
  int run();

private:
  void addProgram(const Entry &entry, const Network &network, bool isFloat,
                  const TargetInfo &target);
  bool addRow(const DotKernel &row, const TargetInfo &target, int64_t inputs,
              int64_t outputs);
  Error compile(const NetworkFiles &files) const;

  TargetInfo host;
  std::unique_ptr<Workspace> workspace;
  std::string qoptc;
  Ceilings ceilings;
  std::vector<Entry> entries;
};

void fail(benchmark::State &state, Error error) {
  state.SkipWithError(toString(std::move(error)).c_str());
}

void countMacs(benchmark::State &state, double macs) {
  state.counters["MAC/s"] =
      benchmark::Counter(macs, benchmark::Counter::kIsIterationInvariantRate);
}

void Suite::addCeilings() {
  constexpr long steps = 20000;
  for (const Ceiling &ceiling : ceilings.get()) {
    auto run = [this, &ceiling](benchmark::State &state) {
      ceilings.measure();
      for ([[maybe_unused]] auto _ : state)
        ceiling.run(steps);
      countMacs(state, steps * Ceiling::numChains * ceiling.macs);
    };
    benchmark::RegisterBenchmark(("ceiling/" + ceiling.name).str().c_str(), run)
        ->Unit(benchmark::kMicrosecond)
        ->UseRealTime();
  }
}

void Suite::addProgram(const Entry &entry, const Network &network, bool isFloat,
                       const TargetInfo &target) {
  entries.push_back(entry);
  auto run = [this, entry, network, isFloat, target,
              program =
                  std::shared_ptr<Program>()](benchmark::State &state) mutable {
    if (!program) {
      auto made = Program::compile(network, isFloat, target, *workspace);
      if (!made)
        return fail(state, made.takeError());
      program = std::move(*made);
    }
    ceilings.measure();
    while (state.KeepRunningBatch(program->callsPerBatch()))
      for (int64_t i = 0; i < program->callsPerBatch(); ++i)
        program->call();
    countMacs(state, entry.macs);
  };
  benchmark::RegisterBenchmark(entry.name.c_str(), run)
      ->Unit(benchmark::kMicrosecond)
      ->UseRealTime();
}

void Suite::addNetwork(const Network &network, double leastShare,
                       double leastFloatShare) {
  // The widest row serves all layers, even where one of few outputs takes
  // another.
  constexpr int64_t wide = 512;
  for (bool isFloat : {false, true}) {
    Entry entry{network.name + (isFloat ? "/f32" : "/int8"), network.macs()};
    entry.ceiling = ceilings.find(selectDotKernel(
        host, isFloat ? DotInput::Floats : DotInput::Bytes, wide, {}));
    entry.leastShare = isFloat ? leastFloatShare : leastShare;
    if (!isFloat)
      entry.floatName = network.name + "/f32";
    addProgram(entry, network, isFloat, host);
  }
}

/// Adds the row if the target selects it for a layer of this shape.
bool Suite::addRow(const DotKernel &row, const TargetInfo &target,
                   int64_t inputs, int64_t outputs) {
  bool smallPairs = row.admits != nullptr;
  WeightFacts facts;
  facts.pairsFit16 = smallPairs;
  if (&selectDotKernel(target,
                       row.isFloat() ? DotInput::Floats : DotInput::Bytes,
                       outputs, facts) != &row)
    return false;
  Network network = makeDense(64, inputs, outputs);
  std::string name = "row/" + row.name.str() + "/" + network.name;
  if (smallPairs) {
    network.smallPairs = true;
    network.name += "_small_pairs";
  }
  addProgram({name, network.macs(), ceilings.find(row)}, network, row.isFloat(),
             target);
  return true;
}

void Suite::addRows() {
  std::vector<TargetInfo> targets;
  for (const Level &level : levels) {
    auto target = TargetInfo::create("host", level.cpu, level.features);
    // Of another architecture.
    if (!target)
      consumeError(target.takeError());
    else if (target->runsOnHost())
      targets.push_back(std::move(*target));
  }
  for (const DotKernel &row : getDotKernels()) {
    // Some rows are for layers that are as narrow as they are; of many inputs,
    // such layers would be reduced along them with a wide row.
    const std::pair<int64_t, int64_t> shapes[] = {{512, 512}, {128, row.lanes}};
    for (auto [inputs, outputs] : shapes)
      if (llvm::any_of(targets, [&, inputs = inputs,
                                 outputs = outputs](const TargetInfo &target) {
            return addRow(row, target, inputs, outputs);
          }))
        break;
  }
}

/// What qoptc does with a plan, as a process of its own where the tool is
/// known.
Error Suite::compile(const NetworkFiles &files) const {
  if (qoptc.empty()) {
    auto compiler = makeCompiler(files.model, host);
    if (!compiler)
      return compiler.takeError();
    auto plan = Plan::read(files.plan);
    if (!plan)
      return plan.takeError();
    auto module = (*compiler)->quantize(*plan);
    if (!module)
      return module.takeError();
    return (*compiler)->makeExecutable(std::move(*module)).takeError();
  }
  std::string object = workspace->path("compiled.o");
  std::string planOption = "--plan=" + files.plan;
  std::string log = workspace->path("qoptc.log");
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(log),
                                          StringRef(log)};
  std::string message;
  int code = sys::ExecuteAndWait(
      qoptc,
      {qoptc, files.model, planOption, "--io=u8", "--quiet", "-o", object},
      std::nullopt, redirects, 0, 0, &message);
  if (code == 0)
    return Error::success();
  auto output = MemoryBuffer::getFile(log);
  return makeError(qoptc + " failed: " + message +
                   (output ? (*output)->getBuffer() : ""));
}

void Suite::addCompileTime(const Network &network, double mostSeconds,
                           int repetitions) {
  Entry entry{"compile/" + network.name};
  entry.mostSeconds = mostSeconds;
  entries.push_back(entry);
  auto run = [this, network](benchmark::State &state) {
    auto files = writeNetwork(network, *workspace);
    if (!files)
      return fail(state, files.takeError());
    for ([[maybe_unused]] auto _ : state)
      if (Error error = compile(*files))
        return fail(state, std::move(error));
  };
  benchmark::RegisterBenchmark(entry.name.c_str(), run)
      ->Unit(benchmark::kMillisecond)
      ->Repetitions(repetitions)
      ->UseRealTime();
}

int Suite::run() {
  BestReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  if (reporter.hasResults()) {
    outs() << "\n";
    printTable(outs(), entries, reporter);
  }
  return reporter.hasFailures();
}

/// qoptc of the same build tree, or nothing.
std::string findQoptc(const char *argv0) {
  std::string self =
      sys::fs::getMainExecutable(argv0, reinterpret_cast<void *>(&findQoptc));
  SmallString<128> path = sys::path::parent_path(sys::path::parent_path(self));
  sys::path::append(path, "tools", "qoptc", "qoptc");
  return sys::fs::can_execute(path) ? path.str().str() : "";
}

/// Writes the models and plans of the networks whose names are listed, split by
/// commas, into a folder.
Error writeNetworks(StringRef folder, StringRef names) {
  if (std::error_code error = sys::fs::create_directories(folder))
    return makeError("cannot make the folder " + folder + ": " +
                     error.message());
  Workspace workspace(folder);
  const Network networks[] = {
      makeAutoencoder(1),        makeAutoencoder(16),
      makeDense(1, 1024, 1024),  makeDense(64, 512, 512),
      makeConv(56, 64, 64, 3),   makeConv(56, 256, 64, 1),
      makeDepthwise(112, 96, 3), makeMobileNetV2()};
  SmallVector<StringRef> list;
  names.split(list, ',', -1, /*KeepEmpty=*/false);
  for (StringRef name : list) {
    const Network *network = llvm::find_if(
        networks, [&](const Network &known) { return known.name == name; });
    if (network == std::end(networks))
      return makeError("no network is named " + name);
    auto files = writeNetwork(*network, workspace);
    if (!files)
      return files.takeError();
  }
  return Error::success();
}

/// Makes all benchmarks and runs those that Google Benchmark's options choose.
Expected<int> runSuite(std::string qoptc, bool isQuick) {
  auto host = TargetInfo::create();
  if (!host)
    return host.takeError();
  auto workspace = Workspace::create();
  if (!workspace)
    return workspace.takeError();
  Suite suite(std::move(*host), std::move(*workspace), std::move(qoptc));
  suite.addCeilings();
  suite.addNetwork(makeDense(512, 512, 512), 0.85, 0.6);
  suite.addNetwork(makeDense(1024, 1024, 1024), 0.9, 0.6);
  suite.addNetwork(makeDense(64, 512, 512));
  suite.addNetwork(makeDense(8, 512, 512));
  suite.addNetwork(makeDense(1, 1024, 1024));
  suite.addNetwork(makeAutoencoder(1));
  suite.addNetwork(makeAutoencoder(16));
  suite.addNetwork(makeConv(56, 64, 64, 3), 0.9);
  suite.addNetwork(makeConv(56, 256, 64, 1), 0.85);
  suite.addNetwork(makeConv(14, 256, 256, 3), 0.85);
  suite.addNetwork(makeDepthwise(112, 96, 3));
  suite.addNetwork(makeMobileNetV2());
  suite.addNetwork(makeResNet50());
  suite.addRows();
  suite.addCompileTime(makeAutoencoder(1), 1, isQuick ? 1 : 5);
  suite.addCompileTime(makeMobileNetV2(), 5, isQuick ? 1 : 3);
  suite.addCompileTime(makeResNet50(), 15, 1);
  return suite.run();
}

} // namespace

int main(int argc, char **argv) {
  // Options of Google Benchmark that come later win.
  std::vector<std::string> arguments = {
      argv[0],
      "--benchmark_enable_random_interleaving=true",
      "--benchmark_repetitions=25",
      "--benchmark_min_time=0.0001",
  };
  std::string qoptc = findQoptc(argv[0]);
  bool isQuick = false;
  std::string folder, networks;
  for (int i = 1; i < argc; ++i) {
    StringRef argument = argv[i];
    if (argument == "--quick") {
      isQuick = true;
      arguments.push_back("--benchmark_repetitions=1");
    } else if (argument.consume_front("--qoptc=")) {
      qoptc = argument.str();
    } else if (argument.consume_front("--write=")) {
      folder = argument.str();
    } else if (argument.consume_front("--networks=")) {
      networks = argument.str();
    } else {
      arguments.push_back(argument.str());
    }
  }
  std::vector<char *> pointers;
  pointers.reserve(arguments.size());
  for (std::string &argument : arguments)
    pointers.push_back(argument.data());
  int count = int(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data()))
    return 1;
  if (!folder.empty()) {
    Error error = writeNetworks(folder, networks);
    if (!error)
      return 0;
    errs() << "qopt-bench: error: " << toString(std::move(error)) << "\n";
    return 1;
  }
  auto code = runSuite(std::move(qoptc), isQuick);
  if (!code) {
    errs() << "qopt-bench: error: " << toString(code.takeError()) << "\n";
    return 1;
  }
  return *code;
}

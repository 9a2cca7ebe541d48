//===- Programs.cpp - Networks compiled into this process -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Programs.h"

#include "NetworkWriter.h"

#include "qopt/Support/Error.h"
#include "qopt/Support/Npy.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>

using namespace llvm;

namespace qopt::bench {

/// Few samples do where each has many values.
static int64_t numSamples(int64_t valuesPerSample) {
  constexpr int64_t fewest = 4, most = 256, values = 1 << 20;
  return std::clamp(values / valuesPerSample, fewest, most);
}

Expected<std::unique_ptr<Workspace>> Workspace::create() {
  auto workspace = std::make_unique<Workspace>("");
  workspace->isTemporary = true;
  if (std::error_code error =
          sys::fs::createUniqueDirectory("qopt-bench", workspace->directory))
    return makeError("no temporary folder: " + error.message());
  return workspace;
}

Workspace::~Workspace() {
  if (isTemporary && !directory.empty())
    (void)sys::fs::remove_directories(directory);
}

std::string Workspace::path(const Twine &file) const {
  SmallString<128> path(directory);
  sys::path::append(path, file);
  return path.str().str();
}

/// Values from a standard normal distribution clipped to [-4, 4].
static void fillNormal(MutableArrayRef<float> values, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  for (float &value : values)
    value = std::clamp(normal(random), -4.0f, 4.0f);
}

Expected<std::unique_ptr<Compiler>> makeCompiler(StringRef model,
                                                 TargetInfo target) {
  CompilerOptions options;
  options.plan.io = "u8";
  auto compiler = std::make_unique<Compiler>(
      std::move(options), std::move(target), [](const Twine &) {});
  if (Error error = compiler->load(model))
    return std::move(error);
  return compiler;
}

static Error makePlan(const Network &network, const NetworkFiles &files,
                      const std::string &data) {
  // A row of the input is a sample.
  SmallVector<int64_t> shape(network.inputShape);
  shape[0] = numSamples(std::accumulate(shape.begin() + 1, shape.end(),
                                        int64_t(1), std::multiplies<>()));
  HostTensor samples = HostTensor::zeros("inputs", ElementType::F32, shape);
  fillNormal(samples.as<float>(), 1);
  if (Error error = saveNpy(data, samples))
    return error;
  auto host = TargetInfo::create();
  if (!host)
    return host.takeError();
  auto compiler = makeCompiler(files.model, std::move(*host));
  if (!compiler)
    return compiler.takeError();
  auto silent = [](int64_t, int64_t) {};
  auto statistics = (*compiler)->observe(data, silent);
  if (!statistics)
    return statistics.takeError();
  auto plan = (*compiler)->makePlan(statistics->all);
  if (!plan)
    return plan.takeError();
  return plan->write(files.plan);
}

Expected<NetworkFiles> writeNetwork(const Network &network,
                                    const Workspace &workspace) {
  NetworkFiles files{workspace.path(network.name + ".mlirbc"),
                     workspace.path(network.name + ".plan.json")};
  if (!sys::fs::exists(files.model))
    if (Error error = writeModel(network, files.model))
      return std::move(error);
  if (!sys::fs::exists(files.plan))
    if (Error error =
            makePlan(network, files, workspace.path(network.name + ".npy")))
      return std::move(error);
  return files;
}

Program::Program(std::unique_ptr<Executable> code, int64_t rows)
    : executable(std::move(code)), rows(rows) {
  const Signature &signature = executable->getSignature();
  for (const InterfaceTensor &input : signature.inputs) {
    HostTensor tensor =
        HostTensor::zeros(input.name, input.type, input.shapeFor(rows));
    if (input.type == ElementType::F32) {
      fillNormal(tensor.as<float>(), 2);
    } else {
      std::mt19937 random(2);
      for (char &byte : tensor.data)
        byte = char(random());
    }
    tensors.push_back(std::move(tensor));
  }
  for (const InterfaceTensor &output : signature.outputs)
    tensors.push_back(
        HostTensor::zeros(output.name, output.type, output.shapeFor(rows)));
  for (HostTensor &tensor : tensors)
    buffers.push_back(tensor.data.data());

  using Clock = std::chrono::steady_clock;
  constexpr int trials = 5;
  Clock::duration best = Clock::duration::max();
  for (int trial = 0; trial < trials; ++trial) {
    auto start = Clock::now();
    call();
    best = std::min(best, Clock::now() - start);
  }
  batch += std::chrono::microseconds(1500) / best;
}

Expected<std::unique_ptr<Program>> Program::compile(const Network &network,
                                                    bool isFloat,
                                                    const TargetInfo &target,
                                                    const Workspace &space) {
  auto files = writeNetwork(network, space);
  if (!files)
    return files.takeError();
  auto compiler = makeCompiler(files->model, target);
  if (!compiler)
    return compiler.takeError();
  mlir::OwningOpRef<mlir::ModuleOp> module = (*compiler)->cloneFloatModule();
  if (!isFloat) {
    auto plan = Plan::read(files->plan);
    if (!plan)
      return plan.takeError();
    auto quantized = (*compiler)->quantize(*plan);
    if (!quantized)
      return quantized.takeError();
    module = std::move(*quantized);
  }
  auto executable = (*compiler)->makeExecutable(std::move(module));
  if (!executable)
    return executable.takeError();
  return std::unique_ptr<Program>(
      new Program(std::move(*executable), network.inputShape.front()));
}

} // namespace qopt::bench

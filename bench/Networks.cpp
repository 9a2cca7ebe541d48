//===- Networks.cpp - Dense networks with synthetic weights -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The text is in the form of test/Models/synthetic.py, which is torch-mlir's,
/// and the distributions of weights and data are the same.
///
//===----------------------------------------------------------------------===//

#include "Networks.h"

#include "qopt/Support/Error.h"
#include "qopt/Support/Npy.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

using namespace llvm;

namespace qopt::bench {

static constexpr int64_t numSamples = 256;

double Network::macs() const {
  double sum = 0;
  for (size_t i = 0; i + 1 < widths.size(); ++i)
    sum += double(widths[i]) * double(widths[i + 1]);
  return sum * double(batch);
}

Network makeDense(int64_t batch, int64_t inputs, int64_t outputs) {
  return {formatv("dense_{0}x{1}x{2}", batch, inputs, outputs).str(),
          batch,
          {inputs, outputs}};
}

Network makeAutoencoder(int64_t batch) {
  return {formatv("autoencoder_b{0}", batch).str(),
          batch,
          {640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640},
          /*lastRelu=*/false};
}

Expected<std::unique_ptr<Workspace>> Workspace::create() {
  auto workspace = std::make_unique<Workspace>();
  if (std::error_code error =
          sys::fs::createUniqueDirectory("qopt-bench", workspace->directory))
    return makeError("no temporary folder: " + error.message());
  return workspace;
}

Workspace::~Workspace() {
  if (!directory.empty())
    (void)sys::fs::remove_directories(directory);
}

std::string Workspace::path(const Twine &file) const {
  SmallString<128> path(directory);
  sys::path::append(path, file);
  return path.str().str();
}

/// A dialect resource: the alignment as an i32, then the data.
static std::string blob(ArrayRef<float> values) {
  StringRef bytes(reinterpret_cast<const char *>(values.data()),
                  values.size() * sizeof(float));
  return "\"0x04000000" + toHex(bytes) + "\"";
}

static std::vector<float> makeWeights(std::mt19937 &random, int64_t inputs,
                                      int64_t outputs, bool smallPairs) {
  float deviation = std::sqrt(2.0f / float(inputs));
  std::normal_distribution<float> normal(0, deviation);
  std::vector<float> weights(inputs * outputs);
  for (float &weight : weights)
    weight = normal(random);
  if (!smallPairs)
    return weights;
  // The first weight of every output sets the scale, its neighbour is zero, and
  // the others are less than half of it.
  for (float &weight : weights)
    weight = std::clamp(weight, -1.9f * deviation, 1.9f * deviation);
  std::fill_n(weights.begin(), outputs, 4 * deviation);
  if (inputs > 1)
    std::fill_n(weights.begin() + outputs, outputs, 0.0f);
  return weights;
}

/// Writes the function line by line.
static void writeText(raw_ostream &os, const Network &network) {
  std::mt19937 random(0);
  std::normal_distribution<float> biasNormal(0, 0.05f);
  int64_t batch = network.batch;
  std::string resources;
  auto constant = [&](StringRef name, ArrayRef<float> values, StringRef type) {
    resources += formatv("{0}      {1}: {2}", resources.empty() ? "" : ",\n",
                         name, blob(values));
    os << formatv("    %{0} = \"tosa.const\"() <{{values = "
                  "dense_resource<{0}> : {1}}> : () -> {1}\n",
                  name, type);
  };
  auto reshape = [&](StringRef name, StringRef value, StringRef from,
                     StringRef to, ArrayRef<int64_t> shape) {
    os << formatv("    {0}_shape = tosa.const_shape  {{values = dense<[{1}]> : "
                  "tensor<{2}xindex>} : () -> !tosa.shape<{2}>\n",
                  name, llvm::make_range(shape.begin(), shape.end()),
                  shape.size())
       << formatv("    {0} = tosa.reshape {1}, {0}_shape : ({2}, "
                  "!tosa.shape<{4}>) -> {3}\n",
                  name, value, from, to, shape.size());
  };
  auto matrix = [](int64_t rows, int64_t columns) {
    return formatv("tensor<{0}x{1}xf32>", rows, columns).str();
  };
  auto cube = [](int64_t rows, int64_t columns) {
    return formatv("tensor<1x{0}x{1}xf32>", rows, columns).str();
  };

  os << formatv("module {{\n  func.func @main(%arg0: {0}) -> {1} {{\n",
                matrix(batch, network.widths.front()),
                matrix(batch, network.widths.back()))
     << "    %zero_point = \"tosa.const\"() <{values = dense<0.0> : "
        "tensor<1xf32>}> : () -> tensor<1xf32>\n";
  std::string value = "%arg0";
  size_t layers = network.widths.size() - 1;
  for (size_t i = 0; i < layers; ++i) {
    int64_t inputs = network.widths[i], outputs = network.widths[i + 1];
    std::vector<float> biases(outputs);
    for (float &bias : biases)
      bias = biasNormal(random);
    constant(formatv("weights_{0}", i).str(),
             makeWeights(random, inputs, outputs, network.smallPairs),
             cube(inputs, outputs));
    constant(formatv("biases_{0}", i).str(), biases, matrix(1, outputs));
    reshape(formatv("%input_{0}", i).str(), value, matrix(batch, inputs),
            cube(batch, inputs), {1, batch, inputs});
    os << formatv("    %matmul_{0} = tosa.matmul %input_{0}, %weights_{0}, "
                  "%zero_point, %zero_point : ({1}, {2}, tensor<1xf32>, "
                  "tensor<1xf32>) -> {3}\n",
                  i, cube(batch, inputs), cube(inputs, outputs),
                  cube(batch, outputs));
    reshape(formatv("%product_{0}", i).str(), formatv("%matmul_{0}", i).str(),
            cube(batch, outputs), matrix(batch, outputs), {batch, outputs});
    os << formatv("    %sum_{0} = tosa.add %product_{0}, %biases_{0} : ({1}, "
                  "{2}) -> {1}\n",
                  i, matrix(batch, outputs), matrix(1, outputs));
    value = formatv("%sum_{0}", i).str();
    if (i + 1 == layers && !network.lastRelu)
      break;
    os << formatv("    %relu_{0} = tosa.clamp %sum_{0} {{max_val = "
                  "3.40282347E+38 : f32, min_val = 0.0 : f32} : ({1}) -> {1}\n",
                  i, matrix(batch, outputs));
    value = formatv("%relu_{0}", i).str();
  }
  os << formatv("    return {0} : {1}\n  }\n}\n\n", value,
                matrix(batch, network.widths.back()))
     << "{-#\n  dialect_resources: {\n    builtin: {\n"
     << resources << "    }\n  }\n#-}\n";
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
  options.io = "u8";
  auto compiler = std::make_unique<Compiler>(
      std::move(options), std::move(target), [](const Twine &) {});
  if (Error error = compiler->load(model))
    return std::move(error);
  return compiler;
}

static Error makePlan(const Network &network, const NetworkFiles &files,
                      const std::string &data) {
  HostTensor samples = HostTensor::zeros("inputs", ElementType::F32,
                                         {numSamples, network.widths.front()});
  fillNormal(samples.as<float>(), 1);
  if (Error error = saveNpy(data, samples))
    return error;
  auto host = TargetInfo::create();
  if (!host)
    return host.takeError();
  auto compiler = makeCompiler(files.model, std::move(*host));
  if (!compiler)
    return compiler.takeError();
  auto plan = (*compiler)->calibrate(data, [](int64_t, int64_t) {});
  if (!plan)
    return plan.takeError();
  return plan->write(files.plan);
}

Expected<NetworkFiles> writeNetwork(const Network &network,
                                    const Workspace &workspace) {
  NetworkFiles files{workspace.path(network.name + ".mlir"),
                     workspace.path(network.name + ".plan.json")};
  if (!sys::fs::exists(files.model)) {
    std::error_code code;
    raw_fd_ostream os(files.model, code);
    if (!code)
      writeText(os, network);
    os.close();
    if (code || os.has_error())
      return makeError(files.model + ": " +
                       (code ? code : os.error()).message());
  }
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
      new Program(std::move(*executable), network.batch));
}

} // namespace qopt::bench

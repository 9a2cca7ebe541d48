//===- Benchmark.cpp - The latency of a call --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"

#include "qopt/Import/DenseUnit.h"
#include "qopt/Metrics/Latency.h"
#include "qopt/Support/Error.h"

#include "llvm/Support/Format.h"

using namespace llvm;

namespace qopt {

/// Values for an input that no data was given for: floats in [-1, 1), integers
/// of any bits.
static HostTensor makeRandom(const InterfaceTensor &input, int64_t rows) {
  HostTensor tensor =
      HostTensor::zeros(input.name, input.type, input.shapeFor(rows));
  // The same values in every run.
  uint32_t state = 1;
  auto next = [&] {
    state = state * 1664525 + 1013904223;
    return state >> 8;
  };
  if (input.type == ElementType::F32) {
    for (float &x : tensor.as<float>())
      x = float(next()) / float(1 << 23) - 1;
    return tensor;
  }
  for (char &byte : tensor.data)
    byte = char(next() >> 16);
  return tensor;
}

namespace {

/// A compiled model with everything that a call needs. The buffers point into
/// the tensors, so it stays where it is.
struct TimedModel {
  TimedModel(Executable &executable, int64_t rows)
      : executable(executable), rows(rows) {}
  TimedModel(const TimedModel &) = delete;
  TimedModel &operator=(const TimedModel &) = delete;

  Executable &executable;
  int64_t rows;
  std::vector<HostTensor> inputs, outputs;
  SmallVector<void *> buffers;
};

} // namespace

/// The buffers of one call; its inputs are the first samples of --inputs.
static Expected<std::unique_ptr<TimedModel>>
prepare(ModelRunner &runner, const RunOptions &options,
        const Signature &storedAs) {
  auto model = std::make_unique<TimedModel>(
      static_cast<CompiledRunner &>(runner).getExecutable(), options.rows);
  const Signature &signature = runner.getSignature();
  if (options.inputs.empty()) {
    for (const InterfaceTensor &input : signature.inputs)
      model->inputs.push_back(makeRandom(input, model->rows));
  } else {
    auto feed = DataFeed::open(options.inputs, signature, &storedAs);
    if (!feed)
      return feed.takeError();
    auto count = feed->read(0, options.rows, model->inputs);
    if (!count)
      return count.takeError();
    // A dynamic batch takes no more rows than there are samples.
    if (signature.hasDynamicBatch)
      model->rows = *count;
  }
  if (Error error = model->executable.run(model->inputs, model->outputs))
    return std::move(error);
  for (HostTensor &tensor : model->inputs)
    model->buffers.push_back(tensor.data.data());
  for (HostTensor &tensor : model->outputs)
    model->buffers.push_back(tensor.data.data());
  return model;
}

/// The multiplications of a sum of products that was imported as integers, for
/// each element of its result.
static int64_t countProducts(mlir::Operation *op) {
  if (auto dense = mlir::dyn_cast<mlir::qnn::DenseOp>(op))
    return dense.getWeight().getType().getDimSize(1);
  if (auto conv = mlir::dyn_cast<mlir::qnn::Conv2DOp>(op)) {
    auto type = conv.getWeight().getType();
    return type.getNumElements() / type.getDimSize(0);
  }
  if (auto matmul = mlir::dyn_cast<mlir::qnn::MatMulOp>(op))
    return matmul.getLhs().getType().getDimSize(2);
  return 0;
}

/// The multiplications of all dense layers in one call, and of what was
/// imported as integers.
static int64_t countMultiplications(mlir::ModuleOp module, int64_t rows) {
  int64_t total = 0;
  auto add = [&](mlir::Operation *op, int64_t count) {
    auto type = mlir::cast<mlir::ShapedType>(op->getResult(0).getType());
    for (int64_t dim : type.getShape())
      count *= mlir::ShapedType::isDynamic(dim) ? rows : dim;
    total += count;
  };
  module.walk([&](mlir::Operation *op) {
    auto unit = mlir::dyn_cast<mlir::qnn::UnitOp>(op);
    auto dense = unit ? matchDenseUnit(unit)
                      : mlir::FailureOr<DenseUnit>(mlir::failure());
    if (mlir::succeeded(dense))
      add(op, dense->k);
    else if (int64_t products = countProducts(op))
      add(op, products);
  });
  return total;
}

/// "12.3 us"
static std::string formatTime(double seconds) {
  std::string text;
  raw_string_ostream os(text);
  if (seconds < 1e-6)
    os << format("%.1f ns", seconds * 1e9);
  else if (seconds < 1e-3)
    os << format("%.2f us", seconds * 1e6);
  else
    os << format("%.2f ms", seconds * 1e3);
  return text;
}

static void printLatency(StringRef form, const Latency &latency,
                         int64_t multiplications) {
  outs() << "latency  " << form << " median " << formatTime(latency.median)
         << ", min " << formatTime(latency.minimum);
  if (multiplications)
    outs() << format(", %.1f GMAC/s", multiplications / latency.median * 1e-9);
  outs() << "\n";
}

Error benchmark(const RunOptions &options, const Models &models,
                Compiler &compiler) {
  std::vector<std::unique_ptr<TimedModel>> timed;
  for (ModelRunner *runner : {models.reference.get(), models.quantized.get()}) {
    // The interpreter is not timed.
    if (!runner || (models.isInteger && runner == models.reference.get()))
      continue;
    auto model = prepare(*runner, options, models.main().getSignature());
    if (!model)
      return model.takeError();
    timed.push_back(std::move(*model));
  }
  std::vector<std::function<void()>> calls;
  calls.reserve(timed.size());
  for (auto &model : timed)
    calls.push_back(
        [&] { model->executable.call(model->rows, model->buffers); });
  std::vector<Latency> latencies = measureLatencies(calls);

  int64_t rows = timed.front()->rows;
  int64_t multiplications =
      countMultiplications(compiler.getFloatModule(), rows);
  const Signature &signature = models.main().getSignature();
  outs() << "one call: ";
  for (auto [i, input] : llvm::enumerate(signature.inputs))
    outs() << (i ? ", " : "") << input.name << " "
           << formatShape(input.shapeFor(rows));
  outs() << "; " << latencies.front().measurements
         << " measurements of each, in turns; "
         << compiler.getTarget().getTriple().str() << ", "
         << compiler.getTarget().getCPU() << "\n";
  if (!models.isInteger)
    printLatency("float", latencies.front(), multiplications);
  if (models.quantized)
    printLatency("int8 ", latencies.back(), multiplications);
  if (models.quantized && !models.isInteger) {
    outs() << format("int8 is %.2f times as fast as float\n",
                     latencies.front().median / latencies.back().median);
  }
  return Error::success();
}

} // namespace qopt

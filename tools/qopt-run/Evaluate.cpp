//===- Evaluate.cpp - Outputs, comparison and accuracy ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"

#include "qopt/Compiler/ProgressBar.h"
#include "qopt/Metrics/Classes.h"
#include "qopt/Metrics/Fidelity.h"
#include "qopt/Support/Error.h"
#include "qopt/Support/Npy.h"

#include "llvm/Support/Format.h"

using namespace llvm;

namespace qopt {

namespace {

/// What one form of the model computed.
struct Results {
  const Signature *signature = nullptr;
  std::vector<HostTensor> outputs;

  std::vector<float> realValues(size_t output) const {
    return getRealValues(outputs[output], signature->outputs[output]);
  }
};

} // namespace

/// The values of an output over all samples that say one class: its last
/// dimension, if it has one beside the samples.
static int64_t countClasses(ArrayRef<int64_t> shape) {
  return shape.size() < 2 ? 1 : shape.back();
}

/// The labels of --labels, one for each prediction of the first output.
static Expected<std::vector<int64_t>> readLabels(const RunOptions &options,
                                                 const Signature &signature,
                                                 const DataFeed &feed) {
  if (signature.outputs.empty())
    return makeError("the model has no output to be compared with --labels");
  const InterfaceTensor &output = signature.outputs.front();
  auto shape = shapeOverSamples(output, feed, options.rows);
  if (!shape)
    return shape.takeError();
  int64_t classes = countClasses(*shape);
  if (classes == 0)
    return makeError("output '" + output.name + "' of shape " +
                     formatShape(*shape) +
                     " has no values to be compared with --labels");
  int64_t predictions =
      *checkedNumElements(*shape, getElementSize(output.type)) / classes;
  return loadLabels(options.labels, predictions, classes);
}

static Error checkOutputPath(StringRef path, const Signature &signature) {
  if (path.ends_with(".npy") && signature.outputs.size() != 1)
    return makeError(
        path + ": a .npy file holds one array, but the model has " +
        Twine(signature.outputs.size()) + " outputs; give a .npz path");
  return Error::success();
}

static Error writeOutputs(StringRef path, ArrayRef<HostTensor> outputs) {
  if (path.ends_with(".npy"))
    return saveNpy(path, outputs.front());
  return saveNpz(path, outputs);
}

static Expected<Results> runModel(ModelRunner &runner, DataFeed &feed,
                                  const RunOptions &options) {
  ProgressBar bar("running");
  auto outputs = runSamples(runner, feed, options.rows, bar);
  if (!outputs)
    return outputs.takeError();
  return Results{&runner.getSignature(), std::move(*outputs)};
}

/// "0.9720 (486 of 500)"
static std::string describe(Share share) {
  std::string text;
  raw_string_ostream(text) << format("%.4f", share.fraction()) << " ("
                           << share.count << " of " << share.total << ")";
  return text;
}

/// Whether the values of one output say classes: several each, or one that is
/// a probability.
static bool areClasses(ArrayRef<float> values, int64_t classes) {
  return classes > 1 ||
         llvm::all_of(values, [](float x) { return x >= 0 && x <= 1; });
}

static void printComparison(const Results &reference, const Results &results) {
  size_t width = 6;
  for (const HostTensor &output : results.outputs)
    width = std::max(width, output.name.size());
  outs() << left_justify("output", width)
         << "  SQNR dB    cosine  max |diff|  agreement with float\n";
  for (auto [i, output] : llvm::enumerate(results.outputs)) {
    std::vector<float> wanted = reference.realValues(i),
                       got = results.realValues(i);
    Fidelity fidelity;
    fidelity.update(wanted, got);
    outs() << left_justify(output.name, width)
           << format("  %7.2f  %8.6f  %10.4g  ", fidelity.sqnr(),
                     fidelity.cosine(), fidelity.maxDifference());
    int64_t classes = countClasses(output.shape);
    if (areClasses(wanted, classes))
      outs() << describe(countEqual(predictClasses(wanted, classes),
                                    predictClasses(got, classes)));
    else
      outs() << "-";
    outs() << "\n";
  }
}

/// For a model that is integer already: the elements that differ from the
/// interpreter's.
static void printDifferences(const Results &reference, const Results &results) {
  size_t width = 6;
  for (const HostTensor &output : results.outputs)
    width = std::max(width, output.name.size());
  outs() << left_justify("output", width)
         << "  elements  different from the interpreter\n";
  for (auto [wanted, got] :
       llvm::zip_equal(reference.outputs, results.outputs)) {
    size_t size = getElementSize(got.type), different = 0;
    for (size_t i = 0; i < got.data.size(); i += size)
      different +=
          !std::equal(&got.data[i], &got.data[i] + size, &wanted.data[i]);
    outs() << left_justify(got.name, width)
           << format("  %8zu  %zu\n", got.data.size() / size, different);
  }
}

static void printAccuracy(StringRef form, const Results &results,
                          ArrayRef<int64_t> labels) {
  std::vector<int64_t> predictions = predictClasses(
      results.realValues(0), countClasses(results.outputs.front().shape));
  outs() << "accuracy " << form << " "
         << describe(countEqual(predictions, labels)) << "\n";
}

Error evaluate(const RunOptions &options, const Models &models,
               const Compiler::Note &note) {
  const Signature &signature = models.main().getSignature();
  if (Error error = checkOutputPath(options.outputs, signature))
    return error;
  auto feed = DataFeed::open(options.inputs, signature);
  if (!feed)
    return feed.takeError();
  if (feed->quantizes())
    note(options.inputs + ": floats are quantized for the model's " +
         getElementTypeName(signature.inputs.front().type) + " inputs");
  std::vector<int64_t> labels;
  if (!options.labels.empty()) {
    auto loaded = readLabels(options, signature, *feed);
    if (!loaded)
      return loaded.takeError();
    labels = std::move(*loaded);
  }

  auto results = runModel(models.main(), *feed, options);
  if (!results)
    return results.takeError();

  std::optional<Results> reference;
  if (options.compare) {
    auto floatFeed = DataFeed::open(
        options.inputs, models.reference->getSignature(), &signature);
    if (!floatFeed)
      return floatFeed.takeError();
    auto run = runModel(*models.reference, *floatFeed, options);
    if (!run)
      return run.takeError();
    reference = std::move(*run);
  }

  if (!options.outputs.empty())
    if (Error error = writeOutputs(options.outputs, results->outputs))
      return error;
  outs() << feed->numSamples() << " samples, "
         << feed->rowsPerCall(options.rows) << " a call\n";
  if (reference && models.isInteger)
    printDifferences(*reference, *results);
  else if (reference)
    printComparison(*reference, *results);
  if (!labels.empty()) {
    if (reference && !models.isInteger)
      printAccuracy("float", *reference, labels);
    printAccuracy(models.quantized ? "int8 " : "float", *results, labels);
  }
  return Error::success();
}

} // namespace qopt

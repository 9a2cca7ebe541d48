//===- ModelRunner.cpp - Runs a model over data -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/ModelRunner.h"

#include "qopt/Reference/Arithmetic.h"
#include "qopt/Reference/Interpreter.h"
#include "qopt/Support/Error.h"

using namespace mlir;

namespace qopt {

ModelRunner::~ModelRunner() = default;

llvm::Expected<std::unique_ptr<ModelRunner>>
ReferenceRunner::create(OwningOpRef<ModuleOp> module) {
  auto runner = std::make_unique<ReferenceRunner>();
  for (auto function : module->getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal() && !runner->entry)
      runner->entry = function;
  if (!runner->entry)
    return makeError("the module has no function to run");
  auto signature = readSignature(runner->entry);
  if (!signature)
    return signature.takeError();
  runner->signature = std::move(*signature);
  runner->states = runner->signature.states;
  runner->module = std::move(module);
  return runner;
}

llvm::Error ReferenceRunner::run(llvm::ArrayRef<HostTensor> inputs,
                                 std::vector<HostTensor> &outputs) {
  std::vector<HostTensor> arguments(inputs.begin(), inputs.end());
  arguments.insert(arguments.end(), states.begin(), states.end());
  auto results = interpret(entry, arguments);
  if (!results)
    return results.takeError();
  outputs = std::move(*results);
  // The results that are state come last, in the order of the arguments.
  auto firstState = outputs.end() - states.size();
  std::move(firstState, outputs.end(), states.begin());
  outputs.erase(firstState, outputs.end());
  return llvm::Error::success();
}

/// The shape of one sample of an output: of a row where the samples are the
/// rows of the inputs, else of the whole output.
static llvm::Expected<llvm::ArrayRef<int64_t>>
sampleShape(const InterfaceTensor &output, const DataFeed &feed, int64_t rows) {
  llvm::ArrayRef<int64_t> shape(output.shape);
  bool hasRows =
      !shape.empty() && (shape.front() == -1 || shape.front() == rows);
  if (hasRows && !feed.hasWholeInputs())
    return shape.drop_front();
  if (rows == 1)
    return shape;
  return makeError("output '" + output.name + "' of shape " +
                   formatShape(shape) + " has no row for each of the " +
                   llvm::Twine(rows) +
                   " samples of a call; give whole inputs: [samples, model "
                   "shape...]");
}

llvm::Expected<llvm::SmallVector<int64_t>>
shapeOverSamples(const InterfaceTensor &output, const DataFeed &feed,
                 int64_t dynamicRows) {
  auto sample = sampleShape(output, feed, feed.rowsPerCall(dynamicRows));
  if (!sample)
    return sample.takeError();
  llvm::SmallVector<int64_t> shape{feed.numSamples()};
  llvm::append_range(shape, *sample);
  if (!checkedNumElements(shape, getElementSize(output.type)))
    return makeError("output '" + output.name + "' is too large for " +
                     llvm::Twine(feed.numSamples()) + " samples; give fewer");
  return shape;
}

llvm::Expected<std::vector<HostTensor>> runSamples(ModelRunner &runner,
                                                   DataFeed &feed,
                                                   int64_t dynamicRows,
                                                   Progress progress) {
  const Signature &signature = runner.getSignature();
  int64_t rows = feed.rowsPerCall(dynamicRows);
  std::vector<HostTensor> all;
  std::vector<size_t> sampleBytes;
  for (const InterfaceTensor &output : signature.outputs) {
    auto shape = shapeOverSamples(output, feed, dynamicRows);
    if (!shape)
      return shape.takeError();
    all.push_back(HostTensor::zeros(output.name, output.type, *shape));
    sampleBytes.push_back(all.back().data.size() / feed.numSamples());
  }
  std::vector<HostTensor> inputs, outputs;
  for (int64_t done = 0; done < feed.numSamples();) {
    auto count = feed.read(done, rows, inputs);
    if (!count)
      return count.takeError();
    if (llvm::Error error = runner.run(inputs, outputs))
      return std::move(error);
    for (auto [to, from, bytes] : llvm::zip_equal(all, outputs, sampleBytes))
      std::copy_n(from.data.begin(), *count * bytes,
                  to.data.begin() + done * bytes);
    done += *count;
    progress(done, feed.numSamples());
  }
  return all;
}

/// The values of `from` as floats: `convert(x)` of each.
template <typename T, typename Convert>
static std::vector<float> mapValues(const HostTensor &from, Convert convert) {
  std::vector<float> values;
  values.reserve(from.numElements());
  for (T x : from.as<T>())
    values.push_back(convert(x));
  return values;
}

std::vector<float> getRealValues(const HostTensor &values,
                                 const InterfaceTensor &tensor) {
  // An integer without a scale has scale 1 and zero point 0.
  auto real = [&](int64_t q) {
    return dequantize(q, tensor.scale, tensor.zeroPoint);
  };
  switch (values.type) {
  case ElementType::I8:
    return mapValues<int8_t>(values, real);
  case ElementType::U8:
  case ElementType::Bool:
    return mapValues<uint8_t>(values, real);
  case ElementType::I16:
    return mapValues<int16_t>(values, real);
  case ElementType::U16:
    return mapValues<uint16_t>(values, real);
  case ElementType::I32:
    return mapValues<int32_t>(values, real);
  case ElementType::I64:
    return mapValues<int64_t>(values, real);
  case ElementType::F32:
    return mapValues<float>(values, [](float x) { return x; });
  case ElementType::F64:
    return mapValues<double>(values, [](double x) { return float(x); });
  case ElementType::F16:
    break;
  }
  llvm_unreachable("no f16 crosses the interface");
}

} // namespace qopt

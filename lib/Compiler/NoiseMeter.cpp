//===- NoiseMeter.cpp - What rounding does to the outputs -----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NoiseMeter.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"

#include "llvm/ADT/STLExtras.h"

#include <cfloat>
#include <cmath>

using namespace llvm;
using namespace mlir;

namespace qopt {

void addNumbers(std::vector<double> &sums, ArrayRef<double> values) {
  sums.resize(values.size());
  for (auto [sum, value] : llvm::zip_equal(sums, values))
    sum += value;
}

Error addMeasured(std::vector<double> &sums,
                  Expected<std::vector<double>> measured) {
  if (measured)
    addNumbers(sums, *measured);
  return measured.takeError();
}

bool isOneOf(int64_t call, int64_t some, int64_t all) {
  return call * some / all != (call + 1) * some / all;
}

int64_t countWork(ModuleOp module) {
  constexpr int64_t elementwise = 8;
  int64_t work = 1;
  module.walk([&](qnn::UnitOp unit) {
    auto type = cast<RankedTensorType>(unit.getResult(0).getType());
    int64_t elements = 1, perElement = elementwise;
    for (int64_t size : type.getShape())
      elements *= ShapedType::isDynamic(size) ? 1 : size;
    if (auto dense = matchDenseUnit(unit); succeeded(dense))
      perElement += dense->k;
    else if (auto conv = matchConvUnit(unit); succeeded(conv))
      perElement += int64_t(conv->weight.size()) / conv->weightShape[0];
    work += elements * perElement;
  });
  return work;
}

NoiseMeter::NoiseMeter(Executable &reference, Executable &executable,
                       DataFeed &feed, int64_t rowsPerCall, SearchLog *log)
    : reference(reference), executable(executable), feed(feed),
      rowsPerCall(rowsPerCall),
      calls(divideCeil(feed.numSamples(), rowsPerCall)), log(log) {}

/// The last samples of a fixed batch may be there to fill it only.
ArrayRef<float> NoiseMeter::real(const HostTensor &tensor) const {
  ArrayRef<float> values = tensor.as<float>();
  if (executable.getSignature().hasDynamicBatch ||
      values.size() % rowsPerCall != 0)
    return values;
  return values.take_front(values.size() / rowsPerCall * samplesInCall);
}

Expected<std::vector<double>> NoiseMeter::lookUp(StringRef tried, size_t size,
                                                 Measuring measure) {
  if (log) {
    auto known = log->read(call, tried, size);
    if (!known)
      return known.takeError();
    if (*known)
      return std::move(**known);
  }
  auto measured = measure();
  if (measured && log)
    if (Error error = log->add(call, tried, *measured))
      return std::move(error);
  return measured;
}

void NoiseMeter::start(int64_t started) {
  call = started;
  hasWanted = hasGot = false;
  referenceArgument.reset();
}

Error NoiseMeter::runReference() {
  if (hasWanted)
    return Error::success();
  auto count = feed.read(call * rowsPerCall, rowsPerCall, inputs);
  if (!count)
    return count.takeError();
  samplesInCall = *count;
  if (Error error = reference.run(inputs, wanted))
    return error;
  hasWanted = true;
  const auto &parameters = executable.getSignature().inputs;
  if (parameters.size() > inputs.size())
    inputs.push_back(
        HostTensor::zeros("", ElementType::F32, parameters.back().shape));
  if (!referenceArgument)
    return Error::success();
  // That run was not made, as the log had it.
  std::swap(lastArgument, *referenceArgument);
  Error error = runQuantized();
  std::swap(lastArgument, *referenceArgument);
  hasGot = false;
  wanted = got;
  return error;
}

Error NoiseMeter::runQuantized() {
  if (Error error = runReference())
    return error;
  if (!lastArgument.empty())
    llvm::copy(lastArgument, inputs.back().as<float>().begin());
  if (Error error = executable.run(inputs, got))
    return error;
  hasGot = true;
  return Error::success();
}

void NoiseMeter::takeAsReference() {
  if (hasGot) {
    wanted = got;
    return;
  }
  assert(!hasWanted && "the log has no gaps");
  referenceArgument = lastArgument;
}

Expected<std::vector<double>> NoiseMeter::measure(ArrayRef<float> argument,
                                                  StringRef tried) {
  hasGot = false;
  lastArgument.assign(argument.begin(), argument.end());
  ++runs;
  return lookUp(tried, countOutputs(), [&]() -> Expected<std::vector<double>> {
    if (Error error = runQuantized())
      return std::move(error);
    std::vector<double> noise(countOutputs());
    for (size_t i = 0; i < got.size(); ++i) {
      if (got[i].type != ElementType::F32)
        continue;
      for (auto [a, b] : llvm::zip(real(wanted[i]), real(got[i]))) {
        double square = (double(a) - b) * (double(a) - b);
        // What overflows is as bad as can be, and no NaN.
        noise[i] += std::isfinite(square) ? square : FLT_MAX;
      }
    }
    return noise;
  });
}

Expected<std::vector<double>> NoiseMeter::signal() {
  return lookUp("signal", countOutputs(),
                [&]() -> Expected<std::vector<double>> {
                  if (Error error = runReference())
                    return std::move(error);
                  std::vector<double> sums(countOutputs());
                  for (size_t i = 0; i < sums.size(); ++i)
                    if (wanted[i].type == ElementType::F32)
                      for (float value : real(wanted[i]))
                        sums[i] += double(value) * value;
                  return sums;
                });
}

Expected<std::vector<double>> NoiseMeter::countInWanted(Counter count) {
  return lookUp("right in float", 2, [&]() -> Expected<std::vector<double>> {
    if (Error error = runReference())
      return std::move(error);
    return count(real(wanted[0]));
  });
}

Expected<std::vector<double>> NoiseMeter::countInGot(Counter count) {
  return lookUp("right", 2, [&]() -> Expected<std::vector<double>> {
    if (!hasGot)
      if (Error error = runQuantized())
        return std::move(error);
    return count(real(got[0]));
  });
}

} // namespace qopt

//===- Plan.cpp - The quantization plan: lookup and writing ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Plan.h"
#include "JSONFile.h"
#include "qopt/Support/OutputFile.h"

#include "llvm/Support/Base64.h"

#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

StringRef qopt::getGranularityName(Granularity granularity) {
  return granularity == Granularity::PerTensor ? "per-tensor" : "per-channel";
}

std::optional<Granularity> qopt::parseGranularity(StringRef name) {
  for (Granularity granularity :
       {Granularity::PerTensor, Granularity::PerChannel})
    if (getGranularityName(granularity) == name)
      return granularity;
  return std::nullopt;
}

bool qopt::isWeightGroup(int64_t size) {
  return size == 32 || size == 64 || size == 128;
}

StringRef qopt::getWeightSchemeName(const WeightPlan &plan) {
  return plan.isGiven ? "given" : getSchemeName(plan.scheme);
}

StringRef qopt::getActivationsName(Activations activations) {
  switch (activations) {
  case Activations::Calibrated:
    return "calibrated";
  case Activations::Dynamic:
    return "dynamic";
  case Activations::Float:
    return "float";
  }
  llvm_unreachable("all have a name");
}

const TensorPlan *Plan::findTensor(StringRef name) const {
  auto found = find_if(
      tensors, [&](const TensorPlan &tensor) { return tensor.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

const UnitPlan *Plan::findUnit(StringRef id) const {
  auto found =
      find_if(units, [&](const UnitPlan &unit) { return unit.id == id; });
  return found == units.end() ? nullptr : &*found;
}

bool Plan::isOfWeightsOnly() const {
  return any_of(units, [](const UnitPlan &unit) { return unit.quantize; }) &&
         none_of(units,
                 [](const UnitPlan &unit) { return unit.storesTensors(); });
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// The shortest text of a float names it among floats. Readers go through
/// double, so where that text rounds to a double that is beyond f32, or rounds
/// on to a neighbour, the text that is exact among doubles is used.
static std::string formatFloat(float scale) {
  std::string text = formatNumber(scale);
  double read = 0;
  std::from_chars(text.data(), text.data() + text.size(), read);
  bool isExact = std::abs(read) <= std::numeric_limits<float>::max() &&
                 static_cast<float>(read) == scale;
  return isExact ? text : formatNumber(static_cast<double>(scale));
}

static StringRef formatBool(bool value) { return value ? "true" : "false"; }

static void writeTensor(raw_ostream &stream, const TensorPlan &tensor) {
  const TensorParams &params = tensor.params;
  stream << "{\"name\": " << quote(tensor.name)
         << ", \"min\": " << formatNumber(tensor.range.min)
         << ", \"max\": " << formatNumber(tensor.range.max)
         << ", \"method\": " << quote(tensor.method)
         << ", \"bits\": " << params.bits
         << ", \"signed\": " << formatBool(params.isSigned)
         << ", \"scheme\": \"" << getSchemeName(params.scheme)
         << "\", \"scale\": ";
  if (params.channelScales.empty()) {
    stream << formatFloat(params.scale);
  } else {
    stream << '[';
    interleaveComma(params.channelScales, stream,
                    [&](float scale) { stream << formatFloat(scale); });
    stream << ']';
  }
  stream << ", \"zero-point\": " << params.zeroPoint;
  if (params.qmax - params.qmin != (1 << params.bits) - 1)
    stream << ", \"stored-min\": " << params.qmin
           << ", \"stored-max\": " << params.qmax;
  stream << '}';
}

static void writeUnit(raw_ostream &stream, const UnitPlan &unit) {
  stream << "{\"id\": " << quote(unit.id)
         << ", \"quantize\": " << formatBool(unit.quantize);
  if (unit.readsWords)
    stream << ", \"input-bits\": 16";
  if (unit.activations != Activations::Calibrated)
    stream << ", \"activations\": \"" << getActivationsName(unit.activations)
           << '"';
  if (unit.weights)
    stream << ", \"weight-bits\": " << unit.weights->bits
           << ", \"weight-scheme\": \"" << getWeightSchemeName(*unit.weights)
           << "\", \"weight-granularity\": \""
           << getGranularityName(unit.weights->granularity) << '"';
  if (unit.weights && unit.weights->group)
    stream << ", \"weight-group\": " << unit.weights->group;
  stream << '}';
}

template <typename T>
static void writeNumbers(raw_ostream &stream, StringRef key,
                         const std::vector<T> &numbers,
                         std::string (*format)(T)) {
  stream << ", \"" << key << "\": [";
  interleaveComma(numbers, stream, [&](T number) { stream << format(number); });
  stream << ']';
}

static void writeStoredWeights(raw_ostream &stream, const UnitPlan &unit) {
  stream << "{\"id\": " << quote(unit.id);
  if (const std::optional<StoredWeights> &stored = unit.weights->stored) {
    stream << ", \"values\": \"" << encodeBase64(stored->values) << '"';
    if (!stored->factors.empty())
      stream << ", \"factors\": \"" << encodeBase64(stored->factors) << '"';
    writeNumbers(stream, "scales", stored->scales, formatFloat);
  }
  if (!unit.weights->biasChange.empty())
    writeNumbers(stream, "bias-change", unit.weights->biasChange, formatFloat);
  stream << '}';
}

/// The units of which the plan says more than how to quantize them.
static std::vector<UnitPlan> findStoredWeights(const Plan &plan) {
  std::vector<UnitPlan> found;
  for (const UnitPlan &unit : plan.units)
    if (unit.weights &&
        (unit.weights->stored || !unit.weights->biasChange.empty()))
      found.push_back(unit);
  return found;
}

std::string Plan::toString() const {
  std::string text;
  raw_string_ostream stream(text);
  stream << "{\n  \"qopt-plan\": " << formatVersion
         << ",\n  \"model\": " << quote(model) << ",\n  \"numerics\": \""
         << getNumericsName(numerics) << '"';
  if (costs)
    stream << ",\n  \"cost-file\": " << quote(costs->file)
           << ",\n  \"cost-file-sha256\": " << quote(costs->sha256);
  writeList(stream, "tensors", tensors, writeTensor);
  writeList(stream, "units", units, writeUnit);
  if (std::vector<UnitPlan> stored = findStoredWeights(*this); !stored.empty())
    writeList(stream, "stored-weights", stored, writeStoredWeights);
  stream << "\n}\n";
  return text;
}

Error Plan::write(StringRef path) const {
  return writeFileAtomically(path, [&](raw_ostream &stream) {
    stream << toString();
    return Error::success();
  });
}

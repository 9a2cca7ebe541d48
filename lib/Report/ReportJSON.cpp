//===- ReportJSON.cpp - The report for programs -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"

#include <cmath>

namespace json = llvm::json;

namespace qopt {

/// Strings come from files and may hold anything.
static json::Value toValue(llvm::StringRef text) { return json::fixUTF8(text); }

/// The number, or null where JSON has none for it.
static json::Value toValue(double value) {
  if (!std::isfinite(value))
    return nullptr;
  return value;
}

static json::Value toValue(const WeightPlan &weights) {
  json::Object object{{"bits", weights.bits},
                      {"scheme", getWeightSchemeName(weights)},
                      {"granularity", getGranularityName(weights.granularity)},
                      {"group", nullptr}};
  if (weights.group)
    object["group"] = weights.group;
  return object;
}

static json::Value toValue(const TensorPlan &tensor) {
  return json::Object{{"min", toValue(tensor.range.min)},
                      {"max", toValue(tensor.range.max)},
                      {"bits", tensor.params.bits},
                      {"signed", tensor.params.isSigned},
                      {"scheme", getSchemeName(tensor.params.scheme)},
                      {"scale", double(tensor.params.scale)},
                      {"zero-point", tensor.params.zeroPoint},
                      {"method", toValue(tensor.method)}};
}

template <typename T>
static json::Value toValue(const std::optional<T> &value) {
  if (!value)
    return nullptr;
  return toValue(*value);
}

static json::Value toValue(const LayerReport &layer) {
  json::Object object{{"id", toValue(layer.id)},
                      {"kind", toValue(layer.kind)},
                      {"quantized", layer.isQuantized},
                      {"activations", nullptr},
                      {"bytes-before", layer.floatBytes},
                      {"bytes-after", layer.bytes()},
                      {"reads", json::Array(layer.reads)},
                      {"weight-bytes", layer.weightBytes},
                      {"weights", toValue(layer.weights)},
                      {"output", toValue(layer.output)},
                      {"sqnr-db", nullptr},
                      {"signal", nullptr},
                      {"noise", nullptr},
                      {"kernel", toValue(layer.kernel)},
                      {"tile", nullptr}};
  if (layer.isQuantized && !layer.isImported)
    object["activations"] = getActivationsName(layer.activations);
  if (const std::optional<UnitFidelity> &fidelity = layer.fidelity) {
    if (fidelity->noise > 0)
      object["sqnr-db"] = toValue(fidelity->sqnr());
    object["signal"] = toValue(fidelity->signal);
    object["noise"] = toValue(fidelity->noise);
  }
  if (layer.tileRows > 0)
    object["tile"] = json::Array{layer.tileRows, layer.tileColumns};
  return object;
}

static json::Value toValue(const FloatOperation &operation) {
  return json::Object{{"id", toValue(operation.id)},
                      {"reason", toValue(operation.reason)},
                      {"hint", toValue(operation.hint)},
                      {"bytes", operation.bytes}};
}

static json::Value toValue(const InterfaceTensor &tensor) {
  json::Object object{{"name", toValue(tensor.name)},
                      {"type", getElementTypeName(tensor.type)},
                      {"shape", json::Array(tensor.shape)},
                      {"scale", nullptr},
                      {"zero-point", nullptr}};
  if (tensor.isQuantized) {
    object["scale"] = double(tensor.scale);
    object["zero-point"] = tensor.zeroPoint;
  }
  return object;
}

template <typename T>
static json::Value toArray(const std::vector<T> &values) {
  json::Array array;
  for (const T &value : values)
    array.push_back(toValue(value));
  return array;
}

static json::Value objectOf(const Report &report) {
  if (!report.object)
    return nullptr;
  return json::Object{{"file-bytes", report.object->fileBytes},
                      {"code-bytes", report.object->codeBytes},
                      {"constant-bytes", report.object->constantBytes},
                      {"flash-bytes", report.object->flashBytes()},
                      {"stack-bytes", report.object->stackBytes()},
                      {"ram-bytes", report.ramBytes()}};
}

static json::Value toValue(const ArenaPlan &arena) {
  json::Array steps, buffers;
  for (auto [i, unit] : llvm::enumerate(arena.steps))
    steps.push_back(json::Object{{"unit", toValue(unit)},
                                 {"live-bytes", arena.liveBytes(int64_t(i))}});
  for (const ArenaBuffer &buffer : arena.buffers)
    buffers.push_back(json::Object{{"unit", toValue(buffer.unit)},
                                   {"bytes", buffer.bytes},
                                   {"offset", buffer.offset},
                                   {"first", buffer.first},
                                   {"last", buffer.last}});
  return json::Object{{"steps", std::move(steps)},
                      {"buffers", std::move(buffers)}};
}

static json::Value toValue(const PrecisionSearch &search) {
  json::Array layers, curve, words;
  for (const std::string &tensor : search.words)
    words.push_back(toValue(tensor));
  for (const PrecisionSearch::Layer &layer : search.layers) {
    json::Object drops;
    for (auto [bits, drop] : layer.drops)
      drops[std::to_string(bits)] = toValue(drop);
    layers.push_back(json::Object{{"id", toValue(layer.id)},
                                  {"bits", layer.bits},
                                  {"drops-db", std::move(drops)}});
  }
  for (const PrecisionSearch::Point &point : search.curve)
    curve.push_back(json::Object{{"cost", point.cost},
                                 {"drop", toValue(point.drop)},
                                 {"chosen", point.isChosen}});
  const PrecisionOptions &options = search.options;
  return json::Object{
      {"max-drop", options.maxDrop.value},
      {"unit", options.maxDrop.unit == MaxDrop::Decibels ? "dB" : "pt"},
      {"objective", getObjectiveName(options.objective)},
      {"cost-file", options.costFile.empty() ? json::Value(nullptr)
                                             : toValue(options.costFile)},
      {"layers", std::move(layers)},
      {"words", std::move(words)},
      {"curve", std::move(curve)}};
}

static json::Value toValue(const Range &range) {
  return json::Object{{"min", toValue(range.min)}, {"max", toValue(range.max)}};
}

static json::Value toValue(const TensorReport &tensor) {
  return json::Object{
      {"name", toValue(tensor.name)},
      {"method", toValue(tensor.method)},
      {"seen", toValue(tensor.seen)},
      {"range", toValue(tensor.chosen)},
      {"clip", toValue(tensor.clip)},
      {"outside", tensor.outside},
      {"histogram", json::Object{{"first", toValue(tensor.firstBin)},
                                 {"width", toValue(tensor.binWidth)},
                                 {"counts", json::Array(tensor.bins)}}},
      {"halves", toArray(tensor.halves)},
      {"change",
       tensor.halves.empty() ? json::Value(nullptr) : toValue(tensor.change)},
      {"unstable", tensor.isUnstable()}};
}

static json::Value toValue(const CalibrationReport &calibration) {
  auto orNull = [](std::string text) -> json::Value {
    if (text.empty())
      return nullptr;
    return toValue(text);
  };
  return json::Object{{"samples", calibration.samples},
                      {"why-no-halves", orNull(calibration.whyNoHalves)},
                      {"unstable", orNull(calibration.countUnstable() > 0
                                              ? calibration.describeUnstable()
                                              : "")},
                      {"tensors", toArray(calibration.tensors)}};
}

json::Value Report::toJSON() const {
  json::Value ratio = nullptr;
  if (floatBytes() > 0)
    ratio = double(bytes()) / double(floatBytes());
  return json::Object{
      {"model", toValue(model)},
      {"target", json::Object{{"triple", toValue(triple)},
                              {"cpu", toValue(cpu)},
                              {"features", toValue(features)}}},
      {"layers", toArray(layers)},
      {"float-operations", toArray(floatOperations)},
      {"notes", toArray(notes)},
      {"function", toValue(signature.name)},
      {"inputs", toArray(signature.inputs)},
      {"outputs", toArray(signature.outputs)},
      {"arena", toValue(arena)},
      {"totals", json::Object{{"bytes-before", floatBytes()},
                              {"bytes-after", bytes()},
                              {"ratio", std::move(ratio)},
                              {"arena-bytes", signature.arenaBytes},
                              {"state-bytes", signature.stateBytes},
                              {"input-bytes", inputBytes()},
                              {"output-bytes", outputBytes()},
                              {"peak-bytes", peakBytes()},
                              {"per-row", signature.hasDynamicBatch}}},
      {"object", objectOf(*this)},
      {"precision", toValue(precision)},
      {"calibration", toValue(calibration)}};
}

} // namespace qopt

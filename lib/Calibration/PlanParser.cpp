//===- PlanParser.cpp - Reading and validating a plan ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JSONFile.h"
#include "WeightKeys.h"
#include "qopt/Calibration/Plan.h"

#include "llvm/Support/Base64.h"

#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

static constexpr StringLiteral schemeChoices =
    "asymmetric, symmetric or minmax";

/// Reads the one scale or the list of them.
static void readScales(ObjectReader &reader, TensorPlan &tensor) {
  std::vector<double> scales = reader.getNumbers("scale");
  // A double beyond f32 must not be converted.
  if (scales.empty() || any_of(scales, [](double scale) {
        return std::abs(scale) > std::numeric_limits<float>::max() ||
               !isValidScale(static_cast<float>(scale));
      })) {
    reader.report("scale", "must be a positive normal f32, from 1.18e-38 to "
                           "3.4e38, or a list of them; mend it, or delete it "
                           "and zero-point to compute them from min and max");
    return;
  }
  tensor.params.scale = static_cast<float>(*max_element(scales));
  if (reader.isArray("scale"))
    tensor.params.channelScales.assign(scales.begin(), scales.end());
}

/// Reads scale and zero point as they are given.
static void readGivenParams(ObjectReader &reader, TensorPlan &tensor) {
  readScales(reader, tensor);
  QuantParams &params = tensor.params;

  params.zeroPoint = reader.getInteger("zero-point");
  if (params.scheme == Scheme::Symmetric && params.zeroPoint != 0)
    reader.report("zero-point", "is " + Twine(params.zeroPoint) +
                                    ", but the scheme symmetric means 0; write "
                                    "0, or choose the scheme asymmetric");
  if (params.zeroPoint < params.qmin || params.zeroPoint > params.qmax)
    reader.report("zero-point",
                  "is " + Twine(params.zeroPoint) + ", but the storage holds " +
                      Twine(params.qmin) + " to " + Twine(params.qmax) +
                      "; write a value in that range");
}

/// The stored values that are used, where they are not all.
static void readStoredRange(ObjectReader &reader, QuantParams &params) {
  int64_t lo = reader.getInteger("stored-min"),
          hi = reader.getInteger("stored-max");
  if (lo > hi || lo < params.qmin || hi > params.qmax)
    return reader.report("stored-min",
                         "and stored-max must be a range within " +
                             Twine(params.qmin) + " to " + Twine(params.qmax) +
                             "; mend them, or delete both");
  params.qmin = lo;
  params.qmax = hi;
}

static TensorPlan readTensor(const json::Value &value, size_t index,
                             Problem &problem) {
  ObjectReader reader(value, "tensors[" + Twine(index) + "]",
                      {"name", "min", "max", "method", "bits", "signed",
                       "scheme", "scale", "zero-point", "stored-min",
                       "stored-max"},
                      problem);
  TensorPlan tensor;
  tensor.name = reader.getString("name");
  reader.setLabel(tensor.name);
  tensor.range.min = reader.getNumber("min");
  tensor.range.max = reader.getNumber("max");
  tensor.method = reader.getString("method");
  int bits = reader.getBits("bits", {8, 16});
  bool isSigned = reader.getBool("signed");
  Scheme scheme = reader.getName("scheme", parseScheme, schemeChoices);

  // Choosing the parameters also checks the range, so it is done even where
  // they are given.
  Expected<ParamsChoice> choice =
      chooseParams(tensor.range, scheme, bits, isSigned);
  if (!choice) {
    reader.report("", toString(choice.takeError()));
    return tensor;
  }
  tensor.params = choice->params;
  if (reader.has("scale") != reader.has("zero-point"))
    reader.report("", "has one of scale and zero-point; give both, or delete "
                      "both to compute them from min and max");
  else if (reader.has("scale"))
    readGivenParams(reader, tensor);
  if (reader.has("stored-min") || reader.has("stored-max"))
    readStoredRange(reader, tensor.params);
  return tensor;
}

/// What groups of weights go with.
static void readGroup(ObjectReader &reader, WeightPlan &weights) {
  weights.group = readWeightGroup(reader, "weight-group");
  if (weights.isGiven || weights.scheme != Scheme::Symmetric ||
      weights.granularity != Granularity::PerChannel)
    reader.report("weight-group",
                  "is for weights that are symmetric per-channel; make them "
                  "that, or delete it");
}

static void readWeights(ObjectReader &reader, WeightPlan &weights) {
  weights.bits = readWeightBits(reader, "weight-bits");
  weights.isGiven = reader.getString("weight-scheme") == "given";
  if (!weights.isGiven)
    weights.scheme = reader.getName("weight-scheme", parseScheme,
                                    "asymmetric, symmetric, minmax or, "
                                    "where the weights arrived "
                                    "quantized, given");
  weights.granularity = reader.getName("weight-granularity", parseGranularity,
                                       "per-channel or per-tensor");
  if (reader.has("weight-group"))
    readGroup(reader, weights);
}

static std::optional<Activations> parseActivations(StringRef name) {
  for (Activations activations : {Activations::Dynamic, Activations::Float})
    if (getActivationsName(activations) == name)
      return activations;
  return std::nullopt;
}

/// What is not to be calibrated.
static void readActivations(ObjectReader &reader, UnitPlan &unit) {
  unit.activations = reader.getName(
      "activations", parseActivations,
      "dynamic or float, or where its tensors are calibrated left out");
  if (!unit.quantize)
    reader.report("activations", "is for a unit that is quantized; make "
                                 "\"quantize\" true, or delete it");
  else if (!unit.weights)
    reader.report("activations",
                  "is for a unit with weights; give it the weight- keys, "
                  "or delete it");
}

static UnitPlan readUnit(const json::Value &value, size_t index,
                         Problem &problem) {
  static constexpr StringRef weightKeys[] = {
      "weight-bits", "weight-scheme", "weight-granularity", "weight-group"};
  ObjectReader reader(value, "units[" + Twine(index) + "]",
                      {"id", "quantize", "input-bits", "activations",
                       weightKeys[0], weightKeys[1], weightKeys[2],
                       weightKeys[3]},
                      problem);
  UnitPlan unit;
  unit.id = reader.getString("id");
  reader.setLabel(unit.id);
  unit.quantize = reader.getBool("quantize");
  if (reader.has("input-bits"))
    unit.readsWords = reader.getBits("input-bits", {8, 16}) == 16;
  if (any_of(weightKeys, [&](StringRef key) { return reader.has(key); }))
    readWeights(reader, unit.weights.emplace());
  if (reader.has("activations"))
    readActivations(reader, unit);
  if (unit.readsWords && !unit.storesTensors())
    reader.report("input-bits", "is for a unit that reads stored tensors; "
                                "delete it");
  return unit;
}

namespace {
/// An entry of stored-weights.
struct StoredEntry {
  std::string id;
  std::optional<StoredWeights> stored;
  std::vector<float> biasChange;
};
} // namespace

/// A list of floats, or one.
static std::vector<float> readFloats(ObjectReader &reader, StringRef key) {
  std::vector<float> floats;
  for (double number : reader.getNumbers(key)) {
    if (std::abs(number) > std::numeric_limits<float>::max())
      reader.report(key, "must be numbers that f32 can hold; mend them, or "
                         "delete the entry");
    else
      floats.push_back(static_cast<float>(number));
  }
  return floats;
}

template <typename T>
static void readBytes(ObjectReader &reader, StringRef key,
                      std::vector<T> &values) {
  std::vector<char> bytes;
  if (Error error = decodeBase64(reader.getString(key), bytes)) {
    consumeError(std::move(error));
    reader.report(key, "is not base64; mend it, or delete the entry");
  }
  values.assign(bytes.begin(), bytes.end());
}

static StoredWeights readStoredValues(ObjectReader &reader) {
  StoredWeights stored;
  stored.scales = readFloats(reader, "scales");
  if (stored.scales.empty() || !all_of(stored.scales, isValidScale))
    reader.report("scales", "must be positive normal f32, from 1.18e-38 to "
                            "3.4e38; mend them, or delete the entry");
  readBytes(reader, "values", stored.values);
  if (reader.has("factors"))
    readBytes(reader, "factors", stored.factors);
  return stored;
}

static StoredEntry readStored(const json::Value &value, size_t index,
                              Problem &problem) {
  ObjectReader reader(value, "stored-weights[" + Twine(index) + "]",
                      {"id", "values", "scales", "factors", "bias-change"},
                      problem);
  StoredEntry entry;
  entry.id = reader.getString("id");
  reader.setLabel(entry.id);
  if (reader.has("values") || reader.has("scales"))
    entry.stored = readStoredValues(reader);
  if (reader.has("bias-change"))
    entry.biasChange = readFloats(reader, "bias-change");
  return entry;
}

/// Gives the entry to its unit.
static void placeStored(StoredEntry &entry, size_t index, Plan &plan,
                        Problem &problem) {
  auto report = [&](const Twine &message) {
    problem.report("stored-weights[" + Twine(index) + "] ('" + entry.id + "')",
                   message);
  };
  auto unit =
      find_if(plan.units, [&](const UnitPlan &u) { return u.id == entry.id; });
  if (unit == plan.units.end() || !unit->weights)
    return report("is no unit of the plan with weights; delete the entry");
  WeightPlan &weights = *unit->weights;
  if (entry.stored) {
    if (weights.isGiven || weights.scheme != Scheme::Symmetric)
      return report("has weights around zero, but the unit's scheme is " +
                    getWeightSchemeName(weights) +
                    "; make \"weight-scheme\" symmetric, or delete the entry");
    const std::vector<uint8_t> &factors = entry.stored->factors;
    if (factors.empty() == (weights.group != 0) ||
        is_contained(factors, uint8_t(0)))
      return report("must have \"factors\" from 1 to 255 where the unit has "
                    "\"weight-group\", and only there; mend the unit, or "
                    "delete the entry");
    int64_t most = weights.symmetricMax();
    if (any_of(entry.stored->values,
               [&](int64_t value) { return std::abs(value) > most; }))
      return report("has weights beyond " + Twine(most) + ", the most that " +
                    Twine(weights.bits) +
                    " bits hold; correct \"weight-bits\", or delete the "
                    "entry");
  }
  weights.stored = std::move(entry.stored);
  weights.biasChange = std::move(entry.biasChange);
}

static Plan readPlan(const json::Value &value, Problem &problem) {
  ObjectReader top(value, "",
                   {"qopt-plan", "model", "numerics", "cost-file",
                    "cost-file-sha256", "tensors", "units", "stored-weights"},
                   problem);
  checkVersion(top, "qopt-plan", Plan::formatVersion);
  Plan plan;
  plan.model = readHash(top, "model");
  plan.numerics =
      top.getName("numerics", parseNumerics, "fp32, single or double");
  if (top.has("cost-file") || top.has("cost-file-sha256"))
    plan.costs = {top.getString("cost-file"),
                  readHash(top, "cost-file-sha256")};
  plan.tensors =
      readList(top, "tensors", "name", &TensorPlan::name, problem, readTensor);
  plan.units = readList(top, "units", "id", &UnitPlan::id, problem, readUnit);
  if (!top.has("stored-weights"))
    return plan;
  std::vector<StoredEntry> stored = readList(
      top, "stored-weights", "id", &StoredEntry::id, problem, readStored);
  for (auto [index, entry] : enumerate(stored))
    placeStored(entry, index, plan, problem);
  return plan;
}

static constexpr FileKind planFile{"plan", "--emit=plan"};

Expected<Plan> Plan::parse(StringRef text, StringRef file) {
  return parseFile<Plan>(text, file, planFile, readPlan);
}

Expected<Plan> Plan::read(StringRef path) {
  Expected<std::string> text = readText(path, planFile);
  return text ? parse(*text, path) : text.takeError();
}

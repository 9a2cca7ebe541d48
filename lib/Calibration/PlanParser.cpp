//===- PlanParser.cpp - Reading and validating a plan ---------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Plan.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"

#include <cmath>
#include <limits>

using namespace llvm;
using namespace qopt;

namespace {
/// The first thing found wrong; what follows it is often its consequence.
struct Problem {
  std::string text;

  void report(const Twine &place, const Twine &message) {
    if (text.empty())
      text = (place + ": " + message).str();
  }
};

/// Reads one JSON object that may have certain keys only. A getter whose value
/// is not as it must be reports that and gives a harmless value, so that the
/// reading of an entry is one straight line; nothing of a plan with a problem
/// is ever used.
class ObjectReader {
public:
  ObjectReader(const json::Value &value, const Twine &place,
               ArrayRef<StringRef> keys, Problem &problem);

  bool has(StringRef key) const { return object->get(key); }
  std::string getString(StringRef key);
  bool getBool(StringRef key);
  double getNumber(StringRef key);
  int64_t getInteger(StringRef key);
  const json::Array &getArray(StringRef key);
  bool isArray(StringRef key) const { return object->getArray(key); }
  /// A number, or a list of them.
  std::vector<double> getNumbers(StringRef key);

  /// A string that is one of the names \p parse knows.
  template <typename T>
  T getName(StringRef key, std::optional<T> (*parse)(StringRef),
            StringRef choices);

  /// A width; any but \p supported is refused.
  int getBits(StringRef key, ArrayRef<int> supported);

  /// Reports \p key, or the object if that is empty.
  void report(StringRef key, const Twine &message) {
    problem.report(keyPlace(key), message);
  }

  /// Adds what a person would call the object by to the places in messages.
  void setLabel(StringRef name) { label = (" ('" + name + "')").str(); }

private:
  /// Where \p key is, or where the object is if that is empty.
  std::string keyPlace(StringRef key) const {
    StringRef dot = place.empty() || key.empty() ? "" : ".";
    return (place + dot + key + label).str();
  }

  /// The value of \p key; a missing one is reported, and null.
  const json::Value &get(StringRef key);

  const json::Object *object;
  std::string place;
  std::string label;
  Problem &problem;
};
} // namespace

ObjectReader::ObjectReader(const json::Value &value, const Twine &where,
                           ArrayRef<StringRef> keys, Problem &problem)
    : object(value.getAsObject()), place(where.str()), problem(problem) {
  if (!object) {
    problem.report(place.empty() ? "top level" : place,
                   "must be an object; write {...} with the keys " +
                       join(keys, ", "));
    static const json::Object empty;
    object = &empty;
    return;
  }
  // Of several unknown keys always name the same one: a JSON object's order is
  // that of a hash table.
  std::string unknown;
  for (const auto &[key, unused] : *object)
    if (!is_contained(keys, StringRef(key)) &&
        (unknown.empty() || key.str() < unknown))
      unknown = key.str();
  if (!unknown.empty())
    problem.report(keyPlace(unknown),
                   "is not a key of a plan; delete it, or write one of " +
                       join(keys, ", "));
}

const json::Value &ObjectReader::get(StringRef key) {
  if (const json::Value *value = object->get(key))
    return *value;
  report(key, "is missing; add it, or make the plan again with --emit=plan");
  static const json::Value null = nullptr;
  return null;
}

std::string ObjectReader::getString(StringRef key) {
  std::optional<StringRef> text = get(key).getAsString();
  if (text && !text->empty())
    return text->str();
  report(key, "must be a string; write some text in double quotes");
  return "";
}

bool ObjectReader::getBool(StringRef key) {
  std::optional<bool> value = get(key).getAsBoolean();
  if (!value)
    report(key, "must be true or false; write one of them, without quotes");
  return value.value_or(false);
}

double ObjectReader::getNumber(StringRef key) {
  std::optional<double> value = get(key).getAsNumber();
  if (value && std::isfinite(*value))
    return *value;
  report(key, "must be a finite number; write one, without quotes");
  return 0;
}

std::vector<double> ObjectReader::getNumbers(StringRef key) {
  const json::Array *array = object->getArray(key);
  if (!array)
    return {getNumber(key)};
  std::vector<double> values;
  for (const json::Value &element : *array) {
    std::optional<double> value = element.getAsNumber();
    if (!value || !std::isfinite(*value)) {
      report(key, "must be a list of finite numbers; write them without "
                  "quotes");
      return {};
    }
    values.push_back(*value);
  }
  return values;
}

int64_t ObjectReader::getInteger(StringRef key) {
  std::optional<int64_t> value = get(key).getAsInteger();
  if (!value)
    report(key, "must be an integer; write one, without quotes");
  return value.value_or(0);
}

const json::Array &ObjectReader::getArray(StringRef key) {
  if (const json::Array *array = get(key).getAsArray())
    return *array;
  report(key, "must be a list; write [...], which may be empty");
  static const json::Array empty;
  return empty;
}

template <typename T>
T ObjectReader::getName(StringRef key, std::optional<T> (*parse)(StringRef),
                        StringRef choices) {
  std::string name = getString(key);
  std::optional<T> value = parse(name);
  if (!value)
    report(key, "is '" + name + "', which is not known; write " + choices);
  return value.value_or(T());
}

int ObjectReader::getBits(StringRef key, ArrayRef<int> supported) {
  int64_t bits = getInteger(key);
  if (is_contained(supported, bits))
    return static_cast<int>(bits);
  std::string choices = join(
      map_range(supported, [](int width) { return std::to_string(width); }),
      " or ");
  report(key, "is " + Twine(bits) + ", but this version compiles " + choices +
                  " bits; write " + choices);
  return supported.front();
}

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

static UnitPlan readUnit(const json::Value &value, size_t index,
                         Problem &problem) {
  static constexpr StringRef weightKeys[] = {"weight-bits", "weight-scheme",
                                             "weight-granularity"};
  ObjectReader reader(
      value, "units[" + Twine(index) + "]",
      {"id", "quantize", weightKeys[0], weightKeys[1], weightKeys[2]}, problem);
  UnitPlan unit;
  unit.id = reader.getString("id");
  reader.setLabel(unit.id);
  unit.quantize = reader.getBool("quantize");
  if (!any_of(weightKeys, [&](StringRef key) { return reader.has(key); }))
    return unit;
  unit.weights.emplace();
  unit.weights->bits = reader.getBits("weight-bits", {Plan::supportedBits});
  unit.weights->isGiven = reader.getString("weight-scheme") == "given";
  if (!unit.weights->isGiven)
    unit.weights->scheme = reader.getName("weight-scheme", parseScheme,
                                          "asymmetric, symmetric, minmax or, "
                                          "where the weights arrived "
                                          "quantized, given");
  unit.weights->granularity = reader.getName(
      "weight-granularity", parseGranularity, "per-channel or per-tensor");
  return unit;
}

/// Reads a list of entries and checks that the member \p nameOf is given once.
template <typename T>
static std::vector<T>
readList(ObjectReader &top, StringRef key, StringRef nameKey,
         std::string T::*nameOf, Problem &problem,
         T (*readEntry)(const json::Value &, size_t, Problem &)) {
  std::vector<T> entries;
  StringMap<size_t> indices;
  for (const auto &[index, value] : enumerate(top.getArray(key))) {
    entries.push_back(readEntry(value, index, problem));
    const std::string &name = entries.back().*nameOf;
    auto [other, isNew] = indices.try_emplace(name, index);
    if (!isNew)
      problem.report(key + "[" + Twine(index) + "]." + nameKey,
                     "'" + name + "' is " + key + "[" + Twine(other->second) +
                         "] already; delete one of them");
  }
  return entries;
}

static bool isSHA256(StringRef text) {
  return text.size() == 64 && all_of(text, [](char c) {
           return isDigit(c) || (c >= 'a' && c <= 'f');
         });
}

static Plan readPlan(const json::Value &value, Problem &problem) {
  ObjectReader top(value, "",
                   {"qopt-plan", "model", "numerics", "tensors", "units"},
                   problem);
  int64_t version = top.getInteger("qopt-plan");
  if (version != Plan::formatVersion)
    top.report("qopt-plan", "is " + Twine(version) +
                                ", but this version reads " +
                                Twine(Plan::formatVersion) +
                                "; make the plan again with --emit=plan");
  Plan plan;
  plan.model = top.getString("model");
  if (!isSHA256(plan.model))
    top.report("model", "must be a SHA-256 of 64 digits 0-9a-f; make the plan "
                        "again with --emit=plan");
  plan.numerics =
      top.getName("numerics", parseNumerics, "fp32, single or double");
  plan.tensors =
      readList(top, "tensors", "name", &TensorPlan::name, problem, readTensor);
  plan.units = readList(top, "units", "id", &UnitPlan::id, problem, readUnit);
  return plan;
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

/// Finds what the JSON parser lets pass: a key given twice in one object, of
/// which it would silently take the last, and nesting so deep that its
/// recursion would exhaust the stack. \p text need not be valid JSON; the
/// parser is asked next.
static void scanText(StringRef text, Problem &problem) {
  constexpr size_t maxDepth = 16; // A plan has 3.
  std::vector<StringSet<>> objects;
  size_t line = 1;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\n')
      ++line;
    if (c == '{' || c == '[')
      objects.emplace_back();
    if ((c == '}' || c == ']') && !objects.empty())
      objects.pop_back();
    if (objects.size() > maxDepth)
      return problem.report("line " + Twine(line),
                            "is nested too deeply for a plan; make the plan "
                            "again with --emit=plan");
    if (c != '"')
      continue;
    size_t begin = ++i;
    while (i < text.size() && text[i] != '"')
      i += text[i] == '\\' ? 2 : 1;
    // A string is a key if a colon follows.
    if (i >= text.size() || objects.empty() ||
        !text.substr(i + 1).ltrim().starts_with(":"))
      continue;
    StringRef key = text.slice(begin, i);
    if (!objects.back().insert(key).second)
      problem.report("line " + Twine(line), "gives the key '" + key +
                                                "' a second time; delete one "
                                                "of them");
  }
}

Expected<Plan> Plan::parse(StringRef text, StringRef file) {
  Problem problem;
  scanText(text, problem);
  if (!problem.text.empty())
    return makeError(file + ": " + problem.text);
  Expected<json::Value> value = json::parse(text);
  if (!value)
    return makeError(file +
                     ": is not JSON: " + llvm::toString(value.takeError()) +
                     "; mend that place, or make the plan again with "
                     "--emit=plan");
  Plan plan = readPlan(*value, problem);
  if (!problem.text.empty())
    return makeError(file + ": " + problem.text);
  return plan;
}

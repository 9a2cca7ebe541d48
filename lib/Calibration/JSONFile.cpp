//===- JSONFile.cpp - Reading and writing the JSON files ------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JSONFile.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cmath>

using namespace llvm;
using namespace qopt;

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
    problem.report(keyPlace(unknown), "is not a key of a " + problem.kind.name +
                                          "; delete it, or write one of " +
                                          join(keys, ", "));
}

const json::Value &ObjectReader::get(StringRef key) {
  if (const json::Value *value = object->get(key))
    return *value;
  report(key, "is missing; add it, or " + problem.kind.remedy());
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

std::vector<uint64_t> ObjectReader::getCounts(StringRef key) {
  std::vector<uint64_t> counts;
  for (const json::Value &element : getArray(key)) {
    std::optional<int64_t> count = element.getAsInteger();
    if (!count || *count < 0) {
      report(key, "must be a list of integers that are not negative; write "
                  "them without quotes");
      return {};
    }
    counts.push_back(*count);
  }
  return counts;
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

void qopt::checkVersion(ObjectReader &top, StringRef key, int64_t version) {
  int64_t given = top.getInteger(key);
  if (given != version)
    top.report(key, "is " + Twine(given) + ", but this version reads " +
                        Twine(version) + "; " + top.kind().remedy());
}

static bool isSHA256(StringRef text) {
  return text.size() == 64 && all_of(text, [](char c) {
           return isDigit(c) || (c >= 'a' && c <= 'f');
         });
}

std::string qopt::readHash(ObjectReader &top, StringRef key) {
  std::string hash = top.getString(key);
  if (!isSHA256(hash))
    top.report(key, "must be a SHA-256 of 64 digits 0-9a-f; " +
                        Twine(top.kind().remedy()));
  return hash;
}

/// Finds what the JSON parser lets pass: a key given twice in one object, of
/// which it would silently take the last, and nesting so deep that its
/// recursion would exhaust the stack. \p text need not be valid JSON; the
/// parser is asked next.
static void scanText(StringRef text, Problem &problem) {
  constexpr size_t maxDepth = 16; // A plan and statistics have 5 at most.
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
                            "is nested too deeply for a " + problem.kind.name +
                                "; " + problem.kind.remedy());
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

Expected<json::Value> qopt::parseJSON(StringRef text, StringRef file,
                                      const FileKind &kind) {
  Problem problem{kind, ""};
  scanText(text, problem);
  if (!problem.text.empty())
    return makeError(file + ": " + problem.text);
  Expected<json::Value> value = json::parse(text);
  if (!value)
    return makeError(file +
                     ": is not JSON: " + llvm::toString(value.takeError()) +
                     "; mend that place, or " + kind.remedy());
  return value;
}

Expected<std::string> qopt::readText(StringRef path, const FileKind &kind) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return makeError(path + ": cannot be read (" + buffer.getError().message() +
                     "); give the path of a file made with " + kind.option);
  return (*buffer)->getBuffer().str();
}

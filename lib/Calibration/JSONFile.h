//===- JSONFile.h - Reading and writing the JSON files ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Plans and statistics are JSON that people and other programs may change, so
/// all of it is checked, and a message names the place.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CALIBRATION_JSONFILE_H
#define QOPT_LIB_CALIBRATION_JSONFILE_H

#include "qopt/Support/Error.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace qopt {

/// A kind of file, for messages.
struct FileKind {
  /// "plan"
  llvm::StringLiteral name;
  /// What makes one: "--emit=plan".
  llvm::StringLiteral option;

  /// What to do where one is of no use.
  std::string remedy() const {
    return ("make the " + name + " again with " + option).str();
  }
};

/// The first thing found wrong; what follows it is often its consequence.
struct Problem {
  FileKind kind;
  std::string text;

  void report(const llvm::Twine &place, const llvm::Twine &message) {
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
  ObjectReader(const llvm::json::Value &value, const llvm::Twine &place,
               llvm::ArrayRef<llvm::StringRef> keys, Problem &problem);

  bool has(llvm::StringRef key) const { return object->get(key); }
  std::string getString(llvm::StringRef key);
  bool getBool(llvm::StringRef key);
  double getNumber(llvm::StringRef key);
  int64_t getInteger(llvm::StringRef key);
  const llvm::json::Array &getArray(llvm::StringRef key);
  bool isArray(llvm::StringRef key) const { return object->getArray(key); }
  /// A list of integers that are not negative.
  std::vector<uint64_t> getCounts(llvm::StringRef key);
  /// A number, or a list of them.
  std::vector<double> getNumbers(llvm::StringRef key);

  /// A string that is one of the names \p parse knows.
  template <typename T>
  T getName(llvm::StringRef key, std::optional<T> (*parse)(llvm::StringRef),
            llvm::StringRef choices);

  /// A width; any but \p supported is refused.
  int getBits(llvm::StringRef key, llvm::ArrayRef<int> supported);

  /// Reports \p key, or the object if that is empty.
  void report(llvm::StringRef key, const llvm::Twine &message) {
    problem.report(keyPlace(key), message);
  }

  const FileKind &kind() const { return problem.kind; }

  /// Adds what a person would call the object by to the places in messages.
  void setLabel(llvm::StringRef name) { label = (" ('" + name + "')").str(); }

private:
  /// Where \p key is, or where the object is if that is empty.
  std::string keyPlace(llvm::StringRef key) const {
    llvm::StringRef dot = place.empty() || key.empty() ? "" : ".";
    return (place + dot + key + label).str();
  }

  /// The value of \p key; a missing one is reported, and null.
  const llvm::json::Value &get(llvm::StringRef key);

  const llvm::json::Object *object;
  std::string place;
  std::string label;
  Problem &problem;
};

template <typename T>
T ObjectReader::getName(llvm::StringRef key,
                        std::optional<T> (*parse)(llvm::StringRef),
                        llvm::StringRef choices) {
  std::string name = getString(key);
  std::optional<T> value = parse(name);
  if (!value)
    report(key, "is '" + name + "', which is not known; write " + choices);
  return value.value_or(T());
}

/// Reads a list of entries and checks that the member \p nameOf is given once.
template <typename T>
std::vector<T>
readList(ObjectReader &top, llvm::StringRef key, llvm::StringRef nameKey,
         std::string T::*nameOf, Problem &problem,
         T (*readEntry)(const llvm::json::Value &, size_t, Problem &)) {
  std::vector<T> entries;
  llvm::StringMap<size_t> indices;
  for (const auto &[index, value] : llvm::enumerate(top.getArray(key))) {
    entries.push_back(readEntry(value, index, problem));
    const std::string &name = entries.back().*nameOf;
    auto [other, isNew] = indices.try_emplace(name, index);
    if (!isNew)
      problem.report(key + "[" + llvm::Twine(index) + "]." + nameKey,
                     "'" + name + "' is " + key + "[" +
                         llvm::Twine(other->second) +
                         "] already; delete one of them");
  }
  return entries;
}

/// Reads the format's version, which is the value of \p key.
void checkVersion(ObjectReader &top, llvm::StringRef key, int64_t version);

/// Reads a SHA-256, which is the value of \p key.
std::string readHash(ObjectReader &top, llvm::StringRef key);

/// The JSON value of \p text, which messages call \p file. What the JSON parser
/// lets pass, a key given twice or deep nesting, is an error too.
llvm::Expected<llvm::json::Value>
parseJSON(llvm::StringRef text, llvm::StringRef file, const FileKind &kind);

/// Reads a file of which \p read makes the value.
template <typename T>
llvm::Expected<T> parseFile(llvm::StringRef text, llvm::StringRef file,
                            const FileKind &kind,
                            T (*read)(const llvm::json::Value &, Problem &)) {
  llvm::Expected<llvm::json::Value> value = parseJSON(text, file, kind);
  if (!value)
    return value.takeError();
  Problem problem{kind, ""};
  T result = read(*value, problem);
  if (!problem.text.empty())
    return makeError(file + ": " + problem.text);
  return std::move(result);
}

/// The text of a file that is to be parsed.
llvm::Expected<std::string> readText(llvm::StringRef path,
                                     const FileKind &kind);

/// The shortest text that reads back as \p value, whatever the locale.
template <typename T>
std::string formatNumber(T value) {
  char text[64];
  return std::string(text, std::to_chars(text, std::end(text), value).ptr);
}

/// \p text as a JSON string. Names come from locations and may hold any bytes.
inline llvm::json::Value quote(llvm::StringRef text) {
  return llvm::json::fixUTF8(text);
}

/// Writes a list as a further member, a line an entry: the files are read,
/// compared and edited by people.
template <typename T>
void writeList(llvm::raw_ostream &stream, llvm::StringRef key,
               const std::vector<T> &entries,
               void (*writeEntry)(llvm::raw_ostream &, const T &)) {
  stream << ",\n  \"" << key << "\": [";
  llvm::ListSeparator separator(",");
  for (const T &entry : entries) {
    stream << llvm::StringRef(separator) << "\n    ";
    writeEntry(stream, entry);
  }
  stream << (entries.empty() ? "]" : "\n  ]");
}

} // namespace qopt

#endif // QOPT_LIB_CALIBRATION_JSONFILE_H
